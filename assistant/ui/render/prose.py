"""What can be set in an answer: words with a look, paragraphs, code, tables; nothing of Qt, nothing that acts."""

from dataclasses import dataclass
from enum import Enum, auto


class Look(Enum):
    """How words are set."""

    PLAIN = auto()
    SOFT = auto()
    STRONG = auto()
    MARKED = auto()
    DECISIVE = auto()
    UNSUPPORTED = auto()
    TAG = auto()
    CODE = auto()
    EMPHASIS = auto()
    STRUCK = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one look; a `badge` stands for a number in a circle, `link` is told when the words are clicked."""

    text: str
    look: Look = Look.PLAIN
    badge: int | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        heading: level of a heading, 0 for none.
        indent: depth in lists and quotations.
        is_close: an entry of a list, which stands close to the one before.
    """

    words: tuple[Words, ...]
    heading: int = 0
    indent: int = 0
    is_close: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is set as it is written, in lines.

    Attributes:
        language: as the writer named it, "" for none.
        is_whole: False while it may still grow.
    """

    text: str
    language: str = ""
    indent: int = 0
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first one their names; `right` are the columns that are set to the right."""

    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    right: frozenset[int] = frozenset()


Part = Paragraph | Code | Table
