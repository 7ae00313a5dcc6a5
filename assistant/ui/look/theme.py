"""The theme in use: its colours and fonts, handed to every view; a change of it rebuilds what is painted by hand."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from assistant import paths
from assistant.ui.look import icons, style, tokens

SYSTEM = "system"
TEXT_SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""The sizes of text that can be chosen, as parts of the usual one."""


class Theme(QObject):
    """Light, dark, or what the system says; one for the whole window.

    Signals:
        changed(): other colours or another size of text; views take them from `colours`, `serif` and `sans`.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._choice = SYSTEM
        self.text_scale = 1.0
        self.colours: tokens.Colours = tokens.LIGHT
        self._serif = _bundled_serif()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        application.setWindowIcon(icons.application_icon())
        application.setStyle("Fusion")  # the only style that obeys the sheet in the same way on every system

    def choose(self, choice: str) -> None:
        """Use "light", "dark" or "system" from now on."""
        self._choice = choice
        self._apply()

    def set_text_scale(self, scale: float) -> None:
        """Make all text of the window so much larger, within `TEXT_SCALES`."""
        self.text_scale = min(max(scale, TEXT_SCALES[0]), TEXT_SCALES[-1])
        self._apply()

    def step_text_scale(self, step: int) -> None:
        """The next larger (1) or smaller (-1) text; 0 goes back to the usual one."""
        at = min(range(len(TEXT_SCALES)), key=lambda place: abs(TEXT_SCALES[place] - self.text_scale))
        self.set_text_scale(TEXT_SCALES[max(0, min(at + step, len(TEXT_SCALES) - 1))] if step else 1.0)

    @property
    def choice(self) -> str:
        """What was chosen: "light", "dark" or "system"."""
        return self._choice

    def scaled(self, size_px: int) -> int:
        """A length that grows and shrinks with the text, given for unscaled text."""
        return round(size_px * self.text_scale)

    @property
    def is_dark(self) -> bool:
        """True for light text on dark ground."""
        return self.colours is tokens.DARK

    def serif(self, size_px: int, *, strong: bool = False) -> QFont:
        """The type for words of files; the size is that of unscaled text."""
        font = QFont([self._serif, *_serifs()])
        font.setPixelSize(round(size_px * self.text_scale))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        font.setStyleHint(QFont.StyleHint.Serif)
        return font

    def sans(self, size_px: int, *, strong: bool = False) -> QFont:
        """The type for words of the program and of models."""
        font = QFont(self._application.font())
        font.setPixelSize(round(size_px * self.text_scale))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def icon(self, name: str, colour: str | None = None) -> QIcon:
        """An icon in the colour of the text, or in another one of the theme."""
        return icons.icon(name, colour or self.colours.ink, max(tokens.ICON_PX, self.scaled(tokens.ICON_PX)))

    def _system_changed(self) -> None:
        if self._choice == SYSTEM:
            self._apply()

    def _apply(self) -> None:
        hints = QGuiApplication.styleHints()
        dark = self._choice == "dark" or (
            self._choice == SYSTEM and hints.colorScheme() == Qt.ColorScheme.Dark
        )
        self.colours = tokens.DARK if dark else tokens.LIGHT
        self._application.setPalette(style.palette(self.colours))
        families = ", ".join(f'"{family}"' for family in (self._serif, *_serifs()))
        self._application.setStyleSheet(style.sheet(self.colours, families, self.text_scale))
        self.changed.emit()


def _bundled_serif() -> str:
    """The family of the serif that comes along; a system font takes its place where it is missing."""
    family = "serif"
    for file in ("SourceSerifPro-Regular.ttf", "SourceSerifPro-Semibold.ttf"):
        number = QFontDatabase.addApplicationFont(str(_fonts() / file))
        if number >= 0:
            family = QFontDatabase.applicationFontFamilies(number)[0]
    return family


def _fonts() -> Path:
    return paths.fonts()


def _serifs() -> tuple[str, ...]:
    """What stands in for characters that the bundled serif lacks."""
    if sys.platform == "win32":
        return ("Georgia", "SimSun", "MS Mincho", "Batang")
    if sys.platform == "darwin":
        return ("Georgia", "Songti SC", "Hiragino Mincho ProN", "AppleMyungjo")
    return ("Noto Serif", "Noto Serif CJK SC", "DejaVu Serif")
