"""The settings in the window: what is chosen holds, is kept, and can be put back."""

import json
import os
import threading
from pathlib import Path

import pytest

from assistant import paths, settings
from assistant.errors import SettingsInvalid
from assistant.services import conversations, data_folder
from assistant.services.program import Program
from assistant.settings import Settings
from assistant.ui.controls.inputs import Choice, Pills, Slider, Switch
from assistant.ui.models.choice import ModelChoice
from tests.scripted_engine import ScriptedChat
from tests.ui.conftest import idle


@pytest.fixture
def stored(program):
    """What stands in the file."""
    return lambda: settings.load(paths.settings_file(program.data_dir))[0]


@pytest.fixture
def header(make_desk, monkeypatch):
    """The settings behind a window whose models are not loaded: nothing here asks them."""
    monkeypatch.setattr(ModelChoice, "prepare", lambda _self: None)
    return make_desk(chat=ScriptedChat()).header


def test_what_is_chosen_is_seen_at_once_and_kept_a_moment_later(header, theme, stored, qtbot):
    header.show_settings("look")
    dark = next(pill for pill in header._look.theme._buttons.values() if pill.text() == "Dark")
    dark.click()
    assert theme.is_dark
    header._look.text.bar.setValue(header._look.text.bar.maximum())
    qtbot.waitUntil(lambda: theme.text_scale == 2.0)
    qtbot.waitUntil(lambda: (stored().theme, stored().text_scale) == ("dark", 2.0))
    theme.set_text_scale(1.0)


def test_size_of_text_changed_by_keys_is_kept_too(header, theme, stored, qtbot):
    theme.step_text_scale(1)
    qtbot.waitUntil(lambda: stored().text_scale == theme.text_scale != 1.0)
    theme.step_text_scale(0)


def test_what_was_chosen_just_before_closing_is_kept(header, stored):
    header.preferences.choose(temperature=0.5)
    header.preferences.choose(answer_tokens=100)
    header.end(5.0)
    assert stored() == Settings(temperature=0.5, answer_tokens=100)


def test_a_smaller_view_takes_the_longest_answer_along(header, stored, qtbot):
    header.preferences.choose(answer_tokens=2000)
    header.preferences.choose(context_tokens=1024)
    assert header.preferences.settings.answer_tokens == 512
    qtbot.waitUntil(lambda: stored() == Settings(context_tokens=1024, answer_tokens=512))


def test_reset_brings_back_all_but_the_models(header, program, stored, qtbot):
    header.preferences.choose(answer_tokens=100, read_scans=False, scan_language="deu")
    qtbot.waitUntil(lambda: not stored().read_scans)
    header._program.settings = settings.changed(header._program.settings, chat_model="mine")
    header.preferences.refresh()
    header._open_dialog().reset_wanted.emit()
    qtbot.waitUntil(lambda: stored() == Settings(chat_model="mine"))


def test_other_processor_cores_give_the_next_answer_another_engine(header, qtbot):
    before = header._program.chat
    header.preferences.choose(answer_tokens=300)
    idle_after_keeping(header, qtbot)
    assert header._program.chat is before, "the engine does not hang on the length of answers"
    header.preferences.choose(chat_threads=1)
    qtbot.waitUntil(lambda: header._program.chat is not before)
    assert header._program.chat._threads == 1


def idle_after_keeping(header, qtbot):
    with qtbot.waitSignal(header.preferences.kept):
        pass
    idle(qtbot, header)


def test_settings_that_cannot_be_written_are_put_back_and_said(header, program, qtbot):
    file = paths.settings_file(program.data_dir)
    file.mkdir()
    with qtbot.waitSignal(header.failed) as failure:
        header.preferences.choose(answer_tokens=100)
    assert "cannot be used" in str(failure.args[0])
    assert header.preferences.settings == header._program.settings == Settings()


def test_settings_that_could_not_be_read_at_the_start_are_not_written_over(header, stored, qtbot):
    header._program.change(theme="dark")
    path = str(paths.settings_file(header._program.data_dir))
    header._program.notices = (SettingsInvalid(path=path, reason="Input/output error", kept=path),)
    with qtbot.waitSignal(header.failed) as told:
        header.preferences.choose(temperature=1.0)
    assert "Input/output error" in str(told.args[0])
    assert stored() == Settings(theme="dark")


def test_news_of_models_while_a_choice_is_being_kept_do_not_undo_it(header, theme, monkeypatch, qtbot):
    keeping, gate, real, seen = threading.Event(), threading.Event(), Program.change, []

    def slow(program, **values):
        keeping.set()
        gate.wait(10)
        return real(program, **values)

    monkeypatch.setattr(Program, "change", slow)
    header.preferences.changed.connect(lambda chosen: seen.append(chosen.theme))
    header.preferences.choose(theme="dark")
    qtbot.waitUntil(keeping.is_set)
    header.models.changed.emit()
    gate.set()
    idle(qtbot, header)
    assert seen == ["dark"]
    assert theme.choice == "dark"


def test_what_somebody_else_changed_while_a_choice_was_being_kept_is_seen_then(header, monkeypatch, qtbot):
    real = Program.change

    def with_another(program, **values):
        return real(program, chat_model="mine", **values)

    monkeypatch.setattr(Program, "change", with_another)
    header.preferences.choose(theme="dark")
    qtbot.waitUntil(lambda: header.preferences.settings == Settings(theme="dark", chat_model="mine"))


def test_text_takes_its_size_when_the_slider_rests(header, theme, qtbot):
    header.show_settings("look")
    sizes = []
    theme.changed.connect(lambda: sizes.append(theme.text_scale))
    for place in range(header._look.text.bar.maximum() + 1):
        header._look.text.bar.setValue(place)
    assert sizes == []
    qtbot.waitUntil(lambda: sizes == [2.0])
    theme.set_text_scale(1.0)


def test_deleting_all_conversations_asks_first_and_leaves_none(make_desk, qtbot):
    desk = make_desk(chat=ScriptedChat())
    for question in ("one", "two"):
        with qtbot.waitSignal(desk.answering.running, check_params_cb=lambda is_running: not is_running):
            desk._window.composer.sent.emit(question)
        desk._begin()
    desk.header.show_settings("data")
    data = desk.header._data
    qtbot.waitUntil(lambda: "2 are kept" in data._conversations.what.text())
    data._forget.click()
    assert "Delete 2 conversations?" in data._conversations.what.text()
    data._keep.click()
    assert len(conversations.everything(desk._program)) == 2
    data._forget.click()
    data._sure.click()
    qtbot.waitUntil(lambda: not conversations.everything(desk._program))
    qtbot.waitUntil(lambda: data._conversations.what.text() == "None are kept.")


def test_another_data_folder_is_used_from_the_next_start_on(header, tmp_path, monkeypatch, qtbot):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    other = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff other"))
    chosen = str(tmp_path / "new")
    monkeypatch.setattr("assistant.ui.desks.header.QFileDialog.getExistingDirectory", lambda *_: chosen)
    header.show_settings("data")
    header._data.another_wanted.emit()
    qtbot.waitUntil(lambda: not header._data._next.isHidden())
    assert paths.default_data_dir() == tmp_path / "new"
    data_folder.choose(other)
    assert paths.default_data_dir() == other, "a name that is no text is a folder too"


def test_without_a_choice_or_with_rubbish_the_usual_data_folder_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert paths.default_data_dir() == paths.usual_data_dir()
    paths.data_dir_choice().parent.mkdir(parents=True)
    for rubbish in (b"", b"relative/folder", b"\0", b"/folder\0"):
        paths.data_dir_choice().write_bytes(rubbish)
        assert paths.default_data_dir() == paths.usual_data_dir()


def test_every_control_shows_what_holds_and_has_a_name(header):
    header.preferences.choose(answer_tokens=2048, temperature=0.75, theme="dark", language="de", read_scans=False)
    dialog = header._open_dialog()
    controls = [one for kind in (Choice, Pills, Slider, Switch) for one in dialog.findChildren(kind)]
    assert len(controls) == 10
    assert all((one.bar if isinstance(one, Slider) else one).accessibleName() for one in controls)
    assert "Deutsch" in header._look.language.text()
    assert not header._reading.scans.isChecked()
    assert "about 1,500 words" in {one._label.text() for one in dialog.findChildren(Slider)}


def test_everything_shipped_is_listed_with_its_licence_and_found(header, qtbot):
    index = json.loads((paths.resources() / "licences" / "index.json").read_text())
    header.show_settings("about")
    about = header._about
    qtbot.waitUntil(lambda: about.list.count() == len(index))
    assert about.text.toPlainText()
    about.search.setText("lesser general public license")
    assert {"PySide6"} <= {about.list.item(row).text() for row in range(about.list.count())}
    about.search.setText("no such words anywhere")
    assert about.list.count() == 0
    assert about.text.toPlainText() == ""


def test_what_each_process_gave_up_is_told_in_words(make_desk, qtbot):
    desk = make_desk()
    desk.header.show_settings("offline")
    offline = desk.header._offline
    qtbot.waitUntil(lambda: len(offline._cards) == 4)
    texts = [label.text() for card in offline._cards for label in card.findChildren(type(offline._mark))]
    assert any("not in this test" in text for text in texts), "the level of this process"
    assert sum("Network: " in text for text in texts) >= 3, "search and model were loaded at the start"
    assert "not started yet" in texts, "nothing was read"
