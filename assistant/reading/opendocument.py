"""OpenDocument text and presentations (ODT, ODP), read event by event from the zip's XML.

Left out: headers, footers and master pages, tracked deletions, alternative texts, forms, the numbers of notes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.reading import guards, plain
from assistant.reading.layout import Layout
from assistant.reading.pptx import NOTES
from assistant.reading.slides import TITLE_CHARACTERS
from assistant.reading.source import Clock, Content, Source
from assistant.reading.xml_events import Attributes, nothing, parse, until
from assistant.records import Heading, Label, Page, Reason

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_COMPATIBLE = re.compile(r"(?::1\.0)?\|")
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/|"
"""Source: OpenDocument 1.3, part 3, 1.4 "Namespaces"."""

CONTENT = "content.xml"
_SKIPPED = frozenset(("text:tracked-changes", "table:tracked-changes", "text:ruby-text", "office:forms"))
_PARAGRAPHS = frozenset(("text:p", "text:h", "dc:creator"))
_ASIDE = frozenset(("text:note", "office:annotation"))
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
_WHITE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1_000
_MOST_REPEATED = 100
"""Most times that one cell of a table in a text is repeated; a wider one is drawn, not read."""
_REPEATED_CHARACTERS = 10_000
"""Of text that a repeated cell may come to; what is longer by itself stands once."""
_EVERYWHERE = frozenset(("date-time", "footer", "header", "page-number", "page"))
"""Classes of placeholders that say the same on every slide. Source: OpenDocument 1.3, part 3, 19.393."""
_TITLE_STYLE = "Title"
_STYLE_STEPS = 10


def read_text(source: Source) -> Content:
    """An ODT file as one page.

    Raises:
        DocumentDamaged: its container or its XML is broken.
        DocumentProtected: it is encrypted.
        TookTooLong: the limit is passed.
    """
    archive = opened(source)
    return Content(title(archive, source.clock), 1, _text_parts(archive, source))


def read_presentation(source: Source) -> Content:
    """An ODP file, a page for each slide.

    Raises:
        DocumentDamaged: its container or its XML is broken.
        DocumentProtected: it is encrypted.
        TookTooLong: the limit is passed.
    """
    archive = opened(source)
    body = _parsed(archive, source)
    return Content(title(archive, source.clock), max(1, len(body.slides)), _slide_parts(body, source))


def opened(source: Source) -> ZipFile:
    """The package, once it is known to be neither a bomb nor encrypted.

    Raises:
        DocumentDamaged: its container or its list of parts is broken.
        DocumentProtected: it is encrypted.
        TookTooLong: the limit is passed.
    """
    archive = guards.open_zip(source.file)
    encrypted = False

    def start(name: str, _: Attributes) -> None:
        nonlocal encrypted
        encrypted = encrypted or name.endswith("|encryption-data")

    manifest = "META-INF/manifest.xml"
    if manifest in archive.NameToInfo:
        slices = guards.member_slices(archive, manifest)
        parse(slices, start, nothing, nothing, source.clock, document_type=True)
    if encrypted:
        raise DocumentProtected
    return archive


def title(archive: ZipFile, clock: Clock) -> str:
    """The document's own title, "" when it has none or a broken one."""
    pieces: list[str] = []
    inside = False

    def start(name: str, _: Attributes) -> None:
        nonlocal inside
        inside = short(name) == "dc:title"

    def end(_: str) -> None:
        nonlocal inside
        inside = False

    def characters(text: str) -> None:
        if inside:
            pieces.append(text)

    if "meta.xml" not in archive.NameToInfo:
        return ""
    try:
        parse(guards.member_slices(archive, "meta.xml"), start, end, characters, clock)
    except DocumentDamaged:
        return ""
    return guards.title("".join(pieces))


def short(name: str) -> str:
    """Short name: "text:p" for an element or attribute of OpenDocument, "dc:title" for Dublin Core, else ""."""
    if name.startswith(_URN):
        return _COMPATIBLE.sub(":", name[len(_URN) :], count=1)
    return f"dc:{name[len(_DUBLIN_CORE) :]}" if name.startswith(_DUBLIN_CORE) else ""


def values(attributes: Attributes) -> dict[str, str]:
    """The attributes by their short names."""
    return {short(name): value for name, value in attributes.items()}


def times(attributes: dict[str, str], name: str, most: int) -> int:
    """How often something is to be repeated: 1 when nothing or nonsense is said, never more than `most`."""
    said = attributes.get(name, "")
    return max(1, min(int(said), most)) if said.isascii() and said.isdigit() and len(said) < 10 else 1


def copies(shown: str, wanted: int) -> int:
    """How often a cell that asks to be repeated is written: 100 bytes can ask for terabytes."""
    return min(wanted, max(1, _REPEATED_CHARACTERS // (len(shown) + 1)))


def collapsed(text: str, before: str) -> str:
    """Text with white space as OpenDocument means it: runs of it are one space, none after a space or at the start.

    `before` is the character in front of it, "" at the start of a paragraph.
    """
    text = _WHITE.sub(" ", text)
    return text.removeprefix(" ") if before in {"", " "} else text


def _parsed(archive: ZipFile, source: Source) -> "_Body":
    body = _Body(source.limit_bytes)
    slices = until(guards.member_slices(archive, CONTENT), lambda: body.full)
    parse(slices, body.start, body.end, body.characters, source.clock)
    body.finish()
    return body


def _text_parts(archive: ZipFile, source: Source) -> Iterator[Page | Reason]:
    body = _parsed(archive, source)
    text, headings = body.layout.result()
    yield Page(1, Label("file"), text, headings)
    if body.full:
        yield plain.too_large(source)


def _slide_parts(body: "_Body", source: Source) -> Iterator[Page | Reason]:
    for number, slide in enumerate(body.slides, start=1):
        text, headings = slide.result()
        if text:
            yield Page(number, Label("slide", number, slide.title[:TITLE_CHARACTERS]), text, headings)
    if body.full:
        yield plain.too_large(source)


@dataclass
class _Paragraph:
    name: str  # "text:p", "text:h", "dc:creator"; "" for a drawing or a note, whose own characters are none of ours
    style: str = ""
    level: int = 1
    pieces: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)  # notes and comments that hang on it
    last: str = ""


@dataclass
class _Slide:
    """A slide while it is read: its title comes first in its text, wherever it is drawn."""

    layout: Layout = field(default_factory=Layout)
    titles: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """In one line."""
        return " ".join(" ".join(self.titles).split())

    def result(self) -> tuple[str, tuple[Heading, ...]]:
        """The text and its headings."""
        first = Layout()
        first.heading(self.title, 1)
        head, headings = first.result()
        text, others = self.layout.result()
        if not head:
            return text, others
        shift = len(head) + 2
        moved = tuple(Heading(one.start + shift, one.end + shift, one.level) for one in others)
        return (f"{head}\n\n{text}" if text else head), headings + moved


class _Body:
    """Handlers for content.xml: they fill a layout, or one for each slide."""

    def __init__(self, limit: int) -> None:
        self.layout = Layout()
        self.slides: list[_Slide] = []
        self._limit = limit
        self._length = 0
        self._parents: dict[str, str] = {}  # style -> the style it is based on
        self._skipping = 0
        self._open: list[_Paragraph] = []  # what is being read, the innermost last
        self._sinks: list[list[str]] = []  # where finished paragraphs go instead of the layout: a cell, a note
        self._tables: list[bool] = []  # the open ones; True: its rows are rows
        self._cells: list[tuple[list[str], int]] = []  # of the row being read, and how often each stands there
        self._item = False
        self._class = [""]  # presentation classes of the open frames of a slide
        self._notes = False

    @property
    def full(self) -> bool:
        """The limit of text is reached."""
        return self._length > self._limit

    def finish(self) -> None:
        """Give what is open where the limit ended the reading, up to there."""
        while self._open:
            paragraph = self._open.pop()
            if paragraph.name:
                self._end_paragraph(paragraph)
        self._end_row()

    def start(self, name: str, attributes: Attributes) -> None:
        """Expat's handler of a start tag."""
        word = short(name)
        if word in _SKIPPED:
            self._skipping += 1
        if self._skipping or not word:
            return
        if word in _PARAGRAPHS:
            given = values(attributes)
            level = times(given, "text:outline-level", 9)
            self._open.append(_Paragraph(word, given.get("text:style-name", ""), level))
        elif word in _ASIDE:
            self._open.append(_Paragraph(""))
            self._sinks.append([])
        elif word.startswith("drawing:"):
            self._start_drawing(word, values(attributes))
        elif word.startswith("table:"):
            self._start_table(word, attributes)
        elif word.startswith("text:"):
            self._start_sign(word, attributes)
        elif word == "style:style":
            given = values(attributes)
            self._parents[given.get("style:name", "")] = given.get("style:parent-style-name", "")
        elif word == "presentation:notes":
            self._notes = True

    def end(self, name: str) -> None:
        """Expat's handler of an end tag."""
        word = short(name)
        if word in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif self._skipping or not word:
            return
        elif word in _PARAGRAPHS:
            self._end_paragraph(self._open.pop())
        elif word in _ASIDE:
            self._open.pop()
            self._end_aside(self._sinks.pop(), comment=word == "office:annotation")
        elif word.startswith("drawing:"):
            self._open.pop()
            self._class.pop()
        elif word.startswith("table:"):
            self._end_table(word)
        elif word == "text:list-item":
            self._item = False
        elif word == "presentation:notes":
            self._notes = False

    def characters(self, text: str) -> None:
        """Expat's handler of text."""
        if self._open and self._open[-1].name and not self._skipping:
            self._add(collapsed(text, self._open[-1].last))

    def _add(self, text: str) -> None:
        if text:
            self._open[-1].pieces.append(text)
            self._open[-1].last = text[-1]
            self._length += len(text)

    def _start_sign(self, word: str, attributes: Attributes) -> None:
        if word == "text:list-item":
            self._item = True
        if not (self._open and self._open[-1].name):
            return
        if word == "text:s":
            self._add(" " * times(values(attributes), "text:c", _MOST_SPACES))
        elif word == "text:tab":
            self._add("\t")
        elif word == "text:line-break":
            self._add("\n")

    def _start_drawing(self, word: str, given: dict[str, str]) -> None:
        """A shape or a slide: what stands in it is no part of the paragraph around it."""
        if word == "drawing:page":
            self.slides.append(_Slide())
        self._open.append(_Paragraph(""))
        self._class.append(given.get("presentation:class", self._class[-1]))

    def _start_table(self, word: str, attributes: Attributes) -> None:
        if word == "table:table":
            self._tables.append(not self._sinks)
        elif not (self._tables and self._tables[-1]):
            return
        elif word == "table:table-row":
            self._cells = []
        elif word in _CELLS:
            self._sinks.append([])
            repeated = times(values(attributes), "table:number-columns-repeated", _MOST_REPEATED)
            self._cells.append((self._sinks[-1], repeated))

    def _end_table(self, word: str) -> None:
        if word == "table:table" and self._tables:
            self._tables.pop()
        elif not (self._tables and self._tables[-1]):
            return
        elif word in _CELLS:
            self._sinks.pop()
        elif word == "table:table-row":
            self._end_row()

    def _end_row(self) -> None:
        shown = [("\n\n".join(cell), repeated) for cell, repeated in self._cells]
        self._target().row([text for text, repeated in shown for _ in range(copies(text, repeated))])
        self._cells = []

    def _target(self) -> Layout:
        return self.slides[-1].layout if self.slides else self.layout

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        """A paragraph, then the notes that hang on it: who finds one wants the other."""
        text = guards.clean("".join(paragraph.pieces))
        if paragraph.name == "dc:creator":
            if self._sinks and text.strip():
                self._sinks[-1].append(f"{text.strip()}:")
        elif self._sinks:
            self._sinks[-1].extend(piece for piece in (text.strip(), *paragraph.asides) if piece)
        elif self.slides and self._class[-1] in _EVERYWHERE:
            return
        elif self.slides and self._class[-1] == "title" and not self._notes:
            self.slides[-1].titles.append(text)
        else:
            self._lay_out(paragraph, text)
        self._item = self._item and not text.strip()

    def _lay_out(self, paragraph: _Paragraph, text: str) -> None:
        layout = self._target()
        if self._notes and text.strip():
            self._notes = False
            layout.heading(NOTES, 2)
        if paragraph.name == "text:h":
            layout.heading(text, paragraph.level)
        elif self._is_title(paragraph.style):
            layout.heading(text, 1)
        elif self._item:
            layout.item(text)
        else:
            layout.paragraph(text)
        for aside in paragraph.asides:
            layout.paragraph(aside)

    def _is_title(self, style: str) -> bool:
        for _ in range(_STYLE_STEPS):
            if style == _TITLE_STYLE:
                return True
            style = self._parents.get(style, "")
        return False

    def _end_aside(self, texts: list[str], *, comment: bool) -> None:
        if not texts:
            return
        text = " ".join(texts)
        if comment:
            text = f"Comment by {text}" if texts[0].endswith(":") else f"Comment: {text}"
        holder = next((one for one in reversed(self._open) if one.name), None)
        if holder is not None:
            holder.asides.append(text)
        elif self._sinks:
            self._sinks[-1].append(text)
        else:
            self._target().paragraph(text)
