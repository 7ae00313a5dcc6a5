"""One piece of work beside the window: a service's generator in a thread of its own, its results as Qt signals."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot

from assistant.errors import AssistantError, Cancelled
from assistant.services.cancel import Cancel

Work = Callable[[Cancel], Iterator[object]]
"""Begins a piece of work; it has to stop soon after its `Cancel` is set."""

_SLICE_S = 0.004
"""Results are handed out for so long at once; then the window gets its turn. A tick should stay under 16 ms."""

_LOG = logging.getLogger("assistant.ui")


class Task(QObject):
    """Runs a generator in a thread; lives in the window's thread, as do all who listen to it.

    Signals:
        item(object): something the generator yielded, in order.
        failed(object): an `AssistantError`, to be shown as a sentence, or any other exception: a defect of ours.
        ended(): the last one, exactly once, also after a failure or a cancel.

    What is still on its way when `drop` is called never arrives, but for `ended`. After `ended` the object of Qt is
    deleted; what is asked of it then (`is_running`, `cancel`, `drop`, `wait`) is answered all the same.

    Its parent has to outlive it: a task that is deleted while its thread speaks takes the program with it. So the
    parent is the window or what lives as long, never a dialog.
    """

    item = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _arrived = Signal()
    _finished = Signal()

    def __init__(self, work: Work, *, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancel = Cancel()
        self._results: deque[object] = deque()
        self._failure: BaseException | None = None
        self._dropped = False
        self._is_over = False
        self._is_woken = False
        self._has_ended = False
        self._arrived.connect(self._hand_out)
        self._finished.connect(self._finish)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; once only."""
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """True from the start until `ended` was sent."""
        return self._thread.ident is not None and not self._has_ended

    def cancel(self) -> None:
        """Ask the work to stop; what it still says arrives. Returns at once."""
        self._cancel.set()

    def drop(self) -> None:
        """Stop, and let nothing arrive any more but `ended`: whoever asked has gone on to something else."""
        self._dropped = True
        self._cancel.set()

    def wait(self, timeout_s: float) -> bool:
        """Block until the thread is over, only for closing the program; True when it is."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        """In the thread: nothing of Qt is touched here but the one signal."""
        try:
            for result in self._work(self._cancel):
                self._results.append(result)
                self._wake()
                if self._dropped:
                    break
        except Cancelled:
            pass
        except BaseException as error:  # noqa: BLE001 - border: whatever it is, the window must hear of it
            self._failure = error
        self._tell(self._finished)

    def _wake(self) -> None:
        """Ask the window's thread to look, once until it does: a thousand wake-ups in a row would freeze it."""
        if not self._is_woken:
            self._is_woken = True
            self._tell(self._arrived)

    def _tell(self, signal: SignalInstance) -> None:
        try:
            signal.emit()
        except RuntimeError:
            _LOG.debug("the window was gone before %s ended", self._thread.name)

    @Slot()
    def _finish(self) -> None:
        """In the window's thread: the other one says nothing any more."""
        self._is_over = True
        self._hand_out()

    @Slot()
    def _hand_out(self) -> None:
        """In the window's thread: what has arrived, for a few milliseconds; the rest after the window's own work."""
        self._is_woken = False  # before the look: what is added from here on wakes again
        until = perf_counter() + _SLICE_S
        while self._results:
            result = self._results.popleft()
            if not self._dropped:
                self.item.emit(result)
            if perf_counter() > until and self._results:
                self._is_woken = True
                QTimer.singleShot(0, self, self._hand_out)
                return
        if self._is_over and not self._has_ended:
            self._has_ended = True
            self._tell_failure()
            self.ended.emit()
            self.deleteLater()

    def _tell_failure(self) -> None:
        if self._failure is None or self._dropped:
            return
        if not isinstance(self._failure, AssistantError):
            _LOG.error("a defect in %s", self._thread.name, exc_info=self._failure)
        self.failed.emit(self._failure)


def short_task(
    name: str, act: Callable[[], object], parent: QObject, *, failed: SignalInstance | None = None
) -> Task:
    """A task of one result, what `act` returns in the thread; not started yet. `failed` tells what goes wrong."""

    def once(_cancel: Cancel) -> Iterator[object]:
        yield act()

    task = Task(once, name=name, parent=parent)
    if failed is not None:
        task.failed.connect(failed)
    return task
