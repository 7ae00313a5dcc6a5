"""The line at the top: the name, what keeps the program off the network, the model, the settings."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from assistant import identity
from assistant.ui import wording
from assistant.ui.controls.inputs import icon_button
from assistant.ui.controls.pill import Pill
from assistant.ui.look.theme import Theme

_BAR_PX = 3
_LONGEST_NAME = 32
"""Characters of a model's name; the whole of it stands in the tooltip and in the panel."""


class Header(QFrame):
    """What holds for the whole window.

    Signals:
        menu_wanted(): show or fold the sidebar.
        offline_wanted(): say what "offline" means here.
        models_wanted(): choose a model.
        settings_wanted(): open the settings.
    """

    menu_wanted = Signal()
    offline_wanted = Signal()
    models_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "header")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.menu = icon_button(self.tr("Show or hide the list of libraries and conversations"))
        self.menu.clicked.connect(self.menu_wanted)
        self._brand = QLabel()
        self._brand.setProperty("look", "brand")
        self._brand.setTextFormat(Qt.TextFormat.RichText)
        self._brand.setAccessibleName(identity.NAME)
        self._brand.setContentsMargins(4, 0, 4, 0)
        self.offline = _pill(self.tr("What “offline” means here"))
        self.offline.hide()  # until it is known
        self.offline.clicked.connect(self.offline_wanted)
        self.model = _pill(self.tr("Choose a model"))
        self.model.clicked.connect(self.models_wanted)
        self.model.hide()  # likewise
        self.settings = icon_button(self.tr("Settings"))
        self.settings.clicked.connect(self.settings_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(8)
        for widget in (self.menu, self._brand, self.offline):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.model)
        line.addWidget(self.settings)
        theme.changed.connect(self._paint)
        self._share: float | None = None
        self._name = self._state = ""
        self._paint()

    def show_network(self, reached: str) -> None:
        """Say what keeps this program off the network; "" while that is not known."""
        self.offline.setToolTip(reached)
        self.offline.show()
        self._fit()

    def show_model(self, name: str, state: str, share: float | None = None) -> None:
        """The model, what is to be known of it ("drafts only", "loading…"), and how far that is, 0 to 1."""
        self._name = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        self._state = state
        self.model.setToolTip(wording.tool_tip(name))
        self.model.show()
        self._share = share
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt
        """Less is said where there is less room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt
        """Under the model, how far it is."""
        super().paintEvent(event)
        if self._share is not None:
            painter, whole = QPainter(self), self.model.geometry()
            colours = self._theme.colours
            bar = QRect(whole.left(), self.height() - _BAR_PX, whole.width(), _BAR_PX)
            painter.fillRect(bar, QColor(colours.line))
            painter.fillRect(bar.adjusted(0, 0, -round((1 - self._share) * whole.width()), 0), QColor(colours.accent))

    def _fit(self) -> None:
        line = self.layout()
        assert line is not None
        self.offline.setText(self.tr("Offline: nothing can leave"))
        self._say_model(self._name)
        if line.sizeHint().width() > self.width():
            self.offline.setText(self.tr("Offline"))
        lacking = line.sizeHint().width() - self.width()
        if lacking > 0:
            metrics = self.model.fontMetrics()
            room = max(metrics.horizontalAdvance(self._name) - lacking, 0)
            self._say_model(metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room))

    def _say_model(self, name: str) -> None:
        self.model.setText("  ·  ".join(filter(None, (name, self._state))).replace("&", "&&") + " ▾")

    def _paint(self) -> None:
        colours = self._theme.colours
        # Our own words and nobody else's: the only place where Qt is given markup. Raised text is made smaller by Qt.
        raised = f'<span style="color:{colours.accent}; vertical-align:super">1</span>'
        self._brand.setText(f"{identity.NAME}{raised}")
        self.menu.setIcon(self._theme.icon("menu"))
        self.settings.setIcon(self._theme.icon("settings"))
        self.offline.setIcon(self._theme.icon("dot", colours.good))


def _pill(what: str) -> Pill:
    button = Pill()
    button.setAccessibleDescription(what)
    return button
