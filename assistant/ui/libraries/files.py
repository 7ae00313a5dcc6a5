"""The files of a library, asked for in a thread and shown in a dialog that follows what happens to them."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assistant.services import libraries
from assistant.services.cancel import Cancel
from assistant.services.program import Program
from assistant.ui.libraries.files_dialog import FilesDialog
from assistant.ui.libraries.files_model import FileRow, Group, Wanted, arranged, rows
from assistant.ui.look.theme import Theme
from assistant.ui.tasks import Task

_EVERY_S = 1.0
"""While files are read they are listed anew so often."""


class Files(QObject):
    """Fills one dialog.

    Signals:
        failed(object): an error to be shown.
    """

    failed = Signal(object)

    def __init__(self, program: Program, theme: Theme, library: str, parent: QWidget) -> None:
        self.dialog = FilesDialog(theme, library, parent)
        super().__init__(self.dialog)
        self._program, self._library = program, library
        self._every: Sequence[FileRow] = ()
        self._wanted = Wanted()
        self._loading: Task | None = None
        self._arranging: Task | None = None
        self._loaded_at = 0.0
        self._is_stale = False
        self.dialog.wanted.connect(self._arrange)
        self.dialog.finished.connect(self._close)

    def show(self, group: Group | None = None) -> None:
        """Open the dialog, with the files of this group alone."""
        self.dialog.choose_group(group)
        self.load()
        self.dialog.show()
        self.dialog.table.setFocus()

    def load(self) -> None:
        """List the files anew."""
        if self._loading is not None:
            self._is_stale = True
            return
        self._loaded_at, self._is_stale = monotonic(), False
        program, library = self._program, self._library
        task = self._loading = self._started(
            "listing files", lambda: rows(libraries.files(program, libraries.named(program, library)))
        )
        task.item.connect(self._take)
        task.ended.connect(self._loaded)
        task.start()

    def follow(self) -> None:
        """Something happened to the library."""
        if monotonic() - self._loaded_at > _EVERY_S:
            self.load()

    def _take(self, every: Sequence[FileRow]) -> None:
        self._every = every
        self._arrange(self._wanted)

    def _loaded(self) -> None:
        self._loading = None
        if self._is_stale:
            self.load()

    def _arrange(self, wanted: Wanted) -> None:
        self._wanted = wanted
        if self._arranging is not None:
            self._arranging.drop()
        task = self._arranging = self._started("arranging files", partial(arranged, self._every, wanted))
        task.item.connect(self.dialog.show_rows)
        task.ended.connect(lambda: self._arranged(task))
        task.start()

    def _arranged(self, task: Task) -> None:
        if self._arranging is task:
            self._arranging = None

    def _close(self) -> None:
        for task in (self._loading, self._arranging):
            if task is not None:
                task.drop()
        self.dialog.deleteLater()

    def _started(self, name: str, act: Callable[[], object]) -> Task:
        def once(_cancel: Cancel) -> Iterator[object]:
            yield act()

        task = Task(once, name=name, parent=self)
        task.failed.connect(self.failed)
        return task
