"""A file that vanishes or changes while it is being read."""

import dataclasses
import os

import pytest

from assistant.__main__ import build
from assistant.records import FileStatus
from assistant.services import ingest, libraries
from assistant.services.cancel import Cancel


class MeddlingReader:
    """The real reader; somebody else touches the folder as soon as a file is being read."""

    def __init__(self, reader, meddle):
        self.reader, self.meddle = reader, meddle

    def read(self, file, name, **how):
        self.meddle(name)
        yield from self.reader.read(file, name, **how)


@pytest.fixture
def program(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")
    built = build(tmp_path / "data", None)
    yield built
    built.close()


def add(program, folder, meddle):
    meddled = dataclasses.replace(program, reader=MeddlingReader(program.reader, meddle))
    library = libraries.ensure(meddled, "Documents")
    events = ingest.add(meddled, library, [os.fsencode(folder)], words_only=True, cancel=Cancel())
    entries = [event.entry for event in events if isinstance(event, ingest.FileDone)]
    return {os.fsdecode(entry.path).rsplit("/", 1)[-1]: entry for entry in entries}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(f"File {name} tells of otters.", encoding="utf-8")
    return folder


def test_file_that_vanishes_before_its_turn_is_reported_and_the_others_are_read(program, folder):
    entries = add(program, folder, lambda name: (folder / "b.txt").unlink(missing_ok=True))
    assert (entries["a.txt"].status, entries["c.txt"].status) == (FileStatus.INDEXED, FileStatus.INDEXED)
    assert entries["b.txt"].status is FileStatus.FAILED
    assert entries["b.txt"].reason.kind == "FileGone"


def test_file_that_changes_while_it_is_read_is_reported_and_read_the_next_time(program, folder):
    def meddle(name):
        if name == "b.txt":
            (folder / "b.txt").write_text("File b.txt now tells of badgers and more.", encoding="utf-8")

    entries = add(program, folder, meddle)
    assert entries["b.txt"].status is FileStatus.FAILED
    assert entries["b.txt"].reason.kind == "FileChanged"
    assert entries["c.txt"].status is FileStatus.INDEXED
    again = add(program, folder, lambda name: None)
    assert again["b.txt"].status is FileStatus.INDEXED
    assert again["a.txt"].status is FileStatus.UNCHANGED
