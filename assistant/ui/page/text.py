"""The stored text of a document: pieces of it around the place that is read, in the type for words of files.

Text is put in word by word, as in `rich_text`: nothing of it is ever interpreted.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from assistant.services.pages import Piece, Place
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme
from assistant.ui.page.cited import Cited
from assistant.ui.page.writer import Span, Writer, units
from assistant.ui.render.rich_text import badge

_SIZES_PX, _FIRST_PX = (11, 12, 13, 14, 15, 16, 18, 20, 24, 28), 15
_MARGIN = 38
"""Beside the text on its paper; the number of the citation stands there."""
_EDGE_SCREENS = 1.5
"""So many screens of text beyond the visible one are kept ready."""
_MOST_CHARACTERS = 400_000
"""Beyond this the text is begun anew around the visible place: laying out more makes the window slow."""

_AT_ONCE_CHARACTERS = 30_000
"""So much is set anew in another size or other colours in 16 ms; of more only what is seen."""


@dataclass(slots=True)
class _Shown:
    """A piece in the document: `cursor` keeps where it begins, the spans count from there."""

    piece: Piece
    cursor: QTextCursor
    spans: list[Span]


class PageText(QTextBrowser):
    """Text of a document.

    Signals:
        before_wanted(int, int), after_wanted(int, int): more text is wanted before or behind this place of a page.
        anew_wanted(object): the text is to be brought anew around this `Place`.
        page_changed(int): another page stands at the top.
        pointed_at(int): the citation of that number is pointed at; 0 for none.
    """

    before_wanted = Signal(int, int)
    after_wanted = Signal(int, int)
    anew_wanted = Signal(object)
    page_changed = Signal(int)
    pointed_at = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._size = _SIZES_PX.index(_FIRST_PX)
        self._pieces: list[_Shown] = []
        self._captions: dict[int, str] = {}
        self._cited = Cited()
        self._goes_to: Place | None = None
        self._page = 0
        self._asked: set[tuple[bool, int, int]] = set()
        self.setReadOnly(True)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.viewport().setMouseTracking(True)
        self.setCursorWidth(0)  # nothing blinks; what is selected by key is seen all the same
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Text of the document"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self._repaint)
        self._repaint()

    # --- what is shown

    def begin(self, captions: dict[int, str]) -> None:
        """Show another document; its pages are headed by their captions."""
        self._captions = captions
        self._cited = Cited()
        self.restart(None)

    def restart(self, place: Place | None) -> None:
        """Nothing is shown any more; what is added then is shown at this place. Marks stay."""
        self._pieces.clear()
        self._asked.clear()
        self._goes_to = place
        self._page = 0
        self.setExtraSelections([])
        self.document().clear()
        self.document().setDefaultFont(self._theme.serif(_SIZES_PX[self._size]))
        self._set_margins()

    def add(self, piece: Piece, *, is_first_of_page: bool, is_before: bool) -> None:
        """Add a piece behind the others, or in front of them; what is read stays where it is."""
        kept = self._kept_line() if is_before else None
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.Start if is_before else QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        if is_before and self._pieces:
            cursor.insertBlock()
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        elif self._pieces:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        begin = QTextCursor(cursor)
        begin.setKeepPositionOnInsert(True)
        spans = Writer(cursor, self._theme, _SIZES_PX[self._size]).write(
            piece, self._captions.get(piece.page, "") if is_first_of_page else ""
        )
        cursor.endEditBlock()
        begin.setKeepPositionOnInsert(False)
        self._pieces.insert(0 if is_before else len(self._pieces), _Shown(piece, begin, spans))
        self._mark()
        if kept is not None:
            self._restore(*kept)
        self._go()

    def light(self, cited: Mapping[int, Place], number: int) -> None:
        """Mark the cited words by their numbers, and go to these as soon as they are shown."""
        self._cited = Cited(cited, number, self._cited.pointed)
        self._goes_to = cited[number]
        self._mark()
        self._go()

    def point(self, number: int) -> None:
        """Show which citation is pointed at elsewhere; 0 for none. Nothing is scrolled for that."""
        self._cited.pointed = number
        self._mark()

    def show_found(self, place: Place | None) -> None:
        """Mark words that were searched for, and go there; None marks none."""
        self._cited.found = self._goes_to = place
        self._mark()
        self._go()

    def holds(self, page: int, at: int) -> bool:
        """True when this place is among what is shown."""
        return any(one.piece.page == page and one.piece.start <= at <= one.piece.end for one in self._pieces)

    @property
    def ends(self) -> tuple[Piece, Piece] | None:
        """The first and the last piece that are shown."""
        return (self._pieces[0].piece, self._pieces[-1].piece) if self._pieces else None

    @property
    def characters(self) -> int:
        """How much text is shown."""
        return sum(one.piece.end - one.piece.start for one in self._pieces)

    @property
    def is_full(self) -> bool:
        """True when so much is shown that it should be begun anew."""
        return self.characters > _MOST_CHARACTERS

    def zoom_by(self, steps: int) -> None:
        """Larger type (positive) or smaller; with 0 the size it began with."""
        size = self._size + steps if steps else _SIZES_PX.index(_FIRST_PX)
        size = max(0, min(len(_SIZES_PX) - 1, size))
        if size != self._size:
            self._size = size
            self._repaint()

    def lit_text(self) -> str:
        """The words that are lit, as they stand here."""
        return " ".join(cursor.selectedText() for cursor in self._cursors(self._cited.place))

    def lit_rect(self) -> QRect:
        """Where the words that are lit begin, in pixels of the viewport; empty while they are not shown."""
        return self._line_of(self._cited.place)

    def _line_of(self, place: Place | None) -> QRect:
        """Where a place begins, likewise."""
        cursors = self._cursors(place)
        if not cursors:
            return QRect()
        first = QTextCursor(self.document())
        first.setPosition(cursors[0].selectionStart())
        return self.cursorRect(first)

    # --- marks

    def _mark(self) -> None:
        marks = []
        for place, ground in self._cited.grounds(self._theme.colours):
            for cursor in self._cursors(place):
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(ground)
                mark.format.setForeground(QColor(self._theme.colours.ink))
                marks.append(mark)
        self.setExtraSelections(marks)
        self.viewport().update()

    def _cursors(self, place: Place | None) -> list[QTextCursor]:
        """The parts of the document in which a span of a page stands."""
        found: list[QTextCursor] = []
        if place is None:
            return found
        for one in self._pieces:
            if one.piece.page != place.page or one.piece.end < place.start or place.end < one.piece.start:
                continue
            base = one.cursor.position()
            for span in one.spans:
                low, high = max(place.start, span.start), min(place.end, span.start + span.length)
                if low < high:
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(base + span.at + units(span.text[: low - span.start]))
                    cursor.setPosition(
                        base + span.at + units(span.text[: high - span.start]), QTextCursor.MoveMode.KeepAnchor
                    )
                    found.append(cursor)
        return found

    def _go(self) -> None:
        """Scroll to where we want to be, once it is there and laid out."""
        if self._goes_to is not None and self.holds(self._goes_to.page, self._goes_to.start):
            QTimer.singleShot(0, self, self._arrive)

    def _arrive(self) -> None:
        if self._goes_to is None:
            return
        cursors = self._cursors(self._goes_to) or [self._top_of(self._goes_to)]
        at = QTextCursor(self.document())
        at.setPosition(cursors[0].selectionStart())
        self._goes_to = None
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(at).top() - self.viewport().height() // 3)
        left = across.value() + self.cursorRect(at).left()
        across.setValue(0 if left < self.viewport().width() - _MARGIN else left - _MARGIN)
        self._scrolled()

    def _top_of(self, place: Place) -> QTextCursor:
        """Where a place of no length stands: the beginning of the last paragraph before it."""
        cursor = QTextCursor(self.document())
        for one in self._pieces:
            if one.piece.page == place.page and one.piece.start <= place.start:
                spans = [span for span in one.spans if span.start <= place.start]
                cursor.setPosition(one.cursor.position() + (spans[-1].at if spans else 0))
        return cursor

    # --- scrolling

    def look_for_more(self) -> None:
        """Ask again for what is wanted at the edges: something came, or nothing was there."""
        self._asked.clear()
        self._scrolled()

    def _scrolled(self) -> None:
        """More text is wanted near the edges."""
        if not self._pieces:
            return
        page = self._piece_at(0)[0].piece.page
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        bar, spare = self.verticalScrollBar(), _EDGE_SCREENS * self.viewport().height()
        is_near_end = bar.value() > bar.maximum() - spare
        if self._goes_to is None and bar.value() < spare:
            self._ask(is_before=True)
        if is_near_end and self._pieces:  # asking may have begun the text anew
            self._ask(is_before=False)

    def _ask(self, *, is_before: bool) -> None:
        piece = self._pieces[0 if is_before else -1].piece
        wanted = (is_before, piece.page, piece.start if is_before else piece.end)
        if wanted not in self._asked:
            self._asked.add(wanted)
            (self.before_wanted if is_before else self.after_wanted).emit(*wanted[1:])

    def _piece_at(self, height: int) -> tuple[_Shown, int]:
        """The piece at this height of the view, and the position in the document."""
        at = self.cursorForPosition(QPoint(0, height)).position()
        index = bisect_right([one.cursor.position() for one in self._pieces], at) - 1
        return self._pieces[max(0, index)], at

    def visible_place(self) -> Place:
        """What stands in the upper third of the view, where places that are gone to stand."""
        one, at = self._piece_at(self.viewport().height() // 3)
        spans = [span for span in one.spans if one.cursor.position() + span.at <= at]
        start = spans[-1].start if spans else one.piece.start
        return Place(one.piece.page, start, start)

    def _kept_line(self) -> tuple[QTextCursor, int]:
        cursor = self.cursorForPosition(self.viewport().rect().topLeft())
        return cursor, self.cursorRect(cursor).top()

    def _restore(self, cursor: QTextCursor, top: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - top)

    # --- look

    def _repaint(self) -> None:
        """Set everything anew, in another size or other colours, at the same place."""
        pieces = [one.piece for one in self._pieces]
        place = self._goes_to or (self.visible_place() if pieces else None)
        is_long = self.characters > _AT_ONCE_CHARACTERS
        self.restart(place)
        colours = self._theme.colours
        self.setStyleSheet(
            f"QTextBrowser {{ background: {colours.page}; border: 1px solid {colours.line}; border-radius: 0;"
            f" padding: 1px }} QTextBrowser:focus {{ border: 2px solid {colours.accent}; padding: 0 }}"
        )
        if is_long:
            self.anew_wanted.emit(place)
        for piece in () if is_long else pieces:
            self.add(piece, is_first_of_page=piece.start == 0, is_before=False)

    def _set_margins(self) -> None:
        """Lines stay short enough to be read."""
        beside = max(_MARGIN, (self.viewport().width() - tokens.COLUMN_PX) // 2)
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        if form.leftMargin() != beside:
            form.setMargin(0)
            form.setLeftMargin(beside)
            form.setRightMargin(beside)
            form.setTopMargin(_MARGIN // 2)
            form.setBottomMargin(_MARGIN)
            frame.setFrameFormat(form)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt
        """Lines break anew; more text may be needed to fill the view."""
        super().resizeEvent(event)
        self._set_margins()
        self._scrolled()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt
        """The text, and the number of each citation beside its first line."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for number, place in self._badges().items():
            is_on = number == self._cited.pointed
            painter.drawImage(place.topLeft(), badge(number, self._theme, self.devicePixelRatioF(), is_on=is_on))
        painter.end()

    def _badges(self) -> dict[int, QRectF]:
        """Where the numbers of citations stand, in pixels of the viewport; of two in a line one is further out."""
        placed: dict[int, QRectF] = {}
        margin = self.document().rootFrame().frameFormat().leftMargin() - self.horizontalScrollBar().value()
        for number, place in self._cited.places.items():
            line = self._line_of(place)
            if number and not line.isNull():
                size = QSizeF(badge(number, self._theme, 1.0).size())
                taken = sum(abs(one.center().y() - line.center().y()) < size.height() for one in placed.values())
                left = margin - 8 - size.width() - taken * (size.width() + 2)
                placed[number] = QRectF(QPointF(left, line.center().y() - size.height() / 2), size)
        return placed

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Tell which citation is pointed at, at its words or its number."""
        super().mouseMoveEvent(event)
        at = self.cursorForPosition(event.position().toPoint()).position()
        numbers = [
            number
            for number, place in self._cited.places.items()
            if any(one.selectionStart() <= at < one.selectionEnd() for one in self._cursors(place))
        ]
        numbers += [number for number, place in self._badges().items() if place.contains(event.position())]
        self._point_at(numbers[-1] if numbers else 0)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt
        """None is any more."""
        super().leaveEvent(event)
        self._point_at(0)

    def _point_at(self, number: int) -> None:
        if number != self._cited.pointed:
            self.point(number)
            self.pointed_at.emit(number)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:  # noqa: N802 - Qt
        """Nothing is ever loaded; an empty value would make Qt open the file of that name."""
        return QImage(1, 1, QImage.Format.Format_ARGB32)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt
        """Copied is the text alone."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText().replace("\u2028", "\n"))
        return data
