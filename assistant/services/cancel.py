"""The token that stops running work, as `cli` and `ui` see it."""

from assistant.isolation import Cancel

__all__ = ["Cancel"]
