"""What stands in a conversation before its first question."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.ui.controls.inputs import plain


class Empty(QWidget):
    """What to do here, and what comes of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        for words, look in (
            (self.tr("Ask your own files."), "heading"),
            (self.tr("Every answer shows the words it comes from."), "lead"),
        ):
            label = plain(words, look)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
