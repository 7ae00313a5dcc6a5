"""The chat engine's work: prompts to text, token by token; runs in the child."""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from llama_cpp import llama_cpp as low

from assistant.engine import protocol
from assistant.engine.context import PIECE_TOKENS, Context, Evaluated
from assistant.engine.llama import Model
from assistant.engine.pieces import Pieces
from assistant.engine.sampling import sampler
from assistant.engine.template import DEADLINE_S, ChatTemplate
from assistant.engine.vocabulary import Vocabulary
from assistant.errors import ChatTemplateRefused, ModelFileInvalid, PromptTooLong
from assistant.isolation import Reply
from assistant.pipeline import thinking
from assistant.records import FinishReason, Sampling

if TYPE_CHECKING:
    from assistant.isolation.child import CancelFlag

_TOGETHER_S = 0.02
"""Text that follows within this time is sent with the next token: the eye sees no difference, the pipe does."""

_UNFINISHED = {Evaluated.ABORTED: FinishReason.CANCELLED, Evaluated.FULL: FinishReason.CONTEXT}


@dataclass(frozen=True, slots=True)
class _Limits:
    answer_tokens: int
    thinking_tokens: int
    sampling: Sampling


def open_worker(options: Mapping[str, object]) -> "Writer":
    """Load the chat model that `options` name: path, name, context_tokens, threads, template_deadline_s if given.

    Raises:
        ModelFileInvalid: llama.cpp refuses the file, or its weights give no numbers.
    """
    return Writer(
        Path(str(options["path"])),
        name=str(options["name"]),
        context_tokens=int(str(options["context_tokens"])),
        threads=int(str(options["threads"])),
        template_deadline_s=float(str(options.get("template_deadline_s", DEADLINE_S))),
    )


class Writer:
    """The worker of the chat child."""

    def __init__(
        self, path: Path, *, name: str, context_tokens: int, threads: int, template_deadline_s: float = DEADLINE_S
    ) -> None:
        """Load the model, take the memory of its context and try it on one token.

        Raises:
            ModelFileInvalid: llama.cpp refuses the file, or its weights give no numbers.
        """
        self._model = Model(path, name=name)
        self._vocabulary = Vocabulary(self._model)
        trained = int(low.llama_model_n_ctx_train(self._model.pointer))
        tokens = min(context_tokens, trained) if trained > 0 else context_tokens
        self._context = Context(self._model, tokens=tokens, threads=threads)
        source = low.llama_model_chat_template(self._model.pointer, None)
        self._template = ChatTemplate(
            source.decode("utf-8", "replace") if source else None,
            name=name,
            begin=self._vocabulary.begin_text(),
            end=self._vocabulary.end_text(),
            deadline_s=template_deadline_s,
        )
        self._context.evaluate([self._vocabulary.begin or 0])
        self._check_logits()
        self._context.forget_after(0)

    def handle(
        self, header: Mapping[str, object], blobs: Sequence[bytes], _file: int | None, cancel: "CancelFlag"
    ) -> Iterator[Reply]:
        """Answer one request of `protocol`; a cancelled answer ends as any other, with its reason.

        Raises:
            PromptTooLong: the prompt leaves no room for an answer.
            ChatTemplateRefused: the model's template fails.
            ModelFileInvalid: the weights give no numbers.
            ValueError: an unknown request.
        """
        match header["request"]:
            case protocol.INFO:
                dim = int(low.llama_model_n_embd(self._model.pointer))
                yield _reply(name=self._model.name, context_tokens=self._context.capacity, dim=dim)
            case protocol.COUNT:
                texts = protocol.blob_texts(blobs)
                yield _reply(counts=[len(self._vocabulary.tokens(text)) for text in texts])
            case protocol.COUNT_MESSAGES:
                text = yield from self._prompt_text(header, blobs)
                yield _reply(tokens=len(self._vocabulary.prompt_tokens(text)))
            case protocol.GENERATE:
                yield from self._generate(header, blobs, cancel)
            case other:
                raise ValueError(f"unknown request {other!r}")

    def close(self) -> None:
        """Free context and model."""
        self._context.close()
        self._model.close()

    def _prompt_text(
        self, header: Mapping[str, object], blobs: Sequence[bytes]
    ) -> Generator[Reply, None, str]:
        given = protocol.messages_of(header, blobs)
        messages = [replace(message, text=self._vocabulary.harmless(message.text)) for message in given]
        yield _reply(**{protocol.RENDERING: True})
        text = self._template.text(messages)
        yield _reply(**{protocol.RENDERING: False})
        return text

    def _generate(
        self, header: Mapping[str, object], blobs: Sequence[bytes], cancel: "CancelFlag"
    ) -> Iterator[Reply]:
        most_answer, most_thinking = (int(str(header[name])) for name in ("answer_tokens", "thinking_tokens"))
        text = yield from self._prompt_text(header, blobs)
        tokens = self._vocabulary.prompt_tokens(text)
        if not tokens:
            raise ChatTemplateRefused(name=self._model.name, reason="it writes nothing")
        if len(tokens) >= self._context.capacity:
            raise PromptTooLong(tokens=len(tokens), limit=self._context.capacity)
        self._context.abort_on(cancel.address)
        reused = self._context.keep_common(tokens)
        state = yield from self._evaluate(tokens[reused:], cancel)
        finish, count = _UNFINISHED.get(state), 0
        if finish is None:
            limits = _Limits(most_answer, most_thinking, protocol.sampling_of(header))
            finish, count = yield from self._answer(limits, thinking.opened_by(text), cancel)
        yield _reply(
            **{protocol.FINISH: finish.value},
            prompt_tokens=len(tokens),
            reused_tokens=reused,
            answer_tokens=count,
        )

    def _evaluate(self, tokens: Sequence[int], cancel: "CancelFlag") -> Generator[Reply, None, Evaluated]:
        for start in range(0, len(tokens), PIECE_TOKENS):
            if cancel.is_set:
                return Evaluated.ABORTED
            state = self._context.evaluate(tokens[start : start + PIECE_TOKENS])
            if state is not Evaluated.DONE:
                return state
            yield _reply(**{protocol.EVALUATED: start})
        return Evaluated.DONE

    def _answer(
        self, limits: _Limits, thinking_ends_with: str, cancel: "CancelFlag"
    ) -> Generator[Reply, None, tuple[FinishReason, int]]:
        """The loop: choose, show, evaluate. Gives why it ended and the number of tokens, thinking included."""
        writing = _Writing(self._template.stops, thinking_ends_with)
        finish: FinishReason | None = None
        with sampler(limits.sampling, self._vocabulary.size) as chain:
            while finish is None:
                if cancel.is_set:
                    finish = FinishReason.CANCELLED
                    break
                self._check_logits()
                token = chain.choose(self._context.pointer)
                if self._vocabulary.ends(token):
                    finish = FinishReason.END
                    break
                yield from writing.add(self._vocabulary.piece(token))
                finish = writing.finished(limits) or _UNFINISHED.get(self._context.evaluate([token]))
        if writing.thinking and finish is not FinishReason.CANCELLED:
            finish = FinishReason.THINKING
        yield from writing.end()
        return finish, writing.tokens

    def _check_logits(self) -> None:
        if not self._context.logits_are_numbers():
            raise ModelFileInvalid(name=self._model.name, reason="computing with it gives no numbers")


class _Writing:
    """What the model has written: whole code points, thinking and answer apart, sent in pieces worth sending.

    Attributes:
        tokens: how many it has written.
    """

    def __init__(self, stops: Sequence[str], thinking_ends_with: str) -> None:
        self._pieces = Pieces(stops)
        self._splitter = thinking.Splitter(thinking_ends_with)
        self._waiting, self._waiting_is_thought, self._sent_at = "", False, 0.0
        self.tokens = self._thought_tokens = 0

    @property
    def thinking(self) -> bool:
        return self._splitter.thinking

    def add(self, data: bytes) -> Iterator[Reply]:
        """Take the bytes of one more token; gives what is to be sent now."""
        self.tokens += 1
        self._thought_tokens += self.thinking
        yield from self._gather(self._splitter.add(self._pieces.add(data)))
        if time.monotonic() - self._sent_at >= _TOGETHER_S:
            yield from self._send()

    def end(self) -> Iterator[Reply]:
        """What was held back and what still waits."""
        yield from self._gather(self._splitter.add(self._pieces.end()))
        yield from self._gather(self._splitter.end())
        yield from self._send()

    def finished(self, limits: _Limits) -> FinishReason | None:
        """Why nothing more is to be written; None while there is room."""
        if self._pieces.stopped:
            return FinishReason.END
        answered = self.tokens - self._thought_tokens
        thought_too_long = self.thinking and self._thought_tokens >= limits.thinking_tokens
        full = answered >= limits.answer_tokens or thought_too_long
        return FinishReason.LENGTH if full else None

    def _gather(self, parts: Iterator[tuple[str, bool]]) -> Iterator[Reply]:
        for text, thought in parts:
            if thought is not self._waiting_is_thought:
                yield from self._send()
            self._waiting += text
            self._waiting_is_thought = thought

    def _send(self) -> Iterator[Reply]:
        if self._waiting:
            yield _reply(**{protocol.THOUGHT if self._waiting_is_thought else protocol.TEXT: self._waiting})
            self._waiting, self._sent_at = "", time.monotonic()


def _reply(**header: object) -> Reply:
    return Reply(header, ())
