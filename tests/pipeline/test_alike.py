from dataclasses import replace

import pytest

from assistant.pipeline import alike, quote
from assistant.pipeline.sentences import sentence_spans
from tests.pipeline.stored import passage_of

CLAUSE = (
    "Termination\n\nEither party may terminate the lease by giving {} written notice to the other party. "
    "The notice must be signed by hand. The landlord needs a reason that the law accepts."
)
FIRST_PAGE = "This lease is made on {} between Marlene Okafor and Tobias Lindqvist. The flat lies in Harbour Street. "


def scored(text, number, best):
    """A passage whose sentence with the words `best` has the best score by far."""
    scores = [0.7 if best in text[start:end] else 0.4 for start, end in sentence_spans(text)]
    return passage_of(text, number, score=1 / number, sentences=scores, path=f"{number}.txt")


def folded(*texts, best="notice to"):
    """Numbers of the passages that stay, each with those that say the same."""
    passages = [scored(text, number, best) for number, text in enumerate(texts, start=1)]
    kept = alike.fold(passages)
    return {one.stored.id: [other.stored.id for other in one.also] for one in kept}


def reflowed(text):
    """As a PDF gives it: lines of the page, words parted at their ends."""
    return text.replace("\n\n", " \n").replace("terminate the", "termi-\nnate the").replace("signed by", "signed\nby")


def test_versions_whose_clause_is_the_same_count_once_and_the_best_stays():
    sixty = CLAUSE.format("sixty days")
    assert folded(sixty, reflowed(sixty), sixty.upper()) == {1: [2, 3]}


def test_other_date_on_the_first_page_does_not_part_what_says_the_same_on_the_question():
    texts = [FIRST_PAGE.format(date) + CLAUSE.format("sixty days") for date in ("1 March 2023", "5 May 2024")]
    assert folded(*texts) == {1: [2]}
    assert folded(*texts, best="is made on") == {1: [], 2: []}


def test_passage_cut_at_another_place_is_the_same():
    whole = FIRST_PAGE.format("1 March 2023") + CLAUSE.format("sixty days")
    assert folded(whole, CLAUSE.format("sixty days") + " Keys are returned on the last day of the lease.") == {1: [2]}


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("sixty days", "ninety days"),
        ("60 days", "90 days"),
        ("60 days", "-60 days"),
        ("1.5 months", "15 months"),
        ("3-5 days", "35 days"),
        ("30 %", "30 €"),
        ("sixty days", "sixty months"),
        ("may terminate", "may not terminate"),
        ("to the other party", "to Marlene Okafor"),
        ("by giving", "before 1 March 2023 by giving"),
        ("Either party", "Unless agreed otherwise either party"),
    ],
)
def test_difference_in_what_decides_is_never_hidden(said, instead):
    text = CLAUSE.format(said if said[0].isdigit() else "sixty days")
    other = text.replace(said, instead)
    assert other != text
    assert folded(text, other) == folded(other, text) == {1: [], 2: []}
    both = [scored(one, number, "notice to") for number, one in enumerate((text, other), start=1)]
    shown = [one.text for one in quote.select(both, question_words=["notic"], limit=2)]
    assert len([one for one in shown if "notice to the other" in one or "notice to Marlene" in one]) == 2


def test_numbers_that_make_another_clause_of_the_text_do_not_count():
    text = "Rent is due.\n\n{} The tenant pays a deposit of three months of rent."
    assert folded(text.format("4."), text.format("5."), best="deposit") == {1: [2]}
    figure = "Rent is due.\n\n{} million euros are kept as a deposit by the bank."
    assert folded(figure.format("4.1"), figure.format("5.1"), best="deposit") == {1: [], 2: []}


def test_passage_that_adds_what_may_be_the_answer_stays_and_one_that_adds_nothing_does_not():
    text = CLAUSE.format("sixty days")
    longer = text + " A notice to the other party by post counts from the day of its delivery."
    assert folded(longer, text) == {1: [2]}
    assert folded(text, longer) == {1: [], 2: []}


def test_without_token_vectors_every_sentence_must_be_the_same():
    texts = [FIRST_PAGE.format(date) + CLAUSE.format("sixty days") for date in ("1 March 2023", "5 May 2024")]
    bare = [replace(scored(text, number, ""), sentence_scores=()) for number, text in enumerate(texts, start=1)]
    assert len(alike.fold(bare)) == 2
    assert len(alike.fold([bare[0], replace(bare[0], score=0.1)])) == 1


def test_different_passages_stay_as_they_are():
    passages = [passage_of(text, number) for number, text in enumerate(("The door is open.", "", "Tea at four."))]
    assert alike.fold(passages) == tuple(passages)


def test_text_without_spaces_is_the_same_when_its_lines_break_elsewhere():
    text = "员工每年有三十天年假。申请必须提前两周以书面形式提交。负责人是人力资源部的王先生。"
    assert folded(text, text.replace("提前两周", "提前\n两周"), best="提前") == {1: [2]}
    assert folded(text, text.replace("两周", "三周"), best="提前") == {1: [], 2: []}


def same(one, other):
    return alike.same_sentence(one, one, other, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Fee is due.", "the fee is  due"),
        ("A well-known firm.", "A well known firm."),
        ("It is admin-\nistered here.", "It is administered here."),
        ("It is adminis\u00adtered here.", "It is administered here."),
        ("The tenant doesn't pay.", "The tenant doesn\u2019t pay."),
        ("The o\ufb03ce is closed.", "The office is closed."),
        ("The tenant recieves four keys.", "The tenant receives four keys."),
        ("The tenant receves four keys.", "The tenant receives four keys."),
        ("7. The tenant receives four keys.", "The tenant receives four keys."),
    ],
)
def test_case_spacing_hyphens_and_one_misspelling_do_not_count(one, other):
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The lease of Mr Hoffmann ends.", "The lease of Mr Hofmann ends."),
        ("The employer pays.", "The employee pays."),
        ("It comes from here.", "It comes form here."),
        ("This is typical of it.", "This is atypical of it."),
        ("El plazo es de sesenta días.", "El plazo es de setenta días."),
        ("It is lawful to do so.", "It is unlawful to do so."),
        ("Part a1b2c3d4 fits.", "Part a1b3c3d4 fits."),
        ("The tenant recieves fuor keys.", "The tenant receives four keys."),
        ("The notice is 30 days.", "The notice is 300 days."),
        ("Unless agreed otherwise, the notice is 30 days.", "The notice is 30 days."),
    ],
)
def test_every_other_word_counts(one, other):
    assert not same(one, other)
    assert not same(other, one)


def test_word_that_both_texts_have_is_no_misspelling():
    one, other = "The contractor signs.", "The contracter signs."
    assert alike.same_sentence(one, one, other, other)
    assert not alike.same_sentence(one, f"{one} A contracter is defined above.", other, other)


def test_quote_says_where_else_it_stands_and_a_heading_that_runs_into_it_does_not_count():
    pdf = "Pension The pension fund is administered by Alder Trust in Lisbon."
    word = "Pension\n\nThe pension fund is administered by Alder Trust in Lisbon."
    passages = [passage_of(pdf, 1, path="a.pdf"), passage_of(word, 2, score=0.5, path="a.docx", heading="Pension")]
    (found,) = quote.select(passages, question_words=["pension"])
    assert (found.passage.stored.path, found.text) == (b"a.pdf", pdf)
    (other,) = found.also
    assert (other.passage.stored.path, other.text, other.start) == (b"a.docx", word[9:], 9)


def test_quote_of_a_folded_passage_is_not_lost():
    text = CLAUSE.format("sixty days")
    last = "Keys are returned on the last day of the lease."
    (kept,) = alike.fold([scored(text, 1, "notice to"), scored(f"{text} {last}", 2, "notice to")])
    assert kept.also
    quotes = quote.select([kept], question_words=["key", "return"])
    assert last in [one.text for one in quotes]
    assert all(len(one.also) == 1 for one in quotes if one.text != last)


@pytest.mark.timeout(20)
def test_hostile_texts_are_compared_in_linear_time():
    for text in ("-" * 200_000, "'" * 200_000, "1." * 100_000, "(1) " * 50_000, "a\u00ad\n" * 60_000, "\n" * 200_000):
        assert alike.same_sentence(text, text, f"{text}\u2026", f"{text}\u2026")
