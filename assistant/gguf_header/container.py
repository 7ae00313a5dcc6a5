"""The bytes of a GGUF's header: metadata values and the places of the tensors, read without going past the end.

The file is read, never mapped: a mapped file that somebody cuts short would end the process that asks.

Source: the GGUF specification (ggml, docs/gguf.md); types and block sizes of ggml-common.h and gguf-py.
"""

import math
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

Number = int | float
Value = bool | Number | str | tuple[Number, ...] | tuple[str, ...] | None
"""A metadata value; long arrays are passed over and stand as None."""

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9

# type -> (values in a block, bytes of a block)
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292), 16: (256, 66),
    17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82), 23: (256, 136),
    24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54),
    35: (256, 66), 39: (32, 17), 40: (64, 36), 41: (128, 18),
}  # fmt: skip
_F32 = 0
_NOT_FOR_WEIGHTS = {9, 15, 24, 25, 26, 27, 28}  # Q8_1, Q8_K, integers, F64: multiplying with them aborts

# Limits far above any published model (largest known in brackets), so that a hostile file costs little.
_MAX_KEYS = 1 << 16  # [about 100]
_MAX_TENSORS = 1 << 17  # [about 2,000]
_MAX_STRING = 1 << 24
_MAX_NAME = 1 << 12  # keys and tensor names [about 60]
_MAX_ITEMS = 1 << 23  # strings in all arrays together [about 800,000: a vocabulary of 262,144 with its merges]
_KEPT_ARRAY = 4096  # numbers of an array that are looked at [one a layer]
_KEPT_TEXTS, _KEPT_TEXT = 64, 64  # texts of an array that are looked at, and bytes of each [languages: "en"]


class Refused(Exception):
    """Why the file is refused, in words."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor's sizes (the one that lies closest in memory first), type, and place after the header, in bytes."""

    dims: tuple[int, ...]
    type: int
    offset: int
    size_bytes: int


class _Reader:
    """Reads numbers and strings from the front of the file and never past its end."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._size = size
        self._items = 0
        self.at = 0
        self.has_byte_tokens = False

    def take(self, count: int) -> bytes:
        if count > self._size - self.at:
            raise Refused("it is cut short")
        data = self._stream.read(count)
        if len(data) != count:
            raise Refused("it is cut short")
        self.at += count
        return data

    def skip(self, count: int) -> None:
        if count > self._size - self.at:
            raise Refused("it is cut short")
        self.at += count
        self._stream.seek(self.at)

    def number(self, code: str) -> Number:
        layout = "<" + code
        value: Number = struct.unpack(layout, self.take(struct.calcsize(layout)))[0]
        return value

    def whole(self, code: str) -> int:
        return int(self.number(code))

    def name(self) -> str:
        length = self.whole("Q")
        if length > _MAX_NAME:
            raise Refused("a name in it is too long")
        try:
            return self.take(length).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused("a name in it is not text") from error

    def _text(self) -> str:
        # A value may hold bytes that are no text: some converters cut a description in the middle.
        length = self.whole("Q")
        if length > _MAX_STRING:
            raise Refused("a text in it is too long")
        return self.take(length).decode("utf-8", "replace")

    def value(self, *, tokens: bool) -> tuple[Value, int]:
        # The second is the number of items, 1 unless it is an array.
        kind = self.whole("I")
        if kind in _SCALARS:
            return self.number(_SCALARS[kind]), 1
        if kind == _STRING:
            return self._text(), 1
        if kind == _ARRAY:
            return self._array(tokens=tokens)
        raise Refused("it has a value of an unknown kind")

    def _array(self, *, tokens: bool) -> tuple[Value, int]:
        kind, count = self.whole("I"), self.whole("Q")
        if kind in _SCALARS:
            size = struct.calcsize("<" + _SCALARS[kind])
            if count > _KEPT_ARRAY:
                self.skip(count * size)
                return None, count
            return struct.unpack(f"<{count}{_SCALARS[kind]}", self.take(count * size)), count
        if kind != _STRING:
            raise Refused("it has a list of an unknown kind")
        self._items += count
        if self._items > _MAX_ITEMS:
            raise Refused("a list in it is too long")
        texts = self._texts(count)
        if tokens:
            # As llama.cpp sees them: C strings, and empty ones get a name.
            named = (text.split(b"\0", 1)[0] or b"[EMPTY_%d]" % place for place, text in enumerate(texts))
            self._look_at_tokens(list(named))
            return None, count
        kept = [text[:_KEPT_TEXT] for text in texts if count <= _KEPT_TEXTS]
        return (tuple(text.decode("utf-8", "replace") for text in kept) or None), count

    def _look_at_tokens(self, tokens: list[bytes]) -> None:
        known = set(tokens)
        if len(known) != len(tokens):  # llama.cpp asserts that each stands there once
            raise Refused("a token is in it twice")
        self.has_byte_tokens = all(b"<0x%02X>" % byte in known or bytes([byte]) in known for byte in range(256))

    def _texts(self, count: int) -> Iterator[bytes]:
        for _ in range(count):
            length = int.from_bytes(self.take(8), "little")
            if length > _MAX_STRING:
                raise Refused("a text in it is too long")
            yield self.take(length)


class Container:
    """What stands in the header, unjudged but for what cannot be.

    Attributes:
        values: metadata by key.
        lengths: the number of items of each value (1 unless it is an array).
        tensors: the tensors by name; none lies over another or past the end.
        has_byte_tokens: each byte has a token of its own; a SentencePiece vocabulary without them ends llama.cpp.
        size_bytes: size of the file.
    """

    def __init__(self, stream: BinaryIO, size: int) -> None:
        """Read the header.

        Raises:
            Refused: not a GGUF, cut short, or written in a way that no converter does.
        """
        reader = _Reader(stream, size)
        if size < 4 or reader.take(4) != b"GGUF":
            raise Refused("it is not in the GGUF format")
        if reader.number("I") not in (2, 3):
            raise Refused("its version of the GGUF format is not known")
        tensor_count, key_count = reader.whole("Q"), reader.whole("Q")
        if tensor_count > _MAX_TENSORS or key_count > _MAX_KEYS:
            raise Refused("it claims more parts than any model has")
        self.size_bytes = size
        self.values: dict[str, Value] = {}
        self.lengths: dict[str, int] = {}
        for _ in range(key_count):
            key = reader.name()
            if key in self.values:
                raise Refused(f"it says {key} twice")
            self.values[key], self.lengths[key] = reader.value(tokens=key == "tokenizer.ggml.tokens")
        self.has_byte_tokens = reader.has_byte_tokens
        alignment = _alignment(self.values)
        self.tensors = _tensors(reader, tensor_count, alignment)
        _check_layout(self.tensors, -(-reader.at // alignment) * alignment, size)


def _alignment(values: Mapping[str, Value]) -> int:
    alignment = values.get("general.alignment", 32)
    if isinstance(alignment, bool) or not isinstance(alignment, int):
        raise Refused("its alignment is not a number")
    if not 8 <= alignment <= 1 << 16 or alignment & (alignment - 1):
        raise Refused("its alignment is impossible")
    return alignment


def _tensors(reader: _Reader, count: int, alignment: int) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    for _ in range(count):
        name = reader.name()
        dims_count = reader.whole("I")
        if not 1 <= dims_count <= 4:
            raise Refused(f"the tensor {name} has {dims_count} dimensions")
        dims = tuple(reader.whole("Q") for _ in range(dims_count))
        tensor = _tensor(name, dims, reader.whole("I"), reader.whole("Q"))
        if name in found:
            raise Refused(f"the tensor {name} is in it twice")
        if tensor.offset % alignment:
            raise Refused(f"the tensor {name} begins at an impossible place")
        found[name] = tensor
    return found


def _tensor(name: str, dims: tuple[int, ...], kind: int, offset: int) -> Tensor:
    if kind not in _BLOCKS:
        raise Refused(f"the tensor {name} has an unknown type ({kind})")
    if any(not 1 <= size <= 1 << 40 for size in dims) or math.prod(dims) > 1 << 44:
        raise Refused(f"the tensor {name} has an impossible size")
    in_block, block_bytes = _BLOCKS[kind]
    if dims[0] % in_block:
        raise Refused(f"the tensor {name} does not fill its blocks")
    if name.endswith(".weight") and kind in _NOT_FOR_WEIGHTS:
        raise Refused(f"the tensor {name} has a type that cannot be computed with")
    if len(dims) == 1 and name.endswith((".weight", ".bias")) and kind != _F32:
        raise Refused(f"the tensor {name} has a type that cannot be computed with")
    return Tensor(dims, kind, offset, math.prod(dims) // in_block * block_bytes)


def _check_layout(tensors: Mapping[str, Tensor], data_start: int, size: int) -> None:
    end = 0
    for name, tensor in sorted(tensors.items(), key=lambda item: item[1].offset):
        if tensor.offset < end:
            raise Refused(f"the tensor {name} lies over another one")
        end = tensor.offset + tensor.size_bytes
        if data_start + end > size:
            raise Refused("it is cut short")
