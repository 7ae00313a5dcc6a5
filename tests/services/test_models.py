"""Models that a person adds: checked before they are believed, kept where they are, chosen, changed, gone."""

import json
import os
import sys
from contextlib import closing, contextmanager

import numpy as np
import pytest

from assistant import paths, settings
from assistant.__main__ import build
from assistant.errors import (
    AddedModelGone,
    AssistantError,
    Cancelled,
    ChatTemplateRefused,
    IndexingElsewhere,
    ModelFileChanged,
    ModelFileInvalid,
    ModelFileMissing,
    ModelIsDefault,
    ModelKindWrong,
    ModelListInvalid,
    ModelNotUsed,
    ModelUnknown,
)
from assistant.modelcache import defaults
from assistant.records import Scope
from assistant.services import find, ingest, libraries, model_check, model_facts, models, vectors
from assistant.services.cancel import Cancel
from assistant.services.model_check import Verified
from assistant.services.models import State
from assistant.store.lock import IndexLock
from tests.engine import tiny_bert, tiny_gguf

LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture
def opened(tmp_path, shared_models, monkeypatch):
    """Opens the program on one data folder, as often as it is started."""
    monkeypatch.setattr("assistant.isolation.deny_network", lambda: "not in this test")

    @contextmanager
    def open_program(model=None):
        with closing(build(tmp_path / "data", model)) as program:
            yield program

    return open_program


@pytest.fixture
def program(opened):
    with opened() as program:
        yield program


def added(program, path):
    *_, model = models.add(program, os.fspath(path), cancel=Cancel())
    return model.model


def used(program, model_id):
    return list(models.use(program, model_id, cancel=Cancel()))


def verified(program, model_id=None):
    found = model_check.verify(program, model_id, cancel=Cancel())
    return {one.model_id: one for one in found if isinstance(one, Verified)}


def states(program):
    return {one.model.id: one.state for one in models.listed(program)}


# --- adding and forgetting ----------------------------------------------------------------------------------


def test_added_model_stays_where_it_is_and_is_chosen_by_its_id(opened, tmp_path):
    file = tiny_gguf.write(tmp_path / "My Model (Q8).gguf")
    with opened() as program:
        *_, steps, last = models.add(program, str(file), cancel=Cancel())
        assert steps.share == 1.0
        assert (last.model.id, last.model.kind, last.model.name) == ("my-model-q8", "chat", "My Model (Q8)")
        assert (last.model.path, last.size_bytes) == (str(file), file.stat().st_size)
        assert last.model.drafts_only, "it is far too small to read whole passages"
    with opened("my-model-q8") as program:
        assert (program.chat_model.id, program.chat_model.path) == ("my-model-q8", str(file))
        assert [one.model.id for one in models.listed(program) if one.in_use and one.model.kind == "chat"] == [
            "my-model-q8"
        ]


def test_same_name_in_two_folders_gives_two_ids_and_the_same_file_its_own_again(program, tmp_path):
    (tmp_path / "other").mkdir()
    first, second = tiny_gguf.write(tmp_path / "tiny.gguf"), tiny_gguf.write(tmp_path / "other" / "Tiny.gguf")
    assert [added(program, one).id for one in (first, second, first)] == ["tiny", "tiny-2", "tiny"]
    assert len(states(program)) == 4


def test_id_of_a_default_model_is_not_taken(program, tmp_path):
    assert added(program, tiny_gguf.write(tmp_path / f"{defaults.CHAT}.gguf")).id == f"{defaults.CHAT}-2"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are Unicode")
def test_file_whose_name_is_not_utf8_can_be_added_and_used(opened, tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 \xff\xe2\x80\xae.gguf")
    with opened() as program:
        model = added(program, tiny_gguf.write(path))
        assert model.name == "caf\ufffd \ufffd\ufffd"
    with opened(model.id) as program:
        assert program.chat.info().name == model.name
        assert states(program)[model.id] is State.READY


def files_that_will_not_do(folder):
    text, empty, cut = folder / "text.gguf", folder / "empty.gguf", tiny_gguf.write(folder / "cut.gguf")
    text.write_text("Dear diary, this is no model.")
    empty.touch()
    os.truncate(cut, cut.stat().st_size // 2)
    weights = {name: np.full_like(values, np.nan) for name, values in tiny_gguf.tensors().items()}
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.gguf")
    return {
        "text": (text, ModelFileInvalid),
        "empty": (empty, ModelFileInvalid),
        "cut": (cut, ModelFileInvalid),
        "folder": (folder, ModelKindWrong),
        "missing": (folder / "missing.gguf", ModelFileMissing),
        "pipe": (folder / "pipe.gguf", ModelFileInvalid),
        "vocabulary": (tiny_gguf.write(folder / "vocabulary.gguf", weights={}), ModelKindWrong),
        "ranks": (tiny_bert.write(folder / "r.gguf", metadata=tiny_bert.values(pooling=4)), ModelKindWrong),
        "not numbers": (tiny_gguf.write(folder / "nan.gguf", weights=weights), ModelFileInvalid),
        "loops": (tiny_gguf.write(folder / "l.gguf", metadata=tiny_gguf.values(LOOP)), ChatTemplateRefused),
    }


@pytest.mark.parametrize(
    "name",
    ["text", "empty", "cut", "folder", "missing", "pipe", "vocabulary", "ranks", "not numbers", "loops"],
)
def test_file_that_cannot_be_used_is_refused_in_a_sentence_and_not_remembered(program, tmp_path, name):
    path, error = files_that_will_not_do(tmp_path)[name]
    with pytest.raises(AssistantError) as caught:
        added(program, path)
    assert type(caught.value) is error
    assert "{" not in str(caught.value)
    assert len(states(program)) == len(defaults.DEFAULTS)
    assert not paths.models_file(program.data_dir).exists()


def test_removed_model_is_forgotten_its_file_stays_and_the_default_is_used_again(opened, tmp_path):
    file = tiny_gguf.write(tmp_path / "tiny.gguf")
    with opened() as program:
        added(program, file)
        assert used(program, "tiny") == []
    with opened() as program:
        assert program.chat_model.id == "tiny"
        assert models.remove(program, "tiny").in_use
        assert file.exists()
    with opened() as program:
        assert program.notices == ()
        assert program.chat_model.id == defaults.CHAT
        with pytest.raises(ModelUnknown):
            models.remove(program, "tiny")
        with pytest.raises(ModelIsDefault):
            models.remove(program, defaults.CHAT)


# --- files that change --------------------------------------------------------------------------------------


def test_file_that_vanished_says_where_it_was_and_the_chosen_one_gives_way_to_the_default(opened, tmp_path):
    file = tiny_gguf.write(tmp_path / "tiny.gguf")
    with opened() as program:
        added(program, file)
        used(program, "tiny")
    file.unlink()
    with pytest.raises(AddedModelGone, match="models remove tiny") as caught, opened("tiny"):
        pass
    assert str(file) in str(caught.value)
    with opened() as program:
        (notice,) = program.notices
        assert isinstance(notice, ModelNotUsed)
        assert str(file) in str(notice)
        assert program.chat_model.id == defaults.CHAT
        assert states(program)["tiny"] is State.GONE
        assert not verified(program, "tiny")["tiny"].ok


def test_file_that_changed_is_not_used_until_it_was_checked_again(opened, tmp_path):
    file = tiny_gguf.write(tmp_path / "tiny.gguf")
    with opened() as program:
        added(program, file)
    tiny_gguf.write(file, weights=tiny_gguf.tensors(seed=2))
    os.utime(file, ns=(1, 1))
    with pytest.raises(ModelFileChanged, match="models add"), opened("tiny"):
        pass
    with opened() as program:
        assert states(program)["tiny"] is State.CHANGED
        result = verified(program, "tiny")["tiny"]
        assert not result.ok
        assert "not those that were added" in result.detail
        added(program, file)
        assert verified(program, "tiny")["tiny"].ok
    with opened("tiny") as program:
        assert program.chat_model.id == "tiny"


def test_same_bytes_under_another_time_are_believed_after_they_were_read(program, tmp_path):
    file = tiny_gguf.write(tmp_path / "tiny.gguf")
    added(program, file)
    os.utime(file, ns=(1, 1))
    assert states(program)["tiny"] is State.CHANGED
    assert verified(program, "tiny")["tiny"].ok
    assert states(program)["tiny"] is State.READY


def test_damaged_default_model_is_made_again_and_others_are_left_alone(opened, default_models, tmp_path, monkeypatch):
    folder = tmp_path / "models"
    (folder / defaults.EMBEDDING).mkdir(parents=True)
    for path in (*default_models.glob("*.gguf"), *default_models.glob("*/*"), default_models / "made.json"):
        os.link(path, folder / path.relative_to(default_models))
    damaged = folder / defaults.EMBEDDING / "tokens.q4_0"
    content = bytearray(damaged.read_bytes())
    content[1000] ^= 1
    damaged.unlink()
    damaged.write_bytes(content)
    monkeypatch.setenv("ASSISTANT_MODELS", str(folder))
    with opened() as program:
        found = verified(program)
        assert all(one.ok for one in found.values())
        assert "made again" in found[defaults.EMBEDDING].detail
        assert found[defaults.CHAT].detail == "as it was made"
        assert damaged.read_bytes() == (default_models / defaults.EMBEDDING / "tokens.q4_0").read_bytes()
        assert verified(program, defaults.EMBEDDING)[defaults.EMBEDDING].detail == "as it was made"


@pytest.mark.parametrize("content", [b"rubbish", b"[1]", b'[{"id": "a"}]', b'{"a": 1}', b"[" * 100_000])
def test_list_that_cannot_be_read_is_kept_aside_and_said(opened, content):
    with opened() as program:
        file = paths.models_file(program.data_dir)
    file.write_bytes(content)
    with opened() as program:
        (notice,) = program.notices
        assert isinstance(notice, ModelListInvalid)
        assert file.with_name("models.json.damaged").read_bytes() == content
        assert len(states(program)) == len(defaults.DEFAULTS)


# --- what is known of them ----------------------------------------------------------------------------------


def test_facts_are_those_of_the_header(program, tmp_path):
    thinks = tiny_gguf.CHATML.replace("assistant\\n'", "assistant\\n<think></think>'")
    file = tiny_gguf.write(tmp_path / "tiny.gguf", metadata=tiny_gguf.values(thinks.replace("\n", "\\n")))
    found = model_facts.facts(program, str(file))
    assert (found.id, found.kind, found.architecture, found.has_template) == (None, "chat", "llama", True)
    assert found.parameters == sum(one.size for one in tiny_gguf.tensors().values())
    assert (found.context_tokens, found.used_tokens) == (512, 512)
    default = model_facts.facts(program, defaults.CHAT)
    assert (default.quantisation, default.languages, default.thinks) == ("Q8_0", ("en",), False)
    assert 200e6 < default.memory_bytes < 600e6
    embedding = model_facts.facts(program, defaults.EMBEDDING)
    assert (embedding.kind, round(embedding.parameters, -6)) == ("embedding", 117_000_000)
    with pytest.raises(ModelUnknown):
        model_facts.facts(program, "nothing")


# --- another embedding model --------------------------------------------------------------------------------


@pytest.fixture
def many_files(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"Keeper number {number} lights the lamp of tower {number}.")
    return folder


def index(program, folder):
    library = libraries.ensure(program, "Documents")
    for _ in ingest.add(program, library, [os.fsencode(folder)], cancel=Cancel()):
        pass


def test_old_vectors_answer_until_the_new_ones_are_whole_and_go_then(opened, many_files, tmp_path):
    with opened() as program:
        index(program, many_files)
        new = added(program, tiny_bert.write(tmp_path / "new.gguf"))
        steps = models.use(program, new.id, cancel=Cancel())
        assert [next(steps), next(steps)] == [(0, 40), (32, 40)]
        steps.close()  # stopped in the middle
    with opened() as program:
        assert program.embedding_model.id == new.id
        assert vectors.searching(program, Scope()).model.id == defaults.EMBEDDING
        found = find.passages(program, "Who lights the lamp of tower 17?", Scope())
        assert (found.found, found.coverage.without_vectors) == (True, 0)
        assert found.passages[0].stored.chunk.text.startswith("Keeper number 17")
        assert used(program, new.id)[-1] == (8, 8)
    with opened() as program:
        assert program.earlier is None
        assert len(program.store.library.vector_models()) == 1
        found = find.passages(program, "Who lights the lamp of tower 17?", Scope())
        assert found.passages[0].stored.chunk.text.startswith("Keeper number 17")
        assert found.found is None, "without token codes nobody can tell"
        assert found.confidence is None
        (many_files / "added.txt").write_text("The cook is called Bertram.")
        index(program, many_files)
        assert program.store.library.count_without_vectors(program.vectors_id) == 0


def test_embedding_model_that_vanished_gives_way_to_the_default_which_indexing_completes(
    opened, many_files, tmp_path
):
    file = tiny_bert.write(tmp_path / "new.gguf")
    with opened() as program:
        added(program, file)
        used(program, "new")
        index(program, many_files)
    file.unlink()
    with opened() as program:
        assert [type(notice) for notice in program.notices] == [ModelNotUsed]
        assert program.embedding_model.id == defaults.EMBEDDING
        assert program.earlier is None
        index(program, many_files)
        assert find.passages(program, "Who lights the lamp of tower 17?", Scope()).found is True
        assert program.store.library.vector_models() == [program.vectors_id]


def test_another_file_under_the_same_id_is_another_model(opened, many_files, tmp_path):
    file = tiny_bert.write(tmp_path / "new.gguf")
    with opened() as program:
        before = added(program, file)
        tiny_bert.write(file, weights=tiny_bert.tensors(seed=2))
        after = added(program, file)
    assert before.id == after.id
    assert before.sha256 != after.sha256
    assert models.vectors_id(before) != models.vectors_id(after)


def test_embedding_model_is_not_changed_while_another_process_indexes(program, tmp_path):
    added(program, tiny_bert.write(tmp_path / "new.gguf"))
    with IndexLock(program.data_dir), pytest.raises(IndexingElsewhere):
        used(program, "new")
    assert settings.load(paths.settings_file(program.data_dir))[0].embedding_model == ""


def test_model_of_the_other_kind_is_not_taken(opened, tmp_path):
    with opened() as program:
        added(program, tiny_bert.write(tmp_path / "new.gguf"))
        file = paths.settings_file(program.data_dir)
    with pytest.raises(ModelKindWrong), opened("new"):
        pass
    file.write_text(json.dumps({"chat_model": "new", "embedding_model": defaults.CHAT}))
    with opened() as program:
        assert [type(notice) for notice in program.notices] == [ModelNotUsed] * 2
        assert (program.chat_model.id, program.embedding_model.id) == (defaults.CHAT, defaults.EMBEDDING)


def test_waiting_for_models_that_are_being_made_can_be_stopped(adding):
    cancel = Cancel()
    cancel.set()
    with pytest.raises(Cancelled):
        models.wait_until_made(adding.program, cancel=cancel)
    assert not os.path.exists(adding.program.chat_model.path)


def test_models_that_are_there_are_not_waited_for(shared_models, adding):
    cancel = Cancel()
    cancel.set()  # it would be obeyed
    models.wait_until_made(adding.program, cancel=cancel)
