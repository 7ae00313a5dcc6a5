"""The files of a split embedding model: its encoder, its token vectors and its tokenizer, apart in one folder."""

from pathlib import Path

ENCODER = "encoder.gguf"
"""The layers, without vocabulary."""

TOKEN_ROWS = "tokens.q4_0"
"""The vector of each token, raw rows of ggml's Q4_0 blocks; mapped, so that only what is used is in memory."""

TOKENIZER = "sentencepiece.model"

FILES = (ENCODER, TOKEN_ROWS, TOKENIZER)


def is_whole(folder: Path) -> bool:
    """True when all files of a split model are there."""
    return all((folder / name).is_file() for name in FILES)
