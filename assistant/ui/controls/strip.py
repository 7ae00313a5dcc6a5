"""A line above the text of the composer: what is going on with it, and what can be done about that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton


class Strip(QFrame):
    """A sentence with one button that does it and one that leaves it.

    Signals:
        agreed(), left(): which of them was pressed.
    """

    agreed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = QLabel()
        self._text.setProperty("look", "soft")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._agree = QPushButton()
        self._agree.setProperty("look", "plain")
        self._agree.clicked.connect(self.agreed)
        self._leave = QPushButton(self.tr("Leave it"))
        self._leave.setProperty("look", "plain")
        self._leave.clicked.connect(self.left)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._text, 1)
        line.addWidget(self._agree)
        line.addWidget(self._leave)
        self.hide()

    def say(self, text: str, agree: str = "") -> None:
        """Show the sentence; `agree` is the label of the button that does it, "" for none."""
        self._text.setText(text)
        self._agree.setText(agree)
        self._agree.setVisible(bool(agree))
        self.setVisible(bool(text))
