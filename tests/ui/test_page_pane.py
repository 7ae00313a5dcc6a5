"""The page beside the answer: the right page, the words lit, what a person does with them."""

import os
import signal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from assistant.errors import PageNotShown
from assistant.services import pages
from assistant.services.pages import TILE_PX
from assistant.ui.chat.exchange import Exchange, Stage
from assistant.ui.look import tokens
from assistant.ui.source import Source
from tests.reading import making
from tests.reading import making_scans as scans
from tests.ui.beside import QUOTE, colour_at, near

MM = 72 / 25.4


def test_cited_page_is_shown_with_the_words_lit_where_they_are_printed(beside):
    beside.show("a.pdf", making.pdf(["First."], ["Second."], ["Badgers dig.", QUOTE]), QUOTE)
    sheets = beside.pane.sheets
    assert beside.pane.shows_sheets
    assert sheets.current_page == 3
    page, (lit,) = sheets.page_rect(3), sheets.lit_rects()
    scale = page.width() / 595.2756
    # 12 point Helvetica, 72 points from the left, its foot 680 points above that of an A4 page.
    assert lit.left() == pytest.approx(page.left() + 72 * scale, abs=2)
    assert page.top() + (841.8898 - 680) * scale == pytest.approx(lit.bottom() - 2.5 * scale, abs=2)
    assert lit.width() == pytest.approx(191 * scale, abs=4)
    assert sheets.viewport().rect().contains(lit.toRect())
    assert near(colour_at(sheets.viewport(), QPoint(int(lit.right()), int(lit.top()) + 1)), tokens.LIGHT.mark)


def test_words_of_a_scan_are_lit_on_its_picture(beside):
    beside.show("scan.pdf", scans.pdf(["A page of text before the scan, long enough."], scans.picture(scans.LEAVE)),
                "two weeks ahead")  # fmt: skip
    sheets = beside.pane.sheets
    page, (lit,) = sheets.page_rect(2), sheets.lit_rects()
    scale = page.width() / 500
    # Drawn 60 + 54 pixels from the top of a picture of 1,000 by 400 that fills 500 by 200 points.
    assert page.top() + 57 * scale - 2 <= lit.top() <= lit.bottom() <= page.top() + 77 * scale + 2
    assert near(colour_at(sheets.viewport(), QPoint(int(lit.left()), int(lit.center().y()))), tokens.LIGHT.mark)


def test_text_document_is_lit_and_its_page_is_not_drawn(beside):
    body = making.paragraph("Badgers dig.") + making.paragraph(QUOTE)
    beside.show("a.docx", making.docx(body), QUOTE)
    assert not beside.pane.shows_sheets
    assert beside.pane.text.lit_text() == QUOTE
    assert "Badgers dig." in beside.pane.text.toPlainText()


def test_words_that_take_two_units_each_are_lit_right(beside):
    beside.show("a.txt", "🦦🦦 🦦 and more. Badgers 🦡 dig.\n\nThe end.".encode(), "Badgers 🦡 dig")
    assert beside.pane.text.lit_text() == "Badgers 🦡 dig"


def test_words_in_a_table_are_lit_in_their_cells(beside):
    rows = "".join(f"Otter {number},{number} kg,fish\n" for number in range(300))
    beside.show("otters.csv", b"Name,Weight,Food\n" + rows.encode(), "Name: Otter 250 | Weight: 250 kg")
    assert beside.pane.text.lit_text() == "Otter 250 250 kg"
    assert beside.pane.text.viewport().rect().contains(beside.pane.text.lit_rect().center())


def test_a_table_of_many_columns_is_a_table_that_scrolls(beside):
    names = ",".join(f"Column {number}" for number in range(13))
    rows = "".join(",".join(f"value {row} {column}" for column in range(13)) + "\n" for row in range(40))
    beside.show("wide.csv", f"{names}\n{rows}".encode(), "Column 0: value 7 0 | Column 1: value 7 1")
    text = beside.pane.text
    assert text.lit_text() == "value 7 0 value 7 1"
    assert text.document().rootFrame().childFrames(), "a real table"
    across = text.horizontalScrollBar()
    assert across.maximum() > 0
    beside.pane.begin_search()
    beside.pane.search.words.setText("value 9 12")
    beside.qtbot.waitUntil(lambda: across.value() > 0, timeout=5_000)


def test_every_citation_of_the_document_is_lit_and_pointing_works_both_ways(beside):
    path = beside.add("a.txt", f"Badgers dig.\n\n{QUOTE}\n\nThe end.".encode())
    beside.cite(beside.source(path, "Badgers dig."), beside.source(path, QUOTE))
    text, card = beside.pane.text, beside.transcript.row(0)._cards[1]
    numbers = text._badges()
    assert set(numbers) == {1, 2}
    other = text._line_of(text._cited.places[2]).topLeft() + QPoint(3, 3)
    faint = colour_at(text.viewport(), other)
    assert not near(faint, tokens.LIGHT.mark)
    beside.transcript.pointed_at.emit(2, 0)
    assert near(colour_at(text.viewport(), other), tokens.LIGHT.decisive, by=30)
    beside.transcript.pointed_at.emit(0, 0)
    assert colour_at(text.viewport(), other) == faint
    QTest.mouseMove(text.viewport(), other + QPoint(20, 3))
    assert card.property("on")
    QTest.mouseMove(text.viewport(), numbers[1].center().toPoint())
    assert not card.property("on")


def test_every_citation_of_a_drawn_page_is_lit_and_pointing_works_both_ways(beside):
    path = beside.add("a.pdf", making.pdf(["Badgers dig.", QUOTE]))
    beside.cite(beside.source(path, "Badgers dig."), beside.source(path, QUOTE))
    sheets, card = beside.pane.sheets, beside.transcript.row(0)._cards[1]
    beside.transcript.pointed_at.emit(2, 0)
    (lit,) = sheets._layout.placed(1, sheets._marks._lit[2].boxes)
    place = (lit.center() - QPointF(sheets._offset())).toPoint()
    edge = QPoint(place.x(), round(lit.top() - sheets._offset().y()))
    assert near(colour_at(sheets.viewport(), edge), tokens.LIGHT.decisive)
    beside.transcript.pointed_at.emit(0, 0)
    assert not near(colour_at(sheets.viewport(), edge), tokens.LIGHT.decisive)
    QTest.mouseMove(sheets.viewport(), place)
    assert card.property("on")
    QTest.mouseMove(sheets.viewport(), QPoint(place.x(), place.y() + 200))
    assert not card.property("on")


def test_one_cited_place_that_cannot_be_found_leaves_the_others_lit(beside, monkeypatch):
    path = beside.add("a.pdf", making.pdf(["Badgers dig.", QUOTE]))
    first, second = beside.source(path, "Badgers dig."), beside.source(path, QUOTE)
    characters = pages.characters

    def of_the_first(program, view, page, start, end, *, cancel):
        if start == second.start:
            raise PageNotShown(reason="It took too long.")
        return characters(program, view, page, start, end, cancel=cancel)

    monkeypatch.setattr(pages, "characters", of_the_first)
    beside.cite(first, second)
    assert beside.pane.sheets.lit_rects()
    beside.pages.show(second, 0)
    beside.settle()
    assert not beside.pane.sheets.lit_rects()
    assert beside.pane.sheets._marks._lit[1].boxes


def test_numbers_of_one_line_stand_beside_each_other(beside):
    path = beside.add("a.pdf", making.pdf([f"Badgers dig. {QUOTE}"]))
    beside.cite(beside.source(path, "Badgers dig."), beside.source(path, QUOTE))
    marks = beside.pane.sheets._marks
    (first,), (second,) = (list(marks._badges(marks._lit[number], -1000)) for number in (1, 2))
    assert first.isValid()
    assert second.right() < first.left()


def test_another_answer_takes_the_marks_of_the_one_before_away(beside):
    path = beside.add("a.pdf", making.pdf(["Badgers dig.", QUOTE]))
    first, second = beside.source(path, "Badgers dig."), beside.source(path, QUOTE)
    beside.cite(first, second)
    beside.cite(second)
    assert set(beside.pane.sheets._marks._lit) == {1}


def test_what_only_comes_near_has_no_number_on_the_page(beside):
    path = beside.add("a.txt", QUOTE.encode())
    beside.transcript.show_exchanges([Exchange("Who?", stage=Stage.DONE, nearest=[beside.source(path, QUOTE)])])
    beside.pages.show(beside.transcript.exchanges[0].nearest[0], 0)
    beside.settle()
    assert beside.pane.text.lit_text() == QUOTE
    assert not beside.pane.text._badges()


def test_text_is_never_taken_for_markup(beside):
    hostile = '<img src="file:///etc/hostname"> <b>bold</b> ![x](//host/share) &amp; otters'
    beside.show("a.txt", hostile.encode(), "otters")
    assert hostile in beside.pane.text.toPlainText()


def test_page_of_five_metres_and_one_of_a_point_are_shown(beside):
    from tests.reading.test_view import drawn_at

    beside.show("poster.pdf", drawn_at((5000 * MM, 5000 * MM), 400, 12_000, QUOTE), QUOTE)
    sheets = beside.pane.sheets
    assert sheets.page_rect(1).width() < sheets.viewport().width()
    for _ in range(12):
        beside.pane.zoom_by(1)
    beside.settle()
    assert sheets.tiles.kept
    assert all(max(tile.width, tile.height) <= TILE_PX for tile in sheets.tiles.kept)
    assert sheets.tiles.next_wanted() is None
    beside.show("dot.pdf", drawn_at((1, 1), 0, 0, "A page of one point and many letters"), "one point")
    assert sheets.page_rect(1).width() == 40
    assert sheets.tiles.next_wanted() is None


def test_picture_that_is_too_large_says_so(beside):
    path = beside.add("huge.png", scans.encoded(scans.Image.new("1", (20_000, 20_000))))
    beside.cite(Source(path, 1, 0, 5, "otter", None))
    assert "20000 by 20000" in beside.pane.trouble.text()
    assert beside.pane.trouble.isVisible()


def test_only_pages_that_are_seen_are_drawn(beside):
    beside.show("long.pdf", making.pdf(*([f"Page {number} of otters."] for number in range(1, 201))), "Page 150 of")
    sheets = beside.pane.sheets
    assert sheets.current_page == 150
    assert {tile.page for tile in sheets.tiles.kept} <= set(range(149, 152))
    sheets.go_to_page(3)
    beside.settle()
    assert sheets.current_page == 3
    assert sheets.tiles.next_wanted() is None
    assert len({tile.page for tile in sheets.tiles.kept}) < 12


def test_page_field_goes_to_a_page_and_shows_which_one_it_is(beside, qtbot):
    beside.show("a.pdf", making.pdf(*([f"Page {number}."] for number in range(1, 31))), "Page 2.")
    field = beside.pane.page_field
    assert field.text() == "2"
    field.setText("17")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert beside.pane.sheets.current_page == 17
    field.setText("99")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert beside.pane.sheets.current_page == 17


def test_next_and_previous_citation_go_round(beside):
    first = beside.add("a.pdf", making.pdf([QUOTE]))
    second = beside.add("b.txt", b"Badgers dig at night.")
    beside.cite(beside.source(first, QUOTE), beside.source(second, "dig at night"))
    beside.press("Next citation (Alt+Right)")
    beside.settle()
    assert beside.pane.text.lit_text() == "dig at night"
    beside.press("Next citation (Alt+Right)")
    beside.settle()
    assert beside.pane.shows_sheets
    assert len(beside.pane.sheets.lit_rects()) == 1


def test_next_citation_in_the_same_document_stays_in_it(beside):
    path = beside.add("a.pdf", making.pdf(*([f"Page {number}."] for number in range(1, 31))))
    beside.cite(beside.source(path, "Page 2."), beside.source(path, "Page 28."))
    drawn = set(beside.pane.sheets.tiles.kept)
    beside.pane.stepped.emit(1)
    beside.settle()
    assert not beside.pane._patience.isActive(), "quiet lines would take its place"
    assert beside.pane.shows_sheets
    assert beside.pane.sheets.current_page == 28
    assert drawn < set(beside.pane.sheets.tiles.kept)


def test_words_are_searched_for_in_the_document(beside, qtbot):
    pdf = making.pdf(["Otters swim."], ["Badgers dig."], ["otters sleep."], ["The end."])
    beside.show("a.pdf", pdf, "Badgers dig")
    beside.pane.begin_search()
    bar = beside.pane.search
    bar.words.setText("OTTERS")
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    beside.settle()
    assert bar.count.text() == "1 of 2"
    assert beside.pane.sheets.current_page == 1
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    beside.settle()
    assert bar.count.text() == "2 of 2"
    bar.words.setText("wombats")
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    beside.settle()
    assert bar.count.text() == "not found"
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert beside.pane.isVisible()


def test_found_words_far_away_in_a_long_text_are_brought_and_shown(beside, qtbot):
    text = "\n\n".join(f"Paragraph {number}. {QUOTE * 6}" for number in range(3000))
    beside.show("long.txt", text.encode(), "Paragraph 5. ")
    shown = beside.pane.text
    assert shown.characters < 100_000
    beside.pane.begin_search()
    beside.pane.search.words.setText("paragraph 2900.")
    qtbot.keyClick(beside.pane.search.words, Qt.Key.Key_Return)
    beside.settle()
    assert "Paragraph 2900." in shown.toPlainText()
    assert "Paragraph 1500." not in shown.toPlainText()
    assert shown.visible_place().start == pytest.approx(text.index("Paragraph 2900."), abs=4000)


def test_scrolling_up_brings_earlier_text_and_what_is_read_stays_in_place(beside):
    text = "\n\n".join(f"Paragraph {number}. {QUOTE * 6}" for number in range(3000))
    beside.show("long.txt", text.encode(), "Paragraph 1500. ")
    shown, bar = beside.pane.text, beside.pane.text.verticalScrollBar()
    first = shown.ends[0].start
    before = shown.lit_rect().top()
    bar.setValue(0)
    there = shown.visible_place()
    beside.settle()
    assert shown.ends[0].start < first
    assert shown.visible_place() == there
    assert shown.lit_rect().top() > before


def test_text_that_is_read_on_and_on_is_begun_anew_before_it_is_too_much(beside, monkeypatch):
    monkeypatch.setattr("assistant.ui.page.text._MOST_CHARACTERS", 70_000)
    text = "\n\n".join(f"Paragraph {number}. {QUOTE * 6}" for number in range(3000))
    beside.show("long.txt", text.encode(), "Paragraph 5. ")
    shown, bar = beside.pane.text, beside.pane.text.verticalScrollBar()
    for _ in range(20):
        before = shown.visible_place().start
        bar.setValue(bar.maximum())
        beside.settle()
        assert shown.visible_place().start > before
        assert shown.characters < 90_000
    assert shown.visible_place().start > 100_000
    beside.pages.show(beside.source(os.fsencode(beside.folder / "long.txt"), "Paragraph 5. "), 0)
    beside.settle()
    assert shown.viewport().rect().intersects(shown.lit_rect())


def test_words_of_a_page_are_selected_with_the_mouse_and_copied(beside, qtbot):
    beside.show("a.pdf", making.pdf(["Badgers dig at night.", QUOTE]), QUOTE)
    sheets = beside.pane.sheets
    (lit,) = sheets.lit_rects()
    view = sheets.viewport()
    middle = int(lit.center().y())
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(int(lit.left()) + 1, middle))
    beside.settle()
    qtbot.mouseMove(view, QPoint(int(lit.left()) + 20, middle))
    qtbot.mouseMove(view, QPoint(int(lit.right()) - 1, middle))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(int(lit.right()) - 1, middle))
    qtbot.keyClick(sheets, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    beside.settle()
    assert QGuiApplication.clipboard().text() == QUOTE


def test_zoom_keeps_what_is_looked_at_and_goes_back_to_the_width(beside):
    beside.show("a.pdf", making.pdf(*([QUOTE] for _ in range(5))), QUOTE, 2)
    sheets = beside.pane.sheets
    before = sheets.page_rect(3)
    (lit,) = sheets.lit_rects()
    sheets.zoom_to(3.0, QPointF(lit.center()))
    (now,) = sheets.lit_rects()
    assert now.width() == pytest.approx(3 * lit.width(), rel=0.01)
    assert now.center().y() == pytest.approx(lit.center().y(), abs=3)
    beside.pane.zoom_by(0)
    assert sheets.page_rect(3).size() == before.size()
    beside.settle()
    assert sheets.tiles.next_wanted() is None


def test_larger_type_and_another_theme_keep_the_words_lit_and_in_view(beside, theme):
    text = "\n\n".join(f"Paragraph {number}. {QUOTE * 3}" for number in range(200))
    beside.show("long.txt", text.encode(), "Paragraph 100. ")
    shown = beside.pane.text
    beside.pane.zoom_by(2)
    theme.choose("dark")
    beside.settle()
    assert shown.lit_text() == "Paragraph 100."
    assert shown.viewport().rect().intersects(shown.lit_rect())
    assert near(colour_at(shown.viewport(), shown.lit_rect().topLeft() + QPoint(3, 3)), tokens.DARK.mark, by=40)


def test_view_child_that_dies_is_started_again_for_the_next_page(beside, qtbot):
    beside.show("a.pdf", making.pdf(*([f"Page {number}."] for number in range(1, 41))), "Page 2.")
    os.kill(beside.program.viewer._child.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: not beside.program.viewer.is_running)
    beside.pane.sheets.go_to_page(30)
    beside.settle()
    assert 30 in {tile.page for tile in beside.pane.sheets.tiles.kept}


def test_page_that_cannot_be_drawn_says_so_and_the_others_are_there(beside):
    beside.show("a.pdf", scans.pdf(["Page 1 tells of the otters."], ["Page 2 tells of badgers."]), "Page 1")
    sheets = beside.pane.sheets
    (tile,) = [one for one in sheets.tiles.kept if one.page == 1]
    sheets.tiles.forget()
    sheets.fail_tile(tile, "This page cannot be shown.")
    beside.settle()
    assert {one.page for one in sheets.tiles.kept} == {2}


def test_every_control_has_a_name_and_a_target_to_hit(beside):
    beside.show("a.pdf", making.pdf([QUOTE], ["More."]), QUOTE)
    buttons = beside.pane.findChildren(QPushButton)
    assert len(buttons) >= 8
    assert all(button.accessibleName() or button.text() for button in buttons)
    seen = [button for button in buttons if button.isVisible()]
    assert all(min(button.width(), button.height()) >= 32 for button in seen)
