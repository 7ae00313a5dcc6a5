"""The page beside the answer: the right page, the words lit, what is said of files that are not what they were."""

import os
import signal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QPushButton

from assistant.__main__ import build
from assistant.services import ingest, libraries, pages
from assistant.services.cancel import Cancel
from assistant.services.pages import TILE_PX
from assistant.ui.chat.exchange import Exchange, Stage
from assistant.ui.chat.transcript import Transcript
from assistant.ui.desks.pages import Pages
from assistant.ui.look import tokens
from assistant.ui.page.pane import PagePane
from assistant.ui.source import Source
from tests.reading import making
from tests.reading import making_scans as scans
from tests.ui.conftest import idle

QUOTE = "Otters hold hands while they sleep."
MM = 72 / 25.4


class Beside:
    """A pane on a program of its own, files that can be cited, and what is shown of them."""

    def __init__(self, program, theme, folder, qtbot):
        self.program, self.folder, self.qtbot = program, folder, qtbot
        self.pane, self.transcript = PagePane(theme), Transcript(theme)
        self.pages = Pages(program, self.pane, self.transcript, self.pane)
        for widget in (self.pane, self.transcript):
            qtbot.addWidget(widget)
        self.pane.resize(500, 700)
        self.pane.show()
        qtbot.waitExposed(self.pane)

    def add(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        library = libraries.ensure(self.program, "Documents")
        for _ in ingest.add(self.program, library, [os.fsencode(path)], words_only=True, cancel=Cancel()):
            pass
        return os.fsencode(path)

    def source(self, path, words, which=0):
        """A citation of these words."""
        view = pages.view(self.program, path)
        places = [one for batch in pages.found(self.program, view, words, cancel=Cancel()) for one in batch]
        place = places[which]
        text = pages.page_text(self.program, view, place.page)[place.start : place.end]
        return Source(path, place.page, place.start, place.end, text, view.sheet(place.page).label)

    def cite(self, *sources):
        """An answer with these sources; the first one is shown."""
        exchange = Exchange("Who?", stage=Stage.DONE, found=True, sources=list(sources), quotes=len(sources))
        self.transcript.show_exchanges([exchange])
        self.pages.show(sources[0], 0)
        self.settle()

    def show(self, name, data, words, which=0):
        """Add a file, and show these words of it."""
        path = self.add(name, data)
        self.cite(self.source(path, words, which))
        return path

    def settle(self):
        """Until nothing is on its way, nor asked for by what came last."""
        for _ in range(3):
            idle(self.qtbot, self.pages)
            with self.qtbot.waitCallback() as turn:
                QTimer.singleShot(0, turn)
        idle(self.qtbot, self.pages)

    def press(self, name):
        """Click the button of that name."""
        (button,) = [
            one for one in self.pane.findChildren(QPushButton) if name in (one.text(), one.accessibleName())
        ]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def beside(theme, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")
    program = build(tmp_path / "data", None)
    (tmp_path / "files").mkdir()
    made = Beside(program, theme, tmp_path / "files", qtbot)
    yield made
    program.close()


def colour_at(widget, point):
    return widget.grab().toImage().pixelColor(point * widget.devicePixelRatioF())


def near(colour, name, by=12):
    other = QColor(name)
    pairs = zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True)
    return all(abs(one - two) <= by for one, two in pairs)


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


def test_text_is_never_taken_for_markup(beside):
    hostile = '<img src="file:///etc/hostname"> <b>bold</b> ![x](//host/share) &amp; otters'
    beside.show("a.txt", hostile.encode(), "otters")
    assert hostile in beside.pane.text.toPlainText()


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


def test_page_of_five_metres_and_one_of_a_point_are_shown(beside):
    from tests.reading.test_view import drawn_at

    beside.show("poster.pdf", drawn_at((5000 * MM, 5000 * MM), 400, 12_000, QUOTE), QUOTE)
    sheets = beside.pane.sheets
    assert sheets.page_rect(1).width() < sheets.viewport().width()
    for _ in range(12):
        beside.pane.zoom_by(1)
    beside.settle()
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
