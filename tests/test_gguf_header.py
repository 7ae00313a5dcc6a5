"""The strict check of a GGUF: takes what converters write and refuses what would end llama.cpp."""

import os
import struct
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import gguf_header
from assistant.errors import ModelFileInvalid, ModelFileMissing, ModelKindWrong
from tests.engine import tiny_gguf

KIND = tiny_gguf.gguf.GGUFValueType


@pytest.fixture
def check(tmp_path):
    """Writes the tiny model with some values changed (None: left out) and checks it."""

    def made(changes=None, **options):
        metadata = tiny_gguf.values() | (changes or {})
        metadata = {key: value for key, value in metadata.items() if value is not None}
        return gguf_header.check(tiny_gguf.write(tmp_path / "tiny.gguf", metadata=metadata, **options))

    return made


def test_header_says_what_the_model_is(check):
    header = check()
    assert (header.architecture, header.name, header.context_length) == ("llama", "Tiny", 512)
    assert (header.embedding_length, header.block_count, header.vocab_size) == (64, 1, 260)
    assert header.chat_template == tiny_gguf.CHATML
    assert header.has_tokenizer
    assert not header.is_embedding
    assert header.kv_bytes_per_token == 2 * 2 * 64  # keys and values, float16, 64 wide, one layer
    assert header.tensors == len(tiny_gguf.tensors())
    gguf_header.require_chat(header, "Tiny")


def test_model_without_name_or_template_gets_the_name_of_its_file(check):
    header = check({"general.name": None, "tokenizer.chat_template": None})
    assert header.name == "tiny.gguf"
    assert header.chat_template is None


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"llama.pooling_type": (KIND.UINT32, 1)}, "an embedding model"),
        ({"llama.attention.causal": (KIND.BOOL, False)}, "an embedding model"),
        ({"tokenizer.ggml.tokens": None, "tokenizer.ggml.token_type": None}, "a model without a vocabulary"),
        ({"tokenizer.ggml.model": (KIND.STRING, "none")}, "a model without a vocabulary"),
        ({"general.type": (KIND.STRING, "adapter")}, "an adapter for another model"),
        ({"general.type": (KIND.STRING, "mmproj")}, "the picture part of a model"),
    ],
)
def test_what_is_no_chat_model_is_named(check, changes, found):
    with pytest.raises(ModelKindWrong, match=found):
        gguf_header.require_chat(check(changes), "Tiny")


@pytest.mark.parametrize(
    ("architecture", "found"),
    [("bert", "an embedding model"), ("t5", "rewrites text"), ("clip", "picture part"), ("llada", "word by word")],
)
def test_architecture_that_does_not_chat_is_named(tmp_path, architecture, found):
    metadata = {key.replace("llama.", f"{architecture}."): value for key, value in tiny_gguf.values().items()}
    path = tiny_gguf.write(tmp_path / "other.gguf", metadata=metadata, architecture=architecture)
    with pytest.raises(ModelKindWrong, match=found):
        gguf_header.require_chat(gguf_header.check(path), "Other")


def test_vocabulary_alone_is_named(check):
    with pytest.raises(ModelKindWrong, match="a vocabulary without a model"):
        gguf_header.require_chat(check(weights={}), "Tiny")


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        ("llama.block_count", KIND.UINT32, 0),
        ("llama.block_count", KIND.UINT32, 513),
        ("llama.block_count", KIND.UINT32, 2),
        ("llama.block_count", KIND.STRING, "1"),
        ("llama.embedding_length", KIND.UINT32, 65),
        ("llama.attention.head_count", KIND.UINT32, 0),
        ("llama.attention.head_count", KIND.UINT32, 3),
        ("llama.attention.head_count_kv", KIND.UINT32, 0),
        ("llama.attention.key_length", KIND.UINT32, 7),
        ("llama.attention.layer_norm_rms_epsilon", KIND.FLOAT32, -1.0),
        ("llama.attention.layer_norm_rms_epsilon", KIND.FLOAT32, float("nan")),
        ("llama.rope.freq_base", KIND.FLOAT32, 0.0),
        ("llama.rope.freq_base", KIND.FLOAT32, float("inf")),
        ("llama.rope.scaling.factor", KIND.FLOAT32, -1.0),
        ("llama.rope.scaling.type", KIND.STRING, "spiral"),
        ("llama.expert_count", KIND.UINT32, 8),
        ("llama.expert_used_count", KIND.UINT32, 2),
        ("llama.nextn_predict_layers", KIND.UINT32, 1),
        ("llama.logit_scale", KIND.FLOAT32, float("nan")),
        ("tokenizer.ggml.eos_token_id", KIND.STRING, "2"),
        ("tokenizer.ggml.token_type", KIND.ARRAY, [1, 1, 1]),
        ("tokenizer.ggml.tokens", KIND.ARRAY, ["a"] * 260),
        ("tokenizer.ggml.tokens", KIND.ARRAY, ["a\0b", "a\0c", *"bcd"]),
        ("tokenizer.ggml.tokens", KIND.ARRAY, ["a", "b"]),
        ("tokenizer.ggml.model", KIND.STRING, "llama"),
        ("tokenizer.chat_template", KIND.STRING, "x" * (1 << 19)),
        ("split.count", KIND.UINT16, 3),
    ],
)
def test_value_that_ends_llama_cpp_or_makes_no_sense_is_refused(check, key, kind, value):
    with pytest.raises(ModelFileInvalid):
        check({key: (kind, value)})


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        ("llama.attention.head_count", KIND.ARRAY, [2]),
        ("llama.attention.head_count_kv", KIND.ARRAY, [0]),
        ("llama.feed_forward_length", KIND.ARRAY, [0]),
        ("llama.attention.layer_norm_epsilon", KIND.FLOAT32, 1e-12),
        ("llama.rope.scaling.factor", KIND.FLOAT32, 0.0),
        ("llama.rope.scaling.type", KIND.STRING, "yarn"),
        ("tokenizer.ggml.padding_token_id", KIND.UINT32, 260),
        ("general.description", KIND.STRING, "\u00fc" * 1000),
        ("split.count", KIND.UINT16, 0),
    ],
)
def test_value_that_published_files_have_is_taken(check, key, kind, value):
    gguf_header.require_chat(check({key: (kind, value)}), "Tiny")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("blk.0.attn_q.weight", np.ones((64, 64), np.int32)),
        ("blk.0.attn_q.weight", np.ones((64, 64), np.float64)),
        ("blk.0.attn_norm.weight", np.ones(64, np.float16)),
        ("token_embd.weight", np.ones((260, 32), np.float32)),
        ("token_embd.weight", np.ones((259, 64), np.float32)),
    ],
)
def test_tensor_that_cannot_be_computed_with_is_refused(check, name, data):
    with pytest.raises(ModelFileInvalid):
        check(weights=tiny_gguf.tensors() | {name: data})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not in the GGUF format"),
        (b"PK\x03\x04" + bytes(100), "not in the GGUF format"),
        (b"GGUF" + struct.pack("<I", 1) + bytes(100), "version"),
        (b"GGUF" + struct.pack(">I", 3) + bytes(100), "version"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1 << 40, 1), "more parts"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 1 << 60), "too long"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<IIQ", 9, 8, 1 << 62), "too long"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<IIQ", 9, 4, 1 << 62), "cut short"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<I", 99), "unknown kind"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 0), "does not say what kind"),
    ],
)
def test_file_that_is_no_gguf_is_refused_with_its_reason(tmp_path, content, reason):
    path = tmp_path / "model.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelFileInvalid, match=reason):
        gguf_header.check(path)


def test_file_that_is_not_there_or_not_a_file_is_told(tmp_path):
    with pytest.raises(ModelFileMissing):
        gguf_header.check(tmp_path / "nowhere.gguf")
    with pytest.raises(ModelFileInvalid):
        gguf_header.check(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in the file system")
def test_pipe_in_the_place_of_a_model_does_not_hold_us(tmp_path):
    os.mkfifo(tmp_path / "model.gguf")
    with pytest.raises(ModelFileInvalid, match="not a file"):
        gguf_header.check(tmp_path / "model.gguf")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return tiny_gguf.write(tmp_path_factory.mktemp("whole") / "tiny.gguf").read_bytes()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 1, exclude_max=True))
def test_file_cut_anywhere_is_refused(whole, tmp_path, part):
    path = tmp_path / "cut.gguf"
    path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(ModelFileInvalid):
        gguf_header.check(path)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), min_size=1, max_size=4))
def test_changed_bytes_are_taken_or_refused_in_words(whole, tmp_path, changes):
    data = bytearray(whole)
    for place, byte in changes:
        data[place] = byte
    path = tmp_path / "changed.gguf"
    path.write_bytes(data)
    try:
        header = gguf_header.check(path)
    except ModelFileInvalid:
        return
    assert header.size_bytes == len(data)
