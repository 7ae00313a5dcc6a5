"""RTF: paragraphs, headings, lists, tables and footnotes as a person sees them.

The file is read control word by control word; only the state of the open groups is kept. Left out, as in DOCX:
headers and footers, comments, hidden and deleted text, field codes; pictures and embedded objects.

Source: Rich Text Format (RTF) Specification, version 1.9.1.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from assistant.errors import DocumentDamaged
from assistant.reading import guards, plain
from assistant.reading.layout import Layout
from assistant.reading.rtf_words import KNOWN_IGNORABLE, SIGNS, SKIPPED, charset_page, code_page
from assistant.reading.source import Content, Source
from assistant.records import Heading, Label, Page, Reason

_BEGINNING = re.compile(rb"\s*\{\s*\\rtf")
_TOKEN = re.compile(
    r"\\(?:'(?P<byte>[0-9A-Fa-f]{2})|(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})?[ ]?|(?P<sign>[^A-Za-z]))"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n\0]+)"
)
_CHECK_EVERY = 10_000
_FILE_BYTES = 100 << 20
"""More of a file is not read: what is larger is pictures, written as digits."""
_HEADING_STYLE = re.compile(r"heading ([1-9])|title", re.IGNORECASE)
_BODY_LEVEL = 9
_BODY, _NOTE, _STYLE, _FONT, _INFO, _TITLE = "body", "note", "style", "font", "info", "title"
_TARGETS = {"footnote": _NOTE, "shptxt": _NOTE, "stylesheet": _STYLE, "fonttbl": _FONT, "info": _INFO}
"""A text box is read like a note: behind the paragraph it hangs on."""
_DOCUMENT_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group and ends with it.

    Attributes:
        target: what the text belongs to.
        skips: the text is not the document's.
        twice: within a group that says the same once without and once with Unicode.
        hidden: the words that hide the text.
        font: its number, None for the document's default.
        fallback: how many characters stand behind a `u` for readers that do not know it.
    """

    target: str = _BODY
    skips: bool = False
    twice: bool = False
    hidden: frozenset[str] = frozenset()
    font: int | None = None
    fallback: int = 1


@dataclass
class _Paragraph:
    level: int = 0
    style: int = 0
    in_table: bool = False
    listed: bool = False


@dataclass
class _Fonts:
    """Code pages: the document's, those of its fonts."""

    document: str = "cp1252"
    default: int = 0
    reading: int = 0
    pages: dict[int, str] = field(default_factory=dict)

    def page(self, font: int | None) -> str:
        """The codec of the text in a font."""
        return self.pages.get(self.default if font is None else font) or self.document


def read(source: Source) -> Content:
    """An RTF file as one page.

    Raises:
        DocumentDamaged: it does not begin like one.
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    if not _BEGINNING.match(source.head):
        raise DocumentDamaged(reason="it does not begin like an RTF")
    reader = _Reader()
    whole = source.size <= _FILE_BYTES
    for count, token in enumerate(_tokens(source.read(_FILE_BYTES).decode("latin-1"))):
        if count % _CHECK_EVERY == 0:
            source.clock.check()
        reader.take(token)
        if reader.layout.length > source.limit_bytes:
            whole = False
            break
    text, headings = reader.finished()
    return Content(guards.title(reader.title), 1, _parts(source, text, headings, whole=whole))


def _parts(source: Source, text: str, headings: tuple[Heading, ...], *, whole: bool) -> Iterator[Page | Reason]:
    yield Page(1, Label("file"), text, headings)
    if not whole:
        yield plain.too_large(source)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """The tokens in order; raw data behind a `bin` is stepped over."""
    position = 0
    while (token := _TOKEN.search(text, position)) is not None:
        position = token.end()
        yield token
        if token["word"] == "bin":
            position += max(0, int(token["number"] or 0))


class _Reader:
    """Takes the tokens one by one and fills a layout."""

    def __init__(self) -> None:
        self.layout = Layout()
        self._state = _State()
        self._outer: list[_State] = []
        self._fonts = _Fonts()
        self._first = False  # the next word names the group
        self._ignorable = False
        self._to_skip = 0  # characters behind a `u`
        self._bytes = bytearray()  # text in a code page, as long as it goes on
        self._units = bytearray()  # UTF-16, likewise
        self._pieces: dict[str, list[str]] = {target: [] for target in (_BODY, _NOTE, _STYLE, _FONT, _INFO, _TITLE)}
        self._paragraph = _Paragraph()
        self._notes: list[str] = []
        self._cell: list[str] = []
        self._cells: list[str] = []
        self._style = 0
        self._levels: dict[int, int] = {}
        self._actions: dict[str, Callable[[int | None], None]] = {
            "par": self._end_paragraph, "sect": self._end_paragraph, "page": self._end_paragraph,
            "cell": self._end_cell, "nestcell": self._end_paragraph, "row": self._end_row,
            "pard": self._reset, "plain": self._plain, "intbl": self._in_table, "outlinelevel": self._outline,
            "s": self._use_style, "u": self._unicode, "uc": self._set_fallback, "f": self._use_font,
            "deff": self._default_font, "fcharset": self._font_charset, "cpg": self._font_page,
            "ansicpg": self._document_page,
        }  # fmt: skip

    @property
    def title(self) -> str:
        """The document's own title."""
        return "".join(self._pieces[_TITLE])

    def finished(self) -> tuple[str, tuple[Heading, ...]]:
        """The text and its headings; to be called once."""
        self._flush()
        self._end_paragraph(None)
        if self._cell or self._cells:
            self._end_cell(None)
            self._end_row(None)
        return self.layout.result()

    def take(self, token: re.Match[str]) -> None:
        """The next token."""
        if token["text"] is not None:
            self._characters(token["text"])
        elif token["byte"] is not None:
            self._characters(chr(int(token["byte"], 16)))
        elif token["word"] is not None:
            self._word(token["word"], None if token["number"] is None else int(token["number"]))
        elif token["brace"] is not None:
            self._brace(token["brace"])
        else:
            self._sign(token["sign"])

    # --- groups

    def _brace(self, brace: str) -> None:
        self._flush()
        self._to_skip = 0
        self._ignorable = False
        self._first = brace == "{"
        if self._first:
            self._outer.append(self._state)
        elif self._outer:
            inner, self._state = self._state, self._outer.pop()
            self._end_group(inner)

    def _end_group(self, inner: _State) -> None:
        if inner.target == _STYLE:
            self._name_style()
        elif inner.target == _NOTE and self._state.target != _NOTE:
            note = guards.clean("".join(self._pieces[_NOTE])).strip()
            self._pieces[_NOTE].clear()
            if note:
                self._notes.append(note)

    def _name_style(self) -> None:
        name = "".join(self._pieces[_STYLE]).strip("; ")
        self._pieces[_STYLE].clear()
        found = _HEADING_STYLE.fullmatch(name)
        if found:
            self._levels[self._style] = int(found.group(1) or 1)

    def _name_group(self, word: str) -> None:
        """The first word of a group says what its text is."""
        state = self._state
        if word in ("listtext", "pntext"):
            self._paragraph.listed = True
        if word == "ud" and state.twice:
            self._state = replace(state, skips=False, twice=False)
        elif word == "title" and state.target == _INFO:
            self._state = replace(state, target=_TITLE, skips=False)
        elif word in SKIPPED or (self._ignorable and word not in KNOWN_IGNORABLE):
            twice = word == "upr" and not state.skips
            self._state = replace(state, skips=True, twice=twice, target=_TARGETS.get(word, state.target))
        elif word in _TARGETS:
            self._state = replace(state, target=_TARGETS[word])

    # --- characters

    def _characters(self, text: str) -> None:
        """Text in a code page, each character one byte."""
        self._first = False
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        if not text or self._state.skips:
            return
        if self._units:
            self._flush()
        self._bytes += text.encode("latin-1")

    def _unicode(self, number: int | None) -> None:
        if not self._state.skips:
            if self._bytes:
                self._flush()
            self._units += ((number or 0) & 0xFFFF).to_bytes(2, "little")
        self._to_skip = self._state.fallback

    def _flush(self) -> None:
        """What was gathered becomes text."""
        if self._bytes:
            self._emit(self._bytes.decode(self._fonts.page(self._state.font), "replace"))
            self._bytes.clear()
        if self._units:
            self._emit(self._units.decode("utf-16-le", "replace"))
            self._units.clear()

    def _emit(self, text: str) -> None:
        if not self._state.skips and not self._state.hidden:
            self._pieces[self._state.target].append(text.replace("\ufeff", ""))

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._ignorable = self._first
        elif sign in "\\{}":
            self._characters(sign)
        elif sign in "\r\n":
            self._word("par", None)
        elif sign in SIGNS:
            self._word(sign, None)

    def _word(self, word: str, number: int | None) -> None:
        if self._to_skip and word in SIGNS:
            self._to_skip -= 1
            return
        if word != "u":
            self._flush()
        if self._first:
            self._first = False
            self._name_group(word)
        self._to_skip = 0
        if word in self._actions:
            self._actions[word](number)
        elif word in SIGNS:
            self._emit(SIGNS[word])
        elif word in ("v", "deleted"):
            hidden = self._state.hidden
            self._state = replace(self._state, hidden=hidden - {word} if number == 0 else hidden | {word})
        elif word in _DOCUMENT_PAGES:
            self._fonts.document = _DOCUMENT_PAGES[word]

    # --- paragraphs and tables

    def _end_paragraph(self, _: int | None) -> None:
        state = self._state
        if state.target != _BODY or state.skips:
            self._emit("\n\n")
            return
        text = guards.clean("".join(self._pieces[_BODY])).strip(" \n")
        self._pieces[_BODY].clear()
        paragraph = self._paragraph
        notes, self._notes = self._notes, []
        if paragraph.in_table:
            self._cell.extend(piece for piece in (text, *notes) if piece.strip())
            return
        if self._cells:
            self._end_row(None)
        level = paragraph.level or self._levels.get(paragraph.style, 0)
        if level:
            self.layout.heading(text, level)
        elif paragraph.listed:
            self.layout.item(text)
        else:
            self.layout.paragraph(text)
        paragraph.listed = False
        for note in notes:
            self.layout.paragraph(note)

    def _end_cell(self, _: int | None) -> None:
        if self._state.target == _BODY and not self._state.skips:
            self._paragraph.in_table = True
            self._end_paragraph(None)
            self._cells.append("\n\n".join(self._cell))
            self._cell.clear()
        else:
            self._emit("\t")

    def _end_row(self, _: int | None) -> None:
        if self._state.target == _BODY and not self._state.skips:
            self.layout.row(self._cells)
            self._cells = []

    def _reset(self, _: int | None) -> None:
        if self._state.target == _BODY:
            self._paragraph = _Paragraph()

    def _in_table(self, number: int | None) -> None:
        self._paragraph.in_table = number != 0

    def _outline(self, number: int | None) -> None:
        level = number + 1 if number is not None and 0 <= number < _BODY_LEVEL else 0
        if self._state.target == _STYLE:
            self._levels.setdefault(self._style, level)
        else:
            self._paragraph.level = level

    def _use_style(self, number: int | None) -> None:
        if self._state.target == _STYLE:
            self._style = number or 0
        elif self._state.target == _BODY:
            self._paragraph.style = number or 0

    # --- fonts and code pages

    def _plain(self, _: int | None) -> None:
        self._state = replace(self._state, hidden=frozenset(), font=None)

    def _set_fallback(self, number: int | None) -> None:
        self._state = replace(self._state, fallback=max(0, min(number or 0, 9)))

    def _use_font(self, number: int | None) -> None:
        if self._state.target == _FONT:
            self._fonts.reading = number or 0
        else:
            self._state = replace(self._state, font=number)

    def _default_font(self, number: int | None) -> None:
        self._fonts.default = number or 0

    def _font_charset(self, number: int | None) -> None:
        self._fonts.pages[self._fonts.reading] = charset_page(number or 0)

    def _font_page(self, number: int | None) -> None:
        self._fonts.pages[self._fonts.reading] = code_page(number or 0)

    def _document_page(self, number: int | None) -> None:
        self._fonts.document = code_page(number or 0) or self._fonts.document
