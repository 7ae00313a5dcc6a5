"""Bytes of tokens to text that may be shown: whole code points, and nothing of a stop text."""

import codecs
from collections.abc import Sequence


class Pieces:
    """Takes the bytes of one token after the other and gives the text that is safe to show.

    Attributes:
        stopped: True once a stop text appeared; nothing comes after it.
    """

    def __init__(self, stops: Sequence[str] = ()) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._stops = tuple(stop for stop in stops if stop)
        self._held = ""
        self.stopped = False

    def add(self, data: bytes) -> str:
        """The text that these bytes complete; "" while a code point or a stop text may still be in the making."""
        if self.stopped:
            return ""
        self._held += self._decoder.decode(data)
        places = [place for stop in self._stops if (place := self._held.find(stop)) >= 0]
        if places:
            self.stopped = True
            return self._give(min(places))
        return self._give(len(self._held) - self._beginning_of_a_stop())

    def end(self) -> str:
        """What was held back as the possible beginning of a stop text; half a code point is dropped."""
        return "" if self.stopped else self._give(len(self._held))

    def _give(self, count: int) -> str:
        text, self._held = self._held[:count], self._held[count:]
        return text

    def _beginning_of_a_stop(self) -> int:
        longest = max((len(stop) for stop in self._stops), default=1) - 1
        for count in range(min(longest, len(self._held)), 0, -1):
            tail = self._held[-count:]
            if any(stop.startswith(tail) for stop in self._stops):
                return count
        return 0
