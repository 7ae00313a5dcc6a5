"""A line of text, or a button with one, that shows as much of itself as there is room for."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from assistant.ui import wording

_LEAST_PX = 60


class Elided(QLabel):
    """Plain text that is shortened where there is little room; all of it is told to whoever asks.

    Args:
        look: as in the style.
        mode: where it is shortened; in the middle of a file's name, whose ending says what it is.
    """

    def __init__(self, look: str, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._mode = mode
        self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt
        """A few letters."""
        return QSize(min(_LEAST_PX, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt
        """As much of it as there is room for."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        painter.drawText(self.rect(), self.alignment(), shown)
        painter.end()


class ElidedButton(QPushButton):
    """A button whose text is cut with an ellipsis where there is no room for it.

    Signals:
        key_pressed(int): F2 or Delete.
    """

    key_pressed = Signal(int)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show the text as far as there is room; all of it is told to whoever asks."""
        self._whole = " ".join(text.split())
        self.setToolTip(wording.tool_tip(self._whole))
        self.setAccessibleName(self._whole)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt
        """F2 and Delete are told."""
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            self.key_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt
        """As much of it as there is room for now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        icon = 0 if self.icon().isNull() else self.iconSize().width() + 4
        room = max(20, self.width() - 24 - icon)
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))
