"""The vectors of the chunks: which are missing, put in, taken out, searched."""

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.records import Chunk, Hit, PassageVectors, Scope
from assistant.store import scoping, sign_bits

_RESCORED = 400
"""So many of the nearest by signs are compared exactly: recall@10 of .990 among a million, 14 ms."""


def model_number(connection: sqlite3.Connection, model_id: str) -> int:
    """The number that stands for a model in the tables, -1 for one that has no vectors here."""
    found = connection.execute("SELECT id FROM models WHERE name = ? AND id > 0", (model_id,)).fetchone()
    return -1 if found is None else int(found[0])


def without_vectors(
    connection: sqlite3.Connection, model_id: str, limit: int, scope: Scope | None
) -> list[tuple[int, Chunk]]:
    """The first `limit` chunks by sequence that have no vectors of the model, shortest first for even batches."""
    model = model_number(connection, model_id)
    condition, parameters = _chunks_in(scope)
    ids: list[int] = []
    # One number after the other: `model <> ?` would read every chunk each time, and this runs for every batch.
    for (other,) in connection.execute("SELECT id FROM models WHERE id <> ? ORDER BY id", (model,)).fetchall():
        ids += [
            one
            for (one,) in connection.execute(
                f"SELECT id FROM chunks WHERE model = ?{condition} ORDER BY id LIMIT ?", (other, *parameters, limit)
            ).fetchall()
        ]
    found = connection.execute(
        "SELECT c.id, c.page, c.start, c.end, t.text, t.heading, c.language, c.rule, c.line"
        " FROM chunks c JOIN texts t ON t.chunk_id = c.id WHERE c.id IN (SELECT value FROM json_each(?))",
        (scoping.json_list(sorted(ids)[:limit]),),
    ).fetchall()
    return sorted(((one[0], Chunk(*one[1:])) for one in found), key=lambda one: (len(one[1].text), one[0]))


def count_without_vectors(connection: sqlite3.Connection, model_id: str, scope: Scope | None) -> int:
    """How many chunks have no vectors of the model."""
    condition, parameters = _chunks_in(scope)
    (count,) = connection.execute(
        f"SELECT count(*) FROM chunks WHERE model IN (SELECT id FROM models WHERE id <> ?){condition}",
        (model_number(connection, model_id), *parameters),
    ).fetchone()
    return int(count)


def _chunks_in(scope: Scope | None) -> tuple[str, list[str | bytes]]:
    if scope is None or scope == Scope():
        return "", []
    condition, parameters = scoping.of_files(scope)
    return f" AND document_id IN (SELECT document_id FROM files WHERE {condition})", parameters


def put_in(connection: sqlite3.Connection, model_id: str, chunk_ids: Sequence[int], made: PassageVectors) -> None:
    """Store vectors, float32 (chunks, dim), and token codes for what the chunks had; unknown ids are passed over.

    Raises:
        ValueError: counts or the dimension do not fit.
    """
    if not len(chunk_ids) == len(made.vectors) == len(made.token_codes):
        raise ValueError("as many vectors and codes as chunks are needed")
    model = _model(connection, model_id, int(made.vectors.shape[1]))
    found = connection.execute(
        "SELECT id, document_id, model FROM chunks WHERE id IN (SELECT value FROM json_each(?))",
        (scoping.json_list(chunk_ids),),
    ).fetchall()
    there = {chunk_id: document_id for chunk_id, document_id, _model in found}
    rows = {chunk_id: row for row, chunk_id in enumerate(chunk_ids) if chunk_id in there}  # the last of two alike
    if not rows:
        return
    sign_bits.remove(connection, (chunk_id for chunk_id, _document, before in found if before))
    vectors = made.vectors[list(rows.values())].astype("<f2")
    connection.executemany(
        "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
        ((chunk_id, vector.tobytes()) for chunk_id, vector in zip(rows, vectors, strict=True)),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO token_codes VALUES (?, ?)",
        ((chunk_id, made.token_codes[row]) for chunk_id, row in rows.items()),
    )
    connection.executemany("UPDATE chunks SET model = ? WHERE id = ?", ((model, chunk_id) for chunk_id in rows))
    sign_bits.add(
        connection,
        model,
        np.array(list(rows), np.int64),
        np.array([there[chunk_id] for chunk_id in rows], np.int64),
        vectors.astype(np.float32),
    )


def _model(connection: sqlite3.Connection, model_id: str, dim: int) -> int:
    connection.execute("INSERT OR IGNORE INTO models (name, dim, mean_rows) VALUES (?, ?, 0)", (model_id, dim))
    number, stored = connection.execute("SELECT id, dim FROM models WHERE name = ?", (model_id,)).fetchone()
    if stored != dim:
        raise ValueError(f"{model_id} has {stored} dimensions here and {dim} there")
    return int(number)


def take_out(connection: sqlite3.Connection, chunk_ids: Iterable[int]) -> None:
    """Remove vectors, codes and signs of these chunks."""
    ids = list(chunk_ids)
    sign_bits.remove(connection, ids)
    for table in ("vectors", "token_codes"):
        connection.executemany(f"DELETE FROM {table} WHERE chunk_id = ?", ((one,) for one in ids))


def forget_all(connection: sqlite3.Connection) -> None:
    """Remove the vectors of all chunks: they are computed again."""
    for table in ("vectors", "token_codes", "sign_blocks"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE chunks SET model = 0")
    connection.execute("DELETE FROM models WHERE id > 0")
    sign_bits.count_change(connection)


def matched(
    connection: sqlite3.Connection,
    memory: sign_bits.Memory,
    vector: NDArray[np.float32],
    model_id: str,
    documents: list[int] | None,
    limit: int,
) -> list[Hit]:
    """The chunks nearest to the vector, float32 (dim,), best first by cosine; `documents` None does not restrict."""
    model = model_number(connection, model_id)
    if model < 0 or limit < 1:
        return []
    held = memory.current(connection, model)
    if held is None:
        near = _all(connection, model, documents)
    else:
        near = _some(connection, _nearest_by_signs(held, vector, documents, max(_RESCORED, limit)))
    if not near:
        return []
    rows = np.frombuffer(b"".join(row[1] for row in near), "<f2").reshape(len(near), len(vector))
    scores = rows.astype(np.float32) @ vector
    order = np.argsort(-scores, kind="stable")[:limit]
    return [Hit(near[row][0], float(scores[row])) for row in order]


def _nearest_by_signs(
    held: sign_bits.Held, vector: NDArray[np.float32], documents: list[int] | None, count: int
) -> list[int]:
    """Ids of the `count` chunks whose signs differ least; all of the scope while they are few enough."""
    inside = np.arange(len(held.chunk_ids))
    if documents is not None:
        inside = np.flatnonzero(np.isin(held.document_ids, np.array(documents, np.int64)))
    if len(inside) >= max(count, sign_bits.FIRST_MEAN_ROWS):
        distances = sign_bits.distances(held, vector)[inside]
        inside = inside[np.argpartition(distances, count - 1)[:count]]
    return [int(one) for one in held.chunk_ids[inside]]


def _all(connection: sqlite3.Connection, model: int, documents: list[int] | None) -> list[tuple[int, bytes]]:
    inside = "" if documents is None else " AND c.document_id IN (SELECT value FROM json_each(?))"
    return connection.execute(
        f"SELECT v.chunk_id, v.vector FROM vectors v JOIN chunks c ON c.id = v.chunk_id WHERE c.model = ?{inside}",
        (model, *([] if documents is None else [scoping.json_list(documents)])),
    ).fetchall()


def _some(connection: sqlite3.Connection, chunk_ids: list[int]) -> list[tuple[int, bytes]]:
    return connection.execute(
        "SELECT chunk_id, vector FROM vectors WHERE chunk_id IN (SELECT value FROM json_each(?))",
        (scoping.json_list(chunk_ids),),
    ).fetchall()
