"""What was just deleted, and the way back, for a few seconds."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

UNDO_MS = 10_000
"""So long the person can think again."""


class UndoBar(QFrame):
    """Says that something was deleted, and offers to undo it.

    Signals:
        undone(): it is to stay.
        passed(): the time is over.
    """

    undone = Signal()
    passed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "undo")
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setProperty("look", "soft")
        self.button = QPushButton(self.tr("Undo"))
        self.button.setProperty("look", "link")
        self.button.clicked.connect(self._undo)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 10, 8)
        line.addWidget(self._text, 1)
        line.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._timer.timeout.connect(self._pass)
        self.hide()

    def offer(self, sentence: str) -> None:
        """Say what was deleted; the time begins anew."""
        self._text.setText(sentence)
        self.button.setAccessibleDescription(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self._timer.start()

    def withdraw(self) -> None:
        """There is nothing to undo any more."""
        self._timer.stop()
        self.hide()

    def _undo(self) -> None:
        self.withdraw()
        self.undone.emit()

    def _pass(self) -> None:
        self.hide()
        self.passed.emit()
