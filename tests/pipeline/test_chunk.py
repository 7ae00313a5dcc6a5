# ruff: noqa: RUF001
# The letters and marks are meant.

import itertools
import re
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pipeline.chunk import LEAST_TOKENS, MOST_TOKENS, chunks, estimated_tokens
from assistant.pipeline.words import RULE
from assistant.records import Heading, Label, Page
from tests.pipeline.texts import texts

SENTENCE = "The warranty of the machine ends two years after the day on which it was delivered to the customer. "


def page(text, headings=(), *, code=False, label=None):
    return Page(3, label or Label("page", 3), text, tuple(headings), code)


def markdown(text):
    return page(text, [Heading(one.start(), one.end(), len(one[1])) for one in re.finditer(r"^(#+) .*$", text, re.M)])


def test_chunks_hold_the_whole_text_and_say_where():
    made = list(chunks(page(SENTENCE * 60), "Handbook"))
    assert "".join(one.text for one in made) == SENTENCE * 60
    assert all(one.text == (SENTENCE * 60)[one.start : one.end] for one in made)
    assert {(one.page, one.heading, one.language, one.rule) for one in made} == {(3, "Handbook", "en", RULE)}


def test_chunks_are_as_long_as_they_should_be():
    sizes = [estimated_tokens(one.text) for one in chunks(page(SENTENCE * 200), "")]
    assert all(LEAST_TOKENS <= size <= MOST_TOKENS for size in sizes[:-1])


def test_a_chunk_ends_with_a_sentence():
    assert all(one.text.endswith(". ") for one in chunks(page(SENTENCE * 60), ""))


def test_a_chunk_rather_ends_with_a_paragraph():
    paragraph = SENTENCE * 7
    made = list(chunks(page("\n\n".join([paragraph] * 6)), ""))
    assert [one.text.strip() for one in made] == [paragraph.strip()] * 6


def test_a_short_text_is_one_chunk():
    assert [one.text for one in chunks(page("\n Only this.\n"), "")] == ["\n Only this.\n"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u3000\n"])
def test_a_page_of_white_space_has_no_chunk(text):
    assert list(chunks(page(text), "Handbook")) == []


def test_a_small_rest_joins_the_chunk_before_it():
    text = SENTENCE * 10 + "And a rest."
    made = list(chunks(page(text), ""))
    assert len(made) == 1 or estimated_tokens(made[-1].text) >= 40
    assert made[-1].text.endswith("And a rest.")


def test_a_heading_begins_a_chunk_and_gives_its_path():
    text = (
        f"# Handbook\n\nGeneral words.\n\n## Leave\n\n{SENTENCE * 3}\n\n"
        "### Applying\n\nWrite to Anna.\n\n## Travel\n\nBy train.\n"
    )
    made = list(chunks(markdown(text), "Handbook"))
    assert [(one.heading, one.text.split("\n")[0]) for one in made] == [
        ("Handbook", "# Handbook"),
        ("Handbook > Leave", "## Leave"),
        ("Handbook > Leave > Applying", "### Applying"),
        ("Handbook > Travel", "## Travel"),
    ]
    assert "".join(one.text for one in made) == text


def test_a_heading_without_text_stays_with_what_follows():
    made = list(chunks(markdown("# A\n\n## B\n\n### C\n\nText of it.\n"), ""))
    assert [(one.heading, one.text) for one in made] == [("A > B > C", "# A\n\n## B\n\n### C\n\nText of it.\n")]


def test_a_long_section_carries_its_heading_in_every_chunk():
    made = list(chunks(markdown(f"# Leave\n\n{SENTENCE * 40}"), "Handbook"))
    assert len(made) > 3
    assert {one.heading for one in made} == {"Handbook > Leave"}
    assert made[0].text.startswith("# Leave\n\nThe warranty")


def test_the_pages_own_title_stands_between_title_and_headings():
    slide = page("# Costs\nMuch.", [Heading(0, 7, 1)], label=Label("slide", 2, "Budget"))
    assert next(chunks(slide, "Year")).heading == "Year > Budget > Costs"


def test_headings_that_lie_outside_the_text_are_left_out():
    wrong = [Heading(-1, 3, 1), Heading(4, 4, 1), Heading(6, 2, 1), Heading(0, 99, 1), Heading(98, 99, 1)]
    assert [(one.heading, one.text) for one in chunks(page("Some text here.", wrong), "T")] == [
        ("T", "Some text here.")
    ]


def test_code_is_cut_at_lines_and_rather_at_blank_ones():
    function = "def area(width, height):\n    total = width * height\n    return total\n\n\n"
    made = list(chunks(page(function * 60, code=True), "area.py"))
    assert all(one.text.startswith("def ") for one in made)
    assert all(estimated_tokens(one.text) <= MOST_TOKENS for one in made)


def test_a_chunk_knows_its_line():
    text = "".join(f"line {number} of the file, which goes on for some words\n" for number in range(1, 400))
    for one in chunks(page(text, code=True), ""):
        assert one.text.startswith(f"line {one.line} ")


def test_each_chunk_has_its_own_language():
    german = "Die Gewährleistung der Maschine endet zwei Jahre nach dem Tag, an dem sie dem Kunden geliefert wurde. "
    made = list(
        chunks(page(f"{SENTENCE * 10}\n\n{german * 20}\n\n北京是中华人民共和国的首都。" + "这是一句话。" * 60), "")
    )
    assert {one.language for one in made} == {"en", "de", "zh"}


def test_a_short_chunk_takes_the_language_of_its_page():
    made = list(chunks(markdown(f"# One\n\n{SENTENCE * 4}\n\n# Two\n\nProfessor Schulz 1990\n"), ""))
    assert [one.language for one in made] == ["en", "en"]


@pytest.mark.parametrize("code", [False, True])
@pytest.mark.parametrize(
    "piece",
    ["a=b;", "中", "1,", "\u00e9" * 3, "x" * 5000 + " ", " ", "\n", "e\u0301", "👩\u200d👧", "\r\n", "| - | - |\n"],
)
def test_text_without_any_order_is_cut_all_the_same(piece, code):
    text = piece * (60_000 // len(piece)) + "x"
    made = list(chunks(page(text, code=code), ""))
    assert "".join(one.text for one in made) == text
    assert all(estimated_tokens(one.text) <= 2 * MOST_TOKENS for one in made)


def test_a_letter_is_not_parted_from_its_accent():
    made = list(chunks(page("e\u0301" * 20_000), ""))
    assert len(made) > 10
    assert all(not one.text.startswith("\u0301") for one in made)


def test_a_large_page_comes_piece_by_piece_without_being_copied():
    text = SENTENCE * 30_000
    large = page(text)
    tracemalloc.start()
    try:
        count = sum(1 for _ in itertools.islice(chunks(large, ""), 200))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 200
    assert most < 500_000 < len(text) / 5


@settings(max_examples=100, deadline=None)
@given(text=texts, code=st.booleans(), data=st.data())
def test_any_page_is_covered_without_loss_and_without_overlap(text, code, data):
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    headings = [Heading(start, end, data.draw(st.integers(1, 4))) for start, end in itertools.pairwise(places)]
    made = list(chunks(page(text, headings, code=code), "Title"))
    if not text.strip():
        assert made == []
        return
    assert made[0].start == 0
    assert made[-1].end == len(text)
    assert all(first.end == second.start for first, second in itertools.pairwise(made))
    assert all(one.start < one.end and one.text == text[one.start : one.end] for one in made)
    assert all(estimated_tokens(one.text) <= 2 * MOST_TOKENS for one in made)
    assert all(one.line == 1 + text.count("\n", 0, one.start) for one in made)
    assert all("\n" not in one.heading for one in made)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        # Counted with the tokenizer of multilingual-e5-small.
        (
            50,
            "Employees have twenty days of paid leave a year. To apply, write to the personnel office at least two "
            "weeks before, and give the first and the last day. Days that were not used can be taken until the "
            "end of March.",
        ),
        (
            42,
            "Die Beschäftigten haben zwanzig Tage Urlaub im Jahr. Der Antrag ist mindestens zwei Wochen vorher an "
            "die Personalabteilung zu richten. Nicht genommene Tage können bis Ende März des folgenden Jahres "
            "genommen werden.",
        ),
        (
            66,
            "公司规定，员工每年有二十天的带薪休假。申请休假时，请至少提前两周写信给人事部门，并说明"
            "开始和结束的日期。如果遇到紧急情况，也可以先打电话，然后再补交申请。没有用完的假期，可以保留到第二年的三月底。",
        ),
        (
            50,
            "Сотрудники имеют право на двадцать дней отпуска в год. Чтобы подать заявление, напишите в отдел кадров "
            "не позднее чем за две недели и укажите даты начала и окончания. Неиспользованные дни можно перенести на "
            "следующий год.",
        ),
    ],
)
def test_the_estimate_is_near_the_count(tokens, text):
    assert 0.9 * tokens <= estimated_tokens(text) <= 1.2 * tokens


def test_letters_of_scripts_without_a_table_count_as_letters():
    georgian, signs = "საქართველო" * 10, "§" * 100
    assert estimated_tokens(georgian) < estimated_tokens(signs) / 2
    assert estimated_tokens("中" * 50 + signs) == pytest.approx(
        estimated_tokens("中" * 50) + estimated_tokens(signs), abs=1
    )


def test_nothing_has_no_tokens():
    assert estimated_tokens("") == 0


@given(st.text(max_size=300), st.text(max_size=300))
def test_the_estimate_of_a_whole_is_that_of_its_parts(first, second):
    assert abs(estimated_tokens(first + second) - estimated_tokens(first) - estimated_tokens(second)) <= 2
