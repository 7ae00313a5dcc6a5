"""The list of all keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assistant.ui.controls.inputs import button, plain
from assistant.ui.shortcuts import Shortcut, groups

_SIZE = (560, 620)


class ShortcutsDialog(QDialog):
    """Shows what `shortcuts.groups` holds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(*_SIZE)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(plain(self.tr("Keyboard shortcuts"), "title"))
        for title, shortcuts in groups():
            column.addSpacing(12)
            column.addWidget(plain(title, "caption"))
            column.addLayout(_rows(shortcuts))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
        scroll.setWidget(inside)
        done = button(self.tr("Done"), "primary", self.accept)
        done.setDefault(True)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addStretch(1)
        foot.addWidget(done)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        done.setFocus()


def _rows(shortcuts: tuple[Shortcut, ...]) -> QGridLayout:
    rows = QGridLayout()
    rows.setHorizontalSpacing(16)
    rows.setVerticalSpacing(8)
    rows.setColumnStretch(0, 1)
    for place, shortcut in enumerate(shortcuts):
        rows.addWidget(plain(shortcut.text, ""), place, 0)
        keys = QHBoxLayout()
        keys.setSpacing(6)
        for key in shortcut.keys:
            keys.addWidget(plain(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText), "key"))
        rows.addLayout(keys, place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return rows
