"""The numbers that the whole index has, kept in its table `state`."""

import sqlite3

from assistant.errors import DatabaseTooNew
from assistant.pipeline import words


def number(connection: sqlite3.Connection, name: str) -> int:
    """The number of that name, -1 when it was never set."""
    found = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return -1 if found is None else int(found[0])


def set_number(connection: sqlite3.Connection, name: str, value: int) -> None:
    """Set the number of that name, inside the caller's transaction."""
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))


def check_rule(connection: sqlite3.Connection) -> None:
    """Refuse to write words when another version of the program has made the index's words by another rule since.

    Raises:
        DatabaseTooNew: the rule of the stored words is not ours.
    """
    stored = number(connection, "rule")
    if stored != words.RULE:
        raise DatabaseTooNew(path="index.db", found=stored, known=words.RULE)
