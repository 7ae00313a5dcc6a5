"""Conversations as the window and the command line use them: found by their words, renamed, exported."""

import pytest

from assistant.errors import ConversationUnknown, ExportUnwritable
from assistant.services import conversations


@pytest.fixture
def talked(adding):
    """A program with three conversations; something was said last in the first one."""
    store = adding.program.store.conversations
    ids = {title: store.start(title) for title in ("Leave", "Straße", "Budget 2026")}
    store.add_message(ids["Leave"], "user", "How do I apply?")
    store.add_message(ids["Straße"], "user", "Where is the depot?")
    store.add_message(ids["Budget 2026"], "assistant", "The harbour costs two million.")
    store.add_message(ids["Leave"], "assistant", "By form H-417, at the personnel office.")
    return adding.program


def titles(found):
    return [one.title for one in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["Leave", "Budget 2026", "Straße"]),
        ("  ", ["Leave", "Budget 2026", "Straße"]),
        ("leave", ["Leave"]),
        ("h-417", ["Leave"]),
        ("STRASSE", ["Straße"]),
        ("harbour 2026", ["Budget 2026"]),
        ("apply personnel", ["Leave"]),
        ("apply harbour", []),
        ("100%", []),
    ],
)
def test_conversations_are_found_by_words_of_title_and_texts(talked, words, expected):
    assert titles(conversations.holding(talked, words)) == expected


def test_renamed_conversation_keeps_its_messages_and_its_place(talked):
    leave = conversations.holding(talked, "leave")[0]
    conversations.rename(talked, leave, "  Holidays\nof 2026 ")
    assert titles(conversations.everything(talked)) == ["Holidays of 2026", "Budget 2026", "Straße"]
    assert len(conversations.turns(talked, leave)) == 2
    conversations.rename(talked, leave, " \n ")
    assert titles(conversations.everything(talked))[0] == "Holidays of 2026", "a name without a word is none"


def test_conversation_that_is_gone_is_not_renamed(talked):
    leave = conversations.holding(talked, "leave")[0]
    conversations.remove(talked, leave)
    with pytest.raises(ConversationUnknown):
        conversations.rename(talked, leave, "Holidays")


def test_export_gives_way_only_when_it_was_asked(tmp_path):
    path = tmp_path / "talk.md"
    conversations.write_export(path, "first")
    with pytest.raises(ExportUnwritable, match="there already"):
        conversations.write_export(path, "second")
    assert path.read_text(encoding="utf-8") == "first"
    conversations.write_export(path, "second \ud83d", replaces=True)  # half of an emoji, as some files have it
    assert path.read_text(encoding="utf-8") == "second ?"
    assert list(tmp_path.iterdir()) == [path]
