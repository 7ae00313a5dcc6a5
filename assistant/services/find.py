"""From a question to ranked passages: by words and by meaning, fused, then reranked on the stored token vectors."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.errors import QuestionEmpty
from assistant.pipeline import rank
from assistant.pipeline.language import language_of
from assistant.pipeline.words import question_words
from assistant.records import Coverage, Passage, Scope, StoredChunk
from assistant.services import vectors
from assistant.services.program import Program

_CANDIDATES = 100
"""Chunks taken from each way of searching: depth beyond this changes R@10 by less than 0.1 (facts, Retrieval)."""
_RERANKED = 20
"""Depth beyond 10 to 20 does not pay for R@1."""
_COMPUTED_NOW = 8
"""Chunks whose missing token vectors a question waits for: about 0.6 s on the reference machine."""


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

    Raises:
        QuestionEmpty: there is no letter or digit in it.
    """
    require_words(question)
    store, model_id = program.store.library, program.vectors_id
    language, languages = language_of(question), store.languages(scope)
    words = question_words(question, (language, *languages))
    meant = program.embedding.embed_question(question)
    by_words = store.match_words(words, scope, max(_CANDIDATES, at_least))
    by_meaning = store.match_vector(meant.vector, model_id, scope, max(_CANDIDATES, at_least))
    fused = rank.fuse(by_words, by_meaning, vector_weight=rank.vector_weight(language, languages))
    best = [hit.chunk_id for hit in fused[: max(_RERANKED, at_least)]]
    candidates = store.stored_chunks(best, scope, model_id)
    ranked = rank.rerank(
        meant,
        language,
        _with_token_codes(program, candidates),
        {hit.chunk_id: hit.score for hit in fused},
        {hit.chunk_id: hit.score for hit in by_words},
    )
    coverage = store.coverage(scope, model_id)
    found = rank.is_found(ranked, coverage, question_language=language, question_words=words)
    return Findings(language, tuple(words), ranked, coverage, rank.confidence(ranked), found)


def _with_token_codes(program: Program, candidates: Sequence[StoredChunk]) -> list[StoredChunk]:
    """Fill in the token vectors that indexing has not reached yet, for the best candidates."""
    missing = [stored for stored in candidates if stored.token_codes is None][:_COMPUTED_NOW]
    if not missing:
        return list(candidates)
    made = vectors.of(program, [stored.chunk for stored in missing])
    codes = {stored.id: code for stored, code in zip(missing, made.token_codes, strict=True)}
    return [replace(stored, token_codes=codes.get(stored.id, stored.token_codes)) for stored in candidates]
