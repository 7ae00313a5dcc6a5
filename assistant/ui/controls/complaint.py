"""What went wrong, said over the upper edge of what is on screen: for a while, taking nothing away."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from assistant.ui.controls.inputs import icon_button
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme

_STAYS_MS = 20_000
"""Long enough for two sentences; it can be closed before, and stays while the pointer is on it."""
_GAP_PX = 12


class Complaint(QFrame):
    """A sentence that lies over a pane; a new one takes the place of the last."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._over = theme, over
        self.setProperty("look", "bar")
        self._sign = QLabel()
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setWordWrap(True)
        self.close_button = icon_button(self.tr("Close this notice"))
        self.close_button.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 8, 8)
        line.setSpacing(10)
        line.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        line.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._timer.timeout.connect(self._leave)
        over.installEventFilter(self)
        theme.changed.connect(self._paint)
        self._paint()
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the sentence, and tell it to whoever listens rather than looks."""
        self.text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
        """The pane has another size: stay in its middle."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width = min(tokens.COLUMN_PX, self._over.width() - 2 * _GAP_PX)
        self.setGeometry((self._over.width() - width) // 2, _GAP_PX, width, max(1, self.heightForWidth(width)))

    def _leave(self) -> None:
        if self.underMouse() or self.close_button.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _paint(self) -> None:
        colours = self._theme.colours
        size = QSize(tokens.ICON_PX, tokens.TARGET_PX)
        self._sign.setPixmap(self._theme.icon("warn", colours.warn).pixmap(QSize(tokens.ICON_PX, tokens.ICON_PX)))
        self._sign.setFixedSize(size)
        self.close_button.setIcon(self._theme.icon("close", colours.soft))
