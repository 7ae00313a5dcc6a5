"""What a click opens in other programs."""

import os
import sys

import pytest
from PySide6.QtCore import QObject

from assistant.errors import LinkRefused, NoProgramForIt
from assistant.services.outside import Outside
from assistant.ui.elsewhere import Elsewhere

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the starter of Linux stands in for the others")


@pytest.fixture
def starter(tmp_path, monkeypatch):
    """An `xdg-open` that writes down what it was given."""
    folder, told = tmp_path / "bin", tmp_path / "told"
    folder.mkdir()
    (folder / "xdg-open").write_text(f'#!/bin/sh\nprintf %s "$1" > "{told}.part"\n/bin/mv "{told}.part" "{told}"\n')
    (folder / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return told


@pytest.fixture
def elsewhere(qapp):
    parent = QObject()
    yield Elsewhere(Outside(), parent)
    parent.deleteLater()


def test_click_on_a_link_reaches_the_browser(qtbot, elsewhere, starter):
    elsewhere.open_link("https://example.org/leave")
    qtbot.waitUntil(starter.exists)
    assert starter.read_text() == "https://example.org/leave"


def test_what_cannot_be_opened_is_told(qtbot, elsewhere, starter):
    with qtbot.waitSignal(elsewhere.failed) as told:
        elsewhere.open_link("file:///etc/passwd")
    assert isinstance(told.args[0], LinkRefused)
    (starter.parent / "bin" / "xdg-open").unlink()
    with qtbot.waitSignal(elsewhere.failed) as told:
        elsewhere.open_link("https://example.org/")
    assert isinstance(told.args[0], NoProgramForIt)


def test_page_beside_the_answer_opens_its_file_and_its_folder(qtbot, desk, window, starter, tmp_path):
    file = tmp_path / "plan.txt"
    file.write_text("Plan")
    window.page.open_wanted.emit(os.fsencode(file))
    qtbot.waitUntil(starter.exists)
    assert starter.read_text() == str(file)
    starter.unlink()
    window.page.folder_wanted.emit(os.fsencode(file))
    qtbot.waitUntil(starter.exists)
    assert starter.read_text() == str(tmp_path)
