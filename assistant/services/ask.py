"""A question over the documents: passages, quotes, then a written answer whose sentences are checked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter

from assistant.isolation import Cancel
from assistant.pipeline import quote
from assistant.records import Answer, Coverage, Passage, Quote, Scope
from assistant.services import draft, find
from assistant.services.draft import TextArrived, ThoughtArrived
from assistant.services.program import Program

_QUOTES = 3


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
class AnswerReady:
    """All that the question gave; the last event, exactly once."""

    answer: Answer


AskEvent = PassagesFound | QuotesFound | ThoughtArrived | TextArrived | AnswerReady


def ask(
    program: Program, question: str, scope: Scope, *, written: bool = True, again: bool = False, cancel: Cancel
) -> Iterator[AskEvent]:
    """Answer a question from the documents in the scope.

    Yields `PassagesFound`, `QuotesFound`, then `ThoughtArrived` and `TextArrived` any number of times, `AnswerReady`.
    With `written` False, or in a language the model does not write, there are quotes alone; `again` wants another
    draft than the last time. Setting `cancel` ends the
    text; what was written is kept in the answer, also when the engine dies in the middle. In a background thread.

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
    answer = draft.Draft()
    if written and quotes and draft.can_write(program, findings.language):
        sampling = draft.sampling(program, again=again)
        for event in draft.write(program, question, findings.passages, quotes, answer, sampling, cancel):
            if isinstance(event, TextArrived):
                clock.stop("first_text")
            yield event
    clock.stop("total")
    yield AnswerReady(
        Answer(
            question=question,
            text=answer.shown_text(),
            sentences=answer.sentences,
            quotes=quotes,
            passages=findings.passages,
            found=findings.found,
            confidence=findings.confidence,
            coverage=findings.coverage,
            model=None if answer.text is None else program.chat_model.id,
            left_out=answer.left_out,
            timings_ms=clock.timings_ms,
            stopped=answer.stopped,
        )
    )


@dataclass(slots=True)
class _Clock:
    """Milliseconds from the question to each mark; a mark that is passed again stays as it was."""

    started: float = field(default_factory=perf_counter)
    timings_ms: dict[str, float] = field(default_factory=dict)

    def stop(self, mark: str) -> None:
        self.timings_ms.setdefault(mark, round((perf_counter() - self.started) * 1000, 1))
