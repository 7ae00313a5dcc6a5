"""The models of this computer: which there are, choosing one, adding, forgetting, making the default ones."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant import gguf_header
from assistant.engine import maker_client
from assistant.engine.embedding_client import EmbeddingChild
from assistant.errors import (
    AddedModelGone,
    Cancelled,
    ModelError,
    ModelFileChanged,
    ModelFileInvalid,
    ModelFileMissing,
    ModelIsDefault,
    ModelKindWrong,
    ModelNotUsed,
    ModelUnknown,
)
from assistant.gguf_header import GgufHeader
from assistant.isolation import Cancel
from assistant.modelcache import added, defaults, hashes
from assistant.modelcache.added import AddedModel
from assistant.modelcache.added import State as State  # of a `Listed`
from assistant.modelcache.defaults import DefaultModel
from assistant.records import ModelFile, Scope
from assistant.services import model_trial, vectors
from assistant.services.program import Program, vectors_id
from assistant.settings import Settings
from assistant.store.lock import IndexLock

_SMALL_PARAMETERS = 300_000_000
"""Below this a model gets the quotes alone: one of 135 million finds the answer in three passages for 32 % of the
questions, where the quotes hold it for 88 (facts, Answers). Larger ones were not measured."""


@dataclass(frozen=True, slots=True)
class Preparing:
    """A model is being made, checked or read: `share` 0 to 1."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Listed:
    """A model that can be chosen.

    Attributes:
        size_bytes: on the disk; of one that is gone, what it had; 0 for one that is not made yet.
        is_default: it comes with the program.
        in_use: it is the one that is chosen now.
    """

    model: ModelFile
    state: State
    size_bytes: int
    is_default: bool
    in_use: bool


# --- choosing -----------------------------------------------------------------------------------------------


def chat_model(
    wanted: str | None, chosen: Settings, data_dir: Path, models_dir: Path
) -> tuple[ModelFile, ModelNotUsed | None]:
    """The chat model of that id or path; without one the model of the settings.

    When the model of the settings cannot be used, the default one takes its place and the second value says why.

    Raises:
        ModelUnknown: neither a known id nor a path.
        AddedModelGone: the file of an added model is not where it was.
        ModelFileChanged: it is not the file that was added.
        ModelFileMissing: a path with nothing there.
        ModelFileInvalid: not a GGUF that can be used.
        ModelKindWrong: a folder, or a model that does not chat.
    """
    default = defaults.chat_model(models_dir)
    if wanted is None:
        return _of_settings(chosen.chat_model, default, data_dir, models_dir)
    named_one = _named(wanted, data_dir, models_dir)
    return at_path(wanted, only_chat=True) if named_one is None else _of_kind(named_one, default), None


def default_chat_id() -> str:
    """The id of the chat model that comes with the program."""
    return defaults.CHAT


def embedding_model(chosen: Settings, data_dir: Path, models_dir: Path) -> tuple[ModelFile, ModelNotUsed | None]:
    """The embedding model of the settings; the default one with a notice when it cannot be used."""
    return _of_settings(chosen.embedding_model, defaults.embedding_model(models_dir), data_dir, models_dir)


def earlier_model(stored: list[str], now: ModelFile, data_dir: Path, models_dir: Path) -> ModelFile | None:
    """The embedding model, other than `now`, whose vectors are in the index and whose file is still there.

    Args:
        stored: the names of the vectors in the index (`LibraryStore.vector_models`).
        now: the embedding model that is chosen.
        data_dir: where the list of added models is.
        models_dir: where the default models are.
    """
    for listed in _everything(data_dir, models_dir):
        usable = listed.state is State.READY and listed.model.kind == "embedding"
        if usable and listed.model.id != now.id and vectors_id(listed.model) in stored:
            return listed.model
    return None


def _of_settings(
    model_id: str, default: ModelFile, data_dir: Path, models_dir: Path
) -> tuple[ModelFile, ModelNotUsed | None]:
    if not model_id:
        return default, None
    try:
        return _of_kind(_known(model_id, data_dir, models_dir), default), None
    except ModelError as error:
        return default, ModelNotUsed(reason=str(error), used=default.name)


def _known(model_id: str, data_dir: Path, models_dir: Path) -> ModelFile:
    """The model of that id, ready to be used.

    Raises:
        ModelUnknown: there is none.
    """
    found = _named(model_id, data_dir, models_dir)
    if found is None:
        raise ModelUnknown(name=model_id)
    return found


def _named(model_id: str, data_dir: Path, models_dir: Path) -> ModelFile | None:
    """The model of that id; None when there is none.

    Raises:
        AddedModelGone: its file is not where it was.
        ModelFileChanged: its file is not the one that was added.
    """
    for listed in _everything(data_dir, models_dir):
        if listed.model.id != model_id:
            continue
        if listed.state is State.GONE:
            raise AddedModelGone(name=model_id, path=listed.model.path)
        if listed.state is State.CHANGED:
            raise ModelFileChanged(name=model_id, path=listed.model.path)
        return listed.model
    return None


def _of_kind(model: ModelFile, default: ModelFile) -> ModelFile:
    """The model when it is of the default's kind.

    Raises:
        ModelKindWrong: it is of the other one.
    """
    names = {"chat": "a chat model", "embedding": "an embedding model"}
    if model.kind != default.kind:
        raise ModelKindWrong(name=model.name, found=names[model.kind], wanted=names[default.kind])
    return model


def at_path(text: str, *, only_chat: bool = False) -> ModelFile:
    """The model in a file that was not added.

    Raises:
        ModelUnknown: neither a path nor something that looks like one.
        ModelFileMissing: a path with nothing there.
        ModelFileInvalid: not a GGUF that can be used.
        ModelKindWrong: a folder, or another kind of model.
    """
    path = Path(text).absolute()
    if path.suffix.lower() != ".gguf" and not path.exists():
        raise ModelUnknown(name=text)
    header = _header(path)
    if only_chat:
        gguf_header.require_chat(header, path.name)
    name = _name(path)
    return ModelFile(name, _kind(header, path), name, str(path), (), _is_small(header))


def _header(path: Path) -> GgufHeader:
    """The checked header of a file.

    Raises:
        ModelKindWrong: it is a folder.
        ModelFileMissing: nothing is there.
    """
    if path.is_dir():
        raise ModelKindWrong(name=str(path), found="a folder", wanted="a GGUF file")
    if not path.exists():
        raise ModelFileMissing(path=str(path))
    return gguf_header.check(path)


def _kind(header: GgufHeader, path: Path) -> str:
    if header.is_embedding and not header.other_kind:
        gguf_header.require_embedding(header, path.name)
        return "embedding"
    gguf_header.require_chat(header, path.name)
    return "chat"


def _name(path: Path) -> str:
    """What people call it: its own name inside is often "model" or the name of a training run."""
    name = os.fsencode(path.stem).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def _is_small(header: GgufHeader) -> bool:
    return header.parameters < _SMALL_PARAMETERS


# --- the models there are -----------------------------------------------------------------------------------


def listed(program: Program) -> tuple[Listed, ...]:
    """The default models and the added ones, chat models first."""
    used = (program.chat_model.id, program.embedding_model.id)
    found = _everything(program.data_dir, program.models_dir)
    return tuple(replace(one, in_use=one.model.id in used) for one in sorted(found, key=lambda one: one.model.kind))


def _everything(data_dir: Path, models_dir: Path) -> list[Listed]:
    ours = [_listed_default(default, models_dir) for default in defaults.DEFAULTS]
    theirs = [
        Listed(model.model_file(), model.state(), model.size_bytes, is_default=False, in_use=False)
        for model in added.load(data_dir)[0]
    ]
    return [*ours, *theirs]


def _listed_default(default: DefaultModel, models_dir: Path) -> Listed:
    model = default.model_file(models_dir)
    if not default.is_present(models_dir):
        return Listed(model, State.NOT_MADE, 0, is_default=True, in_use=False)
    size = sum(path.stat().st_size for path in default.paths(models_dir))
    return Listed(model, State.READY, size, is_default=True, in_use=False)


def add(program: Program, file: str, *, cancel: Cancel) -> Iterator[Preparing | Listed]:
    """Check a GGUF file in a child and remember it where it is; adding it again refreshes what is known of it.

    Yields `Preparing`, then the model as `Listed`, last. Nothing is remembered when anything is wrong with it.

    Raises:
        ModelFileMissing: nothing is there.
        ModelFileInvalid: it is not a usable model, or changed while it was read.
        ModelKindWrong: a folder, a vocabulary alone, or a kind of model that is not used here.
        ChatTemplateRefused: its chat template fails.
        ChildOutOfMemory: there is not enough memory for it.
        Cancelled: `cancel` was set.
        StorageError: the list cannot be written.
    """
    path = Path(file).absolute()
    header = _header(path)
    kind, stamp = _kind(header, path), added.stamp(path)
    name = _name(path)
    yield Preparing(name, 0.0)
    model_trial.try_out(ModelFile("", kind, name, str(path), ()), program.settings, cancel)
    hashing = hashes.Hashing((path,))
    for share in hashing:
        if cancel.is_set:
            raise Cancelled
        yield Preparing(name, share)
    if added.stamp(path) != stamp:
        raise ModelFileInvalid(name=path.name, reason="it changed while it was read")
    model = AddedModel(
        added.id_for(path, added.load(program.data_dir)[0], [default.id for default in defaults.DEFAULTS]),
        kind, name, str(path), *stamp, hashing.hexdigest, _is_small(header),
    )  # fmt: skip
    added.add(program.data_dir, model)
    yield Listed(model.model_file(), State.READY, model.size_bytes, is_default=False, in_use=False)


def remove(program: Program, model_id: str) -> Listed:
    """Forget a model that was added; its file stays. When it was in use, the default one is used again.

    Raises:
        ModelIsDefault: it comes with the program.
        ModelUnknown: there is no model of that id.
        StorageError: the list or the settings cannot be written.
    """
    found = named(program, model_id)
    if found.is_default:
        raise ModelIsDefault(name=found.model.name)
    chosen = program.settings
    if model_id in (chosen.chat_model, chosen.embedding_model):
        _choose(program, found.model.kind, "")
    added.remove(program.data_dir, model_id)
    return found


def named(program: Program, model_id: str) -> Listed:
    """The model of that id, whatever its state.

    Raises:
        ModelUnknown: there is none.
    """
    for one in listed(program):
        if one.model.id == model_id:
            return one
    raise ModelUnknown(name=model_id)


def use(program: Program, model_id: str, *, cancel: Cancel) -> Iterator[tuple[int, int]]:
    """Use the model from now on, also after a restart.

    An embedding model then makes the vectors of all documents anew; yields (chunks done, all of this run). The old
    ones answer questions until the new ones are whole, also when this is stopped in the middle.

    Raises:
        ModelUnknown: there is no model of that id.
        AddedModelGone: its file is not where it was.
        ModelFileChanged: its file is not the one that was added.
        IndexingElsewhere: another process is adding files; nothing was changed.
        Cancelled: `cancel` was set; the choice stands, the same call goes on.
        StorageError: the settings cannot be written.
    """
    model = _known(model_id, program.data_dir, program.models_dir)
    is_default = any(model_id == default.id for default in defaults.DEFAULTS)
    if model.kind == "chat":
        _choose(program, "chat", "" if is_default else model_id)
        return
    engine = EmbeddingChild(model, program.settings)
    try:
        with IndexLock(program.data_dir):
            _choose(program, "embedding", "" if is_default else model_id)
            renewed = replace(program, embedding=engine, embedding_model=model)
            yield from vectors.complete(renewed, Scope(), cancel=cancel)
    finally:
        engine.close()


def _choose(program: Program, kind: str, model_id: str) -> None:
    program.change(**{"chat_model" if kind == "chat" else "embedding_model": model_id})


def wait_until_made(program: Program, *, cancel: Cancel) -> None:
    """Return when the models that answers need are there: at the first start they are being made meanwhile.

    Raises:
        ConversionFailed: what is shipped is missing or damaged.
        DiskFull: no space for about 210 MB.
        Cancelled: `cancel` was set.
    """
    if not all(Path(model.path).exists() for model in (program.chat_model, program.embedding_model)):
        for _ in prepare(program.models_dir, cancel=cancel):
            pass


def prepare(models_dir: Path, *, cancel: Cancel | None = None) -> Iterator[Preparing]:
    """Make the default models that are not there yet; nothing to do from the second start on.

    Yields progress, about five seconds in all; each model is written aside and renamed when it is complete. What it
    hashes to is kept, so that damage can be found. Whoever comes second waits for the first, and makes nothing.

    Raises:
        ConversionFailed: what is shipped is missing or damaged.
        DiskFull: no space for about 210 MB.
        Cancelled: `cancel` was set.
    """
    for model in defaults.missing(models_dir):
        yield Preparing(model.name, 0.0)
        make = maker_client.requantise if model.kind == "chat" else maker_client.make_embedding_model
        target = models_dir / model.target
        is_made = False
        for share in make(model.source(), target, member=model.member, sha256=model.sha256, cancel=cancel):
            is_made = True
            yield Preparing(model.name, share)
        if not is_made:
            continue  # somebody else was quicker
        hashing = hashes.Hashing(model.paths(models_dir))
        for _ in hashing:
            yield Preparing(model.name, 1.0)
        hashes.record(models_dir, model.id, hashing.hexdigest)
