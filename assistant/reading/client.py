"""Our side of reading: hands an open file to the reading child and checks every byte that comes back."""

import json
import os
import re
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import cast

from assistant.errors import (
    Cancelled,
    ChildDied,
    ChildError,
    ChildOutOfMemory,
    ChildProtocolBroken,
    ChildTimedOut,
    DocumentError,
    NoTextFound,
    NoWords,
    ReaderDied,
    TookTooLong,
    TookTooLongUnread,
    TooMuchMemory,
    from_kind,
)
from assistant.isolation import Cancel, Child, Policy, Reply
from assistant.records import Chunk, Label, PageChunks, ReadingDone, Reason
from assistant.settings import Settings

FILES_PER_CHILD = 200
"""A parser that leaks, or was taken over, is gone after so many files; a start costs 0.4 s."""

_GRACE_S = 2.0
"""The child keeps to the time limit by itself between two pages; this much later it hangs and is killed."""
_OBEY_S = 0.5
"""A child that is told to stop looks at it between two chunks; one that does not for so long is killed."""
_BLOB_BYTES = 32 << 20
"""Far above any honest batch (1 MB of text as JSON)."""
_LABEL_KINDS = frozenset(("page", "slide", "sheet", "chapter", "message", "file"))
_FORMAT = re.compile(r"[a-z0-9]{1,16}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_TEXT_CHARACTERS = 1_000
"""Longest title, heading path or label part that is taken, in code points; a chunk's text has its own limit."""


class Reader:
    """Reads files, one after the other, in a child of its own. Not thread-safe: one reader for one thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._files = 0
        self._child = self._fresh_child()

    def read(self, file: int, name: str, *, cancel: Cancel | None = None) -> Iterator[PageChunks | ReadingDone]:
        """Read an open file: parts of pages in order, as they come, and `ReadingDone` last, exactly once.

        What is read before the limits of time, memory or text, or before a crash, is kept: `ReadingDone.reason` then
        says what is missing. Closing the generator stops the child's work. Blocks; any thread, one at a time.

        Args:
            file: descriptor of a regular file, open for reading; it stays open.
            name: the file's name, only to guess its format.
            cancel: ends the reading with `Cancelled`.

        Raises:
            DocumentError: nothing of it could be read, and why.
            ReaderDied: it crashed the parser, before anything was read.
            ChildError: the child cannot even be started; no file can be read.
            Cancelled: by `cancel`.
        """
        self._child.start()
        seen = _Seen()
        limit_s = self._settings.reading_timeout_s
        watch = _Watch(self._child, limit_s + _GRACE_S)
        header = {"name": os.fsencode(name).decode("utf-8", "replace")}
        timeout_s = 2 * limit_s + _GRACE_S  # the watch comes first
        request = cast("Generator[Reply]", self._child.request(header, file=file, timeout_s=timeout_s, cancel=cancel))
        try:
            while (reply := watch.next_of(request, cancel)) is not None:
                page = self._checked(seen, reply)
                if page is not None:
                    yield page
            if seen.done is None:
                raise ReaderDied(reason="it ended without an answer")
        except (ChildError, DocumentError, Cancelled) as error:
            reason = self._in_words(error, is_late=watch.is_late)
            if reason is None:
                raise
            if not seen.any_text:
                nothing = _without_text(reason, seen.format)
                raise nothing from error
            seen.done = ReadingDone(seen.format, seen.title, seen.pages, Reason(reason.kind, reason.fields))
        finally:
            request.close()
            self._count(is_spent=watch.has_ended_it)
        yield seen.done

    @property
    def lockdown(self) -> Mapping[str, str]:
        """What the child gave up, each part in words; empty before its first start."""
        return self._child.lockdown

    def start(self) -> None:
        """Start the child now, so that the first file need not wait for it."""
        self._child.start()

    def close(self) -> None:
        """End the child."""
        self._child.close()

    def _fresh_child(self) -> Child:
        return Child(
            "assistant.reading.worker",
            name="reader",
            options={
                "text_limit_bytes": self._settings.text_limit_mb * 1_000_000,
                "timeout_s": self._settings.reading_timeout_s,
            },
            policy=Policy(nice=10, memory_bytes=self._settings.reading_memory_mb << 20),
        )

    def _count(self, *, is_spent: bool) -> None:
        """A file is over: the child is replaced when it was killed for time, or has read enough files."""
        self._files += 1
        if is_spent:
            self._child = self._fresh_child()
            self._files = 0
        elif self._files >= FILES_PER_CHILD:
            self._child.restart_after()
            self._files = 0

    def _in_words(self, error: ChildError | DocumentError | Cancelled, *, is_late: bool) -> DocumentError | None:
        """What to say of a reading that failed; None when the error is to go on as it is."""
        if is_late or isinstance(error, ChildTimedOut):
            return TookTooLong(seconds=round(self._settings.reading_timeout_s))
        if isinstance(error, ChildOutOfMemory):
            return TooMuchMemory(limit_mb=self._settings.reading_memory_mb)
        if isinstance(error, ChildDied):
            return ReaderDied(reason=str(error.fields.get("reason", "")))
        if isinstance(error, ChildProtocolBroken):
            return ReaderDied(reason="it sent something unreadable")
        return error if isinstance(error, DocumentError) else None

    def _checked(self, seen: "_Seen", reply: Reply) -> PageChunks | None:
        """The page in a reply, if there is one.

        Raises:
            ReaderDied: the reply is not what an honest child sends; the child is replaced.
        """
        try:
            return seen.take(reply)
        except _Nonsense as error:
            self._child.restart_after()
            raise ReaderDied(reason="it sent something unreadable") from error


def _without_text(reason: DocumentError, form: str) -> DocumentError:
    """The reason in the words of a file that gave no text at all."""
    if isinstance(reason, TookTooLong):
        return TookTooLongUnread(**reason.fields)
    if isinstance(reason, NoTextFound) and form != "pdf":
        return NoWords()
    return reason


class _Watch:
    """Ends a child that hangs: its replies take too long altogether, or it does not obey a cancel.

    The time between asking for replies does not count.
    """

    def __init__(self, child: Child, limit_s: float) -> None:
        self._child = child
        self._left_s = limit_s
        self.is_late = False
        self.has_ended_it = False

    def next_of(self, replies: Iterator[Reply], cancel: Cancel | None) -> Reply | None:
        """The next reply; None when there is no further one."""
        late = threading.Timer(max(self._left_s, 0), self._end, (True,))
        disobedient = threading.Timer(_OBEY_S, self._end, (False,))
        late.daemon = disobedient.daemon = True
        began = time.monotonic()
        late.start()
        try:
            with cancel.calling(disobedient.start) if cancel else nullcontext():
                return next(replies, None)
        finally:
            late.cancel()
            disobedient.cancel()
            self._left_s -= time.monotonic() - began

    def _end(self, is_late: bool) -> None:
        self.is_late = is_late
        self.has_ended_it = True
        self._child.close()


class _Nonsense(Exception):
    """A reply that no honest child sends."""


@dataclass
class _Seen:
    """What the child said of one file so far; everything in it is hostile until it was looked at."""

    format: str = ""
    title: str = ""
    pages: int = 0
    any_text: bool = False
    done: ReadingDone | None = None
    _page: int = 0
    _end: int = 0
    _label: Label = field(default_factory=lambda: Label("file"))

    def take(self, reply: Reply) -> PageChunks | None:
        """The page in a reply; "opened" and "done" have none.

        Raises:
            _Nonsense: out of order, or of the wrong shape.
        """
        what = reply.header.get("what")
        _must(self.done is None)
        if what == "opened":
            _must(not self.format)
            self._take_opened(reply)
            return None
        _must(bool(self.format))
        if what == "done":
            _must(self.any_text)
            self.done = ReadingDone(self.format, self.title, self.pages, _reason(reply.header.get("reason")))
            return None
        _must(what == "page" and len(reply.blobs) == 1 and len(reply.blobs[0]) <= _BLOB_BYTES)
        return self._page_of(reply)

    def _take_opened(self, reply: Reply) -> None:
        self.format = _line(reply.header.get("format"))
        _must(_FORMAT.fullmatch(self.format) is not None)
        self.title = _line(reply.header.get("title"))
        self.pages = _count(reply.header.get("pages"))

    def _page_of(self, reply: Reply) -> PageChunks:
        """A page, or the next part of the one before: pages ascend, and the chunks of a page touch.

        Raises:
            _Nonsense: they do not.
        """
        number, label = _count(reply.header.get("number")), _label(reply.header.get("label"))
        try:
            chunks = json.loads(reply.blobs[0])
        except (ValueError, RecursionError) as error:
            raise _Nonsense from error
        if not isinstance(chunks, list) or not chunks:
            raise _Nonsense
        _must(self._page <= number and 1 <= number <= self.pages)
        if number == self._page:
            _must(label == self._label)
        else:
            self._page, self._end, self._label = number, 0, label
        found = tuple(self._chunk_of(number, chunk) for chunk in chunks)
        self.any_text = True
        return PageChunks(number, label, found)

    def _chunk_of(self, number: int, item: object) -> Chunk:
        if not isinstance(item, list) or len(item) != 6:
            raise _Nonsense
        start, text = _count(item[0]), _text(item[1])
        _must(start == self._end and bool(text))
        self._end = start + len(text)
        heading, language = _text(item[2]), _text(item[3])
        _must(_LANGUAGE.fullmatch(language) is not None)
        return Chunk(number, start, self._end, text, heading, language, _count(item[4]), _count(item[5]))


def _must(is_so: bool) -> None:
    if not is_so:
        raise _Nonsense


def _text(value: object) -> str:
    """A string that can be stored: no zero character, no half of a surrogate pair.

    Raises:
        _Nonsense: it is none.
    """
    if not isinstance(value, str) or "\0" in value:
        raise _Nonsense
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise _Nonsense from error
    return value


def _line(value: object) -> str:
    text = _text(value)
    _must(len(text) <= _TEXT_CHARACTERS and "\n" not in text)
    return text


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 31:
        raise _Nonsense
    return value


def _label(value: object) -> Label:
    if not isinstance(value, list) or len(value) != 3:
        raise _Nonsense
    kind = _line(value[0])
    _must(kind in _LABEL_KINDS)
    return Label(kind, None if value[1] is None else _count(value[1]), _line(value[2]))


def _reason(value: object) -> Reason | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[1], dict):
        raise _Nonsense
    kind, fields = _line(value[0]), value[1]
    _must(all(isinstance(part, str | int | float) for part in fields.values()))
    _must(isinstance(from_kind(kind, {}), DocumentError))
    checked = {_line(name): _line(part) if isinstance(part, str) else part for name, part in fields.items()}
    return Reason(kind, checked)
