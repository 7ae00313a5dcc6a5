"""DOCX: paragraphs, headings, tables, text boxes and notes, read event by event from the zip's XML.

kreuzberg 4.10.4 was tried first. It loses every character written as an entity ("R&D" comes as "RD"), tabs, and the
paragraph around a text box; a quote must be verbatim, so the standard library's expat reads it here. Nothing is
kept but the text, so that neither depth nor size of the XML costs memory.

Text is as it stands once all tracked changes are accepted; comments follow the paragraph that they hang on. Left
out: headers and footers (the same on every page), deleted and hidden text, field codes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from zipfile import ZipFile

from assistant.reading import guards, symbol_font
from assistant.reading.layout import Layout
from assistant.reading.ooxml import COMPATIBILITY, core_title, main_part, value
from assistant.reading.source import Clock, Content, Source
from assistant.reading.xml_events import Attributes, nothing, parse, until
from assistant.records import Heading, Label, Page, Reason

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
"""Source: ECMA-376, part 1 (strict: purl.oclc.org); both spellings of a namespace mean the same."""

_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_TITLE_NAMES = ("title",)
_BASED_ON_STEPS = 10


def read(source: Source) -> Content:
    """A DOCX file as one page.

    Raises:
        DocumentDamaged: its container or its XML is broken, or it is no DOCX.
        DocumentProtected: its parts are encrypted.
        TookTooLong: the limit is passed.
    """
    archive = guards.open_zip(source.file)
    names = frozenset(archive.namelist())
    main = main_part(archive, "word/document.xml", source.clock)
    folder = PurePosixPath(main).parent
    levels = _heading_levels(archive, names, str(folder / "styles.xml"), source.clock)
    notes: dict[str, str] = {}
    for kind in ("footnote", "endnote", "comment"):
        notes |= _notes(archive, names, str(folder / f"{kind}s.xml"), kind, source)
    title = core_title(archive, source.clock)
    return Content(title, 1, _parts(archive, main, _Body(levels, notes, source.limit_bytes), source))


def _parts(archive: ZipFile, main: str, body: "_Body", source: Source) -> Iterator[Page | Reason]:
    slices = until(guards.member_slices(archive, main), lambda: body.full)
    parse(slices, body.start, body.end, body.characters, source.clock)
    text, headings = body.result()
    yield Page(1, Label("file"), text, headings)
    if body.full:
        yield Reason("TooLarge", {"limit_mb": source.limit_bytes // 1_000_000})


# --- the small parts ----------------------------------------------------------------------------------------


@dataclass
class _Style:
    name: str = ""
    based_on: str = ""
    level: int | None = None


def _heading_levels(archive: ZipFile, names: frozenset[str], part: str, clock: Clock) -> dict[str, int]:
    """Style id -> level from 1, for the styles that make a paragraph a heading, by themselves or by inheritance."""
    if part not in names:
        return {}
    styles: dict[str, _Style] = {}
    now = _Style()

    def start(name: str, attributes: Attributes) -> None:
        nonlocal now
        word = _word_name(name)
        if word == "style":
            now = styles.setdefault(value(attributes, "styleId"), _Style())
        elif word == "name":
            now.name = value(attributes, "val")
        elif word == "basedOn":
            now.based_on = value(attributes, "val")
        elif word == "outlineLvl":
            now.level = _outline_level(attributes)

    parse(guards.member_slices(archive, part), start, nothing, nothing, clock)
    found = {style: _style_level(styles, style) for style in styles}
    return {style: level for style, level in found.items() if level}


def _style_level(styles: dict[str, _Style], style: str) -> int:
    for _ in range(_BASED_ON_STEPS):
        known = styles.get(style)
        if known is None:
            return 0
        named = _HEADING_NAME.fullmatch(known.name)
        if named:
            return int(named.group(1))
        if known.name.lower() in _TITLE_NAMES:
            return 1
        if known.level is not None:
            return known.level
        style = known.based_on
    return 0


def _outline_level(attributes: Attributes) -> int:
    """1 to 9; 0 for body text (outlineLvl 9) and for nonsense."""
    level = value(attributes, "val")
    return int(level) + 1 if level.isascii() and level.isdigit() and len(level) == 1 and level != "9" else 0


def _notes(archive: ZipFile, names: frozenset[str], part: str, kind: str, source: Source) -> dict[str, str]:
    """Note ("footnote 2") -> its text, paragraphs joined by a space; a comment's begins with its author."""
    if part not in names:
        return {}
    notes: dict[str, list[str]] = {}
    prefixes: dict[str, str] = {}
    pieces: list[str] = []
    text = _RunText()

    def start(name: str, attributes: Attributes) -> None:
        nonlocal pieces
        word = _word_name(name)
        if word == kind:
            note = f"{kind} {value(attributes, 'id')}"
            pieces = notes.setdefault(note, [])
            author = " ".join(value(attributes, "author").split())
            prefixes[note] = (f"Comment by {author}: " if author else "Comment: ") if kind == "comment" else ""
        elif word == "p" and pieces:
            pieces.append(" ")
        pieces.append(text.start(word, attributes))

    def end(name: str) -> None:
        text.end(_word_name(name))

    def characters(piece: str) -> None:
        pieces.append(text.characters(piece))

    slices = until(guards.member_slices(archive, part), lambda: text.length > source.limit_bytes)
    parse(slices, start, end, characters, source.clock)
    texts = {note: guards.clean("".join(parts)).strip() for note, parts in notes.items()}
    return {note: guards.clean(prefixes[note]) + text for note, text in texts.items() if text}


# --- the text -----------------------------------------------------------------------------------------------


def _word_name(name: str) -> str:
    """The local name of an element of WordprocessingML; "math t" and "Fallback" for the two others; else ""."""
    space, _, local = name.rpartition("|")
    if space in _WORD:
        return local
    if space in _MATH:
        return f"math {local}"
    return local if space == COMPATIBILITY else ""


_SKIPPED = frozenset(("del", "moveFrom", "Fallback", "rt"))
_SYMBOL_CODE = re.compile("[0-9A-Fa-f]{1,8}")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _symbol(attributes: Attributes) -> str:
    """The letter of `w:sym`: "5 μg" must not become "5 g"; other fonts hold ornaments."""
    code = value(attributes, "char")
    if value(attributes, "font").lower() != "symbol" or not _SYMBOL_CODE.fullmatch(code):
        return ""
    return symbol_font.letter(int(code, 16))


class _RunText:
    """What of the runs can be seen: text and signs, but nothing deleted, hidden or said twice."""

    def __init__(self) -> None:
        self._skipping = 0
        self._reading = False
        self._hidden = False
        self._in_tabs = False
        self.length = 0  # characters that were seen

    @property
    def skipping(self) -> bool:
        """Within something that does not count."""
        return self._skipping > 0

    def start(self, word: str, attributes: Attributes) -> str:
        """An element begins; the text it stands for."""
        if word in _SKIPPED:
            self._skipping += 1
        elif word == "r":
            self._hidden = False
        elif word == "vanish":
            self._hidden = value(attributes, "val") not in ("0", "false", "off")
        elif word == "tabs":  # the tab stops of a paragraph, not tabs in its text
            self._in_tabs = True
        elif word in ("t", "math t"):
            self._reading = True
        elif not (self._skipping or self._hidden or self._in_tabs):
            sign = _symbol(attributes) if word == "sym" else _SIGNS.get(word, "")
            self.length += len(sign)
            return sign
        return ""

    def end(self, word: str) -> None:
        """An element ends."""
        if word in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif word == "tabs":
            self._in_tabs = False
        elif word in ("t", "math t"):
            self._reading = False

    def characters(self, text: str) -> str:
        """The part of the text that can be seen."""
        if not self._reading or self._skipping or self._hidden:
            return ""
        self.length += len(text)
        return text


@dataclass
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    style: str = ""
    level: int | None = None
    listed: bool = False
    notes: list[str] = field(default_factory=list)


class _Body:
    """Handlers for the main part: they fill a layout."""

    def __init__(self, levels: dict[str, int], notes: dict[str, str], limit: int) -> None:
        self.layout = Layout()
        self._levels = levels
        self._notes = notes
        self._limit = limit
        self._runs = _RunText()
        self._paragraphs: list[_Paragraph] = []  # more than one: a text box inside a paragraph
        self._cells: list[list[str]] = []  # of the row being read; a nested table goes into its cell
        self._table_depth = 0

    @property
    def full(self) -> bool:
        """The limit of text is reached."""
        return self._runs.length > self._limit

    def result(self) -> tuple[str, tuple[Heading, ...]]:
        """The text and its headings; what is open where the limit ended the reading is given up to there."""
        while self._paragraphs:
            self._paragraph_end(self._paragraphs.pop())
        self._row_end()
        return self.layout.result()

    def start(self, name: str, attributes: Attributes) -> None:
        """Expat's handler of a start tag."""
        word = _word_name(name)
        sign = self._runs.start(word, attributes)
        if self._runs.skipping:
            return
        if word == "p":
            self._paragraphs.append(_Paragraph())
        elif word in ("tbl", "tr", "tc"):
            self._table_start(word)
        elif self._paragraphs:
            if sign:
                self._paragraphs[-1].pieces.append(sign)
            self._paragraph_property(word, attributes)

    def end(self, name: str) -> None:
        """Expat's handler of an end tag."""
        word = _word_name(name)
        skipping = self._runs.skipping
        self._runs.end(word)
        if skipping:
            return
        if word == "p" and self._paragraphs:
            self._paragraph_end(self._paragraphs.pop())
        elif word == "tr" and self._table_depth == 1:
            self._row_end()
        elif word == "tbl":
            self._table_depth = max(0, self._table_depth - 1)

    def characters(self, text: str) -> None:
        """Expat's handler of text."""
        if self._paragraphs:
            self._paragraphs[-1].pieces.append(self._runs.characters(text))

    def _table_start(self, word: str) -> None:
        if word == "tbl":
            self._table_depth += 1
        elif word == "tr" and self._table_depth == 1:
            self._cells = []
        elif word == "tc" and self._table_depth == 1:
            self._cells.append([])

    def _row_end(self) -> None:
        self.layout.row(["\n\n".join(cell) for cell in self._cells])
        self._cells = []

    def _paragraph_property(self, word: str, attributes: Attributes) -> None:
        paragraph = self._paragraphs[-1]
        if word == "pStyle":
            paragraph.style = value(attributes, "val")
        elif word == "outlineLvl":
            paragraph.level = _outline_level(attributes)
        elif word == "numId":
            paragraph.listed = value(attributes, "val") != "0"
        elif word in ("footnoteReference", "endnoteReference", "commentReference"):
            # Once each: a hundred thousand references to a note of a megabyte are not worth a hundred gigabytes.
            note = self._notes.pop(f"{word.removesuffix('Reference')} {value(attributes, 'id')}", "")
            if note:
                paragraph.notes.append(note)

    def _paragraph_end(self, paragraph: _Paragraph) -> None:
        """A paragraph, then the notes it refers to: who finds one wants the other."""
        text = guards.clean("".join(paragraph.pieces))
        if self._table_depth and self._cells:
            self._cells[-1].extend(piece for piece in (text.strip(), *paragraph.notes) if piece)
            return
        level = self._levels.get(paragraph.style, 0) if paragraph.level is None else paragraph.level
        if level:
            self.layout.heading(text, level)
        elif paragraph.listed:
            self.layout.item(text)
        else:
            self.layout.paragraph(text)
        for note in paragraph.notes:
            self.layout.paragraph(note)
