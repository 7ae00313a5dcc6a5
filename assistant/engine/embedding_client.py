"""The embedding engine as the program sees it: a child process that is asked in small pieces."""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from assistant import gguf_header
from assistant.engine import embedding_protocol as protocol
from assistant.engine import split_model
from assistant.errors import ChildProtocolBroken, ModelFileMissing, ModelKindWrong
from assistant.isolation import Child, Policy, Reply
from assistant.pipeline.chunk import estimated_tokens
from assistant.records import ModelFile, ModelInfo, PassageText, PassageVectors, QuestionVectors
from assistant.settings import Settings

_NAME = "embedding engine"

_REQUEST_TOKENS = 512
"""Tokens of passages in one request, by estimate: one batch of the child, which is what a question may wait for."""

_EXTRA_TOKENS = 6
"""Prefix, begin and end of a passage."""

_MEMORY_BYTES = 1 << 30
"""Address space of the child, with room to spare. Measured: 390 MB with one thread (up to 168 MB resident)."""

_THREAD_BYTES = 80 << 20
"""What one more thread may take. Measured: 8 MB, its stack; glibc may reserve 64 MB more for its memory."""

_TIMEOUT_S = 120.0
"""Silence that means the child hangs: a batch takes 0.2 s on two calm cores."""


class EmbeddingChild:
    """The embedding model in its child process; started with the first request. Thread-safe."""

    def __init__(self, model: ModelFile, settings: Settings) -> None:
        """Prepare the child for a split model (`ModelFile.path` is its folder); nothing is started yet."""
        self._folder = Path(model.path).absolute()
        self._model = model
        threads = settings.embedding_threads or _cores()
        self._child = Child(
            "assistant.engine.worker",
            name=_NAME,
            options={"kind": "embedding", "path": str(self._folder), "threads": threads},
            policy=Policy(
                read_paths=tuple(str(self._folder / name) for name in split_model.FILES),
                memory_bytes=_MEMORY_BYTES + threads * _THREAD_BYTES,
            ),
        )
        self._lock = threading.Lock()
        self._info: ModelInfo | None = None

    def info(self) -> ModelInfo:
        """Name, context in tokens and dimension; loads the model when it is not loaded yet.

        Raises:
            ModelFileMissing: a file of the model is not there.
            ModelKindWrong: not a split embedding model.
            ModelFileInvalid: the model's files are refused.
            ChildError: the child ended or hung.
        """
        with self._lock:
            if self._info is None:
                self._check_files()
                with self._believing_nothing():
                    self._info = protocol.info(self._asked({protocol.REQUEST: protocol.INFO}, urgent=True))
            return self._info

    def count(self, texts: Sequence[str]) -> list[int]:
        """Exact number of tokens of each text, without prefix and without begin or end tokens."""
        self.info()
        with self._believing_nothing():
            header: dict[str, object] = {protocol.REQUEST: protocol.COUNT, protocol.TEXTS: list(texts)}
            return protocol.counts(self._asked(header, urgent=True), len(texts))

    def embed_passages(self, passages: Sequence[PassageText], *, urgent: bool = False) -> PassageVectors:
        """Vectors of chunks, in their order: float32 (chunks, dim) of length 1, and coded token vectors.

        Asked in requests of about 512 tokens, so that a question never waits for more than one of them. An
        exception leaves nothing half done: the vectors of all are given or none.
        """
        dim = self.info().dim
        vectors = [np.zeros((0, dim), np.float32)]
        codes: list[bytes] = []
        for group in _groups(passages):
            with self._believing_nothing():
                reply = self._asked(protocol.passages_request(group), urgent=urgent)
                found = protocol.passage_vectors(reply, group, dim)
            vectors.append(found.vectors)
            codes.extend(found.token_codes)
        return PassageVectors(np.concatenate(vectors), tuple(codes))

    def embed_question(self, text: str) -> QuestionVectors:
        """Vectors of a question: float32 (dim,) of length 1, and float32 (tokens, dim), placed as the codes are."""
        dim = self.info().dim
        with self._believing_nothing():
            header: dict[str, object] = {protocol.REQUEST: protocol.QUESTION, protocol.TEXT: text}
            return protocol.question_vectors(self._asked(header, urgent=True), dim)

    def close(self) -> None:
        """End the child and give its memory back."""
        self._child.close()

    @property
    def lockdown(self) -> Mapping[str, str]:
        """What the child's lock-down reached; empty before it was started."""
        return self._child.lockdown

    def _check_files(self) -> None:
        """Look at the files before anything else touches them.

        Raises:
            ModelFileMissing: one is not there.
            ModelKindWrong: not a split embedding model.
            ModelFileInvalid: the encoder's header is refused.
        """
        if self._folder.is_file():
            raise ModelKindWrong(
                name=self._model.name, found="a model in a single file", wanted="the embedding model of Footnote"
            )
        for name in split_model.FILES:
            if not (self._folder / name).is_file():
                raise ModelFileMissing(path=str(self._folder / name))
        header = gguf_header.check(self._folder / split_model.ENCODER)
        if not header.is_embedding:
            raise ModelKindWrong(name=self._model.name, found="a chat model", wanted="an embedding model")

    def _asked(self, header: Mapping[str, object], *, urgent: bool) -> Reply:
        """The one reply to a request.

        Raises:
            UnreadableReply: none, or several.
        """
        replies = list(self._child.request(header, timeout_s=_TIMEOUT_S, urgent=urgent))
        if len(replies) != 1:
            raise protocol.UnreadableReply("not one reply")
        return replies[0]

    @contextmanager
    def _believing_nothing(self) -> Iterator[None]:
        """End the child when it says something that is no answer.

        Raises:
            ChildProtocolBroken: it did.
        """
        try:
            yield
        except protocol.UnreadableReply as error:
            self._child.restart_after()
            raise ChildProtocolBroken(name=_NAME) from error


def _groups(passages: Sequence[PassageText]) -> Iterator[list[PassageText]]:
    """The passages in their order, as many in a group as make one batch; a larger one stands alone."""
    group: list[PassageText] = []
    filled = 0
    for passage in passages:
        size = estimated_tokens(passage.heading) + estimated_tokens(passage.text) + _EXTRA_TOKENS
        if group and filled + size > _REQUEST_TOKENS:
            yield group
            group, filled = [], 0
        group.append(passage)
        filled += size
    if group:
        yield group


def _cores() -> int:
    """Cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
