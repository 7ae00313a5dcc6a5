"""SQLite: what the user made (`app.db`) and what was read from the user's files (`index.db`)."""

from assistant.store.conversations import COMPLETE, Conversations
from assistant.store.library import LibraryStore
from assistant.store.lock import IndexLock
from assistant.store.store import Store

__all__ = ["COMPLETE", "Conversations", "IndexLock", "LibraryStore", "Store"]
