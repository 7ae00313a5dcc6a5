"""What a person chose and can change while the program runs: settings, the model that writes."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from assistant import paths
from assistant.engine.chat_client import ChatChild
from assistant.engine.client import ChatEngine
from assistant.errors import AssistantError, Cancelled, ModelNotUsed
from assistant.records import ModelFile
from assistant.services import models
from assistant.services.cancel import Cancel
from assistant.services.program import Program
from assistant.settings import Settings

_OF_THE_ENGINE = ("context_tokens", "chat_threads", "thinking_tokens", "model_rest_minutes")
"""Settings that a chat engine gets once, when it is made."""


# --- settings -----------------------------------------------------------------------------------------------


def needs_another_engine(before: Settings, after: Settings) -> bool:
    """True when the chat engine was made for other settings than these."""
    return any(getattr(before, name) != getattr(after, name) for name in _OF_THE_ENGINE)


def scan_languages() -> tuple[str, ...]:
    """The languages that scans can be read in here, as Tesseract names them ("deu"), by name."""
    found = {file.stem for folder in paths.scan_language_dirs() for file in folder.glob("*.traineddata")}
    return tuple(sorted(found - {"osd", "equ"}))  # these two tell directions and formulas, not a language


# --- the model that writes ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A chat model that is loaded and can take its place, and what its engine was made for."""

    model: ModelFile
    engine: ChatEngine
    settings: Settings


def loaded(program: Program, model_id: str, *, cancel: Cancel) -> Loaded:
    """Load a chat model beside the one that is in use; blocks, for a minute with a large one.

    Raises:
        Cancelled: `cancel` was set; nothing of the model is left in memory.
        ModelError: there is none of that id, its file is gone or changed, or it cannot be loaded.
        ChildError: it could not be loaded: not enough memory, for example.
    """
    chosen = program.settings
    model, _ = models.chat_model(model_id, chosen, program.data_dir, program.models_dir)
    engine = ChatChild(model, chosen)
    try:
        load(engine, cancel=cancel)
    except BaseException:
        engine.close()
        raise
    return Loaded(model, engine, chosen)


def load(engine: ChatEngine, *, cancel: Cancel) -> None:
    """Have the engine load its model now; whoever sets `cancel` does not wait for the end of the process.

    Raises:
        Cancelled: `cancel` was set.
        ModelError: the model cannot be loaded.
        ChildError: likewise: not enough memory, for example.
    """
    with cancel.calling(threading.Thread(target=engine.close, name="ending a model", daemon=True).start):
        engine.info()
    if cancel.is_set:
        raise Cancelled


def default_instead(
    program: Program, error: AssistantError, *, cancel: Cancel
) -> Iterator[Loaded | ModelNotUsed]:
    """The default chat model in place of the one of the settings, which does not load today; its choice stands.

    Yields the model, loaded, and the notice.

    Raises:
        AssistantError: it is the default one that does not load.
        Cancelled: `cancel` was set.
    """
    default = models.default_chat_id()
    if program.chat_model.id == default:
        raise error
    fresh = loaded(program, default, cancel=cancel)
    yield fresh
    yield ModelNotUsed(reason=str(error), used=fresh.model.name)


def unloaded(program: Program, model: ModelFile) -> Loaded:
    """The model with an engine for the settings of now, which is started with the next answer."""
    return Loaded(model, ChatChild(model, program.settings), program.settings)


def exchange(program: Program, fresh: Loaded) -> ChatEngine:
    """Let the next answer be written by this model. Does not block; to be called while no answer is being written.

    Gives the engine that was in use, for `close`.
    """
    before, program.chat, program.chat_model = program.chat, fresh.engine, fresh.model
    return before
