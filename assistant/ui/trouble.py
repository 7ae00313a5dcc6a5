"""What the window shows when the data folder cannot be opened: what happened, and the ways out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assistant.ui.controls.inputs import button, plain

_WIDEST = 600


class Trouble(QWidget):
    """Stands in place of the conversation.

    Signals:
        another_wanted(): choose another data folder.
        again_wanted(): try once more.
        quit_wanted(): close the program.
    """

    another_wanted = Signal()
    again_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__()
        heading = QLabel(self.tr("Footnote could not open its data folder."))
        heading.setProperty("look", "heading")
        heading.setWordWrap(True)
        self.sentence = plain(sentence, "lead")
        again = button(self.tr("Try again"), "primary", self.again_wanted.emit)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(again)
        line.addWidget(button(self.tr("Use another folder…"), "plain", self.another_wanted.emit))
        line.addWidget(button(self.tr("Quit"), "plain", self.quit_wanted.emit))
        line.addStretch(1)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setSpacing(16)
        column.addStretch(3)
        column.addWidget(heading)
        column.addWidget(self.sentence)
        column.addLayout(line)
        column.addStretch(4)
        whole = QHBoxLayout(self)
        whole.addWidget(inside)
        self.setFocusProxy(again)
