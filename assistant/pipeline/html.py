"""Safe HTML: a conversation as one page that loads nothing, runs nothing and leads nowhere.

Everything that a person, a model or a file said goes through `_text`; there is no other way into the page.
"""

import html
from collections.abc import Sequence

from assistant.pipeline.transcript import GONE, Place, harmless, notes, sentences
from assistant.records import KeptSpan, Turn

_STYLE = """
:root { color-scheme: light dark; --soft: light-dark(#5a5a5a, #a8a8a8); --line: light-dark(#d8d8d8, #444) }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
h1 { font-size: 1.4rem }
section { border-top: 1px solid var(--line) }
.asked { font-weight: 600; white-space: pre-wrap }
.said { white-space: pre-wrap }
blockquote { margin: .75rem 0; padding-left: 1rem; border-left: 3px solid var(--line) }
.place, .note { color: var(--soft); font-size: .875rem; margin: .25rem 0 }
p { overflow-wrap: anywhere }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(title: str, started: str, turns: Sequence[Turn], place: Place) -> str:
    """The conversation as a whole page, readable in light and dark."""
    body = "\n".join(_turn(turn, place) for turn in turns)
    return (
        "<!doctype html>\n"
        '<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{_text(title)}</h1>\n{_paragraph('note', started)}\n{body}\n</body>\n</html>\n"
    )


def _turn(turn: Turn, place: Place) -> str:
    said_notes = [_paragraph("note", note) for note in notes(turn)]
    if turn.role == "user":
        return "\n".join(["<section>", _paragraph("asked", turn.text), *said_notes, "</section>"])
    spans = [_span(number, span, place) for number, span in enumerate(turn.spans, start=1)]
    draft = [_paragraph("note", f"Draft by {turn.model}")] if turn.sentences else []
    said = [_paragraph("said", text) for text in sentences(turn) or [turn.text] if text.strip()]
    return "\n".join([*spans[: turn.quotes], *draft, *said, *spans[turn.quotes :], *said_notes])


def _span(number: int, span: KeptSpan, place: Place) -> str:
    words = GONE if span.text is None else f"“{' '.join(span.text.split())}”"
    return f"<blockquote>{_paragraph('said', f'[{number}] {words}')}{_paragraph('place', place(span))}</blockquote>"


def _paragraph(kind: str, text: str) -> str:
    return f'<p class="{kind}" dir="auto">{_text(text)}</p>'


def _text(text: str) -> str:
    return html.escape(harmless(text.strip()))
