"""Where the vectors of a model stand: there are two places, so that a model can be changed while the old one serves.

A new model fills the place that is free; when it has vectors of every chunk the old ones are dropped, and the next
model goes there.
"""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """One of the places: the number that `models.slot` holds, its tables, and the column of `chunks` with the model.

    The column is 0 while a chunk has no vectors there.
    """

    number: int
    vectors: str
    codes: str
    column: str


SLOTS = (Slot(0, "vectors", "token_codes", "model"), Slot(1, "vectors_2", "token_codes_2", "model_2"))


def of_model(connection: sqlite3.Connection, model_id: str) -> tuple[int, Slot]:
    """The number that stands for a model in the tables, -1 for one that has no vectors here, and its place."""
    found = connection.execute("SELECT id, slot FROM models WHERE name = ? AND id > 0", (model_id,)).fetchone()
    return (-1, SLOTS[0]) if found is None else (int(found[0]), SLOTS[found[1]])


def place_for(connection: sqlite3.Connection, model_id: str, dim: int) -> tuple[int, Slot]:
    """The number and the place of a model whose vectors are to be stored.

    A model without vectors gets the place that holds fewer. When both hold some, a third model takes the place of the
    one that is less complete, chunk by chunk.

    Raises:
        ValueError: its vectors had another dimension before.
    """
    model, slot = of_model(connection, model_id)
    if model < 0:
        connection.execute("INSERT INTO models (name, dim, mean_rows) VALUES (?, ?, 0)", (model_id, dim))
        model, slot = of_model(connection, model_id)
    (stored,) = connection.execute("SELECT dim FROM models WHERE id = ?", (model,)).fetchone()
    if stored != dim:
        raise ValueError(f"{model_id} has {stored} dimensions here and {dim} there")
    if is_used(connection, model, slot):
        return model, slot
    emptier = min(SLOTS, key=lambda one: _filled(connection, one))
    connection.execute("UPDATE models SET slot = ? WHERE id = ?", (emptier.number, model))
    return model, emptier


def is_used(connection: sqlite3.Connection, model: int, slot: Slot) -> bool:
    """True when a chunk has vectors of the model."""
    return bool(connection.execute(f"SELECT 1 FROM chunks WHERE {slot.column} = ? LIMIT 1", (model,)).fetchone())


def _filled(connection: sqlite3.Connection, slot: Slot) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM chunks WHERE {slot.column} > 0").fetchone()
    return int(count)
