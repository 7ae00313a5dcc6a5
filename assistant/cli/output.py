"""What the commands print: JSON lines or sentences on stdout, progress and notices on stderr."""

import json
import os
import re
import shutil
import sys
import textwrap
import time
from collections.abc import Mapping

from assistant.errors import OutputUnwritable, from_kind
from assistant.records import Label, Reason

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that would move the cursor, ring, or turn the direction of writing on a terminal."""

_BAR_CELLS, _SHORTEST_BAR = 20, 5
"""Columns of the progress bar; one with fewer than five shows nothing that the words do not."""


class Output:
    """Where a command's words go.

    Args:
        as_json: results are JSON objects, one a line.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._bar_width = 0
        self._last_plain = time.monotonic()

    def record(self, fields: Mapping[str, object]) -> None:
        """One JSON object on one line, ASCII-escaped."""
        _write(json.dumps(fields, ensure_ascii=True) + "\n")

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
        _write(text)

    def written(self, text: str) -> None:
        """A part of what a model writes, shown at once; control characters made harmless."""
        self.piece(_CONTROL.sub(" ", text))

    def aside(self, text: str) -> None:
        """A line that belongs to the result and is no part of it: dim on a terminal."""
        dim = sys.stdout is not None and sys.stdout.isatty() and os.name != "nt" and "NO_COLOR" not in os.environ
        self.line(f"\x1b[2m{text}\x1b[0m" if dim else text)

    def note(self, text: str) -> None:
        """A sentence beside the result."""
        self.clear_progress()
        _tell(_CONTROL.sub(" ", text) + "\n")

    def progress(self, what: str, done: float, total: float, seconds_left: float | None = None) -> None:
        """How far something is: a bar on a terminal, otherwise a line every five seconds."""
        share = done / total if total else 1.0
        left = f" · {_duration(seconds_left)} left" if seconds_left is not None and share < 1 else ""
        if self._terminal:
            line = progress_line(what + left, share, _columns() - 1)
            _tell("\r" + line.ljust(self._bar_width))
            self._bar_width = len(line)
        elif time.monotonic() - self._last_plain >= 5:
            self._last_plain = time.monotonic()
            _tell(f"{what}{left}\n")

    def clear_progress(self) -> None:
        """Take the bar away before other words are written."""
        if self._bar_width:
            _tell("\r" + " " * self._bar_width + "\r")
            self._bar_width = 0


def progress_line(words: str, share: float, columns: int) -> str:
    """A bar and words that fit the columns: on a narrow terminal the bar gets shorter, then the words are cut."""
    cells = min(_BAR_CELLS, columns - len(words) - 1)
    if cells < _SHORTEST_BAR:
        return words[:columns]
    full = int(share * cells)
    return f"{'█' * full}{'░' * (cells - full)} {words}"


def counted(number: int, noun: str) -> str:
    """The number with its noun: "1 file", "2 files"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


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


def _columns() -> int:
    """Width of the terminal that shows the progress: standard output may be a file meanwhile."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _write(text: str) -> None:
    """Results to standard output, at once.

    Raises:
        BrokenPipeError: the reader went away (| head).
        OutputUnwritable: the disk is full, or there is no standard output.
    """
    if sys.stdout is None:
        raise OutputUnwritable(reason="it is closed")
    try:
        sys.stdout.write(_encodable(text, sys.stdout.encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = None  # the interpreter must not try once more at its end
        raise
    except OSError as error:
        sys.stdout = None
        raise OutputUnwritable(reason=error.strerror or "unknown") from error


def _tell(text: str) -> None:
    """Words beside the result; when even those cannot be written there is nobody left to say so to."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(_encodable(text, sys.stderr.encoding))
        sys.stderr.flush()
    except OSError:
        sys.stderr = None


def _encodable(text: str, encoding: str | None) -> str:
    """What the terminal can write; a name that is not UTF-8 or an old code page must not stop the program."""
    used = encoding or "utf-8"
    return text.encode(used, "replace").decode(used, "replace")
