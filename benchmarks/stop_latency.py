"""How soon an evaluation ends after somebody asked to stop: from the flag being set to llama.cpp's return.

    python -m benchmarks.stop_latency MODEL.gguf
"""

import ctypes
import random
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from assistant.engine.context import PIECE_TOKENS, Context, Evaluated
from assistant.engine.llama import Model


@dataclass(frozen=True)
class StopLatencies:
    """Milliseconds from the flag to the return, one for each stop."""

    reading_ms: tuple[float, ...]
    writing_ms: tuple[float, ...]

    def p99_ms(self) -> float:
        """The larger of the two 99th percentiles."""
        return max(quantiles(values, n=100)[98] for values in (self.reading_ms, self.writing_ms))


def stop_latencies(model: Path, *, rounds: int = 200, threads: int = 1, seed: int = 1) -> StopLatencies:
    """Stop the evaluation of a piece of a prompt, and of single tokens, at moments drawn by chance.

    Args:
        model: a chat GGUF.
        rounds: stops of each kind.
        threads: of llama.cpp.
        seed: of the moments.
    """
    loaded = Model(model)
    context = Context(loaded, tokens=2048, threads=threads)
    chance = random.Random(seed)
    try:
        reading = [_stop(context, [100] * PIECE_TOKENS, chance) for _ in range(rounds)]
        writing = [_stop(context, [100], chance) for _ in range(rounds)]
    finally:
        context.close()
        loaded.close()
    return StopLatencies(tuple(reading), tuple(writing))


def _stop(context: Context, tokens: list[int], chance: random.Random) -> float:
    flag = ctypes.create_string_buffer(2)
    context.abort_on(ctypes.addressof(flag))
    set_at = 0.0

    def ask() -> None:
        nonlocal set_at
        time.sleep(chance.uniform(0.001, 0.02))
        set_at = time.perf_counter()
        flag[0] = b"\1"

    thread = threading.Thread(target=ask)
    thread.start()
    while context.evaluate(tokens) is not Evaluated.ABORTED:
        if len(context.history) > 1024:
            context.forget_after(0)
    returned = time.perf_counter()
    thread.join()
    return max(0.0, (returned - set_at) * 1000)


def main() -> None:
    """Print the percentiles."""
    found = stop_latencies(Path(sys.argv[1]))
    for name, values in (("reading", found.reading_ms), ("writing", found.writing_ms)):
        cut = quantiles(values, n=100)
        print(f"{name}: p50 {cut[49]:.1f} ms, p99 {cut[98]:.1f} ms, of {len(values)}")


if __name__ == "__main__":
    main()
