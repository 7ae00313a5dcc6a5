"""Makes PPT files as PowerPoint 97 lays them out. Source: MS-PPT, MS-ODRAW."""

import struct

from tests.reading import making_ole

TITLE, BODY, NOTES, OTHER = 0, 1, 2, 4


def record(kind, *parts, instance=0, version=0xF):
    """A record of records; with version 0 one of bytes."""
    data = b"".join(parts)
    return struct.pack("<HHI", instance << 4 | version, kind, len(data)) + data


def atom(kind, data, instance=0):
    """A record of bytes."""
    return record(kind, data, instance=instance, version=0)


def text(kind, words):
    """The records of a text: its kind, its words in one byte each when that will do."""
    try:
        content = atom(4008, words.encode("latin-1"))
    except UnicodeEncodeError:
        content = atom(4000, words.encode("utf-16-le"))
    return atom(3999, struct.pack("<I", kind)) + content


def shape(*box, flags=0, placeholder=None, place=None, properties=b""):
    """A shape with these records in its text box."""
    data = b"" if placeholder is None else record(0xF011, atom(3011, struct.pack("<IBBH", 0, placeholder, 0, 0)))
    anchor = b"" if place is None else atom(0xF00F, struct.pack("<4i", place[1], place[0], 0, 0))
    return record(0xF004, atom(0xF00A, struct.pack("<II", 1, flags)), properties, anchor, data, record(0xF00D, *box))


def table(*rows):
    """A group of shapes that is a table."""
    own = shape(properties=atom(0xF122, struct.pack("<HI", 0x039F, 1), instance=1))
    cells = [
        shape(text(OTHER, cell), place=(100 * top, 50 * left))
        for top, row in enumerate(rows)
        for left, cell in reversed(list(enumerate(row)))
    ]
    return record(0xF003, own, *cells)


def part(kind, head, shapes):
    """A slide (1006) or its notes (1008) with these shapes."""
    return record(kind, head, record(1036, record(0xF002, record(0xF003, *shapes))))


def ppt(*slides, notes=None, listed=None, saved_again=None, mark=0xE391C05F, session=False, title="", extra=None):
    """A PPT.

    Args:
        slides: the shapes of each, in the order of the list.
        notes: number of a slide (from 0) -> text of its notes.
        listed: number of a slide -> texts that stand in the list instead of in the slide.
        saved_again: number of a slide -> its shapes in a second saving.
        mark: in the stream "Current User"; None leaves that stream out.
        session: a saving with the key of an encrypted file.
        title: the document's own.
        extra: further streams.
    """
    notes, listed = notes or {}, listed or {}
    parts = {1: b""}
    slides_list, notes_list = b"", b""
    for number, shapes in enumerate(slides):
        note = 900 + number if number in notes else 0
        head = atom(1007, bytes(12) + struct.pack("<IIHH", 0, note, 0, 0))
        parts[10 + number] = part(1006, head, shapes)
        slides_list += atom(1011, struct.pack("<IIiII", 10 + number, 0, 0, 256 + number, 0)) + listed.get(number, b"")
        if note:
            parts[50 + number] = part(1008, atom(1009, bytes(8)), [shape(text(NOTES, notes[number]))])
            notes_list += atom(1011, struct.pack("<IIiII", 50 + number, 0, 0, note, 0))
    parts[1] = record(1000, record(4080, slides_list), record(4080, notes_list, instance=2))
    stream, saving = _saved(b"", parts, 0, session)
    if saved_again:
        newer = {10 + number: part(1006, b"", shapes) for number, shapes in saved_again.items()}
        stream, saving = _saved(stream, newer, saving, session)
    streams = {"PowerPoint Document": stream} | (extra or {})
    if mark is not None:
        streams["Current User"] = atom(0x0FF6, struct.pack("<III", 20, mark, saving) + bytes(12))
    if title:
        streams["\x05SummaryInformation"] = making_ole.summary(title, 1252)
    return making_ole.container(streams)


def _saved(stream, parts, earlier, session):
    """The stream with these parts, their directory and the record of the saving; and where that stands."""
    directory = b""
    for number, data in parts.items():
        directory += struct.pack("<II", 1 << 20 | number, len(stream))
        stream += data
    place = len(stream)
    stream += atom(6002, directory)
    saving = struct.pack("<IIIIIIHH", 0, 0, earlier, place, 1, 99, 0, 0) + (bytes(4) if session else b"")
    return stream + atom(4085, saving), len(stream)
