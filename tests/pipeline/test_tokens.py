"""Coding token vectors and scoring questions against the codes."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.engine.token_space import load_space
from assistant.pipeline import tokens

DIM = 384


@pytest.fixture(scope="module")
def space():
    return load_space()


def some_tokens(count, seed=0, dim=DIM):
    return np.random.default_rng(seed).standard_normal((count, dim)).astype(np.float32)


def coded(space, lengths, seed=0):
    """A passage whose sentences (heading first) have that many tokens: raw tokens and their code."""
    raw = some_tokens(sum(lengths), seed)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    return raw, tokens.encode(raw, sentence, len(lengths), space)


def signs(code):
    """The vectors of a code, one at a time and by another way than the module's: (n, dim), each of length 1."""
    _, packed = tokens.decode(code, DIM)
    rows = [[(byte >> (7 - bit) & 1) * 2 - 1 for byte in row for bit in range(8)] for row in packed.tolist()]
    return np.array(rows, np.float64).reshape(-1, DIM) / np.sqrt(DIM)


def test_shipped_rotation_keeps_lengths_and_mean_is_shorter_than_a_unit_vector():
    space = load_space()
    turned = space(some_tokens(20))
    assert space.dim == DIM
    assert np.allclose(np.linalg.norm(turned, axis=1), 1, atol=1e-5)
    plain = tokens.Space(space._mean, np.eye(DIM, dtype=np.float32))(some_tokens(20))
    assert np.allclose(turned @ turned.T, plain @ plain.T, atol=1e-4)
    assert 0.5 < np.linalg.norm(space._mean) < 0.9


def test_mean_and_rotation_that_do_not_fit_are_refused():
    for mean, rotation in ((np.zeros(16), np.eye(8)), (np.zeros(12), np.eye(12)), (np.zeros((8, 2)), np.eye(8))):
        with pytest.raises(ValueError, match="do not make a space"):
            tokens.Space(mean.astype(np.float32), rotation.astype(np.float32))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=7))
@settings(max_examples=40, deadline=None)
def test_code_has_half_the_vectors_of_each_sentence_and_that_many_bytes(lengths):
    _, code = coded(load_space(), lengths)
    counts, packed = tokens.decode(code, DIM)
    halves = [-(-length // 2) for length in lengths]
    assert counts.tolist() == halves
    assert packed.shape == (sum(halves), DIM // 8)
    assert len(code) == 2 + 2 * len(lengths) + 48 * sum(halves)


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=5), min_size=1, max_size=4), st.integers(1, 6))
@settings(max_examples=40, deadline=None)
def test_scores_are_those_of_the_definition(passages, question_count):
    space = load_space()
    question = space(some_tokens(question_count, seed=99))
    codes = [coded(space, lengths, seed)[1] for seed, lengths in enumerate(passages)]
    for found, code in zip(tokens.score(question, codes), codes, strict=True):
        counts, _ = tokens.decode(code, DIM)
        cosines = question.astype(np.float64) @ signs(code).T
        parts = np.split(cosines, np.cumsum(counts)[:-1], axis=1)
        best = [part.max(axis=1).mean() if part.shape[1] else -1.0 for part in parts]
        assert found.passage == pytest.approx(cosines.max(axis=1).mean() if counts.sum() else -1.0, abs=1e-5)
        assert found.sentences == pytest.approx(tuple(best[1:]), abs=1e-5)


def test_passage_that_holds_the_question_wins_and_so_does_its_sentence(space):
    raw, code = coded(space, [2, 6, 6, 6])
    _, other = coded(space, [2, 6, 6, 6], seed=7)
    found, also = tokens.score(space(raw[8:14]), [code, other])
    assert found.passage > also.passage + 0.2
    assert int(np.argmax(found.sentences)) == 1  # tokens 8 to 13 are the second sentence after the heading


def test_heading_counts_for_the_passage_and_not_as_a_sentence(space):
    raw, code = coded(space, [4, 6])
    (found,) = tokens.score(space(raw[:4]), [code])
    assert len(found.sentences) == 1
    assert found.passage > found.sentences[0] + 0.2


def test_tokens_are_merged_with_the_likest_of_their_sentence():
    pairs = np.eye(8, dtype=np.float32)[[0, 1, 2, 3]]
    nearly = pairs + np.float32(0.05) * np.eye(8, dtype=np.float32)[[4, 5, 6, 7]]
    mixed = np.concatenate([pairs, nearly])  # token i and token i + 4 belong together
    labels = tokens._clusters(tokens.unit(mixed), 4)
    assert sorted(set(labels.tolist())) == [0, 1, 2, 3]
    assert labels[:4].tolist() == labels[4:].tolist()


@given(st.integers(1, 30), st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_merging_gives_exactly_the_clusters_asked_for(count, seed):
    rows = tokens.unit(some_tokens(count, seed, dim=16))
    keep = -(-count // 2)
    labels = tokens._clusters(rows, keep)
    assert sorted(set(labels.tolist())) == list(range(keep))


def test_merging_spreads_less_than_merging_neighbours():
    rows = tokens.unit(some_tokens(24, dim=16))

    def spread(labels):
        groups = [rows[labels == label] for label in set(labels.tolist())]
        return sum(float(((group - group.mean(axis=0)) ** 2).sum()) for group in groups)

    assert spread(tokens._clusters(rows, 12)) < spread(np.arange(24) // 2)


def test_question_without_a_token_scores_nothing(space):
    _, code = coded(space, [0, 3, 3])
    (found,) = tokens.score(np.zeros((0, DIM), np.float32), [code])
    assert (found.passage, found.sentences) == (0.0, (0.0, 0.0))


def test_passage_without_a_vector_has_the_least_score_beside_one_that_has(space):
    raw, code = coded(space, [0, 3])
    _, empty = coded(space, [0, 0])
    for codes in ([empty], [empty, code]):
        found = tokens.score(space(raw), codes)
        assert (found[0].passage, found[0].sentences) == (-1.0, (-1.0,))
    assert tokens.score(space(raw), []) == []


def test_damaged_code_is_refused_wherever_it_is_cut(space):
    _, code = coded(space, [1, 2, 3])
    question = space(some_tokens(2))
    broken = [code[:end] for end in range(len(code))] + [code + b"\0", b"\xff\xff" + code[2:]]
    for bad in broken:
        with pytest.raises(ValueError, match="the code of a passage"):
            tokens.score(question, [bad])


def test_token_in_a_sentence_that_is_not_there_is_refused(space):
    for sentence in ([0, 2], [-1, 0]):
        with pytest.raises(ValueError, match="not there"):
            tokens.encode(some_tokens(2), np.array(sentence), 2, space)
    with pytest.raises(ValueError, match="needs its sentence"):
        tokens.encode(some_tokens(2), np.array([0]), 1, space)


def test_codes_are_the_same_every_time(space):
    made = {coded(space, [3, 9, 14])[1] for _ in range(3)}
    assert len(made) == 1


def test_order_of_passages_does_not_change_their_scores(space):
    question = space(some_tokens(5, seed=3))
    codes = [coded(space, [1, 4, 5], seed)[1] for seed in range(3)]
    alone = [tokens.score(question, [code])[0].passage for code in codes]
    for order in itertools.permutations(range(3)):
        together = tokens.score(question, [codes[number] for number in order])
        assert [found.passage for found in together] == pytest.approx([alone[number] for number in order], abs=1e-6)
