"""Calendars (ICS) and contacts (VCF): each event or person as a few readable lines.

Lines are put together again that the format folds in the middle of a word; pictures, keys and what only programs
need are left out.

Source: RFC 5545 (iCalendar), RFC 6350 (vCard 4.0), "vCard, version 2.1" (quoted-printable).
"""

import quopri
import re
from collections.abc import Iterator

from assistant.reading import encoding, guards, plain
from assistant.reading.layout import Layout
from assistant.reading.source import Content, Part, Source
from assistant.records import Label, Page

MARK = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:V(?:CALENDAR|CARD)\s*[\r\n]", re.IGNORECASE)
"""How such a file begins."""

_SHOWN = {
    "FN": "Name", "NICKNAME": "Nickname", "ORG": "Organisation", "TITLE": "Title", "ROLE": "Role", "TEL": "Phone",
    "EMAIL": "Mail", "ADR": "Address", "BDAY": "Birthday", "ANNIVERSARY": "Anniversary", "NOTE": "Note", "URL": "Web",
    "SUMMARY": "Summary", "DTSTART": "Start", "DTEND": "End", "DUE": "Due", "LOCATION": "Place",
    "ORGANIZER": "Organiser", "ATTENDEE": "Attendee", "CATEGORIES": "Categories", "DESCRIPTION": "Description",
    "COMMENT": "Comment", "RRULE": "Repeats",
}  # fmt: skip
_PARTED = ("ADR", "ORG")
"""Values of several parts, with semicolons between them."""
_LINE = re.compile(r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<parameters>(?:;(?:[^\":;\n]|\"[^\"\n]*\")*)*):(?P<value>.*)")
_PERSON = re.compile(r";CN=(?:\"([^\"]*)\"|([^;:]*))", re.IGNORECASE)
_QUOTED = re.compile(r"ENCODING=QUOTED-PRINTABLE|;QUOTED-PRINTABLE", re.IGNORECASE)
_SOFT_BREAK = re.compile(r"^([^\n]*QUOTED-PRINTABLE[^\n]*(?:=\n[^\n]*)+)", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile(r"\n[ \t]")
_ESCAPED = re.compile(r"\\(.)")
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?\d\d)?(Z?))?")
_BLOCKS = ("VEVENT", "VTODO", "VJOURNAL", "VCARD")
_CHECK_EVERY = 1_000


def read(source: Source) -> Content:
    """A calendar or contacts as one page.

    Raises:
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    return Content("", 1, _parts(source))


def _parts(source: Source) -> Iterator[Part]:
    """The page, then why something is missing.

    Raises:
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    text, whole = encoding.text_of(source)
    text = _SOFT_BREAK.sub(lambda found: found.group().replace("=\n", ""), text)
    layout = Layout()
    lines: list[str] = []
    inside: list[str] = []  # the blocks that are open
    for count, line in enumerate(_FOLD.sub("", text).split("\n")):
        if count % _CHECK_EVERY == 0:
            source.clock.check()
        found = _LINE.match(line)
        if found is None:
            continue
        name, value = found["name"].upper(), found["value"]
        if name == "BEGIN":
            inside.append(value.strip().upper())
        elif name == "END":
            if inside and inside.pop() in _BLOCKS:
                layout.lines("\n".join(lines))
                lines = []
        elif inside and inside[-1] in _BLOCKS and name in _SHOWN:
            lines += _shown(name, found["parameters"], value)
    layout.lines("\n".join(lines))
    yield Page(1, Label("file"), layout.result()[0])
    if not whole:
        yield plain.too_large(source)


def _shown(name: str, parameters: str, value: str) -> list[str]:
    """The line for a property; none when it says nothing."""
    if _QUOTED.search(parameters):
        data = quopri.decodestring(value.encode())
        value = guards.clean(guards.line_breaks(data.decode(encoding.encoding_of(data + b" "), "replace")))
    if name in _PARTED:
        value = ", ".join(part.strip() for part in re.split(r"(?<!\\);", value) if part.strip())
    person = _PERSON.search(parameters) if name in ("ORGANIZER", "ATTENDEE") else None
    value = re.sub(r"^mailto:", "", _ESCAPED.sub(_unescaped, value), flags=re.IGNORECASE).strip()
    if person:
        value = f"{person.group(1) or person.group(2)} <{value}>"
    elif _DATE.fullmatch(value):
        value = _DATE.sub(_date, value)
    return [f"{_SHOWN[name]}: {value}"] if value else []


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found.group(1) in "nN" else found.group(1)


def _date(found: re.Match[str]) -> str:
    """A day, with the time when there is one: "2024-05-01 10:00"."""
    year, month, day, hour, minute, utc = found.groups()
    time = f" {hour}:{minute}{' UTC' if utc else ''}" if hour else ""
    return f"{year}-{month}-{day}{time}"
