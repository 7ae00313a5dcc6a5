"""The models in the window: added, tried, exchanged between two answers; what fails leaves what worked."""

import os
import shutil
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from assistant.engine.chat_client import ChatChild
from assistant.errors import Cancelled, ConversionFailed
from assistant.services import choices, models
from assistant.services.cancel import Cancel
from assistant.settings import changed
from assistant.ui.models.choice import ModelChoice
from tests.scripted_engine import ScriptedChat
from tests.ui.conftest import idle

DEFAULT = "smollm2-135m-instruct"

# The panel takes the keys while it is open, which this platform without a screen cannot do.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", "does not support raise")


@pytest.fixture
def model_file(shared_models, tmp_path):
    """A model of somebody else's, as far as the program knows."""
    file = tmp_path / "My model.gguf"
    shutil.copy(shared_models / "smollm2-135m-instruct-q8_0.gguf", file)
    return file


def named(panel):
    return {row.listed.model.id: row for row in panel._rows}


def test_dropped_model_is_tried_out_used_and_forgotten_again(desk, model_file, tmp_path, qtbot):
    header, program = desk.header, desk._program
    before, states = program.chat, []
    header.models.changed.connect(lambda: header.models.working and states.append(header.models.working.doing))
    assert header.take_models([os.fsencode(model_file), b"/a/file.pdf"]) == [b"/a/file.pdf"]
    assert header.panel.isVisible()
    qtbot.waitUntil(lambda: program.chat_model.id == "my-model", timeout=60_000)
    idle(qtbot, desk)
    assert any(state.startswith("checking") for state in states)
    assert "loading…" in states
    assert program.settings.chat_model == "my-model", "at the next start too"
    assert program.chat is not before
    assert program.chat.pid is not None, "it is loaded"
    assert before.pid is None, "the other one was ended"
    row = named(header.panel)["my-model"]
    assert row.button.isChecked()
    assert row.more.isEnabled()
    assert "My model" in desk._window.header.model.text()
    row.forgotten.emit("my-model")
    qtbot.waitUntil(lambda: program.chat_model.id == DEFAULT, timeout=60_000)
    idle(qtbot, desk)
    assert list(named(header.panel)) == [DEFAULT]
    assert program.settings.chat_model == ""
    assert model_file.exists(), "the file stays"


def test_file_that_is_no_model_is_refused_and_the_one_that_worked_stays(desk, tmp_path, qtbot):
    header, before = desk.header, desk._program.chat
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"GGUF and nothing more")
    said = []
    header.failed.connect(said.append)
    header.take_models([os.fsencode(bad)])
    qtbot.waitUntil(lambda: "bad.gguf" in header.panel._problem_text.text())
    idle(qtbot, desk)
    assert said == [], "once is enough: the panel is open"
    header.panel.hide()
    with qtbot.waitSignal(header.failed):
        header.models.try_again()
    idle(qtbot, desk)
    assert not header.panel._problem.isHidden()
    assert desk._program.chat is before
    assert desk._program.chat_model.id == DEFAULT
    assert "SmolLM2" in desk._window.header.model.text()
    assert header.models.is_ready


def test_model_whose_file_went_away_is_said_and_cannot_be_chosen(desk, model_file, qtbot):
    for _ in models.add(desk._program, str(model_file), cancel=Cancel()):
        pass
    model_file.unlink()
    header = desk.header
    header.models.refresh()
    qtbot.waitUntil(lambda: "my-model" in named(header.panel))
    row = named(header.panel)["my-model"]
    assert str(model_file) in row.button.accessibleName()
    assert not row.button.isEnabled()
    header.models.choose("my-model")
    with qtbot.waitSignal(header.failed):
        pass
    assert desk._program.chat_model.id == DEFAULT
    assert header.models.try_again is not None


def test_model_that_is_being_loaded_gives_way_to_the_one_chosen_after_it(desk, model_file, monkeypatch, qtbot):
    for _ in models.add(desk._program, str(model_file), cancel=Cancel()):
        pass
    header, program, before = desk.header, desk._program, desk._program.chat
    choice, real, seen = header.models, ChatChild.info, []

    def loading_for_ever(engine):
        seen.append(engine)
        real(engine)
        while engine.pid is not None:
            threading.Event().wait(0.01)
        raise Cancelled

    monkeypatch.setattr(ChatChild, "info", loading_for_ever)
    choice.refresh()
    qtbot.waitUntil(lambda: "my-model" in named(header.panel))
    named(header.panel)["my-model"].chosen.emit(named(header.panel)["my-model"].listed)
    qtbot.waitUntil(lambda: bool(seen) and seen[0].pid is not None, timeout=60_000)
    assert choice.working.can_stop
    named(header.panel)[DEFAULT].chosen.emit(named(header.panel)[DEFAULT].listed)
    idle(qtbot, desk)
    assert choice.working is None
    assert choice.problem == ""
    assert program.chat is before
    assert seen[0].pid is None, "nothing of it is left in memory"
    assert program.settings.chat_model == ""


def test_models_that_left_memory_come_back_when_a_question_is_begun(desk, qtbot):
    composer, chat, embedding = desk._window.composer, desk._program.chat, desk._program.embedding
    for engine in (chat, embedding):
        engine._child.restart_after()  # what the end of the time of rest does
    assert chat.pid is None
    composer.text.setPlainText("W")
    qtbot.waitUntil(lambda: chat.pid is not None and embedding._child.alive, timeout=60_000)
    before = chat.pid
    composer.text.setPlainText("Wh")
    idle(qtbot, desk)
    assert chat.pid == before


def test_engine_is_exchanged_between_two_answers_only(program, qtbot, qapp):
    program.chat, is_answering = ScriptedChat(), True
    before = program.chat
    choice = ModelChoice(program, lambda: is_answering, qapp)
    program.settings = changed(program.settings, chat_threads=1)
    choice.renew()
    assert program.chat is before, "an answer is being written"
    is_answering = False
    choice.answer_ended()
    assert program.chat is not before
    choice.end()
    choice.deleteLater()


def test_loading_that_was_stopped_is_tried_again_or_done_by_a_question(program, qtbot, qapp, monkeypatch):
    def endless(_engine, *, cancel):
        while not cancel.is_set:
            threading.Event().wait(0.01)
        raise Cancelled

    monkeypatch.setattr(choices, "load", endless)
    choice = ModelChoice(program, lambda: False, qapp)
    choice.prepare()
    qtbot.waitUntil(lambda: choice.working is not None and choice.working.can_stop, timeout=60_000)
    choice.stop()
    qtbot.waitUntil(lambda: choice.working is None)
    assert not choice.is_ready
    assert choice.try_again == choice.prepare
    program.chat.info()
    choice.answer_ended()
    assert choice.is_ready
    assert choice.try_again is None
    idle(qtbot, choice)
    choice.deleteLater()


def test_settings_changed_while_a_model_is_loaded_hold_for_it(program, qtbot, qapp, monkeypatch):
    real = choices.load

    def changing(engine, *, cancel):
        real(engine, cancel=cancel)
        program.change(context_tokens=1024)

    monkeypatch.setattr(choices, "load", changing)
    choice, before = ModelChoice(program, lambda: False, qapp), program.chat
    choice.choose(DEFAULT)
    qtbot.waitUntil(lambda: program.chat is not before, timeout=60_000)
    idle(qtbot, choice)
    assert program.chat.info().context_tokens == 1024
    choice.end()
    choice.deleteLater()


@pytest.fixture
def held(program, monkeypatch):
    """Keeps models from being loaded until `gate` is set; `engines` are those that were begun with."""
    real, engines, gate = choices.load, [], threading.Event()

    def load(engine, *, cancel):
        engines.append(engine)
        while not gate.wait(0.01):
            if cancel.is_set:
                raise Cancelled
        real(engine, cancel=cancel)

    monkeypatch.setattr(choices, "load", load)
    return engines, gate


@pytest.fixture
def choice(program, qapp):
    choice = ModelChoice(program, lambda: False, qapp)
    yield choice
    choice.end()
    choice.deleteLater()


def test_settings_changed_while_the_first_model_is_loaded_do_not_end_it(program, choice, held, qtbot):
    (_, gate), before = held, program.chat
    choice.prepare()
    qtbot.waitUntil(lambda: choice.working.can_stop, timeout=60_000)
    program.change(context_tokens=1024)
    choice.renew()
    assert program.chat is before
    gate.set()
    idle(qtbot, choice)
    assert choice.is_ready
    assert program.chat is not before
    assert program.chat.info().context_tokens == 1024


def test_first_model_that_is_being_loaded_and_chosen_is_loaded_once_and_kept(
    program, choice, held, model_file, qtbot
):
    for _ in models.add(program, str(model_file), cancel=Cancel()):
        pass
    program.change(chat_model="my-model")  # which could not be used at the start
    engines, gate = held
    choice.prepare()
    qtbot.waitUntil(lambda: bool(engines), timeout=60_000)
    choice.choose(DEFAULT)
    gate.set()
    idle(qtbot, choice)
    assert choice.is_ready
    assert len(engines) == 1
    assert program.settings.chat_model == ""


def test_model_that_is_being_loaded_and_chosen_again_is_loaded_once(program, choice, held, model_file, qtbot):
    for _ in models.add(program, str(model_file), cancel=Cancel()):
        pass
    engines, gate = held
    choice.choose("my-model")
    qtbot.waitUntil(lambda: bool(engines))
    choice.choose("my-model")
    gate.set()
    idle(qtbot, choice)
    assert program.chat_model.id == program.settings.chat_model == "my-model"
    assert len(engines) == 1


def test_model_that_was_stopped_is_loaded_anew_when_it_is_chosen(choice, held, qtbot):
    engines, gate = held
    choice.choose(DEFAULT)
    qtbot.waitUntil(lambda: bool(engines))
    choice.stop()
    choice.choose(DEFAULT)
    qtbot.waitUntil(lambda: len(engines) == 2)
    gate.set()
    qtbot.waitUntil(lambda: choice.is_ready, timeout=60_000)
    idle(qtbot, choice)


def test_model_that_was_loaded_just_before_another_one_was_chosen_is_not_taken(
    program, choice, model_file, monkeypatch, qtbot
):
    for _ in models.add(program, str(model_file), cancel=Cancel()):
        pass
    real, used, engines = choices.loaded, [], []

    def loaded(*about, **how):
        fresh = real(*about, **how)
        engines.append(fresh.engine)
        return fresh

    choice.is_ready = True
    choice.changed.connect(lambda: used.append(program.chat_model.id))
    monkeypatch.setattr(choices, "loaded", loaded)
    choice.choose("my-model")
    assert choice._task.wait(60.0)  # its result waits to be taken
    choice.choose(DEFAULT)
    idle(qtbot, choice)
    assert set(used) == {DEFAULT}
    assert program.settings.chat_model == ""
    assert engines[0].pid is None, "nothing of it is left in memory"


def test_models_that_cannot_be_made_are_tried_again(make_desk, monkeypatch, qtbot):
    real, failures = models.prepare, [ConversionFailed(name="the model", reason="it is damaged")]

    def prepare(models_dir, *, cancel=None):
        if failures:
            raise failures.pop()
        yield from real(models_dir, cancel=cancel)

    monkeypatch.setattr("assistant.services.models.prepare", prepare)
    desk = make_desk()
    header = desk.header
    assert "it is damaged" in header.models.problem
    assert "not ready" in desk._window.header.model.text()
    assert not header.panel._again.isHidden()
    header.panel._again.click()
    idle(qtbot, desk)
    assert header.models.problem == ""
    assert header.models.is_ready
    assert "drafts only" in desk._window.header.model.text()


def test_model_of_the_settings_that_does_not_load_gives_way_to_the_default_one(program, make_desk, model_file, qtbot):
    for _ in models.add(program, str(model_file), cancel=Cancel()):
        pass
    model = models.named(program, "my-model").model
    program.settings = changed(program.settings, chat_model="my-model")
    stat = model_file.stat()
    model_file.write_bytes(b"GGUF" + bytes(stat.st_size - 4))
    os.utime(model_file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    desk = make_desk(chat_model=model, chat=type(program.chat)(model, program.settings))
    assert desk._program.chat_model.id == DEFAULT
    assert "is used in place of the model you chose" in desk.header.models.problem
    assert desk._program.settings.chat_model == "my-model", "the choice stands"


def test_rows_of_the_panel_follow_the_theme(desk, theme):
    row = named(desk.header.panel)[DEFAULT]

    def ink(picture):
        image = picture.toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return max((image.pixelColor(*place) for place in places), key=QColor.alpha).name()

    for choice in ("light", "dark"):
        theme.choose(choice)
        colours = theme.colours
        assert ink(row.more.icon().pixmap(20, 20)) == ink(theme.icon("more", colours.soft).pixmap(20, 20))
        assert ink(row._mark.pixmap()) == ink(theme.icon("good", colours.accent).pixmap(20, 20))


def test_what_a_model_is_stands_in_its_row_when_asked(desk, qtbot):
    header = desk.header
    header._open_panel()
    row = named(header.panel)[DEFAULT]
    assert row.button.hasFocus()
    header.panel.facts_wanted.emit(DEFAULT)
    qtbot.waitUntil(lambda: "135 million weights" in row._about.text())
    assert row.button.height() >= 32
    qtbot.keyClick(header.panel, Qt.Key.Key_Escape)
    assert not header.panel.isVisible()
    assert "memory" in row._about.text()
