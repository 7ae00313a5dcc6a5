"""Token vectors of passages in a few kilobytes: coding them, and scoring a question against the codes.

A token vector is what the embedding model says of one token in its place. The largest similarity of each of the
question's tokens to any token of a passage, averaged (MaxSim), ranks passages far better than one vector a passage
does, knows whether the library holds an answer at all, and says which sentence to quote, all without a model pass.

How a passage is coded: each token vector is made unit length, moved by a fixed mean (raw vectors of this model crowd
together, differently in each language; about the mean one threshold serves them all), and turned by a fixed random
rotation (so that every sign bit carries as much). The tokens of a sentence are merged to half as many, never across
sentences, and of each only the signs are kept: 48 bytes at 384 dimensions. The question keeps its full vectors.

A code, little endian: uint16 number of sentences, uint16 vectors of each sentence, then the sign bits of all vectors,
`dim / 8` bytes each, in the order of the sentences. Sentence 0 is the heading and may have no vectors.

Source: late interaction, Khattab and Zaharia, "ColBERT" (SIGIR 2020); merging of tokens, Clavie et al., "Reducing
the footprint of multi-vector retrieval with token pooling" (2024). Figures were measured on SQuAD and XQuAD.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

VERSION = 1
"""Version of the coding and of the mean and rotation that belong to it; codes of two versions cannot be compared."""

_MERGE = 2
"""Tokens merged into one vector: half the bytes for 1 point of R@1 at most (4.4 KB at 178 tokens, 5.3 KB at 213)."""

_LEAST = -1.0
"""The score of a sentence or passage without a single vector: the least a cosine can be."""


@dataclass(frozen=True, slots=True)
class TokenScore:
    """How well a passage answers a question, by its token vectors.

    Attributes:
        passage: MaxSim over the whole passage, heading included, -1 to 1.
        sentences: MaxSim over each sentence of the text (the heading is left out), -1 to 1.
    """

    passage: float
    sentences: tuple[float, ...]


class Space:
    """The fixed mean and rotation: they never change when documents come or go, so that codes stay valid."""

    def __init__(self, mean: Floats, rotation: Floats) -> None:
        """Keep mean, float32 (dim,), and rotation, float32 (dim, dim) orthogonal.

        Raises:
            ValueError: the shapes do not fit, or dim is not a multiple of 8.
        """
        dim = mean.shape[0]
        if mean.shape != (dim,) or rotation.shape != (dim, dim) or dim % 8:
            raise ValueError(f"mean {mean.shape} and rotation {rotation.shape} do not make a space")
        self._mean = mean.astype(np.float32)
        self._rotation = rotation.astype(np.float32)

    @property
    def dim(self) -> int:
        """Number of dimensions."""
        return len(self._mean)

    def __call__(self, raw: Floats) -> Floats:
        """Token vectors as the model gives them, float32 (n, dim), centred, rotated, each of length 1."""
        return unit(unit(raw.astype(np.float32)) - self._mean) @ self._rotation


def unit(rows: Floats) -> Floats:
    """The rows, float32 (n, dim), each brought to length 1; a row of zeros stays zeros."""
    lengths: Floats = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    return np.asarray(rows / np.maximum(lengths, 1e-12), np.float32)


def encode(tokens: Floats, sentence_of_token: NDArray[np.int64], sentence_count: int, space: Space) -> bytes:
    """The code of one passage.

    Args:
        tokens: the model's vectors of the passage's own tokens, float32 (n, dim), raw.
        sentence_of_token: sentence of each token, int (n,), 0 to sentence_count - 1.
        sentence_count: number of sentences, heading included; those without a token keep their place.
        space: mean and rotation.

    Raises:
        ValueError: a token belongs to no sentence, or there are more than 65,535 sentences or tokens in one.
    """
    if len(sentence_of_token) != len(tokens):
        raise ValueError("every token needs its sentence")
    if len(tokens) and not 0 <= int(sentence_of_token.min()) <= int(sentence_of_token.max()) < sentence_count:
        raise ValueError("a token stands in a sentence that is not there")
    placed = space(tokens)
    merged = [_merged(placed[sentence_of_token == sentence]) for sentence in range(sentence_count)]
    counts = [sentence_count, *map(len, merged)]
    if max(counts) > np.iinfo(np.uint16).max:
        raise ValueError("too many sentences or tokens for one code")
    vectors = np.concatenate([placed[:0], *merged])
    return np.array(counts, "<u2").tobytes() + np.packbits(vectors > 0, axis=1).tobytes()


def decode(code: bytes, dim: int) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """What a code holds: vectors of each sentence, int64 (sentences,), and sign bytes, uint8 (vectors, dim / 8).

    Raises:
        ValueError: the lengths in it do not add up: it is damaged or of another dimension.
    """
    sentences = int.from_bytes(code[:2], "little")
    start = 2 + 2 * sentences
    if len(code) < start:
        raise ValueError("the code of a passage ends too early")
    counts = np.frombuffer(code, "<u2", sentences, 2).astype(np.int64)
    if len(code) - start != int(counts.sum()) * (dim // 8):
        raise ValueError("the code of a passage has the wrong length")
    return counts, np.frombuffer(code, np.uint8, offset=start).reshape(-1, dim // 8)


def score(question_tokens: Floats, codes: Sequence[bytes]) -> list[TokenScore]:
    """MaxSim of a question to each passage and to each of its sentences.

    Args:
        question_tokens: float32 (n, dim), as `Space` places them, without prefix and end token.
        codes: codes of the passages, as `encode` makes them.

    Raises:
        ValueError: a code is damaged or of another dimension.
    """
    dim = question_tokens.shape[1]
    opened = [decode(code, dim) for code in codes]
    if not len(question_tokens):
        return [TokenScore(0.0, (0.0,) * max(len(counts) - 1, 0)) for counts, _ in opened]
    if not sum(len(bits) for _, bits in opened):
        return [TokenScore(_LEAST, (_LEAST,) * max(len(counts) - 1, 0)) for counts, _ in opened]
    best = _best_of_each_sentence(question_tokens, opened)
    scores: list[TokenScore] = []
    start = 0
    for counts, bits in opened:
        own = best[:, start : start + len(counts)]
        start += len(counts)
        passage = float(own.max(axis=1).mean()) if len(bits) else _LEAST
        scores.append(TokenScore(passage, tuple(own[:, 1:].mean(axis=0).tolist())))
    return scores


def _best_of_each_sentence(
    question: Floats, opened: Sequence[tuple[NDArray[np.int64], NDArray[np.uint8]]]
) -> Floats:
    """Largest similarity of each question token to any vector of each sentence, (tokens, all sentences)."""
    counts = np.concatenate([counts for counts, _ in opened])
    similarities = _similarities(question, np.concatenate([bits for _, bits in opened]))
    filled = counts > 0
    starts = np.cumsum(counts) - counts
    best = np.full((len(question), len(counts)), _LEAST, np.float32)
    best[:, filled] = np.maximum.reduceat(similarities, starts[filled], axis=1)
    return best


def _similarities(question: Floats, bits: NDArray[np.uint8]) -> Floats:
    """Cosine of each question token to each coded vector, whose entries are +-1 / sqrt(dim)."""
    dim = question.shape[1]
    ones: Floats = np.unpackbits(bits.reshape(-1)).reshape(-1, dim).astype(np.float32)
    scaled: Floats = np.asarray(question * (2 / np.sqrt(dim)), np.float32)
    # The bits are 0 and 1 in place of -1 and +1: that is half the sum of the question's entries too much.
    return np.asarray(scaled @ ones.T - scaled.sum(axis=1, keepdims=True) / 2, np.float32)


def _merged(vectors: Floats) -> Floats:
    """The vectors of a sentence, unit length, (n, dim), merged to half as many by likeness."""
    keep = -(-len(vectors) // _MERGE)
    if keep == len(vectors):
        return vectors
    labels = _clusters(vectors, keep)
    sums = np.zeros((keep, vectors.shape[1]), np.float32)
    np.add.at(sums, labels, vectors)
    return unit(sums)


def _clusters(vectors: Floats, keep: int) -> NDArray[np.int64]:
    """The cluster of each vector, 0 to keep - 1, by Ward's criterion: always merge what raises the spread least.

    The nearest neighbour of every cluster is remembered and only mended after a merge, which makes some hundred
    vectors a matter of a millisecond.

    Source: the update of distances is Lance and Williams' (1967) formula for Ward's method.
    """
    count = len(vectors)
    everyone = np.arange(count)
    labels = everyone.copy()
    distance = np.asarray(1 - vectors @ vectors.T, np.float32)  # half the squared distance of unit vectors
    distance[everyone, everyone] = np.inf
    weight = np.ones(count, np.float32)
    alive = np.ones(count, bool)
    nearest = distance.argmin(axis=1)
    nearest_distance = distance[everyone, nearest]
    for _ in range(count - keep):
        into = int(nearest_distance.argmin())
        gone = int(nearest[into])
        total = weight[into] + weight[gone] + weight
        joined = (weight[into] + weight) * distance[into] + (weight[gone] + weight) * distance[gone]
        joined = np.asarray((joined - weight * distance[into, gone]) / total, np.float32)
        alive[gone] = False
        joined[~alive] = np.inf
        joined[into] = np.inf
        distance[into] = distance[:, into] = joined
        distance[gone] = distance[:, gone] = np.inf
        nearest_distance[gone] = np.inf
        weight[into] += weight[gone]
        labels[labels == gone] = into
        for other in np.flatnonzero(alive & ((nearest == into) | (nearest == gone))):
            nearest[other] = distance[other].argmin()
            nearest_distance[other] = distance[other, nearest[other]]
        nearest[into] = joined.argmin()
        nearest_distance[into] = joined[nearest[into]]
        closer = joined < nearest_distance
        nearest[closer] = into
        nearest_distance[closer] = joined[closer]
    return np.unique(labels, return_inverse=True)[1].reshape(-1)
