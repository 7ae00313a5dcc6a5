"""Makes DOC files as Word 97 and Word 6 lay them out. Source: MS-DOC."""

import struct
from itertools import accumulate

from tests.reading import making_ole

TEXT_AT = 2048
STYLES = (0, 1, 2, 0xFFE)
"""Kinds of the styles by number: normal, heading 1, heading 2, one of the user's own that is based on heading 2."""
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"
HIDDEN, DELETED = b"\x3c\x08\x01", b"\x00\x08\x01"


def doc(
    *texts, looks=(), runs=(), notes=(), comments=(), boxes="", headers="", title="", flags=0, fonts=(), data=b""
):
    """A DOC whose text stands in these pieces, every second one in UTF-16, the last one first in the file.

    Args:
        texts: the pieces of the main text.
        looks: of the paragraphs in order: number of the style, properties.
        runs: first and last position and properties of characters.
        notes: position of the mark (U+0002) and text of each footnote.
        comments: position of the mark (U+0005), author and text.
        boxes, headers: the text of text boxes and of headers.
        title: the document's own.
        flags: of the first record, besides the ones it needs.
        fonts: their names.
        data: the stream of large properties.
    """
    stories = [
        "".join(texts), "".join(f"\x02 {text}\r" for _, text in notes), headers,
        "".join(f"\x05{text}\r" for _, _, text in comments), "", boxes,
    ]  # fmt: skip
    pieces = [*texts, "".join(stories[1:]) + "\r"]
    written, places = b"", []
    for number in reversed(range(len(pieces))):
        written += bytes(len(written) % 2)
        places.insert(0, TEXT_AT + len(written))
        written += pieces[number].encode("utf-16-le" if number % 2 else "cp1252")
    bounds = [0, *accumulate(len(piece.encode("utf-16-le")) // 2 for piece in pieces)]
    main = bytearray(TEXT_AT) + written
    main += bytes(-len(main) % 512)
    where = list(zip(bounds, bounds[1:], places, (1 + number % 2 for number in range(len(pieces))), strict=False))
    table = _Table()
    table.add(1, _styles())
    ends = [place for place, sign in enumerate("".join(pieces)) if sign in "\r\x07\x0c"]
    paragraphs = [
        (*_bytes_of(where, end), struct.pack("<H", style) + properties)
        for end, (style, properties) in zip(ends, looks, strict=False)
    ]
    characters = [
        (_bytes_of(where, first)[0], _bytes_of(where, last)[1], properties) for first, last, properties in runs
    ]
    for index, found, words in ((13, paragraphs, True), (12, characters, False)):
        if found:
            table.add(index, struct.pack("<III", 0, 1 << 20, len(main) // 512))
            main += _page(found, words=words)
    table.add(2, _plc([place for place, _ in notes] + [len(stories[0])], [b"\1\0"] * len(notes)))
    table.add(3, _plc(_text_bounds(f"\x02 {text}\r" for _, text in notes), ()))
    owners = [author for _, author, _ in comments]
    references = [bytes(20) + struct.pack("<H", place) + bytes(8) for place in range(len(comments))]
    table.add(4, _plc([place for place, _, _ in comments] + [len(stories[0])], references))
    table.add(5, _plc(_text_bounds(f"\x05{text}\r" for _, _, text in comments), ()))
    table.add(36, b"".join(struct.pack("<H", len(name)) + name.encode("utf-16-le") for name in owners))
    table.add(15, _fonts(fonts))
    descriptors = [
        struct.pack("<HIH", 0, place if wide == 2 else 2 * place | 1 << 30, 0) for _, _, place, wide in where
    ]
    plc = _plc(bounds, descriptors)
    table.add(33, b"\x01\x02\0ab\x02" + struct.pack("<I", len(plc)) + plc)
    struct.pack_into("<HHHHHH", main, 0, 0xA5EC, 193, 0, 0x409, 0, 0x200 | flags)
    lengths = [len(story.encode("utf-16-le")) // 2 for story in stories]
    for place, length in zip((76, 80, 84, 92, 96, 100), lengths, strict=True):
        struct.pack_into("<I", main, place, length)
    table.write_places(main)
    streams = {"WordDocument": bytes(main), "1Table": table.data, "Data": data}
    if title:
        streams["\x05SummaryInformation"] = making_ole.summary(title)
    return making_ole.container(streams)


def word_6(text, *, codec="cp1252", charset=0, quick=False):
    """A DOC of Word 6 with this text and one font of that character set; `quick`: in pieces, behind each other."""
    written = text.encode(codec)
    main = bytearray(1024) + written
    struct.pack_into("<HHHHHH", main, 0, 0xA5DC, 101, 0, 0x409, 0, 4 if quick else 0)
    struct.pack_into("<II", main, 24, 1024, 1024 + len(written))
    struct.pack_into("<I", main, 52, len(written))
    font = bytes((0, 0, 0, charset, 0)) + b"Arial\0"
    struct.pack_into("<II", main, 208, len(main), 2 + 1 + len(font))
    main += struct.pack("<HB", 3 + len(font), len(font)) + font
    plc = _plc([0, 5, len(written)], [struct.pack("<HIH", 0, place, 0) for place in (1024, 1029)])
    struct.pack_into("<II", main, 352, len(main), 5 + len(plc))
    main += b"\x02" + struct.pack("<I", len(plc)) + plc
    return making_ole.container({"WordDocument": bytes(main)})


class _Table:
    """The stream of tables while it grows."""

    def __init__(self):
        self.data = b"\0\0"
        self._places = {}

    def add(self, index, content):
        self._places[index] = len(self.data), len(content)
        self.data += content

    def write_places(self, main):
        for index, (place, length) in self._places.items():
            struct.pack_into("<II", main, 154 + 8 * index, place, length)


def _plc(positions, items):
    return struct.pack(f"<{len(positions)}I", *positions) + b"".join(items)


def _text_bounds(texts):
    bounds = [0, *accumulate(map(len, texts))]
    return [*bounds, bounds[-1] + 1]


def _bytes_of(where, position):
    """First and last byte (and one) of a sign of the text."""
    start, _, place, width = next(piece for piece in where if piece[0] <= position < piece[1])
    first = place + (position - start) * width
    return first, first + width


def _page(found, *, words):
    """A page of looks; `found`: first and last byte (and one) of each stretch of text, and its properties."""
    runs = []
    for first, last, properties in sorted(found):
        if runs and not words and first > runs[-1][1]:
            runs.append((runs[-1][1], first, b""))  # between two runs of characters stands what is plain
        runs.append((runs[-1][1] if runs else first, last, properties))
    count, item = len(runs), 13 if words else 1
    page = bytearray(512)
    page[511] = count
    struct.pack_into(f"<{count + 1}I", page, 0, *(first for first, _, _ in runs), runs[-1][1])
    free = 510
    for number, (_, _, properties) in enumerate(runs):
        length = len(properties)
        if not words:
            content = bytes((length,)) + properties
        elif length % 2:
            content = bytes(((length + 1) // 2,)) + properties
        else:
            content = bytes((0, length // 2)) + properties
        if properties:
            free -= len(content) + len(content) % 2
            page[free : free + len(content)] = content
            page[4 * (count + 1) + item * number] = free // 2
    return bytes(page)


def _styles():
    written = struct.pack("<HHH14x", 18, len(STYLES), 10)
    for number, kind in enumerate(STYLES):
        based_on = 2 if number == 3 else 0xFFF
        written += struct.pack("<HHHHHH", 10, kind, 1 | based_on << 4, 0, 0, 0)
    return written


def _fonts(names):
    written = struct.pack("<HH", len(names), 0)
    for name in names:
        font = bytes(39) + f"{name}\0".encode("utf-16-le")
        written += bytes((len(font),)) + font
    return written
