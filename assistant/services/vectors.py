"""Making the vectors that chunks still lack, in small batches that give way to a question; changing their model."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import Cancelled, ChildDied
from assistant.isolation import Cancel
from assistant.pipeline.sentences import sentence_spans
from assistant.records import Chunk, PassageText, PassageVectors, Scope
from assistant.services.program import Embedding, Program

_AT_ONCE = 32
"""Chunks stored in one transaction: about 2 s of work at 14 chunks a second, what a kill can cost."""
_DROPPED_AT_ONCE = 1000
"""Chunks whose old vectors go in one transaction: 5 MB, written within a tenth of a second."""


def complete(program: Program, scope: Scope, *, cancel: Cancel) -> Iterator[tuple[int, int]]:
    """Compute and store vectors until every chunk in the scope has them; yields (done, all of this run), 0 first.

    Vectors of an earlier model stay and answer questions meanwhile; they are dropped when no chunk of the whole index
    needs them any more.

    Raises:
        Cancelled: `cancel` was set; the batches stored so far stay.
        ChildError: the embedding engine died twice over the same batch, or could not be started again.
    """
    store, model_id = program.store.library, program.vectors_id
    chunks, done = store.count_without_vectors(model_id, scope), 0
    if chunks:
        yield done, chunks
    while batch := store.chunks_without_vectors(model_id, _AT_ONCE, scope):
        if cancel.is_set:
            raise Cancelled
        made = _made(program, [passage_text(chunk) for _, chunk in batch], cancel)
        store.add_vectors(model_id, [chunk_id for chunk_id, _ in batch], made)
        done += len(batch)
        yield done, max(chunks, done)
    if not store.count_without_vectors(model_id):
        _drop_others(program)


def _made(program: Program, texts: Sequence[PassageText], cancel: Cancel) -> PassageVectors:
    try:
        return program.embedding.embed_passages(texts, cancel=cancel)
    except ChildDied:  # once may be chance: the system was short of memory, or somebody ended it
        return program.embedding.embed_passages(texts, cancel=cancel)


def can_be_made(program: Program) -> bool:
    """False while the model that makes them is still being prepared; it gets its name when it is whole."""
    return Path(program.embedding_model.path).exists()


def searching(program: Program, scope: Scope) -> Embedding:
    """The embedding model that knows most of the scope: the chosen one, or the one before it until that is done."""
    store = program.store.library
    chosen, earlier = Embedding(program.embedding_model, program.embedding), program.earlier
    if earlier is None:
        return chosen
    missing = store.count_without_vectors(chosen.vectors_id, scope)
    return chosen if missing <= store.count_without_vectors(earlier.vectors_id, scope) else earlier


def of(embedding: Embedding, chunks: Sequence[Chunk]) -> PassageVectors:
    """Vectors of a few chunks at once, ahead of any indexing: a question waits for them."""
    return embedding.engine.embed_passages([passage_text(chunk) for chunk in chunks], urgent=True)


def passage_text(chunk: Chunk) -> PassageText:
    """A chunk as the embedding engine takes it."""
    return PassageText(chunk.heading, chunk.text, sentence_spans(chunk.text))


def _drop_others(program: Program) -> None:
    store = program.store.library
    for other in store.vector_models():
        while other != program.vectors_id and store.drop_vectors(other, _DROPPED_AT_ONCE):
            pass
