"""The settings as the window has them: shown at once, kept a moment later by a task."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from assistant import settings
from assistant.services.cancel import Cancel
from assistant.services.program import Program
from assistant.settings import Settings
from assistant.ui.tasks import Task

_REST_MS = 300
"""A slider that is being moved changes many times a second; it is kept when it comes to rest."""


class Preferences(QObject):
    """What the person chose.

    Signals:
        changed(object): the `Settings`, with something else in them than before.
        kept(): the program works with them from now on.
        failed(object): they could not be kept; they are what they were.
    """

    changed = Signal(object)
    kept = Signal()
    failed = Signal(object)

    def __init__(self, program: Program, parent: QObject) -> None:
        super().__init__(parent)
        self._program = program
        self.settings: Settings = program.settings
        self._unkept: dict[str, object] = {}
        self._keeping: Task | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._keep)

    def choose(self, **values: object) -> None:
        """Use other values from now on."""
        self._unkept |= values
        self._rest.start()
        self._show(settings.changed(self.settings, **values))

    def reset(self) -> None:
        """What the program came with, but for the models: those are chosen elsewhere."""
        usual = Settings()
        models = ("chat_model", "embedding_model")
        self.choose(**{name: getattr(usual, name) for name in Settings.__slots__ if name not in models})

    def refresh(self) -> None:
        """Somebody else changed them: a model was chosen or forgotten."""
        if not self._unkept and self._keeping is None:  # what the person chose last is what is seen
            self._show(self._program.settings)

    def end(self, timeout_s: float) -> None:
        """Keep what is not kept yet, for closing the program."""
        self._rest.stop()
        for _ in range(2):  # what is being kept, and what was chosen since
            if self._keeping is not None:
                self._keeping.wait(timeout_s)
                self._keeping = None
            self._keep()

    def _show(self, chosen: Settings) -> None:
        if chosen != self.settings:
            self.settings = chosen
            self.changed.emit(chosen)

    def _keep(self) -> None:
        if not self._unkept:
            return
        if self._keeping is not None:
            self._rest.start()
            return
        values, self._unkept = self._unkept, {}

        def work(_cancel: Cancel) -> Iterator[object]:
            yield self._program.change(**values)

        self._keeping = Task(work, name="keeping settings", parent=self)
        self._keeping.failed.connect(self._put_back)
        self._keeping.ended.connect(self._ended)
        self._keeping.start()

    def _put_back(self, error: object) -> None:
        self._show(settings.changed(self._program.settings, **self._unkept))
        self.failed.emit(error)

    def _ended(self) -> None:
        self._keeping = None
        self.refresh()
        self.kept.emit()
