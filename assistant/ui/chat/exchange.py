"""A question and what came of it, as the transcript shows it: made from events, or from what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from assistant.errors import AssistantError, from_kind
from assistant.records import Answer, Citation, Coverage, KeptSpan, Quote, Sentence, Turn
from assistant.services import sources
from assistant.ui.source import Source

_STOPS = ("cancelled", "length", "context", "thinking")
"""Why an answer may end early, as in `Answer`; anything else is the sentence of an error."""
_DOUBTFUL = 65.0
"""Below this confidence a page that was read from a picture is said to be read with doubt."""


class Stage(Enum):
    """How far an exchange is."""

    WAITING = auto()
    SEARCHED = auto()
    WRITING = auto()
    DONE = auto()
    FAILED = auto()


@dataclass(slots=True)
class Exchange:
    """A question and its answer.

    Attributes:
        from_documents: False for an answer of the model alone.
        is_about_answer: it asked the model for something about the answer before.
        is_kept: it is stored, as far as it came, or the one whose place it takes is.
        searched_in: the library or file that was searched, "" for all documents.
        understood: the question as it was made to stand alone, "" when it was taken as it is.
        sources: numbered from 1 in this order: quotes first, then what else sentences rest on.
        quotes: how many of them are quotes.
        sentences: checked ones, each with the numbers of the sources that say it.
        tail: what is written and not a whole sentence yet.
        text: an answer of the model alone, Markdown.
        stopped: why the answer is not whole, as in `Answer`.
        turns_left_out: messages of the conversation that the model was not given.
        passages_left_out: passages that did not fit the model.
        timings_ms: as in `Answer`.
    """

    question: str
    from_documents: bool = True
    is_about_answer: bool = False
    searched_in: str = ""
    stage: Stage = Stage.WAITING
    understood: str = ""
    found: bool | None = None
    coverage: Coverage | None = None
    sources: list[Source] = field(default_factory=list)
    quotes: int = 0
    nearest: list[Source] = field(default_factory=list)
    sentences: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    tail: str = ""
    text: str = ""
    thoughts: int = 0
    model: str = ""
    writes_language: bool = True
    stopped: str = ""
    turns_left_out: int = 0
    passages_left_out: int = 0
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    error: AssistantError | None = None
    is_erased: bool = False
    is_kept: bool = False

    @property
    def is_over(self) -> bool:
        """True when nothing more comes."""
        return self.stage in (Stage.DONE, Stage.FAILED)

    @property
    def broke_off(self) -> bool:
        """True when it ended for a reason that neither the person nor the settings gave."""
        return self.error is not None or (bool(self.stopped) and self.stopped not in _STOPS)

    @property
    def has_answer(self) -> bool:
        """True when something was written that the model can be asked about."""
        return bool(self.text or self.sentences)

    def take_passages(self, coverage: Coverage, *, found: bool | None) -> None:
        """What the search gave."""
        self.found, self.coverage = found, coverage

    def take_quotes(self, quotes: Sequence[Quote]) -> None:
        """The best sentences."""
        self.sources = [
            _shown(sources.of_quote(self.question, quote, is_first=not place)) for place, quote in enumerate(quotes)
        ]
        self.quotes = len(quotes)
        self.stage = Stage.SEARCHED

    def take_nearest(self, quotes: Sequence[Quote]) -> None:
        """The sentences that come nearest, when none is the answer."""
        self.nearest = [_shown(sources.of_quote(self.question, quote)) for quote in quotes]

    def take_text(self, piece: str, checked: Sequence[Sentence]) -> None:
        """More of the written answer; whole sentences take the place of the text they are made of."""
        self.stage = Stage.WRITING
        self.tail += piece
        for sentence in checked:
            self._take_sentence(sentence)
            self.tail = _behind(self.tail, sentence.text)

    def take_answer(self, answer: Answer) -> None:
        """All that the question gave."""
        if not self.quotes:
            self.take_quotes(answer.quotes)
        self.sentences.clear()
        for sentence in answer.sentences:
            self._take_sentence(sentence)
        self.tail = ""
        self.text = answer.text or ""
        self.found, self.coverage, self.stopped = answer.found, answer.coverage, answer.stopped
        self.timings_ms, self.passages_left_out = answer.timings_ms, len(answer.left_out)
        self.stage = Stage.DONE

    def fail(self, error: AssistantError) -> None:
        """It ended with an error; what there is of it stays."""
        self.error, self.stage = error, Stage.FAILED

    def _take_sentence(self, sentence: Sentence) -> None:
        numbers = dict.fromkeys(self._number(citation) for citation in sentence.citations)
        self.sentences.append((sentence.text, tuple(numbers)))

    def _number(self, citation: Citation) -> int:
        """The number of the span a sentence rests on; spans that overlap one that has a number share it."""
        stored = citation.passage.stored
        for number, source in enumerate(self.sources, start=1):
            if source.overlaps(stored.path, stored.chunk.page, citation.start, citation.end):
                return number
        self.sources.append(_shown(sources.of_citation(citation)))
        return len(self.sources)


def of_turns(turns: Sequence[Turn]) -> list[Exchange]:
    """The exchanges of a stored conversation."""
    exchanges: list[Exchange] = []
    for turn in turns:
        if turn.role == "user":
            exchanges.append(
                Exchange(turn.text, stage=Stage.DONE, understood=turn.understood, stopped="cancelled", is_kept=True)
            )
        elif exchanges:
            _answer(exchanges[-1], turn)
    return exchanges


def _answer(exchange: Exchange, turn: Turn) -> None:
    exchange.is_erased = turn.state == "erased"
    exchange.from_documents = turn.from_documents or exchange.is_erased
    exchange.is_about_answer = turn.is_about_answer
    exchange.model, exchange.writes_language = turn.model_name or turn.model, turn.writes_language
    exchange.found, exchange.coverage, exchange.searched_in = turn.found, turn.coverage, turn.searched_in
    exchange.sources, exchange.nearest = list(map(_shown, turn.spans)), list(map(_shown, turn.nearest))
    exchange.quotes = turn.quotes
    exchange.sentences = list(turn.sentences)
    exchange.text = turn.text
    exchange.stopped = "" if turn.state == "complete" else turn.stopped or "cancelled"
    exchange.timings_ms = turn.timings_ms
    exchange.passages_left_out, exchange.turns_left_out = turn.passages_left_out, turn.turns_left_out
    if turn.error is not None:
        exchange.fail(from_kind(turn.error.kind, turn.error.fields))


def _shown(span: KeptSpan) -> Source:
    return Source(
        span.path, span.page, span.start, span.end, span.text, span.label, span.heading, span.line,
        decisive=span.decisive,
        others=span.others,
        is_doubtful=span.scan_confidence is not None and span.scan_confidence < _DOUBTFUL,
        after=span.after,
    )  # fmt: skip


def _behind(text: str, sentence: str) -> str:
    """What follows the sentence in the text; marks and spaces of the model may stand between its words."""
    wanted = [character for character in sentence if not character.isspace()]
    at = 0
    for place, character in enumerate(text):
        if at < len(wanted) and character == wanted[at]:
            at += 1
        if at == len(wanted):
            return text[place + 1 :].lstrip()
    return ""
