"""A capsule: a choice among few, or the name of what is in use and the way to change it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton


class Pill(QPushButton):
    """A button that is as wide as its text is when it is chosen, so that choosing moves nothing."""

    def __init__(self, text: str = "", *, is_choice: bool = False) -> None:
        super().__init__(text)
        self.setProperty("look", "pill")
        self.setCheckable(is_choice)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt
        """With room for the text in its strong weight, which the style gives to what is chosen."""
        hint = super().sizeHint()
        if not self.isCheckable():
            return hint
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(strong).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return hint + QSize(max(0, more), 0)
