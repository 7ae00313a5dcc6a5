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
from assistant.errors import Cancelled, ChildProtocolBroken, ModelFileMissing
from assistant.gguf_header import GgufHeader
from assistant.isolation import Cancel, Child, Policy, Reply
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

_GGUF_HEADROOM_BYTES = 1 << 30
"""Address space beside a GGUF model: interpreter and libraries (0.5 GB), what a pass computes with."""

_TIMEOUT_S = 300.0
"""Silence that means the child hangs: a batch takes 0.2 s on two calm cores, minutes with one 60 times as large."""

_START_S = 300.0
"""Longest time to load: 30 GB from a disk that reads 100 MB a second."""


class EmbeddingChild:
    """The embedding model in its child process; started with the first request. Thread-safe."""

    def __init__(self, model: ModelFile, settings: Settings) -> None:
        """Prepare for a model: a folder is a split model, a file is a GGUF; nothing is started yet."""
        self._path = Path(model.path).absolute()
        self._is_split = self._path.suffix.lower() != ".gguf" and not self._path.is_file()
        self._model = model
        self._threads = settings.embedding_threads or _cores()
        self._idle_s = 60.0 * settings.model_rest_minutes or None
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._info: ModelInfo | None = None

    def start(self) -> None:
        """Load the model now when it is not in memory; blocks."""
        self.info()
        if self._child is not None:
            self._child.start()

    def info(self) -> ModelInfo:
        """Name, context in tokens and dimension; loads the model when it is not loaded yet.

        Raises:
            ModelFileMissing: a file of the model is not there.
            ModelKindWrong: not an embedding model.
            ModelFileInvalid: the model's files are refused.
            ChildError: the child ended or hung.
        """
        with self._lock:
            if self._info is None:
                self._child = self._child or self._made()
                with self._believing_nothing():
                    self._info = protocol.info(self._asked({protocol.REQUEST: protocol.INFO}, urgent=True))
            return self._info

    def count(self, texts: Sequence[str]) -> list[int]:
        """Exact number of tokens of each text, without prefix and without begin or end tokens."""
        self.info()
        with self._believing_nothing():
            header: dict[str, object] = {protocol.REQUEST: protocol.COUNT, protocol.TEXTS: list(texts)}
            return protocol.counts(self._asked(header, urgent=True), len(texts))

    def embed_passages(
        self, passages: Sequence[PassageText], *, urgent: bool = False, cancel: Cancel | None = None
    ) -> PassageVectors:
        """Vectors of chunks, in their order: float32 (chunks, dim) of length 1, and coded token vectors.

        Asked in requests of about 512 tokens, so that a question never waits for more than one of them. An
        exception leaves nothing half done: the vectors of all are given or none.

        Raises:
            Cancelled: `cancel` was set; it is looked at between two requests.
        """
        dim = self.info().dim
        vectors = [np.zeros((0, dim), np.float32)]
        codes: list[bytes] = []
        for group in _groups(passages):
            if cancel is not None and cancel.is_set:
                raise Cancelled
            with self._believing_nothing():
                reply = self._asked(protocol.passages_request(group), urgent=urgent)
                found = protocol.passage_vectors(reply, group, dim, coded=self._is_split)
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
        child = self._child
        if child is not None:
            child.close()

    @property
    def lockdown(self) -> Mapping[str, str]:
        """What the child's lock-down reached; empty before it was started."""
        child = self._child
        return child.lockdown if child is not None else {}

    def _made(self) -> Child:
        """The child, not started, after a look at the files: nothing else touches them before."""
        files = [self._path / name for name in split_model.FILES] if self._is_split else [self._path]
        header = self._checked(files)
        memory = _MEMORY_BYTES if self._is_split else gguf_memory(header)
        return Child(
            "assistant.engine.worker",
            name=_NAME,
            options={
                "kind": "embedding",
                "path": str(self._path),
                "name": self._model.name,
                "known_as": header.name,
                "threads": self._threads,
            },
            policy=Policy(
                read_paths=tuple(map(str, files)), memory_bytes=memory + self._threads * _THREAD_BYTES
            ),
            start_timeout_s=_START_S,
            idle_s=self._idle_s,
        )

    def _checked(self, files: Sequence[Path]) -> GgufHeader:
        """The header of the model.

        Raises:
            ModelFileMissing: one of the files is not there.
            ModelKindWrong: not an embedding model.
            ModelFileInvalid: the header is refused.
        """
        for path in files:
            if not path.is_file():
                raise ModelFileMissing(path=str(path))
        header = gguf_header.check(files[0])
        gguf_header.require_embedding(header, self._model.name, vocabulary=not self._is_split)
        return header

    def _asked(self, header: Mapping[str, object], *, urgent: bool) -> Reply:
        """The one reply to a request.

        Raises:
            UnreadableReply: none, or several.
        """
        assert self._child is not None, "info() comes first"
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
            if self._child is not None:
                self._child.restart_after()
            raise ChildProtocolBroken(name=_NAME) from error


def gguf_memory(header: GgufHeader) -> int:
    """Bytes of address space that a child with this model may need: a limit against runaway files, not a forecast.

    The file counts twice: mapped, and once more where llama.cpp repacks weights for the processor. llama.cpp keeps
    room for the logits of every token of a batch, though none are asked for.
    """
    logits = 4 * _REQUEST_TOKENS * header.vocab_size
    memory = _REQUEST_TOKENS * (header.kv_bytes_per_token + 4 * 16 * header.embedding_length)
    return 2 * header.size_bytes + 2 * logits + memory + _GGUF_HEADROOM_BYTES


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
