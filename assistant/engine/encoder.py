"""The encoder of a split embedding model in llama.cpp: token vectors in, vectors of the tokens in context out.

Child side. Several sequences share a batch; the layers are the same work for each token, so batches are filled by
length up to `BATCH_TOKENS` and no padding is computed.
"""

import ctypes
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from llama_cpp import llama_cpp as low
from numpy.typing import NDArray

from assistant.engine import llama
from assistant.errors import ModelFileInvalid

BATCH_TOKENS = 512
"""Tokens in one pass: what a question may have to wait for; also the longest sequence (the model's positions).
A longer one makes llama.cpp abort."""

_SEQUENCES = 64
"""Sequences in one batch."""

_FLASH_AUTOMATIC = -1

_BLOCK_VALUES, _BLOCK_BYTES = 32, 18

Floats = NDArray[np.float32]


class TokenRows:
    """The token vectors: a mapped file of ggml's Q4_0 blocks, of which only the rows in use are in memory."""

    def __init__(self, path: Path, dim: int) -> None:
        """Map the file.

        Raises:
            ModelFileInvalid: it is empty or its size is not a whole number of rows.
        """
        row = dim // _BLOCK_VALUES * _BLOCK_BYTES
        size = path.stat().st_size
        if not size or size % row:
            raise ModelFileInvalid(name=path.name, reason="it has the wrong size")
        self._rows = np.memmap(path, np.uint8, "r").reshape(-1, row)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, ids: NDArray[np.int64]) -> Floats:
        """The vectors of these tokens, float32 (n, dim).

        Source: ggml's block_q4_0: a float16 scale, then 16 bytes, the low nibbles first, each less 8.
        """
        blocks = np.asarray(self._rows[ids]).reshape(len(ids), -1, _BLOCK_BYTES)
        scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
        halves = (blocks[..., 2:] & 15, blocks[..., 2:] >> 4)
        values = np.concatenate(halves, axis=-1).astype(np.float32) - 8
        return np.asarray(values * scales, np.float32).reshape(len(ids), -1)


class Encoder:
    """A loaded encoder with its context. Not thread-safe."""

    def __init__(self, path: Path, *, threads: int) -> None:
        """Load it.

        Raises:
            ModelFileInvalid: llama.cpp refuses the file.
            MemoryError: there is no memory for its context.
        """
        self._model = llama.Model(path)
        self.name = path.name
        self.dim = int(low.llama_model_n_embd(self._model.pointer))
        parameters = low.llama_context_default_params()
        parameters.embeddings = True
        parameters.pooling_type = low.LLAMA_POOLING_TYPE_NONE
        parameters.n_ctx = parameters.n_batch = parameters.n_ubatch = BATCH_TOKENS
        parameters.n_seq_max = _SEQUENCES
        parameters.n_threads = parameters.n_threads_batch = threads
        parameters.flash_attn_type = _FLASH_AUTOMATIC
        parameters.kv_unified = True
        parameters.no_perf = True
        self._context = low.llama_init_from_model(self._model.pointer, parameters)
        if not self._context:
            raise MemoryError("no context for the embedding model")
        self._batch = low.llama_batch_init(BATCH_TOKENS, self.dim, 1)
        self._inputs = _view(self._batch.embd, ctypes.c_float, BATCH_TOKENS * self.dim).reshape(-1, self.dim)
        self._positions = _view(self._batch.pos, ctypes.c_int32, BATCH_TOKENS)
        _view(self._batch.n_seq_id, ctypes.c_int32, BATCH_TOKENS)[:] = 1
        _view(self._batch.logits, ctypes.c_int8, BATCH_TOKENS)[:] = 1

    def __call__(self, sequences: Sequence[Floats]) -> list[Floats]:
        """Vectors in context of each sequence, float32 (n, dim), given those of its tokens alone, float32 (n, dim).

        At most `BATCH_TOKENS` rows in all and 64 sequences; see `batches`.

        Raises:
            ModelFileInvalid: the model gives something that is not a number.
            RuntimeError: llama.cpp refuses the batch (a defect of ours).
        """
        row = 0
        for number, sequence in enumerate(sequences):
            count = len(sequence)
            self._inputs[row : row + count] = sequence
            self._positions[row : row + count] = np.arange(count)
            for place in range(row, row + count):
                self._batch.seq_id[place][0] = number
            row += count
        self._batch.n_tokens = row
        code = low.llama_encode(self._context, self._batch)
        if code:
            raise RuntimeError(f"llama_encode gave {code}: {llama.last_errors()}")
        outputs = _view(low.llama_get_embeddings(self._context), ctypes.c_float, row * self.dim)
        vectors = outputs.reshape(row, self.dim).copy()
        if not np.isfinite(vectors).all():
            raise ModelFileInvalid(name=self.name, reason="it computes values that are not numbers")
        return np.split(vectors, list(accumulate(map(len, sequences)))[:-1])


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Which sequences go into a batch together, by their numbers: short ones first, as many as fit."""
    groups: list[list[int]] = []
    filled = BATCH_TOKENS
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if filled + lengths[number] > BATCH_TOKENS or len(groups[-1]) == _SEQUENCES:
            groups.append([])
            filled = 0
        groups[-1].append(number)
        filled += lengths[number]
    return groups


def _view(pointer: "ctypes._Pointer[Any]", kind: type, count: int) -> NDArray[np.generic]:
    """A C array as a numpy array, without a copy."""
    return np.ctypeslib.as_array(ctypes.cast(pointer, ctypes.POINTER(kind)), (count,))
