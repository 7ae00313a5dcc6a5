"""`footnote search`: the passages for some words, best first."""

import argparse
from collections.abc import Mapping, Sequence

from assistant.cli import batch
from assistant.cli.indexing import prepare_models
from assistant.cli.output import Output, counted, path_text, place, shown_path
from assistant.records import Passage, Scope
from assistant.services import find, libraries
from assistant.services.program import Program

Span = tuple[Passage, int, int]
"""Words of a passage: where they start and end in its page."""

_NAMED_COPIES = 3


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
        show_also(output, _spans(passage), "     ")
    if not found:
        output.line("Nothing found.")
    return 0


def passage_fields(passage: Passage) -> Mapping[str, object]:
    """A passage as `--json` shows it: `text` is `text[start:end]` of the stored page."""
    spans = _spans(passage)
    _, start, end = spans[0]
    return {
        **span_fields(passage, start, end),
        "text": passage.stored.chunk.text.strip(),
        "score": round(passage.score, 4),
        "also_in": also_fields(spans),
    }


def span_fields(passage: Passage, start: int, end: int) -> Mapping[str, object]:
    """A span of a passage as `--json` shows it."""
    return {
        "path": path_text(passage.stored.path),
        "page": passage.stored.chunk.page,
        "label": span_place(passage, start),
        "start": start,
        "end": end,
    }


def also_fields(spans: Sequence[Span]) -> list[Mapping[str, object]]:
    """The other files that say the same, as `--json` shows them."""
    return [{**span_fields(*span), "path": path_text(path)} for path, span in _other_files(spans).items()]


def show_also(output: Output, spans: Sequence[Span], indent: str) -> None:
    """A line that names other files that say the same, when there are any."""
    others = [shown_path(path) for path in _other_files(spans)]
    if others:
        more = ", ..." if len(others) > _NAMED_COPIES else ""
        names = ", ".join(others[:_NAMED_COPIES])
        output.line(f"{indent}also in {counted(len(others), 'other file')}: {names}{more}")


def _other_files(spans: Sequence[Span]) -> dict[bytes, Span]:
    """Every other file than the one of the first span, with its first span."""
    found: dict[bytes, Span] = {}
    for span in spans:
        stored = span[0].stored
        for path in (stored.path, *stored.copies):
            found.setdefault(path, span)
    del found[spans[0][0].stored.path]
    return found


def _spans(passage: Passage) -> list[Span]:
    """Where the words of the passage and of those that say the same stand, without white space at their ends."""
    spans: list[Span] = []
    for one in (passage, *passage.also):
        chunk = one.stored.chunk
        start = chunk.end - len(chunk.text.lstrip())
        spans.append((one, start, start + len(chunk.text.strip())))
    return spans


def span_place(passage: Passage, start: int) -> str:
    """Where a span of the passage stands, in words; the line is that of the span."""
    chunk = passage.stored.chunk
    line = chunk.line + chunk.text.count("\n", 0, max(0, start - chunk.start))
    return place(passage.stored.label, chunk.heading, line)


def passage_place(passage: Passage) -> str:
    """Where the passage stands, in words."""
    return span_place(passage, passage.stored.chunk.start)


def _results(program: Program, words: str, scope: Scope, wanted: int) -> list[Mapping[str, object]]:
    found = find.passages(program, words, scope, at_least=wanted).passages[:wanted]
    return [passage_fields(passage) for passage in found]
