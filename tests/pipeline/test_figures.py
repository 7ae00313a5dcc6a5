from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline import figures


def read(text, language="en"):
    found = figures.figures(text, language, without=figures.dates(text))
    return [(sorted(map(float, figure.values)), figure.unit) for figure in found]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1,000 people", "en", [1000]),
        ("1.000 Leute", "de", [1000]),
        ("1 000 personas", "es", [1000]),
        ("1\u202f000 personnes", "fr", [1000]),
        ("1'000 Leute", "de", [1000]),
        ("1.500", "und", [1.5, 1500]),
        ("0.125", "de", [0.125]),
        ("3,50", "de", [3.5]),
        ("1,234,567.89", "en", [1234567.89]),
        ("1.234.567,89", "de", [1234567.89]),
        ("\uff11\uff12\uff13", "ja", [123]),
        ("twelve", "en", [12]),
        ("zwölf", "de", [12]),
        ("doce", "es", [12]),
        ("thirty", "en", [30]),
        ("twenty-five", "en", [25]),
        ("five hundred", "en", [500]),
        ("1.5 million", "en", [1500000]),
        ("12 Mio.", "de", [12000000]),
        ("\u22125", "en", [-5]),
    ],
)
def test_number_is_read_by_its_value(text, language, values):
    assert [value for found, _ in read(text, language) for value in found] == values


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("3 %", "en", "%"),
        ("3 percent", "en", "%"),
        ("3 per cent", "en", "%"),
        ("drei Prozent", "de", "%"),
        ("3 por ciento", "es", "%"),
        ("$5", "en", "$"),
        ("5 dollars", "en", "$"),
        ("5 million euros", "en", "€"),
        ("25 millones de dólares", "es", "$"),
        ("30-day", "en", "day"),
        ("three-day", "en", "day"),
        ("30 Tage", "de", "day"),
        ("3个月后", "zh", "month"),
        ("4.5kg", "en", "kg"),
        ("1990s", "en", "s"),
        ("5 apples", "en", ""),
        ("19th", "en", ""),
    ],
)
def test_number_keeps_its_unit(text, language, unit):
    assert [found for _, found in read(text, language)] == [unit]


@pytest.mark.parametrize("text", ["A380", "x2y", "no number", "", "3.11.7"])
def test_codes_and_versions_are_no_numbers(text):
    assert read(text) == []


def test_range_gives_both_ends():
    assert [values for values, _ in read("10-20 days in 1990")] == [[10], [20], [1990]]


@pytest.mark.parametrize(
    "text",
    ["3 May 2024", "May 3, 2024", "2024-05-03", "3. Mai 2024", "el 3 de mayo de 2024", "3.5.2024", "2024年5月3日",
     "May 3rd 2024", "3rd of May, 2024", "3 mai 2024"],
)
def test_date_is_read_in_every_usual_form(text):
    assert [date.readings for date in figures.dates(text)] == [{(2024, 5, 3)}]


@pytest.mark.parametrize(
    ("text", "reading"),
    [("May 2024", (2024, 5, 0)), ("on May 3", (0, 5, 3)), ("Dec. 5, 1990", (1990, 12, 5)), ("am 3. Mai.", (0, 5, 3))],
)
def test_part_of_a_date_leaves_the_rest_open(text, reading):
    assert [date.readings for date in figures.dates(text)] == [{reading}]


def test_date_with_strokes_keeps_both_readings():
    assert figures.dates("3/4/2024")[0].readings == {(2024, 3, 4), (2024, 4, 3)}


@pytest.mark.parametrize(
    "text", ["it may 30 days later", "March 5,000 men", "99.99.2024", "the year 2024", "3/45/2024"]
)
def test_what_only_looks_like_a_date_is_none(text):
    assert figures.dates(text) == ()


@pytest.mark.parametrize(
    ("wanted", "offered", "agree"),
    [
        ("May 2024", "3 May 2024", True),
        ("3 May 2024", "May 2024", False),
        ("2024-05-03", "May 3, 2024", True),
        ("4 May 2024", "3 May 2024", False),
        ("3 May 2023", "3 May 2024", False),
    ],
)
def test_date_agrees_with_one_that_says_as_much(wanted, offered, agree):
    assert figures.agrees(figures.dates(wanted)[0], figures.dates(offered)[0]) is agree


@given(
    st.text(alphabet="0123456789.,-/ %$€amMay月日年s'\u202f", max_size=40), st.sampled_from(["en", "de", "und", "zh"])
)
def test_any_text_gives_figures_inside_it_and_in_order(text, language):
    dates = figures.dates(text)
    found = figures.figures(text, language, without=dates)
    for one in [*dates, *found]:
        assert 0 <= one.start < one.end <= len(text)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(isinstance(value, Decimal) for figure in found for value in figure.values)
