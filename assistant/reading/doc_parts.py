"""The tables of a DOC: where its text stands, which of it is hidden, what its paragraphs look like.

A DOC is a memory image: the text lies in pieces in one stream, its looks in pages of 512 bytes between them, and the
places of everything in a second stream. Everything here is offsets that may lie: what points outside is left out or
refused. Positions (cp) count UTF-16 units, as the file does; so do the strings here: a character of two units is
followed by a NUL.

Source: MS-DOC; the names are those of its structures.
"""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.reading import symbol_font
from assistant.reading.ole import Container
from assistant.reading.source import Clock

GAP = "\0"
"""Stands for a unit of the text that is not shown."""

_FIB_BYTES = 154
_FIRST_97 = 0xC0
_COMPLEX, _ENCRYPTED, _SECOND_TABLE = 0x4, 0x100, 0x200
_PROTECTED_NAMES = frozenset(("\tDRMContent", "EncryptedPackage"))
_CHARACTER_LOOKS, _PARAGRAPH_LOOKS, _FONTS = 12, 13, 15
_SYMBOL_NAME = "Symbol\0".encode("utf-16-le")
_PAGE_BYTES = 512
_PIECE_TABLE = 2
_NARROW = 1 << 30
_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the upper three bits of its property; 0: its first byte says. Source: Sprm."""
_DEFINE_TABLE, _CHANGE_TABS = 0xD608, 0xC615
_VANISH, _DELETED, _SYMBOL = 0x083C, 0x0800, 0x6A09
_HUGE = (0x6645, 0x6646)
_IN_TABLE, _ROW_END, _OUTLINE, _LIST = 0x2416, 0x2417, 0x2640, 0x460B
_HEADINGS, _TITLE, _BODY_LEVEL = range(1, 10), 62, 9
_STYLE_STEPS = 10
_WIDE_CHARACTER = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Fib:
    """The beginning of a DOC, with the streams it points into. Source: Fib, FibBase.

    Attributes:
        main: the stream that begins with it and holds the text.
        table, data: the streams of the tables and of what was too large for them.
        version: 193 and more for Word 97 and later.
        quick: saved in pieces (Word 6 and 95; later ones always are).
        language: of the program that wrote it, a Windows language id.
    """

    main: bytes
    table: bytes
    data: bytes
    version: int
    quick: bool
    language: int

    @property
    def old(self) -> bool:
        """Word 6 or 95: the same idea with other places."""
        return self.version < _FIRST_97

    def number(self, place: int) -> int:
        """The number (32 bits, not negative) that stands at a byte of it."""
        (found,) = struct.unpack_from("<i", self.main, place)
        return max(0, int(found))

    def part(self, index: int) -> bytes:
        """A table by its place in the list of places; empty when it is not there. Source: FibRgFcLcb97."""
        start = _FIB_BYTES + 8 * index
        if start + 8 > len(self.main):
            return b""
        place, length = struct.unpack_from("<II", self.main, start)
        return self.table[place : place + length]


def fib(container: Container) -> Fib:
    """The beginning of a DOC.

    Raises:
        DocumentProtected: it is encrypted.
        DocumentDamaged: it is cut off or something else.
    """
    main = container.stream("WordDocument")
    if container.names() & _PROTECTED_NAMES:
        raise DocumentProtected
    if len(main) < _FIB_BYTES or main[1] != 0xA5:
        raise DocumentDamaged(reason="it does not begin like a DOC")
    version, language, flags = struct.unpack_from("<2xH2xH2xH", main)
    if flags & _ENCRYPTED:
        raise DocumentProtected
    table = container.stream("1Table" if flags & _SECOND_TABLE else "0Table")
    return Fib(main, table, container.stream("Data"), version, bool(flags & _COMPLEX), language)


# --- text ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: units `start` to `end` stand at byte `place`, one or two bytes each."""

    start: int
    end: int
    place: int
    width: int


def pieces(clx: bytes, *, old: bool = False) -> list[Piece]:
    """The pieces of the text in order. Source: Clx, Pcd, FcCompressed, PlcPcd.

    Raises:
        DocumentDamaged: the table of them is broken.
    """
    at = 0
    try:
        while clx[at] != _PIECE_TABLE:
            if clx[at] != 1:
                raise DocumentDamaged(reason="the table of its text is broken")
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        (length,) = struct.unpack_from("<I", clx, at + 1)
    except (IndexError, struct.error) as error:
        raise DocumentDamaged(reason="the table of its text is broken") from error
    plc = clx[at + 5 : at + 5 + length]
    found: list[Piece] = []
    for start, end, descriptor in zip(*_plc(plc, 8), strict=False):
        (place,) = struct.unpack_from("<I", descriptor, 2)
        if end < start:
            raise DocumentDamaged(reason="the table of its text is broken")
        if old:
            found.append(Piece(start, end, place, 1))
        elif place & _NARROW:
            found.append(Piece(start, end, (place & (_NARROW - 1)) // 2, 1))
        else:
            found.append(Piece(start, end, place & (_NARROW - 1), 2))
    return found


def positions(plc: bytes, item_bytes: int) -> list[int]:
    """The positions of a PLC, whose items have so many bytes each. Source: PLC."""
    count = max(0, (len(plc) - 4) // (4 + item_bytes))
    return list(struct.unpack_from(f"<{count + 1}I", plc)) if len(plc) >= 4 else []


def _plc(plc: bytes, item_bytes: int) -> tuple[list[int], list[int], list[bytes]]:
    """Beginnings, ends and items of a PLC."""
    found = positions(plc, item_bytes)
    first = 4 * len(found)
    items = [plc[first + item_bytes * n : first + item_bytes * (n + 1)] for n in range(len(found) - 1)]
    return found[:-1], found[1:], items


def text_of(
    parts: list[Piece], main: bytes, codec: str, replaced: "Runs", limit: int, clock: Clock
) -> str:
    """The text of the pieces, up to about `limit` units, as it is shown.

    Raises:
        DocumentDamaged: a piece lies outside the file.
        TookTooLong: the limit is passed.
    """
    made: list[str] = []
    length = 0
    for piece in parts:
        clock.check()
        if length > limit:
            break
        end = piece.place + (piece.end - piece.start) * piece.width
        if end > len(main):
            raise DocumentDamaged(reason="a piece of its text lies outside the file")
        text = _units(main[piece.place : end], codec if piece.width == 1 else "utf-16-le")
        at = 0
        for start, stop, letter in replaced.within(piece.place, end):
            first, last = ((place - piece.place) // piece.width for place in (start, stop))
            made += [text[at:first], (letter.decode() or GAP) * (last - first)]
            at = last
        made.append(text[at:])
        length += len(text)
    return "".join(made)


def _units(data: bytes, codec: str) -> str:
    if codec != "utf-16-le":
        return data.decode(codec, "replace")
    return _WIDE_CHARACTER.sub(rf"\g<0>{GAP}", data.decode(codec, "surrogatepass"))


# --- looks --------------------------------------------------------------------------------------------------


class Runs:
    """Stretches of bytes of the text, each with the properties that differ from its style."""

    def __init__(self, found: list[tuple[int, int, bytes]]) -> None:
        self._runs = sorted(found)
        self._starts = [start for start, _, _ in self._runs]

    def at(self, place: int) -> bytes | None:
        """The properties at a byte of the text; None when nothing says."""
        index = bisect_right(self._starts, place) - 1
        return self._runs[index][2] if index >= 0 and place < self._runs[index][1] else None

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The runs between two bytes of the text, cut to them, none over another."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._runs) and self._runs[index][0] < end:
            first, last, properties = self._runs[index]
            first, last = max(first, start), min(last, end)
            if first < last:
                yield first, last, properties
                start = last
            index += 1


def replaced_runs(fib: Fib, clock: Clock) -> Runs:
    """What of the text is shown otherwise, each with the UTF-8 of the letter that is shown, empty when none is.

    Hidden and deleted text, and letters of the font "Symbol".

    Raises:
        TookTooLong: the limit is passed.
    """
    symbols = _symbol_fonts(fib.part(_FONTS))
    found: list[tuple[int, int, bytes]] = []
    for start, end, properties in _looks(fib, _CHARACTER_LOOKS, clock, item_bytes=1):
        given = dict(_properties(properties))
        if any(given.get(sprm, b"\0")[:1] == b"\x01" for sprm in (_VANISH, _DELETED)):
            found.append((start, end, b""))
        elif len(given.get(_SYMBOL, b"")) == 4:
            font, code = struct.unpack("<HH", given[_SYMBOL])
            found.append((start, end, symbol_font.letter(code).encode() if font in symbols else b""))
    return Runs(found)


def _symbol_fonts(table: bytes) -> frozenset[int]:
    """The numbers of the fonts called "Symbol". Source: SttbfFfn, FFN."""
    found: set[int] = set()
    at = 4
    for number in range(int.from_bytes(table[:2], "little")):
        if at >= len(table):
            break
        if table[at + 40 : at + 1 + table[at]].startswith(_SYMBOL_NAME):
            found.add(number)
        at += 1 + table[at]
    return frozenset(found)


def paragraph_runs(fib: Fib, clock: Clock) -> Runs:
    """The properties of the paragraphs, the number of the style in front.

    Raises:
        TookTooLong: the limit is passed.
    """
    return Runs(list(_looks(fib, _PARAGRAPH_LOOKS, clock, item_bytes=13)))


def _looks(fib: Fib, index: int, clock: Clock, *, item_bytes: int) -> Iterator[tuple[int, int, bytes]]:
    """The runs on the pages of looks: of characters (one byte each) or paragraphs. Source: ChpxFkp, PapxFkp.

    Raises:
        TookTooLong: the limit is passed.
    """
    numbers = {int.from_bytes(item, "little") & 0x3FFFFF for item in _plc(fib.part(index), 4)[2]}
    for number in sorted(numbers):
        clock.check()
        page = fib.main[number * _PAGE_BYTES : (number + 1) * _PAGE_BYTES]
        count = page[-1] if len(page) == _PAGE_BYTES else 0
        if 4 * (count + 1) + item_bytes * count >= _PAGE_BYTES:
            continue
        places = struct.unpack_from(f"<{count + 1}I", page) if count else ()
        for run in range(count):
            offset = 2 * page[4 * (count + 1) + item_bytes * run]
            yield places[run], places[run + 1], _grpprl(page, offset, words=item_bytes > 1) if offset else b""


def _grpprl(page: bytes, offset: int, *, words: bool) -> bytes:
    """Properties with their length in front: in bytes, or in words less one. Source: Chpx, PapxInFkps."""
    length = page[offset]
    if words and not length:
        offset, length = offset + 1, 2 * page[offset + 1] if offset + 1 < len(page) else 0
    elif words:
        length = 2 * length - 1
    return page[offset + 1 : offset + 1 + length]


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Property and operand, one after the other. Source: Prl, Sprm."""
    at = 0
    while at + 2 < len(data):
        (sprm,) = struct.unpack_from("<H", data, at)
        size = _OPERANDS[sprm >> 13]
        at += 2
        if sprm == _CHANGE_TABS and data[at] == 255:
            return  # it does not say how long it is
        if sprm == _DEFINE_TABLE:
            size = int.from_bytes(data[at : at + 2], "little") + 1
        elif not size:
            size = data[at] + 1
        yield sprm, data[at : at + size]
        at += size


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is: a heading of that level (0: none), in a table, the end of a row, an item of a list."""

    level: int = 0
    in_table: bool = False
    row_end: bool = False
    listed: bool = False


def look(properties: bytes | None, levels: list[int], data: bytes) -> Look:
    """What a paragraph is, by its properties, the levels of the styles and the stream of large properties."""
    if properties is None:
        return Look()
    style = int.from_bytes(properties[:2], "little")
    given = dict(_properties(properties[2:]))
    for sprm in _HUGE:
        if sprm in given:
            place = int.from_bytes(given[sprm], "little")
            length = int.from_bytes(data[place : place + 2], "little")
            given |= dict(_properties(data[place + 2 : place + 2 + length]))
    level = levels[style] if style < len(levels) else 0
    if _OUTLINE in given:
        outline = int.from_bytes(given[_OUTLINE], "little")
        level = outline + 1 if outline < _BODY_LEVEL else 0
    in_table, row_end = (given.get(sprm, b"\0")[:1] == b"\x01" for sprm in (_IN_TABLE, _ROW_END))
    return Look(level, in_table, row_end, any(given.get(_LIST, b"")))


def style_levels(stylesheet: bytes) -> list[int]:
    """The level of the headings that each style makes, or the style it is based on. Source: STSH, Stdf."""
    kinds: list[int] = []
    bases: list[int] = []
    at = 2 + int.from_bytes(stylesheet[:2], "little")
    count = int.from_bytes(stylesheet[2:4], "little")
    while at + 2 <= len(stylesheet) and len(kinds) < count:
        length = int.from_bytes(stylesheet[at : at + 2], "little")
        style = stylesheet[at + 2 : at + 2 + length]
        kinds.append(int.from_bytes(style[:2], "little") & 0xFFF)
        bases.append(int.from_bytes(style[2:4], "little") >> 4)
        at += 2 + length + length % 2
    return [_level(kinds, bases, style) for style in range(len(kinds))]


def _level(kinds: list[int], bases: list[int], style: int) -> int:
    for _ in range(_STYLE_STEPS):
        if style >= len(kinds):
            return 0
        if kinds[style] in _HEADINGS:
            return kinds[style]
        if kinds[style] == _TITLE:
            return 1
        style = bases[style]
    return 0
