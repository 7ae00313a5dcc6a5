"""`footnote conversations`: what was asked and answered, with its sources; exporting and removing it."""

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.cli.output import Output, counted, in_one_line, path_text, place, shown_path
from assistant.pipeline import html, transcript
from assistant.records import Conversation, KeptSpan, Turn
from assistant.services import conversations
from assistant.services.program import Program


def list_all(program: Program, options: argparse.Namespace, output: Output) -> int:
    """The conversations, newest first."""
    del options
    found = conversations.everything(program)
    for conversation in found:
        if output.as_json:
            output.record(_fields(conversation))
            continue
        told = f"{_day(conversation)}, {counted(conversation.messages, 'message')}"
        output.line(f"{conversation.id:4}  {in_one_line(conversation.title)}  ({told})")
    if not found and not output.as_json:
        output.line('There are no conversations yet. Begin one: footnote chat "Hello", or footnote ask "..."')
    return 0


def show(program: Program, options: argparse.Namespace, output: Output) -> int:
    """The messages of a conversation, with their sources."""
    conversation = conversations.chosen(program, options.conversation)
    turns = conversations.turns(program, conversation)
    if output.as_json:
        output.record({**_fields(conversation), "turns": [_turn_fields(turn) for turn in turns]})
        return 0
    for turn in turns:
        if turn.role == "user":
            output.line()
            output.paragraph(f"> {turn.text}", "")
        else:
            _show_answer(turn, output)
        for note in transcript.notes(turn):
            output.aside(f"  {in_one_line(note)}")
    return 0


def export(program: Program, options: argparse.Namespace, output: Output) -> int:
    """A conversation as Markdown, HTML or JSON, on standard output or into a file that is not there yet."""
    conversation = conversations.chosen(program, options.conversation)
    turns = conversations.turns(program, conversation)
    form = options.format or ("json" if output.as_json else "markdown")
    text = _exported(conversation, turns, form)
    if options.output is None:
        output.piece(text)
        return 0
    path = Path(options.output).absolute()
    conversations.write_export(path, text)
    if output.as_json:
        output.record({"exported": str(path)})
    else:
        output.line(f"Written to {path}.")
    return 0


def remove(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Forget a conversation for good."""
    conversation = conversations.chosen(program, options.conversation)
    conversations.remove(program, conversation)
    if output.as_json:
        output.record({"removed": conversation.id})
    else:
        output.line(f"Forgot conversation {conversation.id}, {in_one_line(conversation.title)}.")
    return 0


def _exported(conversation: Conversation, turns: Sequence[Turn], form: str) -> str:
    if form == "json":
        return json.dumps({**_fields(conversation), "turns": [_turn_fields(turn) for turn in turns]}) + "\n"
    write = html.page if form == "html" else transcript.markdown
    return write(conversation.title, f"{_day(conversation)}, conversation {conversation.id}", turns, _place)


def _show_answer(turn: Turn, output: Output) -> None:
    def show_span(number: int) -> None:
        span = turn.spans[number - 1]
        output.paragraph(f"[{number}] {transcript.GONE if span.text is None else f'“{span.text}”'}", "  ")
        output.line(f"      {_place(span)}")

    for number in range(1, turn.quotes + 1):
        show_span(number)
    if turn.sentences:
        output.line(f"  Draft by {in_one_line(turn.model)}")
    for text in transcript.sentences(turn):
        output.paragraph(text, "  ")
    if turn.text and not turn.sentences:
        output.written(f"{turn.text}\n")
    for number in range(turn.quotes + 1, len(turn.spans) + 1):
        show_span(number)


def _fields(conversation: Conversation) -> Mapping[str, object]:
    started = datetime.fromtimestamp(conversation.started_s, UTC).isoformat()
    return {
        "id": conversation.id,
        "title": conversation.title,
        "started": started,
        "messages": conversation.messages,
    }


def _turn_fields(turn: Turn) -> Mapping[str, object]:
    """A message as `--json` shows it.

    `sources` are numbers of `spans`, from 1; the first of them, as many as `quotes` says, are quotes.
    """
    said = {"role": turn.role, "text": turn.text, "state": turn.state, "intact": turn.intact}
    if turn.role == "user":
        return {**said, "understood": turn.understood or None}
    return {
        **said,
        "source": "documents" if turn.from_documents else "model",
        "model": turn.model or None,
        "found": turn.found,
        "quotes": turn.quotes,
        "spans": [_span_fields(span) for span in turn.spans],
        "sentences": [{"text": text, "sources": numbers} for text, numbers in turn.sentences],
    }


def _span_fields(span: KeptSpan) -> Mapping[str, object]:
    """`text` and `label` are null when the words are no longer in the documents."""
    return {
        "path": path_text(span.path),
        "page": span.page,
        "label": None if span.label is None else place(span.label, "", span.line),
        "start": span.start,
        "end": span.end,
        "text": span.text,
    }


def _place(span: KeptSpan) -> str:
    """Where a span stands, in words."""
    where = f"page {span.page}" if span.label is None else place(span.label, "", span.line)
    return f"{shown_path(span.path)} · {where}"


def _day(conversation: Conversation) -> str:
    """When it was begun, by the clock of this computer."""
    return datetime.fromtimestamp(conversation.started_s).astimezone().strftime("%Y-%m-%d %H:%M")
