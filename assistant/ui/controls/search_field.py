"""A field for words that are searched for, with a way to take them out again."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from assistant.ui.look.theme import Theme

_TYPED_MS = 150
"""The next letter is waited for so long."""


class SearchField(QLineEdit):
    """Says what it searches, as long as it is empty.

    Signals:
        searched(str): these words are to be searched for, once nothing is typed for a moment.
    """

    searched = Signal(str)

    def __init__(self, theme: Theme, what: str) -> None:
        super().__init__(placeholderText=what)
        self._theme = theme
        self.setAccessibleName(what)
        self._clear = QAction(self.tr("Take the words out"), self, visible=False)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(lambda _text: self._typed.start())
        theme.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        self._clear.setIcon(self._theme.icon("close", self._theme.colours.soft))
