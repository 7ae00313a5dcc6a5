"""Are the files of the models what they were: every byte read again, and damaged default models made anew."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import Cancelled, ModelError, ModelFileInvalid
from assistant.isolation import Cancel
from assistant.modelcache import added, defaults, hashes
from assistant.modelcache.added import AddedModel
from assistant.modelcache.defaults import DefaultModel
from assistant.services import model_trial, models
from assistant.services.models import Preparing
from assistant.services.program import Program


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of one model.

    Attributes:
        ok: it can be used.
        detail: what was found and done, in words.
    """

    model_id: str
    ok: bool
    detail: str


def verify(program: Program, model_id: str | None, *, cancel: Cancel) -> Iterator[Preparing | Verified]:
    """Read every byte of the models, or of one, and compare it with what it was; a second for 400 MB.

    Yields `Preparing` and one `Verified` a model. A default model that is not whole is deleted and made again.

    Raises:
        ModelUnknown: there is no model of that id.
        Cancelled: `cancel` was set.
        ConversionFailed: a default model is damaged and cannot be made again.
        StorageError: the disk is full, or the folder of the models cannot be written.
    """
    wanted = [models.named(program, model_id)] if model_id else models.listed(program)
    ids = {one.model.id for one in wanted}
    for default in defaults.DEFAULTS:
        if default.id in ids:
            yield from _default(default, program, cancel)
    for model in added.load(program.data_dir)[0]:
        if model.id in ids:
            yield from _added(model, program.data_dir, cancel)


def _default(default: DefaultModel, program: Program, cancel: Cancel) -> Iterator[Preparing | Verified]:
    models_dir, detail = program.models_dir, "as it was made"
    if not default.is_present(models_dir):
        detail = "was not there and has been made"
    else:
        hashing = hashes.Hashing(default.paths(models_dir))
        yield from _read(default.name, hashing, cancel)
        if not _is_whole(default, hashing.hexdigest, program, cancel):
            default.remove(models_dir)
            detail = "was damaged and has been made again"
    yield from models.prepare(models_dir)
    yield Verified(default.id, True, detail)


def _is_whole(default: DefaultModel, digest: str, program: Program, cancel: Cancel) -> bool:
    """True when its bytes are those it was made with; when nobody noted them, when it works."""
    noted = hashes.recorded(program.models_dir).get(default.id)
    if noted is not None:
        return noted == digest
    try:
        model_trial.try_out(default.model_file(program.models_dir), program.settings, cancel)
    except ModelFileInvalid:
        return False
    hashes.record(program.models_dir, default.id, digest)
    return True


def _added(model: AddedModel, data_dir: Path, cancel: Cancel) -> Iterator[Preparing | Verified]:
    try:
        stamp, hashing = added.stamp(Path(model.path)), hashes.Hashing((Path(model.path),))
        yield from _read(model.name, hashing, cancel)
        if hashing.hexdigest != model.sha256:
            raise ModelFileInvalid(name=model.name, reason="its bytes are not those that were added")
    except ModelError as error:
        yield Verified(model.id, False, str(error))
        return
    if stamp != (model.size_bytes, model.modified_ns):  # the same bytes under another time: copied back
        added.add(data_dir, replace(model, size_bytes=stamp[0], modified_ns=stamp[1]))
    yield Verified(model.id, True, "as it was added")


def _read(name: str, hashing: hashes.Hashing, cancel: Cancel) -> Iterator[Preparing]:
    for share in hashing:
        if cancel.is_set:
            raise Cancelled
        yield Preparing(name, share)
