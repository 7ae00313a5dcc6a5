"""What a question may search, and what is said when there is nothing."""

import os

import pytest

from assistant.errors import DocumentNotRead, DocumentUnknown, NothingRead, NothingToAsk, PageUnknown, QuestionEmpty
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


@pytest.mark.parametrize("question", ["", "  ", "???"])
def test_question_without_a_word_is_refused_before_any_model_is_needed(adding, question):
    with pytest.raises(QuestionEmpty):
        find.require_words(question)
    with pytest.raises(QuestionEmpty):
        find.passages(adding.program, question, libraries.Scope())
