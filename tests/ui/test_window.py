"""The panes of the window: what fits is beside, what does not lies over or folds; the focus is where one writes."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from assistant.ui.chat.empty import Empty
from assistant.ui.chat.quote_card import QuoteCard
from assistant.ui.look import tokens
from tests.ui.states import STATES


@pytest.fixture
def answered(window, qtbot):
    """The window with an answer and the page of its first source."""
    STATES["answer"](window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def at_rest(window):
    return window._sliding.state() == window._sliding.State.Stopped


def beside(window):
    return window.splitter.indexOf(window.page) >= 0


def test_one_can_write_at_once(window):
    assert window.focusWidget() is window.composer.text


def test_one_can_go_on_writing_when_the_conversation_comes(window):
    window.composer.text.setPlainText("How do I")
    window.show_conversation()
    assert window.focusWidget() is window.composer.text
    assert window.composer.text.toPlainText() == "How do I"


def test_a_conversation_without_a_question_says_what_to_do(window):
    window.show_conversation()
    empty = window.transcript.findChild(Empty)
    assert empty.isHidden(), "the last conversation may be on its way"
    window.transcript.show_exchanges([])
    assert empty.isVisible()
    assert empty.geometry() == window.transcript.rect()
    STATES["answer"](window)
    assert empty.isHidden()


def test_the_page_is_beside_the_answer_or_over_it_and_never_lost(answered, qtbot):
    answered.resize(1440, 900)
    answered.show_page()
    assert beside(answered)
    for width in (1024, 1440, 1024, 1300):
        answered.resize(width, 800)
        qtbot.waitUntil(lambda: at_rest(answered))
        assert answered.page.isVisible()
        assert beside(answered) == (width >= tokens.SLIDES_OVER_PX)
        place = QRect(answered.page.mapTo(answered, answered.page.rect().topLeft()), answered.page.size())
        assert answered.rect().contains(place)
        assert place.right() == answered.rect().right()
        assert place.width() >= tokens.PAGE_PX


def test_a_page_that_slides_in_while_the_window_grows_ends_beside_the_answer(answered, qtbot):
    answered.resize(1024, 700)
    answered.show_page()
    answered.resize(1440, 900)
    qtbot.waitUntil(lambda: at_rest(answered))
    assert answered.page.geometry().left() >= answered.splitter.widget(1).geometry().right()


def test_a_page_that_was_closed_stays_closed_whatever_the_size(answered):
    answered.resize(1440, 900)
    answered.show_page()
    answered.hide_page()
    for width in (1024, 1440):
        answered.resize(width, 800)
        assert answered.page.isHidden()


def test_closing_the_page_gives_the_focus_back_to_where_one_writes(answered, qtbot):
    answered.resize(1440, 900)
    answered.show_page()
    qtbot.keyClick(answered.composer.text, Qt.Key.Key_Tab)
    answered.page.findChildren(type(answered.header.menu))[0].setFocus()
    qtbot.keyClick(answered, Qt.Key.Key_Escape)
    assert answered.page.isHidden()
    assert answered.focusWidget() is answered.composer.text


def test_a_page_that_is_closed_by_key_leaves_no_card_lit(answered, qtbot):
    answered.page.closed.connect(lambda: answered.transcript.light(0, 0))  # as `Pages` does
    answered.show_page()
    answered.transcript.light(0, 1)
    qtbot.keyClick(answered, Qt.Key.Key_Escape)
    assert not any(card.property("on") for card in answered.transcript.row(0).findChildren(QuoteCard))


def test_what_one_writes_stands_right_under_what_is_answered(answered, qtbot):
    row = answered.transcript.row(0)
    here = answered.composer.mapTo(answered, QPoint(0, 0)).x()
    assert row.mapTo(answered, QPoint(0, 0)).x() == here


def test_the_list_at_the_side_folds_where_there_is_little_room_and_comes_back(answered):
    answered.resize(tokens.FOLDS_PX - 1, 700)
    assert answered.sidebar.isHidden()
    answered.toggle_sidebar()
    assert answered.sidebar.isVisible()
    answered.resize(1440, 900)
    assert answered.sidebar.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_line_is_too_long_to_be_read_on_a_large_screen(answered, theme, qtbot, scale):
    theme.set_text_scale(scale)
    answered.resize(2560, 1440)
    row = answered.transcript.row(0)
    widest = round(scale * tokens.COLUMN_PX)
    qtbot.waitUntil(lambda: answered.transcript.row(0).width() == widest)
    assert answered.composer.width() == widest
    assert row is not None
    theme.set_text_scale(1.0)


def test_the_source_on_the_page_stays_lit_in_another_theme(answered, theme):
    answered.transcript.light(0, 2)
    theme.choose("dark")
    cards = answered.transcript.row(0).findChildren(QuoteCard)
    assert [bool(card.property("on")) for card in cards] == [False, True]
    answered.transcript.light(0, 0)
    assert not any(card.property("on") for card in cards)


def test_with_nothing_to_ask_yet_one_chats(window):
    assert [one.isVisible() for one in (window.composer.scope, window.composer.this_file)] == [False, False]
    assert window.composer.chat.isChecked()
    assert window.composer.text.placeholderText()
