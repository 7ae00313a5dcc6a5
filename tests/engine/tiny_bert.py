"""An embedding model of one layer with weights drawn by chance: its vectors mean nothing, but they are vectors."""

from pathlib import Path

import gguf
import numpy as np

from tests.engine import tiny_gguf

WIDTH, HEADS, FORWARD, POSITIONS = 32, 2, 64, 128
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,:;!?'-_"
TOKENS = (*SPECIAL, *(f"\u2581{letter}" for letter in LETTERS), *LETTERS)
MEAN, CLS, LAST, RANK = 1, 2, 3, 4


def values(*, name="Tiny vectors", pooling=MEAN):
    kind = gguf.GGUFValueType
    return {
        "general.name": (kind.STRING, name),
        "bert.block_count": (kind.UINT32, 1),
        "bert.context_length": (kind.UINT32, POSITIONS),
        "bert.embedding_length": (kind.UINT32, WIDTH),
        "bert.feed_forward_length": (kind.UINT32, FORWARD),
        "bert.attention.head_count": (kind.UINT32, HEADS),
        "bert.attention.layer_norm_epsilon": (kind.FLOAT32, 1e-12),
        "bert.attention.causal": (kind.BOOL, False),
        "bert.pooling_type": (kind.UINT32, pooling),
        "tokenizer.ggml.token_type_count": (kind.UINT32, 2),
        "tokenizer.ggml.model": (kind.STRING, "bert"),
        "tokenizer.ggml.tokens": (kind.ARRAY, list(TOKENS)),
        "tokenizer.ggml.token_type": (kind.ARRAY, [3] * len(SPECIAL) + [1] * (len(TOKENS) - len(SPECIAL))),
        "tokenizer.ggml.padding_token_id": (kind.UINT32, 0),
        "tokenizer.ggml.unknown_token_id": (kind.UINT32, 1),
        "tokenizer.ggml.bos_token_id": (kind.UINT32, 2),
        "tokenizer.ggml.seperator_token_id": (kind.UINT32, 3),
        "tokenizer.ggml.mask_token_id": (kind.UINT32, 4),
    }


def tensors(seed=1):
    chance = np.random.default_rng(seed)

    def drawn(*shape):
        return chance.standard_normal(shape).astype(np.float32) / 2

    found = {
        "token_embd.weight": drawn(len(TOKENS), WIDTH),
        "position_embd.weight": drawn(POSITIONS, WIDTH) / 8,
        "token_types.weight": drawn(2, WIDTH),
    }
    for name, shape in {
        "attn_q": (WIDTH, WIDTH), "attn_k": (WIDTH, WIDTH), "attn_v": (WIDTH, WIDTH), "attn_output": (WIDTH, WIDTH),
        "ffn_up": (FORWARD, WIDTH), "ffn_down": (WIDTH, FORWARD),
    }.items():  # fmt: skip
        found[f"blk.0.{name}.weight"] = drawn(*shape)
        found[f"blk.0.{name}.bias"] = drawn(shape[0])
    for name in ("token_embd_norm", "blk.0.attn_output_norm", "blk.0.layer_output_norm"):
        found[f"{name}.weight"] = np.ones(WIDTH, np.float32)
        found[f"{name}.bias"] = np.zeros(WIDTH, np.float32)
    return found


def write(path: Path, *, metadata=None, weights=None) -> Path:
    return tiny_gguf.write(
        path, metadata=metadata or values(), weights=tensors() if weights is None else weights, architecture="bert"
    )
