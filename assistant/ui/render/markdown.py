"""Markdown of a model, taken apart: no HTML, no pictures; links tell where they lead and nobody follows them here."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

from assistant.ui.render.prose import Code, Look, Paragraph, Part, Table, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

SCHEMES = ("http", "https", "mailto")
"""What a link may be; anything else is words."""
_MOST_NESTED = 100
_DEEPEST = 8
"""Deeper entries and quotations stand no further to the right: there would be no room for their words."""
_LOOKS = {"strong_open": Look.STRONG, "em_open": Look.EMPHASIS, "s_open": Look.STRUCK, "link_open": Look.LINK}
_CLOSING = {"strong_close", "em_close", "s_close", "link_close"}
_MOST_BRACKETS = 500
"""With more of them in a block links are words: brackets that never close take time by their square."""
_BULLET = "•"
_LONGEST = 5_000
"""Characters of a paragraph; a longer one goes on in another, for a paragraph is laid out as a whole."""


class Markdown:
    """A text that grows at its end: what cannot change any more is taken apart once."""

    def __init__(self) -> None:
        self._parser = _parser()
        self._without_links = _parser().disable("link")
        self._head = ""
        self._done: list[Part] = []

    def parts(self, text: str, *, is_whole: bool = True) -> list[Part]:
        """The text as it is meant; whatever it holds, words come out and nothing else.

        Cheap when the text only grew since the last time. With `is_whole` False its last block may still change.
        """
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.startswith(self._head):
            self._head, self._done = "", []
        while True:
            rest = text[len(self._head) :]
            tokens = self._tokens(rest)
            last = _last_block(tokens)
            if last:
                place = tokens[last].map
                assert place is not None
                begun = "".join(f"{line}\n" for line in rest.split("\n", place[0])[: place[0]])
                self._finish(begun, tokens[:last])
                rest, tokens = rest[len(begun) :], tokens[last:]
            if len(rest) < 2 * _LONGEST or not tokens or tokens[0].type != "paragraph_open":
                found = self._done + _parts(tokens, is_whole=is_whole)
                # What is nested deeper than anybody writes is shown as it is.
                return found if found or not text.strip() else [Paragraph((Words(text[:_LONGEST]),))]
            # A paragraph without end: what stands at its beginning is not read again and again.
            cut = rest.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
            self._finish(rest[:cut], self._tokens(rest[:cut]))

    def _tokens(self, text: str) -> "list[Token]":
        return (self._parser if text.count("[") <= _MOST_BRACKETS else self._without_links).parse(text)

    def _finish(self, text: str, tokens: "Sequence[Token]") -> None:
        self._head += text
        self._done += _parts(tokens, is_whole=True)


def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": _MOST_NESTED})
    return made.enable(["table", "strikethrough"]).disable(["image", "html_block", "html_inline"])


def _last_block(tokens: "Sequence[Token]") -> int:
    """Where the last block begins that stands in no other: what comes later can only change that one."""
    places = [at for at, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0 and token.map]
    return places[-1] if places else 0


def _parts(tokens: "Sequence[Token]", *, is_whole: bool) -> list[Part]:
    building = _Building(is_whole=is_whole)
    for token in tokens:
        building.take(token)
    return building.done


@dataclass
class _Building:
    """The parts so far, and what is open around the next one."""

    is_whole: bool
    done: list[Part] = field(default_factory=list)
    heading: int = 0
    lists: list[int | None] = field(default_factory=list)  # the next number, None for bullets
    mark: str = ""
    quoted: int = 0
    rows: list[list[tuple[Words, ...]]] | None = None
    right: set[int] = field(default_factory=set)

    def take(self, token: "Token") -> None:
        """One token of a block."""
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind in ("fence", "code_block"):
            language = token.info.split()[0] if token.info.split() else ""
            code = Code(token.content.rstrip("\n"), language[:40], self._indent, is_whole=self.is_whole)
            self.done.append(code)
        elif kind == "hr":
            self.done.append(Paragraph((Words("⁂", Look.SOFT),)))
        elif kind.startswith(("table_", "tr_", "th_")):
            self._table(token)
        else:
            self._around(token)

    @property
    def _indent(self) -> int:
        return min(len(self.lists) + self.quoted, _DEEPEST)

    def _around(self, token: "Token") -> None:
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "heading_close":
                self.heading = 0
            case "bullet_list_open":
                self.lists.append(None)
            case "ordered_list_open":
                self.lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._item()
            case "blockquote_open":
                self.quoted += 1
            case "blockquote_close":
                self.quoted -= 1

    def _item(self) -> None:
        number = self.lists[-1]
        self.mark = f"{_BULLET}\t" if number is None else f"{number}.\t"
        if number is not None:
            self.lists[-1] = number + 1

    def _inline(self, token: "Token") -> None:
        words = _words(token.children or (), ground=Look.SOFT if self.quoted else Look.PLAIN)
        if self.rows is not None:
            self.rows[-1].append(tuple(words))
            return
        is_entry = bool(self.mark)
        if is_entry:
            words.insert(0, Words(self.mark, Look.SOFT))
            self.mark = ""
        for place, piece in enumerate(_pieces(words)):
            self.done.append(Paragraph(piece, self.heading, self._indent, is_close=is_entry and not place))

    def _table(self, token: "Token") -> None:
        match token.type:
            case "table_open":
                self.rows, self.right = [], set()
            case "tr_open" if self.rows is not None:
                self.rows.append([])
            case "th_open" if self.rows is not None:
                if "right" in str(token.attrs.get("style", "")):
                    self.right.add(len(self.rows[-1]))
            case "table_close" if self.rows is not None:
                self.done.append(Table(tuple(map(tuple, self.rows)), frozenset(self.right)))
                self.rows = None


def _words(tokens: "Sequence[Token]", *, ground: Look) -> list[Words]:
    words: list[Words] = []
    looks: list[tuple[Look, str]] = [(ground, "")]
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            looks.append((Look.LINK, address) if leads_somewhere(address) else looks[-1])
        elif token.type in _LOOKS:
            looks.append((_LOOKS[token.type], looks[-1][1]))
        elif token.type in _CLOSING and len(looks) > 1:
            looks.pop()
        elif token.type == "code_inline":
            words.append(Words(token.content, Look.CODE))
        elif token.type in ("softbreak", "hardbreak"):
            words.append(Words(" " if token.type == "softbreak" else "\n"))
        elif token.content:
            look, link = looks[-1]
            words.append(Words(token.content, look, link=link))
    return words


def _pieces(words: "Sequence[Words]") -> "Iterator[tuple[Words, ...]]":
    """The words of one paragraph, in pieces that can be laid out quickly."""
    piece: list[Words] = []
    room = _LONGEST
    for one in words:
        text = one.text
        while len(text) > room:
            yield (*piece, replace(one, text=text[:room]))
            piece, text, room = [], text[room:], _LONGEST
        piece.append(replace(one, text=text))
        room -= len(text)
    yield tuple(piece)


def leads_somewhere(address: str) -> bool:
    """True for an address that may be opened, after the person was asked."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc or parts.path)
