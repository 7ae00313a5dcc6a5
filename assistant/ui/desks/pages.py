"""The page beside the answer: which place of which document is shown, going from citation to citation, searching."""

import os
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from assistant.errors import AssistantError
from assistant.services import pages
from assistant.services.cancel import Cancel
from assistant.services.pages import FileState, Place, View
from assistant.services.program import Program
from assistant.ui import wording
from assistant.ui.chat.transcript import Transcript
from assistant.ui.page.drawing import Drawing
from assistant.ui.page.finding import Finding
from assistant.ui.page.pane import PagePane
from assistant.ui.page.reading import Reading
from assistant.ui.source import Source
from assistant.ui.tasks import Task


class Pages(QObject):
    """Shows sources.

    Signals:
        shown(bytes): this file is on screen now.
        failed(object): an error to be shown.
        changes_wanted(str, bytes): a file of a library changed, and is to be read again.
    """

    shown = Signal(bytes)
    failed = Signal(object)
    changes_wanted = Signal(str, bytes)

    def __init__(self, program: Program, pane: PagePane, transcript: Transcript, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._pane, self._transcript = program, pane, transcript
        self._drawing = Drawing(program, pane.sheets, self)
        self._reading = Reading(program, pane.text, self)
        self._finding = Finding(program, pane.search, self)
        self._opening: Task | None = None
        self._copying: Task | None = None
        self._view: View | None = None
        self._source: Source | None = None
        self._exchange, self._number = -1, 0
        self._finding.found.connect(self._show_found)
        pane.stepped.connect(self._step)
        pane.closed.connect(lambda: transcript.light(0, 0))
        pane.read_again_wanted.connect(self._read_again)
        pane.sheets.copy_wanted.connect(self._copy)
        pane.text.page_changed.connect(self._name_page)
        transcript.source_wanted.connect(self.show)

    def show(self, source: Source, place: int) -> None:
        """Show a source of the exchange at this place."""
        sources = self._sources(place)
        number = next((at for at, one in enumerate(sources, start=1) if one == source), 0)
        self._exchange, self._number, self._source = place, number, source
        self._pane.show_loading(source, number, len(sources))
        self.shown.emit(source.path)
        self._transcript.light(place, number)
        self._open(source)

    def show_file(self, path: bytes) -> None:
        """Show a document from its beginning."""
        folder = wording.file_name(os.path.split(path)[0])
        self._exchange, self._number = -1, 0
        self._source = Source(path, 1, 0, 0, "", None, heading=folder)
        self._pane.show_loading(self._source, 0, 0)
        self.shown.emit(path)
        self._open(self._source)

    def look_again(self) -> None:
        """Files were read again: a document that was stale may be whole now."""
        if self._source is not None and self._view is not None and self._view.state is not FileState.UNCHANGED:
            self._open(self._source)

    def end(self) -> None:
        """Nothing is shown any more: the program is being closed."""
        for part in (self._drawing, self._reading, self._finding):
            part.stop()
        for task in (self._opening, self._copying):
            if task is not None:
                task.drop()

    def _open(self, source: Source) -> None:
        """Open the document, and find where the cited words stand in it now."""

        def work(cancel: Cancel) -> Iterator[object]:
            view = pages.view(self._program, source.path, cancel=cancel)
            yield view, pages.place(self._program, view, source.page, source.start, source.end, source.text)

        if self._opening is not None:
            self._opening.drop()
        self._opening = Task(work, name="opening a document", parent=self)
        self._opening.item.connect(self._take)
        self._opening.failed.connect(self._fail)
        self._opening.ended.connect(self._opening.deleteLater)
        self._opening.start()

    def _take(self, opened: object) -> None:
        assert isinstance(opened, tuple)
        view, place = opened
        if view != self._view:
            self._begin(view, place.page)
        if view.kind is not None:
            self._pane.show_sheets(len(view.sheets))
        else:
            self._pane.show_text()
        self._pane.show_notice(wording.stale(view, place), can_read_again=view.state is FileState.CHANGED)
        self._shower.light(place, self._number)

    def _begin(self, view: View, page: int) -> None:
        """Show another document, or the same one as it is now."""
        self._view = view
        if view.kind is not None:
            self._reading.stop()
            self._drawing.begin(view, page)
        else:
            self._drawing.stop()
            self._reading.begin(view)
        self._finding.begin(view)

    @property
    def _shower(self) -> Drawing | Reading:
        return self._drawing if self._view is not None and self._view.kind is not None else self._reading

    def _fail(self, error: object) -> None:
        self._view = None
        self._drawing.stop()
        self._reading.stop()
        if isinstance(error, AssistantError):
            self._pane.show_notice("")
            self._pane.show_failed(wording.sentence(error))
        else:
            self.failed.emit(error)

    # --- what a person does with it

    def _show_found(self, place: object) -> None:
        assert place is None or isinstance(place, Place)
        self._shower.show_found(place)

    def _sources(self, place: int) -> list[Source]:
        exchange = self._transcript.exchanges[place]
        return exchange.sources or exchange.nearest

    def _step(self, step: int) -> None:
        """The next source of the exchange that is shown; with none shown, those of the last one."""
        place, number = self._exchange, self._number
        if not 0 <= place < len(self._transcript.exchanges):
            place, number = len(self._transcript.exchanges) - 1, 0 if step > 0 else 1
        if place >= 0 and (sources := self._sources(place)):
            self.show(sources[(number - 1 + step) % len(sources)], place)

    def _read_again(self) -> None:
        if self._view is not None:
            self.changes_wanted.emit(self._view.library, self._view.file)

    def _name_page(self, page: int) -> None:
        """Say which slide, sheet or chapter is at the top."""
        sheet = self._view.sheet(page) if self._view is not None else None
        if sheet is not None and self._view is not None and len(self._view.sheets) > 1:
            self._pane.show_sheet_place(sheet)

    def _copy(self, page: int, start: int, end: int) -> None:
        """Put text of a page on the clipboard; an end of -1 means all of it."""
        view = self._view
        if view is None:
            return

        def work(_cancel: Cancel) -> Iterator[object]:
            text = pages.page_text(self._program, view, page)
            yield text[start : len(text) if end < 0 else end]

        self._copying = Task(work, name="copying text", parent=self)
        self._copying.item.connect(lambda text: QGuiApplication.clipboard().setText(str(text)))
        self._copying.failed.connect(self.failed)
        self._copying.ended.connect(self._copying.deleteLater)
        self._copying.start()
