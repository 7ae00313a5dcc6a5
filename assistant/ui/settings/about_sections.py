"""The sections of the settings that only tell: what leaves this computer, and what the program is made of."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from assistant import identity
from assistant.services.about import Licence
from assistant.ui.controls.inputs import plain
from assistant.ui.controls.search_field import SearchField
from assistant.ui.look.theme import Theme
from assistant.ui.settings import levels

_WRAPPED = re.compile(r"^(.{50,})\n(?=\w)", re.MULTILINE)
"""The end of a line where the sentence goes on: licences are broken for 80 columns, and here there are others."""


class OfflineSection(QWidget):
    """That nothing leaves, and how that is kept."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: list[QFrame] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._mark = QLabel()
        state = plain(self.tr("Offline. Footnote has no network access at all."), "strong")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(state, 1)
        self._column.addLayout(head)
        for text in (
            self.tr(
                "There is no switch for it, because there is nothing to switch on: no telemetry, no search for "
                "updates, no download. The models came with the program."
            ),
            self.tr(
                "A link in an answer is opened by your browser, and only after you were shown where it leads and "
                "said yes. Nothing else leaves this computer."
            ),
        ):
            self._column.addWidget(plain(text, ""))
        self._column.addSpacing(6)
        self._column.addWidget(plain(self.tr("What each part has given up"), "strong"))
        self._levels = QVBoxLayout()
        self._levels.setSpacing(8)
        self._column.addLayout(self._levels)
        self._column.addStretch(1)
        theme.changed.connect(self._paint)
        self._paint()

    def show_levels(self, reached: Mapping[str, Mapping[str, str]]) -> None:
        """What each process gave up, in words; one that has not run yet is named as such."""
        for card in self._cards:
            card.deleteLater()
        self._cards = []
        for process, name in (
            ("program", self.tr("The window")),
            ("reading", self.tr("The part that reads your files")),
            ("embedding", self.tr("The part that searches by meaning")),
            ("chat", self.tr("The model")),
        ):
            card = QFrame()
            card.setProperty("look", "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(14, 10, 14, 10)
            inside.setSpacing(4)
            inside.addWidget(plain(name, "strong"))
            given_up = reached.get(process) or {}
            words = "\n".join(
                self.tr("{part}: {level}").format(part=self._named(what), level=levels.in_words(level))
                for what, level in given_up.items()
            )
            inside.addWidget(plain(words or self.tr("not started yet")))
            self._levels.addWidget(card)
            self._cards.append(card)

    def _named(self, what: str) -> str:
        return {
            "network": self.tr("Network"),
            "files": self.tr("Files"),
            "exec": self.tr("Other programs"),
            "signals": self.tr("Signals"),
            "memory": self.tr("Memory"),
            "threads": self.tr("Threads before it was locked"),
        }.get(what, what)

    def _paint(self) -> None:
        self._mark.setPixmap(self._theme.icon("good", self._theme.colours.good).pixmap(20, 20))


class AboutSection(QWidget):
    """Version, and the licences of everything that is shipped."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._licences: Sequence[Licence] = ()
        self._shown: list[Licence] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        named = self.tr("{name}, version {version}").format(name=identity.NAME, version=identity.VERSION)
        version = plain(named, "strong")
        version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(version)
        free = self.tr("Free software under the Apache licence 2.0. It is made with what is listed here.")
        column.addWidget(plain(free))
        self.search = SearchField(theme, self.tr("Search the licences"))
        self.search.textChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What is shipped"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show)
        self._what = plain("")
        self.text = QPlainTextEdit()
        self.text.setProperty("look", "small")
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Licence"))
        self.text.setTabChangesFocus(True)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._what)
        right.addWidget(self.text, 1)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.list, 2)
        both.addLayout(right, 5)
        column.addWidget(self.search)
        column.addLayout(both, 1)

    def show_licences(self, licences: Sequence[Licence]) -> None:
        """Everything that is shipped."""
        self._licences = licences
        self._fill()

    def _fill(self) -> None:
        words = self.search.text().casefold().split()
        # The texts are searched for whole phrases only: their words stand in nearly all of them.
        phrase = " ".join(words)
        self._shown = [
            one
            for one in self._licences
            if all(word in f"{one.name} {one.what} {one.licence}".casefold() for word in words)
            or (len(phrase) > 3 and phrase in one.text.casefold())
        ]
        self.list.clear()
        self.list.addItems([one.name for one in self._shown])
        self.list.setCurrentRow(0 if self._shown else -1)
        if not self._shown:
            self._what.setText(self.tr("Nothing that is shipped has these words."))
            self.text.clear()

    def _show(self, place: int) -> None:
        if 0 <= place < len(self._shown):
            one = self._shown[place]
            self._what.setText(f"{one.what} · {one.licence}")
            self.text.setPlainText(_WRAPPED.sub(r"\1 ", one.text))
