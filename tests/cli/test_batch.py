"""Batches: every line gets its answer or its error, and no line stops the others."""

import json

import pytest

from assistant.cli import batch
from assistant.cli.output import Output
from assistant.errors import BatchFileUnreadable, QuestionEmpty


def answered(tmp_path, capsys, content):
    path = tmp_path / "questions"
    path.write_bytes(content)

    def answer(question):
        if not question.strip("? "):
            raise QuestionEmpty
        return {"heard": question}

    assert batch.run(str(path), Output(as_json=True), answer) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_text_lines_are_numbered_and_ids_are_echoed(tmp_path, capsys):
    lines = b'\xef\xbb\xbfone\r\n\n{"question": "three", "id": "c"}\n{"question": "four", "id": null}\n[5]'
    assert answered(tmp_path, capsys, lines) == [
        {"id": 1, "heard": "one"},
        {"id": "c", "heard": "three"},
        {"id": None, "heard": "four"},
        {"id": 5, "heard": "[5]"},
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b"\xff\xfeo\x00", "BatchLineInvalid"),
        (b"{", "BatchLineInvalid"),
        (b'{"question": 5}', "BatchLineInvalid"),
        (b'{"asked": "what"}', "BatchLineInvalid"),
        (b'{"question": "what", "id": NaN}', "BatchLineInvalid"),
        (b'{"question": "what", "id": [[]]}', "BatchLineInvalid"),
        (b'{"question":' + b"[" * 100_000, "BatchLineInvalid"),
        (b"???", "QuestionEmpty"),
    ],
)
def test_a_bad_line_gives_an_error_and_the_next_its_answer(tmp_path, capsys, line, kind):
    bad, good = answered(tmp_path, capsys, line + b"\ngood\n")
    assert (bad["id"], bad["error"]["kind"]) == (1, kind)
    assert good == {"id": 2, "heard": "good"}


def test_half_characters_in_json_never_reach_an_engine(tmp_path, capsys):
    assert answered(tmp_path, capsys, b'{"question": "\\ud800 boiler"}') == [{"id": 1, "heard": "? boiler"}]


def test_a_batch_file_that_cannot_be_read_is_named(tmp_path):
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(BatchFileUnreadable) as raised:
            batch.run(str(path), Output(as_json=True), lambda _: {})
        assert str(path) in str(raised.value)
