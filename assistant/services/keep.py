"""Keeping what is said in a conversation while it is being answered: durable before it is shown as kept."""

import hashlib
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from time import monotonic

from assistant.errors import AnswerNotKept, StorageError
from assistant.isolation import Cancel
from assistant.pipeline.followup import standing_alone
from assistant.records import Answer, Passage, Scope
from assistant.services.ask import AnswerReady, AskEvent, PassagesFound, ask
from assistant.services.draft import TextArrived
from assistant.services.program import Program
from assistant.store.conversations import COMPLETE, STOPPED

DOCUMENTS, MODEL = "documents", "model"
"""What an answer was made from: the value of `from` in its extra."""

_EVERY_S, _EVERY_PIECES = 1.0, 50
"""How much of an answer a power cut may cost."""
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Understood:
    """The first event: where the exchange is kept, and how the question was made to stand alone.

    Attributes:
        conversation: its id; None when it cannot be kept.
        question: what is searched for; the question as it was written when it stands alone.
    """

    conversation: int | None
    question: str


def ask_kept(
    program: Program,
    question: str,
    scope: Scope,
    *,
    conversation: int | None = None,
    written: bool = True,
    cancel: Cancel,
) -> Generator[Understood | AskEvent, None, None]:
    """Like `ask`, kept in a conversation: the question is durable before the engine starts, the answer as it grows.

    Yields `Understood`, then what `ask` yields. A follow-up is made to stand alone by the questions before it.

    Args:
        program: the program.
        question: as the user wrote it.
        scope: what is searched.
        conversation: the one to go on with; None begins one.
        written: see `ask`.
        cancel: see `ask`.

    Raises:
        ConversationUnknown: there is no such conversation.
        AnswerNotKept: the answer was given, but could not be stored; raised after the last event.
    """
    understood = standing_alone(question, _questions(program, conversation))
    about = {"understood": understood} if understood != question else {}
    keeper = Keeper(program, question, conversation, about, {"from": DOCUMENTS})
    try:
        yield Understood(keeper.conversation, understood)
        for event in ask(program, understood, scope, written=written, cancel=cancel):
            if isinstance(event, PassagesFound):
                # From here on the answer may hold words of these files: removing their library erases it too.
                every = [one for passage in event.passages for one in (passage, *passage.also)]
                keeper.add(sources=sorted({one.stored.path.hex() for one in every}))
            elif isinstance(event, TextArrived):
                keeper.grow(event.text)
            elif isinstance(event, AnswerReady):
                keeper.add(**_shown(event.answer))
                keeper.finish(event.answer.text or "", whole=not event.answer.stopped)
            yield event
    finally:
        keeper.close()
    keeper.report()


def title_of(text: str) -> str:
    """The beginning of a message, in one line, cut between words where there are any."""
    line = " ".join(text.split())
    if len(line) <= _TITLE_LENGTH:
        return line
    cut = line[: _TITLE_LENGTH + 1]
    return (cut.rpartition(" ")[0] or cut[:-1]) + "…"


class Keeper:
    """Stores one exchange; a full disk must not take the answer away from the screen.

    Attributes:
        conversation: the one it is stored in; None when it could not be.
    """

    def __init__(
        self,
        program: Program,
        message: str,
        conversation: int | None,
        about_message: Mapping[str, object],
        about_answer: Mapping[str, object],
    ) -> None:
        """Store the message and an answer without words yet; a conversation is begun when None is given.

        Raises:
            ConversationUnknown: there is no such conversation.
        """
        self._store = program.store.conversations
        self._problem: StorageError | None = None
        self._answer: int | None = None
        self._extra = dict(about_answer)
        self._text, self._pieces, self._stored_at = "", 0, monotonic()
        self._finished = False
        self.conversation = None
        if conversation is not None:
            self._store.conversation(conversation)
        try:
            self.conversation = conversation or self._store.start(title_of(message))
            self._store.add_message(self.conversation, "user", message, extra=about_message)
            self._answer = self._store.add_message(
                self.conversation, "assistant", "", extra=self._extra, state=STOPPED
            )
        except StorageError as error:
            self._problem = error

    def add(self, **extra: object) -> None:
        """What else belongs to the answer; stored with its next words."""
        self._extra |= extra

    def grow(self, piece: str) -> None:
        """More words of the answer."""
        self._text += piece
        self._pieces += 1
        if self._pieces >= _EVERY_PIECES or monotonic() - self._stored_at >= _EVERY_S:
            self._write(STOPPED)

    def finish(self, text: str, *, whole: bool) -> None:
        """The answer as it was shown at its end."""
        self._text, self._finished = text, True
        self._write(COMPLETE if whole else STOPPED)

    def close(self) -> None:
        """What was written before somebody stopped or something failed is kept."""
        if not self._finished:
            self._write(STOPPED)

    def report(self) -> None:
        """Say what could not be stored, once the answer has been given.

        Raises:
            AnswerNotKept: the exchange is not stored, or not to its end.
        """
        if self._problem:
            raise AnswerNotKept(reason=str(self._problem)) from self._problem

    def _write(self, state: str) -> None:
        self._pieces, self._stored_at = 0, monotonic()
        if self._answer is None:
            return
        try:
            self._store.extend_message(self._answer, self._text, state=state, extra=self._extra)
        except StorageError as error:
            self._problem = error


def _questions(program: Program, conversation: int | None) -> list[str]:
    """The questions asked so far, oldest first."""
    if conversation is None:
        return []
    return [turn.text for turn in program.store.conversations.messages(conversation) if turn.role == "user"]


def _shown(answer: Answer) -> Mapping[str, object]:
    """Which spans the answer shows and which sentences rest on them.

    The words of a span stay in the documents: here is where they stand, and a hash to know them by. `quotes` is how
    many of the spans are quotes; the numbers of the others follow.
    """
    spans = _Spans()
    for quote in answer.quotes:
        spans.number(quote.passage, quote.start, quote.end, quote.text)
    quotes = len(spans.fields)
    sentences = [
        [sentence.text, [spans.number(one.passage, one.start, one.end, one.quote) for one in sentence.citations]]
        for sentence in answer.sentences
    ]
    return {
        "found": answer.found,
        "model": answer.model or "",
        "quotes": quotes,
        "spans": spans.fields,
        "sentences": sentences,
    }


class _Spans:
    """Spans of documents, numbered from 1 in the order they are met; those that overlap share a number."""

    def __init__(self) -> None:
        self.fields: list[dict[str, str | int]] = []
        self._places: list[tuple[bytes, int, int, int]] = []

    def number(self, passage: Passage, start: int, end: int, text: str) -> int:
        path, page = passage.stored.path, passage.stored.chunk.page
        for number, known in enumerate(self._places, start=1):
            if known[:2] == (path, page) and start < known[3] and known[2] < end:
                return number
        self._places.append((path, page, start, end))
        self.fields.append({"path": path.hex(), "page": page, "start": start, "end": end, "hash": hash_of(text)})
        return len(self.fields)


def hash_of(text: str) -> str:
    """What the words of a span are known by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
