"""The prompt: instructions, earlier turns, numbered sources fenced as data, and the question, within a budget."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from assistant.errors import PromptTooLong
from assistant.pipeline.sentences import sentence_spans
from assistant.records import Message, Passage, Prompt

Count = Callable[[Sequence[str]], list[int]]
CountMessages = Callable[[Sequence[Message]], int]

INSTRUCTIONS = "Answer the question in one full sentence, using only the text."
"""Short on purpose. With SmolLM2-135M (60 SQuAD questions, greedy, three quotes as texts) these words and
this layout give an answer that holds the gold answer for 48 %; with a warning about instructions inside the texts 37
to 38 %, with "Source" for "Text" 42 %, with tags as fences 40 %, with whole passages in place of quotes 16 to 26 %.
The standard error is 6, and the wording was chosen on the same questions: expect less on others.
What a document could do to the fence is taken from it by `_in_fence`, not asked of the model.
"""

ASKING = "Question: "

CHAT_INSTRUCTIONS = "You are a helpful assistant. Answer briefly, in the language of the question."
"""Used when no passage is given: a conversation without documents."""

HISTORY_SHARE = 1 / 3
"""Share of the prompt that earlier turns may take beside sources, which matter more for what is asked now."""

NAME_LIMIT = 80
"""Code points of a file name or title that are shown to the model: a name is a label, not a text."""

_TAG = re.compile(r"(?<=[<\uff1c])(?=[/|!\w\uff5c<])|(?<=\[)(?=/?[A-Z_]{3,}\])|(?<=[|\uff5c])(?=>)")
"""Where a tag or a control token of a chat template would begin or end: "<source", "</s>", "<|im_end|>", "[INST]"."""


def build(
    question: str,
    passages: Sequence[Passage],
    *,
    history: Sequence[Message] = (),
    budget_tokens: int,
    answer_tokens: int,
    count: Count,
    count_messages: CountMessages,
) -> Prompt:
    """The prompt for a question; prompt and answer together never pass the budget.

    What repeats from turn to turn stands first: instructions, then earlier turns, then the sources in the order
    given, then the question. Passages go in whole while they fit, the next one as far as its sentences fit; the
    others are in `left_out`. Of the history the newest turns are kept; the others are counted in `turns_left_out`.

    Args:
        question: as the user wrote it.
        passages: best first; source number n is the n-th of the prompt's passages.
        history: earlier turns, oldest first.
        budget_tokens: the model's context.
        answer_tokens: room kept for the answer.
        count: exact tokens of each text, without a template.
        count_messages: exact tokens of a conversation, the chat template included.

    Raises:
        PromptTooLong: the question leaves no room, or not for one sentence of a source.
    """
    room = budget_tokens - answer_tokens
    sources = [_source(number, passage) for number, passage in enumerate(passages, start=1)]
    draft = _Draft(question, tuple(sources), tuple(history))
    bare = count_messages(draft.messages(turns=0, pieces=0))
    whole = count_messages(draft.messages(turns=len(history), pieces=0))
    share = HISTORY_SHARE if sources else 1
    turns = _turns_that_fit(history, count, int((room - bare) * share), whole - bare)
    pieces = _pieces_that_fit(sources, count, room - count_messages(draft.messages(turns=turns, pieces=0)))
    turns, pieces = _trimmed(draft, turns, pieces, room, count_messages)
    used = draft.sources_in(pieces)
    messages = draft.messages(turns=turns, pieces=pieces)
    left_out = len(history) - turns
    return Prompt(messages, tuple(passages[:used]), tuple(passages[used:]), answer_tokens, left_out)


@dataclass(frozen=True, slots=True)
class _Source:
    """A passage as it is written into the prompt: number and place, then its sentences between quotation marks."""

    head: str
    sentences: tuple[str, ...]

    def text(self, sentences: int) -> str:
        return f'{self.head} "{_in_fence("".join(self.sentences[:sentences]))}"\n'


@dataclass(frozen=True, slots=True)
class _Draft:
    """All that could go in; how much of it does is counted in turns (newest) and pieces (sentences of sources)."""

    question: str
    sources: tuple[_Source, ...]
    history: tuple[Message, ...]

    def messages(self, *, turns: int, pieces: int) -> tuple[Message, ...]:
        """The conversation with the newest `turns` of the history and the first `pieces` sentences of the sources."""
        instructions = INSTRUCTIONS if self.sources else CHAT_INSTRUCTIONS
        asked = "".join([*self._texts(pieces), f"\n{ASKING}{neutral(self.question)}"]).lstrip()
        earlier = self.history[len(self.history) - turns :]
        return (
            Message("system", instructions),
            *(Message(turn.role, neutral(turn.text)) for turn in earlier),
            Message("user", asked if self.sources else neutral(self.question)),
        )

    def sources_in(self, pieces: int) -> int:
        """How many sources have a sentence among the first `pieces`."""
        return len(self._texts(pieces))

    def _texts(self, pieces: int) -> list[str]:
        texts: list[str] = []
        for source in self.sources:
            if pieces <= 0:
                break
            texts.append(source.text(pieces))
            pieces -= len(source.sentences)
        return texts


def neutral(text: str) -> str:
    """The text with every tag and control token of a chat template taken apart by a space: "<|x|>" is "< |x| >".

    So no document, file name or question can close its own fence or speak in another role.
    """
    return _TAG.sub(" ", text)


def _in_fence(text: str) -> str:
    """The text on one line and without the marks that stand around it, so that it cannot end them."""
    return neutral(" ".join(text.replace('"', "'").split()))


def _source(number: int, passage: Passage) -> _Source:
    stored = passage.stored
    name = _label(PurePath(stored.path.decode("utf-8", "replace").replace("\\", "/")).name)
    place = f", {stored.label.kind} {stored.label.number}" if stored.label.number is not None else ""
    title = f", {_label(stored.label.title)}" if stored.label.title.strip() else ""
    text = stored.chunk.text
    cuts = [0, *(start for start, _ in sentence_spans(text)[1:]), len(text)]
    sentences = tuple(text[start:end] for start, end in pairwise(cuts))
    return _Source(f"Text {number} ({name}{place}{title}):", sentences)


def _label(text: str) -> str:
    """A name on one line, without control characters and without what would end the line it stands in."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return neutral(plain).replace('"', "'").replace("(", " ").replace(")", " ")[:NAME_LIMIT]


def _turns_that_fit(history: Sequence[Message], count: Count, room: int, whole: int) -> int:
    """How many of the newest turns fit, in pairs of question and answer; `whole` tokens are what all of them take."""
    fitting = 0
    lengths = count([turn.text for turn in history]) if history else []
    around = (whole - sum(lengths)) // max(1, len(history))  # what the template puts around each
    for place, length in enumerate(reversed(lengths), start=1):
        room -= length + around
        if room < 0:
            break
        if history[-place].role == "user":
            fitting = place
    return fitting


def _fewer(history: Sequence[Message], turns: int) -> int:
    """The next smaller number of newest turns that begin with what the user said, as templates want it."""
    return max((place for place in range(1, turns) if history[-place].role == "user"), default=0)


def _pieces_that_fit(sources: Sequence[_Source], count: Count, room: int) -> int:
    """How many sentences of the sources fit, by the sum of their own lengths: a first guess, checked afterwards."""
    pieces = 0
    for source in sources:
        fence, *lengths = count([source.text(0), *source.sentences])
        room -= fence
        for length in lengths:
            room -= length
            if room < 0:
                return pieces
            pieces += 1
    return pieces


def _trimmed(
    draft: _Draft, turns: int, pieces: int, room: int, count_messages: CountMessages
) -> tuple[int, int]:
    """Turns and pieces of a conversation that does fit, counted exactly: pieces go first, then the oldest turns.

    Raises:
        PromptTooLong: nothing is left to take out, or not one sentence of a source is left.
    """
    least = 1 if draft.sources else 0
    while True:
        tokens = count_messages(draft.messages(turns=turns, pieces=pieces))
        if tokens <= room and pieces >= least:
            return turns, pieces
        if pieces > least:
            pieces -= 1
        elif turns:
            turns = _fewer(draft.history, turns)
        else:
            raise PromptTooLong(tokens=tokens, limit=room)
