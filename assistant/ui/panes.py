"""List, conversation and page beside each other, each as wide as the person made it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from assistant.ui.look import tokens

_PAGE_SHARE = 0.42
"""Of the window, when nobody chose a width for the page: a line of text beside a page of text."""


class Panes(QSplitter):
    """A splitter that knows how wide a pane was before it was hidden."""

    def __init__(self, sidebar: QWidget, middle: QWidget, page: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._sidebar, self._page = sidebar, page
        self._shown: tuple[QWidget, ...] = ()
        self.sidebar_px, self.page_px = tokens.SIDEBAR_PX[1], 0
        """Widths of list and page, in pixels; 0 for a page of the usual share."""
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for place, (pane, stretch) in enumerate(((sidebar, 0), (middle, 3), (page, 2))):
            self.addWidget(pane)
            self.setStretchFactor(place, stretch)
        self.splitterMoved.connect(self._remember)

    def settle(self) -> None:
        """Panes were shown, hidden, or have come back: give each its width."""
        panes = [pane for pane in map(self.widget, range(self.count())) if pane is not None]
        shown = tuple(pane for pane in panes if not pane.isHidden())
        if shown == self._shown or not self.isVisible():
            return
        self._shown = shown
        wanted = {self._sidebar: self.sidebar_px, self._page: self.page_px or round(_PAGE_SHARE * self.width())}
        taken = sum(wanted.get(pane, 0) for pane in shown)
        self.setSizes([wanted.get(pane, max(1, self.width() - taken)) for pane in panes])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt
        """From here on there is room to divide."""
        super().showEvent(event)
        self.settle()

    def _remember(self) -> None:
        if self._sidebar in self._shown:
            self.sidebar_px = self._sidebar.width()
        if self._page in self._shown:
            self.page_px = self._page.width()
