"""Removing: nothing is left over in the tables, and after a deletion the user asked for nothing in any file."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import DataFolderUnusable, LibraryUnknown
from assistant.pipeline import words
from assistant.records import FileStatus, PassageVectors, Scope
from assistant.store import Store, sign_bits
from tests.store.samples import DONE, add, add_vectors, entry, found_paths, page, require_sound, unit_vectors

MARKER = "QWERTZIFICATIONS"
STEM = words.words(MARKER, "en")[0]
TRACES = [MARKER.encode(), STEM.encode(), b"/home/secret-folder"]


def files_with(folder, trace):
    return sorted(path.name for path in Path(folder).iterdir() if trace in path.read_bytes())


def fill(store):
    """Two libraries with a text of their own and one in common; only the first holds the marker."""
    first, second = (store.library.ensure_library(name) for name in ("First", "Second"))
    store.library.add_roots(first.id, [b"/home/secret-folder"])
    for number in range(30):
        add(store, first.id, b"/home/secret-folder/%d" % number, f"The {MARKER} of {number}. ", heading=MARKER)
        add(store, second.id, b"/other/%d" % number, f"A lighthouse of {number}.")
    add(store, first.id, b"/home/secret-folder/same", "A lighthouse of 3.")
    add_vectors(store)
    return first, second


def test_stem_of_the_marker_is_not_part_of_the_text_itself():
    assert STEM not in MARKER
    assert len(STEM) > 5


def test_removed_library_leaves_no_trace_in_any_file(tmp_path):
    with Store.open(tmp_path) as store:
        fill(store)
    with Store.open(tmp_path) as store:  # makes a copy of app.db with the roots in it
        store.conversations.start("A change, so that there is a second copy")
    with Store.open(tmp_path) as store:
        assert len(files_with(tmp_path, b"/home/secret-folder")) >= 3
        first = store.library.library("First")
        for trace in TRACES:
            assert files_with(tmp_path, trace), f"{trace} is looked for in the right way"
        (tmp_path / "index.db.damaged-1").write_bytes(MARKER.encode())
        (tmp_path / "index.db.before-1").write_bytes(MARKER.encode())
        store.library.remove_library(first.id)
        for trace in TRACES:
            assert files_with(tmp_path, trace) == [], "also while the program still runs"
        assert len(found_paths(store, "lighthouse", Scope())) == 30
        with pytest.raises(LibraryUnknown):
            store.library.library("First")
        require_sound(store)
    for trace in TRACES:
        assert files_with(tmp_path, trace) == []
    with Store.open(tmp_path) as store:
        assert [one.name for one in store.library.libraries()] == ["Second"]


def test_removed_file_leaves_no_trace_once_traces_are_erased(tmp_path):
    with Store.open(tmp_path) as store:
        first, _second = fill(store)
        paths = [one.path for one in store.library.files(first.id, under=b"/home/secret-folder")]
        store.library.remove_files(first.id, paths)
        assert files_with(tmp_path, STEM.encode()), "plain removal leaves it in the log"
        store.library.erase_traces()
        for trace in (MARKER.encode(), STEM.encode()):
            assert files_with(tmp_path, trace) == []
        require_sound(store)


def test_answer_from_a_file_that_was_deleted_since_goes_with_the_library(store):
    first, _second = fill(store)
    conversation = store.conversations.start("Who?")
    for path in (b"/home/secret-folder/0", b"/home/secret-folder-of-others/0"):
        extra = {"sources": [path.hex()]}
        store.conversations.add_message(conversation, "assistant", f"The {MARKER}.", extra=extra)
    store.library.remove_files(first.id, [b"/home/secret-folder/0"])
    store.library.remove_library(first.id)
    assert [one.text for one in store.conversations.messages(conversation)] == ["", f"The {MARKER}."]


def test_text_that_another_library_holds_stays(store):
    _first, second = fill(store)
    store.library.remove_library(second.id)
    assert found_paths(store, "lighthouse", Scope()) == [b"/home/secret-folder/same"]
    require_sound(store)


def test_removing_everything_leaves_an_empty_index(store):
    first, second = fill(store)
    for library in (first, second):
        store.library.remove_files(library.id, [one.path for one in store.library.files(library.id)])
    with store._index.reading() as connection:
        for table in ("documents", "files", "pages", "chunks", "texts", "vectors", "token_codes", "languages"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    require_sound(store)
    add(store, first.id, b"/new", "A lighthouse again.")
    assert found_paths(store, "lighthouse", Scope()) == [b"/new"]


def test_ids_are_never_given_out_twice(store, library):
    document = add(store, library.id, b"/1", "One. ", "Two.")
    store.library.remove_files(library.id, [b"/1"])
    again = add(store, library.id, b"/1", "One. ", "Two.")
    assert again.id > document.id
    assert {one for one, _chunk in store.library.chunks_without_vectors("m", 9)} == {3, 4}


def test_removing_what_is_not_there_changes_nothing(store, library):
    add(store, library.id, b"/1", "One.")
    store.library.remove_files(library.id, [b"/2", b"/1/below"])
    store.library.remove_library(12345)
    assert [one.path for one in store.library.files(library.id)] == [b"/1"]


def test_signs_of_removed_chunks_go_with_them(store, library):
    for part in range(3):
        texts = [f"n{part}x{number} " for number in range(sign_bits.FIRST_MEAN_ROWS // 2)]
        store.library.add_with_file(entry(library.id, b"/%d" % part), b"%d" % part, DONE, [page(*texts)])
        add_vectors(store)
    store.library.remove_files(library.id, [b"/1"])
    with store._index.reading() as connection:
        held = store.library._signs.current(connection, 1)
        ids = {one for (one,) in connection.execute("SELECT chunk_id FROM vectors").fetchall()}
    assert sorted(held.chunk_ids.tolist()) == sorted(ids)
    assert len(held.chunk_ids) == sign_bits.FIRST_MEAN_ROWS
    require_sound(store)


VOCABULARY = ["harbour", "Häuser", "the", "A380", "灯台守", "running", "runs", "x" * 70]
TEXTS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "fail", "wait", "remove", "vectors", "forget library", "restart"]),
        st.integers(0, 1),  # library
        st.integers(0, 3),  # path
        st.lists(TEXTS, max_size=3),
        st.sampled_from(["en", "de", "zh", "und"]),
    ),
    min_size=5,
    max_size=25,
)


@given(steps=STEPS)
@settings(max_examples=20, deadline=None)
def test_whatever_is_added_and_removed_the_index_stays_sound(steps):
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        try:
            for step, library, path, texts, language in steps:
                if step == "restart":
                    store.close()
                    store = Store.open(Path(folder))
                else:
                    apply(store, step, f"L{library}", b"/%d" % path, texts, language)
            require_sound(store)
            expected_files(store)
        finally:
            store.close()


def apply(store, step, name, path, texts, language):
    library = store.library.ensure_library(name)
    if step == "add":
        content = repr((texts, language)).encode()
        add(store, library.id, path, *texts, content_hash=content, language=language, heading="Heading harbour")
    elif step == "fail":
        store.library.set_file(entry(library.id, path, status=FileStatus.FAILED))
    elif step == "wait":
        store.library.add_waiting(library.id, [path])
    elif step == "remove":
        store.library.remove_files(library.id, [path])
    elif step == "vectors":
        batch = [chunk_id for chunk_id, _chunk in store.library.chunks_without_vectors("m", 2)]
        store.library.add_vectors("m", batch, PassageVectors(unit_vectors(len(batch)), (b"",) * len(batch)))
    else:
        store.library.remove_library(library.id)


def expected_files(store):
    known = {library.id for library in store.library.libraries()}
    for library in store.library.libraries():
        for file in store.library.files(library.id):
            assert file.library_id in known
            if file.document_id is not None:
                assert store.library.document(file.document_id).chunks == file.chunks


def test_erasing_that_was_interrupted_is_done_at_the_next_start(tmp_path):
    with Store.open(tmp_path) as store:
        first, _second = fill(store)
        copy_in_the_way = tmp_path / "index.db.damaged-1"
        copy_in_the_way.mkdir()  # cannot be unlinked: the erasing fails near its end
        with pytest.raises(DataFolderUnusable):
            store.library.remove_library(first.id)
        copy_in_the_way.rmdir()
        copy_in_the_way.write_bytes(MARKER.encode())
    with Store.open(tmp_path) as store:
        assert store.notices == ()
        for trace in TRACES:
            assert files_with(tmp_path, trace) == []
        require_sound(store)
