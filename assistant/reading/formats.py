"""The table of formats, and how a file is recognised: by its first bytes, then by its name.

A new format is one line in `FORMATS` and the file with its reader.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from zipfile import ZipFile

from assistant.errors import DocumentDamaged, DocumentProtected, FileEmpty, Unsupported
from assistant.reading import (
    cards,
    delimited,
    doc,
    encoding,
    epub,
    guards,
    html,
    json_data,
    mail,
    markdown,
    mbox,
    msg,
    ods,
    office,
    ole,
    opendocument,
    pdf,
    plain,
    ppt,
    pptx,
    rtf,
    subtitles,
    workbook,
    xml_data,
)
from assistant.reading.source import Content, Source


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read.

    Attributes:
        name: what `ReadingDone.format` says.
        extensions: the names its files usually have; only needed where the content does not tell.
        read: opens a document. What is broken about it comes out as a leaf of `DocumentError`.
    """

    name: str
    extensions: tuple[str, ...]
    read: Callable[[Source], Content]


def _picture(source: Source) -> Content:
    from assistant.reading import pictures  # takes 0.15 s, which other files need not wait for

    return pictures.read(source)


FORMATS = (
    Format("pdf", ("pdf",), pdf.read),
    Format("docx", ("docx", "docm", "dotx", "dotm"), office.read),
    Format("pptx", ("pptx", "pptm", "ppsx", "ppsm", "potx", "potm"), pptx.read),
    Format("xlsx", ("xlsx", "xlsm", "xltx", "xltm"), workbook.read_xlsx),
    Format("xlsb", ("xlsb",), workbook.read_xlsb),
    Format("xls", ("xls", "xlt"), workbook.read_xls),
    Format("odt", ("odt", "ott"), opendocument.read_text),
    Format("odp", ("odp", "otp"), opendocument.read_presentation),
    Format("ods", ("ods", "ots"), ods.read),
    Format("epub", ("epub",), epub.read),
    Format("rtf", ("rtf",), rtf.read),
    Format("doc", ("doc", "dot"), doc.read),
    Format("ppt", ("ppt", "pps", "pot"), ppt.read),
    Format("msg", ("msg",), msg.read),
    Format("png", ("png", "apng"), _picture),
    Format("jpg", ("jpg", "jpeg", "jpe", "jfif"), _picture),
    Format("tiff", ("tiff", "tif"), _picture),
    Format("bmp", ("bmp", "dib"), _picture),
    Format("webp", ("webp",), _picture),
    Format("gif", ("gif",), _picture),
    Format("html", ("html", "htm", "xhtml", "xht", "shtml"), html.read),
    Format("markdown", ("md", "markdown", "mdown", "mkd", "mdx", "rmd", "qmd"), markdown.read),
    Format("csv", ("csv", "tsv", "tab"), delimited.read),
    Format("subtitles", ("srt", "vtt"), subtitles.read),
    Format("eml", ("eml", "mht", "mhtml"), mail.read),
    Format("mbox", ("mbox", "mbx"), mbox.read),
    Format("calendar", ("ics", "ical", "vcs"), cards.read),
    Format("contacts", ("vcf", "vcard"), cards.read),
    Format("json", ("json", "jsonl", "ndjson", "geojson", "ipynb"), json_data.read),
    Format("xml", ("xml", "fb2", "opml", "rss", "atom", "plist", "kml", "gpx", "dbk"), xml_data.read),
    Format("text", ("txt", "text", "log", *sorted(plain.MARKUP_EXTENSIONS | plain.CODE_EXTENSIONS)), plain.read),
)

_NEVER = frozenset(("svg", "ps", "eps"))
"""Clean text to look at, yet not text to read."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"), (b"II+\x00", "tiff"), (b"MM\x00+", "tiff"), (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gz"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"), (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "zst"),
)  # fmt: skip
"""Source: the signature sections of each format's specification."""

_ZIPS = frozenset(("docx", "pptx", "xlsx", "xlsb", "odt", "odp", "ods", "epub"))
_PICTURES = ("png", "jpg", "tiff", "bmp", "webp", "gif")
_OLES = frozenset(("doc", "ppt", "xls", "msg"))
_WITH_SIGNATURE = frozenset(("pdf", *_PICTURES, *_ZIPS, *_OLES))
"""Formats told by their first bytes: a file that only has their name is damaged."""

_BMP = re.compile(rb"BM.{4}\0{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\0{3}", re.DOTALL)
"""Source: BITMAPFILEHEADER, reserved fields of zero; the length of each known kind of the header behind it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "encryptedpackage"
_OLE_STREAMS = {
    "worddocument": "doc", "powerpoint document": "ppt", "workbook": "xls", "book": "xls",
    "__properties_version1.0": "msg",
}  # fmt: skip
"""What stands at the root of a container, in small letters, and the format it tells. Source: MS-DOC 2.1; MS-PPT 2.1;
MS-XLS 2.1.2; MS-OXMSG 2.2; MS-OFFCRYPTO 2.3.4.4."""
_OLE_BYTES = 512 << 20
_OFFICE = _OLES | _ZIPS - {"epub"}
_TABLES = frozenset(("xls", "xlsx", "xlsb", "ods"))
_BY_CONTENT = ("xml", "mbox")

_PDF_MARK_WITHIN = 1024
"""Readers accept a PDF's mark anywhere in the first 1,024 bytes. Source: ISO 32000-1, annex H, note 13."""

_ZIP_PARTS = (
    ("word/document.xml", "docx"), ("word/", "docx"), ("ppt/", "pptx"), ("xl/workbook.bin", "xlsb"), ("xl/", "xlsx"),
)  # fmt: skip
_ROOT_IS_HTML = re.compile(rb"(?>\s+|<\?[^>]*>|<!--(?:[^-]|-(?!->))*+-->|<![^>]*>)*+<html\b")
_EXTENSION_CHARACTERS = 16
_BLANK = b"\xef\xbb\xbf \t\r\n"
_ZIP_TYPES = {
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_TEMPLATE = "-template"


def extension_of(name: str) -> str:
    """The extension that a file's name has, lower case, without the dot; "" when it has none or an odd one.

    A name that is itself one of the known ones counts as its own ("Makefile").
    """
    path = PurePath(name)
    extension = path.suffix[1:].lower()
    if not extension and path.name.lower() in plain.CODE_EXTENSIONS:
        extension = path.name.lower()
    return extension if extension.isalnum() and len(extension) <= _EXTENSION_CHARACTERS else ""


def recognised(source: Source) -> Format:
    """The format of a file.

    Raises:
        Unsupported: it holds no text for us.
        DocumentProtected: encrypted by an office program.
        DocumentDamaged: it claims by its name to be what it is not.
        FileEmpty: it has no bytes.
    """
    if not source.head:
        raise FileEmpty
    return _format_of(_name_of(source))


def _format_of(name: str) -> Format:
    for known in FORMATS:
        if known.name == name:
            return known
    raise Unsupported(format=name)


def _name_of(source: Source) -> str:
    """The name of the format, also of those that are not read; "binary" for data that nothing tells.

    Raises:
        DocumentProtected: encrypted by an office program.
        DocumentDamaged: it claims by its name to be what it is not.
    """
    head = source.head
    if b"%PDF-" in head[:_PDF_MARK_WITHIN]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_name(source)
    if head.startswith(_OLE):
        return _ole_name(source)
    for mark, name in _SIGNATURES:
        if head.startswith(mark):
            return name
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if _BMP.match(head):
        return "bmp"
    if _is_binary(head):
        return _binary_name(source)
    return _text_name(source)


def _zip_name(source: Source) -> str:
    """Which of the formats that are zips it is, by its parts; a zip of anything else is "zip".

    Raises:
        DocumentDamaged: named like a document, and broken or something else.
    """
    by_name = _by_extension(source.extension)
    try:
        with guards.open_zip(source.file) as archive:
            name = _zip_kind(archive)
    except DocumentDamaged:
        if by_name in _WITH_SIGNATURE:
            raise
        return by_name or source.extension or "zip"
    if not name and by_name in _ZIPS:
        raise DocumentDamaged(reason="it is a zip without a document")
    return name or source.extension or "zip"


def _zip_kind(archive: ZipFile) -> str:
    names = archive.namelist()
    if "mimetype" in names and archive.getinfo("mimetype").file_size <= 100:
        kind = b"".join(guards.member_slices(archive, "mimetype")).decode("ascii", "replace").strip()
        return _ZIP_TYPES.get(kind.removesuffix(_TEMPLATE), "")
    for part, kind in _ZIP_PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return ""


def _ole_name(source: Source) -> str:
    """Which format an OLE container holds, by the names of its streams.

    Raises:
        DocumentProtected: an encrypted document of the newer kind.
        DocumentDamaged: named like a document, and broken or something else.
    """
    by_name = _by_extension(source.extension)
    try:
        names = _ole_names(source)
    except DocumentDamaged:
        if by_name in _WITH_SIGNATURE:
            raise
        return source.extension or "binary"
    if _ENCRYPTED in names:
        raise DocumentProtected
    for name, format_name in _OLE_STREAMS.items():
        if name in names:
            return format_name
    if by_name in _WITH_SIGNATURE:
        raise DocumentDamaged(reason="it is an older container without a document")
    return source.extension or "binary"


def _ole_names(source: Source) -> frozenset[str]:
    """What stands at the root of a container, in small letters.

    Raises:
        DocumentDamaged: it is broken, or too large to be a document.
    """
    if source.size > _OLE_BYTES:
        raise DocumentDamaged(reason=f"its container has {source.size >> 20} MB")
    return frozenset(name.lower() for name in ole.Container(source.read(source.size)).names())


def _is_binary(head: bytes) -> bool:
    """Zero bytes that are not those of UTF-16 or UTF-32, or many control characters: no text."""
    if encoding.encoding_of(head[:4]).startswith(("utf-16", "utf-32")):  # by its mark
        return False
    if 0 in head:
        return not encoding.wide_encoding(head)
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f\v\x1a\x1b\x08\x0e\x0f" for byte in head)
    return controls * 20 > len(head)


def _binary_name(source: Source) -> str:
    """The name of a binary file's format, as far as its extension says it.

    Raises:
        DocumentDamaged: named like a format that is read, and no such thing.
    """
    by_name = _by_extension(source.extension)
    if by_name in _WITH_SIGNATURE:
        raise DocumentDamaged(reason=f"it does not begin like a {by_name.upper()}")
    return "binary" if by_name else source.extension or "binary"


def _text_name(source: Source) -> str:
    """Which kind of text it is: by its name when it has a known one, else by how it begins.

    Raises:
        DocumentDamaged: named like a format that is told by its first bytes, and text.
    """
    by_name = _by_extension(source.extension)
    if by_name in _OFFICE:  # programs that export give these names to HTML, RTF, tables; Office opens them as well
        is_markup = source.head.lstrip(_BLANK).startswith(b"<")
        return _kind_of_text(source) or ("html" if is_markup else "csv" if by_name in _TABLES else "text")
    if by_name in _WITH_SIGNATURE:
        raise DocumentDamaged(reason=f"it does not begin like a {by_name.upper()}")
    if by_name and by_name not in _BY_CONTENT:
        return by_name
    return _kind_of_text(source) or "text"


def _kind_of_text(source: Source) -> str:
    """Which kind of text it is by how it begins; "" when that does not tell."""
    if subtitles.MARK.match(source.head):
        return "subtitles"
    if mail.is_mail(source.head):
        return "eml"
    if mbox.is_mbox(source.head):
        return "mbox"
    card = cards.MARK.match(source.head)
    if card:
        return "calendar" if b"CALENDAR" in card.group().upper() else "contacts"
    beginning = source.head.lstrip(_BLANK).lower()
    if beginning.startswith((b"<!doctype html", b"<html", b"<table")):
        return "html"
    if beginning.startswith(b"<?xml") or _by_extension(source.extension) == "xml":
        return "html" if _ROOT_IS_HTML.match(beginning) else "xml"
    return "rtf" if beginning.startswith(b"{\\rtf") else ""


def _by_extension(extension: str) -> str:
    """The format that the extension claims, "" when it is not known."""
    for known in FORMATS:
        if extension in known.extensions:
            return known.name
    return extension if extension in _NEVER else ""
