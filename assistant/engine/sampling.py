"""How the next token is chosen: llama.cpp's sampler chain; runs in the child."""

from collections.abc import Iterator
from contextlib import contextmanager

from llama_cpp import llama_cpp as low

from assistant.records import Sampling

_REPEAT_WINDOW = 64  # tokens looked back for repetitions; llama.cpp's default


class Sampler:
    """A chain of samplers for one answer."""

    def __init__(self, chain: object) -> None:
        self._chain = chain

    def choose(self, context: object) -> int:
        """The next token from the logits that the context computed last; counted for the repeat penalty."""
        return int(low.llama_sampler_sample(self._chain, context, -1))


@contextmanager
def sampler(sampling: Sampling, vocab_size: int) -> Iterator[Sampler]:
    """A chain for these settings, freed at the end of the `with` block; temperature 0 takes the likeliest."""
    parameters = low.llama_sampler_chain_default_params()
    parameters.no_perf = True
    chain = low.llama_sampler_chain_init(parameters)
    try:
        for link in _links(sampling, vocab_size):
            low.llama_sampler_chain_add(chain, link)  # the chain owns it from here on
        yield Sampler(chain)
    finally:
        low.llama_sampler_free(chain)


def _links(sampling: Sampling, vocab_size: int) -> Iterator[object]:
    if sampling.repeat_penalty != 1.0:
        yield low.llama_sampler_init_penalties(vocab_size, _REPEAT_WINDOW, sampling.repeat_penalty, 0.0, 0.0)
    if sampling.temperature <= 0:
        yield low.llama_sampler_init_greedy()
        return
    yield low.llama_sampler_init_top_k(sampling.top_k)
    yield low.llama_sampler_init_top_p(sampling.top_p, 1)
    yield low.llama_sampler_init_min_p(sampling.min_p, 1)
    yield low.llama_sampler_init_temp(sampling.temperature)
    yield low.llama_sampler_init_dist(sampling.seed)
