"""Subtitles (SRT, WebVTT): what is said as running text, about a minute under the time it begins at.

A sentence goes over several cues; cut apart it could neither be found nor quoted. The time is a heading, so that it
is the place people are shown.

Source: WebVTT: The Web Video Text Tracks Format, section 4; the SubRip format is only known by its files.
"""

import html as entities
import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.reading import encoding, plain
from assistant.reading.layout import Layout
from assistant.reading.source import Content, Source
from assistant.records import Label, Page, Reason

MARK = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)")
_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,]\d{1,3}"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\n]*")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100})?\s+([^>]{1,100})>")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|<\d[\d:.]{0,20}>|\{\\[^{}\n]{0,100}\}")
_SPEAKS = re.compile(r"[-\u2013\u2014]\s?\S|\S[^:\n]{0,40}: ")
"""A line that somebody else may be saying: with a dash or a name in front."""
_SECTION_S = 60
_LONGEST_S = 90
_PAUSE_S = 5
"""After so long a silence a new paragraph begins."""
_ENDS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", '"', "\u201d", "\u266a")
_CHECK_EVERY = 1_000


class _Cue(NamedTuple):
    start_s: int
    end_s: int
    lines: tuple[str, ...]


def read(source: Source) -> Content:
    """Subtitles as one page; a text without times is kept as it is written.

    Raises:
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    text, whole = encoding.text_of(source)
    return Content(title="", pages=1, parts=_parts(source, text, whole=whole))


def _parts(source: Source, text: str, *, whole: bool) -> Iterator[Page | Reason]:
    layout = Layout()
    spoken: list[str] = []
    begun = ended = -_LONGEST_S
    last: tuple[str, ...] = ()
    for index, cue in enumerate(_cues(text)):
        if index % _CHECK_EVERY == 0:
            source.clock.check()
        if _is_over(cue, begun, spoken):
            layout.paragraph(_joined(spoken))
            layout.heading(_time(cue.start_s), 1)
            spoken, begun = [], cue.start_s
        elif cue.start_s - ended >= _PAUSE_S:
            layout.paragraph(_joined(spoken))
            spoken = []
        rolled = last if cue.start_s <= ended else ()  # captions that roll say each line twice
        spoken.extend(line for line in cue.lines if line not in rolled)
        ended, last = cue.end_s, cue.lines
    layout.paragraph(_joined(spoken))
    built, headings = layout.result()
    yield Page(1, Label("file"), built, headings) if headings else Page(1, Label("file"), text)
    if not whole:
        yield plain.too_large(source)


def _is_over(cue: _Cue, begun: int, spoken: list[str]) -> bool:
    """True when a new minute begins with this cue: at the end of a sentence, or when none comes."""
    since = cue.start_s - begun
    if since < 0 or since >= _LONGEST_S:
        return True
    return since >= _SECTION_S and (not spoken or spoken[-1].endswith(_ENDS))


def _cues(text: str) -> Iterator[_Cue]:
    """The cues in order; notes, styles and numbers between them are left out."""
    times = _next_times(text, 0)
    while times is not None:
        following = _next_times(text, times.end())
        body = text[times.end() : len(text) if following is None else following.start()]
        lines = body.removeprefix("\n").split("\n\n", 1)[0].split("\n")
        if following is not None and "\n\n" not in body and len(lines) > 1 and lines[-2].strip().isdecimal():
            del lines[-2]  # the number of the next cue, where no blank line parts the two
        first = times.group(1, 2, 3)
        last = times.group(4, 5, 6)
        yield _Cue(_seconds(*first), _seconds(*last), tuple(line for one in lines if (line := _plain(one))))
        times = following


def _next_times(text: str, position: int) -> re.Match[str] | None:
    """The next line of times."""
    while (arrow := text.find("-->", position)) >= 0:
        line = text.rfind("\n", 0, arrow) + 1
        times = _TIMES.match(text, line)
        if times is not None and times.end() > arrow:
            return times
        position = text.find("\n", arrow)  # no other arrow of this line can be the one
        if position < 0:
            return None
    return None


def _plain(line: str) -> str:
    """A line of a cue without its marks; who speaks in front of it."""
    line = _VOICE.sub(r"\1: ", line)
    return " ".join(entities.unescape(_TAG.sub("", line)).split())


def _joined(lines: list[str]) -> str:
    """The lines as running text; somebody else's words on a line of their own."""
    return "".join(f"{chr(10) if _SPEAKS.match(line) else ' '}{line}" for line in lines).strip()


def _seconds(hours: str | None, minutes: str, seconds: str) -> int:
    return 3600 * int(hours or 0) + 60 * int(minutes) + int(seconds)


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
