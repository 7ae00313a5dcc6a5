"""Where pages lie below each other, whatever is scrolled: sizes for a width and a zoom, and what is at a point."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize

from assistant.pipeline.lines import Box
from assistant.services.pages import Sheet

MARGIN, GAP = 28, 16
_LEAST_ZOOM, _MOST_ZOOM = 0.25, 8.0
_SMALL_UNIT_PX = 3.0
"""A page is not made larger than so many pixels a point to fill the width: a stamp stays a stamp,"""
_LEAST_PX = 40
"""but it can be seen."""
_A4 = (595.0, 842.0)
"""What a page that cannot be read is shown as."""
_LONGEST_PX = 1 << 30
"""Of the whole column: scroll bars count in 32 bits."""


class PageLayout:
    """Pages in a centred column. A page is known by its index; its own unit is that of its `Sheet`."""

    def __init__(self) -> None:
        self.sheets: Sequence[Sheet] = ()
        self._sizes: list[QSize] = []
        self._tops: list[int] = [0]
        self._zoom = 1.0
        self.size = QSize(1, 0)
        """Of the whole column, as wide as the view or wider."""

    @property
    def zoom(self) -> float:
        """How much wider than the view a page is."""
        return self._zoom

    def arrange(self, view: QSize, zoom: float) -> None:
        """Place the pages for a view of this size; a zoom beyond what is possible is brought within."""
        self._zoom = min(max(zoom, _LEAST_ZOOM), _MOST_ZOOM)
        room = max(80, view.width() - 2 * MARGIN)
        fits = [_fitting(sheet, room) for sheet in self.sheets]
        if fits:
            self._zoom = min(self._zoom, _LONGEST_PX / sum(height + GAP for _, height in fits))
        self._sizes = [
            QSize(max(1, round(self._zoom * width)), max(1, round(self._zoom * height))) for width, height in fits
        ]
        self._tops = list(accumulate((size.height() + GAP for size in self._sizes), initial=GAP))
        widest = max((size.width() for size in self._sizes), default=0)
        self.size = QSize(max(view.width(), widest + 2 * MARGIN), self._tops[-1])

    def index(self, page: int) -> int:
        """Of the page with this number; pages that are drawn are numbered without gaps."""
        return min(max(0, page - 1), len(self.sheets) - 1)

    def index_at(self, y: float) -> int:
        """Of the page at this height."""
        return min(max(0, bisect_right(self._tops, y) - 1), len(self._sizes) - 1)

    def between(self, top: int, bottom: int) -> range:
        """The pages between two heights."""
        return range(self.index_at(top), self.index_at(bottom) + 1) if self.sheets else range(0)

    def first_seen(self, top: int, bottom: int) -> int:
        """The first page between two heights of which half is seen, or that fills half of the view."""
        seen = self.between(top, bottom)
        for index in seen:
            rect = self.rect(index)
            if 2 * (min(bottom, rect.bottom()) - max(top, rect.top())) >= min(rect.height(), bottom - top):
                return index
        return seen[0]

    def rect(self, index: int) -> QRect:
        """Where a page lies."""
        size = self._sizes[index]
        return QRect(QPoint((self.size.width() - size.width()) // 2, self._tops[index]), size)

    def scale(self, index: int) -> float:
        """Pixels for a unit of the page."""
        return self._sizes[index].width() / (self.sheets[index].width or _A4[0])

    def placed(self, page: int, boxes: Iterable[Box]) -> Iterator[QRectF]:
        """Where these boxes of a page lie."""
        index = self.index(page)
        corner, scale = self.rect(index).topLeft(), self.scale(index)
        for left, top, right, bottom in boxes:
            rect = QRectF(scale * left, scale * top, scale * (right - left), scale * (bottom - top))
            yield rect.translated(corner)

    def on_page(self, index: int, point: QPointF) -> tuple[float, float]:
        """A point in the unit of a page, from its upper left corner."""
        inside = (point - QPointF(self.rect(index).topLeft())) / self.scale(index)
        return inside.x(), inside.y()

    def shares(self, point: QPointF) -> tuple[int, float, float]:
        """The page at a point, and how far across and down it the point is, as shares of its size."""
        index = self.index_at(point.y())
        rect = QRectF(self.rect(index))
        inside = point - rect.topLeft()
        return index, inside.x() / rect.width(), inside.y() / rect.height()

    def at_shares(self, index: int, across: float, down: float) -> QPointF:
        """The point that `shares` told, in the place where it is now."""
        rect = QRectF(self.rect(index))
        return QPointF(rect.left() + across * rect.width(), rect.top() + down * rect.height())


def _fitting(sheet: Sheet, room: int) -> tuple[float, float]:
    """Width and height of a page that fills the room, unless it is tiny."""
    width, height = (sheet.width, sheet.height) if sheet.width > 0 and sheet.height > 0 else _A4
    fit = min(room / width, max(_SMALL_UNIT_PX, _LEAST_PX / width))
    return fit * width, fit * height
