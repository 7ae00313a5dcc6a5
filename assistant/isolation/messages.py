"""What goes over the pipe between program and child: bytes only, checked before anything is made of them.

A message is a header length (4 bytes, little-endian), a header (JSON) and raw blobs whose lengths stand in the
header. Nothing is ever unpickled: a child that was taken over could make the program run what it likes that way.
"""

import json
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

LARGEST_MESSAGE = 256 << 20
"""Bytes; a batch of token vectors is 2 MB, a document handed over as bytes (Windows) may be large."""

LARGEST_HEADER = 4 << 20
"""Bytes; a batch of pages is at most 1 MB of text, and JSON may double that."""

_LENGTH = struct.Struct("<I")


class MessageBroken(Exception):
    """The bytes are not a message; never leaves this package."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One piece of an answer: a JSON object and raw bytes, whose meaning the module of the child defines."""

    header: Mapping[str, object]
    blobs: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: what it is, the request it belongs to, and what it carries.

    From the program come "start" and "request"; from the child "ready" (once), "reply", and as the last word on a
    request exactly one of "done", "failed", "cancelled", "out_of_memory", "broken".
    """

    event: str
    number: int
    body: Mapping[str, object] = field(default_factory=dict)
    blobs: tuple[bytes, ...] = ()


def pack(frame: Frame) -> bytes:
    """The message as bytes.

    Raises:
        ValueError: it is too large, or the body holds what JSON cannot carry; a defect of the sender.
        TypeError: the body holds an object that is no JSON value; a defect of the sender.
    """
    lengths = [len(blob) for blob in frame.blobs]
    header = json.dumps(
        {"event": frame.event, "number": frame.number, "blobs": lengths, "body": dict(frame.body)},
        allow_nan=False,
        separators=(",", ":"),
    ).encode("ascii")
    if len(header) > LARGEST_HEADER or _LENGTH.size + len(header) + sum(lengths) > LARGEST_MESSAGE:
        raise ValueError(f"a message of {len(header)} + {sum(lengths)} bytes is too large")
    return b"".join((_LENGTH.pack(len(header)), header, *frame.blobs))


def unpack(message: bytes) -> Frame:
    """The message that these bytes are, every part of it checked.

    Raises:
        MessageBroken: they are not one; says what is wrong.
    """
    if len(message) < _LENGTH.size:
        raise MessageBroken("shorter than its own length")
    (size,) = _LENGTH.unpack_from(message)
    if size > LARGEST_HEADER or _LENGTH.size + size > len(message):
        raise MessageBroken("the header is longer than it may be")
    header = _parsed(message[_LENGTH.size : _LENGTH.size + size])
    event, number, body, lengths = (header.get(name) for name in ("event", "number", "body", "blobs"))
    if not isinstance(event, str) or not _is_count(number) or not isinstance(body, dict):
        raise MessageBroken("the header lacks what every header has")
    if not isinstance(lengths, list) or not all(_is_count(length) for length in lengths):
        raise MessageBroken("the lengths are not numbers")
    return Frame(event, number, body, _cut(message, _LENGTH.size + size, lengths))


def _parsed(header: bytes) -> dict[str, object]:
    try:
        parsed = json.loads(header, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise MessageBroken("the header is not JSON") from error
    if not isinstance(parsed, dict):
        raise MessageBroken("the header is not an object")
    return parsed


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is not a number of JSON")
    return value


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 63


def _cut(message: bytes, start: int, lengths: list[int]) -> tuple[bytes, ...]:
    if start + sum(lengths) != len(message):
        raise MessageBroken("the blobs are not as long as they should be")
    blobs = []
    for length in lengths:
        blobs.append(message[start : start + length])
        start += length
    return tuple(blobs)
