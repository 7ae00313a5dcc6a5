"""Controls of the settings, in the window's own look: a choice of few, a list to choose from, a slider, a switch."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from assistant.ui.controls.pill import Pill
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme

_SLIDER_PX = 180
_WORDS_PX = 240
"""Less beside a control is not worth reading."""
_SWITCH = QSize(44, 32)
_TRACK = QRectF(2, 5, 40, 22)

Option = tuple[object, str]
"""A value and what it is called."""


class Pills(QWidget):
    """A choice of few, side by side.

    Signals:
        chosen(object): the person chose this value.
    """

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[Option]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[object, QPushButton] = {}
        group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for value, text in options:
            button = Pill(text, is_choice=True)
            button.setAccessibleName(f"{name}: {text}")
            button.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            group.addButton(button)
            line.addWidget(button)
            self._buttons[value] = button

    def show_value(self, value: object) -> None:
        """Mark the value that holds."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)


class Choice(QPushButton):
    """A choice of many, from a list that opens under it.

    Signals:
        chosen(object): the person chose this value.
    """

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[Option]) -> None:
        super().__init__()
        self._name, self._options = name, options
        self.setProperty("look", "plain")
        self.setMinimumWidth(_SLIDER_PX)
        self._value: object = options[0][0]
        self.clicked.connect(self._open)
        self.show_value(self._value)

    def show_value(self, value: object) -> None:
        """Show the value that holds; one that is not in the list is shown as it is."""
        self._value = value
        text = dict(self._options).get(value, str(value))
        self.setText(f"{text} ▾".replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {text}")

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these from now on."""
        self._options = options
        self.show_value(self._value)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, text in self._options:
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == self._value)
            action.triggered.connect(lambda _checked=False, value=value: self._take(value))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, value: object) -> None:
        self.show_value(value)
        self.chosen.emit(value)


class Slider(QWidget):
    """One of several values in their order, with the one that holds in words.

    Signals:
        chosen(object): the person moved it to this value.
    """

    chosen = Signal(object)

    def __init__(self, name: str, values: Sequence[float], words: Callable[[float], str]) -> None:
        super().__init__()
        self._name, self._values, self._words = name, list(values), words
        self.bar = QSlider(Qt.Orientation.Horizontal)
        self.bar.setRange(0, len(self._values) - 1)
        self.bar.setPageStep(1)
        self.bar.setFixedWidth(_SLIDER_PX)
        self.bar.setMinimumHeight(tokens.TARGET_PX)
        self.bar.valueChanged.connect(self._show_words)
        self.bar.valueChanged.connect(lambda place: self.chosen.emit(self._values[place]))
        self._label = QLabel()
        self._label.setProperty("look", "soft")
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._label)
        line.addWidget(self.bar)
        self._show_words()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt
        """By now it has the type of its style."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt
        """Another size of text needs another width."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Room for the longest of its words, that nothing moves beside the slider."""
        metrics = self._label.fontMetrics()
        self._label.setMinimumWidth(max(metrics.horizontalAdvance(self._words(value)) for value in self._values))

    def show_value(self, value: float) -> None:
        """Show the value that holds, which was not chosen here; one between two places stands at the nearer one."""
        nearest = min(range(len(self._values)), key=lambda place: abs(self._values[place] - value))
        self.bar.blockSignals(True)
        self.bar.setValue(nearest)
        self.bar.blockSignals(False)
        self._say(value)

    def _show_words(self) -> None:
        self._say(self._values[self.bar.value()])

    def _say(self, value: float) -> None:
        text = self._words(value)
        self._label.setText(text)
        self.bar.setAccessibleName(self._name)
        self.bar.setAccessibleDescription(text)


class Switch(QAbstractButton):
    """On or off.

    Signals:
        chosen(object): the person set it to this, a bool.
    """

    chosen = Signal(object)

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFixedSize(_SWITCH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda is_on: self.chosen.emit(is_on))

    def show_value(self, value: object) -> None:
        """Show what holds."""
        self.setChecked(bool(value))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt
        """A track with a knob; the place of the knob says it, the colour only as well."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(_TRACK.adjusted(-1, -4, 1, 4), 15, 15)
        painter.setPen(QPen(QColor(colours.accent if self.isChecked() else colours.soft), 1))
        painter.setBrush(QColor(colours.accent if self.isChecked() else colours.card))
        painter.drawRoundedRect(_TRACK, 11, 11)
        knob = QRectF(_TRACK.right() - 19 if self.isChecked() else _TRACK.left() + 3, _TRACK.top() + 3, 16, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.on_accent if self.isChecked() else colours.soft))
        painter.drawEllipse(knob)


class Row(QWidget):
    """A setting: what it is called, what it does, and its control."""

    def __init__(self, title: str, what: str, control: QWidget | None = None) -> None:
        super().__init__()
        self._name = QLabel(title)
        self._name.setProperty("look", "strong")
        self.what = plain(what)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self.what)
        self._control = control
        self._line = QHBoxLayout(self)
        self._line.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._line.setContentsMargins(0, 10, 0, 10)
        self._line.setSpacing(12)
        self._line.addLayout(words, 1)
        if control is not None:
            self._line.addWidget(control)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt
        """No wider than the control alone, which can stand under the words."""
        least = super().minimumSizeHint()
        return least if self._control is None else QSize(self._control.sizeHint().width(), least.height())

    def event(self, event: QEvent) -> bool:
        """Another width, or a control that has become wider."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._turn()
        return done

    def _turn(self) -> None:
        """The control stands under the words where there is no room beside them."""
        if self._control is None:
            return
        narrow = self.width() < self._control.sizeHint().width() + max(_WORDS_PX, self._name.sizeHint().width())
        self._line.setDirection(QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignVCenter
        self._line.setAlignment(self._control, side)


def plain(text: str, look: str = "soft") -> QLabel:
    """Words that wrap, never taken for markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", look)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def button(text: str, look: str, wanted: Callable[[], object]) -> QPushButton:
    """A button with an effect."""
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setMinimumHeight(tokens.TARGET_PX)
    made.clicked.connect(lambda: wanted())
    return made


def icon_button(name: str) -> QPushButton:
    """A button that shows an icon, which whoever makes it sets in the colours of the theme, and says what it does."""
    made = QPushButton()
    made.setProperty("look", "icon")
    made.setToolTip(name)
    made.setAccessibleName(name)
    return made


def line() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("look", "line")
    return made
