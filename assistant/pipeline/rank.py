"""Ranking: two lists of hits into one, the best of it in the order of the stored token vectors, and whether they fit.

Source of every constant here: `facts.md`, "Retrieval" (SQuAD development half, 1,039 paragraphs, 1,000 questions;
XQuAD), measured with multilingual-e5-small.
"""

from collections.abc import Iterable, Mapping, Sequence

from assistant.pipeline import tokens
from assistant.pipeline.words import words
from assistant.records import Coverage, Hit, Passage, QuestionVectors, StoredChunk

RRF_K = 5
"""Reciprocal rank fusion: a place counts 1 / (RRF_K + place). The usual 60 loses four points of R@1."""

VECTOR_WEIGHT = 0.5
"""Share of the vectors in the fusion: before reranking .4 and .5 are alike at three passages; .5 was reranked."""

VECTORS_ONLY = 1.0

MAXSIM_WEIGHT = 0.7
"""Share of MaxSim in the final score; the words (BM25) have the rest."""

NARROW_MAXSIM = 0.05
"""A spread of MaxSim that counts as a whole one: below it, differences are stretched no further.

Two candidates of .500 and .502 are a tie that the words decide; stretched to 0 and 1 they would not be. The spread
between the first and the tenth candidate is .15 at the median, and below .05 for one question in a hundred (SQuAD
development half, 1,000 questions).
"""

FOUND_AT = 0.475
WORDS_EVIDENCE = 0.1
"""From which evidence on a question counts as answered: the largest MaxSim of the best three passages, and a tenth of
the share of the question's words that one of them holds.

12 of 24 SQuAD articles as files, three draws, 300 questions each: keeps 97.3, 93.3, 97.7 % of the library's own and
refuses 90.3, 95.3, 93.3 % of those about the other articles. At equal refusal (93 % of all) MaxSim alone keeps 94.2 %
and both together 96.1 %; shares of .05 to .2 lie within .5 of it. The token vectors are centred by a mean that is
balanced over languages, so that one value serves them.
"""

FOUND_ACROSS_AT = 0.34
LOST_ACROSS_AT = 0.25
"""The same judgement when the best passage is in another language than the question; between the two nobody can tell.

MaxSim across languages is lower (median of the right passages .41 against .53) and parts less well (AUC de-en .943,
es-en .965, zh-en .885). At .34 and above 93 to 99 % of the questions about other articles stay out; below .25 lie 1 %
of the library's own in German and Spanish and 5 % in Chinese (XQuAD questions over half of the SQuAD articles). At
.427 six of ten German questions that English paragraphs do answer would be called lost.
"""

CONFIDENT_PASSAGES = 3


def vector_weight(question_language: str, library_languages: Sequence[str]) -> float:
    """Share of the vectors in `fuse`: 1.0 when no document is in the question's language.

    A question ("und") or a library whose language is not known keeps its words: they are names and numbers.
    """
    known = {language for language in library_languages if language != "und"}
    if question_language == "und" or not known or question_language in known:
        return VECTOR_WEIGHT
    return VECTORS_ONLY


def fuse(words: Sequence[Hit], vectors: Sequence[Hit], *, vector_weight: float) -> list[Hit]:
    """Both lists as one by reciprocal rank fusion, best first; each list is given best first.

    The same input gives the same order: equal scores are ordered by chunk. A list that weighs nothing is left out,
    unless the other one is empty, as the words are while a library has no vectors yet.
    """
    if not vectors:
        vector_weight = 0.0
    elif not words:
        vector_weight = 1.0
    scores: dict[int, float] = {}
    for hits, weight in ((words, 1.0 - vector_weight), (vectors, vector_weight)):
        if weight > 0:
            for place, hit in enumerate(hits, start=1):
                scores[hit.chunk_id] = scores.get(hit.chunk_id, 0.0) + weight / (RRF_K + place)
    fused = [Hit(chunk_id, score) for chunk_id, score in scores.items()]
    return sorted(fused, key=lambda hit: (-hit.score, hit.chunk_id))


def rerank(
    question: QuestionVectors,
    question_language: str,
    candidates: Sequence[StoredChunk],
    fused: Mapping[int, float],
    word_scores: Mapping[int, float],
) -> tuple[Passage, ...]:
    """The candidates as passages, best first, by MaxSim over their token vectors and by their words.

    A passage in another language than the question's is judged by MaxSim alone. A candidate without token vectors
    stands in for itself with its place in the fusion; its confidence is None.

    Args:
        question: its token vectors, float32 (tokens, dim).
        question_language: ISO 639-1, or "und".
        candidates: the ten to twenty best of the fusion, in any order.
        fused: score in the fusion by chunk, larger is better.
        word_scores: BM25 by chunk, larger is better; a chunk that is not in it has none of the words.
    """
    coded = [candidate for candidate in candidates if candidate.token_codes]
    scores: dict[int, tokens.TokenScore] = {}
    if coded and len(question.tokens):
        found = tokens.score(question.tokens, [candidate.token_codes or b"" for candidate in coded])
        scores = {candidate.id: score for candidate, score in zip(coded, found, strict=True)}
    maxsim = _stretched({chunk: score.passage for chunk, score in scores.items()}, NARROW_MAXSIM)
    places = _stretched({candidate.id: fused.get(candidate.id, 0.0) for candidate in candidates})
    by_words = _stretched({candidate.id: word_scores.get(candidate.id, 0.0) for candidate in candidates})

    def passage(candidate: StoredChunk) -> Passage:
        meaning = maxsim.get(candidate.id, places[candidate.id])
        weight = MAXSIM_WEIGHT if _same_language(question_language, candidate.chunk.language) else 1.0
        score = weight * meaning + (1 - weight) * by_words[candidate.id]
        of_tokens = scores.get(candidate.id)
        if of_tokens is None:
            return Passage(candidate, score, None)
        return Passage(candidate, score, of_tokens.passage, tuple(of_tokens.sentences))

    passages = (passage(candidate) for candidate in candidates)
    return tuple(sorted(passages, key=lambda one: (-one.score, -places[one.stored.id], one.stored.id)))


def confidence(passages: Sequence[Passage]) -> float | None:
    """Largest MaxSim of the best three passages, -1 to 1; None when none of them has token vectors."""
    surest = _surest(passages)
    return None if surest is None else surest.confidence


def is_found(
    passages: Sequence[Passage],
    coverage: Coverage,
    *,
    question_language: str = "und",
    question_words: Sequence[str] = (),
) -> bool | None:
    """True when the passages fit the question, False when nothing in the scope does, None when nobody can tell.

    False is said only when every file of the scope was read and every chunk has vectors: what is still to come may
    hold the answer. Files that could not be read do not count here; they are named beside the sentence.

    Args:
        passages: best first.
        coverage: how much of the scope was searched.
        question_language: ISO 639-1; a passage in another language is measured by another scale.
        question_words: the question's index words.
    """
    surest = _surest(passages)
    reached = surest.confidence if surest is not None else None
    found_at, lost_at = FOUND_AT, FOUND_AT
    if surest is not None and not _same_language(question_language, surest.stored.chunk.language):
        found_at, lost_at = FOUND_ACROSS_AT, LOST_ACROSS_AT
    elif reached is not None:
        reached += WORDS_EVIDENCE * _share_of_words(passages, question_words)
    if reached is not None and reached >= found_at:
        return True
    complete = not coverage.unread and not coverage.without_vectors
    nothing = not passages or (reached is not None and reached < lost_at)
    return False if complete and nothing else None


def _surest(passages: Sequence[Passage]) -> Passage | None:
    """The passage with the largest MaxSim of the best three."""
    known = [passage for passage in passages[:CONFIDENT_PASSAGES] if passage.confidence is not None]
    return max(known, key=lambda passage: passage.confidence or 0.0, default=None)


def _share_of_words(passages: Sequence[Passage], question_words: Sequence[str]) -> float:
    """The largest share of the question's words in one of the best passages, 0 to 1."""
    wanted = set(question_words)
    if not wanted:
        return 0.0
    held = (
        wanted.intersection(words(passage.stored.chunk.text, passage.stored.chunk.language))
        for passage in passages[:CONFIDENT_PASSAGES]
    )
    return max((len(found) for found in held), default=0) / len(wanted)


def _same_language(question: str, passage: str) -> bool:
    return question == passage or "und" in (question, passage)


def _stretched(values: Mapping[int, float], narrow: float = 0.0) -> dict[int, float]:
    """The values on 0 to 1, the largest at 1; equal ones all alike, and a spread below `narrow` left narrow."""
    spread = max(_spread(values.values()), narrow)
    top = max(values.values(), default=0.0)
    if spread <= 0:
        return dict.fromkeys(values, 0.0)
    return {key: 1 - (top - value) / spread for key, value in values.items()}


def _spread(values: Iterable[float]) -> float:
    listed = list(values)
    return max(listed) - min(listed) if listed else 0.0
