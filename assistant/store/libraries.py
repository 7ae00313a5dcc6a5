"""Libraries and their roots, in `app.db`: they outlive an index that has to be made again."""

import sqlite3

from assistant.errors import LibraryNameTaken, LibraryUnknown
from assistant.records import Library


def all_of_them(connection: sqlite3.Connection) -> list[Library]:
    """Every library, by sequence, with its roots in the order they were added."""
    roots: dict[int, list[bytes]] = {}
    for library_id, path in connection.execute("SELECT library_id, path FROM roots ORDER BY id").fetchall():
        roots.setdefault(library_id, []).append(path)
    found = connection.execute("SELECT id, name, is_paused, is_leaving FROM libraries ORDER BY id").fetchall()
    return [
        Library(one, name, tuple(roots.get(one, ())), bool(is_paused), bool(is_leaving))
        for one, name, is_paused, is_leaving in found
    ]


def named(connection: sqlite3.Connection, name: str) -> Library:
    """The library of that name.

    Raises:
        LibraryUnknown: there is none.
    """
    for one in all_of_them(connection):
        if one.name == name:
            return one
    raise LibraryUnknown(name=name)


def ensure(connection: sqlite3.Connection, name: str) -> Library:
    """The library of that name, made when it is not there."""
    connection.execute("INSERT OR IGNORE INTO libraries (name) VALUES (?)", (name,))
    return named(connection, name)


def rename(connection: sqlite3.Connection, library_id: int, name: str) -> None:
    """Give a library another name.

    Raises:
        LibraryNameTaken: another one has it.
    """
    if any(one.name == name and one.id != library_id for one in all_of_them(connection)):
        raise LibraryNameTaken(name=name)
    connection.execute("UPDATE libraries SET name = ? WHERE id = ?", (name, library_id))


def pause(connection: sqlite3.Connection, library_id: int, *, is_paused: bool) -> None:
    """Remember that reading a library was stopped, or goes on."""
    connection.execute("UPDATE libraries SET is_paused = ? WHERE id = ?", (is_paused, library_id))


def leave(connection: sqlite3.Connection, library_id: int, *, is_leaving: bool) -> None:
    """Remember that a library is to be removed, or stays after all."""
    connection.execute("UPDATE libraries SET is_leaving = ? WHERE id = ?", (is_leaving, library_id))


def add_root(connection: sqlite3.Connection, library_id: int, path: bytes) -> None:
    """Remember a folder or file of a library; adding it again changes nothing."""
    connection.execute("INSERT OR IGNORE INTO roots (library_id, path) VALUES (?, ?)", (library_id, path))


def remove(connection: sqlite3.Connection, library_id: int) -> None:
    """Forget a library and its roots."""
    connection.execute("DELETE FROM libraries WHERE id = ?", (library_id,))
