"""Quotes: the sentences that say most about the question, verbatim, and the words to light up in them."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.pipeline import alike
from assistant.pipeline.sentences import sentence_spans
from assistant.pipeline.words import content_words, words
from assistant.records import Chunk, Passage, Quote

SHORT_WORDS = 3
"""A sentence with fewer index words says too little alone (a heading, a bullet, "Yes."): it joins the next one."""

HEADING_WORDS = 6
"""A line with more index words than this is a sentence, also without a stop."""
_BLANK_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*\n")
_STOPS = (".", "!", "?", ":", ";", "\u3002", "\uff01", "\uff1f", "\u061f", "\u0964")

MEANING_WEIGHT = 0.5
PASSAGE_WEIGHT = 0.3
WORDS_WEIGHT = 0.2
"""Shares of sentence MaxSim, score of its passage, and words shared with the question.

SQuAD development half, 1,000 questions, first quote / one of three holds the gold answer: 76.9 / 90.1 %; MaxSim alone
73.5 / 88.2, without the words 74.6 / 88.6. Other shares between .4 and .6, .2 and .4, .1 and .3 lie within .7 of it.
"""

QUOTED_PASSAGES = 10
"""Quotes come from so many of the best passages: from 20 the figures are the same within .4, at twice the time.

They may all come from one passage. At most two from one hold the gold answer less often: squad 87.4 % against 88.6,
German 90.0 / 92.5, Spanish 93.0 / 96.5, Chinese 93.5 / 96.5 (XQuAD, 200 questions each; SQuAD 500).
"""


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence, or short ones joined with the next: offsets in the chunk's text."""

    passage: Passage
    start: int
    end: int
    words: frozenset[str]
    meaning: float | None

    @property
    def chunk(self) -> Chunk:
        return self.passage.stored.chunk

    @property
    def text(self) -> str:
        return self.chunk.text[self.start : self.end]


def select(passages: Sequence[Passage], *, question_words: Sequence[str], limit: int = 3) -> tuple[Quote, ...]:
    """The best sentences of the passages, best first, each word for word as it stands in its page.

    Args:
        passages: best first, with their sentence scores where the token vectors are there; without them the words
            alone decide.
        question_words: the question's index words.
        limit: how many quotes at most; the same sentence in other passages is in `Quote.also`.
    """
    quoted = [one for passage in passages[:QUOTED_PASSAGES] for one in (passage, *passage.also)]
    parts = [part for passage in quoted for part in _parts(passage)]
    scored = sorted(
        zip(_scores(parts, question_words), range(len(parts)), parts, strict=True),
        key=lambda row: (-row[0], row[1]),
    )
    quotes: list[tuple[_Part, list[Quote]]] = []  # the best part that says a thing, and all that say it
    for score, _, part in scored:
        # The same sentence in a second document shows nothing new.
        said = next((said for first, said in quotes if _says_the_same(part, first)), None)
        if said is not None:
            said.append(_quote(part, score))
        elif len(quotes) < limit:
            quotes.append((part, [_quote(part, score)]))
    return tuple(replace(best, also=tuple(also)) for _, (best, *also) in quotes)


def excerpts(quotes: Sequence[Quote]) -> tuple[Passage, ...]:
    """The quotes as passages of nothing but their words: what a small model can still tell apart."""
    return tuple(_narrowed(quote) for quote in quotes)


def _narrowed(quote: Quote) -> Passage:
    stored = quote.passage.stored
    chunk = replace(stored.chunk, start=quote.start, end=quote.end, text=quote.text)
    return replace(quote.passage, stored=replace(stored, chunk=chunk), sentence_scores=())


def decisive(quote_text: str, question_words: Sequence[str], language: str) -> tuple[tuple[int, int], ...]:
    """Spans of `quote_text` to emphasise: the words of the question in it, neighbours as one span, in order."""
    wanted = set(question_words)
    spans: list[tuple[int, int]] = []
    for word, start, end in content_words(quote_text, language):
        if word not in wanted:
            continue
        if spans and not quote_text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _parts(passage: Passage) -> Iterator[_Part]:
    """The sentences of a passage; short ones joined with the next, the last of them with the one before."""
    chunk = passage.stored.chunk
    spans = sentence_spans(chunk.text)
    scores = passage.sentence_scores if len(passage.sentence_scores) == len(spans) else ()
    said = [words(chunk.text[start:end], chunk.language) for start, end in spans]
    groups: list[list[int]] = []
    above: list[list[int]] = []  # the headings over each group: they count for it and are not shown
    headings: list[int] = []
    open_group: list[int] = []
    for place, (start, end) in enumerate(spans):
        if not open_group and _is_heading(chunk, start, end, len(said[place])):
            headings.append(place)
            continue
        open_group.append(place)
        if len(said[place]) >= SHORT_WORDS:
            groups.append(open_group)
            above.append(headings)
            open_group, headings = [], []
    if open_group and groups:
        groups[-1].extend(open_group)
    elif open_group or headings:
        groups.append(open_group or headings)  # nothing but headings: better than no quote
        above.append([])
    for group, over in zip(groups, above, strict=True):
        start, end = spans[group[0]][0], spans[group[-1]][1]
        counted = (*over, *group)
        meaning = max(scores[place] for place in counted) if scores else None
        yield _Part(passage, start, end, frozenset(word for place in counted for word in said[place]), meaning)


def _says_the_same(part: _Part, other: _Part) -> bool:
    shared = len(part.words & other.words)
    if shared < alike.SHARED_WORDS * min(len(part.words), len(other.words)):
        return False
    return alike.same_sentence(part.text, part.chunk.text, other.text, other.chunk.text)


def _is_heading(chunk: Chunk, start: int, end: int, words_in_it: int) -> bool:
    """True for a line of the heading path, and for a few words without a stop that a blank line sets apart."""
    line = " ".join(chunk.text[start:end].split()).strip("#=-*_ ")
    if line and line in chunk.heading.split(" > "):
        return True
    apart = _BLANK_LINE.match(chunk.text, end) is not None
    return apart and words_in_it <= HEADING_WORDS and not line.endswith(_STOPS)


def _scores(parts: Sequence[_Part], question_words: Sequence[str]) -> list[float]:
    """How much each part says about the question, 0 to 1."""
    overlaps = _overlaps(parts, question_words)
    known = [part.meaning for part in parts if part.meaning is not None]
    least, most = min(known, default=0.0), max(known, default=0.0)
    scores: list[float] = []
    for part, overlap in zip(parts, overlaps, strict=True):
        meaning = overlap
        if part.meaning is not None:
            meaning = (part.meaning - least) / (most - least) if most > least else 1.0
        scores.append(MEANING_WEIGHT * meaning + PASSAGE_WEIGHT * part.passage.score + WORDS_WEIGHT * overlap)
    return scores


def _overlaps(parts: Sequence[_Part], question_words: Sequence[str]) -> list[float]:
    """Share of the question's words in each part, a word that few parts have counting more; 1 for the largest."""
    having = Counter(word for part in parts for word in part.words)
    weight = {word: math.log1p(len(parts) / having[word]) for word in set(question_words) if word in having}
    sums = [sum(weight.get(word, 0.0) for word in part.words) for part in parts]
    most = max(sums, default=0.0)
    return [value / most if most else 0.0 for value in sums]


def _quote(part: _Part, score: float) -> Quote:
    first = part.chunk.start
    return Quote(part.passage, first + part.start, first + part.end, part.text, score)
