"""What a model is: everything its file says of itself, for people who choose one."""

from dataclasses import dataclass
from pathlib import Path

from assistant import gguf_header
from assistant.engine import split_model
from assistant.errors import ModelFileMissing
from assistant.gguf_header import GgufHeader
from assistant.modelcache.added import State
from assistant.pipeline import thinking
from assistant.services import models
from assistant.services.models import Listed
from assistant.services.program import Program

_QUANTISATIONS = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S",
    12: "Q3_K_M", 13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K", 19: "IQ2_XXS",
    20: "IQ2_XS", 21: "Q2_K_S", 22: "IQ3_XS", 23: "IQ3_XXS", 24: "IQ1_S", 25: "IQ4_NL", 26: "IQ3_S", 27: "IQ3_M",
    28: "IQ2_S", 29: "IQ2_M", 30: "IQ4_XS", 31: "IQ1_M", 32: "BF16", 36: "TQ1_0", 37: "TQ2_0", 38: "MXFP4_MOE",
    39: "NVFP4", 40: "Q1_0", 41: "Q2_0",
}  # fmt: skip
"""Source: llama.cpp, llama.h, `enum llama_ftype`."""

_PROCESS_BYTES = 110 << 20
"""What an engine's process takes beside the model and its context."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A model in figures.

    Attributes:
        id: None for a file that was not added.
        parameters: number of weights.
        quantisation: how they are stored ("Q4_K_M"), "" when the file does not say.
        context_tokens: what it was trained for; `used_tokens` of it are used (`settings.context_tokens`).
        has_template: it brings a chat template along.
        thinks: its template speaks of thinking: it is a reasoning model.
        languages: what the file says it knows, ISO 639-1 codes as a rule; empty when it does not say.
        memory_bytes: about what it takes while it runs.
    """

    id: str | None
    kind: str
    path: str
    size_bytes: int
    architecture: str
    parameters: int
    quantisation: str
    context_tokens: int
    used_tokens: int
    has_template: bool
    thinks: bool
    languages: tuple[str, ...]
    memory_bytes: int


def facts(program: Program, id_or_path: str) -> ModelFacts:
    """What the model of that id, or in that file, says of itself.

    Raises:
        ModelUnknown: neither an id nor a path.
        ModelFileMissing: the file is not there.
        ModelFileInvalid: it is not a GGUF that can be used.
        ModelKindWrong: a folder, a vocabulary alone, or a kind of model that is not used here.
    """
    listed = next((one for one in models.listed(program) if one.model.id == id_or_path), None)
    if listed is None:
        model = models.at_path(id_or_path)
        return _facts(program, None, model.kind, Path(model.path))
    if listed.state is State.GONE:
        raise ModelFileMissing(path=listed.model.path)
    return _facts(program, listed, listed.model.kind, Path(listed.model.path))


def _facts(program: Program, listed: Listed | None, kind: str, path: Path) -> ModelFacts:
    is_split = path.is_dir()
    header = gguf_header.check(path / split_model.ENCODER if is_split else path)
    template = header.chat_template or ""
    used = min(program.settings.context_tokens, header.context_length) if kind == "chat" else header.context_length
    size = listed.size_bytes if listed is not None else header.size_bytes
    return ModelFacts(
        id=listed.model.id if listed is not None else None,
        kind=kind,
        path=str(path),
        size_bytes=size,
        architecture=header.architecture,
        parameters=header.parameters + (_token_weights(path) if is_split else 0),
        quantisation=_QUANTISATIONS.get(-1 if header.file_type is None else header.file_type, ""),
        context_tokens=header.context_length,
        used_tokens=used,
        has_template=bool(template),
        thinks=any(close in template for _, close in thinking.MARKS),
        languages=header.languages,
        memory_bytes=size + _PROCESS_BYTES + _context_bytes(header, used, kind),
    )


def _token_weights(folder: Path) -> int:
    """Weights of the token table that a split model keeps beside its encoder, 32 in 18 bytes (Q4_0)."""
    return (folder / split_model.TOKEN_ROWS).stat().st_size // 18 * 32


def _context_bytes(header: GgufHeader, tokens: int, kind: str) -> int:
    """Keys and values of the context, which a chat model takes up front."""
    return tokens * header.kv_bytes_per_token if kind == "chat" else 0
