"""`footnote ask`: quotes from the files, then a written answer whose every sentence shows its sources."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from assistant.cli import batch, indexing
from assistant.cli.output import Output, counted, in_one_line, shown_path
from assistant.cli.searching import (
    Span,
    also_fields,
    passage_fields,
    passage_place,
    show_also,
    span_fields,
    span_place,
)
from assistant.errors import IndexingElsewhere
from assistant.records import Answer, Citation, Coverage, Passage, Quote, Scope, Sentence
from assistant.services import conversations, find, libraries, walk
from assistant.services.ask import AnswerReady, AskEvent, PassagesFound, QuotesFound
from assistant.services.ask import ask as answering
from assistant.services.cancel import Cancel
from assistant.services.draft import TextArrived, ThoughtArrived
from assistant.services.keep import Understood, ask_kept
from assistant.services.program import Program

_NEAREST = 3
_NAMED = 5
"""Files that could not be read are named, so many of them."""


def ask(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Answer the question, or every question of a batch."""
    if not options.batch:
        find.require_words(options.question or "")  # said before anything is read or prepared for nothing
    wanted = options.conversation
    conversation = None if wanted is None else conversations.chosen(program, wanted).id
    scope = _scope(program, options, output)
    written = not options.quotes_only
    if options.batch:
        return batch.run(
            options.batch, output,
            lambda question: answer_fields(
                _last(answering(program, question, scope, written=written, cancel=Cancel()))
            ),
        )
    events = ask_kept(
        program, options.question, scope, conversation=conversation, written=written, cancel=Cancel()
    )
    with closing(events):  # ended before the databases are: a reader that goes away (| head) loses nothing
        if output.as_json:
            output.record(_kept_fields(options.question, events))
        else:
            _Transcript(program, output, scope, options.question).show(events)
    return 0


def _scope(program: Program, options: argparse.Namespace, output: Output) -> Scope:
    """What to search; paths are read first where they changed."""
    if not options.paths:
        scope = libraries.scope(program, options.library)
        indexing.prepare_models(program, output)
        return scope
    paths = [walk.absolute(path) for path in options.paths]
    name = options.library or libraries.ASKED
    try:
        entries = indexing.add(program, name, paths, output)
    except IndexingElsewhere as error:
        output.note(f"{error} This answer is from what was read before.")
        entries = []
    for entry in entries:
        if entry.status in ("failed", "partial"):
            output.note(indexing.file_line(entry))
    return libraries.scope_of_paths(program, libraries.named(program, name), paths)


def _kept_fields(question: str, events: Iterator[Understood | AskEvent]) -> Mapping[str, object]:
    """An answer and where it is kept; `understood` is null for a question that stands alone."""
    about = next(event for event in events if isinstance(event, Understood))
    return {
        **answer_fields(_last(events)),
        "question": question,
        "understood": None if about.question == question else about.question,
        "conversation": about.conversation,
    }


def _last(events: Iterator[Understood | AskEvent]) -> Answer:
    answers = [event.answer for event in events if isinstance(event, AnswerReady)]
    return answers[-1]


def answer_fields(answer: Answer) -> Mapping[str, object]:
    """An answer as `ask --json` shows it."""
    coverage = answer.coverage
    return {
        "question": answer.question,
        "answer": answer.text,
        "stopped": stopped_text(answer.stopped) or None,
        "sentences": [_sentence_fields(sentence) for sentence in answer.sentences],
        "quotes": [_quote_fields(quote) for quote in answer.quotes],
        "passages": [passage_fields(passage) for passage in answer.passages],
        "found": answer.found,
        "confidence": None if answer.confidence is None else round(answer.confidence, 4),
        "searched": {
            "files": coverage.files,
            "unread": coverage.unread + coverage.failed,
            "partly": coverage.partly,
            "without_vectors": coverage.without_vectors,
        },
        "model": answer.model,
        "timings_ms": dict(answer.timings_ms),
        "left_out": [passage_fields(passage) for passage in answer.left_out],
    }


def _sentence_fields(sentence: Sentence) -> Mapping[str, object]:
    citations = [
        {**span_fields(citation.passage, citation.start, citation.end), "quote": citation.quote}
        for citation in sentence.citations
    ]
    return {"text": sentence.text, "supported": sentence.supported, "citations": citations}


def _quote_fields(quote: Quote) -> Mapping[str, object]:
    spans = _spans(quote)
    return {
        **span_fields(*spans[0]),
        "text": quote.text,
        "score": round(quote.score, 4),
        "also_in": also_fields(spans),
    }


def _spans(quote: Quote) -> list[Span]:
    return [(one.passage, one.start, one.end) for one in (quote, *quote.also)]


class _Transcript:
    """Shows the events of one question as they come."""

    def __init__(self, program: Program, output: Output, scope: Scope, question: str) -> None:
        self._program, self._output, self._scope, self._question = program, output, scope, question
        self._badges: dict[tuple[bytes, int, int, int], int] = {}
        self._coverage: Coverage | None = None
        self._found: bool | None = None
        self._passages: tuple[Passage, ...] = ()
        self._writing = False
        self._thought = 0
        self._more_sources: list[tuple[int, Citation]] = []

    def show(self, events: Iterator[Understood | AskEvent]) -> None:
        for event in events:
            if isinstance(event, Understood):
                if event.question != self._question:
                    self._output.aside(f"Understood as: {in_one_line(event.question)}\n")
            elif isinstance(event, PassagesFound):
                self._coverage, self._found = event.coverage, event.found
                self._passages = event.passages
            elif isinstance(event, QuotesFound):
                self._show_quotes(event.quotes)
            elif isinstance(event, ThoughtArrived):
                self._thought += 1
                what = f"{self._program.chat_model.name} is thinking"
                self._output.progress(what, self._thought, self._program.settings.thinking_tokens)
            elif isinstance(event, TextArrived):
                self._show_text(event)
            else:
                self._finish(event.answer)

    def _show_quotes(self, quotes: Sequence[Quote]) -> None:
        out = self._output
        if not quotes:
            out.line(f"Not in your documents. {self._searched()}")
            if self._passages:
                out.line("\nNearest passages:")
            for passage in self._passages[:_NEAREST]:
                out.line(f"\n  {shown_path(passage.stored.path)} · {passage_place(passage)}")
                out.paragraph(passage.stored.chunk.text, "      ")
            return
        unsure = f"Perhaps in your documents. {self._searched()}"
        out.line("Found in your documents" if self._found else unsure)
        for quote in quotes:
            out.line()
            number = self._badge(quote.passage, quote.start, quote.end)
            out.paragraph(f"[{number}] “{quote.text}”", "  ")
            out.line(f"      {shown_path(quote.passage.stored.path)} · {span_place(quote.passage, quote.start)}")
            show_also(out, _spans(quote), "      ")

    def _show_text(self, event: TextArrived) -> None:
        """Sentence by sentence: a sentence is shown once it is known what it rests on."""
        out = self._output
        if not self._writing:
            self._writing = True
            out.line(f"\nDraft by {self._program.chat_model.name}, checked sentence by sentence\n")
        for sentence in event.checked:
            numbers = [self._cited(citation) for citation in sentence.citations]
            marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers)) or "[not in your documents]"
            out.paragraph(f"{sentence.text} {marks}", "  ")

    def _cited(self, citation: Citation) -> int:
        known = len(self._badges)
        number = self._badge(citation.passage, citation.start, citation.end)
        if number > known:
            self._more_sources.append((number, citation))
        return number

    def _badge(self, passage: Passage, start: int, end: int) -> int:
        """The number of a span; spans that overlap one that has a number share it."""
        stored = passage.stored
        for (path, page, begins, ends), number in self._badges.items():
            if (path, page) == (stored.path, stored.chunk.page) and start < ends and begins < end:
                return number
        self._badges[(stored.path, stored.chunk.page, start, end)] = len(self._badges) + 1
        return len(self._badges)

    def _finish(self, answer: Answer) -> None:
        out = self._output
        for number, citation in self._more_sources:
            out.line()
            out.paragraph(f"[{number}] “{citation.quote}”", "  ")
            where = span_place(citation.passage, citation.start)
            out.line(f"      {shown_path(citation.passage.stored.path)} · {where}")
        if answer.stopped:
            out.note(stopped_text(answer.stopped))

    def _searched(self) -> str:
        """How much was searched, and what could not be."""
        coverage = self._coverage
        if coverage is None:
            return ""
        known = coverage.files + coverage.unread + coverage.failed
        parts = [f"Searched {coverage.files} of {known} files."]
        if coverage.failed:
            names = [shown_path(entry.path) for entry in libraries.unreadable(self._program, self._scope)]
            others = f" and {len(names) - _NAMED} others" if len(names) > _NAMED else ""
            parts.append(f"{coverage.failed} could not be read: {', '.join(names[:_NAMED])}{others}.")
        if coverage.partly:
            parts.append(f"Scans or other parts of {counted(coverage.partly, 'file')} were not read.")
        if coverage.unread:
            parts.append(f"{coverage.unread} are not read yet.")
        if coverage.without_vectors:
            parts.append("Search by meaning is not ready yet.")
        return " ".join(parts)


def stopped_text(stopped: str) -> str:
    """Why an answer is not whole, in words."""
    words = {
        "cancelled": "Stopped. The answer so far is kept.",
        "length": "The answer was cut at its longest allowed length.",
        "context": "The answer was cut: the model's memory is full.",
        "thinking": "The model did not come to an answer in the room it has for thinking. Ask a simpler question.",
    }
    return words.get(stopped, stopped)
