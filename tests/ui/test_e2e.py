"""The whole program through its real window: real files, children and models."""

import os
import signal

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from assistant.__main__ import build
from assistant.services import libraries
from assistant.ui.chat.exchange import Stage
from assistant.ui.chat.quote_card import QuoteCard
from assistant.ui.desks.desk import Desk
from assistant.ui.libraries.shelf import DOCUMENTS
from assistant.ui.libraries.state import LibraryState
from assistant.ui.render.rich_text import RichText
from assistant.ui.window import Window
from tests.e2e.conftest import write_facts
from tests.ui.conftest import idle


def drop(window, *paths):
    """What the system does when files are dropped on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), *how))


def write(window, text):
    QTest.keyClicks(window.composer.text, text)
    QTest.keyClick(window.composer.text, Qt.Key.Key_Return)


def answer(window, desk, qtbot):
    qtbot.waitUntil(lambda: not desk.answering.is_running, timeout=60_000)
    return window.transcript.exchanges[-1]


def state(desk):
    """How the library is that everything is dropped into; empty before there is one."""
    return next((one for one in desk.shelf.states() if one.name == DOCUMENTS), LibraryState(DOCUMENTS, 0, 0))


@pytest.fixture
def facts(tmp_path):
    folder = tmp_path / "My files"
    folder.mkdir()
    write_facts(folder)
    return folder


def test_from_a_dropped_folder_to_the_lit_words(desk, window, qtbot, facts):
    assert window.welcome.isVisible()
    drop(window, facts)
    idle(qtbot, desk)
    assert window.transcript.isVisible()
    write(window, "Who administers the pension fund?")
    one = answer(window, desk, qtbot)
    assert one.from_documents
    assert one.found
    assert "administered by Alder Trust" in one.sources[0].text
    card = next(card for card in window.transcript.row(0).findChildren(QuoteCard) if card.number == 1)
    with qtbot.waitSignal(desk.pages.shown) as shown:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert shown.args == [os.fsencode(facts / "pension.pdf")]
    qtbot.waitUntil(lambda: bool(window.page.sheets.lit_rects()), timeout=10_000)
    lit = window.page.sheets.lit_rects()[0]
    assert window.page.sheets.page_rect(2).contains(lit.toRect()), "on the second page"
    assert window.page.sheets.viewport().rect().contains(lit.center().toPoint()), "and in sight"
    assert card.property("on")

    write(window, "What did the captain hide under the lighthouse stairs?")
    answer(window, desk, qtbot)
    card = next(card for card in window.transcript.row(1).findChildren(QuoteCard) if card.number == 1)
    QTest.keyClick(card, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "a brass sextant" in window.page.text.lit_text(), timeout=10_000)


def test_what_the_files_do_not_hold_is_said(desk, window, qtbot, facts):
    drop(window, facts)
    idle(qtbot, desk)
    write(window, "What does the planet Jupiter weigh?")
    one = answer(window, desk, qtbot)
    assert one.found is False
    assert one.nearest
    assert one.sentences == []


@pytest.mark.log_expected
def test_an_engine_killed_in_mid_answer_costs_that_answer_its_end_and_nothing_else(desk, program, window, qtbot):
    write(window, "Write a long story about a lighthouse and its keeper.")
    qtbot.waitUntil(lambda: window.transcript.exchanges[-1].tail.count(" ") > 5, timeout=60_000)
    os.kill(program.chat.pid, signal.SIGKILL)
    one = answer(window, desk, qtbot)
    assert one.text.count(" ") > 5
    assert "so far is kept" in one.stopped
    row = window.transcript.row(0)
    assert any(one.text[:20] in text.toPlainText() for text in row.findChildren(RichText) if text.isVisible())
    assert any(button.text() == "Ask again" and button.isVisible() for button in row.findChildren(QPushButton))
    write(window, "Hello")
    assert answer(window, desk, qtbot).stage is Stage.DONE
    assert window.transcript.exchanges[-1].text


def test_a_window_closed_while_files_are_read_goes_on_when_it_is_opened_again(
    desk, window, theme, qtbot, tmp_path, program
):
    folder = tmp_path / "Many files"
    folder.mkdir()
    count = 1_000
    for number in range(count):
        text = f"The keeper of tower {number} is called Ana {number}."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    drop(window, folder)
    qtbot.waitUntil(lambda: state(desk).read > 0, timeout=30_000)
    window.close()

    again = Window(theme)
    qtbot.addWidget(again)
    again.show()
    opened = build(program.data_dir, None)
    (before,) = libraries.overview(opened)
    second = Desk(again, opened)
    try:
        qtbot.waitUntil(lambda: second.choice.has_documents, timeout=30_000)
        qtbot.waitUntil(lambda: state(second).read == count, timeout=60_000)
        write(again, "Who is the keeper of tower 149?")
        assert "Ana 149" in answer(again, second, qtbot).sources[0].text
    finally:
        second.close()
    assert 0 < before.coverage.files < count, "it was closed in the middle"
