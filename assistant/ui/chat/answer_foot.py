"""Below an answer: what can be done with it, and how it came about."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from assistant.ui import wording
from assistant.ui.chat.exchange import Exchange
from assistant.ui.controls.flow import Flow


class AnswerFoot(QWidget):
    """Buttons, and the facts when they are asked for.

    Signals:
        action_wanted(str): "files", "everywhere", "model", "copy", "again" or "edit".
    """

    action_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        line = Flow(across=8, down=2)
        for name, text in (
            ("files", self.tr("Show the files that could not be read")),
            ("everywhere", self.tr("Search everywhere")),
            ("model", self.tr("Ask the model without documents")),
            ("copy", self.tr("Copy with sources")),
            ("again", self.tr("Ask again")),
            ("edit", self.tr("Edit")),
        ):
            button = _button(text)
            button.clicked.connect(lambda _checked=False, name=name: self.action_wanted.emit(name))
            self._buttons[name] = button
            line.addWidget(button)
        self._buttons["edit"].setAccessibleName(self.tr("Edit the question"))
        self._buttons["edit"].setToolTip(self.tr("Edit the question"))
        self._how = _button(self.tr("How was this answered?"))
        self._how.setCheckable(True)
        self._how.toggled.connect(self._show_facts)
        line.addWidget(self._how)
        self._time = QLabel()
        self._time.setProperty("look", "soft")
        self._time.setContentsMargins(4, 8, 0, 8)
        line.addWidget(self._time)
        self._facts = QLabel()
        self._facts.setProperty("look", "soft")
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setWordWrap(True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(line)
        whole.addWidget(self._facts)

    def show_for(self, one: Exchange, *, is_last: bool) -> None:
        """Visible once the answer is there; each button where it makes sense."""
        self.setVisible(one.is_over)
        is_missing = one.from_documents and one.found is False and one.error is None
        shown = {
            "files": is_missing and one.coverage is not None and one.coverage.failed > 0,
            "everywhere": is_missing and bool(one.searched_in),
            "model": is_missing,
            "copy": one.has_answer or bool(one.sources),
            "again": not one.is_erased and not one.broke_off,  # the notice offers it then
            "edit": is_last,
        }
        for name, button in self._buttons.items():
            button.setVisible(shown[name])
        self._buttons["copy"].setText(self.tr("Copy with sources") if one.sources else self.tr("Copy the answer"))
        self._time.setVisible("quotes" in one.timings_ms and not is_missing)  # the line is full then
        quotes = wording.duration(one.timings_ms.get("quotes", 0) / 1000)
        self._time.setText(self.tr("{time} to quotes").format(time=quotes))
        facts = facts_of(one)
        self._facts.setText("\n".join(facts))
        self._how.setVisible(bool(facts))
        self._show_facts(is_shown=self._how.isChecked())

    def _show_facts(self, is_shown: bool) -> None:
        self._facts.setVisible(is_shown and bool(self._facts.text()))


def facts_of(one: Exchange) -> list[str]:
    """How an answer came about, in sentences; empty when nothing is known of it."""
    if one.is_erased:
        return []
    said = [_searched(one), _times(one)] if one.from_documents else []
    said += [_written(one), _checked(one), *_left_out(one)]
    return [sentence for sentence in said if sentence]


def _searched(one: Exchange) -> str:
    if one.coverage is None:
        return wording.tr("The quotes were found by searching your documents, word for word.") if one.quotes else ""
    return wording.searched(one.coverage, one.searched_in)


def _times(one: Exchange) -> str:
    marks = one.timings_ms
    if "quotes" not in marks:
        return ""
    quotes = wording.duration(marks["quotes"] / 1000)
    total = wording.duration(marks.get("total", marks["quotes"]) / 1000)
    if "first_text" not in marks:
        return wording.tr("The quotes were there after {quotes}.", quotes=quotes)
    first = wording.duration(marks["first_text"] / 1000)
    return wording.tr(
        "The quotes were there after {quotes}, the first words of the draft after {first}, all of it after {total}.",
        quotes=quotes, first=first, total=total,
    )  # fmt: skip


def _written(one: Exchange) -> str:
    if not one.has_answer or not one.model:
        return ""
    if one.is_about_answer:
        return wording.tr("{model} rewrote its last answer on this computer.", model=one.model)
    if one.from_documents:
        return wording.tr("{model} wrote the draft on this computer, from the quotes.", model=one.model)
    return wording.tr("{model} wrote this on this computer, from what it learned, not your files.", model=one.model)


def _checked(one: Exchange) -> str:
    if not one.sentences:
        return ""
    said = sum(bool(numbers) for _, numbers in one.sentences)
    return wording.tr(
        "Each sentence was compared with your documents. They say {said} of {count}.",
        said=said, count=len(one.sentences),
    )  # fmt: skip


def _left_out(one: Exchange) -> list[str]:
    said = []
    if one.passages_left_out == 1:
        said.append(wording.tr("1 more passage did not fit this model."))
    elif one.passages_left_out:
        said.append(wording.tr("{count} more passages did not fit this model.", count=one.passages_left_out))
    if one.turns_left_out:
        said.append(wording.left_out(one.turns_left_out))
    return said


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", "quiet")
    return button
