"""Who cannot see the window, or has no mouse, can do everything: names, roles, the way of the Tab key, the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from assistant.ui.chat.quote_card import QuoteCard
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


def test_everything_can_be_done_without_a_mouse(desk, window, qtbot):
    """Start, add the sample folder, ask, go to the quote, see its page, and back: keys alone."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def go_to(is_there, key=Qt.Key.Key_Tab):
        for _ in range(60):
            if is_there(QApplication.focusWidget()):
                return
            press(key)
        pytest.fail("Tab does not come there")

    go_to(lambda one: getattr(one, "text", str)() == "Try it with the sample folder")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not desk.shelf.is_busy, timeout=60_000)
    assert window.composer.text.hasFocus()
    qtbot.keyClicks(window.composer.text, "When is the open day?")  # in place of the question that stands there
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.transcript.exchanges and not desk.answering.is_running, timeout=60_000)
    assert "13 June" in window.transcript.exchanges[0].sources[0].text

    go_to(lambda one: isinstance(one, QuoteCard) and one.number == 1, Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.isVisible() and lit_cards(window) == [1], timeout=20_000)
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: lit_cards(window) == [2], timeout=20_000)
    press(Qt.Key.Key_Escape)
    assert window.page.isHidden()
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.composer.text.hasFocus()


def lit_cards(window):
    """The numbers of the quotes whose place is on the page."""
    return [card.number for card in window.transcript.row(0).findChildren(QuoteCard) if card.property("on")]
