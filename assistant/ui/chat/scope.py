"""What the next question is put to: all documents, a library, one file, or the model alone."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from assistant.records import Scope
from assistant.services import libraries
from assistant.services.program import Program
from assistant.ui import wording


class ScopeKind(Enum):
    """The kinds of scope that the composer offers."""

    DOCUMENTS = "documents"
    LIBRARY = "library"
    FILE = "file"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen at one moment: what comes later changes nothing in a question that is on its way."""

    kind: ScopeKind
    library: str = ""
    file: bytes | None = None

    @property
    def name(self) -> str:
        """The library or file that is searched alone, "" for all documents."""
        if self.kind is ScopeKind.FILE and self.file is not None:
            return wording.file_name(self.file)
        return self.library

    def scope(self, program: Program) -> Scope:
        """What is searched; in any thread.

        Raises:
            LibraryUnknown: the library was removed meanwhile.
            NothingToAsk: there is no file in it.
        """
        if self.kind is ScopeKind.FILE and self.file is not None:
            return Scope(paths=(self.file,))
        return libraries.scope(program, self.library if self.kind is ScopeKind.LIBRARY else None)


class ScopeChoice(QObject):
    """The person's choice, kept until they choose otherwise.

    Signals:
        changed(): another choice, or other things to choose from.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.kind = ScopeKind.CHAT
        self.library = ""
        self.file: bytes | None = None
        self.has_documents = False

    def choose(self, kind: ScopeKind, *, library: str = "") -> None:
        """Put the next questions to this."""
        self.kind, self.library = kind, library if kind is ScopeKind.LIBRARY else ""
        self.changed.emit()

    def offer_file(self, path: bytes) -> None:
        """A file is on screen: it can be asked alone."""
        self.file = path
        self.changed.emit()

    def offer_documents(self, *, are_there: bool, is_fresh: bool) -> None:
        """There are documents now, or none any more; with no question asked yet they become the choice."""
        if are_there == self.has_documents:
            return
        self.has_documents = are_there
        if are_there and is_fresh and self.kind is ScopeKind.CHAT:
            self.kind = ScopeKind.DOCUMENTS
        elif not are_there:
            self.kind = ScopeKind.CHAT
        self.changed.emit()

    @property
    def is_documents(self) -> bool:
        """True when the documents are searched."""
        return self.kind is not ScopeKind.CHAT

    def now(self) -> Chosen:
        """The choice as it is at this moment."""
        return Chosen(self.kind, self.library, self.file)
