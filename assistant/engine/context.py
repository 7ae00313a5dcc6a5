"""What the model has read so far: a llama.cpp context with one sequence, kept from prompt to prompt; in the child."""

import ctypes
import sys
from collections.abc import Sequence
from enum import Enum

import numpy as np
from llama_cpp import llama_cpp as low

from assistant.engine.llama import Model, first_error, refuse
from assistant.errors import ModelFileInvalid

PIECE_TOKENS = 64
"""Tokens of a prompt evaluated in one call, and the step in which evaluated tokens are kept for the next prompt.

Many kernels give a token slightly other numbers when it stands in a piece of another size; with both the same, a
prompt is cut at the same places each time and gives the same answer (with steps of 1, a Q4_K_M model gave another
text for 19 of 25 prompts asked again). 1,500 tokens took 5.8 s in pieces of 64 and 5.7 s in pieces of 256 (Q8_0,
one core)."""


class Evaluated(Enum):
    """How an evaluation ended."""

    DONE = "done"
    ABORTED = "aborted"
    FULL = "full"


class Context:
    """Evaluates tokens one after the other; what was evaluated stays and is reused.

    Attributes:
        pointer: `llama_context *`.
        capacity: most tokens it holds.
        history: the tokens in it.
    """

    def __init__(self, model: Model, *, tokens: int, threads: int) -> None:
        """Take the memory for `tokens` tokens.

        Raises:
            ModelFileInvalid: llama.cpp cannot make a context for it.
            MemoryError: there is not enough for it.
        """
        parameters = low.llama_context_default_params()
        parameters.n_ctx = tokens
        parameters.n_batch = parameters.n_ubatch = min(PIECE_TOKENS, tokens)
        parameters.n_outputs_max = 1  # logits of one token are ever asked for
        parameters.n_threads = parameters.n_threads_batch = threads
        # Costs 4 to 12 % of decoding with one thread; needed for a quantised cache, and ours is float16.
        one, several = low.LLAMA_FLASH_ATTN_TYPE_DISABLED, low.LLAMA_FLASH_ATTN_TYPE_AUTO
        parameters.flash_attn_type = one if threads == 1 else several
        parameters.no_perf = True
        self.pointer = low.llama_init_from_model(model.pointer, parameters)
        if not self.pointer:
            refuse(model.name)
        self._name = model.name
        self.capacity = min(int(low.llama_n_ctx(self.pointer)), tokens)
        self.history: list[int] = []
        self._memory = low.llama_get_memory(self.pointer)
        self._vocab_size = int(low.llama_vocab_n_tokens(model.vocab))
        self._room = int(parameters.n_batch)
        self._batch = low.llama_batch_init(self._room, 0, 1)
        # Views on the batch's arrays, so that filling them costs microseconds.
        self._tokens = np.ctypeslib.as_array(self._batch.token, (self._room,))
        self._positions = np.ctypeslib.as_array(self._batch.pos, (self._room,))
        self._wanted = np.ctypeslib.as_array(self._batch.logits, (self._room,))
        np.ctypeslib.as_array(self._batch.n_seq_id, (self._room,))[:] = 1
        for place in range(self._room):
            self._batch.seq_id[place][0] = 0
        self._abort = _byte_is_set()

    def abort_on(self, address: int) -> None:
        """Evaluations end as soon as the byte at the address is not 0 (a 0 must follow it; both stay where they are).

        The C library's `strlen` is the callback: it reads the byte without Python, 0.7 ms after it was set at the
        median, where a callback in Python takes twice that and slows decoding.
        """
        low.llama_set_abort_callback(self.pointer, self._abort, ctypes.c_void_p(address))

    def keep_common(self, tokens: Sequence[int]) -> int:
        """Forget what does not begin `tokens`; the number kept, in whole pieces: at least one token is left to do."""
        most = min(len(self.history), len(tokens) - 1)
        common = 0
        while common < most and self.history[common] == tokens[common]:
            common += 1
        self.forget_after(common - common % PIECE_TOKENS)
        return len(self.history)

    def forget_after(self, count: int) -> None:
        """Keep the first `count` tokens; all are forgotten when the model's memory cannot be cut (recurrent ones)."""
        if count and low.llama_memory_seq_rm(self._memory, 0, count, -1):
            del self.history[count:]
            return
        low.llama_memory_clear(self._memory, False)
        self.history.clear()

    def evaluate(self, tokens: Sequence[int]) -> Evaluated:
        """Read at most `PIECE_TOKENS` tokens; afterwards the logits are those that follow the last one.

        After `ABORTED` and `FULL` the history is what it was before.

        Raises:
            ModelFileInvalid: any other refusal; the file's weights or vocabulary do not fit its header.
        """
        before, count = len(self.history), len(tokens)
        if before + count > self.capacity:
            return Evaluated.FULL
        self._tokens[:count] = tokens
        self._positions[:count] = np.arange(before, before + count)
        self._wanted[:count] = 0
        self._wanted[count - 1] = 1
        self._batch.n_tokens = count
        result = low.llama_decode(self.pointer, self._batch)
        if result == 0:
            self.history.extend(tokens)
            return Evaluated.DONE
        self.forget_after(before)  # layers that were done before an abort stay in the memory otherwise
        if result in (1, 2):
            return Evaluated.FULL if result == 1 else Evaluated.ABORTED
        raise ModelFileInvalid(name=self._name, reason=first_error() or f"computing with it gives {result}")

    def logits_are_numbers(self) -> bool:
        """False when the last logits hold NaN or infinity: the weights are not a model's."""
        logits = low.llama_get_logits_ith(self.pointer, -1)
        # The maximum is NaN when one value is; minus infinity for single tokens is nothing odd.
        return bool(np.isfinite(np.ctypeslib.as_array(logits, (self._vocab_size,)).max()))

    def close(self) -> None:
        """Free the memory; calling it again does nothing."""
        if self.pointer:
            low.llama_batch_free(self._batch)
            low.llama_free(self.pointer)
            self.pointer = None


def _byte_is_set() -> object:
    library = ctypes.CDLL("msvcrt" if sys.platform == "win32" else None)
    return low.ggml_abort_callback(("strlen", library))
