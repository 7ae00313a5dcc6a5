"""What the next question is put to: all documents, a library, one file, or the model alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from assistant.records import Scope
from assistant.services import documents, libraries
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
        """The library or file that is searched alone, "" for all documents and for none."""
        if self.kind is ScopeKind.FILE and self.file is not None:
            return wording.file_name(self.file)
        return self.library if self.kind is ScopeKind.LIBRARY else ""

    def scope(self, program: Program) -> Scope:
        """What is searched; in any thread.

        Raises:
            LibraryUnknown: the library was removed meanwhile.
            NothingToAsk: there is no file in it.
            DocumentUnknown: the file is in no library any more.
            DocumentNotRead: nothing of it could be read.
        """
        if self.kind is ScopeKind.FILE and self.file is not None:
            documents.stored(program, self.file)
            return Scope(paths=(self.file,))
        return libraries.scope(program, self.library if self.kind is ScopeKind.LIBRARY else None)


class ScopeChoice(QObject):
    """The person's choice, kept until they choose otherwise; where there is nothing to search, it is the model alone.

    Signals:
        changed(): another choice, or other things to choose from.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.library = ""
        self.file: bytes | None = None
        self._wanted = ScopeKind.DOCUMENTS
        self._filled: frozenset[str] = frozenset()

    @property
    def kind(self) -> ScopeKind:
        """What the next question is put to: where there is no file it is the model, until there is one."""
        is_empty = self._wanted is ScopeKind.LIBRARY and self.library not in self._filled
        return ScopeKind.CHAT if is_empty or not self._filled else self._wanted

    @property
    def has_documents(self) -> bool:
        """True when there is a file in any library."""
        return bool(self._filled)

    def choose(self, kind: ScopeKind, *, library: str = "") -> None:
        """Put the next questions to this."""
        self._wanted, self.library = kind, library if kind is ScopeKind.LIBRARY else ""
        self.changed.emit()

    def offer_file(self, path: bytes) -> None:
        """A file is on screen: it can be asked alone."""
        self.file = path
        self.changed.emit()

    def withdraw_file(self, path: bytes) -> None:
        """The file is not among the documents any more."""
        if self.file != path:
            return
        self.file = None
        if self._wanted is ScopeKind.FILE:
            self._wanted = ScopeKind.DOCUMENTS
        self.changed.emit()

    def offer_documents(self, filled: Iterable[str]) -> None:
        """These libraries have files now."""
        before = self.kind, self._filled
        self._filled = frozenset(filled)
        if (self.kind, self._filled) != before:
            self.changed.emit()

    def now(self) -> Chosen:
        """The choice as it is at this moment."""
        return Chosen(self.kind, self.library, self.file)
