"""Words of a drawn page that a person selects by dragging over them."""

from assistant.pipeline.lines import Box, Places, lines

Character = tuple[int, int, Box]
"""Start and end in the page's text, and the box of a character or a word, in the unit of the page."""


class Selection:
    """What is selected: nothing, or a span of one page. Points are in the unit of the page."""

    def __init__(self) -> None:
        self._characters: dict[int, list[Character]] = {}
        self._places: dict[int, Places] = {}
        self._boxes: list[Box] = []
        self._ends: tuple[tuple[float, float], tuple[float, float]] | None = None
        self._page = 0
        self.span: tuple[int, int, int] | None = None
        """Page, start and end of the selected text."""

    def begin(self, page: int, point: tuple[float, float]) -> bool:
        """Something may be selected from this point on; True when the characters of the page are not known."""
        self.span, self._page, self._ends = None, page, (point, point)
        self._boxes = []
        return page not in self._characters

    def extend(self, point: tuple[float, float]) -> None:
        """Select as far as this point."""
        if self._ends is not None:
            self._ends = self._ends[0], point
            self._choose()

    def take(self, page: int, characters: list[Character]) -> None:
        """Where the characters of a page stand."""
        self._characters[page] = characters
        self._places[page] = Places([box for _, _, box in characters])
        if page == self._page and self._ends is not None and self._ends[0] != self._ends[1]:
            self._choose()

    @property
    def page(self) -> int:
        """The page that the selection began on."""
        return self._page

    def boxes(self) -> list[Box]:
        """Of the selected lines."""
        return self._boxes

    def _choose(self) -> None:
        characters = self._characters.get(self._page)
        if not characters or self._ends is None:
            return
        places = self._places[self._page]
        chosen = [characters[places.nearest(*point)] for point in self._ends]
        start, end = min(one[0] for one in chosen), max(one[1] for one in chosen)
        if self.span != (self._page, start, end):
            self.span = self._page, start, end
            self._boxes = lines(box for first, last, box in characters if first < end and start < last)
