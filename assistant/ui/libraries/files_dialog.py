"""Every file of a library: what became of it, why, and what can be done with it."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from assistant.ui import wording
from assistant.ui.controls.flow import Flow
from assistant.ui.controls.inputs import button, line, plain
from assistant.ui.controls.pill import Pill
from assistant.ui.libraries.files_model import Arranged, Column, FileRow, FilesModel, Group, Wanted
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme

_SIZE = (960, 640)
_SMALLEST = (560, 420)
_WIDTHS = {Column.NAME: 300, Column.FOLDER: 240, Column.SIZE: 90}
_TYPED_MS = 150
"""The filter waits for the next letter so long."""


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
        self.resize(*_SIZE)
        self._group: Group | None = None
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self.ask_for_rows)
        self.filter = QLineEdit(placeholderText=self.tr("Find a file by its name or folder"))
        self.filter.setAccessibleName(self.tr("Find a file by its name or folder"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._typed.start())
        self.groups = {group: self._group_button(group) for group in (None, *Group)}
        self.model = FilesModel()
        self.table = self._made_table()
        self._empty = plain("")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._empty)
        self._name = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._name.setProperty("look", "strong")
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
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
        selection = self.table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        places = self.model.places(chosen)
        for number in places:
            selection.select(self.model.index(number, 0), flags)
        if places:
            selection.setCurrentIndex(self.model.index(places[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.table.verticalScrollBar().setValue(at)
        total = sum(arranged.counts.values())
        for group, made in self.groups.items():
            count = total if group is None else arranged.counts.get(group, 0)
            made.setText(f"{self._group_name(group)}  {wording.number(count)}")
            made.setVisible(group in (None, self._group) or count > 0)
        is_searched = bool(self.filter.text().strip()) or self._group is not None
        nothing = self.tr("No file in this library yet. Drop a folder on the window to add it.")
        self._empty.setText(self.tr("No file is found so.") if is_searched else nothing)
        self._middle.setCurrentWidget(self.table if arranged.rows else self._empty)
        self._show_chosen()

    def chosen(self) -> list[FileRow]:
        """The files that are marked."""
        return [self.model.row(index.row()) for index in self.table.selectionModel().selectedRows()]

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
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for act in (self.ask, self.show_text, self.folder, self.again):
            act.setAutoDefault(False)
            buttons.addWidget(act)
        buttons.addStretch(1)
        close = button(self.tr("Close"), "plain", self.accept)
        close.setAutoDefault(False)
        buttons.addWidget(close)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(4)
        foot.addWidget(self._name)
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
        table.verticalHeader().setDefaultSectionSize(tokens.TARGET_PX)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumHeight(tokens.TARGET_PX)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column.value, width)
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
            self._about.setText("")
            return
        self._name.setText(one.name)
        said = [wording.path_text(one.entry.path), wording.status(one.entry.status)]
        if one.entry.pages > 1:
            said.append(self.tr("{count} pages").format(count=wording.number(one.entry.pages)))
        self._about.setText("\n".join(filter(None, (" · ".join(said), wording.reason(one.entry.reason)))))

    def _tell(self, signal: object) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            signal.emit(chosen[0].entry.path)  # type: ignore[attr-defined]

    def _open_at(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row.has_text:
            self.open_wanted.emit(row.entry.path)

    def _read_again(self) -> None:
        self.again_wanted.emit([row.entry.path for row in self.chosen()])
