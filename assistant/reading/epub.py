"""EPUB: a page for each chapter in reading order, through the HTML reader.

Source: EPUB 3.3, sections 4 (container), 5 (package document), 7 (navigation); Open Packaging Format 2.0.1 (NCX).
"""

import io
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.reading import guards, html
from assistant.reading.source import HEAD_BYTES, Clock, Content, Part, Source
from assistant.reading.xml_events import Attributes, parse
from assistant.records import Label, Page, Reason

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_TEXT_TYPES = frozenset((
    "application/xhtml+xml", "text/html", "application/xml", "text/xml", "text/x-oeb1-document",
    "application/x-dtbook+xml",
))  # fmt: skip
_TEXT_ENDINGS = (".xhtml", ".html", ".htm", ".xml")
_MOST_CHAPTERS = 10_000


class _Item(NamedTuple):
    part: str
    kind: str
    properties: str


@dataclass
class _Package:
    """What the package document says; `chapters` are parts of the zip in reading order."""

    title: str = ""
    items: dict[str, _Item] = field(default_factory=dict)
    spine: list[str] = field(default_factory=list)
    contents: str = ""

    @property
    def chapters(self) -> list[str]:
        """The parts of the zip that hold the text, in reading order; each once, as the format demands."""
        found = dict.fromkeys(self.items[one] for one in self.spine if one in self.items)
        return [one.part for one in found if one.kind in _TEXT_TYPES or one.part.lower().endswith(_TEXT_ENDINGS)]


def read(source: Source) -> Content:
    """An EPUB file, a page a chapter.

    Raises:
        DocumentDamaged: its container or its list of chapters is broken.
        DocumentProtected: its chapters are encrypted.
        TookTooLong: the limit is passed.
    """
    archive = guards.open_zip(source.file)
    names = frozenset(archive.namelist())
    package = _package(archive, names, source.clock)
    chapters = package.chapters[:_MOST_CHAPTERS]
    if not chapters:
        raise DocumentDamaged(reason="it lists no chapters")
    if _encrypted(archive, names, source.clock) & set(chapters):
        raise DocumentProtected
    titles = _titles(archive, names, package, source.clock)
    return Content(package.title, len(chapters), _parts(archive, chapters, titles, source))


def _parts(archive: ZipFile, chapters: list[str], titles: dict[str, str], source: Source) -> Iterator[Part]:
    """The chapters with text; last a `Reason` when some could not be read.

    Raises:
        DocumentDamaged: none of them could be read.
        TookTooLong: the limit is passed.
    """
    failed = 0
    for number, part in enumerate(chapters, start=1):
        source.clock.check()
        try:
            text = _chapter(archive, part, source)
        except DocumentDamaged:
            failed += 1
            continue
        for page in html.read(text).parts:
            if not isinstance(page, Page):
                yield page
            elif page.text.strip():
                title = titles.get(part) or _first_heading(page)
                yield Page(number, Label("chapter", number, title), page.text, page.headings)
    if failed == len(chapters):
        raise DocumentDamaged(reason="none of its chapters can be read")
    if failed:
        yield Reason("DocumentIncomplete", {"failed": failed, "pages": len(chapters)})


def _chapter(archive: ZipFile, part: str, source: Source) -> Source:
    """A chapter as a file of its own, one byte more than the limit of text at most (which shows that it has more).

    Raises:
        DocumentDamaged: it cannot be unpacked, or is not there.
        DocumentProtected: it is encrypted.
    """
    data = bytearray()
    for piece in guards.member_slices(archive, part):
        data += piece
        if len(data) > source.limit_bytes:
            break
    content = bytes(data)
    limit = source.limit_bytes
    return Source(io.BytesIO(content), "xhtml", content[:HEAD_BYTES], len(content), limit, source.clock)


def _first_heading(page: Page) -> str:
    if not page.headings:
        return ""
    first = page.headings[0]
    return guards.title(page.text[first.start : first.end])


# --- the package --------------------------------------------------------------------------------------------


def _package(archive: ZipFile, names: frozenset[str], clock: Clock) -> _Package:
    """What the package document says.

    Raises:
        DocumentDamaged: there is none, or it is broken.
    """
    part = _package_part(archive, names, clock)
    folder = posixpath.dirname(part)
    package = _Package()
    title: list[str] = []
    inside = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        inside = name.rpartition("|")[2]
        if inside == "item":
            href = _resolved(folder, attributes.get("href", ""))
            item = _Item(href, attributes.get("media-type", ""), attributes.get("properties", ""))
            package.items.setdefault(attributes.get("id", ""), item)
        elif inside == "itemref":
            package.spine.append(attributes.get("idref", ""))
        elif inside == "spine":
            package.contents = attributes.get("toc", "")
        elif inside == "title" and title:
            inside = ""  # only the first one: others are subtitles

    def end(_: str) -> None:
        nonlocal inside
        inside = ""

    def characters(text: str) -> None:
        if inside == "title":
            title.append(text)

    _parse(archive, part, start, end, characters, clock)
    package.title = guards.title("".join(title))
    return package


def _package_part(archive: ZipFile, names: frozenset[str], clock: Clock) -> str:
    """The name of the package document: named by the container, else the first part that ends like one.

    Raises:
        DocumentDamaged: there is none.
    """
    found: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name.endswith("|rootfile"):
            found.append(_resolved("", attributes.get("full-path", "")))

    if _CONTAINER in names:
        _parse(archive, _CONTAINER, start, _nothing, _nothing, clock)
    part = next((name for name in (*found, *sorted(names)) if name in names and name.endswith(".opf")), None)
    part = part or next((name for name in found if name in names), None)
    if part is None:
        raise DocumentDamaged(reason="it holds no list of chapters")
    return part


def _encrypted(archive: ZipFile, names: frozenset[str], clock: Clock) -> set[str]:
    """The parts that are encrypted: of a protected book its chapters, of many others the fonts alone."""
    found: set[str] = set()

    def start(name: str, attributes: Attributes) -> None:
        if name.endswith("|CipherReference"):
            found.add(_resolved("", attributes.get("URI", "")))

    if _ENCRYPTION in names:
        _parse(archive, _ENCRYPTION, start, _nothing, _nothing, clock)
    return found


# --- titles of chapters -------------------------------------------------------------------------------------


def _titles(archive: ZipFile, names: frozenset[str], package: _Package, clock: Clock) -> dict[str, str]:
    """Part -> its title in the table of contents; without one, or with a broken one, headings must do."""
    navigation = next((item.part for item in package.items.values() if "nav" in item.properties.split()), "")
    old = package.items[package.contents].part if package.contents in package.items else ""
    for part, element in ((navigation, "a"), (old, "navPoint")):
        if part in names:
            try:
                return _contents(archive, part, element, clock)
            except DocumentDamaged:
                continue
    return {}


def _contents(archive: ZipFile, part: str, element: str, clock: Clock) -> dict[str, str]:
    """Part -> title, from a table of contents: links with their words, or points with a label and a target.

    Raises:
        DocumentDamaged: it is broken.
    """
    folder = posixpath.dirname(part)
    titles: dict[str, str] = {}
    words: list[str] = []
    target = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal target
        local = name.rpartition("|")[2]
        if local == element:
            words.clear()
            target = attributes.get("href", "")
        elif local == "content":  # of a point; its label stands before it
            keep(attributes.get("src", ""))

    def end(name: str) -> None:
        if name.rpartition("|")[2] == "a" and element == "a":
            keep(target)

    def keep(address: str) -> None:
        title = guards.title("".join(words))
        if address and title:
            titles.setdefault(_resolved(folder, address), title)
        words.clear()

    _parse(archive, part, start, end, words.append, clock)
    return titles


# --- parts of the zip ---------------------------------------------------------------------------------------


def _parse(
    archive: ZipFile,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
    clock: Clock,
) -> None:
    """The events of a part; books name document types, so these are let through (entities are not).

    Raises:
        DocumentDamaged: it is broken.
        TookTooLong: the limit is passed.
    """
    parse(guards.member_slices(archive, part), start, end, characters, clock, document_type=True)


def _nothing(_: object) -> None:
    """A handler for what is of no interest."""


def _resolved(folder: str, address: str) -> str:
    """The part that an address in a part of `folder` means, without the place within it."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ""
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/")
