"""HTML: the text a person sees, its headings and its title, by the standard library's event parser.

No tree is built, so that 300,000 nested tags cost nothing, and nothing a page names is ever opened. kreuzberg 4.10.4
was tried first: it gives Markdown with its marks ("**bold**", "[text](address)") and reads UTF-16 and
windows-1256 wrongly.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from assistant.reading import encoding, guards, plain
from assistant.reading.layout import Layout
from assistant.reading.source import Clock, Content, Source
from assistant.records import Heading, Label, Page, Reason

_META = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_SLICE = 1 << 18

_INVISIBLE = frozenset((
    "script", "style", "template", "noscript", "svg", "iframe", "object", "canvas", "audio", "video", "select",
    "datalist", "button", "noframes", "noembed",
))  # fmt: skip
_NOISE = frozenset(("nav", "menu"))
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip
_UNCLOSED = frozenset(("p", "li", "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "tfoot"))
"""Elements that often have no end tag: hiding one is not followed, it might hide the rest of the page.
Source: HTML Standard, 13.1.2.4 "Optional tags"."""
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "ol", "p", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "caption", "head",
    "title", "td", "th", "pre", "h1", "h2", "h3", "h4", "h5", "h6",
))  # fmt: skip
_TABLE_PARTS = frozenset(("table", "tr", "td", "th", "tbody", "thead", "tfoot"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PREFORMATTED = frozenset(("pre", "textarea", "listing", "xmp"))
_STRUCTURE = frozenset((*_HEADINGS, "ul", "ol", "dl", "pre", "table"))
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_END_TAG = re.compile(r"</(script|style)\s[^<>]{0,200}>", re.IGNORECASE)
"""An end tag with attributes: browsers take it, `html.parser` of Python 3.11 does not and hides the rest."""
_UNFINISHED = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_MOST_UNFINISHED = 500
"""Signs that begin a tag which the next one interrupts. Each makes `html.parser` of Python 3.11 look through all the
rest: 90 KB of "<a " take 100 s. Honest pages have some, within attributes; many are shown as text."""
_BREAKS = re.compile(r" ?\v[ \v]*+")
_SPACES = re.compile(r"[ \t\n]+")


def read(source: Source) -> Content:
    """An HTML file as one page.

    Raises:
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    declared = _META.search(source.head) or _XML.search(source.head)
    text, whole = encoding.text_of(source, declared.group(1).decode("ascii", "replace") if declared else "")
    title, seen, headings = visible_text(text, source.clock)
    return Content(title, 1, _parts(source, seen, headings, whole=whole))


def _parts(source: Source, text: str, headings: tuple[Heading, ...], *, whole: bool) -> Iterator[Page | Reason]:
    yield Page(1, Label("file"), text, headings)
    if not whole:
        yield plain.too_large(source)


def visible_text(markup: str, clock: Clock) -> tuple[str, str, tuple[Heading, ...]]:
    """Title, visible text and headings of a page.

    Navigation and hidden parts are left out; when one of them is never closed the page is read again with them.

    Raises:
        TookTooLong: the limit is passed.
    """
    markup = _tame(markup)
    for follow_hidden in (True, False):
        parser = _Visible(follow_hidden=follow_hidden)
        for start in range(0, len(markup), _SLICE):
            clock.check()
            parser.feed(markup[start : start + _SLICE])
        parser.close()
        if not parser.hidden:
            break
    text, headings = parser.finished()
    return guards.title(parser.title), text, headings


def _tame(markup: str) -> str:
    """The markup without comments and without what `html.parser` takes quadratic time for."""
    markup = _END_TAG.sub(r"</\1>", _without_comments(markup))
    return _UNFINISHED.sub("&lt;", markup) if len(_UNFINISHED.findall(markup)) > _MOST_UNFINISHED else markup


def _without_comments(markup: str) -> str:
    """Comments cut out; of one that never ends only the mark, so that what follows is not lost."""
    pieces: list[str] = []
    start = 0
    while (begin := markup.find("<!--", start)) >= 0:
        end = markup.find("-->", begin + 2)
        if end < 0:
            return "".join((*pieces, markup[start:].replace("<!--", "")))
        pieces.append(markup[start:begin])
        start = end + 3
    return "".join((*pieces, markup[start:]))


class _Visible(HTMLParser):
    """Fills a layout with what can be seen."""

    def __init__(self, *, follow_hidden: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._follow_hidden = follow_hidden
        self._layout = Layout()
        self._pieces: list[str] = []
        self._title: list[str] = []
        self._in_title = False
        self._skipped = ""  # the element that hides what is in it
        self._skipped_depth = 0
        self._level = 0  # of the heading we are in
        self._item = False
        self._preformatted = 0
        self._tables: list[bool] = []  # the open ones, outermost first; True: it only lays out the page
        self._cells: list[str] | None = None  # of the row being read

    @property
    def title(self) -> str:
        """The text of the title element."""
        return "".join(self._title)

    @property
    def hidden(self) -> bool:
        """A navigation or hidden part was still open at the end."""
        return self._follow_hidden and bool(self._skipped) and self._skipped not in _INVISIBLE

    def finished(self) -> tuple[str, tuple[Heading, ...]]:
        """The text and its headings; to be called once."""
        self._flush()
        self._end_row()
        return self._layout.result()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The parser's event."""
        if self._skipped:
            self._skipped_depth += tag == self._skipped
            return
        if self._hides(tag, attrs):
            self._skipped, self._skipped_depth = tag, 1
            return
        if tag in _BLOCKS:
            self._begin_block(tag)
        elif tag == "br":
            self._pieces.append("\n" if self._preformatted else "\v")
        elif tag in _PREFORMATTED:
            self._begin_preformatted()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The parser's event for `<br/>`; only elements without content can be closed like that."""
        if tag in _VOID:
            self.handle_starttag(tag, attrs)
        elif tag in _BLOCKS:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """The parser's event."""
        if self._skipped:
            self._skipped_depth -= tag == self._skipped
            if not self._skipped_depth:
                self._skipped = ""
            return
        if tag in _BLOCKS or tag in _PREFORMATTED:
            self._end_block(tag)

    def handle_data(self, data: str) -> None:
        """The parser's event."""
        if self._skipped:
            return
        if self._in_title:
            self._title.append(data)
        else:
            self._pieces.append(data)

    def _hides(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        if tag in _INVISIBLE:
            return True
        if not self._follow_hidden or tag in _VOID or tag in _UNCLOSED:
            return False
        if tag in _NOISE:
            return True
        given = dict(attrs)
        return "hidden" in given or bool(_HIDDEN_STYLE.search(given.get("style") or ""))

    def _begin_preformatted(self) -> None:
        self._lay_out()
        self._flush()
        self._preformatted += 1

    def _begin_block(self, tag: str) -> None:
        if tag in _STRUCTURE:
            self._lay_out()
        elif self._cells is not None and tag not in _TABLE_PARTS:  # a paragraph within a cell
            self._pieces.append("\v\v")
            return
        self._flush()
        if tag == "pre":
            self._preformatted += 1
        elif tag in _TABLE_PARTS:
            self._begin_table_part(tag)
        self._in_title = tag == "title"
        self._level = _HEADINGS.get(tag, 0)
        self._item = tag == "li" or (self._item and tag in ("p", "div"))

    def _begin_table_part(self, tag: str) -> None:
        if tag == "table":
            self._tables.append(False)
        elif self._tables and self._tables[-1]:
            return  # it only lays out the page: its cells are blocks like others
        elif tag == "tr":
            self._end_row()
            self._cells = []
        elif tag in ("td", "th"):
            self._cells = [] if self._cells is None else self._cells
            self._cells.append("")

    def _lay_out(self) -> None:
        """Headings, lists or tables within a cell: this table holds no rows, it lays out the page."""
        if self._tables and not self._tables[-1]:
            self._flush()
            self._end_row()
            self._tables[-1] = True

    def _end_block(self, tag: str) -> None:
        if self._cells is not None and tag not in _TABLE_PARTS:
            self._pieces.append("\v\v")
            return
        self._flush()
        if tag in _PREFORMATTED:
            self._preformatted = max(0, self._preformatted - 1)
        elif tag in ("table", "tr"):
            self._end_row()
        if tag == "table" and self._tables:
            self._tables.pop()
        self._in_title = self._in_title and tag != "title"
        self._level = 0
        self._item = self._item and tag not in ("li", "ul", "ol")

    def _end_row(self) -> None:
        if self._cells is not None:
            self._layout.row(self._cells)
            self._cells = None

    def _flush(self) -> None:
        """What was gathered becomes a block of its kind."""
        text = "".join(self._pieces)
        self._pieces = []
        if not text:
            return
        if self._preformatted and self._cells is None:
            self._layout.lines(text)
            return
        text = _BREAKS.sub(_as_line_feeds, _SPACES.sub(" ", text)).strip()
        if self._cells:
            self._cells[-1] = f"{self._cells[-1]} {text}".strip()
        elif self._level:
            self._layout.heading(text, self._level)
        elif self._item:
            self._layout.item(text)
            self._item = False
        else:
            self._layout.paragraph(text)


def _as_line_feeds(breaks: re.Match[str]) -> str:
    """A line feed for one break, a blank line for more."""
    return "\n" if breaks.group().count("\v") == 1 else "\n\n"
