"""`footnote index`: files and folders into a library, with what became of each; shared by `ask PATH` and `rescan`."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import monotonic

from assistant.cli.output import Output, counted, path_text, reason_text, shown_path
from assistant.errors import ScanLanguageMissing
from assistant.records import FileEntry, FileStatus
from assistant.services import ingest, known, libraries, models, walk
from assistant.services.cancel import Cancel
from assistant.services.known import Wishes
from assistant.services.program import Program
from assistant.services.storing import PagesRead

_QUIET = (FileStatus.INDEXED, FileStatus.UNCHANGED)
_LONG_PAGES = 20
"""Pages of a document from which on its progress is worth a line of its own."""


def index(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Add the paths to the library; a status for every file.

    Raises:
        ScanLanguageMissing: there is no data for the language that scans are to be read in.
    """
    started = monotonic()
    paths = [walk.absolute(path) for path in options.paths]
    wishes = _wishes(program, options)
    entries = add(program, options.library, paths, output, words_only=options.words_only, wishes=wishes)
    report(entries, monotonic() - started, output)
    return 0


def _wishes(program: Program, options: argparse.Namespace) -> Wishes:
    """How scans are to be read: as the options say, else as the settings do.

    Raises:
        ScanLanguageMissing: there is no data for that language; nothing was begun.
    """
    wishes, language = Wishes.of(program.settings), options.ocr_language
    if options.no_ocr or language is None:
        return replace(wishes, scans=wishes.scans and not options.no_ocr)
    if not known.has_data(language):
        raise ScanLanguageMissing(language=language)
    return Wishes(scans=True, language=language)


def add(
    program: Program,
    library: str,
    paths: Sequence[bytes],
    output: Output,
    *,
    words_only: bool = False,
    wishes: Wishes | None = None,
) -> list[FileEntry]:
    """Run the ingest with its progress; gives what became of every file."""
    if not words_only:
        prepare_models(program, output)
    target = libraries.ensure(program, library)
    entries: dict[bytes, FileEntry] = {}  # a file with scans is told twice: the last word counts
    pace = _Pace(output)
    for event in ingest.add(program, target, paths, words_only=words_only, wishes=wishes, cancel=Cancel()):
        if isinstance(event, ingest.FileDone):
            entries[event.entry.path] = event.entry
        pace.show(event)
    output.clear_progress()
    return list(entries.values())


def report(entries: Sequence[FileEntry], seconds: float, output: Output) -> None:
    """What became of the files: a JSON object, or a line for each that was not simply read, and a sum."""
    if output.as_json:
        output.record({"files": [file_fields(entry) for entry in entries], "seconds": round(seconds, 3)})
        return
    for entry in entries:
        if entry.status not in _QUIET or entry.reason is not None:
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
    """Shows how far an ingest is, and how long the rest takes, from what was done so far."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._began: dict[str, float] = {}
        self._reads = "Reading"

    def show(self, event: ingest.IngestEvent) -> None:
        """The progress line for an event."""
        match event:
            case ingest.FileDone():
                left = self._seconds_left(self._reads, event.done, event.files)
                what = f"{self._reads} {event.done} of {counted(event.files, 'file')}"
                self._output.progress(what, event.done, event.files, left)
            case PagesRead() if event.pages >= _LONG_PAGES:
                what = f"{self._reads} {shown_path(event.path)}: page {event.page} of {event.pages}"
                self._output.progress(what, event.page, event.pages)
            case ingest.ScansFound():
                self._reads = "Reading scans,"
            case ingest.VectorsMade():
                left = self._seconds_left("vectors", event.done, event.chunks)
                percent = 100 * event.done // event.chunks
                what = f"Search by words is ready, by meaning {percent} %"
                self._output.progress(what, event.done, event.chunks, left)

    def _seconds_left(self, what: str, done: int, total: int) -> float | None:
        now = monotonic()
        took = now - self._began.setdefault(what, now)
        return took / done * (total - done) if took > 2 and done else None
