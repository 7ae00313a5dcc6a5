"""The rows of the sidebar: a library with what is done with it, a conversation; both can be renamed in place."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assistant.records import Conversation
from assistant.ui import wording
from assistant.ui.controls.elided import ElidedButton
from assistant.ui.libraries.state import LibraryState
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme

_LONGEST_NAME = 100


class LibraryRow(QWidget):
    """A library: its name, how much of it is read, what runs, what could not be read.

    Signals:
        chosen(str): ask this library.
        action(str, str): see `Sidebar.library_action`.
        renamed(str, str): it is to be called something else.
    """

    chosen = Signal(str)
    action = Signal(str, str)
    renamed = Signal(str, str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._state = LibraryState(name)
        self.name = NameField(name)
        self.name.button.setCheckable(True)
        self.name.button.clicked.connect(lambda: self.chosen.emit(name))
        self.name.renamed.connect(lambda wanted: self.renamed.emit(name, wanted))
        self.name.menu_wanted.connect(self._show_menu)
        self.name.key_pressed.connect(self._take_key)
        self._count = QLabel()
        self._count.setProperty("look", "smallest")
        self.more = _icon_button(self.tr("What can be done with {name}").format(name=name))
        self.more.clicked.connect(lambda: self._show_menu(QPoint(0, self.name.height())))
        self.hold = _icon_button("")
        self.hold.clicked.connect(lambda: self._act("resume" if self._state.is_paused else "pause"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Reading {name}").format(name=name))
        self._doing = QLabel(textFormat=Qt.TextFormat.PlainText)  # names of files stand in it
        self._doing.setProperty("look", "smallest")
        self._doing.setWordWrap(True)
        self.problems = QPushButton()
        self.problems.setProperty("look", "link")
        self.problems.clicked.connect(lambda: self._act("problems"))
        self._lay_out()
        theme.changed.connect(self._paint)
        self._paint()

    def show_state(self, state: LibraryState, *, is_chosen: bool) -> None:
        """The library as it is now."""
        was_paused, self._state = self._state.is_paused, state
        self.name.button.setChecked(is_chosen)
        _set_look(self._head, "on", is_chosen)
        _set_look(self.name.button, "away", state.is_away)
        is_whole = state.read == state.files
        count = wording.number(state.files) if is_whole else self.tr("{read} of {files}")
        self._count.setText(count.format(read=wording.number(state.read), files=wording.number(state.files)))
        told = wording.files(state.files) if is_whole else self._count.text()
        self.name.button.setAccessibleName(f"{self._name}, {told}. {state.doing}".strip())
        self._bar.setVisible(state.share is not None)
        self._bar.setValue(round(1000 * (state.share or 0)))
        waiting = self.tr("Its turn comes.") if state.is_waiting and not state.doing else ""
        self._doing.setText(state.doing or waiting)
        self._doing.setVisible(bool(self._doing.text()))
        self.hold.setVisible(not state.is_leaving and (state.share is not None or state.is_paused))
        self.more.setEnabled(not state.is_leaving)
        self.problems.setVisible(bool(state.failed) and not state.is_busy)
        one, many = self.tr("1 could not be read"), self.tr("{count} could not be read")
        self.problems.setText(one if state.failed == 1 else many.format(count=wording.number(state.failed)))
        if was_paused != state.is_paused:
            self._paint()

    def _lay_out(self) -> None:
        self._head = QFrame()
        self._head.setProperty("look", "siderow")
        line = QHBoxLayout(self._head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.name, 1)
        line.addWidget(self._count)
        line.addWidget(self.more)
        doing = QHBoxLayout()
        doing.setContentsMargins(10, 0, 0, 0)
        doing.addWidget(self._doing, 1)
        doing.addWidget(self.hold, alignment=Qt.AlignmentFlag.AlignTop)
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 0, 10, 0)
        bar.addWidget(self._bar)
        problems = QHBoxLayout()
        problems.setContentsMargins(8, 0, 10, 2)
        problems.addWidget(self.problems)
        problems.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self._head)
        for part in (bar, doing, problems):
            whole.addLayout(part)

    def _paint(self) -> None:
        soft = self._theme.colours.soft
        self.more.setIcon(self._theme.icon("more", soft))
        is_paused = self._state.is_paused
        named = self.tr("Go on reading {name}") if is_paused else self.tr("Pause reading {name}")
        self.hold.setIcon(self._theme.icon("play" if is_paused else "pause", soft))
        self.hold.setAccessibleName(named.format(name=self._name))
        self.hold.setToolTip(self.tr("Go on reading") if is_paused else self.tr("Pause reading"))

    def _act(self, action: str) -> None:
        self.action.emit(action, self._name)

    def _take_key(self, key: int) -> None:
        if key == Qt.Key.Key_F2 and not self._state.is_busy:
            self.name.begin()
        elif key == Qt.Key.Key_Delete:
            self._act("remove")

    def _show_menu(self, at: QPoint) -> None:
        if self._state.is_leaving:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action, text in (
            ("files", self.tr("Show its files…")), ("add", self.tr("Add a folder to it…")),
        ):  # fmt: skip
            menu.addAction(text).triggered.connect(lambda _checked=False, action=action: self._act(action))
        if self._state.is_paused:
            menu.addAction(self.tr("Go on reading")).triggered.connect(lambda: self._act("resume"))
        elif self._state.is_busy:
            menu.addAction(self.tr("Pause reading")).triggered.connect(lambda: self._act("pause"))
        else:
            menu.addAction(self.tr("Look for changes")).triggered.connect(lambda: self._act("rescan"))
            menu.addAction(self.tr("Rename")).triggered.connect(self.name.begin)
        menu.addAction(self.tr("Remove it…")).triggered.connect(lambda: self._act("remove"))
        menu.popup(self.name.mapToGlobal(at))


class ConversationRow(QFrame):
    """A conversation by its title.

    Signals:
        chosen(int): show it.
        action(str, int): see `Sidebar.conversation_action`.
        renamed(int, str): it is to be called something else.
    """

    chosen = Signal(int)
    action = Signal(str, int)
    renamed = Signal(int, str)

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.setProperty("look", "siderow")
        self._theme, self._number = theme, number
        self.name = NameField("")
        self.name.button.setCheckable(True)
        self.name.button.clicked.connect(lambda: self.chosen.emit(number))
        self.name.renamed.connect(lambda title: self.renamed.emit(number, title))
        self.name.menu_wanted.connect(self._show_menu)
        self.name.key_pressed.connect(self._take_key)
        self.more = _icon_button("")
        self.more.clicked.connect(lambda: self._show_menu(QPoint(0, self.name.height())))
        self.more.hide()
        for widget in (self.name.button, self.more):
            widget.installEventFilter(self)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.name, 1)
        whole.addWidget(self.more)
        theme.changed.connect(self._paint)
        self._paint()

    def show_state(self, conversation: Conversation, *, is_current: bool) -> None:
        """The conversation as it is called now."""
        title = wording.shown(conversation.title)
        self.name.show_name(title)
        self.name.button.setChecked(is_current)
        _set_look(self, "on", is_current)
        self.more.setAccessibleName(self.tr("What can be done with “{title}”").format(title=title))

    def event(self, event: QEvent) -> bool:
        """The way to the menu shows itself under the pointer."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._show_more()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
        """And when the row has the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_more()
        return super().eventFilter(watched, event)

    def _show_more(self) -> None:
        self.more.setVisible(self.underMouse() or self.name.button.hasFocus() or self.more.hasFocus())

    def _paint(self) -> None:
        self.more.setIcon(self._theme.icon("more", self._theme.colours.soft))

    def _take_key(self, key: int) -> None:
        if key == Qt.Key.Key_F2:
            self.name.begin()
        elif key == Qt.Key.Key_Delete:
            self.action.emit("remove", self._number)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename")).triggered.connect(self.name.begin)
        for action, text in (("export", self.tr("Export…")), ("remove", self.tr("Delete"))):
            menu.addAction(text).triggered.connect(
                lambda _checked=False, action=action: self.action.emit(action, self._number)
            )
        menu.popup(self.name.mapToGlobal(at))


class NameField(QStackedWidget):
    """A name that is a button, and a field while it is being changed: Enter keeps what is written, Esc does not.

    Signals:
        renamed(str): another name was written.
        menu_wanted(QPoint): the context menu, at this point of it.
        key_pressed(int): F2 or Delete, on the button.
    """

    renamed = Signal(str)
    menu_wanted = Signal(QPoint)
    key_pressed = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button = ElidedButton(name)
        self.button.setProperty("look", "row")
        self.button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.button.customContextMenuRequested.connect(self.menu_wanted)
        self.button.key_pressed.connect(self.key_pressed)
        self.field = NameEdit()
        self.field.setAccessibleName(self.tr("New name"))
        self.field.left.connect(self._leave)
        self.addWidget(self.button)
        self.addWidget(self.field)

    def show_name(self, name: str) -> None:
        """Another name; one that is just being written is not disturbed."""
        self._name = name
        self.button.set_text(name)

    def begin(self) -> None:
        """Let the person change it."""
        self.field.setText(" ".join(self._name.split()))
        self.field.selectAll()
        self.setCurrentWidget(self.field)
        self.field.setFocus()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt
        """One line, however wide."""
        return QSize(tokens.TARGET_PX, max(tokens.TARGET_PX, self.button.sizeHint().height()))

    minimumSizeHint = sizeHint  # noqa: N815 - Qt

    def _leave(self, is_kept: bool) -> None:
        if self.currentWidget() is not self.field:
            return
        written = " ".join(self.field.text().split())
        had_focus = self.field.hasFocus()
        self.setCurrentWidget(self.button)
        if had_focus:
            self.button.setFocus()
        if is_kept and written and written != self._name:
            self.renamed.emit(written)


class NameEdit(QLineEdit):
    """A field for a name.

    Signals:
        left(bool): the person has done with it; False when what stands in it is not meant.
    """

    left = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST_NAME)

    def event(self, event: QEvent) -> bool:
        """Esc is for this field, and not for the window's own shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride and _key(event) == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt
        """Enter and Esc end it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt
        """Going elsewhere keeps what is written."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu
            self.left.emit(True)


def _key(event: QEvent) -> int:
    return event.key() if isinstance(event, QKeyEvent) else 0


def _icon_button(name: str) -> QPushButton:
    button = QPushButton()  # without a tool tip, which `icon_button` gives: the name holds words of a person
    button.setProperty("look", "icon")
    button.setAccessibleName(name)
    return button


def _set_look(widget: QWidget, name: str, value: object) -> None:
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().polish(widget)
