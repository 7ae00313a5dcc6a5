"""Documents that grow: pages that come later, scans that are read anew."""

import struct
from dataclasses import replace

import pytest

from assistant.errors import DocumentDamaged, DocumentUnknown
from assistant.records import SCAN_WORD, ReadingDone, Reason, Scan, Scope
from tests.store.samples import add_vectors, entry, found_paths, page, require_sound

SCAN = Scan("eng", 91.5, 90, 595.0, 842.0, struct.pack(SCAN_WORD, 0, 5, 10, 20, 30, 40))


def done(pages, kind=None):
    return ReadingDone("pdf", "", pages, Reason(kind) if kind else None)


@pytest.fixture
def book(store, library):
    """A document of three pages of which the first is stored."""
    part = [page("The otter swims. ", "The badger digs. ")]
    return store.library.add_with_file(entry(library.id, b"/book"), b"book", done(3, "StillBeingRead"), part)


def test_pages_that_come_later_are_found_and_what_was_there_is_not_stored_twice(store, book):
    again = page("The otter swims. ", "The badger digs. ", "The heron waits.")
    grown = store.library.add_pages(book.id, done(3), [again, page("The walrus sleeps.", number=3)])
    assert (grown.chunks, grown.pages, grown.reason) == (4, 3, None)
    assert store.library.page_text(book.id, 1) == "The otter swims. The badger digs. The heron waits."
    assert [(number, length) for number, _, length in store.library.pages(book.id)] == [(1, 50), (3, 18)]
    assert found_paths(store, "heron walrus", Scope()) == [b"/book", b"/book"]
    require_sound(store)


def test_parts_that_do_not_continue_what_is_stored_are_refused(store, book):
    before = store.library.document(book.id)
    with pytest.raises(DocumentDamaged):
        store.library.add_pages(book.id, done(3), [page("The otter swims. The badger digs. The heron waits.")])
    assert store.library.document(book.id) == before
    with pytest.raises(DocumentUnknown):
        store.library.add_pages(book.id + 1, done(3), [page("The heron waits.")])


def test_scans_are_forgotten_with_their_words_and_vectors_and_the_rest_stays(store, book):
    store.library.add_pages(book.id, done(3), [replace(page("The walrus sleeps.", number=2), scan=SCAN)])
    add_vectors(store)
    assert store.library.scan(book.id, 2) == SCAN
    assert store.library.scan(book.id, 1) is None
    assert store.library.scan_languages(book.id) == {"eng"}
    (hit,) = store.library.match_words(["walrus"], Scope(), 5)
    (found,) = store.library.stored_chunks([hit.chunk_id], Scope(), "m")
    assert found.scan_confidence == SCAN.confidence
    assert store.library.forget_scans(book.id) == 1
    assert store.library.scan_pages(book.id) == []
    assert found_paths(store, "walrus", Scope()) == []
    assert found_paths(store, "otter", Scope()) == [b"/book"]
    require_sound(store)
    store.library.add_pages(book.id, done(3), [replace(page("Das Walross.", number=2), scan=SCAN)])
    assert store.library.page_text(book.id, 2) == "Das Walross."
    require_sound(store)


def test_removed_document_takes_its_scans_along(store, library, book):
    store.library.add_pages(book.id, done(3), [replace(page("The walrus sleeps.", number=2), scan=SCAN)])
    store.library.remove_files(library.id, [b"/book"])
    assert store.library.scan(book.id, 2) is None
    require_sound(store)
