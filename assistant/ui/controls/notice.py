"""What has to be known beside an answer: what happened, what to do, and buttons that do it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from assistant.ui.controls.flow import Flow


class Notice(QFrame):
    """A box with a sentence.

    Signals:
        action_wanted(str): the name of the button that was pressed.
    """

    action_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self._title, self._text = _label("strong"), _label("note")
        self._buttons = Flow(across=8, down=4)
        self._names: tuple[tuple[str, str], ...] = ()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(6)
        whole.addWidget(self._title)
        whole.addWidget(self._text)
        whole.addLayout(self._buttons)
        self.hide()

    def say(self, title: str, text: str, actions: Sequence[tuple[str, str]] = ()) -> None:
        """Show the title, the text and a button for each action (name, label); without words, nothing."""
        for label, words in ((self._title, title), (self._text, text)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleName(f"{title} {text}".strip())
        if tuple(actions) != self._names:
            self._names = tuple(actions)
            self._make_buttons()
        self.setVisible(bool(title or text))

    def _make_buttons(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name, label in self._names:
            button = QPushButton(label)
            button.setProperty("look", "plain")
            button.clicked.connect(lambda _checked=False, name=name: self.action_wanted.emit(name))
            self._buttons.addWidget(button)
            button.show()


def _label(look: str) -> QLabel:
    label = QLabel()
    label.setProperty("look", look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
