"""What is printed, where it goes, and what happens when it cannot go there."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli.output import Output, counted, progress_line
from assistant.errors import OutputUnwritable


def test_a_narrow_terminal_shortens_the_bar_before_the_words():
    words = "Reading 3 of 9 files"
    assert progress_line(words, 0.5, 79) == "█" * 10 + "░" * 10 + " " + words
    assert progress_line(words, 0.5, 29) == "█" * 4 + "░" * 4 + " " + words
    assert progress_line(words, 0.5, 24) == words


@given(words=st.text(max_size=60), share=st.floats(0, 1), columns=st.integers(0, 120))
def test_a_progress_line_never_wraps(words, share, columns):
    assert len(progress_line(words, share, columns)) <= columns


def test_one_file_is_not_files():
    assert [counted(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]


def test_a_closed_standard_output_is_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OutputUnwritable, match="closed"):
        Output(as_json=True).record({})


def test_without_standard_errors_notes_are_dropped_and_results_come(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stderr", None)
    output = Output(as_json=False)
    output.note("nobody hears this")
    output.progress("nor this", 1, 2)
    output.line("result")
    assert capsys.readouterr().out == "result\n"


def test_what_an_old_terminal_cannot_write_is_replaced(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    Output(as_json=False).line("“ü” \udcff")
    assert raw.getvalue() == b"??? ?\n"
