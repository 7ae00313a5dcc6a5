import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import FileEmpty, TookTooLong, Unsupported
from assistant.pipeline.sentences import sentence_spans
from assistant.records import Reason
from tests.reading import making


def text_of(value, name="a.json", **limits):
    return making.text_of(json.dumps(value, ensure_ascii=False).encode(), name, **limits)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"name": "Smith", "city": "Oslo"}, "| name: Smith | city: Oslo |"),
        (
            {"people": [{"name": "Łoś", "home": {"city": "Łódź"}}, {"name": "Jones", "none": None}]},
            "| people | name: Łoś | home.city: Łódź |\n| people | name: Jones |",
        ),
        (
            {"order": {"id": "A7", "items": [{"sku": "x"}, {"sku": "y"}], "paid": True}},
            "| order | id: A7 |\n| order.items | sku: x |\n| order.items | sku: y |\n| order | paid: true |",
        ),
        ([{"a": 1}, {"a": 2}], "a: 1\n\na: 2"),
        ({"tags": ["red", "blue", None], "n": []}, "tags: red, blue"),
        ({"m": [[1, 2], [3, 4]], "z": 0}, "| m | 1, 2 |\n| m | 3, 4 |\n\nz: 0"),
        ("only words", "only words"),
        ({"a": {"b": {"c": "deep"}}}, "a.b.c: deep"),
    ],
)
def test_what_belongs_together_is_a_row_with_paths(value, expected):
    assert text_of(value) == expected


def test_numbers_stay_as_they_are_written():
    assert making.text_of(b'{"price": 1.50, "big": 1e400, "id": 00012345678901234567890}', "a.json").startswith("{")
    data = b'{"price": 1.50, "big": 1e400, "id": ' + b"9" * 5_000 + b"}"
    assert making.text_of(data, "a.json").startswith("| price: 1.50 | big: 1e400 |\n\n999")


def test_long_text_is_a_paragraph_of_its_own():
    long = "The boiler is old. " * 20
    text = text_of({"role": "user", "content": long})
    assert text == f"role: user\n\n{long.strip()}"


def test_row_is_a_sentence_of_its_own():
    text = text_of([{"name": f"Person {number}", "town": "Oslo"} for number in range(30)])
    assert [text[start:end] for start, end in sentence_spans(text)] == text.split("\n")


def test_lines_of_json_are_read_line_by_line():
    data = b'{"q": "one", "a": 1}\n\n{"q": "two", "a": 2}\n'
    for name in ("a.jsonl", "a.json"):
        assert making.text_of(data, name) == "| q: one | a: 1 |\n| q: two | a: 2 |"


@pytest.mark.parametrize(
    "data", [b'{"a": 1,', b"// settings\n{'a': 1}", b"[" * 100_000, b'{"a":' * 100_000, b"words", b'"\\ud800'],
)  # fmt: skip
def test_broken_json_is_kept_as_it_is_written(data):
    (page,) = making.read(data, "a.json")[2]
    assert page.text == data.decode()
    assert page.code


def test_deep_branches_lose_no_value():
    value = "the words"
    for _ in range(300):
        value = [{"k": value}, "x"]
    assert "the words" in text_of(value)


def test_half_a_pair_of_surrogates_cannot_break_the_text():
    text = making.text_of(b'{"a": "x\\ud800y", "b\\u0000": "1\\u00002"}', "a.json")
    text.encode()
    assert "\0" not in text


def test_notebook_is_its_cells_and_what_they_print():
    cells = [
        {"cell_type": "markdown", "source": ["# Sales\n", "By month."]},
        {"cell_type": "code", "source": "for x in y:\n    print(x)", "outputs": [
            {"output_type": "stream", "text": ["total 42\n"]},
            {"output_type": "display_data", "data": {"image/png": "iVBORw0", "text/plain": ["<Figure>"]}},
        ]},
        "odd",
    ]  # fmt: skip
    text = text_of({"nbformat": 4, "metadata": {"kernel": "python3"}, "cells": cells}, "a.ipynb")
    assert text == "# Sales\nBy month.\n\nfor x in y:\n    print(x)\n\ntotal 42\n\n<Figure>"


def test_what_is_no_text_is_refused_and_no_bytes_are_empty():
    with pytest.raises(Unsupported):
        making.read(bytes(range(256)), "a.json")
    with pytest.raises(FileEmpty):
        making.read(b"", "a.json")
    assert text_of({"a": None, "b": [], "c": {}}) == ""


def test_size_and_time_are_limited():
    value = [{"name": "Smith", "city": "Oslo"}] * 5_000
    assert making.read(json.dumps(value).encode(), "a.json", limit_bytes=20_000)[3] == [
        Reason("TooLarge", {"limit_mb": 0})
    ]
    with pytest.raises(TookTooLong):
        text_of(value, limit_s=-1.0)


LEAF = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=9) | st.booleans() | st.none()
KEYS = st.text("abc", max_size=3)


@settings(max_examples=80, deadline=None)
@given(st.recursive(LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)))
def test_no_value_is_lost(value):
    text = text_of(value)
    waiting = [value]
    while waiting:
        now = waiting.pop()
        if isinstance(now, dict | list):
            waiting.extend(now.values() if isinstance(now, dict) else now)
        elif isinstance(now, str):
            assert all(word in text for word in now.split())
