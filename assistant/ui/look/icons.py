"""The icons: own drawings of one stroke width, made for 20 pixels and coloured by the theme; and the program's."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from assistant import paths
from assistant.ui.look import tokens

_STROKE = 1.5
_RATIOS = (1, 2, 3)
_APPLICATION_SIZES = (16, 24, 32, 48, 64, 128, 256)

_DRAWINGS = {
    "send": '<path d="M10 15.5v-11M5.5 9 10 4.5 14.5 9"/>',
    "stop": '<rect x="6" y="6" width="8" height="8" rx="1.5" fill="currentColor"/>',
    "close": '<path d="m5.5 5.5 9 9M14.5 5.5l-9 9"/>',
    "plus": '<path d="M9.75 4.5v11M4.25 9.75h11"/>',
    "minus": '<path d="M4.25 9.75h11"/>',
    "search": '<circle cx="9" cy="9" r="4.5"/><path d="m12.5 12.5 3.5 3.5"/>',
    "settings": '<path d="M3.5 6.5h7.6M15.1 6.5h1.4M3.5 13.5h1.4M8.9 13.5h7.6"/>'
    '<circle cx="13.1" cy="6.5" r="2"/><circle cx="6.9" cy="13.5" r="2"/>',
    "down": '<path d="m5.5 8 4.5 4.5L14.5 8"/>',
    "up": '<path d="M5.5 12 10 7.5l4.5 4.5"/>',
    "back": '<path d="M12 5.5 7.5 10l4.5 4.5"/>',
    "next": '<path d="M8 5.5 12.5 10 8 14.5"/>',
    "folder": '<path d="M3.5 6v8.5h13V7.5h-7L8 5.5H4z"/>',
    "file": '<path d="M5.5 3.5h5L15 8v8.5H5.5zM10.5 3.5V8H15"/>',
    "copy": '<rect x="7.5" y="7.5" width="8.5" height="8.5" rx="1.5"/>'
    '<path d="M12.5 7.5v-2A1.5 1.5 0 0 0 11 4H5.5A1.5 1.5 0 0 0 4 5.5V11a1.5 1.5 0 0 0 1.5 1.5h2"/>',
    "again": '<path d="M15.5 10a5.5 5.5 0 1 1-1-3.2M14.8 3.6v3.2h-3.2"/>',
    "pause": '<path d="M7.75 5.5v9M12.25 5.5v9"/>',
    "play": '<path d="M7 5v10l8-5z"/>',
    "menu": '<path d="M3.5 5.75h13M3.5 9.75h13M3.5 13.75h13"/>',
    "more": '<path d="M5 10h.01M10 10h.01M15 10h.01" stroke-width="2.2"/>',
    "warn": '<path d="M10 4 3.5 15.5h13zM10 8.5v3.2M10 13.6v.1"/>',
    "good": '<path d="m4.5 10.5 3.5 3.5 7.5-8"/>',
    "edit": '<path d="m4.5 15.5.8-3.3 7.4-7.4 2.5 2.5-7.4 7.4z"/>',
    "dot": '<circle cx="10" cy="10" r="3.3" fill="currentColor"/>',
}


def icon(name: str, colour: str, size_px: int = tokens.ICON_PX) -> QIcon:
    """The icon in a colour ("#rrggbb"), sharp at 100, 200 and 300 %.

    Raises:
        KeyError: there is no such drawing.
    """
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(_pixmap(name, colour, size_px, ratio))
    return made


def application_icon() -> QIcon:
    """The sign of the program."""
    drawing = (paths.resources() / "icons" / "footnote.svg").read_bytes()
    made = QIcon()
    for size in _APPLICATION_SIZES:
        made.addPixmap(_drawn(drawing, size))
    return made


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, size_px: int, ratio: int) -> QPixmap:
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {tokens.ICON_PX} {tokens.ICON_PX}" fill="none"'
        f' color="{colour}" stroke="{colour}" stroke-width="{_STROKE}" stroke-linecap="round"'
        f' stroke-linejoin="round">{_DRAWINGS[name]}</svg>'
    )
    pixmap = _drawn(drawing.encode(), size_px * ratio)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _drawn(drawing: bytes, size: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
