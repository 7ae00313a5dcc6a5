"""Ctrl-C in the terminal, and the end of the session: signals of the system as one of Qt's."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupts(QObject):
    """Tells that the system asks the program to end.

    Python runs its handlers between two of its own steps, of which a waiting window makes none; the byte that it
    writes for each signal wakes the window.

    Signals:
        came(): end in order, now.
    """

    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        for name in _SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _do_nothing)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._tell)

    def _tell(self) -> None:
        self._heard.recv(64)
        self.came.emit()


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """The byte has been written already; without a handler the system would end the program instead."""
