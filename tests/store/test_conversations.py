"""Conversations: durable when a method returns, and a changed byte is noticed."""

import sqlite3
from contextlib import closing

import pytest

from assistant.errors import ConversationUnknown, NoConversation
from assistant.store import Store

MARKER = b"QWERTZIFICATION"


def files_with(folder, trace):
    return sorted(path.name for path in folder.iterdir() if trace in path.read_bytes())


def test_removed_conversation_leaves_no_trace_in_any_file(tmp_path):
    with Store.open(tmp_path) as store:
        secret = store.conversations.start(f"About the {MARKER.decode()}")
        store.conversations.add_message(secret, "user", f"What is the {MARKER.decode()}? " + "word " * 3000)
        kept = store.conversations.start("Leave")
        store.conversations.add_message(kept, "user", "How do I apply?")
    for _ in range(2):
        with Store.open(tmp_path) as store:  # makes copies of app.db with it
            store.conversations.start("A change")
    with Store.open(tmp_path) as store:
        assert len(files_with(tmp_path, MARKER)) >= 3
        store.conversations.remove(secret)
        assert files_with(tmp_path, MARKER) == [], "also while the program still runs"
        assert files_with(tmp_path, b"How do I apply?"), "a fresh copy stands in the place of the old ones"
        with pytest.raises(ConversationUnknown):
            store.conversations.remove(secret)
    with Store.open(tmp_path) as store:
        assert store.notices == ()
        assert [one.id for one in store.conversations.list() if one.title == "Leave"] == [kept]
        assert store.conversations.messages(secret) == ()
    assert files_with(tmp_path, MARKER) == []


def test_removing_every_conversation_leaves_no_trace_and_the_libraries(tmp_path):
    for number in range(3):
        with Store.open(tmp_path) as store:  # makes copies of app.db, with more in it each time
            place = store.conversations.start(f"About the {MARKER.decode()} {number}")
            store.conversations.add_message(place, "user", f"What is the {MARKER.decode()}? " + "word " * 3000)
            store.library.ensure_library("Kept")
    with Store.open(tmp_path) as store:
        store.conversations.remove_all()
        assert files_with(tmp_path, MARKER) == [], "also while the program still runs"
        assert store.conversations.list() == ()
        assert store.conversations.start("The next one") == place + 1, "no id comes twice"
    with Store.open(tmp_path) as store:
        assert store.notices == ()
        assert [library.name for library in store.library.libraries()] == ["Kept"]


def test_last_conversation_is_the_one_in_which_something_was_said_last(store):
    with pytest.raises(NoConversation):
        store.conversations.last()
    first, second = store.conversations.start("First"), store.conversations.start("Second")
    store.conversations.add_message(second, "user", "Hello")
    store.conversations.add_message(first, "user", "Again")
    assert store.conversations.last() == first
    found = store.conversations.conversation(first)
    assert (found.id, found.title, found.messages) == (first, "First", 1)


def test_what_is_said_in_a_removed_conversation_is_refused_or_passed_over(store):
    conversation = store.conversations.start("Leave")
    answer = store.conversations.add_message(conversation, "assistant", "", state="stopped")
    store.conversations.remove(conversation)
    store.conversations.extend_message(answer, "By form.", state="complete")
    assert store.conversations.messages(conversation) == ()
    for ask in (store.conversations.conversation, lambda one: store.conversations.add_message(one, "user", "And?")):
        with pytest.raises(ConversationUnknown, match=str(conversation)):
            ask(conversation)


def test_conversation_comes_back_in_order_after_a_restart(tmp_path):
    with Store.open(tmp_path) as store:
        conversation = store.conversations.start("Leave")
        other = store.conversations.start("Other")  # nothing is said in it: it stands last
        store.conversations.add_message(conversation, "user", "How do I apply?\x00 \U0001f600")
        answer = store.conversations.add_message(conversation, "assistant", "", state="writing", extra={"model": "m"})
        store.conversations.extend_message(answer, "By", state="writing")
        store.conversations.extend_message(answer, "By form.", state="complete", extra={"found": True, "n": [1]})
    with Store.open(tmp_path) as store:
        question, answered = store.conversations.messages(conversation)
        assert (question.role, question.text) == ("user", "How do I apply?\x00 \U0001f600")
        assert (question.state, question.extra) == ("complete", {})
        assert (answered.text, answered.state, answered.extra) == ("By form.", "complete", {"found": True, "n": [1]})
        assert question.intact
        assert answered.intact
        assert [(one.id, one.title, one.messages) for one in store.conversations.list()] == [
            (conversation, "Leave", 2),
            (other, "Other", 0),
        ]


def test_text_without_new_extra_keeps_the_old_one(store):
    conversation = store.conversations.start("Leave")
    message = store.conversations.add_message(conversation, "assistant", "", extra={"model": "m"})
    store.conversations.extend_message(message, "Text", state="complete")
    assert store.conversations.messages(conversation)[0].extra == {"model": "m"}


def test_an_answer_whose_words_went_with_their_library_stays_without_them(store):
    library = store.library.ensure_library("Private")
    store.library.add_waiting(library.id, [b"/secret.txt"])
    conversation = store.conversations.start("Secrets")
    sources = {"sources": [b"/secret.txt".hex()]}
    answer = store.conversations.add_message(conversation, "assistant", "Alder", extra=sources, state="stopped")
    store.library.remove_library(library.id)
    store.conversations.extend_message(answer, "Alder Trust", state="complete", extra=sources)
    (message,) = store.conversations.messages(conversation)
    assert (message.text, message.state, message.extra) == ("", "erased", {})


def test_message_whose_bytes_changed_on_the_disk_is_marked(tmp_path):
    with Store.open(tmp_path) as store:
        conversation = store.conversations.start("Leave")
        store.conversations.add_message(conversation, "user", "first")
        store.conversations.add_message(conversation, "assistant", "second", extra={"model": "m"})
    with closing(sqlite3.connect(tmp_path / "app.db")) as database:
        database.execute("UPDATE messages SET text = 'firsT' WHERE text = 'first'")
        database.execute("UPDATE messages SET extra = 'rubbish' WHERE text = 'second'")
        database.commit()
    with Store.open(tmp_path) as store:
        first, second = store.conversations.messages(conversation)
        assert (first.text, first.intact) == ("firsT", False)
        assert (second.text, second.extra, second.intact) == ("second", {}, False)
