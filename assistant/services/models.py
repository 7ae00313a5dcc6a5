"""The models of this computer: choosing one, and making the default ones from what is shipped."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant import gguf_header
from assistant.engine import maker_client
from assistant.errors import ModelFileMissing, ModelKindWrong, ModelUnknown
from assistant.modelcache import defaults
from assistant.records import ModelFile


@dataclass(frozen=True, slots=True)
class Preparing:
    """A default model is being made: `share` 0 to 1."""

    name: str
    share: float


def chosen(model: str | None, models_dir: Path) -> ModelFile:
    """The chat model of that id or path; the default one when None.

    Raises:
        ModelUnknown: neither a known id nor a path.
        ModelFileMissing: a path with nothing there.
        ModelFileInvalid: not a GGUF that can be used.
        ModelKindWrong: a folder, or a GGUF that is not a chat model.
    """
    default = defaults.chat_model(models_dir)
    if model is None or model == default.id:
        return default
    path = Path(model).absolute()
    if path.suffix.lower() != ".gguf" and not path.exists():
        raise ModelUnknown(name=model)
    if path.is_dir():
        raise ModelKindWrong(name=str(path), found="a folder", wanted="a GGUF file")
    if not path.is_file():
        raise ModelFileMissing(path=str(path))
    header = gguf_header.check(path)
    gguf_header.require_chat(header, path.name)
    return ModelFile(path.stem, "chat", header.name or path.stem, str(path), ())


def prepare(models_dir: Path) -> Iterator[Preparing]:
    """Make the default models that are not there yet; nothing to do from the second start on.

    Yields progress, about five seconds in all; each model is written aside and renamed when it is complete.

    Raises:
        ConversionFailed: what is shipped is missing or damaged.
        DiskFull: no space for about 210 MB.
    """
    for model in defaults.missing(models_dir):
        yield Preparing(model.name, 0.0)
        make = maker_client.requantise if model.kind == "chat" else maker_client.make_embedding_model
        target = models_dir / model.target
        for share in make(model.source(), target, member=model.member, sha256=model.sha256):
            yield Preparing(model.name, share)
