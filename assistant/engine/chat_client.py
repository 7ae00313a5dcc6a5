"""Our side of the chat engine: a child that is started when first needed, and again after it died."""

import os
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant import gguf_header
from assistant.engine import protocol
from assistant.errors import (
    Cancelled,
    ChatTemplateRefused,
    ChildDied,
    ChildError,
    ChildOutOfMemory,
    ChildProtocolBroken,
    ChildTimedOut,
    EngineDied,
    ModelFileInvalid,
)
from assistant.gguf_header import GgufHeader
from assistant.isolation import Cancel, Child, Policy, Reply
from assistant.records import FinishReason, Generated, Message, ModelFile, ModelInfo, Prompt, Sampling, TextPiece
from assistant.settings import Settings

_NAME = "chat engine"

_SILENCE_S = 300.0
"""Longest time without a reply: 64 tokens of a prompt on a model that takes four seconds for a token."""
_START_S = 300.0
"""Longest time to load: 30 GB from a disk that reads 100 MB a second."""

_ENDLESS = "it did not come to an end"

_MB = 1 << 20
_HEADROOM_BYTES = 1536 * _MB
"""Address space beside the model: interpreter and libraries (0.5 GB), buffers, a template's 1 GB."""
_THREAD_BYTES = 192 * _MB  # of addresses: 128 for the C library's arena, a stack, work space


class ChatChild:
    """A `ChatEngine` in a locked-down process of its own."""

    def __init__(self, model: ModelFile, settings: Settings, *, template_deadline_s: float | None = None) -> None:
        """Nothing is started yet.

        Args:
            model: a chat model.
            settings: context and threads.
            template_deadline_s: limit for the chat template; None: the usual one.
        """
        self._path = Path(model.path).absolute()  # the child's current folder is another one
        self._name = model.name or self._path.name
        self._context_tokens = settings.context_tokens
        self._thinking_tokens = settings.thinking_tokens
        self._idle_s = 60.0 * settings.model_rest_minutes or None
        self._threads = settings.chat_threads or max(1, _cores() - 1)
        self._template_deadline_s = template_deadline_s
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._header: GgufHeader | None = None
        self._refused = False

    @property
    def lockdown(self) -> Mapping[str, str]:
        """What the engine's process gave up, each part in words; empty before its first start."""
        child = self._child
        return child.lockdown if child is not None else {}

    @property
    def pid(self) -> int | None:
        """Of the engine's process; None when there is none."""
        child = self._child
        return child.pid if child is not None else None

    def start(self) -> None:
        """Load the model now when it is not in memory; blocks."""
        self._running()

    def info(self) -> ModelInfo:
        """Name, context in tokens and width of the model.

        Raises:
            ChildProtocolBroken: the engine sent something that is not an answer.
        """
        with self._believing_nothing():
            replies = list(self._running().request({"request": protocol.INFO}, timeout_s=_SILENCE_S))
            return protocol.model_info(_only(replies), name=_NAME)

    def count(self, texts: Sequence[str]) -> list[int]:
        """Exact number of tokens of each text, without template.

        Raises:
            ChildProtocolBroken: the engine sent something that is not an answer.
        """
        if not texts:
            return []
        blobs = protocol.text_blobs(texts)
        with self._believing_nothing():
            replies = list(self._running().request({"request": protocol.COUNT}, blobs, timeout_s=_SILENCE_S))
            return protocol.counts(_only(replies), expected=len(texts), name=_NAME)

    def count_messages(self, messages: Sequence[Message]) -> int:
        """Exact number of tokens of the messages as a prompt, template and start of the answer included.

        Raises:
            ChildProtocolBroken: the engine sent something that is not an answer.
            ChatTemplateRefused: the model's own template loops or fails.
        """
        header, blobs = protocol.messages_request(protocol.COUNT_MESSAGES, messages)
        with self._believing_nothing():
            replies = list(self._replies(header, blobs, None))
            return protocol.whole(_only(replies).header, "tokens", name=_NAME)

    def generate(
        self, prompt: Prompt, sampling: Sampling, cancel: Cancel
    ) -> Generator[TextPiece | Generated, None, None]:
        """See `ChatEngine.generate`.

        Raises:
            Cancelled: `close` was called meanwhile.
            ChatTemplateRefused: the model's own template loops or fails.
            PromptTooLong: prompt and one token of an answer do not fit the context.
            EngineDied: the engine ended in the middle; the next request starts it again.
        """
        header, blobs = protocol.messages_request(protocol.GENERATE, prompt.messages)
        header |= {"answer_tokens": prompt.answer_tokens, "thinking_tokens": self._thinking_tokens}
        header |= protocol.sampling_fields(sampling)
        if not self._refused:
            self._running()  # what loading says comes as it is, not as the end of an answer
        try:
            with self._believing_nothing():
                yield from self._written(header, blobs, cancel)
        except Cancelled:
            if not cancel.is_set:  # `close` was called
                raise
            yield Generated(FinishReason.CANCELLED, prompt_tokens=0, reused_tokens=0, answer_tokens=0)
        except ChildError as error:
            raise EngineDied(name=self._name, reason=_reason(error)) from error

    def close(self) -> None:
        """End the engine; a later request starts it again."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.close()

    @contextmanager
    def _believing_nothing(self) -> Iterator[None]:
        """End the child when it says something that is no answer.

        Raises:
            ChildProtocolBroken: it did.
        """
        try:
            yield
        except ChildProtocolBroken:
            child = self._child
            if child is not None:
                child.restart_after()
            raise

    def _written(
        self, header: dict[str, object], blobs: list[bytes], cancel: Cancel
    ) -> Iterator[TextPiece | Generated]:
        last: Generated | None = None
        for reply in self._replies(header, blobs, cancel):
            if last is not None:
                raise ChildProtocolBroken(name=_NAME)
            if protocol.FINISH in reply.header:
                last = protocol.generated(reply, name=_NAME)
            elif protocol.THOUGHT in reply.header:
                yield TextPiece(protocol.words(reply.header, protocol.THOUGHT, name=_NAME), thinking=True)
            elif protocol.TEXT in reply.header:
                yield TextPiece(protocol.words(reply.header, protocol.TEXT, name=_NAME))
        if last is None:
            raise ChildProtocolBroken(name=_NAME)
        yield last

    def _replies(self, header: dict[str, object], blobs: list[bytes], cancel: Cancel | None) -> Iterator[Reply]:
        """The replies to a request that renders the template; a death while it runs is the template's fault.

        Raises:
            ChatTemplateRefused: the template ended the engine, now or before.
            ChildDied: the engine ended for another reason.
            ChildTimedOut: the engine was silent for too long and was ended.
        """
        rendering = False
        self._prepared()
        if self._refused:
            raise ChatTemplateRefused(name=self._name, reason=_ENDLESS)
        child = self._running()
        try:
            for reply in child.request(header, blobs, timeout_s=_SILENCE_S, cancel=cancel):
                if protocol.RENDERING in reply.header:
                    rendering = bool(reply.header[protocol.RENDERING])
                elif protocol.EVALUATED not in reply.header:
                    yield reply
        except (ChildDied, ChildTimedOut) as error:
            if not rendering or child.alive:  # alive: a defect of ours that the child reported
                raise
            # Remembered, or every question would start an engine only to see it die.
            self._refused = True
            raise ChatTemplateRefused(name=self._name, reason=_ENDLESS) from error

    def _prepared(self) -> Child:
        """The child, not always started; the file is checked before every start."""
        with self._lock:
            if self._child is None or not self._child.alive:
                self._child = self._checked(self._child)
            return self._child

    def _running(self) -> Child:
        """The child with its model loaded.

        Raises:
            ModelFileInvalid: the strict check or llama.cpp refuses the file, or llama.cpp died of it.
        """
        child = self._prepared()
        if child.alive:
            return child  # starting it would wait for the running request
        try:
            child.start()
        except ChildDied as error:
            raise ModelFileInvalid(name=self._name, reason="the engine stopped while loading it") from error
        return child

    def _checked(self, child: Child | None) -> Child:
        """That child if the file is what it was made for, a new one otherwise; called with the lock taken."""
        header = gguf_header.check(self._path)
        gguf_header.require_chat(header, self._name)
        if child is not None and header == self._header:
            return child
        if child is not None:
            child.close()
        self._header, self._refused = header, False
        options: dict[str, object] = {
            "kind": "chat",
            "path": str(self._path),
            "name": self._name,
            "context_tokens": self._context_tokens,
            "threads": self._threads,
        }
        if self._template_deadline_s is not None:
            options["template_deadline_s"] = self._template_deadline_s
        return Child(
            "assistant.engine.worker",
            name=_NAME,
            options=options,
            policy=Policy(
                read_paths=(str(self._path),),
                memory_bytes=address_space(header, context_tokens=self._context_tokens, threads=self._threads),
                environment={"OMP_WAIT_POLICY": "PASSIVE"},
            ),
            start_timeout_s=_START_S,
            idle_s=self._idle_s,
        )


def address_space(header: GgufHeader, *, context_tokens: int, threads: int) -> int:
    """Bytes of address space that a chat child may need: a limit against runaway files, not a forecast.

    The file counts twice: mapped, and once more where llama.cpp repacks weights for the processor.
    """
    tokens = min(context_tokens, header.context_length)
    cache = tokens * header.kv_bytes_per_token
    attention = 4 * 64 * tokens * max(header.head_count, 1)  # float32 scores of a piece, without flash attention
    return 2 * header.size_bytes + cache + attention + _HEADROOM_BYTES + threads * _THREAD_BYTES


def _only(replies: Sequence[Reply]) -> Reply:
    if len(replies) != 1:
        raise ChildProtocolBroken(name=_NAME)
    return replies[0]


def _cores() -> int:
    # What this process may use: less than the machine has, in a container.
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _reason(error: ChildError) -> str:
    if isinstance(error, ChildOutOfMemory):
        return "it ran out of memory"
    if isinstance(error, ChildTimedOut):
        return "it gave no answer and was ended"
    return str(error.fields.get("reason", "it sent something unreadable"))
