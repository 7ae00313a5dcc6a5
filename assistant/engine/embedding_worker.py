"""Answers the requests of `embedding_protocol` with whichever embedding model the child was started for."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.engine import embedding_protocol as protocol
from assistant.engine.embedding import Embedder
from assistant.engine.embedding_gguf import GgufEmbedder
from assistant.isolation import Reply
from assistant.records import ModelInfo, PassageText, PassageVectors, QuestionVectors

if TYPE_CHECKING:
    from assistant.isolation.child import CancelFlag


class EmbeddingModel(Protocol):
    """A loaded model."""

    info: ModelInfo

    def passages(self, passages: Sequence[PassageText], cancel: "CancelFlag") -> PassageVectors:
        """Vectors and token codes of the passages, in their order."""
        ...

    def question(self, text: str) -> QuestionVectors:
        """The vector of a question and those of its tokens."""
        ...

    def counts(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, without prefix and without begin or end tokens."""
        ...


class EmbeddingWorker:
    """The worker of the embedding child."""

    def __init__(self, model: EmbeddingModel) -> None:
        self._model = model

    def handle(
        self, header: Mapping[str, object], _blobs: Sequence[bytes], _file: int | None, cancel: "CancelFlag"
    ) -> Iterator[Reply]:
        """Answer one request with one reply.

        Raises:
            Cancelled: somebody asked to stop; seen between batches.
            ModelFileInvalid: the model gives something that is not a number.
            ValueError: an unknown request (a defect of ours).
        """
        match header[protocol.REQUEST]:
            case protocol.PASSAGES:
                yield protocol.passages_reply(self._model.passages(protocol.asked_passages(header), cancel))
            case protocol.QUESTION:
                yield protocol.question_reply(self._model.question(str(header[protocol.TEXT])))
            case protocol.COUNT:
                yield protocol.counts_reply(self._model.counts(protocol.asked_texts(header)))
            case protocol.INFO:
                yield protocol.info_reply(self._model.info)
            case other:
                raise ValueError(f"unknown request {other!r}")


def open_worker(options: Mapping[str, object]) -> EmbeddingWorker:
    """The worker of the embedding child.

    Args:
        options: "path" (folder of a split model, or a GGUF file), "name", "known_as" and "threads".
    """
    path, threads = Path(str(options["path"])), int(str(options["threads"]))
    if path.is_dir():
        return EmbeddingWorker(Embedder(path, threads=threads))
    name, known_as = str(options["name"]), str(options["known_as"])
    return EmbeddingWorker(GgufEmbedder(path, name=name, known_as=known_as, threads=threads))
