"""`footnote index`: files and folders into a library, with what became of each; shared by `ask PATH` and `rescan`."""

import argparse
from collections.abc import Mapping, Sequence
from time import monotonic

from assistant.cli.output import Output, counted, path_text, reason_text, shown_path
from assistant.records import FileEntry, FileStatus
from assistant.services import ingest, libraries, models, walk
from assistant.services.cancel import Cancel
from assistant.services.program import Program

_QUIET = (FileStatus.INDEXED, FileStatus.UNCHANGED)


def index(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Add the paths to the library; a status for every file."""
    started = monotonic()
    paths = [walk.absolute(path) for path in options.paths]
    entries = add(program, options.library, paths, output, words_only=options.words_only)
    report(entries, monotonic() - started, output)
    return 0


def add(
    program: Program, library: str, paths: Sequence[bytes], output: Output, *, words_only: bool = False
) -> list[FileEntry]:
    """Run the ingest with its progress; gives what became of every file."""
    if not words_only:
        prepare_models(program, output)
    target = libraries.ensure(program, library)
    entries: list[FileEntry] = []
    pace = _Pace()
    for event in ingest.add(program, target, paths, words_only=words_only, cancel=Cancel()):
        if isinstance(event, ingest.FileDone):
            entries.append(event.entry)
            left = pace.seconds_left("files", event.done, event.files)
            what = f"Reading {event.done} of {counted(event.files, 'file')}"
            output.progress(what, event.done, event.files, left)
        elif isinstance(event, ingest.VectorsMade):
            left = pace.seconds_left("vectors", event.done, event.chunks)
            percent = 100 * event.done // event.chunks
            what = f"Search by words is ready, by meaning {percent} %"
            output.progress(what, event.done, event.chunks, left)
    output.clear_progress()
    return entries


def report(entries: Sequence[FileEntry], seconds: float, output: Output) -> None:
    """What became of the files: a JSON object, or a line for each that was not simply read, and a sum."""
    if output.as_json:
        output.record({"files": [file_fields(entry) for entry in entries], "seconds": round(seconds, 3)})
        return
    for entry in entries:
        if entry.status not in _QUIET:
            output.line(file_line(entry))
    counts = [(status, sum(entry.status is status for entry in entries)) for status in FileStatus]
    told = ", ".join(f"{count} {status}" for status, count in counts if count) or "nothing found"
    output.line(f"{counted(len(entries), 'file')}: {told}. {seconds:.1f} s.")


def file_fields(entry: FileEntry) -> Mapping[str, object]:
    """A file as `index --json` shows it."""
    return {
        "path": path_text(entry.path),
        "status": entry.status.value,
        "reason": reason_text(entry.reason),
        "pages": entry.pages,
        "chunks": entry.chunks,
    }


def file_line(entry: FileEntry) -> str:
    """A file and what became of it, in a line."""
    return f"{entry.status:9} {shown_path(entry.path)}  {reason_text(entry.reason) or ''}".rstrip()


def prepare_models(program: Program, output: Output) -> None:
    """Make the default models at the first start, with a progress line."""
    for step in models.prepare(program.models_dir):
        output.progress(f"First start: preparing {step.name}", step.share, 1.0)
    output.clear_progress()


class _Pace:
    """How long the rest takes, from what was done so far."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}

    def seconds_left(self, what: str, done: int, total: int) -> float | None:
        now = monotonic()
        took = now - self._began.setdefault(what, now)
        return took / done * (total - done) if took > 2 and done else None
