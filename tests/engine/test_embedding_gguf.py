"""Embedding models that a person brings along, as single GGUF files, through their locked child."""

import os
from pathlib import Path

import gguf
import numpy as np
import pytest

from assistant import errors
from assistant.engine import embedding_prefixes, split_model
from assistant.engine.embedding_client import EmbeddingChild
from assistant.modelcache import defaults
from assistant.records import ModelFile, PassageText
from assistant.settings import Settings
from tests.engine import tiny_bert, tiny_gguf

WORDS = ["leave is applied for.", "the oven is hot", "12 March", "a", "otters sleep on their backs, always"]


def alone(text, heading=""):
    return PassageText(heading, text, ((0, len(text)),))


def child_for(path):
    return EmbeddingChild(ModelFile("tiny", "embedding", "Tiny", str(path), (), sha256="0" * 64), Settings())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tiny embedding")


@pytest.fixture(scope="module")
def engine(folder):
    child = child_for(tiny_bert.write(folder / "tiny.gguf"))
    yield child
    child.close()


@pytest.fixture
def opened():
    made = []

    def make(path):
        made.append(child_for(path))
        return made[-1]

    yield make
    for child in made:
        child.close()


def test_passages_and_questions_get_vectors_and_no_token_codes(engine):
    found = engine.embed_passages([alone(text) for text in WORDS])
    assert found.vectors.shape == (len(WORDS), tiny_bert.WIDTH)
    assert found.token_codes == (b"",) * len(WORDS)
    question = engine.embed_question(WORDS[0])
    assert question.tokens.shape == (0, tiny_bert.WIDTH)
    assert found.vectors[0] @ question.vector == pytest.approx(1, abs=1e-5), "no prefix is known for this model"
    assert (engine.info().dim, engine.info().context_tokens) == (tiny_bert.WIDTH, tiny_bert.POSITIONS)
    assert "memory" in engine.lockdown


def test_passages_keep_their_order_and_do_not_change_each_other(engine):
    together = engine.embed_passages([alone(text) for text in WORDS]).vectors
    for number, text in enumerate(WORDS):
        single = engine.embed_passages([alone(text)]).vectors[0]
        assert together[number] @ single > 0.9999
    assert (together @ together.T - np.eye(len(WORDS))).max() < 0.999, "different texts, different vectors"


def test_mean_of_the_tokens_is_what_llama_cpp_was_asked_for(engine, folder, opened):
    first = opened(tiny_bert.write(folder / "first.gguf", metadata=tiny_bert.values(pooling=tiny_bert.CLS)))
    mean, of_first = (one.embed_passages([alone(WORDS[0])]).vectors[0] for one in (engine, first))
    assert mean @ of_first < 0.999


def test_long_empty_and_blank_texts_have_a_vector_too(engine):
    first, second = "leave " * 100, "oven " * 100
    found = engine.embed_passages([alone(first + second), alone(first), alone(second), alone(""), alone(" \n")])
    assert np.allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=1e-5)
    whole, *halves = found.vectors[:3]
    assert min(whole @ half for half in halves) > halves[0] @ halves[1] - 1e-6
    assert engine.embed_passages([alone("x" * 5000)]).vectors.shape == (1, tiny_bert.WIDTH)
    assert engine.embed_passages([]).vectors.shape == (0, tiny_bert.WIDTH)


def test_heading_is_part_of_the_passage(engine):
    with_it, without, spelled = engine.embed_passages(
        [alone("the text", "heading"), alone("the text"), alone("heading\nthe text")]
    ).vectors
    assert with_it @ spelled > 0.9999
    assert with_it @ without < 0.9999


def test_counts_are_of_the_text_alone(engine):
    assert engine.count(["abc", "", "a b"]) == [3, 0, 2]


def test_prefixes_that_the_model_is_known_for_are_put_in_front(engine, folder, opened):
    known = opened(tiny_bert.write(folder / "known.gguf", metadata=tiny_bert.values(name="nomic-embed-text-v1.5")))
    assert known.embed_question("why").vector @ engine.embed_question("search_query: why").vector > 0.9999
    (found,) = known.embed_passages([alone("why")]).vectors
    assert found @ engine.embed_passages([alone("search_document: why")]).vectors[0] > 0.9999


def test_model_that_reads_in_one_direction_gives_the_vector_of_its_last_token(folder, opened):
    metadata = tiny_gguf.values()
    metadata["llama.pooling_type"] = (gguf.GGUFValueType.UINT32, tiny_bert.LAST)
    child = opened(tiny_gguf.write(folder / "decoder.gguf", metadata=metadata))
    together = child.embed_passages([alone(text) for text in WORDS]).vectors
    again = child.embed_passages([alone(text) for text in reversed(WORDS)]).vectors[::-1]
    assert np.einsum("ij,ij->i", together, again).min() > 0.9999, "nothing is remembered from batch to batch"
    same_end = child.embed_passages([alone("xyz end"), alone("abc end")]).vectors
    assert same_end[0] @ same_end[1] < 0.99999, "what stands before the last token counts"


def bad_weights():
    weights = tiny_bert.tensors()
    weights["blk.0.ffn_up.weight"][:] = np.nan
    return weights


def bad_files(folder, default_models):
    cut = tiny_bert.write(folder / "cut.gguf")
    os.truncate(cut, cut.stat().st_size // 2)
    text = folder / "text.gguf"
    text.write_text("no model")
    return {
        "cut": cut,
        "text": text,
        "missing": folder / "missing.gguf",
        "not numbers": tiny_bert.write(folder / "nan.gguf", weights=bad_weights()),
        "vocabulary": tiny_bert.write(folder / "vocabulary.gguf", weights={}),
        "ranks": tiny_bert.write(folder / "ranks.gguf", metadata=tiny_bert.values(pooling=tiny_bert.RANK)),
        "chat": tiny_gguf.write(folder / "chat.gguf"),
        "no vocabulary": Path(defaults.embedding_model(default_models).path) / split_model.ENCODER,
    }


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("cut", "cut short"), ("text", "not in the GGUF format"), ("missing", "is not there"),
        ("not numbers", "gives no numbers"), ("vocabulary", "a vocabulary without a model"),
        ("ranks", "a model that ranks"), ("chat", "is a chat model"), ("no vocabulary", "without a vocabulary"),
    ],
)  # fmt: skip
def test_file_that_is_no_embedding_model_is_refused_in_a_sentence(name, error, tmp_path, default_models, opened):
    child = opened(bad_files(tmp_path, default_models)[name])
    with pytest.raises(errors.ModelError, match=error):
        child.embed_question("why")


@pytest.mark.parametrize(
    ("name", "question", "passage"),
    [
        ("multilingual-e5-large", "query: ", "passage: "),
        ("e5_base_v2.Q8_0", "query: ", "passage: "),
        ("Multilingual E5 Large Instruct", "Instruct: ", ""),
        ("nomic-embed-text-v2-moe", "search_query: ", "search_document: "),
        ("bge-small-en-v1.5", "Represent this sentence", ""),
        ("bge-m3", "", ""),
        ("snowflake-arctic-embed-l-v2.0", "query: ", ""),
        ("snowflake-arctic-embed-m", "Represent this sentence", ""),
        ("embeddinggemma-300M", "task: search result", "title: none"),
        ("Qwen3 Embedding 0.6B", "Instruct: ", ""),
        ("all-MiniLM-L6-v2", "", ""),
        ("some5-model", "", ""),
    ],
)
def test_prefixes_by_the_models_name(name, question, passage):
    found = embedding_prefixes.of_model("Unknown", name)
    assert found.question.startswith(question)
    assert found.passage.startswith(passage)
    assert (bool(found.question), bool(found.passage)) == (bool(question), bool(passage))
