"""Every file of a library: what became of it, why, and what can be done with it."""

from itertools import groupby

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from assistant.ui import wording
from assistant.ui.controls.elided import Elided
from assistant.ui.controls.flow import Flow
from assistant.ui.controls.inputs import button, line, plain
from assistant.ui.controls.pill import Pill
from assistant.ui.controls.search_field import SearchField
from assistant.ui.libraries.files_model import Arranged, Column, FileRow, FilesModel, Group, Wanted
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme

_SIZE = (960, 640)
_SMALLEST = (560, 420)
_WIDTHS = {Column.NAME: 270, Column.FOLDER: 200, Column.SIZE: 90}


class _Shortened(QStyledItemDelegate):
    """Cells whose text is cut at its beginning or in its middle where there is no room for it."""

    def __init__(self, mode: Qt.TextElideMode, parent: QWidget) -> None:
        super().__init__(parent)
        self._mode = mode

    def initStyleOption(  # noqa: N802 - Qt
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """As usual but for the cut."""
        super().initStyleOption(option, index)
        option.textElideMode = self._mode


class FilesDialog(QDialog):
    """A table with a filter above and the chosen file below.

    Signals:
        wanted(object): rows are to be shown for this `Wanted`.
        ask_wanted(bytes): ask only this file.
        open_wanted(bytes): show its text in the window.
        folder_wanted(bytes): show it in the file manager.
        again_wanted(list): read these files from their beginning.
    """

    wanted = Signal(object)
    ask_wanted = Signal(bytes)
    open_wanted = Signal(bytes)
    folder_wanted = Signal(bytes)
    again_wanted = Signal(list)

    def __init__(self, theme: Theme, library: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.library = library
        self.setWindowTitle(self.tr("Files of {name}").format(name=library))
        self.setMinimumSize(*_SMALLEST)
        self._theme = theme
        self.resize((QSize(*_SIZE) * theme.text_scale).boundedTo(parent.size()))
        self._group: Group | None = None
        self.filter = SearchField(theme, self.tr("Find a file by its name or folder"))
        self.filter.searched.connect(lambda _words: self.ask_for_rows())
        self.groups = {group: self._group_button(group) for group in (None, *Group)}
        self.model = FilesModel()
        self.table = self._made_table()
        self._empty = plain("")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._empty)
        self._name = Elided("strong", Qt.TextElideMode.ElideMiddle)
        self._place = Elided("soft", Qt.TextElideMode.ElideMiddle)
        self._about = plain("")
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ask = button(self.tr("Ask only this file"), "primary", lambda: self._tell(self.ask_wanted))
        self.show_text = button(self.tr("Open"), "plain", lambda: self._tell(self.open_wanted))
        self.folder = button(self.tr("Show in folder"), "plain", lambda: self._tell(self.folder_wanted))
        self.again = button(self.tr("Read again"), "plain", self._read_again)
        self._lay_out()
        self._show_chosen()

    def ask_for_rows(self) -> None:
        """Ask for the rows that are wanted now."""
        header = self.table.horizontalHeader()
        is_descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        column = Column(header.sortIndicatorSection())
        self.wanted.emit(Wanted(self.filter.text(), self._group, column, is_descending))

    def choose_group(self, group: Group | None) -> None:
        """Show the files of this group alone; None for all."""
        self._group = group
        for one, made in self.groups.items():
            made.setChecked(one is group)
        self.ask_for_rows()

    def show_rows(self, arranged: Arranged) -> None:
        """Show these rows; what was chosen stays chosen."""
        chosen, at = [row.entry.path for row in self.chosen()], self.table.verticalScrollBar().value()
        self.model.show(arranged.rows)
        self._choose(self.model.places(chosen))
        self.table.verticalScrollBar().setValue(at)
        total = sum(arranged.counts.values())
        for group, made in self.groups.items():
            count = total if group is None else arranged.counts.get(group, 0)
            made.setText(f"{self._group_name(group)}  {wording.number(count)}")
            made.setVisible(group in (None, self._group) or count > 0)
        is_searched = bool(self.filter.text().strip()) or self._group is not None
        nothing = self.tr("No file in this library yet. Drop a folder on the window to add it.")
        self._empty.setText(self.tr("No file matches.") if is_searched else nothing)
        self._middle.setCurrentWidget(self.table if arranged.rows else self._empty)
        self._show_chosen()

    def chosen(self) -> list[FileRow]:
        """The files that are marked."""
        # Whole rows are marked, always. `selectedRows` looks at every range for every row: a minute for 2,000 files.
        marked = self.table.selectionModel().selection().toList()
        return [self.model.row(row) for rows in marked for row in range(rows.top(), rows.bottom() + 1)]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt
        """Enter opens the file that is marked."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.table.hasFocus() and self.show_text.isEnabled():
            self._tell(self.open_wanted)
        elif not is_enter:
            super().keyPressEvent(event)

    # --- parts

    def _lay_out(self) -> None:
        groups = Flow(across=6, down=6)
        for made in self.groups.values():
            groups.addWidget(made)
        top = QVBoxLayout()
        top.setContentsMargins(20, 20, 20, 12)
        top.setSpacing(12)
        top.addWidget(self.filter)
        top.addLayout(groups)
        close = button(self.tr("Close"), "plain", self.accept)
        acts = Flow(across=8, down=8)
        for act in (self.ask, self.show_text, self.folder, self.again, close):
            act.setAutoDefault(False)
            if act is not close:
                acts.addWidget(act)
        buttons = QHBoxLayout()
        buttons.addLayout(acts, 1)
        buttons.addWidget(close)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(4)
        foot.addWidget(self._name)
        foot.addWidget(self._place)
        foot.addWidget(self._about)
        foot.addSpacing(8)
        foot.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(line())
        whole.addWidget(self._middle, 1)
        whole.addWidget(line())
        whole.addLayout(foot)

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.windowTitle())
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(max(tokens.TARGET_PX, self._theme.scaled(tokens.TARGET_PX)))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumHeight(tokens.TARGET_PX)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column.value, self._theme.scaled(width))
        # The ending of a name says what the file is, and the end of a path where it is.
        table.setItemDelegateForColumn(Column.NAME.value, _Shortened(Qt.TextElideMode.ElideMiddle, self))
        table.setItemDelegateForColumn(Column.FOLDER.value, _Shortened(Qt.TextElideMode.ElideLeft, self))
        header.setSectionResizeMode(Column.STATE.value, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(Column.NAME.value, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.sortIndicatorChanged.connect(lambda _section, _order: self.ask_for_rows())
        table.selectionModel().selectionChanged.connect(lambda _on, _off: self._show_chosen())
        table.doubleClicked.connect(self._open_at)
        return table

    def _group_button(self, group: Group | None) -> Pill:
        made = Pill(self._group_name(group), is_choice=True)
        made.clicked.connect(lambda: self.choose_group(group))
        made.setChecked(group is None)
        made.setAutoDefault(False)
        return made

    def _group_name(self, group: Group | None) -> str:
        return {
            None: self.tr("All"), Group.READ: self.tr("Read"), Group.PARTLY: self.tr("Partly read"),
            Group.UNREAD: self.tr("Not read"), Group.LEFT_OUT: self.tr("Left out"),
            Group.WAITING: self.tr("Waiting"), Group.GONE: self.tr("Gone"),
        }[group]  # fmt: skip

    # --- the chosen file

    def _choose(self, places: list[int]) -> None:
        """Mark these rows, which ascend: all at once and in few ranges, for every change and every cell asks each."""
        if not places:
            return
        marked, last = QItemSelection(), len(Column) - 1
        for _, run in groupby(enumerate(places), lambda one: one[1] - one[0]):
            rows = [place for _, place in run]
            marked.append(QItemSelectionRange(self.model.index(rows[0], 0), self.model.index(rows[-1], last)))
        selection = self.table.selectionModel()
        selection.select(marked, QItemSelectionModel.SelectionFlag.Select)
        selection.setCurrentIndex(self.model.index(places[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    def _show_chosen(self) -> None:
        chosen = self.chosen()
        one = chosen[0] if len(chosen) == 1 else None
        self.ask.setEnabled(one is not None and one.has_text)
        self.show_text.setEnabled(one is not None and one.has_text)
        self.folder.setEnabled(one is not None)
        self.again.setEnabled(bool(chosen))
        if one is None:
            many = self.tr("{count} files are marked.").format(count=wording.number(len(chosen)))
            self._name.setText(many if chosen else self.tr("Choose a file to see what became of it."))
            self._place.setText("")
            self._place.setToolTip("")
            self._about.setText("")
            return
        self._name.setText(one.name)
        path = wording.path_text(one.entry.path)
        self._place.setText(path)
        self._place.setToolTip(wording.tool_tip(path))
        said = [wording.status(one.entry.status)]
        if one.entry.pages > 1:
            said.append(self.tr("{count} pages").format(count=wording.number(one.entry.pages)))
        said.append(wording.reason(one.entry.reason))
        self._about.setText(" · ".join(filter(None, said)))

    def _tell(self, signal: SignalInstance) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            signal.emit(chosen[0].entry.path)

    def _open_at(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row.has_text:
            self.open_wanted.emit(row.entry.path)

    def _read_again(self) -> None:
        self.again_wanted.emit([row.entry.path for row in self.chosen()])
