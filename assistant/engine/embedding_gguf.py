"""Turns passages and questions into vectors with an embedding model in a single GGUF file (child side).

llama.cpp pools the tokens the way the file asks for (mean, first or last token, with what layers it has for that).
There are no token codes: mean and threshold of `pipeline.tokens` belong to the default model alone.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from llama_cpp import llama_cpp as low
from numpy.typing import NDArray

from assistant.engine import embedding_prefixes, llama
from assistant.engine.encoder import batches
from assistant.engine.vocabulary import Vocabulary
from assistant.errors import Cancelled, ModelFileInvalid
from assistant.pipeline import tokens
from assistant.records import ModelInfo, PassageText, PassageVectors, QuestionVectors

if TYPE_CHECKING:
    from assistant.isolation.child import CancelFlag

BATCH_TOKENS = 512
"""Tokens in one pass, and the longest text in one piece: what a question may have to wait for. Sequences are never
cut across passes: a model that reads in both directions aborts then."""

_SEQUENCES = 64
"""Sequences in one batch, as many as `encoder.batches` puts together."""

_LEAST_LENGTH = 1e-6
"""A vector shorter than this points nowhere: the weights are not a model's."""

Floats = NDArray[np.float32]


class GgufEmbedder:
    """A loaded model with its context. Not thread-safe.

    Attributes:
        info: name, longest text in tokens, dimension of the vectors.
    """

    def __init__(self, path: Path, *, name: str, known_as: str, threads: int) -> None:
        """Load it.

        Args:
            path: the file.
            name: for sentences.
            known_as: what the file calls itself; its prefixes are looked up by that and by the file's name.
            threads: how many compute.

        Raises:
            ModelFileInvalid: llama.cpp refuses the file, or it is no embedding model.
            MemoryError: there is not enough for it.
        """
        self._model = llama.Model(path, name=name)
        self._name = name
        trained = int(low.llama_model_n_ctx_train(self._model.pointer))
        self._room = min(BATCH_TOKENS, trained) if trained > 0 else BATCH_TOKENS
        self._vocabulary = Vocabulary(self._model)
        self._context = self._opened(threads)
        pooling = low.llama_pooling_type(self._context)
        if pooling not in (low.LLAMA_POOLING_TYPE_MEAN, low.LLAMA_POOLING_TYPE_CLS, low.LLAMA_POOLING_TYPE_LAST):
            raise ModelFileInvalid(name=name, reason="it gives no vector for a text")
        self._memory = low.llama_get_memory(self._context)
        self._batch = low.llama_batch_init(BATCH_TOKENS, 0, 1)
        dim = int(low.llama_model_n_embd_out(self._model.pointer))
        self.info = ModelInfo(name, self._room, dim)
        self._prefixes = embedding_prefixes.of_model(known_as, path.stem)
        self._require_room_for_prefixes()

    def passages(self, passages: Sequence[PassageText], cancel: "CancelFlag") -> PassageVectors:
        """Vectors of the passages, in their order; each of their codes is empty.

        Raises:
            Cancelled: somebody asked to stop.
        """
        texts = [f"{one.heading}\n{one.text}" if one.heading else one.text for one in passages]
        return PassageVectors(self._vectors(texts, self._prefixes.passage, cancel), (b"",) * len(texts))

    def question(self, text: str) -> QuestionVectors:
        """The vector of a question, and none of its tokens."""
        vectors = self._vectors([text], self._prefixes.question, None)
        return QuestionVectors(vectors[0], np.zeros((0, self.info.dim), np.float32))

    def counts(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, without prefix and without begin or end tokens."""
        return [len(self._vocabulary.tokens(text)) for text in texts]

    def _opened(self, threads: int) -> object:
        parameters = low.llama_context_default_params()
        parameters.embeddings = True
        parameters.n_ctx = parameters.n_batch = parameters.n_ubatch = BATCH_TOKENS
        parameters.n_seq_max = _SEQUENCES
        parameters.n_threads = parameters.n_threads_batch = threads
        parameters.flash_attn_type = low.LLAMA_FLASH_ATTN_TYPE_AUTO
        parameters.kv_unified = True
        parameters.no_perf = True
        parameters.pooling_type = low.LLAMA_POOLING_TYPE_UNSPECIFIED  # the file's own
        context = low.llama_init_from_model(self._model.pointer, parameters)
        if context and low.llama_pooling_type(context) == low.LLAMA_POOLING_TYPE_NONE:
            low.llama_free(context)  # an older file that does not say; its kind of model takes the mean
            parameters.pooling_type = low.LLAMA_POOLING_TYPE_MEAN
            context = low.llama_init_from_model(self._model.pointer, parameters)
        if not context:
            llama.refuse(self._name)
        return context

    def _require_room_for_prefixes(self) -> None:
        """Refuse a model whose longest text is hardly longer than its prefix.

        Raises:
            ModelFileInvalid: it is.
        """
        for prefix in (self._prefixes.question, self._prefixes.passage):
            if len(self._vocabulary.tokens(prefix, whole=True)) > self._room // 2:
                raise ModelFileInvalid(name=self._name, reason=f"it takes no more than {self._room} tokens")

    def _vectors(self, texts: Sequence[str], prefix: str, cancel: "CancelFlag | None") -> Floats:
        """One vector a text, float32 (texts, dim) of length 1; of a long text the mean of its windows.

        Raises:
            Cancelled: somebody asked to stop.
            ModelFileInvalid: the model gives something that is not a number.
        """
        windows = [(number, ids) for number, text in enumerate(texts) for ids in self._windows(text, prefix)]
        sums = np.zeros((len(texts), self.info.dim), np.float32)
        for group in batches([len(ids) for _, ids in windows]):
            if cancel is not None and cancel.is_set:
                raise Cancelled
            pooled = self._pooled([windows[place][1] for place in group])
            for place, vector in zip(group, pooled, strict=True):
                number, ids = windows[place]
                sums[number] += vector * len(ids)
        with np.errstate(over="ignore", invalid="ignore"):
            lengths = np.linalg.norm(sums, axis=1)
        if not (np.isfinite(lengths) & (lengths > _LEAST_LENGTH)).all():
            raise ModelFileInvalid(name=self._name, reason="computing with it gives no numbers")
        return tokens.unit(sums)

    def _windows(self, text: str, prefix: str) -> Iterator[list[int]]:
        """The tokens of the text, with all that the model wants around it, halved until each piece fits."""
        ids = self._vocabulary.tokens(prefix + text, whole=True)
        if len(ids) <= self._room:
            yield ids or [0]  # a model without begin and end tokens, and an empty text
            return
        middle = len(text) // 2
        cut = text.rfind(" ", 1, middle)
        cut = cut if cut > 0 else middle
        yield from self._windows(text[:cut], prefix)
        yield from self._windows(text[cut:], prefix)

    def _pooled(self, sequences: Sequence[Sequence[int]]) -> list[Floats]:
        """The vector of each sequence as the model gives it, float32 (dim,).

        Raises:
            ModelFileInvalid: llama.cpp refuses to compute with it.
        """
        batch, row = self._batch, 0
        for number, ids in enumerate(sequences):
            for position, token in enumerate(ids):
                batch.token[row], batch.pos[row] = token, position
                batch.n_seq_id[row], batch.seq_id[row][0] = 1, number
                batch.logits[row] = 1
                row += 1
        batch.n_tokens = row
        if self._memory:
            low.llama_memory_clear(self._memory, True)
            code = low.llama_decode(self._context, batch)
        else:
            code = low.llama_encode(self._context, batch)
        if code:
            raise ModelFileInvalid(name=self._name, reason=f"computing with it gives {code}")
        found = []
        for number in range(len(sequences)):
            vector = low.llama_get_embeddings_seq(self._context, number)
            if not vector:
                raise ModelFileInvalid(name=self._name, reason="it gives no vector for a text")
            found.append(np.ctypeslib.as_array(vector, (self.info.dim,)).copy())
        return found
