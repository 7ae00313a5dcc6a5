"""A PDF for the screen: sizes of its pages, parts of them as pixels, boxes of their characters. Child side.

Everything is told as the page is shown: turned and cropped as the file wants it, from its upper left corner.
"""

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from time import monotonic
from typing import BinaryIO

import pypdfium2
from pypdfium2 import raw

from assistant.errors import PageNotShown
from assistant.reading import pdf

MOST_PAGES = 100_000
"""A damaged file may claim any number."""
_SIZES_S = 3.0
"""Sizes are asked for so long; 10,000 pages take 0.07 s."""
_DETAIL = 100
"""Boxes are told in hundredths of a point."""
_WHITE = (255, 255, 255, 255)

Box = tuple[int, int, int, int]


class PdfView:
    """An open PDF; the page that was asked for last stays open. pdfium is not thread-safe: one thread only."""

    def __init__(self, file: BinaryIO, size_bytes: int) -> None:
        """Open it.

        Raises:
            DocumentProtected: it needs a password.
            DocumentDamaged: pdfium cannot open it.
        """
        self._file = file
        self._document = pdf.opened(file.read() if size_bytes <= pdf.IN_MEMORY_BYTES else file)
        with suppress(pypdfium2.PdfiumError):
            self._document.init_forms()  # without it what was typed into a form is not drawn
        self._open: tuple[int, pypdfium2.PdfPage] | None = None

    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of every page in points, (0, 0) for one that cannot be read.

        When that takes too long, the last pages are said to be as large as the one before them.
        """
        until = monotonic() + _SIZES_S
        sizes: list[tuple[float, float]] = []
        for index in range(min(len(self._document), MOST_PAGES)):
            if monotonic() > until:
                return sizes + [sizes[-1]] * (min(len(self._document), MOST_PAGES) - index)
            try:
                sizes.append(self._document.get_page_size(index))
            except pypdfium2.PdfiumError:
                sizes.append((0.0, 0.0))
        return sizes

    def tile(self, page: int, whole: tuple[int, int], place: tuple[int, int, int, int]) -> bytes:
        """A part of a page that is `whole` pixels wide and high, as BGRA rows without gaps.

        Args:
            page: its number, from 1.
            whole: width and height of the whole page.
            place: left, top, width and height of the part.

        Raises:
            PageNotShown: the page cannot be drawn.
        """
        left, top, width, height = place
        made = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRA)
        with self._page(page) as shown, closing(made) as bitmap:
            bitmap.fill_rect(_WHITE, 0, 0, width, height)
            frame = (-left, -top, *whole, 0, raw.FPDF_ANNOT)
            raw.FPDF_RenderPageBitmap(bitmap, shown, *frame)
            if self._document.formenv:
                raw.FPDF_FFLDraw(self._document.formenv, bitmap, shown, *frame)
            return bytes(bitmap.buffer)

    def boxes(self, page: int, start: int, end: int) -> list[Box]:
        """Left, top, right and bottom of the characters `start` to `end` of a page's stored text.

        In hundredths of a point from the upper left corner; empty for what takes no room.

        Raises:
            PageNotShown: the page cannot be read.
        """
        with self._page(page) as shown:
            width, height = (round(_DETAIL * side) for side in shown.get_size())
            found = []
            for left, bottom, right, top in pdf.boxes_on(shown, start, end):
                corners = (_place(shown, (width, height), *corner) for corner in ((left, top), (right, bottom)))
                across, down = zip(*corners, strict=True)
                found.append((min(across), min(down), max(across), max(down)))
            return found

    def close(self) -> None:
        """Give everything back."""
        if self._open is not None:
            self._open[1].close()
        self._document.close()
        self._file.close()

    @contextmanager
    def _page(self, number: int) -> Iterator[pypdfium2.PdfPage]:
        """The page, open.

        Raises:
            PageNotShown: it cannot be read or drawn.
        """
        try:
            if self._open is None or self._open[0] != number:
                if self._open is not None:
                    self._open[1].close()
                self._open = None
                self._open = number, self._document[number - 1]
            yield self._open[1]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise PageNotShown(reason="it is damaged") from error


def _place(page: pypdfium2.PdfPage, whole: tuple[int, int], across: float, up: float) -> tuple[int, int]:
    """A point of the page, in hundredths of a point from the upper left corner of the page as it is shown."""
    x, y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *whole, 0, across, up, x, y)
    return x.value, y.value
