"""The list at the side: libraries with their state, conversations with a search over them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from assistant.records import Conversation
from assistant.ui.controls.elided import ElidedButton
from assistant.ui.controls.inputs import icon_button
from assistant.ui.controls.search_field import SearchField
from assistant.ui.controls.undo_bar import UndoBar
from assistant.ui.libraries.state import LibraryState
from assistant.ui.look.theme import Theme
from assistant.ui.sidebar.rows import ConversationRow, LibraryRow, NameEdit

_MOST_CONVERSATIONS = 200
"""So many are listed; older ones are found by searching."""
_ROWS_AT_ONCE = 30
"""Conversations that fill the sidebar; each takes two to three milliseconds."""
_ROWS_A_TURN = 4
"""The others are made so many at a time, with the window's own work in between."""


class Sidebar(QFrame):
    """Where a person goes from one thing to another.

    Signals:
        new_wanted(): begin a conversation.
        add_wanted(): choose a folder to add.
        library_wanted(str): a new library of this name.
        library_chosen(str): ask this library.
        library_action(str, str): "files", "problems", "add", "rescan", "pause", "resume" or "remove", and its name.
        library_renamed(str, str): its name, and the name that it is to have.
        conversation_chosen(int): show this conversation.
        conversation_action(str, int): "export" or "remove", and its id.
        conversation_renamed(int, str): its id, and the title that it is to have.
        searched(str): titles and texts are to be searched for these words; "" shows all.
    """

    new_wanted = Signal()
    add_wanted = Signal()
    library_wanted = Signal(str)
    library_chosen = Signal(str)
    library_action = Signal(str, str)
    library_renamed = Signal(str, str)
    conversation_chosen = Signal(int)
    conversation_action = Signal(str, int)
    conversation_renamed = Signal(int, str)
    searched = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "side")
        self._library_rows: dict[str, LibraryRow] = {}
        self._conversation_rows: dict[int, ConversationRow] = {}
        self._listed: Sequence[Conversation] = ()
        self._placed = 0
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(lambda: self._place_rows(_ROWS_A_TURN))
        self.current: int | None = None
        """The conversation on screen; before the list is there, the one that is to be."""
        self.is_awaited = False
        """There was something in it when the window was closed, and the list is not there yet."""
        self._libraries, self._conversations = _column(), _column()
        self.new_library = icon_button(self.tr("New library"))
        self.new_library.clicked.connect(self._begin_library)
        self.library_name = NameEdit()
        self.library_name.setPlaceholderText(self.tr("Name of the new library"))
        self.library_name.setAccessibleName(self.tr("Name of the new library"))
        self.library_name.left.connect(self._end_library)
        self.library_name.hide()
        self.search = SearchField(theme, self.tr("Search conversations"))
        self.search.searched.connect(self.searched)
        self._none = _note()
        self._more = _note(self.tr("Older ones are found by searching."))
        self.undo = UndoBar()
        self._lay_out()
        theme.changed.connect(self._paint)
        self._paint()

    def show_libraries(self, states: Sequence[LibraryState], chosen: str) -> None:
        """The libraries as they are now; rows that stay keep the focus."""
        names = {state.name for state in states}
        for name in [name for name in self._library_rows if name not in names]:
            _discard(self._library_rows.pop(name))
        for place, state in enumerate(states):
            row = self._library_rows.get(state.name)
            if row is None:
                row = self._library_rows[state.name] = LibraryRow(self._theme, state.name)
                row.chosen.connect(self.library_chosen)
                row.action.connect(self.library_action)
                row.renamed.connect(self.library_renamed)
            _put(self._libraries, place, row)
            row.show_state(state, is_chosen=state.name == chosen)

    def show_conversations(self, conversations: Sequence[Conversation], current: int | None) -> None:
        """The conversations in this order."""
        self.current = current
        self._listed, self._placed = conversations[:_MOST_CONVERSATIONS], 0
        listed = self._listed
        ids = {one.id for one in listed}
        for number in [number for number in self._conversation_rows if number not in ids]:
            _discard(self._conversation_rows.pop(number))
        self._place_rows(_ROWS_AT_ONCE)
        self._more.setVisible(len(conversations) > len(listed))
        self._none.setVisible(not listed)
        nothing = self.tr("Your questions will stand here.")
        self._none.setText(self.tr("No conversation holds these words.") if self.search.text().strip() else nothing)

    @property
    def is_empty(self) -> bool:
        """True when there is neither a library nor a conversation, nor any on its way."""
        return not (self._library_rows or self._conversation_rows or self.is_awaited)

    def library_row(self, name: str) -> LibraryRow:
        """The row of a library that is shown."""
        return self._library_rows[name]

    def conversation_row(self, number: int) -> ConversationRow:
        """The row of a conversation that is shown."""
        return self._conversation_rows[number]

    def _place_rows(self, most: int) -> None:
        """Go on putting conversations in their places until so many rows had to be made."""
        for place, conversation in enumerate(self._listed[self._placed :], start=self._placed):
            row = self._conversation_rows.get(conversation.id)
            if row is None:
                if most == 0:
                    self._placing.start()
                    return
                most -= 1
                row = self._conversation_rows[conversation.id] = ConversationRow(self._theme, conversation.id)
                row.chosen.connect(self.conversation_chosen)
                row.action.connect(self.conversation_action)
                row.renamed.connect(self.conversation_renamed)
            _put(self._conversations, place, row)
            row.show_state(conversation, is_current=conversation.id == self.current)
            self._placed = place + 1

    def _begin_library(self) -> None:
        self.library_name.show()
        self.library_name.setFocus()

    def _end_library(self, is_meant: bool) -> None:
        name = " ".join(self.library_name.text().split())
        self.library_name.clear()
        if self.library_name.hasFocus():
            self.new_library.setFocus()  # leaves the field once more, empty
        self.library_name.hide()
        if is_meant and name:
            self.library_wanted.emit(name)

    def _lay_out(self) -> None:
        new = QPushButton(self.tr("New question"))
        new.setProperty("look", "primary")
        new.setMinimumHeight(38)
        new.clicked.connect(self.new_wanted)
        self.add = ElidedButton(self.tr("Add or drop a folder"))
        self.add.setProperty("look", "row")
        self.add.clicked.connect(self.add_wanted)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(4)
        column.addWidget(new)
        column.addSpacing(8)
        title = QHBoxLayout()
        title.addWidget(_caption(self.tr("LIBRARIES")), 1)
        title.addWidget(self.new_library)
        column.addLayout(title)
        column.addLayout(self._libraries)
        column.addWidget(self.library_name)
        column.addWidget(self.add)
        column.addSpacing(14)
        column.addWidget(_caption(self.tr("CONVERSATIONS")))
        column.addWidget(self.search)
        column.addSpacing(2)
        column.addWidget(self._none)
        column.addLayout(self._conversations)
        column.addWidget(self._more)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.undo)

    def _paint(self) -> None:
        soft = self._theme.colours.soft
        self.new_library.setIcon(self._theme.icon("plus", soft))
        self.add.setIcon(self._theme.icon("folder", soft))


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("look", "caption")
    label.setContentsMargins(4, 0, 0, 2)
    return label


def _note(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("look", "soft")
    label.setWordWrap(True)
    label.setContentsMargins(4, 4, 4, 4)
    label.hide()
    return label


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    return column


def _discard(row: QWidget) -> None:
    row.hide()
    row.deleteLater()


def _put(column: QVBoxLayout, place: int, row: QWidget) -> None:
    """Have the row at this place; one that is there already is left alone, for moving it is slow."""
    if column.indexOf(row) != place:
        column.insertWidget(place, row)
