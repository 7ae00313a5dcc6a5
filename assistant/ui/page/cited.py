"""Which words of a document's text are marked: cited ones by their numbers, and what was searched for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QColor

from assistant.services.pages import Place
from assistant.ui.look.tokens import Colours
from assistant.ui.page.paint import faint


@dataclass(slots=True)
class Cited:
    """What is marked.

    Attributes:
        places: of the citations, by their numbers; 0 is that of words without one.
        shown: the number of the citation that is shown.
        pointed: the number of the one that is pointed at, 0 for none.
        found: what was searched for.
    """

    places: Mapping[int, Place] = field(default_factory=dict)
    shown: int = 0
    pointed: int = 0
    found: Place | None = None

    @property
    def place(self) -> Place | None:
        """Of the citation that is shown."""
        return self.places.get(self.shown)

    def grounds(self, colours: Colours) -> Iterator[tuple[Place, QColor]]:
        """Every place that is marked, and its colour: faint, but for the one that is shown or pointed at."""
        for number, place in self.places.items():
            if number and number == self.pointed:
                yield place, QColor(colours.decisive)
            else:
                yield place, QColor(colours.mark) if number == self.shown else faint(colours.mark, colours.page)
        if self.found is not None:
            yield self.found, QColor(colours.decisive)
