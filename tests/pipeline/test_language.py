# ruff: noqa: RUF001
# The letters and marks are meant.

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pipeline.language import UNKNOWN, language_of
from assistant.pipeline.stopwords import LATIN_LANGUAGES, STOP_WORDS
from tests.pipeline.questions import QUESTIONS


@pytest.mark.parametrize(("language", "question"), [(one, each) for one, all_ in QUESTIONS.items() for each in all_])
def test_a_short_question_tells_its_language(language, question):
    assert language_of(question) == language


@pytest.mark.parametrize("text", ["", " \n", "12345", "??", "A380", "\u0301", "https://", "\ud800"])
def test_what_holds_no_word_is_undetermined(text):
    assert language_of(text) == UNKNOWN


def test_capitals_and_marks_around_words_do_not_matter():
    assert language_of("WO IST DAS GEBÄUDE, UND WER WOHNT DORT?!") == "de"


def test_a_name_in_another_script_does_not_change_the_language():
    assert language_of("The city of 北京 is the capital and it has many people") == "en"
    assert language_of("Компания Microsoft Corporation была основана в городе") == "ru"
    assert language_of("谁是 Barack Obama？") == "zh"


def test_japanese_is_not_taken_for_chinese():
    assert language_of("東京都は日本の首都である。人口は約千四百万人。") == "ja"
    assert language_of("北京是中华人民共和国的首都。") == "zh"


def test_only_the_beginning_of_a_long_text_is_read():
    assert language_of("this is the text of it. " * 400 + "das ist der und die " * 4000) == "en"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_the_answer_is_always_a_code(text):
    assert language_of(text) in {*STOP_WORDS, UNKNOWN}


def test_function_words_are_written_as_the_index_writes_them():
    for language, listed in STOP_WORDS.items():
        assert all(word == word.casefold() for word in listed), language
    assert set(LATIN_LANGUAGES) < set(STOP_WORDS)


EVAL = os.environ.get("ASSISTANT_EVAL")


@pytest.mark.skipif(not EVAL, reason="needs ASSISTANT_EVAL")
@pytest.mark.parametrize(
    ("language", "file"),
    [(one, f"xquad/xquad.{one}.json") for one in ("de", "es", "zh")] + [("en", "squad-dev-half.json")],
)
def test_paragraphs_and_questions_of_the_evaluation_set(language, file):
    articles = json.loads((Path(EVAL) / file).read_text(encoding="utf-8"))["data"]
    paragraphs = [one for article in articles for one in article["paragraphs"]]
    questions = [one["question"] for paragraph in paragraphs for one in paragraph["qas"]]
    right = sum(language_of(one["context"]) == language for one in paragraphs)
    assert right >= 0.995 * len(paragraphs)
    assert sum(language_of(one) == language for one in questions) >= 0.99 * len(questions)
