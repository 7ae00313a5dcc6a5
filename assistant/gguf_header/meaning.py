"""What a GGUF's metadata mean: each value within the limits that llama.cpp takes without aborting.

Of 160 hostile metadata values that were tried, every one that aborted or gave NaN is refused here.
"""

import math
from dataclasses import dataclass
from typing import NoReturn

from assistant.gguf_header.container import Container, Number, Refused, Value

_MAX_LAYERS = 512  # LLAMA_MAX_LAYERS: more abort
_ROPE_SCALINGS = ("none", "linear", "yarn", "longrope")  # others abort
_LEAST_EPSILON = 1e-20  # 0 and less abort [1e-12]
_OF_EXPERTS = ("moe", "smallthinker")  # ends of the names of architectures that abort without experts
_NO_VOCABULARY = ("none", "no_vocab")
_MAX_TEMPLATE = 1 << 18  # [about 20,000 characters]

_EMBEDDING_ARCHITECTURES = {
    "bert", "nomic-bert", "nomic-bert-moe", "jina-bert-v2", "jina-bert-v3", "neo-bert", "modern-bert", "eurobert",
    "gemma-embedding", "llama-embed", "t5encoder",
}  # fmt: skip
_OTHER_KINDS = {
    "clip": "the picture part of a model",
    "t5": "a model that rewrites text and does not chat",
    "wavtokenizer-dec": "a model for sound",
    **dict.fromkeys(("dream", "llada", "llada-moe", "rnd1"), "a model that does not write word by word"),
}
_TYPE_KINDS = {"adapter": "an adapter for another model", "mmproj": "the picture part of a model",
               "imatrix": "a table for quantising models"}  # fmt: skip
_RANKS = 4  # LLAMA_POOLING_TYPE_RANK
_RECURRENT = {"mamba", "mamba2", "rwkv6", "rwkv7", "rwkv6qwen2", "arwkv7"}
"""Architectures without attention: 0 heads and a feed-forward width of 0 are right for them."""


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF says of itself, checked.

    Attributes:
        architecture: "llama", "qwen3", "bert", ...
        name: the model's own name; the file's when it has none.
        context_length: tokens it was trained for.
        embedding_length: its width.
        block_count: number of layers.
        head_count: most attention heads of a layer; 0 without attention.
        kv_bytes_per_token: size of the key and value cache of one token in float16, at most.
        vocab_size: number of tokens; 0 without a tokenizer.
        has_tokenizer: False for encoders whose vocabulary is kept elsewhere.
        chat_template: the Jinja template it brings along, None without one.
        file_type: llama.cpp's number for the quantisation, None when it does not say.
        parameters: number of weights.
        languages: what it says it knows, as it writes them ("en"); empty when it does not say.
        is_embedding: it gives vectors and does not write.
        other_kind: what it is in words when it is neither a chat nor an embedding model, "" otherwise.
        tensors: number of tensors; 0 for a vocabulary alone.
        size_bytes: size of the file.
    """

    architecture: str
    name: str
    context_length: int
    embedding_length: int
    block_count: int
    head_count: int
    kv_bytes_per_token: int
    vocab_size: int
    has_tokenizer: bool
    chat_template: str | None
    file_type: int | None
    parameters: int
    languages: tuple[str, ...]
    is_embedding: bool
    other_kind: str
    tensors: int
    size_bytes: int


def header(container: Container, file_name: str) -> GgufHeader:
    """The header that the container holds.

    Args:
        container: what stands in the file.
        file_name: stands in for the model's name when it has none.

    Raises:
        Refused: a value that llama.cpp would abort on, or that makes no sense with the others.
    """
    return _Meaning(container).header(file_name)


class _Meaning:
    """Checks what the values mean, together; the keys of an architecture stand under its name."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._values = values = container.values
        self._lengths = container.lengths
        self._tensors = container.tensors
        self._size_bytes = container.size_bytes
        architecture = values.get("general.architecture")
        if not isinstance(architecture, str) or not architecture.isprintable() or not 0 < len(architecture) <= 64:
            raise Refused("it does not say what kind of model it is")
        self._architecture = architecture
        kind = values.get("general.type")
        self._other_kind = _TYPE_KINDS.get(str(kind), "") or _OTHER_KINDS.get(architecture, "")
        if self._own("pooling_type") == _RANKS:
            self._other_kind = "a model that ranks texts and gives no vectors"

    def header(self, file_name: str) -> GgufHeader:
        # A file of another kind and a vocabulary alone are described without their sizes checked.
        name = self._values.get("general.name")
        file_type = self._values.get("general.file_type")
        loose = bool(self._other_kind) or not self._tensors
        self._check_not_split()
        if not loose:
            self._check_numbers()
        return GgufHeader(
            architecture=self._architecture,
            name=name if isinstance(name, str) and name.strip() else file_name,
            context_length=self._size("context_length", 1 << 28, needed=not loose),
            embedding_length=self._size("embedding_length", 1 << 17, needed=not loose),
            block_count=self._size("block_count", _MAX_LAYERS, needed=not loose),
            head_count=0 if loose else self._heads("attention.head_count"),
            kv_bytes_per_token=0 if loose else self._kv_bytes(),
            vocab_size=self._vocabulary(),
            has_tokenizer=self._has_vocabulary(),
            chat_template=self._template(),
            file_type=file_type if isinstance(file_type, int) else None,
            parameters=sum(math.prod(tensor.dims) for tensor in self._tensors.values()),
            languages=self._languages(),
            is_embedding=self._is_embedding(),
            other_kind=self._other_kind,
            tensors=len(self._tensors),
            size_bytes=self._size_bytes,
        )

    def _refuse(self, key: str) -> NoReturn:
        raise Refused(f"its value of {key} is impossible")

    def _own(self, key: str) -> Value:
        return self._values.get(f"{self._architecture}.{key}")

    def _check_not_split(self) -> None:
        parts = self._values.get("split.count")
        if isinstance(parts, int) and parts > 1:
            raise Refused(f"it is one of the {parts} files of a model, and only whole models can be used")

    def _numbers(self, key: str, low: Number, high: Number, *, needed: bool) -> tuple[Number, ...]:
        # The value under the architecture's name, one a layer or one for all, each within its limits.
        value = self._own(key)
        if value is None and (needed or f"{self._architecture}.{key}" in self._values):
            raise Refused(f"it does not say its {key}")
        if value is None:
            return ()
        several = value if isinstance(value, tuple) else (value,)
        if isinstance(value, tuple):
            low = min(low, 0)  # 0 for the layers that have none of it
        numbers = tuple(one for one in several if isinstance(one, int | float) and not isinstance(one, bool))
        if len(numbers) != len(several) or not numbers or not all(low <= one <= high for one in numbers):
            self._refuse(key)
        return numbers

    def _size(self, key: str, high: int, *, needed: bool) -> int:
        numbers = self._numbers(key, 1, high, needed=needed)
        if len(numbers) > 1 or any(isinstance(one, float) for one in numbers):
            self._refuse(key)
        return int(numbers[0]) if numbers else 0

    def _least(self) -> int:
        return 0 if self._architecture in _RECURRENT else 1

    def _heads(self, key: str) -> int:
        return int(max(self._numbers(key, self._least(), 4096, needed=False), default=0))

    def _check_numbers(self) -> None:
        for key, value in self._values.items():
            if isinstance(value, float) and not math.isfinite(value):
                self._refuse(key)
        least = self._least()
        width = self._size("embedding_length", 1 << 17, needed=True)
        self._numbers("feed_forward_length", least, 1 << 20, needed=False)
        self._check_heads(width, least)
        for key, low, high in (
            ("rope.dimension_count", 0, 8192),
            ("rope.freq_base", 1.0, 1e12),
            ("rope.freq_base_swa", 1.0, 1e12),
            ("rope.scaling.factor", 0, 1e6),
            ("attention.layer_norm_rms_epsilon", _LEAST_EPSILON, 1.0),
            ("attention.layer_norm_epsilon", _LEAST_EPSILON, 1.0),
            ("attention.group_norm_epsilon", _LEAST_EPSILON, 1.0),
            ("nextn_predict_layers", 0, self._size("block_count", _MAX_LAYERS, needed=True) - 1),
        ):
            self._numbers(key, low, high, needed=False)
        table = self._tensors.get("token_embd.weight")
        if table is not None and (len(table.dims) != 2 or table.dims[0] != width):
            raise Refused("its token table does not fit its width")
        self._check_experts()
        self._check_rope()
        self._check_layers()

    def _check_experts(self) -> None:
        counts = self._numbers("expert_count", 0, 512, needed=False)  # LLAMA_MAX_EXPERTS
        used = self._numbers("expert_used_count", 0, 512, needed=False)
        count, most = max(counts, default=0), max(used, default=0)
        if most > count or (count and not most):
            self._refuse("expert_used_count")
        if not count and self._architecture.endswith(_OF_EXPERTS):
            self._refuse("expert_count")

    def _check_rope(self) -> None:
        if self._own("rope.scaling.type") not in (None, *_ROPE_SCALINGS):
            self._refuse("rope.scaling.type")
        sections = self._numbers("rope.dimension_sections", 0, 8192, needed=self._architecture == "paddleocr")
        if sections and not any(sections):
            self._refuse("rope.dimension_sections")

    def _check_heads(self, width: int, least: int) -> None:
        heads = self._numbers("attention.head_count", least, 4096, needed=self._architecture not in _RECURRENT)
        shared = self._numbers("attention.head_count_kv", 0, 4096, needed=False)
        by_layer = isinstance(self._own("attention.head_count_kv"), tuple) or len(heads) > 1 or not shared
        if least and not by_layer and (not shared[0] or heads[0] % shared[0]):
            self._refuse("attention.head_count_kv")
        for key in ("attention.key_length", "attention.value_length"):
            lengths = self._numbers(key, 1, 8192, needed=False)
            if any(one % 2 for one in lengths):
                self._refuse(key)
        if self._own("attention.key_length") is None and len(heads) == 1 and heads[0] and width % heads[0]:
            self._refuse("attention.head_count")

    def _check_layers(self) -> None:
        present = {name.split(".")[1] for name in self._tensors if name.startswith("blk.")}
        # Layers that guess ahead stand last and may be left out.
        ahead = int(max(self._numbers("nextn_predict_layers", 0, _MAX_LAYERS, needed=False), default=0))
        for layer in range(self._size("block_count", _MAX_LAYERS, needed=True) - ahead):
            if str(layer) not in present:
                raise Refused(f"its layer {layer} is missing")

    def _kv_bytes(self) -> int:
        heads = self._heads("attention.head_count")
        width = self._size("embedding_length", 1 << 17, needed=True)
        of_head = width // heads if heads else width
        shared = self._numbers("attention.head_count_kv", 0, 4096, needed=False)
        most = int(max(shared)) if shared else heads
        both = 0
        for key in ("attention.key_length", "attention.value_length"):
            both += int(max(self._numbers(key, 1, 8192, needed=False), default=of_head))
        return 2 * most * both * self._size("block_count", _MAX_LAYERS, needed=True)

    def _has_vocabulary(self) -> bool:
        kind = self._values.get("tokenizer.ggml.model", "none")
        return kind not in _NO_VOCABULARY and "tokenizer.ggml.tokens" in self._values

    def _vocabulary(self) -> int:
        if not self._has_vocabulary():
            return 0
        if self._values["tokenizer.ggml.model"] == "llama" and not self._container.has_byte_tokens:
            raise Refused("its vocabulary lacks the tokens of single bytes")
        count = self._lengths["tokenizer.ggml.tokens"]
        table = self._tensors.get("token_embd.weight")
        if not count or (table is not None and table.dims[1:] != (count,)):
            raise Refused("its vocabulary does not fit its token table")
        for key in ("tokenizer.ggml.token_type", "tokenizer.ggml.scores"):
            if key in self._values and self._lengths[key] != count:
                raise Refused("its vocabulary is not whole")
        for key, value in self._values.items():
            # One beyond the vocabulary is found in published files; llama.cpp takes the default instead.
            is_number = isinstance(value, int) and not isinstance(value, bool)
            if key.startswith("tokenizer.ggml.") and key.endswith("_token_id") and not is_number:
                self._refuse(key)
        return count

    def _languages(self) -> tuple[str, ...]:
        found = self._values.get("general.languages")
        return tuple(one for one in found if isinstance(one, str)) if isinstance(found, tuple) else ()

    def _template(self) -> str | None:
        template = self._values.get("tokenizer.chat_template")
        if not isinstance(template, str) or not template.strip():
            return None
        if len(template) > _MAX_TEMPLATE:
            raise Refused("its chat template is too long")
        return template

    def _is_embedding(self) -> bool:
        pooling = self._own("pooling_type")
        pools = isinstance(pooling, int) and pooling > 0  # 0: none; mean, first, last, rank
        return self._architecture in _EMBEDDING_ARCHITECTURES or pools or self._own("attention.causal") is False
