"""Erasing what was removed: from free pages, from the log, and from the copies beside the database."""

import sqlite3

from assistant.errors import DatabaseBusy
from assistant.store import copies
from assistant.store.database import Database
from assistant.store.state import number, set_number

_PENDING = "erase_pending"


def remember(connection: sqlite3.Connection) -> None:
    """Note that there are traces to erase, inside the transaction that makes them."""
    set_number(connection, _PENDING, 1)


def is_pending(connection: sqlite3.Connection) -> bool:
    """True when traces are left from an erasing that did not come to its end."""
    return number(connection, _PENDING) == 1


def erase_index(index: Database) -> None:
    """Leave nothing of removed texts in the index's files.

    A removed word still stands in FTS5's older segments until they are merged ('optimize'), what was on a page in
    the page's unused bytes (VACUUM), and everything in the log until it is emptied.

    Raises:
        DatabaseBusy: another program is reading; `is_pending` stays true.
        DataFolderUnusable: a copy beside the index cannot be removed.
    """
    with index.writing() as connection:
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    with index.plain() as connection:
        connection.execute("VACUUM")
    _empty_log(index)
    copies.drop_all(index.path)
    with index.writing() as connection:
        set_number(connection, _PENDING, 0)


def erase_roots(app: Database) -> None:
    """Leave nothing of removed folder names in the files of `app.db`: a fresh copy takes the place of the old ones.

    Raises:
        DatabaseBusy: another program is reading.
        DiskFull: no space for the fresh copy; the old ones stand.
    """
    _empty_log(app)  # the pages themselves are overwritten at once: secure_delete
    fresh = app.path.with_name(f"{app.path.name}.fresh")
    copies.copy_to(app.path, fresh)
    copies.drop_all(app.path)
    fresh.replace(app.path.with_name(f"{app.path.name}.copy-1"))


def _empty_log(database: Database) -> None:
    with database.plain() as connection:
        (busy, _in_log, _moved) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise DatabaseBusy(path=str(database.path))
