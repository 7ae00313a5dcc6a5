"""The words of an answer on screen: prose, tables and code below each other, set once and then only added to."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from assistant.ui import wording
from assistant.ui.look.theme import Theme
from assistant.ui.render.code_view import CodeView
from assistant.ui.render.markdown import Markdown
from assistant.ui.render.prose import Code, Paragraph, Part, Table, Words
from assistant.ui.render.rich_text import RichText
from assistant.ui.render.table_view import TableView

_SLICE = 3_000
"""Characters of a long text that are set at once; about 15 ms on the reference machine."""
MOST_CHARACTERS = 40_000
"""A longer answer is shown to here until more of it is asked for: twelve pages."""
_MOST_EVER = 100_000
"""More than any model writes at once; what is longer can be copied."""
_TOGETHER = 6_000
"""Characters of paragraphs that stand in one text: what is set anew when something is added stays small."""

_Group = list[Paragraph] | Code | Table


class AnswerBody(QWidget):
    """The words of one answer.

    Signals:
        cited(int), pointed_at(int), link_wanted(str): as of `RichText`.
    """

    cited = Signal(int)
    pointed_at = Signal(int)
    link_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._markdown = Markdown()
        self._text, self._is_whole = "", True
        self._shown_to = 0
        self._most = MOST_CHARACTERS
        self._views: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._all = QPushButton()
        self._all.setProperty("look", "quiet")
        self._all.clicked.connect(self._show_all)
        self._all.hide()
        self._column.addWidget(self._all)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def show_markdown(self, text: str, *, is_whole: bool) -> None:
        """Show an answer of a model; a long one comes slice by slice, with the window's turn in between."""
        if (text, is_whole) != (self._text, self._is_whole):
            self._text, self._is_whole = text, is_whole
            if not self._timer.isActive():
                self._go_on()

    def light(self, number: int) -> None:
        """Show that the source of this number is pointed at; 0 for none."""
        for view in self._views:
            if isinstance(view, RichText):
                view.light(number)

    def show_words(self, words: Sequence[Words]) -> None:
        """Show one paragraph."""
        self._show_groups([[Paragraph(tuple(words))]])

    def _go_on(self) -> None:
        end = min(len(self._text), self._most)
        self._shown_to = min(end, self._shown_to + _SLICE)
        is_whole = self._is_whole and self._shown_to == len(self._text)
        self._show_groups(list(_grouped(self._markdown.parts(self._text[: self._shown_to], is_whole=is_whole))))
        self._all.setVisible(len(self._text) > self._most)
        self._all.setEnabled(self._most < _MOST_EVER)
        shown = self.tr("Show more ({shown} of {count} characters are shown)")
        if self._most == _MOST_EVER:
            shown = self.tr("{shown} of {count} characters are shown. Copying takes all of them.")
        self._all.setText(shown.format(shown=wording.number(self._most), count=wording.number(len(self._text))))
        if self._shown_to < end:
            self._timer.start()

    def _show_all(self) -> None:
        self._most = _MOST_EVER
        self._go_on()

    def _show_groups(self, groups: Sequence[_Group]) -> None:
        for place, group in enumerate(groups):
            kind = _kind(group)
            if place < len(self._views) and type(self._views[place]) is not kind:
                self._remove_from(place)
            if place == len(self._views):
                self._add(kind(self._theme))
            self._show(self._views[place], group)
        self._remove_from(len(groups))

    def _show(self, view: QWidget, group: _Group) -> None:
        if isinstance(view, CodeView) and isinstance(group, Code):
            view.show_code(group)
        elif isinstance(view, TableView) and isinstance(group, Table):
            view.show_table(group)
        elif isinstance(view, RichText) and isinstance(group, list):
            view.show_paragraphs(group)

    def _add(self, view: CodeView | RichText) -> None:
        if isinstance(view, RichText):
            view.setAccessibleName(self.tr("Answer"))
            view.cited.connect(self.cited)
            view.pointed_at.connect(self.pointed_at)
            view.link_wanted.connect(self.link_wanted)
        else:
            view.copy_wanted.connect(lambda: self._copy_code(view))
        self._column.insertWidget(len(self._views), view)
        view.show()  # now, and not at the next turn: its height is asked for before that
        self._views.append(view)

    def _copy_code(self, view: CodeView) -> None:
        """The code as it was written, though only the beginning of the answer may be shown."""
        place = [one for one in self._views if isinstance(one, CodeView)].index(view)
        codes = [part for part in Markdown().parts(self._text) if isinstance(part, Code)]
        QGuiApplication.clipboard().setText(codes[place].text)
        view.say_copied()

    def _remove_from(self, place: int) -> None:
        for view in self._views[place:]:
            view.hide()
            view.deleteLater()
        del self._views[place:]


def _kind(group: _Group) -> type[CodeView | RichText]:
    if isinstance(group, Code):
        return CodeView
    return TableView if isinstance(group, Table) else RichText


def _grouped(parts: Sequence[Part]) -> Iterator[_Group]:
    """Paragraphs that follow each other stand in one text, so that they can be selected together."""
    run: list[Paragraph] = []
    length = 0
    for part in parts:
        is_prose = isinstance(part, Paragraph)
        if run and (not is_prose or length > _TOGETHER):
            yield run
            run, length = [], 0
        if isinstance(part, Paragraph):
            run.append(part)
            length += sum(len(words.text) for words in part.words)
        else:
            yield part
    if run:
        yield run
