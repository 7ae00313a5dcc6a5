"""Passages for tests, made from texts."""

from assistant.records import Chunk, Label, Passage, StoredChunk


def chunk_of(number, text, *, start=0, language="en", path="notes.txt", label=None, codes=None, heading=""):
    chunk = Chunk(1, start, start + len(text), text, heading, language, 1)
    return StoredChunk(number, number, chunk, label or Label("file"), path.encode(), (), codes)


def passage_of(text, number=1, *, score=1.0, confidence=None, sentences=(), **given):
    return Passage(chunk_of(number, text, **given), score, confidence, tuple(sentences))
