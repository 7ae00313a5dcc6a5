"""What a child sent and nobody has taken yet."""

import threading
from collections import deque

_FULL = 8
"""Messages; a child that is faster than whoever reads its answers waits from here on (a batch of pages is 1 MB)."""


class Inbox:
    """A short queue with an end. Thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._messages: deque[bytes] = deque()
        self._ended = False

    def put(self, message: bytes) -> None:
        """Add a message; waits while the inbox is full, drops the message once it has ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or len(self._messages) < _FULL)
            if not self._ended:
                self._messages.append(message)
                self._changed.notify_all()

    def end(self) -> None:
        """Nothing more will come; what has come can still be taken."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def take(self, timeout_s: float) -> bytes | None:
        """The next message; None when the inbox has ended and all is taken.

        Raises:
            TimeoutError: nothing came in that time.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._ended or self._messages, timeout_s):
                raise TimeoutError
            if not self._messages:
                return None
            self._changed.notify_all()
            return self._messages.popleft()
