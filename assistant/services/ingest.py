"""Adding files and folders to a library: found, hashed, read in the child, stored; vectors follow.

Runs in a background thread. Whoever stops it in the middle loses nothing: every file is stored in one transaction,
files that were found and not read yet are kept as waiting, and adding the same folder again goes on from there.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import AssistantError, Cancelled, DocumentError, FileGone, NotYetSupported, Unsupported
from assistant.isolation import Cancel
from assistant.records import Document, FileEntry, FileStatus, Library, PageChunks, ReadingDone, Reason
from assistant.services import vectors, walk
from assistant.services.opening import OpenFile, content_hash, opened, require_unchanged
from assistant.services.program import Program
from assistant.store.lock import IndexLock

_SKIPPED = ("FileHidden", "FileEmpty", "FileNotRegular", "FileOnlineOnly", "LinkLoop")
"""Left out on purpose: nothing went wrong with them."""


@dataclass(frozen=True, slots=True)
class FilesFound:
    """How many files will be looked at."""

    files: int


@dataclass(frozen=True, slots=True)
class FileDone:
    """One file is dealt with; it can be found by words from here on."""

    entry: FileEntry
    done: int
    files: int


@dataclass(frozen=True, slots=True)
class VectorsMade:
    """So many of the chunks that lacked vectors have them now."""

    done: int
    chunks: int


IngestEvent = FilesFound | FileDone | VectorsMade


def add(
    program: Program,
    library: Library,
    paths: Sequence[bytes],
    *,
    words_only: bool = False,
    cancel: Cancel,
) -> Iterator[IngestEvent]:
    """Bring the library to what stands under the absolute `paths` now.

    Yields `FilesFound`, a `FileDone` for every path (also those unchanged, left out or removed), then
    `VectorsMade` until all vectors are there. Closing the generator or setting `cancel` stops after what is
    running at the moment.

    Raises:
        IndexingElsewhere: another process indexes into this data folder.
        Cancelled: `cancel` was set; what was done stays.
        StorageError: the disk is full, the database cannot be written.
    """
    with IndexLock(program.data_dir):
        yield from _read_all(program, library, paths, cancel)
        if not words_only:
            for done, chunks in vectors.complete(program, cancel=cancel):
                yield VectorsMade(done, chunks)


def _read_all(program: Program, library: Library, paths: Sequence[bytes], cancel: Cancel) -> Iterator[IngestEvent]:
    store = program.store.library
    for path in paths:
        if os.path.lexists(path):
            store.add_root(library.id, path)
    known = {entry.path: entry for path in paths for entry in store.files(library.id, under=path)}
    found = list(walk.files(paths))
    fresh = [item.path for item in found if item.problem is None and item.path not in known]
    store.add_waiting(library.id, fresh)
    gone = _gone(known, found)
    total = len(found) + len(gone)
    yield FilesFound(total)
    # What vanished is removed last: a file that was moved is found under its new name first and not read again.
    for number, item in enumerate(found, start=1):
        if cancel.is_set:
            raise Cancelled
        entry = _left_out(library, item.path, item.problem) if item.problem else None
        if entry is None:
            entry = _bring_up_to_date(program, library, item.path, known.get(item.path), cancel)
        if entry.status is not FileStatus.UNCHANGED:
            store.set_file(entry)
        yield FileDone(entry, number, total)
    store.remove_files(library.id, [entry.path for entry in gone])
    for number, entry in enumerate(gone, start=len(found) + 1):
        removed = _entry(library, entry.path, FileStatus.REMOVED, FileGone())
        yield FileDone(removed, number, total)


def _gone(known: dict[bytes, FileEntry], found: Sequence[walk.Found]) -> list[FileEntry]:
    """Entries whose file is no longer there; what lies under a folder that cannot be looked into stays."""
    present = {item.path for item in found if not isinstance(item.problem, FileGone)}
    closed = tuple(item.path + os.sep.encode() for item in found if item.problem is not None)
    return [
        entry for path, entry in known.items() if path not in present and not path.startswith(closed)
    ]


def _bring_up_to_date(
    program: Program, library: Library, path: bytes, known: FileEntry | None, cancel: Cancel
) -> FileEntry:
    """Read the file when its content is new; the entry says what became of it."""
    try:
        with opened(path) as file:
            if known and _same(known, file):
                return _as_unchanged(known)
            digest = content_hash(file)
            document = program.store.library.document_by_hash(digest)
            if document is not None:
                return _stored(library, path, file, document)
            return _read(program, library, path, file, digest, cancel)
    except DocumentError as error:
        return _left_out(library, path, error)


def _read(
    program: Program, library: Library, path: bytes, file: OpenFile, digest: bytes, cancel: Cancel
) -> FileEntry:
    """One file through the reading child into the store, text and words and its entry in one transaction."""
    pages: list[PageChunks] = []
    done: ReadingDone | None = None
    for item in program.reader.read(file.descriptor, os.fsdecode(os.path.basename(path)), cancel=cancel):
        if isinstance(item, ReadingDone):
            done = item
        else:
            pages.append(item)
    assert done is not None, "the reader's promise: ReadingDone comes last, exactly once"
    require_unchanged(file)
    status = FileStatus.PARTIAL if done.reason else FileStatus.INDEXED
    entry = FileEntry(
        library.id, path, file.size_bytes, file.changed_ns, status, done.reason, None, done.pages, 0
    )
    return _stored(library, path, file, program.store.library.add_with_file(entry, digest, done, pages))


def _same(known: FileEntry, file: OpenFile) -> bool:
    settled = known.status in (FileStatus.INDEXED, FileStatus.PARTIAL)
    return settled and (known.size_bytes, known.modified_ns) == (file.size_bytes, file.changed_ns)


def _as_unchanged(known: FileEntry) -> FileEntry:
    return FileEntry(
        known.library_id, known.path, known.size_bytes, known.modified_ns, FileStatus.UNCHANGED, known.reason,
        known.document_id, known.pages, known.chunks,
    )


def _stored(library: Library, path: bytes, file: OpenFile, document: Document) -> FileEntry:
    status = FileStatus.PARTIAL if document.reason else FileStatus.INDEXED
    return FileEntry(
        library.id, path, file.size_bytes, file.changed_ns, status, document.reason, document.id, document.pages,
        document.chunks,
    )


def _left_out(library: Library, path: bytes, problem: AssistantError) -> FileEntry:
    skipped = problem.kind in _SKIPPED or isinstance(problem, NotYetSupported | Unsupported)
    return _entry(library, path, FileStatus.SKIPPED if skipped else FileStatus.FAILED, problem)


def _entry(library: Library, path: bytes, status: FileStatus, problem: AssistantError) -> FileEntry:
    return FileEntry(library.id, path, 0, 0, status, Reason(problem.kind, dict(problem.fields)), None, 0, 0)
