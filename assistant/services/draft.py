"""The written answer: the model's text as it comes, each sentence checked as soon as it is whole."""

import secrets
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from assistant.errors import EngineDied
from assistant.isolation import Cancel
from assistant.pipeline import cite, prompt
from assistant.pipeline.quote import excerpts
from assistant.pipeline.repeats import first_repeated
from assistant.records import FinishReason, Generated, Passage, Prompt, Quote, Sampling, Sentence, TextPiece
from assistant.services.program import Program

_PASSAGES = 5
"""More passages than a small model can tell apart make its answers worse (facts, Answers)."""
_DRAFT_TOKENS = 120
"""Two or three sentences: what a small model writes beyond them it makes up."""

_AGAIN = 0.7
"""Temperature of an answer that is asked for again: other words, mostly the same sense."""


@dataclass(frozen=True, slots=True)
class TextArrived:
    """A piece of the written answer; `checked` are the sentences that are whole by now, each with its sources."""

    text: str
    checked: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ThoughtArrived:
    """A piece of what a reasoning model thinks before it answers: shown as progress at most, never kept."""

    text: str


@dataclass(slots=True)
class Draft:
    """The written answer as it grows.

    Attributes:
        text: None while nothing is being written.
        stopped: why it is not whole: "cancelled", "length", "context", "thinking", or the sentence of an error.
        repeats: the model began to say again what it had said; it was stopped there.
    """

    text: str | None = None
    sentences: tuple[Sentence, ...] = ()
    left_out: tuple[Passage, ...] = ()
    stopped: str = ""
    repeats: bool = False

    def check(self, text: str, sources: Sequence[Passage]) -> tuple[Sentence, ...]:
        """Resolve the sentences of `text`; gives those that are new, up to the first that was said before."""
        known = len(self.sentences)
        resolved = cite.resolve(text, sources)
        again = first_repeated([sentence.text for sentence in resolved], known)
        self.repeats = again is not None
        self.sentences = resolved[:again]
        return self.sentences[known:]

    def shown_text(self) -> str | None:
        """The text for people: without the marks that a model writes, without what it only repeated."""
        if self.text is None or not self.repeats:
            return None if self.text is None else cite.without_markers(self.text).strip()
        return " ".join(sentence.text for sentence in self.sentences)


def can_write(program: Program, language: str) -> bool:
    """True when the model writes the language of the question; one without a known language is taken for English."""
    writes = program.chat_model.languages
    return not writes or language in writes or (language == "und" and "en" in writes)


def sampling(program: Program, *, again: bool) -> Sampling:
    """How the model chooses its words; one that is asked `again` would say the same at low temperatures."""
    if not again:
        return Sampling(temperature=program.settings.temperature)
    return Sampling(temperature=max(program.settings.temperature, _AGAIN), seed=secrets.randbits(31))


def write(
    program: Program,
    question: str,
    passages: Sequence[Passage],
    quotes: Sequence[Quote],
    draft: Draft,
    sampling: Sampling,
    cancel: Cancel,
) -> Iterator[TextArrived | ThoughtArrived]:
    """Fill the draft, yielding its text as it comes; closing the generator or setting `cancel` ends it.

    Raises:
        ModelError: the model cannot be used.
    """
    built = _prompt(program, question, passages, quotes)
    nearest = (*passages[:_PASSAGES], *(quote.passage for quote in quotes))
    sources = tuple({passage.stored.id: passage for passage in nearest}.values())
    draft.text, draft.left_out = "", built.left_out
    try:
        yield from _pieces(program.chat.generate(built, sampling, cancel), sources, draft)
    except EngineDied as error:
        draft.stopped = str(error)  # part of the answer: what was written is kept and shown with the reason
    if not draft.repeats and (fresh := draft.check(draft.text, sources)):
        yield TextArrived("", fresh)


def _pieces(
    generated: Generator[TextPiece | Generated, None, None], sources: Sequence[Passage], draft: Draft
) -> Iterator[TextArrived | ThoughtArrived]:
    text, whole = "", 0
    with closing(generated) as pieces:
        for item in pieces:
            if not isinstance(item, TextPiece):
                draft.stopped = "" if item.finish is FinishReason.END else item.finish.value
                continue
            if item.thinking:
                yield ThoughtArrived(item.text)
                continue
            text += item.text
            draft.text = text
            before, whole = whole, cite.finished(text)
            fresh = draft.check(text[:whole], sources) if whole > before else ()
            yield TextArrived(item.text, fresh)
            if draft.repeats:
                return  # a small model that says a thing twice says it for ever


def _prompt(program: Program, question: str, passages: Sequence[Passage], quotes: Sequence[Quote]) -> Prompt:
    """Passages for a model that can read them, the quotes alone for one that can only draft."""
    drafts_only = program.chat_model.drafts_only
    longest = program.settings.answer_tokens
    return prompt.build(
        question,
        excerpts(quotes) if drafts_only else passages[:_PASSAGES],
        budget_tokens=program.chat.info().context_tokens,
        answer_tokens=min(longest, _DRAFT_TOKENS) if drafts_only else longest,
        count=program.chat.count,
        count_messages=program.chat.count_messages,
    )
