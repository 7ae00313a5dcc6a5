"""A full disk, damaged and foreign databases, rubbish in the settings, two programs on one data folder."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from assistant.store.lock import IndexLock
from tests.command import Footnote

pytestmark = pytest.mark.usefixtures("shared_models")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "keeper.txt").write_text("The lighthouse keeper is called Ingrid.", encoding="utf-8")
    return folder


@pytest.fixture
def footnote(tmp_path):
    return Footnote(tmp_path / "data")


def test_settings_with_rubbish_are_kept_aside_and_the_program_goes_on(footnote, folder):
    footnote.data_dir.mkdir()
    (footnote.data_dir / "settings.json").write_text("{rubbish", encoding="utf-8")
    told = footnote("index", str(folder), "--words-only").stderr
    assert "could not be read" in told
    assert "default settings are used" in told
    assert (footnote.data_dir / "settings.json.damaged").read_text(encoding="utf-8") == "{rubbish"


@pytest.mark.parametrize("name", ["app.db", "index.db"])
def test_database_of_a_newer_version_is_refused_and_untouched(footnote, folder, name):
    footnote("index", str(folder), "--words-only")
    with closing(sqlite3.connect(footnote.data_dir / name)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
        database.execute("PRAGMA user_version=999")
    before = (footnote.data_dir / name).read_bytes()
    told = footnote("search", "Ingrid", code=1).stderr
    assert "newer version" in told
    assert (footnote.data_dir / name).read_bytes() == before


def test_damaged_index_is_kept_and_made_again_from_the_files(footnote, folder):
    footnote("index", str(folder), "--words-only")
    index = footnote.data_dir / "index.db"
    index.write_bytes(b"this is no database at all" * 400)
    for side in ("index.db-wal", "index.db-shm"):
        (footnote.data_dir / side).unlink(missing_ok=True)
    told = footnote("libraries", "list")
    assert "damaged" in told.stderr
    assert "Documents" in told.stdout
    footnote("libraries", "rescan", "Documents")
    assert footnote.json("search", "lighthouse Ingrid")["results"]


def test_text_of_a_disk_whose_place_is_empty_is_kept(footnote, folder):
    footnote("index", str(folder), "--words-only")
    (folder / "keeper.txt").unlink()
    (told,) = footnote.json("libraries", "rescan", "Documents")["files"]
    assert (told["path"], told["status"]) == (str(folder), "failed")
    assert "what was read of it is kept" in told["reason"]
    assert footnote.json("search", "lighthouse Ingrid")["results"]
    (told,) = footnote.json("index", str(folder), "--words-only")["files"]
    assert told["status"] == "removed"


def test_damaged_app_database_is_kept_and_said(footnote, folder):
    footnote("index", str(folder), "--words-only")
    app = footnote.data_dir / "app.db"
    app.write_bytes(b"this is no database at all" * 400)
    for side in ("app.db-wal", "app.db-shm"):
        (footnote.data_dir / side).unlink(missing_ok=True)
    told = footnote("libraries", "list").stderr
    assert "damaged" in told
    kept = [path for path in footnote.data_dir.glob("app.db*") if "damaged" in path.name]
    assert kept
    footnote("index", str(folder), "--words-only")
    assert footnote.json("search", "lighthouse Ingrid")["results"]


def test_second_program_that_indexes_says_so_and_asking_works_meanwhile(footnote, folder):
    footnote("index", str(folder))
    with IndexLock(footnote.data_dir):
        told = footnote("index", str(folder), "--words-only", code=1).stderr
        assert "Another Footnote is adding files" in told
        assert footnote.json("search", "lighthouse Ingrid", "-k", "1")["results"]
    footnote("index", str(folder), "--words-only")


def on_small_disk(size_mb, script, tmp_path):
    """Run a shell script with $DISK, a file system of that size that vanishes with it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = f'mount -t tmpfs -o size={size_mb}m none "$DISK" && {script}'
    unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    return subprocess.run(
        [*unshare, "sh", "-c", mounted],
        env={**os.environ, "DISK": str(disk), "FOOTNOTE": f"{sys.executable} -P -m assistant"},
        capture_output=True, text=True, check=False, timeout=240,
    )


def can_mount():
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    tried = subprocess.run(["unshare", "--map-root-user", "--mount", "true"], check=False, capture_output=True)
    return tried.returncode == 0


needs_mount = pytest.mark.skipif(not can_mount(), reason="needs a mount namespace for a disk that is really full")


@needs_mount
def test_full_disk_while_indexing_is_a_sentence_and_loses_nothing(folder, tmp_path):
    for number in range(200):
        words = " ".join(f"w{number}x{other}" for other in range(3000))
        (folder / f"{number:03}.txt").write_text(words, encoding="utf-8")
    done = on_small_disk(
        6,
        f'$FOOTNOTE index "{folder}/keeper.txt" --words-only --data-dir "$DISK/data" && '
        f'$FOOTNOTE index "{folder}" --words-only --data-dir "$DISK/data"; echo "code $?"; '
        f'$FOOTNOTE search "lighthouse Ingrid" --data-dir "$DISK/data" --json',
        tmp_path,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "The disk is full" in done.stderr
    assert "code 1" in done.stdout
    assert "keeper.txt" in done.stdout.splitlines()[-1]


@needs_mount
def test_full_disk_while_answering_still_gives_the_answer_and_says_it_was_not_kept(folder, tmp_path):
    done = on_small_disk(
        6,
        f'$FOOTNOTE index "{folder}" --data-dir "$DISK/data" && '
        '(dd if=/dev/zero of="$DISK/filler" bs=4k 2>/dev/null; true) && '
        '$FOOTNOTE ask "What is the lighthouse keeper called?" --data-dir "$DISK/data"; echo "code $?"',
        tmp_path,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "Ingrid" in done.stdout
    assert "could not be kept" in done.stderr
    assert "disk is full" in done.stderr.lower()
