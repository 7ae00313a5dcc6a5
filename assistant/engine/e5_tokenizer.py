"""The tokenizer of the split embedding model: the tokens of a text and where in it each stands (child side)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from assistant.errors import ModelFileInvalid

BEGIN, END = 0, 2
_UNKNOWN = 3

# A lone surrogate has no UTF-8; NUL ends a text in C; the joiner of emoji is an unknown token to SentencePiece and a
# space to the tokenizer that the model was trained with. Each is one code point for one, so that places stay right.
_SURROGATE = re.compile("[\ud800-\udfff]")
_AS_SPACE = str.maketrans({"\u200d": " ", "\0": " "})


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of a text, without begin and end.

    Attributes:
        ids: int64 (n,), as the model's table counts them.
        places: int64 (n,), for each token the index of its last code point that is not white space.
    """

    ids: NDArray[np.int64]
    places: NDArray[np.int64]


class Tokenizer:
    """SentencePiece with the ids of the model's table. Not thread-safe."""

    def __init__(self, path: Path) -> None:
        """Load the `.model` file.

        Raises:
            ModelFileInvalid: SentencePiece refuses it.
        """
        try:
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (RuntimeError, OSError) as error:
            raise ModelFileInvalid(name=path.name, reason="its tokenizer cannot be loaded") from error
        # A file that was cut short loads all the same; the normalisation stands at its end.
        if self("ﬁ").ids.tolist() != self("fi").ids.tolist():
            raise ModelFileInvalid(name=path.name, reason="it is cut short")

    @property
    def size(self) -> int:
        """Number of ids, those counted that no text gives (padding and mask)."""
        return int(self._pieces.get_piece_size()) + 2

    def __call__(self, text: str) -> Tokens:
        """Ids and places of the tokens of the text; places refer to the text as it was given."""
        plain = _SURROGATE.sub("\ufffd", text).translate(_AS_SPACE).rstrip()
        found = self._pieces.encode(plain, return_type="offset_mapping")
        ids = np.array(found["ids"], np.int64)
        places = [_place(plain, end) for _, end in found["offsets"]]
        return Tokens(np.where(ids == 0, _UNKNOWN, ids + 1), np.array(places, np.int64))

    def counts(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text."""
        return [len(self(text).ids) for text in texts]


def _place(text: str, end: int) -> int:
    """A piece begins with the space before its word, so its place is its end; a lone space goes with what follows."""
    last = max(end - 1, 0)
    return end if last < len(text) and text[last].isspace() else last
