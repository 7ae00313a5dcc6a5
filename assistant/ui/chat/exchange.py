"""A question and what came of it, as the transcript shows it: made from events, or from what is stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from assistant.errors import AssistantError
from assistant.pipeline.sentences import sentence_spans
from assistant.records import Answer, Citation, Coverage, KeptSpan, Passage, Quote, Sentence, Turn
from assistant.ui.source import Source

_STOPS = ("cancelled", "length", "context", "thinking")
"""Why an answer may end early, as in `Answer`; anything else is the sentence of an error."""
_LONGEST_AFTER = 160
"""Characters of the sentence behind the first quote; a longer one would be more than the quote itself."""
_DOUBTFUL = 65.0
"""Below this confidence a page that was read from a picture is said to be read with doubt."""


class Stage(Enum):
    """How far an exchange is."""

    WAITING = auto()
    SEARCHED = auto()
    WRITING = auto()
    DONE = auto()
    FAILED = auto()


Decide = Callable[[Quote], tuple[tuple[int, int], ...]]
"""Finds the decisive words of a quote."""


@dataclass(slots=True)
class Exchange:
    """A question and its answer.

    Attributes:
        from_documents: False for an answer of the model alone.
        is_about_answer: it asked the model for something about the answer before.
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

    def take_quotes(self, quotes: Sequence[Quote], decide: Decide) -> None:
        """The best sentences."""
        self.sources = [_of_quote(quote, decide, is_first=not place) for place, quote in enumerate(quotes)]
        self.quotes = len(quotes)
        self.stage = Stage.SEARCHED

    def take_nearest(self, quotes: Sequence[Quote]) -> None:
        """The sentences that come nearest, when none is the answer."""
        self.nearest = [_of_quote(quote, lambda _quote: ()) for quote in quotes]

    def take_text(self, piece: str, checked: Sequence[Sentence]) -> None:
        """More of the written answer; whole sentences take the place of the text they are made of."""
        self.stage = Stage.WRITING
        self.tail += piece
        for sentence in checked:
            self._take_sentence(sentence)
            self.tail = _behind(self.tail, sentence.text)

    def take_answer(self, answer: Answer, decide: Decide) -> None:
        """All that the question gave."""
        if not self.quotes:
            self.take_quotes(answer.quotes, decide)
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
        made = _made(citation.passage, citation.start, citation.end, citation.quote)
        self.sources.append(made)
        return len(self.sources)


def of_turns(turns: Sequence[Turn]) -> list[Exchange]:
    """The exchanges of a stored conversation."""
    exchanges: list[Exchange] = []
    for turn in turns:
        if turn.role == "user":
            exchanges.append(Exchange(turn.text, stage=Stage.DONE, stopped="cancelled"))
        elif exchanges:
            _answer(exchanges[-1], turn)
    return exchanges


def _answer(exchange: Exchange, turn: Turn) -> None:
    exchange.from_documents = turn.from_documents
    exchange.understood, exchange.model, exchange.found = turn.understood, turn.model, turn.found
    exchange.sources = [_of_span(span) for span in turn.spans]
    exchange.quotes = turn.quotes
    exchange.sentences = list(turn.sentences)
    exchange.text = turn.text
    exchange.is_erased = turn.state == "erased"
    exchange.stopped = "" if turn.state == "complete" else "cancelled"


def _of_span(span: KeptSpan) -> Source:
    return Source(span.path, span.page, span.start, span.end, span.text, span.label, line=span.line)


def _of_quote(quote: Quote, decide: Decide, *, is_first: bool = False) -> Source:
    others = [path for one in (quote, *quote.also) for path in (one.passage.stored.path, *one.passage.stored.copies)]
    made = _made(quote.passage, quote.start, quote.end, quote.text, decide(quote))
    others = [path for path in others if path != made.path]
    return replace(made, others=tuple(dict.fromkeys(others)), after=_after(quote) if is_first else "")


def _after(quote: Quote) -> str:
    """The sentence behind a quote in the same paragraph, "" when there is none that is short."""
    chunk = quote.passage.stored.chunk
    rest = chunk.text[quote.end - chunk.start :][: 2 * _LONGEST_AFTER]
    start, end = next(iter(sentence_spans(rest)), (0, 0))
    is_whole = end < len(rest) or quote.end + len(rest) == chunk.end
    sentence = rest[start:end].strip()
    return "" if "\n\n" in rest[:end] or len(sentence) > _LONGEST_AFTER or not is_whole else sentence


def _made(
    passage: Passage, start: int, end: int, text: str, decisive: tuple[tuple[int, int], ...] = ()
) -> Source:
    stored = passage.stored
    confidence = stored.scan_confidence
    return Source(
        path=stored.path,
        page=stored.chunk.page,
        start=start,
        end=end,
        text=text,
        label=stored.label,
        heading=stored.chunk.heading,
        line=stored.chunk.line + stored.chunk.text[: start - stored.chunk.start].count("\n"),
        decisive=decisive,
        others=stored.copies,
        is_doubtful=confidence is not None and confidence < _DOUBTFUL,
    )


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
