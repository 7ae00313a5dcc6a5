"""Which documents a question is about, as SQL."""

import json
import os
import sqlite3
from collections.abc import Iterable

from assistant.records import Scope


def json_list(ids: Iterable[int]) -> str:
    """Ids as one parameter: `IN (SELECT value FROM json_each(?))` takes any number of them."""
    return json.dumps([int(one) for one in ids])


def below(path: bytes, file: str = "files") -> tuple[str, list[str | bytes]]:
    """A condition on rows of `files`: the path itself, or one that begins with it and a separator."""
    separator = os.fsencode(os.sep)
    folder = path if path.endswith(separator) else path + separator
    beyond = folder[:-1] + bytes([folder[-1] + 1])  # the first path after all that begin with the folder
    return f"({file}.path = ? OR ({file}.path >= ? AND {file}.path < ?))", [path, folder, beyond]


def of_files(scope: Scope, file: str = "files") -> tuple[str, list[str | bytes]]:
    """A condition on rows of `files` (under the alias `file`), and its parameters; not empty."""
    conditions: list[str] = ["1"]
    parameters: list[str | bytes] = []
    for column, ids in (("library_id", scope.libraries), ("document_id", scope.documents)):
        if ids is not None:
            conditions.append(f"{file}.{column} IN (SELECT value FROM json_each(?))")
            parameters.append(json_list(ids))
    if scope.paths is not None:
        each = [below(path, file) for path in scope.paths]
        conditions.append("(" + " OR ".join(condition for condition, _ in each or [("0", [])]) + ")")
        parameters += [value for _, values in each for value in values]
    return " AND ".join(conditions), parameters


def documents(connection: sqlite3.Connection, scope: Scope) -> list[int] | None:
    """Ids of the documents in the scope; None when they are all there are, and nothing need be sorted out."""
    condition, parameters = of_files(scope)
    found = connection.execute(
        f"SELECT DISTINCT document_id FROM files WHERE document_id IS NOT NULL AND {condition}", parameters
    ).fetchall()
    (everything,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    return None if len(found) == everything else [one for (one,) in found]
