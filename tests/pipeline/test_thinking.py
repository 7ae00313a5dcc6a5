"""What is thought and what is answered, however the text is cut into pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline.thinking import MARKS, Splitter, opened_by

CASES = [
    ("Leave is applied for in the portal.", "", "Leave is applied for in the portal."),
    ("  Two spaces stay.", "", "  Two spaces stay."),
    ("<think>Let me see.</think>In the portal.", "Let me see.", "In the portal."),
    ("\n<think>\nLet me\nsee.\n</think>\n\nIn the portal.", "\nLet me\nsee.\n", "In the portal."),
    ("<think></think>\n\nIn the portal.", "", "In the portal."),
    ("<think>never done", "never done", ""),
    ("<think>half a mark </thin", "half a mark </thin", ""),
    ("The tag <think> is</think> a word here.", "", "The tag <think> is</think> a word here."),
    ("<think>a</think>b <think>c</think>", "a", "b <think>c</think>"),
    ("<think about it", "", "<think about it"),
    ("<thinking>So.</thinking>Yes.", "So.", "Yes."),
    ("[THINK]So.[/THINK]Yes.", "So.", "Yes."),
    ("<|channel|>analysis<|message|>So.<|start|>assistant<|channel|>final<|message|>Yes.", "So.", "Yes."),
    ("<|channel|>final<|message|>Yes.", "", "Yes."),
    ("", "", ""),
    ("<", "", "<"),
]


def split(pieces, close=""):
    splitter = Splitter(close)
    parts = [part for piece in pieces for part in splitter.add(piece)] + list(splitter.end())
    assert all(text for text, _ in parts)
    return tuple("".join(text for text, thinking in parts if thinking is wanted) for wanted in (True, False))


@pytest.mark.parametrize(("text", "thought", "answer"), CASES)
def test_thinking_and_answer_are_told_apart_whole_and_in_single_characters(text, thought, answer):
    assert split([text]) == (thought, answer)
    assert split(list(text)) == (thought, answer)


@given(st.sampled_from(CASES), st.lists(st.integers(0, 80)))
def test_any_cut_into_pieces_gives_the_same(case, cuts):
    text, thought, answer = case
    places = [0, *sorted(cuts), len(text)]
    assert split([text[start:end] for start, end in pairwise(places)]) == (thought, answer)


@pytest.mark.parametrize(("opening", "close"), MARKS)
def test_thinking_that_the_prompt_opens_ends_at_its_own_mark(opening, close):
    assert opened_by(f"<user>Why?<assistant>{opening}\n") == close
    assert split([f"So.{close}\nYes."], close) == ("So.", "Yes.")


def test_prompt_with_an_ended_or_no_thinking_opens_none():
    assert opened_by("Why?<assistant><think>\n\n</think>\n\n") == ""
    assert opened_by("What is <think>?\nAssistant:") == ""


def test_it_is_known_while_it_thinks():
    splitter = Splitter()
    assert not splitter.thinking
    list(splitter.add("<think>So"))
    assert splitter.thinking
    list(splitter.add("</think>Yes"))
    assert not splitter.thinking


def test_text_without_marks_is_not_held_back():
    splitter = Splitter()
    assert list(splitter.add("Leave")) == [("Leave", False)]
    assert list(splitter.add(" <thi")) == [(" <thi", False)]
