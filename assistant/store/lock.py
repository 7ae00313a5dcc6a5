"""File locks that the system lets go of when the process dies, however it dies."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant import paths
from assistant.errors import (
    DatabaseBusy,
    DataFolderUnusable,
    DiskFull,
    IndexingElsewhere,
    StorageError,
    WindowElsewhere,
)
from assistant.store.database import NO_SPACE

if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            # flock and not lockf: a POSIX lock is lost when any descriptor of the file is closed in this process.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class _Lock:
    """A right that one process at a time has. Use it as `with IndexLock(data_dir):`.

    The empty lock file stays, because removing it would let two processes lock two files of the same name.
    """

    def __init__(self, data_dir: Path, file: Path, refusal: type[StorageError]) -> None:
        self._data_dir, self._file, self._refusal = data_dir, file, refusal
        self._descriptor: int | None = None

    def take(self) -> None:
        """Take the lock.

        Raises:
            StorageError: another process, or another lock object of this one, has it: the leaf of the lock's class.
            DataFolderUnusable: the lock file cannot be made.
            RuntimeError: this object holds it already; a mistake of ours.
        """
        if self._descriptor is not None:
            raise RuntimeError("the lock is held already")
        descriptor = _opened(self._file)
        try:
            if not _taken_or_refused(descriptor, self._file):
                raise self._refusal(path=str(self._data_dir))
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def let_go(self) -> None:
        """Give the lock back; without effect when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.let_go()


class IndexLock(_Lock):
    """The right to add files to a data folder, or `IndexingElsewhere`; asking and searching do not need it."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(data_dir, paths.index_lock(data_dir), IndexingElsewhere)


class WindowLock(_Lock):
    """The right to be the window on a data folder, or `WindowElsewhere`."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(data_dir, paths.window_lock(data_dir), WindowElsewhere)


@contextmanager
def alone(path: Path, *, timeout_s: float) -> Iterator[None]:
    """Hold the lock file at `path` in the `with` block; other processes wait for it.

    Raises:
        DatabaseBusy: somebody else held it for `timeout_s` seconds.
        DataFolderUnusable: the lock file cannot be made.
    """
    descriptor = _opened(path)
    try:
        deadline = time.monotonic() + timeout_s
        while not _taken_or_refused(descriptor, path):
            if time.monotonic() > deadline:
                raise DatabaseBusy(path=str(path.parent))
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)


def _taken_or_refused(descriptor: int, path: Path) -> bool:
    try:
        return _taken(descriptor)
    except OSError as error:  # some network file systems have no locks
        raise DataFolderUnusable(path=str(path.parent), reason=error.strerror or "it has no file locks") from error


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno in NO_SPACE:
            raise DiskFull(path=str(path.parent)) from error
        raise DataFolderUnusable(path=str(path.parent), reason=error.strerror or "unknown") from error
