"""Makes the mean and the rotation of the token coding (resources/tokens), and shows how well a mean serves refusal.

    ASSISTANT_EVAL=... .venv/bin/python -m benchmarks.token_space MODELS_DIR [--make FOLDER]

MODELS_DIR holds the converted default models. For each language of the data, half of the articles are the library;
it prints which share of the questions about them the threshold of `pipeline.rank` keeps, and which share of the
questions about the other half it refuses: one threshold has to serve all languages, which an English mean does not
allow (Chinese then refuses 14 % where it should refuse 98 %). With --make, a mean with the same weight for each of
these languages and a rotation are written, and judged; a new pair needs a new `tokens.VERSION`. Tokens are merged
over the whole passage here, not sentence by sentence; the figures differ from those of the program by a point or so.
"""

import argparse
import json
import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.engine.embedding import PASSAGE, QUESTION, Embedder
from assistant.engine.token_space import load_space
from assistant.modelcache import defaults
from assistant.pipeline import rank, tokens

Floats = NDArray[np.float32]

FILES = {
    "en": "squad-dev-half.json",
    "de": "xquad/xquad.de.json",
    "es": "xquad/xquad.es.json",
    "zh": "xquad/xquad.zh.json",
}
PARAGRAPHS, QUESTIONS, DEPTH = 120, 200, 10
ROTATION_SEED = 1


@dataclass(frozen=True)
class Half:
    """Raw token vectors of a language's paragraphs in the library, and of questions about it and about others."""

    passages: list[Floats]
    own: list[Floats]
    others: list[Floats]


def measured(path: Path, embedder: Embedder) -> Half:
    """Paragraphs of every second article, questions about them and about the rest."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    chance = random.Random(1)
    kept = chance.sample([one for article in articles[::2] for one in article["paragraphs"]], PARAGRAPHS)
    left = [one for article in articles[1::2] for one in article["paragraphs"]]

    def questions(paragraphs: list[dict[str, list[dict[str, str]]]]) -> list[Floats]:
        asked = [answer["question"] for one in paragraphs for answer in one["qas"]]
        return [embedder.raw_tokens(text, QUESTION) for text in chance.sample(asked, QUESTIONS)]

    passages = [embedder.raw_tokens(one["context"], PASSAGE) for one in kept]
    return Half(passages, questions(kept), questions(left))


def confidence(questions: list[Floats], passages: list[Floats], space: tokens.Space) -> Floats:
    """The best passage's MaxSim of each question, among the ten nearest by their means."""
    nothing = [np.zeros(len(vectors), np.int64) for vectors in passages]
    codes = [tokens.encode(vectors, none, 1, space) for vectors, none in zip(passages, nothing, strict=True)]
    means = tokens.unit(np.stack([vectors.mean(axis=0) for vectors in passages]))
    best: list[float] = []
    for question in questions:
        nearest = np.argsort(-(means @ question.mean(axis=0)))[:DEPTH]
        best.append(max(one.passage for one in tokens.score(space(question), [codes[place] for place in nearest])))
    return np.array(best, np.float32)


def judge(name: str, space: tokens.Space, halves: dict[str, Half]) -> None:
    """Print what one threshold keeps and refuses."""
    print(f"{name}, threshold {rank.FOUND_AT}")
    for language, half in halves.items():
        kept = float((confidence(half.own, half.passages, space) >= rank.FOUND_AT).mean())
        refused = float((confidence(half.others, half.passages, space) < rank.FOUND_AT).mean())
        print(f"  {language}  kept {kept:.1%}  refused {refused:.1%}", flush=True)


def balanced_mean(halves: dict[str, Half]) -> Floats:
    """The mean unit token vector, float32 (dim,), each language with the same weight."""
    means = [tokens.unit(np.concatenate(half.passages)).mean(axis=0) for half in halves.values()]
    return np.asarray(np.mean(means, axis=0), np.float32)


def rotation(dim: int) -> Floats:
    """A random orthogonal matrix, float32 (dim, dim); kept as a file because its last bits differ by processor."""
    gaussian = np.random.default_rng(ROTATION_SEED).standard_normal((dim, dim))
    return np.asarray(np.linalg.qr(gaussian)[0], np.float32)


def main() -> int:
    """Measure, judge, and make when asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("models_dir", type=Path)
    parser.add_argument("--make", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    source = os.environ.get("ASSISTANT_EVAL")
    if not source:
        sys.exit("ASSISTANT_EVAL names no folder")
    embedder = Embedder(Path(defaults.embedding_model(arguments.models_dir).path), threads=os.cpu_count() or 1)
    halves = {language: measured(Path(source) / name, embedder) for language, name in FILES.items()}
    shipped = load_space()
    judge("shipped mean", shipped, halves)
    if arguments.make:
        mean, turn = balanced_mean(halves), rotation(shipped.dim)
        judge("new mean", tokens.Space(mean, turn), halves)
        arguments.make.mkdir(parents=True, exist_ok=True)
        np.save(arguments.make / f"mean-{tokens.VERSION + 1}.npy", mean)
        np.save(arguments.make / f"rotation-{tokens.VERSION + 1}.npy", turn)
    return 0


if __name__ == "__main__":
    sys.exit(main())
