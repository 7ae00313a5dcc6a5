"""A question over the documents: passages, quotes, then a written answer whose sentences are checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from assistant.errors import EngineDied
from assistant.isolation import Cancel
from assistant.pipeline import cite, prompt, quote
from assistant.records import (
    Answer,
    Coverage,
    FinishReason,
    Passage,
    Prompt,
    Quote,
    Sampling,
    Scope,
    Sentence,
    TextPiece,
)
from assistant.services import find
from assistant.services.program import Program

_QUOTES = 3
_PROMPT_PASSAGES = 5
"""More passages than a small model can tell apart make its answers worse (facts, Answers)."""


@dataclass(frozen=True, slots=True)
class PassagesFound:
    """The ranked passages, and whether they can be the answer."""

    passages: tuple[Passage, ...]
    coverage: Coverage
    found: bool | None


@dataclass(frozen=True, slots=True)
class QuotesFound:
    """The best sentences, verbatim; empty when the documents do not hold the answer."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class TextArrived:
    """A piece of the written answer; `checked` are the sentences that it completed, each with its sources."""

    text: str
    checked: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """All that the question gave; the last event, exactly once."""

    answer: Answer


AskEvent = PassagesFound | QuotesFound | TextArrived | AnswerReady


def ask(
    program: Program, question: str, scope: Scope, *, written: bool = True, cancel: Cancel
) -> Iterator[AskEvent]:
    """Answer a question from the documents in the scope.

    Yields `PassagesFound`, `QuotesFound`, `TextArrived` any number of times, `AnswerReady`. With `written` False,
    or in a language the model does not write, there are quotes alone. Setting `cancel` ends the text; what was
    written is kept in the answer. Runs in a background thread.

    Raises:
        QuestionEmpty: there is nothing to search for.
        ModelError: the chat model cannot be used (the quotes have been yielded before).
    """
    clock = _Clock()
    findings = find.passages(program, question, scope)
    clock.stop("search")
    yield PassagesFound(findings.passages, findings.coverage, findings.found)
    nothing = findings.found is False
    quotes = () if nothing else quote.select(findings.passages, question_words=findings.words, limit=_QUOTES)
    clock.stop("quotes")
    yield QuotesFound(quotes)
    draft = _Draft()
    if written and quotes and _writes(program, findings.language):
        built = _prompt(program, question, findings.passages)
        yield from _write(program, built, draft, clock, cancel)
    clock.stop("total")
    yield AnswerReady(
        Answer(
            question, draft.text, draft.sentences, quotes, findings.passages, findings.found, findings.confidence,
            findings.coverage, program.chat_model.id if draft.text is not None else None, draft.left_out,
            clock.timings_ms, draft.stopped,
        )
    )


@dataclass(slots=True)
class _Draft:
    """The written answer as it grows."""

    text: str | None = None
    sentences: tuple[Sentence, ...] = ()
    left_out: tuple[Passage, ...] = ()
    stopped: str = ""

    def check(self, text: str, passages: Sequence[Passage]) -> tuple[Sentence, ...]:
        """Resolve the sentences of `text`; gives those that are new."""
        known, self.sentences = len(self.sentences), cite.resolve(text, passages)
        return self.sentences[known:]


@dataclass(slots=True)
class _Clock:
    """Milliseconds from the question to each mark."""

    started: float = field(default_factory=perf_counter)
    timings_ms: dict[str, float] = field(default_factory=dict)

    def stop(self, mark: str) -> None:
        self.timings_ms.setdefault(mark, round((perf_counter() - self.started) * 1000, 1))


def _writes(program: Program, language: str) -> bool:
    """True when the model writes the language of the question; one without a known language is taken for English."""
    writes = program.chat_model.languages
    return not writes or language in writes or (language == "und" and "en" in writes)


def _prompt(program: Program, question: str, passages: Sequence[Passage]) -> Prompt:
    settings = program.settings
    return prompt.build(
        question,
        passages[:_PROMPT_PASSAGES],
        budget_tokens=program.chat.info().context_tokens,
        answer_tokens=settings.answer_tokens,
        count=program.chat.count,
        count_messages=program.chat.count_messages,
    )


def _write(
    program: Program, built: Prompt, draft: _Draft, clock: _Clock, cancel: Cancel
) -> Iterator[TextArrived]:
    """Stream the answer; each sentence is checked against the passages as soon as it is whole."""
    draft.text, draft.left_out = "", built.left_out
    sampling = Sampling(temperature=program.settings.temperature)
    whole = 0
    try:
        for item in program.chat.generate(built, sampling, cancel):
            if isinstance(item, TextPiece):
                clock.stop("first_text")
                shown, before = len(draft.text), whole
                draft.text += item.text
                whole = cite.finished(draft.text)
                cut = max(0, whole - shown)
                if whole > before:  # the marks of a sentence come before the first letters of the next
                    yield TextArrived(item.text[:cut], draft.check(draft.text[:whole], built.passages))
                    yield TextArrived(item.text[cut:], ())
                else:
                    yield TextArrived(item.text, ())
            elif item.finish is not FinishReason.END:
                draft.stopped = item.finish.value
    except EngineDied as error:
        draft.stopped = str(error)  # part of the answer: what was written is kept and shown with the reason
    fresh = draft.check(draft.text, built.passages)
    if fresh:
        yield TextArrived("", fresh)
