"""What the program asks of the engines; their children and the scripted engine of the tests implement it."""

from collections.abc import Generator, Mapping, Sequence
from typing import Protocol

from assistant.isolation.cancel import Cancel
from assistant.records import (
    Generated,
    Message,
    ModelInfo,
    PassageText,
    PassageVectors,
    Prompt,
    QuestionVectors,
    Sampling,
    TextPiece,
)


class ChatEngine(Protocol):
    """A model that writes. Thread-safe; one request at a time, others wait.

    The model is loaded when first needed, and given back after a while without a request, until the next one.

    Every method may raise `ModelFileMissing`, `ModelFileInvalid`, `ModelKindWrong`, `ChatTemplateRefused` and the
    leaves of `ChildError`.
    """

    @property
    def lockdown(self) -> Mapping[str, str]:
        """What the engine's process gave up, each part in words; empty before its first start."""
        ...

    def start(self) -> None:
        """Load the model now when it is not in memory, so that the next request need not wait; blocks."""
        ...

    def info(self) -> ModelInfo:
        """Name, context in tokens and width of the model."""
        ...

    def count(self, texts: Sequence[str]) -> list[int]:
        """Exact number of tokens of each text, without template and without begin or end tokens."""
        ...

    def count_messages(self, messages: Sequence[Message]) -> int:
        """Exact number of tokens of the messages as a prompt, template and start of the answer included."""
        ...

    def generate(
        self, prompt: Prompt, sampling: Sampling, cancel: Cancel
    ) -> Generator[TextPiece | Generated, None, None]:
        """The answer as it is written: pieces of whole code points, then `Generated`, last and exactly once.

        `cancel` ends it soon with `FinishReason.CANCELLED`; so does closing the iterator. An exception takes the
        place of `Generated`; the pieces yielded before it stand.

        Raises:
            PromptTooLong: prompt and one token of an answer do not fit the context.
            EngineDied: the engine ended in the middle; the next request starts it again.
        """
        ...

    def close(self) -> None:
        """End the engine and give its memory back."""
        ...


class EmbeddingEngine(Protocol):
    """A model that turns texts into vectors. Thread-safe; a question goes before waiting passages."""

    @property
    def lockdown(self) -> Mapping[str, str]:
        """What the engine's process gave up, each part in words; empty before its first start."""
        ...

    def start(self) -> None:
        """Load the model now when it is not in memory, so that the next request need not wait; blocks."""
        ...

    def info(self) -> ModelInfo:
        """Name, context in tokens and dimension of the vectors."""
        ...

    def count(self, texts: Sequence[str]) -> list[int]:
        """Exact number of tokens of each text, without prefix and without begin or end tokens."""
        ...

    def embed_passages(
        self, passages: Sequence[PassageText], *, urgent: bool = False, cancel: Cancel | None = None
    ) -> PassageVectors:
        """Vectors of chunks, in their order: float32 (chunks, dim) of length 1, and coded token vectors.

        Raises:
            Cancelled: `cancel` was set.
        """
        ...

    def embed_question(self, text: str) -> QuestionVectors:
        """Vectors of a question: float32 (dim,) of length 1, and float32 (tokens, dim)."""
        ...

    def close(self) -> None:
        """End the engine and give its memory back."""
        ...
