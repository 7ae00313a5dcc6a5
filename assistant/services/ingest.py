"""Adding files and folders to a library: found, hashed, read in the child, stored; vectors follow, scans last.

Runs in a background thread. Whoever stops it in the middle loses nothing: what is read is stored as it comes, files
that were found and not read yet are kept as waiting, and adding the same folder again goes on from there.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import Cancelled, FileGone, OwnFolder
from assistant.isolation import Cancel
from assistant.records import FileEntry, FileStatus, Library, Reason, Scope
from assistant.services import given, libraries, vectors, walk
from assistant.services.filing import Filing, left_out, removed
from assistant.services.known import Wishes
from assistant.services.program import Program
from assistant.services.storing import PagesRead
from assistant.store.lock import IndexLock


@dataclass(frozen=True, slots=True)
class FilesFound:
    """How many files will be looked at; what travels in mails comes on top."""

    files: int


@dataclass(frozen=True, slots=True)
class FileDone:
    """One file is dealt with; it can be found by words from here on.

    One that has scans is told twice: first as waiting, once more when they are read.
    """

    entry: FileEntry
    done: int
    files: int


@dataclass(frozen=True, slots=True)
class ScansFound:
    """How many files have pages that are pictures; they come now, after all the others."""

    files: int


@dataclass(frozen=True, slots=True)
class VectorsMade:
    """So many of the chunks that lacked vectors have them now."""

    done: int
    chunks: int


IngestEvent = FilesFound | FileDone | PagesRead | ScansFound | VectorsMade


def add(
    program: Program,
    library: Library,
    paths: Sequence[bytes],
    *,
    words_only: bool = False,
    keeps_gone: bool = False,
    wishes: Wishes | None = None,
    cancel: Cancel,
) -> Iterator[IngestEvent]:
    """Bring the library to what stands under the absolute `paths` now.

    Yields `FilesFound`, a `FileDone` for every path (also those unchanged, left out or removed), then
    `VectorsMade` until all vectors of the library are there; of `Asked` only those under the paths, for a question
    waits. Pages that are pictures come last: `ScansFound`, a `FileDone` for each of their files, and vectors again.
    Closing the generator or setting `cancel` stops after what is running at the moment.

    Args:
        program: the program.
        library: where the files go.
        paths: absolute.
        words_only: leave the vectors for another time.
        keeps_gone: what was read of files that are gone stays, and they are marked; for a look that nobody asked for.
        wishes: how scans are read; as the settings say when None.
        cancel: stops it.

    Raises:
        PathUnknown: none of the paths leads anywhere, now or before.
        IndexingElsewhere: another process indexes into this data folder.
        Cancelled: `cancel` was set; what was done stays.
        StorageError: the disk is full, the database cannot be written.
    """
    paths = [given.file_of(path) for path in paths]
    filing = Filing(program, library, wishes or Wishes.of(program.settings), cancel)
    scope = Scope(libraries=(library.id,), paths=tuple(paths) if library.name == libraries.ASKED else None)
    with IndexLock(program.data_dir):
        yield from _read_all(filing, paths, keeps_gone=keeps_gone)
        if not words_only:
            yield from _vectors(program, scope, cancel)
        if filing.pictured:
            yield from _read_scans(filing)
            if not words_only:
                yield from _vectors(program, scope, cancel)


def _vectors(program: Program, scope: Scope, cancel: Cancel) -> Iterator[VectorsMade]:
    for done, chunks in vectors.complete(program, scope, cancel=cancel):
        yield VectorsMade(done, chunks)


def _read_all(filing: Filing, paths: Sequence[bytes], *, keeps_gone: bool) -> Iterator[IngestEvent]:
    library, store = filing.library, filing.program.store.library
    known = {entry.path: entry for path in paths for entry in store.files(library.id, under=path)}
    now = given.sorted_out(library, paths, known)
    store.add_roots(library.id, now.present)
    found = _walked(filing.program, library, now)
    store.add_waiting(
        library.id, [item.path for item in found if item.problem is None and item.path not in known]
    )
    inside = _inside(known, found)
    vanished = _vanished(known, found, now.kept, inside)
    if keeps_gone:
        vanished = [entry for entry in vanished if entry.status is not FileStatus.REMOVED]  # marked already
    gone = [entry for entry in vanished if not _is_folder_now(entry)]
    total = len(now.missing) + len(found) + len(gone)
    yield FilesFound(total)
    # Nothing is stored of these: what was read of a root that is not there stays as it was.
    for number, missing in enumerate(now.missing, start=1):
        if missing.problem is not None:
            yield FileDone(left_out(library, missing.path, missing.problem), number, total)
    # What vanished is removed last: a file that was moved is found under its new name first and not read again.
    for number, item in enumerate(found, start=len(now.missing) + 1):
        if filing.cancel.is_set:
            raise Cancelled
        for told in _looked_at(filing, item, known.get(item.path), inside.get(item.path, ())):
            yield FileDone(told, number, total) if isinstance(told, FileEntry) else told
    if keeps_gone:
        store.mark_gone(library.id, [entry.path for entry in vanished], Reason(FileGone.__name__))
    else:
        store.remove_files(library.id, [entry.path for entry in vanished])
    for number, entry in enumerate(gone, start=total - len(gone) + 1):
        yield FileDone(removed(library, entry.path), number, total)


def _looked_at(
    filing: Filing, item: walk.Found, before: FileEntry | None, inside: Sequence[FileEntry]
) -> Iterator[FileEntry | PagesRead]:
    if item.problem is None:
        yield from filing.bring_up_to_date(item.path, before, inside)
        return
    entry = left_out(filing.library, item.path, item.problem)
    if entry != before:
        filing.program.store.library.set_file(entry)
    yield entry


def _read_scans(filing: Filing) -> Iterator[IngestEvent]:
    total = len(filing.pictured)
    yield ScansFound(total)
    for number, pictured in enumerate(filing.pictured, start=1):
        if filing.cancel.is_set:
            raise Cancelled
        entry = yield from filing.read_scans(pictured)
        yield FileDone(entry, number, total)


def _walked(program: Program, library: Library, now: given.Given) -> list[walk.Found]:
    own = (os.fsencode(program.data_dir), os.fsencode(program.models_dir))
    return list(walk.files(now.present, wanted=library.roots, own=own))


def _inside(known: Mapping[bytes, FileEntry], found: Sequence[walk.Found]) -> dict[bytes, list[FileEntry]]:
    """What is known to travel in the mails among the found files, by the path of the mail."""
    files = {item.path for item in found if item.problem is None}
    inside: dict[bytes, list[FileEntry]] = {}
    for path, entry in known.items():
        if (mail := os.path.dirname(path)) in files:
            inside.setdefault(mail, []).append(entry)
    return inside


def _vanished(
    known: Mapping[bytes, FileEntry],
    found: Sequence[walk.Found],
    kept: Sequence[bytes],
    inside: Mapping[bytes, Sequence[FileEntry]],
) -> list[FileEntry]:
    """Entries whose path does not hold a file any more; what lies under a folder that cannot be looked into stays."""
    present = {item.path for item in found} | {entry.path for entries in inside.values() for entry in entries}
    unseen = {item.path for item in found if item.problem and not isinstance(item.problem, OwnFolder)} | {*kept}
    closed = tuple(os.path.join(path, b"") for path in unseen)
    return [
        entry
        for path, entry in known.items()
        if path not in present and path not in unseen and not path.startswith(closed)
    ]


def _is_folder_now(entry: FileEntry) -> bool:
    """True for a folder that could or should not be entered before and now is: nothing of it is gone."""
    return entry.document_id is None and os.path.isdir(entry.path)
