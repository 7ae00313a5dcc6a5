"""The models in the window: added, tried, exchanged between two answers; what fails leaves what worked."""

import os
import shutil

import pytest
from PySide6.QtCore import Qt

from assistant.errors import ConversionFailed
from assistant.services import models
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
    with qtbot.waitSignal(header.failed):
        header.take_models([os.fsencode(bad)])
    idle(qtbot, desk)
    assert "bad.gguf" in header.panel._problem_text.text()
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
