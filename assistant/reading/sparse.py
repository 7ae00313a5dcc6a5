"""XLSX sheets whose cells lie far apart, drawn together before python-calamine sees them.

python-calamine keeps a sheet as one rectangle, 32 bytes a cell: a sheet with text in A1 and in XFD1048576 asks for
512 GiB and ends the process. Here such a sheet's rows and columns are counted through, the empty ones left out.
"""

import io
import re
import zipfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.errors import DocumentDamaged
from assistant.reading import guards, ooxml
from assistant.reading.source import Clock, Source
from assistant.reading.xml_events import Attributes, nothing, parse

MOST_CELLS = 10_000_000
"""Cells of a rectangle, the empty ones included: 320 MB."""
_MOST_BYTES = 256 << 20
"""Of a sheet's XML that is drawn together: it is held in memory."""
_TAG_BYTES = 1_000

_TAG = re.compile(rb"<(?:\w+:)?(?:c|row)(?=[\s/>])(?:[^<>]*?\sr=[\"']([A-Z]{0,3})([0-9]{1,7})[\"'])?")
"""A row or a cell, with its place when that is written as programs write it."""
_ANY_PLACE = re.compile(r"([A-Za-z]*)([0-9]+)")
_PLACE = re.compile(rb"(<(?:\w+:)?(?:row|c)(?=\s)[^<>]*?\sr=[\"'])([A-Z]{0,3})([0-9]{1,7})(?=[\"'])")

_ROW = 0
_BINARY_CELLS = range(1, 12)
"""Records of XLSB: a row's beginning, cells; each begins with its number. Source: MS-XLSB, 2.3.1 and 2.5.9."""
_CHECK_EVERY = 10_000

Rows = tuple[int, ...]
"""Which row of the sheet, counted from 0, each row that is left stands for."""


@dataclass(frozen=True, slots=True)
class _Cells:
    rows: list[int]
    columns: list[int]

    @property
    def rectangle(self) -> int:
        """Cells of the smallest rectangle around them."""
        if not self.rows:
            return 0
        return (self.rows[-1] - self.rows[0] + 1) * (self.columns[-1] - self.columns[0] + 1)


def packed(archive: zipfile.ZipFile, source: Source) -> tuple[io.BytesIO | None, dict[str, Rows]]:
    """The workbook with its sparse sheets drawn together, and their rows by the sheet's name; None when it has none.

    Raises:
        DocumentDamaged: a part is broken, or the cells make a large rectangle even when drawn together.
        TookTooLong: the limit is passed.
    """
    changed: dict[str, bytes] = {}
    rows: dict[str, Rows] = {}
    for name, part in _sheet_parts(archive, source.clock):
        cells = _cells(guards.member_slices(archive, part), source.clock)
        drawable = cells is not None
        cells = cells or _counted(guards.member_slices(archive, part), source.clock)
        if cells.rectangle <= MOST_CELLS:
            continue
        too_large = len(cells.rows) * len(cells.columns) > MOST_CELLS or archive.getinfo(part).file_size > _MOST_BYTES
        if too_large or not drawable:
            raise DocumentDamaged(reason="its cells lie too far apart")
        changed[part] = _drawn_together(b"".join(guards.member_slices(archive, part)), cells)
        rows[name] = tuple(row - 1 for row in cells.rows)
    if not changed:
        return None, {}
    return _rewritten(archive, changed, source.clock), rows


def check_binary(archive: zipfile.ZipFile, source: Source) -> None:
    """Refuse an XLSB with a sheet that would need too large a rectangle.

    Raises:
        DocumentDamaged: it has one, or a part is broken.
        TookTooLong: the limit is passed.
    """
    main = ooxml.main_part(archive, "xl/workbook.bin", source.clock)
    for relation in ooxml.relations(archive, main, source.clock).values():
        if relation.kind == "worksheet" and relation.part in archive.NameToInfo:
            data = b"".join(guards.member_slices(archive, relation.part))
            if _binary_cells(data, source.clock).rectangle > MOST_CELLS:
                raise DocumentDamaged(reason="its cells lie too far apart")


def _binary_cells(data: bytes, clock: Clock) -> _Cells:
    rows: set[int] = set()
    columns: set[int] = set()
    row = 0
    for count, (kind, start) in enumerate(_records(data)):
        if count % _CHECK_EVERY == 0:
            clock.check()
        number = int.from_bytes(data[start : start + 4], "little")
        if kind == _ROW:
            row = number
        elif kind in _BINARY_CELLS:
            rows.add(row)
            columns.add(number)
    return _Cells(sorted(rows), sorted(columns))


def _records(data: bytes) -> Iterator[tuple[int, int]]:
    """Kind and first byte of each record of an XLSB part. Source: MS-XLSB, 2.1.4."""
    at = 0
    end = len(data)
    while at < end:
        kind, at = _seven(data, at, 2)
        length, at = _seven(data, at, 4)
        yield kind, at
        at += length


def _seven(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and the place behind it."""
    number = 0
    for place, byte in enumerate(data[at : at + most]):
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most


def _sheet_parts(archive: zipfile.ZipFile, clock: Clock) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet with cells."""
    main = ooxml.main_part(archive, "xl/workbook.xml", clock)
    known = ooxml.relations(archive, main, clock)
    found: list[tuple[str, str]] = []

    def start(name: str, attributes: Attributes) -> None:
        if name.endswith("|sheet"):
            relation = known.get(next((value for key, value in attributes.items() if key.endswith("|id")), ""))
            if relation is not None and relation.part in archive.NameToInfo:
                found.append((attributes.get("name", ""), relation.part))

    parse(guards.member_slices(archive, main), start, nothing, nothing, clock)
    yield from found


def _cells(slices: Iterable[bytes], clock: Clock) -> _Cells | None:
    """Which rows and columns have a cell; None when one does not say its place in the way that programs do."""
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    rest = b""
    for piece in slices:
        clock.check()
        data = rest + piece
        rest = data[max(data.rfind(b"<"), len(data) - _TAG_BYTES) :]
        for column, row in _TAG.findall(data, 0, len(data) - len(rest)):
            if column:
                columns.add(column)
                rows.add(row)
            elif not row:
                return None
    return _Cells(sorted({int(row) for row in rows}), sorted({_number(column) for column in columns}))


def _counted(slices: Iterable[bytes], clock: Clock) -> _Cells:
    """The same by a parser, counted as python-calamine does: what has no place stands behind the one before."""
    rows: set[int] = set()
    columns: set[int] = set()
    row, column = 1, 1

    def start(name: str, attributes: Attributes) -> None:
        nonlocal row, column
        place = _ANY_PLACE.fullmatch(attributes.get("r", ""))
        local = name.rpartition("|")[2]
        if local == "row":
            row = int(place.group(2)) if place else row
        elif local == "c":
            column = _number(place.group(1).upper().encode()) if place else column
            rows.add(int(place.group(2)) if place else row)
            columns.add(column)
            column += 1

    def end(name: str) -> None:
        nonlocal row, column
        if name.endswith("|row"):
            row, column = row + 1, 1

    parse(slices, start, end, nothing, clock)
    return _Cells(sorted(rows), sorted(columns))


def _drawn_together(data: bytes, cells: _Cells) -> bytes:
    def moved(found: re.Match[bytes]) -> bytes:
        row = b"%d" % (bisect_left(cells.rows, int(found.group(3))) + 1)
        column = found.group(2)
        return found.group(1) + (_letters(bisect_left(cells.columns, _number(column)) + 1) if column else b"") + row

    return _PLACE.sub(moved, data)


def _rewritten(archive: zipfile.ZipFile, changed: dict[str, bytes], clock: Clock) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as copy:
        for name in archive.NameToInfo:
            clock.check()
            if name.endswith((".xml", ".rels")):
                copy.writestr(name, changed.get(name) or b"".join(guards.member_slices(archive, name)))
    stream.seek(0)
    return stream


def _number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> bytes:
    letters = b""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = bytes((65 + letter,)) + letters
    return letters
