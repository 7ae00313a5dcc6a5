"""The panel under the name of the model: which models there are, what is known of them, another one."""

import os

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from assistant.services.models import Listed, State
from assistant.ui import wording
from assistant.ui.controls.inputs import button, line, plain
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme
from assistant.ui.models.choice import ModelChoice

_WIDTH_PX = 420
_BESIDE_PX = 2 * 16 + 40
"""What is beside the words of a row: the panel's margins, the button with more."""
_BETWEEN_PX = 4
_MOST_HEIGHT_PX = 300
"""Of the list; a longer one scrolls."""


class ModelsPanel(QWidget):
    """Opens under the header and closes when something else is clicked.

    Signals:
        add_wanted(): the person wants to choose a model file.
        facts_wanted(str): say what the file of this model says of itself; `show_facts` takes it.
    """

    add_wanted = Signal()
    facts_wanted = Signal(str)

    def __init__(self, theme: Theme, choice: ModelChoice, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._theme, self._choice = theme, choice
        self._rows: list[ModelRow] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # the corners of the card are round
        self.setAccessibleName(self.tr("Models"))
        card = QFrame()
        card.setProperty("look", "card")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        title = QLabel(self.tr("The model that writes"))
        title.setProperty("look", "strong")
        what = plain(self.tr("It only writes. What your files say is found, and every sentence checked, without it."))
        self._chat, self._embedding = QVBoxLayout(), QVBoxLayout()
        self._chat.setSpacing(_BETWEEN_PX)
        self._embedding.setSpacing(_BETWEEN_PX)
        self._embedding_title = QLabel(self.tr("Search by meaning"))
        self._embedding_title.setProperty("look", "strong")
        self._note = plain(
            self.tr(
                "Drafts only: too small to find the answer in whole pages. It is given the quotes alone, and what "
                "no file says is marked."
            )
        )
        self._add = button(self.tr("Add a model file…"), "plain", self.add_wanted.emit)
        drop = plain(self.tr("A GGUF file. It can also be dropped on the window; it stays where it is."), "smallest")
        whole = QVBoxLayout(card)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(8)
        whole.addWidget(title)
        whole.addWidget(what)
        whole.addWidget(self._scrolling())
        whole.addWidget(self._progress())
        whole.addWidget(self._trouble())
        whole.addWidget(self._note)
        whole.addWidget(line())
        whole.addWidget(self._add, alignment=Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(drop)
        choice.changed.connect(self.show_state)
        self.show_state()

    def open_under(self, opener: QWidget) -> None:
        """Show it, its right edge under that of the button that opened it."""
        self.show_state()
        self.adjustSize()
        corner = opener.mapToGlobal(QPoint(opener.width(), opener.height() + 6))
        self.move(max(0, corner.x() - self.width()), corner.y())
        self.show()
        for row in self._rows:
            if row.button.isChecked():
                row.button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt
        """Esc closes it, like a menu."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt
        """Nothing is painted behind the round corners, also where no window can be seen through."""
        super().resizeEvent(event)
        corners = QPainterPath()
        corners.addRoundedRect(QRectF(self.rect()), tokens.CARD_RADIUS, tokens.CARD_RADIUS)
        self.setMask(QRegion(corners.toFillPolygon().toPolygon()))

    def show_state(self) -> None:
        """What holds now."""
        choice = self._choice
        self._fill(choice.listed)
        working = choice.working
        self._doing.setVisible(working is not None)
        if working is not None:
            self._doing_text.setText(f"{working.name}: {working.doing}")
            self._bar.setRange(0, 0 if working.share is None else 1000)
            self._bar.setValue(round(1000 * (working.share or 0)))
            self._bar.setAccessibleName(f"{working.name}: {working.doing}")
            self._stop.setVisible(working.can_stop)
        self._problem.setVisible(bool(choice.problem))
        self._problem_text.setText(choice.problem)
        self._again.setVisible(choice.try_again is not None)
        self._add.setEnabled(working is None)
        self._note.setVisible(any(one.model.drafts_only for one in choice.listed))
        self._fit()

    def show_facts(self, model_id: str, facts: str) -> None:
        """Under its row."""
        for row in self._rows:
            if row.listed.model.id == model_id:
                row.show_facts(facts)
        self._fit()

    # --- parts

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN_PX)
        column.addLayout(self._chat)
        column.addWidget(self._embedding_title)
        column.addLayout(self._embedding)
        column.addStretch(1)
        self._list = QScrollArea()
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setWidget(inside)
        return self._list

    def _progress(self) -> QWidget:
        self._doing = QWidget()
        self._doing_text = plain("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = button(self.tr("Stop"), "quiet", self._choice.stop)
        head = QHBoxLayout()
        head.addWidget(self._doing_text, 1)
        head.addWidget(self._stop)
        column = QVBoxLayout(self._doing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._bar)
        return self._doing

    def _trouble(self) -> QFrame:
        self._problem = QFrame()
        self._problem.setProperty("look", "notice")
        self._problem_text = plain("", "warn")
        self._again = button(self.tr("Try again"), "plain", self._try_again)
        column = QVBoxLayout(self._problem)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._problem_text)
        column.addWidget(self._again, alignment=Qt.AlignmentFlag.AlignLeft)
        return self._problem

    def _try_again(self) -> None:
        if self._choice.try_again is not None:
            self._choice.try_again()

    def _fill(self, listed: tuple[Listed, ...]) -> None:
        has_choice = sum(one.model.kind == "embedding" for one in listed) > 1
        shown = [one for one in listed if one.model.kind == "chat" or has_choice]
        self._embedding_title.setVisible(has_choice)
        if [row.listed for row in self._rows] == shown:
            return
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [ModelRow(self._theme, one) for one in shown]
        for row in self._rows:
            (self._chat if row.listed.model.kind == "chat" else self._embedding).addWidget(row)
            row.show()  # now, for the height of the list depends on it
            row.chosen.connect(self._choose)
            row.forgotten.connect(self._choice.forget)
            row.facts_wanted.connect(self.facts_wanted)
        self._fit()

    def _fit(self) -> None:
        """As high as its rows, to a limit."""
        width = round(_WIDTH_PX * self._theme.text_scale)
        self.setFixedWidth(width)
        height = sum(row.fit(width - _BESIDE_PX) + _BETWEEN_PX for row in self._rows)
        if not self._embedding_title.isHidden():
            height += self._embedding_title.sizeHint().height() + 2 * _BETWEEN_PX
        self._list.setFixedHeight(min(height, round(_MOST_HEIGHT_PX * self._theme.text_scale)))
        self.adjustSize()

    def _choose(self, listed: object) -> None:
        assert isinstance(listed, Listed)
        if listed.model.kind == "chat":
            self._choice.choose(listed.model.id)
        elif not listed.in_use:
            self._choice.choose_embedding(listed.model.id)


class ModelRow(QWidget):
    """A model: its name, what is known of it, a mark when it is in use.

    Signals:
        chosen(object): the `Listed` that is to be used.
        forgotten(str), facts_wanted(str): the id of the model.
    """

    chosen = Signal(object)
    forgotten = Signal(str)
    facts_wanted = Signal(str)

    def __init__(self, theme: Theme, listed: Listed) -> None:
        super().__init__()
        self.listed, self._theme = listed, theme
        about = described(listed)
        name = plain(listed.model.name, "strong")
        self._about = plain(about, "warn" if listed.state in (State.GONE, State.CHANGED) else "smallest")
        for label in (name, self._about):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark = QLabel()
        self._mark.setFixedWidth(24)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.button = QPushButton()
        self.button.setProperty("look", "row")
        self.button.setCheckable(True)
        self.button.setChecked(listed.in_use)
        in_use = self.tr("in use") if listed.in_use else ""
        self.button.setAccessibleName(", ".join(part for part in (listed.model.name, in_use, about) if part))
        self.button.clicked.connect(self._choose)
        self.button.setEnabled(listed.state is not State.GONE or listed.in_use)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(name)
        words.addWidget(self._about)
        inside = QHBoxLayout(self.button)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self._mark)
        inside.addLayout(words, 1)
        self._inside = inside
        self.more = QPushButton()
        self.more.setProperty("look", "icon")
        self.more.setAccessibleName(self.tr("What can be done with {name}").format(name=listed.model.name))
        self.more.clicked.connect(self._open_menu)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self.button, 1)
        whole.addWidget(self.more)
        theme.changed.connect(self._paint)
        self._paint()

    def show_facts(self, facts: str) -> None:
        """More of it than size and language."""
        self._about.setText(facts)

    def fit(self, width: int) -> int:
        """As high as its words at this width of the button, in pixels; gives that height."""
        height = self._inside.heightForWidth(width)
        self.button.setFixedHeight(height)
        return height

    def _paint(self) -> None:
        self.more.setIcon(self._theme.icon("more", self._theme.colours.soft))
        if self.listed.in_use:
            self._mark.setPixmap(self._theme.icon("good", self._theme.colours.accent).pixmap(20, 20))

    def _choose(self) -> None:
        self.button.setChecked(self.listed.in_use)  # marked when it is in use, and not before
        self.chosen.emit(self.listed)

    def _open_menu(self) -> None:
        menu, model = QMenu(self), self.listed.model
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("What it is")).triggered.connect(lambda: self.facts_wanted.emit(model.id))
        if not self.listed.is_default:
            menu.addAction(self.tr("Take it off the list")).triggered.connect(lambda: self.forgotten.emit(model.id))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


def described(listed: Listed) -> str:
    """A model in a line: where it comes from, its size, what it writes, what is wrong with it."""
    if listed.state is State.GONE:
        path = wording.path_text(os.fsencode(listed.model.path))
        return wording.tr("Its file is not there any more: {path}", path=path)
    if listed.state is State.CHANGED:
        return wording.tr("Its file was changed since it was added. Add it again to use it.")
    model = listed.model
    parts = [wording.tr("comes with Footnote")] if listed.is_default else []
    parts += [wording.size(listed.size_bytes)] if listed.size_bytes else [wording.tr("is made at the first start")]
    if model.kind == "chat" and model.languages:
        parts.append(wording.tr("writes {languages}", languages=wording.languages(model.languages)))
    if model.drafts_only:
        parts.append(wording.tr("drafts only"))
    return " · ".join(parts)


