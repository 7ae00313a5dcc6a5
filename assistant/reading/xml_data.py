"""XML of any kind: values and attributes as readable lines with paths, running text as paragraphs.

Read event by event: neither depth nor size costs memory. No entity that the file declares is resolved and nothing it
names is opened.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.errors import DocumentDamaged
from assistant.reading import encoding, plain
from assistant.reading.source import Content, Source
from assistant.reading.tree import Tree
from assistant.reading.xml_events import Attributes, parse
from assistant.records import Label, Page, Reason

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_SLICE_CHARACTERS = 1 << 16
_DEPTH = 100
"""Elements further down are taken for marks within running text."""


def read(source: Source) -> Content:
    """An XML file as one page.

    Raises:
        FileUnreadable: the system reports an error.
    """
    declared = _DECLARED.search(source.head)
    text, whole = encoding.text_of(source, declared.group(1).decode("ascii", "replace") if declared else "")
    return Content(title="", pages=1, parts=_parts(source, text, whole=whole))


def _parts(source: Source, text: str, *, whole: bool) -> Iterator[Page | Reason]:
    """The page; last why something is missing.

    Raises:
        DocumentDamaged: it is broken; what stands before the fault was given.
        TookTooLong: the limit is passed.
    """
    grown = _Elements(Tree(source.clock))
    fault: DocumentDamaged | None = None
    try:
        parse(
            _slices(text, grown, source.limit_bytes), grown.start, grown.end, grown.characters, source.clock,
            document_type=True, encoding="utf-8",
        )  # fmt: skip
    except DocumentDamaged as error:
        fault = error
    if whole and fault is None and (grown.depth or not grown.any_seen):
        fault = DocumentDamaged(reason="its XML ends too early")
    yield Page(1, Label("file"), grown.tree.result())
    if fault is not None:
        raise fault
    if not whole:
        yield plain.too_large(source)


def _slices(text: str, grown: "_Elements", limit: int) -> Iterator[bytes]:
    text = text.lstrip("\ufeff \t\n")
    for start in range(0, len(text), _SLICE_CHARACTERS):
        if grown.tree.length > limit:
            return
        yield text[start : start + _SLICE_CHARACTERS].encode()


@dataclass
class _Element:
    name: str
    attributes: Attributes
    is_root: bool
    pieces: list[str] = field(default_factory=list)
    any_text: bool = False
    is_branch: bool = False


class _Elements:
    """Handlers of the XML's events: they grow a tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.any_seen = False
        self._open: list[_Element] = []
        self._inline = 0  # elements open within running text

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open) + self._inline

    def start(self, name: str, attributes: Attributes) -> None:
        """Expat's handler of a start tag."""
        self.any_seen = True
        if self._inline or len(self._open) >= _DEPTH or (self._open and self._open[-1].any_text):
            self._inline += 1
            return
        if self._open:
            self._make_branch(self._open[-1])
        self._open.append(_Element(name.rpartition("|")[2], attributes, is_root=not self._open))

    def end(self, _: str) -> None:
        """Expat's handler of an end tag."""
        if self._inline:
            self._inline -= 1
            return
        element = self._open.pop()
        text = "".join(element.pieces)
        if element.is_branch:
            self._end_branch(element, text)
        elif len(element.attributes) + bool(text.strip()) > 1:
            self._make_branch(element)
            self.tree.value("", text)
            self._end_branch(element, "")
        else:
            for key, value in element.attributes.items():
                place = "" if element.is_root else f"{element.name}."
                self.tree.value(f"{place}{key.rpartition('|')[2]}", value)
            self.tree.value("" if element.is_root else element.name, text)

    def characters(self, text: str) -> None:
        """Expat's handler of text."""
        element = self._open[-1]
        if not element.any_text and text.strip():
            element.any_text = True
            if element.is_branch:  # running text that began with a mark: what stands in the mark belongs to it
                element.pieces.append(self.tree.take_values())
        if element.any_text or not element.is_branch:
            element.pieces.append(text)

    def _make_branch(self, element: _Element) -> None:
        if not element.is_branch:
            element.is_branch = True
            self.tree.begin("" if element.is_root else element.name)
            for key, value in element.attributes.items():
                self.tree.value(key.rpartition("|")[2], value)

    def _end_branch(self, element: _Element, text: str) -> None:
        self.tree.end()
        self.tree.value("" if element.is_root else element.name, text)
