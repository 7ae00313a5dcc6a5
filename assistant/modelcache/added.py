"""The models that a person added: where their files are and what they were when they were checked.

The files stay where they are. The list is one JSON file in the data folder, written atomically; a path that is no
Unicode stands in it as Python names it (`os.fsdecode`).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

from assistant import paths, settings
from assistant.errors import ModelFileMissing, ModelListInvalid
from assistant.records import ModelFile

_LONGEST_ID = 64


class State(StrEnum):
    """Whether a model can be used."""

    READY = "ready"
    NOT_MADE = "not made yet"
    GONE = "file gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class AddedModel:
    """A model as it was when it was checked and added.

    Attributes:
        id: what `--model` takes: the file's name in small letters, made unique.
        kind: "chat" or "embedding".
        name: what people call it: the file's name without its ending.
        path: the file, absolute.
        size_bytes, modified_ns: of the file; another size or time means that it was changed.
        sha256: of the file, hexadecimal.
        drafts_only: see `ModelFile`.
    """

    id: str
    kind: str
    name: str
    path: str
    size_bytes: int
    modified_ns: int
    sha256: str
    drafts_only: bool

    def state(self) -> State:
        """Whether the file is there and what it was."""
        try:
            found = stamp(Path(self.path))
        except ModelFileMissing:
            return State.GONE
        return State.READY if found == (self.size_bytes, self.modified_ns) else State.CHANGED

    def model_file(self) -> ModelFile:
        """What the engines take."""
        return ModelFile(self.id, self.kind, self.name, self.path, (), self.drafts_only, self.sha256)


def stamp(path: Path) -> tuple[int, int]:
    """Size in bytes and time of change in ns of a file: one of them is another when it was changed.

    Raises:
        ModelFileMissing: it is not there.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise ModelFileMissing(path=str(path)) from error
    return found.st_size, found.st_mtime_ns


def load(data_dir: Path) -> tuple[tuple[AddedModel, ...], ModelListInvalid | None]:
    """The added models, oldest first; a list that cannot be read is kept aside, and the second value says so."""
    path = paths.models_file(data_dir)
    try:
        return tuple(_model(one) for one in json.loads(path.read_bytes())), None
    except FileNotFoundError:
        return (), None
    except (OSError, ValueError, TypeError, RecursionError) as error:
        kept = path.with_name(f"{path.name}.damaged")
        try:
            path.replace(kept)
        except OSError:
            kept = path
        return (), ModelListInvalid(path=str(path), reason=str(error), kept=str(kept))


def add(data_dir: Path, model: AddedModel) -> None:
    """Remember a model, in place of one with the same id.

    Raises:
        DiskFull: no space; the list is what it was.
        DataFolderUnusable: the data folder cannot be written; the list is what it was.
    """
    others = [one for one in load(data_dir)[0] if one.id != model.id]
    _save(data_dir, [*others, model])


def remove(data_dir: Path, model_id: str) -> None:
    """Forget a model; its file stays. Errors are those of `add`."""
    _save(data_dir, [one for one in load(data_dir)[0] if one.id != model_id])


def id_for(path: Path, models: Sequence[AddedModel], taken: Sequence[str]) -> str:
    """The id for a file: the one it has, or one made of its name that is neither in use nor in `taken`."""
    for model in models:
        if model.path == str(path):
            return model.id
    used = {*taken, *(model.id for model in models)}
    stem = re.sub(r"[^a-z0-9._]+", "-", path.stem.lower()).strip("-.")[:_LONGEST_ID] or "model"
    number = 1
    while (found := stem if number == 1 else f"{stem}-{number}") in used:
        number += 1
    return found


def _save(data_dir: Path, models: Sequence[AddedModel]) -> None:
    settings.write_json([asdict(model) for model in models], paths.models_file(data_dir))


def _model(values: object) -> AddedModel:
    """A model as it stands in the file.

    Raises:
        TypeError: it is not what was written there.
    """
    if not isinstance(values, dict):
        raise TypeError("not a model")
    for field in fields(AddedModel):
        if type(values.get(field.name)) is not field.type:
            raise TypeError(f"{field.name} is missing or wrong")
    if values["kind"] not in ("chat", "embedding"):
        raise TypeError("an unknown kind of model")
    return AddedModel(**{field.name: values[field.name] for field in fields(AddedModel)})
