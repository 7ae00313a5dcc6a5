"""The conversations of this data folder: listing, going on, showing them with their sources, exporting, removing."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.errors import ExportUnwritable
from assistant.records import Conversation, KeptSpan, Label, StoredMessage, Turn
from assistant.services.keep import DOCUMENTS, hash_of
from assistant.services.program import Program

LAST = "last"
"""In the place of an id: the conversation in which something was said last."""
_LONGEST_TITLE = 200


def everything(program: Program) -> tuple[Conversation, ...]:
    """All conversations, the one in which something was said last first."""
    return program.store.conversations.list()


def holding(program: Program, text: str) -> tuple[Conversation, ...]:
    """The conversations whose title and messages hold every word of the text, in the order of `everything`."""
    words = text.casefold().split()
    return program.store.conversations.holding(words) if words else everything(program)


def rename(program: Program, conversation: Conversation, title: str) -> None:
    """Give a conversation another title; nothing happens when there is no word in it.

    Raises:
        ConversationUnknown: it is gone.
    """
    line = " ".join(title.split())[:_LONGEST_TITLE]
    if line:
        program.store.conversations.rename(conversation.id, line)


def chosen(program: Program, wanted: str | int) -> Conversation:
    """The conversation of that id, or the last one (`LAST`).

    Raises:
        ConversationUnknown: there is none of that id; `NoConversation` when the last one is wanted and there is none.
    """
    store = program.store.conversations
    return store.conversation(store.last() if isinstance(wanted, str) else wanted)


def turns(program: Program, conversation: Conversation) -> list[Turn]:
    """Its messages, with the words of their sources as far as they are still in the documents."""
    texts = _Texts(program)
    return [_turn(message, texts) for message in program.store.conversations.messages(conversation.id)]


def remove(program: Program, conversation: Conversation) -> None:
    """Forget a conversation; no trace of it is left in the data folder.

    Raises:
        ConversationUnknown: it is gone already.
        DatabaseBusy: another program reads: removed, but traces stay until that has ended.
    """
    program.store.conversations.remove(conversation.id)


def remove_all(program: Program) -> None:
    """Forget every conversation; errors are those of `remove`."""
    program.store.conversations.remove_all()


def write_export(path: Path, text: str, *, replaces: bool = False) -> None:
    """Write an export aside, flush it to the disk and put it in place.

    Args:
        path: the file to make.
        text: what it holds.
        replaces: a file of that name gives way; otherwise it stays as it is.

    Raises:
        ExportUnwritable: something of that name is there, or the place cannot be written.
    """
    temporary = ""
    try:
        if not replaces and os.path.lexists(path):
            raise ExportUnwritable(path=str(path), reason="something of that name is there already")
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise ExportUnwritable(path=str(path), reason=error.strerror or "unknown") from error


class _Texts:
    """The stored texts of documents, each read once: which pages a file has now, and what stands on them."""

    def __init__(self, program: Program) -> None:
        self._library = program.store.library
        self._labels: dict[bytes, Mapping[int, Label]] = {}
        self._pages: dict[tuple[bytes, int], str] = {}

    def span(self, fields: Mapping[str, Any]) -> KeptSpan:
        """A span with its words, if they are what they were when the answer was given."""
        path, page = bytes.fromhex(fields["path"]), fields["page"]
        start, end = fields["start"], fields["end"]
        label = self._labels_of(path).get(page)
        text = "" if label is None else self._page(path, page)
        words = text[start:end]
        if label is None or hash_of(words) != fields["hash"]:
            return KeptSpan(path, page, start, end, None, None, 1)
        return KeptSpan(path, page, start, end, words, label, 1 + text.count("\n", 0, start))

    def _labels_of(self, path: bytes) -> Mapping[int, Label]:
        if path not in self._labels:
            document = self._document(path)
            pages = [] if document is None else self._library.pages(document)
            self._labels[path] = {number: label for number, label, _ in pages}
        return self._labels[path]

    def _page(self, path: bytes, page: int) -> str:
        document = self._document(path)
        if document is not None and (path, page) not in self._pages:
            self._pages[path, page] = self._library.page_text(document, page)
        return self._pages.get((path, page), "")

    def _document(self, path: bytes) -> int | None:
        entry = self._library.file_of_path(path)
        return None if entry is None else entry.document_id


def _turn(message: StoredMessage, texts: _Texts) -> Turn:
    if not message.intact:
        return Turn(message.role, message.text, message.state, intact=False)  # what belongs to it may be rubbish too
    extra: Mapping[str, Any] = message.extra
    return Turn(
        message.role,
        message.text,
        message.state,
        intact=True,
        understood=extra.get("understood", ""),
        model=extra.get("model", ""),
        from_documents=extra.get("from") == DOCUMENTS,
        found=extra.get("found"),
        spans=tuple(map(texts.span, extra.get("spans", ()))),
        quotes=extra.get("quotes", 0),
        sentences=tuple((text, tuple(numbers)) for text, numbers in extra.get("sentences", ())),
    )
