"""The section of the settings about what is kept: where the data folder is, and forgetting conversations."""

import os

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.ui import wording
from assistant.ui.controls.inputs import Row, button, line, plain


class DataSection(QWidget):
    """What the program keeps on this computer.

    Signals:
        folder_wanted(): show the data folder in the file manager.
        another_wanted(): choose another data folder.
        start_again_wanted(): use it now.
        forget_wanted(): delete every conversation; asked twice already.
    """

    folder_wanted = Signal()
    another_wanted = Signal()
    start_again_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, data_dir: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._folder = Row(self.tr("Data folder"), wording.path_text(os.fsencode(data_dir)))
        self._folder.what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._folder)
        column.addLayout(
            _buttons(
                button(self.tr("Show in folder"), "plain", self.folder_wanted.emit),
                button(self.tr("Use another one…"), "plain", self.another_wanted.emit),
            )
        )
        self._next = plain("")
        self._next.setContentsMargins(0, 8, 0, 4)
        self._again = button(self.tr("Start again now"), "plain", self.start_again_wanted.emit)
        column.addWidget(self._next)
        column.addWidget(self._again, alignment=Qt.AlignmentFlag.AlignLeft)
        self._next.hide()
        self._again.hide()
        column.addSpacing(14)
        column.addWidget(line())
        what = self.tr(
            "The texts of the files you added, for searching; your questions with their answers; your settings. "
            "Your files themselves stay where they are and are never changed."
        )
        column.addWidget(Row(self.tr("What is kept in it"), what))
        column.addWidget(line())
        self._conversations = Row(self.tr("Conversations"), "")
        column.addWidget(self._conversations)
        self._forget = button(self.tr("Delete all of them…"), "danger", lambda: self._ask(is_asking=True))
        self._sure = button(self.tr("Delete them for good"), "danger", self._forget_all)
        self._keep = button(self.tr("Keep them"), "plain", lambda: self._ask(is_asking=False))
        column.addLayout(_buttons(self._forget, self._sure, self._keep))
        column.addStretch(1)
        self._count = 0
        self._ask(is_asking=False)

    def show_conversations(self, count: int) -> None:
        """So many are kept."""
        self._count = count
        self._ask(is_asking=False)

    def show_next_folder(self, data_dir: str) -> None:
        """Another data folder is used from the next start on."""
        said = self.tr("From the next start on: {path}. Nothing is moved; what is in this one stays there.")
        self._next.setText(said.format(path=wording.path_text(os.fsencode(data_dir))))
        self._next.show()
        self._again.show()

    def _ask(self, *, is_asking: bool) -> None:
        if self._count == 0:
            said = self.tr("None are kept.")
        elif is_asking:
            many = self.tr("Delete {count} conversations? They cannot be brought back.").format(count=self._count)
            said = self.tr("Delete 1 conversation? It cannot be brought back.") if self._count == 1 else many
        elif self._count == 1:
            said = self.tr("1 is kept, until you delete it.")
        else:
            said = self.tr("{count} are kept, until you delete them.").format(count=self._count)
        self._conversations.what.setText(said)
        self._forget.setVisible(not is_asking)
        self._forget.setEnabled(self._count > 0)
        self._sure.setVisible(is_asking)
        self._keep.setVisible(is_asking)
        if is_asking:
            self._keep.setFocus()

    def _forget_all(self) -> None:
        self._ask(is_asking=False)
        self.forget_wanted.emit()


def _buttons(*widgets: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(8)
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made
