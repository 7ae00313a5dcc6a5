"""Data in a tree (JSON, XML) as readable lines: what belongs together in one row, each value with its path.

    {"people": [{"name": "Smith", "address": {"city": "Oslo"}}, {"name": "Jones", ...}]}

    | people | name: Smith | address.city: Oslo |
    | people | name: Jones | ...

A small branch joins the row of the branch that holds it; branches of the same name beside each other get a row each.
Long text is a paragraph of its own.
"""

from dataclasses import dataclass, field

from assistant.reading import guards, rows
from assistant.reading.layout import Layout
from assistant.reading.source import Clock

_ROW_CHARACTERS = 400
"""A row beyond this is cut: about 100 tokens, two or three rows a chunk."""
_LONG_CHARACTERS = 200
_PATH_NAMES = 4
_CHECK_EVERY = 1_000

Pairs = list[tuple[str, str]]


@dataclass
class _Branch:
    name: str
    pairs: Pairs = field(default_factory=list)
    branches: list[tuple[str, Pairs]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    size: int = 0
    is_list: bool = False
    is_shown: bool = False


class Tree:
    """Grows from the events of a reader: a branch begins, has values and branches, ends."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._events = 0
        self._layout = Layout()
        self._open = [_Branch("")]

    @property
    def length(self) -> int:
        """Code points of text so far."""
        return self._layout.length

    @property
    def depth(self) -> int:
        """How many branches are open."""
        return len(self._open) - 1

    def begin(self, name: str) -> None:
        """A branch begins."""
        self._open.append(_Branch(rows.short_name(name)))

    def value(self, name: str, text: str) -> None:
        """A value of the branch that is open; nothing happens when it is only white space.

        Raises:
            TookTooLong: the limit is passed.
        """
        self._count()
        text = text.strip()
        if not text:
            return
        branch = self._open[-1]
        if len(text) > _LONG_CHARACTERS:
            self._show()
            self._layout.paragraph(text)
            return
        branch.pairs.append((rows.short_name(name), text))
        branch.size += len(name) + len(text)
        if branch.size > _ROW_CHARACTERS:
            self._show()

    def text(self, text: str) -> None:
        """A paragraph that is no value: its line breaks are kept."""
        self._show()
        self._layout.lines(text)

    def take_values(self) -> str:
        """The values of the open branch that are not shown yet, as text; they are gone then."""
        branch = self._open[-1]
        pairs, branch.pairs = branch.pairs, []
        return " ".join(text for _, text in pairs)

    def end(self) -> None:
        """The open branch ends.

        Raises:
            TookTooLong: the limit is passed.
        """
        self._count()
        branch = self._open[-1]
        if branch.is_shown or branch.size > _ROW_CHARACTERS:
            self._show()
            self._open.pop()
            self._open[-1].is_shown = True
            return
        self._open.pop()
        pairs = branch.pairs + [(_joined(name, key), text) for name, inner in branch.branches for key, text in inner]
        if not pairs:
            return
        parent = self._open[-1]
        parent.is_list = parent.is_list or branch.name in parent.names
        parent.names.add(branch.name)
        parent.branches.append((branch.name, pairs))
        parent.size += branch.size
        if parent.is_list or parent.size > _ROW_CHARACTERS:
            self._show()

    def result(self) -> str:
        """The text; branches that are still open end here."""
        self._show()
        return guards.clean(self._layout.result()[0])

    def _count(self) -> None:
        self._events += 1
        if self._events % _CHECK_EVERY == 1:
            self._clock.check()

    def _show(self) -> None:
        """Rows for all that is waiting, the outermost first: it stands first in the file."""
        path: list[str] = []
        for branch in self._open:
            path.append(branch.name)
            if branch.pairs:
                self._row(path, branch.pairs)
            for name, pairs in branch.branches:
                self._row([*path, name], pairs)
            branch.is_shown = branch.is_shown or bool(branch.pairs or branch.branches)
            branch.pairs, branch.branches, branch.size = [], [], 0

    def _row(self, path: list[str], pairs: Pairs) -> None:
        place = ".".join([name for name in path if name][-_PATH_NAMES:])
        cells = [f"{name}: {text}" if name else text for name, text in pairs]
        self._layout.row([place, *cells] if place else cells)


def _joined(name: str, key: str) -> str:
    return f"{name}.{key}" if name and key else name or key
