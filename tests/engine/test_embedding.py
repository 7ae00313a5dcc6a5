"""The embedding engine through its locked child: right vectors, right sentences, faults told in words."""

import base64
import json
import os
import shutil
import signal
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant import errors
from assistant.engine import split_model
from assistant.engine.e5_tokenizer import Tokenizer
from assistant.engine.embedding_client import EmbeddingChild, _groups
from assistant.modelcache import defaults
from assistant.pipeline import tokens
from assistant.records import PassageText
from assistant.settings import Settings

REFERENCE = json.loads((Path(__file__).parent / "data" / "e5_reference.json").read_text())["texts"]
LEAVE = "Employees apply for leave two weeks before it begins."
OVEN = "The oven reaches its temperature after ten minutes."
URLAUB = "Wann muss ich meinen Urlaub beantragen?"


@pytest.fixture(scope="module")
def model(default_models):
    return defaults.embedding_model(default_models)


@pytest.fixture(scope="module")
def engine(model):
    child = EmbeddingChild(model, Settings())
    yield child
    child.close()


@pytest.fixture
def copied(model, tmp_path):
    """A copy of the model that a test may damage."""
    folder = tmp_path / "model"
    shutil.copytree(model.path, folder)
    return replace(model, path=str(folder))


@pytest.fixture
def failing(copied):
    child = EmbeddingChild(copied, Settings())
    yield child
    child.close()


@pytest.fixture(scope="module")
def tokenizer(model):
    return Tokenizer(Path(model.path) / split_model.TOKENIZER)


def alone(text, heading=""):
    return PassageText(heading, text, ((0, len(text)),))


def vectors_of(text):
    return np.frombuffer(base64.b64decode(text), "<f2").astype(np.float64)


@pytest.mark.parametrize("reference", REFERENCE, ids=lambda reference: reference["language"])
def test_token_ids_are_those_of_the_reference(reference, tokenizer):
    assert tokenizer("passage: " + reference["text"]).ids.tolist() == reference["ids"]


def test_vectors_are_those_of_the_reference(engine):
    texts = [reference["text"] for reference in REFERENCE]
    found = engine.embed_passages([alone(text) for text in texts]).vectors
    for number, reference in enumerate(REFERENCE):
        question = engine.embed_question(texts[number]).vector
        assert found[number] @ vectors_of(reference["passage"]) > 0.9999, reference["language"]
        assert question @ vectors_of(reference["question"]) > 0.9999, reference["language"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Eins zwei drei.", ["Eins", "zwei", "drei", "."]),
        ("  two   spaces\tand\na line ", ["two", "spaces", "and", "line"]),
        ("ﬁne 👨\u200d👩 ½ kg", ["ﬁne", "👨", "👩", "½", "kg"]),
        ("\ud800odd\0end", ["odd", "end"]),
    ],
)
def test_places_point_into_the_text_as_it_was_given(text, words, tokenizer):
    found = tokenizer(text)
    assert found.places.tolist() == sorted(found.places.tolist())
    assert not any(text[place].isspace() for place in found.places)
    ends = {text.index(word) + len(word) - 1 for word in words}
    assert ends <= set(found.places.tolist())


def test_counts_are_exact_and_without_specials(engine, tokenizer):
    texts = [reference["text"] for reference in REFERENCE] + [""]
    assert engine.count(texts) == [len(tokenizer(text).ids) for text in texts]
    assert engine.count(["Hallo Welt", ""]) == [2, 0]
    assert engine.count([]) == []


def test_info_says_what_the_model_is(engine):
    assert (engine.info().dim, engine.info().context_tokens) == (384, 512)


def test_sentences_of_a_code_hold_the_tokens_of_their_text(engine, tokenizer):
    sentences = ["Erster Satz über ﬁne Dinge.", "第二句话在这里。", "Third 👨\u200d👩\u200d👧 one!", "Last."]
    text = "  " + "  ".join(sentences) + " \n"
    spans = tuple((text.index(one), text.index(one) + len(one)) for one in sentences)
    code = engine.embed_passages([PassageText("Handbook > Leave", text, spans)]).token_codes[0]
    counts, _ = tokens.decode(code, 384)
    expected = [len(tokenizer(one).ids) for one in ("Handbook > Leave", *sentences)]
    assert counts.tolist() == [-(-count // 2) for count in expected]


def test_empty_and_blank_texts_have_a_vector_and_no_tokens(engine):
    passages = [PassageText("", "", ()), PassageText("", " \n\t ", ()), alone("words")]
    found = engine.embed_passages(passages)
    assert np.allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=1e-5)
    assert [tokens.decode(code, 384)[0].tolist() for code in found.token_codes] == [[0], [0], [0, 1]]
    assert engine.embed_question("").tokens.shape == (0, 384)
    assert engine.embed_passages([]).vectors.shape == (0, 384)


def test_text_longer_than_the_model_is_embedded_in_windows(engine, tokenizer):
    first, second = (" ".join([word] * 600) for word in ("leave", "oven"))
    text = f"{first} {second}"
    found = engine.embed_passages([alone(text), alone(first), alone(second)])
    counts, _ = tokens.decode(found.token_codes[0], 384)
    assert len(tokenizer(text).ids) > 1000
    assert counts.tolist() == [0, -(-len(tokenizer(text).ids) // 2)]
    whole, of_first, of_second = found.vectors
    assert whole @ of_first > of_first @ of_second
    assert whole @ of_second > of_first @ of_second


def test_passages_keep_their_order_and_do_not_change_each_other(engine):
    passages = [alone("word " * length) for length in (300, 1, 120, 40, 2, 90, 15)]
    together = engine.embed_passages(passages)
    for number, passage in enumerate(passages):
        single = engine.embed_passages([passage])
        assert together.vectors[number] @ single.vectors[0] > 0.9999
        assert len(together.token_codes[number]) == len(single.token_codes[0])


def test_question_in_german_finds_the_english_passage(engine):
    found = engine.embed_passages([alone(OVEN), alone(LEAVE)])
    question = engine.embed_question(URLAUB)
    by_tokens = [one.passage for one in tokens.score(question.tokens, found.token_codes)]
    assert int(np.argmax(found.vectors @ question.vector)) == 1
    assert by_tokens[1] > by_tokens[0] + 0.1


def test_question_goes_before_waiting_passages(engine):
    passages = [alone("Sentences about leave and ovens. " * 40)] * 12
    done = threading.Event()

    def embed():
        engine.embed_passages(passages)
        done.set()

    engine.info()
    worker = threading.Thread(target=embed)
    worker.start()
    try:
        engine.embed_question(URLAUB)
        assert not done.is_set()
    finally:
        worker.join()


def test_passages_are_asked_in_batches_that_keep_a_question_waiting_for_one_only():
    passages = [alone("word " * length) for length in (100, 100, 100, 900, 1, 1, 250, 250, 1)]
    groups = list(_groups(passages))
    assert [passage for group in groups for passage in group] == passages
    assert [len(group) for group in groups] == [3, 1, 3, 2]


def test_killed_child_is_told_and_the_next_request_works(copied):
    child = EmbeddingChild(copied, Settings())
    passages = [alone("Sentences about leave and ovens. " * 40)] * 12
    child.info()
    killer = threading.Timer(0, os.kill, (child._child.pid, signal.SIGKILL))
    killer.start()
    with pytest.raises(errors.ChildDied):
        child.embed_passages(passages)
    killer.join()
    assert child.embed_question(LEAVE).vector.shape == (384,)
    child.close()


@pytest.mark.parametrize("name", split_model.FILES)
def test_missing_file_is_named(name, copied, failing):
    (Path(copied.path) / name).unlink()
    with pytest.raises(errors.ModelFileMissing, match=name):
        failing.embed_question(LEAVE)


@pytest.mark.parametrize("name", split_model.FILES)
def test_file_cut_short_is_refused_with_a_sentence(name, copied, failing):
    path = Path(copied.path) / name
    os.truncate(path, path.stat().st_size // 2 + 1)
    with pytest.raises(errors.ModelFileInvalid, match="is not a usable model file"):
        failing.embed_question(LEAVE)


@pytest.mark.parametrize("name", split_model.FILES)
def test_empty_file_is_refused_with_a_sentence(name, copied, failing):
    os.truncate(Path(copied.path) / name, 0)
    with pytest.raises(errors.ModelFileInvalid, match="is not a usable model file"):
        failing.embed_question(LEAVE)


def test_weights_that_are_not_numbers_are_refused(copied, failing):
    path = Path(copied.path) / split_model.ENCODER
    size = path.stat().st_size
    with path.open("r+b") as stream:
        stream.seek(size - (1 << 20))
        stream.write(b"\xff" * (1 << 20))  # every scale of every block becomes NaN
    with pytest.raises(errors.ModelFileInvalid, match="not numbers"):
        failing.embed_question(LEAVE)


def test_chat_model_is_refused_as_embedding_model(default_models):
    child = EmbeddingChild(defaults.chat_model(default_models), Settings())
    with pytest.raises(errors.ModelKindWrong):
        child.info()
    child.close()


def test_one_file_more_than_the_table_has_tokens_is_refused(copied, failing):
    path = Path(copied.path) / split_model.TOKEN_ROWS
    os.truncate(path, 216 * 1000)
    with pytest.raises(errors.ModelFileInvalid, match="do not belong together"):
        failing.embed_question(LEAVE)
