"""Turns passages and questions into vectors with the split embedding model (child side).

One pass over a passage gives both its vector (the mean of all its tokens, specials included) and the vectors of its
tokens, which are coded at once (`pipeline.tokens`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.engine import split_model
from assistant.engine.e5_tokenizer import BEGIN, END, Tokenizer, Tokens
from assistant.engine.encoder import BATCH_TOKENS, Encoder, TokenRows, batches
from assistant.engine.token_space import load_space
from assistant.errors import Cancelled, ModelFileInvalid
from assistant.pipeline import tokens
from assistant.records import ModelInfo, PassageText, PassageVectors, QuestionVectors

if TYPE_CHECKING:
    from assistant.isolation.child import CancelFlag

PASSAGE, QUESTION = "passage: ", "query: "
"""What the model was trained to see in front; without it the vectors of questions and passages do not meet.
Source: the model card of multilingual-e5-small."""

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


class Embedder:
    """A loaded split model.

    Attributes:
        info: name, longest text in tokens, dimension of the vectors.
    """

    def __init__(self, folder: Path, *, threads: int) -> None:
        """Load the model in this folder.

        Raises:
            ModelFileInvalid: its files do not fit together.
        """
        self._encoder = Encoder(folder / split_model.ENCODER, threads=threads)
        dim = self._encoder.dim
        self._rows = TokenRows(folder / split_model.TOKEN_ROWS, dim)
        self._tokenizer = Tokenizer(folder / split_model.TOKENIZER)
        self._space = load_space()
        if dim != self._space.dim or self._tokenizer.size != len(self._rows):
            raise ModelFileInvalid(name=folder.name, reason="its files do not belong together")
        self._prefixes = {prefix: self._tokenizer(prefix).ids for prefix in (PASSAGE, QUESTION)}
        self.info = ModelInfo(folder.name, BATCH_TOKENS, dim)

    def passages(self, passages: Sequence[PassageText], cancel: "CancelFlag") -> PassageVectors:
        """Vectors and token codes of the passages, in their order.

        Raises:
            Cancelled: somebody asked to stop.
        """
        texts = [_with_heading(passage) for passage in passages]
        found = [self._tokenizer(PASSAGE + text) for text in texts]
        vectors, contexts = self._embedded(found, PASSAGE, cancel)
        codes = [
            self._code(passage, own, context)
            for passage, own, context in zip(passages, found, contexts, strict=True)
        ]
        return PassageVectors(vectors, tuple(codes))

    def question(self, text: str) -> QuestionVectors:
        """The vector of a question and those of its tokens, centred and rotated."""
        found = self._tokenizer(QUESTION + text)
        vectors, contexts = self._embedded([found], QUESTION, None)
        return QuestionVectors(vectors[0], self._space(contexts[0]))

    def counts(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, without prefix and without begin or end tokens."""
        return self._tokenizer.counts(texts)

    def raw_tokens(self, text: str, prefix: str) -> Floats:
        """The model's vectors of a text's own tokens as they come, float32 (n, dim): what a mean is made from."""
        return self._embedded([self._tokenizer(prefix + text)], prefix, None)[1][0]

    def _embedded(
        self, found: Sequence[Tokens], prefix: str, cancel: "CancelFlag | None"
    ) -> tuple[Floats, list[Floats]]:
        """Vectors of the texts, (n, dim) of length 1, and of each text's own tokens, without prefix and specials.

        Raises:
            Cancelled: somebody asked to stop.
        """
        head = self._prefixes[prefix]
        windows = [
            (text, np.concatenate([[BEGIN], head, window, [END]]))
            for text, own in enumerate(found)
            for window in _windows(own.ids[len(head) :], len(head))
        ]
        sums = np.zeros((len(found), self._encoder.dim), np.float32)
        parts: dict[int, Floats] = {}
        for group in batches([len(ids) for _, ids in windows]):
            if cancel is not None and cancel.is_set:
                raise Cancelled
            outputs = self._encoder([self._rows[windows[number][1]] for number in group])
            for number, output in zip(group, outputs, strict=True):
                # The mean of each window weighs as much as it has tokens: summing the tokens says both.
                sums[windows[number][0]] += output.sum(axis=0)
                parts[number] = output[1 + len(head) : -1]
        own_tokens: list[list[Floats]] = [[] for _ in found]
        for number, (text, _) in enumerate(windows):
            own_tokens[text].append(parts[number])
        return tokens.unit(sums), [np.concatenate(each) for each in own_tokens]

    def _code(self, passage: PassageText, own: Tokens, context: Floats) -> bytes:
        places = own.places[len(self._prefixes[PASSAGE]) :]
        before = len(PASSAGE) + (len(passage.heading) + 1 if passage.heading else 0)
        starts = np.array([0, *(before + start for start, _ in passage.sentences)], np.int64)
        sentence = np.searchsorted(starts, places, "right") - 1
        return tokens.encode(context, sentence, len(starts), self._space)


def _with_heading(passage: PassageText) -> str:
    return f"{passage.heading}\n{passage.text}" if passage.heading else passage.text


def _windows(ids: Integers, prefix_tokens: int) -> list[Integers]:
    """The tokens in as few pieces of even length as fit the model beside prefix, begin and end; one when empty."""
    room = BATCH_TOKENS - 2 - prefix_tokens
    return np.array_split(ids, max(1, -(-len(ids) // room)))
