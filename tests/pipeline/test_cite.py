import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pipeline import cite
from tests.pipeline.stored import passage_of

TESLA = (
    "Nikola Tesla was born on 10 July 1856 in the village of Smiljan. He moved to New York in 1884. "
    "Smoking is not allowed in the office. Employees receive 30 days of annual leave. "
    "Applications must be handed in to Human Resources at least two weeks before the leave begins. "
    "The company employs 1,200 people and made a profit of $3.5 million in 2023."
)
BORN = "Nikola Tesla was born on 10 July 1856 in the village of Smiljan."
COMPANY = "The company employs 1,200 people and made a profit of $3.5 million in 2023."
PARIS = "Marie Curie worked in Paris. The laboratory stood in the Rue Lhomond and had no heating at all."
LEAVE = "Jeder Angestellte hat 30 Tage Urlaub im Jahr. Der Antrag muss bei der Personalabteilung gestellt werden."


def quotes_of(sentence, *passages):
    (only,) = cite.resolve(sentence, passages or (passage_of(TESLA),))
    return [citation.quote for citation in only.citations]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Tesla was born on July 10, 1856 in Smiljan.", BORN),
        ("Tesla was born in 1856.", BORN),
        ("Smoking is not allowed in the office.", "Smoking is not allowed in the office."),
        ("Employees receive thirty days of annual leave.", "Employees receive 30 days of annual leave."),
        ("The company employs 1200 people.", COMPANY),
        ("The profit was 3,500,000 dollars.", COMPANY),
        ("30 days", "Employees receive 30 days of annual leave."),
        ("Smiljan.", BORN),
    ],
)
def test_sentence_is_tied_to_the_span_that_says_it(sentence, quote):
    assert quotes_of(sentence) == [quote]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tesla was born in 1857.",
        "Tesla was born on 11 July 1856 in Smiljan.",
        "Edison was born in 1856 in the village of Smiljan.",
        "Tesla moved to Paris in 1884.",
        "Smoking is allowed in the office.",
        "Employees do not receive 30 days of annual leave.",
        "Employees receive 20 days of annual leave.",
        "Employees receive 30 months of annual leave.",
        "Applications must be handed in two weeks after the leave begins.",
        "Applications must be handed in at most two weeks before the leave begins.",
        "The company made a profit of 3.5 million euros.",
        "The company made a profit of 3.5 % in 2023.",
        "The profit of the A380 was $3.5 million.",
        "The company employs 1,200 robots, engines, lawyers and gardeners.",
        "42",
        "Yes.",
        "The sources do not say.",
        "",
    ],
)
def test_sentence_with_a_wrong_number_date_name_denial_or_nothing_to_say_is_not_supported(sentence):
    assert all(not resolved.supported for resolved in cite.resolve(sentence, [passage_of(TESLA)]))


def test_two_halves_may_rest_on_two_places():
    sentence = "The company made a profit in 2023 and employees receive 30 days of annual leave."
    assert quotes_of(sentence) == [
        COMPANY,
        "Employees receive 30 days of annual leave.",
    ]


def test_half_without_a_place_leaves_the_whole_sentence_unsupported():
    assert quotes_of("Tesla was born in Smiljan and he invented a wonderful washing machine.") == []


def test_halves_about_different_people_are_not_put_together():
    sentence = "Nikola Tesla was born in Smiljan and had no heating at all in the laboratory."
    assert quotes_of(sentence, passage_of(TESLA, 1), passage_of(PARIS, 2)) == []


def test_span_of_two_sentences_is_cited_when_a_name_stands_in_the_first():
    assert quotes_of("Tesla moved to New York in 1884.") == [f"{BORN} He moved to New York in 1884."]


def test_first_name_of_one_and_last_name_of_another_person_make_no_name():
    text = "Thomas Sowell is an economist. Paul Samuelson is an alumnus of the university."
    assert quotes_of("Paul Sowell is an alumnus of the university.", passage_of(text)) == []


def test_citation_is_placed_in_the_page():
    page = "x" * 50 + TESLA
    (sentence,) = cite.resolve("Smoking is not allowed in the office.", [passage_of(TESLA, start=50)])
    citation = sentence.citations[0]
    assert page[citation.start : citation.end] == citation.quote == "Smoking is not allowed in the office."


def test_german_inflection_and_number_words_are_understood():
    assert quotes_of("Die Angestellten haben dreißig Tage Urlaub.", passage_of(LEAVE, language="de")) == [
        "Jeder Angestellte hat 30 Tage Urlaub im Jahr."
    ]
    assert quotes_of("Angestellte haben keine 30 Tage Urlaub.", passage_of(LEAVE, language="de")) == []


def test_chinese_sentence_is_tied_by_its_characters():
    text = "员工每年有30天年假。办公室内禁止吸烟。"
    assert quotes_of("员工每年有30天年假。", passage_of(text, language="zh")) == ["员工每年有30天年假。"]
    assert quotes_of("员工每年有20天年假。", passage_of(text, language="zh")) == []


def test_fragment_is_tied_only_near_the_question():
    text = " ".join(f"Sentence number {word} speaks of Smiljan and its houses." for word in "abcdefgh")
    scores = (0.1, 0.1, 0.1, 0.7, 0.6, 0.6, 0.6, 0.6)
    far = "Smiljan has eight wooden bridges over the river."
    passages = [passage_of(far, 1, sentences=(0.0,)), passage_of(text, 2, sentences=scores)]
    (sentence,) = cite.resolve("Smiljan.", passages)
    assert [citation.passage.stored.id for citation in sentence.citations] == [2]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("It is red [1].", "It is red."),
        ("It is red.[1][2]", "It is red."),
        ("It is red [1, 2] and blue [3].", "It is red and blue."),
        ("It is red (source 2).", "It is red."),
        ("It is red [Source 1].", "It is red."),
        ("It is red【3†a.pdf】.", "It is red."),
        ("It is red.</source>", "It is red."),
        ("An array[100] and (1) stay.", "An array[100] and (1) stay."),
    ],
)
def test_markers_of_the_model_are_removed(written, plain):
    assert cite.without_markers(written) == plain


def test_sentences_come_without_markers():
    text = "Smoking is not allowed in the office [1]. Tesla was born in 1856 [2]."
    sentences = cite.resolve(text, [passage_of(TESLA)])
    assert [one.text for one in sentences] == ["Smoking is not allowed in the office.", "Tesla was born in 1856."]
    assert all(sentence.supported for sentence in sentences)


def test_last_sentence_of_a_growing_text_is_not_finished():
    text = "It is red. It is blue."
    assert cite.finished(text) == len("It is red.")
    assert cite.finished("It is red.") == 0
    assert cite.finished("") == 0


def test_answer_without_passages_has_no_citations():
    assert [sentence.citations for sentence in cite.resolve("It is red. It is blue.", [])] == [(), ()]


answers = st.lists(
    st.sampled_from(
        ["Tesla was born in 1856.", "Smoking is allowed", "and", "Curie worked in Paris [1].", "30 days", "No.",
         "\n", "Tesla", "had no heating at all", "New York", "请假", "1,200 people;", "<source 1>"]
    ),
    max_size=10,
).map(" ".join)


@given(answers, st.integers(0, 500), st.booleans())
@settings(max_examples=100)
def test_citations_never_point_outside_their_passage(answer, start, scored):
    scores = (0.3, 0.9) if scored else ()
    passages = [passage_of(TESLA, 1, start=start), passage_of(PARIS, 2, sentences=scores), passage_of("", 3)]
    for sentence in cite.resolve(answer, passages):
        assert sentence.text == sentence.text.strip()
        for citation in sentence.citations:
            chunk = citation.passage.stored.chunk
            assert citation.passage in passages
            assert chunk.start <= citation.start < citation.end <= chunk.end
            assert citation.quote == chunk.text[citation.start - chunk.start : citation.end - chunk.start]


@given(answers, st.data())
@settings(max_examples=100)
def test_finished_sentences_of_a_growing_text_stay_as_they_are(answer, data):
    shorter = answer[: data.draw(st.integers(0, len(answer)))]
    passages = [passage_of(TESLA)]
    early = cite.resolve(shorter[: cite.finished(shorter)], passages)
    assert cite.resolve(answer, passages)[: len(early)] == early
