"""What a question may search, and what is said when there is nothing."""

import os

import pytest

from assistant.errors import (
    DocumentNotRead,
    DocumentUnknown,
    LibraryNameTaken,
    NothingRead,
    NothingToAsk,
    PageUnknown,
    PathUnknown,
    QuestionEmpty,
)
from assistant.records import FileStatus
from assistant.services import documents, find, libraries


def test_empty_library_is_nothing_to_ask(adding, tmp_path):
    (tmp_path / "empty").mkdir()
    adding(tmp_path / "empty")
    for name in (None, "Documents"):
        with pytest.raises(NothingToAsk):
            libraries.scope(adding.program, name)


def test_library_with_files_is_searched_and_what_was_asked_by_path_is_not(adding, folder):
    adding(folder, library=libraries.ASKED)
    with pytest.raises(NothingToAsk):
        libraries.scope(adding.program, None)
    adding(folder)
    assert libraries.scope(adding.program, None).libraries == (adding.library().id,)


def test_paths_without_readable_files_are_named(adding, folder):
    (folder / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    adding(folder / "film.mp4")
    with pytest.raises(NothingRead, match=r"Nothing could be read under .*film\.mp4"):
        libraries.scope_of_paths(adding.program, adding.library(), [os.fsencode(folder / "film.mp4")])


def test_unreadable_files_are_named_once(adding, folder):
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (folder / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    adding(folder)
    adding(folder, library="Second")
    scope = libraries.Scope(libraries=(adding.library().id, adding.library("Second").id))
    found = libraries.unreadable(adding.program, scope)
    assert [(os.fsdecode(entry.path), entry.status) for entry in found] == [
        (str(folder / "cut.pdf"), FileStatus.FAILED)
    ]


def test_text_of_a_file_that_was_not_read_says_why(adding, folder):
    (folder / "minutes.msg").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    adding(folder)
    said = r"minutes\.msg was not read\. It is damaged"
    with pytest.raises(DocumentNotRead, match=said):
        documents.stored(adding.program, os.fsencode(folder / "minutes.msg"))
    with pytest.raises(DocumentUnknown):
        documents.stored(adding.program, os.fsencode(folder / "other.msg"))


def test_page_that_is_not_there_is_told_with_the_path(adding, folder):
    adding(folder)
    path = os.fsencode(folder / "otter.txt")
    with pytest.raises(PageUnknown, match=r"otter\.txt has no page 9; it has 1"):
        documents.page_text(adding.program, documents.stored(adding.program, path), 9, path)


def test_folder_that_held_files_and_is_empty_may_be_the_place_of_a_disk(adding, folder, tmp_path):
    (tmp_path / "always empty").mkdir()
    adding(folder, tmp_path / "always empty")
    assert libraries.emptied(adding.program, adding.library()) == []
    (folder / "otter.txt").unlink()
    (told,) = libraries.emptied(adding.program, adding.library())
    assert (told.path, told.status, told.reason.kind) == (os.fsencode(folder), FileStatus.FAILED, "RootEmpty")
    folder.rmdir()
    assert libraries.emptied(adding.program, adding.library()) == []


@pytest.mark.parametrize("question", ["", "  ", "???"])
def test_question_without_a_word_is_refused_before_any_model_is_needed(adding, question):
    with pytest.raises(QuestionEmpty):
        find.require_words(question)
    with pytest.raises(QuestionEmpty):
        find.passages(adding.program, question, libraries.Scope())


# --- making, naming, what is there


def test_library_of_the_program_itself_and_names_that_are_taken_are_refused(adding):
    made = libraries.make(adding.program, "Work")
    for name in ("Work", libraries.ASKED):
        with pytest.raises(LibraryNameTaken, match=f"There is a library called {name} already"):
            libraries.make(adding.program, name)
    other = libraries.make(adding.program, "Home")
    for name in ("Work", libraries.ASKED):
        with pytest.raises(LibraryNameTaken):
            libraries.rename(adding.program, other, name)
    libraries.rename(adding.program, made, "Office")
    assert [one.name for one in libraries.everything(adding.program)] == ["Home", "Office"]


def test_renamed_library_keeps_its_files(adding, folder):
    adding(folder)
    libraries.rename(adding.program, adding.library(), "Animals")
    renamed = libraries.named(adding.program, "Animals")
    assert renamed.roots == (os.fsencode(folder),)
    assert len(libraries.files(adding.program, renamed)) == 1


def test_no_library_is_made_for_paths_that_lead_nowhere(adding, folder):
    with pytest.raises(PathUnknown):
        libraries.ensure_for(adding.program, "Work", [b"/not/there", b"/nor/here"])
    assert libraries.everything(adding.program) == ()
    assert libraries.ensure_for(adding.program, "Work", [b"/not/there", os.fsencode(folder)]).name == "Work"


def test_empty_folder_counts_as_a_disk_that_is_not_connected(adding, folder, tmp_path):
    adding(folder)
    assert libraries.there(adding.library()) == [os.fsencode(folder)]
    (folder / "otter.txt").rename(tmp_path / "otter.txt")
    assert libraries.there(adding.library()) == []
    assert [one.is_away for one in libraries.overview(adding.program)] == [True]


def test_text_is_forgotten_with_every_file_that_holds_it(adding, folder):
    (folder / "copy.txt").write_text("The otter sleeps on its back.", encoding="utf-8")
    (folder / "badger.txt").write_text("The badger digs.", encoding="utf-8")
    adding(folder)
    libraries.forget_text(adding.program, adding.library(), os.fsencode(folder / "otter.txt"))
    waiting = [entry.path for entry in libraries.files(adding.program, adding.library())
               if entry.status is FileStatus.WAITING]  # fmt: skip
    assert sorted(waiting) == [os.fsencode(folder / name) for name in ("copy.txt", "otter.txt")]
    told = adding(folder)
    assert {entry.status for entry in told.values()} == {FileStatus.INDEXED, FileStatus.UNCHANGED}
    assert adding.reader.names.count("otter.txt") + adding.reader.names.count("copy.txt") == 2


def test_text_of_a_file_that_cannot_be_read_now_is_not_forgotten(adding, folder):
    adding(folder)
    (folder / "otter.txt").unlink()
    with pytest.raises(DocumentNotRead, match="no longer there"):
        libraries.forget_text(adding.program, adding.library(), os.fsencode(folder / "otter.txt"))
    assert adding.stored(folder / "otter.txt").document_id is not None
