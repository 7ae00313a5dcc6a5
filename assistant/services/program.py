"""Everything a service needs, built once by `__main__` and handed down."""

from dataclasses import dataclass
from pathlib import Path

from assistant.engine.client import ChatEngine, EmbeddingEngine
from assistant.errors import AssistantError
from assistant.pipeline import tokens
from assistant.reading.client import Reader
from assistant.records import ModelFile
from assistant.settings import Settings
from assistant.store import Store


@dataclass(frozen=True, slots=True)
class Program:
    """The parts of a running Footnote.

    Attributes:
        embedding_model, chat_model: what the engines were built for; their files may still have to be prepared
            (`services.models.prepare`).
        notices: what went wrong while starting and was put right; to be shown once.
        network: what keeps this process off the network, in words ("no IP sockets (seccomp)").
    """

    data_dir: Path
    models_dir: Path
    settings: Settings
    store: Store
    reader: Reader
    embedding: EmbeddingEngine
    embedding_model: ModelFile
    chat: ChatEngine
    chat_model: ModelFile
    notices: tuple[AssistantError, ...]
    network: str

    @property
    def vectors_id(self) -> str:
        """Under what name vectors are stored: another model or another coding makes them anew."""
        return f"{self.embedding_model.id}/{tokens.VERSION}"

    def close(self) -> None:
        """End the child processes and close the databases; safe to call twice."""
        self.chat.close()
        self.embedding.close()
        self.reader.close()
        self.store.close()
