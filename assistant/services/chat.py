"""A conversation with the model alone: no document is searched, and every answer is marked as the model's."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise

from assistant.errors import EngineDied, MessageEmpty
from assistant.isolation import Cancel
from assistant.pipeline import prompt, repeats
from assistant.pipeline.language import language_of
from assistant.records import FinishReason, Generated, Message, Prompt, StoredMessage, TextPiece
from assistant.services import draft
from assistant.services.draft import TextArrived, ThoughtArrived
from assistant.services.keep import MODEL, USUAL, Keeper, Manner, before
from assistant.services.program import Program

_TELLING = 12
"""Characters of a message in plain letters from which on its language can be told ("Hi" is said in many)."""
_EXCHANGE = 2
"""Messages: what was asked, and the answer."""
_REWRITE = "Rewrite this text. {wish}.\n\nText: {text}"
"""What a small model is asked; of nine requests it answered six with nonsense when it was given the exchange itself,
none so. In English, the language it writes."""

_Pieces = Generator[TextPiece | Generated, None, None]


@dataclass(frozen=True, slots=True)
class Started:
    """The first event: the message is stored.

    Attributes:
        conversation: id of the conversation; None when it cannot be kept.
        writes_language: False for a model that does not write the language of the message.
    """

    conversation: int | None
    writes_language: bool


@dataclass(frozen=True, slots=True)
class HistoryTrimmed:
    """So many of the first messages of the conversation do not fit the model any more."""

    left_out: int


@dataclass(frozen=True, slots=True)
class ReplyReady:
    """The whole answer; the last event, exactly once.

    Attributes:
        stopped: why it is not whole: as in `Answer`, "" when it is.
    """

    text: str
    stopped: str
    left_out: int


ChatEvent = Started | HistoryTrimmed | ThoughtArrived | TextArrived | ReplyReady


def require_text(message: str) -> None:
    """Make sure that something was said, before anything slow is begun for it.

    Raises:
        MessageEmpty: there is nothing but white space.
    """
    if not message.strip():
        raise MessageEmpty


def reply(
    program: Program, message: str, conversation: int | None = None, *, manner: Manner = USUAL, cancel: Cancel
) -> Generator[ChatEvent, None, None]:
    """Answer a message from what the model knows; the conversation goes on, or begins when it is None.

    Yields `Started`, perhaps `HistoryTrimmed`, then `ThoughtArrived` and `TextArrived` any number of times,
    `ReplyReady`. The message is stored before the engine starts. Setting `cancel` or closing the generator ends the
    text; what was written is kept, also when the engine dies in the middle. Runs in a background thread.

    `manner` says how the message came to be sent: the model is given what stood before it then.

    Raises:
        MessageEmpty: there is nothing in it.
        ConversationUnknown: there is no such conversation.
        ModelError: the model cannot be used, or the message does not fit it.
        AnswerNotKept: the answer was given, but could not be stored; raised after the last event.
    """
    require_text(message)
    history, sources = _history(before(program, message, conversation, manner))
    asked = message
    if manner.is_about_answer and history:
        asked, history = _about(message, history, small=program.chat_model.drafts_only)
    told = len(message) >= _TELLING or not message.isascii()
    writes_language = not told or draft.can_write(program, language_of(message))
    model = program.chat_model
    about: dict[str, object] = {"from": MODEL, "model": model.id, "model_name": model.name, "sources": sources}
    about |= {"about_answer": manner.is_about_answer, "writes_language": writes_language}
    with Keeper(program, message, conversation, manner.kept, about) as keeper:
        yield Started(keeper.conversation, writes_language)
        built = _prompt(program, asked, history)
        if built.turns_left_out:
            keeper.add(turns_left_out=built.turns_left_out)
            yield HistoryTrimmed(built.turns_left_out)
        writing = _Writing()
        pieces = program.chat.generate(built, draft.sampling(program, again=manner.is_again), cancel)
        for event in _written(program, pieces, writing):
            if isinstance(event, TextArrived):
                keeper.grow(event.text)
            yield event
        keeper.add(stopped=writing.stopped)
        keeper.finish(writing.shown, whole=not writing.stopped)
        yield ReplyReady(writing.shown, writing.stopped, built.turns_left_out)
    keeper.report()


def _prompt(program: Program, message: str, history: list[Message]) -> Prompt:
    return prompt.build(
        message,
        (),
        history=history,
        budget_tokens=program.chat.info().context_tokens,
        answer_tokens=program.settings.answer_tokens,
        count=program.chat.count,
        count_messages=program.chat.count_messages,
    )


def _history(turns: Sequence[StoredMessage]) -> tuple[list[Message], list[str]]:
    """The exchanges that have an answer, and the files whose words may be in them.

    A new answer may say again what an older one took from the documents: it goes with their library like that one.
    """
    history: list[Message] = []
    sources: set[str] = set()
    for asked, answered in pairwise(turns):
        if (asked.role, answered.role) == ("user", "assistant") and answered.text:
            history += [Message("user", asked.text), Message("assistant", answered.text)]
            known = answered.extra.get("sources")
            sources.update(map(str, known) if isinstance(known, list) else ())
    return history, sorted(sources)


def _about(message: str, history: list[Message], *, small: bool) -> tuple[str, list[Message]]:
    """A request about the last answer as the model is asked it, and what it is told before."""
    if small:
        return _REWRITE.format(wish=message.strip().rstrip(".!"), text=history[-1].text), []
    return message, history[-_EXCHANGE:]


@dataclass(slots=True)
class _Writing:
    """The answer as it grows: what was shown of it, and why it is not whole."""

    shown: str = ""
    stopped: str = ""


def _written(
    program: Program, generated: _Pieces, writing: _Writing
) -> Iterator[TextArrived | ThoughtArrived]:
    try:
        yield from _pieces(program, generated, writing)
    except EngineDied as error:
        writing.stopped = str(error)  # part of the answer: what was written is kept and shown with the reason


def _pieces(
    program: Program, generated: _Pieces, writing: _Writing
) -> Iterator[TextArrived | ThoughtArrived]:
    text, ended = "", False
    with closing(generated) as pieces:
        for item in pieces:
            if isinstance(item, TextPiece) and item.thinking:
                yield ThoughtArrived(item.text)
                continue
            if isinstance(item, TextPiece):
                text = (text + item.text).lstrip()
            else:
                writing.stopped = "" if item.finish is FinishReason.END else item.finish.value
                ended = True
            end, again = _new_until(program, text, ended=ended)
            if fresh := text[len(writing.shown) : end].rstrip():  # white space comes with what follows it
                writing.shown += fresh
                yield TextArrived(fresh, ())
            if again:
                return


def _new_until(program: Program, text: str, *, ended: bool) -> tuple[int, bool]:
    """See `repeats.new_until`; a large model that says a thing twice means it: a refrain, a line of code."""
    if program.chat_model.drafts_only:
        return repeats.new_until(text, ended=ended)
    return len(text), False
