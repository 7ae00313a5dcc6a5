"""Opening a data folder: new, older, newer, damaged, not ours."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from assistant import identity, paths
from assistant.errors import (
    DatabaseDamaged,
    DatabaseRestored,
    DatabaseTooNew,
    DatabaseUnreadable,
    DataFolderUnusable,
)
from assistant.pipeline import words
from assistant.records import Scope
from assistant.store import Store, copies, database, migrations
from assistant.store.database import Kind
from assistant.store.opening import opened
from tests.store.samples import add, add_vectors, found_paths, require_sound

SCHEMA_1 = Path(__file__).parent / "data" / "schema-1"


def sql(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return [connection.execute(statement).fetchall() for statement in statements][-1]


def fill(data_dir):
    with Store.open(data_dir) as store:
        library = store.library.ensure_library("Documents")
        store.library.add_roots(library.id, [b"/docs"])
        for number in range(50):
            add(store, library.id, b"/docs/%d" % number, f"The lighthouse keeper number {number}. " * 20)
        store.conversations.add_message(store.conversations.start("Leave"), "user", "How do I apply?")


def zero_pages(path, first=2):
    """What a failing disk leaves: pages of nothing, from the given one on."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek((first - 1) * 4096)
        file.write(bytes(size - (first - 1) * 4096))


def test_new_folder_is_made_for_its_owner_alone_with_both_databases(tmp_path):
    data_dir = tmp_path / "deep" / "data"
    with Store.open(data_dir) as store:
        assert store.notices == ()
        for opened_one, synchronous, steps in ((store._app, 2, migrations.APP), (store._index, 1, migrations.INDEX)):
            with opened_one.plain() as connection:
                for name, value in {
                    "journal_mode": "wal",
                    "synchronous": synchronous,
                    "foreign_keys": 1,
                    "trusted_schema": 0,
                    "cell_size_check": 1,
                    "secure_delete": 1,
                    "application_id": identity.DATABASE_ID,
                    "user_version": len(steps),
                }.items():
                    assert connection.execute(f"PRAGMA {name}").fetchone() == (value,), name
    if sys.platform != "win32":
        assert data_dir.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are Unicode")
def test_data_folder_whose_name_is_not_utf8_works(tmp_path):
    data_dir = tmp_path / os.fsdecode(b"caf\xe9 ? #")
    fill(data_dir)
    with Store.open(data_dir) as store:
        assert len(found_paths(store, "lighthouse", Scope())) == 50


def test_opening_again_changes_nothing_and_says_nothing(tmp_path):
    fill(tmp_path)
    Store.open(tmp_path).close()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with Store.open(tmp_path) as store:
        assert store.notices == ()
        require_sound(store)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_stored_database_of_schema_1_opens_with_all_that_is_in_it(tmp_path):
    data_dir = shutil.copytree(SCHEMA_1, tmp_path / "data")
    with Store.open(data_dir) as store:
        assert store.notices == ()
        (library,) = store.library.libraries()
        assert (library.name, library.roots) == ("Documents", (b"/docs", b"/caf\xe9"))
        assert not library.is_paused
        assert not library.is_leaving
        assert [one.path for one in store.library.files(library.id)] == [b"/docs/leave.txt", b"/caf\xe9/haus.txt"]
        assert found_paths(store, "apply for leave", Scope()) == [b"/docs/leave.txt"] * 2
        assert found_paths(store, "Häuser", Scope(), "de") == [b"/caf\xe9/haus.txt"]
        (stored,) = store.library.stored_chunks([1], Scope(), "model")
        assert stored.chunk.heading == "Handbook > Leave"
        assert (stored.chunk.line, stored.token_codes) == (7, b"codes1")
        assert store.library.page_text(1, 1) == "Leave is applied for in writing. The office answers within a week."
        (conversation,) = store.conversations.list()
        assert [(one.role, one.text, one.intact) for one in store.conversations.messages(conversation.id)] == [
            ("user", "How do I apply for leave?", True),
            ("assistant", "In writing.", True),
        ]
        require_sound(store)


@pytest.mark.parametrize("name", ["app.db", "index.db"])
def test_newer_database_is_refused_and_untouched(tmp_path, name):
    fill(tmp_path)
    sql(tmp_path / name, "PRAGMA user_version = 999")
    before = (tmp_path / name).read_bytes()
    with pytest.raises(DatabaseTooNew, match=r"format 999, this one knows \d") as caught:
        Store.open(tmp_path)
    assert name in str(caught.value)
    assert (tmp_path / name).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(f"{name}-")) == []


@pytest.mark.parametrize(
    "statements", [["PRAGMA application_id = 7", "PRAGMA user_version = 3"], ["PRAGMA user_version = 1"], []]
)
def test_database_of_another_program_is_refused(tmp_path, statements):
    sql(tmp_path / "app.db", "CREATE TABLE theirs (a)", *statements)
    with pytest.raises(DataFolderUnusable, match="belongs to another program"):
        Store.open(tmp_path)
    assert sql(tmp_path / "app.db", "SELECT name FROM sqlite_schema") == [("theirs",)]


def test_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DataFolderUnusable, match="cannot be used"):
        Store.open(tmp_path / "file" / "data")
    (tmp_path / "data" / "app.db").mkdir(parents=True)
    with pytest.raises(DataFolderUnusable):
        Store.open(tmp_path / "data")


@pytest.mark.parametrize("damage", ["rubbish", "zeroed pages", "cut off"])
def test_damaged_index_is_kept_and_begun_anew(tmp_path, damage):
    fill(tmp_path)
    index = tmp_path / "index.db"
    if damage == "rubbish":
        index.write_bytes(b"this is no database at all" * 400)
    elif damage == "zeroed pages":
        zero_pages(index)
    else:
        os.truncate(index, index.stat().st_size // 2)
    before = index.read_bytes()
    with Store.open(tmp_path) as store:
        (notice,) = store.notices
        assert isinstance(notice, DatabaseDamaged)
        assert Path(notice.fields["kept"]).read_bytes() == before
        (library,) = store.library.libraries()
        assert library.roots == (b"/docs",)
        assert store.library.files(library.id) == []
        add(store, library.id, b"/docs/1", "The lighthouse keeper.")
        require_sound(store)
    with Store.open(tmp_path) as store:
        assert store.notices == ()
        assert len(found_paths(store, "lighthouse", Scope())) == 1


def test_damage_met_in_use_is_a_sentence_and_the_next_start_puts_it_right(tmp_path, monkeypatch):
    fill(tmp_path)
    monkeypatch.setattr("assistant.store.opening._CHECKED_BYTES", 0)  # as if the index were large
    index = tmp_path / "index.db"
    content = bytearray(index.read_bytes())
    page = content.index(b"keeper number 25") // 4096 * 4096
    content[page : page + 4096] = bytes(4096)
    index.write_bytes(content)
    with Store.open(tmp_path) as store:
        with pytest.raises(DatabaseUnreadable, match="Start Footnote again"):
            [store.library.page_text(number, 1) for number in range(1, 51)]
        assert store.conversations.list()
    with Store.open(tmp_path) as store:
        assert [type(notice) for notice in store.notices] == [DatabaseDamaged]
        require_sound(store)
    with Store.open(tmp_path) as store:
        assert store.notices == ()


def test_damaged_index_that_is_too_large_to_be_checked_is_put_aside_all_the_same(tmp_path, monkeypatch):
    fill(tmp_path)
    monkeypatch.setattr("assistant.store.opening._CHECKED_BYTES", 0)
    zero_pages(tmp_path / "index.db", first=20)
    with Store.open(tmp_path) as store:
        assert [type(notice) for notice in store.notices] == [DatabaseDamaged]
        require_sound(store)


@pytest.mark.parametrize("damage", ["rubbish", "zeroed pages"])
def test_damaged_conversations_come_back_from_the_newest_good_copy(tmp_path, damage):
    fill(tmp_path)
    with Store.open(tmp_path) as store:  # keeps a copy with one message
        (conversation,) = store.conversations.list()
        store.conversations.add_message(conversation.id, "assistant", "In writing.")
    with Store.open(tmp_path) as store:  # and one with two
        store.conversations.add_message(conversation.id, "user", "After the copy.")
    app = tmp_path / "app.db"
    if damage == "rubbish":
        app.write_bytes(b"this is no database at all" * 400)
    else:
        zero_pages(app)
    before = app.read_bytes()
    with Store.open(tmp_path) as store:
        (notice,) = store.notices
        assert isinstance(notice, DatabaseRestored)
        assert Path(notice.fields["kept"]).read_bytes() == before
        texts = [one.text for one in store.conversations.messages(conversation.id)]
        assert texts == ["How do I apply?", "In writing."]
        assert len(found_paths(store, "lighthouse", Scope())) == 50
    with Store.open(tmp_path) as store:
        assert store.notices == ()


def test_copy_that_is_damaged_itself_is_passed_over(tmp_path):
    fill(tmp_path)
    Store.open(tmp_path).close()
    with Store.open(tmp_path) as store:
        store.conversations.start("Second")
    Store.open(tmp_path).close()
    newest, _older = copies.numbered(tmp_path / "app.db", "copy")
    newest.write_bytes(b"rubbish" * 1000)
    (tmp_path / "app.db").write_bytes(b"rubbish" * 1000)
    with Store.open(tmp_path) as store:
        assert [type(notice) for notice in store.notices] == [DatabaseRestored]
        assert [one.title for one in store.conversations.list()] == ["Leave"]


def test_damaged_conversations_without_any_copy_are_kept_and_said(tmp_path):
    (tmp_path / "app.db").write_bytes(b"rubbish" * 1000)
    with Store.open(tmp_path) as store:
        (notice,) = store.notices
        assert isinstance(notice, DatabaseDamaged)
        assert "app.db.damaged-1" in str(notice)
        store.library.ensure_library("Documents")


def test_only_the_two_newest_copies_are_kept_and_none_without_a_change(tmp_path):
    for number in range(5):
        with Store.open(tmp_path) as store:
            store.conversations.start(f"Number {number}")
    Store.open(tmp_path).close()
    Store.open(tmp_path).close()
    newest, older = copies.numbered(tmp_path / "app.db", "copy")
    assert sql(newest, "SELECT count(*) FROM conversations") == [(5,)]
    assert sql(older, "SELECT count(*) FROM conversations") == [(4,)]


STEPS = (*migrations.APP, ("CREATE TABLE later (a INTEGER) STRICT", "INSERT INTO later VALUES (1)"))


def test_older_database_is_copied_aside_and_then_migrated(tmp_path):
    fill(tmp_path)
    app = paths.app_database(tmp_path)
    migrated, notices = opened(app, Kind(STEPS, "FULL", 5000, rebuildable=False))
    with migrated.reading() as connection:
        assert connection.execute("SELECT a FROM later").fetchall() == [(1,)]
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert connection.execute("SELECT title FROM conversations").fetchall() == [("Leave",)]
    migrated.close()
    assert notices == []
    before = len(migrations.APP)
    copy = tmp_path / f"app.db.before-{before}"
    assert sql(copy, "PRAGMA user_version") == [(before,)]
    assert sql(copy, "SELECT title FROM conversations") == [("Leave",)]


def test_migration_that_fails_leaves_the_database_as_it_was(tmp_path):
    fill(tmp_path)
    app = paths.app_database(tmp_path)
    broken = (*STEPS, ("CREATE TABLE more (a INTEGER) STRICT", "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        opened(app, Kind(broken, "FULL", 5000, rebuildable=False))
    assert sql(app, "PRAGMA user_version") == [(len(STEPS),)], "the step before the broken one is done"
    assert sql(app, "SELECT name FROM sqlite_schema WHERE name = 'more'") == []
    assert sql(app, "SELECT title FROM conversations") == [("Leave",)]


def test_changed_rule_makes_the_words_anew_and_forgets_the_vectors(tmp_path, monkeypatch):
    fill(tmp_path)
    with Store.open(tmp_path) as store:
        add_vectors(store)
    monkeypatch.setattr(words, "RULE", words.RULE + 1)
    real = words.Words.of
    monkeypatch.setattr(words.Words, "of", lambda made, *text: [f"new{word}" for word in real(made, *text)])
    with Store.open(tmp_path) as store:
        require_sound(store)
        assert len(store.library.match_words(["newlighthous"], Scope(), 99)) == 50
        assert store.library.match_words(["lighthous"], Scope(), 99) == []
        assert store.library.count_without_vectors("m") == 50
        assert {one.chunk.rule for one in store.library.stored_chunks([1, 2], Scope(), "m")} == {words.RULE}
        (library,) = store.library.libraries()
        store.library.remove_files(library.id, [b"/docs/1"])
        require_sound(store)


def test_older_program_does_not_write_words_into_an_index_that_a_newer_one_took_over(store, library, monkeypatch):
    add(store, library.id, b"/1", "The lighthouse.")
    monkeypatch.setattr(words, "RULE", words.RULE + 1)
    with pytest.raises(DatabaseTooNew):
        add(store, library.id, b"/2", "Another lighthouse.")
    with pytest.raises(DatabaseTooNew):
        store.library.remove_files(library.id, [b"/1"])
    monkeypatch.undo()
    assert found_paths(store, "lighthouse", Scope()) == [b"/1"]
    require_sound(store)


def test_files_of_a_library_that_is_gone_go_at_the_next_start(tmp_path):
    fill(tmp_path)
    sql(tmp_path / "app.db", "PRAGMA foreign_keys = ON", "DELETE FROM libraries")
    with Store.open(tmp_path) as store:
        assert found_paths(store, "lighthouse", Scope()) == []
        with store._index.reading() as connection:
            assert connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)
        require_sound(store)


def test_sqlite_of_debian_12_is_enough():
    assert database.sqlite3.sqlite_version_info >= (3, 40)
    for steps in (migrations.APP, migrations.INDEX):
        assert not any("contentless_delete" in statement for step in steps for statement in step)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_nobody_else_may_read_what_is_stored(tmp_path):
    before = os.umask(0o022)
    try:
        tmp_path.chmod(0o755)
        for _ in range(2):  # the second opening makes the copies
            fill(tmp_path)
    finally:
        os.umask(before)
    stored = [path for path in tmp_path.iterdir() if path.name.startswith(("app.db", "index.db"))]
    assert len(stored) > 3
    assert all(path.stat().st_mode & 0o077 == 0 for path in stored), [path.name for path in stored]
