"""Keeping a question and its answer in a conversation while it is being answered."""

from collections.abc import Generator, Mapping
from time import monotonic

from assistant.errors import AnswerNotKept, StorageError
from assistant.isolation import Cancel
from assistant.records import Answer, Scope
from assistant.services.ask import AnswerReady, AskEvent, ask
from assistant.services.draft import TextArrived
from assistant.services.program import Program
from assistant.store import COMPLETE

_EVERY_S, _EVERY_PIECES = 1.0, 50
"""How much of an answer a power cut may cost."""
_TITLE_LENGTH = 80


def ask_kept(
    program: Program, question: str, scope: Scope, *, written: bool = True, cancel: Cancel
) -> Generator[AskEvent, None, None]:
    """Like `ask`, in a new conversation: the question is durable before the engine starts, the answer as it grows.

    Raises:
        AnswerNotKept: the answer was given, but could not be stored; raised after the last event.
    """
    keeper = _Keeper(program, question)
    try:
        for event in ask(program, question, scope, written=written, cancel=cancel):
            if isinstance(event, TextArrived):
                keeper.grow(event.text)
            elif isinstance(event, AnswerReady):
                keeper.finish(event.answer)
            yield event
    finally:
        keeper.close()
    if keeper.problem:
        raise AnswerNotKept(reason=str(keeper.problem)) from keeper.problem


class _Keeper:
    """Stores one exchange; a full disk must not take the answer away from the screen."""

    def __init__(self, program: Program, question: str) -> None:
        self._store = program.store.conversations
        self.problem: StorageError | None = None
        self._message: int | None = None
        self._text, self._pieces, self._stored_at, self._state = "", 0, monotonic(), "writing"
        try:
            conversation = self._store.start(question[:_TITLE_LENGTH])
            self._store.add_message(conversation, "user", question)
            self._message = self._store.add_message(conversation, "assistant", "", state=self._state)
        except StorageError as error:
            self.problem = error

    def grow(self, piece: str) -> None:
        self._text += piece
        self._pieces += 1
        if self._pieces >= _EVERY_PIECES or monotonic() - self._stored_at >= _EVERY_S:
            self._write()

    def finish(self, answer: Answer) -> None:
        self._text = answer.text or ""
        self._state = "stopped" if answer.stopped else COMPLETE
        self._write(_sources(answer))

    def close(self) -> None:
        """What was written before somebody stopped or something failed is kept."""
        if self._state == "writing":
            self._state = "stopped"
            self._write()

    def _write(self, extra: Mapping[str, object] | None = None) -> None:
        self._pieces, self._stored_at = 0, monotonic()
        if self._message is None:
            return
        try:
            self._store.extend_message(self._message, self._text, state=self._state, extra=extra)
        except StorageError as error:
            self.problem = error


def _sources(answer: Answer) -> Mapping[str, object]:
    """Where the words of the answer stand, never the words: those go with the documents.

    `sources` names every file the answer may hold words of: removing its library erases the answer too.
    """
    return {
        "found": answer.found,
        "quotes": [
            {
                "path": quote.passage.stored.path.hex(),
                "page": quote.passage.stored.chunk.page,
                "start": quote.start,
                "end": quote.end,
            }
            for quote in answer.quotes
        ],
        "sources": sorted({passage.stored.path.hex() for passage in answer.passages}),
    }
