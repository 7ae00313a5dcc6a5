"""Adding files and folders to a library: found, hashed, read in the child, stored; vectors follow.

Runs in a background thread. Whoever stops it in the middle loses nothing: every file is stored in one transaction,
files that were found and not read yet are kept as waiting, and adding the same folder again goes on from there.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant import identity
from assistant.errors import (
    Cancelled,
    DocumentError,
    FileError,
    FileGone,
    NotYetSupported,
    OwnFolder,
    TookTooLong,
    TooMuchMemory,
    Unsupported,
    from_kind,
)
from assistant.isolation import Cancel
from assistant.records import Document, FileEntry, FileStatus, Library, PageChunks, ReadingDone, Reason, Scope
from assistant.services import given, libraries, vectors, walk
from assistant.services.opening import OpenFile, content_hash, opened, require_unchanged
from assistant.services.program import Program
from assistant.settings import Settings
from assistant.store.lock import IndexLock

_SKIPPED = ("FileHidden", "FileEmpty", "FileNotRegular", "FileOnlineOnly", "LinkLoop", "OwnFolder")
"""Left out on purpose: nothing went wrong with them."""

_VERSION = "version"
"""Among the fields of a reason: who met the fault. A later version may read what this one cannot."""


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
    `VectorsMade` until all vectors of the library are there; of `Asked` only those under the paths, for a question
    waits. Closing the generator or setting `cancel` stops after what is running at the moment.

    Raises:
        PathUnknown: none of the paths leads anywhere, now or before.
        IndexingElsewhere: another process indexes into this data folder.
        Cancelled: `cancel` was set; what was done stays.
        StorageError: the disk is full, the database cannot be written.
    """
    with IndexLock(program.data_dir):
        yield from _read_all(program, library, paths, cancel)
        if not words_only:
            asked = library.name == libraries.ASKED
            scope = Scope(libraries=(library.id,), paths=tuple(paths) if asked else None)
            for done, chunks in vectors.complete(program, scope, cancel=cancel):
                yield VectorsMade(done, chunks)


def _read_all(program: Program, library: Library, paths: Sequence[bytes], cancel: Cancel) -> Iterator[IngestEvent]:
    store = program.store.library
    known = {entry.path: entry for path in paths for entry in store.files(library.id, under=path)}
    now = given.sorted_out(library, paths, known)
    for path in now.present:
        store.add_root(library.id, path)
    found = _walked(program, library, now)
    store.add_waiting(
        library.id, [item.path for item in found if item.problem is None and item.path not in known]
    )
    vanished = _vanished(known, found, now.kept)
    gone = [entry for entry in vanished if not _is_folder_now(entry)]
    total = len(now.missing) + len(found) + len(gone)
    yield FilesFound(total)
    # Nothing is stored of these: what was read of a root that is not there stays as it was.
    for number, item in enumerate(now.missing, start=1):
        yield FileDone(_left_out(library, item), number, total)
    # What vanished is removed last: a file that was moved is found under its new name first and not read again.
    for number, item in enumerate(found, start=len(now.missing) + 1):
        if cancel.is_set:
            raise Cancelled
        before = known.get(item.path)
        if item.problem is None:
            entry = _bring_up_to_date(program, library, item.path, before, cancel)
        else:
            entry = _left_out(library, item)
        if entry.status is not FileStatus.UNCHANGED and entry != before:
            store.set_file(entry)
        yield FileDone(entry, number, total)
    store.remove_files(library.id, [entry.path for entry in vanished])
    for number, entry in enumerate(gone, start=total - len(gone) + 1):
        removed = _left_out(library, walk.Found(entry.path, FileGone()))
        yield FileDone(replace(removed, status=FileStatus.REMOVED), number, total)


def _walked(program: Program, library: Library, now: given.Given) -> list[walk.Found]:
    own = (os.fsencode(program.data_dir), os.fsencode(program.models_dir))
    return list(walk.files(now.present, wanted=library.roots, own=own))


def _vanished(known: dict[bytes, FileEntry], found: Sequence[walk.Found], kept: Sequence[bytes]) -> list[FileEntry]:
    """Entries whose path does not hold a file any more; what lies under a folder that cannot be looked into stays."""
    present = {item.path for item in found}
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


def _bring_up_to_date(
    program: Program, library: Library, path: bytes, known: FileEntry | None, cancel: Cancel
) -> FileEntry:
    """Read the file when its content is new; the entry says what became of it."""
    try:
        with opened(path) as file:
            if known and _same(known, file, program.settings):
                return known if known.document_id is None else replace(known, status=FileStatus.UNCHANGED)
            try:
                return _content(program, library, path, file, cancel)
            except DocumentError as error:
                left_out = _left_out(library, walk.Found(path, error))
                return replace(left_out, size_bytes=file.size_bytes, modified_ns=file.changed_ns)
    except FileError as error:
        return _left_out(library, walk.Found(path, error))


def _content(program: Program, library: Library, path: bytes, file: OpenFile, cancel: Cancel) -> FileEntry:
    digest = content_hash(file)
    document = program.store.library.document_by_hash(digest)
    if document is not None:
        return _stored(library, path, file, document)
    return _read(program, library, path, file, digest, cancel)


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


def _same(known: FileEntry, file: OpenFile, settings: Settings) -> bool:
    """True when reading the file again would give what is known of it."""
    if (known.size_bytes, known.modified_ns) != (file.size_bytes, file.changed_ns):
        return False
    if known.status in (FileStatus.INDEXED, FileStatus.PARTIAL):
        return True
    return known.reason is not None and _stays(known.reason, settings)


def _stays(reason: Reason, settings: Settings) -> bool:
    """True for a fault of the content, met by this version of the program under the limits of today."""
    error = from_kind(reason.kind, reason.fields)
    if not isinstance(error, DocumentError) or isinstance(error, FileError):
        return False
    if isinstance(error, TookTooLong) and reason.fields.get("seconds") != round(settings.reading_timeout_s):
        return False
    if isinstance(error, TooMuchMemory) and reason.fields.get("limit_mb") != settings.reading_memory_mb:
        return False
    return reason.fields.get(_VERSION) == identity.VERSION


def _stored(library: Library, path: bytes, file: OpenFile, document: Document) -> FileEntry:
    status = FileStatus.PARTIAL if document.reason else FileStatus.INDEXED
    return FileEntry(
        library.id, path, file.size_bytes, file.changed_ns, status, document.reason, document.id, document.pages,
        document.chunks,
    )


def _left_out(library: Library, found: walk.Found) -> FileEntry:
    problem = found.problem
    assert problem is not None, "only a path with a problem is left out"
    skipped = problem.kind in _SKIPPED or isinstance(problem, NotYetSupported | Unsupported)
    fields = dict(problem.fields)
    if not isinstance(problem, FileError):
        fields[_VERSION] = identity.VERSION
    status = FileStatus.SKIPPED if skipped else FileStatus.FAILED
    return FileEntry(library.id, found.path, 0, 0, status, Reason(problem.kind, fields), None, 0, 0)
