"""Documents, files and vectors for the tests of the store, and what must hold of an index at any time."""

import hashlib
from collections import Counter

import numpy as np

from assistant.pipeline import words
from assistant.records import Chunk, FileEntry, FileStatus, Label, PageChunks, PassageVectors, ReadingDone

DONE = ReadingDone("txt", "", 1, None)


def page(*texts, number=1, heading="", language="en"):
    """A page whose chunks are these texts."""
    chunks, start = [], 0
    for text in texts:
        chunks.append(Chunk(number, start, start + len(text), text, heading, language, words.RULE))
        start += len(text)
    return PageChunks(number, Label("page", number), tuple(chunks))


def entry(library_id, path, *, document_id=None, status=FileStatus.INDEXED, reason=None):
    return FileEntry(library_id, path, 10, 20, status, reason, document_id, 0, 0)


def add(store, library_id, path, *texts, content_hash=None, **more):
    """A file of one page with these chunks; the same texts are the same document."""
    content = content_hash or hashlib.sha256("".join(texts).encode()).digest()
    return store.library.add_with_file(entry(library_id, path), content, DONE, [page(*texts, **more)])


def unit_vectors(count, dim=64, seed=0):
    vectors = np.random.default_rng(seed).normal(size=(count, dim)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def alike_vectors(count, dim, seed):
    """Ten around each of some centres, as the chunks of real texts lie: without any order all are equally far."""
    near = np.repeat(unit_vectors(-(-count // 10), dim, seed=12345), 10, axis=0)[:count]
    vectors = near + unit_vectors(count, dim, seed) * 0.7
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def add_vectors(store, model_id="m", *, seed=0, dim=64, make=unit_vectors):
    """Vectors for every chunk that has none; {chunk id: vector}."""
    made = {}
    while batch := store.library.chunks_without_vectors(model_id, 500):
        vectors = make(len(batch), dim, seed + len(made))
        ids = [chunk_id for chunk_id, _chunk in batch]
        store.library.add_vectors(model_id, ids, PassageVectors(vectors, tuple(b"codes%d" % one for one in ids)))
        made |= dict(zip(ids, vectors, strict=True))
    return made


def found_paths(store, question, scope, language="en"):
    hits = store.library.match_words(words.question_words(question, [language]), scope, 50)
    return [stored.path for stored in store.library.stored_chunks([hit.chunk_id for hit in hits], scope, "m")]


def require_sound(store):
    """Nothing is left over, nothing is missing, and the words are exactly those of the stored texts."""
    with store._index.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for question in (
            "SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM files WHERE document_id NOT NULL)",
            "SELECT id FROM documents d WHERE chunks <> (SELECT count(*) FROM chunks WHERE document_id = d.id)",
            "SELECT id FROM chunks WHERE id NOT IN (SELECT chunk_id FROM texts)",
            "SELECT id FROM chunks WHERE (model > 0) <> (id IN (SELECT chunk_id FROM vectors))",
            "SELECT id FROM chunks WHERE (model > 0) <> (id IN (SELECT chunk_id FROM token_codes))",
            "SELECT id FROM chunks WHERE (model_2 > 0) <> (id IN (SELECT chunk_id FROM vectors_2))",
            "SELECT id FROM chunks WHERE (model_2 > 0) <> (id IN (SELECT chunk_id FROM token_codes_2))",
            "SELECT chunk_id FROM vectors_2 WHERE chunk_id NOT IN (SELECT id FROM chunks)",
        ):
            assert connection.execute(question).fetchall() == [], question
        stored = connection.execute(
            "SELECT t.text, t.heading, c.language FROM chunks c JOIN texts t ON t.chunk_id = c.id"
        ).fetchall()
        expected = Counter()
        for text, heading, language in stored:
            expected.update({*words.words(text, language), *words.words(heading, language)})
        assert dict(connection.execute("SELECT term, doc FROM word_counts").fetchall()) == expected
    with store._index.writing() as connection:
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
