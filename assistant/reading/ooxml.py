"""What DOCX, PPTX and XLSX share: the main part, the relations between parts, the title."""

import posixpath
from dataclasses import dataclass
from zipfile import ZipFile

from assistant.errors import DocumentDamaged
from assistant.reading import guards
from assistant.reading.source import Clock
from assistant.reading.xml_events import Attributes, nothing, parse

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
"""Source: ECMA-376, part 2."""

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
"""The namespace of alternatives: of each, "Choice" is read and "Fallback" left out. Source: ECMA-376, part 3."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the relation's type ("slide", "notesSlide") and the other part."""

    kind: str
    part: str


def main_part(archive: ZipFile, default: str, clock: Clock) -> str:
    """The part that the package's relations name as the document, else `default`.

    Raises:
        DocumentDamaged: there is none.
    """
    names = frozenset(archive.namelist())
    relation_of_package = relations(archive, "", clock).values()
    found = [relation.part for relation in relation_of_package if relation.kind == "officeDocument"]
    main = next((name for name in (*found, default) if name in names), None)
    if main is None:
        raise DocumentDamaged(reason="it holds no text part")
    return main


def relations(archive: ZipFile, part: str, clock: Clock) -> dict[str, Relation]:
    """Id -> relation of a part ("" for the package); links that lead out of the package are left out.

    Raises:
        DocumentDamaged: they are broken.
    """
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relation] = {}

    def start(element: str, attributes: Attributes) -> None:
        if element.endswith("|Relationship") and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = Relation(kind, target.lstrip("/"))

    if path in archive.NameToInfo:
        parse(guards.member_slices(archive, path), start, nothing, nothing, clock)
    return found


def core_title(archive: ZipFile, clock: Clock) -> str:
    """The document's own title, "" when it has none or a broken one: that is no reason not to read the text."""
    part = "docProps/core.xml"
    if part not in archive.NameToInfo:
        return ""
    pieces: list[str] = []
    inside = False

    def start(name: str, _: Attributes) -> None:
        nonlocal inside
        inside = name == f"{_DUBLIN_CORE}|title"

    def end(_: str) -> None:
        nonlocal inside
        inside = False

    def characters(text: str) -> None:
        if inside:
            pieces.append(text)

    try:
        parse(guards.member_slices(archive, part), start, end, characters, clock)
    except DocumentDamaged:
        return ""
    return guards.title("".join(pieces))


def value(attributes: Attributes, name: str) -> str:
    """The attribute of this local name, "" when there is none."""
    return next((found for key, found in attributes.items() if key.rpartition("|")[2] == name), "")
