"""PDF by pdfium: the text of every page, such that each character can be found on the page again.

pdfium numbers the characters of a page. The stored text has one code point for each of them, in the same order,
so that the place of a quote in the text *is* its place on the page. The one exception: a character outside the
Basic Multilingual Plane takes two numbers (UTF-16) and is one code point; `character_boxes` counts along.

What stands for what in the stored text:
    - U+00AD (soft hyphen): the hyphen at the end of a line inside a word. pdfium drops the line break and gives
      U+0002 (one by one) or U+FFFE (as text); measured with pdfium 8149: "snap-" and "down" below it is one word.
    - a space and a line feed: the CR and LF that pdfium puts between lines.
    - a space: any other control character (fonts without a map to Unicode give some).

pdfium is not thread-safe: one thread only.
"""

import ctypes
import logging
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

import pypdfium2
from pypdfium2 import raw

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.reading import guards
from assistant.reading.source import Content, Part, Scans, Source
from assistant.records import Label, Page, Reason

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[float, float, float, float]

_SOFT_HYPHEN = "\u00ad"
_PASSWORD_ERRORS = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
IN_MEMORY_BYTES = 64 << 20
"""Up to here a file is read whole: pdfium then parses without calling back into Python for every block."""
_BOOKMARKS = 5_000
"""Most bookmarks that are looked at; a book has some hundreds."""
_BOOKMARK_DEPTH = 5
_PATH_CHARACTERS = 500
_FEW_CHARACTERS = 20
"""A page with fewer may be a scan: one that somebody stamped or numbered."""
_HALF, _LITTLE = 0.5, 0.05
"""Share of a page that pictures cover when it is a scan: of one with a few characters, of one without any (a receipt
on an empty sheet; a logo covers less)."""
_MANY_SEGMENTS = 400
"""Lines and curves; 20 letters drawn as outlines have 300 to 800, the frames of a form or a logo fewer."""
_OBJECTS = 5_000
_FORMS_DEPTH = 3
_UNREADABLE_IN_A_ROW = 1_000
"""After so many pages without a readable one the rest is given up: a damaged file may claim a million pages."""

logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # it warns of odd outlines; nobody reads that here


def read(source: Source) -> Content:
    """A PDF, page by page; pages without text are left out, scanned ones read when that is asked for.

    Raises:
        DocumentProtected: it needs a password.
        DocumentDamaged: pdfium cannot open it.
        FileUnreadable: the system reports an error.
        TookTooLong: its outline alone takes longer than the limit.
    """
    document = opened(source.read(source.size) if source.size <= IN_MEMORY_BYTES else source.file)
    try:
        title = guards.title(document.get_metadata_value("Title"))
    except UnicodeDecodeError:
        title = ""
    return Content(title, len(document), _parts(document, source))


def character_boxes(file: BinaryIO, page: int, start: int, end: int) -> list[Box]:
    """Where the characters `start` to `end` of a page's stored text stand: one box each.

    Args:
        file: the PDF, seekable.
        page: number of the page, from 1.
        start: first code point in the stored text.
        end: one past the last.

    Returns:
        (left, bottom, right, top) in points, from the lower left corner of the page; characters that take no room
        (line breaks) have a box of no size.

    Raises:
        DocumentProtected: it needs a password.
        DocumentDamaged: pdfium cannot open it, or there is no such page.
    """
    with closing(opened(file)) as document:
        try:
            with closing(document[page - 1]) as shown:
                return boxes_on(shown, start, end)
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise DocumentDamaged(reason=f"page {page} cannot be read") from error


def boxes_on(page: pypdfium2.PdfPage, start: int, end: int) -> list[Box]:
    """`character_boxes` of a page that is open already; what it raises is pdfium's own."""
    with closing(page.get_textpage()) as textpage:
        units = _units(textpage)
        first = [index for index, unit in enumerate(units) if not _continues(units, index, unit)]
        return [_box(textpage, index) for index in first[start:end]]


def opened(data: bytes | BinaryIO) -> pypdfium2.PdfDocument:
    """The document in a file, or in its bytes.

    Raises:
        DocumentProtected: it needs a password.
        DocumentDamaged: pdfium cannot open it.
    """
    # pypdfium2 refuses a file without pages with whatever error pdfium had last, be it the password of the file
    # before. Failing on purpose first makes that "not a PDF".
    raw.FPDF_LoadMemDocument64(b"none", 4, None)
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _PASSWORD_ERRORS:
            raise DocumentProtected from error
        raise DocumentDamaged(reason="it is not a readable PDF") from error


def _parts(document: pypdfium2.PdfDocument, source: Source) -> Iterator[Part]:
    """Pages with text, or the scanned ones when those are asked for; last why something is missing.

    Raises:
        DocumentDamaged: none of its pages could be read.
        ScanLanguageMissing: scans are to be read in a language whose data is not there.
        TookTooLong: the limit is passed between two pages.
    """
    with closing(document):
        tally = _Tally(len(document))
        if source.scans is None:
            yield from _text_pages(document, source, tally)
        else:
            yield from _scanned_pages(document, source, source.scans, tally)
        if tally.failed and tally.failed == tally.pages:
            raise DocumentDamaged(reason="none of its pages can be read")
        if tally.failed:
            yield Reason("DocumentIncomplete", {"failed": tally.failed, "pages": tally.pages})


def _text_pages(document: pypdfium2.PdfDocument, source: Source, tally: "_Tally") -> Iterator[Part]:
    """Pages with text; last how many are scans.

    Raises:
        TookTooLong: the limit is passed between two pages.
    """
    starts, paths = _outline(document, source)
    scans = 0
    for index in tally.indices(source):
        look = tally.counted(_look(document, index, source, is_drawn=False))
        if look is not None and look.is_scan:
            scans += 1
        elif look is not None and look.text.strip():
            yield Page(index + 1, _label(document, index, starts, paths), look.text)
    if scans:
        yield Reason("ScansUnread", {"scans": scans, "pages": tally.pages})


def _scanned_pages(
    document: pypdfium2.PdfDocument, source: Source, scans: Scans, tally: "_Tally"
) -> Iterator[Part]:
    """Scanned pages that are not done; last how many of them were read with doubt.

    Raises:
        ScanLanguageMissing: there is no data of the language asked for.
        TookTooLong: the limit is passed between two pages; reading a scan has its own.
    """
    from assistant.reading import ocr  # takes 0.1 s, which files without scans need not wait for

    starts, paths = _outline(document, source)
    recogniser = ocr.Recogniser(scans)
    for index in tally.indices(source):
        look = tally.counted(_look(document, index, source, is_drawn=index + 1 not in scans.done))
        if look is not None and look.picture is not None:
            label = _label(document, index, starts, paths)
            source.clock.stop()
            page = recogniser.page(label, index + 1, look.picture, look.size)
            source.clock.go()
            yield page
    if recogniser.doubtful:
        yield Reason("ReadWithDoubt", {"doubtful": recogniser.doubtful, "pages": tally.pages})


@dataclass(slots=True)
class _Tally:
    """Counts the pages that cannot be read."""

    pages: int
    failed: int = 0
    _in_a_row: int = 0

    def indices(self, source: Source) -> Iterator[int]:
        """Of all pages, in order; the rest is given up after a thousand in a row that cannot be read.

        Raises:
            TookTooLong: the limit is passed.
        """
        for index in range(self.pages):
            source.clock.check()
            yield index
            if self._in_a_row == _UNREADABLE_IN_A_ROW:
                self.failed += self.pages - index - 1
                return

    def counted(self, look: "_Look | None") -> "_Look | None":
        """What was seen of a page, None counted as unreadable."""
        self._in_a_row = 0 if look else self._in_a_row + 1
        self.failed += look is None
        return look


@dataclass(frozen=True, slots=True)
class _Look:
    """What a page holds: its text, whether it is a scan, its size in points as it is shown, and its picture."""

    text: str
    is_scan: bool
    size: tuple[float, float]
    picture: "Image | None"


def _look(document: pypdfium2.PdfDocument, index: int, source: Source, *, is_drawn: bool) -> _Look | None:
    """What a page holds; None when it cannot be read. A scan is drawn when that is asked for."""
    try:
        with closing(document[index]) as page:
            with closing(page.get_textpage()) as textpage:
                text = _text(_units(textpage))
            is_scan = _is_scan(page, text)
            return _Look(text, is_scan, page.get_size(), _drawn(page, source) if is_scan and is_drawn else None)
    except pypdfium2.PdfiumError:
        return None


def _is_scan(page: pypdfium2.PdfPage, text: str) -> bool:
    """True for a page with next to no text that pictures cover, or with so many lines that they may be letters."""
    left, bottom, right, top = page.get_bbox()
    area = (right - left) * (top - bottom)
    characters = sum(not character.isspace() for character in text)
    if area <= 0 or characters >= _FEW_CHARACTERS:
        return False
    least = area * (_HALF if characters else _LITTLE)
    covered, segments = 0.0, 0
    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH]
    for item in islice(page.get_objects(filter=kinds, max_depth=_FORMS_DEPTH), _OBJECTS):
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            segments += max(0, raw.FPDFPath_CountSegments(item))
        else:
            bounds = _bounds(item)
            across = min(bounds[2], right) - max(bounds[0], left)
            covered += max(0.0, across) * max(0.0, min(bounds[3], top) - max(bounds[1], bottom))
        if covered >= least or segments >= _MANY_SEGMENTS:
            return True
    return False


def _bounds(item: pypdfium2.PdfObject) -> Box:
    """Left, bottom, right, top of an object on the page; pdfium gives those inside the form it stands in."""
    bounds: Box = item.get_bounds()
    while (item := item.container) is not None:
        bounds = item.get_matrix().on_rect(*bounds)
    return bounds


def _drawn(page: pypdfium2.PdfPage, source: Source) -> "Image":
    """The page as it is shown, gray, at the resolution that scans are read at, or as near as the limits allow.

    Reading a scan has its own time limit; drawing it does not count for the file's.
    """
    from assistant.reading import ocr, tesseract

    width, height = page.get_size()
    source.clock.stop()
    try:
        with closing(page.render(scale=ocr.scale(width, height, tesseract.DPI / 72), grayscale=True)) as bitmap:
            picture: Image = bitmap.to_pil().copy()
    finally:
        source.clock.go()
    return picture


def _units(textpage: pypdfium2.PdfTextPage) -> "array[int]":
    """One UTF-16 unit for each character number of pdfium.

    `FPDFText_GetText` gives them in one call, but leaves out or adds some on odd pages (2 of 236 pages of the
    evaluation set): then each is asked for alone.
    """
    count = raw.FPDFText_CountChars(textpage)
    units = array("H")
    if count <= 0:
        return units
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(textpage, 0, count, buffer)
    if written == count + 1:  # with the zero at the end
        units.frombytes(bytes(buffer)[: 2 * count])
        return units
    return array("H", (_unit(textpage, index) for index in range(count)))


def _unit(textpage: pypdfium2.PdfTextPage, index: int) -> int:
    code = raw.FPDFText_GetUnicode(textpage, index)
    if code == 0x02 and raw.FPDFText_IsHyphen(textpage, index) == 1:
        return 0xFFFE
    return code if code <= 0xFFFF else 0xFFFD


def _text(units: "array[int]") -> str:
    text = units.tobytes().decode("utf-16-le" if _LITTLE_ENDIAN else "utf-16-be", "surrogatepass")
    return guards.clean(text.replace("\ufffe", _SOFT_HYPHEN))


_LITTLE_ENDIAN = array("H", [1]).tobytes()[0] == 1


def _continues(units: "array[int]", index: int, unit: int) -> bool:
    """True for the second half of a surrogate pair, which has no code point of its own in the stored text."""
    return 0xDC00 <= unit <= 0xDFFF and index > 0 and 0xD800 <= units[index - 1] <= 0xDBFF


def _box(textpage: pypdfium2.PdfTextPage, index: int) -> Box:
    try:
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
    except pypdfium2.PdfiumError:
        return (0.0, 0.0, 0.0, 0.0)
    return (left, bottom, right, top)


def _outline(document: pypdfium2.PdfDocument, source: Source) -> tuple[list[int], list[str]]:
    """Page indices at which a bookmark begins, in order, and the path of titles of the first one there.

    Raises:
        TookTooLong: a malicious outline.
    """
    path: list[str] = []
    places: dict[int, str] = {}
    try:
        for bookmark in islice(document.get_toc(max_depth=_BOOKMARK_DEPTH), _BOOKMARKS):
            source.clock.check()
            del path[bookmark.level :]
            path.append(guards.clean(" ".join(bookmark.get_title().split()))[:200])
            target = bookmark.get_dest()
            index = target.get_index() if target is not None else None
            if index is not None and index >= 0:
                places.setdefault(index, " > ".join(name for name in path if name)[:_PATH_CHARACTERS])
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        pass  # a broken outline costs the labels, not the text
    starts = sorted(places)
    return starts, [places[index] for index in starts]


def _label(document: pypdfium2.PdfDocument, index: int, starts: list[int], paths: list[str]) -> Label:
    """The page's number and, as title, its chapter by the outline, else what is printed on it ("iv")."""
    place = bisect_right(starts, index) - 1
    if place >= 0:
        return Label("page", index + 1, paths[place])
    try:
        printed = guards.clean(document.get_page_label(index)).strip()[:40]
    except UnicodeDecodeError:
        printed = ""
    return Label("page", index + 1, "" if printed == str(index + 1) else printed)
