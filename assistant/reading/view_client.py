"""Our side of the page on screen: asks the view child for sizes, pixels and boxes, and checks every byte."""

import math
import os
import struct
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from assistant.errors import (
    ChildDied,
    ChildError,
    ChildOutOfMemory,
    ChildProtocolBroken,
    ChildTimedOut,
    PageNotShown,
)
from assistant.isolation import Cancel, Child, Policy, Reply
from assistant.settings import Settings

MOST_PAGES = 100_000
MOST_CHARACTERS = 200_000
"""Boxes are asked for so many characters of a page at most; a full page of a newspaper has 30,000."""
TILE_PX = 2048
"""Widest and highest part of a page that is drawn at once: 16 MB."""
_LONGEST_SIDE = 10_000_000
"""Of a page, in points or pixels; the largest that PDF programs make have 14,400."""
_TIMEOUT_S = 20.0
"""A page that takes longer to draw, or a file to open, is given up; ordinary ones take 0.01 to 0.3 s."""
_IDLE_S = 60.0

SIZE, BOX = struct.Struct("<2f"), struct.Struct("<4i")
"""How sizes of pages and boxes of characters go over the pipe."""

Size = tuple[float, float]
Box = tuple[int, int, int, int]


class ViewKind(StrEnum):
    """What the view child can show."""

    PDF = "pdf"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Viewed:
    """A file that is open, and what it is.

    Attributes:
        name: of the file, only for the guess at the format of a mail.
        inside: name of the document that travels in it, for a mail; "" for the file itself.
    """

    descriptor: int
    kind: ViewKind
    name: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a page: the page is drawn `whole` (width, height) pixels large, the part lies at `left`, `top`.

    `width` and `height` of the part are at most `TILE_PX`.
    """

    page: int
    whole: tuple[int, int]
    left: int
    top: int
    width: int
    height: int


class Viewer:
    """The view child: started by the first request, ended after a minute without one. Thread-safe.

    One request runs at a time, others wait. Every method blocks, and raises DocumentError with the reason in words
    when the document cannot be shown (PageNotShown also when the child died of it or took too long), ChildError when
    the child cannot even be started, and Cancelled by `cancel`.
    """

    def __init__(self, settings: Settings, *, timeout_s: float = _TIMEOUT_S, idle_s: float = _IDLE_S) -> None:
        self._settings, self._timeout_s, self._idle_s = settings, timeout_s, idle_s
        self._child = self._fresh_child()

    @property
    def lockdown(self) -> Mapping[str, str]:
        """What the child gave up, each part in words; empty before its first start."""
        return self._child.lockdown

    @property
    def is_running(self) -> bool:
        """True while the child lives."""
        return self._child.alive

    def sizes(self, file: Viewed, *, cancel: Cancel | None = None) -> list[Size]:
        """Width and height of every page as it is shown: points of a PDF, pixels of a picture.

        (0, 0) stands for a page that cannot be read.

        Raises:
            PageNotShown: it has no pages, or see the class.
        """
        blob = self._asked(file, {"what": "sizes"}, _are_sizes, cancel)
        return cast("list[Size]", list(SIZE.iter_unpack(blob)))

    def tile(self, file: Viewed, tile: Tile, *, cancel: Cancel | None = None) -> bytes:
        """The pixels of a part of a page: rows of blue, green, red, alpha without gaps.

        Raises:
            PageNotShown: see the class.
        """
        place = [tile.left, tile.top, tile.width, tile.height]
        wanted = {"what": "tile", "page": tile.page, "whole": list(tile.whole), "place": place}
        return self._asked(file, wanted, lambda blob: len(blob) == 4 * tile.width * tile.height, cancel)

    def boxes(self, file: Viewed, page: int, start: int, end: int, *, cancel: Cancel | None = None) -> list[Box]:
        """Left, top, right, bottom of the characters `start` to `end` of a PDF page's stored text.

        In hundredths of a point from the upper left corner of the page as it is shown.

        Raises:
            PageNotShown: see the class.
        """
        end = min(end, start + MOST_CHARACTERS)
        wanted = {"what": "boxes", "page": page, "start": start, "end": end}
        blob = self._asked(file, wanted, lambda blob: _are_boxes(blob, end - start), cancel)
        return cast("list[Box]", list(BOX.iter_unpack(blob)))

    def close(self) -> None:
        """End the child for good."""
        self._child.close()

    def _fresh_child(self) -> Child:
        policy = Policy(
            memory_bytes=self._settings.reading_memory_mb << 20,
            environment={"OMP_THREAD_LIMIT": "1"},  # what reads mails brings Tesseract along
        )
        options = {"timeout_s": self._timeout_s}
        return Child(
            "assistant.reading.view_worker", name="viewer", options=options, policy=policy, idle_s=self._idle_s
        )

    def _asked(
        self, file: Viewed, wanted: dict[str, object], is_answer: Callable[[bytes], bool], cancel: Cancel | None
    ) -> bytes:
        """The one blob of the one reply.

        Raises:
            ChildError: the child cannot be started.
            PageNotShown: it died of it, took too long, too much memory, or talked nonsense.
        """
        self._child.start()
        name = os.fsencode(file.name).decode("utf-8", "replace")
        header = {"kind": file.kind.value, "name": name, "inside": file.inside, **wanted}
        try:
            request = self._child.request(header, file=file.descriptor, timeout_s=self._timeout_s, cancel=cancel)
            with closing(cast("Generator[Reply]", request)) as replies:
                blobs = [blob for reply in replies for blob in reply.blobs]
            if len(blobs) != 1 or not is_answer(blobs[0]):
                self._child.restart_after()
                raise PageNotShown(reason=_why(ChildProtocolBroken()))
            return blobs[0]
        except ChildError as error:
            raise PageNotShown(reason=_why(error)) from error


def _why(error: ChildError) -> str:
    if isinstance(error, ChildTimedOut):
        return "it takes too long to draw"
    if isinstance(error, ChildOutOfMemory):
        return "it takes too much memory"
    if isinstance(error, ChildDied):
        return f"its viewer stopped ({error.fields.get('reason', '')})"
    return "its viewer sent something unreadable"


def _are_sizes(blob: bytes) -> bool:
    if not 0 < len(blob) <= MOST_PAGES * SIZE.size or len(blob) % SIZE.size:
        return False
    sides = [side for size in SIZE.iter_unpack(blob) for side in size]
    return all(math.isfinite(side) and 0 <= side <= _LONGEST_SIDE for side in sides)


def _are_boxes(blob: bytes, most: int) -> bool:
    if len(blob) > most * BOX.size or len(blob) % BOX.size:
        return False
    return all(left <= right and top <= bottom for left, top, right, bottom in BOX.iter_unpack(blob))
