"""The conversations in the window: listed, found, opened, renamed, exported, deleted and brought back."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assistant.errors import ConversationUnknown
from assistant.pipeline import html, transcript
from assistant.records import Conversation, KeptSpan
from assistant.services import conversations
from assistant.services.program import Program
from assistant.ui import wording
from assistant.ui.chat.exchange import of_turns
from assistant.ui.sidebar.pane import Sidebar
from assistant.ui.tasks import Task, short_task


class Archive(QObject):
    """Keeps the list at the side true and brings conversations on screen.

    What is deleted can be brought back for a few seconds; only then is it erased, for good.

    Signals:
        opened(int, list): the `Exchange`s of a conversation that the person chose.
        closed(): the conversation on screen was deleted, or the one that was to be there is gone.
        listed(int): so many conversations there are, or hold the words that are searched for.
        exported(str): the path of the file that was written.
        failed(object): an error to be shown.
    """

    opened = Signal(int, list)
    closed = Signal()
    listed = Signal(int)
    exported = Signal(str)
    failed = Signal(object)

    def __init__(self, program: Program, sidebar: Sidebar, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._sidebar = program, sidebar
        self._listing: Task | None = None
        self._opening: Task | None = None
        self._erasing: list[Task] = []
        self._found: Sequence[Conversation] = ()
        self._deleted: Conversation | None = None
        self._was_current = False
        self.current: int | None = None
        self._last = sidebar.current
        sidebar.searched.connect(lambda _words: self.refresh())
        sidebar.conversation_chosen.connect(self.open)
        sidebar.conversation_renamed.connect(self.rename)
        sidebar.undo.undone.connect(self._bring_back)
        sidebar.undo.passed.connect(self._erase)

    def title(self, number: int) -> str:
        """What a listed conversation is called; "" for another one."""
        return next((one.title for one in self._found if one.id == number), "")

    def show_current(self, number: int | None) -> None:
        """Mark the conversation that is on screen."""
        self.current = number
        self._was_current = self._was_current and number is None
        self._show()
        self.refresh()

    def stay(self) -> None:
        """Something new was begun: what was about to come on screen without a click stays away."""
        self._last, self._was_current = None, False
        if self._opening is not None:
            self._opening.drop()

    def refresh(self) -> None:
        """List the conversations anew."""
        words = self._sidebar.search.text()
        if self._listing is not None:
            self._listing.drop()
        task = self._listing = short_task(
            "listing conversations",
            lambda: conversations.holding(self._program, words),
            self,
            failed=self.failed,
        )
        task.item.connect(self._list)
        task.ended.connect(lambda: self._forget(task))
        task.start()

    def open(self, number: int) -> None:
        """Read a conversation and tell when it is there."""
        if self._opening is not None:
            self._opening.drop()
        program = self._program
        task = self._opening = short_task(
            "opening a conversation",
            lambda: of_turns(conversations.turns(program, conversations.chosen(program, number))),
            self,
            failed=self.failed,
        )
        task.item.connect(lambda exchanges: self.opened.emit(number, exchanges))
        task.ended.connect(lambda: self._forget(task))
        task.start()

    def rename(self, number: int, title: str) -> None:
        """Give a conversation another title."""
        program = self._program
        task = short_task(
            "renaming a conversation",
            lambda: conversations.rename(program, conversations.chosen(program, number), title),
            self,
            failed=self.failed,
        )
        task.ended.connect(self.refresh)
        task.start()

    def export(self, number: int, path: Path) -> None:
        """Write a conversation with its sources: a web page when the name ends so, otherwise Markdown."""
        write = partial(_write, self._program, number, path)
        task = short_task("exporting a conversation", write, self, failed=self.failed)
        task.item.connect(lambda _written: self.exported.emit(wording.shown(str(path))))
        task.start()

    # --- deleting

    def delete(self, number: int) -> None:
        """Take a conversation away; it can be brought back until the time is over or another one is deleted."""
        self._erase()
        self._deleted = next((one for one in self._found if one.id == number), None)
        if self._deleted is None:
            return
        self._was_current = number == self.current
        if self._was_current:
            self.current = None
            self.closed.emit()
        title = wording.shown(self._deleted.title)
        self._sidebar.undo.offer(self.tr("Deleted “{title}”.").format(title=title))
        self._show()

    def end(self, timeout_s: float) -> None:
        """What was deleted is erased now, for closing the program."""
        self._erase()
        for task in self._erasing:
            task.wait(timeout_s)

    def _bring_back(self) -> None:
        deleted, self._deleted = self._deleted, None
        self._show()
        if deleted is not None and self._was_current:
            self.open(deleted.id)

    def _erase(self) -> None:
        deleted, self._deleted = self._deleted, None
        if deleted is None:
            return
        self._sidebar.undo.withdraw()
        self._found = [one for one in self._found if one.id != deleted.id]
        erase = partial(_erased, self._program, deleted)
        task = short_task("erasing a conversation", erase, self, failed=self.failed)
        self._erasing.append(task)
        task.ended.connect(lambda: self._erasing.remove(task))
        task.ended.connect(self.refresh)
        task.start()

    # --- showing

    def _list(self, found: Sequence[Conversation]) -> None:
        self._found, self._sidebar.is_awaited = found, False
        last, self._last = self._last, None
        if last is not None and self.current is None:
            if any(one.id == last for one in found):
                self.open(last)
            else:
                self.closed.emit()
        self._show()
        self.listed.emit(len(found))

    def _show(self) -> None:
        gone = None if self._deleted is None else self._deleted.id
        self._sidebar.show_conversations([one for one in self._found if one.id != gone], self.current)

    def _forget(self, task: Task) -> None:
        """It is over; what comes next need not drop it any more."""
        if self._listing is task:
            self._listing = None
        if self._opening is task:
            self._opening = None


def _erased(program: Program, conversation: Conversation) -> None:
    try:
        conversations.remove(program, conversation)
    except ConversationUnknown:
        return  # somebody else was quicker


def _write(program: Program, number: int, path: Path) -> None:
    """In the thread."""
    conversation = conversations.chosen(program, number)
    started = datetime.fromtimestamp(conversation.started_s).astimezone().strftime("%Y-%m-%d %H:%M")
    form = html.page if path.suffix.lower() in (".html", ".htm") else transcript.markdown
    text = form(conversation.title, started, conversations.turns(program, conversation), _place)
    conversations.write_export(path, text, replaces=True)  # the dialog has asked


def _place(span: KeptSpan) -> str:
    return f"{wording.path_text(span.path)} · {wording.place(span.label, '', span.line)}"
