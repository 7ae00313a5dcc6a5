"""The bytes on the pipe."""
import json
import struct
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.isolation.messages import LARGEST_HEADER, Frame, MessageBroken, pack, unpack

_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


def _message(header, rest=b""):
    encoded = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<I", len(encoded)) + encoded + rest


@settings(max_examples=100)
@given(st.text(), st.integers(0, 2**62), st.dictionaries(st.text(), _values, max_size=4), st.lists(st.binary()))
def test_message_comes_out_as_it_went_in(event, number, body, blobs):
    frame = Frame(event, number, body, tuple(blobs))
    assert unpack(pack(frame)) == frame


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_refused(message):
    with suppress(MessageBroken):
        assert isinstance(unpack(message), Frame)


@settings(max_examples=100)
@given(st.data())
def test_message_with_a_changed_byte_is_a_message_or_refused(data):
    message = bytearray(pack(Frame("reply", 3, {"a": [1, "b"]}, (b"xyz", b""))))
    message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    with suppress(MessageBroken):
        assert isinstance(unpack(bytes(message)), Frame)


_GOOD = {"event": "reply", "number": 1, "blobs": [], "body": {}}


@pytest.mark.parametrize("change", [
    {"event": None}, {"event": 1}, {"number": -1}, {"number": True}, {"number": 1.0}, {"number": "1"},
    {"number": 1 << 63}, {"body": []}, {"body": None}, {"blobs": None}, {"blobs": {}}, {"blobs": [-1]},
    {"blobs": [True]}, {"blobs": ["3"]}, {"blobs": [1]}, {"blobs": [1 << 62, 1 << 62]},
])
def test_header_with_a_wrong_part_is_refused(change):
    assert unpack(_message(_GOOD))
    with pytest.raises(MessageBroken):
        unpack(_message({**_GOOD, **change}))


@pytest.mark.parametrize("value", [b"NaN", b"Infinity", b"-Infinity", b"1e999", b"1" * 5000])
def test_number_that_is_none_is_refused(value):
    with pytest.raises(MessageBroken):
        unpack(_message(b'{"event":"reply","number":1,"blobs":[],"body":{"a":' + value + b"}}"))


def test_lengths_that_do_not_add_up_are_refused():
    assert unpack(_message({**_GOOD, "blobs": [2, 1]}, b"abc")).blobs == (b"ab", b"c")
    for rest in (b"ab", b"abcd"):
        with pytest.raises(MessageBroken):
            unpack(_message({**_GOOD, "blobs": [2, 1]}, rest))


def test_what_is_too_large_or_no_json_is_not_sent():
    with pytest.raises(ValueError, match="too large"):
        pack(Frame("reply", 1, {"text": "x" * (LARGEST_HEADER + 1)}))
    with pytest.raises(ValueError, match="JSON compliant"):
        pack(Frame("reply", 1, {"score": float("nan")}))
    with pytest.raises(TypeError):
        pack(Frame("reply", 1, {"object": object()}))
