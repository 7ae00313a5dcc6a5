"""What a format's reader is given (an open file, the limits) and what it gives back (title, pages)."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from assistant.errors import FileUnreadable, TookTooLong
from assistant.records import Attachment, Page, Reason

HEAD_BYTES = 8192
"""What the kind of a file is told from: signatures stand in the first bytes; git looks for NUL in as many."""


class Clock:
    """The time limit of one file. It counts only while it runs: a reader is not blamed for a slow listener."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._spent_s = 0.0
        self._since: float | None = time.monotonic()

    def stop(self) -> None:
        """Count no longer; nothing happens when it stands already."""
        if self._since is not None:
            self._spent_s += time.monotonic() - self._since
            self._since = None

    def go(self) -> None:
        """Count again; nothing happens when it runs already."""
        if self._since is None:
            self._since = time.monotonic()

    @property
    def spent_s(self) -> float:
        """Seconds counted so far."""
        return self._spent_s + (0.0 if self._since is None else time.monotonic() - self._since)

    def check(self) -> None:
        """To be called between two pieces of work, at least every tenth of a second or so.

        Raises:
            TookTooLong: the limit is passed.
        """
        if self.spent_s > self._limit_s:
            raise TookTooLong(seconds=round(self._limit_s))


@dataclass(frozen=True, slots=True)
class Scans:
    """How pages that are pictures are to be read, when they are.

    Attributes:
        language: data to read them with, as Tesseract names it ("deu"); "" chooses by the document.
        done: numbers of the pages that are stored already and need not be given again.
        data_dirs: folders in which `*.traineddata` may stand, in the order they are looked at.
        page_timeout_s: time limit of one page, seconds.
    """

    language: str
    done: frozenset[int]
    data_dirs: tuple[str, ...]
    page_timeout_s: float


@dataclass(frozen=True, slots=True)
class Source:
    """An open file and the limits of reading it.

    Attributes:
        file: seekable, opened for reading; a reader may leave it at any place.
        extension: lower case, without the dot, "" when the name has none. It helps to guess, it decides nothing
            that the content can decide.
        head: the first `HEAD_BYTES` of it.
        size: bytes of the whole file.
        limit_bytes: most text that is taken from a file, bytes of UTF-8.
        clock: its time limit.
        scans: None: pages that are pictures are counted and left out (a `ScansUnread` reason says so at the end).
            Otherwise only those pages are given, the ones of text are not given again.
    """

    file: BinaryIO
    extension: str
    head: bytes
    size: int
    limit_bytes: int
    clock: Clock
    scans: Scans | None = None

    def read(self, limit: int) -> bytes:
        """The first `limit` bytes of the file.

        Raises:
            FileUnreadable: the system reports an error.
        """
        try:
            self.file.seek(0)
            return self.file.read(limit)
        except OSError as error:
            raise FileUnreadable(reason=error.strerror or "input error") from error


Part = Page | Reason | Attachment


@dataclass(frozen=True, slots=True)
class Content:
    """A document as its reader opened it; the pages are made while they are asked for.

    Attributes:
        title: the document's own title, "" when it has none.
        pages: how many it has; 1 for formats without parts.
        parts: pages in order, those without text left out; a `Reason` says that something is missing, an
            `Attachment` is a document of its own. The iterator raises leaves of `DocumentError` only.
    """

    title: str
    pages: int
    parts: Iterator[Part]
