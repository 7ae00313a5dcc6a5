"""What becomes of paths: hidden, missing, mistyped, our own, unreadable."""

import dataclasses
import os
import shutil

import pytest

from assistant.errors import PathUnknown
from assistant.records import FileStatus, Reason, Scope
from assistant.services import documents, ingest, libraries
from assistant.services.cancel import Cancel

CUT_PDF = b"%PDF-1.7\n1 0 obj\n<<"
FILM = b"\0\0\0\x18ftypmp42" + bytes(range(256))


def kind(entry):
    return entry.reason and entry.reason.kind


# --- hidden


def test_hidden_file_added_by_itself_stays_when_its_folder_is_added(adding, folder):
    note = folder / ".note.txt"
    note.write_text("The vault code is 9931.", encoding="utf-8")
    assert adding(note)[str(note)].status is FileStatus.INDEXED
    for _ in range(2):
        assert adding(folder)[str(note)].status is FileStatus.UNCHANGED
    assert adding.stored(note).document_id is not None


def test_hidden_file_nobody_added_is_left_out(adding, folder):
    note = folder / ".note.txt"
    note.write_text("The vault code is 9931.", encoding="utf-8")
    entry = adding(folder)[str(note)]
    assert (entry.status, kind(entry)) == (FileStatus.SKIPPED, "FileHidden")


def test_hidden_folder_added_later_is_read_and_nothing_is_said_to_be_gone(adding, folder):
    project = folder / ".project"
    project.mkdir()
    (project / "plan.txt").write_text("The plan is to wait.", encoding="utf-8")
    assert kind(adding(folder)[str(project)]) == "FileHidden"
    told = adding(project)
    assert {path: entry.status for path, entry in told.items()} == {str(project / "plan.txt"): FileStatus.INDEXED}
    assert adding.stored(project) is None
    assert str(project / "plan.txt") in adding(folder)


# --- missing and mistyped


def test_mistyped_path_is_an_error_and_nothing_is_kept_of_it(adding, tmp_path):
    with pytest.raises(PathUnknown, match=r"There is no file or folder .*nope"):
        adding(tmp_path / "nope")
    assert adding.stored(tmp_path / "nope") is None
    assert adding.library().roots == ()


def test_mistyped_path_beside_a_good_one_is_told_and_the_good_one_is_read(adding, folder, tmp_path):
    for expected in (FileStatus.INDEXED, FileStatus.UNCHANGED):
        told = adding(tmp_path / "nope", folder)
        nope = told[str(tmp_path / "nope")]
        assert (nope.status, kind(nope)) == (FileStatus.FAILED, "PathUnknown")
        assert told[str(folder / "otter.txt")].status is expected
        assert adding.stored(tmp_path / "nope") is None


def test_root_that_is_missing_keeps_its_text_and_comes_back_unchanged(adding, folder):
    adding(folder)
    away = folder.with_name("away")
    folder.rename(away)
    for _ in range(2):
        told = adding(folder)
        assert [(path, entry.status, kind(entry)) for path, entry in told.items()] == [
            (str(folder), FileStatus.FAILED, "RootMissing")
        ]
    assert adding.stored(folder / "otter.txt").status is FileStatus.INDEXED
    assert adding.stored(folder) is None
    away.rename(folder)
    assert {entry.status for entry in adding(folder).values()} == {FileStatus.UNCHANGED}


def test_missing_root_that_is_a_file_keeps_its_text(adding, folder):
    otter = folder / "otter.txt"
    adding(otter)
    otter.unlink()
    assert kind(adding(otter)[str(otter)]) == "RootMissing"
    assert adding.stored(otter).document_id is not None


def test_folder_below_a_missing_root_keeps_its_text_too(adding, folder):
    below = folder / "below"
    below.mkdir()
    (below / "badger.txt").write_text("The badger digs.", encoding="utf-8")
    adding(folder)
    folder.rename(folder.with_name("away"))
    assert kind(adding(below)[str(below)]) == "RootMissing"
    assert adding.stored(below / "badger.txt").document_id is not None


def test_what_is_deleted_below_a_root_that_is_there_is_removed(adding, folder):
    below = folder / "below"
    below.mkdir()
    (below / "badger.txt").write_text("The badger digs.", encoding="utf-8")
    adding(folder)
    adding(below)
    shutil.rmtree(below)
    told = adding(*[os.fsdecode(root) for root in adding.library().roots])
    assert told[str(below / "badger.txt")].status is FileStatus.REMOVED
    assert adding.stored(below / "badger.txt") is None
    assert set(adding(below, folder)) == {str(folder / "otter.txt")}


def test_link_to_nothing_is_told_once_each_time(adding, folder):
    link = folder / "nothing.txt"
    link.symlink_to(folder / "not there")
    for _ in range(2):
        assert kind(adding(folder)[str(link)]) == "FileGone"


# --- our own folders


def test_data_folder_inside_the_dropped_folder_is_one_line_and_not_read(adding, tmp_path, folder):
    told = adding(tmp_path)
    own = told[str(tmp_path / "data")]
    assert (own.status, kind(own)) == (FileStatus.SKIPPED, "OwnFolder")
    assert set(told) == {str(tmp_path / "data"), str(folder / "otter.txt")}


def test_files_of_the_data_folder_are_not_read_when_they_are_given_or_linked(adding, tmp_path, folder):
    (folder / "shortcut").symlink_to(tmp_path / "data", target_is_directory=True)
    assert kind(adding(folder)[str(folder / "shortcut")]) == "OwnFolder"
    assert kind(adding(tmp_path / "data" / "index.db")[str(tmp_path / "data" / "index.db")]) == "OwnFolder"


# --- files that cannot be read


def test_files_that_cannot_be_read_are_not_read_again_until_they_change(adding, folder):
    (folder / "cut.pdf").write_bytes(CUT_PDF)
    (folder / "film.mp4").write_bytes(FILM)
    (folder / "blank.txt").write_text(" \n ", encoding="utf-8")
    first = adding(folder)
    adding.reader.names.clear()
    again = adding(folder)
    assert adding.reader.names == []
    for name, status in (("cut.pdf", "failed"), ("film.mp4", "skipped"), ("blank.txt", "failed")):
        path = str(folder / name)
        assert again[path] == first[path]
        assert again[path].status == status
    (folder / "cut.pdf").write_text("no PDF at all", encoding="utf-8")
    adding(folder)
    assert adding.reader.names == ["cut.pdf"]


def test_file_that_took_too_long_is_read_again_under_another_limit_or_version(adding, folder, monkeypatch):
    (folder / "cut.pdf").write_bytes(CUT_PDF)
    entry = adding(folder)[str(folder / "cut.pdf")]
    reason = Reason("TookTooLong", {**entry.reason.fields, "seconds": 5})
    adding.program.store.library.set_file(dataclasses.replace(entry, reason=reason))
    adding.reader.names.clear()
    assert kind(adding(folder)[str(folder / "cut.pdf")]) == "DocumentDamaged"
    assert adding.reader.names == ["cut.pdf"]
    monkeypatch.setattr("assistant.identity.VERSION", "99")
    adding(folder)
    assert adding.reader.names == ["cut.pdf", "cut.pdf"]


def test_file_cut_at_a_limit_is_read_on_when_the_limit_is_higher(adding, folder):
    long = folder / "long.txt"
    long.write_text("The otter sleeps on its back.\n\n" * 60_000 + "The heron waits.", encoding="utf-8")
    adding.limits(text_limit_mb=1)
    assert kind(adding(long)[str(long)]) == "TooLarge"
    assert adding(long)[str(long)].status is FileStatus.UNCHANGED
    adding.limits(text_limit_mb=50)
    entry = adding(long)[str(long)]
    assert (entry.status, entry.reason) == (FileStatus.INDEXED, None)
    document = documents.stored(adding.program, os.fsencode(long))
    assert documents.page_text(adding.program, document, 1, b"").endswith("The heron waits.")


def test_blank_text_file_is_not_called_a_scan(adding, folder):
    (folder / "blank.txt").write_text(" \n ", encoding="utf-8")
    assert kind(adding(folder)[str(folder / "blank.txt")]) == "NoTextFound"


# --- vectors


def test_question_over_a_path_waits_for_the_vectors_of_that_path_alone(shared_models, adding, folder):
    folder.with_name("other").mkdir()
    other = folder.with_name("other") / "badger.txt"
    other.write_text("The badger digs at night.", encoding="utf-8")
    adding(other)
    adding(other, library=libraries.ASKED)
    paths = [os.fsencode(folder)]
    program = adding.program
    assert program.models_dir == shared_models
    events = list(ingest.add(program, adding.library(libraries.ASKED), paths, cancel=Cancel()))
    made = [event for event in events if isinstance(event, ingest.VectorsMade)]
    assert made == [ingest.VectorsMade(0, 1), ingest.VectorsMade(1, 1)]
    store, scope = program.store.library, Scope(paths=(os.fsencode(other),))
    assert store.count_without_vectors(program.vectors_id, scope) == 1
    adding(folder, words_only=False)
    assert store.count_without_vectors(program.vectors_id) == 0


# --- what is gone and kept


def look(adding, folder):
    events = ingest.add(
        adding.program, adding.library(), [os.fsencode(folder)], words_only=True, keeps_gone=True, cancel=Cancel()
    )
    told = [event.entry for event in events if isinstance(event, ingest.FileDone)]
    return {os.fsdecode(entry.path): entry.status for entry in told}


def test_gone_file_is_marked_once_and_its_text_is_still_found(adding, folder):
    otter = folder / "otter.txt"
    (folder / "badger.txt").write_text("The badger digs.", encoding="utf-8")
    adding(folder)
    otter.unlink()
    assert look(adding, folder)[str(otter)] is FileStatus.REMOVED
    assert str(otter) not in look(adding, folder), "it is told once"
    entry = adding.stored(otter)
    assert (entry.status, kind(entry)) == (FileStatus.REMOVED, "FileGone")
    assert adding.program.store.library.match_words(["otter"], Scope(), 10)
    assert [one.gone for one in libraries.overview(adding.program)] == [1]


def test_marked_file_that_comes_back_is_whole_again_and_not_read(adding, folder):
    otter = folder / "otter.txt"
    (folder / "badger.txt").write_text("The badger digs.", encoding="utf-8")
    adding(folder)
    otter.rename(folder.with_name("aside.txt"))
    look(adding, folder)
    folder.with_name("aside.txt").rename(otter)
    assert look(adding, folder)[str(otter)] is FileStatus.INDEXED
    assert (adding.stored(otter).status, adding.stored(otter).reason) == (FileStatus.INDEXED, None)
    assert adding.reader.names.count("otter.txt") == 1


def test_moved_file_is_not_marked_as_gone(adding, folder):
    otter = folder / "otter.txt"
    adding(folder)
    otter.rename(folder / "sea otter.txt")
    look(adding, folder)
    assert adding.stored(otter) is None
    assert adding.stored(folder / "sea otter.txt").status is FileStatus.INDEXED


def test_marked_file_goes_when_the_person_looks_for_changes(adding, folder):
    otter = folder / "otter.txt"
    (folder / "badger.txt").write_text("The badger digs.", encoding="utf-8")
    adding(folder)
    otter.unlink()
    look(adding, folder)
    assert adding(folder)[str(otter)].status is FileStatus.REMOVED
    assert adding.stored(otter) is None
    assert not adding.program.store.library.match_words(["otter"], Scope(), 10)
