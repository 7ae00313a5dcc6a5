"""Who may talk to a child next: one at a time, the urgent ones first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from assistant.errors import Cancelled
from assistant.isolation.cancel import Cancel


class Turns:
    """A lock that several threads wait for: urgent ones before others, each group in the order they came."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken = False
        self._waiting: list[tuple[bool, int]] = []
        self._came = 0

    @contextmanager
    def mine(self, *, urgent: bool, cancel: Cancel | None) -> Iterator[None]:
        """Wait for the turn, have it for the `with` block.

        Raises:
            Cancelled: `cancel` was set while another one had the turn.
        """
        with cancel.calling(self._wake) if cancel else nullcontext():
            self._wait(cancel, urgent=urgent)
        try:
            yield
        finally:
            self.release()

    def take_if_free(self) -> bool:
        """Take the turn when nobody has it or waits for it; `release` gives it back."""
        with self._changed:
            if self._taken or self._waiting:
                return False
            self._taken = True
            return True

    def release(self) -> None:
        """Give the turn to the next one."""
        with self._changed:
            self._taken = False
            self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """How many wait."""
        with self._changed:
            return len(self._waiting)

    def _wait(self, cancel: Cancel | None, *, urgent: bool) -> None:
        with self._changed:
            self._came += 1
            ticket = (not urgent, self._came)
            self._waiting.append(ticket)
            try:
                while self._taken or min(self._waiting) != ticket:
                    if cancel and cancel.is_set:
                        raise Cancelled
                    self._changed.wait()
                self._taken = True
            finally:
                self._waiting.remove(ticket)
                self._changed.notify_all()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
