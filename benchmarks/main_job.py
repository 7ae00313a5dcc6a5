"""The figures of the main job: files in, question in, an answer that points at the words.

    .venv/bin/python -m benchmarks.main_job [--only NAME ...] [--questions 300]

Names: squad, refusal, xquad, command, memory, ctrl-c, reading, embedding, stop; command, memory and ctrl-c use the
libraries that squad and xquad made. Data is found through ASSISTANT_EVAL; the
sections that need none run without. Everything goes through the command line as a person would use it, but for
figures inside one process. Absolute times name the reference machine: two x86-64 cores, no GPU, shared and noisy.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import main_job_speed as speed
from benchmarks.command_line import Footnote

SEED = 20261121


def row(name: str, value: str, goal: str) -> None:
    """One figure beside its goal."""
    print(f"{name:<66} {value:>14}   goal {goal}", flush=True)


def percent(hits: int, total: int) -> str:
    """A share of questions."""
    return f"{100 * hits / total:.1f} % of {total}" if total else "no questions"


class Data:
    """The evaluation texts, written out as files."""

    def __init__(self, folder: Path, source: Path) -> None:
        self.folder, self.source = folder, source
        self.squad = json.loads((source / "squad-dev-half.json").read_text(encoding="utf-8"))["data"]

    def squad_files(self, titles: Sequence[str], name: str) -> Path:
        """One text file an article, paragraphs apart by a blank line."""
        target = self.folder / name
        target.mkdir()
        for article in self.squad:
            if article["title"] in titles:
                text = "\n\n".join(paragraph["context"] for paragraph in article["paragraphs"])
                (target / f"{article['title']}.txt").write_text(text, encoding="utf-8")
        return target

    def squad_questions(self, count: int, titles: Sequence[str]) -> list[dict[str, Any]]:
        """A sample: id, question, file, gold answers."""
        found = [
            {"id": asked["id"], "question": asked["question"], "file": f"{article['title']}.txt",
             "gold": [answer["text"] for answer in asked["answers"]]}
            for article in self.squad if article["title"] in titles
            for paragraph in article["paragraphs"] for asked in paragraph["qas"]
        ]
        return random.Random(SEED).sample(found, min(count, len(found)))

    def xquad(self, language: str) -> tuple[Path, list[dict[str, Any]]]:
        """One file a paragraph, and the questions with the file each belongs to."""
        articles = json.loads((self.source / f"xquad/xquad.{language}.json").read_text(encoding="utf-8"))["data"]
        target = self.folder / f"xquad-{language}"
        target.mkdir()
        questions, number = [], 0
        for article in articles:
            for paragraph in article["paragraphs"]:
                number += 1
                name = f"{number:03}.txt"
                (target / name).write_text(paragraph["context"], encoding="utf-8")
                questions += [
                    {"id": asked["id"], "question": asked["question"], "file": name} for asked in paragraph["qas"]
                ]
        return target, questions

    def english_of(self, ids: set[object]) -> tuple[Path, dict[object, str]]:
        """The English paragraphs whose questions XQuAD translated, one file each, and the file of every id."""
        target = self.folder / "xquad-en"
        target.mkdir()
        files: dict[object, str] = {}
        for article in self.squad:
            for number, paragraph in enumerate(article["paragraphs"]):
                asked = [question["id"] for question in paragraph["qas"] if question["id"] in ids]
                if asked:
                    name = f"{article['title']}-{number}.txt"
                    (target / name).write_text(paragraph["context"], encoding="utf-8")
                    files |= dict.fromkeys(asked, name)
        return target, files


def squad(data: Data, footnote: Footnote, count: int) -> None:
    """Right file among the first three passages; the gold answer in the first quote and in three."""
    titles = [article["title"] for article in data.squad]
    footnote.index(data.squad_files(titles, "squad"), "Squad")
    questions = data.squad_questions(count, titles)
    answers = footnote.ask_batch(questions, "Squad")
    file_in_three = first = three = 0
    for asked in questions:
        answer = answers[asked["id"]]
        files = [Path(passage["path"]).name for passage in answer["passages"][:3]]
        file_in_three += asked["file"] in files
        quotes = [quote["text"] for quote in answer["quotes"]]
        holds = [any(gold in quote for gold in asked["gold"]) for quote in quotes]
        first += holds[:1] == [True]
        three += any(holds[:3])
    row("SQuAD: right file in the first three passages", percent(file_in_three, len(questions)), ">= 97 %")
    row("SQuAD: gold answer in the first quote", percent(first, len(questions)), ">= 73 %")
    row("SQuAD: gold answer in three quotes", percent(three, len(questions)), ">= 86 %")


def refusal(data: Data, footnote: Footnote, count: int) -> None:
    """With 12 of the 24 articles as the library: own questions kept, questions about the others refused."""
    titles = sorted(article["title"] for article in data.squad)
    own = random.Random(SEED).sample(titles, 12)
    footnote.index(data.squad_files(own, "squad-12"), "Twelve")
    kept_questions = data.squad_questions(count, own)
    other_questions = data.squad_questions(count, [title for title in titles if title not in own])
    kept = sum(answer["found"] is True for answer in footnote.ask_batch(kept_questions, "Twelve").values())
    others = footnote.ask_batch(other_questions, "Twelve")
    refused = sum(answer["found"] is False for answer in others.values())
    row("12 of 24 articles: own questions kept", percent(kept, len(kept_questions)), ">= 94 %")
    row("12 of 24 articles: questions about the others refused", percent(refused, len(others)), ">= 90 %")


def xquad(data: Data, footnote: Footnote, count: int) -> None:
    """A question finds the paragraph of its own language, and a German one the English paragraph."""
    del count
    german: list[dict[str, Any]] = []
    for language in ("de", "es", "zh"):
        folder, questions = data.xquad(language)
        german = questions if language == "de" else german
        footnote.index(folder, f"XQuAD-{language}")
        sample = random.Random(SEED).sample(questions, 200)
        hits = in_first_three(footnote, sample, f"XQuAD-{language}")
        row(f"XQuAD {language}: paragraph in the first three", percent(hits, len(sample)), ">= 98 %")
    folder, files = data.english_of({asked["id"] for asked in german})
    footnote.index(folder, "XQuAD-en")
    across = [{**asked, "file": files[asked["id"]]} for asked in german if asked["id"] in files]
    sample = random.Random(SEED).sample(across, min(200, len(across)))
    hits = in_first_three(footnote, sample, "XQuAD-en")
    row("XQuAD: German question, English paragraph in the first three", percent(hits, len(sample)), ">= 93 %")


def in_first_three(footnote: Footnote, questions: Sequence[dict[str, Any]], library: str) -> int:
    """How many questions have their file among the first three passages."""
    answers = footnote.ask_batch(questions, library)
    return sum(
        asked["file"] in [Path(passage["path"]).name for passage in answers[asked["id"]]["passages"][:3]]
        for asked in questions
    )


def command(footnote: Footnote) -> None:
    """The whole command on its second start, and each further question of a batch."""
    first = [footnote.first_quote_s("What is the capital of France called?") for _ in range(5)]
    row("whole command, second start, first quote", f"{median(first):.2f} s", "<= 3 s")
    row("  passages in the library", str(footnote.chunks()), "2,000")
    times = footnote.batch_ms(60)
    row("each further question of a batch, quotes only, p50", f"{median(times):.0f} ms", "<= 120 ms")


def main() -> None:
    """Run the sections and print every figure beside its goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--questions", type=int, default=300)
    options = parser.parse_args()
    source = os.environ.get("ASSISTANT_EVAL")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        footnote = Footnote(root / "data")
        sections: dict[str, Callable[[], None]] = {}
        if source:
            data = Data(root, Path(source))
            sections["squad"] = lambda: squad(data, footnote, options.questions)
            sections["refusal"] = lambda: refusal(data, footnote, options.questions)
            sections["xquad"] = lambda: xquad(data, footnote, options.questions)
            sections["command"] = lambda: command(footnote)
            sections["memory"] = lambda: speed.memory(footnote, row)
            sections["ctrl-c"] = lambda: speed.interrupt(footnote, row)
        sections["reading"] = lambda: speed.reading(root, row)
        sections["embedding"] = lambda: speed.embedding(root, row)
        sections["stop"] = lambda: speed.stop(root, row)
        sections["stop"] = lambda: speed.stop(root, row)
        unknown = set(options.only or ()) - set(sections)
        if unknown:
            parser.error(f"no section called {', '.join(sorted(unknown))}; there are {', '.join(sections)}")
        for name, section in sections.items():
            if not options.only or name in options.only:
                section()
        if not source:
            print("ASSISTANT_EVAL is not set: the sections on evaluation data were left out.", file=sys.stderr)


if __name__ == "__main__":
    main()
