"""Searching in the document that is shown: a line to type in, how many places there are, and going through them."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from assistant.ui.controls.inputs import icon_button
from assistant.ui.look.theme import Theme

_TYPING_MS = 200
"""After the last letter; a search for each of them would be thrown away."""


class SearchBar(QFrame):
    """The line to search with.

    Signals:
        wanted(str): these words are looked for; "" for none.
        stepped(int): the next (1) or the previous (-1) place is wanted.
        closed(): the person is done with searching.
    """

    wanted = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asked = ""
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Find in this document"))
        self.words.setAccessibleName(self.tr("Find in this document"))
        self.words.setMaxLength(200)
        self.words.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("look", "soft")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._ask)
        self.words.textChanged.connect(lambda _text: self._typing.start())
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 8, 8)
        line.setSpacing(4)
        line.addWidget(self.words, 1)
        line.addWidget(self.count)
        self._buttons: list[tuple[QPushButton, str]] = []
        for icon, name, act in (
            ("up", self.tr("Previous place (Shift+F3)"), lambda: self.stepped.emit(-1)),
            ("down", self.tr("Next place (F3)"), lambda: self.stepped.emit(1)),
            ("close", self.tr("Stop searching"), self.closed.emit),
        ):
            button = icon_button(name)
            button.clicked.connect(act)
            self._buttons.append((button, icon))
            line.addWidget(button)
        theme.changed.connect(self._paint)
        self._paint()

    def begin(self) -> None:
        """Ready to type; words that are there are selected."""
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self._asked = ""
        self._ask()

    def show_count(self, at: int, count: int, *, is_whole: bool) -> None:
        """Which of how many places is shown; 0 for none. There may be more when that is not all."""
        if not self.words.text().strip():
            text = ""
        elif not count:
            text = self.tr("not found") if is_whole else ""
        else:
            whole = f"{count}" if is_whole else f"{count}+"
            text = self.tr("{number} of {count}").format(number=at, count=whole)
        self.count.setText(text)

    def _ask(self) -> None:
        words = self.words.text().strip()
        if words != self._asked:
            self._asked = words
            self.wanted.emit(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
        """Enter goes on, Shift+Enter back, Esc ends the search and nothing else."""
        if not isinstance(event, QKeyEvent) or event.type() not in (
            QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride,
        ):  # fmt: skip
            return super().eventFilter(watched, event)
        is_press = event.type() == QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            if is_press:
                self.closed.emit()
            return True
        if is_press and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._typing.stop()
            is_new = self.words.text().strip() != self._asked
            self._ask()
            if not is_new:
                self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return super().eventFilter(watched, event)

    def _paint(self) -> None:
        for button, icon in self._buttons:
            button.setIcon(self._theme.icon(icon, self._theme.colours.soft))
