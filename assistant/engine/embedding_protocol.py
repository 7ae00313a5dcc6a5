"""The messages of the embedding child: what is asked, how arrays become bytes, and the strict way back.

Requests are JSON: {"request": "passages", "headings", "texts", "sentences"}, {"request": "question", "text"},
{"request": "count", "texts"}, {"request": "info"}. Each is answered with one reply. The `..._reply` functions are the
child's; `passage_vectors` and the others read a reply on our side, where nothing that it says is believed.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.isolation import Reply
from assistant.pipeline import tokens
from assistant.records import ModelInfo, PassageText, PassageVectors, QuestionVectors

REQUEST = "request"
PASSAGES, QUESTION, COUNT, INFO = "passages", "question", "count", "info"
TEXT, TEXTS = "text", "texts"
_HEADINGS, _SENTENCES = "headings", "sentences"
_NAME, _CONTEXT, _DIM, _COUNTS = "name", "context_tokens", "dim", "counts"

_LARGEST_DIM = 1 << 16
_LENGTH_TOLERANCE = 1e-3
"""How far from 1 the length of a unit vector in float32 may be; honest ones are within 1e-6."""

Floats = NDArray[np.float32]


class UnreadableReply(ValueError):
    """A reply that is not what was asked for; the client ends the child for it."""


# --- requests -----------------------------------------------------------------------------------------------


def passages_request(passages: Sequence[PassageText]) -> dict[str, object]:
    """The header that asks for the vectors of these passages."""
    return {
        REQUEST: PASSAGES,
        _HEADINGS: [passage.heading for passage in passages],
        TEXTS: [passage.text for passage in passages],
        _SENTENCES: [[list(span) for span in passage.sentences] for passage in passages],
    }


def asked_passages(header: Mapping[str, object]) -> list[PassageText]:
    """The passages of a request (child side)."""
    headings, texts, sentences = header[_HEADINGS], header[TEXTS], header[_SENTENCES]
    assert isinstance(headings, list)
    assert isinstance(texts, list)
    assert isinstance(sentences, list)
    return [
        PassageText(heading, text, tuple((start, end) for start, end in spans))
        for heading, text, spans in zip(headings, texts, sentences, strict=True)
    ]


def asked_texts(header: Mapping[str, object]) -> list[str]:
    """The texts of a request to count (child side)."""
    texts = header[TEXTS]
    assert isinstance(texts, list)
    return [str(text) for text in texts]


# --- replies, child side ------------------------------------------------------------------------------------


def passages_reply(vectors: PassageVectors) -> Reply:
    """One blob of all vectors, then the code of each passage."""
    return Reply({}, (vectors.vectors.astype("<f4").tobytes(), *vectors.token_codes))


def question_reply(vectors: QuestionVectors) -> Reply:
    """The vector, then the tokens' vectors."""
    return Reply({}, (vectors.vector.astype("<f4").tobytes(), vectors.tokens.astype("<f4").tobytes()))


def counts_reply(counts: Sequence[int]) -> Reply:
    """The counts in the header."""
    return Reply({_COUNTS: list(counts)}, ())


def info_reply(info: ModelInfo) -> Reply:
    """The model's measures in the header."""
    return Reply({_NAME: info.name, _CONTEXT: info.context_tokens, _DIM: info.dim}, ())


# --- replies, our side --------------------------------------------------------------------------------------


def passage_vectors(
    reply: Reply, asked: Sequence[PassageText], dim: int, *, coded: bool = True
) -> PassageVectors:
    """What the child made of the passages that were asked.

    Args:
        reply: the child's.
        asked: the passages.
        dim: of the vectors.
        coded: the model has token codes; otherwise each code has to be empty.

    Raises:
        UnreadableReply: wrong number, shape or range, or codes whose sentences are not the passage's.
    """
    if len(reply.blobs) != len(asked) + 1:
        raise UnreadableReply("wrong number of blobs")
    vectors = _rows(reply.blobs[0], dim)
    if len(vectors) != len(asked):
        raise UnreadableReply("wrong number of vectors")
    codes = reply.blobs[1:]
    if coded:
        for code, passage in zip(codes, asked, strict=True):
            _check_code(code, passage, dim)
    elif any(codes):
        raise UnreadableReply("a code from a model that has none")
    return PassageVectors(vectors, codes)


def _check_code(code: bytes, passage: PassageText, dim: int) -> None:
    try:
        counts, _ = tokens.decode(code, dim)
    except ValueError as error:
        raise UnreadableReply(str(error)) from error
    if len(counts) != len(passage.sentences) + 1:
        raise UnreadableReply("a code with other sentences")


def question_vectors(reply: Reply, dim: int) -> QuestionVectors:
    """What the child made of a question.

    Raises:
        UnreadableReply: wrong number, shape or range.
    """
    if len(reply.blobs) != 2:
        raise UnreadableReply("wrong number of blobs")
    vectors = _rows(reply.blobs[0], dim)
    if len(vectors) != 1:
        raise UnreadableReply("wrong number of vectors")
    return QuestionVectors(vectors[0], _rows(reply.blobs[1], dim))


def counts(reply: Reply, asked: int) -> list[int]:
    """Numbers of tokens, as many as texts were asked.

    Raises:
        UnreadableReply: not a list of that many numbers, or one below zero.
    """
    found = reply.header.get(_COUNTS)
    if not isinstance(found, list) or len(found) != asked:
        raise UnreadableReply("wrong number of counts")
    if not all(isinstance(count, int) and not isinstance(count, bool) and count >= 0 for count in found):
        raise UnreadableReply("a count that is no number of tokens")
    return list(found)


def info(reply: Reply) -> ModelInfo:
    """The model's measures.

    Raises:
        UnreadableReply: not measures of a model.
    """
    name, context, dim = (reply.header.get(key) for key in (_NAME, _CONTEXT, _DIM))
    if not isinstance(name, str) or not isinstance(context, int) or not isinstance(dim, int):
        raise UnreadableReply("no measures of a model")
    if context <= 0 or not 0 < dim <= _LARGEST_DIM or dim % 8:
        raise UnreadableReply("impossible measures of a model")
    return ModelInfo(name, context, dim)


def _rows(blob: bytes, dim: int) -> Floats:
    """The rows in a blob, float32 (n, dim), finite and of length 1.

    Raises:
        UnreadableReply: they are not.
    """
    if len(blob) % (4 * dim):
        raise UnreadableReply("a blob of the wrong size")
    rows: Floats = np.frombuffer(blob, "<f4").reshape(-1, dim).astype(np.float32)
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.einsum("ij,ij->i", rows, rows)
    if not (np.abs(lengths - 1) <= _LENGTH_TOLERANCE).all():  # false for NaN too
        raise UnreadableReply("a vector that is not of length 1")
    return rows
