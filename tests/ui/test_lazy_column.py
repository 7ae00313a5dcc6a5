"""The column of which only what is visible exists: what is read never jumps."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from assistant.ui.chat.lazy_column import LazyColumn
from assistant.ui.reading_order import go_on

GUESS, GAP, MARGIN = 100, 10, 20


class Row(QWidget):
    """So high as its column says; with a button in it."""

    def __init__(self, column, index):
        super().__init__()
        self._column, self._index = column, index
        self.button = QPushButton(str(index), self)
        self.button.setGeometry(0, 0, 60, 40)

    def sizeHint(self):  # noqa: N802 - Qt
        return QSize(200, self._column.real[self._index])


class Column(LazyColumn):
    """Guesses 100 px for every row; the real heights are another thing."""

    def __init__(self, real):
        self.real = list(real)
        super().__init__(
            lambda index: Row(self, index), lambda _index, _width: GUESS, widest=400, margin=MARGIN, gap=GAP
        )

    def focusNextPrevChild(self, is_forward):  # noqa: N802 - Qt
        """As the window does it."""
        return go_on([self], QApplication.focusWidget(), is_forward=is_forward)

    def screen_top(self, index):
        """Where a row begins on the screen."""
        return self.row(index).y()

    def grow(self, index, height):
        self.real[index] = height
        self.changed(index)


@pytest.fixture
def column(qapp, qtbot):
    """Makes a column of rows with these heights, 500 px high, at its end."""

    def make(*real):
        made = Column(real)
        qtbot.addWidget(made)
        made.resize(600, 500)
        made.show()
        qtbot.waitExposed(made)
        made.reset(len(real))
        settle(qtbot, made)
        return made

    return make


def settle(qtbot, column):
    """Until the rows beyond the visible ones are made too."""
    qtbot.waitUntil(lambda: not column._beyond.isActive())


def test_of_two_thousand_rows_only_a_few_exist(column):
    made = column(*[150] * 2_000)
    assert 3 < len(made._rows) < 20
    assert made.row(1_999) is not None
    assert made.row(0) is None


def test_a_column_opens_at_its_end(column):
    made = column(*[150] * 50)
    bottom = made.screen_top(49) + 150
    assert bottom + MARGIN == made.viewport().height()
    assert made.is_at_end


def test_rows_stand_below_each_other_whatever_they_measure(column, qtbot):
    made = column(30, 400, 7, 90, 260, 55)
    made.verticalScrollBar().setValue(0)
    settle(qtbot, made)
    for above in range(5):
        assert made.screen_top(above + 1) == made.screen_top(above) + made.real[above] + GAP


def test_many_low_rows_are_all_placed(column):
    made = column(*[12] * 200)
    visible = [row for row in made._rows.values() if 0 <= row.y() < 500]
    assert len(visible) >= 500 // (12 + GAP) - 2
    assert all(row.isVisible() and row.height() == 12 for row in visible)


def test_scrolling_up_through_rows_that_were_guessed_wrong_moves_nothing_else(column, qtbot):
    made = column(*[37 + 13 * (place % 29) for place in range(300)])
    bar = made.verticalScrollBar()
    for _ in range(60):
        seen = next(index for index in sorted(made._rows) if made.screen_top(index) >= 60)
        before = made.screen_top(seen)
        bar.setValue(bar.value() - 45)
        assert made.screen_top(seen) == before + 45
        settle(qtbot, made)
        assert made.screen_top(seen) == before + 45, "rows above were measured, and what is read moved"


def test_what_grows_below_moves_nothing_above_it(column):
    made = column(*[150] * 20)
    made.add_row = made.real.append(40)
    made.add()
    before = made.screen_top(20)
    assert before == GAP, "a new row is shown from its top on"
    for height in (90, 300, 900, 2_000):
        made.grow(20, height)
        assert made.screen_top(20) == before
    assert not made.is_at_end


def test_who_goes_to_the_end_follows_what_grows_there(column):
    made = column(*[150] * 20)
    made.real.append(900)
    made.add()
    made.scroll_to_end()
    made.grow(20, 1_300)
    assert made.is_at_end
    assert made.screen_top(20) + 1_300 + MARGIN == made.viewport().height()


def test_who_reads_further_up_is_not_taken_along(column):
    made = column(*[150] * 20)
    made.verticalScrollBar().setValue(300)
    seen = made._row_at(300)
    before = made.screen_top(seen)
    made.grow(19, 700)
    assert made.screen_top(seen) == before
    assert not made.follows_end


def test_another_width_keeps_the_row_that_is_read(column, qtbot):
    made = column(*[150] * 40)
    made.verticalScrollBar().setValue(1_700)
    seen = made._row_at(1_700)
    before = made.screen_top(seen)
    made.resize(300, 500)
    settle(qtbot, made)
    assert made.screen_top(seen) == before
    assert made.row(seen).width() == 300 - 2 * MARGIN


def test_a_row_that_is_made_anew_stays_in_its_place(column):
    made = column(*[150] * 20)
    made.verticalScrollBar().setValue(700)
    seen = made._row_at(800)
    row, before = made.row(seen), made.screen_top(seen)
    made.discard(seen)
    assert made.row(seen) is not row
    assert made.screen_top(seen) == before


def press(widget, key):
    QApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def test_keys_go_to_the_first_and_the_last_row_and_by_pages(column):
    made = column(*[150] * 50)
    bar = made.verticalScrollBar()
    press(made, Qt.Key.Key_Home)
    assert bar.value() == 0
    press(made, Qt.Key.Key_PageDown)
    assert 300 < bar.value() < 500, "a page, with a little of the last one left to be recognised"
    press(made, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    press(made, Qt.Key.Key_End)
    assert made.is_at_end


def test_tab_goes_through_the_rows_in_their_order_and_brings_them_into_sight(column, qtbot):
    made = column(*[150] * 30)
    made.activateWindow()
    press(made, Qt.Key.Key_Home)
    settle(qtbot, made)
    made.row(0).button.setFocus()
    for place in range(1, 12):
        QApplication.focusWidget().focusNextPrevChild(True)
        settle(qtbot, made)
        assert QApplication.focusWidget() is made.row(place).button
        assert 0 <= made.screen_top(place) < 500
    for place in range(10, -1, -1):
        QApplication.focusWidget().focusNextPrevChild(False)
        settle(qtbot, made)
        assert QApplication.focusWidget() is made.row(place).button
        assert 0 <= made.screen_top(place) < 500
