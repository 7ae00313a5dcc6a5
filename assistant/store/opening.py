"""Opening a database: refused when it is not ours or newer, put right when damaged, migrated when older."""

import sqlite3
from contextlib import closing
from pathlib import Path

from assistant import identity
from assistant.errors import (
    AssistantError,
    DatabaseDamaged,
    DatabaseRestored,
    DatabaseTooNew,
    DatabaseUnreadable,
    DataFolderUnusable,
    StorageError,
)
from assistant.store import copies
from assistant.store.database import Database, Kind, connect, fence, suspicion
from assistant.store.lock import alone

_CHECKED_BYTES = 64 << 20
"""An index is checked at every start up to this size: a check reads all of the file, 0.15 s at 269 MB."""

_WAIT_S = 60.0
"""How long an opening waits for another process that opens, and perhaps migrates, the same database."""

_HEADER = slice(0, 16), slice(60, 64), slice(68, 72)
"""Magic, user_version, application_id, big-endian. Source: https://sqlite.org/fileformat2.html, section 1.3."""


def opened(path: Path, kind: Kind) -> tuple[Database, list[AssistantError]]:
    """The database at `path`, ready for use, made when it is not there; and what has to be told about it.

    Raises:
        DatabaseTooNew: a later version wrote it; the file is untouched.
        DataFolderUnusable: not our database, or a folder that cannot be written.
        DiskFull: no space for the copy before a migration, or for SQLite's own files.
        DatabaseBusy: another process keeps it for too long.
        DatabaseUnreadable: it is damaged and could not be put right.
    """
    notices: list[AssistantError] = []
    with alone(path.with_name(f"{path.name}.opening"), timeout_s=_WAIT_S):
        _refuse(path, kind)
        written = copies.stamp(path) if path.exists() else 0
        if _damaged(path, kind):
            notices.append(_put_right(path, kind))
            _refuse(path, kind)
            written = 0
        _migrate(path, kind)
        if written and not kind.rebuildable:
            try:
                copies.keep(path, written)
            except StorageError as error:
                notices.append(error)  # no reason not to open: nothing is worse than before
    return Database(path, kind), notices


def _refuse(path: Path, kind: Kind) -> None:
    # Looking at the first bytes ourselves: SQLite may already write to a file when it opens it.
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return
    except OSError as error:
        raise DataFolderUnusable(path=str(path.parent), reason=error.strerror or "unknown") from error
    magic, version, application = (header[part] for part in _HEADER)
    if magic == b"SQLite format 3\0":
        _check_owner(path, kind, int.from_bytes(application, "big"), int.from_bytes(version, "big"))


def _check_owner(path: Path, kind: Kind, application: int, version: int) -> None:
    if application not in (0, identity.DATABASE_ID) or (application == 0 and version):
        raise DataFolderUnusable(path=str(path.parent), reason=f"{path.name} belongs to another program")
    if version > len(kind.steps):
        raise DatabaseTooNew(path=str(path), found=version, known=len(kind.steps))


def _damaged(path: Path, kind: Kind) -> bool:
    suspect = suspicion(path).exists()
    if not path.exists():
        return False
    if kind.rebuildable and suspect:
        return True  # damage was met in use; a check need not find the same
    if kind.rebuildable and path.stat().st_size > _CHECKED_BYTES:
        return False
    try:
        with fence(path), closing(connect(path, kind)) as connection:
            if not copies.sound(connection):
                return True
    except DatabaseUnreadable:
        return True
    suspicion(path).unlink(missing_ok=True)
    return False


def _put_right(path: Path, kind: Kind) -> AssistantError:
    kept = copies.put_aside(path)
    suspicion(path).unlink(missing_ok=True)
    if not kind.rebuildable and copies.restore(path):
        return DatabaseRestored(path=str(path), kept=str(kept))
    return DatabaseDamaged(path=str(path), kept=str(kept))


def _migrate(path: Path, kind: Kind) -> None:
    """Apply the steps that are missing, each in one transaction with its number; a copy is kept before the first."""
    with fence(path), closing(connect(path, kind)) as connection:
        before = _version(connection, path, kind)
        if 0 < before < len(kind.steps):
            copies.copy_to(path, path.with_name(f"{path.name}.before-{before}"))
        for number, statements in enumerate(kind.steps[before:], start=before + 1):
            _apply(connection, number, statements)


def _apply(connection: sqlite3.Connection, number: int, statements: tuple[str, ...]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {identity.DATABASE_ID}")
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection, path: Path, kind: Kind) -> int:
    # Asked of SQLite once more: the newest header may still stand in the log.
    application, version = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("application_id", "user_version")
    )
    _check_owner(path, kind, application, version)
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() != (0,):
        raise DataFolderUnusable(path=str(path.parent), reason=f"{path.name} belongs to another program")
    return version
