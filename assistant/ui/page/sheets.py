"""Pages as they look, below each other: only what is visible is drawn, the passage is lit on them."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu

from assistant.services.pages import Sheet, Tile
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme
from assistant.ui.page.layout import GAP, MARGIN, PageLayout
from assistant.ui.page.marks import Lit, Marks
from assistant.ui.page.paint import paint_highlight, paint_lines
from assistant.ui.page.selection import Character, Selection
from assistant.ui.page.tiles import Tiles

_STEP = 1.25
_DIM = 32
"""How much black lies over a page in the dark theme, of 255."""
_SELECTED = 90
_SHADOW = 20
_DRAG_PX = 4


class PageSheets(QAbstractScrollArea):
    """A scrolling column of pages.

    Signals:
        needs(): something that is visible is not drawn; `tiles.next_wanted()` says what.
        page_changed(int): another page fills most of the view now.
        characters_wanted(int): words are to be selected on this page; `take_characters` brings them.
        pointed_at(int): the citation of that number is pointed at; 0 for none.
        copy_wanted(int, int, int): page, start and end of the text to be copied; an end of -1 means all of it.
    """

    needs = Signal()
    page_changed = Signal(int)
    characters_wanted = Signal(int)
    pointed_at = Signal(int)
    copy_wanted = Signal(int, int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = PageLayout()
        self._page = 0
        self._marks = Marks(theme, self._layout)
        self._found: Lit | None = None
        self._faults: dict[int, str] = {}
        self._selection = Selection()
        self._pressed: QPointF | None = None
        self.tiles = Tiles()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "ground")
        self.setAccessibleName(self.tr("Pages of the document"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(40)
            bar.valueChanged.connect(self._scrolled)
        theme.changed.connect(self.viewport().update)

    # --- what is shown

    def show_sheets(self, sheets: Sequence[Sheet], page: int = 1) -> None:
        """Show these pages, from this one on."""
        self._layout.sheets = sheets
        self._marks.clear()
        self._found = None
        self._selection = Selection()
        self._faults.clear()
        self.tiles.forget()
        self._page = 0
        self._arrange(1.0)
        self.go_to_page(page)
        self._scrolled()

    def light(self, lit: Lit) -> None:
        """Mark the cited words, and go there."""
        self._marks.add(lit)
        self._marks.shown, self._found = lit.number, None
        self._go_to(lit)

    def light_too(self, lit: Lit) -> None:
        """Mark other words that are cited, faintly."""
        self._marks.add(lit)
        self.viewport().update()

    def forget_lit(self) -> None:
        """Other words are cited now."""
        self._marks.clear()

    def point(self, number: int) -> None:
        """Show which citation is pointed at elsewhere; 0 for none. Nothing is scrolled for that."""
        self._marks.pointed = number
        self.viewport().update()

    def show_found(self, found: Lit | None) -> None:
        """Mark words that were searched for, and go there; None marks none."""
        self._found = found
        self.viewport().update()
        if found is not None:
            self._go_to(found)

    def go_to_page(self, page: int) -> None:
        """Show the top of a page."""
        if self._layout.sheets:
            self.verticalScrollBar().setValue(self._layout.rect(self._layout.index(page)).top() - GAP)

    def take_tile(self, tile: Tile, pixels: bytes) -> None:
        """A part that was wanted is drawn."""
        self.tiles.take(tile, pixels)
        self.viewport().update()

    def fail_tile(self, tile: Tile, sentence: str) -> None:
        """A part cannot be drawn; its page says why."""
        self._faults[tile.page] = sentence
        self.viewport().update()
        self._want()

    def take_characters(self, page: int, characters: list[Character]) -> None:
        """Where the words of a page stand, for selecting them."""
        self._selection.take(page, characters)
        self.viewport().update()

    @property
    def current_page(self) -> int:
        """The page that fills most of the view, 0 for none."""
        return self._page

    @property
    def zoom(self) -> float:
        """How much wider than the view a page is."""
        return self._layout.zoom

    def lit_rects(self) -> list[QRectF]:
        """Where the cited words are lit, in pixels of the viewport."""
        return [rect.translated(-QPointF(self._offset())) for rect in self._marks.rects()]

    def page_rect(self, page: int) -> QRect:
        """Where a page lies, in pixels of the viewport."""
        return self._layout.rect(self._layout.index(page)).translated(-self._offset())

    # --- zoom and place

    def zoom_by(self, steps: int) -> None:
        """Larger (positive) or smaller."""
        self.zoom_to(self.zoom * _STEP**steps)

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Make pages so much wider than the view; what lies at the point (or in the middle) stays there."""
        if not self._layout.sheets:
            return
        point = at if at is not None else QPointF(self.viewport().rect().center())
        kept = self._layout.shares(point + QPointF(self._offset()))
        self._arrange(zoom)
        self._scroll_to(self._layout.at_shares(*kept) - point)
        self._scrolled()

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _scroll_to(self, corner: QPointF) -> None:
        self.horizontalScrollBar().setValue(round(corner.x()))
        self.verticalScrollBar().setValue(round(corner.y()))

    def _arrange(self, zoom: float) -> None:
        view = self.viewport().size()
        self._layout.arrange(view, zoom)
        whole = self._layout.size
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setRange(0, max(0, whole.height() - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, whole.width() - view.width())

    def _go_to(self, lit: Lit) -> None:
        """Scroll such that the words stand in the upper third, and are seen from their beginning."""
        self.viewport().update()
        rects = list(self._layout.placed(lit.page, lit.boxes))
        if not rects:
            self.go_to_page(lit.page)
            return
        view = self.viewport().size()
        left, right = min(one.left() for one in rects), max(one.right() for one in rects)
        is_seen = left >= self._offset().x() and right <= self._offset().x() + view.width()
        across = self._offset().x() if is_seen else left - MARGIN
        self._scroll_to(QPointF(across, rects[0].top() - view.height() / 3))

    def _scrolled(self) -> None:
        self.viewport().update()
        if not self._layout.sheets:
            return
        top = self._offset().y()
        page = self._layout.sheets[self._layout.first_seen(top, top + self.viewport().height())].number
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self._want()

    def _want(self) -> None:
        """Say what has to be drawn: the visible parts, from above."""
        ratio = self.devicePixelRatioF()
        wanted: list[Tile] = []
        seen = self.viewport().rect().translated(self._offset())
        for index in self._layout.between(seen.top(), seen.bottom()):
            sheet, rect = self._layout.sheets[index], self._layout.rect(index)
            part = seen.intersected(rect).translated(-rect.topLeft())
            if sheet.width > 0 and sheet.number not in self._faults and not part.isEmpty():
                whole = ceil(rect.width() * ratio), ceil(rect.height() * ratio)
                wanted += self.tiles.covering(sheet.number, whole, part, ratio)
        if self.tiles.want(wanted):
            self.needs.emit()

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt
        """The visible pages, what is lit on them, and its number."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self._offset())
        top = self._offset().y()
        for index in self._layout.between(top, top + self.viewport().height()):
            self._paint_page(painter, index)
        self._marks.paint(painter, self._offset().x(), self.devicePixelRatioF())
        if self._found is not None:
            where = self._layout.placed(self._found.page, self._found.boxes)
            paint_highlight(painter, where, QColor(tokens.LIGHT.decisive))
        chosen = QColor(self._theme.colours.accent)
        chosen.setAlpha(_SELECTED)
        for rect in self._layout.placed(self._selection.page, self._selection.boxes()):
            painter.fillRect(rect, chosen)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, index: int) -> None:
        sheet, rect, colours = self._layout.sheets[index], self._layout.rect(index), self._theme.colours
        painter.fillRect(rect.translated(1, 2), QColor(0, 0, 0, _SHADOW))
        fault = self._faults.get(sheet.number, "" if sheet.width > 0 else self.tr("This page cannot be read."))
        if not fault and self.tiles.paint(painter, sheet.number, rect, self.devicePixelRatioF()):
            if self._theme.is_dark:
                painter.fillRect(rect, QColor(0, 0, 0, _DIM))
        else:
            painter.fillRect(rect, QColor(colours.page))
            if fault:
                self._paint_fault(painter, rect, fault)
            else:
                paint_lines(painter, rect, colours.line)
        painter.setPen(QColor(colours.line))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    def _paint_fault(self, painter: QPainter, rect: QRect, sentence: str) -> None:
        painter.setPen(QColor(self._theme.colours.soft))
        painter.setFont(self._theme.sans(tokens.SMALL_PX))
        seen = rect.intersected(self.viewport().rect().translated(self._offset()))
        room = seen.adjusted(24, 24, -24, -24)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value, sentence)

    # --- selecting words

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Begin to select words."""
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not self._layout.sheets:
            return
        self._pressed = event.position()
        point = event.position() + QPointF(self._offset())
        index = self._layout.index_at(point.y())
        page = self._layout.sheets[index].number
        if self._selection.begin(page, self._layout.on_page(index, point)):
            self.characters_wanted.emit(page)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Select as far as the pointer is."""
        super().mouseMoveEvent(event)
        if self._pressed is None:
            self._point_at(self._marks.at(event.position() + QPointF(self._offset()), self._offset().x()))
            return
        if (event.position() - self._pressed).manhattanLength() < _DRAG_PX:
            return
        index = self._layout.index(self._selection.page)
        self._selection.extend(self._layout.on_page(index, event.position() + QPointF(self._offset())))
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt
        """No citation is pointed at any more."""
        super().leaveEvent(event)
        self._point_at(0)

    def _point_at(self, number: int) -> None:
        if number != self._marks.pointed:
            self.point(number)
            self.pointed_at.emit(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """What is selected stays so."""
        super().mouseReleaseEvent(event)
        self._pressed = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt
        """Copy what is selected, or the page."""
        if not self._layout.sheets:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self._selection.span is not None)
        copy.triggered.connect(self._copy)
        page = self._page
        whole = menu.addAction(self.tr("Copy the text of this page"))
        whole.triggered.connect(lambda: self.copy_wanted.emit(page, 0, -1))
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        if self._selection.span is not None:
            self.copy_wanted.emit(*self._selection.span)

    # --- events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt
        """Pages fill the new width; what stood at the top stays there."""
        super().resizeEvent(event)
        if self._layout.sheets:
            kept = self._layout.shares(QPointF(self._offset()))
            self._arrange(self.zoom)
            self.verticalScrollBar().setValue(round(self._layout.at_shares(*kept).y()))
            self._scrolled()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt
        """Show the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt
        """Show it no longer."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt
        """Selected words are copied by key; Home and End go to the first and the last page."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt
        """Scroll; with Ctrl zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.zoom * _STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt
        """Two fingers on a touch pad zoom."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_to(self.zoom * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt
        """As wide as the pane should be at least."""
        return QSize(tokens.PAGE_PX, 400)
