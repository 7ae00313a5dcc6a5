"""The default models are made whole or not at all: in the real maker child, from the real wheels."""

import hashlib
import shutil
import signal
import subprocess
import sys
import threading
import zipfile

import pytest

from assistant import errors, gguf_header
from assistant.engine import maker_client, packed_e5, split_model
from assistant.isolation import Cancel
from assistant.modelcache import defaults

EMBEDDING, CHAT = defaults.DEFAULTS
MAKE = {"embedding": maker_client.make_embedding_model, "chat": maker_client.requantise}

SCRIPT = """
import sys
from pathlib import Path
from assistant.engine import maker_client
from assistant.modelcache import defaults

if __name__ == "__main__":
    kind, folder, limit = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    if limit:
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    model = next(one for one in defaults.DEFAULTS if one.kind == kind)
    make = {"embedding": maker_client.make_embedding_model, "chat": maker_client.requantise}[kind]
    try:
        for share in make(model.source(), folder / model.target, member=model.member, sha256=model.sha256):
            print(share, flush=True)
    except Exception as error:
        print(type(error).__name__, error, flush=True)
"""


def making(model, folder, *, source=None, sha256=None, cancel=None):
    return MAKE[model.kind](
        source or model.source(), folder / model.target,
        member=model.member, sha256=sha256 or model.sha256, cancel=cancel,
    )


def make(model, folder, **changed):
    """Make it to the end; all that was said of how far it is."""
    return list(making(model, folder, **changed))


def program(tmp_path, kind, folder, limit=0):
    """Another program that makes a model, in its own process; `limit` is the largest file it may write."""
    script = tmp_path / "make_it.py"
    script.write_text(SCRIPT)
    return subprocess.Popen(
        [sys.executable, str(script), kind, str(folder), str(limit)], stdout=subprocess.PIPE, text=True
    )


def names(folder):
    """What stands in the folder but for the lock."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".making.lock")


def test_made_models_are_there_and_nothing_else(default_models):
    assert names(default_models) == sorted([EMBEDDING.target, CHAT.target, "made.json"])
    assert split_model.is_whole(default_models / EMBEDDING.target)
    assert defaults.missing(default_models) == ()
    assert gguf_header.check(default_models / CHAT.target).has_tokenizer
    gguf_header.require_chat(gguf_header.check(default_models / CHAT.target), "chat")
    assert gguf_header.check(default_models / EMBEDDING.target / split_model.ENCODER).is_embedding


def test_token_rows_are_the_bytes_that_are_shipped(default_models):
    rows = (default_models / EMBEDDING.target / split_model.TOKEN_ROWS).read_bytes()
    with zipfile.ZipFile(EMBEDDING.source()) as archive:
        shipped = archive.read(EMBEDDING.member)
    assert len(rows) == 250_002 * 216
    assert rows in shipped


def test_model_that_is_there_is_not_made_again(default_models):
    before = {path: path.stat().st_mtime_ns for path in default_models.rglob("*") if path.suffix == ".gguf"}
    for model in defaults.DEFAULTS:
        assert make(model, default_models) == []
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_folder_that_lost_a_file_is_made_anew_and_leftovers_go(tmp_path):
    folder = tmp_path / EMBEDDING.target
    for name in (EMBEDDING.target, ".making-old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / split_model.ENCODER).write_text("half")
    assert EMBEDDING in defaults.missing(tmp_path)
    heard = make(EMBEDDING, tmp_path)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert names(tmp_path) == [EMBEDDING.target]
    assert split_model.is_whole(folder)
    assert gguf_header.check(folder / split_model.ENCODER).is_embedding


def test_other_bytes_than_expected_are_refused_and_nothing_is_left(tmp_path):
    with pytest.raises(errors.ConversionFailed, match="other bytes than expected"):
        make(EMBEDDING, tmp_path, sha256=hashlib.sha256(b"").hexdigest())
    assert names(tmp_path) == []


def damaged(path, model, how):
    if how == "cut short":
        path.write_bytes(model.source().read_bytes()[:1_000_000])
    elif how == "not a zip":
        path.write_bytes(b"a wheel, it says")
    elif how == "another zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("other", b"")
    elif how == "flipped":
        content = bytearray(model.source().read_bytes())
        with zipfile.ZipFile(model.source()) as archive:
            found = archive.getinfo(model.member)
        content[found.header_offset + found.compress_size // 2] ^= 0xFF
        path.write_bytes(content)


@pytest.mark.parametrize("how", ["cut short", "not a zip", "another zip", "flipped", "missing"])
def test_damaged_wheel_is_told_and_nothing_is_left(how, tmp_path):
    source, folder = tmp_path / "damaged.whl", tmp_path / "models"
    damaged(source, EMBEDDING, how)
    with pytest.raises(errors.ConversionFailed, match="could not be prepared"):
        make(EMBEDDING, folder, source=source)
    assert names(folder) == []


def test_packed_file_that_does_not_hold_together_is_refused():
    with zipfile.ZipFile(EMBEDDING.source()) as archive:
        content = archive.read(EMBEDDING.member)
    for broken in (b"", content[:3], b"E5S2" + content[4:], content[:60], content[:100_000], content[:-1]):
        with pytest.raises(errors.ConversionFailed, match="cannot be read"):
            packed_e5.opened(broken)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
@pytest.mark.parametrize(("kind", "limit"), [("embedding", 20 << 20), ("chat", 120 << 20)])
def test_full_disk_is_told_and_nothing_is_left(kind, limit, tmp_path):
    folder = tmp_path / "models"
    said, _ = program(tmp_path, kind, folder, limit).communicate()
    assert said.splitlines()[-1].startswith(f"DiskFull The disk is full: {folder}.")
    assert ".making-" not in said
    assert names(folder) == []


def test_too_little_space_is_told_before_anything_is_written(tmp_path, monkeypatch):
    space = shutil.disk_usage(tmp_path)._replace(free=10 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: space)
    with pytest.raises(errors.DiskFull):
        make(CHAT, tmp_path)
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("model", defaults.DEFAULTS, ids=lambda model: model.kind)
def test_killed_program_leaves_nothing_that_is_taken_for_a_model(model, tmp_path):
    folder = tmp_path / "models"
    killed = program(tmp_path, model.kind, folder)
    assert any(float(line) > 0.45 for line in killed.stdout)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert model in defaults.missing(folder)
    assert all(name.startswith(".making-") for name in names(folder))
    assert names(folder)
    maker_client.remove_leftovers(folder)
    assert names(folder) == []


@pytest.mark.parametrize(("model", "share"), [(EMBEDDING, 0.0), (CHAT, 0.5)], ids=["reading", "quantising"])
def test_cancel_ends_the_making_and_leaves_nothing(model, share, tmp_path):
    cancel = Cancel()
    shares = making(model, tmp_path, cancel=cancel)
    assert next(done for done in shares if done >= share)
    cancel.set()
    with pytest.raises(errors.Cancelled):
        list(shares)
    assert names(tmp_path) == []


def test_closing_the_iterator_leaves_nothing(tmp_path):
    shares = making(CHAT, tmp_path)
    assert next(shares) < 1
    shares.close()
    assert names(tmp_path) == []


def test_second_program_waits_and_finds_the_model_made(tmp_path):
    heard, also_heard = [], []
    first = making(EMBEDDING, tmp_path)
    heard.append(next(first))  # the first one holds the folder from here on
    second = threading.Thread(target=lambda: also_heard.extend(making(EMBEDDING, tmp_path)))
    second.start()
    heard.extend(first)
    second.join()
    assert heard[-1] == 1.0
    assert also_heard == []
    assert names(tmp_path) == [EMBEDDING.target]


def test_leftovers_of_a_living_maker_are_left_alone(tmp_path):
    (tmp_path / ".making-other").mkdir()
    with maker_client._locked(tmp_path) as held:
        assert held
        maker_client.remove_leftovers(tmp_path)
        assert names(tmp_path) == [".making-other"]
    maker_client.remove_leftovers(tmp_path)
    assert names(tmp_path) == []


def test_waiting_for_another_program_can_be_cancelled(tmp_path):
    cancel = Cancel()
    cancel.set()
    with maker_client._locked(tmp_path), pytest.raises(errors.Cancelled):
        make(EMBEDDING, tmp_path, cancel=cancel)


def test_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(errors.DataFolderUnusable):
        make(EMBEDDING, tmp_path / "file" / "models")
