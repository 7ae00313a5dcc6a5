"""Where everything comes together: panes, choices and running work of one window on one data folder."""

from PySide6.QtCore import QObject

from assistant.errors import AssistantError
from assistant.services import walk
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
from assistant.ui.libraries.shelf import DOCUMENTS, Shelf
from assistant.ui.sidebar.archive import Archive
from assistant.ui.window import Window

_END_S = 2.0
"""Closing the window ends everything within so many seconds."""


class Desk(QObject):
    """One window at work."""

    def __init__(self, window: Window, program: Program, outside: Outside | None = None) -> None:
        super().__init__(window)
        self._window, self._program = window, program
        self.choice = ScopeChoice(self)
        self.shelf = Shelf(program, self)
        self.archive = Archive(program, window.sidebar, self)
        self.answering = Answering(program, window.transcript, self.choice, self)
        self.pages = Pages(program, window.page, window.transcript, self)
        self.elsewhere = Elsewhere(outside or Outside(), self)
        self.conversing = Conversing(window, self.answering, self)
        self.header = HeaderDesk(window, program, self.answering, self)
        self.side = SidebarDesk(window, program, self.shelf, self.archive, self.choice, self)
        self._connect()
        self.shelf.refresh()
        self.archive.refresh()

    def close(self) -> None:
        """Stop what runs, keep what was made, end the children."""
        self.pages.end()
        self.answering.end(_END_S)
        self.shelf.stop(_END_S)
        self.archive.end(_END_S)
        self.header.end(_END_S)
        self._program.close()

    def add(self, paths: list[bytes]) -> None:
        """Add files and folders to the library that is chosen, and model files to the models."""
        paths = self.header.take_models(paths)
        if not paths:
            return
        self.shelf.add([walk.absolute(path) for path in paths], self.choice.library or DOCUMENTS)
        self._window.show_conversation()

    def _connect(self) -> None:
        window, choice = self._window, self.choice
        window.files_given.connect(self.add)
        window.closing.connect(self.close)
        window.sidebar.new_wanted.connect(self._begin)
        window.composer.scope_wanted.connect(lambda kind, library: choice.choose(kind, library=library))
        self.conversing.link_agreed.connect(self.elsewhere.open_link)
        self.conversing.folder_wanted.connect(window.sidebar.add_wanted)
        self.conversing.files_wanted.connect(
            lambda name: window.sidebar.library_action.emit("problems", name or DOCUMENTS)
        )
        self.conversing.document_made.connect(self.add)
        self.shelf.changed.connect(lambda states: window.composer.set_libraries([one.name for one in states]))
        choice.changed.connect(self._show_choice)
        self.header.models.changed.connect(self._begin_to_look)
        self.archive.closed.connect(self._begin)
        self.archive.opened.connect(self._show_conversation)
        self.answering.running.connect(lambda _is_running: self.archive.refresh())
        self.answering.kept.connect(self.archive.show_current)
        self.pages.shown.connect(choice.offer_file)
        self.pages.shown.connect(lambda _path: window.show_page())
        self.pages.changes_wanted.connect(lambda library, path: self.shelf.read_again(library, [path]))
        self.shelf.read.connect(lambda _library: self.pages.look_again())
        window.page.open_wanted.connect(self.elsewhere.open_file)
        window.page.folder_wanted.connect(self.elsewhere.show_in_folder)
        self.header.folder_wanted.connect(self.elsewhere.show_in_folder)
        self.side.file_wanted.connect(self.pages.show_file)
        self.side.folder_wanted.connect(self.elsewhere.show_in_folder)
        self.header.forgotten.connect(self._begin)
        for one in (self.shelf, self.archive, self.pages, self.elsewhere, self.header, self.side, self.conversing):
            one.failed.connect(self._complain)

    def _complain(self, error: object) -> None:
        assert isinstance(error, BaseException)
        if not isinstance(error, AssistantError):
            self._window.defect_found.emit(error)
        self._window.complain(wording.sentence(error))

    # --- what a person wants

    def _begin(self) -> None:
        self.answering.leave()
        self.archive.show_current(None)
        self._window.transcript.show_exchanges([])
        self._window.hide_page()
        self._window.composer.text.setFocus()

    # --- what is shown

    def _show_conversation(self, number: int, exchanges: list[Exchange]) -> None:
        self.answering.leave()
        self.answering.conversation = number
        self.archive.show_current(number)
        self._window.show_conversation()
        self._window.transcript.show_exchanges(exchanges)
        if exchanges and self.choice.has_documents:
            was_chat = not exchanges[-1].from_documents
            self.choice.choose(ScopeKind.CHAT if was_chat else ScopeKind.DOCUMENTS)

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
