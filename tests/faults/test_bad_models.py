"""Model files that cannot be used, and an engine that dies in the middle of an answer."""

import os
import signal

import gguf
import pytest

from assistant.__main__ import build
from assistant.services import libraries
from assistant.services.ask import AnswerReady
from assistant.services.cancel import Cancel
from assistant.services.draft import TextArrived
from assistant.services.keep import ask_kept
from tests.command import Footnote
from tests.engine import tiny_gguf

QUESTION = "Who keeps the lighthouse?"
LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture
def footnote(shared_models, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "keeper.txt").write_text(
        "The lighthouse is kept by Ingrid Dahl. She lights the lamp at dusk and writes the log by hand.",
        encoding="utf-8",
    )
    footnote = Footnote(tmp_path / "data")
    footnote("index", str(folder))
    return footnote


@pytest.fixture
def whole_model(shared_models):
    return next(shared_models.glob("*.gguf"))


def bad_models(folder, whole_model, shared_models):
    cut = folder / "cut.gguf"
    with whole_model.open("rb") as source:
        cut.write_bytes(source.read(3_000_000))
    text = folder / "text.gguf"
    text.write_text("Dear diary, this is no model.", encoding="utf-8")
    vocabulary = tiny_gguf.write(folder / "vocabulary.gguf", weights={})
    embedding = shared_models / "multilingual-e5-small" / "encoder.gguf"
    return {
        "cut": (cut, "not a usable model file"),
        "text": (text, "not a usable model file"),
        "vocabulary": (vocabulary, "chat model"),
        "embedding": (embedding, "chat model"),
        "missing": (folder / "missing.gguf", "is not there"),
    }


@pytest.mark.parametrize("name", ["cut", "text", "vocabulary", "embedding", "missing"])
def test_unusable_model_is_refused_in_a_sentence(footnote, whole_model, shared_models, tmp_path, name):
    path, told = bad_models(tmp_path, whole_model, shared_models)[name]
    done = footnote("ask", QUESTION, "--model", str(path), code=1)
    assert told in done.stderr
    assert "hoose another model" in done.stderr
    assert "Ingrid Dahl" in footnote("ask", QUESTION).stdout


def test_looping_chat_template_costs_the_answer_but_not_the_quotes(footnote, tmp_path):
    path = tiny_gguf.write(tmp_path / "loop.gguf", metadata=tiny_gguf.values(LOOP))
    done = footnote("ask", QUESTION, "--model", str(path), code=1)
    assert "Ingrid Dahl" in done.stdout
    assert "chat template" in done.stderr


def test_value_that_would_abort_llama_cpp_is_refused(footnote, tmp_path):
    metadata = tiny_gguf.values()
    metadata["llama.block_count"] = (gguf.GGUFValueType.UINT32, 4_000_000)
    path = tiny_gguf.write(tmp_path / "abort.gguf", metadata=metadata)
    assert "not a usable model file" in footnote("ask", QUESTION, "--model", str(path), code=1).stderr


def test_engine_killed_in_mid_answer_keeps_the_text_and_the_next_question_works(footnote, monkeypatch):
    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")
    program = build(footnote.data_dir, None)
    try:
        scope = libraries.scope(program, None)
        events, texts = ask_kept(program, QUESTION, scope, cancel=Cancel()), []
        for event in events:
            if isinstance(event, TextArrived):
                texts.append(event.text)
                if len(texts) == 2:
                    os.kill(program.chat.pid, signal.SIGKILL)
            if isinstance(event, AnswerReady):
                answer = event.answer
        assert "stopped" in answer.stopped
        assert answer.text.startswith("".join(texts[:2]))
        assert answer.quotes
        newest = program.store.conversations.list()[0]
        question, kept = program.store.conversations.messages(newest.id)
        assert (question.text, kept.text, kept.state) == (QUESTION, answer.text, "stopped")
        again = list(ask_kept(program, QUESTION, scope, cancel=Cancel()))[-1].answer
        assert again.text
        assert again.stopped == ""
    finally:
        program.close()
