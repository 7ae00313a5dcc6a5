"""The real window on a data folder of its own, offscreen; what Qt complains of fails the test."""

import dataclasses
import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from PySide6.QtCore import QEvent

from assistant.__main__ import build
from assistant.ui.desks.desk import Desk
from assistant.ui.look.theme import Theme
from assistant.ui.tasks import Task
from assistant.ui.window import Window
from tests.ui.pseudo_locale import Pseudo


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support "))  # of a picture, not a screen


def idle(qtbot, owner, timeout_s=60):
    """Wait until no task of this window part, or of its parts, runs any more."""
    qtbot.waitUntil(
        lambda: not any(task.is_running for task in owner.findChildren(Task)), timeout=round(timeout_s * 1000)
    )


@pytest.fixture
def theme(qapp):
    """The light theme, on the application."""
    # What the tests before have left is gone first: the style would be worked out for all of it.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme = Theme(qapp)
    theme.choose("light")
    yield theme
    theme.deleteLater()


@pytest.fixture
def window(theme, qtbot):
    """The window as it is painted first: nothing is behind it yet."""
    window = Window(theme)
    qtbot.addWidget(window)
    window.resize(1280, 820)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def program(shared_models, tmp_path, monkeypatch):
    """The program on an empty data folder, its children started when they are needed."""
    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")
    built = build(tmp_path / "data", None)
    yield built
    built.close()


@pytest.fixture
def words_program(tmp_path, monkeypatch, qapp):
    """A program whose models are not made yet: files are read for a search by words, nothing is loaded."""
    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")
    monkeypatch.setenv("ASSISTANT_MODELS", str(tmp_path / "no models"))
    built = build(tmp_path / "data", None)
    yield built
    built.close()


@pytest.fixture
def make_desk(window, program, qtbot):
    """Puts the window to work, ready to be asked; fields of the program may be others (`chat=ScriptedChat(...)`)."""
    made = []

    def make(**others):
        desk = Desk(window, dataclasses.replace(program, **others))
        made.append(desk)
        idle(qtbot, desk)
        return desk

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def desk(make_desk):
    """The window at work on the real program."""
    return make_desk()


@pytest.fixture
def beside(theme, tmp_path, monkeypatch, qtbot):
    """A page on a program of its own."""
    from tests.ui.beside import Beside  # which needs `idle` of here

    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")
    program = build(tmp_path / "data", None)
    (tmp_path / "files").mkdir()
    yield Beside(program, theme, tmp_path / "files", qtbot)
    program.close()


@pytest.fixture
def pseudo(qapp):
    """Texts that are 40 % longer, for every window that is made after this."""
    translator = Pseudo(qapp)
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)
