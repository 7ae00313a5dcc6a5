"""Starting: what is shown when something is wrong from the beginning, and where the window stands."""

import dataclasses
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from assistant import identity, paths
from assistant.__main__ import build
from assistant.errors import DiskFull
from assistant.services import window_state
from assistant.services.outside import Outside
from assistant.services.window_state import WindowLock, WindowState
from assistant.ui.app import Opening
from assistant.ui.defects import Defects, report
from assistant.ui.trouble import Trouble
from assistant.ui.window import Window
from assistant.ui.window_place import place_of, put_back
from tests.ui.conftest import idle

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.qt_log_ignore("does not support raise")


@pytest.fixture
def opening(qapp, qtbot, shared_models, tmp_path, monkeypatch):
    """The way of a window onto a data folder, as `run` goes it."""
    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    opening = Opening(qapp, lambda data_dir: build(data_dir, None), Outside())
    yield opening
    if opening._window is not None:
        opening._window.close()
    if opening._instance is not None:
        opening._instance.let_go()


def shown(opening, data_dir, qtbot, files=()):
    assert opening.claim(data_dir, list(files))
    window = opening.show()
    qtbot.addWidget(window)
    return window


def at_work(opening, qtbot):
    qtbot.waitUntil(lambda: opening.starting is not None and opening.starting.desk is not None, timeout=20_000)
    idle(qtbot, opening._window)
    return opening.starting.desk


def trouble_of(window, qtbot):
    qtbot.waitUntil(lambda: bool(window.findChildren(Trouble)))
    found = window.findChildren(Trouble)[-1]
    qtbot.waitUntil(found.isVisible)
    return found


def button(trouble, text):
    return next(one for one in trouble.findChildren(QPushButton) if text in one.text())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("display", [None, ":9999", "no display at all"])
def test_without_a_display_a_sentence_says_so(tmp_path, display):
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {"DISPLAY": display} if display else {}
    command = [sys.executable, "-m", "assistant", "--data-dir", str(tmp_path / "data")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    said, reason = done.stderr.splitlines()
    assert said == (
        "There is no display to show the window on. "
        "Start Footnote on a desktop, or use it without a window: footnote --help."
    )
    assert reason.startswith("Qt: ")
    assert not (tmp_path / "data").exists()


def test_rubbish_in_the_settings_is_said_and_the_window_opens(opening, tmp_path, qtbot, monkeypatch):
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    paths.settings_file(data_dir).write_text('{"theme": "pink"}')
    said = []
    monkeypatch.setattr(Window, "complain", lambda _window, sentence: said.append(sentence))
    shown(opening, data_dir, qtbot)
    at_work(opening, qtbot)
    assert ["theme must be one of" in sentence for sentence in said] == [True]
    assert paths.settings_file(data_dir).with_name("settings.json.damaged").exists()


def test_data_folder_that_cannot_be_used_is_said_and_another_one_taken(opening, tmp_path, qtbot, monkeypatch):
    (tmp_path / "file").touch()
    window = shown(opening, tmp_path / "file" / "data", qtbot)
    trouble = trouble_of(window, qtbot)
    assert "cannot be used" in trouble.sentence.text()
    button(trouble, "Try again").click()
    again = trouble_of(window, qtbot)
    assert again is not trouble
    chosen = tmp_path / "chosen"
    monkeypatch.setattr("assistant.ui.app.QFileDialog.getExistingDirectory", lambda *_: str(chosen))
    button(again, "another").click()
    at_work(opening, qtbot)
    assert window.welcome.isVisible()
    assert paths.default_data_dir() == chosen, "at the next start too"


def test_database_of_a_newer_version_is_said_and_left_alone(opening, tmp_path, qtbot):
    build(tmp_path / "data", None).close()
    database = paths.app_database(tmp_path / "data")
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = database.read_bytes()
    window = shown(opening, tmp_path / "data", qtbot)
    assert "newer version of Footnote" in trouble_of(window, qtbot).sentence.text()
    window.close()
    assert database.read_bytes() == before


def test_full_disk_at_the_start_is_said_and_tried_again_with_what_was_dropped_meanwhile(
    opening, tmp_path, qtbot, monkeypatch
):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "otter.txt").write_text("The otter sleeps on its back.", encoding="utf-8")
    monkeypatch.setattr(opening, "_build", refused)
    window = shown(opening, tmp_path / "data", qtbot)
    trouble = trouble_of(window, qtbot)
    assert "The disk is full" in trouble.sentence.text()
    window.files_given.emit([os.fsencode(folder)])
    monkeypatch.setattr(opening, "_build", lambda data_dir: build(data_dir, None))
    button(trouble, "Try again").click()
    desk = at_work(opening, qtbot)
    qtbot.waitUntil(lambda: [state.read for state in desk.shelf.states()] == [1], timeout=60_000)


def refused(data_dir):
    raise DiskFull(path=str(data_dir))


def test_another_window_that_hangs_is_said_in_a_window_with_the_ways_out(opening, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("assistant.ui.app._STARTED_WITHIN_S", 0.1)
    with WindowLock(tmp_path / "data"):
        window = shown(opening, tmp_path / "data", qtbot)
        trouble = trouble_of(window, qtbot)
        assert "does not answer" in trouble.sentence.text()
    button(trouble, "Try again").click()
    at_work(opening, qtbot)
    assert window.welcome.isVisible()


def test_second_start_brings_the_window_up_and_its_files_in(opening, tmp_path, qtbot):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "otter.txt").write_text("The otter sleeps on its back.", encoding="utf-8")
    window = shown(opening, tmp_path / "data", qtbot)
    window.showMinimized()
    command = [sys.executable, "-m", "assistant", "--data-dir", str(tmp_path / "data"), str(folder)]
    second = subprocess.Popen(command, cwd=ROOT)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
    assert second.returncode == 0
    desk = at_work(opening, qtbot)
    assert not window.isMinimized()
    qtbot.waitUntil(lambda: [state.read for state in desk.shelf.states()] == [1], timeout=60_000)


def opened(theme, qtbot, state=None):
    window = Window(theme)
    qtbot.addWidget(window)
    put_back(window, state or WindowState())
    window.show()
    return window


def drag(pane, width):
    """As the mouse does it."""
    splitter = pane.parent()
    splitter.moveSplitter(width, splitter.indexOf(pane) + 1)


def test_window_comes_back_where_it_stood(theme, qtbot, tmp_path):
    first = opened(theme, qtbot)
    first.setGeometry(40, 30, 700, 560)
    window_state.keep(tmp_path, place_of(first))
    first.close()
    assert opened(theme, qtbot, window_state.kept(tmp_path)).geometry() == QRect(40, 30, 700, 560)


def panes_of(window):
    """How it stands but for its size: it is wider than the screen of the tests, and would be made to fit."""
    return dataclasses.replace(place_of(window), geometry="")


def test_window_closed_before_its_list_came_opens_as_it_did(theme, qtbot):
    left = WindowState(has_begun=True, conversation=7)
    place = place_of(opened(theme, qtbot, left))
    assert (place.has_begun, place.conversation) == (True, 7)


def test_start_that_failed_forgets_nothing_of_how_the_window_stood(opening, tmp_path, qtbot, monkeypatch):
    data_dir = tmp_path / "data"
    program = build(data_dir, None)
    store = program.store.conversations
    number = store.start("Depot")
    store.add_message(number, "user", "Where is it?")
    store.add_message(number, "assistant", "At the harbour.")
    program.close()
    window_state.keep(data_dir, WindowState(has_begun=True, conversation=number))
    monkeypatch.setattr(opening, "_build", refused)
    window = shown(opening, data_dir, qtbot)
    trouble = trouble_of(window, qtbot)
    place = place_of(window)
    assert (place.has_begun, place.conversation) == (True, number)
    monkeypatch.setattr(opening, "_build", lambda data_dir: build(data_dir, None))
    button(trouble, "Try again").click()
    at_work(opening, qtbot)
    qtbot.waitUntil(lambda: [one.question for one in window.transcript.exchanges] == ["Where is it?"])


def test_start_that_failed_in_the_first_minute_is_followed_by_it(opening, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(opening, "_build", refused)
    window = shown(opening, tmp_path / "data", qtbot)
    trouble_of(window, qtbot)
    assert not place_of(window).has_begun


def test_widths_of_panes_and_a_folded_list_are_kept(theme, qtbot):
    first = opened(theme, qtbot)
    first.show_conversation()
    usual = first.sidebar.width()
    assert usual == 248
    drag(first.sidebar, 300)
    first.show_page()
    assert first.sidebar.width() == 300, "the page takes its room from the conversation"
    second = opened(theme, qtbot, panes_of(first))
    second.show_conversation()
    assert second.sidebar.width() == 300
    second.toggle_sidebar()
    third = opened(theme, qtbot, panes_of(second))
    third.show_conversation()
    assert third.sidebar.isHidden()
    third.toggle_sidebar()
    assert third.sidebar.width() == 300


def test_window_of_a_screen_that_went_away_comes_to_one_that_is_there(theme, qtbot):
    window = opened(theme, qtbot)
    window.move(9000, 9000)
    other = opened(theme, qtbot, place_of(window))
    assert QGuiApplication.primaryScreen().availableGeometry().contains(other.geometry().topLeft())


@pytest.mark.parametrize("rubbish", ["", "{", "[]", '{"geometry": "%%%", "panes": [1, 2, 3], "has_sidebar": true}',
                                     '{"geometry": "AAAA", "panes": [-5, 1e999], "has_sidebar": 1}'])  # fmt: skip
def test_rubbish_about_the_window_opens_it_as_new(theme, qtbot, tmp_path, rubbish):
    paths.window_file(tmp_path).write_text(rubbish)
    usual = opened(theme, qtbot)
    usual.show_conversation()
    window = opened(theme, qtbot, window_state.kept(tmp_path))
    window.show_conversation()
    assert (window.size(), window.splitter.sizes()) == (usual.size(), usual.splitter.sizes())


@pytest.mark.log_expected
def test_mistake_of_ours_is_shown_with_a_report_to_copy(window, qtbot, monkeypatch):
    monkeypatch.setattr("assistant.ui.defects.Path.home", lambda: ROOT)
    defects = Defects(window)
    for number in range(7):
        try:
            raise ZeroDivisionError(number)
        except ZeroDivisionError as error:
            defects.caught(type(error), error, error.__traceback__)
    dialog = defects._dialog
    assert dialog.isVisible()
    dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith(f"{identity.NAME} {identity.VERSION}")
    assert text.count("ZeroDivisionError: ") == 5, "the last five"
    assert "ZeroDivisionError: 6" in text
    assert str(ROOT) not in text, "the name of the home folder is nobody's business"
    assert "~" in text
    dialog.accept()


def test_report_names_versions():
    assert "Python" in report([])
    assert "Qt 6" in report([])
