import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pipeline import rank, tokens
from assistant.pipeline.words import words
from assistant.records import Coverage, Hit, QuestionVectors
from tests.pipeline.stored import chunk_of, passage_of

DIM = 16
SPACE = tokens.Space(np.zeros(DIM, np.float32), np.eye(DIM, dtype=np.float32))
COMPLETE = Coverage(files=3, unread=0, failed=0, without_vectors=0)

hits = st.lists(st.integers(1, 30), unique=True, max_size=12).map(
    lambda ids: [Hit(chunk, float(len(ids) - place)) for place, chunk in enumerate(ids)]
)


def direction(*parts):
    vectors = np.full((1, DIM), -1.0, np.float32)
    vectors[0, list(parts)] = 1.0
    return vectors


def code_of(vectors):
    return tokens.encode(vectors, np.ones(len(vectors), np.int64), 2, SPACE)


def question_of(vectors):
    placed = SPACE(vectors)
    return QuestionVectors(placed[0], placed)


NEAR, FAR = direction(0, 1, 2), direction(9, 10, 11)


def test_chunk_found_both_ways_stands_before_one_found_one_way():
    fused = rank.fuse([Hit(1, 9.0), Hit(2, 8.0)], [Hit(2, 0.9), Hit(3, 0.8)], vector_weight=0.5)
    assert [hit.chunk_id for hit in fused] == [2, 1, 3]


def test_words_that_weigh_nothing_bring_no_chunk_in():
    fused = rank.fuse([Hit(1, 9.0)], [Hit(2, 0.9)], vector_weight=1.0)
    assert [hit.chunk_id for hit in fused] == [2]


def test_words_alone_rank_while_there_are_no_vectors():
    fused = rank.fuse([Hit(4, 9.0), Hit(1, 8.0)], [], vector_weight=1.0)
    assert [hit.chunk_id for hit in fused] == [4, 1]


@given(hits, hits, st.floats(0, 1))
@settings(max_examples=60)
def test_fusion_loses_no_chunk_and_orders_scores(words, vectors, weight):
    fused = rank.fuse(words, vectors, vector_weight=weight)
    assert fused == sorted(fused, key=lambda hit: (-hit.score, hit.chunk_id))
    given_ids = {hit.chunk_id for hit in words} | {hit.chunk_id for hit in vectors}
    if 0 < weight < 1:
        assert {hit.chunk_id for hit in fused} == given_ids
    assert {hit.chunk_id for hit in fused} <= given_ids
    assert fused or not given_ids


@pytest.mark.parametrize(
    ("question", "library", "weight"),
    [
        ("de", ["en"], rank.VECTORS_ONLY),
        ("de", ["en", "de"], rank.VECTOR_WEIGHT),
        ("und", ["en"], rank.VECTOR_WEIGHT),
        ("de", ["und"], rank.VECTOR_WEIGHT),
        ("de", [], rank.VECTOR_WEIGHT),
    ],
)
def test_words_count_only_where_a_document_is_in_the_language_of_the_question(question, library, weight):
    assert rank.vector_weight(question, library) == weight


def test_token_vectors_overrule_the_fused_order():
    candidates = [chunk_of(1, "far", codes=code_of(FAR)), chunk_of(2, "near", codes=code_of(NEAR))]
    ranked = rank.rerank(question_of(NEAR), "en", candidates, {1: 0.2, 2: 0.1}, {})
    assert [passage.stored.id for passage in ranked] == [2, 1]
    assert ranked[0].confidence == pytest.approx(1.0, abs=1e-5)
    assert ranked[0].sentence_scores == pytest.approx((1.0,), abs=1e-5)
    assert ranked[0].score > ranked[1].score


def test_words_decide_between_passages_that_mean_the_same():
    candidates = [chunk_of(number, "text", codes=code_of(NEAR)) for number in (1, 2)]
    ranked = rank.rerank(question_of(NEAR), "en", candidates, {1: 0.2, 2: 0.1}, {2: 7.5})
    assert [passage.stored.id for passage in ranked] == [2, 1]


def test_words_of_another_language_do_not_count():
    candidates = [chunk_of(number, "text", language="en", codes=code_of(NEAR)) for number in (1, 2)]
    ranked = rank.rerank(question_of(NEAR), "de", candidates, {1: 0.2, 2: 0.1}, {2: 7.5})
    assert [passage.stored.id for passage in ranked] == [1, 2]


def test_candidates_without_token_vectors_keep_their_fused_order_and_have_no_confidence():
    candidates = [chunk_of(number, "text") for number in (3, 1, 2)]
    ranked = rank.rerank(question_of(NEAR), "en", candidates, {1: 0.3, 2: 0.2, 3: 0.1}, {})
    assert [passage.stored.id for passage in ranked] == [1, 2, 3]
    assert all(passage.confidence is None and passage.sentence_scores == () for passage in ranked)
    assert rank.confidence(ranked) is None


def test_tiny_differences_of_meaning_are_not_stretched_to_the_whole_scale():
    almost = np.concatenate([NEAR] * 50 + [direction(0, 1, 3)])
    question = question_of(almost)
    candidates = [chunk_of(1, "a", codes=code_of(almost)), chunk_of(2, "b", codes=code_of(NEAR))]
    ranked = rank.rerank(question, "en", candidates, {1: 0.2, 2: 0.1}, {2: 3.0})
    apart = abs(ranked[0].confidence - ranked[1].confidence)
    assert 0 < apart < rank.NARROW_MAXSIM
    assert [passage.stored.id for passage in ranked] == [2, 1]


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_scores_lie_between_nought_and_one_and_do_not_depend_on_the_given_order(coded, random):
    candidates = [
        chunk_of(n, "text", codes=code_of(direction(n, n + 1)) if has else None) for n, has in enumerate(coded)
    ]
    fused = {chunk.id: 1 / (5 + chunk.id) for chunk in candidates}
    ranked = rank.rerank(question_of(direction(1, 2)), "en", candidates, fused, {0: 1.0})
    random.shuffle(candidates)
    assert rank.rerank(question_of(direction(1, 2)), "en", candidates, fused, {0: 1.0}) == ranked
    assert all(-1e-6 <= passage.score <= 1 + 1e-6 for passage in ranked)


@pytest.mark.parametrize(
    ("confidences", "coverage", "found"),
    [
        ([0.2, 0.5], COMPLETE, True),
        ([0.2, 0.3], COMPLETE, False),
        ([], COMPLETE, False),
        ([None, None], COMPLETE, None),
        ([0.2, 0.3], Coverage(3, 1, 0, 0), None),
        ([0.2, 0.3], Coverage(3, 0, 0, 5), None),
        ([], Coverage(0, 2, 0, 0), None),
        ([0.5], Coverage(3, 1, 0, 5), True),
        ([0.2], Coverage(3, 0, 2, 0), False),
        ([0.2, 0.2, 0.2, 0.9], COMPLETE, False),
    ],
)
def test_not_in_the_documents_is_said_only_when_all_was_searched(confidences, coverage, found):
    passages = [passage_of("text", n, confidence=value) for n, value in enumerate(confidences)]
    assert rank.is_found(passages, coverage) is found


def test_words_of_the_question_in_a_passage_are_evidence_too():
    passages = [passage_of("The lighthouse keeper sleeps.", confidence=rank.FOUND_AT - rank.WORDS_EVIDENCE / 2)]
    asked = words("Where does the lighthouse keeper live?", "en")
    assert rank.is_found(passages, COMPLETE, question_language="en", question_words=asked) is True
    other = words("Where does the submarine surface?", "en")
    assert rank.is_found(passages, COMPLETE, question_language="en", question_words=other) is False


@pytest.mark.parametrize(("confidence", "found"), [(0.35, True), (0.3, None), (0.2, False)])
def test_passage_in_another_language_is_measured_by_another_scale(confidence, found):
    passages = [passage_of("text", confidence=confidence, language="en")]
    assert rank.is_found(passages, COMPLETE, question_language="de") is found
