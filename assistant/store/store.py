"""The store: both databases of a data folder, opened, put right and tidied, behind one object."""

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant import paths
from assistant.errors import AssistantError, DatabaseUnreadable, IndexingElsewhere, StorageError
from assistant.pipeline import words
from assistant.store import documents, erasing, scoping, vector_index, word_index
from assistant.store.conversations import Conversations
from assistant.store.database import APP, INDEX, Database
from assistant.store.library import LibraryStore
from assistant.store.lock import IndexLock
from assistant.store.opening import opened


class Store:
    """What a data folder holds. Make one for the program and hand it to every thread; `close` it when they are done.

    Attributes:
        library: files, documents, chunks, words, vectors.
        conversations: what was asked and answered.
        notices: what the user has to be told about the opening: damage, a restored copy, no space for a copy.
    """

    def __init__(self, app: Database, index: Database, notices: tuple[AssistantError, ...]) -> None:
        self._app = app
        self._index = index
        self.library = LibraryStore(app, index)
        self.conversations = Conversations(app)
        self.notices = notices

    @classmethod
    def open(cls, data_dir: Path) -> Self:
        """Open or make the databases in this folder, migrate and repair them, and finish what was interrupted.

        Raises:
            DatabaseTooNew: a later version of the program wrote one of them; it is untouched.
            DataFolderUnusable: the folder cannot be used, or a file in it belongs to another program.
            DiskFull: there is no space for what opening needs.
            DatabaseBusy: another process opens or migrates them for too long.
            DatabaseUnreadable: one is damaged and could not be put right.
        """
        app, notices = opened(paths.app_database(data_dir), APP)
        try:
            try:
                index, more = _ready_index(data_dir, app)
            except DatabaseUnreadable:  # met only now: it is marked, and the second opening puts it aside
                index, more = _ready_index(data_dir, app)
        except BaseException:
            app.close()
            raise
        return cls(app, index, (*notices, *more))

    def close(self) -> None:
        """Close both databases for all threads; none of them may be using the store any more."""
        self._index.close()
        self._app.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _ready_index(data_dir: Path, app: Database) -> tuple[Database, list[AssistantError]]:
    index, notices = opened(paths.index_database(data_dir), INDEX)
    try:
        _follow_rule(index)
        notices += _tidied(data_dir, app, index)
    except BaseException:
        index.close()
        raise
    return index, notices


def _follow_rule(index: Database) -> None:
    """Make the words anew when another rule made them; sentences follow the same rule, so token codes go too."""
    with index.reading() as connection:
        if word_index.rule_is_current(connection):
            return
    with index.writing() as connection:
        if word_index.rule_is_current(connection):
            return  # another process was quicker
        word_index.make_anew(connection)
        vector_index.forget_all(connection)
        connection.execute("UPDATE chunks SET rule = ?", (words.RULE,))


def _tidied(data_dir: Path, app: Database, index: Database) -> list[AssistantError]:
    # Removes what a kill left behind, unless a process is adding files and just about to need it.
    try:
        with IndexLock(data_dir):
            _remove_unreachable(app, index)
            with index.reading() as connection:
                pending = erasing.is_pending(connection)
            if pending:
                erasing.erase_index(index)
                erasing.erase_roots(app)
    except IndexingElsewhere:
        return []
    except DatabaseUnreadable:
        raise
    except StorageError as error:
        return [error]  # nothing is worse than before; the next start tries again
    return []


def _remove_unreachable(app: Database, index: Database) -> None:
    """Remove files whose library is gone, and documents that no file holds."""
    with index.reading() as connection:
        used = {one for (one,) in connection.execute("SELECT DISTINCT library_id FROM files").fetchall()}
        orphans = _orphans(connection)
    with app.reading() as connection:  # second: a library is always there before its files
        known = {one for (one,) in connection.execute("SELECT id FROM libraries").fetchall()}
    if used <= known and not orphans:
        return
    with index.writing() as connection:
        connection.execute(
            "DELETE FROM files WHERE library_id IN (SELECT value FROM json_each(?))",
            (scoping.json_list(used - known),),
        )
        documents.remove(connection, _orphans(connection))


def _orphans(connection: sqlite3.Connection) -> list[int]:
    found = connection.execute(
        "SELECT id FROM documents WHERE NOT EXISTS (SELECT 1 FROM files WHERE document_id = documents.id)"
    ).fetchall()
    return [one for (one,) in found]
