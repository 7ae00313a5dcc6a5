"""Folders to read, what became of them, and an embedding engine that waits until it is let."""

import threading

from assistant.errors import Cancelled
from assistant.services import libraries


class GatedEmbedding:
    """The real engine behind a gate: passages of an indexing wait in front of it until `let` is set."""

    def __init__(self, engine):
        self._engine, self.let = engine, threading.Event()

    def embed_passages(self, passages, *, urgent=False, cancel=None):
        while not urgent and not self.let.wait(0.01):
            if cancel is not None and cancel.is_set:
                raise Cancelled
        return self._engine.embed_passages(passages, urgent=urgent, cancel=cancel)

    def __getattr__(self, name):
        return getattr(self._engine, name)


class GatedReader:
    """The real reader; behind its first `free` files the others wait until `let` is set."""

    def __init__(self, reader, free):
        self._reader, self._free, self.let = reader, free, threading.Event()

    def read(self, file, name, **how):
        self._free -= 1
        while self._free < 0 and not self.let.wait(0.01):
            if how["cancel"].is_set:
                raise Cancelled
        yield from self._reader.read(file, name, **how)

    def close(self):
        self._reader.close()


def write_notes(folder, count, words="The lamp is checked on Fridays."):
    """So many small files, each with a sentence of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"note {number}.txt").write_text(f"{words} Note {number}.", encoding="utf-8")
    return folder


def entries(program, library):
    """What is stored of a library's files, by their names."""
    found = libraries.files(program, libraries.named(program, library))
    return {entry.path.rpartition(b"/")[2].decode("utf-8", "replace"): entry for entry in found}
