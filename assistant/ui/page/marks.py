"""The cited words on pages that are drawn: lit like with a highlighter, their number beside them."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from assistant.pipeline.lines import Box
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme
from assistant.ui.page.layout import PageLayout
from assistant.ui.page.paint import faint, paint_highlight
from assistant.ui.render.rich_text import badge

_BESIDE_PX = 5


@dataclass(frozen=True, slots=True)
class Lit:
    """Words that are marked on a page: a box for each line, in the unit of the page; a number stands beside them."""

    page: int
    boxes: tuple[Box, ...]
    number: int = 0


class Marks:
    """Citations of one answer on the pages of one document: one is shown, one may be pointed at, others are there."""

    def __init__(self, theme: Theme, layout: PageLayout) -> None:
        self._theme, self._layout = theme, layout
        self._lit: dict[int, Lit] = {}
        self.shown = self.pointed = 0
        """Numbers; 0 is that of words that are shown without one."""

    def clear(self) -> None:
        """Nothing is cited."""
        self._lit.clear()
        self.shown = self.pointed = 0

    def add(self, lit: Lit) -> None:
        """These words are cited too."""
        self._lit[lit.number] = lit

    def rects(self) -> list[QRectF]:
        """Where the citation that is shown lies, in the layout."""
        lit = self._lit.get(self.shown)
        return [] if lit is None else list(self._layout.placed(lit.page, lit.boxes))

    def at(self, point: QPointF, seen_left: int) -> int:
        """The number of the citation at a point of the layout, or whose badge is there; 0 for none."""
        for number, lit in self._lit.items():
            places = [*self._layout.placed(lit.page, lit.boxes), *self._badges(lit, seen_left)]
            if any(rect.contains(point) for rect in places):
                return number
        return 0

    def paint(self, painter: QPainter, seen_left: int, ratio: float) -> None:
        """Light them all, the one that is pointed at most, and draw the numbers."""
        for number, lit in self._lit.items():
            colour = faint(tokens.LIGHT.mark, tokens.LIGHT.card)
            if number == self.shown:
                colour = QColor(tokens.LIGHT.mark)
            if number and number == self.pointed:
                colour = QColor(tokens.LIGHT.decisive)
            paint_highlight(painter, self._layout.placed(lit.page, lit.boxes), colour)
        for lit in self._lit.values():
            for place in self._badges(lit, seen_left):
                painter.drawImage(
                    place.topLeft(), badge(lit.number, self._theme, ratio, is_on=lit.number == self.pointed)
                )

    def _badges(self, lit: Lit, seen_left: int) -> Iterator[QRectF]:
        """Where the number stands: beside its page, further out where another one stands there already."""
        if not lit.number or not lit.boxes:
            return
        size = QSizeF(badge(lit.number, self._theme, 1.0).size())
        top = self._top(lit) - size.height() / 2
        before = [one for one in self._lit.values() if 0 < one.number < lit.number and one.page == lit.page]
        taken = sum(abs(self._top(one) - self._top(lit)) < size.height() for one in before if one.boxes)
        left = self._layout.rect(self._layout.index(lit.page)).left() - (taken + 1) * (size.width() + _BESIDE_PX)
        yield QRectF(QPointF(max(seen_left + _BESIDE_PX - 1.0, left), top), size)

    def _top(self, lit: Lit) -> float:
        return next(self._layout.placed(lit.page, lit.boxes)).center().y()
