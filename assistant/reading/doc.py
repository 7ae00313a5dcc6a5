"""DOC (Word 97 to 2003, and the text of Word 6 and 95): paragraphs, headings, tables, notes and text boxes.

Text is as DOCX gives it: fields show their result, footnotes and comments follow the paragraph that they hang on,
deleted and hidden text, headers and footers are left out. Text boxes stand at the end.

Source: MS-DOC; the names are those of its structures.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from assistant.errors import DocumentDamaged
from assistant.reading import doc_parts, encoding, guards, plain
from assistant.reading.doc_parts import GAP, Fib, Look, Piece, Runs
from assistant.reading.layout import Layout
from assistant.reading.ole import Container
from assistant.reading.rtf_words import charset_page
from assistant.reading.source import Clock, Content, Source
from assistant.records import Heading, Label, Page, Reason

_LENGTHS = (76, 80, 84, 92, 96, 100)
"""Where the lengths of text, footnotes, headers, comments, endnotes and text boxes stand. Source: FibRgLw97."""
_OLD_LENGTHS = (52, 56, 60, 64, 68, 72, 76)
"""The same in Word 6 and 95, with the macros before the comments; the text itself starts at 24, its fonts at
208, the table of its pieces at 352. Source: the FIB of "Microsoft Word 6.0 Binary File Format"."""
_OLD_TEXT, _OLD_FONTS, _OLD_PIECES = 24, 208, 352
_ONE_BYTE = frozenset(("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"))
_MORE_BYTES = frozenset(("cp932", "cp949", "gb18030", "big5", "johab"))
_STYLES, _PIECES, _OWNERS = 1, 33, 36
_NOTES = (("", 2, 3, 2, 1), ("Comment", 4, 5, 30, 3), ("", 46, 47, 2, 4))
"""Kind of note, its tables of places and of texts, bytes of an item of the first, its part of the text."""
_TEXT_BOXES = 5

_FIELD_MARKS = re.compile("[\x13\x14\x15]")
_ENDS = re.compile("[\r\x07\x0c]")
_CELL_END = "\x07"
_SHOWN = {**dict.fromkeys((0, 1, 2, 3, 4, 5, 8, 0x13, 0x14, 0x15, 0x1F)), 0x0B: "\n", 0x0E: "\n", 0x1E: "-"}
"""Signs with a meaning of their own: pictures, marks of notes and fields, line breaks, hyphens. Source: "Special
Characters" (sprmCFSpec)."""
_CHECK_EVERY = 1_000
_SAMPLE_BYTES = 65_536


def read(source: Source) -> Content:
    """A DOC as one page.

    Raises:
        DocumentDamaged: its container or its tables are broken.
        DocumentProtected: it is encrypted.
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    container = Container(source.read(source.size))
    fib = doc_parts.fib(container)
    text, headings, whole = _old(fib, source) if fib.old else _new(fib, source)
    return Content(container.title(), 1, _parts(source, text, headings, whole=whole))


def _parts(source: Source, text: str, headings: tuple[Heading, ...], *, whole: bool) -> Iterator[Page | Reason]:
    yield Page(1, Label("file"), text, headings)
    if not whole:
        yield plain.too_large(source)


def _new(fib: Fib, source: Source) -> tuple[str, tuple[Heading, ...], bool]:
    """Text, headings and whether that is all.

    Raises:
        DocumentDamaged: its tables are broken.
        TookTooLong: the limit is passed.
    """
    clock = source.clock
    pieces = doc_parts.pieces(fib.part(_PIECES))
    replaced = doc_parts.replaced_runs(fib, clock)
    text = doc_parts.text_of(pieces, fib.main, "cp1252", replaced, source.limit_bytes, clock)
    ends = list(accumulate(fib.number(place) for place in _LENGTHS))
    stories = [_results(text[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
    looks = _Looks(fib, pieces, clock)
    written = _Writer(looks, _notes(fib, stories))
    written.story(stories[0], 0, clock)
    written.story(stories[_TEXT_BOXES], ends[_TEXT_BOXES - 1], clock)
    made, headings = written.layout.result()
    return made, headings, len(text) <= source.limit_bytes


def _old(fib: Fib, source: Source) -> tuple[str, tuple[Heading, ...], bool]:
    """The text of a Word 6 or 95 file, its looks left aside.

    Raises:
        DocumentDamaged: its tables are broken.
        TookTooLong: the limit is passed.
    """
    if len(fib.main) < _OLD_PIECES + 8:
        raise DocumentDamaged(reason="it is cut off")
    ends = list(accumulate(fib.number(place) for place in _OLD_LENGTHS))
    if fib.quick:
        place = fib.number(_OLD_PIECES)
        pieces = doc_parts.pieces(fib.main[place : place + fib.number(_OLD_PIECES + 4)], old=True)
    else:
        pieces = [Piece(0, min(ends[-1], len(fib.main) - fib.number(_OLD_TEXT)), fib.number(_OLD_TEXT), 1)]
    start = fib.number(_OLD_TEXT)
    sample = fib.main[start : start + min(ends[-1], _SAMPLE_BYTES)].translate(None, bytes(range(9)))
    codec = encoding.encoding_of(sample, _old_codec(fib))
    text = doc_parts.text_of(pieces, fib.main, codec, Runs([]), source.limit_bytes, source.clock)
    written = _Writer(None, {})
    for start, end in ((0, ends[0]), (ends[0], ends[1]), (ends[3], ends[-1])):  # without headers and macros
        written.story(_results(text[start:end]), start, source.clock)
    made, headings = written.layout.result()
    return made, headings, len(text) <= source.limit_bytes


def _old_codec(fib: Fib) -> str:
    """The code page that the fonts of a Word 6 or 95 file are for; "" when they are for one of several bytes."""
    place = fib.number(_OLD_FONTS)
    table = fib.main[place : place + fib.number(_OLD_FONTS + 4)]
    pages: set[str] = set()
    at = 2
    while at + 5 <= len(table):
        pages.add(charset_page(table[at + 4]))
        at += 1 + table[at]
    return next(iter(sorted(pages & _ONE_BYTE)), "" if pages & _MORE_BYTES else "cp1252")


# --- fields and notes ---------------------------------------------------------------------------------------


def _results(text: str) -> str:
    """The text with gaps for the codes of fields: a field shows its result. Source: Plcfld."""
    begun: list[tuple[int, int]] = []  # where it begins, where its code ends
    codes: list[tuple[int, int]] = []
    for mark in _FIELD_MARKS.finditer(text):
        if mark.group() == "\x13":
            begun.append((mark.start(), 0))
        elif begun and mark.group() == "\x14":
            begun[-1] = begun[-1][0], begun[-1][1] or mark.start()
        elif begun:
            start, end = begun.pop()
            codes.append((start, end or mark.start()))
    made: list[str] = []
    at = 0
    for start, end in sorted(codes):
        if end > at:
            made += [text[at:start], GAP * (end - max(at, start))]
            at = end
    return "".join((*made, text[at:]))


def _notes(fib: Fib, stories: list[str]) -> Mapping[int, list[str]]:
    """Position in the text -> the notes that hang there. Source: PlcffndRef, PlcffndTxt, PlcfandRef, ATRDPre10."""
    notes: dict[int, list[str]] = {}
    owners = _owners(fib.part(_OWNERS))
    for kind, places, texts, item_bytes, story in _NOTES:
        table = fib.part(places)
        found = doc_parts.positions(table, item_bytes)[:-1]
        ends = doc_parts.positions(fib.part(texts), 0)
        first = 4 * (len(found) + 1)
        for number, (place, start, end) in enumerate(zip(found, ends, ends[1:], strict=False)):
            text = " ".join(_shown(stories[story][start:end].replace("\r", " ")).split())
            if kind:
                owner = int.from_bytes(table[first + item_bytes * number + 20 :][:2], "little")
                author = owners[owner] if owner < len(owners) else ""
                text = text and f"{kind} by {author}: {text}" if author else f"{kind}: {text}"
            if text:
                notes.setdefault(place, []).append(text)
    return notes


def _owners(data: bytes) -> list[str]:
    """The authors of comments, by number. Source: GrpXstAtnOwners in FibRgFcLcb97, Xst."""
    names: list[str] = []
    at = 0
    while at + 2 <= len(data):
        end = at + 2 + 2 * int.from_bytes(data[at : at + 2], "little")
        names.append(" ".join(guards.clean(data[at + 2 : end].decode("utf-16-le", "replace")).split()))
        at = end
    return names


def _shown(text: str) -> str:
    return guards.clean(text.translate(_SHOWN))


# --- paragraphs and tables ----------------------------------------------------------------------------------


class _Looks:
    """What the paragraphs are, by their place in the text."""

    def __init__(self, fib: Fib, pieces: list[Piece], clock: Clock) -> None:
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._runs = doc_parts.paragraph_runs(fib, clock)
        self._levels = doc_parts.style_levels(fib.part(_STYLES))
        self._data = fib.data

    def at(self, position: int) -> Look:
        """The look of the paragraph that ends at a position."""
        piece = self._pieces[bisect_right(self._starts, position) - 1]
        place = piece.place + (position - piece.start) * piece.width
        return doc_parts.look(self._runs.at(place), self._levels, self._data)


@dataclass
class _Writer:
    """Lays the paragraphs out.

    Attributes:
        looks: what they are; None when nothing says: then the end of a row is told by two marks in a row.
        notes: what hangs on a position of the text.
    """

    looks: _Looks | None
    notes: Mapping[int, list[str]]
    layout: Layout = field(default_factory=Layout)
    _cell: list[str] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)

    def story(self, text: str, start: int, clock: Clock) -> None:
        """Add a part of the text that begins at a position.

        Raises:
            TookTooLong: the limit is passed.
        """
        hung = sorted(self.notes)
        begun = 0
        for count, end in enumerate(_ENDS.finditer(text)):
            if count % _CHECK_EVERY == 0:
                clock.check()
            first, last = (bisect_left(hung, start + place) for place in (begun, end.end()))
            notes = [note for place in hung[first:last] for note in self.notes[place]]
            self._add(_shown(text[begun : end.start()]).strip(), end.group(), self._look(text, start, end), notes)
            begun = end.end()
        self._add(_shown(text[begun:]).strip(), "\r", Look(), [])

    def _look(self, text: str, start: int, end: re.Match[str]) -> Look:
        if self.looks is not None:
            return self.looks.at(start + end.start())
        in_table = end.group() == _CELL_END
        return Look(in_table=in_table, row_end=in_table and text[end.start() - 1 : end.start()] == _CELL_END)

    def _add(self, text: str, end: str, look: Look, notes: list[str]) -> None:
        """A paragraph, then the notes that hang on it."""
        if end == _CELL_END and look.row_end:
            self._end_row()
        elif end == _CELL_END or look.in_table:
            self._cell += [piece for piece in (text, *notes) if piece]
            if end == _CELL_END:
                self._cells.append("\n\n".join(self._cell))
                self._cell.clear()
        else:
            self._end_row()
            if look.level:
                self.layout.heading(text, look.level)
            elif look.listed:
                self.layout.item(text)
            else:
                self.layout.paragraph(text)
            for note in notes:
                self.layout.paragraph(note)

    def _end_row(self) -> None:
        if self._cell:  # a table that is cut off
            self._cells.append("\n\n".join(self._cell))
        self.layout.row(self._cells)
        self._cell.clear()
        self._cells = []
