"""`footnote models` as a person types it."""

import pytest

from assistant.modelcache import defaults
from tests.command import Footnote
from tests.engine import tiny_bert, tiny_gguf


@pytest.fixture
def footnote(shared_models, tmp_path):
    return Footnote(tmp_path / "data")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "keeper.txt").write_text("The lighthouse is kept by Ingrid Dahl.", encoding="utf-8")
    return folder


def test_model_is_added_listed_asked_with_and_forgotten(footnote, folder, tmp_path):
    file = tiny_gguf.write(tmp_path / "my model.gguf")
    model = footnote.json("models", "add", str(file))
    assert (model["id"], model["kind"], model["path"], model["state"]) == ("my-model", "chat", str(file), "ready")
    assert [one["id"] for one in footnote.lines("models", "list")] == [
        defaults.CHAT, "my-model", defaults.EMBEDDING
    ]
    facts = footnote.json("models", "info", "my-model")
    assert (facts["id"], facts["architecture"], facts["thinks"]) == ("my-model", "llama", False)
    asked = footnote.json("ask", "Who keeps the lighthouse?", str(folder), "--model", "my-model")
    assert asked["model"] == "my-model"
    assert "Forgot my-model" in footnote("models", "remove", "my-model").stdout
    assert file.exists()
    assert "no model called my-model" in footnote("models", "remove", "my-model", code=1).stderr


def test_verify_ends_with_1_when_a_model_is_broken_and_says_what_to_do(footnote, tmp_path):
    file = tiny_gguf.write(tmp_path / "mine.gguf")
    footnote("models", "add", str(file))
    found = {one["id"]: one["ok"] for one in footnote.lines("models", "verify")}
    assert found == {defaults.CHAT: True, defaults.EMBEDDING: True, "mine": True}
    file.unlink()
    done = footnote("models", "verify", "mine", code=1)
    assert "BROKEN  mine" in done.stdout
    assert "Put it back" in done.stdout
    gone = footnote("ask", "Who?", "--model", "mine", code=1)
    assert "footnote models remove mine" in gone.stderr


def test_other_embedding_model_is_used_from_then_on(footnote, folder, tmp_path):
    footnote("index", str(folder))
    assert "embedding model" in footnote("models", "add", str(tiny_bert.write(tmp_path / "v.gguf"))).stdout
    assert footnote.json("models", "use", "v") == {"used": "v", "chunks": 1}
    (found,) = footnote.json("search", "Who keeps the lighthouse?")["results"]
    assert "Ingrid Dahl" in found["text"]
    assert footnote.json("models", "use", defaults.EMBEDDING) == {"used": defaults.EMBEDDING, "chunks": 1}


@pytest.mark.parametrize("arguments", [["models"], ["models", "add"], ["models", "use"], ["models", "fly"]])
def test_wrong_words_are_wrong_usage(footnote, arguments):
    assert "usage:" in footnote(*arguments, code=2).stderr
