"""A conversation with the model alone, and questions that go on with one: what is told, kept and left out."""

import dataclasses
from types import SimpleNamespace

import pytest

from assistant.__main__ import build
from assistant.errors import AnswerNotKept, ConversationUnknown, DiskFull, EngineDied, MessageEmpty, PromptTooLong
from assistant.pipeline import prompt
from assistant.records import FileStatus, Scope
from assistant.services import conversations, keep
from assistant.services.ask import PassagesFound
from assistant.services.cancel import Cancel
from assistant.services.chat import HistoryTrimmed, ReplyReady, Started, reply
from assistant.services.draft import TextArrived, ThoughtArrived
from assistant.services.keep import Manner, ask_kept, title_of
from assistant.store import Store
from tests.scripted_engine import ScriptedChat


@pytest.fixture
def program(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")
    built = build(tmp_path / "data", None)
    yield built
    built.close()


def scripted(program, script="By bus.", **given):
    return dataclasses.replace(program, chat=ScriptedChat(script, **given))


def said(program, message, conversation=None, **given):
    return list(reply(program, message, conversation, cancel=Cancel(), **given))


def kept(program, conversation):
    return [(one.role, one.text, one.state) for one in program.store.conversations.messages(conversation)]


def test_a_reply_is_streamed_marked_and_kept(program):
    events = said(scripted(program, " By bus.\nOr by train. "), "How do I get there?")
    assert isinstance(events[0], Started)
    assert "".join(one.text for one in events if isinstance(one, TextArrived)) == "By bus.\nOr by train."
    assert events[-1] == ReplyReady("By bus.\nOr by train.", "", 0)
    assert kept(program, events[0].conversation) == [
        ("user", "How do I get there?", "complete"),
        ("assistant", "By bus.\nOr by train.", "complete"),
    ]
    (turn,) = conversations.turns(program, conversations.chosen(program, "last"))[1:]
    assert (turn.from_documents, turn.model) == (False, "smollm2-135m-instruct")


def test_what_was_said_before_goes_to_the_model_again(program):
    engine = scripted(program)
    first = said(engine, "How do I get there?")[0].conversation
    said(engine, "And back?", first)
    messages = engine.chat.prompts[-1].messages
    assert [message.role for message in messages] == ["system", "user", "assistant", "user"]
    assert messages[0].text == prompt.CHAT_INSTRUCTIONS
    assert [message.text for message in messages[1:]] == ["How do I get there?", "By bus.", "And back?"]


def test_the_message_is_stored_before_the_engine_is_asked(program):
    seen = []
    engine = scripted(program, before_piece=lambda: seen.append(kept(program, 1)))
    said(engine, "How do I get there?")
    assert seen[0] == [("user", "How do I get there?", "complete"), ("assistant", "", "stopped")]


def test_an_answer_grows_in_the_store_and_is_the_truth_should_the_program_be_killed(program, tmp_path):
    events = reply(scripted(program, "word " * 200), "Talk.", cancel=Cancel())
    for _ in range(120):
        next(events)
    with Store.open(tmp_path / "data") as other:  # what the next start would find
        answer = other.conversations.messages(1)[1]
    assert answer.state == "stopped"
    assert answer.text.count("word") >= 50
    events.close()


def test_cancelled_answer_keeps_its_text(program):
    cancel, pieces = Cancel(), []

    def count():
        pieces.append(1)
        if len(pieces) == 3:
            cancel.set()

    engine = scripted(program, "one two three four five", before_piece=count)
    events = list(reply(engine, "Count.", cancel=cancel))
    assert events[-1].stopped == "cancelled"
    assert kept(program, 1)[1] == ("assistant", events[-1].text, "stopped")
    assert events[-1].text == "one two three"


def test_closed_answer_keeps_its_text(program):
    events = reply(scripted(program, "one two three four five"), "Count.", cancel=Cancel())
    text = ""
    while text.count(" ") < 2:
        event = next(events)
        text += event.text if isinstance(event, TextArrived) else ""
    events.close()
    assert kept(program, 1)[1] == ("assistant", text, "stopped")


def test_engine_that_dies_keeps_the_text_and_says_why(program):
    dying = scripted(program, "By bus", failure=EngineDied(name="m", reason="killed"))
    assert "killed" in said(dying, "How?")[-1].stopped
    assert kept(program, 1)[1] == ("assistant", "By bus", "stopped")


def test_thinking_is_told_and_not_kept(program):
    events = said(scripted(program, "<think>Bus or train?</think>By bus."), "How?")
    assert any(isinstance(event, ThoughtArrived) for event in events)
    assert events[-1].text == "By bus."
    assert kept(program, 1)[1][1] == "By bus."


def test_what_no_longer_fits_is_left_out_and_counted(program):
    engine = scripted(program, "word " * 50, context_tokens=400)
    engine = dataclasses.replace(engine, settings=dataclasses.replace(engine.settings, answer_tokens=100))
    for number in range(8):
        events = said(engine, f"Question {number}?", None if number == 0 else 1)
    (trimmed,) = [event for event in events if isinstance(event, HistoryTrimmed)]
    sent = engine.chat.prompts[-1]
    assert trimmed.left_out == events[-1].left_out == 14 - (len(sent.messages) - 2) > 0
    assert trimmed.left_out % 2 == 0
    assert len(kept(program, 1)) == 16, "what does not fit the model stays in the conversation"
    room = 400 - 100
    assert engine.chat.count_messages(sent.messages) > room * 0.7, "the history may take all the room"


def test_a_small_model_that_repeats_itself_is_stopped_before_it_is_seen(program):
    events = said(scripted(program, "The bus is red. It stops here. The bus is red. It stops here. " * 9), "Bus?")
    assert "".join(one.text for one in events if isinstance(one, TextArrived)) == events[-1].text
    assert (events[-1].text, events[-1].stopped) == ("The bus is red. It stops here.", "")


def test_a_sentence_that_only_begins_like_another_is_shown(program):
    text = "The bus is red. The bus is late."
    assert said(scripted(program, text), "Bus?")[-1].text == text


def test_a_larger_model_may_repeat_itself(program):
    larger = dataclasses.replace(program.chat_model, drafts_only=False)
    text = "Row, row, row your boat. Merrily. Merrily. Row, row, row your boat."
    engine = dataclasses.replace(scripted(program, text), chat_model=larger)
    assert said(engine, "Sing.")[-1].text == text


@pytest.mark.parametrize(
    ("message", "writes"), [("Wie komme ich zum Bahnhof?", False), ("How do I get there?", True), ("Hi", True)]
)
def test_a_language_that_the_model_does_not_write_is_said(program, message, writes):
    assert said(scripted(program), message)[0].writes_language is writes


@pytest.mark.parametrize("message", ["", " \n\t"])
def test_an_empty_message_is_refused_and_not_kept(program, message):
    with pytest.raises(MessageEmpty):
        said(scripted(program), message)
    assert conversations.everything(program) == ()


def test_an_unknown_conversation_is_refused_before_anything_is_stored(program):
    with pytest.raises(ConversationUnknown, match="7"):
        said(scripted(program), "Hello", 7)
    assert conversations.everything(program) == ()


def test_a_message_that_is_too_long_is_refused_and_kept(program):
    with pytest.raises(PromptTooLong):
        said(scripted(program, context_tokens=500), "word " * 600)
    assert [state for _, _, state in kept(program, 1)] == ["complete", "stopped"]


def test_a_full_disk_does_not_take_the_answer_away(program, monkeypatch):
    def full(*_args, **_options):
        raise DiskFull(path="/data")

    monkeypatch.setattr(program.store.conversations, "extend_message", full)
    events = []
    with pytest.raises(AnswerNotKept, match="full"):
        events.extend(reply(scripted(program), "How?", cancel=Cancel()))
    monkeypatch.undo()
    assert kept(program, 1)[0][1] == "How?"


def test_conversation_that_is_removed_in_mid_answer_stays_removed(program):
    events = reply(scripted(program, "one two three four"), "Count.", cancel=Cancel())
    for _ in range(3):
        next(events)
    conversations.remove(program, conversations.chosen(program, 1))
    assert [event.text for event in events if isinstance(event, ReplyReady)] == ["one two three four"]
    assert conversations.everything(program) == ()


def test_a_reply_that_may_hold_words_of_the_documents_goes_with_their_library(program):
    store = program.store
    library = store.library.ensure_library("Private")
    store.library.add_waiting(library.id, [b"/secret.txt"])
    conversation = store.conversations.start("Secrets")
    store.conversations.add_message(conversation, "user", "Who administers the fund?")
    sources = {"from": "documents", "sources": [b"/secret.txt".hex()]}
    store.conversations.add_message(conversation, "assistant", "Alder Trust does.", extra=sources)
    said(scripted(program, "As I said, Alder Trust."), "Say it again.", conversation)
    assert [entry.status for entry in store.library.files(library.id)] == [FileStatus.WAITING]
    store.library.remove_library(library.id)
    assert [(text, state) for role, text, state in kept(program, conversation) if role == "assistant"] == [
        ("", "erased"),
        ("", "erased"),
    ]


def test_a_message_asked_anew_stands_after_what_stood_before_it_the_first_time(program):
    program = scripted(program, "Good day.")
    for message in ("one", "two", "three"):
        said(program, message, None if message == "one" else 1)
    before = keep.before(program, "two", 1, Manner(is_repeat=True))
    assert [one.text for one in before] == ["one", "Good day."]
    assert len(keep.before(program, "four", 1, Manner(is_repeat=True))) == 6, "it was never stored"


def test_an_answer_that_is_being_written_goes_with_the_library_its_words_come_from(program, monkeypatch):
    store = program.store
    library = store.library.ensure_library("Private")
    store.library.add_waiting(library.id, [b"/secret.txt"])
    found = SimpleNamespace(stored=SimpleNamespace(path=b"/secret.txt"), also=())

    def asked(*_args, **_options):
        yield PassagesFound((found,), None, None)
        yield TextArrived("Alder Trust ", ())
        yield TextArrived("does.", ())

    monkeypatch.setattr(keep, "ask", asked)
    events = keep.ask_kept(program, "Who administers the fund?", Scope(libraries=(library.id,)), cancel=Cancel())
    while not isinstance(next(events), TextArrived):
        pass
    store.library.remove_library(library.id)
    list(events)
    assert kept(program, 1)[-1][1:] == ("", "erased")


def test_asking_that_fails_leaves_the_question_in_the_conversation(program, monkeypatch):
    def broken(*_args, **_options):
        raise EngineDied(name="e5", reason="killed")
        yield

    monkeypatch.setattr("assistant.services.keep.ask", broken)
    conversation = program.store.conversations.start("Fund")
    program.store.conversations.add_message(conversation, "user", "Who administers the fund?")
    events = ask_kept(program, "Where is it?", Scope(), conversation=conversation, cancel=Cancel())
    first = next(events)
    assert (first.conversation, first.question) == (conversation, "Where is it, administers the fund?")
    with pytest.raises(EngineDied):
        next(events)
    assert kept(program, conversation)[1:] == [("user", "Where is it?", "complete"), ("assistant", "", "stopped")]
    asked = program.store.conversations.messages(conversation)[1]
    assert asked.extra == {"understood": "Where is it, administers the fund?"}


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ("Who?", "Who?"),
        ("two\nlines  ", "two lines"),
        ("word " * 20, "word " * 11 + "word…"),
        ("灯" * 70, "灯" * 60 + "…"),
        ("x" * 60, "x" * 60),
    ],
)
def test_a_title_is_one_line_cut_between_words(message, title):
    assert title_of(message) == title
    assert len(title) <= 61
