"""Talking to the model and going on with a conversation, by the command line with the real models."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.command import COMMAND, Footnote

FACTS = (
    "The pension fund is administered by Alder Trust in Lisbon. The fund was founded in 1987.\n\n"
    "The boiler was last inspected on 12 March 2023 by Mr. Okafor. A new boiler costs 3,200 euros.\n"
)
MARK = "From the model, not from your files."


@pytest.fixture(scope="module")
def footnote(default_models, tmp_path_factory):
    """The command line on a data folder that holds one file."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "notes.txt").write_text(FACTS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_MODELS", str(default_models))
        patch.setenv("NO_COLOR", "1")
        command = Footnote(tmp_path_factory.mktemp("data"))
        command("index", str(folder))
        command.folder = folder
        yield command


@pytest.fixture(scope="module")
def asked(footnote):
    """The id of a conversation over the documents with a follow-up in it, and the answer to that."""
    first = footnote.json("ask", "Who administers the pension fund?", "--quotes-only")
    assert first["understood"] is None
    second = footnote.json("ask", "When was it founded?", "--conversation", str(first["conversation"]))
    assert second["conversation"] == first["conversation"]
    return first["conversation"], second


def test_a_chat_answers_and_goes_on(footnote):
    first = footnote.json("chat", "What is the capital of France?")
    assert "Paris" in first["answer"]
    assert (first["source"], first["stopped"], first["left_out_turns"]) == ("model", None, 0)
    assert first["model"] == "smollm2-135m-instruct"
    told = footnote("chat", "And what is it known for?", "--conversation", "last").stdout
    assert told.endswith(f"{MARK}\n")
    shown = footnote.json("conversations", "show", str(first["conversation"]))
    assert [turn["role"] for turn in shown["turns"]] == ["user", "assistant"] * 2
    assert shown["turns"][3]["text"] in told


def test_the_message_may_come_from_standard_input(footnote):
    done = footnote.json("chat", input="What is the capital\nof France?\n")
    assert "Paris" in done["answer"]


def test_a_question_over_the_documents_goes_on_with_its_topic(footnote, asked):
    _, answer = asked
    assert answer["question"] == "When was it founded?"
    assert answer["understood"] == "When was it founded, administers the pension fund?"
    assert answer["found"] is True
    assert any("1987" in quote["text"] for quote in answer["quotes"])
    told = footnote("ask", "Who inspected it?", "--conversation", str(asked[0]), "--quotes-only").stdout
    assert told.startswith("Understood as: Who inspected it, administers the pension fund")


def test_a_conversation_is_shown_with_the_words_of_its_sources(footnote, asked):
    conversation, answer = asked
    turn = footnote.json("conversations", "show", str(conversation))["turns"][3]
    assert turn["source"] == "documents"
    assert [span["text"] for span in turn["spans"][: turn["quotes"]]] == [one["text"] for one in answer["quotes"]]
    assert [sentence["text"] for sentence in turn["sentences"]] == [one["text"] for one in answer["sentences"]]
    assert [bool(one["sources"]) for one in turn["sentences"]] == [one["supported"] for one in answer["sentences"]]
    told = footnote("conversations", "show", "last").stdout
    assert "Understood as: When was it founded" in told


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_an_export_is_written_once_with_its_sources(footnote, asked, form, tmp_path):
    conversation = str(asked[0])
    path = tmp_path / f"export.{form}"
    footnote("conversations", "export", conversation, "--format", form, "--output", str(path))
    written = path.read_text(encoding="utf-8")
    assert "The fund was founded in 1987" in written
    assert "notes.txt" in written
    refused = footnote("conversations", "export", conversation, "--output", str(path), code=1).stderr
    assert "there already" in refused
    assert path.read_text(encoding="utf-8") == written
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert footnote("conversations", "export", conversation, "--format", form).stdout == written


def test_words_that_changed_or_went_are_not_shown_as_a_source(footnote, tmp_path):
    path = tmp_path / "garden.txt"
    path.write_text("The greenhouse is heated to nineteen degrees.", encoding="utf-8")
    question = ("ask", "How warm is the greenhouse?", str(path), "--library", "Garden", "--quotes-only")
    conversation = str(footnote.json(*question)["conversation"])
    assert "nineteen" in footnote("conversations", "export", conversation).stdout
    path.write_text("The greenhouse is not heated to any degrees now.", encoding="utf-8")
    footnote("libraries", "rescan", "Garden")
    changed = footnote("conversations", "export", conversation).stdout
    assert "no longer in your documents" in changed
    assert "any degrees" not in changed
    footnote("libraries", "remove", "Garden")
    assert "erased together with the documents" in footnote("conversations", "show", conversation).stdout


def test_a_removed_conversation_is_gone_from_every_file(footnote):
    conversation = footnote.json("chat", "What is a quokkaberry?")["conversation"]
    assert b"quokkaberry" in (footnote.data_dir / "app.db").read_bytes()
    assert footnote.json("conversations", "remove", str(conversation)) == {"removed": conversation}
    for path in footnote.data_dir.rglob("*"):
        assert path.is_dir() or b"quokkaberry" not in path.read_bytes(), path
    assert conversation not in [one["id"] for one in footnote.lines("conversations", "list")]
    told = footnote("conversations", "show", str(conversation), code=1).stderr
    assert told.startswith(f"There is no conversation {conversation}.")


def test_what_cannot_be_is_a_sentence(footnote, tmp_path):
    assert "The message is empty." in footnote("chat", " ", code=1).stderr
    assert "The message is empty." in footnote("chat", input="", code=1).stderr
    assert "There is no conversation 999." in footnote("chat", "Hello", "--conversation", "999", code=1).stderr
    assert "There is no conversation 999." in footnote("ask", "Who?", "--conversation", "999", code=1).stderr
    assert "too long for this model" in footnote("chat", input="word " * 9000, code=1).stderr
    assert "not there" in footnote("chat", "Hello", "--model", str(tmp_path / "none.gguf"), code=1).stderr
    nowhere = str(tmp_path / "none" / "x.md")
    assert "could not be written" in footnote("conversations", "export", "last", "--output", nowhere, code=1).stderr
    empty = Footnote(tmp_path / "data")
    assert "There is no conversation yet." in empty("chat", "Hello", "--conversation", "last", code=1).stderr
    assert "There are no conversations yet." in empty("conversations", "list").stdout


def test_a_language_that_the_model_does_not_write_is_said_and_answered(footnote):
    done = footnote("chat", "Was ist die Hauptstadt von Frankreich?")
    assert "does not write the language" in done.stderr
    assert MARK in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="needs setsid")
def test_on_a_terminal_ctrl_c_stops_the_answer_and_then_the_conversation(footnote):
    with Terminal("chat", "--data-dir", str(footnote.data_dir)) as terminal:
        terminal.wait_for("> ")
        terminal.type("Write a very long story about a dragon.\n")
        terminal.wait_for("dragon.\r\n")
        terminal.wait_for(" ")  # the answer has begun
        terminal.type("\x03")
        terminal.wait_for("Stopped. The answer so far is kept.")
        terminal.wait_for("> ")
        terminal.type("\x03")
        assert terminal.ended() == 0
    last = footnote.json("conversations", "show", "last")["turns"][-1]
    assert last["state"] == "stopped"
    assert last["text"]


class Terminal:
    """The command on a terminal of its own."""

    def __init__(self, *arguments):
        self._ours, theirs = os.openpty()
        self._process = subprocess.Popen(
            ["setsid", "--ctty", "--wait", *COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        self._seen = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)
        os.close(self._ours)

    def type(self, words):
        os.write(self._ours, words.encode())

    def wait_for(self, words):
        """Read until the words come; what follows them stays to be read."""
        deadline = time.monotonic() + 60
        while words.encode() not in self._seen:
            assert time.monotonic() < deadline, (words, self._seen)
            self._seen += os.read(self._ours, 1)
        self._seen = self._seen.partition(words.encode())[2]

    def ended(self):
        return self._process.wait(30)
