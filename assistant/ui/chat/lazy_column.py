"""A scrolling column of which only what is visible exists: two thousand messages open as quickly as two."""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

Make = Callable[[int], QWidget]
Estimate = Callable[[int, int], int]

_BEYOND = 0.75
"""So many screens above and below the visible one are made ready, one row at a turn of the window."""
_ROUNDS = 20
"""So often rows are measured until nothing moves any more; each round brings in rows that were not measured yet."""
_LINE_PX = 40
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class LazyColumn(QAbstractScrollArea):
    """Rows below each other in a centred column of limited width; rows are widgets that know their height for it.

    What is at the top of the view stays where it is, whatever rows above it turn out to measure and whatever grows
    below. Only a view at the very end follows what grows there.

    Signals:
        moved(bool): the view was scrolled, by whomever, or its content grew; True when its end is visible.
    """

    moved = Signal(bool)

    def __init__(self, make: Make, estimate: Estimate, *, widest: int, margin: int, gap: int) -> None:
        super().__init__()
        self._make, self._estimate = make, estimate
        self._widest, self._margin, self._gap = widest, margin, gap
        self._heights: list[int] = []
        self._is_measured: list[bool] = []
        self._tops: list[int] = [margin]
        self._rows: dict[int, QWidget] = {}
        self._follows_end = True
        self._pinned: int | None = None
        self._is_placing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "ground")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._beyond = QTimer(self)
        self._beyond.setSingleShot(True)
        self._beyond.setInterval(0)
        self._beyond.timeout.connect(self._make_beyond)
        self.verticalScrollBar().setSingleStep(_LINE_PX)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- rows

    def reset(self, count: int) -> None:
        """Show so many rows, none of them the ones from before; the end is visible."""
        for row in self._rows.values():
            _discard(row)
        self._rows.clear()
        width = self._width()
        self._heights = [self._estimate(index, width) for index in range(count)]
        self._is_measured = [False] * count
        self._pinned = None
        self._follows_end = True
        self._arrange()

    def add(self) -> None:
        """One more row at the end; the view shows it from its top on, and what grows in it moves nothing."""
        self._heights.append(self._estimate(len(self._heights), self._width()))
        self._is_measured.append(False)
        self.show_row(len(self._heights) - 1)

    def show_row(self, index: int) -> None:
        """Scroll until the row's top is at the top, with empty room below it where that is needed."""
        self._pinned, self._follows_end = index, False
        for _ in range(2):  # rows that come into sight on the way there are measured, and may move it
            self._count_tops()
            self.verticalScrollBar().setValue(self._tops[index] - self._gap)
            self._arrange()

    def changed(self, index: int) -> None:
        """The row has another height now, or has to be made anew when it was `discarded`."""
        if 0 <= index < len(self._heights):
            self._is_measured[index] = False
            self._arrange()

    def discard(self, index: int) -> None:
        """Make the row anew the next time it is visible."""
        if (row := self._rows.pop(index, None)) is not None:
            _discard(row)
        self.changed(index)

    def set_widest(self, widest: int) -> None:
        """Another limit of the width, in pixels; every row is made anew."""
        self._widest = widest
        self.discard_all()

    def discard_all(self) -> None:
        """Make every row anew, where they are."""
        for index in list(self._rows):
            _discard(self._rows.pop(index))
        self._is_measured = [False] * len(self._heights)
        self._arrange()

    def row(self, index: int) -> QWidget | None:
        """The widget of a row, None while it is not visible."""
        return self._rows.get(index)

    @property
    def follows_end(self) -> bool:
        """True while the end is visible: what grows there pushes the view along."""
        return self._follows_end

    def scroll_to_end(self) -> None:
        """Go to the end of the last row, and follow what grows there."""
        self._follows_end = True
        self._arrange()

    # --- placing

    def _width(self) -> int:
        return max(120, min(self._widest, self.width() - 2 * self._margin))

    def _arrange(self) -> None:
        """Place the visible rows, and measure them until nothing moves any more."""
        if self._is_placing:
            return
        self._is_placing = True
        bar = self.verticalScrollBar()
        try:
            # The row at the top of the view and how far it is scrolled into: this is what stays.
            anchor = self._row_at(bar.value())
            into = bar.value() - self._tops[anchor]
            for _ in range(_ROUNDS):
                first, last = self._near(0)
                is_settled = self._measure(first, last)
                self._count_tops()
                if not self._follows_end:
                    bar.setValue(self._tops[min(anchor, len(self._tops) - 1)] + into)
                if is_settled and self._near(0) == (first, last):
                    break
            self._drop_far()
            self._place()
        finally:
            self._is_placing = False
        self._beyond.start()
        self.moved.emit(self.is_at_end)

    def _make_beyond(self) -> None:
        """Make one of the rows that will be scrolled to next."""
        first, last = self._near(_BEYOND)
        missing = [index for index in range(first, last) if index not in self._rows or not self._is_measured[index]]
        if missing:
            middle = (first + last) // 2
            nearest = min(missing, key=lambda index: abs(index - middle))
            self._measure(nearest, nearest + 1)
            self._arrange()

    def _count_tops(self) -> None:
        steps = (height + self._gap for height in self._heights)
        self._tops = list(accumulate(steps, initial=self._margin))
        bar = self.verticalScrollBar()
        end = self._end()
        if self._follows_end:
            bar.setRange(0, end)
            bar.setValue(end)
        else:
            room = self._tops[self._pinned] - self._gap if self._pinned is not None else 0
            bar.setRange(0, max(end, room))
        bar.setPageStep(self.viewport().height())

    def _end(self) -> int:
        """Where the view stands when the end of the last row is at its foot."""
        return max(0, self._tops[-1] + self._margin - self._gap - self.viewport().height())

    @property
    def is_at_end(self) -> bool:
        """True when there is nothing more to see below."""
        return self.verticalScrollBar().value() >= self._end() - 2

    def _measure(self, first: int, last: int) -> bool:
        """Make and measure these rows; False when one has another height than was thought."""
        width, is_settled = self._width(), True
        for index in range(first, last):
            row = self._rows.get(index)
            if row is None:
                row = self._rows[index] = self._made(index)
            if not self._is_measured[index]:
                height = _height(row, width)
                self._is_measured[index] = True
                self._watch(self._rows[index])
                if height != self._heights[index]:
                    self._heights[index] = height
                    is_settled = False
        return is_settled

    def _place(self) -> None:
        width, value = self._width(), self.verticalScrollBar().value()
        # In the middle of all of it: the scroll bar comes and goes, the column stays.
        left = (self.width() - width) // 2 - self.viewport().x()
        for index, row in self._rows.items():
            row.setGeometry(left, self._tops[index] - value, width, self._heights[index])
            row.show()

    def _made(self, index: int) -> QWidget:
        row = self._make(index)
        row.setParent(self.viewport())
        row.installEventFilter(self)
        return row

    def _watch(self, row: QWidget) -> None:
        """Be told when something in the row gets the focus."""
        for one in row.findChildren(QWidget):
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                one.installEventFilter(self)

    def _row_at(self, height: int) -> int:
        """The row that stands at this height of the column."""
        return max(0, bisect_right(self._tops, height) - 1)

    def _near(self, beyond: float) -> tuple[int, int]:
        height = self.viewport().height()
        top = self.verticalScrollBar().value()
        spare = round(height * beyond)
        last = bisect_right(self._tops, top + height + spare)
        return self._row_at(top - spare), min(last, len(self._heights))

    def _drop_far(self) -> None:
        first, last = self._near(2 * _BEYOND)
        for index in [one for one in self._rows if not first <= one < last]:
            focused = QApplication.focusWidget()
            if focused is None or not self._rows[index].isAncestorOf(focused):
                _discard(self._rows.pop(index))

    # --- events

    def _scrolled(self) -> None:
        if self._is_placing:
            return
        is_lower_than_pinned = self._pinned is None or self._end() > self._tops[self._pinned] - self._gap
        self._follows_end = self.is_at_end and is_lower_than_pinned
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt
        """Another width: every height has to be found anew, the visible ones at once."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._is_measured = [False] * len(self._heights)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
        """A row that asks for another height gets it; what is come to by key is brought into sight."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._measure_anew(watched)
        elif isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _BY_KEY:
            assert isinstance(watched, QWidget)
            self.make_visible(watched)
        return super().eventFilter(watched, event)

    def _measure_anew(self, row: QObject) -> None:
        index = next((index for index, one in self._rows.items() if one is row), None)
        if index is not None and self._is_measured[index] and not self._is_placing:
            self._is_measured[index] = False
            QTimer.singleShot(0, self, self._arrange)  # after it is done with what it does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt
        """Home and End go to the first and the last row, Page Up and Page Down by almost a screen."""
        bar = self.verticalScrollBar()
        page = bar.pageStep() - 2 * _LINE_PX
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                self.scroll_to_end()
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - page)
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                bar.setValue(bar.value() + page)
            case _:
                super().keyPressEvent(event)

    def make_visible(self, widget: QWidget) -> None:
        """Scroll just so far that a widget inside a row is seen, of a high one its top."""
        top = widget.mapTo(self.viewport(), QPoint(0, 0)).y()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        below = top + widget.height() + self._gap - height
        if top < self._gap or widget.height() > height - 2 * self._gap:
            bar.setValue(bar.value() + top - self._gap)
        elif below > 0:
            bar.setValue(bar.value() + below)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt
        """Wide enough for the column."""
        return QSize(self._widest + 2 * self._margin, 400)


def _height(row: QWidget, width: int) -> int:
    """The height a row needs at this width."""
    row.ensurePolished()
    layout = row.layout()
    if layout is not None:
        layout.activate()
        if layout.hasHeightForWidth():
            return max(1, layout.totalHeightForWidth(width))
    return max(1, row.heightForWidth(width) if row.hasHeightForWidth() else row.sizeHint().height())


def _discard(row: QWidget) -> None:
    row.hide()
    row.setParent(None)
    row.deleteLater()
