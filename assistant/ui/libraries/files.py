"""The files of a library, asked for in a thread and shown in a dialog that follows what happens to them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from assistant.services import libraries
from assistant.services.program import Program
from assistant.ui.libraries.files_dialog import FilesDialog
from assistant.ui.libraries.files_model import FileRow, Group, Wanted, arranged, rows
from assistant.ui.look.theme import Theme
from assistant.ui.tasks import Task, short_task

_EVERY_MS = 1000
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
        self._window = parent
        self._every: Sequence[FileRow] = ()
        self._wanted = Wanted()
        self._loading: Task | None = None
        self._arranging: Task | None = None
        self._is_stale = False
        self._resting = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._resting.timeout.connect(self._list_stale)
        self.dialog.wanted.connect(self._arrange)
        self.dialog.finished.connect(self._close)

    def show(self, group: Group | None = None) -> None:
        """Open the dialog, with the files of this group alone."""
        self.dialog.choose_group(group)
        self.follow()
        self.dialog.show()
        self.dialog.table.setFocus()

    def follow(self) -> None:
        """List the files anew, now or as soon as they may be: something happened to the library."""
        self._is_stale = True
        self._list_stale()

    def _list_stale(self) -> None:
        if not self._is_stale or self._loading is not None or self._resting.isActive():
            return
        self._is_stale = False
        self._resting.start()
        program, library = self._program, self._library
        # The dialog may be closed, and be gone, while they are listed: the window is not.
        task = self._loading = short_task(
            "listing files",
            lambda: rows(libraries.files(program, libraries.named(program, library))),
            self._window,
            failed=self.failed,
        )
        task.item.connect(self._take)
        task.ended.connect(self._loaded)
        task.start()

    def _take(self, every: Sequence[FileRow]) -> None:
        self._every = every
        self._arrange(self._wanted)

    def _loaded(self) -> None:
        self._loading = None
        self._list_stale()

    def _arrange(self, wanted: Wanted) -> None:
        self._wanted = wanted
        if self._arranging is not None:
            self._arranging.drop()
        arrange = partial(arranged, self._every, wanted)
        task = self._arranging = short_task("arranging files", arrange, self._window, failed=self.failed)
        task.item.connect(self.dialog.show_rows)
        task.ended.connect(lambda: self._arranged(task))
        task.start()

    def _arranged(self, task: Task) -> None:
        if self._arranging is task:
            self._arranging = None

    def _close(self) -> None:
        self._is_stale = False
        for task in (self._loading, self._arranging):
            if task is not None:
                task.drop()
        self.dialog.deleteLater()
