"""Looks for words in the document that is shown, and goes from place to place."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from assistant.services import pages
from assistant.services.cancel import Cancel
from assistant.services.pages import Place, View
from assistant.services.program import Program
from assistant.ui.page.search import SearchBar
from assistant.ui.tasks import Task


class Finding(QObject):
    """Works for the search line.

    Signals:
        found(object): a `Place` that is to be shown; None: nothing is looked for any more.
        failed(object): an error to be shown.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, program: Program, bar: SearchBar, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._bar = program, bar
        self._view: View | None = None
        self._places: list[Place] = []
        self._at = 0
        self._is_whole = True
        self._searching: Task | None = None
        bar.wanted.connect(self._search)
        bar.stepped.connect(self._step)
        bar.closed.connect(lambda: self._search(""))

    def begin(self, view: View) -> None:
        """Another document: what is in the line is looked for there."""
        self._view = view
        if not self._bar.isHidden():
            self._search(self._bar.words.text())

    def stop(self) -> None:
        """Nothing is shown any more."""
        self._view = None
        if self._searching is not None:
            self._searching.drop()

    def _search(self, words: str) -> None:
        if self._searching is not None:
            self._searching.drop()
        self._places, self._at, self._is_whole = [], 0, not words
        self._tell()
        view = self._view
        if view is None or not words:
            self.found.emit(None)
            return

        def work(cancel: Cancel) -> Iterator[object]:
            yield from pages.found(self._program, view, words, cancel=cancel)

        task = self._searching = Task(work, name="searching a document", parent=self)
        task.item.connect(self._take)
        task.failed.connect(self._fail)
        task.ended.connect(lambda: self._ended(task))
        task.start()

    def _take(self, places: object) -> None:
        assert isinstance(places, list)
        is_first = not self._places
        self._places += places
        if is_first:
            self._step(0)
        self._tell()

    def _fail(self, error: object) -> None:
        self._searching = None  # what was not looked through is not told to be without the words
        self.failed.emit(error)

    def _ended(self, task: Task) -> None:
        if task is self._searching:
            self._searching = None
            self._is_whole = True
            self._tell()
            if not self._places:
                self.found.emit(None)

    def _step(self, step: int) -> None:
        if self._places:
            self._at = (self._at + step) % len(self._places)
            self.found.emit(self._places[self._at])
            self._tell()

    def _tell(self) -> None:
        self._bar.show_count(self._at + 1, len(self._places), is_whole=self._is_whole)
