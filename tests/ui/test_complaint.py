"""The sentence that says what went wrong, over the conversation."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from assistant.ui.controls.complaint import Complaint

LONG = "The disk is full: /home/ana/.local/share/footnote. Nothing was lost. " * 3


@pytest.fixture
def complaint(window):
    return window.findChild(Complaint)


def test_it_is_not_there_until_something_is_said(complaint):
    assert complaint.isHidden()


def test_it_shows_all_of_the_sentence_and_nothing_is_moved(window, complaint, qtbot):
    before = window.composer.mapTo(window, QPoint())
    window.complain(LONG)
    assert complaint.isVisible()
    assert complaint.text.text() == LONG
    assert complaint.text.heightForWidth(complaint.text.width()) <= complaint.text.height()
    assert window.composer.mapTo(window, QPoint()) == before


@pytest.mark.parametrize("width", [640, 1024, 2560])
def test_it_stays_inside_the_conversation_whatever_its_size(window, complaint, width):
    window.complain(LONG)
    window.resize(width, 700)
    over = complaint.parentWidget()
    assert QRect(QPoint(), over.size()).contains(complaint.geometry())
    assert abs(complaint.geometry().center().x() - over.rect().center().x()) <= 1


def test_words_in_it_are_never_taken_for_markup(window, complaint):
    window.complain("<b>{path}</b> <img src='x'>")
    assert complaint.text.textFormat() is Qt.TextFormat.PlainText


def test_escape_closes_it_before_it_does_anything_else(window, complaint, qtbot):
    window.show_conversation()
    window.show_page()
    window.complain(LONG)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert complaint.isHidden()
    assert not window.page.isHidden()


def test_its_button_closes_it(window, complaint, qtbot):
    window.complain(LONG)
    qtbot.mouseClick(complaint.close_button, Qt.MouseButton.LeftButton)
    assert complaint.isHidden()


def test_it_goes_by_itself_but_not_from_under_the_focus(window, complaint, qtbot):
    complaint._timer.setInterval(1)
    window.complain(LONG)
    complaint.close_button.setFocus()
    qtbot.waitUntil(lambda: complaint._timer.isActive())
    assert complaint.isVisible()
    window.composer.text.setFocus()
    qtbot.waitUntil(complaint.isHidden)


def test_it_can_be_read_by_those_who_listen(window, complaint):
    window.complain(LONG)
    told = QAccessible.queryAccessibleInterface(complaint)
    assert told.text(QAccessible.Text.Name) == LONG


def test_it_wears_the_colours_of_another_theme(window, complaint, theme):
    window.complain(LONG)
    light = complaint.grab().toImage()
    theme.choose("dark")
    dark = complaint.grab().toImage()
    middle = QPoint(light.width() // 2, 4)
    assert light.pixelColor(middle) != dark.pixelColor(middle)


def test_two_of_them_do_not_pile_up(window, qtbot):
    window.complain("one")
    window.complain("two")
    assert len([bar for bar in window.findChildren(QWidget) if isinstance(bar, Complaint)]) == 1
    assert window.findChild(Complaint).text.text() == "two"
