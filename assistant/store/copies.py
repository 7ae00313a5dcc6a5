"""The copies of a database that lie beside it: kept before a migration and after a change, put aside when damaged.

app.db.copy-7      the state when the program was opened, newest two
app.db.before-1    the state before the migration that follows schema 1
app.db.damaged-1   what was found unreadable, untouched
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from assistant import identity
from assistant.errors import DataFolderUnusable, DiskFull
from assistant.store.database import NO_SPACE, fence

_KEPT = 2
"""Copies kept of a database that cannot be made again: the one before the last survives when the last is bad too."""


def numbered(path: Path, word: str) -> list[Path]:
    """The copies called `path.word-N`, largest N first."""
    found = []
    for copy in path.parent.iterdir():
        stem, _, number = copy.name.rpartition("-")
        if stem == f"{path.name}.{word}" and number.isdecimal():
            found.append((int(number), copy))
    return [copy for _number, copy in sorted(found, reverse=True)]


def copy_to(path: Path, target: Path) -> None:
    """Copy the database at `path` to `target`, whole or not at all, flushed to the disk.

    Raises:
        DiskFull: no space; what was at `target` still is.
        DatabaseUnreadable: the database is damaged.
        DataFolderUnusable: the folder cannot be written.
    """
    aside = target.with_name(f"{path.name}.copying")
    try:
        for left_over in (aside, aside.with_name(f"{aside.name}-journal")):  # of a copy that was killed
            left_over.unlink(missing_ok=True)
        aside.touch(mode=0o600)
        with fence(path), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(aside)) as copy:
            source.execute("PRAGMA query_only = ON")
            source.backup(copy)
        with aside.open("rb+") as written:
            os.fsync(written.fileno())
        aside.replace(target)
    except OSError as error:
        if error.errno in NO_SPACE:
            raise DiskFull(path=str(path.parent)) from error
        raise DataFolderUnusable(path=str(path.parent), reason=error.strerror or "unknown") from error
    finally:
        aside.unlink(missing_ok=True)


def stamp(path: Path) -> int:
    """When the database was last written, in nanoseconds; compared for being the same, never for its order."""
    log = path.with_name(f"{path.name}-wal")
    in_log = log.stat().st_mtime_ns if log.exists() and log.stat().st_size else 0
    return max(path.stat().st_mtime_ns, in_log)


def keep(path: Path, written: int) -> None:
    """Copy the database unless the newest copy has the same stamp (`written`), and drop all but the newest two.

    Raises:
        DiskFull: no space; the older copies stand.
        DatabaseUnreadable: the database is damaged; the older copies stand.
        DataFolderUnusable: the folder cannot be written.
    """
    there = numbered(path, "copy")
    if there and there[0].stat().st_mtime_ns == written:
        return
    target = _next(path, "copy")
    copy_to(path, target)
    os.utime(target, ns=(written, written))
    for old in numbered(path, "copy")[_KEPT:]:
        old.unlink(missing_ok=True)


def restore(path: Path) -> bool:
    """Put the newest good copy in the place of `path`, which must be free; False when there is none.

    Raises:
        DiskFull: no space.
        DataFolderUnusable: the folder cannot be written.
    """
    for copy in numbered(path, "copy") + numbered(path, "before"):
        if _good(copy):
            copy_to(copy, path)
            return True
    return False


def _good(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone() == (identity.DATABASE_ID,)
            return ours and sound(connection)
    except sqlite3.Error:
        return False


def sound(connection: sqlite3.Connection) -> bool:
    """True when SQLite finds nothing wrong with the database (finds a zeroed page 59 of 60 times)."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


def put_aside(path: Path) -> Path:
    """Rename a damaged database and its log to `path.damaged-N`, and give the new name.

    Raises:
        DataFolderUnusable: it cannot be renamed.
    """
    kept = _next(path, "damaged")
    try:
        for end in ("-wal", "-shm"):  # first: a log must never be found beside a database that is not its own
            log = path.with_name(path.name + end)
            if log.exists():
                log.replace(kept.with_name(kept.name + end))
        path.replace(kept)
    except OSError as error:
        raise DataFolderUnusable(path=str(path.parent), reason=error.strerror or "unknown") from error
    return kept


def drop_all(path: Path) -> None:
    """Remove every copy of the database, of whatever kind.

    Raises:
        DataFolderUnusable: one of them cannot be removed.
    """
    try:
        for other in path.parent.iterdir():
            if other.name.startswith((f"{path.name}.copy", f"{path.name}.before-", f"{path.name}.damaged-")):
                other.unlink(missing_ok=True)
    except OSError as error:
        raise DataFolderUnusable(path=str(path.parent), reason=error.strerror or "unknown") from error


def _next(path: Path, word: str) -> Path:
    last = [int(copy.name.rpartition("-")[2]) for copy in numbered(path, word)[:1]]
    return path.with_name(f"{path.name}.{word}-{sum(last) + 1}")
