"""The signs of the vectors, 48 bytes for 384 dimensions: small enough to hold and compare all of them in memory.

On disk they stand in blocks (so that a million load in half a second, not with 768 MB of vectors); in memory as
64-bit columns. A vector's bits say on which side of the model's mean each dimension lies; the mean is fixed when
there are enough vectors and made anew as they grow.
"""

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.store.state import number, set_number
from assistant.store.vector_slots import Slot

Ids = NDArray[np.int64]
Bits = NDArray[np.uint8]
Floats = NDArray[np.float32]

FIRST_MEAN_ROWS = 2_000
"""From here on there is a mean and blocks; below, all vectors are compared exactly, within 3 ms."""

_LAST_MEAN_ROWS = 32_000
"""The mean is made anew at 4 times its rows, up to here; the trial's .990 recall@10 rests on 50,000 rows."""

_BLOCK_ROWS = 1_024
"""Rows of a full block: the last one is written again with every batch (64 KB); deletion rewrites whole blocks."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Rows as they stand on disk: ids int64 (rows,) each, bits uint8 (rows, dim / 8).

    A block is never changed: another one with a new id takes its place, so that what is in memory is known by its id.
    """

    chunk_ids: Ids
    document_ids: Ids
    bits: Bits


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """One state of all bits of a model: ids int64 (rows,), columns uint64 (dim / 64, rows), mean float32 (dim,)."""

    model: int
    revision: int
    blocks: dict[int, Block]
    chunk_ids: Ids
    document_ids: Ids
    columns: NDArray[np.uint64]
    mean: Floats


def bits_of(vectors: Floats, mean: Floats) -> Bits:
    """The signs of float32 (rows, dim) about the mean, as uint8 (rows, dim / 8)."""
    return np.packbits(vectors > mean, axis=1)


def distances(held: Held, vector: Floats) -> NDArray[np.uint16]:
    """In how many signs each row differs from the vector, float32 (dim,): uint16 (rows,)."""
    wanted = _columns(bits_of(vector[None, :], held.mean))
    found = np.zeros(len(held.chunk_ids), np.uint16)
    for column, bits in zip(held.columns, wanted, strict=True):
        found += np.bitwise_count(column ^ bits[0])
    return found


def _columns(bits: Bits) -> NDArray[np.uint64]:
    width = -bits.shape[1] % 8  # a dimension that is no multiple of 64 is filled up with equal signs
    padded = np.pad(bits, ((0, 0), (0, width))) if width else bits
    return np.ascontiguousarray(np.ascontiguousarray(padded).view(np.uint64).T)


class Memory:
    """The bits of the models, held in memory and kept as the database has them, whoever wrote it. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[int, Held] = {}

    def current(self, connection: sqlite3.Connection, model: int) -> Held | None:
        """The bits as this read transaction sees them; None while there are too few vectors to have any."""
        mean = connection.execute("SELECT mean FROM models WHERE id = ?", (model,)).fetchone()
        if mean is None or mean[0] is None:
            return None
        revision = number(connection, "sign_revision")
        with self._lock:
            held = self._held.get(model)
        if held is not None and held.revision == revision:
            return held
        known = {} if held is None else held.blocks
        held = _loaded(connection, model, revision, known, np.frombuffer(mean[0], "<f4"))
        with self._lock:
            self._held[model] = held
            for other in self._held.keys() - _models(connection):
                del self._held[other]
        return held


def _models(connection: sqlite3.Connection) -> set[int]:
    return {one for (one,) in connection.execute("SELECT id FROM models").fetchall()}


def _loaded(connection: sqlite3.Connection, model: int, revision: int, known: dict[int, Block], mean: Floats) -> Held:
    width = -(-len(mean) // 8)
    blocks: dict[int, Block] = {}
    for (block_id,) in connection.execute(
        "SELECT id FROM sign_blocks WHERE model = ? ORDER BY id", (model,)
    ).fetchall():
        blocks[block_id] = known[block_id] if block_id in known else _read(connection, block_id, width)
    rows = list(blocks.values())
    no_ids, no_bits = np.empty(0, np.int64), np.empty((0, width), np.uint8)
    return Held(
        model,
        revision,
        blocks,
        np.concatenate([no_ids, *(block.chunk_ids for block in rows)]),
        np.concatenate([no_ids, *(block.document_ids for block in rows)]),
        _columns(np.concatenate([no_bits, *(block.bits for block in rows)])),
        mean,
    )


def _read(connection: sqlite3.Connection, block_id: int, width: int) -> Block:
    chunk_ids, document_ids, bits = connection.execute(
        "SELECT chunk_ids, document_ids, bits FROM sign_blocks WHERE id = ?", (block_id,)
    ).fetchone()
    return Block(
        np.frombuffer(chunk_ids, "<i8"),
        np.frombuffer(document_ids, "<i8"),
        np.frombuffer(bits, np.uint8).reshape(-1, width),
    )


def add(
    connection: sqlite3.Connection, model: int, slot: Slot, chunk_ids: Ids, document_ids: Ids, vectors: Floats
) -> None:
    """Add the signs of vectors, float32 (rows, dim), that have just been stored; their chunks have none yet."""
    mean, mean_rows = connection.execute("SELECT mean, mean_rows FROM models WHERE id = ?", (model,)).fetchone()
    if mean_rows < _LAST_MEAN_ROWS:
        (rows,) = connection.execute(f"SELECT count(*) FROM chunks WHERE {slot.column} = ?", (model,)).fetchone()
        if rows >= (mean_rows * 4 or FIRST_MEAN_ROWS):
            _make_all(connection, model, slot)
            return
    if mean is not None:
        _append(connection, model, chunk_ids, document_ids, bits_of(vectors, np.frombuffer(mean, "<f4")))


def _make_all(connection: sqlite3.Connection, model: int, slot: Slot) -> None:
    """Make the mean of all vectors of the model, and all its blocks anew."""
    found = connection.execute(
        f"SELECT c.id, c.document_id, v.vector FROM chunks c JOIN {slot.vectors} v ON v.chunk_id = c.id"
        f" WHERE c.{slot.column} = ? ORDER BY c.id",
        (model,),
    ).fetchall()
    vectors = np.frombuffer(b"".join(row[2] for row in found), "<f2").reshape(len(found), -1)
    mean = vectors.mean(axis=0, dtype=np.float32)
    connection.execute(
        "UPDATE models SET mean = ?, mean_rows = ? WHERE id = ?", (mean.astype("<f4").tobytes(), len(found), model)
    )
    connection.execute("DELETE FROM sign_blocks WHERE model = ?", (model,))
    ids = np.array([row[:2] for row in found], np.int64)
    _append(connection, model, ids[:, 0], ids[:, 1], bits_of(vectors.astype(np.float32), mean))


def _append(connection: sqlite3.Connection, model: int, chunk_ids: Ids, document_ids: Ids, bits: Bits) -> None:
    last = connection.execute(
        "SELECT id FROM sign_blocks WHERE model = ? AND id = (SELECT max(id) FROM sign_blocks WHERE model = ?)"
        " AND rows < ?",
        (model, model, _BLOCK_ROWS),
    ).fetchone()
    if last is not None:
        block = _read(connection, last[0], bits.shape[1])
        chunk_ids = np.concatenate([block.chunk_ids, chunk_ids])
        document_ids = np.concatenate([block.document_ids, document_ids])
        bits = np.concatenate([block.bits, bits])
        connection.execute("DELETE FROM sign_blocks WHERE id = ?", last)
    for start in range(0, len(chunk_ids), _BLOCK_ROWS):
        part = slice(start, start + _BLOCK_ROWS)
        _write(connection, model, Block(chunk_ids[part], document_ids[part], bits[part]))
    count_change(connection)


def _write(connection: sqlite3.Connection, model: int, block: Block) -> None:
    connection.execute(
        "INSERT INTO sign_blocks (model, lowest, highest, rows, chunk_ids, document_ids, bits)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            model,
            int(block.chunk_ids.min()),
            int(block.chunk_ids.max()),
            len(block.chunk_ids),
            block.chunk_ids.astype("<i8").tobytes(),
            block.document_ids.astype("<i8").tobytes(),
            block.bits.tobytes(),
        ),
    )


def remove(connection: sqlite3.Connection, chunk_ids: Iterable[int], *, model: int | None = None) -> None:
    """Take the signs of these chunks out, of one model or (None) of all; chunks without any are passed over."""
    gone = np.array(sorted(chunk_ids), np.int64)
    if not len(gone):
        return
    touched = connection.execute(
        "SELECT b.id, b.model, m.dim FROM sign_blocks b JOIN models m ON m.id = b.model"
        " WHERE b.highest >= ? AND b.lowest <= ? AND b.model = coalesce(?, b.model)",
        (int(gone[0]), int(gone[-1]), model),
    ).fetchall()
    for block_id, owner, dim in touched:
        block = _read(connection, block_id, -(-dim // 8))
        stay = ~np.isin(block.chunk_ids, gone)
        if stay.all():
            continue
        connection.execute("DELETE FROM sign_blocks WHERE id = ?", (block_id,))
        if stay.any():
            _write(connection, owner, Block(block.chunk_ids[stay], block.document_ids[stay], block.bits[stay]))
    count_change(connection)


def count_change(connection: sqlite3.Connection) -> None:
    """Tell every process that what it holds in memory is not what stands here any more."""
    set_number(connection, "sign_revision", number(connection, "sign_revision") + 1)
