"""Keeping what is said in a conversation while it is being answered: durable before it is shown as kept."""

from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any, Self

from assistant.errors import AnswerNotKept, AssistantError, StorageError
from assistant.isolation import Cancel
from assistant.pipeline.followup import standing_alone
from assistant.records import Answer, KeptSpan, Scope, StoredMessage
from assistant.services import sources
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
class Manner:
    """How a message came to be sent.

    Attributes:
        is_repeat: it was asked before.
        is_again: it was answered before too, and another answer is wanted.
        is_edited: it takes the place of the last exchange of the conversation.
        is_about_answer: it is about the last answer.
        searched_in: the library or file that is searched alone, "" for all documents.
    """

    is_repeat: bool = False
    is_again: bool = False
    is_edited: bool = False
    is_about_answer: bool = False
    searched_in: str = ""

    @property
    def kept(self) -> dict[str, object]:
        """What is kept of it beside the message."""
        return {"edited": True} if self.is_edited else {}


USUAL = Manner()


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
    manner: Manner = USUAL,
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
        manner: how it came to be asked.
        cancel: see `ask`.

    Raises:
        ConversationUnknown: there is no such conversation.
        AnswerNotKept: the answer was given, but could not be stored; raised after the last event.
    """
    understood = standing_alone(question, _questions(program, question, conversation, manner))
    about = {"understood": understood} if understood != question else {}
    answer = {"from": DOCUMENTS, "searched_in": manner.searched_in, "model_name": program.chat_model.name}
    with Keeper(program, question, conversation, about | manner.kept, answer) as keeper:
        yield Understood(keeper.conversation, understood)
        for event in ask(program, understood, scope, written=written, again=manner.is_again, cancel=cancel):
            if isinstance(event, PassagesFound):
                # From here on the answer may hold words of these files: removing their library erases it too.
                every = [one for passage in event.passages for one in (passage, *passage.also)]
                keeper.rest_on({one.stored.path for one in every})
            elif isinstance(event, TextArrived):
                keeper.grow(event.text)
            elif isinstance(event, AnswerReady):
                keeper.add(**_shown(question, event.answer))
                keeper.finish(event.answer.text or "", whole=not event.answer.stopped)
            yield event
    keeper.report()


def standing(messages: Sequence[StoredMessage]) -> list[StoredMessage]:
    """The messages without those whose place an edited question took: they are kept, and not shown any more."""
    shown: list[StoredMessage] = []
    for message in messages:
        if message.role == "user" and message.extra.get("edited"):
            while shown and shown.pop().role != "user":
                pass
        shown.append(message)
    return shown


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

    def rest_on(self, paths: Collection[bytes]) -> None:
        """The files whose words the answer may hold; stored at once, before any of them."""
        self.add(sources=sorted(path.hex() for path in paths))
        self._write(STOPPED)

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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """What was written before somebody stopped or something failed is kept, and why it failed."""
        if isinstance(error, AssistantError):
            self.add(error=[error.kind, error.fields])
        if not self._finished:
            self._write(STOPPED)

    def report(self) -> None:
        """Say what could not be stored, once the answer has been given.

        Raises:
            AnswerNotKept: the exchange is not stored, or not to its end.
        """
        if self._problem:
            raise AnswerNotKept(reason=self._problem.sentences()[0]) from self._problem

    def _write(self, state: str) -> None:
        self._pieces, self._stored_at = 0, monotonic()
        if self._answer is None:
            return
        try:
            self._store.extend_message(self._answer, self._text, state=state, extra=self._extra)
        except StorageError as error:
            self._problem = error


def before(program: Program, message: str, conversation: int | None, manner: Manner) -> list[StoredMessage]:
    """What stands in the conversation before a message, oldest first.

    Without the exchange whose place it takes; for one that is asked again, as it was when it was asked.
    """
    messages = [] if conversation is None else standing(program.store.conversations.messages(conversation))
    asked = [place for place, one in enumerate(messages) if one.role == "user"]
    if manner.is_repeat:
        asked = [place for place in asked if messages[place].text == message]
    is_cut = asked and (manner.is_repeat or manner.is_edited)
    return messages[: asked[-1]] if is_cut else messages


def _questions(program: Program, question: str, conversation: int | None, manner: Manner) -> list[str]:
    """The questions asked so far, oldest first."""
    return [turn.text for turn in before(program, question, conversation, manner) if turn.role == "user"]


def _shown(question: str, answer: Answer) -> Mapping[str, object]:
    """What the answer shows: which spans, which sentences rest on them, and how it came about.

    `quotes` is how many of the spans are quotes; the numbers of the others follow.
    """
    spans = _Spans()
    for place, quote in enumerate(answer.quotes):
        spans.add(sources.of_quote(question, quote, is_first=not place))
    sentences = [
        [one.text, list(dict.fromkeys(spans.number(sources.of_citation(citation)) for citation in one.citations))]
        for one in answer.sentences
    ]
    near = () if answer.quotes else sources.nearest(question, answer.passages)
    return {
        "found": answer.found,
        "model": answer.model or "",
        "quotes": len(answer.quotes),
        "spans": spans.fields,
        "sentences": sentences,
        "nearest": [sources.fields(sources.of_quote(question, quote)) for quote in near],
        "coverage": asdict(answer.coverage),
        "timings": dict(answer.timings_ms),
        "stopped": answer.stopped,
        "passages_left_out": len(answer.left_out),
    }


class _Spans:
    """Spans of documents, numbered from 1 in the order they are met; one that overlaps another shares its number."""

    def __init__(self) -> None:
        self.fields: list[dict[str, Any]] = []
        self._known: list[KeptSpan] = []

    def add(self, span: KeptSpan) -> int:
        self._known.append(span)
        self.fields.append(sources.fields(span))
        return len(self.fields)

    def number(self, span: KeptSpan) -> int:
        for number, known in enumerate(self._known, start=1):
            is_same_page = (known.path, known.page) == (span.path, span.page)
            if is_same_page and span.start < known.end and known.start < span.end:
                return number
        return self.add(span)
