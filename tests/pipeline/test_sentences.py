# ruff: noqa: RUF001
# The letters and marks are meant.


import pytest
from hypothesis import given, settings

from assistant.pipeline.sentences import LONGEST, LONGEST_THAI, sentence_spans
from tests.pipeline.texts import texts


def sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Dr. Smith went to Washington.", "He liked it."],
        ["See p. 12 and Fig. 3 there.", "Then go on."],
        ["He lives in the U.S.", "The U.S. Army is large."],
        ["J. R. R. Tolkien wrote it.", "W. E. B. Du Bois did not."],
        ["It was 3.14 in 1990.", "In 1991 it was more."],
        ["Am 3. Mai kam z. B. der Brief.", "Im 19. Jahrhundert war die Nr. 5 frei."],
        ["Die Zahl war 12.", "Danach kam er."],
        ["Der 2. Weltkrieg endete 1945.", "Das war d. h. spät."],
        ["He had none, no.", "Then he had art.", "It was on.", "We knew."],
        ['He said "Stop!" and left.', "Then he ran."],
        ['"Why?" she asked.', '"Because."', "So it was."],
        ["He went (see above.)", "Then he came."],
        ["It is known.[12]", "Not by all.[3][4]", "So what?"],
        ["And then\u2026", "Well.", "Next..."],
        ["I am here to . . . submit."],
        ["¿Dónde está?", "¡Aquí!", "El Sr. Costa vino de EE. UU. en 1990."],
        ["Martin Luther King Jr. was here.", "Plan B.", "The plan was good."],
        ["what?", "no way.", "Ok!", "fine"],
        ["Он живёт на ул. Ленина.", "Это в г. Москва."],
    ],
)
def test_a_stop_ends_a_sentence_only_where_it_is_one(expected):
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这是一句。那是二句！“真的吗？”他说。", ["这是一句。", "那是二句！", "“真的吗？”", "他说。"]),
        ("今日は晴れ。明日は雨？", ["今日は晴れ。", "明日は雨？"]),
        ("यह पहला है। यह दूसरा है।", ["यह पहला है।", "यह दूसरा है।"]),
        ("هل هذا صحيح؟ نعم۔ لا.", ["هل هذا صحيح؟", "نعم۔", "لا."]),
    ],
)
def test_other_scripts_have_their_own_stops(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", " \n "])
def test_a_line_break_in_running_text_ends_nothing(line_break):
    assert len(sentences(f"The text of a{line_break}printed page goes{line_break}on.")) == 1


@pytest.mark.parametrize(
    "gap", ["\n\n", "\r\n\r\n", "\n \t\n", "\u2029", "\x0c", "\n- ", "\n\u2022 ", "\n12. ", "\n(2) ", "\n# "]
)
def test_a_blank_line_or_the_start_of_an_item_ends_a_sentence(gap):
    assert len(sentences(f"Without a stop{gap}Another one")) == 2


def test_headings_and_table_rows_end_with_their_line():
    text = "## Leave\nWrite to Anna\nbefore noon.\n| a | b |\n| c | d |\nRest"
    assert sentences(text) == ["## Leave", "Write to Anna\nbefore noon.", "| a | b |", "| c | d |", "Rest"]


def test_a_numbered_list_keeps_its_numbers():
    assert sentences("Do this:\n1. First thing.\n2. Second thing\n3. third") == [
        "Do this:",
        "1. First thing.",
        "2. Second thing",
        "3. third",
    ]


def test_a_line_that_begins_with_a_date_is_no_list_item():
    assert sentences("Er kam am\n3. Mai und ging.") == ["Er kam am\n3. Mai und ging."]


def test_what_never_ends_is_cut_at_a_space():
    spans = sentence_spans("word " * 1000)
    assert len(spans) > 4
    assert all(end - start <= LONGEST for start, end in spans)
    assert set(" ".join(sentences("word " * 1000)).split()) == {"word"}


def test_thai_is_cut_at_the_spaces_between_its_phrases():
    phrase = "กรุงเทพมหานครเป็นเมืองหลวง"
    parts = sentences(" ".join([phrase] * 50))
    assert all(len(part) <= LONGEST_THAI for part in parts)
    assert {one for part in parts for one in part.split()} == {phrase}


def test_a_cut_without_a_space_does_not_part_a_letter_from_its_accent():
    text = "xe\u0301" * 900
    assert all(not text[start:].startswith("\u0301") for start, _ in sentence_spans(text))


def test_nothing_has_no_sentences():
    assert sentence_spans("") == sentence_spans(" \n\t\u3000") == ()


@settings(max_examples=100, deadline=None)
@given(texts)
def test_spans_are_in_order_apart_and_hold_every_character_that_is_not_white(text):
    last = 0
    for start, end in sentence_spans(text):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert end - start <= LONGEST
        last = end
    assert not text[last:].strip()


@pytest.mark.timeout(60)  # reading all of it again at every place would take hours
@pytest.mark.parametrize(
    "piece",
    [".", "A. ", '".', "\n ", "\r\n", "a", "1.\n", ".[1", "# \n", "\n\u2013 ", "e\u0301", " ", "(", "- ", "3. Mai "],
)
def test_long_text_of_one_piece_is_cut_in_linear_time(piece):
    text = piece * (400_000 // len(piece))
    spans = sentence_spans(text)
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)
