"""PPTX: each slide with its title, texts, tables, diagrams and the speaker's notes.

Left out: what stands on every slide (footer, date, number), hidden shapes, alternative texts, comments.
"""

from dataclasses import dataclass, field
from zipfile import ZipFile

from assistant.reading import guards
from assistant.reading.layout import Layout
from assistant.reading.ooxml import COMPATIBILITY, Relation, core_title, main_part, relations, value
from assistant.reading.slides import parts
from assistant.reading.source import Clock, Content, Source
from assistant.reading.xml_events import Attributes, nothing, parse, until

_SPACES = {
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://purl.oclc.org/ooxml/presentationml/main": "p",
    COMPATIBILITY: "mc",
}
"""Source: ECMA-376, part 1 (strict: purl.oclc.org)."""

_SHAPES = frozenset(("p sp", "p graphicFrame"))
_TITLES = ("title", "ctrTitle")
_EVERYWHERE = frozenset(("dt", "ftr", "hdr", "sldNum", "sldImg"))
"""Placeholders that say the same on every slide. Source: ECMA-376, part 1, 19.7.10 "ST_PlaceholderType"."""
_OUTLINES = ("body", "obj")
"""Placeholders whose paragraphs have bullets unless they say otherwise; "obj" is the type when none is given."""
NOTES = "Notes"
"""The heading over the notes of a slide."""


def read(source: Source) -> Content:
    """A presentation, a page for each slide.

    Raises:
        DocumentDamaged: its container or its XML is broken, or it is no presentation.
        DocumentProtected: its parts are encrypted.
        TookTooLong: the limit is passed.
    """
    archive = guards.open_zip(source.file)
    slides = _slides(archive, main_part(archive, "ppt/presentation.xml", source.clock), source.clock)
    title = core_title(archive, source.clock)
    return Content(title, max(1, len(slides)), parts(slides, lambda part: _slide(archive, part, source)))


def _slides(archive: ZipFile, main: str, clock: Clock) -> list[str]:
    """The parts of the slides in the order they are shown; the hidden ones too, for their author sees them."""
    ids: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if _short(name) == "p sldId":
            ids.append(next((found for key, found in attributes.items() if key.endswith("|id")), ""))

    parse(guards.member_slices(archive, main), start, nothing, nothing, clock)
    known = relations(archive, main, clock)
    return list(dict.fromkeys(known[one].part for one in ids if one in known))


def _slide(archive: ZipFile, part: str, source: Source) -> tuple[str, Layout]:
    """Title and text of a slide: the title first, wherever it is drawn; notes last.

    Raises:
        DocumentDamaged: its XML is broken, or it is missing.
        TookTooLong: the limit is passed.
    """
    shown = _shapes(archive, part, source)
    titles = [shape for shape in shown if shape.kind in _TITLES]
    title = " ".join(" ".join(text for text, _ in shape.paragraphs) for shape in titles)
    layout = Layout()
    layout.heading(title, 1)
    for shape in shown:
        if shape.kind not in _TITLES:
            _lay_out(shape, layout)
    for relation in _related(archive, part, source.clock):
        if relation.kind == "diagramData":
            for shape in _shapes(archive, relation.part, source):
                _lay_out(shape, layout)
    for relation in _related(archive, part, source.clock):
        if relation.kind == "notesSlide":
            _lay_out_notes(_shapes(archive, relation.part, source), layout)
    return " ".join(title.split()), layout


def _related(archive: ZipFile, part: str, clock: Clock) -> list[Relation]:
    """The parts that a slide refers to and that are there, each once."""
    found = {one.part: one for one in relations(archive, part, clock).values()}
    return [one for one in found.values() if one.part in archive.NameToInfo]


def _shapes(archive: ZipFile, part: str, source: Source) -> "list[_Shape]":
    drawing = _Drawing(source.limit_bytes)
    slices = until(guards.member_slices(archive, part), lambda: drawing.full)
    parse(slices, drawing.start, drawing.end, drawing.characters, source.clock)
    return [shape for shape in drawing.shapes if shape.kind not in _EVERYWHERE and not shape.hidden]


def _lay_out_notes(shapes: "list[_Shape]", layout: Layout) -> None:
    """The notes of a slide; the notes page also shows other things."""
    notes = [shape for shape in shapes if shape.kind == "body" and any(text.strip() for text, _ in shape.paragraphs)]
    if notes:
        layout.heading(NOTES, 2)
    for shape in notes:
        for text, _ in shape.paragraphs:
            layout.paragraph(text)


def _lay_out(shape: "_Shape", layout: Layout) -> None:
    outline = shape.kind in _OUTLINES and len(shape.paragraphs) > 1
    for text, bullet in shape.paragraphs:
        if outline if bullet is None else bullet:
            layout.item(text)
        else:
            layout.paragraph(text)
    for row in shape.rows:
        layout.row(row)


@dataclass
class _Shape:
    """A shape with its text.

    Attributes:
        kind: of its placeholder, "" for a shape without one.
        paragraphs: text, and whether it has a bullet (None: it does not say).
        rows: of its table.
    """

    kind: str = ""
    hidden: bool = False
    paragraphs: list[tuple[str, bool | None]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def _short(name: str) -> str:
    """Short name: "a p" for the element p of DrawingML; "" in namespaces that hold no text for us."""
    space, _, local = name.rpartition("|")
    prefix = _SPACES.get(space)
    return f"{prefix} {local}" if prefix else ""


class _Drawing:
    """Handlers for a part with drawings: slide, notes, diagram."""

    def __init__(self, limit: int) -> None:
        self.shapes = [_Shape()]  # the first one for text outside shapes, as in a diagram
        self._length = 0
        self._limit = limit
        self._fallback = 0
        self._reading = False
        self._pieces: list[str] | None = None  # of the paragraph being read
        self._bullet: bool | None = None
        self._cells: list[list[str]] | None = None  # of the row being read

    @property
    def full(self) -> bool:
        """The limit of text is reached."""
        return self._length > self._limit

    def start(self, name: str, attributes: Attributes) -> None:
        """Expat's handler of a start tag."""
        word = _short(name)
        if word == "mc Fallback":
            self._fallback += 1
        if self._fallback:
            return
        if word in _SHAPES:
            self.shapes.append(_Shape())
        elif word == "p cNvPr":
            self.shapes[-1].hidden = value(attributes, "hidden") in ("1", "true")
        elif word == "p ph":
            self.shapes[-1].kind = attributes.get("type", "obj")
        elif word == "a tr":
            self._cells = []
        elif word == "a tc" and self._cells is not None:
            self._cells.append([])
        else:
            self._start_in_paragraph(word)

    def end(self, name: str) -> None:
        """Expat's handler of an end tag."""
        word = _short(name)
        if word == "mc Fallback":
            self._fallback = max(0, self._fallback - 1)
        elif self._fallback:
            return
        elif word == "a t":
            self._reading = False
        elif word == "a p" and self._pieces is not None:
            self._paragraph_end(guards.clean("".join(self._pieces)))
        elif word == "a tr" and self._cells is not None:
            self.shapes[-1].rows.append(["\n".join(cell) for cell in self._cells])
            self._cells = None

    def characters(self, text: str) -> None:
        """Expat's handler of text."""
        if self._reading and self._pieces is not None and not self._fallback:
            self._pieces.append(text)
            self._length += len(text)

    def _start_in_paragraph(self, word: str) -> None:
        if word == "a p":
            self._pieces, self._bullet = [], None
        elif word == "a t":
            self._reading = True
        elif word == "a br" and self._pieces is not None:
            self._pieces.append("\n")
        elif word in ("a buChar", "a buAutoNum", "a buBlip"):
            self._bullet = True
        elif word == "a buNone":
            self._bullet = False

    def _paragraph_end(self, text: str) -> None:
        if not text.strip():
            pass
        elif self._cells:
            self._cells[-1].append(text)
        elif self._cells is None:
            self.shapes[-1].paragraphs.append((text, self._bullet))
        self._pieces = None
