"""What a reasoning model thinks is no part of its answer."""

import dataclasses
import os

import pytest

from assistant.__main__ import build
from assistant.records import Scope
from assistant.services import ingest, libraries
from assistant.services.ask import AnswerReady
from assistant.services.cancel import Cancel
from assistant.services.draft import TextArrived, ThoughtArrived
from assistant.services.keep import ask_kept
from tests.scripted_engine import ScriptedChat

QUESTION = "How does the otter sleep?"
SECRET = "The otter probably flies to Mars."


@pytest.fixture
def ask(tmp_path, shared_models, monkeypatch):
    """Asks with a model that says what it is told to."""
    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")
    file = tmp_path / "otter.txt"
    file.write_text("The otter sleeps on its back.")
    program = build(tmp_path / "data", None)
    library = libraries.ensure(program, "Documents")
    for _ in ingest.add(program, library, [os.fsencode(file)], cancel=Cancel()):
        pass

    def events(script):
        thinking = dataclasses.replace(program, chat=ScriptedChat(script))
        return list(ask_kept(thinking, QUESTION, Scope(), cancel=Cancel())), program.store.conversations

    yield events
    program.close()


def answer_of(events):
    return next(event.answer for event in events if isinstance(event, AnswerReady))


def test_thinking_is_neither_shown_nor_checked_nor_kept(ask):
    events, conversations = ask(f"<think>{SECRET}</think>\n\nThe otter sleeps on its back.")
    answer = answer_of(events)
    assert answer.text == "The otter sleeps on its back."
    assert [sentence.supported for sentence in answer.sentences] == [True]
    assert (answer.stopped, "".join(one.text for one in events if isinstance(one, ThoughtArrived))) == ("", SECRET)
    assert SECRET not in "".join(one.text for one in events if isinstance(one, TextArrived))
    newest = conversations.list()[0]
    assert [one.text for one in conversations.messages(newest.id)] == [QUESTION, answer.text]


def test_thinking_that_never_ends_is_said_and_gives_no_answer(ask):
    events, _ = ask(f"<think>{SECRET}")
    answer = answer_of(events)
    assert (answer.text, answer.sentences, answer.stopped) == ("", (), "thinking")
    assert answer.quotes
