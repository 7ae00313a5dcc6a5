"""The vectors of the chunks: which are missing, put in, taken out, searched."""

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.records import Chunk, Hit, PassageVectors, Scope
from assistant.store import scoping, sign_bits, vector_slots
from assistant.store.vector_slots import SLOTS, Slot

_RESCORED = 400
"""So many of the nearest by signs are compared exactly: recall@10 of .990 among a million, 14 ms."""


def models(connection: sqlite3.Connection) -> list[str]:
    """The models that chunks have vectors of."""
    found = connection.execute("SELECT name, id, slot FROM models WHERE id > 0 ORDER BY id").fetchall()
    return [name for name, model, slot in found if vector_slots.is_used(connection, model, SLOTS[slot])]


def without_vectors(
    connection: sqlite3.Connection, model_id: str, limit: int, scope: Scope | None
) -> list[tuple[int, Chunk]]:
    """The first `limit` chunks by sequence that have no vectors of the model, shortest first for even batches."""
    model, slot = vector_slots.of_model(connection, model_id)
    condition, parameters = _chunks_in(scope)
    ids: list[int] = []
    # One number after the other: `<> ?` would read every chunk each time, and this runs for every batch.
    for (other,) in connection.execute("SELECT id FROM models WHERE id <> ? ORDER BY id", (model,)).fetchall():
        ids += [
            one
            for (one,) in connection.execute(
                f"SELECT id FROM chunks WHERE {slot.column} = ?{condition} ORDER BY id LIMIT ?",
                (other, *parameters, limit),
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
    model, slot = vector_slots.of_model(connection, model_id)
    condition, parameters = _chunks_in(scope)
    (count,) = connection.execute(
        f"SELECT count(*) FROM chunks WHERE {slot.column} IN (SELECT id FROM models WHERE id <> ?){condition}",
        (model, *parameters),
    ).fetchone()
    return int(count)


def _chunks_in(scope: Scope | None) -> tuple[str, list[str | bytes]]:
    if scope is None or scope == Scope():
        return "", []
    condition, parameters = scoping.of_files(scope)
    return f" AND document_id IN (SELECT document_id FROM files WHERE {condition})", parameters


def put_in(connection: sqlite3.Connection, model_id: str, chunk_ids: Sequence[int], made: PassageVectors) -> None:
    """Store vectors, float32 (chunks, dim), and token codes for what the chunks had; unknown ids are passed over.

    What the chunks have of the model in the other place stays.

    Raises:
        ValueError: counts or the dimension do not fit.
    """
    if not len(chunk_ids) == len(made.vectors) == len(made.token_codes):
        raise ValueError("as many vectors and codes as chunks are needed")
    model, slot = vector_slots.place_for(connection, model_id, int(made.vectors.shape[1]))
    found = connection.execute(
        f"SELECT id, document_id, {slot.column} FROM chunks WHERE id IN (SELECT value FROM json_each(?))",
        (scoping.json_list(chunk_ids),),
    ).fetchall()
    there = {chunk_id: document_id for chunk_id, document_id, _model in found}
    rows = {chunk_id: row for row, chunk_id in enumerate(chunk_ids) if chunk_id in there}  # the last of two alike
    if not rows:
        return
    for before in {before for _chunk, _document, before in found} - {0}:
        sign_bits.remove(connection, (chunk for chunk, _document, held in found if held == before), model=before)
    vectors = made.vectors[list(rows.values())].astype("<f2")
    connection.executemany(
        f"INSERT OR REPLACE INTO {slot.vectors} VALUES (?, ?)",
        ((chunk_id, vector.tobytes()) for chunk_id, vector in zip(rows, vectors, strict=True)),
    )
    connection.executemany(
        f"INSERT OR REPLACE INTO {slot.codes} VALUES (?, ?)",
        ((chunk_id, made.token_codes[row]) for chunk_id, row in rows.items()),
    )
    connection.executemany(
        f"UPDATE chunks SET {slot.column} = ? WHERE id = ?", ((model, chunk_id) for chunk_id in rows)
    )
    sign_bits.add(
        connection,
        model,
        slot,
        np.array(list(rows), np.int64),
        np.array([there[chunk_id] for chunk_id in rows], np.int64),
        vectors.astype(np.float32),
    )


def take_out(connection: sqlite3.Connection, chunk_ids: Iterable[int]) -> None:
    """Remove all vectors, codes and signs of these chunks."""
    ids = list(chunk_ids)
    sign_bits.remove(connection, ids)
    for slot in SLOTS:
        _delete(connection, slot, ids)


def drop(connection: sqlite3.Connection, model_id: str, limit: int) -> int:
    """Remove a model's vectors from at most `limit` chunks, and the model with the last of them; gives how many."""
    model, slot = vector_slots.of_model(connection, model_id)
    ids = [
        one
        for (one,) in connection.execute(
            f"SELECT id FROM chunks WHERE {slot.column} = ? LIMIT ?", (model, limit)
        ).fetchall()
    ]
    _delete(connection, slot, ids)
    connection.executemany(f"UPDATE chunks SET {slot.column} = 0 WHERE id = ?", ((one,) for one in ids))
    if not vector_slots.is_used(connection, model, slot):
        connection.execute("DELETE FROM sign_blocks WHERE model = ?", (model,))
        connection.execute("DELETE FROM models WHERE id = ?", (model,))
        sign_bits.count_change(connection)
    else:
        sign_bits.remove(connection, ids, model=model)
    return len(ids)


def _delete(connection: sqlite3.Connection, slot: Slot, ids: list[int]) -> None:
    for table in (slot.vectors, slot.codes):
        connection.executemany(f"DELETE FROM {table} WHERE chunk_id = ?", ((one,) for one in ids))


def forget_all(connection: sqlite3.Connection) -> None:
    """Remove the vectors of all chunks: they are computed again."""
    for slot in SLOTS:
        for table in (slot.vectors, slot.codes):
            connection.execute(f"DELETE FROM {table}")
        connection.execute(f"UPDATE chunks SET {slot.column} = 0")
    connection.execute("DELETE FROM sign_blocks")
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
    model, slot = vector_slots.of_model(connection, model_id)
    if model < 0 or limit < 1:
        return []
    held = memory.current(connection, model)
    if held is None:
        near = _all(connection, model, slot, documents)
    else:
        near = _some(connection, slot, _nearest_by_signs(held, vector, documents, max(_RESCORED, limit)))
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


def _all(
    connection: sqlite3.Connection, model: int, slot: Slot, documents: list[int] | None
) -> list[tuple[int, bytes]]:
    inside = "" if documents is None else " AND c.document_id IN (SELECT value FROM json_each(?))"
    return connection.execute(
        f"SELECT v.chunk_id, v.vector FROM {slot.vectors} v JOIN chunks c ON c.id = v.chunk_id"
        f" WHERE c.{slot.column} = ?{inside}",
        (model, *([] if documents is None else [scoping.json_list(documents)])),
    ).fetchall()


def _some(connection: sqlite3.Connection, slot: Slot, chunk_ids: list[int]) -> list[tuple[int, bytes]]:
    return connection.execute(
        f"SELECT chunk_id, vector FROM {slot.vectors} WHERE chunk_id IN (SELECT value FROM json_each(?))",
        (scoping.json_list(chunk_ids),),
    ).fetchall()
