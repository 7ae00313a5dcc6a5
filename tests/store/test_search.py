"""Finding chunks by words and by vectors, in a scope."""

import numpy as np
import pytest

from assistant.pipeline import words
from assistant.records import PassageVectors, Scope
from assistant.store import Store, sign_bits, word_index
from tests.store.samples import (
    DONE,
    add,
    add_vectors,
    alike_vectors,
    entry,
    found_paths,
    page,
    require_sound,
    unit_vectors,
)


def test_chunk_with_more_and_rarer_of_the_words_comes_first(store, library):
    add(store, library.id, b"/1", "Boats and boats and a harbour.")
    add(store, library.id, b"/2", "A lighthouse stands beside the harbour.")
    add(store, library.id, b"/3", "Nothing of the kind.")
    hits = store.library.match_words(words.question_words("lighthouse harbour", ["en"]), Scope(), 10)
    assert [hit.chunk_id for hit in hits] == [2, 1]
    assert hits[0].score > hits[1].score > 0


def test_word_in_the_heading_counts_twice(store, library):
    filler = "Some other text of the same length. "
    add(store, library.id, b"/1", filler + "Harbour.")
    add(store, library.id, b"/2", filler + "Tables.", heading="Harbour")
    for number in range(5):
        add(store, library.id, b"/f%d" % number, filler + str(number))
    assert found_paths(store, "harbour", Scope()) == [b"/2", b"/1"]


def test_stemmed_and_accented_forms_find_each_other(store, library):
    add(store, library.id, b"/1", "Die Häuser der Städte.", language="de")
    add(store, library.id, b"/2", "मुंबई एक शहर है।", language="hi")
    add(store, library.id, b"/3", "灯台守は港に住んでいる。", language="ja")
    assert found_paths(store, "Haus Häuser", Scope(), "de") == [b"/1"]
    assert found_paths(store, "मुंबई", Scope(), "hi") == [b"/2"]
    assert found_paths(store, "灯台", Scope(), "ja") == [b"/3"]


@pytest.mark.parametrize(
    "hostile", ['"', 'a" OR "b', "NEAR(a b)", "text:lighthous", "*", "", "\x00", "a\x00b", "(", "^a"]
)
def test_words_that_look_like_a_query_are_only_words(store, library, hostile):
    add(store, library.id, b"/1", "A lighthouse.")
    assert store.library.match_words([hostile], Scope(), 5) == []
    assert len(store.library.match_words([hostile, "lighthous"], Scope(), 5)) == 1


def test_no_words_and_no_room_find_nothing(store, library):
    add(store, library.id, b"/1", "A lighthouse.")
    assert store.library.match_words([], Scope(), 5) == []
    assert store.library.match_words(["lighthous"], Scope(), 0) == []
    assert store.library.match_words([f"w{number}" for number in range(2000)] + ["lighthous"], Scope(), 5)


def test_scope_restricts_to_libraries_and_documents(store, library):
    other = store.library.ensure_library("Other")
    add(store, library.id, b"/1", "A lighthouse here.")
    add(store, library.id, b"/2", "A lighthouse there.")
    add(store, other.id, b"/3", "A lighthouse elsewhere.")
    assert set(found_paths(store, "lighthouse", Scope())) == {b"/1", b"/2", b"/3"}
    assert set(found_paths(store, "lighthouse", Scope(libraries=(library.id,)))) == {b"/1", b"/2"}
    assert found_paths(store, "lighthouse", Scope(documents=(2,))) == [b"/2"]
    assert found_paths(store, "lighthouse", Scope(libraries=(other.id,), documents=(2,))) == []
    assert found_paths(store, "lighthouse", Scope(libraries=())) == []
    made = add_vectors(store)
    for scope, expected in ((Scope(), {1, 2, 3}), (Scope(libraries=(other.id,)), {3}), (Scope(documents=(2,)), {2})):
        assert {hit.chunk_id for hit in store.library.match_vector(made[1], "m", scope, 10)} == expected


def test_stored_chunks_come_in_the_order_asked_for_without_those_outside(store, library):
    add(store, library.id, b"/1", "One. ", "Two. ", "Three.")
    assert [one.id for one in store.library.stored_chunks([3, 99, 1], Scope(), "m")] == [3, 1]
    assert store.library.stored_chunks([3], Scope(documents=(2,)), "m") == []
    (stored,) = store.library.stored_chunks([2], Scope(), "m")
    assert (stored.chunk.text, stored.chunk.start, stored.chunk.end) == ("Two. ", 5, 10)


@pytest.mark.parametrize("frequent", [True, False])
def test_very_frequent_word_is_left_out_of_a_large_index_when_a_rarer_one_is_there(store, library, frequent):
    count = word_index._FREQUENT_ROWS if frequent else 200
    texts = [f"harbour n{number} " for number in range(count - 1)] + ["lighthouse n1 "]
    store.library.add_with_file(entry(library.id, b"/1"), b"h", DONE, [page(*texts)])
    both = store.library.match_words(["harbour", "lighthous"], Scope(), 10)
    assert len(both) == (1 if frequent else 10)
    assert len(store.library.match_words(["harbour"], Scope(), 10)) == 10
    assert len(store.library.match_words(["harbour", "unknown"], Scope(), 10)) == 10


def test_token_codes_come_with_the_model_that_made_them(store, library):
    add(store, library.id, b"/1", "One. ")
    add_vectors(store, "old")
    assert store.library.stored_chunks([1], Scope(), "old")[0].token_codes == b"codes1"
    assert store.library.stored_chunks([1], Scope(), "new")[0].token_codes is None
    assert store.library.match_vector(unit_vectors(1)[0], "new", Scope(), 5) == []
    assert store.library.count_without_vectors("new") == 1
    made = add_vectors(store, "new", dim=32, seed=7)
    assert store.library.count_without_vectors("old") == 0
    assert store.library.stored_chunks([1], Scope(), "old")[0].token_codes == b"codes1"
    assert store.library.match_vector(made[1], "new", Scope(), 5)[0].score == pytest.approx(1, abs=1e-3)
    require_sound(store)


def test_chunks_without_vectors_are_the_oldest_and_come_shortest_first(store, library):
    other = store.library.ensure_library("Other")
    add(store, library.id, b"/1", "A rather long first text. ", "Short. ", "Third.")
    add(store, other.id, b"/2", "Elsewhere.")
    assert [one for one, _chunk in store.library.chunks_without_vectors("m", 2)] == [2, 1]
    assert [chunk.text[:5] for _id, chunk in store.library.chunks_without_vectors("m", 2)] == ["Short", "A rat"]
    assert [one for one, _ in store.library.chunks_without_vectors("m", 9, Scope(libraries=(other.id,)))] == [4]
    assert store.library.count_without_vectors("m", Scope(libraries=(library.id,))) == 3
    add_vectors(store)
    assert store.library.chunks_without_vectors("m", 9) == []


def test_vectors_of_chunks_that_vanished_are_passed_over(store, library):
    add(store, library.id, b"/1", "One. ")
    store.library.add_vectors("m", [99, 1], PassageVectors(unit_vectors(2), (b"x", b"y")))
    assert store.library.stored_chunks([1], Scope(), "m")[0].token_codes == b"y"
    require_sound(store)


def test_vectors_that_do_not_fit_are_a_mistake_of_ours(store, library):
    add(store, library.id, b"/1", "One. ")
    with pytest.raises(ValueError, match="as many"):
        store.library.add_vectors("m", [1], PassageVectors(unit_vectors(2), (b"x", b"y")))
    store.library.add_vectors("m", [1], PassageVectors(unit_vectors(1, 64), (b"x",)))
    with pytest.raises(ValueError, match="dimensions"):
        store.library.add_vectors("m", [1], PassageVectors(unit_vectors(1, 32), (b"x",)))


def many(store, library, count, **more):
    texts = [f"n{number} " for number in range(count)]
    half = count // 2
    for path, part in ((b"/1", texts[:half]), (b"/2", texts[half:])):
        store.library.add_with_file(entry(library.id, path), path, DONE, [page(*part)])
    return add_vectors(store, **more)


def exact(made, query, ids):
    return sorted(ids, key=lambda one: -float(made[one].astype("<f2").astype("f4") @ query))


@pytest.mark.parametrize("count", [300, sign_bits.FIRST_MEAN_ROWS + 500])
def test_nearest_vectors_are_found_best_first(store, library, count):
    made = many(store, library, count, dim=384, make=alike_vectors)
    queries = alike_vectors(200, 384, seed=99)[::10]
    agreed = 0
    for query in queries:
        hits = store.library.match_vector(query, "m", Scope(), 10)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        agreed += len({hit.chunk_id for hit in hits} & set(exact(made, query, made)[:10]))
        inside = [one for one in made if one <= count // 2]
        half = store.library.match_vector(query, "m", Scope(documents=(1,)), 10)
        assert [hit.chunk_id for hit in half] == exact(made, query, inside)[:10], "a small scope is searched exactly"
    assert agreed >= 190, "of 200"
    near = made[5] + unit_vectors(1, dim=384, seed=3)[0] * 0.1
    assert store.library.match_vector(near.astype(np.float32), "m", Scope(), 1)[0].chunk_id == 5


def test_another_program_that_adds_and_removes_is_seen_at_once(store, library, tmp_path):
    made = many(store, library, sign_bits.FIRST_MEAN_ROWS + 100)
    query = made[1]
    assert store.library.match_vector(query, "m", Scope(), 1)[0].chunk_id == 1
    with Store.open(tmp_path / "data") as other:
        add(other, library.id, b"/3", "Added by another program.")
        ((new, _chunk),) = other.library.chunks_without_vectors("m", 5)
        other.library.add_vectors("m", [new], PassageVectors(query[None, :], (b"x",)))
        assert [hit.chunk_id for hit in store.library.match_vector(query, "m", Scope(), 2)] == [1, new]
        other.library.remove_files(library.id, [b"/1"])
    assert store.library.match_vector(query, "m", Scope(), 1)[0].chunk_id == new
    assert len(store.library.match_vector(query, "m", Scope(), 5000)) == len(made) // 2 + 1
    require_sound(store)


def test_mean_is_made_anew_as_the_library_grows(store, library):
    store.library.add_with_file(entry(library.id, b"/1"), b"1", DONE, [page(*[f"n{one} " for one in range(2000)])])
    add_vectors(store, dim=8)
    texts = [f"m{one} " for one in range(6100)]
    store.library.add_with_file(entry(library.id, b"/2"), b"2", DONE, [page(*texts)])
    add_vectors(store, dim=8)
    with store._index.reading() as connection:
        assert connection.execute("SELECT mean_rows FROM models WHERE id = 1").fetchone()[0] >= 8000
        assert connection.execute("SELECT sum(rows), count(*) FROM sign_blocks").fetchone() == (8100, 8)
    require_sound(store)
