"""One window on each data folder: the second start hands its files over and leaves. All that uses QtNetwork.

What listens is a socket of this computer (a named pipe on Windows), in a folder that this user alone can enter; it
works without IP sockets.
"""

import hashlib
import logging
import os
import struct
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from assistant import paths
from assistant.errors import WindowElsewhere
from assistant.services.window_state import WindowLock

_LARGEST_BYTES = 8 << 20
_LENGTH = struct.Struct("!I")
_TAKEN = b"taken"

_LOG = logging.getLogger("assistant.ui")


class SingleInstance(QObject):
    """The right to be the window on a data folder, and the ear for those that come later.

    Signals:
        called(list): somebody started the program again, with these absolute paths (bytes), maybe none.
    """

    called = Signal(list)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_dir = data_dir
        self._lock = WindowLock(data_dir)
        self._server: QLocalServer | None = None

    def claim(self, files: list[bytes], *, within_s: float) -> bool:
        """Become the one window, or hand the files (absolute paths) to the one there is.

        Blocks, for `within_s` or little more. True for the one that stays.

        Raises:
            WindowElsewhere: there is one, and it does not answer.
            DataFolderUnusable: the data folder cannot be written.
            DiskFull: no space for an empty file.
        """
        name, deadline = server_name(self._data_dir), time.monotonic() + within_s
        while True:
            try:
                self._lock.take()
            except WindowElsewhere:
                if _handed_over(name, files, within_s):
                    return False
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)  # it is just starting, or just ending
            else:
                self._listen(name)
                return True

    def let_go(self) -> None:
        """Let another start become the window."""
        if self._server is not None:
            self._server.close()
        self._lock.let_go()

    def _listen(self, name: str) -> None:
        QLocalServer.removeServer(name)  # of one that was killed: we hold the lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not name or not self._server.listen(name):
            # The lock alone keeps a second window away; it then says that this one does not answer.
            _LOG.info("other starts cannot hand over their files: %s", self._server.errorString())

    def _greet(self) -> None:
        assert self._server is not None
        while self._server.hasPendingConnections():
            caller = _Caller(self._server.nextPendingConnection(), self)
            caller.called.connect(self.called)
            caller.listen()


class _Caller(QObject):
    """One that came later: says its files, is told that they were taken, and goes."""

    called = Signal(list)

    def __init__(self, connection: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        connection.setParent(self)  # nobody hears of it any more when this object goes
        self._connection = connection
        self._heard = bytearray()
        connection.readyRead.connect(self.listen)
        connection.disconnected.connect(self.deleteLater)

    def listen(self) -> None:
        """Take what has arrived."""
        self._heard += self._connection.readAll().data()
        if len(self._heard) < _LENGTH.size:
            return
        (length,) = _LENGTH.unpack_from(self._heard)
        if length > _LARGEST_BYTES:
            self._connection.abort()
        elif len(self._heard) >= _LENGTH.size + length:
            body = bytes(self._heard[_LENGTH.size : _LENGTH.size + length])
            self._connection.readyRead.disconnect(self.listen)
            self._connection.write(_TAKEN)
            self._connection.flush()
            self.called.emit(_paths(body))


def server_name(data_dir: Path) -> str:
    """What the window on this data folder listens at; "" where no safe place for it can be found."""
    known = hashlib.sha256(os.fsencode(os.path.realpath(data_dir))).hexdigest()[:24]
    if sys.platform == "win32":
        return f"footnote-{known}"
    try:
        return str(paths.runtime_dir() / known)
    except OSError:
        return ""


def _handed_over(name: str, files: list[bytes], within_s: float) -> bool:
    """True when the first window took the files."""
    body = b"\0".join(files)
    if not name or len(body) > _LARGEST_BYTES:
        return False
    wait_ms = round(1000 * within_s)
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(wait_ms):
        return False
    socket.write(_LENGTH.pack(len(body)) + body)
    answer = b""
    while answer != _TAKEN and socket.waitForReadyRead(wait_ms):
        answer += socket.readAll().data()
    socket.abort()
    return answer == _TAKEN


def _paths(body: bytes) -> list[bytes]:
    return [path for path in body.split(b"\0") if path.startswith(b"/") or (os.name == "nt" and path)]
