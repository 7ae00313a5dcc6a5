"""What stands behind the sidebar and the first minute: libraries, their files, conversations, the sample folder."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from assistant import paths
from assistant.services.program import Program
from assistant.ui import wording
from assistant.ui.chat.limits import Limits
from assistant.ui.chat.scope import ScopeChoice, ScopeKind
from assistant.ui.controls.question import Question
from assistant.ui.libraries.files import Files
from assistant.ui.libraries.files_model import Group
from assistant.ui.libraries.shelf import Shelf
from assistant.ui.libraries.state import LibraryState
from assistant.ui.sidebar.archive import Archive
from assistant.ui.window import Window

_LONGEST_FILE_NAME = 80
_NOT_IN_NAMES = '<>:"/\\|?*'
"""What Windows does not allow in the name of a file; the others allow all but the slash."""


class SidebarDesk(QObject):
    """Libraries and conversations of one window at work.

    Signals:
        failed(object): an error to be shown.
        file_wanted(bytes): show this document in the window.
        folder_wanted(bytes): show this file in the file manager.
    """

    failed = Signal(object)
    file_wanted = Signal(bytes)
    folder_wanted = Signal(bytes)

    def __init__(
        self, window: Window, program: Program, shelf: Shelf, archive: Archive, choice: ScopeChoice, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._program = window, program
        self._shelf, self._archive, self._choice = shelf, archive, choice
        self._files: Files | None = None
        self._begins_at = str(Path.home())
        """Where a choice of folders begins: not where the program was started, which says nothing."""
        sidebar, welcome = window.sidebar, window.welcome
        welcome.folder_wanted.connect(self._choose_folder)
        welcome.sample_wanted.connect(self._add_sample)
        welcome.limits_wanted.connect(lambda: Limits(window).open())
        sidebar.add_wanted.connect(self._choose_folder)
        sidebar.library_wanted.connect(shelf.make)
        sidebar.library_renamed.connect(shelf.rename)
        sidebar.library_chosen.connect(self._choose_library)
        sidebar.library_action.connect(self._act_on_library)
        sidebar.conversation_action.connect(self._act_on_conversation)
        window.activated.connect(shelf.look)
        choice.changed.connect(self._show_libraries)
        shelf.changed.connect(self._follow)
        shelf.removed.connect(self._forget_library)
        shelf.renamed.connect(self._rename_library)
        shelf.made.connect(lambda name: choice.choose(ScopeKind.LIBRARY, library=name))
        archive.listed.connect(self._leave_welcome)
        archive.exported.connect(lambda path: window.complain(self.tr("Written to {path}.").format(path=path)))

    # --- libraries

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Choose a folder"), self._begins_at)
        if folder:
            self._begins_at = str(Path(folder).parent)
            self._window.files_given.emit([os.fsencode(folder)])

    def _choose_library(self, name: str) -> None:
        """Ask this library; all of them when it was chosen already."""
        choice = self._choice
        if choice.library == name:
            choice.choose(ScopeKind.DOCUMENTS)
        else:
            choice.choose(ScopeKind.LIBRARY, library=name)

    def _act_on_library(self, action: str, name: str) -> None:
        match action:
            case "rescan":
                self._shelf.rescan(name)
            case "pause":
                self._shelf.pause(name)
            case "resume":
                self._shelf.resume(name)
            case "add":
                self._choice.choose(ScopeKind.LIBRARY, library=name)
                self._choose_folder()
            case "remove":
                self._ask_to_remove(name)
            case "files" | "problems":
                self._show_files(name or self._with_problems(), Group.UNREAD if action == "problems" else None)

    def _with_problems(self) -> str:
        """The library with the most files that could not be read: all of them were searched."""
        return max(self._shelf.states(), key=lambda state: state.failed, default=LibraryState("")).name

    def _ask_to_remove(self, name: str) -> None:
        count = wording.files(self._shelf.state(name).files)
        question = Question(
            self._window,
            self.tr("Remove the library “{name}”?").format(name=name),
            self.tr(
                "What Footnote read of {count} is erased from this computer, and so are the answers that were made"
                " from them. The files themselves stay where they are."
            ).format(count=count),
            act=self.tr("Remove the library"),
            leave=self.tr("Keep it"),
        )
        question.accepted.connect(lambda: self._shelf.remove(name))
        question.open()

    def _forget_library(self, name: str) -> None:
        if self._choice.library == name:
            self._choice.choose(ScopeKind.DOCUMENTS)
        if self._files is not None and self._files.dialog.library == name:
            self._files.dialog.close()
        if self._archive.current is not None and not self._window.composer.is_running:
            self._archive.open(self._archive.current)  # its answers may have lost their words

    def _rename_library(self, before: str, name: str) -> None:
        if self._choice.library == before:
            self._choice.choose(ScopeKind.LIBRARY, library=name)

    def _follow(self, states: list[LibraryState]) -> None:
        if states:
            self._leave_welcome(len(states))
        filled = [state.name for state in states if state.files]
        self._choice.offer_documents(filled)
        self._show_libraries()
        if self._files is not None:
            self._files.follow()

    def _show_libraries(self) -> None:
        choice = self._choice
        self._window.sidebar.show_libraries(self._shelf.states(), choice.library)

    def _leave_welcome(self, count: int) -> None:
        """The first minute is over as soon as there is anything to go back to."""
        if count and self._window.welcome.isVisible():
            self._window.show_conversation()

    # --- files

    def _show_files(self, library: str, group: Group | None) -> None:
        if self._files is not None:
            self._files.dialog.close()
        self._files = files = Files(self._program, self._window.theme, library, self._window)
        files.failed.connect(self.failed)
        files.dialog.ask_wanted.connect(self._ask_file)
        files.dialog.open_wanted.connect(self._open_file)
        files.dialog.folder_wanted.connect(self.folder_wanted)
        files.dialog.again_wanted.connect(lambda chosen: self._shelf.read_again(library, chosen))
        files.dialog.finished.connect(lambda _result: self._forget_files(files))
        files.show(group)

    def _forget_files(self, files: Files) -> None:
        if self._files is files:
            self._files = None

    def _ask_file(self, path: bytes) -> None:
        self._close_files()
        self._choice.offer_file(path)
        self._choice.choose(ScopeKind.FILE)
        self._window.composer.text.setFocus()

    def _open_file(self, path: bytes) -> None:
        self._close_files()
        self.file_wanted.emit(path)

    def _close_files(self) -> None:
        if self._files is not None:
            self._files.dialog.close()

    # --- conversations

    def _act_on_conversation(self, action: str, number: int) -> None:
        if action == "remove":
            self._archive.delete(number)
        elif action == "export":
            self._ask_where(number)

    def _ask_where(self, number: int) -> None:
        name = file_name_for(self._archive.title(number)) or self.tr("Conversation")
        pages, texts = self.tr("Web page (*.html)"), self.tr("Markdown (*.md)")
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Export a conversation"), str(Path(self._begins_at) / f"{name}.md"),
            f"{texts};;{pages}", texts,
        )  # fmt: skip
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() not in (".md", ".html", ".htm"):
                path = path.with_name(path.name + (".html" if kind == pages else ".md"))
            self._archive.export(number, path)

    # --- the first minute

    def _add_sample(self) -> None:
        self._shelf.add([os.fsencode(paths.resources() / "sample")], self.tr("Sample"))
        self._window.show_conversation()
        text = self._window.composer.text
        if not text.toPlainText():
            text.setPlainText(self.tr("How many days of leave do I have?"))
            text.selectAll()
        text.setFocus()


def file_name_for(title: str) -> str:
    """A name for a file, made from a title; "" when nothing of it can be used."""
    allowed = "".join(" " if character in _NOT_IN_NAMES else character for character in wording.shown(title))
    return " ".join(allowed.split())[:_LONGEST_FILE_NAME].strip(" .…\ufffd")
