"""Strict reading of a GGUF's header, before anything else touches the file.

llama.cpp answers many damaged or hostile files with `abort()`. This package reads the header (not the weights) in
Python and refuses what no converter writes. `container` reads the bytes, `meaning` checks what they say.
"""

import os
import stat
from pathlib import Path

from assistant.errors import ModelFileInvalid, ModelFileMissing, ModelKindWrong
from assistant.gguf_header.container import Container, Refused
from assistant.gguf_header.meaning import GgufHeader, header

__all__ = ["GgufHeader", "check", "require_chat", "require_embedding"]

_NO_VOCABULARY = "a model without a vocabulary"


def check(path: Path) -> GgufHeader:
    """The header of the file, read strictly; the weights are not read.

    Raises:
        ModelFileMissing: no such file.
        ModelFileInvalid: not a GGUF, damaged, cut short, or with values that no converter writes.
    """
    try:
        # Without O_NONBLOCK a pipe put in the model's place would hold us for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise ModelFileMissing(path=str(path)) from error
    except OSError as error:
        raise ModelFileInvalid(name=path.name, reason=error.strerror or "it cannot be opened") from error
    with os.fdopen(_regular(descriptor, path), "rb", buffering=1 << 16) as stream:
        try:
            return header(Container(stream, os.fstat(descriptor).st_size), path.name)
        except Refused as error:
            raise ModelFileInvalid(name=path.name, reason=str(error)) from error
        except OSError as error:
            raise ModelFileInvalid(name=path.name, reason=error.strerror or "it cannot be read") from error


def require_chat(header: GgufHeader, name: str) -> None:
    """Do nothing when the model can write answers.

    Args:
        header: what `check` gave.
        name: the model's name for the sentence.

    Raises:
        ModelKindWrong: an embedding model, a vocabulary alone, or another kind.
    """
    found = _neither(header)
    if not found and header.is_embedding:
        found = "an embedding model"
    if not found and not header.has_tokenizer:
        found = _NO_VOCABULARY
    if found:
        raise ModelKindWrong(name=name, found=found, wanted="a chat model")


def require_embedding(header: GgufHeader, name: str, *, vocabulary: bool = True) -> None:
    """Do nothing when the model can turn texts into vectors.

    Args:
        header: what `check` gave.
        name: the model's name for the sentence.
        vocabulary: False for an encoder whose vocabulary is kept elsewhere.

    Raises:
        ModelKindWrong: a chat model, a vocabulary alone, or another kind.
    """
    found = _neither(header)
    if not found and not header.is_embedding:
        found = "a chat model"
    if not found and vocabulary and not header.has_tokenizer:
        found = _NO_VOCABULARY
    if found:
        raise ModelKindWrong(name=name, found=found, wanted="an embedding model")


def _neither(header: GgufHeader) -> str:
    return header.other_kind or ("" if header.tensors else "a vocabulary without a model")


def _regular(descriptor: int, path: Path) -> int:
    # Before a stream is made of it: that fails for a folder, and nobody would close the descriptor.
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise ModelFileInvalid(name=path.name, reason="it is not a file")
