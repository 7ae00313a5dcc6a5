"""The pane beside the answer: the document at the place that was cited, and what can be done with it."""

from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assistant.services.pages import Sheet
from assistant.ui import wording
from assistant.ui.controls.elided import Elided
from assistant.ui.controls.flow import Flow
from assistant.ui.controls.inputs import icon_button, line, plain
from assistant.ui.controls.notice import Notice
from assistant.ui.look.theme import Theme
from assistant.ui.page.paint import paint_lines
from assistant.ui.page.search import SearchBar
from assistant.ui.page.sheets import PageSheets
from assistant.ui.page.text import PageText
from assistant.ui.source import Source

_PATIENCE_MS = 150
"""So long what was shown before stays; quick documents then come without a flicker."""
_FIELD_PX = 44


class PagePane(QFrame):
    """A document, as the proof of what was said.

    Signals:
        closed(): the person is done with it.
        stepped(int): the next (1) or the previous (-1) citation is wanted.
        open_wanted(bytes), folder_wanted(bytes): open the file in its own program, or show it in its folder.
        read_again_wanted(): the file changed, and is to be read again.
    """

    closed = Signal()
    stepped = Signal(int)
    open_wanted = Signal(bytes)
    folder_wanted = Signal(bytes)
    read_again_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._path = b""
        self._count = 0
        self._icons: list[tuple[QPushButton, str]] = []
        self.setProperty("look", "paper")
        self.sheets, self.text = PageSheets(theme), PageText(theme)
        self.search = SearchBar(theme)
        self.search.hide()
        self.notice = Notice()
        self._waiting = _Waiting(theme)
        self.trouble = plain("", "lead")
        self.trouble.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.trouble.setMargin(32)
        self._name = Elided("strong", Qt.TextElideMode.ElideMiddle)
        self._place = Elided("soft")
        self.page_field, self._of = QLineEdit(), QLabel()
        self._pages = QIntValidator(1, 1, self)
        self.page_field.setValidator(self._pages)
        self._counter = QLabel()
        self._views = QStackedWidget()
        self._paper = QWidget()
        paper = QVBoxLayout(self._paper)
        paper.setContentsMargins(28, 16, 28, 16)
        paper.addWidget(self.text)
        for view in (self._waiting, self.trouble, self.sheets, self._paper):
            self._views.addWidget(view)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._views.setCurrentWidget(self._waiting))
        self._lay_out()
        self._connect()
        self._paint()

    # --- what is shown

    def show_loading(self, source: Source, number: int, count: int, *, is_cited: bool = True) -> None:
        """The place that comes; the document follows. It is one of so many that are cited, or come near."""
        self._path = source.path
        self._name.setText(wording.file_name(source.path))
        self._name.setToolTip(wording.tool_tip(wording.path_text(source.path)))
        self._show_place(wording.place(source.label, source.heading, source.line))
        for view in (self.sheets, self.text):
            view.setAccessibleDescription(source.text or "")
        counted = self.tr("citation {number} of {count}") if is_cited else self.tr("passage {number} of {count}")
        self._counter.setText(counted.format(number=number, count=count))
        self._citations.setVisible(count > 1)
        self._patience.start()

    def show_sheets(self, count: int) -> None:
        """The document as it looks: so many pages."""
        self._show_view(self.sheets)
        self._count = count
        self._pages.setTop(max(1, count))
        self._of.setText(self.tr("of {count}").format(count=count))
        self._show_page(self.sheets.current_page)

    def show_text(self) -> None:
        """The document as its text."""
        self._show_view(self._paper)
        self._count = 0
        self._pager.hide()
        self._place.show()

    def show_failed(self, sentence: str) -> None:
        """There is nothing to show, and why."""
        self.trouble.setText(sentence)
        self._show_view(self.trouble)

    def show_notice(self, text: str, *, can_read_again: bool = False) -> None:
        """Say what is to be known of the document (it changed, it is gone); "" says nothing."""
        actions = [("again", self.tr("Look for changes"))] if can_read_again else []
        self.notice.say("", text, actions)
        self._notice_place.setVisible(bool(text))

    def show_sheet_place(self, sheet: Sheet) -> None:
        """Which page the text at the top belongs to."""
        self._show_place(wording.place(sheet.label, "", 1))

    @property
    def shows_sheets(self) -> bool:
        """True while the document is shown as it looks."""
        return self._views.currentWidget() is self.sheets

    def begin_search(self) -> None:
        """Ready to type what is looked for in the document."""
        self.search.begin()

    def end_search(self) -> None:
        """Back to the document."""
        self.search.hide()
        (self.sheets if self.shows_sheets else self.text).setFocus()

    def zoom_by(self, step: int) -> None:
        """Larger (1), smaller (-1), or as it was first (0)."""
        if self.shows_sheets:
            self.sheets.zoom_by(step) if step else self.sheets.zoom_to(1.0)
        else:
            self.text.zoom_by(step)

    def _show_view(self, view: QWidget) -> None:
        self._patience.stop()
        self._views.setCurrentWidget(view)

    def _show_place(self, place: str) -> None:
        self._place.setText(place)
        self._place.setToolTip(wording.tool_tip(place))

    def _show_page(self, page: int) -> None:
        if self._count > 1:
            self.page_field.setText(str(page))
        self._pager.setVisible(self._count > 1)
        self._place.setVisible(self._count <= 1)

    def _go_to_page(self) -> None:
        if self.page_field.hasAcceptableInput():
            self.sheets.go_to_page(int(self.page_field.text()))
        else:
            self._show_page(self.sheets.current_page)

    # --- parts

    def _connect(self) -> None:
        self.sheets.page_changed.connect(self._show_page)
        self.page_field.editingFinished.connect(self._go_to_page)
        self.search.closed.connect(self.end_search)
        self.notice.action_wanted.connect(lambda _name: self.read_again_wanted.emit())
        for keys, step in (("F3", 1), ("Shift+F3", -1)):
            shortcut = QShortcut(QKeySequence(keys), self.search)
            shortcut.activated.connect(partial(self.search.stepped.emit, step))
        self._theme.changed.connect(self._paint)

    def _lay_out(self) -> None:
        self._notice_place = QWidget()
        place = QVBoxLayout(self._notice_place)
        place.setContentsMargins(16, 12, 16, 0)
        place.addWidget(self.notice)
        self._notice_place.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        whole.addWidget(self.search)
        whole.addWidget(line())
        whole.addWidget(self._notice_place)
        whole.addWidget(self._views, 1)
        whole.addWidget(line())
        whole.addWidget(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._place, 1)
        row.addStretch(0)
        self._pager = QWidget()
        pager = QHBoxLayout(self._pager)
        pager.setContentsMargins(0, 0, 0, 0)
        pager.setSpacing(6)
        word = QLabel(self.tr("page"))
        self.page_field.setAccessibleName(self.tr("Number of the page"))
        self.page_field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page_field.setFixedWidth(_FIELD_PX)
        for part in (word, self.page_field, self._of):
            if isinstance(part, QLabel):
                part.setProperty("look", "soft")
            pager.addWidget(part)
        row.addWidget(self._pager)
        self._pager.hide()
        for icon, name, act in (
            ("search", self.tr("Find in this document (Ctrl+F)"), self.begin_search),
            ("minus", self.tr("Smaller"), partial(self.zoom_by, -1)),
            ("plus", self.tr("Larger"), partial(self.zoom_by, 1)),
            ("close", self.tr("Close the page (Esc)"), self.closed.emit),
        ):
            button = self._icon_button(icon, name)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        return row

    def _foot(self) -> QWidget:
        foot, inner = QWidget(), QVBoxLayout()
        flow = Flow(across=10, down=0)
        inner.setContentsMargins(12, 6, 12, 6)
        inner.addLayout(flow)
        foot.setLayout(inner)
        self._citations = QWidget()
        citations = QHBoxLayout(self._citations)
        citations.setContentsMargins(0, 0, 0, 0)
        citations.setSpacing(2)
        back = self._icon_button("back", self.tr("Previous citation (Alt+Left)"))
        onward = self._icon_button("next", self.tr("Next citation (Alt+Right)"))
        back.clicked.connect(lambda: self.stepped.emit(-1))
        onward.clicked.connect(lambda: self.stepped.emit(1))
        self._counter.setProperty("look", "soft")
        for part in (back, self._counter, onward):
            citations.addWidget(part)
        flow.addWidget(self._citations)
        for text, signal in (
            (self.tr("Open in its own program"), self.open_wanted), (self.tr("Show in folder"), self.folder_wanted),
        ):  # fmt: skip
            button = QPushButton(text)
            button.setProperty("look", "quiet")
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit(self._path))
            flow.addWidget(button)
        return foot

    def _icon_button(self, icon: str, name: str) -> QPushButton:
        button = icon_button(name)
        self._icons.append((button, icon))
        return button

    def _paint(self) -> None:
        for button, icon in self._icons:
            button.setIcon(self._theme.icon(icon, self._theme.colours.soft))


class _Waiting(QWidget):
    """Stands in for a document that is being opened: quiet lines on paper, nothing moves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(self.tr("The document is being opened"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt
        """A page whose words are still on their way."""
        painter = QPainter(self)
        paper = QRect(28, 16, self.width() - 56, self.height() - 16)
        painter.fillRect(paper, self._theme.colours.page)
        paint_lines(painter, paper, self._theme.colours.line)
        painter.end()
