"""The page beside the answer: which place of which document is shown, going from citation to citation, searching."""

import os
from collections.abc import Iterator
from functools import partial

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
from assistant.ui.tasks import Task, short_task


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
        for part in (self._finding, self._reading):
            part.failed.connect(self.failed)
        pane.stepped.connect(self._step)
        pane.closed.connect(self._put_away)
        pane.read_again_wanted.connect(self._read_again)
        pane.sheets.copy_wanted.connect(self._copy)
        pane.text.page_changed.connect(self._name_page)
        transcript.source_wanted.connect(self.show)
        transcript.replaced.connect(self._part)
        transcript.pointed_at.connect(self._point)
        for view in (pane.sheets, pane.text):
            view.pointed_at.connect(lambda number: transcript.point(self._exchange, number))

    def show(self, source: Source, place: int) -> None:
        """Show a source of the exchange at this place."""
        sources = self._sources(place)
        number = next((at for at, one in enumerate(sources, start=1) if one == source), 0)
        self._exchange, self._number, self._source = place, number, source
        self._pane.show_loading(source, number, len(sources), is_cited=self._mark > 0)
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
        """Files were read again: the document on screen may be another one now."""
        if self._source is not None and self._view is not None:
            is_on_its_way = self._opening is not None and self._opening.is_running
            self._open(self._source, is_look=not is_on_its_way)

    def forget_library(self, name: str) -> None:
        """A library was removed: a document of it is not shown any more."""
        if self._view is not None and self._view.library == name:
            self._source = None
            self._pane.closed.emit()

    def leave(self) -> None:
        """Another conversation comes on screen: what is shown is no source of it."""
        self._exchange, self._number = -1, 0
        self._stop()

    def _part(self, place: int) -> None:
        """The answer at this place is gone: what is shown stays, without a number."""
        if place != self._exchange:
            return
        self._exchange, self._number = -1, 0
        if self._source is not None and self._view is not None:
            self._pane.show_loading(self._source, 0, 0)
            self._open(self._source)

    def end(self) -> None:
        """Nothing is shown any more: the program is being closed."""
        self._stop()
        if self._copying is not None:
            self._copying.drop()

    def _put_away(self) -> None:
        """The person is done with the page."""
        self._transcript.light(0, 0)
        self._stop()

    def _stop(self) -> None:
        """Nothing is shown any more, nor kept."""
        self._view = None
        for part in (self._drawing, self._reading, self._finding):
            part.stop()
        if self._opening is not None:
            self._opening.drop()

    def _open(self, source: Source, *, is_look: bool = False) -> None:
        """Open the document, and find where the cited words stand in it now: these, and others of the answer.

        After a mere look a document that is the same as before stays as it is.
        """
        cited, mark = self._cited(source), self._mark

        def work(cancel: Cancel) -> Iterator[object]:
            view = pages.view(self._program, source.path, cancel=cancel)
            places = {
                number: pages.place(self._program, view, one.page, one.start, one.end, one.text)
                for number, one in cited.items()
            }
            yield view, places, mark

        if self._opening is not None:
            self._opening.drop()
        self._opening = Task(work, name="opening a document", parent=self)
        self._opening.item.connect(partial(self._take, is_look=is_look))
        self._opening.failed.connect(self._fail)
        self._opening.start()

    def _take(self, opened: object, *, is_look: bool) -> None:
        assert isinstance(opened, tuple)
        view, cited, mark = opened
        if is_look and view == self._view:
            return
        place = cited[mark]
        if view != self._view:
            self._begin(view, place.page)
        if view.kind is not None:
            self._pane.show_sheets(len(view.sheets))
        else:
            self._pane.show_text()
        self._pane.show_notice(wording.stale(view, place), can_read_again=view.state is FileState.CHANGED)
        self._shower.light(cited, mark)

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
        self._stop()
        if isinstance(error, AssistantError):
            self._pane.show_notice("")
            self._pane.show_failed(wording.sentence(error))
        else:
            self.failed.emit(error)

    # --- what a person does with it

    def _show_found(self, place: object) -> None:
        assert place is None or isinstance(place, Place)
        self._shower.show_found(place)

    def _point(self, number: int, place: int) -> None:
        """A source of an exchange is pointed at; when it is on the page its place there shows itself."""
        if place == self._exchange and self._view is not None:
            self._shower.point(number)

    def _cited(self, source: Source) -> dict[int, Source]:
        """What is marked: the sources of the exchange that stand in this document, by their numbers.

        Words that are no answer, or stand in a document that was opened by itself, have none: 0.
        """
        if not self._mark:
            return {0: source}
        sources = enumerate(self._sources(self._exchange), start=1)
        return {number: one for number, one in sources if one.path == source.path}

    @property
    def _mark(self) -> int:
        """The number that stands beside the words that are shown, 0 for none."""
        is_cited = 0 <= self._exchange < len(self._transcript.exchanges)
        return self._number if is_cited and self._transcript.exchanges[self._exchange].sources else 0

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

        def text() -> str:
            whole = pages.page_text(self._program, view, page)
            return whole[start:] if end < 0 else whole[start:end]

        self._copying = short_task("copying text", text, self)
        self._copying.item.connect(lambda text: QGuiApplication.clipboard().setText(str(text)))
        self._copying.failed.connect(self.failed)
        self._copying.start()
