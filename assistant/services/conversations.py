"""The conversations of this data folder: listing, going on, showing them with their sources, exporting, removing."""

import os
import tempfile
from pathlib import Path
from typing import Any

from assistant.errors import ExportUnwritable
from assistant.records import Conversation, Coverage, Reason, StoredMessage, Turn
from assistant.services.keep import DOCUMENTS, standing
from assistant.services.program import Program
from assistant.services.sources import Texts

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
    texts = Texts(program)
    return [_turn(message, texts) for message in standing(program.store.conversations.messages(conversation.id))]


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
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise ExportUnwritable(path=str(path), reason=error.strerror or "unknown") from error


def _turn(message: StoredMessage, texts: Texts) -> Turn:
    if not message.intact:
        return Turn(message.role, message.text, message.state, intact=False)  # what belongs to it may be rubbish too
    extra: dict[str, Any] = dict(message.extra)
    return Turn(
        message.role,
        message.text,
        message.state,
        intact=True,
        understood=extra.get("understood", ""),
        model=extra.get("model", ""),
        model_name=extra.get("model_name", ""),
        from_documents=extra.get("from") == DOCUMENTS,
        found=extra.get("found"),
        spans=tuple(map(texts.span, extra.get("spans", ()))),
        quotes=extra.get("quotes", 0),
        sentences=tuple((text, tuple(numbers)) for text, numbers in extra.get("sentences", ())),
        nearest=tuple(map(texts.span, extra.get("nearest", ()))),
        is_about_answer=extra.get("about_answer", False),
        searched_in=extra.get("searched_in", ""),
        coverage=Coverage(**extra["coverage"]) if "coverage" in extra else None,
        timings_ms=extra.get("timings", {}),
        stopped=extra.get("stopped", ""),
        error=Reason(*extra["error"]) if "error" in extra else None,
        passages_left_out=extra.get("passages_left_out", 0),
        turns_left_out=extra.get("turns_left_out", 0),
        writes_language=extra.get("writes_language", True),
    )
