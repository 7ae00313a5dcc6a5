"""A document as it is shown beside an answer: how its pages look, what they say, and where a passage stands on them.

Everything here blocks; it is for the window's tasks. A PDF or a picture is shown as it looks while its file is the
one that was read; otherwise, and for every other kind, its stored text is shown.
"""

import os
import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import accumulate
from pathlib import PurePath

from assistant.errors import AssistantError, ChildError, DocumentError, FileChanged, FileGone
from assistant.isolation import Cancel
from assistant.pipeline.paragraphs import Paragraph, Table, paragraphs
from assistant.reading.view_client import TILE_PX, Size, Tile, Viewed, ViewKind
from assistant.records import SCAN_WORD, Document, FileEntry, Label
from assistant.services import documents, known
from assistant.services.opening import OpenFile, content_hash, opened
from assistant.services.program import Program
from assistant.services.storing import PICTURES

__all__ = (
    "TILE_PX", "FileState", "Piece", "Place", "Sheet", "Tile", "View", "ViewKind", "characters", "found", "page_text",
    "piece", "place", "tile", "view",
)  # fmt: skip

_RUNNING_TEXT = frozenset(
    ("", ".txt", ".text", ".tex", ".latex", ".rst", ".org", ".adoc", ".asciidoc", ".textile", ".wiki")
)
"""Endings of plain text that is not source code, nor a log."""
_PIECE_CHUNKS, _PIECE_LINES, _LINE_CELLS = 8, 100, 8
"""So much is shown at once, some 8,000 characters or 100 rows of a table, which the window sets in 15 ms.

A row of more cells counts for several.
"""
_WINDOW_CHUNKS = 64
_MOST_FOUND = 5_000
_LONGEST_WANTED = 200
"""Characters; a longer search text is cut."""
_DETAIL = 100

Box = tuple[float, float, float, float]
Part = tuple[int, str, str]
"""Start, text and heading path of a chunk."""


class FileState(Enum):
    """What became of the file of a document that is shown."""

    UNCHANGED = auto()
    CHANGED = auto()
    GONE = auto()
    UNREADABLE = auto()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a document that is shown.

    Attributes:
        width, height: as it is shown, in points of a PDF, pixels of a picture; 0 when it is shown as text, or cannot
            be shown.
        length: of its stored text, in code points.
    """

    number: int
    label: Label
    width: float
    height: float
    length: int


@dataclass(frozen=True, slots=True)
class View:
    """A document that is shown.

    Attributes:
        kind: how its pages look is known; None: its stored text is shown.
        state: of its file.
        problem: why the file cannot be shown as it looks, None when it can.
        is_code: its line breaks are its structure.
        library: name of a library that it is in.
        file: path of the file that holds it: of a mail for what travels in one.
        stamp: size and time of that file as it was opened; when it has others, its pages are no longer these.
    """

    path: bytes
    document: Document
    kind: ViewKind | None
    sheets: tuple[Sheet, ...]
    state: FileState
    problem: AssistantError | None = field(compare=False)
    is_code: bool
    library: str
    file: bytes
    stamp: tuple[int, int]

    def sheet(self, page: int) -> Sheet | None:
        """The page of that number, None when there is none."""
        return next((one for one in self.sheets if one.number == page), None)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page's text, ready to be shown: code points `start` to `end` of the page."""

    page: int
    start: int
    end: int
    parts: tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a page's text; `is_there` is False when the words that are looked for do not stand there any more."""

    page: int
    start: int
    end: int
    is_there: bool = True


def view(program: Program, path: bytes, *, cancel: Cancel | None = None) -> View:
    """The document at an absolute path, as it is to be shown.

    Raises:
        DocumentUnknown: the path is in no library.
        DocumentNotRead: it is, and nothing of it could be read.
        Cancelled: by `cancel`.
    """
    document = documents.stored(program, path)
    entry = program.store.library.file_of_path(path)
    assert entry is not None, "a stored document has a file"
    stored = {number: (label, length) for number, label, length in documents.pages(program, document)}
    kind = _kind(document)
    state, sizes, stamp = FileState.UNCHANGED, None, (0, 0)
    problem: AssistantError | None = None
    try:
        with _file(program, path) as (file, place):
            stamp = file.size_bytes, file.changed_ns
            if not _is_as_read(program, place, file):
                state = FileState.CHANGED
            elif kind is not None:
                sizes = program.viewer.sizes(_viewed(file, kind, path, place), cancel=cancel)
    except FileGone as error:
        state, problem = FileState.GONE, error
    except (DocumentError, ChildError) as error:
        state, problem = FileState.UNREADABLE, error
    sheets = _sheets(stored, sizes)
    shown = kind if sizes is not None else None
    library = next((one.name for one in program.store.library.libraries() if one.id == entry.library_id), "")
    file_path = _place(program, path).path
    return View(path, document, shown, sheets, state, problem, _is_code(document, path), library, file_path, stamp)


def place(program: Program, shown: View, page: int, start: int, end: int, words: str | None) -> Place:
    """Where cited words stand now: at their place, elsewhere on the page, or nowhere (`is_there` is False then).

    None for words that are known to be gone.
    """
    if shown.sheet(page) is None:
        return Place(shown.sheets[0].number if shown.sheets else 1, 0, 0, is_there=False)
    library, number = program.store.library, shown.document.id
    near = library.page_parts(number, page, start, _WINDOW_CHUNKS)
    begin = near[0][0] if near else 0
    if words is not None and "".join(text for _, text, _ in near)[start - begin : end - begin] == words:
        return Place(page, start, end)
    elsewhere = library.page_text(number, page).find(words) if words is not None else -1
    if words is None or elsewhere < 0:
        return Place(page, begin, begin, is_there=False)
    return Place(page, elsewhere, elsewhere + len(words))


def tile(program: Program, shown: View, wanted: Tile, *, cancel: Cancel | None = None) -> bytes:
    """A part of a page as pixels; see `Viewer.tile`.

    Raises:
        DocumentError: the file or the page cannot be shown.
        Cancelled: by `cancel`.
    """
    with _as_shown(program, shown) as viewed:
        return program.viewer.tile(viewed, wanted, cancel=cancel)


def characters(
    program: Program, shown: View, page: int, start: int, end: int, *, cancel: Cancel | None = None
) -> list[tuple[int, int, Box]]:
    """Where a span of a page's text stands on it: start, end and box of each character, or of each word of a scan.

    Boxes are left, top, right, bottom in the unit of the sheet, from its upper left corner.

    Raises:
        DocumentError: the file or the page cannot be shown.
        Cancelled: by `cancel`.
    """
    scan = program.store.library.scan(shown.document.id, page)
    sheet = shown.sheet(page)
    if scan is not None and sheet is not None:
        across, down = sheet.width / max(scan.width, 1), sheet.height / max(scan.height, 1)
        words = [row for row in struct.iter_unpack(SCAN_WORD, scan.words) if row[0] < end and start < row[1]]
        return [
            (first, last, _scaled((left, top, right, bottom), across, down))
            for first, last, left, top, right, bottom in words
        ]
    if shown.kind is not ViewKind.PDF:
        return []
    with _as_shown(program, shown) as viewed:
        boxes = program.viewer.boxes(viewed, page, start, end, cancel=cancel)
    return [(number, number + 1, _scaled(box, 1, 1)) for number, box in enumerate(boxes, start=start)]


def piece(program: Program, shown: View, page: int, at: int, *, is_before: bool = False) -> Piece | None:
    """The text of a page from about `at` on, or just before `at`; None when nothing is there.

    Pieces begin and end where a paragraph does, unless there is none far and wide.
    """
    library, number = program.store.library, shown.document.id
    parts = library.page_parts(number, page, at, _PIECE_CHUNKS + 1, is_before=is_before)
    parts = _last_of(parts) if is_before else _first_of(parts)
    above = library.page_parts(number, page, parts[0][0], 1, is_before=True) if parts else []
    before = above[0][2] if above else ""
    if not parts:
        return None
    made = paragraphs(parts, before, code=shown.is_code)
    return Piece(page, parts[0][0], parts[-1][0] + len(parts[-1][1]), tuple(made))


def _first_of(parts: list[Part]) -> list[Part]:
    """As many of them as are shown at once, up to the end of a line if there is one."""
    most = _count(parts)
    ends = (count for count in range(most, 0, -1) if parts[count - 1][1].endswith("\n"))
    return parts if most == len(parts) else parts[: next(ends, most)]


def _last_of(parts: list[Part]) -> list[Part]:
    """Likewise the last ones, from the beginning of a line on if there is one."""
    most = _count(parts[::-1])
    first = len(parts) - most
    begins = (index for index in range(first, len(parts)) if index and parts[index - 1][1].endswith("\n"))
    return parts if most == len(parts) else parts[next(begins, first) :]


def _count(parts: list[Part]) -> int:
    """How many of them, from the first on, are few enough."""
    lines = list(accumulate(max(text.count("\n"), text.count(" | ") // _LINE_CELLS) for _, text, _ in parts))
    return min(len(parts), _PIECE_CHUNKS, max(1, bisect_right(lines, _PIECE_LINES)))


def page_text(program: Program, shown: View, page: int) -> str:
    """All of the stored text of a page."""
    return program.store.library.page_text(shown.document.id, page)


def found(program: Program, shown: View, words: str, *, cancel: Cancel) -> Iterator[list[Place]]:
    """Every place where the words stand, page by page, some at a time; upper and lower case are one.

    White space matches any white space, and a word that is broken at the end of a line is found too. Ends early when
    `cancel` is set, and after some thousand places.
    """
    pattern = _pattern(words)
    count = 0
    for sheet in shown.sheets if pattern else ():
        at = done = 0
        while at < sheet.length and pattern:
            if cancel.is_set or count >= _MOST_FOUND:
                return
            parts = program.store.library.page_parts(shown.document.id, sheet.number, at, _WINDOW_CHUNKS)
            text = "".join(text for _, text, _ in parts)
            start = parts[0][0] if parts else sheet.length
            places = [
                Place(sheet.number, start + one.start(), start + one.end())
                for one in pattern.finditer(text)
                if start + one.start() >= done
            ]
            count += len(places)
            done = max([done, *(one.end for one in places)])
            if places:
                yield places
            # What begins in the last chunk may end in the next one.
            at = parts[-1][0] if len(parts) == _WINDOW_CHUNKS else sheet.length


def _pattern(words: str) -> "re.Pattern[str] | None":
    parts = words[:_LONGEST_WANTED].split()
    spelled = ("\u00ad?".join(map(re.escape, part)) for part in parts)
    return re.compile(r"\s+".join(spelled), re.IGNORECASE) if parts else None


# --- the file


@contextmanager
def _file(program: Program, path: bytes) -> Iterator[tuple[OpenFile, FileEntry]]:
    """The open file at a path, or the mail it travels in, and what is known of that.

    Raises:
        FileGone: it is not there any more.
        FileError: it cannot be opened.
    """
    place = _place(program, path)
    with opened(place.path) as file:
        yield file, place


@contextmanager
def _as_shown(program: Program, shown: View) -> Iterator[Viewed]:
    """The open file of a view that is shown as it looks.

    Raises:
        FileChanged: it is another one now.
        FileError: it cannot be opened.
    """
    assert shown.kind is not None
    with _file(program, shown.path) as (file, place):
        if (file.size_bytes, file.changed_ns) != shown.stamp:
            raise FileChanged
        yield _viewed(file, shown.kind, shown.path, place)


def _place(program: Program, path: bytes) -> FileEntry:
    """The file at a path, or the mail it travels in.

    Raises:
        FileGone: it is in no library any more.
    """
    library = program.store.library
    mail = library.file_of_path(os.fsencode(_named(path).parent))
    entry = library.file_of_path(path) if mail is None or mail.document_id is None else mail
    if entry is None:
        raise FileGone
    return entry


def _is_as_read(program: Program, entry: FileEntry, file: OpenFile) -> bool:
    """True while the file holds what it held when it was read."""
    if known.is_unchanged(entry, file):
        return True
    return entry.document_id is not None and content_hash(file) == program.store.library.document(
        entry.document_id
    ).content_hash


def _viewed(file: OpenFile, kind: ViewKind, path: bytes, place: FileEntry) -> Viewed:
    inside = _named(path).name if place.path != path else ""
    return Viewed(file.descriptor, kind, _named(place.path).name, inside)


def _named(path: bytes) -> PurePath:
    return PurePath(os.fsdecode(path))


def _kind(document: Document) -> ViewKind | None:
    if document.format == "pdf":
        return ViewKind.PDF
    return ViewKind.PICTURE if document.format in PICTURES else None


def _is_code(document: Document, path: bytes) -> bool:
    return document.format == "text" and _named(path).suffix.lower() not in _RUNNING_TEXT


def _sheets(stored: dict[int, tuple[Label, int]], sizes: list[Size] | None) -> tuple[Sheet, ...]:
    """Every page of a document that is shown as it looks, or those that have text."""
    if sizes is None:
        return tuple(Sheet(number, label, 0.0, 0.0, length) for number, (label, length) in stored.items())
    return tuple(
        Sheet(number, *_sized(stored.get(number, (Label("page", number), 0)), size))
        for number, size in enumerate(sizes, start=1)
    )


def _sized(page: tuple[Label, int], size: Size) -> tuple[Label, float, float, int]:
    return page[0], size[0], size[1], page[1]


def _scaled(box: tuple[int, int, int, int], across: float, down: float) -> Box:
    left, top, right, bottom = box
    return left * across / _DETAIL, top * down / _DETAIL, right * across / _DETAIL, bottom * down / _DETAIL
