"""Boxes of characters or words on a page -> the boxes of the lines they stand in, and the character at a point."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import itemgetter

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_GAP = 3.0
"""Words of one line are not further apart than so many line heights (columns of a table may be)."""
_GROUP = 128
"""Boxes; about the root of how many there are on a full page, which makes groups and boxes looked at fewest."""


def lines(boxes: Iterable[Box]) -> list[Box]:
    """One box for each line that the characters stand in, in their order; boxes without a size are left out.

    Lines may run across the page or, on a page that was turned, up and down.
    """
    found: list[Box] = []
    runs_across: bool | None = None  # not known before its second character
    for box in boxes:
        if box[2] <= box[0] or box[3] <= box[1]:
            continue
        if found and runs_across is not False and _follows(found[-1], box, 1):
            found[-1], runs_across = _union(found[-1], box), True
        elif found and runs_across is not True and _follows(found[-1], box, 0):
            found[-1], runs_across = _union(found[-1], box), False
        else:
            found.append(box)
            runs_across = None
    return found


class Places:
    """Boxes of a page, to be asked for the one at a point many times: they are looked at in groups."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        groups = (range(at, min(at + _GROUP, len(boxes))) for at in range(0, len(boxes), _GROUP))
        self._groups = [(group, reduce(_union, (boxes[index] for index in group))) for group in groups]

    def nearest(self, across: float, down: float) -> int:
        """The index of the box that a point lies in, or that is nearest to it; distance from the line counts most."""
        best = float("inf"), 0
        groups = [(_distance(whole, across, down), group) for group, whole in self._groups]
        for least, group in sorted(groups, key=itemgetter(0)):
            if least > best[0]:
                break
            best = min(best, *((_distance(self._boxes[index], across, down), index) for index in group))
        return best[1]


def _follows(line: Box, box: Box, side: int) -> bool:
    """True when the box stands on the line: they share half of their height (side 1) or width (0), and lie close."""
    low, high = max(line[side], box[side]), min(line[side + 2], box[side + 2])
    least = min(line[side + 2] - line[side], box[side + 2] - box[side])
    other = 1 - side
    gap = max(box[other] - line[other + 2], line[other] - box[other + 2])
    return 2 * (high - low) >= least and gap <= _GAP * (line[side + 2] - line[side])


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _distance(box: Box, across: float, down: float) -> float:
    if box[2] <= box[0] or box[3] <= box[1]:
        return float("inf")
    besides = max(box[0] - across, 0.0, across - box[2])
    above = max(box[1] - down, 0.0, down - box[3])
    return besides + 4 * above
