"""Vectors of two models side by side: the old ones serve until the new ones are whole, and then go."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.records import PassageVectors, Scope
from assistant.store import Store, sign_bits
from tests.store.samples import DONE, add, add_vectors, entry, page, require_sound, unit_vectors

SCHEMA_2 = Path(__file__).parent / "data" / "schema-2"


def nearest(store, made, chunk_id, model):
    return [hit.chunk_id for hit in store.library.match_vector(made[chunk_id], model, Scope(), 1)]


def drop_all(store, model):
    while store.library.drop_vectors(model, 1000):
        pass


@pytest.fixture
def filled(store, library):
    for number in range(6):
        add(store, library.id, b"/%d" % number, f"Text number {number}. ")
    return store


def test_old_model_answers_while_the_new_one_grows_and_both_answer_for_what_they_have(filled):
    old = add_vectors(filled, "old")
    ids = [one for one, _ in filled.library.chunks_without_vectors("new", 3)]
    assert ids == [1, 2, 3]
    new = unit_vectors(3, dim=32, seed=5)
    filled.library.add_vectors("new", ids, PassageVectors(new, (b"",) * 3))
    assert filled.library.vector_models() == ["old", "new"]
    assert filled.library.count_without_vectors("new") == 3
    assert filled.library.count_without_vectors("old") == 0
    assert all(nearest(filled, old, one, "old") == [one] for one in old)
    assert nearest(filled, dict(zip(ids, new, strict=True)), 2, "new") == [2]
    first, last = filled.library.stored_chunks([1, 6], Scope(), "new")
    assert (first.token_codes, last.token_codes) == (b"", None)
    assert filled.library.stored_chunks([1], Scope(), "old")[0].token_codes == b"codes1"
    require_sound(filled)


def test_old_vectors_are_dropped_in_parts_and_the_next_model_takes_their_place(filled):
    add_vectors(filled, "old")
    new = add_vectors(filled, "new", dim=32, seed=5)
    assert filled.library.drop_vectors("old", 4) == 4
    assert filled.library.vector_models() == ["old", "new"]
    require_sound(filled)
    drop_all(filled, "old")
    assert filled.library.drop_vectors("old", 4) == 0
    assert filled.library.vector_models() == ["new"]
    with filled._index.reading() as connection:
        assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (0,)
    third = add_vectors(filled, "third", seed=9)
    assert nearest(filled, new, 4, "new") == nearest(filled, third, 4, "third") == [4]
    drop_all(filled, "new")
    again = add_vectors(filled, "old", dim=16, seed=11)
    assert nearest(filled, again, 5, "old") == [5]
    require_sound(filled)


def test_third_model_takes_the_place_of_the_one_that_is_less_complete(filled):
    old = add_vectors(filled, "old")
    filled.library.add_vectors("half", [1, 2], PassageVectors(unit_vectors(2, dim=32), (b"x", b"y")))
    new = add_vectors(filled, "new", dim=16, seed=3)
    assert filled.library.vector_models() == ["old", "new"]
    assert nearest(filled, old, 6, "old") == nearest(filled, new, 6, "new") == [6]
    add_vectors(filled, "half", dim=32)
    assert "half" in filled.library.vector_models()
    require_sound(filled)


def test_dropping_a_model_that_is_not_there_changes_nothing(filled):
    old = add_vectors(filled, "old")
    assert filled.library.drop_vectors("unknown", 100) == 0
    assert nearest(filled, old, 1, "old") == [1]


def test_removed_documents_take_the_vectors_of_both_models_with_them(filled, library):
    add_vectors(filled, "old")
    add_vectors(filled, "new", dim=32)
    filled.library.remove_files(library.id, [b"/0", b"/3"])
    require_sound(filled)
    assert filled.library.count_without_vectors("new") == filled.library.count_without_vectors("old") == 0


def test_signs_of_both_models_are_held_and_stay_right_when_one_is_dropped(store, library):
    count = sign_bits.FIRST_MEAN_ROWS + 50
    texts = [f"n{number} " for number in range(count)]
    store.library.add_with_file(entry(library.id, b"/1"), b"1", DONE, [page(*texts)])
    old = add_vectors(store, "old", dim=64)
    new = add_vectors(store, "new", dim=128, seed=4)
    for chunk_id in (1, count // 2, count):
        assert nearest(store, old, chunk_id, "old") == nearest(store, new, chunk_id, "new") == [chunk_id]
    assert len(store.library._signs._held) == 2
    store.library.add_vectors("new", [7], PassageVectors(old[7].repeat(2)[None, :] / np.sqrt(2), (b"",)))
    assert nearest(store, old, 7, "old") == [7], "replacing the one leaves the other"
    drop_all(store, "old")
    assert store.library.match_vector(old[1], "old", Scope(), 3) == []
    assert nearest(store, new, count, "new") == [count]
    assert len(store.library._signs._held) == 1
    require_sound(store)


def test_stored_database_of_schema_2_keeps_its_vectors_and_takes_a_second_model(tmp_path):
    data_dir = shutil.copytree(SCHEMA_2, tmp_path / "data")
    with Store.open(data_dir) as store:
        assert store.notices == ()
        assert store.library.vector_models() == ["model"]
        assert store.library.count_without_vectors("model") == 0
        (stored,) = store.library.stored_chunks([1], Scope(), "model")
        assert stored.token_codes == b"codes1"
        made = add_vectors(store, "new", dim=32)
        assert nearest(store, made, 2, "new") == [2]
        assert len(store.library.match_vector(unit_vectors(1, dim=384)[0], "model", Scope(), 5)) == 3
        require_sound(store)
