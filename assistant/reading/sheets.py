"""The text of a sheet while its rows come in: a line for each row, with the names of its columns."""

from collections.abc import Sequence

from assistant.reading import guards, rows

_SAMPLE_ROWS = 200
_SAMPLE_CELLS = 100_000
"""The header is told from so many rows, fewer when they are wide: 16,000 columns would take seconds."""
_MOST_BLANK = 10_000
"""Blank lines in a sheet. Up to there the number of a line is that of the row; a stray cell in row 1,048,576 must
not make a megabyte of them."""


class SheetText:
    """Gathers the rows of one sheet; empty ones need not be told."""

    def __init__(self) -> None:
        self._sample: list[tuple[int, Sequence[str]]] = []
        self._sampled_cells = 0
        self._sampling = True
        self._names: Sequence[str] = ()  # of the columns
        self._lines: list[str] = []
        self._length = 0
        self._next = 0  # the row that the next line would stand for
        self._blank = 0

    @property
    def length(self) -> int:
        """About how many characters it has by now."""
        return self._length

    def row(self, index: int, cells: Sequence[str]) -> None:
        """Add the row of this index, counted from 0; indexes grow."""
        if not self._sampling:
            self._write(index, cells)
            return
        self._length += sum(map(len, cells))
        self._sample.append((index, cells))
        self._sampled_cells += len(cells)
        if len(self._sample) >= _SAMPLE_ROWS or (self._sampled_cells > _SAMPLE_CELLS and len(self._sample) > 1):
            self._decide()

    def result(self) -> str:
        """The text; to be called once."""
        if self._sampling:
            self._decide()
        return guards.clean("\n".join(self._lines))

    def _decide(self) -> None:
        """Find the header among the first rows and write them."""
        self._sampling = False
        self._length = 0
        at = rows.header_index([cells for _, cells in self._sample])
        for place, (index, cells) in enumerate(self._sample):
            self._write(index, cells)
            if place == at:
                self._names = [rows.short_name(cell) for cell in cells]
        self._sample = []

    def _write(self, index: int, cells: Sequence[str]) -> None:
        line = self._line(cells)
        if not line:
            return
        gap = max(0, index - self._next)
        if gap > _MOST_BLANK - self._blank:
            gap = 1 if self._lines else 0
        else:
            self._blank += gap
        self._lines.extend("" for _ in range(gap))
        self._lines.append(line)
        self._length += gap + len(line) + 1
        self._next = index + 1

    def _line(self, cells: Sequence[str]) -> str:
        """A row as a line; what stands alone in a row without names of columns is running text: no bars around it."""
        if not self._names:
            full = [cell for cell in cells if cell.strip()]
            if len(full) == 1:
                return rows.one_line(full[0])
        return rows.line(self._names, cells)
