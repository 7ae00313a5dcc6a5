"""Citing: each sentence of a written answer tied to a span of a passage that really says it, or left without one.

The model's own word is not taken for it: markers like "[1]" are removed, and code compares words, names, numbers,
dates and denials (`claims`). Precision comes before recall: what cannot be tied is shown as not in the documents.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.pipeline.claims import Claims, claims, closeness, contradicts, holds_facts, together
from assistant.pipeline.sentences import sentence_spans
from assistant.records import Citation, Passage, Sentence

SUPPORT = (0.7, 0.8, 0.8)
"""Share of a sentence's words that must stand in a span of one, two, three sentences: scattered words say less."""

CLOSENESS = (0.25, 0.35, 0.35)
"""How close together they must stand (`claims.closeness`).

Read by eye over the 35 supported sentences of 100 answers that SmolLM2-135M wrote (SQuAD): of the spans of
several sentences the wrong ones lay at .12 to .33, most right ones at .40 and above; of the single ones right ones
lay down to .22 and a subject taken from the far end of a list at .25.
"""

LONGER = 0.1
"""What each further sentence of a span must bring in words to be worth showing."""

FRAGMENT = 3
"""A sentence of fewer things than this ("Smiljan.", "Edward John Noble.") stands in many places: only those near the
question count. A name, a number, a date or any other word is one thing."""

NEAR_SENTENCES = 5
"""How many sentences, by MaxSim to the question, are near it: the best three hold the answer nine times in ten."""

NEAR_PASSAGES = 3
"""The same where there are no sentence scores."""

NEIGHBOURS = 2
"""How many sentences apart the places of two halves may lie when nothing names what they speak of."""

_MARKER = re.compile(
    r"\s*(?:\[(?:(?:sources?|quellen?|fuentes?|doc(?:ument)?s?)\s*)?(?P<numbers>\d{1,2}(?:\s*[,;&-]\s*\d{1,2})*)\]"
    r"|【\d{1,2}[^】\n]{0,20}】|\((?:see\s+)?(?:sources?|quellen?|fuentes?)\s+\d{1,2}[^)\n]{0,20}\)"
    r"|<\s?/?source[^>\n]{0,200}>)",
    re.IGNORECASE,
)

_CLAUSE = re.compile(
    r"[;\uff1b\uff0c]\s*"
    r"|,?\s+(?:and|but|while|whereas|und|sowie|aber|während|y|e|pero|mientras|et|mais)\s+", re.IGNORECASE
)

_SOURCE_STEMS = """
accord answer base context document mention passag provid question say sourc state text antwort dokument erwahnt frag
quell textstell fuent pregunt respuest segun
"""
_ABOUT_SOURCES = frozenset(_SOURCE_STEMS.split())
"""Stems of words that speak of the sources themselves ("According to source 1"); they need not stand in them."""

_OPENING_STEMS = """
accord addit also altern basic besid consequ conclus contrast convers eventu exampl final first further general henc
howev import initi last later likewis main meanwhil nevertheless nonetheless notabl origin overal particular previous
primarili second similar similarli specif subsequ summari therefor third typic ultim usual yes
"""
_OPENERS = frozenset(_OPENING_STEMS.split())
"""Stems of English words that open a sentence and name nothing; other first words with a capital may be names."""


def without_markers(text: str) -> str:
    """The text without the source markers that a model writes: "[1]", "(source 2)", "【3】", "<source 1: ...>"."""
    return _MARKER.sub("", text)


def finished(text_so_far: str) -> int:
    """How many code points of a growing text are whole sentences: all but the last one, which may still go on."""
    spans = sentence_spans(text_so_far)
    return spans[-2][1] if len(spans) > 1 else 0


def resolve(text: str, passages: Sequence[Passage]) -> tuple[Sentence, ...]:
    """The sentences of an answer in order, without markers, each with the spans that say it; none: not supported.

    A span is one to three neighbouring sentences of one passage. Every number, date and name of the sentence must
    stand in it, nothing in it may deny the sentence, and most of the words must be there. A sentence of two halves
    may rest on two spans, one each.

    Args:
        text: the answer, or the whole sentences of it so far.
        passages: those that the answer was written from, best first.
    """
    sources = _sources(passages)
    # Cut before the markers go: what stands behind one would else change where the sentence before it ends.
    sentences = (without_markers(text[start:end]).strip() for start, end in sentence_spans(text))
    return tuple(Sentence(sentence, _citations(sentence, sources)) for sentence in sentences if sentence)


class _Source:
    """A passage with its sentences taken apart; done once for all sentences of an answer."""

    def __init__(self, passage: Passage, near: frozenset[int] | None) -> None:
        """Keep the passage and which of its sentences are near the question; None: all of them."""
        self.passage = passage
        self.near = near
        self.spans = sentence_spans(passage.stored.chunk.text)

    @property
    def language(self) -> str:
        return self.passage.stored.chunk.language

    @cached_property
    def sentences(self) -> tuple[Claims, ...]:
        text = self.passage.stored.chunk.text
        return tuple(claims(text[start:end], self.language) for start, end in self.spans)

    @cached_property
    def lower(self) -> frozenset[str]:
        return together(self.sentences).lower if self.sentences else frozenset()

    def is_near(self, first: int, count: int) -> bool:
        return self.near is None or not self.near.isdisjoint(range(first, first + count))


@dataclass(frozen=True, slots=True)
class _Fit:
    """A span that says a sentence, and how well."""

    source: _Source
    first: int
    count: int
    score: float

    @property
    def citation(self) -> Citation:
        chunk = self.source.passage.stored.chunk
        start, end = self.source.spans[self.first][0], self.source.spans[self.first + self.count - 1][1]
        return Citation(self.source.passage, chunk.start + start, chunk.start + end, chunk.text[start:end])


def _sources(passages: Sequence[Passage]) -> tuple[_Source, ...]:
    ranked = sorted(
        (
            (-score, place, sentence)
            for place, passage in enumerate(passages)
            for sentence, score in enumerate(passage.sentence_scores)
        ),
    )[:NEAR_SENTENCES]
    near = {(place, sentence) for _, place, sentence in ranked}
    sources: list[_Source] = []
    for place, passage in enumerate(passages):
        own: frozenset[int] | None
        if passage.sentence_scores:
            own = frozenset(sentence for at, sentence in near if at == place)
        else:
            own = None if place < NEAR_PASSAGES else frozenset()
        sources.append(_Source(passage, own))
    return tuple(sources)


def _citations(sentence: str, sources: Sequence[_Source]) -> tuple[Citation, ...]:
    """A short span for the whole sentence, or one for each of its clauses, or a long one, or nothing."""
    whole = _best(sentence, sources)
    if whole is not None and whole.count < len(SUPPORT):
        return (whole.citation,)
    clauses = [_best(clause, sources, part_of=sentence, longest=1) for clause in _clauses(sentence)]
    fits = [fit for fit in clauses if fit is not None]
    if fits and len(fits) == len(clauses) and _belong_together(sentence, fits):
        return tuple(dict.fromkeys(fit.citation for fit in fits))
    return () if whole is None else (whole.citation,)


def _best(
    sentence: str, sources: Sequence[_Source], *, part_of: str = "", longest: int = len(SUPPORT)
) -> _Fit | None:
    """The best span for a sentence, or for a clause of `part_of`."""
    best: _Fit | None = None
    for source in sources:
        said = claims(sentence, source.language)
        names = _names(said, sources, starts=not part_of or part_of.startswith(sentence))
        for fit in _fits(said, names, source, longest):
            if best is None or fit.score > best.score:
                best = fit
    return best


def _fits(said: Claims, names: Sequence[frozenset[str]], source: _Source, longest: int) -> Iterator[_Fit]:
    """Every span of at most `longest` sentences of the source that says it all."""
    needed = said.words - _ABOUT_SOURCES
    in_names = frozenset().union(*names)
    things = len(needed - in_names) + len(names) + len(said.figures) + len(said.dates) + len(said.codes)
    if not things:
        return
    for count in range(1, longest + 1):
        for first in range(len(source.sentences) - count + 1):
            if things < FRAGMENT and not source.is_near(first, count):
                continue
            parts = source.sentences[first : first + count]
            span = together(parts)
            if not _named(names, parts) or not holds_facts(said, span) or contradicts(said, span):
                continue
            share = len(needed & span.words) / len(needed) if needed else 1.0
            if share >= SUPPORT[count - 1] and closeness(said, span) >= CLOSENESS[count - 1]:
                yield _Fit(source, first, count, share - LONGER * (count - 1))


def _names(said: Claims, sources: Sequence[_Source], *, starts: bool) -> tuple[frozenset[str], ...]:
    """Names that must stand in the span; the first word is one when no source writes it without a capital."""
    first = said.first
    known = first in _OPENERS or first in _ABOUT_SOURCES or any(first in source.lower for source in sources)
    if not first or (starts and known):
        return said.names
    return (*said.names, said.opening)


def _named(names: Sequence[frozenset[str]], parts: Sequence[Claims]) -> bool:
    """True when each name stands in one of the sentences, all words of it in the same one."""
    return all(any(name <= part.words for part in parts) for name in names)


def _clauses(sentence: str) -> list[str]:
    """The parts of a sentence that say something each; a part of fewer than two things goes with the one before."""
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(sentence)), len(sentence)]
    parts = [sentence[start:end] for start, end in pairwise(cuts)]
    clauses: list[str] = []
    for part in parts:
        if clauses and claims(part, "und").size < 2:
            clauses[-1] += part
        else:
            clauses.append(part)
    return clauses if len(clauses) > 1 else []


def _belong_together(sentence: str, fits: Sequence[_Fit]) -> bool:
    """Two halves speak of the same thing: they stand near each other, or each span has a name of the sentence."""
    if len({fit.source.passage.stored.id for fit in fits}) == 1:
        places = [fit.first for fit in fits]
        if max(places) - min(places) <= NEIGHBOURS:
            return True
    for fit in fits:
        said = claims(sentence, fit.source.language)
        span = fit.source.sentences[fit.first]
        if not any(name <= span.words for name in (*said.names, said.opening) if name):
            return False
    return True
