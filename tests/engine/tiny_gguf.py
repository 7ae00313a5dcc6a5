"""A chat model of one layer and 260 tokens with weights drawn by chance: what it writes is bytes without sense.

It loads in milliseconds and every value of its header can be made wrong, so it stands in for hostile files.
"""

from pathlib import Path

import gguf
import numpy as np

WIDTH, HEADS, FORWARD = 64, 2, 128
CONTROL, NORMAL, BYTES = 3, 1, 256
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|pad|>")
CHATML = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n'}}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def byte_letters():
    """GPT-2's letters for the 256 bytes: printable ones stand for themselves, others from U+0100 on."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters, beyond = [], 256
    for byte in range(256):
        if byte in printable:
            letters.append(chr(byte))
        else:
            letters.append(chr(beyond))
            beyond += 1
    return letters


def values(template=CHATML):
    """The metadata as name -> (kind of value, value); change it and hand it to `write`."""
    kind = gguf.GGUFValueType
    tokens = [*byte_letters(), *SPECIAL]
    found = {
        "general.name": (kind.STRING, "Tiny"),
        "llama.block_count": (kind.UINT32, 1),
        "llama.context_length": (kind.UINT32, 512),
        "llama.embedding_length": (kind.UINT32, WIDTH),
        "llama.feed_forward_length": (kind.UINT32, FORWARD),
        "llama.attention.head_count": (kind.UINT32, HEADS),
        "llama.attention.head_count_kv": (kind.UINT32, HEADS),
        "llama.rope.freq_base": (kind.FLOAT32, 10000.0),
        "llama.rope.dimension_count": (kind.UINT32, WIDTH // HEADS),
        "llama.attention.layer_norm_rms_epsilon": (kind.FLOAT32, 1e-5),
        "llama.vocab_size": (kind.UINT32, len(tokens)),
        "tokenizer.ggml.model": (kind.STRING, "gpt2"),
        "tokenizer.ggml.pre": (kind.STRING, "smollm"),
        "tokenizer.ggml.tokens": (kind.ARRAY, tokens),
        "tokenizer.ggml.token_type": (kind.ARRAY, [NORMAL] * BYTES + [CONTROL] * len(SPECIAL)),
        "tokenizer.ggml.merges": (kind.ARRAY, ["h e", "l l"]),
        "tokenizer.ggml.bos_token_id": (kind.UINT32, BYTES),
        "tokenizer.ggml.eos_token_id": (kind.UINT32, BYTES + 2),
        "tokenizer.ggml.add_bos_token": (kind.BOOL, False),
    }
    if template is not None:
        found["tokenizer.chat_template"] = (kind.STRING, template)
    return found


def tensors(seed=1):
    """The weights as name -> float32 array."""
    chance = np.random.default_rng(seed)

    def drawn(*shape):
        return (chance.standard_normal(shape) / 8).astype(np.float32)

    vocabulary = BYTES + len(SPECIAL)
    found = {"token_embd.weight": drawn(vocabulary, WIDTH), "output.weight": drawn(vocabulary, WIDTH)}
    found["output_norm.weight"] = np.ones(WIDTH, np.float32)
    for name, shape in {
        "attn_q": (WIDTH, WIDTH), "attn_k": (WIDTH, WIDTH), "attn_v": (WIDTH, WIDTH), "attn_output": (WIDTH, WIDTH),
        "ffn_gate": (FORWARD, WIDTH), "ffn_up": (FORWARD, WIDTH), "ffn_down": (WIDTH, FORWARD),
    }.items():  # fmt: skip
        found[f"blk.0.{name}.weight"] = drawn(*shape)
    for name in ("attn_norm", "ffn_norm"):
        found[f"blk.0.{name}.weight"] = np.ones(WIDTH, np.float32)
    return found


def write(path: Path, *, metadata=None, weights=None, architecture="llama") -> Path:
    writer = gguf.GGUFWriter(path, architecture)
    for name, (kind, value) in (values() if metadata is None else metadata).items():
        if kind is gguf.GGUFValueType.ARRAY:
            writer.add_array(name, value)
        else:
            writer.add_key_value(name, value, kind)
    for name, data in (tensors() if weights is None else weights).items():
        writer.add_tensor(name, data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
