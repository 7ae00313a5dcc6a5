"""Trying a model out in a child before it is trusted: it has to load, and to give a first token or a vector."""

from assistant.engine.chat_client import ChatChild
from assistant.engine.embedding_client import EmbeddingChild
from assistant.errors import ChildDied, ChildProtocolBroken, ChildTimedOut, EngineDied, ModelFileInvalid
from assistant.isolation import Cancel
from assistant.records import Message, ModelFile, PassageText, Prompt, Sampling
from assistant.settings import Settings

_PASSAGE, _QUESTION = "Employees apply for leave in the staff portal.", "How do I request holidays?"


def try_out(model: ModelFile, settings: Settings, cancel: Cancel) -> None:
    """Load the model as it will be used, and use it once; seconds for a small model, a minute for a large one.

    Raises:
        ModelFileInvalid: it cannot be loaded, computes no numbers, or the engine died of it.
        ChatTemplateRefused: its chat template fails.
        PromptTooLong: its context is too short for a single question.
        ChildOutOfMemory: there is not enough memory for it.
    """
    try:
        if model.kind == "embedding":
            _embed(model, settings)
        else:
            _write(model, settings, cancel)
    except (EngineDied, ChildDied, ChildTimedOut, ChildProtocolBroken) as error:
        reason = str(error.fields.get("reason", "the engine gave no answer"))
        raise ModelFileInvalid(name=model.name, reason=reason) from error


def _write(model: ModelFile, settings: Settings, cancel: Cancel) -> None:
    engine = ChatChild(model, settings)
    try:
        for _ in engine.generate(Prompt((Message("user", _QUESTION),), (), (), 1), Sampling(), cancel):
            pass
    finally:
        engine.close()


def _embed(model: ModelFile, settings: Settings) -> None:
    engine = EmbeddingChild(model, settings)
    try:
        engine.embed_passages([PassageText("", _PASSAGE, ((0, len(_PASSAGE)),))])
        engine.embed_question(_QUESTION)
    finally:
        engine.close()
