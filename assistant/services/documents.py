"""The stored text of a document, to read it and to check offsets against it."""

from collections.abc import Sequence

from assistant.errors import DocumentNotRead, DocumentUnknown, PageUnknown, from_kind
from assistant.records import Document, FileEntry, Label
from assistant.services.program import Program


def stored(program: Program, path: bytes) -> Document:
    """The document that the file at the absolute path held when it was read.

    Raises:
        DocumentUnknown: the path is in no library.
        DocumentNotRead: it is, and nothing of it could be read.
    """
    entry, name = program.store.library.file_of_path(path), path.decode("utf-8", "replace")
    if entry is None:
        raise DocumentUnknown(path=name)
    if entry.document_id is None:
        raise DocumentNotRead(path=name, reason=_why(entry))
    return program.store.library.document(entry.document_id)


def is_known(program: Program, path: bytes) -> bool:
    """True when a file of any library stands at the absolute path."""
    return program.store.library.file_of_path(path) is not None


def pages(program: Program, document: Document) -> Sequence[tuple[int, Label, int]]:
    """(number, label, length in code points) of every stored page."""
    return program.store.library.pages(document.id)


def page_text(program: Program, document: Document, page: int, path: bytes) -> str:
    """The stored text of a page; the path is the one that was asked for, to be named when there is no such page.

    Raises:
        PageUnknown: the document has no such page.
    """
    numbers = [number for number, _, _ in pages(program, document)]
    if page not in numbers:
        raise PageUnknown(path=path.decode("utf-8", "replace"), page=page, pages=document.pages)
    return program.store.library.page_text(document.id, page)


def _why(entry: FileEntry) -> str:
    if entry.reason is None:
        return "It is still waiting for its turn."
    return str(from_kind(entry.reason.kind, entry.reason.fields))
