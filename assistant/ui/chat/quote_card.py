"""A quote as a card: its words in serif, marked, and where they stand; the whole card shows the page."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QEnterEvent, QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from assistant.ui import wording
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme
from assistant.ui.render.prose import Look, Words
from assistant.ui.render.rich_text import Badge, RichText
from assistant.ui.source import Source

_MOST_CHARACTERS = 600
"""A quote that is longer (a table's row, a page without stops) is cut in its card; the page shows all of it."""
_LONGEST_NAME = 48
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuoteCard(QPushButton):
    """One source.

    Signals:
        pointed_at(int): its number while the pointer is over it or it has the focus, then 0.

    `clicked` says that it is to be shown on its page.
    """

    pointed_at = Signal(int)

    def __init__(self, theme: Theme, source: Source, number: int) -> None:
        super().__init__()
        self.number = number
        self.setProperty("look", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        text = RichText(theme, serif=True, size_px=tokens.QUOTE_PX)
        words = quote_words(source, is_marked=number > 0)
        text.show_words(words)
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        where = wording.source_place(source)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 10)
        whole.setSpacing(6)
        whole.addWidget(text)
        whole.addLayout(self._foot(theme, source, where))
        for child in (text, *self.findChildren(QLabel), *self.findChildren(Badge)):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        said = "".join(one.text for one in words)
        self._name_it(source, where, said)
        copy = QAction(self.tr("Copy the quote"), self)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(said))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _foot(self, theme: Theme, source: Source, where: str) -> QHBoxLayout:
        name = QLabel(_shortened(wording.file_name(source.path)))
        name.setProperty("look", "link")
        name.setTextFormat(Qt.TextFormat.PlainText)
        place = QLabel(f"· {where}")
        place.setProperty("look", "soft")
        place.setTextFormat(Qt.TextFormat.PlainText)
        place.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(8)
        if self.number:
            line.addWidget(Badge(self.number, theme), alignment=Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(name)
        line.addWidget(place, 1)
        return line

    def _name_it(self, source: Source, where: str, said: str) -> None:
        fields = {"number": self.number, "file": wording.file_name(source.path), "place": where}
        shown = self.tr("Source {number}: {file}, {place}") if self.number else self.tr("Nearest: {file}, {place}")
        self.setAccessibleName(shown.format(**fields))
        self.setAccessibleDescription(said)
        self.setToolTip(wording.tool_tip(wording.path_text(source.path)))

    def set_on(self, *, is_on: bool) -> None:
        """Show that this is the one pointed at, or the one on the page."""
        if bool(self.property("on")) != is_on:
            self.setProperty("on", is_on)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt
        """Enter shows it, as a click does."""
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt
        """Its badge elsewhere shows itself too."""
        super().enterEvent(event)
        self.pointed_at.emit(self.number)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt
        """No longer."""
        super().leaveEvent(event)
        self.pointed_at.emit(0)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt
        """Coming to it by key is pointing at it."""
        super().focusInEvent(event)
        self.pointed_at.emit(self.number)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt
        """No longer."""
        super().focusOutEvent(event)
        self.pointed_at.emit(0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt
        """That of what is in it: a button has none of its own for that."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt
        """Likewise."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()


def quote_words(source: Source, *, is_marked: bool) -> list[Words]:
    """The words of a source, marked, the decisive ones stronger; those that only come near are not."""
    if source.text is None:
        return [Words(wording.tr("These words are no longer in your documents."), Look.SOFT)]
    text = _without_bars(source.text)
    if not is_marked:
        return _cut([Words(_flowing(text.strip()), Look.SOFT)])
    words: list[Words] = []
    at = len(text) - len(text.lstrip())
    for start, end in source.decisive:
        words += [Words(_flowing(text[at:start]), Look.MARKED), Words(_flowing(text[start:end]), Look.DECISIVE)]
        at = end
    words.append(Words(_flowing(text[at:].rstrip()), Look.MARKED))
    if source.after:
        words.append(Words(" " + _flowing(source.after)))
    return _cut([one for one in words if one.text])


def _without_bars(text: str) -> str:
    """Rows of a table without their bars, and what was joined to them; every character stays where it is."""
    if not text.startswith("| "):
        return text
    return "\n".join(_cells(line) if line.startswith("|") else line for line in text.split("\n"))


def _cells(row: str) -> str:
    """The cells of a row; each bar becomes one other character."""
    cells = f" {row[1:]}"
    return (f"{cells[:-1]} " if cells.endswith("|") else cells).replace(" | ", " · ")


def _cut(words: Sequence[Words]) -> list[Words]:
    left, kept = _MOST_CHARACTERS, []
    for one in words:
        if len(one.text) > left:
            kept.append(Words(one.text[:left].rstrip() + "…", one.look))
            break
        kept.append(one)
        left -= len(one.text)
    return kept


def _flowing(text: str) -> str:
    """The text without the line ends of its page; a space at either end stays one."""
    joined = " ".join(text.replace("\u00ad\n", "").replace("\u00ad", "").split())
    before = " " if text[:1].isspace() and joined else ""
    after = " " if text[-1:].isspace() and joined else ""
    return f"{before}{joined}{after}" or (" " if text else "")


def _shortened(name: str) -> str:
    """The name with its middle left out: the end tells what kind of file it is."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 14]}…{name[-13:]}"
