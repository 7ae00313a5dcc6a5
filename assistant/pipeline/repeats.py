"""A text that says again what it has said: a small model that repeats a sentence repeats it for ever."""

from collections.abc import Sequence

from assistant.pipeline.sentences import sentence_spans


def first_repeated(sentences: Sequence[str], known: int = 0) -> int | None:
    """Index of the first sentence from `known` on that was there before; case and white space do not count."""
    said = [_folded(sentence) for sentence in sentences]
    return next((place for place in range(known, len(said)) if said[place] in said[:place]), None)


def new_until(text: str, *, ended: bool) -> tuple[int, bool]:
    """How many code points of a growing text say something new, and whether a whole sentence came again behind them.

    A sentence that has begun like an earlier one waits until it goes on otherwise. `ended`: nothing more comes.
    """
    spans = sentence_spans(text)
    sentences = [text[start:end] for start, end in spans]
    again = first_repeated(sentences if ended else sentences[:-1])
    if again is not None:
        return spans[again - 1][1], True
    if sentences and not ended:
        begun = _folded(sentences[-1])
        if any(_folded(sentence).startswith(begun) for sentence in sentences[:-1]):
            return spans[-1][0], False
    return len(text), False


def _folded(sentence: str) -> str:
    return " ".join(sentence.casefold().split())
