"""Passages that say the same, as the versions of a contract do: the best of them stands for all.

Two passages say the same when they share most of their words, and what they say on the question stands in both word
for word. Case, spacing, hyphenation, the number of a clause and one misspelt word do not count; a figure, a date, a
name, a "not" does, as every other word does. Nothing is lost by it: the others stay with the best one.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from assistant.pipeline import figures
from assistant.pipeline.scripts import MARKS, SPACELESS
from assistant.pipeline.sentences import sentence_spans
from assistant.records import Passage

SHARED_WORDS = 0.6
"""Share of the words of the shorter one that both must have: a quick look before the exact one.

Different passages for one question share .51 at most (SQuAD, 28,500 pairs, .20 at the median); among versions of a
contract as DOCX, PDF and text, cut at different places, any share up to .8 gives the same.
"""

NEAR_THE_BEST = 0.08
"""Sentences with a MaxSim so near to that of the passage's best one may be the answer.

Of 389 SQuAD questions whose passage holds the gold answer, 98.5 % have it in these, 3.1 of 5.8 sentences on average.
"""

COMPARED = 100
"""A passage is compared with so many of those above it: what says the same has nearly the same score."""

TYPO_LETTERS = 6
"""A shorter word with one letter changed is another word more often than a misspelt one ("form", "from")."""

_WORD = re.compile(r"\w+")

_BROKEN = re.compile(
    r"[\xad\x02\ufffe]\s*+"
    r"|[-\u2010](?<=[^\W\d_].)[^\S\n]*+\n\s*+(?=[^\W\d_])"
    r"|['\u2019](?<=\w.)(?=\w)"
    rf"|\n(?<=[{SPACELESS}].)\s*+(?=[{SPACELESS}])",
    re.DOTALL,
)
"""What parts a word on paper only: the hyphen at a line's end, the end of a line between signs without spaces."""

_TOKEN = re.compile(
    rf"(?:[-\u2212](?<!\S.)(?=\d))?[\w{MARKS}]+(?:[.,:/\u2013-](?<=\d.)(?=\d)[\w{MARKS}]+)*"
    r"|[%\u2030$\u20ac\u00a3\u00a5\u00b0+<>=\u00b1\u2264\u2265\u2260]"
)
"""A word; a number with its sign and the marks in it; a sign that makes another thing of a number."""

_ITEM = re.compile(r"(?:\u00a7\s?)?(?:\(?(?:\d{1,3}|[A-Za-z])[.)]|\d{1,3}(?:\.\d{1,3})+[.)]?)\s+(?=[^\W\d_a-z])")
"""The number of a clause: one more clause above it changes it in another version."""


def fold(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that differ, in their order, each with those below it that say the same in `also`."""
    kept: list[_Text] = []
    for passage in passages:
        text = _Text(passage)
        same = next((one for one in kept[-COMPARED:] if text.says_the_same_as(one)), None)
        if same is None:
            kept.append(text)
        else:
            same.also.append(passage)
    return tuple(replace(one.passage, also=tuple(one.also)) if one.also else one.passage for one in kept)


def same_sentence(one: str, one_text: str, other: str, other_text: str) -> bool:
    """True when two sentences say the same.

    One may be longer by what stands beside the other one in its text, as a heading does that runs into the sentence
    in a PDF; a condition ("unless agreed otherwise") that the other text does not have makes another sentence of it.

    Args:
        one: a sentence of `one_text`, as written.
        one_text: the passage it comes from.
        other: a sentence of `other_text`.
        other_text: the passage that comes from.
    """
    mine, theirs = _said_in_sentence(one), _said_in_sentence(other)
    if mine.casefold() == theirs.casefold():
        return True
    if not (_stands_in(mine, mine, theirs) or _stands_in(theirs, theirs, mine)):
        return False
    all_mine, all_theirs = _said(one_text), _said(other_text)
    return _stands_in(mine, all_mine, all_theirs) and _stands_in(theirs, all_theirs, all_mine)


def _said(text: str) -> str:
    """The words and figures of a text, without what does not count, one space around each."""
    return f" {' '.join(_TOKEN.findall(_BROKEN.sub('', unicodedata.normalize('NFKC', text))))} "


def _said_in_sentence(text: str) -> str:
    """The same of one sentence, without the number of the clause in front of it."""
    return _said(_ITEM.sub("", text, count=1) if _ITEM.match(text) else text)


def _stands_in(sentence: str, own: str, other: str) -> bool:
    """True when a sentence of one text stands in the other, but for one misspelt word; all as `_said` gives them.

    `own` is the text the sentence comes from: a word that both texts have is no misspelling of another. Nor is one
    with a capital, which may be a name.
    """
    folded, found = sentence.casefold(), other.casefold()
    if folded in found:
        return True
    there = set(found.split())
    odd = [word for word in sentence.split() if word.casefold() not in there]
    if len(odd) != 1 or not odd[0].islower():
        return False
    unknown = there.difference(own.casefold().split()).intersection(other.split())
    return any(_is_typo(odd[0], word) and folded.replace(f" {odd[0]} ", f" {word} ") in found for word in unknown)


def _is_typo(one: str, other: str) -> bool:
    """One letter more, less or other, or two exchanged, inside a word: the ends tell employer from employee.

    Not in numbers: Spanish sixty and seventy are a letter apart.
    """
    if min(len(one), len(other)) < TYPO_LETTERS or (one[0], one[-1]) != (other[0], other[-1]):
        return False
    if not (one + other).isalpha() or figures.figures(f"{one} {other}", "und"):
        return False
    start = _same_letters(one, other)
    mine, theirs = one[start:][::-1], other[start:][::-1]
    end = _same_letters(mine, theirs)
    mine, theirs = mine[end:], theirs[end:]
    return max(len(mine), len(theirs)) <= 1 or (len(mine) == 2 and mine == theirs[::-1])


def _same_letters(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(one), len(other)))


class _Text:
    """A passage as it is compared; what few of them need is made when it is asked for."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.also: list[Passage] = []
        self.text = passage.stored.chunk.text
        self.words = frozenset(_WORD.findall(self.text.casefold()))

    @cached_property
    def said(self) -> str:
        return _said(self.text)

    @cached_property
    def decisive(self) -> list[str]:
        """What it says on the question, the best sentence first; all sentences when none is known to be better."""
        spans, scores = sentence_spans(self.text), self.passage.sentence_scores
        if len(scores) != len(spans):
            scores = (0.0,) * len(spans)
        ranked = sorted(zip(scores, spans, strict=True), key=lambda one: -one[0])
        least = max(scores, default=0.0) - NEAR_THE_BEST
        return [_said_in_sentence(self.text[a:b]) for score, (a, b) in ranked if score >= least]

    def says_the_same_as(self, better: "_Text") -> bool:
        """True when most of its words and all that decides stand in the better one, whose best stands in it."""
        if self.text == better.text:
            return True
        shared = len(self.words & better.words)
        if shared < SHARED_WORDS * min(len(self.words), len(better.words)):
            return False
        return all(_stands_in(one, self.said, better.said) for one in self.decisive) and all(
            _stands_in(one, better.said, self.said) for one in better.decisive[:1]
        )
