"""The stored text of a document, to read it and to check offsets against it."""

from collections.abc import Sequence

from assistant.errors import DocumentUnknown, PageUnknown
from assistant.records import Document, Label
from assistant.services.program import Program


def stored(program: Program, path: bytes) -> Document:
    """The document that the file at the absolute path held when it was read.

    Raises:
        DocumentUnknown: the path is in no library, or nothing of it could be read.
    """
    entry = program.store.library.file_of_path(path)
    if entry is None or entry.document_id is None:
        raise DocumentUnknown(path=path.decode("utf-8", "replace"))
    return program.store.library.document(entry.document_id)


def pages(program: Program, document: Document) -> Sequence[tuple[int, Label, int]]:
    """(number, label, length in code points) of every stored page."""
    return program.store.library.pages(document.id)


def page_text(program: Program, document: Document, page: int) -> str:
    """The stored text of a page.

    Raises:
        PageUnknown: the document has no such page.
    """
    numbers = [number for number, _, _ in pages(program, document)]
    if page not in numbers:
        raise PageUnknown(path=document.title or document.format, page=page, pages=document.pages)
    return program.store.library.page_text(document.id, page)
