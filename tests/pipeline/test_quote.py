import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pipeline import quote
from assistant.pipeline.sentences import sentence_spans
from assistant.pipeline.words import question_words
from tests.pipeline.stored import passage_of

LEAVE = (
    "Employees receive thirty days of annual leave. Applications for leave are handed in to Human Resources. "
    "The canteen is open from eleven to two. Visitors wait at the front desk."
)


def words_of(question, language="en"):
    return question_words(question, (language,))


def test_sentence_nearest_in_meaning_is_quoted_first():
    passage = passage_of(LEAVE, sentences=(0.2, 0.3, 0.7, 0.1))
    quotes = quote.select([passage], question_words=words_of("When can I eat?"))
    assert quotes[0].text == "The canteen is open from eleven to two."


def test_words_alone_choose_the_sentence_without_token_vectors():
    quotes = quote.select([passage_of(LEAVE)], question_words=words_of("How do I apply for leave? An application?"))
    assert quotes[0].text == "Applications for leave are handed in to Human Resources."


def test_quote_is_placed_in_the_page_and_not_in_the_chunk():
    page = "Title\n\n" + LEAVE
    passage = passage_of(LEAVE, start=7)
    for found in quote.select([passage], question_words=words_of("leave")):
        assert page[found.start : found.end] == found.text


def test_heading_counts_for_the_sentence_below_it_and_is_not_quoted():
    text = "Annual leave\n\nEverybody receives thirty days here.\n\nSomebody pays for lunch and tea."
    passage = passage_of(text, sentences=(0.9, 0.3, 0.5))
    first, *_ = quote.select([passage], question_words=words_of("annual leave"))
    assert first.text == "Everybody receives thirty days here."


def test_chunk_of_nothing_but_a_heading_is_quoted_as_it_is():
    found = quote.select([passage_of("Annual leave\n\n")], question_words=words_of("annual leave"))
    assert [one.text for one in found] == ["Annual leave"]


def test_line_of_the_chunk_s_own_heading_is_not_quoted():
    text = "## Annual leave\n\nEverybody receives thirty days in a calendar year."
    passage = passage_of(text, heading="Handbook > Annual leave", sentences=(0.9, 0.4))
    quotes = quote.select([passage], question_words=words_of("annual leave"))
    assert [one.text for one in quotes] == ["Everybody receives thirty days in a calendar year."]


def test_short_sentence_at_the_end_is_joined_with_the_one_before():
    text = "The library opens every morning at nine. It closes."
    assert [one.text for one in quote.select([passage_of(text)], question_words=["librari"])] == [text]


def test_sentence_of_a_better_passage_comes_first_when_both_mean_the_same():
    text = "Nobody works on {} or public holidays here."
    passages = [
        passage_of(text.format(day), number, score=score, sentences=(0.5,))
        for number, (day, score) in enumerate([("Sundays", 0.2), ("Mondays", 0.9)])
    ]
    assert [one.passage.stored.id for one in quote.select(passages, question_words=[])] == [1, 0]


def test_only_the_best_passages_are_quoted():
    passages = [passage_of(f"Room {number} has a table and chairs.", number) for number in range(12)]
    quotes = quote.select(passages, question_words=["tabl"], limit=20)
    assert {one.passage.stored.id for one in quotes} == set(range(quote.QUOTED_PASSAGES))


def test_single_passage_gives_all_three_quotes():
    quotes = quote.select([passage_of(LEAVE)], question_words=words_of("leave"))
    assert len(quotes) == 3


def test_same_sentence_in_two_documents_is_quoted_once():
    passages = [passage_of("Rooms are cleaned on every Monday.", n, path=f"{n}.txt") for n in (1, 2)]
    assert len(quote.select(passages, question_words=["room"])) == 1


def test_sentence_scores_of_another_cut_are_not_used():
    passage = passage_of(LEAVE, sentences=(0.1, 0.9))
    quotes = quote.select([passage], question_words=words_of("Where do visitors wait?"))
    assert quotes[0].text == "Visitors wait at the front desk."


@pytest.mark.parametrize("passages", [[], [passage_of("")], [passage_of(" \n ")]])
def test_nothing_to_quote_gives_no_quote(passages):
    assert quote.select(passages, question_words=["leav"]) == ()


texts = st.lists(
    st.sampled_from(
        ["Leave ends on Friday.", "Yes.", "# Title", "- item one of the list", "3.5 % of it", "请假需要申请。", "\n"]
    ),
    max_size=12,
).map(" ".join)


@given(st.lists(texts, max_size=4), st.integers(0, 5), st.data())
@settings(max_examples=80)
def test_quotes_are_verbatim_spans_and_no_more_than_asked(parts, limit, data):
    passages = []
    for number, text in enumerate(parts):
        scores = [data.draw(st.floats(-1, 1)) for _ in sentence_spans(text)] if data.draw(st.booleans()) else ()
        score = data.draw(st.floats(0, 1))
        passages.append(passage_of(text, number, start=number * 1000, score=score, sentences=scores))
    quotes = quote.select(passages, question_words=["leav", "friday"], limit=limit)
    assert len(quotes) <= limit
    for one in quotes:
        chunk = one.passage.stored.chunk
        assert chunk.start <= one.start < one.end <= chunk.end
        assert one.text == chunk.text[one.start - chunk.start : one.end - chunk.start]
        assert one.text == one.text.strip()
    scores = [one.score for one in quotes]
    assert all(-1e-6 <= score <= 1 + 1e-6 for score in scores)


def test_words_of_the_question_are_emphasised_in_their_inflected_forms():
    text = "Applications for annual leave are handed in early."
    spans = quote.decisive(text, words_of("How do I apply for annual leave? application"), "en")
    assert [text[start:end] for start, end in spans] == ["Applications", "annual leave"]


def test_overlapping_pairs_of_chinese_characters_are_one_span():
    text = "员工每年有三十天年假。"
    spans = quote.decisive(text, question_words("三十天", ("zh",)), "zh")
    assert [text[start:end] for start, end in spans] == ["三十天"]


def test_quote_without_a_word_of_the_question_has_nothing_to_emphasise():
    assert quote.decisive("The door is open.", words_of("annual leave"), "en") == ()
