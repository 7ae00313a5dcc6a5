"""Who cannot see the window, or has no mouse, can do everything: names, roles, the way of the Tab key, the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.looking import described, reached, stops, too_small, unnamed, unseen
from tests.ui.states import STATES


@pytest.fixture
def in_state(window, qtbot):
    """Brings the window into a state and lets it come to rest."""

    def show(state):
        STATES[state](window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.wait(20)  # for the events that lay it out
        return window

    return show


@pytest.mark.parametrize("state", STATES)
def test_everything_that_can_have_the_focus_has_a_name_and_a_role(in_state, state):
    assert unnamed(in_state(state)) == []


@pytest.mark.parametrize("state", STATES)
def test_everything_that_can_have_the_focus_is_reached_by_tab(in_state, qtbot, state):
    window = in_state(state)
    window.composer.text.setFocus()
    found = reached(qtbot)
    assert [described(one) for one in stops(window) if one not in found] == []


def test_tab_goes_through_the_window_as_it_is_read_and_shift_tab_goes_back(in_state, qtbot):
    window = in_state("page failed")
    window.composer.text.setFocus()
    found = reached(qtbot)
    back = reached(qtbot, Qt.Key.Key_Backtab)
    # The buttons of a row are there while the row has the focus: from behind one comes to the row first.
    assert back == [one for one in [found[0], *reversed(found[1:])] if one in back]
    assert all(window.sidebar.isAncestorOf(one) for one in found if one not in back)
    begin = found.index(window.header.menu)
    found = found[begin:] + found[:begin]
    panes = [window.header, window.sidebar, window.transcript, window.composer, window.page]
    order = [next(at for at, pane in enumerate(panes) if pane.isAncestorOf(one)) for one in found]
    assert order == sorted(order)
    conversation = [one.mapTo(window, one.rect().center()).y() for one in found if panes[2].isAncestorOf(one)]
    assert conversation[1:] == sorted(conversation[1:])  # the first is the view that holds the others


@pytest.mark.parametrize("state", STATES)
def test_what_has_the_focus_shows_it(in_state, state):
    window = in_state(state)
    QApplication.setCursorFlashTime(0)
    assert unseen(window) == []


@pytest.mark.parametrize("state", STATES)
def test_what_can_be_clicked_is_large_enough(in_state, state):
    assert too_small(in_state(state)) == []


def test_an_unnamed_control_is_found(window, qtbot):
    window.show_conversation()
    button = QLineEdit(window)
    button.show()
    assert any("QLineEdit" in one for one in unnamed(window))


