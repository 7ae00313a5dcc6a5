"""XML as a stream of events, by the standard library's expat: no tree, no entities, a time limit."""

from collections.abc import Callable, Iterable
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
) -> None:
    """Feed XML to the handlers, names as "namespace|name". It may end early; a document type is refused.

    Raises:
        DocumentDamaged: not well-formed, or with a document type (entities can grow without end).
        TookTooLong: the limit is passed.
    """
    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        for piece in slices:
            clock.check()
            parser.Parse(piece, False)
    except (expat.ExpatError, ValueError) as error:  # ValueError: an encoding that Python does not know
        raise DocumentDamaged(reason="its XML is broken") from error


def _refuse_document_type(*_: object) -> None:
    raise DocumentDamaged(reason="its XML has a document type")
