"""Speed and memory of the main job; see main_job.py, which prints these figures."""

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean, quantiles

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from assistant.__main__ import build
from assistant.records import FileEntry, FileStatus, Library, PassageText, Scope
from assistant.services import ingest, libraries, models
from assistant.services.cancel import Cancel
from assistant.services.program import Program
from benchmarks.command_line import Footnote, on_one_core, pss_mb
from benchmarks.stop_latency import stop_latencies

Row = Callable[[str, str, str], None]
PROSE = (
    "the agreement shall be governed by law of state and any dispute arising from it is settled before court "
    "employee may apply for leave two weeks ahead in writing manager answers within five working days report "
    "measured pressure valve temperature exceeds limit patient received treatment on monday invoice due payment"
)


def sentences(count: int, random_: random.Random) -> str:
    """Made-up prose of so many sentences."""
    return " ".join(
        " ".join(random_.choices(PROSE.split(), k=random_.randint(8, 18))).capitalize() + "." for _ in range(count)
    )


@contextmanager
def program(folder: Path) -> Iterator[Program]:
    """The program's own objects in this process, on a fresh data folder."""
    built = build(folder, None)
    try:
        for _ in models.prepare(built.models_dir):
            pass
        yield built
    finally:
        built.close()


def reading(root: Path, row: Row) -> None:
    """PDF pages a second on one core, and how soon the first of 1,000 files is findable."""
    random_ = random.Random(1)
    pdfs = root / "pdfs"
    pdfs.mkdir()
    for number in range(4):
        page = canvas.Canvas(str(pdfs / f"{number}.pdf"), pagesize=A4)
        for _ in range(150):
            text = page.beginText(50, 780)
            for _ in range(45):
                text.textLine(sentences(1, random_)[:95])
            page.drawText(text)
            page.showPage()
        page.save()
    cores = os.sched_getaffinity(0)
    on_one_core()
    with program(root / "pages") as footnote:
        library = libraries.ensure(footnote, "Pages")
        footnote.reader.start()
        started = time.perf_counter()
        entries = add(footnote, library, pdfs)
        took = time.perf_counter() - started
    os.sched_setaffinity(0, cores)
    pages = sum(entry.pages for entry in entries)
    row("reading, cutting and storing text PDFs on one core", f"{pages / took:.0f} pages/s", ">= 150")

    many = root / "many"
    many.mkdir()
    for number in range(1000):
        (many / f"{number:04}.txt").write_text(sentences(40, random_), encoding="utf-8")
    with program(root / "thousand") as footnote:
        library = libraries.ensure(footnote, "Thousand")
        started, first = time.perf_counter(), 0.0
        for event in ingest.add(footnote, library, [os.fsencode(many)], words_only=True, cancel=Cancel()):
            if isinstance(event, ingest.FileDone) and not first:
                hits = footnote.store.library.match_words(["agreement", "agreem"], Scope((library.id,)), 1)
                first = time.perf_counter() - started if hits else 0.0
        took = time.perf_counter() - started
    row("1,000 files dropped: the first findable by words", f"{first:.2f} s", "<= 2 s")
    row("1,000 files dropped: all findable by words", f"{took:.1f} s", "-")


def add(footnote: Program, library: Library, folder: Path) -> list[FileEntry]:
    """Add a folder by words alone; what was read."""
    events = ingest.add(footnote, library, [os.fsencode(folder)], words_only=True, cancel=Cancel())
    done = [event.entry for event in events if isinstance(event, ingest.FileDone)]
    return [entry for entry in done if entry.status is FileStatus.INDEXED]


def embedding(root: Path, row: Row) -> None:
    """Passages of about 216 tokens a second on all cores, best of three rounds (the machine is shared)."""
    random_ = random.Random(2)
    passages = []
    for _ in range(96):
        text = sentences(14, random_)
        passages.append(PassageText("", text, ((0, len(text)),)))
    with program(root / "embedding") as footnote:
        tokens = mean(footnote.embedding.count([passage.text for passage in passages]))
        footnote.embedding.embed_passages(passages[:8])
        rates = []
        for _ in range(3):
            started = time.perf_counter()
            footnote.embedding.embed_passages(passages)
            rates.append(len(passages) / (time.perf_counter() - started))
        asked = []
        for number in range(40):
            started = time.perf_counter()
            footnote.embedding.embed_question(f"What happens when the valve exceeds limit {number}?")
            asked.append((time.perf_counter() - started) * 1000)
    row(f"embedding, passages of {tokens:.0f} tokens", f"{max(rates):.1f} /s", ">= 12")
    row("  the same per 216 tokens", f"{max(rates) * tokens / 216:.1f} /s", ">= 12")
    row("question vectors, p50", f"{quantiles(asked, n=2)[0]:.0f} ms", "15 to 25 ms")


def memory(footnote: Footnote, row: Row) -> None:
    """Summed PSS of all processes with both models loaded and the library of this run."""
    with footnote.started("ask", "--batch", "/dev/stdin", "--json") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        largest, written = 0.0, 0
        for question in ("Who was named president of the American Broadcasting Company?", "What did Tesla invent?"):
            process.stdin.write(question + "\n")
            process.stdin.flush()
            written += json.loads(process.stdout.readline())["answer"] is not None
            largest = max(largest, pss_mb(process.pid))
        assert written, "no answer was written, so the chat model was not loaded"
        process.stdin.close()
    row("memory of all processes, both models loaded (summed PSS)", f"{largest:.0f} MB", "<= 1,000 MB")


def interrupt(footnote: Footnote, row: Row) -> None:
    """Ctrl-C while an answer is being made until the command is gone."""
    times = []
    for _ in range(5):
        with footnote.started("ask", "Who was named president of the American Broadcasting Company?") as process:
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith("Found"):  # the quotes stand there, the engine loads, reads and writes
                    break
            started = time.perf_counter()
            process.send_signal(signal.SIGINT)
            code = process.wait(timeout=30)
            times.append(time.perf_counter() - started)
            assert code == 130, f"the answer had ended before Ctrl-C came (exit code {code})"
    row("Ctrl-C in an answer to the prompt, longest of 5", f"{max(times):.2f} s", "<= 1 s")


def stop(root: Path, row: Row) -> None:
    """From the flag being set to llama.cpp's return, while it reads a prompt and while it writes."""
    with program(root / "stop") as footnote:
        model = Path(footnote.chat_model.path)
    row("stop inside the engine, p99", f"{stop_latencies(model).p99_ms():.1f} ms", "<= 10 ms")
