"""What the commands print: JSON lines or sentences on stdout, progress and notices on stderr."""

import json
import os
import re
import shutil
import sys
import textwrap
import time
from collections.abc import Mapping

from assistant.errors import from_kind
from assistant.records import Label, Reason

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that would move the cursor, ring, or turn the direction of writing on a terminal."""


class Output:
    """Where a command's words go.

    Args:
        as_json: results are JSON objects, one a line.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._terminal = sys.stderr.isatty()
        self._bar_width = 0
        self._last_plain = time.monotonic()

    def record(self, fields: Mapping[str, object]) -> None:
        """One JSON object on one line, ASCII-escaped."""
        sys.stdout.write(json.dumps(fields, ensure_ascii=True) + "\n")
        sys.stdout.flush()

    def line(self, text: str = "") -> None:
        """A line of the result."""
        self.piece(text + "\n")

    def paragraph(self, text: str, indent: str) -> None:
        """A text of a document or a model, wrapped; white space and control characters made harmless."""
        width = min(shutil.get_terminal_size((100, 24)).columns, 100)
        self.line(textwrap.fill(in_one_line(text), width, initial_indent=indent, subsequent_indent=indent))

    def piece(self, text: str) -> None:
        """A part of a line, shown at once."""
        self.clear_progress()
        sys.stdout.write(_encodable(text, sys.stdout.encoding))
        sys.stdout.flush()

    def note(self, text: str) -> None:
        """A sentence beside the result."""
        self.clear_progress()
        sys.stderr.write(_encodable(_CONTROL.sub(" ", text), sys.stderr.encoding) + "\n")
        sys.stderr.flush()

    def progress(self, what: str, done: float, total: float, seconds_left: float | None = None) -> None:
        """How far something is: a bar on a terminal, otherwise a line every five seconds."""
        share = done / total if total else 1.0
        left = f" · {_duration(seconds_left)} left" if seconds_left is not None and share < 1 else ""
        if self._terminal:
            bar = "█" * int(share * 20) + "░" * (20 - int(share * 20))
            line = f"{bar} {what}{left}"[: shutil.get_terminal_size((100, 24)).columns - 1]
            sys.stderr.write(_encodable("\r" + line.ljust(self._bar_width), sys.stderr.encoding))
            sys.stderr.flush()
            self._bar_width = len(line)
        elif time.monotonic() - self._last_plain >= 5:
            self._last_plain = time.monotonic()
            sys.stderr.write(_encodable(f"{what}{left}\n", sys.stderr.encoding))
            sys.stderr.flush()

    def clear_progress(self) -> None:
        """Take the bar away before other words are written."""
        if self._bar_width:
            sys.stderr.write("\r" + " " * self._bar_width + "\r")
            sys.stderr.flush()
            self._bar_width = 0


def in_one_line(text: str) -> str:
    """White space folded, control characters taken out, words broken at a line's end joined again."""
    joined = re.sub(r"[\x02\ufffe\u00ad]\s*", "", text)
    return " ".join(_CONTROL.sub(" ", joined).split())


def path_text(path: bytes) -> str:
    """The path as the system names it; undecodable bytes survive as surrogates (`os.fsencode` undoes it)."""
    return os.fsdecode(path)


def shown_path(path: bytes) -> str:
    """The path for people: relative where that is shorter, nothing that a terminal would obey."""
    text = os.fsdecode(path)
    relative = os.path.relpath(text) if os.name != "nt" else text
    shorter = relative if len(relative) < len(text) and not relative.startswith("..") else text
    return _CONTROL.sub("?", shorter.replace("\n", "?")).encode("utf-8", "replace").decode()


def place(label: Label, heading: str, line: int) -> str:
    """Where a passage stands, for people: "page 3", "Leave > Applying, line 12"."""
    if label.number is not None:
        named = f"{label.kind} {label.number}"
        return f"{named}: {label.title}" if label.title else named
    return f"{heading}, line {line}" if heading else f"line {line}"


def reason_text(reason: Reason | None) -> str | None:
    """A reason in words."""
    return None if reason is None else str(from_kind(reason.kind, reason.fields))


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} h"


def _encodable(text: str, encoding: str | None) -> str:
    """What the terminal can write; a name that is not UTF-8 or an old code page must not stop the program."""
    used = encoding or "utf-8"
    return text.encode(used, "replace").decode(used, "replace")
