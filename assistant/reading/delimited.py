"""CSV and TSV: each record as one line with the names of its columns; separator, quotes and encoding are guessed.

`csv.Sniffer` of the standard library takes quadratic time on some files and often settles on a letter.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from assistant.reading import encoding, plain, rows
from assistant.reading.source import Content, Source
from assistant.records import Label, Page, Reason

_SEPARATORS = ("\t", ";", "|", ",")
"""The more telling one first: commas also stand in text and in numbers."""
_SAMPLE_CHARACTERS = 65_536
_SAMPLE_RECORDS = 200
_DECLARED = re.compile(r"sep=([,;|:^~\t])\n", re.IGNORECASE)
"""A first line that spreadsheet programs write and obey. Source: Microsoft Excel, "Text Import"."""
_LEAST_SHARE = 0.5
_MOST_LINES_IN_CELL = 200
"""Beyond this the quote that opened the cell was none, and has swallowed records."""
_CHECK_EVERY = 1_000


class _StrayQuote(Exception):
    """A quote that is never closed."""


def read(source: Source) -> Content:
    """A table as one page, a record a line; text that is no table is kept as it is written.

    Raises:
        FileUnreadable: the system reports an error.
    """
    text, whole = encoding.text_of(source)
    return Content(title="", pages=1, parts=_parts(source, text, whole=whole))


def _parts(source: Source, text: str, *, whole: bool) -> Iterator[Page | Reason]:
    declared = _DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    separator = declared.group(1) if declared else separator_of(text)
    if separator:
        try:
            built, fits = _table(_quoted_records(text, separator), source)
        except _StrayQuote:
            built, fits = _table((line.split(separator) for line in text.split("\n")), source)
        text, whole = built, whole and fits
    yield Page(1, Label("file"), text, code=True)
    if not whole:
        yield plain.too_large(source)


def separator_of(text: str) -> str:
    """What parts the cells: the sign that gives most records the same number of them; "" when none does."""
    sample = text[:_SAMPLE_CHARACTERS]
    sample = sample[: sample.rfind("\n") + 1] or sample
    best, best_share = "", _LEAST_SHARE
    for separator in _SEPARATORS:
        share = _even_share(sample, separator)
        if share > best_share:
            best, best_share = separator, share
    return best


def _even_share(sample: str, separator: str) -> float:
    """The share of records that have as many cells as most of them have; 0 when those have only one."""
    widths: Counter[int] = Counter()
    try:
        for record in _quoted_records(sample, separator):
            widths[len(record)] += bool(record)
            if widths.total() >= _SAMPLE_RECORDS:
                break
    except _StrayQuote:
        widths = Counter(line.count(separator) + 1 for line in sample.splitlines()[:_SAMPLE_RECORDS] if line)
    if not widths.total():
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count / widths.total() if width > 1 else 0.0


def _quoted_records(text: str, separator: str) -> Iterator[list[str]]:
    """The records of a table whose cells may stand in quotes.

    Raises:
        _StrayQuote: a quote swallows what follows.
    """
    lines = io.StringIO(text, newline="")
    try:
        for record in csv.reader(lines, delimiter=separator, skipinitialspace=separator != "\t"):
            if any(cell.count("\n") > _MOST_LINES_IN_CELL for cell in record):
                raise _StrayQuote
            yield record
    except csv.Error as error:  # a cell of more than 128 KiB
        raise _StrayQuote from error


def _table(records: Iterator[list[str]], source: Source) -> tuple[str, bool]:
    """The lines of a table, and True when all of them fit the limit.

    Raises:
        _StrayQuote: a quote swallows what follows.
        TookTooLong: the limit is passed.
    """
    first = list(islice(records, _SAMPLE_RECORDS))
    at = rows.header_index(first)
    lines: list[str] = []
    length = 0
    names: list[str] = []
    for index, record in enumerate(chain(first, records)):
        if index % _CHECK_EVERY == 0:
            source.clock.check()
        lines.append(rows.line(names, record))
        length += len(lines[-1]) + 1
        if index == at:
            names = [rows.short_name(name) for name in record]
        if length > source.limit_bytes:
            return "\n".join(lines), False
    return "\n".join(lines), True
