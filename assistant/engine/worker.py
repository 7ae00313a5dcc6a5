"""The module that an engine child runs: it opens the worker of the kind that was asked for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.isolation.child import Worker


def open_worker(options: Mapping[str, object]) -> "Worker":
    """The worker for `options["kind"]`; each kind imports only what it needs.

    Raises:
        AssistantError: what loading the model says.
        ValueError: an unknown kind.
    """
    match options["kind"]:
        case "chat":
            from assistant.engine import generation

            return generation.open_worker(options)
        case "embedding":
            from assistant.engine import embedding_worker

            return embedding_worker.open_worker(options)
        case "maker":
            from assistant.engine import making

            return making.open_worker(options)
        case other:
            raise ValueError(f"unknown kind {other!r}")
