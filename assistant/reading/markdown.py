"""Markdown: the text as it is written, so that a quote is found in the file, with the places of its headings.

Left out are the bytes of pictures that are written into it.
"""

import re
from collections.abc import Iterator

from assistant.reading import encoding, guards, plain
from assistant.reading.source import Content, Source
from assistant.records import Heading, Label, Page, Reason

_ATX = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_ATX_END = re.compile(r"[ \t]#+$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NO_PARAGRAPH = re.compile(r" {4,}|\t| {0,3}(?:[-*+>|#]|\d{1,9}[.)][ \t])")
"""Lines that cannot become a heading by being underlined: code, lists, quotes, tables.
Source: CommonMark 0.31.2, sections 4.2, 4.3, 4.5."""
_WRITTEN_OUT = re.compile(r"\b(data:\w+/[\w.+-]+)(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=]{64,}")
"""A picture that stands in the text itself, as its bytes: no words."""
_FRONT_MATTER_CHARACTERS = 20_000
_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*(.+?)[ \t]*$", re.IGNORECASE | re.MULTILINE)


def read(source: Source) -> Content:
    """A Markdown file as one page; the title is the one of its front matter."""
    text, whole = encoding.text_of(source)
    text = _WRITTEN_OUT.sub(r"\1", text)
    matter = _front_matter_end(text)
    found = _TITLE.search(text, 0, matter)
    title = guards.title(found.group(1).strip("\"'")) if found else ""
    return Content(title=title, pages=1, parts=_parts(source, text, matter, whole=whole))


def _parts(source: Source, text: str, matter: int, *, whole: bool) -> Iterator[Page | Reason]:
    yield Page(1, Label("file"), text, headings=tuple(headings(text, matter)))
    if not whole:
        yield plain.too_large(source)


def _front_matter_end(text: str) -> int:
    """Where the body begins: behind a block between two lines of `---` (YAML) or `+++` (TOML) at the very top."""
    mark = text[:4]
    if mark not in ("---\n", "+++\n"):
        return 0
    end = text.find(f"\n{mark.strip()}\n", 3, _FRONT_MATTER_CHARACTERS)
    return 0 if end < 0 else end + 5


def headings(text: str, start: int = 0) -> Iterator[Heading]:
    """ATX and Setext headings behind `start`, not those inside fenced code; the span is the words of the heading."""
    fence = ""
    above: tuple[int, int] | None = None  # the line before, when it could be underlined
    for begin, line in _lines(text, start):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark.group(1).startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            continue
        if mark:
            fence, above = mark.group(1), None
            continue
        atx = _ATX.match(line)
        if atx:
            above = None
            first, last = _words(line, atx.end())
            if first < last:
                yield Heading(begin + first, begin + last, len(atx.group(1)))
            continue
        under = _SETEXT.match(line)
        if under and above:
            yield Heading(*above, 1 if under.group(1)[0] == "=" else 2)
            above = None
            continue
        words = line.strip()
        indent = len(line) - len(line.lstrip())
        could = bool(words) and not _NO_PARAGRAPH.match(line)
        above = (begin + indent, begin + indent + len(words)) if could else None


def _words(line: str, start: int) -> tuple[int, int]:
    """The place of a heading's words behind its signs; signs at the end of the line are none of them."""
    end = len(line.rstrip(" \t"))
    closing = _ATX_END.search(line, start, end)
    words = line[start : closing.start() if closing else end]
    first = start + len(words) - len(words.lstrip(" \t"))
    return first, first + len(words.strip(" \t"))


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, text[start:end]
        start = end + 1
