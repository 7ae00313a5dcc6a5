"""The files of a library: where they are, what became of them, and which document they hold."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from assistant.records import Coverage, FileEntry, FileStatus, Scope
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
    files, unread, broken = connection.execute(
        "SELECT count(DISTINCT CASE WHEN document_id IS NOT NULL AND status <> ? THEN path END),"
        " count(DISTINCT CASE WHEN status = ? THEN path END),"
        " count(DISTINCT CASE WHEN document_id IS NULL AND status = ? THEN path END)"
        f" FROM files WHERE {condition}",
        (FileStatus.WAITING.value, FileStatus.WAITING.value, FileStatus.FAILED.value, *parameters),
    ).fetchone()
    return Coverage(files, unread, broken, vector_index.count_without_vectors(connection, model_id, scope))


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
