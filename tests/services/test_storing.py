"""A long document is found while it is being read, and goes on where it was broken off."""

import os

import pytest

from assistant.errors import Cancelled
from assistant.records import FileStatus, Scope
from assistant.services import ingest, libraries
from assistant.services.cancel import Cancel
from assistant.services.storing import PagesRead
from tests.reading import making

PAGES = 40


@pytest.fixture(autouse=True)
def _stored_page_by_page(monkeypatch):
    monkeypatch.setattr("assistant.services.storing._EVERY_S", 0.0)


@pytest.fixture
def book(folder):
    path = folder / "book.pdf"
    path.write_bytes(making.pdf(*([f"Chapter {number} is about the animal zq{number}x."] for number in range(PAGES))))
    return path


def events(adding, path, cancel=None):
    return ingest.add(
        adding.program, adding.library(), [os.fsencode(path)], words_only=True, cancel=cancel or Cancel()
    )


def found(adding, word):
    return [hit.chunk_id for hit in adding.program.store.library.match_words([word], Scope(), 10)]


def test_first_pages_are_found_while_the_last_are_not_read_yet(adding, book):
    seen = 0
    for event in events(adding, book):
        if isinstance(event, PagesRead) and not seen:
            seen = event.page
            assert found(adding, "zq0x")
            assert not found(adding, f"zq{PAGES - 1}x")
            entry = adding.stored(book)
            assert (entry.status, entry.reason.kind) == (FileStatus.WAITING, "StillBeingRead")
            scope = libraries.scope(adding.program, None)
            coverage = adding.program.store.library.coverage(scope, adding.program.vectors_id)
            assert (coverage.files, coverage.unread) == (0, 1)
    assert seen == 1
    assert found(adding, f"zq{PAGES - 1}x")
    entry = adding.stored(book)
    assert (entry.status, entry.reason, entry.pages, entry.chunks) == (FileStatus.INDEXED, None, PAGES, PAGES)


@pytest.mark.parametrize("how", ["closed", "cancelled"])
def test_reading_that_was_broken_off_goes_on_and_nothing_is_stored_twice(adding, book, how):
    cancel = Cancel()
    running = events(adding, book, cancel)
    assert sum(isinstance(next(running), PagesRead) for _ in range(10)) > 5
    if how == "closed":
        running.close()
    else:
        cancel.set()
        with pytest.raises(Cancelled):
            list(running)
    before = found(adding, "zq0x")
    assert adding.stored(book).status is FileStatus.WAITING
    assert adding(book)[str(book)].status is FileStatus.INDEXED
    assert found(adding, "zq0x") == before
    assert adding.stored(book).chunks == PAGES
    store = adding.program.store.library
    document = store.document(adding.stored(book).document_id)
    assert [number for number, _, _ in store.pages(document.id)] == list(range(1, PAGES + 1))
    assert store.page_text(document.id, PAGES).strip().endswith(f"zq{PAGES - 1}x.")
    assert adding(book)[str(book)].status is FileStatus.UNCHANGED


def test_file_that_changes_while_it_is_read_leaves_nothing_behind(adding, book):
    for event in events(adding, book):
        if isinstance(event, PagesRead) and event.page == 1:
            os.utime(book, ns=(1, 1))
    entry = adding.stored(book)
    assert (entry.status, entry.reason.kind, entry.document_id) == (FileStatus.FAILED, "FileChanged", None)
    assert not found(adding, "zq0x")
    assert adding(book)[str(book)].status is FileStatus.INDEXED
