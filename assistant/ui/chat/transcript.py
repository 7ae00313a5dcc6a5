"""The conversation on screen: exchanges below each other, only the visible ones laid out."""

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from assistant.ui.chat.answer_body import MOST_CHARACTERS
from assistant.ui.chat.empty import Empty
from assistant.ui.chat.exchange import Exchange
from assistant.ui.chat.exchange_row import ExchangeRow
from assistant.ui.chat.lazy_column import LazyColumn
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme

_REFRESH_MS = 40
"""Text that streams in is shown so often: the eye sees no difference, and the window stays quick."""
_REST = 4
"""After that it is left alone for so many times as long as it took."""
_LINE_PX = 24
_CARD_PX = 96
_WAY_DOWN, _GAP_PX = 36, 8
"""The button that leads to the end, and its distance from what is around it, in pixels."""
_NOTHING_LIT = (-1, 0)


class Transcript(QWidget):
    """The exchanges of one conversation.

    Signals:
        source_wanted(object, int): a `Source` to be shown, and the place of its exchange.
        replaced(int): another exchange stands at this place now.
        pointed_at(int, int): the number of the source that is pointed at, 0 for none, and the place of its exchange.
        action_wanted(str, int): what `ExchangeRow` offers, and the place of the exchange.
        link_wanted(str): a link in an answer was clicked.
    """

    source_wanted = Signal(object, int)
    replaced = Signal(int)
    pointed_at = Signal(int, int)
    action_wanted = Signal(str, int)
    link_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._exchanges: list[Exchange] = []
        self._stale: set[int] = set()
        self._lit = _NOTHING_LIT
        widest = theme.scaled(tokens.COLUMN_PX)
        self.column = LazyColumn(self._made, self._estimated, widest=widest, margin=24, gap=24)
        self.column.setAccessibleName(self.tr("Conversation"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self._refresh)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.column)
        self._empty = Empty(self)
        self._empty.hide()  # until it is known that there is nothing
        self._to_end = QPushButton(self)
        self._to_end.setProperty("look", "pill")
        self._to_end.setFixedSize(_WAY_DOWN, _WAY_DOWN)
        self._to_end.setAccessibleName(self.tr("Go to the end of the conversation"))
        self._to_end.setToolTip(self._to_end.accessibleName())
        self._to_end.clicked.connect(self.column.scroll_to_end)
        self._to_end.hide()
        self.column.moved.connect(self._show_way_down)
        theme.changed.connect(self._paint)
        self._paint()

    @property
    def exchanges(self) -> Sequence[Exchange]:
        """What is shown."""
        return self._exchanges

    def show_exchanges(self, exchanges: Sequence[Exchange]) -> None:
        """Another conversation; its end is visible."""
        self._exchanges = list(exchanges)
        self._lit = _NOTHING_LIT
        self.column.reset(len(self._exchanges))
        self._empty.setVisible(not exchanges)

    def add(self, exchange: Exchange) -> int:
        """One more exchange at the end; gives its place."""
        self._empty.hide()
        self._exchanges.append(exchange)
        place = len(self._exchanges) - 1
        if (before := self.row(place - 1)) is not None:
            before.set_last(is_last=False)
        self.column.add()
        return place

    def replace_last(self, exchange: Exchange) -> int:
        """Another exchange in the place of the last one (asked again, or edited)."""
        self._exchanges[-1] = exchange
        place = len(self._exchanges) - 1
        if place == self._lit[0]:
            self._lit = _NOTHING_LIT
        self.column.discard(place)
        self.column.show_row(place)
        self.replaced.emit(place)
        return place

    def changed(self, place: int, *, at_once: bool = False) -> None:
        """The exchange at this place says more now."""
        self._stale.add(place)
        if at_once:
            self._refresh()
        elif not self._timer.isActive():
            self._timer.start()

    def row(self, place: int) -> ExchangeRow | None:
        """The widget of an exchange, None while it is not visible."""
        row = self.column.row(place)
        return row if isinstance(row, ExchangeRow) else None

    def light(self, place: int, number: int) -> None:
        """Show which source of which exchange is on the page beside the answer; the number 0 is for none."""
        before, self._lit = self._lit, (place, number)
        for at, shown in ((before[0], 0), self._lit):
            if (row := self.row(at)) is not None:
                row.light(shown)

    def point(self, place: int, number: int) -> None:
        """Show which source of which exchange is pointed at on the page; the number 0 is for none."""
        if (row := self.row(place)) is not None:
            row.point(number)

    def _refresh(self) -> None:
        begun = perf_counter()
        stale, self._stale = self._stale, set()
        for place in stale:
            row = self.row(place)
            if row is not None:
                row.refresh()
            self.column.changed(place)
        # What takes long to set (a table of a hundred rows) is set less often: the window has to do other things too.
        self._timer.setInterval(max(_REFRESH_MS, round(_REST * 1000 * (perf_counter() - begun))))

    def announce(self, text: str) -> None:
        """Tell people who cannot see the window what has come up in it."""
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _show_way_down(self, is_at_end: bool) -> None:
        """While an answer grows below the view, nothing moves; this leads there."""
        self._to_end.setVisible(not is_at_end and bool(self._exchanges))
        # Beside the column where there is room for it, so that it covers no words.
        beside = (self.width() + self._theme.scaled(tokens.COLUMN_PX)) // 2 + _GAP_PX
        x = min(beside, self.width() - _WAY_DOWN - 2 * _GAP_PX)
        self._to_end.move(x, self.height() - _WAY_DOWN - _GAP_PX)
        self._to_end.raise_()

    def _paint(self) -> None:
        self.column.set_widest(self._theme.scaled(tokens.COLUMN_PX))
        self._to_end.setIcon(self._theme.icon("down"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt
        """The way down stays in its place."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.rect())
        self._show_way_down(self.column.is_at_end)

    def _made(self, place: int) -> QWidget:
        is_last = place == len(self._exchanges) - 1
        row = ExchangeRow(self._theme, self._exchanges[place], is_last=is_last)
        if place == self._lit[0]:
            row.light(self._lit[1])
        row.source_wanted.connect(lambda source: self.source_wanted.emit(source, place))
        row.pointed_at.connect(lambda number: self.pointed_at.emit(number, place))
        row.action_wanted.connect(lambda action: self.action_wanted.emit(action, place))
        row.link_wanted.connect(self.link_wanted)
        return row

    def _estimated(self, place: int, width: int) -> int:
        """About how high an exchange is, without laying it out."""
        one = self._exchanges[place]
        per_line = max(20, width // 8)
        lines = 3 + len(one.question) // per_line
        text = len(one.text) or sum(len(text) for text, _ in one.sentences)
        lines += min(text, MOST_CHARACTERS) // per_line + one.text.count("\n", 0, MOST_CHARACTERS)
        return lines * _LINE_PX + len(one.sources or one.nearest) * _CARD_PX
