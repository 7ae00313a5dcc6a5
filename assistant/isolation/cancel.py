"""Asking running work to stop, from any thread."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Cancel:
    """Set once by whoever wants the work to stop; seen at once by whoever does it.

    Thread-safe. The callback registered with `calling` runs in the thread that calls `set` (or at once, when it is
    already set), so that a child hears of it without anybody polling.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._set = False
        self._callbacks: list[Callable[[], None]] = []

    @property
    def is_set(self) -> bool:
        """True once somebody asked to stop."""
        return self._set

    def set(self) -> None:
        """Ask to stop; calling it again changes nothing."""
        with self._lock:
            if self._set:
                return
            self._set = True
            callbacks = tuple(self._callbacks)
        for callback in callbacks:
            callback()

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """Call `callback` when `set` is called inside the `with` block."""
        with self._lock:
            already = self._set
            self._callbacks.append(callback)
        if already:
            callback()
        try:
            yield
        finally:
            with self._lock:
                self._callbacks.remove(callback)
