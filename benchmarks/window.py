"""The figures of the window: how soon it is there, how soon it answers, whether it ever stands still.

    .venv/bin/python -m benchmarks.window [--only NAME ...]

Names: start, drop, quotes, stop, conversation, memory. The window is the real one with its real children,
offscreen. Absolute times name the reference machine: two x86-64 cores, no GPU, shared and noisy.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from assistant import paths, settings
from assistant.__main__ import build
from assistant.services import ingest, libraries, models
from assistant.services.cancel import Cancel
from assistant.settings import Settings
from assistant.ui.chat.exchange import Exchange
from assistant.ui.chat.scope import ScopeKind
from assistant.ui.desks.desk import Desk
from assistant.ui.look.theme import Theme
from assistant.ui.window import Window
from benchmarks.command_line import pss_mb, tree
from benchmarks.main_job import row
from benchmarks.main_job_speed import PROSE, sentences

_SEED = 20261121
_STARTS = 5
_QUESTIONS = 25
_STOPS = 20
_TICK_MS = 5
_REST_MINUTES = 1
"""The shortest; by default models leave memory after ten minutes, the reader after one."""
_PASSAGES = 2_000
_MESSAGES = 2_000
_SCROLLS = 200
_FILES = 66  # each about thirty passages


class Office:
    """One window at work, and how late its timer is."""

    def __init__(self, data_dir: Path) -> None:
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        theme = Theme(application)
        theme.choose("light")
        self.window = Window(theme)
        self.window.resize(1280, 820)
        self.window.show()
        self.program = build(data_dir, None)
        self.desk = Desk(self.window, self.program)
        self.gaps_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)
        self.until(lambda: self.desk.header.models.working is None)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps_ms.append((now - self._last) * 1000)
        self._last = now

    def until(self, is_so: Callable[[], bool], limit_s: float = 300.0) -> float:
        """Let the window live until something is so; seconds it took. Ends the benchmark when it never is."""
        started = time.perf_counter()
        loop, timer = QEventLoop(), QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: loop.quit() if is_so() or time.perf_counter() - started > limit_s else None)
        timer.start(1)
        loop.exec()
        if not is_so():
            sys.exit(f"the window did not come so far within {limit_s} s")
        return time.perf_counter() - started

    def ask(self, question: str) -> Exchange:
        """Enter in the composer; the exchange that begins with it."""
        self.window.composer.text.setPlainText(question)
        self.window.composer.button.click()
        return self.window.transcript.exchanges[-1]

    def finish(self) -> None:
        """Until the answer is there."""
        self.until(lambda: not self.desk.answering.is_running)

    @property
    def is_reading(self) -> bool:
        """True while files are read or their vectors made."""
        return any(state.share is not None for state in self.desk.shelf.states())

    def close(self) -> None:
        """End it."""
        self.window.close()


@contextmanager
def office(data_dir: Path) -> Iterator[Office]:
    """A window on the data folder, closed at the end."""
    made = Office(data_dir)
    try:
        yield made
    finally:
        made.close()


def prose(folder: Path, files: int, sentences_each: int, seed: int) -> Path:
    """Text files of made-up prose."""
    folder.mkdir()
    random_ = random.Random(seed)
    for number in range(files):
        (folder / f"{number:04}.txt").write_text(sentences(sentences_each, random_), encoding="utf-8")
    return folder


def question(random_: random.Random) -> str:
    """A question in the words of the files."""
    return f"What about the {' '.join(random_.choices(PROSE.split(), k=4))}?"


def library(root: Path) -> Path:
    """A data folder with about 2,000 passages and their vectors."""
    data_dir = root / "library"
    program = build(data_dir, None)
    for _ in models.prepare(program.models_dir):
        pass
    folder = prose(root / "texts", _FILES, 430, _SEED)
    chunks = 0
    for event in ingest.add(program, libraries.ensure(program, "Documents"), [os.fsencode(folder)], cancel=Cancel()):
        if isinstance(event, ingest.FileDone):
            chunks += event.entry.chunks
    program.close()
    print(f"library: {chunks} passages in {_FILES} files", flush=True)
    assert chunks >= _PASSAGES * 0.9, "too few passages for what is measured"
    return data_dir


def start(data_dir: Path) -> None:
    """From the command to the painted window, and to the moment it can answer; the first start is not counted."""
    painted, ready = [], []
    rested = Settings(model_rest_minutes=_REST_MINUTES)
    for number in range(_STARTS + 1):
        begun = time.time()
        command = [sys.executable, "-P", "-m", "benchmarks.window_start", "--data-dir", str(data_dir)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            marks = {}
            while "ready" not in marks:
                name, _, when = process.stdout.readline().partition(" ")
                marks[name] = float(when) - begun
            if number == _STARTS:
                at_rest(process.pid)
            settings.save(rested, paths.settings_file(data_dir))
            process.terminate()
        if number:
            painted.append(marks["painted"])
            ready.append(marks["ready"])
    row("second start: window painted", f"{median(painted):.2f} s", "<= 1.0 s")
    row("second start: ready to answer", f"{median(ready):.2f} s", "<= 2 s")


def at_rest(pid: int) -> None:
    """What a window costs that nobody uses, before and after the models and the reader left memory."""
    time.sleep(3)
    row("memory right after the start, both models loaded (summed PSS)", f"{pss_mb(pid):.0f} MB", "<= 1,100 MB")
    time.sleep(60 * _REST_MINUTES + 5)
    row("memory at rest, after unload (summed PSS)", f"{pss_mb(pid):.0f} MB", "<= 350 MB")
    before, seconds = cpu_s(pid), 10
    time.sleep(seconds)
    row("CPU at rest, share of a core", f"{100 * (cpu_s(pid) - before) / seconds:.2f} %", "< 1 %")


def cpu_s(pid: int) -> float:
    """Seconds of processor time of a process and all below it."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0
    for each in tree(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / ticks


def drop(root: Path) -> None:
    """1,000 files dropped: the first that is found; the window's timer while they are read and questions asked."""
    folder = prose(root / "thousand", 1_000, 40, _SEED + 1)
    with office(root / "dropped") as at:
        at.ask("Hello")
        at.finish()  # the chat model is loaded: it is answering that is measured
        random_ = random.Random(_SEED)
        dropped = time.perf_counter()
        at.window.files_given.emit([os.fsencode(folder)])
        at.until(lambda: at.desk.choice.kind is ScopeKind.DOCUMENTS)
        wait_for_quotes(at, random_)
        took = time.perf_counter() - dropped
        row("drop of 1,000 files: the first quotes stand in the window", f"{took:.2f} s", "<= 2 s")
        at.finish()
        at.gaps_ms.clear()
        begun = time.perf_counter()
        asked = 0
        while at.is_reading and time.perf_counter() - begun < 60:
            at.ask(question(random_))
            at.finish()
            asked += 1
        *_, p99 = quantiles(at.gaps_ms, n=100)
        print(f"{len(at.gaps_ms)} ticks, {asked} questions meanwhile, median {median(at.gaps_ms):.1f} ms")
        row("window tick (5 ms timer) while reading and answering, p99", f"{p99:.1f} ms", "<= 16 ms")
        row("  the longest", f"{max(at.gaps_ms):.0f} ms", "<= 150 ms")


def wait_for_quotes(at: Office, random_: random.Random) -> None:
    """Ask until quotes stand in the transcript: before the first file is read nothing is found."""
    found = False
    while not found:
        one = at.ask(question(random_))
        at.until(lambda one=one: bool(one.sources) or not at.desk.answering.is_running)  # type: ignore[misc]
        found = bool(one.sources)


def quotes(data_dir: Path, root: Path) -> None:
    """From Enter to the quotes in the transcript, at rest and while a folder is read."""
    folder = prose(root / "more", 1_000, 40, _SEED + 2)
    with office(data_dir) as at:
        at.until(lambda: not at.is_reading)
        at.desk.choice.choose(ScopeKind.DOCUMENTS)
        random_ = random.Random(_SEED)
        to_quotes_ms(at, question(random_))  # the first one loads the models
        resting = [to_quotes_ms(at, question(random_)) for _ in range(_QUESTIONS)]
        at.window.files_given.emit([os.fsencode(folder)])
        at.until(lambda: at.is_reading)
        busy: list[float] = []
        while at.is_reading and len(busy) < _QUESTIONS:
            busy.append(to_quotes_ms(at, question(random_)))
    row("Enter to quotes over 2,000 passages, p50 at rest", f"{median(resting):.0f} ms", "<= 200 ms")
    row(f"  while 1,000 files are read, p50 of {len(busy)}", f"{median(busy):.0f} ms", "<= 500 ms")


def to_quotes_ms(at: Office, text: str) -> float:
    """Milliseconds until the quotes stand in the transcript; then the answer is stopped."""
    one = at.ask(text)
    took = at.until(lambda: one.coverage is not None and bool(one.sources or one.nearest or one.is_over))
    at.window.composer.stopped.emit()
    at.finish()
    return took * 1000


def stop(data_dir: Path) -> None:
    """From the stop button to the last text of the answer in the transcript."""
    times: list[float] = []
    with office(data_dir) as at:
        at.desk.choice.choose(ScopeKind.CHAT)
        for number in range(3 * _STOPS):
            one = at.ask(f"Write a long story about {number + 2} old lighthouses.")
            at.until(lambda one=one: one.tail.count(" ") > 3 or one.is_over)  # type: ignore[misc]
            at.window.composer.button.click()
            took = at.until(lambda: not at.desk.answering.is_running) * 1000
            times += [took] if one.stopped == "cancelled" else []  # some answers end by themselves before that
            if len(times) == _STOPS:
                break
    *_, p99 = quantiles(times, n=100)
    row(f"stop to the last text on screen, p99 of {_STOPS}", f"{p99:.0f} ms", "<= 200 ms")


def conversation(data_dir: Path) -> None:
    """A conversation of 2,000 messages: from the click to its end on screen, and scrolling through it."""
    with office(data_dir) as at:
        at.desk.choice.choose(ScopeKind.DOCUMENTS)
        random_ = random.Random(_SEED)
        for _ in range(5):
            at.ask(question(random_))
            at.finish()
        store, number = at.program.store.conversations, at.desk.answering.conversation
        assert number is not None
        said, long = store.messages(number), store.start("Long")
        for place in range(_MESSAGES):
            one = said[place % len(said)]
            store.add_message(long, one.role, one.text, extra=one.extra, state=one.state)
        times = [opened_ms(at, long) for _ in range(9)]
        bar, steps = at.window.transcript.column.verticalScrollBar(), []
        for _ in range(_SCROLLS):
            begun = time.perf_counter()
            bar.setValue(bar.value() - 3 * bar.singleStep())
            at.window.transcript.repaint()
            steps.append((time.perf_counter() - begun) * 1000)
    row(f"conversation of {_MESSAGES:,} messages opened, p50", f"{median(times):.0f} ms", "<= 300 ms")
    *_, p99 = quantiles(steps, n=100)
    row(f"  a turn of the wheel in it, p50; p99 of {_SCROLLS}", f"{median(steps):.0f}; {p99:.0f} ms", "16; 50 ms")


def opened_ms(at: Office, number: int) -> float:
    """Milliseconds until a conversation is painted, with an empty window before it."""
    at.window.sidebar.new_wanted.emit()
    begun = time.perf_counter()
    at.desk.archive.open(number)
    at.until(lambda: bool(at.window.transcript.exchanges))
    at.window.repaint()
    return (time.perf_counter() - begun) * 1000


def memory(data_dir: Path) -> None:
    """All processes with both models loaded and the library of this run."""
    with office(data_dir) as at:
        at.desk.choice.choose(ScopeKind.DOCUMENTS)
        at.ask(question(random.Random(_SEED)))
        at.finish()
        at.desk.choice.choose(ScopeKind.CHAT)
        at.ask("Hello")
        at.until(lambda: bool(at.window.transcript.exchanges[-1].tail))
        used = pss_mb(os.getpid())
        row("memory of all processes, both models loaded (summed PSS)", f"{used:.0f} MB", "<= 1,100 MB")
        at.window.composer.stopped.emit()
        at.finish()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = ("start", "drop", "quotes", "stop", "conversation", "memory")
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    wanted = parser.parse_args().only
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        data_dir = library(root)
        acts: dict[str, Callable[[], None]] = {
            "start": lambda: start(data_dir),
            "drop": lambda: drop(root),
            "quotes": lambda: quotes(data_dir, root),
            "stop": lambda: stop(data_dir),
            "conversation": lambda: conversation(data_dir),
            "memory": lambda: memory(data_dir),
        }
        for name in wanted:
            acts[name]()


if __name__ == "__main__":
    main()
