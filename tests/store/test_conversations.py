"""Conversations: durable when a method returns, and a changed byte is noticed."""

import sqlite3
from contextlib import closing

from assistant.store import Store


def test_conversation_comes_back_in_order_after_a_restart(tmp_path):
    with Store.open(tmp_path) as store:
        conversation = store.conversations.start("Leave")
        other = store.conversations.start("Other")
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
            (other, "Other", 0),
            (conversation, "Leave", 2),
        ]


def test_text_without_new_extra_keeps_the_old_one(store):
    conversation = store.conversations.start("Leave")
    message = store.conversations.add_message(conversation, "assistant", "", extra={"model": "m"})
    store.conversations.extend_message(message, "Text", state="complete")
    assert store.conversations.messages(conversation)[0].extra == {"model": "m"}


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
