"""What stands behind the header: the model, the settings, what "offline" means; each opened from there."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from assistant import identity
from assistant.errors import AssistantError
from assistant.services import about, choices, conversations, data_folder, model_facts, self_test
from assistant.services.model_facts import ModelFacts
from assistant.services.program import Program
from assistant.settings import Settings
from assistant.ui import wording
from assistant.ui.chat.answering import Answering
from assistant.ui.models.choice import ModelChoice
from assistant.ui.models.panel import ModelsPanel
from assistant.ui.settings import levels
from assistant.ui.settings.about_sections import AboutSection, OfflineSection
from assistant.ui.settings.data_section import DataSection
from assistant.ui.settings.dialog import SettingsDialog
from assistant.ui.settings.preferences import Preferences
from assistant.ui.settings.sections import AnswersSection, LookSection, ReadingSection
from assistant.ui.tasks import short_task
from assistant.ui.window import Window

_MODEL_ENDINGS = (b".gguf",)
_RESIZE_MS = 150
"""All text in another size takes 110 ms: a slider that is being moved has to rest so long before."""


class HeaderDesk(QObject):
    """Settings and models of one window at work.

    Signals:
        failed(object): an error to be shown.
        folder_wanted(bytes): show this in the file manager.
        forgotten(): no conversation is kept any more.
    """

    failed = Signal(object)
    folder_wanted = Signal(bytes)
    forgotten = Signal()

    def __init__(self, window: Window, program: Program, answering: Answering, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._program, self._answering = window, program, answering
        self._made_for: Settings = program.settings
        self._dialog: SettingsDialog | None = None
        self._resizing = QTimer(self, singleShot=True, interval=_RESIZE_MS)
        self._resizing.timeout.connect(self._resize_text)
        self.preferences = Preferences(program, self)
        self.models = ModelChoice(program, lambda: answering.is_running, self)
        self.panel = ModelsPanel(window.theme, self.models, window)
        self._connect()
        self._follow(program.settings)
        window.header.show_network(levels.in_words(program.network))
        self.models.refresh()
        self.models.prepare()

    def end(self, timeout_s: float) -> None:
        """Keep what was chosen and stop what runs, for closing the program."""
        self.preferences.end(timeout_s)
        self.models.end()

    def take_models(self, paths: list[bytes]) -> list[bytes]:
        """Add the model files among what was dropped; gives the rest."""
        for path in paths:
            if path.lower().endswith(_MODEL_ENDINGS):
                self.models.add(path)
        rest = [path for path in paths if not path.lower().endswith(_MODEL_ENDINGS)]
        if len(rest) < len(paths):
            self._open_panel()
        return rest

    def show_settings(self, section: str = "answers") -> None:
        """Open the settings at a section."""
        self._open_dialog().show_section(section)

    def _connect(self) -> None:
        header, models, preferences = self._window.header, self.models, self.preferences
        header.models_wanted.connect(self._open_panel)
        header.settings_wanted.connect(self.show_settings)
        header.offline_wanted.connect(lambda: self.show_settings("offline"))
        models.changed.connect(self._show_model)
        models.changed.connect(preferences.refresh)
        models.failed.connect(self._tell_failure)
        self._answering.running.connect(lambda is_running: None if is_running else models.answer_ended())
        self.panel.add_wanted.connect(self._choose_model_file)
        self.panel.facts_wanted.connect(self._find_facts)
        preferences.changed.connect(self._follow)
        preferences.kept.connect(self._renew_engine)
        preferences.failed.connect(self.failed)
        self._window.theme.changed.connect(self._keep_text_scale)

    # --- settings

    def _follow(self, settings: object) -> None:
        """What is seen changes at once, but for the size of text."""
        assert isinstance(settings, Settings)
        theme = self._window.theme
        if settings.theme != theme.choice:
            theme.choose(settings.theme)
        if settings.text_scale != theme.text_scale:
            self._resizing.start()

    def _resize_text(self) -> None:
        self._window.theme.set_text_scale(self.preferences.settings.text_scale)

    def _keep_text_scale(self) -> None:
        """It is changed by keys, too."""
        scale = self._window.theme.text_scale
        if scale != self.preferences.settings.text_scale and not self._resizing.isActive():
            self.preferences.choose(text_scale=scale)

    def _renew_engine(self) -> None:
        settings = self._program.settings
        if choices.needs_another_engine(self._made_for, settings):
            self.models.renew()
        self._made_for = settings

    def _open_dialog(self) -> SettingsDialog:
        if self._dialog is not None:
            return self._dialog
        theme = self._window.theme
        self._look = LookSection(self.preferences)
        self._reading = ReadingSection(self.preferences, theme)
        self._data = DataSection(str(self._program.data_dir))
        self._offline, self._about = OfflineSection(theme), AboutSection(theme)
        self._dialog = SettingsDialog(
            (
                ("answers", self.tr("Answers"), AnswersSection(self.preferences)),
                ("reading", self.tr("Documents"), self._reading),
                ("look", self.tr("Look and language"), self._look),
                ("data", self.tr("What is kept"), self._data),
                ("offline", self.tr("What leaves this computer"), self._offline),
                ("about", self.tr("About"), self._about),
            ),
            self._window,
            scale=theme.text_scale,
        )
        self._dialog.reset_wanted.connect(self.preferences.reset)
        self._dialog.section_shown.connect(self._find_out)
        self._look.start_again_wanted.connect(self._start_again)
        self._data.start_again_wanted.connect(self._start_again)
        self._data.folder_wanted.connect(lambda: self.folder_wanted.emit(os.fsencode(self._program.data_dir)))
        self._data.another_wanted.connect(self._choose_data_dir)
        self._data.forget_wanted.connect(self._forget_conversations)
        self._find(lambda: choices.scan_languages(), self._reading.show_languages)
        return self._dialog

    def _find_out(self, section: str) -> None:
        """What a section shows and nobody knows yet."""
        if section == "offline":
            self._find(lambda: self_test.lockdown(self._program), self._offline.show_levels)
        elif section == "about":
            self._find(about.licences, self._about.show_licences)
        elif section == "data":
            self._find(lambda: len(conversations.everything(self._program)), self._data.show_conversations)

    def _choose_data_dir(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._dialog, self.tr("Choose a folder for what Footnote keeps"), str(self._program.data_dir.parent)
        )
        if folder:
            self._find(partial(data_folder.choose, Path(folder)), lambda _: self._data.show_next_folder(folder))

    def _forget_conversations(self) -> None:
        self._answering.leave()
        self._find(partial(conversations.remove_all, self._program), self._show_forgotten)

    def _show_forgotten(self, _nothing: object) -> None:
        self._data.show_conversations(0)
        self.forgotten.emit()

    def _start_again(self) -> None:
        self._window.close()
        QCoreApplication.exit(identity.START_AGAIN)

    # --- models

    def _open_panel(self) -> None:
        self.panel.open_under(self._window.header.model)

    def _show_model(self) -> None:
        model, working = self._program.chat_model, self.models.working
        if working is not None:
            self._window.header.show_model(working.name, working.doing, working.share)
            return
        state = self.tr("drafts only") if model.drafts_only else ""
        if not self.models.is_ready:
            state = self.tr("not ready")
        self._window.header.show_model(model.name, state)

    def _tell_failure(self, error: object) -> None:
        """The panel says it where it is open."""
        if not isinstance(error, AssistantError) or not self.panel.isVisible():
            self.failed.emit(error)

    def _choose_model_file(self) -> None:
        file, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Choose a model file"), str(Path.home()),
            self.tr("Models (*.gguf);;All files (*)"),
        )  # fmt: skip
        if file:
            self.models.add(os.fsencode(file))
            self._open_panel()

    def _find_facts(self, model_id: str) -> None:
        self._find(
            lambda: model_facts.facts(self._program, model_id),
            lambda facts: self.panel.show_facts(model_id, _in_words(facts)),
        )

    def _find(self, find: Callable[[], object], show: Callable[..., None]) -> None:
        """Find something out beside the window, then show it."""
        task = short_task("finding out", find, self, failed=self.failed)
        task.item.connect(show)
        task.start()


def _in_words(facts: object) -> str:
    """A model in figures, for people."""
    assert isinstance(facts, ModelFacts)
    millions = facts.parameters / 1e6
    weights = wording.tr("{count} million weights", count=wording.number(millions))
    if millions >= 1000:
        weights = wording.tr("{count} billion weights", count=wording.number(millions / 1000, 1))
    parts = [
        weights,
        *([facts.quantisation] if facts.quantisation else []),
        facts.architecture,
        wording.tr("takes about {size} of memory", size=wording.size(facts.memory_bytes)),
    ]
    if facts.languages:
        parts.append(wording.tr("writes {languages}", languages=wording.languages(facts.languages)))
    if facts.thinks:
        parts.append(wording.tr("thinks before it answers"))
    if facts.kind == "chat" and not facts.has_template:
        parts.append(wording.tr("was not made for conversations"))
    return " · ".join(parts)
