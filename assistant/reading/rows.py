"""Rows of tables with columns (CSV, sheets): which row is the header, and a row as one line that says what it means.

A row is read together with its header, "| Name: Smith | City: Oslo |": a single row that is found can be understood.
The bars tell `pipeline.sentences` that the line is a row; a row is one line, so that line numbers are row numbers.
"""

import re
from collections.abc import Sequence
from itertools import chain, repeat

HEADER_WITHIN = 10
"""The header is looked for in so many rows: titles and blank rows may stand above it."""

_NAME_CHARACTERS = 60
"""Of a column's name in each row; the header's own line has all of it (names of surveys are whole questions)."""
_NAME_LIMIT = 200
_NUMBER = re.compile(r"[-+(]?[\s$€£¥%]*\d[\d\s.,:/%$€£¥eE()+-]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TRUTH = frozenset(("true", "false", "yes", "no", "n/a", "null", "none"))


def header_index(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows names the columns; None when none does.

    Most tables have a header. A row is not taken for one when a cell of it is a number, a sentence or empty in most
    columns, when two cells are the same, or when a column has the same word again further down.
    """
    width = max((_filled(row) for row in rows), default=0)
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        filled = _filled(row)
        if filled >= 2 and 2 * filled >= width:
            return index if _names_columns(row, rows[index + 1 :]) else None
    return None


def line(names: Sequence[str], cells: Sequence[str]) -> str:
    """A row as a line: every cell that holds something, its column's name in front; "" for an empty row.

    Without names the empty cells between two full ones are kept as they are.

    Args:
        names: of the columns, each by `short_name`; may be fewer than there are cells.
        cells: of the row.
    """
    shown = [" ".join(cell.split()) for cell in cells]
    if names:
        named = zip(chain(names, repeat("")), shown, strict=False)
        shown = [f"{name}: {cell}" if name else cell for name, cell in named if cell]
    while shown and not shown[-1]:
        shown.pop()
    return f"| {' | '.join(shown)} |" if shown else ""


def one_line(cell: str) -> str:
    """The cell without line breaks and without white space at its ends."""
    return " ".join(cell.split())


def short_name(name: str) -> str:
    """A column's name, short enough to stand in every row."""
    name = one_line(name).rstrip(":")
    return name if len(name) <= _NAME_CHARACTERS else f"{name[: _NAME_CHARACTERS - 1].rstrip()}…"


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _names_columns(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    if not any(map(_filled, below)):
        return False
    names = [one_line(cell).casefold() for cell in row]
    full = [name for name in names if name]
    if len(set(full)) < len(full) or not all(map(_is_name, full)) or all(map(_YEAR.fullmatch, full)):
        return False
    return not any(_repeats(names, [one_line(cell).casefold() for cell in other]) for other in below)


def _repeats(names: list[str], cells: list[str]) -> bool:
    """A name stands in its column again; a header printed again as a whole (page by page) does not count."""
    if cells == names:
        return False
    return any(name == cell and not _YEAR.fullmatch(name) for name, cell in zip(names, cells, strict=False) if name)


def _is_name(cell: str) -> bool:
    if len(cell) > _NAME_LIMIT or cell in _TRUTH or cell.endswith((".", "!")):
        return False
    return bool(_YEAR.fullmatch(cell)) or not _NUMBER.fullmatch(cell)
