# ruff: noqa: RUF001
# The letters and marks are meant.

import sqlite3
import sys
import threading
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pipeline.words import LONGEST_WORD, content_words, question_words, words
from tests.pipeline.texts import texts

TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
LANGUAGES = ("en", "de", "fr", "tr", "el", "ru", "ar", "hi", "zh", "ja", "th", "und")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The houses were running and it is not there", ["hous", "run"]),
        ("de", "Die Häuser der großen Städte", ["haus", "gross", "stadt"]),
        ("de", "Mueller, Müller und MÜLLER", ["mull", "mull", "mull"]),
        ("fr", "l'eau de l'école", ["eau", "ecol"]),
        ("es", "¿Cuándo llegó el niño?", ["lleg", "nin"]),
        ("ru", "В Москве ёлка, йод", ["москв", "елк", "йод"]),
        ("tr", "İstanbul'da IŞIK ve ışık", ["istanbul", "isik", "isik"]),
        ("und", "Schulz-Wenger Łódź Ærø", ["schulz", "wenger", "schulzwenger", "lodz", "aero"]),
        ("el", "Οι πόλεις ΠΌΛΕΙΣ", ["πολ", "πολ"]),
    ],
)
def test_words_are_folded_and_stemmed_and_function_words_left_out(language, text, expected):
    assert words(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("well-known", ["well", "known", "wellknown"]),
        ("non\u2011breaking", ["non", "break", "nonbreak"]),
        ("O'Brien", ["o", "brien", "obrien"]),
        ("Smith’s dog don't", ["smith", "dog"]),
        ("state-of-the-art", ["state", "art", "stateoftheart"]),
        ("U.S. law, e.g. this", ["us", "law"]),
        ("A380 and COVID-19", ["a380", "covid", "19", "covid19"]),
        ("50kg in the 1990s", ["50", "50kg", "1990", "1990s"]),
        ("1,200 1.200 1'200 1200", ["1200"] * 4),
        ("1,200.50", ["1200", "50", "120050"]),
        ("12,345,678", ["12345678"]),
        ("3.14", ["3", "14", "314"]),
        ("2024-05-03", ["2024", "05", "03", "20240503"]),
        ("٢٠٠٨ ２００８", ["2008", "2008"]),
        ("½ ① ⑴ m² ﬁsh", ["1", "2", "1", "1", "m2", "fish"]),
        ("my_long_name", ["long", "name"]),
    ],
)
def test_compounds_and_numbers_are_found_whole_and_in_parts(text, expected):
    assert words(text, "en") == expected


@pytest.mark.parametrize(
    "broken",
    ["infor-\nmation", "infor-\r\n   mation", "infor\u00admation", "infor\u00ad\nmation", "infor\u0002\r\nmation",
     "infor\ufffe\nmation", "infor\ufffemation"],
)  # fmt: skip
def test_a_word_broken_at_the_end_of_a_line_is_found_whole(broken):
    assert words("information", "en")[0] in words(broken, "en")
    assert content_words(broken, "en") == [("inform", 0, len(broken))]


def test_a_hyphen_that_belongs_to_the_word_survives_the_end_of_a_line():
    assert set(words("well-known", "en")) <= set(words("well-\nknown", "en"))


def test_a_list_of_words_is_not_taken_for_a_broken_one():
    assert words("apples -\npears", "en") == words("apples pears", "en")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "北京奥运会", ["北京", "京奥", "奥运", "运会"]),
        ("zh", "2008年iPhone手机", ["2008", "年", "iphone", "手机"]),
        ("ja", "東京タワー", ["東京", "京タ", "タワ", "ワー"]),
        ("ja", "ｶﾞｷﾞ か\u3099き", ["ガギ", "がき"]),
        ("ko", "서울특별시", ["서울", "울특", "특별", "별시"]),
        ("ko", unicodedata.normalize("NFD", "서울"), ["서울"]),
        ("th", "น้ำมัน", ["น้ํา", "ํามั", "มัน"]),
        ("zh", "猫", ["猫"]),
    ],
)
def test_scripts_without_spaces_give_pairs_of_characters(language, text, expected):
    assert words(text, language) == expected


@pytest.mark.parametrize(
    ("written", "composed"), [("cafe\u0301", "café"), ("u\u0308ber", "über"), ("か\u3099く", "がく")]
)
def test_decomposed_text_gives_the_words_of_composed_text(written, composed):
    assert words(written, "und") == words(composed, "und")


def test_hindi_words_keep_their_vowel_signs():
    assert words("हिन्दी भाषा", "und") == ["हिन्दी", "भाषा"]


def test_persian_joiners_do_not_part_a_word():
    assert words("می\u200cشود", "und") == words("میشود", "und")


def test_a_question_is_made_for_every_language_of_the_library():
    found = question_words("Who was the first president of the states?", ["en", "de"])
    assert found == list(
        dict.fromkeys([*words("first president states", "en"), *words("first president states", "de")])
    )


def test_function_words_of_the_question_are_left_out_for_every_language():
    assert "the" not in question_words("What is the house of the cat?", ["de", "zh", "und"])


def test_a_question_has_each_word_once():
    assert question_words("Katzen und Katze", ["de"]) == words("Katze", "de")


@pytest.mark.parametrize(
    "text", ["a-" * 20_000, "1." * 20_000, "x" * 100_000, "a'" * 50_000, "中" * 50_000, "\u00ad" * 100_000]
)
def test_rubbish_gives_words_of_bounded_length(text):
    assert all(len(word) <= LONGEST_WORD + 1 for word in words(text, "en"))


def test_long_data_is_found_by_its_beginning():
    assert words("f" * 64 + "0", "en") == words("f" * 64 + "1", "en")


def _tokens(connection, texts_):
    """What FTS5 makes of each text: list of tokens in order."""
    connection.execute("delete from seen")
    connection.executemany("insert into seen(rowid, t) values (?, ?)", enumerate(texts_))
    found = [[] for _ in texts_]
    for term, row in connection.execute("select term, doc from seen_tokens order by doc, offset"):
        found[row].append(term)
    return found


@pytest.fixture(scope="module")
def index():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f'create virtual table seen using fts5(t, tokenize="{TOKENIZER}")')
        connection.execute("create virtual table seen_tokens using fts5vocab(seen, 'instance')")
        yield connection


@settings(max_examples=100, deadline=None)
@given(text=texts, language=st.sampled_from(LANGUAGES))
def test_every_word_is_one_token_of_the_index(index, text, language):
    found = words(text, language)
    assert "".join(found).replace(" ", "") == "".join(found)
    assert _tokens(index, [" ".join(found)]) == [found]
    assert _tokens(index, [f'"{word}"' for word in found]) == [[word] for word in found]


def test_every_letter_digit_and_mark_of_unicode_is_kept_whole_by_the_index(index):
    # Unicode 3.2, which every Python knows: what a later version adds, an older SQLite may not know yet.
    known = unicodedata.ucd_3_2_0
    letters = [chr(code) for code in range(0x20, 0x30000) if known.category(chr(code))[0] in "LNM"][::3]
    made = [word for letter in letters for word in words(f"{letter}q7", "und")]
    assert len(made) > len(letters) // 2
    assert _tokens(index, made) == [[word] for word in made]


@settings(max_examples=80, deadline=None)
@given(text=texts, language=st.sampled_from(LANGUAGES))
def test_content_words_stand_where_they_say(text, language):
    made = words(text, language)
    for word, start, end in content_words(text, language):
        assert 0 <= start < end <= len(text)
        assert word in made
        assert not text[start:end][0].isspace()
        assert not text[start:end][-1].isspace()


def test_a_content_word_can_be_made_from_its_place_alone():
    text = "The Houses of Parliament, London's well-known landmark: 1,200.50 metres."
    for word, start, end in content_words(text, "en"):
        assert word in words(text[start:end], "en")


def test_the_same_text_gives_the_same_words_in_many_threads_at_once():
    text = "The running houses of well-known presidents were examined nationally. " * 50
    expected = words(text, "en")
    different = []

    def work():
        different.extend(one for one in (words(text, "en") for _ in range(20)) if one != expected)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert not different
