"""Text to tokens and tokens to bytes, with the pieces kept; runs in the child."""

import ctypes
import re

from llama_cpp import llama_cpp as low

from assistant.engine.llama import Model
from assistant.pipeline import thinking

_CONTROL = 1 << 3  # LLAMA_TOKEN_ATTR_CONTROL
_BREAK = "\u200b"  # zero-width space
_PIECE_BYTES = 256


class Vocabulary:
    """The tokens of a model.

    Attributes:
        size: number of tokens.
        begin: id of the token that every prompt of this model begins with, None when there is none.
    """

    def __init__(self, model: Model) -> None:
        self._vocab = model.vocab
        self.size = int(low.llama_vocab_n_tokens(self._vocab))
        self._pieces: list[bytes | None] = [None] * self.size
        begin = int(low.llama_vocab_bos(self._vocab))
        self._begin = begin if 0 <= begin < self.size else None
        self.begin = self._begin if low.llama_vocab_get_add_bos(self._vocab) else None
        self._shown: set[int] = set()
        self._control = self._control_texts()

    def tokens(self, text: str, *, special: bool = False, whole: bool = False) -> list[int]:
        """The tokens of the text; with `special` texts like `<|im_end|>` become control tokens.

        With `whole` the tokens that this model wants at the beginning and at the end are added.
        """
        raw = text.encode("utf-8", "replace")
        room = len(raw) + 8  # a token stands for a byte at least; a space may be put in front
        while True:
            buffer = (low.llama_token * room)()
            count = int(low.llama_tokenize(self._vocab, raw, len(raw), buffer, room, whole, special))
            if count >= 0:
                return list(buffer[:count])
            room = -count

    def prompt_tokens(self, text: str) -> list[int]:
        """The tokens of a rendered prompt: control tokens read, the begin token in front exactly once."""
        found = self.tokens(text, special=True)
        if self.begin is not None and found[:1] != [self.begin]:
            found.insert(0, self.begin)
        return found

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for, which may be part of a code point; b"" for a control token.

        Control tokens that a mark of thinking is made of are spelled out: without them it could not be told apart.
        """
        known = self._pieces[token]
        if known is None:
            known = self._pieces[token] = self._read_piece(token, special=token in self._shown)
        return known

    def ends(self, token: int) -> bool:
        """True for a token that ends an answer."""
        return bool(low.llama_vocab_is_eog(self._vocab, token))

    def begin_text(self) -> str:
        """What chat templates call `bos_token`."""
        return "" if self._begin is None else self._read_piece(self._begin, special=True).decode("utf-8", "replace")

    def end_text(self) -> str:
        """What chat templates call `eos_token`."""
        end = int(low.llama_vocab_eos(self._vocab))
        return self._read_piece(end, special=True).decode("utf-8", "replace") if 0 <= end < self.size else ""

    def harmless(self, text: str) -> str:
        """The text with every control token's spelling broken by a zero-width space.

        A document that says `<|im_end|>` would otherwise end its own turn and speak in another's name.
        """
        if self._control is None:
            return text
        # Again, because breaking one spelling may leave another that reached into it.
        while self._control.search(text):
            text = self._control.sub(lambda match: match[0][0] + _BREAK + match[0][1:], text)
        return text

    def _control_texts(self) -> re.Pattern[str] | None:
        found = set()
        for token in range(self.size):
            if low.llama_vocab_get_attr(self._vocab, token) & _CONTROL:
                text = self._read_piece(token, special=True).decode("utf-8", "replace")
                # One character cannot be broken, and a spelling with the break in it would never end.
                if len(text) > 1 and _BREAK not in text:
                    found.add(text)
                if len(text) > 1 and any(text in mark for pair in thinking.MARKS for mark in pair):
                    self._shown.add(token)
        longest_first = sorted(found, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def _read_piece(self, token: int, *, special: bool) -> bytes:
        room = _PIECE_BYTES
        while True:
            buffer = ctypes.create_string_buffer(room)
            count = int(low.llama_token_to_piece(self._vocab, token, buffer, room, 0, special))
            if count >= 0:
                return buffer.raw[:count]
            room = -count
