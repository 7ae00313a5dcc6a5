"""XML as a stream of events, by the standard library's expat: no tree, no entities, a time limit."""

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from assistant.errors import DocumentDamaged
from assistant.reading.source import Clock

Attributes = dict[str, str]


def parse(
    slices: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
    clock: Clock,
    *,
    document_type: bool = False,
    encoding: str | None = None,
) -> None:
    """Feed XML to the handlers, names as "namespace|name". It may end early.

    Args:
        slices: the bytes.
        start: gets the name and attributes of an element that begins.
        end: gets the name of one that ends.
        characters: gets text.
        clock: its time limit.
        document_type: one is allowed; then still no entity may be declared (they can grow without end), and what
            it names outside the file is never opened.
        encoding: of the bytes, whatever the XML says; None: as it says.

    Raises:
        DocumentDamaged: not well-formed, or with a document type or an entity that is not allowed.
        TookTooLong: the limit is passed.
    """
    parser = expat.ParserCreate(encoding, "|")
    parser.buffer_text = True
    parser.specified_attributes = True  # what a document type adds to each of a million elements is not the text
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    if document_type:
        parser.EntityDeclHandler = _refuse_entity
    else:
        parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        for piece in slices:
            clock.check()
            parser.Parse(piece, False)
    except (expat.ExpatError, ValueError) as error:  # ValueError: an encoding that Python does not know
        raise DocumentDamaged(reason="its XML is broken") from error


def until(slices: Iterable[bytes], full: Callable[[], bool]) -> Iterator[bytes]:
    """The slices, up to the one after which `full` says that enough is read."""
    for piece in slices:
        yield piece
        if full():
            return


def nothing(_: object) -> None:
    """A handler for what is of no interest."""


def _refuse_document_type(*_: object) -> None:
    raise DocumentDamaged(reason="its XML has a document type")


def _refuse_entity(*_: object) -> None:
    raise DocumentDamaged(reason="its XML declares entities")
