"""What can be done with a library in the background: one job at a time, each a generator that runs in a thread."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from threading import Lock

from assistant.errors import DocumentNotRead, LibraryUnknown, PathUnknown
from assistant.records import FileStatus
from assistant.services import ingest, libraries, vectors
from assistant.services.cancel import Cancel
from assistant.services.ingest import FileDone, FilesFound, IngestEvent
from assistant.services.program import Program

_NEWS = (FileStatus.INDEXED, FileStatus.PARTIAL, FileStatus.WAITING, FileStatus.REMOVED)


class Kind(Enum):
    """The kinds of jobs; what has the smaller value comes first."""

    REMOVE = 0
    ADD = 1
    LOOK = 2
    """Bring all of it up to date, because the person wants it."""
    AGAIN = 3
    """Read files from their beginning."""
    WATCH = 4
    """Bring all of it up to date, because time has passed: nothing is said when nothing changed, nothing removed."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done with a library; the paths are absolute."""

    kind: Kind
    library: str
    paths: tuple[bytes, ...] = ()


def work(program: Program, job: Job, cancel: Cancel) -> Iterator[IngestEvent]:
    """Do it, in the thread that runs this; of `WATCH` only news is told.

    While the models are still being prepared files are read for a search by words alone.

    Raises:
        PathUnknown: nothing is at any of the paths; no library is made for them.
        DocumentNotRead: a file that is to be read again cannot be read now; it is told when the others are read.
        LibraryUnknown: it was removed meanwhile.
        IndexingElsewhere: another process indexes into this data folder.
        Cancelled: somebody asked to stop.
        StorageError: the disk is full, or the store cannot be written.
    """
    if job.kind is Kind.REMOVE:
        libraries.remove(program, libraries.named(program, job.library))
        return
    if job.kind is Kind.ADD:
        library, paths = libraries.ensure_for(program, job.library, job.paths), list(job.paths)
    else:
        library = libraries.named(program, job.library)
        paths = libraries.there(library)  # of the others what was read stays
    problems = []
    for path in job.paths if job.kind is Kind.AGAIN else ():
        try:
            libraries.forget_text(program, library, path)
        except DocumentNotRead as problem:
            problems.append(problem)
    keeps_gone = job.kind in (Kind.WATCH, Kind.AGAIN)
    words_only = not vectors.can_be_made(program)
    events = ingest.add(program, library, paths, words_only=words_only, keeps_gone=keeps_gone, cancel=cancel)
    yield from (event for event in events if job.kind is not Kind.WATCH or _is_news(event))
    if problems:
        raise problems[0]


def remember(program: Program, jobs: Iterable[Job]) -> None:
    """Have the next start of the program read what these jobs were to add, and remove what they were to remove.

    A library that was to be removed and then got something else stays: its removal would take that along.
    """
    leaving: set[str] = set()
    for job in jobs:
        with suppress(PathUnknown, LibraryUnknown):  # gone meanwhile: there is nothing to do
            if job.kind is Kind.REMOVE:
                libraries.leave(program, libraries.named(program, job.library), is_leaving=True)
                leaving.add(job.library)
            elif job.kind is Kind.ADD:
                libraries.remember(program, job.library, job.paths)
                if job.library in leaving:
                    libraries.leave(program, libraries.named(program, job.library), is_leaving=False)


def remember_pause(program: Program, library: str, is_paused: Callable[[], bool], one_by_one: Lock) -> None:
    """Have the next start obey, too; asked and written by one thread after the other: the last writes what holds.

    Going on makes no library: it may have been removed.
    """
    with one_by_one, suppress(LibraryUnknown):
        if is_paused():
            libraries.pause(program, libraries.ensure(program, library), is_paused=True)
        else:
            libraries.pause(program, libraries.named(program, library), is_paused=False)


def _is_news(event: IngestEvent) -> bool:
    if isinstance(event, FileDone):
        return event.entry.status in _NEWS
    return not isinstance(event, FilesFound)
