"""A question before something that cannot be undone: what will happen, and two buttons that say what they do."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from assistant.ui.controls.inputs import button, plain

_WIDTH_PX = 460


class Question(QDialog):
    """Asks, and is `accepted` only by the button that says what is done; Esc and Enter do nothing."""

    def __init__(self, parent: QWidget, title: str, text: str, *, act: str, leave: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH_PX)
        self.act = button(act, "danger", self.accept)
        self.leave = button(leave, "plain", self.reject)
        self.leave.setDefault(True)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.act)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(plain(title, "strong"))
        whole.addWidget(plain(text))
        whole.addSpacing(8)
        whole.addStretch(1)
        whole.addLayout(self.buttons)
        self.setAccessibleDescription(text)
        self.leave.setFocus()
        self.finished.connect(self.deleteLater)
