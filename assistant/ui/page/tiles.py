"""The drawn parts of pages that are kept, and which ones are missing."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from assistant.services.pages import TILE_PX, Tile

_KEPT_BYTES = 96 << 20
"""At 100 % a page takes 2 to 4 MB, at 200 % four times as much; a screen full of tiles 60 MB."""


class Tiles:
    """Pixels by part of a page; the ones that were used longest ago go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Tile, tuple[QImage, bytes]] = OrderedDict()
        self._bytes = 0
        self._last: dict[int, Tile] = {}
        self._wanted: Sequence[Tile] = ()

    def forget(self) -> None:
        """Another document: nothing of this one is kept."""
        self._kept.clear()
        self._last.clear()
        self._bytes, self._wanted = 0, ()

    def covering(self, page: int, whole: tuple[int, int], part: QRect, ratio: float) -> Iterator[Tile]:
        """The tiles that cover a part of a page that is drawn `whole` pixels large; `part` is in the window's own."""
        first_column, first_row = (int(side * ratio) // TILE_PX for side in (part.left(), part.top()))
        last_column, last_row = (int(side * ratio) // TILE_PX for side in (part.right(), part.bottom()))
        for row in range(max(0, first_row), last_row + 1):
            for column in range(max(0, first_column), last_column + 1):
                left, top = column * TILE_PX, row * TILE_PX
                width, height = min(TILE_PX, whole[0] - left), min(TILE_PX, whole[1] - top)
                if width > 0 and height > 0:
                    yield Tile(page, whole, left, top, width, height)

    def want(self, tiles: Sequence[Tile]) -> bool:
        """What is visible now; True when something of it is missing."""
        self._wanted = tiles
        for tile in tiles:
            if tile in self._kept:
                self._kept.move_to_end(tile)
        return self.next_wanted() is not None

    def next_wanted(self) -> Tile | None:
        """A visible part that is missing."""
        return next((tile for tile in self._wanted if tile not in self._kept), None)

    def is_wanted(self, tile: Tile) -> bool:
        """False when it was scrolled away."""
        return tile in self._wanted

    @property
    def kept(self) -> list[Tile]:
        """What is drawn, the parts that were used last at the end."""
        return list(self._kept)

    def take(self, tile: Tile, pixels: bytes) -> None:
        """Keep a part that was drawn."""
        # The image does not copy the bytes: they are kept beside it.
        image = QImage(pixels, tile.width, tile.height, 4 * tile.width, QImage.Format.Format_RGB32)
        self._kept[tile] = image, pixels
        self._bytes += len(pixels)
        if (tile.width, tile.height) == tile.whole:
            self._last[tile.page] = tile
        while self._bytes > _KEPT_BYTES and len(self._kept) > max(1, len(self._wanted)):
            self._bytes -= len(self._kept.popitem(last=False)[1][1])

    def paint(self, painter: QPainter, page: int, rect: QRect, ratio: float) -> bool:
        """Draw what there is of a page; False when that is nothing. What is missing is drawn from another size."""
        here = [tile for tile in self._wanted if tile.page == page and tile in self._kept]
        is_whole = not any(tile.page == page and tile not in self._kept for tile in self._wanted)
        last = self._last.get(page)
        if (not is_whole or not here) and last is not None and last in self._kept:
            painter.drawImage(rect, self._kept[last][0])
        for tile in here:
            place = QRectF(tile.left / ratio, tile.top / ratio, tile.width / ratio, tile.height / ratio)
            painter.drawImage(place.translated(rect.topLeft()), self._kept[tile][0])
        return bool(here) or (last is not None and last in self._kept)
