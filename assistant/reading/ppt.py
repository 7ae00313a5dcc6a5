"""PPT (PowerPoint 97 to 2003): each slide with its title, texts, tables and the speaker's notes.

The file is a list of records, one saving behind the other; a directory of each saving says where the parts stand that
it wrote. Left out: what stands on every slide (footer, date, number), deleted shapes, comments.

Source: MS-PPT and MS-ODRAW; the names are those of their structures.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.reading import guards
from assistant.reading.layout import Layout
from assistant.reading.ole import Container
from assistant.reading.pptx import NOTES
from assistant.reading.slides import parts
from assistant.reading.source import Clock, Content, Source

_PROTECTED_NAMES = frozenset(("EncryptedSummary", "\tDRMContent"))
_ENCRYPTED_MARK = 0xF3D1C4DF
_USER = struct.Struct("<12xII")
"""The beginning of the stream "Current User": a mark, and where the newest saving stands. Source: CurrentUserAtom."""
_HEAD = struct.Struct("<HHI")
_WITH_SESSION = 32
"""Bytes of a saving's record that names the key of an encrypted file. Source: UserEditAtom."""

_SLIDE_ATOM, _PERSIST, _DRAWING, _LIST, _SAVING = 1007, 1011, 1036, 4080, 4085
_TEXT_KIND, _TEXT_PLACE = 3999, 3998
_PLACEHOLDERS = {3011: 4, 1056: 0}
_STAND_INS = (4056, 4087, 4088, 4089, 4090, 4117)
_CODECS = {4000: "utf-16-le", 4008: "latin-1"}
_GROUP, _SHAPE, _SHAPE_FLAGS, _TEXT_BOX, _CHILD_ANCHOR, _CLIENT_DATA, _MORE_PROPERTIES = (
    0xF003, 0xF004, 0xF00A, 0xF00D, 0xF00F, 0xF011, 0xF122,
)  # fmt: skip
_GROUPS = (_DRAWING, 0xF002, _GROUP)
"""Kinds of records, and where those of placeholders say which; a stand-in (date, number of the slide) shows as an
asterisk in the text. Source: RecordTypeEnum; MS-ODRAW, "Records"."""

_SLIDES_LIST, _NOTES_LIST = 0, 2
_TITLES, _OUTLINES, _NOTES_TEXT = (0, 6), (1, 5, 7, 8), 2
"""Kinds of text. Source: TextTypeEnum."""
_EVERYWHERE = tuple(bytes((kind,)) for kind in range(0x05, 0x0C))
"""Placeholders that say the same on every slide, and the picture of the slide. Source: PlaceholderEnum."""
_DELETED = 0x8
_TABLE_PROPERTY = 0x039F


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: its content stands from byte `start` to `end`."""

    kind: int
    instance: int
    start: int
    end: int


@dataclass
class _Shape:
    """A shape with its text, paragraphs parted by carriage returns.

    Attributes:
        kind: of its text, -1 when it does not say.
        table: of which group that is a table it is a cell, 0 when it is none.
        place: top and left of a cell.
    """

    kind: int = -1
    text: str = ""
    hidden: bool = False
    table: int = 0
    place: tuple[int, int] = (0, 0)


@dataclass
class _Listed:
    """A slide as the list of slides names it.

    Attributes:
        place: its number in the directory.
        slide: its own number, by which others refer to it.
        texts: those that stand in the list instead of in the slide.
    """

    place: int
    slide: int
    texts: list[_Shape] = field(default_factory=list)


def read(source: Source) -> Content:
    """A presentation, a page for each slide.

    Raises:
        DocumentDamaged: its container or its directory is broken.
        DocumentProtected: it is encrypted.
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    container = Container(source.read(source.size))
    if container.names() & _PROTECTED_NAMES:
        raise DocumentProtected
    show = _Show(container.stream("PowerPoint Document"), container.stream("Current User"), source.clock)
    slides = show.listed(_SLIDES_LIST)
    return Content(container.title(), max(1, len(slides)), parts(slides, show.slide))


class _Show:
    """The stream of a presentation, and where the newest state of its parts stands."""

    def __init__(self, data: bytes, user: bytes, clock: Clock) -> None:
        self._data = data
        self._clock = clock
        self._places: dict[int, int] = {}
        self._document = self._number_of_document(self._newest_saving(user))
        self._notes = {one.slide: one.place for one in self.listed(_NOTES_LIST)}

    def listed(self, which: int) -> list[_Listed]:
        """The slides, or their notes, in the order of their list. Source: SlideListWithTextContainer.

        Raises:
            DocumentDamaged: the list is broken.
            TookTooLong: the limit is passed.
        """
        found: list[_Listed] = []
        lists = (part for part in self._within(self._part(self._document)) if part.kind == _LIST)
        for record in (record for part in lists if part.instance == which for record in self._within(part)):
            if record.kind == _PERSIST:
                found.append(_Listed(self._number(record, 0), self._number(record, 12)))
            elif record.kind == _TEXT_KIND and found:
                found[-1].texts.append(_Shape(self._number(record, 0)))
            elif found and found[-1].texts:
                self._take_text(record, found[-1].texts[-1])
        return found

    def slide(self, listed: _Listed) -> tuple[str, Layout]:
        """Title and text of a slide: the title first, wherever it is drawn; notes last.

        Raises:
            DocumentDamaged: it is broken, or not there.
            TookTooLong: the limit is passed.
        """
        slide = self._part(listed.place)
        shapes = [shape for shape in self._shapes(slide, listed.texts) if shape.text.strip() and not shape.hidden]
        title = " ".join(" ".join(shape.text for shape in shapes if shape.kind in _TITLES).split())
        layout = Layout()
        layout.heading(title, 1)
        for table, group in groupby((one for one in shapes if one.kind not in _TITLES), lambda one: one.table):
            if table:
                for _, row in groupby(sorted(group, key=lambda one: one.place), lambda one: one.place[0]):
                    layout.row([cell.text.replace("\r", "\n") for cell in row])
            else:
                for shape in group:
                    _lay_out(shape, layout)
        self._lay_out_notes(slide, layout)
        return title, layout

    def _lay_out_notes(self, slide: _Record, layout: Layout) -> None:
        atom = next((part for part in self._within(slide) if part.kind == _SLIDE_ATOM), None)
        place = self._notes.get(self._number(atom, 16)) if atom else None
        shapes = self._shapes(self._part(place), []) if place else []
        texts = [shape.text for shape in shapes if shape.kind == _NOTES_TEXT and shape.text.strip()]
        if texts:
            layout.heading(NOTES, 2)
        for text in texts:
            for paragraph in text.split("\r"):
                layout.paragraph(paragraph)

    # --- shapes

    def _shapes(self, slide: _Record, texts: list[_Shape]) -> list[_Shape]:
        """The shapes of a slide in the order they are drawn.

        Raises:
            DocumentDamaged: its drawing is broken.
            TookTooLong: the limit is passed.
        """
        found: list[_Shape] = []
        waiting = [(part, 0) for part in self._within(slide) if part.kind == _DRAWING]
        while waiting:
            part, table = waiting.pop()
            if part.kind == _SHAPE:
                found.append(self._shape(part, texts, table))
            elif part.kind in _GROUPS:
                inner = list(self._within(part))
                table = table or part.start * (part.kind == _GROUP and self._is_table(inner))
                waiting += [(one, table) for one in reversed(inner)]
        return found

    def _is_table(self, group: list[_Record]) -> bool:
        """A group says in the properties of its first shape that it is a table. Source: MS-ODRAW, tableProperties."""
        own = self._within(group[0]) if group and group[0].kind == _SHAPE else iter(())
        more = next((part for part in own if part.kind == _MORE_PROPERTIES), None)
        return more is not None and any(
            self._number(more, 6 * place) & 0xFFFF == _TABLE_PROPERTY and self._number(more, 6 * place + 2) & 1
            for place in range(more.instance)
        )

    def _shape(self, record: _Record, texts: list[_Shape], table: int) -> _Shape:
        shape = _Shape(table=table)
        for part in self._within(record):
            if part.kind == _SHAPE_FLAGS:
                shape.hidden |= bool(self._number(part, 4) & _DELETED)
            elif part.kind == _CHILD_ANCHOR:
                shape.place = (self._number(part, 4), self._number(part, 0))
            elif part.kind == _CLIENT_DATA:
                shape.hidden |= any(self._is_everywhere(one) for one in self._within(part))
            elif part.kind == _TEXT_BOX:
                for one in self._within(part):
                    self._take_text(one, shape)
                    if one.kind == _TEXT_PLACE and self._number(one, 0) < len(texts):
                        listed = texts[self._number(one, 0)]
                        shape.kind, shape.text = listed.kind, listed.text
        return shape

    def _is_everywhere(self, record: _Record) -> bool:
        """It says that its shape is a placeholder for what every slide has. Source: PlaceholderAtom."""
        offset = _PLACEHOLDERS.get(record.kind)
        return offset is not None and self._data[record.start + offset : record.end][:1] in _EVERYWHERE

    def _take_text(self, record: _Record, shape: _Shape) -> None:
        """What a record says of the text of a shape. Source: TextHeaderAtom, TextCharsAtom, TextBytesAtom."""
        if record.kind == _TEXT_KIND:
            shape.kind = self._number(record, 0)
        elif record.kind in _CODECS:
            text = self._data[record.start : record.end].decode(_CODECS[record.kind], "replace")
            shape.text = "\r".join(guards.clean(part) for part in text.replace("\v", "\n").split("\r"))
        elif record.kind in _STAND_INS:
            place = self._number(record, 0)
            shape.text = f"{shape.text[:place]} {shape.text[place + 1 :]}"

    # --- records

    def _part(self, number: int) -> _Record:
        """A part by its number in the directory.

        Raises:
            DocumentDamaged: it is not there.
        """
        if number not in self._places:
            raise DocumentDamaged(reason="a part of it is missing")
        return self._record(self._places[number], len(self._data))

    def _record(self, at: int, end: int) -> _Record:
        """The record that begins at a byte. Source: RecordHeader.

        Raises:
            DocumentDamaged: it is longer than what it stands in.
        """
        if at + _HEAD.size > end:
            raise DocumentDamaged(reason="a part of it is cut off")
        mark, kind, length = _HEAD.unpack_from(self._data, at)
        if at + _HEAD.size + length > end:
            raise DocumentDamaged(reason="a part of it is longer than what it stands in")
        return _Record(kind, mark >> 4, at + _HEAD.size, at + _HEAD.size + length)

    def _within(self, record: _Record) -> Iterator[_Record]:
        """The records in a record.

        Raises:
            DocumentDamaged: one of them is longer than it.
            TookTooLong: the limit is passed.
        """
        at = record.start
        while at < record.end:
            self._clock.check()
            part = self._record(at, record.end)
            yield part
            at = part.end

    def _number(self, record: _Record, place: int) -> int:
        """A number (32 bits) in a record; 0 when the record is too short for it."""
        start = record.start + place
        return int.from_bytes(self._data[start : start + 4], "little") if start + 4 <= record.end else 0

    # --- the directory

    def _newest_saving(self, user: bytes) -> _Record:
        """The record of the newest saving, by the second stream, else the last one there is. Source: CurrentUserAtom.

        Raises:
            DocumentDamaged: there is none.
            DocumentProtected: the second stream says that it is encrypted.
            TookTooLong: the limit is passed.
        """
        if len(user) >= _USER.size:
            mark, place = _USER.unpack_from(user)
            if mark == _ENCRYPTED_MARK:
                raise DocumentProtected
            newest = self._record(place, len(self._data))
            if newest.kind == _SAVING:
                return newest
        savings = [part for part in self._within(_Record(0, 0, 0, len(self._data))) if part.kind == _SAVING]
        if not savings:
            raise DocumentDamaged(reason="it has no directory")
        return savings[-1]

    def _number_of_document(self, newest: _Record) -> int:
        """The number of the part that lists all others; the directory is read on the way. Source: UserEditAtom.

        Raises:
            DocumentDamaged: the directory is broken.
            DocumentProtected: it is encrypted.
            TookTooLong: the limit is passed.
        """
        saving = newest
        seen: set[int] = set()
        while True:
            if saving.end - saving.start >= _WITH_SESSION:
                raise DocumentProtected
            directory = self._number(saving, 12)
            if directory not in seen:
                seen.add(directory)
                self._read_directory(self._record(directory, len(self._data)))
            earlier = self._number(saving, 8)
            if not 0 < earlier < saving.start - _HEAD.size:
                return self._number(newest, 16)
            saving = self._record(earlier, len(self._data))

    def _read_directory(self, directory: _Record) -> None:
        """Where the parts stand that this saving wrote; newer ones were read before. Source: PersistDirectoryAtom."""
        at = 0
        while directory.start + at < directory.end:
            self._clock.check()
            head = self._number(directory, at)
            first, count = head & 0xFFFFF, head >> 20
            for number in range(first, first + count):
                at += 4
                self._places.setdefault(number, self._number(directory, at))
            at += 4


def _lay_out(shape: _Shape, layout: Layout) -> None:
    paragraphs = [text for text in shape.text.split("\r") if text.strip()]
    for text in paragraphs:
        if shape.kind in _OUTLINES and len(paragraphs) > 1:
            layout.item(text)
        else:
            layout.paragraph(text)
