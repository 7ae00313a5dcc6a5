"""The store and a hard life: kills, a full disk, two programs at once."""

import errno
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistant.errors import DatabaseBusy, DataFolderUnusable, DiskFull, IndexingElsewhere
from assistant.records import Scope
from assistant.store import IndexLock, Store, database, lock
from tests.store.samples import DONE, add, entry, found_paths, page, require_sound

ROOT = Path(__file__).parents[2]


def start(what, data_dir, *more):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.worker", what, str(data_dir), *more],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process):
    process.kill()
    process.communicate()


# Where in its work the program is killed: the words of a statement, and which one of that kind.
MOMENTS = [
    ("INSERT INTO documents", 3),
    ("INSERT INTO words (rowid", 90),
    ("INSERT INTO texts", 150),
    ("INSERT OR REPLACE INTO vectors", 100),
    ("VALUES ('delete'", 50),
    ("DELETE FROM texts", 20),
    ("COMMIT", 25),
]


@pytest.mark.parametrize(("statement", "count"), MOMENTS)
def test_kill_in_the_middle_loses_nothing_that_was_said_to_be_there(tmp_path, statement, count):
    process = start("add_until_killed", tmp_path, statement, str(count))
    said = [line.split() for line in process.communicate(timeout=60)[0].splitlines()]
    assert process.returncode not in (0, 1), "it was killed and did not end by itself"
    there = {int(number) for what, number in said if what == "added"}
    there -= {int(number) for what, number in said if what == "removed"}
    assert there
    with Store.open(tmp_path) as store:
        assert store.notices == ()
        require_sound(store)
        files = store.library.files(store.library.library("Documents").id)
        assert {int(one.path[1:]) for one in files} == there, "killed before its end, a transaction did nothing"
        for file in files:
            assert file.chunks == 40
            assert f"document{int(file.path[1:])}." in store.library.page_text(file.document_id, 1)


def test_full_disk_is_a_sentence_and_loses_nothing(tmp_path):
    with Store.open(tmp_path) as store:
        library = store.library.ensure_library("Documents")
        add(store, library.id, b"/1", "The lighthouse keeper.")
        with store._index.plain() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(DiskFull, match="The disk is full"):
            store.library.add_with_file(
                entry(library.id, b"/2"), b"2", DONE, [page(*[f"lighthouse {number} " for number in range(2000)])]
            )
        assert found_paths(store, "lighthouse", Scope()) == [b"/1"]
        require_sound(store)
        with store._index.plain() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")
        add(store, library.id, b"/2", "Another lighthouse.")
        assert set(found_paths(store, "lighthouse", Scope())) == {b"/1", b"/2"}


@pytest.mark.skipif(sys.platform == "win32", reason="no limit for the size of a file there")
def test_write_that_the_system_refuses_for_want_of_space_is_a_full_disk(tmp_path):
    process = start("fill_up", tmp_path)
    said = process.communicate()[0].splitlines()
    assert process.returncode == 0
    number = int(said[-2].removeprefix("full "))
    assert number > 3
    assert said[-1] == f"found {number}", "what was stored before can be read while the disk is full"
    with Store.open(tmp_path) as store:
        assert len(store.library.files(store.library.library("Documents").id)) == number
        require_sound(store)


def test_full_disk_while_the_copy_is_made_does_not_keep_the_program_from_starting(tmp_path, monkeypatch):
    with Store.open(tmp_path) as store:
        store.conversations.start("Leave")

    def refuse(*_paths):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with Store.open(tmp_path) as store:
        assert [type(notice) for notice in store.notices] == [DiskFull]
        assert [one.title for one in store.conversations.list()] == ["Leave"]
    assert [path.name for path in tmp_path.iterdir() if "copying" in path.name] == []


def test_database_can_be_read_on_a_disk_without_room_for_its_log(tmp_path, monkeypatch):
    with Store.open(tmp_path) as store:
        library = store.library.ensure_library("Documents")
        add(store, library.id, b"/1", "The lighthouse keeper.")

    def no_room(path, kind):
        raise database.sqlite3.OperationalError("disk I/O error")  # what SQLite says without room for the log

    monkeypatch.setattr(database, "_connected", no_room)
    monkeypatch.setattr(database, "_no_space", lambda folder: True)
    with Store.open(tmp_path) as store:
        assert found_paths(store, "lighthouse", Scope()) == [b"/1"]
        with pytest.raises(DiskFull):
            store.conversations.start("Not kept")
        with pytest.raises(DiskFull):
            add(store, library.id, b"/2", "Another lighthouse.")


def test_folder_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch):
    with Store.open(tmp_path) as store:
        with store._app.plain() as connection:
            connection.execute("PRAGMA query_only = ON")
        with pytest.raises(DataFolderUnusable):
            store.conversations.start("Leave")


def test_mistake_of_ours_is_not_dressed_up_as_the_worlds(store):
    with pytest.raises(database.sqlite3.OperationalError, match="syntax error"), store._index.reading() as connection:
        connection.execute("SELEC")
    assert store.library.libraries() == []


def test_exception_inside_a_transaction_undoes_all_of_it(store, library):
    def delete_and_stop():
        with store._app.writing() as connection:
            connection.execute("DELETE FROM libraries")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        delete_and_stop()
    assert store.library.libraries() == [library]


def test_writer_that_waits_in_vain_says_so(store, library):
    held, done = threading.Event(), threading.Event()

    def hold():
        with store._index.writing():
            held.set()
            done.wait(60)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert held.wait(60)
        with store._index.plain() as connection:
            connection.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(DatabaseBusy, match="Another program is writing"):
            add(store, library.id, b"/1", "The lighthouse keeper.")
        assert store.library.files(library.id) == [], "reading goes on beside it"
    finally:
        done.set()
        thread.join()
    add(store, library.id, b"/1", "The lighthouse keeper.")


def test_question_sees_whole_documents_while_another_program_adds(tmp_path):
    with Store.open(tmp_path) as store:
        library = store.library.ensure_library("Documents")
        process = start("add_until_killed", tmp_path, "INSERT INTO documents", "30")
        try:
            seen = 0
            while process.poll() is None:
                hits = store.library.match_words(["lighthous"], Scope(), 999)
                assert len(hits) in (0, 40, 80)
                seen += bool(hits)
                assert all(file.chunks == 40 for file in store.library.files(library.id))
        finally:
            finish(process)
        assert seen
        require_sound(store)


def test_programs_that_start_together_in_a_new_folder_all_find_their_place(tmp_path):
    programs = [start("add_some", tmp_path / "data", f"program{number}") for number in range(3)]
    for program in programs:
        program.communicate(timeout=120)
    assert [program.returncode for program in programs] == [0, 0, 0]
    with Store.open(tmp_path / "data") as store:
        assert len(store.library.files(store.library.library("Documents").id)) == 60
        require_sound(store)


def test_second_program_that_indexes_is_refused_until_the_first_one_is_gone(tmp_path):
    process = start("hold_lock", tmp_path)
    try:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(IndexingElsewhere, match="Another Footnote is adding files"):
            IndexLock(tmp_path).take()
        with Store.open(tmp_path) as store:
            assert store.notices == (), "asking and searching work beside it"
    finally:
        finish(process)
    with IndexLock(tmp_path), pytest.raises(IndexingElsewhere), IndexLock(tmp_path):
        pass
    with IndexLock(tmp_path):
        pass


def test_lock_that_is_held_is_not_taken_twice_by_mistake(tmp_path):
    held = IndexLock(tmp_path)
    held.take()
    with pytest.raises(RuntimeError):
        held.take()
    held.let_go()
    held.let_go()
    held.take()
    held.let_go()


def test_opening_that_waits_in_vain_says_so(tmp_path):
    with (
        lock.alone(tmp_path / "app.db.opening", timeout_s=1),
        pytest.raises(DatabaseBusy),
        lock.alone(tmp_path / "app.db.opening", timeout_s=0.05),
    ):
        pass


def test_lock_file_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFolderUnusable):
        IndexLock(tmp_path / "file").take()


def test_closing_breaks_off_what_another_thread_is_at(tmp_path):
    store, began, told = Store.open(tmp_path), threading.Event(), []

    def count_for_ever():
        try:
            with store._app.reading() as connection:
                connection.create_function("began", 0, began.set)
                connection.execute(
                    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n)"
                    " SELECT count(*) FROM n WHERE i <> 0 OR began() IS NULL"
                )
        except sqlite3.OperationalError as error:
            told.append(str(error))

    thread = threading.Thread(target=count_for_ever)
    thread.start()
    assert began.wait(20)
    store.close()
    thread.join(20)
    assert told == ["interrupted"]
    with Store.open(tmp_path) as again:
        require_sound(again)
