"""The way of the Tab key: pane by pane, in each from the top to the bottom and from the left to the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def stops(panes: Sequence[QWidget]) -> list[QWidget]:
    """Where Tab stops, in the order of reading. What was made last is not always what stands last."""
    return [stop for pane in panes if pane.isVisible() for stop in sorted(_stops(pane), key=_place)]


def go_on(panes: Sequence[QWidget], focused: QWidget | None, *, is_forward: bool) -> bool:
    """Give the focus to the stop after this one, or before it; False when there is none at all."""
    every = stops(panes)
    if not every:
        return False
    step = 1 if is_forward else -1
    at = every.index(focused) if focused in every else -step
    following = every[(at + step) % len(every)]
    reason = Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason
    following.setFocus(reason)
    _bring_into_sight(following)
    return True


def _stops(pane: QWidget) -> list[QWidget]:
    shown = [one for one in (pane, *pane.findChildren(QWidget)) if one.isVisible() and one.isEnabled()]
    return [one for one in shown if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _place(stop: QWidget) -> list[tuple[int, int]]:
    """Where it stands, behind the places of the stops that hold it: those come before what they hold."""
    holders = [stop]
    while (parent := holders[0].parentWidget()) is not None:
        holders.insert(0, parent)
    # Middles: what stands in one line can be of different heights.
    return [_middle(one) for one in holders if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _middle(stop: QWidget) -> tuple[int, int]:
    middle = stop.mapTo(stop.window(), stop.rect().center())
    return middle.y(), middle.x()


def _bring_into_sight(stop: QWidget) -> None:
    parent = stop.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(stop)
        parent = parent.parentWidget()
