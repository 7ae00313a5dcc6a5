import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline import lines as module
from assistant.pipeline.lines import Places, lines


def row(top, count, left=0.0, height=10.0):
    """Characters beside each other, 5 wide, 1 apart."""
    return [(left + 6 * n, top, left + 6 * n + 5, top + height) for n in range(count)]


def test_characters_of_a_line_become_one_box():
    assert lines(row(0, 4)) == [(0, 0, 23, 10)]


def test_every_line_has_a_box_of_its_own():
    assert lines(row(0, 4) + row(14, 2)) == [(0, 0, 23, 10), (0, 14, 11, 24)]


def test_letters_of_another_height_stay_on_their_line():
    assert lines([(0, 0, 5, 10), (6, -3, 9, 4), (10, 2, 15, 10)]) == [(0, -3, 15, 10)]


def test_columns_far_apart_are_lit_each_by_itself():
    assert lines(row(0, 2) + row(0, 2, left=200)) == [(0, 0, 11, 10), (200, 0, 211, 10)]


def test_line_that_runs_down_the_page_is_one_box():
    down = [(0.0, 6.0 * n, 10.0, 6.0 * n + 5) for n in range(4)]
    assert lines(down) == [(0, 0, 10, 23)]


def test_characters_without_a_size_are_left_out():
    assert lines([(0, 0, 0, 0), *row(0, 2), (50, 50, 50, 60)]) == [(0, 0, 11, 10)]
    assert lines([]) == []


@pytest.mark.parametrize(("point", "index"), [((7, 5), 1), ((40, 5), 3), ((7, 12.5), 5), ((-9, 99), 4)])
def test_nearest_character_is_on_the_nearest_line(point, index):
    assert Places(row(0, 4) + row(14, 4)).nearest(*point) == index


@given(
    st.lists(st.tuples(*4 * [st.integers(0, 20)]), min_size=1, max_size=400),
    st.tuples(st.floats(-5, 30), st.floats(-5, 30)),
)
def test_nearest_of_many_is_that_of_all_of_them(numbers, point):
    boxes = [(left, top, left + width // 8, top + height // 8) for left, top, width, height in numbers]
    nearest = min(range(len(boxes)), key=lambda index: module._distance(boxes[index], *point))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_GROUP", 3)
        assert Places(boxes).nearest(*point) == nearest


def test_few_boxes_of_a_full_page_are_looked_at(monkeypatch):
    places = Places([box for line in range(250) for box in row(14 * line, 80)])
    looked, distance = [], module._distance
    monkeypatch.setattr(module, "_distance", lambda *one: looked.append(one) or distance(*one))
    assert places.nearest(100.0, 1405.0) == 100 * 80 + 16
    assert len(looked) < 1000
