"""Everything a service needs, built once by `__main__` and handed down."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from assistant import paths, settings
from assistant.engine.client import ChatEngine, EmbeddingEngine
from assistant.errors import AssistantError, SettingsInvalid
from assistant.pipeline import tokens
from assistant.reading.client import Reader
from assistant.reading.view_client import Viewer
from assistant.records import ModelFile
from assistant.settings import Settings
from assistant.store import Store


@dataclass(frozen=True, slots=True)
class Embedding:
    """An embedding model and its engine."""

    model: ModelFile
    engine: EmbeddingEngine

    @property
    def vectors_id(self) -> str:
        """Under what name its vectors are stored."""
        return vectors_id(self.model)

    @property
    def has_token_codes(self) -> bool:
        """False for models that were added: mean and threshold of `pipeline.tokens` belong to the default one."""
        return not self.model.sha256


@dataclass(slots=True, eq=False)
class Program:
    """The parts of a running Footnote.

    `settings`, `chat` and `chat_model` are exchanged while it runs (`services.choices`), between two answers; the
    rest stays what it is.

    Attributes:
        embedding_model, chat_model: what the engines were built for; their files may still have to be prepared
            (`services.models.prepare`).
        notices: what went wrong while starting and was put right; to be shown once.
        network: what keeps this process off the network, in words ("no IP sockets (seccomp)").
        earlier: the embedding model that was used before and still has vectors in the index, None without one. It
            answers until the vectors of `embedding_model` are whole (`services.vectors.searching`).
    """

    data_dir: Path
    models_dir: Path
    settings: Settings
    store: Store
    reader: Reader
    viewer: Viewer
    embedding: EmbeddingEngine
    embedding_model: ModelFile
    chat: ChatEngine
    chat_model: ModelFile
    notices: tuple[AssistantError, ...]
    network: str
    earlier: Embedding | None = None
    _changing: threading.Lock = field(default_factory=threading.Lock)

    def change(self, **values: object) -> Settings:
        """Use other settings from now on, and keep them; those of an engine hold for the next one. Thread-safe.

        Raises:
            DiskFull: no space; nothing was changed.
            DataFolderUnusable: the data folder cannot be written; nothing was changed.
            SettingsInvalid: those in the file could not be read at the start, and are not written over.
        """
        for notice in self.notices:
            if isinstance(notice, SettingsInvalid) and notice.fields["kept"] == notice.fields["path"]:
                raise notice
        with self._changing:
            chosen = settings.changed(self.settings, **values)
            settings.save(chosen, paths.settings_file(self.data_dir))
            self.settings = chosen
            return chosen

    @property
    def vectors_id(self) -> str:
        """Under what name vectors are stored: another model or another coding makes them anew."""
        return vectors_id(self.embedding_model)

    def close(self) -> None:
        """End the child processes and close the databases; safe to call twice."""
        self.chat.close()
        self.embedding.close()
        if self.earlier is not None:
            self.earlier.engine.close()
        self.reader.close()
        self.viewer.close()
        self.store.close()


def vectors_id(model: ModelFile) -> str:
    """The name that vectors of the model are stored under: another file or another coding has another one."""
    return "/".join([model.id, *([model.sha256[:16]] if model.sha256 else []), str(tokens.VERSION)])
