"""The window: header, sidebar, conversation and page beside each other, folding where there is little room."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QEasingCurve, QEvent, QPropertyAnimation, QRect, Qt, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from assistant import identity
from assistant.ui.chat.composer import Composer
from assistant.ui.chat.transcript import Transcript
from assistant.ui.controls.complaint import Complaint
from assistant.ui.header import Header
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme
from assistant.ui.page.pane import PagePane
from assistant.ui.panes import Panes
from assistant.ui.reading_order import go_on
from assistant.ui.shortcuts import groups
from assistant.ui.shortcuts_dialog import ShortcutsDialog
from assistant.ui.sidebar.pane import Sidebar
from assistant.ui.welcome import Welcome

_SMALLEST = (640, 480)
_FIRST_SIZE = (1280, 820)


class Window(QMainWindow):
    """Places the panes; what they say goes to the desk.

    Signals:
        files_given(list): absolute paths (bytes) that were dropped or pasted.
        closing(): the person closes the window.
        activated(): the window got the focus.
        defect_found(object): an exception that is our fault; there is a report for it.
    """

    files_given = Signal(list)
    closing = Signal()
    activated = Signal()
    defect_found = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWindowTitle(identity.NAME)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST_SIZE)
        self.setAcceptDrops(True)
        self.header = Header(theme)
        self.sidebar = Sidebar(theme)
        self.composer = Composer(theme)
        self.transcript = Transcript(theme)
        self.page = PagePane(theme)
        self._sliding = QPropertyAnimation(self.page, b"geometry", self)
        self._sliding.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.welcome = Welcome(theme)
        self._wants_sidebar, self._has_begun = True, False
        self._middle = QStackedWidget()
        self._complaint = Complaint(theme, self._middle)
        self._lay_out()
        self.header.menu_wanted.connect(self.toggle_sidebar)
        self.page.closed.connect(self.hide_page)
        self.composer.files_given.connect(self._give)
        self._add_shortcuts()
        theme.changed.connect(self._limit_width)
        self._limit_width()
        self.show_welcome()

    @property
    def theme(self) -> Theme:
        """Colours and type of this window."""
        return self._theme

    # --- what is visible

    def show_welcome(self) -> None:
        """The first minute."""
        self._has_begun = False
        self._middle.setCurrentWidget(self.welcome)
        self.welcome.place.addWidget(self.composer)
        self.sidebar.hide()
        self.sidebar.current = None
        self.header.menu.hide()
        self.hide_page()
        self.composer.text.setFocus()

    @property
    def has_begun(self) -> bool:
        """True when the first minute is over, and not everything was taken away since."""
        return self._has_begun and not self.sidebar.is_empty

    def show_conversation(self) -> None:
        """The transcript with the composer under it."""
        self._has_begun = True
        was_writing = self.focusWidget() is self.composer.text
        self._middle.setCurrentWidget(self._conversation)
        self._composer_place.addWidget(self.composer)
        if was_writing:
            self.composer.text.setFocus()  # moved to another place it loses it
        self.header.menu.show()
        self._fit()

    def show_page(self) -> None:
        """The page beside the conversation, or over it where there is little room."""
        was_hidden = self.page.isHidden()
        self.page.show()
        self._fit()
        if was_hidden and self._page_slides():
            self._slide_in()

    def hide_page(self) -> None:
        """The conversation alone."""
        focused = self.focusWidget()
        if focused is not None and self.page.isAncestorOf(focused):
            self.composer.text.setFocus()
        self.page.hide()
        self._fit()

    def toggle_sidebar(self) -> None:
        """Show or fold the list at the side."""
        self._wants_sidebar = self.sidebar.isHidden()
        self._fit(is_asked=True)

    def show_instead(self, widget: QWidget) -> None:
        """Something in place of all else: the data folder could not be opened."""
        self._middle.addWidget(widget)
        self._middle.setCurrentWidget(widget)
        self.sidebar.hide()
        self.header.menu.hide()
        self.hide_page()
        widget.setFocus()

    def call_up(self) -> None:
        """Come to the front: somebody started the program again."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where the system does not let a window come by itself

    @property
    def wants_sidebar(self) -> bool:
        """False when the person folded the list at the side."""
        return self._wants_sidebar

    @wants_sidebar.setter
    def wants_sidebar(self, wanted: bool) -> None:
        self._wants_sidebar = wanted
        self._fit()

    def complain(self, sentence: str) -> None:
        """Say what went wrong, for a while, over the upper edge of the conversation."""
        self._complaint.say(sentence)

    # --- layout

    def _lay_out(self) -> None:
        self._conversation = QWidget()
        column = QVBoxLayout(self._conversation)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.transcript, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 18)
        self._foot = QWidget()
        self._composer_place = QVBoxLayout(self._foot)
        self._composer_place.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._foot)
        column.addLayout(foot)
        self._middle.addWidget(self.welcome)
        self._middle.addWidget(self._conversation)
        self.page.setMinimumWidth(tokens.PAGE_PX)
        self.splitter = Panes(self.sidebar, self._middle, self.page)
        whole = QWidget()
        whole.setObjectName("ground")
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self.splitter, 1)
        self.setCentralWidget(whole)

    def _limit_width(self) -> None:
        """The composer is as wide as the text above it, the list at the side wide enough for its own."""
        self._foot.setMaximumWidth(self._theme.scaled(tokens.COLUMN_PX))
        least, usual = map(self._theme.scaled, tokens.SIDEBAR_PX)
        self.sidebar.setMinimumWidth(least)
        self.sidebar.setMaximumWidth(2 * usual)
        self._fit()

    def _page_slides(self) -> bool:
        return self.width() < tokens.SLIDES_OVER_PX

    def _fit(self, *, is_asked: bool = False) -> None:
        """Fold and unfold for the width there is."""
        if self._middle.currentWidget() is not self._conversation:
            return
        least = tokens.SIDEBAR_PX[0]
        is_narrow = self.width() < tokens.FOLDS_PX + self._theme.scaled(least) - least
        shown = self._wants_sidebar and (is_asked or not is_narrow)
        self.sidebar.setVisible(shown)
        self._fit_page()
        self.splitter.settle()

    def _fit_page(self) -> None:
        is_shown = not self.page.isHidden()
        if self._page_slides():
            if self.page.parent() is self.splitter:
                self.page.setParent(self.centralWidget())
            if is_shown:
                self.page.setGeometry(self._over())
                self.page.show()
                self.page.raise_()
        elif self.page.parent() is not self.splitter:
            self._sliding.stop()
            self.splitter.addWidget(self.page)
            self.page.setVisible(is_shown)

    def _over(self) -> QRect:
        """Where the page lies when it lies over the answer."""
        whole = self.splitter.geometry()
        width = min(max(tokens.PAGE_PX, round(whole.width() * 0.6)), whole.width())
        return QRect(whole.right() + 1 - width, whole.top(), width, whole.height())

    def _slide_in(self) -> None:
        end = self._over()
        # The style says whether the person wants things to move.
        has_motion = self.style().styleHint(self.style().StyleHint.SH_Widget_Animation_Duration) > 0
        self._sliding.setDuration(tokens.MOTION_MS if has_motion else 0)
        self._sliding.setStartValue(end.translated(end.width() // 8, 0))
        self._sliding.setEndValue(end)
        self._sliding.start()

    def _add_shortcuts(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "escape": self._escape,
            "new": self.sidebar.new_wanted.emit,
            "write": self.composer.text.setFocus,
            "next_citation": partial(self.page.stepped.emit, 1),
            "previous_citation": partial(self.page.stepped.emit, -1),
            "find": self._find,
            "add": self.sidebar.add_wanted.emit,
            "search": self._search,
            "fold": self.toggle_sidebar,
            "models": self.header.models_wanted.emit,
            "settings": self.header.settings_wanted.emit,
            "larger": partial(self._resize_text, 1),
            "smaller": partial(self._resize_text, -1),
            "usual_size": partial(self._resize_text, 0),
            "shortcuts": self.show_shortcuts,
        }
        for _, shortcuts in groups():
            for shortcut in shortcuts:
                for key in shortcut.keys if shortcut.does else ():
                    QShortcut(QKeySequence(key), self).activated.connect(acts[shortcut.does])

    def show_shortcuts(self) -> None:
        """All keys, in a dialog."""
        dialog = ShortcutsDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _find(self) -> None:
        if not self.page.isHidden():
            self.page.begin_search()

    def _resize_text(self, step: int) -> None:
        """The page has a size of its own; all other text has one together."""
        focused = QApplication.focusWidget()
        if focused is not None and self.page.isAncestorOf(focused):
            self.page.zoom_by(step)
        else:
            self._theme.step_text_scale(step)

    def _search(self) -> None:
        if self.sidebar.isHidden():
            self.toggle_sidebar()
        self.sidebar.search.setFocus()

    def _escape(self) -> None:
        if self.composer.is_running:
            self.composer.stopped.emit()
        elif not self._complaint.isHidden():
            self._complaint.hide()
        elif self.composer.shows_edit:
            self.composer.leave_edit()
        elif not self.page.isHidden():
            self.page.closed.emit()
        else:
            self.composer.text.setFocus()

    # --- events

    def focusNextPrevChild(self, is_forward: bool) -> bool:  # noqa: N802 - Qt
        """Tab and Shift+Tab go through the window as it is read."""
        panes = (self.header, self.sidebar, self._middle, self.page)
        return go_on(panes, QApplication.focusWidget(), is_forward=is_forward)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt
        """Fold what has no room."""
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt
        """Files and folders can be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            self._show_drop(is_over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt
        """They went away again."""
        self._show_drop(is_over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt
        """Add them."""
        self._show_drop(is_over=False)
        self._give(event.mimeData().urls())
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt
        """Everything that runs is stopped and kept before the program ends."""
        self.closing.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt
        """Tell that the window got the focus: files may have changed meanwhile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def _show_drop(self, *, is_over: bool) -> None:
        self.welcome.drop.setProperty("on", is_over)
        self.welcome.drop.style().polish(self.welcome.drop)

    def _give(self, urls: Sequence[QUrl]) -> None:
        # The encoded form keeps names that are not UTF-8; Qt's own text of them does not.
        paths = [local_path(url) for url in urls if url.isLocalFile()]
        if paths:
            self.files_given.emit(paths)


def local_path(url: QUrl) -> bytes:
    """The path a dropped address names, as bytes, whatever they are."""
    if os.name == "nt":
        return os.fsencode(url.toLocalFile())
    encoded = bytes(url.toEncoded(QUrl.ComponentFormattingOption.FullyEncoded).data())
    return unquote_to_bytes(encoded.removeprefix(b"file:").removeprefix(b"//localhost").removeprefix(b"//"))
