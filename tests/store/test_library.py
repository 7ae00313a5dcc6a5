"""Libraries, files and documents: what goes in comes out, once, under every path that holds it."""

import os
import threading

import pytest

from assistant.errors import DocumentDamaged, DocumentUnknown, LibraryUnknown, PageUnknown
from assistant.records import Coverage, FileStatus, Label, PageChunks, ReadingDone, Reason, Scope
from assistant.store import Store
from tests.store.samples import DONE, add, add_vectors, entry, found_paths, page, require_sound


def test_library_is_made_once_and_keeps_its_roots_in_order(store):
    first = store.library.ensure_library("Documents")
    assert store.library.ensure_library("Documents").id == first.id
    for root in (b"/b", b"/a", b"/b"):
        store.library.add_roots(first.id, [root])
    assert store.library.library("Documents").roots == (b"/b", b"/a")
    assert [one.name for one in store.library.libraries()] == ["Documents"]


def test_unknown_library_is_an_error_with_its_name(store):
    with pytest.raises(LibraryUnknown, match="Nowhere"):
        store.library.library("Nowhere")


def test_page_text_is_what_the_reader_gave_to_the_character(store, library):
    texts = ("A first part.\r\n\x00\ufffe ", "\U0001f600 second\u2028part", "третья часть")
    parts = [page(*texts[:2]), PageChunks(1, Label("page", 1), ()), page("Two.", number=2)]
    last = page(texts[2]).chunks[0]
    start = len(texts[0] + texts[1])
    moved = type(last)(1, start, start + len(texts[2]), texts[2], "", "ru", last.rule)
    parts.insert(2, PageChunks(1, Label("page", 1), (moved,)))
    document = store.library.add_with_file(entry(library.id, b"/a"), b"hash", ReadingDone("pdf", "T", 3, None), parts)
    assert store.library.page_text(document.id, 1) == "".join(texts)
    assert store.library.page_text(document.id, 2) == "Two."
    assert store.library.page_text(document.id, 3) == ""
    with pytest.raises(PageUnknown, match="has no page 4; it has 3"):
        store.library.page_text(document.id, 4)
    assert store.library.pages(document.id) == [(1, Label("page", 1), len("".join(texts))), (2, Label("page", 2), 4)]
    assert store.library.document(document.id) == document
    assert (document.format, document.title, document.pages, document.chunks) == ("pdf", "T", 3, 4)


@pytest.mark.parametrize(
    "pages",
    [
        [page("one"), page("two")],
        [PageChunks(2, Label("page", 2), page("one").chunks)],
        [page("lone surrogate \ud800")],
        [page("", "")],
    ],
)
def test_parts_that_do_not_fit_together_are_refused_whole(store, library, pages):
    with pytest.raises(DocumentDamaged):
        store.library.add_with_file(entry(library.id, b"/a"), b"hash", DONE, pages)
    assert store.library.files(library.id) == []
    require_sound(store)


def test_title_made_of_a_name_that_is_not_utf8_is_stored_readably(store, library):
    name = os.fsdecode(b"caf\xe9")
    document = store.library.add_with_file(
        entry(library.id, b"/caf\xe9"), b"hash", ReadingDone("txt", name, 1, None), [page("Some text.", heading=name)]
    )
    assert document.title == "caf?"
    (stored,) = store.library.stored_chunks([1], Scope(), "m")
    assert stored.chunk.heading == "caf?"
    assert stored.path == b"/caf\xe9"


def test_same_text_in_two_files_is_stored_once_and_both_paths_are_told(store, library):
    other = store.library.ensure_library("Other")
    first = add(store, library.id, b"/a", "The lighthouse keeper.")
    assert add(store, library.id, b"/b", "The lighthouse keeper.") == first
    assert add(store, other.id, b"/b", "The lighthouse keeper.") == first
    (stored,) = store.library.stored_chunks([1], Scope(), "m")
    assert (stored.path, stored.copies) == (b"/a", (b"/b",))
    (stored,) = store.library.stored_chunks([1], Scope(libraries=(other.id,)), "m")
    assert (stored.path, stored.copies) == (b"/b", ())
    assert store.library.coverage(Scope(), "m") == Coverage(files=2, unread=0, failed=0, without_vectors=1)
    require_sound(store)


def test_moved_file_keeps_its_document_and_its_vectors(store, library):
    before = add(store, library.id, b"/old", "The lighthouse keeper.")
    add_vectors(store)
    known = store.library.document_by_hash(before.content_hash)
    store.library.set_file(entry(library.id, b"/new", document_id=known.id))
    store.library.remove_files(library.id, [b"/old"])
    assert store.library.document_by_hash(before.content_hash) == before
    assert store.library.count_without_vectors("m") == 0
    assert [one.path for one in store.library.files(library.id)] == [b"/new"]
    require_sound(store)


def test_changed_file_takes_its_old_text_with_it(store, library):
    old = add(store, library.id, b"/a", "The lighthouse keeper.")
    add(store, library.id, b"/a", "A cook on a ship.")
    assert found_paths(store, "lighthouse", Scope()) == []
    assert found_paths(store, "cook", Scope()) == [b"/a"]
    with pytest.raises(DocumentUnknown):
        store.library.document(old.id)
    require_sound(store)


def test_file_that_cannot_be_read_any_more_loses_its_text_and_says_why(store, library):
    add(store, library.id, b"/a", "The lighthouse keeper.")
    reason = Reason("TookTooLong", {"seconds": 60})
    store.library.set_file(entry(library.id, b"/a", status=FileStatus.FAILED, reason=reason))
    (failed,) = store.library.failed_files(Scope())
    assert (failed.status, failed.reason, failed.document_id, failed.chunks) == (FileStatus.FAILED, reason, None, 0)
    assert found_paths(store, "lighthouse", Scope()) == []
    require_sound(store)


def test_reason_of_a_partly_read_document_comes_back(store, library):
    reason = Reason("DocumentIncomplete", {"failed": 2, "pages": 5})
    done = ReadingDone("pdf", "", 5, reason)
    document = store.library.add_with_file(entry(library.id, b"/a"), b"hash", done, [page("Some.")])
    assert store.library.document(document.id).reason == reason


def test_files_under_a_folder_are_known_by_whole_names(store, library):
    paths = [
        b"/data/a.txt",
        b"/data/sub/b.txt",
        b"/data.txt",
        b"/database/c",
        b"/data/\xff\xfe.txt",
        b"/data\xff",
    ]
    for number, path in enumerate(paths):
        add(store, library.id, path, f"Text {number}.")
    assert [one.path for one in store.library.files(library.id)] == paths
    inside = [b"/data/a.txt", b"/data/sub/b.txt", b"/data/\xff\xfe.txt"]
    assert [one.path for one in store.library.files(library.id, under=b"/data")] == inside
    assert [one.path for one in store.library.files(library.id, under=b"/data/")] == inside
    assert [one.path for one in store.library.files(library.id, under=b"/")] == paths
    assert [one.path for one in store.library.files(library.id, under=b"/data.txt")] == [b"/data.txt"]
    for under, files in (((b"/data/sub", b"/data.txt"), 2), ((b"/data",), 3), ((b"/elsewhere",), 0), ((), 0)):
        assert store.library.coverage(Scope(paths=under), "m").files == files
        assert len(store.library.match_words(["text"], Scope(paths=under), 9)) == files


def test_file_is_found_by_its_path_in_any_library(store, library):
    other = store.library.ensure_library("Other")
    store.library.add_waiting(library.id, [b"/\xff", b"/waits"])
    add(store, other.id, b"/\xff", "Read here.")
    assert store.library.file_of_path(b"/\xff").library_id == other.id
    assert store.library.file(library.id, b"/\xff").status is FileStatus.WAITING
    assert store.library.file(library.id, b"/gone") is None
    assert store.library.file_of_path(b"/gone") is None


def test_waiting_files_count_as_unread_until_they_are_read(store, library):
    add(store, library.id, b"/a", "Read already.")
    store.library.add_waiting(library.id, [b"/a", b"/b", b"/c"])
    store.library.set_file(entry(library.id, b"/d", status=FileStatus.SKIPPED, reason=Reason("FileHidden")))
    store.library.set_file(entry(library.id, b"/e", status=FileStatus.FAILED, reason=Reason("NoTextFound")))
    scope = Scope(libraries=(library.id,))
    assert store.library.coverage(scope, "m") == Coverage(files=1, unread=2, failed=1, without_vectors=1)
    add(store, library.id, b"/b", "Read now.")
    assert store.library.coverage(scope, "m") == Coverage(files=2, unread=1, failed=1, without_vectors=2)


def test_languages_come_most_frequent_first_and_follow_the_scope(store, library):
    other = store.library.ensure_library("Other")
    add(store, library.id, b"/a", "Ein Haus. ", "Ein Baum.", language="de")
    add(store, library.id, b"/b", "A house.", language="en")
    add(store, other.id, b"/c", "Une maison.", language="fr")
    assert store.library.languages(Scope()) == ("de", "en", "fr")
    assert store.library.languages(Scope(libraries=(other.id,))) == ("fr",)
    assert store.library.languages(Scope(libraries=(other.id,), documents=(1,))) == ()


def test_document_without_a_file_is_found_by_nobody_and_gone_after_the_next_start(tmp_path):
    with Store.open(tmp_path) as store:
        library = store.library.ensure_library("Documents")
        add(store, library.id, b"/a", "The lighthouse keeper.")
        left = store.library.add(b"hash", DONE, [page("A lighthouse alone.")])
        assert store.library.add(b"hash", DONE, [page("Not looked at.")]) == left
        assert found_paths(store, "lighthouse", Scope()) == [b"/a"]
    with Store.open(tmp_path) as store:
        assert store.library.document_by_hash(b"hash") is None
        require_sound(store)


def test_threads_share_a_store_and_what_one_wrote_the_other_finds(store, library):
    seen = []

    def add_and_find(number):
        add(store, library.id, b"/%d" % number, f"Lighthouse number {number}.")
        seen.append(len(found_paths(store, "lighthouse", Scope())))

    for number in range(5):
        thread = threading.Thread(target=add_and_find, args=(number,))
        thread.start()
        thread.join()
    assert seen == [1, 2, 3, 4, 5]
    assert len(store._index._every) <= 2, "connections of threads that ended are closed"
