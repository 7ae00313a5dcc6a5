"""Notices that something was not used for a while."""

import threading
import time
from collections.abc import Callable


class Idle:
    """Calls `rest`, in a thread of its own, when `used` was not called for a while. Thread-safe.

    Args of the constructor: `after_s` in seconds, None for never; `rest` may be called while something is in use
    again, and has to look.
    """

    def __init__(self, after_s: float | None, rest: Callable[[], None]) -> None:
        self._after_s, self._rest = after_s, rest
        self._changing = threading.Lock()
        self._timer: threading.Timer | None = None
        self._used_at = 0.0
        self._is_over = False

    def used(self) -> None:
        """It was used just now; the time begins again."""
        with self._changing:
            self._used_at = time.monotonic()
            if self._timer is None and self._after_s is not None:
                self._look_after(self._after_s)

    def stop(self) -> None:
        """Never call `rest` any more."""
        with self._changing:
            self._is_over = True
            if self._timer is not None:
                self._timer.cancel()

    def _look_after(self, seconds: float) -> None:
        if not self._is_over:
            self._timer = threading.Timer(seconds, self._look)
            self._timer.daemon = True
            self._timer.start()

    def _look(self) -> None:
        """One timer for many uses: it looks when the first of them is old enough, and waits for the rest if not."""
        with self._changing:
            self._timer = None
            left = self._used_at + (self._after_s or 0) - time.monotonic()
            if left > 0:
                self._look_after(left)
                return
        self._rest()
