"""Where a person writes: the text, what is searched, and the button that sends or stops."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from assistant.ui import wording
from assistant.ui.chat.scope import ScopeKind
from assistant.ui.controls.pill import Pill
from assistant.ui.controls.strip import Strip
from assistant.ui.look.theme import Theme

_MOST_LINES = 8
"""The composer grows to so many lines; then its text scrolls."""
_MOST_CHARACTERS = 20_000
"""What is longer is a document: it is offered to be added as one."""
_BETWEEN = "\n\n"
"""Stands between texts that were pasted one after the other."""


class Composer(QFrame):
    """The box at the foot of a conversation.

    Signals:
        begun(): the first character of a question was written.
        sent(str): the person wants this answered.
        edited(str): the last question, as it should have been.
        stopped(): the person wants the running answer to stop.
        files_given(list): files or folders dropped or pasted, as `QUrl`s.
        long_text_given(str): a text too long for a question was pasted, and is to become a document; it is kept until
            `forget_long_text`, and what is pasted meanwhile joins it.
        scope_wanted(object, str): a `ScopeKind` was chosen, and the name of the library.
    """

    begun = Signal()
    sent = Signal(str)
    edited = Signal(str)
    stopped = Signal()
    files_given = Signal(list)
    long_text_given = Signal(str)
    scope_wanted = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "composer")
        self._theme = theme
        self._is_running = self._is_editing = self._has_text = False
        self._draft = self._long_text = ""
        self._libraries: tuple[str, ...] = ()
        self._scope = (ScopeKind.CHAT, "")
        self.strip = Strip()
        self.strip.agreed.connect(lambda: self.long_text_given.emit(self._long_text))
        self.strip.left.connect(self._leave_it)
        self.text = _Entry(self)
        self.text.setAccessibleName(self.tr("Your question"))
        self.text.files_given.connect(self.files_given)
        self.text.long_text_given.connect(self._offer_long_text)
        self.text.entered.connect(self._send)
        self.text.textChanged.connect(self._show_state)
        self.text.textChanged.connect(self._tell_begin)
        self.text.installEventFilter(self)
        self.scope = Pill(self.tr("My documents"), is_choice=True)
        self.this_file = Pill(self.tr("This file"), is_choice=True)
        self.chat = Pill(self.tr("Just chat"), is_choice=True)
        self.scope.clicked.connect(self._show_libraries)
        self.this_file.clicked.connect(lambda: self.scope_wanted.emit(ScopeKind.FILE, ""))
        self.chat.clicked.connect(lambda: self.scope_wanted.emit(ScopeKind.CHAT, ""))
        self.button = QPushButton()
        self.button.setProperty("look", "send")
        self.button.clicked.connect(self._send_or_stop)
        self._lay_out()
        theme.changed.connect(self._show_state)
        self.set_scope(ScopeKind.CHAT, "", has_documents=False, has_file=False)  # until there is something to ask
        self._show_state()

    @property
    def is_running(self) -> bool:
        """True while the button stops an answer."""
        return self._is_running

    def set_running(self, is_running: bool) -> None:
        """Show the stop button while an answer is being made."""
        self._is_running = is_running
        self._show_state()

    def set_scope(self, kind: ScopeKind, name: str, *, has_documents: bool, has_file: bool) -> None:
        """Show what the next question is put to; the name is that of the library or file."""
        self._scope = (kind, name)
        self.scope.setVisible(has_documents)
        self.this_file.setVisible(has_file)
        label = name if kind in (ScopeKind.LIBRARY, ScopeKind.DOCUMENTS) and name else self.tr("My documents")
        self.scope.setText(f"{_shortened(label)} ▾")
        self.scope.setChecked(kind in (ScopeKind.DOCUMENTS, ScopeKind.LIBRARY))
        self.this_file.setText(_shortened(name) if kind is ScopeKind.FILE else self.tr("This file"))
        self.this_file.setChecked(kind is ScopeKind.FILE)
        self.chat.setChecked(kind is ScopeKind.CHAT)
        asks = self.tr("Ask something…") if kind is ScopeKind.CHAT else self.tr("Ask your documents…")
        self.text.setPlaceholderText(asks)
        self.text.viewport().update()  # Qt paints another placeholder only when it has to paint anyway

    def set_libraries(self, names: Sequence[str]) -> None:
        """The libraries to choose from."""
        self._libraries = tuple(names)

    def begin_edit(self, question: str) -> None:
        """Let the person write the last question anew; what they were writing comes back afterwards."""
        if not self._is_editing:
            self._draft = self.text.toPlainText()
        self._is_editing = True
        self._show_strip()
        self.text.setPlainText(question)
        self.text.selectAll()
        self.text.setFocus()

    def leave_edit(self) -> None:
        """The last question stays as it is."""
        if self._is_editing:
            self._end_edit()

    @property
    def shows_edit(self) -> bool:
        """True while it says that the last question is edited."""
        return self._is_editing and not self._long_text

    def forget_long_text(self, text: str) -> None:
        """This is a document now, or was not to become one; what was pasted since is still to be asked about."""
        self._long_text = self._long_text.removeprefix(text).removeprefix(_BETWEEN)
        self._show_strip()

    def _leave_it(self) -> None:
        """Do not do what the strip speaks of: make a document of what was pasted, or edit the last question."""
        if self._long_text:
            self.forget_long_text(self._long_text)
        else:
            self.leave_edit()

    def _end_edit(self) -> None:
        self._is_editing = False
        self._show_strip()
        self.text.setPlainText(self._draft)
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def _offer_long_text(self, text: str) -> None:
        self._long_text += _BETWEEN + text if self._long_text else text
        self._show_strip()

    def _show_strip(self) -> None:
        """The pasted text first: it is nowhere else."""
        if self._long_text:
            said = self.tr("This text is long: {count} characters. You can keep it as a document and ask about it.")
            count = wording.number(len(self._long_text))
            self.strip.say(said.format(count=count), self.tr("Keep it as a document…"))
        elif self._is_editing:
            self.strip.say(
                self.tr("You are editing your last question. Its new answer takes the place of the old one.")
            )
        else:
            self.strip.say("")

    def _show_libraries(self) -> None:
        """All documents, or one library alone."""
        kind, name = self._scope
        self.scope.setChecked(kind in (ScopeKind.DOCUMENTS, ScopeKind.LIBRARY))  # until something is chosen
        menu = QMenu(self)
        entries = [(self.tr("My documents"), ScopeKind.DOCUMENTS, "")]
        entries += [(library, ScopeKind.LIBRARY, library) for library in self._libraries]
        for label, entry_kind, library in entries:
            action = menu.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked((entry_kind, library) == (kind, name if entry_kind is ScopeKind.LIBRARY else ""))
            action.triggered.connect(
                lambda _checked=False, kind=entry_kind, library=library: self.scope_wanted.emit(kind, library)
            )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        height = menu.sizeHint().height()
        menu.popup(self.scope.mapToGlobal(QPoint(0, -height - 4)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
        """The whole box shows that its text has the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("on", event.type() == QEvent.Type.FocusIn)
            self.style().polish(self)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for widget in (self.scope, self.this_file, self.chat):
            foot.addWidget(widget)
        foot.addStretch()
        foot.addWidget(self.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 12, 10)
        whole.setSpacing(10)
        whole.addWidget(self.strip)
        whole.addWidget(self.text)
        whole.addLayout(foot)

    def _show_state(self) -> None:
        colours, is_ready = self._theme.colours, self._is_running or bool(self.text.toPlainText().strip())
        icon = "stop" if self._is_running else "send"
        self.button.setIcon(self._theme.icon(icon, colours.on_accent if is_ready else colours.soft))
        self.button.setToolTip(self.tr("Stop (Esc)") if self._is_running else self.tr("Send (Enter)"))
        self.button.setAccessibleName(self.tr("Stop") if self._is_running else self.tr("Send"))
        self.button.setEnabled(is_ready)

    def _tell_begin(self) -> None:
        had_text, self._has_text = self._has_text, not self.text.document().isEmpty()
        if self._has_text and not had_text:
            self.begun.emit()

    def _send_or_stop(self) -> None:
        if self._is_running:
            self.stopped.emit()
        else:
            self._send()

    def _send(self) -> None:
        text = self.text.toPlainText().strip()
        if text and not self._is_running:
            is_edit = self._is_editing
            self.text.clear()
            self.leave_edit()
            (self.edited if is_edit else self.sent).emit(text)


class _Entry(QPlainTextEdit):
    """Grows with its text to a limit; Enter sends, Shift and Enter begin a line."""

    entered = Signal()
    files_given = Signal(list)
    long_text_given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_composing = False
        self.setProperty("look", "bare")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt
        """Enter sends, but not what an input method has still under way."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._is_composing
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt
        """Remember whether an input method has something under way."""
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt
        """Files can be pasted and dropped too."""
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt
        """Files are added, a long text is offered as a document, anything else is plain text."""
        urls = [url for url in source.urls() if QUrl(url).isLocalFile()]
        if urls:
            self.files_given.emit(urls)
        elif len(source.text()) > _MOST_CHARACTERS:
            self.long_text_given.emit(source.text())
        else:
            super().insertFromMimeData(source)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt
        """Another size of text needs another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        lines = max(1, min(_MOST_LINES, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 4)


def _shortened(name: str) -> str:
    """A name for a button, to which an "&" marks a key."""
    return (name if len(name) <= 28 else name[:27] + "…").replace("&", "&&")
