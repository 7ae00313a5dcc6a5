"""Has the visible parts of pages drawn, one after the other, and finds where words stand on them."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject

from assistant.errors import AssistantError
from assistant.pipeline.lines import lines
from assistant.services import pages
from assistant.services.cancel import Cancel
from assistant.services.pages import Place, Tile, View
from assistant.services.program import Program
from assistant.ui import wording
from assistant.ui.page.marks import Lit
from assistant.ui.page.sheets import PageSheets
from assistant.ui.tasks import Task


class Drawing(QObject):
    """Works for the pages of one document at a time."""

    def __init__(self, program: Program, sheets: PageSheets, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._sheets = program, sheets
        self._view: View | None = None
        self._drawing: tuple[Tile, Task] | None = None
        self._placing: Task | None = None
        self._cited: Mapping[int, Place] = {}
        self._measuring: dict[int, Task] = {}
        sheets.needs.connect(self._draw)
        sheets.characters_wanted.connect(self._measure)

    def begin(self, view: View, page: int) -> None:
        """Show another document, from this page on."""
        self.stop()
        self._view, self._cited = view, {}
        self._sheets.show_sheets(view.sheets, page)

    def stop(self) -> None:
        """Nothing is shown any more."""
        self._view = None
        for task in (self._drawing and self._drawing[1], self._placing, *self._measuring.values()):
            if task is not None:
                task.drop()
        self._drawing = self._placing = None
        self._measuring.clear()
        self._sheets.tiles.forget()

    def light(self, cited: Mapping[int, Place], number: int) -> None:
        """Mark the cited words by their numbers, and go to these; until they are found their page is shown."""
        if cited != self._cited:
            self._sheets.forget_lit()
        self._cited = cited
        others = {other: place for other, place in cited.items() if other != number and place.is_there}
        task = self._find({number: cited[number]} | others)
        if task is not None:
            show = self._sheets.light
            task.item.connect(lambda lit: show(lit) if lit.number == number else self._sheets.light_too(lit))
            task.start()

    def point(self, number: int) -> None:
        """Show which citation is pointed at elsewhere."""
        self._sheets.point(number)

    def show_found(self, place: Place | None) -> None:
        """Mark words that were searched for, and go there; None marks none."""
        task = None if place is None else self._find({0: place})
        if place is None or task is None:
            self._sheets.show_found(None)
            return
        task.item.connect(self._sheets.show_found)
        task.start()

    def _find(self, places: Mapping[int, Place]) -> Task | None:
        """A task that finds the lines that spans stand in, each as a `Lit` with its number.

        One that fails has no lines: its page itself says why it cannot be shown.
        """
        view = self._view
        if view is None:
            return None
        if self._placing is not None:
            self._placing.drop()

        def work(cancel: Cancel) -> Iterator[object]:
            for number, one in places.items():
                try:
                    found = pages.characters(self._program, view, one.page, one.start, one.end, cancel=cancel)
                except AssistantError:
                    found = []
                yield Lit(one.page, tuple(lines(box for _, _, box in found)), number)

        self._placing = Task(work, name="finding words on a page", parent=self)
        return self._placing

    def _draw(self) -> None:
        """Have the next part drawn; what was scrolled away is given up."""
        if self._drawing is not None:
            tile, task = self._drawing
            if self._sheets.tiles.is_wanted(tile):
                return
            task.drop()
            self._drawing = None
        view, wanted = self._view, self._sheets.tiles.next_wanted()
        if view is None or wanted is None:
            return

        def work(cancel: Cancel) -> Iterator[object]:
            yield pages.tile(self._program, view, wanted, cancel=cancel)

        task = Task(work, name="drawing a page", parent=self)
        self._drawing = wanted, task
        task.item.connect(lambda pixels: self._sheets.take_tile(wanted, pixels))
        task.failed.connect(lambda error: self._sheets.fail_tile(wanted, wording.sentence(error)))
        task.ended.connect(lambda: self._drawn(task))
        task.start()

    def _drawn(self, task: Task) -> None:
        if self._drawing is not None and self._drawing[1] is task:
            self._drawing = None
            self._draw()

    def _measure(self, page: int) -> None:
        """Where every word of a page stands, so that it can be selected."""
        view = self._view
        sheet = view.sheet(page) if view is not None else None
        if view is None or sheet is None or not sheet.length or page in self._measuring:
            return
        length = sheet.length

        def work(cancel: Cancel) -> Iterator[object]:
            yield pages.characters(self._program, view, page, 0, length, cancel=cancel)

        task = self._measuring[page] = Task(work, name="finding words to select", parent=self)
        task.item.connect(lambda found: self._sheets.take_characters(page, found))
        task.ended.connect(lambda: self._measuring.pop(page, None))
        task.start()
