"""The settings file: what is taken, what is refused, what happens to rubbish."""

import errno
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from assistant import settings
from assistant.settings import Settings


def load(tmp_path, values):
    path = tmp_path / "settings.json"
    path.write_text(values if isinstance(values, str) else json.dumps(values), encoding="utf-8")
    return settings.load(path)


def test_without_a_file_the_defaults_are_used(tmp_path):
    assert settings.load(tmp_path / "settings.json") == (Settings(), None)


def test_saved_settings_come_back(tmp_path):
    chosen = Settings(context_tokens=2048, answer_tokens=900, temperature=0.5)
    settings.save(chosen, tmp_path / "settings.json")
    assert settings.load(tmp_path / "settings.json") == (chosen, None)


@pytest.mark.parametrize(
    "values",
    ["{", "[]", "NaN", '{"context_tokens": true}', '{"context_tokens": "many"}', '{"context_tokens": 1}',
     '{"temperature": NaN}', '{"chat_threads": 1e400}', '{"theme": "pink"}', '{"read_scans": 1}',
     '{"read_scans": "no"}', '{"language": 7}', '{"text_scale": 9}'],
)
def test_rubbish_is_kept_aside_and_said(tmp_path, values):
    found, notice = load(tmp_path, values)
    assert found == Settings()
    assert notice is not None
    assert (tmp_path / "settings.json.damaged").read_text(encoding="utf-8") == values


def test_folder_in_its_place_is_kept_aside_and_the_next_settings_are_kept(tmp_path):
    path = tmp_path / "settings.json"
    (path / "inside").mkdir(parents=True)
    found, notice = settings.load(path)
    assert found == Settings()
    assert notice is not None
    assert (tmp_path / "settings.json.damaged" / "inside").exists()
    settings.save(Settings(theme="dark"), path)
    assert settings.load(path) == (Settings(theme="dark"), None)


def test_gigabyte_in_its_place_is_not_read_whole(tmp_path):
    path = tmp_path / "settings.json"
    with path.open("wb") as file:
        file.write(b'{"theme": "dark",')
        file.truncate(1 << 30)  # takes no space: the rest was never written
    tracemalloc.start()
    found, notice = settings.load(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 32 << 20
    assert found == Settings()
    assert len(str(notice)) < 1000
    assert (tmp_path / "settings.json.damaged").stat().st_size == 1 << 30


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="nothing is unreadable for root")
def test_file_that_may_not_be_read_is_kept_aside_and_not_written_over(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark"}', encoding="utf-8")
    path.chmod(0)
    found, notice = settings.load(path)
    assert found == Settings()
    assert "Permission denied" in str(notice)
    settings.save(Settings(), path)
    kept = tmp_path / "settings.json.damaged"
    kept.chmod(0o600)
    assert kept.read_text(encoding="utf-8") == '{"theme": "dark"}'


def test_what_was_kept_aside_before_is_not_written_over(tmp_path):
    for rubbish in ("{", "[", "]"):
        load(tmp_path, rubbish)
    kept = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    assert kept == {
        "settings.json.damaged": "{",
        "settings.json.damaged.2": "[",
        "settings.json.damaged.3": "]",
    }


def test_file_that_could_not_be_read_just_now_stays_where_it_is(tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    settings.save(Settings(theme="dark"), path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", failing)
        found, notice = settings.load(path)
    assert found == Settings()
    assert "Input/output error" in str(notice)
    assert notice.fields["kept"] == str(path)
    assert settings.load(path) == (Settings(theme="dark"), None)


def failing(*_about, **_how):
    raise OSError(errno.EIO, "Input/output error")


def test_unknown_names_are_left_out(tmp_path):
    found, notice = load(tmp_path, {"of_a_later_version": [1], "answer_tokens": 100})
    assert (found, notice) == (Settings(answer_tokens=100), None)


@pytest.mark.parametrize("values", [{"context_tokens": 512, "answer_tokens": 4000}, {"answer_tokens": 2049}])
def test_an_answer_longer_than_half_of_the_context_is_refused(tmp_path, values):
    found, notice = load(tmp_path, values)
    assert found == Settings()
    assert "answer_tokens must be at most" in str(notice)


def test_an_answer_of_half_of_the_context_is_taken(tmp_path):
    found, notice = load(tmp_path, {"context_tokens": 1024, "answer_tokens": 512})
    assert (found, notice) == (Settings(context_tokens=1024, answer_tokens=512), None)


def test_a_small_context_alone_makes_the_default_answer_shorter(tmp_path):
    found, notice = load(tmp_path, {"context_tokens": 512})
    assert (found, notice) == (Settings(context_tokens=512, answer_tokens=256), None)


def test_another_value_is_checked_like_one_of_the_file():
    chosen = settings.changed(Settings(), theme="dark", read_scans=False, text_scale=2)
    assert chosen == Settings(theme="dark", read_scans=False, text_scale=2.0)
    for values in ({"theme": "pink"}, {"read_scans": 1}, {"text_scale": 9}, {"nothing": 1}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            settings.changed(Settings(), **values)


def test_a_smaller_context_takes_the_longest_answer_along():
    before = Settings(context_tokens=4096, answer_tokens=2000)
    assert settings.changed(before, context_tokens=1024) == Settings(context_tokens=1024, answer_tokens=512)
