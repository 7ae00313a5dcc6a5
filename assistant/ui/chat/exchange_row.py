"""A question and its answer in the transcript: the bubble, the quotes as cards, the draft, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from assistant.errors import ModelError, NothingToAsk
from assistant.ui import wording
from assistant.ui.chat.answer_body import AnswerBody
from assistant.ui.chat.answer_foot import AnswerFoot
from assistant.ui.chat.exchange import Exchange, Stage
from assistant.ui.chat.quote_card import QuoteCard
from assistant.ui.controls.notice import Notice
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme
from assistant.ui.render.prose import Look, Words
from assistant.ui.source import Source

_MOST_ASKED = 4_000
"""A longer question is cut in its bubble; the model and the search get all of it."""
_WIDEST_ASKED_PX = round(tokens.COLUMN_PX * 0.85) - 32


class ExchangeRow(QWidget):
    """One exchange.

    Signals:
        source_wanted(object): a `Source` is to be shown on its page.
        pointed_at(int): the source of that number is pointed at, at its badge or its card; 0 for none.
        action_wanted(str): what `AnswerFoot` offers, "models" or "add".
        link_wanted(str): the address of a link in an answer.
    """

    source_wanted = Signal(object)
    pointed_at = Signal(int)
    action_wanted = Signal(str)
    link_wanted = Signal(str)

    def __init__(self, theme: Theme, exchange: Exchange, *, is_last: bool) -> None:
        super().__init__()
        self._theme, self._exchange, self._is_last = theme, exchange, is_last
        self._cards: list[QuoteCard] = []
        self._shown_sources: tuple[Source, ...] | None = None
        self._on_page = 0
        self._bubble = _Bubble(theme, exchange.question)
        self._understood = _label()
        self._verdict = Notice()
        self._status = _label()
        self._quotes = QVBoxLayout()
        self._quotes.setSpacing(10)
        self._drafted = _label()
        self._drafted.setContentsMargins(0, 0, 0, 2)
        self._body = AnswerBody(theme)
        self._body.cited.connect(self._show_number)
        self._body.pointed_at.connect(self._point_at)
        self._body.link_wanted.connect(self.link_wanted)
        self._more = QVBoxLayout()
        self._more.setSpacing(10)
        self._aside = _label()
        self._notice = Notice()
        self._notice.action_wanted.connect(self.action_wanted)
        self._foot = AnswerFoot()
        self._foot.action_wanted.connect(self.action_wanted)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Show the exchange as it is now."""
        one = self._exchange
        _say(self._understood, self.tr("Understood as: {question}").format(question=one.understood), one.understood)
        self._refresh_status()
        self._refresh_sources()
        self._refresh_text()
        self._refresh_notice()
        self._foot.show_for(one, is_last=self._is_last)
        self.updateGeometry()

    def set_last(self, *, is_last: bool) -> None:
        """Only the last question can be edited."""
        self._is_last = is_last
        self._foot.show_for(self._exchange, is_last=is_last)

    def light(self, number: int) -> None:
        """Show which source is on the page beside the answer; 0 for none."""
        self._on_page = number
        self._show_on(number)

    def point(self, number: int) -> None:
        """Show which source is pointed at, at its badge, its card or its place; 0 for none."""
        self._show_on(number or self._on_page)
        self._body.light(number)

    def source(self, number: int) -> Source | None:
        """The source of that number."""
        return self._exchange.sources[number - 1] if 0 < number <= len(self._exchange.sources) else None

    # --- parts

    def _lay_out(self) -> None:
        bubble_line = QHBoxLayout()
        bubble_line.addStretch(1)
        bubble_line.addWidget(self._bubble)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 8)
        whole.setSpacing(6)
        whole.addLayout(bubble_line)
        whole.addWidget(self._understood)
        whole.addSpacing(8)
        whole.addWidget(self._verdict)
        whole.addWidget(self._status)
        whole.addLayout(self._quotes)
        whole.addSpacing(8)
        whole.addWidget(self._drafted)
        whole.addWidget(self._body)
        whole.addLayout(self._more)
        whole.addWidget(self._aside)
        whole.addWidget(self._notice)
        whole.addWidget(self._foot)

    def _refresh_status(self) -> None:
        """What the search gave: a line when it found something, a box when it did not."""
        one = self._exchange
        status = title = text = ""
        if not one.from_documents:
            is_quiet = one.is_over or one.text or one.tail
            status = "" if is_quiet else self.tr("{model} is thinking…").format(model=one.model)
        elif one.is_erased:
            status = self.tr("This answer went with the library its words came from.")
        elif one.stage is Stage.WAITING:
            status = self.tr("Looking through your documents…")
        elif one.quotes and one.found is None and one.coverage is not None:
            title = self.tr("Perhaps in your documents.")
            text = wording.searched(one.coverage, one.searched_in)
        elif one.quotes:
            status = self.tr("Found in your documents")
        elif one.coverage is not None or (one.stage is not Stage.FAILED and one.stopped != "cancelled"):
            title = self.tr("Nothing found yet.") if one.found is None else self.tr("Not in your documents.")
            text = wording.searched(one.coverage, one.searched_in)
        _say(self._status, status, status)
        self._verdict.say(title, text)

    def _refresh_sources(self) -> None:
        one = self._exchange
        quoted = one.sources[: one.quotes] or one.nearest
        more = one.sources[one.quotes :]
        shown = (*quoted, *more)
        if shown == self._shown_sources:
            return
        before = () if self._shown_sources is None else self._shown_sources
        self._shown_sources = shown
        if before != shown[: len(before)] or not one.quotes:
            self._clear_cards()
            before = ()
        if one.nearest and not one.quotes:
            nearest = _label()
            nearest.setText(self.tr("Nearest passages"))
            nearest.setContentsMargins(0, 10, 0, 0)
            self._quotes.addWidget(nearest)
            nearest.show()
        for number, source in enumerate(shown[len(before) :], start=len(before) + 1):
            layout = self._quotes if number <= len(quoted) else self._more
            self._add_card(layout, source, number if one.quotes else 0)

    def _clear_cards(self) -> None:
        for layout in (self._quotes, self._more):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
        self._cards = []

    def _add_card(self, layout: QVBoxLayout, source: Source, number: int) -> None:
        card = QuoteCard(self._theme, source, number)
        card.clicked.connect(lambda _checked=False: self.source_wanted.emit(source))
        card.pointed_at.connect(self._point_at)
        self._cards.append(card)
        layout.addWidget(card)
        card.show()  # now, and not at the next turn: its height is asked for before that

    def _refresh_text(self) -> None:
        one = self._exchange
        written: object = one.sentences or one.tail or (one.text and not one.from_documents)
        self._body.setVisible(bool(written))
        if not one.from_documents:
            self._refresh_reply(one.text or one.tail)
            return
        if written:
            self._body.show_words(self._draft_words())
        drafted = self.tr("Draft by {model}, checked sentence by sentence").format(model=one.model)
        thinking = self.tr("{model} is thinking…").format(model=one.model)
        is_thinking = one.thoughts and not written and not one.is_over
        _say(self._drafted, thinking if is_thinking else drafted, written or is_thinking)

    def _refresh_reply(self, written: str) -> None:
        one = self._exchange
        if written:
            self._body.show_markdown(written, is_whole=one.is_over)
        origin = self.tr("From the model, not from your files")
        if one.is_about_answer:
            origin = self.tr("From the model, about its last answer")
        _say(self._drafted, f"{origin} · {one.model}" if one.model else origin, written)

    def _draft_words(self) -> list[Words]:
        words: list[Words] = []
        for text, numbers in self._exchange.sentences:
            words += [Words(text, Look.PLAIN if numbers else Look.UNSUPPORTED), Words(" ")]
            for number in numbers:
                words += [Words("", badge=number), Words(" ")]
            if not numbers:
                words += [Words(f"\u00a0{self.tr('not in your documents')}\u00a0", Look.TAG), Words(" ")]
        if self._exchange.tail:
            words.append(Words(self._exchange.tail, Look.SOFT))
        return words

    def _refresh_notice(self) -> None:
        """What has to be known of the answer: a line; a box where something is to be decided."""
        one = self._exchange
        said: list[str] = []
        sentence, actions = "", self._ways_out()
        if one.turns_left_out:
            said.append(wording.left_out(one.turns_left_out))
        if not one.writes_language:
            said.append(self.tr("{model} does not write this language well.").format(model=one.model))
        if one.error is not None:
            sentence = wording.sentence(one.error)
        elif one.broke_off:
            sentence = one.stopped
        elif one.stopped and not one.is_erased:
            said.append(wording.stopped(one.stopped))
        _say(self._aside, "\n".join(said), said)
        self._notice.say("", sentence, actions if sentence else ())

    def _ways_out(self) -> Sequence[tuple[str, str]]:
        """The buttons that do what an error advises."""
        if self._exchange.error is None:
            return (("again", self.tr("Ask again")), ("models", self.tr("Choose another model")))
        if isinstance(self._exchange.error, ModelError):
            return (("models", self.tr("Choose a model")), ("again", self.tr("Ask again")))
        if isinstance(self._exchange.error, NothingToAsk):
            return (("add", self.tr("Add a folder")),)
        return (("again", self.tr("Ask again")),)

    def _show_number(self, number: int) -> None:
        source = self.source(number)
        if source is not None:
            self.source_wanted.emit(source)

    def _point_at(self, number: int) -> None:
        self.point(number)
        self.pointed_at.emit(number)

    def _show_on(self, number: int) -> None:
        for place, card in enumerate(self._cards, start=1):
            card.set_on(is_on=place == number)


class _Bubble(QFrame):
    """What the person asked."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self.setProperty("look", "question")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        label = _Asked(theme, text)
        label.setAccessibleName(self.tr("You asked: {text}").format(text=text))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 16, 10)
        whole.addWidget(label)


class _Asked(QLabel):
    """The words of a question: in one line where there is room."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text if len(text) <= _MOST_ASKED else text[:_MOST_ASKED] + "…")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFont(theme.sans(tokens.TEXT_PX))
        self._natural = min(self.fontMetrics().size(0, self.text()).width() + 4, _WIDEST_ASKED_PX)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt
        """As wide as its longest line, within the column: Qt would break a text it finds too wide for its height."""
        return QSize(self._natural, self.heightForWidth(self._natural))


def _label() -> QLabel:
    label = QLabel()
    label.setProperty("look", "soft")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _say(label: QLabel, text: str, is_shown: object) -> None:
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(is_shown))
