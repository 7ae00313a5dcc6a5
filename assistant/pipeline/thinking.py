"""Telling what a reasoning model thinks from what it answers: the thinking comes first, between two marks.

Thinking is not part of the answer: nothing in it is checked, quoted or kept.
"""

from collections.abc import Iterator

MARKS = (
    ("<think>", "</think>"),  # DeepSeek-R1, Qwen3, QwQ, SmolLM3, Phi-4-reasoning and most others
    ("<thinking>", "</thinking>"),
    ("<thought>", "</thought>"),  # EXAONE Deep
    ("[THINK]", "[/THINK]"),  # Magistral
    ("<seed:think>", "</seed:think>"),  # Seed-OSS
    ("◁think▷", "◁/think▷"),  # Kimi
    ("<|begin_of_thought|>", "<|end_of_thought|>"),  # Sky-T1
    ("<|channel|>analysis<|message|>", "<|start|>assistant<|channel|>final<|message|>"),  # gpt-oss
)
"""What a thinking begins and ends with. Source: the chat templates that these models were published with."""

_NO_THINKING = "<|channel|>final<|message|>"
"""gpt-oss writes it in front of an answer without thinking."""


def opened_by(prompt: str) -> str:
    """The mark that ends the thinking which the prompt itself begins, "" when it begins none.

    Some templates (DeepSeek-R1's) put the opening mark at the end of the prompt: the model goes on inside.
    """
    end = prompt.rstrip()
    return next((close for opening, close in MARKS if end.endswith(opening)), "")


class Splitter:
    """Takes an answer in pieces and gives each part with whether it is thought: `(text, thinking)`.

    Only the very beginning of an answer can open a thinking: the same marks further on are words like others. White
    space around the marks is dropped, nothing else; what may be half a mark is held back.

    Attributes:
        thinking: True from an opening mark to the closing one.
    """

    def __init__(self, close: str = "") -> None:
        """Begin; `close` is what `opened_by` gives for the prompt."""
        self._close = close
        self._at_start = not close
        self._strip = False  # white space between a mark and the answer
        self._held = ""

    @property
    def thinking(self) -> bool:
        """True from an opening mark to the closing one."""
        return bool(self._close)

    def add(self, piece: str) -> Iterator[tuple[str, bool]]:
        """The parts that this piece completes, in order, none of them empty."""
        self._held += piece
        if self._at_start and not self._opened():
            return
        if self._close:
            yield from self._thought()
        if not self._close:
            yield from self._answered()

    def end(self) -> Iterator[tuple[str, bool]]:
        """What was held back."""
        text, self._held = self._held, ""
        if text:
            yield text, self.thinking

    def _opened(self) -> bool:
        """Look for an opening mark; False while it may still be in the making."""
        start = self._held.lstrip()
        for opening, close in (*MARKS, (_NO_THINKING, "")):
            if start.startswith(opening):
                self._close, self._held = close, start[len(opening) :]
                self._strip, self._at_start = True, False
                return True
            if opening.startswith(start):
                return False
        self._at_start = False
        return True

    def _thought(self) -> Iterator[tuple[str, bool]]:
        text, found, rest = self._held.partition(self._close)
        if found:
            self._close, self._strip, self._held = "", True, rest
        else:
            kept = _beginning_of(self._close, text)
            text, self._held = text[: len(text) - kept], text[len(text) - kept :]
        if text:
            yield text, True

    def _answered(self) -> Iterator[tuple[str, bool]]:
        text, self._held = self._held.lstrip() if self._strip else self._held, ""
        if text:
            self._strip = False
            yield text, False


def _beginning_of(mark: str, text: str) -> int:
    """Characters at the end of the text that may be the beginning of the mark."""
    longest = min(len(mark) - 1, len(text))
    return next((count for count in range(longest, 0, -1) if mark.startswith(text[-count:])), 0)
