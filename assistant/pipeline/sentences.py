"""Where the sentences of a text begin and end.

    ends a sentence   a stop with white space and no small letter after it; a stop of Chinese or Japanese by itself;
                      a blank line; a line break before a bullet, a numbered item, a table row or a heading; the end
                      of a heading's or a table row's line
    does not          a line break in running text, however it is written; an abbreviation, an initial, a decimal,
                      a German ordinal ("3. Mai"), the number of a list item
    cut without end   at the last space before 1,000 characters (Thai, which has no stops: 300)

The rules belong to the version `words.RULE`: stored token vectors are counted by these sentences. Time is linear in
the length of the text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.pipeline import scripts
from assistant.pipeline.abbreviations import (
    BEFORE_NUMBER,
    GERMAN_AFTER_ORDINAL,
    GERMAN_BEFORE_ORDINAL,
    MAY_END,
    NAME_PARTICLES,
    NEVER_END,
)
from assistant.pipeline.stopwords import STOP_WORDS

LONGEST = 1_000
"""Characters of a sentence; a longer one is cut at a space, or in mid-word when it has none."""

LONGEST_THAI = 300
"""The same for text in Thai letters, where a space parts phrases and nothing marks an end."""

_STOPS = ".!?\u2026\u203d\u061f\u06d4\u0964\u0965\u0589\u1362\u104b\u17d4"
_FULL_STOPS = "\u3002\uff01\uff1f\uff61\uff0e"  # of Chinese and Japanese: no space follows
_CLOSERS = "\"'\u2019\u201d\u00bb\u203a)\\]}\u300d\u300f\uff09\u3011\u300b\u3015"
_OPENERS = "\"'(\\[{\u201c\u201e\u00ab\u2018\u00bf\u00a1\u2039"
_LINE_ENDS = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"

# Nothing here can fail after it has read on (`++`, `*+` give nothing back), so no text is read twice.
_CANDIDATE = re.compile(
    rf"(?P<stop>[{_STOPS}]++[{_CLOSERS}\u201c]*+(?:\[\d{{1,3}}\])*+)"  # footnote marks included: "end.[12]"
    rf"|(?P<full>[{_FULL_STOPS}]++[{_CLOSERS}]*+)"
    rf"|(?P<lines>[{_LINE_ENDS}]\s*+)"
)
_LINE_END = re.compile(rf"\r\n|[{_LINE_ENDS}]")
_PARAGRAPH_ENDS = "\x0c\x1c\x1d\x1e\u2029"
_PARAGRAPH_END = re.compile(f"[{_PARAGRAPH_ENDS}]")
_SPACE = re.compile(r"\s*+")

_BULLETS = "\\-*+\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u00b7\u2043"
_ITEM = re.compile(rf"[{_BULLETS}]\s|(?P<number>\(?\d{{1,3}}[.)])\s|\(?[A-Za-z]\)\s|\||\#{{1,6}}\s")
_DASH_ITEM = re.compile(rf"[\u2013\u2014]\s+[{_OPENERS}]?([^\W_])")
_ONE_LINE = re.compile(r"\#{1,6}\s|\|")  # a heading, a table row: ends with its line

_ELLIPSIS = ".\u2026"  # ". . ." goes on

_LOOK_BACK = 24  # characters before a stop: longer than every abbreviation
_BEFORE_WORD = "\"'([{<\u201c\u201e\u00ab\u2018\u00bf\u00a1\u2039\u2013\u2014-/"
_FIRST_WORD = re.compile(rf"[{_OPENERS}]*+([^\W\d_]{{2,}}+|[^\W\d_](?!\.))")  # a letter with a stop is an initial
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_]{1,2})*")  # an initial, U.S, Ph.D without its D
_ORDINAL_DIGITS = 2

_THAI = re.compile(f"[{scripts.THAI}]")
_PLACES_TO_CUT = (("\n", "\r", "\u2028"), (" ", "\t", "\u00a0", "\u3000"), ("\uff0c", "\u3001", "\uff1b", ",", ";"))
_MARK = re.compile(f"[{scripts.MARKS}\u200d\ufe0f]")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each sentence, in order, apart from each other, without white space at their ends.

    Every character that is not white space lies in one of them.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text):
        spans.extend(_parts(text, start, end))
        start = end
    return tuple(spans)


def _ends(text: str) -> Iterator[int]:
    """Where sentences end, the end of the text last."""
    line = _skip_space(text, 0)
    for match in _CANDIDATE.finditer(text):
        if match.lastgroup == "lines":
            if _lines_end(text, match, line):
                yield match.end()
            line = match.end()
        elif match.lastgroup == "full" or _stop_ends(text, match, line):
            yield match.end()
    yield len(text)


def _lines_end(text: str, match: re.Match[str], line: int) -> bool:
    """True when the line that begins at `line` is not continued after the line breaks of `match`."""
    gap, follows = match.group(), match.end()
    if len(gap) > 1 and (_PARAGRAPH_END.search(gap) or sum(1 for _ in _LINE_END.finditer(gap)) > 1):
        return True
    if gap in _PARAGRAPH_ENDS or _ONE_LINE.match(text, line):
        return True
    item = _ITEM.match(text, follows)
    if item is not None:
        return item["number"] is None or _is_numbered_item(text, match.start(), line, item)
    dash = _DASH_ITEM.match(text, follows)
    return dash is not None and (not dash[1].islower() or text[match.start() - 1 : match.start()] in (":", "."))


def _is_numbered_item(text: str, line_end: int, line: int, item: re.Match[str]) -> bool:
    """False for a number in running text that a line break happens to stand before: "am (line break) 3. Mai"."""
    if _is_german_ordinal(text, line_end, _word_after(text, item.end())):
        return False
    goes_on = item.end() < len(text) and text[item.end()].islower()
    return not goes_on or text[line_end - 1 : line_end] in (".", ":", ";") or _ITEM.match(text, line) is not None


def _stop_ends(text: str, match: re.Match[str], line: int) -> bool:
    """True when the stops of `match` end a sentence."""
    follows = _skip_space(text, match.end())
    if follows in (match.end(), len(text)):
        return False
    stops = match.group()
    if text[follows].islower():
        return stops[-1] in "!?\u061f"  # not behind a quotation: "Why?" he asked
    if text[follows] in _ELLIPSIS:
        return False
    return stops != "." or not _belongs(text, match.start(), line, follows)


def _belongs(text: str, stop: int, line: int, follows: int) -> bool:
    """True when the stop belongs to the word before it: an abbreviation, an initial, an ordinal, a list number."""
    word = _word_before(text, stop, line)
    if not word:
        return False
    following = _word_after(text, follows)
    if word.isdecimal():
        number = stop - len(word)
        return number == line or (len(word) <= _ORDINAL_DIGITS and _is_german_ordinal(text, number, following))
    if word in NEVER_END or (word in BEFORE_NUMBER and text[follows].isdecimal()):
        return True
    if _DOTTED.fullmatch(word):
        return following in NAME_PARTICLES or following not in _sentence_starts()
    return word in MAY_END and following not in _sentence_starts()


def _is_german_ordinal(text: str, number: int, following: str) -> bool:
    """True when a number with a stop counts what follows it: "am 3. Mai", "der 2. Weltkrieg"."""
    if following in GERMAN_AFTER_ORDINAL:
        return True
    before = text[max(0, number - _LOOK_BACK) : number].split()
    return bool(before) and before[-1].casefold() in GERMAN_BEFORE_ORDINAL and following not in _sentence_starts()


def _word_before(text: str, stop: int, line: int) -> str:
    """The word that the stop is glued to, case folded, with its inner stops; "" when there is none."""
    before = text[max(line, stop - _LOOK_BACK) : stop]
    if not before or before[-1].isspace():
        return ""
    return before.split()[-1].lstrip(_BEFORE_WORD).casefold()


def _word_after(text: str, position: int) -> str:
    match = _FIRST_WORD.match(text, position)
    return match[1].casefold() if match else ""


@lru_cache(maxsize=1)
def _sentence_starts() -> frozenset[str]:
    """Words that seldom continue a name: the function words of all languages."""
    return frozenset().union(*STOP_WORDS.values())


def _skip_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without white space at its ends; several when it is too long."""
    start = _skip_space(text, start)
    end = start + len(text[start:end].rstrip())
    while start < end:
        cut = _cut(text, start, end)
        yield start, start + len(text[start:cut].rstrip())
        start = _skip_space(text, cut)


def _cut(text: str, start: int, end: int) -> int:
    """Where a sentence that may be too long is cut: `end` when it is not."""
    longest = LONGEST
    if end - start <= LONGEST_THAI:
        return end
    if len(_THAI.findall(text, start, start + LONGEST_THAI)) > LONGEST_THAI // 2:
        longest = LONGEST_THAI
    limit = start + longest
    if end <= limit:
        return end
    for places in _PLACES_TO_CUT:
        best = max(text.rfind(place, start + longest // 2, limit) for place in places)
        if best > start:
            return best + 1
    while _MARK.match(text, limit) and limit > start + longest // 2:
        limit -= 1
    return limit
