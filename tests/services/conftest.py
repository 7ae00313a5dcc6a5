"""A program on an empty data folder, and short ways to add and look."""

import dataclasses
import os
from collections.abc import Iterator

import pytest

from assistant.__main__ import build
from assistant.reading.client import Reader
from assistant.services import ingest, libraries
from assistant.services.cancel import Cancel


class CountingReader:
    """The real reader; remembers the name of every file it was handed."""

    def __init__(self, reader):
        self.reader, self.names = reader, []

    def read(self, file, name, **how) -> Iterator[object]:
        self.names.append(name)
        yield from self.reader.read(file, name, **how)

    def close(self):
        self.reader.close()


class Adding:
    """Files into libraries of one program."""

    def __init__(self, program):
        self.reader = CountingReader(program.reader)
        self.program = dataclasses.replace(program, reader=self.reader)

    def limits(self, **changed):
        """Go on with other settings, in the program and in the reading child."""
        settings = dataclasses.replace(self.program.settings, **changed)
        self.reader.reader.close()
        self.reader.reader = Reader(settings)
        self.program = dataclasses.replace(self.program, settings=settings)

    def library(self, name="Documents"):
        return libraries.ensure(self.program, name)

    def __call__(self, *paths, library="Documents", words_only=True):
        """What became of every path, by path as text, in the order it was told."""
        given = [os.fsencode(path) for path in paths]
        events = ingest.add(
            self.program, self.library(library), given, words_only=words_only, cancel=Cancel()
        )
        told = {}
        for event in events:
            if isinstance(event, ingest.FilesFound | ingest.ScansFound):
                files, done, here = event.files, 0, set()  # scans are told once more, after all the others
            elif isinstance(event, ingest.FileDone):
                path = os.fsdecode(event.entry.path)
                is_inside = os.path.isfile(os.path.dirname(path))  # what travels in a mail does not count
                done += not is_inside
                assert (event.done, event.files) == (done, files)
                assert path not in here, "a path is told once"
                here.add(path)
                told[path] = event.entry
        return told

    def stored(self, path, library="Documents"):
        """The stored entry of a path, None when there is none."""
        return self.program.store.library.file(self.library(library).id, os.fsencode(path))


@pytest.fixture
def adding(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")
    built = build(tmp_path / "data", None)
    yield Adding(built)
    built.close()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "otter.txt").write_text("The otter sleeps on its back.", encoding="utf-8")
    return folder
