"""What the library under each reader does by itself: open the file, go over all of its text, keep nothing else."""

import csv
import email
import io
import json
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from typing import NamedTuple
from xml.parsers import expat

import pypdfium2
from python_calamine import CalamineWorkbook


class Bare(NamedTuple):
    """Its name in the table, and what it does with the bytes of a file."""

    name: str
    read: Callable[[bytes], object]


def _pdf(data: bytes) -> object:
    texts = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
    return texts


def _sheets(data: bytes) -> object:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [row for name in book.sheet_names for row in book.get_sheet_by_name(name).iter_rows()]


def _events(data: bytes) -> list[str]:
    pieces: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = pieces.append
    parser.Parse(data, True)
    return pieces


def _parts(begins: str) -> Callable[[bytes], object]:
    def read(data: bytes) -> object:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [name for name in archive.namelist() if name.startswith(begins) and name.endswith(".xml")]
            return [_events(archive.read(name)) for name in parts]

    return read


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        """The parser's event."""
        self.pieces.append(data)


def _html(data: bytes) -> object:
    parser = _Words()
    parser.feed(data.decode("utf-8", "replace"))
    return parser.pieces


def _epub(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [_html(archive.read(name)) for name in archive.namelist() if name.endswith(("html", "htm"))]


def _csv(data: bytes) -> object:
    return list(csv.reader(io.StringIO(data.decode("utf-8", "replace"))))


def _mail(data: bytes) -> object:
    return [part.get_payload(decode=True) for part in email.message_from_bytes(data).walk()]


def _decoded(data: bytes) -> object:
    return data.decode("utf-8", "replace")


_DECODE = Bare("decode", _decoded)
_CALAMINE = Bare("python-calamine", _sheets)
BARE = {
    "pdf": Bare("pypdfium2", _pdf),
    "xlsx": _CALAMINE, "xls": _CALAMINE, "xlsb": _CALAMINE,
    "docx": Bare("zipfile, expat", _parts("word/document")),
    "pptx": Bare("zipfile, expat", _parts("ppt/slides/")),
    **dict.fromkeys(("odt", "odp", "ods"), Bare("zipfile, expat", _parts("content"))),
    "epub": Bare("zipfile, html.parser", _epub),
    "html": Bare("html.parser", _html),
    "csv": Bare("csv.reader", _csv),
    "json": Bare("json.loads", json.loads),
    "xml": Bare("expat", _events),
    "eml": Bare("email", _mail),
    **dict.fromkeys(("rtf", "srt", "md", "txt", "py"), _DECODE),
}  # fmt: skip
"""Format -> what stands beside it; where a reader is our own, the parser of the standard library that it uses."""
