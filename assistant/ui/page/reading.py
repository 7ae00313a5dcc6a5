"""Brings the text of a document piece by piece: around the place that is read, more as it is scrolled to."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from assistant.services import pages
from assistant.services.pages import Piece, Place, View
from assistant.services.program import Program
from assistant.ui import wording
from assistant.ui.page.text import PageText
from assistant.ui.tasks import Task, short_task

_AHEAD = 60_000
"""Characters that are brought without being asked for: most documents are whole then, and the scroll bar is true."""

_NEAR = 6_000
"""What stands so near to the beginning of its page is read from there: a table is not cut for nothing."""


class Reading(QObject):
    """Works for the text of one document at a time.

    Signals:
        failed(object): an error to be shown.
    """

    failed = Signal(object)

    def __init__(self, program: Program, text: PageText, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._text = program, text
        self._view: View | None = None
        self._running: Task | None = None
        self._in_vain: set[tuple[int, int, bool]] = set()
        text.before_wanted.connect(self._bring_before)
        text.after_wanted.connect(self._bring_after)
        text.anew_wanted.connect(self._begin_at)

    def begin(self, view: View) -> None:
        """Show another document."""
        self.stop()
        self._view = view
        self._text.begin(_captions(view))

    def stop(self) -> None:
        """Nothing is shown any more."""
        self._view = None
        self._text.begin({})
        self._give_up()

    def light(self, cited: Mapping[int, Place], number: int) -> None:
        """Mark the cited words by their numbers, and go to these."""
        self._bring_around(cited[number])
        self._text.light(cited, number)

    def point(self, number: int) -> None:
        """Show which citation is pointed at elsewhere."""
        self._text.point(number)

    def show_found(self, place: Place | None) -> None:
        """Mark words that were searched for, and go there; None marks none."""
        if place is not None:
            self._bring_around(place)
        self._text.show_found(place)

    def _bring_around(self, place: Place) -> None:
        if self._view is None or self._text.holds(place.page, place.start):
            return
        self._begin_at(place)

    def _give_up(self) -> None:
        """What is on its way is not wanted any more."""
        if self._running is not None:
            self._running.drop()
            self._running = None
        self._in_vain.clear()

    def _begin_at(self, place: Place) -> None:
        self._give_up()
        self._text.restart(place)
        self._bring(place.page, place.start if place.start > _NEAR else 0)

    def _bring_before(self, page: int, at: int) -> None:
        if at > 0:
            self._bring(page, at, is_before=True)
        elif (earlier := self._neighbour(page, -1)) is not None:
            self._bring(earlier.number, earlier.length, is_before=True)

    def _bring_after(self, page: int, at: int) -> None:
        sheet = self._view.sheet(page) if self._view is not None else None
        if sheet is not None and at < sheet.length:
            self._bring(page, at)
        elif (later := self._neighbour(page, 1)) is not None:
            self._bring(later.number, 0)

    def _neighbour(self, page: int, step: int) -> pages.Sheet | None:
        """The page before or behind this one that has text."""
        if self._view is None:
            return None
        with_text = [sheet for sheet in self._view.sheets if sheet.length]
        place = next((index for index, sheet in enumerate(with_text) if sheet.number == page), -1) + step
        return with_text[place] if 0 <= place < len(with_text) else None

    def _bring(self, page: int, at: int, *, is_before: bool = False) -> None:
        """One piece at a time: another wish while one is on its way is told again when it has come.

        Where nothing came nobody asks again: a document that was read anew has taken its text along.
        """
        view, wish = self._view, (page, at, is_before)
        if view is None or self._running is not None or wish in self._in_vain:
            return
        if self._text.is_full:
            self._begin_at(self._text.visible_place())
            return

        read = partial(pages.piece, self._program, view, page, at, is_before=is_before)
        task = self._running = short_task("reading a page", read, self)
        self._in_vain.add(wish)
        task.item.connect(lambda piece: self._take(piece, wish))
        task.failed.connect(self.failed)
        task.ended.connect(lambda: self._ended(task))
        task.start()

    def _take(self, piece: object, wish: tuple[int, int, bool]) -> None:
        assert piece is None or isinstance(piece, Piece)
        if piece is not None:
            self._in_vain.remove(wish)
            self._text.add(piece, is_first_of_page=piece.start == 0, is_before=wish[2])

    def _ended(self, task: Task) -> None:
        if self._running is task:
            self._running = None
            self._text.look_for_more()
            self._go_on()

    def _go_on(self) -> None:
        """Bring the rest of a short document."""
        ends = self._text.ends
        if self._running is None and ends is not None and self._text.characters < _AHEAD:
            self._bring_after(ends[1].page, ends[1].end)
            if self._running is None:
                self._bring_before(ends[0].page, ends[0].start)


def _captions(view: View) -> dict[int, str]:
    """What stands above each page: nothing in a document of one."""
    if len(view.sheets) < 2:
        return {}
    return {sheet.number: wording.place(sheet.label, "", 1) for sheet in view.sheets}
