"""The only fake of the suite: a chat engine that writes what a script says.

It is held to the same contract as the real child (tests/engine/test_chat_contract.py), so it cannot lie.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.errors import AssistantError, PromptTooLong
from assistant.isolation import Cancel
from assistant.pipeline.thinking import Splitter
from assistant.records import (
    FinishReason,
    Generated,
    Message,
    ModelInfo,
    Prompt,
    Sampling,
    TextPiece,
)

_TURN_TOKENS = 4


class ScriptedChat:
    """Implements `ChatEngine`: a word with the white space before it is a token.

    `script` is the answer, or gives the answer to a prompt. `before_piece` is called before each piece (a test can
    wait in it, set a cancel, or raise). `failure` is raised in the place of `Generated`. `prompts` and `samplings`
    hold every prompt and sampling it was given.
    """

    def __init__(
        self,
        script: str | Callable[[Prompt], str] = "Leave is applied for in the portal.",
        *,
        context_tokens: int = 4096,
        before_piece: Callable[[], None] = lambda: None,
        failure: AssistantError | None = None,
    ) -> None:
        self._script = script
        self._context_tokens = context_tokens
        self._before_piece = before_piece
        self._failure = failure
        self._read: list[str] = []
        self.prompts: list[Prompt] = []
        self.samplings: list[Sampling] = []

    @property
    def lockdown(self) -> Mapping[str, str]:
        return {}

    def start(self) -> None:
        pass

    def info(self) -> ModelInfo:
        return ModelInfo("scripted", self._context_tokens, 0)

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(_tokens(text)) for text in texts]

    def count_messages(self, messages: Sequence[Message]) -> int:
        return len(_prompt_tokens(messages))

    def generate(self, prompt: Prompt, sampling: Sampling, cancel: Cancel) -> Iterator[TextPiece | Generated]:
        self.prompts.append(prompt)
        self.samplings.append(sampling)
        read = _prompt_tokens(prompt.messages)
        if len(read) >= self._context_tokens:
            raise PromptTooLong(tokens=len(read), limit=self._context_tokens)
        reused = 0
        while reused < min(len(self._read), len(read) - 2) and self._read[reused] == read[reused]:
            reused += 1
        self._read = read
        script = self._script if isinstance(self._script, str) else self._script(prompt)
        written, splitter = 0, Splitter()
        for token in _tokens(script):
            if cancel.is_set or written == prompt.answer_tokens or len(read) + written == self._context_tokens:
                break
            self._before_piece()
            written += 1
            yield from (TextPiece(text, thinking) for text, thinking in splitter.add(token))
        finish = self._finish(cancel, len(read), written, most=prompt.answer_tokens, thinking=splitter.thinking)
        yield from (TextPiece(text, thinking) for text, thinking in splitter.end())
        if self._failure is not None:
            raise self._failure
        yield Generated(finish, len(read), reused, written)

    def _finish(self, cancel: Cancel, read: int, written: int, *, most: int, thinking: bool) -> FinishReason:
        if cancel.is_set:
            return FinishReason.CANCELLED
        if thinking:
            return FinishReason.THINKING
        if written == most:
            return FinishReason.LENGTH
        return FinishReason.CONTEXT if read + written == self._context_tokens else FinishReason.END

    def close(self) -> None:
        self._read = []


def _tokens(text: str) -> list[str]:
    return re.findall(r"\s*\S+|\s+", text)


def _prompt_tokens(messages: Sequence[Message]) -> list[str]:
    found = []
    for message in messages:
        found += [message.role] * _TURN_TOKENS + _tokens(message.text)
    return [*found, "answer"]
