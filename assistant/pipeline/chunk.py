"""A page cut into the pieces that are stored, searched and embedded.

A chunk holds 200 to 250 tokens by estimate, 150 when a paragraph ends there. It ends where the text is weakest:
before a heading (in source code the name of a class or function), else at a paragraph, else at a sentence, else at a
line, else at a word. A heading stays with what follows it, a small rest with what stands before it under the same
heading. White space between two belongs to the first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from assistant.pipeline import scripts
from assistant.pipeline.language import UNKNOWN, language_of
from assistant.pipeline.sentences import sentence_spans
from assistant.pipeline.stopwords import LATIN_LANGUAGES
from assistant.pipeline.words import RULE
from assistant.records import Chunk, Heading, Page

MOST_TOKENS = 250
LEAST_TOKENS = 200
_LEAST_PARAGRAPH = 150  # a chunk that ends with a paragraph may be shorter: what belongs together stays so
_LEAST_REST = 40  # tokens: a smaller rest says too little to be found by itself

# Tokens of multilingual-e5-small for one character, by least squares over XQuAD (de es zh), SQuAD (en), Python code,
# columns of numbers and the message catalogues of free programs in 24 languages; the estimate of a chunk lies within
# 15 % of the count for nine in ten (a sixth above it in Persian and Indonesian), and no chunk of them all has more
# than 374 tokens by count. Signs weigh more than one token because they stand alone and cut words short.
_LATIN = 0.25
_DIGIT = 0.48
_SIGN = 1.24
_WHITE = 0.01  # the tokenizer drops it; not free here, so that a desert of spaces does not make one endless chunk
_OTHER_LETTER = 0.4
_BY_SCRIPT = tuple(
    (re.compile(f"[{letters}]+"), weight)
    for letters, weight in (
        (scripts.LATIN, _LATIN), (scripts.HAN, 0.67), (scripts.KANA, 0.52), (scripts.CYRILLIC, 0.26),
        (scripts.HANGUL, 0.63), (scripts.ARABIC, 0.33), (scripts.DEVANAGARI, 0.34), (scripts.THAI, 0.28),
        (scripts.GREEK, 0.30), (scripts.HEBREW, 0.41), (scripts.MARKS, 0.25), (r"\d", _DIGIT), (r"\s", _WHITE),
    )
)  # fmt: skip
_ASCII_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ASCII_DIGITS = b"0123456789"
_ASCII_WHITE = b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

_WINDOW = 16_384  # characters cut into sentences at once: a page of 50 MB is never copied whole
_PIECE_WINDOW = 4_096

_BLANK_LINE = re.compile(r"(?:\r\n?|[\n\x85\u2028])[^\S\r\n]*(?:\r\n?|[\n\x85\u2028])|[\x0c\u2029]")
_CODE_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)?+")
_GLUED = re.compile(f"[{scripts.MARKS}\u200d\ufe0e\ufe0f\n]")  # not to be parted from what stands before

_PARAGRAPH, _SENTENCE, _LINE, _WORD = 3, 2, 1, 0  # how weak the text is in front of a unit

_SHORT_TEXT = 100  # characters in which function words may be too few to tell the language
HEADING_STEP = " > "
_HEADING_PARTS = 3  # headings of the path that go in front of a chunk, the innermost ones
_HEADING_CHARACTERS = 80  # of one heading: what is longer is a paragraph in heading's clothes
_HEADING_READ = 200  # with the signs and the white space that fall away
_HEADING_SIGNS = re.compile(r"^\s*\#{1,6}\s+|\s+(?:\#+|=+|-+)\s*$")  # of Markdown: "## Leave ##", underlines
_EMPHASIS = "*_ "
_ABOVE_CODE = re.compile(r"[ \t]*+(?:[@#;%]|//|/?\*|--)")  # lines that belong to the function below them


@dataclass(frozen=True, slots=True)
class _Unit:
    """A piece of text that is not cut further, with the white space behind it."""

    start: int
    end: int
    tokens: float
    weakness: int


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands under one heading, the heading included."""

    start: int
    end: int
    heading: str


def chunks(page: Page, title: str) -> Iterator[Chunk]:
    """The chunks of a page in order; together they are its text, and a page of white space alone has none.

    `title` is the document's; it comes first in each chunk's heading, then the page's own title, then its headings.
    """
    text = page.text
    if _is_blank(text, 0, len(text)):
        return
    page_language = language_of(text)
    line, counted = 1, 0
    for section in _sections(page, title):
        for start, end in _packed(_units(text, section, code=page.code)):
            line, counted = line + text.count("\n", counted, start), start
            cut = text[start:end]
            language = page_language if page.code else _chunk_language(cut, page_language)
            yield Chunk(page.number, start, end, cut, section.heading, language, RULE, line)


def estimated_tokens(text: str) -> int:
    """About how many tokens of the embedding model a text has, without counting them."""
    return ceil(_tokens(text))


def _tokens(text: str) -> float:
    ascii_text = text.encode("ascii", "ignore")
    letters = len(ascii_text) - len(ascii_text.translate(None, _ASCII_LETTERS))
    digits = len(ascii_text) - len(ascii_text.translate(None, _ASCII_DIGITS))
    white = len(ascii_text) - len(ascii_text.translate(None, _ASCII_WHITE))
    signs = len(ascii_text) - letters - digits - white
    total = _LATIN * letters + _DIGIT * digits + _WHITE * white + _SIGN * signs
    return total if len(ascii_text) == len(text) else total + _other_tokens("".join(_NOT_ASCII.findall(text)))


def _other_tokens(text: str) -> float:
    """The estimate for characters beyond ASCII."""
    total = 0.0
    for letters, weight in _BY_SCRIPT:
        if not text:
            return total
        rest = letters.sub("", text)
        total += weight * (len(text) - len(rest))
        text = rest
    letters_left = sum(map(str.isalpha, text))
    return total + _OTHER_LETTER * letters_left + _SIGN * (len(text) - letters_left)


def _chunk_language(text: str, page_language: str) -> str:
    """A short text in Latin letters is taken to be in the language of its page."""
    language = language_of(text)
    if language == UNKNOWN:
        return page_language
    short = len(text) < _SHORT_TEXT and language in LATIN_LANGUAGES and page_language in LATIN_LANGUAGES
    return page_language if short else language


# --- headings -----------------------------------------------------------------------------------------------


def _sections(page: Page, title: str) -> Iterator[_Section]:
    """The parts of a page under one heading each; a heading without a text of its own goes with the next."""
    text = page.text
    path: list[Heading] = []
    start = 0
    body = 0  # where the text behind the last heading begins
    for heading in sorted(page.headings, key=lambda one: one.start):
        if not body <= heading.start <= heading.end <= len(text) or (heading.start == heading.end and not page.code):
            continue  # not a place in this text, or inside another heading
        begin = (_with_lines_above if page.code else _with_marks)(text, body, heading.start)
        if not _is_blank(text, body, begin) and not (page.code and _is_opening(path, heading, begin - start)):
            yield _Section(start, begin, _heading(page, title, path))
            start = begin
        path = [*(one for one in path if one.level < heading.level), heading]
        body = heading.end
    yield _Section(start, len(text), _heading(page, title, path))


def _is_opening(path: Sequence[Heading], heading: Heading, length: int) -> bool:
    """True for the first line or two of a class: they say too little alone and go with its first function."""
    return bool(path) and heading.level > path[-1].level and length <= _SHORT_TEXT


def _is_blank(text: str, start: int, end: int) -> bool:
    return all(not text[at : min(end, at + _WINDOW)].strip() for at in range(start, end, _WINDOW))


def _with_marks(text: str, body: int, start: int) -> int:
    """Where the heading begins with the marks in front of it on its line ("## "), which belong to it."""
    line = max(body, text.rfind("\n", body, start) + 1)
    return start if any(character.isalnum() for character in text[line:start]) else line


def _with_lines_above(text: str, body: int, start: int) -> int:
    """Where the line of a function's name begins, with the comments and decorators that stand on it."""
    begin = max(body, text.rfind("\n", body, start) + 1)
    while begin > body:
        above = max(body, text.rfind("\n", body, begin - 1) + 1)
        if not _ABOVE_CODE.match(text, above):
            break
        begin = above
    return begin


def _heading(page: Page, title: str, path: Iterable[Heading]) -> str:
    """Title > page title > headings, each once."""
    innermost = [page.text[one.start : min(one.end, one.start + _HEADING_READ)] for one in path][-_HEADING_PARTS:]
    parts: dict[str, str] = {}
    for part in (title, page.label.title, *innermost):
        shown = plain_heading(part, code=page.code)
        if shown:
            parts.setdefault(shown.casefold(), shown)
    return HEADING_STEP.join(parts.values())


def plain_heading(text: str, *, code: bool = False) -> str:
    """A heading as it stands in a heading path: one short line, outside of source code without signs of Markdown."""
    plain = text[:_HEADING_READ] if code else _HEADING_SIGNS.sub("", text[:_HEADING_READ]).strip(_EMPHASIS)
    return " ".join(plain.split())[:_HEADING_CHARACTERS].rstrip()


# --- units --------------------------------------------------------------------------------------------------


def _units(text: str, section: _Section, *, code: bool) -> Iterator[_Unit]:
    """The section in units, none of them heavier than a chunk."""
    spans = _lines(text, section) if code else _sentences(text, section)
    weakness = _PARAGRAPH
    for start, end in spans:
        tokens = _tokens(text[start : min(end, start + _PIECE_WINDOW)])
        if tokens <= MOST_TOKENS and end - start <= _PIECE_WINDOW:
            yield _Unit(start, end, tokens, weakness)
        else:
            yield from _pieces(text, start, end, weakness)
        tail = text[max(start, end - _PIECE_WINDOW) : end]
        gap = tail[len(tail.rstrip()) :]
        weakness = _PARAGRAPH if _BLANK_LINE.search(gap) else _LINE if code else _SENTENCE


def _sentences(text: str, section: _Section) -> Iterator[tuple[int, int]]:
    """Sentences with the white space behind them, read through a window that moves over the text."""
    start = section.start
    while start < section.end:
        stop = min(section.end, start + _WINDOW)
        starts = [start + first for first, _ in sentence_spans(text[start:stop])]
        # The last two may go on behind the window; one that holds no more than two is white space for the most part.
        starts = starts[1:] if stop == section.end else starts[1:-1] or starts[-1:]
        begun = start
        for end in starts:
            if end > start:
                yield start, end
                start = end
        if stop == section.end or start == begun:
            yield start, stop
            start = stop


def _lines(text: str, section: _Section) -> Iterator[tuple[int, int]]:
    """Lines of source code; blank lines go with the line before."""
    start = end = section.start
    for line in _CODE_LINE.finditer(text, section.start, section.end):
        if text[end : line.end()].strip() and text[start:end].strip():
            yield start, end
            start = end
        end = line.end()
    if start < section.end:
        yield start, section.end


def _pieces(text: str, start: int, end: int, weakness: int) -> Iterator[_Unit]:
    """What is too heavy for one unit, cut at lines, else at spaces, else anywhere but inside a character."""
    while start < end:
        window = text[start : min(end, start + _PIECE_WINDOW)]
        tokens = _tokens(window)
        cut = start + len(window)
        after = weakness
        if tokens > LEAST_TOKENS:
            limit = max(1, int(len(window) * LEAST_TOKENS / tokens))
            length, after = _place_to_cut(window, limit)
            cut = start + length
            tokens = _tokens(window[:length])
        yield _Unit(start, cut, tokens, weakness)
        start, weakness = cut, after


def _place_to_cut(window: str, limit: int) -> tuple[int, int]:
    """Length of the piece to take off, and how weak the text is there."""
    for places, weakness in ((("\n", "\r", "\u2028"), _LINE), ((" ", "\t", "\u00a0", "\u3000", "\u3002"), _WORD)):
        best = max(window.rfind(place, limit // 2, limit) for place in places)
        if best >= 0:
            return best + 1, weakness
    length = limit
    while length > limit // 2 and _GLUED.match(window, length):
        length -= 1
    return max(1, length), _WORD


# --- packing ------------------------------------------------------------------------------------------------


def _packed(units: Iterable[_Unit]) -> Iterator[tuple[int, int]]:
    """(start, end) of chunks made of whole units; one is held back until it is known that no small rest follows."""
    held: tuple[int, int] | None = None
    gathered: list[_Unit] = []
    total = 0.0
    for unit in units:
        while total >= _LEAST_REST and total + unit.tokens > MOST_TOKENS:
            count = _best_count(gathered, unit)
            if held is not None:
                yield held
            held = gathered[0].start, gathered[count - 1].end
            gathered = gathered[count:]
            total = sum(one.tokens for one in gathered)
        gathered.append(unit)
        total += unit.tokens
    if held is not None and total < _LEAST_REST:
        yield held[0], gathered[-1].end if gathered else held[1]
        return
    if held is not None:
        yield held
    if gathered:
        yield gathered[0].start, gathered[-1].end


def _best_count(gathered: list[_Unit], following: _Unit) -> int:
    """How many of the gathered units make the next chunk: up to the weakest place that leaves it long enough."""
    best, best_weakness = len(gathered), -1
    total = 0.0
    for count, (unit, after) in enumerate(zip(gathered, [*gathered[1:], following], strict=True), 1):
        total += unit.tokens
        least = _LEAST_PARAGRAPH if after.weakness == _PARAGRAPH else LEAST_TOKENS
        if total >= least and after.weakness >= best_weakness:
            best, best_weakness = count, after.weakness
    return best
