"""What the reading child says of a file, believed only after every byte of it was looked at."""

import json
import os
import re
import struct
from dataclasses import dataclass, field

from assistant.errors import DocumentError, ScansUnread, from_kind
from assistant.isolation import Reply
from assistant.records import (
    SCAN_WORD,
    Attachment,
    Chunk,
    Label,
    PageChunks,
    ReadingBegun,
    ReadingDone,
    Reason,
    Scan,
)

_BLOB_BYTES = 32 << 20
"""Far above any honest batch (1 MB of text as JSON)."""
_LABEL_KINDS = frozenset(("page", "slide", "sheet", "chapter", "message", "file"))
_FORMAT = re.compile(r"[a-z0-9]{1,16}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_NAME_BYTES = 200
_IN_PATHS = re.compile(r"[/\\\x00-\x1f]")
"""What no name of an attachment has: it stands behind the path of its mail."""
_FAR = 1e9
"""Far beyond any page, in points or pixels."""
_TEXT_CHARACTERS = 1_000
"""Longest title, heading path or label part that is taken, in code points; a chunk's text has its own limit."""


class Nonsense(Exception):
    """A reply that no honest child sends."""


@dataclass
class Seen:
    """What the child said of one file so far; everything in it is hostile until it was looked at."""

    format: str = ""
    title: str = ""
    pages: int = 0
    only_scans: bool = False
    anything: bool = False
    done: ReadingDone | None = None
    _page: int = 0
    _end: int = 0
    _label: Label = field(default_factory=lambda: Label("file"))

    def take(self, reply: Reply) -> ReadingBegun | PageChunks | Attachment | None:
        """What a reply says; None for "done" and for a page without words.

        Raises:
            Nonsense: out of order, or of the wrong shape.
        """
        what = reply.header.get("what")
        _must(self.done is None)
        if what == "opened":
            _must(not self.format)
            return self._begun(reply)
        _must(bool(self.format))
        if what == "done":
            reason = _reason(reply.header.get("reason"))
            unread = reason is not None and reason.kind == ScansUnread.__name__
            _must(self.anything or unread or self.only_scans)
            self.done = ReadingDone(self.format, self.title, self.pages, reason)
            return None
        if what == "blank":
            return None
        _must(1 <= len(reply.blobs) <= 2 and all(len(blob) <= _BLOB_BYTES for blob in reply.blobs))
        if what == "attachment":
            self.anything = True
            return _attachment(reply)
        _must(what == "page")
        return self._page_of(reply)

    def _begun(self, reply: Reply) -> ReadingBegun:
        self.format = _line(reply.header.get("format"))
        _must(_FORMAT.fullmatch(self.format) is not None)
        self.title = _line(reply.header.get("title"))
        self.pages = _count(reply.header.get("pages"))
        return ReadingBegun(self.format, self.title, self.pages)

    def _page_of(self, reply: Reply) -> PageChunks:
        """A page, or the next part of the one before: pages ascend, and the chunks of a page touch.

        Raises:
            Nonsense: they do not.
        """
        number, label = _count(reply.header.get("number")), _label(reply.header.get("label"))
        try:
            chunks = json.loads(reply.blobs[0])
        except (ValueError, RecursionError) as error:
            raise Nonsense from error
        if not isinstance(chunks, list) or not chunks:
            raise Nonsense
        _must(self._page <= number and 1 <= number <= self.pages)
        if number == self._page:
            _must(label == self._label)
        else:
            self._page, self._end, self._label = number, 0, label
        found = tuple(self._chunk_of(number, chunk) for chunk in chunks)
        self.anything = True
        return PageChunks(number, label, found, _scan(reply, self._end))

    def _chunk_of(self, number: int, item: object) -> Chunk:
        if not isinstance(item, list) or len(item) != 6:
            raise Nonsense
        start, text = _count(item[0]), _text(item[1])
        _must(start == self._end and bool(text))
        self._end = start + len(text)
        heading, language = _text(item[2]), _text(item[3])
        _must(_LANGUAGE.fullmatch(language) is not None)
        return Chunk(number, start, self._end, text, heading, language, _count(item[4]), _count(item[5]))


def _attachment(reply: Reply) -> Attachment:
    name = _line(reply.header.get("name"))
    _must(0 < len(os.fsencode(name)) <= _NAME_BYTES and not _IN_PATHS.search(name) and name not in (".", ".."))
    return Attachment(name, reply.blobs[0])


def _scan(reply: Reply, length: int) -> Scan | None:
    """How a page was read from a picture; `length` is that of its text, which every word must lie in."""
    values = reply.header.get("scan")
    if values is None:
        _must(len(reply.blobs) == 1)
        return None
    _must(isinstance(values, list) and len(values) == 5 and len(reply.blobs) == 2)
    assert isinstance(values, list)
    language, confidence, turned, width, height = values
    numbers = (confidence, turned, width, height)
    _must(all(isinstance(one, int | float) and 0 <= one < _FAR for one in numbers) and turned in (0, 90, 180, 270))
    words = reply.blobs[1]
    _must(len(words) % struct.calcsize(SCAN_WORD) == 0)
    for start, end, left, top, right, bottom in struct.iter_unpack(SCAN_WORD, words):
        _must(0 <= start < end <= length and left <= right and top <= bottom)
    return Scan(_line(language), float(confidence), int(turned), float(width), float(height), words)


def _must(is_so: bool) -> None:
    if not is_so:
        raise Nonsense


def _text(value: object) -> str:
    """A string that can be stored: no zero character, no half of a surrogate pair.

    Raises:
        Nonsense: it is none.
    """
    if not isinstance(value, str) or "\0" in value:
        raise Nonsense
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Nonsense from error
    return value


def _line(value: object) -> str:
    text = _text(value)
    _must(len(text) <= _TEXT_CHARACTERS and "\n" not in text)
    return text


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 31:
        raise Nonsense
    return value


def _label(value: object) -> Label:
    if not isinstance(value, list) or len(value) != 3:
        raise Nonsense
    kind = _line(value[0])
    _must(kind in _LABEL_KINDS)
    return Label(kind, None if value[1] is None else _count(value[1]), _line(value[2]))


def _reason(value: object) -> Reason | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[1], dict):
        raise Nonsense
    kind, fields = _line(value[0]), value[1]
    _must(all(isinstance(part, str | int | float) for part in fields.values()))
    _must(isinstance(from_kind(kind, {}), DocumentError))
    checked = {_line(name): _line(part) if isinstance(part, str) else part for name, part in fields.items()}
    return Reason(kind, checked)
