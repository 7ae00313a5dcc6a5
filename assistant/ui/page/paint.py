"""What is painted on pages: a highlighter, and the quiet lines that stand for what is not there yet."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

_LINE_PX = 18


def paint_lines(painter: QPainter, rect: QRect, colour: str) -> None:
    """What stands for a page whose words are still on their way: quiet lines."""
    inner = rect.adjusted(rect.width() // 9, rect.width() // 8, -rect.width() // 9, -rect.width() // 8)
    bottom = min(inner.bottom(), inner.top() + 40 * _LINE_PX)
    for number, top in enumerate(range(inner.top(), bottom, _LINE_PX)):
        if number % 6 != 5:
            share = 0.6 if number % 6 == 4 else 1.0
            painter.fillRect(QRectF(inner.left(), top, inner.width() * share, 6), QColor(colour))


def faint(colour: str, ground: str) -> QColor:
    """Half of a colour on its ground: lit, and not the one that is meant."""
    one, other = QColor(colour), QColor(ground)
    return QColor(
        (one.red() + other.red()) // 2, (one.green() + other.green()) // 2, (one.blue() + other.blue()) // 2
    )


def paint_highlight(painter: QPainter, rects: Iterable[QRectF], colour: QColor) -> None:
    """Like a highlighter: what is dark stays dark. Lines that touch are lit once."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        path.addRoundedRect(rect.adjusted(-1.5, -1, 1.5, 1), 2, 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillPath(path, colour)
    painter.restore()
