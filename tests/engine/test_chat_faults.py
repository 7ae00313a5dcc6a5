"""Bad models and dying engines, seen through the real child: a sentence each time, and the program goes on."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant import errors
from assistant.engine import chat_client
from assistant.engine.chat_client import ChatChild
from assistant.isolation import Cancel
from assistant.records import Generated, Message, ModelFile, Prompt, Sampling, TextPiece
from assistant.settings import Settings
from tests.engine import tiny_gguf


@pytest.fixture
def engines():
    """Makes engines and ends them with the test."""
    made = []

    def make(path, **options):
        made.append(ChatChild(ModelFile("tiny", "chat", "Tiny", str(path), ()), Settings(), **options))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


def asked(engine, text="Tell me a story.", *, answer_tokens=8, cancel=None):
    prompt = Prompt((Message("user", text),), (), (), answer_tokens)
    return engine.generate(prompt, Sampling(), cancel or Cancel())


def kill(engine):
    os.kill(engine.pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def model(folder, **options) -> Path:
    return tiny_gguf.write(folder / "tiny.gguf", **options)


def test_killed_engine_keeps_the_text_so_far_and_the_next_request_works(engines, chat_gguf):
    engine = engines(chat_gguf)
    answer = asked(engine, answer_tokens=400)
    pieces = [next(answer)]
    kill(engine)
    with pytest.raises(errors.EngineDied, match="Tiny") as caught:
        pieces.extend(answer)
    assert isinstance(caught.value.__cause__, errors.ChildDied)
    assert all(isinstance(item, TextPiece) for item in pieces)
    assert isinstance(list(asked(engine))[-1], Generated)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not in the GGUF format"),
        (b"%PDF-1.7 and so on", "not in the GGUF format"),
        (b"GGUF\x03\0\0\0", "cut short"),
    ],
)
def test_file_that_is_no_model_is_refused_before_an_engine_starts(engines, tmp_path, content, reason):
    path = tmp_path / "tiny.gguf"
    path.write_bytes(content)
    engine = engines(path)
    with pytest.raises(errors.ModelFileInvalid, match=reason):
        list(asked(engine))
    assert engine.pid is None


def test_truncated_model_is_refused(engines, tmp_path):
    path = model(tmp_path)
    os.truncate(path, path.stat().st_size - 100)
    with pytest.raises(errors.ModelFileInvalid, match="cut short"):
        engines(path).info()


def test_missing_model_is_named(engines, tmp_path):
    with pytest.raises(errors.ModelFileMissing, match=r"nowhere\.gguf"):
        engines(tmp_path / "nowhere.gguf").info()


def test_model_that_comes_back_is_used(engines, tmp_path):
    engine = engines(tmp_path / "tiny.gguf")
    with pytest.raises(errors.ModelFileMissing):
        engine.info()
    model(tmp_path)
    assert engine.info().context_tokens == 512


def test_model_that_was_replaced_is_read_anew_when_the_engine_starts_again(engines, tmp_path):
    kind = tiny_gguf.gguf.GGUFValueType
    engine = engines(model(tmp_path))
    assert engine.info().context_tokens == 512
    kill(engine)
    deadline = time.monotonic() + 30
    while engine.pid is not None:
        assert time.monotonic() < deadline
    (tmp_path / "tiny.gguf").unlink()
    model(tmp_path, metadata=tiny_gguf.values() | {"llama.context_length": (kind.UINT32, 256)})
    assert engine.info().context_tokens == 256


def test_vocabulary_alone_is_not_a_chat_model(engines, tmp_path):
    with pytest.raises(errors.ModelKindWrong, match="a vocabulary without a model"):
        engines(model(tmp_path, weights={})).info()


def test_embedding_model_is_not_a_chat_model(engines, tmp_path):
    kind = tiny_gguf.gguf.GGUFValueType
    path = model(tmp_path, metadata=tiny_gguf.values() | {"llama.pooling_type": (kind.UINT32, 1)})
    with pytest.raises(errors.ModelKindWrong, match="an embedding model; a chat model is needed"):
        engines(path).info()


def test_weights_that_do_not_fit_are_refused_in_the_words_of_the_engine(engines, tmp_path):
    weights = tiny_gguf.tensors()
    del weights["blk.0.attn_q.weight"]
    with pytest.raises(errors.ModelFileInvalid, match="attn_q"):
        engines(model(tmp_path, weights=weights)).info()


def test_file_that_ends_the_engine_is_told_as_an_unusable_file(engines, tmp_path, monkeypatch):
    # The strict check refuses every such file we know; here it is led to look at a good one instead.
    good = chat_client.gguf_header.check(tiny_gguf.write(tmp_path / "good.gguf"))
    metadata = tiny_gguf.values()
    kind, tokens = metadata["tokenizer.ggml.tokens"]
    metadata["tokenizer.ggml.tokens"] = (kind, [tokens[1], *tokens[1:]])
    path = model(tmp_path, metadata=metadata)
    with pytest.raises(errors.ModelFileInvalid, match="twice"):
        engines(path).info()
    monkeypatch.setattr(chat_client.gguf_header, "check", lambda _path: good)
    with pytest.raises(errors.ModelFileInvalid, match="stopped while loading"):
        engines(path).info()


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}" * 9,
        "{{ 2 ** (10 ** 9) }}",
        "{{ 'x' * 2 ** 62 }}",
        "{{ '%1000000000d' % 1 }}" * 4,
    ],
    ids=["loops", "power", "impossible", "memory"],
)
def test_hostile_template_is_refused_and_remembered(engines, tmp_path, template):
    engine = engines(model(tmp_path, metadata=tiny_gguf.values(template)), template_deadline_s=1.0)
    assert engine.count(["abc"]) == [3]
    with pytest.raises(errors.ChatTemplateRefused, match="Tiny"):
        list(asked(engine))
    with pytest.raises(errors.ChatTemplateRefused, match="Tiny"):
        engine.count_messages([Message("user", "x")])
    assert engine.count(["abc"]) == [3]


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on address space is Linux's")
@pytest.mark.parametrize("megabytes", [250, 350], ids=["the file", "the context"])
def test_model_that_needs_more_memory_than_allowed_is_told_so(engines, chat_gguf, monkeypatch, megabytes):
    monkeypatch.setattr(chat_client, "address_space", lambda *_, **__: megabytes << 20)
    with pytest.raises(errors.ChildOutOfMemory):
        engines(chat_gguf).info()


def test_engine_is_locked_down(engines, tmp_path):
    engine = engines(model(tmp_path))
    assert engine.lockdown == {}
    engine.info()
    assert set(engine.lockdown) >= {"network", "files", "memory"}


def test_two_threads_share_an_engine(engines, tmp_path):
    engine, ends = engines(model(tmp_path)), []
    threads = [threading.Thread(target=lambda: ends.append(list(asked(engine))[-1])) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(end) for end in ends] == [Generated] * 3


def test_cancel_while_waiting_for_another_answer_ends_it_too(engines, tmp_path):
    engine = engines(model(tmp_path))
    first = asked(engine, answer_tokens=400)
    next(first)
    cancel = Cancel()
    cancel.set()
    assert [item.finish for item in asked(engine, cancel=cancel)] == ["cancelled"]
    assert isinstance(list(first)[-1], Generated)
