"""ODS: each sheet with its rows, the cells as they are shown ("12.5 %"), read event by event from the zip's XML.

python-calamine reads the bare numbers and expands whatever a cell says of its repetition.
"""

from collections.abc import Iterator

from assistant.reading import guards, plain
from assistant.reading.opendocument import CONTENT, collapsed, copies, opened, short, times, title, values
from assistant.reading.sheets import SheetText
from assistant.reading.source import Content, Source
from assistant.reading.xml_events import Attributes, parse, until
from assistant.records import Label, Page, Reason

_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
_SKIPPED = frozenset(("office:annotation", "table:tracked-changes", "office:forms", "table:shapes"))
_COLUMNS = 16_384
_ROWS = 1_048_576
"""Source: LibreOffice Calc, "Maximum Number of Columns and Rows"."""
_MOST_ALIKE = 1_000
"""Most times that one full cell or row is repeated in the text: 100 bytes may ask for 17,179,869,184 full cells."""


def read(source: Source) -> Content:
    """A workbook, a page for each sheet.

    Raises:
        DocumentDamaged: its container or its XML is broken.
        DocumentProtected: it is encrypted.
        TookTooLong: the limit is passed.
    """
    archive = opened(source)
    book = _Book(source)
    slices = until(guards.member_slices(archive, CONTENT), lambda: book.full)
    parse(slices, book.start, book.end, book.text, source.clock)
    return Content(title(archive, source.clock), max(1, len(book.sheets)), _parts(book, source))


def _parts(book: "_Book", source: Source) -> Iterator[Page | Reason]:
    for number, (name, sheet) in enumerate(book.sheets, start=1):
        text = sheet.result()
        if text:
            yield Page(number, Label("sheet", number, name), text, code=True)
    if book.full:
        yield plain.too_large(source)


class _Book:
    """Handlers for content.xml."""

    def __init__(self, source: Source) -> None:
        self.sheets: list[tuple[str, SheetText]] = []
        self._source = source
        self._skipping = 0
        self._depth = 0  # of tables: one within a cell is not read
        self._row = 0
        self._row_times = 1
        self._cells: list[str] = []
        self._gap = 0  # empty cells in front of the next full one
        self._cell_times = 1
        self._cell_value = ""
        self._pieces: list[str] = []
        self._reading = False
        self._before = 0  # characters in the sheets that are done
        self._full = False

    @property
    def full(self) -> bool:
        """The limit of text is reached."""
        return self._full

    def start(self, name: str, attributes: Attributes) -> None:
        """Expat's handler of a start tag."""
        word = short(name)
        if word in _SKIPPED:
            self._skipping += 1
        if self._skipping:
            return
        if word == "table:table":
            self._start_sheet(values(attributes))
        elif self._depth != 1:
            return
        elif word == "table:table-row":
            self._row_times = times(values(attributes), "table:number-rows-repeated", _ROWS)
            self._cells, self._gap = [], 0
        elif word in _CELLS:
            given = values(attributes)
            self._cell_times = times(given, "table:number-columns-repeated", _COLUMNS)
            self._cell_value = given.get("office:value", "")
            self._pieces = []
        else:
            self._start_text(word, attributes)

    def end(self, name: str) -> None:
        """Expat's handler of an end tag."""
        word = short(name)
        if word in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif self._skipping:
            return
        elif word == "table:table":
            self._depth = max(0, self._depth - 1)
        elif self._depth != 1:
            return
        elif word == "text:p":
            self._reading = False
        elif word in _CELLS:
            self._end_cell("".join(self._pieces).strip() or self._cell_value)
        elif word == "table:table-row":
            self._end_row()

    def text(self, text: str) -> None:
        """Expat's handler of text."""
        if self._reading and not self._skipping and self._depth == 1:
            self._pieces.append(collapsed(text, self._pieces[-1][-1:] if self._pieces else ""))

    def _start_sheet(self, given: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self._before = sum(sheet.length for _, sheet in self.sheets)
            name = " ".join(guards.clean(given.get("table:name", "")).split())
            self.sheets.append((name[:200], SheetText()))
            self._row = 0

    def _start_text(self, word: str, attributes: Attributes) -> None:
        if word == "text:p":
            if self._pieces:
                self._pieces.append("\n")
            self._reading = True
        elif word == "text:s" and self._reading:
            self._pieces.append(" " * times(values(attributes), "text:c", 100))
        elif word in ("text:tab", "text:line-break") and self._reading:
            self._pieces.append(" ")

    def _end_cell(self, shown: str) -> None:
        """Empty cells are only counted: a sheet ends with thousands of them."""
        if not shown:
            self._gap += self._cell_times
        elif len(self._cells) + self._gap < _COLUMNS:
            self._cells += [""] * self._gap
            written = copies(shown, min(self._cell_times, _MOST_ALIKE))
            self._cells += [shown] * written
            self._gap = self._cell_times - written

    def _end_row(self) -> None:
        if self._cells and self.sheets:
            sheet = self.sheets[-1][1]
            for place in range(min(self._row_times, _MOST_ALIKE)):
                sheet.row(self._row + place, self._cells)
                self._source.clock.check()
                if self._before + sheet.length > self._source.limit_bytes:
                    self._full = True
                    return
        self._row += self._row_times
