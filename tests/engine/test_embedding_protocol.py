"""Nothing that an embedding child says is believed before it was checked."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import errors
from assistant.engine import embedding_protocol as protocol
from assistant.engine.embedding_client import EmbeddingChild
from assistant.isolation import Child, Policy, Reply
from assistant.modelcache import defaults
from assistant.pipeline import tokens
from assistant.records import ModelInfo, PassageText, PassageVectors, QuestionVectors
from assistant.settings import Settings

DIM = 16
ASKED = (PassageText("H", "One. Two.", ((0, 4), (5, 9))), PassageText("", "Three.", ((0, 6),)))


def rows(count, seed=0):
    return tokens.unit(np.random.default_rng(seed).standard_normal((count, DIM)).astype(np.float32))


def code(lengths):
    space = tokens.Space(np.zeros(DIM, np.float32), np.eye(DIM, dtype=np.float32))
    return tokens.encode(rows(sum(lengths)), np.repeat(np.arange(len(lengths)), lengths), len(lengths), space)


HONEST = PassageVectors(rows(2), (code([1, 2, 3]), code([0, 5])))


def test_passages_come_back_as_they_were_sent():
    found = protocol.passage_vectors(protocol.passages_reply(HONEST), ASKED, DIM)
    assert np.array_equal(found.vectors, HONEST.vectors)
    assert found.token_codes == HONEST.token_codes
    assert protocol.asked_passages(protocol.passages_request(ASKED)) == list(ASKED)


def test_questions_counts_and_info_come_back_as_they_were_sent():
    question = QuestionVectors(rows(1)[0], rows(3))
    found = protocol.question_vectors(protocol.question_reply(question), DIM)
    assert np.array_equal(found.vector, question.vector)
    assert np.array_equal(found.tokens, question.tokens)
    assert protocol.counts(protocol.counts_reply([0, 7]), 2) == [0, 7]
    assert protocol.info(protocol.info_reply(ModelInfo("m", 512, DIM))) == ModelInfo("m", 512, DIM)


def second_row_of(value):
    changed = HONEST.vectors.copy()
    changed[1] = value
    return changed.tobytes()


BAD_ROWS = [
    *(second_row_of(value) for value in (np.nan, np.inf, 3e38, 0.0)),
    (HONEST.vectors * np.float32(1.01)).tobytes(),
    HONEST.vectors.tobytes()[:-1],
]


@pytest.mark.parametrize("blob", [*BAD_ROWS, rows(1).tobytes(), rows(3).tobytes(), b""])
def test_vectors_of_wrong_number_or_length_are_refused(blob):
    with pytest.raises(protocol.UnreadableReply):
        protocol.passage_vectors(Reply({}, (blob, *HONEST.token_codes)), ASKED, DIM)


BAD_QUESTIONS = [*((rows(1).tobytes(), bad) for bad in BAD_ROWS), (rows(2).tobytes(), b""), (b"", b"")]


@pytest.mark.parametrize("blobs", BAD_QUESTIONS)
def test_question_of_wrong_number_or_length_is_refused(blobs):
    with pytest.raises(protocol.UnreadableReply):
        protocol.question_vectors(Reply({}, blobs), DIM)


@pytest.mark.parametrize(
    "codes",
    [
        (),
        HONEST.token_codes[:1],
        (*HONEST.token_codes, code([1])),
        (HONEST.token_codes[1], HONEST.token_codes[0]),
        (code([1, 2]), HONEST.token_codes[1]),
        (b"", HONEST.token_codes[1]),
        (HONEST.token_codes[0][:-1], HONEST.token_codes[1]),
    ],
)
def test_codes_that_are_not_those_of_the_passages_are_refused(codes):
    with pytest.raises(protocol.UnreadableReply):
        protocol.passage_vectors(Reply({}, (HONEST.vectors.tobytes(), *codes)), ASKED, DIM)


@given(st.lists(st.binary(max_size=200), max_size=4))
@settings(max_examples=60, deadline=None)
def test_random_blobs_are_refused_and_never_crash(blobs):
    for read in (lambda reply: protocol.passage_vectors(reply, ASKED, DIM),
                 lambda reply: protocol.question_vectors(reply, DIM)):
        with pytest.raises(protocol.UnreadableReply):
            read(Reply({}, tuple(blobs)))


@pytest.mark.parametrize("counts", [None, "12", [1], [1, 2, 3], [1, -1], [1, True], [1, 2.0], {"0": 1}])
def test_counts_that_are_no_numbers_of_tokens_are_refused(counts):
    with pytest.raises(protocol.UnreadableReply):
        protocol.counts(Reply({"counts": counts}, ()), 2)


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"name": 1, "context_tokens": 512, "dim": 384},
        {"name": "m", "context_tokens": 0, "dim": 384},
        {"name": "m", "context_tokens": 512, "dim": 10},
        {"name": "m", "context_tokens": 512, "dim": 1 << 30},
        {"name": "m", "context_tokens": "512", "dim": 384},
    ],
)
def test_measures_that_no_model_has_are_refused(header):
    with pytest.raises(protocol.UnreadableReply):
        protocol.info(Reply(header, ()))


def test_child_that_lies_is_ended_and_told(default_models):
    child = EmbeddingChild(defaults.embedding_model(default_models), Settings())
    tests = str(Path(__file__).parent.parent)
    child._child = Child("tests.engine.lying_worker", name="embedding engine", policy=Policy(read_paths=(tests,)))
    try:
        for ask in (
            lambda: child.count(["text"]),
            lambda: child.embed_question("text"),
            lambda: child.embed_passages([PassageText("", "text", ((0, 4),))]),
        ):
            with pytest.raises(errors.ChildProtocolBroken):
                ask()
            assert not child._child.alive
    finally:
        child.close()
