"""The sections of the settings that change a setting each: answers, documents, look and language."""

import os
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.settings import Settings
from assistant.ui import wording
from assistant.ui.controls.inputs import Choice, Pills, Row, Slider, Switch, button, line
from assistant.ui.look.theme import TEXT_SCALES, Theme
from assistant.ui.settings.preferences import Preferences

_ANSWERS = (60, 100, 200, 300, 400, 600, 800, 1200, 1600, 2400, 4000, 8192)  # tokens
_CONTEXTS = (1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072)  # tokens
_RESTS = (1, 2, 5, 10, 20, 30, 60, 120, 0)  # minutes, 0: never
_WORDS_A_TOKEN = 0.75
"""Of English; other languages have fewer."""
_LANGUAGES = (("en", "English"), ("de", "Deutsch"), ("zh_CN", "简体中文"))  # each in its own words
_MOST_THREADS = 16
"""More do not help a model that fits a desk (facts, Chat engine): memory is what it waits for."""

Control = Choice | Pills | Slider | Switch


class _Section(QWidget):
    """Rows with controls that follow the settings, and the settings them."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def _add(self, setting: str, title: str, what: str, control: Control) -> Row:
        """A row for a setting."""
        control.chosen.connect(lambda value: self._preferences.choose(**{setting: value}))

        def follow(settings: object) -> None:
            control.show_value(getattr(settings, setting))

        self._preferences.changed.connect(follow)
        follow(self._preferences.settings)
        if self.column.count():
            self.column.addWidget(line())
        row = Row(title, what, control)
        self.column.addWidget(row)
        return row


class AnswersSection(_Section):
    """How the model writes."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self.length = Slider(self.tr("Longest written answer"), _ANSWERS, self._about_words)
        self._add(
            "answer_tokens", self.tr("Longest written answer"),
            self.tr("A model for drafts only writes two or three sentences at most."), self.length,
        )  # fmt: skip
        self.creativity = Slider(self.tr("Creativity"), [step / 10 for step in range(16)], self._creativity)
        self._add(
            "temperature", self.tr("Creativity"),
            self.tr("Without any, the same question gets the same answer."), self.creativity,
        )  # fmt: skip
        self.context = Slider(self.tr("What it has in view"), _CONTEXTS, self._about_words)
        self._add(
            "context_tokens", self.tr("What it has in view"),
            self.tr("Of your files and the conversation, at once. More takes more memory. From the next answer on."),
            self.context,
        )  # fmt: skip
        cores = os.cpu_count() or 1
        self.threads = Slider(self.tr("Processor cores"), range(min(cores, _MOST_THREADS) + 1), self._cores)
        self._add(
            "chat_threads", self.tr("Processor cores"),
            self.tr("For writing. With all of them the computer can become slow. From the next answer on."),
            self.threads,
        )  # fmt: skip
        self.rest = Slider(self.tr("Free memory after"), _RESTS, self._after_minutes)
        self._add(
            "model_rest_minutes", self.tr("Free memory after"),
            self.tr("Models leave memory when no question comes for so long, and come back when you begin one."),
            self.rest,
        )  # fmt: skip
        self.column.addStretch(1)

    def _after_minutes(self, minutes: float) -> str:
        return self.tr("{count} min").format(count=round(minutes)) if minutes else self.tr("never")

    def _about_words(self, tokens: float) -> str:
        words = tokens * _WORDS_A_TOKEN
        rough = 10 if words < 200 else 50 if words < 1000 else 500
        return self.tr("about {count} words").format(count=wording.number(max(rough, round(words / rough) * rough)))

    def _creativity(self, temperature: float) -> str:
        if temperature == 0:
            return self.tr("none")
        if temperature < 0.6:
            return self.tr("a little")
        return self.tr("lively") if temperature < 1.1 else self.tr("unruly")

    def _cores(self, threads: float) -> str:
        if threads == 0:
            return self.tr("chosen for you")
        return self.tr("{count} of {cores}").format(count=round(threads), cores=os.cpu_count() or 1)


class ReadingSection(_Section):
    """How files are read."""

    def __init__(self, preferences: Preferences, theme: Theme) -> None:
        super().__init__(preferences)
        self.scans = Switch(self.tr("Read scans and pictures"), theme)
        self._add(
            "read_scans", self.tr("Read scans and pictures"),
            self.tr("About a second a page, after everything else. Without it they are left out, and counted."),
            self.scans,
        )  # fmt: skip
        self.language = Choice(self.tr("Language of scans"), [("", self.tr("Found out for each file"))])
        self._add(
            "scan_language", self.tr("Language of scans"),
            self.tr("For files that are read from now on. “Look for changes” reads the others again."), self.language,
        )  # fmt: skip
        self.column.addStretch(1)

    def show_languages(self, codes: Sequence[str]) -> None:
        """The languages that scans can be read in on this computer."""
        self.language.set_options(
            [("", self.tr("Found out for each file")), *((code, wording.language(code)) for code in codes)]
        )


class LookSection(_Section):
    """Colours, size of text, language.

    Signals:
        start_again_wanted(): the person does not want to wait for the next start.
    """

    start_again_wanted = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self._language = preferences.settings.language
        self.theme = Pills(
            self.tr("Colours"),
            [("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
        )
        self._add("theme", self.tr("Colours"), "", self.theme)
        self.text = Slider(self.tr("Size of text"), TEXT_SCALES, self._percent)
        self._add("text_scale", self.tr("Size of text"), self.tr("Ctrl + and Ctrl - change it too."), self.text)
        self.language = Choice(self.tr("Language"), [("", self.tr("As the system")), *_LANGUAGES])
        self._add("language", self.tr("Language"), self.tr("From the next start on."), self.language)
        self._again = button(self.tr("Start again now"), "plain", self.start_again_wanted.emit)
        self.column.addWidget(self._again)
        self.column.addStretch(1)
        preferences.changed.connect(self._offer_start)
        self._offer_start(preferences.settings)

    def _percent(self, scale: float) -> str:
        return self.tr("{percent} %").format(percent=round(100 * scale))

    def _offer_start(self, settings: object) -> None:
        assert isinstance(settings, Settings)
        self._again.setVisible(settings.language != self._language)
