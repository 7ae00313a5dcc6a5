"""The tokenizer of multilingual-e5-small as a SentencePiece model, made from its pieces and scores (child side)."""

from collections.abc import Sequence

import numpy as np
import sentencepiece
from numpy.typing import NDArray
from sentencepiece import sentencepiece_model_pb2 as proto

from assistant.errors import ConversionFailed

_UNIGRAM = 1
_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3
_HEAD = ("<s>", "<pad>", "</s>", "<unk>")
"""Ids 0 to 3 of the vocabulary; SentencePiece itself counts <unk>, <s>, </s> as 0 to 2, so that its id i is ours - 1
from the fourth on. Source: XLM-RoBERTa's tokenizer ("fairseq offset")."""


def model_bytes(pieces: Sequence[str], scores: NDArray[np.float32], name: str) -> bytes:
    """The `.model` file for a vocabulary in the order of XLM-RoBERTa: four specials, the pieces, <mask>.

    The normalisation (nmt_nfkc) is the one that SentencePiece carries in itself; the packed model has only a table
    of single code points, with which most Chinese and Thai texts come out differently.

    Raises:
        ConversionFailed: the vocabulary has another order.
    """
    if tuple(pieces[:4]) != _HEAD or pieces[-1] != "<mask>":
        raise ConversionFailed(name=name, reason="its vocabulary is not in the expected order")
    model = proto.ModelProto()
    model.ParseFromString(sentencepiece.SentencePieceNormalizer(rule_name="nmt_nfkc").serialized_model_proto())
    model.trainer_spec.model_type = _UNIGRAM
    for special, kind in (("<unk>", _UNKNOWN), ("<s>", _CONTROL), ("</s>", _CONTROL)):
        model.pieces.add(piece=special, score=0.0, type=kind)
    for piece, score in zip(pieces[4:-1], scores[4:-1].tolist(), strict=True):
        model.pieces.add(piece=piece, score=score, type=_NORMAL)
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = True
    model.normalizer_spec.escape_whitespaces = True
    written: bytes = model.SerializeToString()
    return written
