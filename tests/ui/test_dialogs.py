"""Every dialog: nothing cut when texts are longer, everything named, reached by Tab, seen and large enough."""

import contextlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from assistant.ui.defects import Defects
from tests.ui.conftest import idle
from tests.ui.looking import described, problems, reached, stops, too_small, unnamed, unseen

SECTIONS = ("answers", "reading", "look", "data", "offline", "about")


def openers(desk, window):
    """Each dialog by its name, and what opens it."""
    yield from ((section, lambda section=section: desk.header.show_settings(section)) for section in SECTIONS)
    yield "keys", window.show_shortcuts
    yield "limits", window.welcome.limits_wanted.emit
    (library,) = desk.shelf.states()
    yield "files", lambda: window.sidebar.library_action.emit("files", library.name)
    yield "removing", lambda: window.sidebar.library_action.emit("remove", library.name)
    yield "link", lambda: window.transcript.link_wanted.emit("https://example.org/a/page")
    yield "models", window.header.models_wanted.emit
    yield "defect", lambda: Defects(window).show(ValueError("an example"))


@pytest.fixture
def opened(desk, window, qtbot, tmp_path):
    """Opens one dialog after the other; each is closed when the next one is wanted."""
    folder = tmp_path / "Files"
    folder.mkdir()
    (folder / "rules.txt").write_text("Leave is asked for with form H-417.")
    window.files_given.emit([bytes(folder)])
    idle(qtbot, desk)

    def each():
        for name, show in openers(desk, window):
            show()
            qtbot.waitUntil(lambda: shown(window) is not None)
            dialog = shown(window)
            dialog.activateWindow()
            idle(qtbot, desk)
            qtbot.wait(20)  # for the events that lay it out
            yield name, dialog
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
            qtbot.waitUntil(lambda: shown(window) is None)

    return each


def shown(window):
    """The dialog that is open."""
    return next((one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window), None)


def test_nothing_is_cut_when_texts_are_longer(pseudo, opened, qtbot):
    found = {}
    for name, dialog in opened():
        with contextlib.suppress(qtbot.TimeoutError):
            qtbot.waitUntil(lambda dialog=dialog: not problems(dialog), timeout=1000)
        found[name] = problems(dialog)
    assert {name: said for name, said in found.items() if said} == {}


def test_every_control_can_be_reached_seen_and_hit(opened, qtbot):
    found = {}
    for name, dialog in opened():
        assert dialog.isAncestorOf(QApplication.focusWidget()), f"nothing has the focus in {name}"
        way = reached(qtbot)
        missed = [described(one) for one in stops(dialog) if one not in way]
        found[name] = unnamed(dialog) + missed + too_small(dialog) + unseen(dialog)
    assert {name: said for name, said in found.items() if said} == {}
