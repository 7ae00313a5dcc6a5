"""One SQLite file: a connection for each thread, transactions, and the fence where SQLite's errors become ours."""

import errno
import os
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import (
    AssistantError,
    DatabaseBusy,
    DatabaseUnreadable,
    DataFolderUnusable,
    DiskFull,
)
from assistant.store import migrations

NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) if sys.platform != "win32" else (errno.ENOSPC,)
"""What the system says when nothing more can be written: disk, quota, or the process's limit is full."""

_BREAKS_OFF_S = 1.0
"""A statement that is interrupted ends within milliseconds, Python between two of them perhaps not."""

_PROBE_BYTES = 1 << 20
"""Written aside to learn whether an unnamed I/O error means a full disk; SQLite's single writes are far smaller."""

_ABOUT_THE_FOLDER = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)
_ABOUT_OTHERS = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)
_ABOUT_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@dataclass(frozen=True, slots=True)
class Kind:
    """What sets one of our two databases apart.

    Attributes:
        steps: migrations, oldest first.
        synchronous: "FULL" keeps every acknowledged commit through a power cut, "NORMAL" may lose the last ones
            (284 of 400 simulated cuts) and never damages the file; enough for what can be made again.
        busy_timeout_ms: how long a writer waits for another one.
        rebuildable: True when all of it can be made again from the user's files.
    """

    steps: tuple[tuple[str, ...], ...]
    synchronous: str
    busy_timeout_ms: int
    rebuildable: bool


APP = Kind(migrations.APP, "FULL", 5_000, rebuildable=False)

# A document of 50 MB is one transaction of several seconds, and the other writer has to outwait it.
INDEX = Kind(migrations.INDEX, "NORMAL", 30_000, rebuildable=True)


def connect(path: Path, kind: Kind) -> sqlite3.Connection:
    """A new connection with all settings of its kind; the file is made when it is not there.

    On a full disk it can be read and not written. `sqlite3.Error` comes out as it is: callers stand inside `fence`.

    Raises:
        OperationalError: what SQLite says.
    """
    try:
        return _connected(path, kind)
    except sqlite3.OperationalError:
        # The shared memory of the log needs 32 KB. Asking and searching must work without; they can when the last
        # program to close the database has left no log, for then the file alone is whole.
        if not path.exists() or _has_log(path) or not _no_space(path.parent):
            raise
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None, check_same_thread=False
        )


def _connected(path: Path, kind: Kind) -> sqlite3.Connection:
    if not path.exists():
        with suppress(OSError):  # connecting tells what is wrong
            path.touch(mode=0o600)  # nobody else's business; the log and the copies get the same mode
    # Used by one thread at a time; another one may only close it.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for setting in (
            f"busy_timeout = {kind.busy_timeout_ms}",  # first: the others may have to wait already
            "journal_mode = WAL",
            f"synchronous = {kind.synchronous}",
            "fullfsync = 1",  # macOS: an ordinary fsync there does not reach the disk
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "secure_delete = ON",
            "cache_size = -8000",  # 8 MB: the inner pages of a library of some 100,000 chunks
            "journal_size_limit = 67108864",  # a large document leaves a large log behind: cut it to 64 MB
        ):
            connection.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def fence(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file at `path` into one of our errors; what is our own mistake stays.

    Raises:
        DiskFull: nothing more can be written.
        DatabaseBusy: somebody else writes for longer than we wait.
        DatabaseUnreadable: the file is damaged; it is marked, and put right at the next start.
        DataFolderUnusable: the file or its folder cannot be read or written.
        Error: the `sqlite3.Error` itself, when it tells of a mistake of ours.
    """
    try:
        yield
    except sqlite3.Error as error:
        ours = _translated(error, path)
        if ours is not None:
            raise ours from error
        raise


def _translated(error: sqlite3.Error, path: Path) -> AssistantError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest its detail
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(path=str(path.parent))
    if code in _ABOUT_OTHERS:
        return DatabaseBusy(path=str(path))
    if code in _ABOUT_DAMAGE:
        with suppress(OSError):
            suspicion(path).touch()
        return DatabaseUnreadable(path=str(path), reason=str(error))
    if code in _ABOUT_THE_FOLDER:
        if _no_space(path.parent):
            return DiskFull(path=str(path.parent))
        return DataFolderUnusable(path=str(path.parent), reason=str(error))
    return None


def suspicion(path: Path) -> Path:
    """The mark beside a database whose damage showed while it was in use; `opening` looks for it."""
    return _beside(path, ".suspect")


def _has_log(path: Path) -> bool:
    log = _beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _no_space(folder: Path) -> bool:
    """True when a write fails for want of space: SQLite says "disk I/O error" for a full quota."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_PROBE_BYTES))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error.errno in NO_SPACE
    return False


@dataclass(frozen=True, slots=True, eq=False)
class _Opened:
    """The connection of a thread, and whether the thread uses it just now."""

    thread: threading.Thread
    connection: sqlite3.Connection
    in_use: threading.RLock = field(default_factory=threading.RLock)


class Database:
    """A database that is open: every thread that asks gets a connection of its own.

    Thread-safe. Transactions do not nest within a thread.
    """

    def __init__(self, path: Path, kind: Kind) -> None:
        self.path = path
        self.kind = kind
        self._of_thread = threading.local()
        self._lock = threading.Lock()
        self._every: list[_Opened] = []

    def _opened(self) -> _Opened:
        found: _Opened | None = getattr(self._of_thread, "opened", None)
        if found is not None:
            return found
        opened = _Opened(threading.current_thread(), connect(self.path, self.kind))
        with self._lock:
            # Threads come and go with the window's tasks; their connections must not pile up.
            ended = [one for one in self._every if not one.thread.is_alive()]
            self._every = [one for one in self._every if one.thread.is_alive()]
            self._every.append(opened)
        for old in ended:
            old.connection.close()
        self._of_thread.opened = opened
        return opened

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection inside a transaction that sees one state of the database throughout.

        Fetch everything before the block ends. Raises what `fence` raises.
        """
        with self.plain() as connection, _transaction(connection, "BEGIN"):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection inside a transaction that may write; an exception undoes all of it.

        When the block ends without one, the change is in the file. Raises what `fence` raises.
        """
        with self.plain() as connection, _transaction(connection, "BEGIN IMMEDIATE"):
            yield connection

    @contextmanager
    def plain(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection without a transaction, for VACUUM and checkpoints. Raises what `fence` raises."""
        with fence(self.path):
            opened = self._opened()
            with opened.in_use:
                yield opened.connection

    def close(self) -> None:
        """Close the connections of all threads; what a thread is at just then is broken off and undone."""
        with self._lock:
            every, self._every = self._every, []
        for one in every:
            # Closed under a running statement, SQLite brings the whole process down.
            if not one.in_use.acquire(blocking=False):
                one.connection.interrupt()
                if not one.in_use.acquire(timeout=_BREAKS_OFF_S):
                    continue  # the end of the process closes it
            try:
                one.connection.close()
            finally:
                one.in_use.release()


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk or a lost file makes SQLite roll back by itself; saying it twice would hide the reason.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
