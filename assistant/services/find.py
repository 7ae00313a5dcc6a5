"""From a question to ranked passages: by words and by meaning, fused, then reranked on the stored token vectors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.errors import QuestionEmpty
from assistant.pipeline import alike, quote, rank
from assistant.pipeline.language import language_of
from assistant.pipeline.words import question_words
from assistant.records import Coverage, Hit, Passage, Scope, StoredChunk
from assistant.services import vectors
from assistant.services.program import Embedding, Program

_CANDIDATES = 100
"""Chunks taken from each way of searching: depth beyond this changes R@10 by less than 0.1 (facts, Retrieval)."""
_RERANKED = 20
"""Depth beyond 10 to 20 does not pay for R@1."""
_COMPUTED_NOW = 4
"""Chunks without token vectors that a question waits for: 0.3 s on the reference machine, 1 s when files are read."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a question found before anything is quoted or written.

    Attributes:
        found: True; False: not in the documents; None: cannot tell (yet).
    """

    language: str
    words: tuple[str, ...]
    passages: tuple[Passage, ...]
    coverage: Coverage
    confidence: float | None
    found: bool | None


def require_words(question: str) -> None:
    """Make sure that there is something to search for, before anything slow is begun for the question.

    Raises:
        QuestionEmpty: there is no letter or digit in it.
    """
    if not any(character.isalnum() for character in question):
        raise QuestionEmpty


def passages(program: Program, question: str, scope: Scope, *, at_least: int = 0) -> Findings:
    """The passages for a question, best first; up to `at_least` of them, or as many as are worth reranking.

    Passages that say the same count once (`Passage.also`).

    Raises:
        QuestionEmpty: there is no letter or digit in it.
    """
    require_words(question)
    searched = vectors.searching(program, scope)
    store, model_id = program.store.library, searched.vectors_id
    language, languages = language_of(question), store.languages(scope)
    words = question_words(question, (language, *languages))
    meant = searched.engine.embed_question(question)
    by_words = store.match_words(words, scope, max(_CANDIDATES, at_least))
    by_meaning = store.match_vector(meant.vector, model_id, scope, max(_CANDIDATES, at_least))
    fused = rank.fuse(by_words, by_meaning, vector_weight=rank.vector_weight(language, languages))
    ranked: tuple[Passage, ...] = ()
    candidates: list[StoredChunk] = []
    for first, last in _batches(len(fused), max(_RERANKED, at_least)):
        fresh = store.stored_chunks([hit.chunk_id for hit in fused[first:last]], scope, model_id)
        candidates += fresh if first else _with_token_codes(searched, fresh)  # a question waits for one batch only
        ranked = alike.fold(rank.rerank(meant, language, candidates, _scores(fused), _scores(by_words)))
        if len(ranked) >= max(quote.QUOTED_PASSAGES, at_least):
            break
    coverage = store.coverage(scope, model_id)
    found = rank.is_found(ranked, coverage, question_language=language, question_words=words)
    return Findings(language, tuple(words), ranked, coverage, rank.confidence(ranked), found)


def _batches(hits: int, first: int) -> Iterator[tuple[int, int]]:
    """Places of the hits to look at: the first ones, then twice as many each time, as versions of one text go by."""
    begin, end = 0, first
    while begin < hits:
        yield begin, end
        begin, end = end, 2 * end


def _scores(hits: Sequence[Hit]) -> dict[int, float]:
    return {hit.chunk_id: hit.score for hit in hits}


def _with_token_codes(searched: Embedding, candidates: Sequence[StoredChunk]) -> list[StoredChunk]:
    """Fill in the token vectors that indexing has not reached yet, for the best candidates."""
    missing = [stored for stored in candidates if stored.token_codes is None][:_COMPUTED_NOW]
    if not missing or not searched.has_token_codes:
        return list(candidates)
    made = vectors.of(searched, [stored.chunk for stored in missing])
    codes = {stored.id: code for stored, code in zip(missing, made.token_codes, strict=True)}
    return [replace(stored, token_codes=codes.get(stored.id, stored.token_codes)) for stored in candidates]
