"""The figures of reading files: odd and hostile ones, speed of each format, facts quoted from their place, scans.

    ASSISTANT_EVAL=DIR .venv/bin/python -m benchmarks.files [--only docs speed facts scans] [--formats pdf xlsx]

Speed is files a second, from the closed file to text, chunks and words in the index, beside those of the bare library
that only goes over the text: by turns on the same files, the median of the ratios with its 90 % interval. Files from
10 KB on: made ones, and those of the evaluation set. A bare decoding or `json.loads` is so fast that nothing that
stores what it read can come near: there the figure only says what the rest costs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb
from pathlib import Path
from statistics import median

from assistant.__main__ import build
from assistant.errors import DocumentError
from assistant.services import ingest, libraries
from assistant.services.cancel import Cancel
from assistant.services.known import Wishes
from assistant.services.program import Program
from benchmarks import files_made, scans
from benchmarks.command_line import COMMAND, Footnote
from benchmarks.files_bare import BARE
from benchmarks.main_job import row
from tests.e2e.conftest import FACTS, write_facts

PAIRS = 15
LEAST_BYTES = 10_000
MOST_FILES = 8
"""Of a format of the evaluation set: a turn over them should take seconds, not minutes."""
MOST_BYTES = 5_000_000
DEATHS = ("stopped", "more memory", "longer than")
"""Words of the sentences about a reader that crashed, ran out of memory or of time."""


def docs(source: Path, root: Path) -> None:
    """Every odd and hostile file of the evaluation set through the command line."""
    given = ["index", str(source / "docs"), "--data-dir", str(root / "docs")]
    arguments = [*given, "--words-only", "--no-ocr", "--json"]
    started = time.perf_counter()
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)
    took = time.perf_counter() - started
    files = json.loads(done.stdout)["files"] if done.returncode == 0 else []
    silent = [file["path"] for file in files if file["status"] != "indexed" and not file["reason"]]
    died = [file["path"] for file in files if file["reason"] and any(word in file["reason"] for word in DEATHS)]
    there = sum(path.is_file() for path in (source / "docs").rglob("*"))
    statuses = Counter(file["status"] for file in files)
    told = sum(Path(file["path"]).is_file() for file in files)  # the others came out of a mail
    row("odd and hostile files with a status", f"{told} of {there}", "all")
    row("  " + ", ".join(f"{count} {status}" for status, count in statuses.most_common()), "", "-")
    row("  without a reason where one is due", str(len(silent)), "0")
    row("  deaths of the program", str(int(done.returncode != 0)), "0")
    row("  tracebacks", str(done.stderr.count("Traceback")), "0")
    row("  files that a reader crashed or gave up on", str(len(died)), "-")
    row("  seconds in all, words only, scans left out", f"{took:.1f} s", "<= 120 s")


def speed(source: Path | None, root: Path, formats: Sequence[str]) -> None:
    """Files a second of each format beside the bare library's."""
    folder = root / "made"
    folder.mkdir()
    groups = {f"{form}, made": paths for form, paths in files_made.write(folder).items()}
    if source is not None:
        groups |= {f"{form}, found": paths for form, paths in found(source / "docs").items()}
    print(f"{'format, files, KB each':<34} {'bare':>9} {'ours':>9}   ours / bare [90 %]   bare library")
    footnote = build(root / "speed", None)
    try:
        footnote.reader.start()
        for label, paths in groups.items():
            form = label.partition(",")[0]
            if not formats or form in formats:
                one_format(footnote, label, form, paths)
    finally:
        footnote.close()


def one_format(footnote: Program, label: str, form: str, paths: Sequence[Path]) -> None:
    """A line of the table: bare and ours by turns."""
    bare_s, ours_s = [], []
    for turn in range(PAIRS + 1):
        bare_first = bare(form, paths) if turn % 2 else None
        ours_took = ours(footnote, paths)
        bare_took = bare(form, paths) if bare_first is None else bare_first
        if turn:  # the first one warms up
            bare_s.append(bare_took)
            ours_s.append(ours_took)
    ratios = [one / other for one, other in zip(bare_s, ours_s, strict=True)]
    low, high = interval(ratios)
    size = sum(path.stat().st_size for path in paths) // len(paths) // 1000
    rates = " ".join(f"{len(paths) / median(seconds):>7.1f}/s" for seconds in (bare_s, ours_s))
    shown = f"{median(ratios):.2f} [{low:.2f}, {high:.2f}]"
    print(f"{label:<18} {len(paths):>5} x {size:>6}  {rates}   {shown}   {BARE[form].name}", flush=True)


def bare(form: str, paths: Iterable[Path]) -> float:
    """Seconds of the bare library."""
    started = time.perf_counter()
    for path in paths:
        BARE[form].read(path.read_bytes())
    return time.perf_counter() - started


def ours(footnote: Program, paths: Iterable[Path]) -> float:
    """Seconds until all of it is findable by words, in a library that is new and forgotten again."""
    library = libraries.ensure(footnote, "Speed")
    given = [os.fsencode(path) for path in paths]
    started = time.perf_counter()
    events = list(
        ingest.add(footnote, library, given, words_only=True, wishes=Wishes(scans=False), cancel=Cancel())
    )
    took = time.perf_counter() - started
    assert any(isinstance(event, ingest.FileDone) and event.entry.chunks for event in events), "nothing was read"
    libraries.remove(footnote, library)
    return took


def found(folder: Path) -> dict[str, list[Path]]:
    """Files of the evaluation set by format: those that the bare library reads too."""
    groups: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        form = path.suffix[1:].lower()
        if form not in BARE or not path.is_file() or not LEAST_BYTES <= path.stat().st_size <= MOST_BYTES:
            continue
        if len(groups.get(form, ())) < MOST_FILES and is_readable(form, path):
            groups.setdefault(form, []).append(path)
    return groups


def is_readable(form: str, path: Path) -> bool:
    """True when the bare library makes anything of it."""
    try:
        return bool(BARE[form].read(path.read_bytes()))
    except BaseException as error:  # a panic of python-calamine is no Exception
        if isinstance(error, KeyboardInterrupt | DocumentError):
            raise
        return False


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 90 % interval of the median, by order statistics: between them it lies in nine of ten cases."""
    ordered = sorted(values)
    outside, tail = 0, 1 / 2 ** len(ordered)
    while tail + comb(len(ordered), outside + 1) / 2 ** len(ordered) <= 0.05:
        outside += 1
        tail += comb(len(ordered), outside) / 2 ** len(ordered)
    return ordered[outside], ordered[-1 - outside]


def facts(root: Path) -> None:
    """A fact in each of twenty formats: asked for, and quoted from its file and page."""
    folder = root / "facts"
    folder.mkdir()
    write_facts(folder)
    footnote = Footnote(root / "asked")
    footnote.index(folder, "Facts")
    questions = [{"id": fact.file, "question": fact.question} for fact in FACTS]
    answers = footnote.ask_batch(questions, "Facts")
    right = 0
    for fact in FACTS:
        quotes = answers[fact.file]["quotes"]
        here = [quote for quote in quotes if Path(quote["path"]).name == fact.file and quote["page"] == fact.page]
        right += any(fact.words in " ".join(quote["text"].split()) for quote in here)
    row("a fact in each of the formats, quoted from the right place", f"{right} of {len(FACTS)}", "all")


def main() -> None:
    """Run the sections that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=("docs", "speed", "facts", "scans"))
    parser.add_argument("--formats", nargs="*", default=(), choices=sorted(BARE))
    options = parser.parse_args()
    source = Path(os.environ["ASSISTANT_EVAL"]) if "ASSISTANT_EVAL" in os.environ else None
    wanted = options.only or ("docs", "speed", "facts", "scans")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if "docs" in wanted and source is not None:
            docs(source, root)
        if "facts" in wanted:
            facts(root)
        if "scans" in wanted:
            scans.run(row, source)
        if "speed" in wanted:
            speed(source, root, options.formats)
    if source is None:
        print("ASSISTANT_EVAL is not set: what needs evaluation data was left out.", file=sys.stderr)


if __name__ == "__main__":
    main()
