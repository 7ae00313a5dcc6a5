"""Where everything comes together: panes, choices and running work of one window on one data folder."""

from time import monotonic

from PySide6.QtCore import QObject

from assistant.errors import AssistantError
from assistant.services import documents, walk
from assistant.services.outside import Outside
from assistant.services.program import Program
from assistant.ui import wording
from assistant.ui.chat.answering import Answering
from assistant.ui.chat.exchange import Exchange
from assistant.ui.chat.scope import ScopeChoice, ScopeKind
from assistant.ui.desks.conversing import Conversing
from assistant.ui.desks.header import HeaderDesk
from assistant.ui.desks.pages import Pages
from assistant.ui.desks.sidebar import SidebarDesk
from assistant.ui.elsewhere import Elsewhere
from assistant.ui.libraries.shelf import Shelf
from assistant.ui.libraries.state import LibraryState
from assistant.ui.sidebar.archive import Archive
from assistant.ui.tasks import short_task
from assistant.ui.window import Window

_END_S = 2.0
"""Closing the window ends everything within so many seconds, when nothing hangs."""
_KEEPS_S = 0.2
"""Time for each part to write down what it has to, even when another one hung."""


class Desk(QObject):
    """One window at work."""

    def __init__(self, window: Window, program: Program, outside: Outside | None = None) -> None:
        super().__init__(window)
        self._window, self._program = window, program
        self.choice = ScopeChoice(self)
        self._awaited = ""
        self.shelf = Shelf(program, self)
        self.archive = Archive(program, window.sidebar, self)
        self.answering = Answering(program, window.transcript, self.choice, self)
        self.pages = Pages(program, window.page, window.transcript, self)
        self.elsewhere = Elsewhere(outside or Outside(), self)
        self.conversing = Conversing(window, self.answering, self)
        self.header = HeaderDesk(window, program, self.answering, self)
        self.side = SidebarDesk(window, program, self.shelf, self.archive, self.choice, self)
        self._connect()
        if window.sidebar.current is None:
            window.transcript.show_exchanges([])  # the last conversation is not on its way
        self.shelf.refresh()
        self.archive.refresh()

    def close(self) -> None:
        """Stop what runs, keep what was made, end the children."""
        self.pages.end()
        until = monotonic() + _END_S  # for all of them together; who only keeps something comes first
        for end in (self.header.end, self.archive.end, self.answering.end, self.shelf.stop):
            end(max(_KEEPS_S, until - monotonic()))
        self._program.close()

    def add(self, paths: list[bytes]) -> None:
        """Add files and folders to the library that is chosen, and model files to the models."""
        paths = self.header.take_models(paths)
        if not paths:
            return
        if not self.choice.has_documents and not self.choice.library:
            self.choice.choose(ScopeKind.DOCUMENTS)  # the first ones are there to be asked
        self.shelf.add([walk.absolute(path) for path in paths], self.choice.library or self.shelf.usual)
        self._window.show_conversation()

    def _connect(self) -> None:
        window, choice = self._window, self.choice
        window.files_given.connect(self.add)
        window.closing.connect(self.close)
        window.sidebar.new_wanted.connect(self.archive.stay)
        window.sidebar.new_wanted.connect(self._begin)
        window.composer.scope_wanted.connect(lambda kind, library: choice.choose(kind, library=library))
        self.conversing.link_agreed.connect(self.elsewhere.open_link)
        self.conversing.folder_wanted.connect(window.sidebar.add_wanted)
        self.conversing.files_wanted.connect(lambda name: window.sidebar.library_action.emit("problems", name))
        self.conversing.document_made.connect(self.add)
        self.shelf.changed.connect(lambda states: window.composer.set_libraries([one.name for one in states]))
        choice.changed.connect(self._show_choice)
        self.header.models.changed.connect(self._begin_to_look)
        window.composer.begun.connect(self.header.models.wake)
        self.archive.closed.connect(self._begin)
        self.archive.opened.connect(self._show_conversation)
        self.answering.running.connect(self._follow_answer)
        self.answering.kept.connect(self.archive.show_current)
        self.pages.shown.connect(choice.offer_file)
        self.pages.shown.connect(lambda _path: window.show_page())
        self.pages.changes_wanted.connect(lambda library, path: self.shelf.read_again(library, [path]))
        self.shelf.removed.connect(self.pages.forget_library)
        self.shelf.removed.connect(self._look_for_file)
        self.shelf.changed.connect(self._choose_awaited)
        for signal in (self.shelf.read, self.shelf.removed):
            signal.connect(lambda _library: self.pages.look_again())
        window.page.open_wanted.connect(self.elsewhere.open_file)
        window.page.folder_wanted.connect(self.elsewhere.show_in_folder)
        self.header.folder_wanted.connect(self.elsewhere.show_in_folder)
        self.side.file_wanted.connect(self.pages.show_file)
        self.side.folder_wanted.connect(self.elsewhere.show_in_folder)
        self.header.forgotten.connect(self._begin)
        for one in (self.shelf, self.archive, self.pages, self.elsewhere, self.header, self.side, self.conversing):
            one.failed.connect(self._complain)
        self.answering.failed.connect(window.defect_found)

    def _complain(self, error: object) -> None:
        assert isinstance(error, BaseException)
        if not isinstance(error, AssistantError):
            self._window.defect_found.emit(error)
        self._window.complain(wording.sentence(error))

    # --- what a person wants

    def _begin(self) -> None:
        self._window.composer.leave_edit()
        self.answering.leave()
        self.archive.show_current(None)
        self._window.transcript.show_exchanges([])
        self._leave_page()
        self._window.composer.text.setFocus()

    def _follow_answer(self, is_running: bool) -> None:
        if is_running:
            self.archive.stay()
        self.archive.refresh()

    # --- what is shown

    def _show_conversation(self, number: int, exchanges: list[Exchange]) -> None:
        is_another = number != self.answering.conversation
        if is_another:
            self._window.composer.leave_edit()
        self.answering.leave()
        self.answering.conversation = number
        self.archive.show_current(number)
        self._window.show_conversation()
        self._window.transcript.show_exchanges(exchanges)
        if is_another:
            self._leave_page()
            self._choose_as_in(exchanges)

    def _leave_page(self) -> None:
        self.pages.leave()
        self._window.hide_page()

    def _choose_as_in(self, exchanges: list[Exchange]) -> None:
        """The next question goes where the last one went, if that is still there."""
        asked = [one for one in exchanges if not one.is_about_answer and not one.is_erased]
        if not asked:
            return
        library = asked[-1].searched_in
        if not asked[-1].from_documents:
            self.choice.choose(ScopeKind.CHAT)
        else:
            self.choice.choose(ScopeKind.DOCUMENTS)
            self._awaited = library
            self._choose_awaited(self.shelf.states())

    def _choose_awaited(self, states: list[LibraryState]) -> None:
        """At the start the last conversation is there before the libraries are counted."""
        if states and self.choice.kind is ScopeKind.DOCUMENTS and any(one.name == self._awaited for one in states):
            self.choice.choose(ScopeKind.LIBRARY, library=self._awaited)
        if states:
            self._awaited = ""

    def _look_for_file(self, _removed: str) -> None:
        """A library was removed: the file that is offered by itself may have been in it alone."""
        file = self.choice.file
        if file is None:
            return
        task = short_task("looking for a file", lambda: documents.is_known(self._program, file), self)
        task.failed.connect(self._complain)
        task.item.connect(lambda is_known: None if is_known else self.choice.withdraw_file(file))
        task.start()

    def _begin_to_look(self) -> None:
        """The models are there, or will not be: what was not finished goes on, and what changed is read."""
        if self.header.models.working is None and not self.shelf.is_started:
            self.shelf.start()

    def _show_choice(self) -> None:
        choice = self.choice
        name = choice.library
        if choice.kind is ScopeKind.FILE and choice.file is not None:
            name = wording.file_name(choice.file)
        self._window.composer.set_scope(
            choice.kind, name, has_documents=choice.has_documents, has_file=choice.file is not None
        )
