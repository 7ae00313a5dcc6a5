"""The files of a library: where they are, what became of them, and which document they hold."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from assistant.errors import ScansUnread
from assistant.records import Coverage, FileEntry, FileStatus, Reason, Scope
from assistant.store import documents, scoping, vector_index

_SELECT = (
    "SELECT f.library_id, f.path, f.size_bytes, f.modified_ns, f.status, f.reason, f.document_id,"
    " coalesce(d.pages, 0), coalesce(d.chunks, 0) FROM files f LEFT JOIN documents d ON d.id = f.document_id"
)


def holding(entry: FileEntry, document_id: int) -> FileEntry:
    """The same file, with this document in it."""
    return replace(entry, document_id=document_id)


def put(connection: sqlite3.Connection, entry: FileEntry) -> None:
    """Insert or update the row of a path; the document it held before goes when no other file holds it."""
    before = connection.execute(
        "SELECT document_id FROM files WHERE library_id = ? AND path = ?", (entry.library_id, entry.path)
    ).fetchone()
    connection.execute(
        "INSERT INTO files (library_id, path, size_bytes, modified_ns, status, reason, document_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (library_id, path) DO UPDATE SET size_bytes = excluded.size_bytes,"
        " modified_ns = excluded.modified_ns, status = excluded.status, reason = excluded.reason,"
        " document_id = excluded.document_id",
        (
            entry.library_id,
            entry.path,
            entry.size_bytes,
            entry.modified_ns,
            entry.status.value,
            documents.reason_json(entry.reason),
            entry.document_id,
        ),
    )
    if before is not None and before[0] not in (None, entry.document_id):
        documents.remove(connection, before)


def add_waiting(connection: sqlite3.Connection, library_id: int, paths: Iterable[bytes]) -> None:
    """Insert rows for paths that are not there yet, with nothing known of them."""
    connection.executemany(
        "INSERT OR IGNORE INTO files (library_id, path, size_bytes, modified_ns, status) VALUES (?, ?, 0, 0, ?)",
        ((library_id, path, FileStatus.WAITING.value) for path in paths),
    )


def remove(connection: sqlite3.Connection, library_id: int, paths: Iterable[bytes]) -> None:
    """Remove the rows of these paths, and the documents that no file holds then."""
    held = set()
    for path in paths:
        found = connection.execute(
            "DELETE FROM files WHERE library_id = ? AND path = ? RETURNING document_id", (library_id, path)
        ).fetchall()
        held |= {one for (one,) in found if one is not None}
    documents.remove(connection, sorted(held))


def mark_gone(connection: sqlite3.Connection, library_id: int, paths: Iterable[bytes], reason: Reason) -> None:
    """Keep what was read of files that are gone, and say so; one whose text another file holds is forgotten."""
    rows = [(library_id, path) for path in paths]
    connection.executemany(
        "DELETE FROM files WHERE library_id = ? AND path = ? AND (document_id IS NULL OR EXISTS ("
        "SELECT 1 FROM files o WHERE o.document_id = files.document_id AND o.id <> files.id"
        " AND o.status <> 'removed'))",
        rows,
    )
    gone = (FileStatus.REMOVED.value, documents.reason_json(reason))
    connection.executemany(
        "UPDATE files SET status = ?, reason = ? WHERE library_id = ? AND path = ?", [(*gone, *row) for row in rows]
    )


def count_gone(connection: sqlite3.Connection, library_id: int) -> int:
    """How many files of a library are marked as gone."""
    found = connection.execute(
        "SELECT count(*) FROM files WHERE library_id = ? AND status = ?", (library_id, FileStatus.REMOVED.value)
    )
    return int(found.fetchone()[0])


def forget_text(connection: sqlite3.Connection, library_id: int, path: bytes) -> None:
    """Remove the document of a file; the file and all that hold the same text wait to be read."""
    held = connection.execute(
        "SELECT document_id FROM files WHERE library_id = ? AND path = ?", (library_id, path)
    ).fetchone()
    if held is None:
        return
    connection.execute(
        "UPDATE files SET size_bytes = 0, modified_ns = 0, status = ?, reason = NULL, document_id = NULL"
        " WHERE document_id = ? OR (library_id = ? AND path = ?)",
        (FileStatus.WAITING.value, held[0], library_id, path),
    )
    documents.remove(connection, [one for one in held if one is not None])


def of_library(connection: sqlite3.Connection, library_id: int, under: bytes | None) -> list[FileEntry]:
    """The files of a library by sequence: all, or `under` itself and what lies below it."""
    condition, parameters = ("1", []) if under is None else scoping.below(under, "f")
    found = connection.execute(
        f"{_SELECT} WHERE f.library_id = ? AND {condition} ORDER BY f.id", (library_id, *parameters)
    )
    return [_entry(row) for row in found.fetchall()]


def at(connection: sqlite3.Connection, path: bytes, library_id: int | None) -> FileEntry | None:
    """The file at exactly this path in a library; in any, one that was read first, when `library_id` is None."""
    condition, parameters = ("1", ()) if library_id is None else ("f.library_id = ?", (library_id,))
    found = connection.execute(
        f"{_SELECT} WHERE f.path = ? AND {condition} ORDER BY f.document_id IS NULL, f.id LIMIT 1",
        (path, *parameters),
    ).fetchone()
    return None if found is None else _entry(found)


def failed(connection: sqlite3.Connection, scope: Scope) -> list[FileEntry]:
    """The files of the scope that could not be read, by sequence."""
    condition, parameters = scoping.of_files(scope, "f")
    found = connection.execute(
        f"{_SELECT} WHERE f.status = ? AND f.document_id IS NULL AND {condition} ORDER BY f.id",
        (FileStatus.FAILED.value, *parameters),
    )
    return [_entry(row) for row in found.fetchall()]


def coverage(connection: sqlite3.Connection, scope: Scope, model_id: str) -> Coverage:
    """How much of the scope can be found."""
    condition, parameters = scoping.of_files(scope)
    files, unread, broken, partly = connection.execute(
        "SELECT count(DISTINCT CASE WHEN document_id IS NOT NULL AND status <> ? THEN path END),"
        " count(DISTINCT CASE WHEN status = ? THEN path END),"
        " count(DISTINCT CASE WHEN document_id IS NULL AND status = ? THEN path END),"
        " count(DISTINCT CASE WHEN status = ? OR status = ? AND reason ->> '$.kind' = ? THEN path END)"
        f" FROM files WHERE {condition}",
        (
            FileStatus.WAITING.value,
            FileStatus.WAITING.value,
            FileStatus.FAILED.value,
            FileStatus.PARTIAL.value,
            FileStatus.SKIPPED.value,
            ScansUnread.__name__,
            *parameters,
        ),
    ).fetchone()
    without_vectors = vector_index.count_without_vectors(connection, model_id, scope)
    return Coverage(files, unread, broken, without_vectors, partly)


def _entry(row: tuple[int, bytes, int, int, str, str | None, int | None, int, int]) -> FileEntry:
    library_id, path, size_bytes, modified_ns, status, reason, document_id, pages, chunks = row
    return FileEntry(
        library_id,
        path,
        size_bytes,
        modified_ns,
        FileStatus(status),
        documents.reason_of(reason),
        document_id,
        pages,
        chunks,
    )
