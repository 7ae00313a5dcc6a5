"""Conversations and their messages, in `app.db`: in the file for good when a method returns."""

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Collection, Mapping, Sequence

from assistant.errors import ConversationUnknown, NoConversation
from assistant.records import Conversation, StoredMessage
from assistant.store import copies, erasing
from assistant.store.database import Database

COMPLETE = "complete"
"""The state of a message that is all there."""

STOPPED = "stopped"
"""The state of an answer without its end. One that is being written has it too: should the program be killed now, it
is the truth already, and no later start has to find out whether the writer is still there."""

ERASED = "erased"
"""The state of an answer whose words went with the library they came from."""


class Conversations:
    """What was asked and answered. Thread-safe; raises what `database.fence` raises."""

    def __init__(self, app: Database) -> None:
        self._app = app

    def start(self, title: str) -> int:
        """Begin a conversation and give its id."""
        with self._app.writing() as connection:
            return _inserted(
                connection.execute(
                    "INSERT INTO conversations (title, started_s) VALUES (?, ?)", (title, int(time.time()))
                )
            )

    def add_message(
        self,
        conversation_id: int,
        role: str,
        text: str,
        *,
        extra: Mapping[str, object] | None = None,
        state: str = COMPLETE,
    ) -> int:
        """Store a message and give its id; `extra` are JSON values that belong to it.

        Raises:
            ConversationUnknown: there is no such conversation (any more).
        """
        stored = json.dumps(dict(extra or {}))
        with self._app.writing() as connection:
            _require(connection, conversation_id)
            return _inserted(
                connection.execute(
                    "INSERT INTO messages (conversation_id, role, text, extra, state, hash)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (conversation_id, role, text, stored, state, _hash(role, text, stored, state)),
                )
            )

    def extend_message(
        self, message_id: int, text: str, *, state: str, extra: Mapping[str, object] | None = None
    ) -> None:
        """Store the whole text of a message as it stands now, for what it was; `extra` None leaves that.

        A message that was removed or erased meanwhile stays so.
        """
        with self._app.writing() as connection:
            found = connection.execute(
                "SELECT role, extra FROM messages WHERE id = ? AND state <> ?", (message_id, ERASED)
            ).fetchone()
            if found is None:
                return
            role, stored = found
            if extra is not None:
                stored = json.dumps(dict(extra))
            connection.execute(
                "UPDATE messages SET text = ?, extra = ?, state = ?, hash = ? WHERE id = ?",
                (text, stored, state, _hash(role, text, stored, state), message_id),
            )

    def messages(self, conversation_id: int) -> tuple[StoredMessage, ...]:
        """The messages of a conversation in their order; one whose bytes have changed on the disk is marked."""
        with self._app.reading() as connection:
            found = connection.execute(
                "SELECT id, conversation_id, role, text, extra, state, hash FROM messages"
                " WHERE conversation_id = ? ORDER BY id",
                (conversation_id,),
            ).fetchall()
        return tuple(_message(row) for row in found)

    def list(self) -> tuple[Conversation, ...]:
        """All conversations, the one in which something was said last first."""
        with self._app.reading() as connection:
            found = connection.execute(
                f"{_CONVERSATIONS} GROUP BY c.id ORDER BY max(m.id) DESC, c.id DESC"
            ).fetchall()
        return tuple(Conversation(*row) for row in found)

    def holding(self, words: Sequence[str]) -> tuple[Conversation, ...]:
        """The conversations whose title and messages hold each of the casefolded words, in the order of `list`."""
        every = self.list()
        missing = {one.id: _without(words, one.title) for one in every}
        with self._app.reading() as connection:
            # A row at a time: all that was ever said need not be in memory at once.
            for conversation_id, text in connection.execute("SELECT conversation_id, text FROM messages"):
                if missing.get(conversation_id):
                    missing[conversation_id] = _without(missing[conversation_id], text)
        return tuple(one for one in every if not missing[one.id])

    def rename(self, conversation_id: int, title: str) -> None:
        """Give a conversation another title.

        Raises:
            ConversationUnknown: there is no such conversation (any more).
        """
        with self._app.writing() as connection:
            _require(connection, conversation_id)
            connection.execute("UPDATE conversations SET title = ? WHERE id = ?", (title, conversation_id))

    def conversation(self, conversation_id: int) -> Conversation:
        """The conversation of that id.

        Raises:
            ConversationUnknown: there is none.
        """
        with self._app.reading() as connection:
            _require(connection, conversation_id)
            found = connection.execute(f"{_CONVERSATIONS} WHERE c.id = ? GROUP BY c.id", (conversation_id,))
            return Conversation(*found.fetchone())

    def last(self) -> int:
        """The id of the conversation in which something was said last.

        Raises:
            NoConversation: there is none.
        """
        with self._app.reading() as connection:
            found = connection.execute("SELECT conversation_id FROM messages ORDER BY id DESC LIMIT 1").fetchone()
        if found is None:
            raise NoConversation
        return int(found[0])

    def remove(self, conversation_id: int) -> None:
        """Remove a conversation with every trace of it in the data folder.

        Killed in between, what is left in the log goes when the next program closes the database; the copies are
        dropped first, so that none outlives the conversation.

        Raises:
            ConversationUnknown: there is none of that id.
            DatabaseBusy: another program reads: removed, but traces stay until it has closed the database.
        """
        self.conversation(conversation_id)
        self._remove("DELETE FROM conversations WHERE id = ?", conversation_id)

    def remove_all(self) -> None:
        """Remove every conversation in the same way; errors are those of `remove`."""
        self._remove("DELETE FROM conversations")

    def _remove(self, statement: str, *parameters: int) -> None:
        copies.drop_all(self._app.path)
        with self._app.writing() as connection:
            connection.execute(statement, parameters)
        erasing.erase_roots(self._app)


_CONVERSATIONS = (
    "SELECT c.id, c.title, c.started_s, count(m.id) FROM conversations c"
    " LEFT JOIN messages m ON m.conversation_id = c.id"
)


def _without(words: Sequence[str], text: str) -> list[str]:
    """The words that are not in the text."""
    folded = text.casefold()
    return [word for word in words if word not in folded]


def _require(connection: sqlite3.Connection, conversation_id: int) -> None:
    if connection.execute("SELECT 1 FROM conversations WHERE id = ?", (conversation_id,)).fetchone() is None:
        raise ConversationUnknown(id=conversation_id)


def erase_answers(connection: sqlite3.Connection, sources: Collection[bytes], roots: Collection[bytes] = ()) -> None:
    """Take the words out of every answer that may hold words of one of these files (`extra["sources"]`).

    The files under the `roots` count too: one that was deleted since it was quoted is in no list of files.
    """
    gone = {path.hex() for path in sources}
    separator = os.fsencode(os.sep)
    below = tuple((root.removesuffix(separator) + separator).hex() for root in roots)
    gone.update(root.hex() for root in roots)
    found = connection.execute("SELECT id, role, extra FROM messages WHERE role = 'assistant'").fetchall()
    for message_id, role, extra in found:
        known = _sources(extra)
        if gone.isdisjoint(known) and not any(source.startswith(below) for source in known):
            continue
        connection.execute(
            "UPDATE messages SET text = '', extra = '{}', state = ?, hash = ? WHERE id = ?",
            (ERASED, _hash(role, "", "{}", ERASED), message_id),
        )


def _sources(extra: str) -> list[str]:
    try:
        values = json.loads(extra)
    except ValueError:
        return []  # damaged on the disk; `messages` marks it
    sources = values.get("sources") if isinstance(values, dict) else None
    return [one for one in sources if isinstance(one, str)] if isinstance(sources, list) else []


def _inserted(cursor: sqlite3.Cursor) -> int:
    return int(cursor.lastrowid or 0)


def _hash(role: str, text: str, extra: str, state: str) -> bytes:
    return hashlib.sha256(json.dumps([role, text, extra, state]).encode()).digest()


def _message(row: tuple[int, int, str, str, str, str, bytes]) -> StoredMessage:
    message_id, conversation_id, role, text, extra, state, written = row
    intact = _hash(role, text, extra, state) == written
    try:
        values = json.loads(extra)
    except ValueError:
        values, intact = {}, False
    return StoredMessage(message_id, conversation_id, role, text, values, state, intact)
