"""The stored text of a page as it is to be shown: headings, paragraphs, list items and tables, each with its place.

The inverse of `reading.layout` and `reading.rows`, as far as the text alone tells it; nothing of the text is lost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from assistant.pipeline.chunk import HEADING_STEP, plain_heading

MOST_COLUMNS = 64
"""Rows with more cells are shown as lines: nobody looks for a column among so many."""
_WRAPPED = 45
"""Characters of the longest line of a text that was broken to fit a page; verses and addresses have shorter ones."""

_ROW = re.compile(r"\|.*\|")
_OUR_BAR, _ANY_BAR = re.compile(r"(?<= )\|(?= |$)"), re.compile(r"\|")
_RULE = re.compile(r"\|[\s:|-]*-[\s:|-]*\|")
"""Stands under the header of a table in Markdown and is not shown."""
_ITEM = re.compile(r"(?:[-*\u2022\u2023\u25aa\u2013]|\d{1,3}[.)])\s+\S")
_NAMED = re.compile(r"([^:]{1,60}):(?: |$)")
_LABEL = re.compile(r"[^\s:]{1,20}:\s")
_STOPS = (".", "!", "?", ":")
_MARKS = re.compile(r"\s*#{1,6}\s+")
_LEVELS = 4


class Kind(Enum):
    """What a paragraph is."""

    TEXT = auto()
    HEADING = auto()
    ITEM = auto()
    CODE = auto()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that stands by itself: code points `start` to `end` of the page; line breaks inside it are its own.

    Attributes:
        level: of a heading, 1 for the outermost; otherwise 0.
    """

    kind: Kind
    start: int
    end: int
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: code points `start` to `end` of the page; both 0 for one that stands nowhere in the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; the first one names the columns when `has_names`."""

    rows: tuple[tuple[Cell, ...], ...]
    has_names: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its line break and the white space around it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Text:
    """Text that begins at the code point `start` of its page."""

    start: int
    text: str

    def cut(self, start: int, end: int) -> str:
        """What stands between two places of the page."""
        return self.text[start - self.start : end - self.start]


def paragraphs(parts: Sequence[tuple[int, str, str]], before: str, *, code: bool) -> list[Paragraph | Table]:
    """What a run of text consists of.

    Args:
        parts: (start, text, heading path) of chunks that follow each other, as they are stored.
        before: heading path of the chunk in front of the first one; "" at the beginning of a page.
        code: line breaks are the structure, nothing else is looked for.
    """
    if not parts:
        return []
    text = _Text(parts[0][0], "".join(part for _, part, _ in parts))
    made: list[Paragraph | Table] = []
    gathered: list[_Line] = []
    for line in _lines(text, {} if code else _paths(parts, before), code=code):
        is_new = isinstance(line, Paragraph) or not line.text or not _goes_on(gathered, line, code=code)
        if gathered and is_new:
            made += _made(text, gathered, code=code)
            gathered = []
        if isinstance(line, Paragraph):
            made.append(line)
        elif line.text:
            gathered.append(line)
    return made + (_made(text, gathered, code=code) if gathered else [])


def flowing(text: str) -> str:
    """The text with spaces for its line ends where all that these do is to keep lines short; others stay.

    The next word would have found no room before such an end. Where some ends have another reason, one behind a
    sentence may have it too: a heading may follow.
    """
    lines = text.split("\n")
    widest = max(len(line.rstrip()) for line in lines)
    if widest < _WRAPPED:
        return text
    pairs = list(pairwise(line.rstrip() for line in lines))
    wraps = [len(line) + 1 + _first_word(after) > widest and not _LABEL.match(after) for line, after in pairs]
    if not all(wraps):
        wraps = [wrap and not line.endswith(_STOPS) for wrap, (line, _) in zip(wraps, pairs, strict=True)]
    return "".join(line + (" " if wrap else "\n") for line, wrap in zip(lines, wraps, strict=False)) + lines[-1]


def _first_word(line: str) -> int:
    """The length of the first word of a line."""
    return len(line.split(maxsplit=1)[0]) if line.strip() else 0


def _paths(parts: Sequence[tuple[int, str, str]], before: str) -> dict[int, list[str]]:
    """The headings that stand above each place where other ones begin."""
    paths: dict[int, list[str]] = {}
    for start, _, path in parts:
        if path != before:
            paths[start] = path.split(HEADING_STEP)
        before = path
    return paths


def _lines(text: _Text, paths: dict[int, list[str]], *, code: bool) -> Iterator[_Line | Paragraph]:
    """The lines; a heading is a whole paragraph at once."""
    headings: list[str] = []
    at = 0
    while at < len(text.text):
        end = text.text.find("\n", at)
        end = len(text.text) if end < 0 else end
        headings = paths.get(text.start + at, headings)
        line = _line(text.text, at, end, text.start, code=code)
        heading = _heading(line, headings) if headings else None
        if line.text and heading is None:
            headings = []  # headings stand first under their path
        yield heading or line
        at = end + 1


def _line(text: str, start: int, end: int, offset: int, *, code: bool) -> _Line:
    shown = text[start:end].rstrip()
    if not code:
        start += len(shown) - len(shown.lstrip())
        shown = shown.lstrip()
    return _Line(offset + start, offset + start + len(shown), shown)


def _heading(line: _Line, path: Sequence[str]) -> Paragraph | None:
    """The line as a heading, when it is one of this path."""
    plain = plain_heading(line.text).casefold()
    levels = [level for level, part in enumerate(path, start=1) if part.casefold() == plain]
    if not plain or not levels:
        return None
    marks = _MARKS.match(line.text)
    skipped = marks.end() if marks else 0
    return Paragraph(Kind.HEADING, line.start + skipped, line.end, line.text[skipped:], min(levels[0], _LEVELS))


def _goes_on(above: Sequence[_Line], line: _Line, *, code: bool) -> bool:
    """True for a line that belongs to the lines above it."""
    if code or not above:
        return True
    is_row = _is_row(line)
    return is_row == _is_row(above[-1]) and (is_row or _ITEM.match(line.text) is None)


def _is_row(line: _Line) -> bool:
    return _ROW.fullmatch(line.text) is not None


def _made(text: _Text, lines: Sequence[_Line], *, code: bool) -> list[Paragraph | Table]:
    if not code and _is_row(lines[0]):
        rows = [_cells(line) for line in lines if _RULE.fullmatch(line.text) is None]
        return _table(text, rows) if rows else []
    kind = Kind.CODE if code else Kind.ITEM if _ITEM.match(lines[0].text) else Kind.TEXT
    start, end = lines[0].start, lines[-1].end
    return [Paragraph(kind, start, end, text.cut(start, end))]


def _cells(line: _Line) -> list[Cell]:
    """The cells between the bars of a row; in rows of ours a bar has spaces beside it."""
    cells, at = [], 1
    is_ours = line.text.startswith("| ") and line.text.endswith(" |")
    for bar in (_OUR_BAR if is_ours else _ANY_BAR).finditer(line.text, 1):
        raw = line.text[at : bar.start()]
        text = raw.strip()
        start = line.start + at + len(raw) - len(raw.lstrip())
        cells.append(Cell(start, start + len(text), text))
        at = bar.end()
    return cells


def _table(text: _Text, rows: list[list[Cell]]) -> list[Paragraph | Table]:
    """The rows as a table, or each as a line where that does not fit."""
    table = _named(rows) or _plain(rows)
    if table is not None:
        return [table]
    spans = [(row[0].start, row[-1].end) for row in rows]
    return [Paragraph(Kind.TEXT, start, end, text.cut(start, end)) for start, end in spans if start < end]


def _plain(rows: list[list[Cell]]) -> Table | None:
    width = max(len(row) for row in rows)
    if width > MOST_COLUMNS or len(rows) < 2:
        return None
    nothing = Cell(0, 0, "")
    return Table(tuple((*row, *[nothing] * (width - len(row))) for row in rows), has_names=False)


def _named(rows: list[list[Cell]]) -> Table | None:
    """Rows whose cells begin with the name of their column, as a table in which the names stand once."""
    first = [cell.text for cell in rows[0]]
    body = [[_split(cell) for cell in row] for row in rows]
    if None in body[0]:
        body = body[1:]
    else:
        first = []
    names: dict[str, None] = dict.fromkeys(first)
    values: list[dict[str, Cell]] = []
    for row in body:
        found = {cell[0]: cell[1] for cell in row if cell is not None}
        if len(found) < len(row):  # a cell without a name, or two of one name
            return None
        values.append(found)
        names |= dict.fromkeys(found)
    if not values or len(names) > MOST_COLUMNS or len(names) > max(2, 2 * max(map(len, values))):
        return None
    nothing = Cell(0, 0, "")
    header = [*rows[0]] if first else []
    header += [Cell(0, 0, name) for name in list(names)[len(header) :]]
    cells = [tuple(row.get(name, nothing) for name in names) for row in values]
    return Table((tuple(header), *cells), has_names=True)


def _split(cell: Cell) -> tuple[str, Cell] | None:
    """Name and value of a cell, None when it has no name."""
    named = _NAMED.match(cell.text)
    if named is None:
        return None
    return named[1], Cell(cell.start + named.end(), cell.end, cell.text[named.end() :])
