"""A conversation as a Markdown text, and the sentences that say what an answer is worth."""

import re
from collections.abc import Callable, Sequence

from assistant.records import KeptSpan, Turn

Place = Callable[[KeptSpan], str]
"""Puts into words where a span stands: file, page, line."""

FROM_MODEL = "From the model, not from your files."
NOT_SAID = "[not in your documents]"
"""Behind a sentence that no file says."""
GONE = "(no longer in your documents)"
"""In the place of a quote whose words are gone."""

_MARKDOWN = re.compile(r"(?=[\\`*_\[\]<>#|~&$]|:(?=//)|(?<=www)\.|\A[-+=]|(?<=\A\d)[.)]|(?<=\A\d\d)[.)])")
"""In front of everything that Markdown gives a meaning: marks, addresses that become links, starts of lists."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, those that turn the direction of writing, and halves of characters."""


def harmless(text: str) -> str:
    """The text without characters that nobody sees and programs obey; line breaks and tabs stay."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def notes(turn: Turn) -> list[str]:
    """What has to be said of a message beside its words."""
    said = []
    if turn.understood:
        said.append(f"Understood as: {turn.understood}")
    if turn.state == "erased":
        said.append("This answer was erased together with the documents it came from.")
    elif turn.from_documents and turn.found is False:
        said.append("Not in your documents.")
    if turn.state == "stopped":
        said.append("Stopped before its end.")
    if turn.role == "assistant" and turn.text and not turn.from_documents:
        said.append(FROM_MODEL)
    if not turn.intact:
        said.append("The stored text is damaged: it may not be what was written.")
    return said


def sentences(turn: Turn) -> list[str]:
    """The sentences of a checked answer, each with the numbers of the spans that say it or `NOT_SAID`."""
    return [
        f"{text} {''.join(f'[{number}]' for number in dict.fromkeys(numbers)) or NOT_SAID}"
        for text, numbers in turn.sentences
    ]


def markdown(title: str, started: str, turns: Sequence[Turn], place: Place) -> str:
    """The conversation as Markdown; whatever a person, a model or a file said is shown letter by letter."""
    parts = [f"# {_plain(title)}", f"*{_plain(started)}*"]
    for turn in turns:
        if turn.role == "user":
            parts += ["---", f"**{_lines(turn.text)}**"] if turn.text.strip() else ["---"]
        else:
            parts += [_span(number, span, place) for number, span in _numbered(turn, quotes=True)]
            parts += [f"*Draft by {_plain(turn.model)}*"] if turn.sentences else []
            parts += [_lines(line) for line in sentences(turn) or [turn.text] if line.strip()]
            parts += [_span(number, span, place) for number, span in _numbered(turn, quotes=False)]
        parts += [f"*{_plain(note)}*" for note in notes(turn)]
    return "\n\n".join(parts) + "\n"


def _numbered(turn: Turn, *, quotes: bool) -> list[tuple[int, KeptSpan]]:
    """The quotes with their numbers, or the other spans that sentences rest on with theirs."""
    return [(number, span) for number, span in enumerate(turn.spans, 1) if (number <= turn.quotes) == quotes]


def _span(number: int, span: KeptSpan, place: Place) -> str:
    words = GONE if span.text is None else f"“{_plain(span.text)}”"
    return f"> \\[{number}\\] {words}  \n> {_plain(place(span))}"


def _plain(text: str) -> str:
    """In one line, nothing in it being Markdown."""
    return _MARKDOWN.sub(r"\\", " ".join(harmless(text).split()))


def _lines(text: str) -> str:
    """With its line breaks and indentation, nothing in it being Markdown."""
    lines = harmless(text).strip("\n").expandtabs(4).split("\n")
    return "\\\n".join("\u00a0" * (len(line) - len(line.lstrip())) + _plain(line) for line in lines)
