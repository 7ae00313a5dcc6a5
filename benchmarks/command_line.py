"""Footnote as a person starts it: the command line as a subprocess, its answers parsed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-P", "-m", "assistant"]


class Footnote:
    """One data folder and the commands on it."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._asked: list[dict[str, Any]] = []

    def run(self, *arguments: str) -> str:
        """Standard output of a command; its sentence when it fails."""
        done = subprocess.run(
            [*COMMAND, *arguments, "--data-dir", str(self.data_dir)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"footnote {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def index(self, folder: Path, library: str) -> dict[str, Any]:
        """Add a folder, wait for its vectors."""
        report: dict[str, Any] = json.loads(self.run("index", str(folder), "--library", library, "--json"))
        return report

    def ask_batch(self, questions: Sequence[dict[str, Any]], library: str) -> dict[object, dict[str, Any]]:
        """Quotes for every question, by id."""
        file = self.data_dir / "questions.jsonl"
        lines = [json.dumps({"id": asked["id"], "question": asked["question"]}) for asked in questions]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self._asked = list(questions)
        output = self.run("ask", "--batch", str(file), "--library", library, "--quotes-only", "--json")
        answers = [json.loads(line) for line in output.splitlines()]
        failed = [answer["error"] for answer in answers if "error" in answer]
        if failed:
            sys.exit(f"{len(failed)} questions failed, the first: {failed[0]}")
        return {answer["id"]: answer for answer in answers}

    def chunks(self) -> int:
        """Passages in the data folder, each file name counted once: libraries of a run share some texts."""
        found: dict[str, int] = {}
        for line in self.run("libraries", "list", "--json").splitlines():
            library = json.loads(line)["name"]
            shown = json.loads(self.run("libraries", "show", library, "--json"))
            apart = library if library.startswith("XQuAD") else ""
            found |= {f"{apart}/{Path(file['path']).name}": file["chunks"] for file in shown["files"]}
        return sum(found.values())

    def first_quote_s(self, question: str) -> float:
        """Seconds from the start of the command to the first quote on its output."""
        started = time.perf_counter()
        with self.started("ask", question) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if "“" in line or "Nearest" in line:
                    return time.perf_counter() - started
        sys.exit("the command ended without a quote")

    def batch_ms(self, count: int) -> list[float]:
        """Milliseconds from a question on standard input to its answer, the first left out."""
        times = []
        with self.started("ask", "--batch", "/dev/stdin", "--quotes-only", "--json") as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for asked in self._asked[: count + 1]:
                begun = time.perf_counter()
                process.stdin.write(asked["question"].replace("\n", " ") + "\n")
                process.stdin.flush()
                process.stdout.readline()
                times.append((time.perf_counter() - begun) * 1000)
            process.stdin.close()
        return times[1:]

    @contextmanager
    def started(self, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
        """The command as a running process; ended at the end of the block."""
        process = subprocess.Popen(
            [*COMMAND, *arguments, "--data-dir", str(self.data_dir)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def tree(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += tree(int(child))
    return found


def pss_mb(pid: int) -> float:
    """Proportional resident memory of a process and all below it, MB."""
    total = 0
    for each in tree(pid):
        for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def on_one_core() -> None:
    """Keep this process and all it starts on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
