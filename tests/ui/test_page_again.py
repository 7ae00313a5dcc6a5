"""The page beside the answer when files change, when it is closed, when there is very much of it."""

import os

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIntValidator

from assistant.errors import DiskFull
from assistant.records import Label
from assistant.services import libraries, pages
from assistant.services.pages import Tile
from assistant.ui.chat.exchange import Exchange, Stage
from assistant.ui.page.layout import PageLayout
from assistant.ui.page.tiles import Tiles
from tests.reading import making
from tests.ui.beside import QUOTE


def test_gone_file_shows_the_words_it_had(beside):
    path = beside.show("a.pdf", making.pdf([QUOTE]), QUOTE)
    source = beside.source(path, QUOTE)
    os.unlink(path)
    beside.cite(source)
    assert not beside.pane.shows_sheets
    assert beside.pane.text.lit_text() == QUOTE
    assert "no longer there" in beside.pane.notice.accessibleName()


def test_changed_file_says_so_and_is_whole_again_when_it_was_read_again(beside, qtbot):
    path = beside.add("a.pdf", making.pdf([QUOTE]))
    source = beside.source(path, QUOTE)
    with open(path, "wb") as file:
        file.write(making.pdf(["Something else."]))
    beside.cite(source)
    assert beside.pane.text.lit_text() == QUOTE
    assert "changed since it was read" in beside.pane.notice.accessibleName()
    with qtbot.waitSignal(beside.pages.changes_wanted) as wanted:
        beside.press("Look for changes")
    assert wanted.args == ["Documents", path]
    beside.add("a.pdf", making.pdf(["Something else."]))
    beside.pages.look_again()
    beside.settle()
    assert beside.pane.shows_sheets
    assert "no longer in it" in beside.pane.notice.accessibleName()


def test_a_document_that_was_read_again_is_shown_anew(beside):
    path = beside.show("a.txt", QUOTE.encode(), QUOTE)
    beside.add("a.txt", b"Badgers dig.")
    beside.pages.look_again()
    beside.settle()
    assert "Badgers dig." in beside.pane.text.toPlainText()
    assert "no longer in it" in beside.pane.notice.accessibleName()
    os.unlink(path)
    beside.pages.look_again()
    beside.settle()
    assert "no longer there" in beside.pane.notice.accessibleName()


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_document_that_is_the_same_stays_where_it_was_scrolled_to(beside, is_gone):
    path = beside.add("long.txt", "\n\n".join(f"Paragraph {number}. {QUOTE}" for number in range(300)).encode())
    source = beside.source(path, "Paragraph 100. ")
    if is_gone:
        os.unlink(path)
    beside.cite(source)
    bar = beside.pane.text.verticalScrollBar()
    bar.setValue(0)
    beside.pages.look_again()
    beside.settle()
    assert bar.value() == 0


def test_what_is_chosen_while_files_are_looked_at_again_is_shown(beside):
    path = beside.add("a.txt", f"Badgers dig.\n\n{QUOTE}".encode())
    first, second = beside.source(path, "Badgers dig."), beside.source(path, QUOTE)
    beside.cite(first, second)
    beside.pages.show(second, 0)
    beside.pages.look_again()
    beside.settle()
    assert beside.pane.text.lit_text() == QUOTE


def test_when_the_question_is_edited_its_source_stays_without_a_number(beside, qtbot):
    path = beside.add("a.txt", f"Badgers dig.\n\n{QUOTE}".encode())
    first, second = beside.source(path, "Badgers dig."), beside.source(path, QUOTE)
    beside.cite(first, second)
    beside.pages.show(second, 0)
    beside.settle()
    beside.transcript.replace_last(Exchange("Who digs?", stage=Stage.DONE, found=True, sources=[first], quotes=1))
    beside.settle()
    assert not beside.transcript.row(0)._cards[0].property("on")
    assert beside.pane.text.lit_text() == QUOTE
    assert not beside.pane.text._badges()
    assert beside.pane._citations.isHidden()
    with open(path, "ab") as file:
        file.write(b"More words.")
    beside.pages.look_again()
    beside.settle()
    assert beside.pane.text.lit_text() == QUOTE


def test_an_edited_question_lights_none_of_its_new_sources(beside):
    path = beside.add("a.txt", f"Badgers dig.\n\n{QUOTE}".encode())
    first, second = beside.source(path, "Badgers dig."), beside.source(path, QUOTE)
    beside.cite(first, second)
    beside.transcript.replace_last(Exchange("Who digs?", stage=Stage.DONE, found=True, sources=[second], quotes=1))
    assert not beside.transcript.row(0)._cards[0].property("on")


def test_text_of_a_document_that_is_no_more_is_asked_for_once(beside, monkeypatch):
    beside.show("long.txt", "\n\n".join(f"Paragraph {number}. {QUOTE}" for number in range(3000)).encode(),
                "Paragraph 1. ")  # fmt: skip
    asked, piece = [], pages.piece
    monkeypatch.setattr(pages, "piece", lambda *one, **more: asked.append(one) or piece(*one, **more))
    libraries.remove(beside.program, libraries.named(beside.program, "Documents"))
    bar = beside.pane.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    beside.settle()
    assert len(asked) == 1
    beside.pages.look_again()
    beside.settle()
    assert beside.pane.trouble.isVisible()


def test_a_store_that_fails_is_told_and_not_asked_again(beside, qtbot, monkeypatch):
    beside.show("long.txt", "\n\n".join(f"Paragraph {number}. {QUOTE}" for number in range(3000)).encode(),
                "Paragraph 1. ")  # fmt: skip
    told = []
    beside.pages.failed.connect(told.append)

    def fail(*_one, **_more):
        raise DiskFull(path="/home/ana")

    monkeypatch.setattr(pages, "piece", fail)
    monkeypatch.setattr(pages, "found", fail)
    bar = beside.pane.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    beside.settle()
    assert len(told) == 1
    beside.pane.begin_search()
    beside.pane.search.words.setText("otters")
    qtbot.waitUntil(lambda: len(told) == 2)
    beside.settle()
    assert beside.pane.search.count.text() == "", "not: not found"


def test_a_page_that_is_closed_lights_nothing_and_keeps_nothing(beside):
    beside.show("a.txt", QUOTE.encode(), QUOTE)
    beside.show("a.pdf", making.pdf([QUOTE], ["More."]), QUOTE)
    card = beside.transcript.row(0)._cards[0]
    assert card.property("on")
    assert beside.pane.sheets.tiles.kept
    beside.press("Close the page (Esc)")
    assert not card.property("on")
    assert not beside.pane.sheets.tiles.kept
    assert len(beside.pane.findChildren(QIntValidator)) == 1
    beside.pages.show(beside.transcript.exchanges[0].sources[0], 0)
    beside.settle()
    assert card.property("on")
    assert len(beside.pane.sheets.lit_rects()) == 1
    assert beside.pane.sheets.tiles.next_wanted() is None


def test_a_text_is_not_kept_when_another_conversation_comes(beside):
    beside.show("a.txt", QUOTE.encode(), QUOTE)
    beside.pages.leave()
    assert beside.pane.text.toPlainText() == ""


def test_parts_of_pages_that_were_used_longest_ago_go_first(monkeypatch, qapp):
    monkeypatch.setattr("assistant.ui.page.tiles._KEPT_BYTES", 3 * 400)
    tiles = Tiles()
    parts = [Tile(page, (10, 10), 0, 0, 10, 10) for page in range(1, 6)]
    for part in parts[:3]:
        tiles.take(part, bytes(400))
    tiles.want([parts[0]])
    for part in parts[3:]:
        tiles.take(part, bytes(400))
    assert tiles.kept == [parts[0], *parts[3:]]
    tiles.want(parts)
    for part in parts[1:3]:
        tiles.take(part, bytes(400))
    assert set(tiles.kept) == set(parts), "what is seen is kept, however much it is"


def test_a_place_in_ten_thousand_pages_is_known_without_looking_at_all_of_them(qapp):
    class Unread(list):
        def __iter__(self):
            pytest.fail("every page is looked at")

    layout = PageLayout()
    layout.sheets = [pages.Sheet(number, Label("page", number), 595, 842, 0) for number in range(1, 10_001)]
    layout.arrange(QSize(500, 700), 1.0)
    layout._sizes = Unread(layout._sizes)
    assert layout.rect(9_999).bottom() < layout.size.height()


def test_larger_type_in_a_long_text_sets_only_what_is_seen(beside, monkeypatch):
    monkeypatch.setattr("assistant.ui.page.text._AT_ONCE_CHARACTERS", 20_000)
    text = "\n\n".join(f"Paragraph {number}. {QUOTE * 6}" for number in range(3000))
    beside.show("long.txt", text.encode(), "Paragraph 1500. ")
    shown = beside.pane.text
    before = shown.visible_place()
    beside.pane.zoom_by(2)
    assert shown.characters == 0
    beside.settle()
    assert shown.lit_text() == "Paragraph 1500."
    assert shown.visible_place() == before
