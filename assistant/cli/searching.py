"""`footnote search`: the passages for some words, best first."""

import argparse
from collections.abc import Mapping

from assistant.cli import batch
from assistant.cli.indexing import prepare_models
from assistant.cli.output import Output, path_text, place, shown_path
from assistant.records import Passage, Scope
from assistant.services import find, libraries
from assistant.services.program import Program


def search(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Print the passages for the words, or for every line of a batch."""
    if not options.batch:
        find.require_words(options.words or "")  # said before models are made for nothing
    scope = libraries.scope(program, options.library)
    prepare_models(program, output)
    if options.batch:
        return batch.run(
            options.batch, output, lambda words: {"results": _results(program, words, scope, options.k)}
        )
    found = find.passages(program, options.words, scope, at_least=options.k).passages[: options.k]
    if output.as_json:
        output.record({"results": [passage_fields(passage) for passage in found]})
        return 0
    for number, passage in enumerate(found, start=1):
        output.line(f"{number:3}  {shown_path(passage.stored.path)} · {passage_place(passage)}")
        output.paragraph(passage.stored.chunk.text, "     ")
    if not found:
        output.line("Nothing found.")
    return 0


def passage_fields(passage: Passage) -> Mapping[str, object]:
    """A passage as `--json` shows it: `text` is `text[start:end]` of the stored page."""
    chunk = passage.stored.chunk
    text = chunk.text.rstrip()
    start = chunk.start + len(text) - len(text.lstrip())
    return {
        "path": path_text(passage.stored.path),
        "page": chunk.page,
        "label": passage_place(passage),
        "start": start,
        "end": chunk.start + len(text),
        "text": text.lstrip(),
        "score": round(passage.score, 4),
    }


def passage_place(passage: Passage) -> str:
    """Where the passage stands, in words."""
    chunk = passage.stored.chunk
    return place(passage.stored.label, chunk.heading, chunk.line)


def _results(program: Program, words: str, scope: Scope, wanted: int) -> list[Mapping[str, object]]:
    found = find.passages(program, words, scope, at_least=wanted).passages[:wanted]
    return [passage_fields(passage) for passage in found]
