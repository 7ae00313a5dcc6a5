"""Documents that somebody made to do harm: each with what a person is to be told of it."""

import functools
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen import canvas

from tests.reading import making, making_office, making_ole, test_epub
from tests.reading.making_office import relations, sheet_rows, zipped

SECRET = "Xanadu"
"""Stands in a file beside the documents; those that name the file must not get at it."""
SAFE = "The harmless part"
BOMB_BYTES = 80 << 20

OK, PARTIAL, FAILED, SKIPPED = "indexed", "partial", "failed", "skipped"
LAUGHS = "<!DOCTYPE lolz [<!ENTITY a '{} '>{}]>".format(
    SECRET, "".join(f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9)),
)  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """How a document is made from the path of the secret file, and what becomes of it.

    Attributes:
        status: of `index`.
        words: of the reason, or of the text where all of it is read.
    """

    make: Callable[[Path], bytes]
    status: str
    words: str


# --- zips ---------------------------------------------------------------------------------------------------


@functools.cache
def spaces(length):
    """So many spaces as `packed` takes them."""
    return member(b" " * length)


def packed(members, *, entries=None, claimed=None):
    """A zip written by hand: name -> (packed, checksum, length); `entries` in its directory, `claimed` lengths."""
    out, places = io.BytesIO(), {}
    for name, (data, checksum, length) in members.items():
        places[name] = out.tell()
        out.write(_header(b"PK\3\4" + _word(20), name, data, checksum, length) + name.encode() + data)
    start = out.tell()
    for name in entries or members:
        data, checksum, length = members[name]
        header = _header(b"PK\1\2" + _word(20) * 2, name, data, checksum, (claimed or {}).get(name, length))
        out.write(header + struct.pack("<HHHII", 0, 0, 0, 0, places[name]) + name.encode())
    count, end = len(entries or members), out.tell()
    out.write(b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, end - start, start, 0))
    return out.getvalue()


def _word(number):
    return struct.pack("<H", number)


def _header(mark, name, data, checksum, length):
    return mark + struct.pack("<HHHHIIIHH", 0, 8, 0, 0x21, checksum, len(data), length, len(name), 0)


def member(content):
    """A content as `packed` takes it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush(), zlib.crc32(content), len(content)


def members(data):
    """The members of a zip as `packed` takes them."""
    return {name: member(content) for name, content in contents(data).items()}


def bomb(data, part):
    """The document with a part that unpacks to 80 MB of spaces."""
    return packed(members(data) | {part: spaces(BOMB_BYTES)})


def lying_bomb(data, part):
    """The same, and the zip's directory says that it is short."""
    return packed(members(data) | {part: spaces(BOMB_BYTES)}, claimed={part: 100})


def overlapping(data, part):
    """A zip whose directory names one member 20,000 times: each alone is harmless, and so is their sum by itself."""
    content = "".join(f"<w:p>{number}</w:p>" for number in range(1_000)).encode()
    return packed(members(data) | {part: member(content)}, entries=[part] * 20_000)


def nested(data):
    """A document with a bomb in a zip in a zip inside it: nobody asked for it to be opened."""
    inner = zipped({"inner.zip": bomb(data, "word/document.xml")})
    return replaced(data, **{"word/embeddings/inner.zip": inner})


def many_parts():
    """A DOCX of 30,001 parts."""
    return zipped(dict.fromkeys(map(str, range(30_000)), "") | {"word/document.xml": ""})


def contents(data):
    """The members of a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def replaced(data, **parts):
    """The document with other parts."""
    return zipped(contents(data) | parts)


# --- whole documents ----------------------------------------------------------------------------------------

DOCX = making.docx(making.paragraph(SAFE))
PPTX = making_office.pptx(making_office.slide(making_office.shape(SAFE)))
XLSX = making_office.xlsx({"S": sheet_rows(("Name", "Note"), ("a", SAFE))})
XLSB = making_office.xlsb("S", ("Name", "Note"), ("a", SAFE))
ODT = making_office.odf("odt", f"<text:p>{SAFE}</text:p>")
ODP = making_office.odf("odp", f"<draw:page><text:p>{SAFE}</text:p></draw:page>")
CELL = f"<table:table-cell><text:p>{SAFE}</text:p></table:table-cell>"
ODS = making_office.ods(S=f"<table:table-row>{CELL}</table:table-row>")
EPUB = test_epub.book({"one.xhtml": f"<p>{SAFE}</p>"})


def thief(secret):
    """A document type with an entity, a parameter entity and an outside part that all name the secret file."""
    address = secret.as_uri()
    return (
        f'<!DOCTYPE x SYSTEM "{address}" [<!ENTITY a SYSTEM "{address}"><!ENTITY % p SYSTEM "{address}">%p;]>'
    )


def declared(data, part, declaration, *, use="&a;"):
    """The document with a document type in front of a part, and its entity used where the harmless words are."""
    text = contents(data)[part].decode()
    start = text.find("?>") + 2 if text.startswith("<?xml") else 0
    changed = text[:start] + declaration + text[start:].replace(SAFE, SAFE + use)
    return replaced(data, **{part: changed})


def strings_without_end(cells=10_000, length=300_000):
    """A workbook of 100 KB: one text of 300 KB that 10,000 cells refer to."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, cells))
    return replaced(
        making_office.xlsx({"S": rows}),
        **{
            "xl/sharedStrings.xml": f'<sst xmlns="{making_office.S}"><si><t>{"a b" * (length // 3)}</t></si></sst>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
        },
    )


def wide_sheet(columns=16_000, rows=2):
    """A workbook of 16,000 columns."""
    letters = [_letters(column) for column in range(1, columns + 1)]
    body = ""
    for row in range(1, rows + 1):
        shown = (f"Column {at}" if row == 1 else at for at in range(columns))
        cells = (making_office.cell(f"{letter}{row}", one) for letter, one in zip(letters, shown, strict=True))
        body += f'<row r="{row}">{"".join(cells)}</row>'
    return making_office.xlsx({"S": body})


def far_cells():
    """A workbook whose last row has 16,384 cells that do not say where they stand: half a terabyte as a rectangle."""
    last = f'<row r="1048576">{"<c><v>1</v></c>" * 16_384}</row>'
    return making_office.xlsx({"S": f'<row r="1"><c r="A1"><v>1</v></c></row>{last}'})


def _letters(number):
    found = ""
    while number:
        number, letter = divmod(number - 1, 26)
        found = chr(65 + letter) + found
    return found


def empty_rows(count=1_000_000):
    """A workbook with a million empty rows behind two full ones."""
    rows = "".join(f'<row r="{row}"/>' for row in range(3, count))
    return making_office.xlsx({"S": sheet_rows(("Name", "Note"), ("a", SAFE)) + rows})


def notes_without_end():
    """A DOCX of 15 KB: a note of 100 KB that a hundred thousand references name."""
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{making.paragraph("note " * 20_000)}</w:footnote>'
    return making.docx(f"{making.paragraph(SAFE)}<w:p>{reference * 100_000}</w:p>", footnotes=note)


def cells_without_end():
    """An ODS of 1 KB: a cell of 50 KB, a thousand times in a row, in a million rows."""
    cell = f"<text:p>{SAFE} {'words and ' * 5_000}</text:p>"
    return making_office.ods(
        S=f'<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        f'table:number-columns-repeated="16384">{cell}</table:table-cell></table:table-row>'
    )


def diagrams_without_end():
    """A PPTX whose slide refers thirty thousand times to one diagram of 100 KB."""
    diagram = f'<d xmlns:a="{making_office.A}"><a:p><a:r><a:t>{"words " * 17_000}</a:t></a:r></a:p></d>'
    links = relations(*((("diagramData", "../d.xml"),) * 30_000))
    return replaced(PPTX, **{"ppt/slides/_rels/s1.xml.rels": links, "ppt/d.xml": diagram})


def same_chapter(times=10_000):
    """An EPUB whose reading order names one chapter ten thousand times."""
    chapter = '<itemref idref="c0"/>'
    order = contents(EPUB)["OEBPS/book.opf"].decode().replace(chapter, chapter * times)
    return replaced(EPUB, **{"OEBPS/book.opf": order})


def protected_office():
    """What office programs write with a password, whatever the document."""
    return making_ole.container({"EncryptionInfo": b"\4\0\4\0" + b"x" * 60, "EncryptedPackage": b"x" * 5_000})


def drm(*parts):
    """An EPUB whose encryption list names these parts."""
    entries = "".join(
        '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData>'
        f'<CipherReference URI="{part}"/></CipherData></EncryptedData>'
        for part in parts
    )
    listed = f'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">{entries}</encryption>'
    return replaced(EPUB, **{"META-INF/encryption.xml": listed})


def drawn_pdf(size, draw):
    """A PDF of one page."""
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(size, size))
    draw(page)
    page.showPage()
    page.save()
    return stream.getvalue()


def _outlines(page):
    """Letters as lines: to look at, not to read."""
    path = page.beginPath()
    for place in range(50):
        path.moveTo(72 + 10 * place, 300)
        path.lineTo(76 + 10 * place, 312)
        path.lineTo(80 + 10 * place, 300)
    page.drawPath(path)


def long_pdf(count):
    """A PDF of so many pages."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    pages = []
    for number in range(1, count + 1):
        words = b"BT /F 12 Tf 72 700 Td (Page %d of ten thousand.) Tj ET" % number
        pages.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (2 * number + 3)
        )
        pages.append(making.stream(words))
    kids = b" ".join(b"%d 0 R" % (2 * number + 2) for number in range(1, count + 1))
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return making.raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", tree, font, *pages)


def claiming_pdf():
    """A PDF that says it has a million pages and has none."""
    return making.raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1000000/Kids[%s]>>" % (b"9 0 R " * 2_000)
    )


def nested_mail(depth=3):
    """A mail in a mail in a mail."""
    text = f"From: a@example.org\nSubject: level {depth}\n\n{SAFE} {depth}\n"
    for level in range(depth - 1, 0, -1):
        text = (
            f"From: a@example.org\nSubject: level {level}\nMIME-Version: 1.0\n"
            f'Content-Type: multipart/mixed; boundary="b{level}"\n\n'
            f"--b{level}\nContent-Type: text/plain\n\n{SAFE} {level}\n\n"
            f'--b{level}\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename="inner.eml"\n\n'
            f"{text}\n--b{level}--\n"
        )
    return text.encode()


ATTRIBUTES = (
    "<!DOCTYPE a [<!ATTLIST b x CDATA '" + "v" * 60_000 + f"'>]><a><c>{SAFE}</c>" + "<b/>" * 200_000 + "</a>"
)


def refused(words, make):
    """Nothing of it is read, for the reason with these words; `make` may want the path of the secret file."""
    return Hostile(make, FAILED, words)


def harmless(make, words=SAFE):
    """It is read as if nothing were the matter."""
    return Hostile(make, OK, words)


def _bomb(data, part):
    return refused("unpack to", lambda _: bomb(data, part))


def _lying(data, part):
    return refused("cannot be unpacked", lambda _: lying_bomb(data, part))


def _laughing(data, part):
    return lambda _: declared(data, part, LAUGHS, use="&j;")


def _stealing(data, part):
    return lambda secret: declared(data, part, thief(secret))


ZIPS = {
    "bomb.docx": _bomb(DOCX, "word/document.xml"),
    "bomb.pptx": _bomb(PPTX, "ppt/slides/s1.xml"),
    "bomb.xlsx": _bomb(XLSX, "xl/worksheets/sheet1.xml"),
    "bomb strings.xlsx": _bomb(XLSX, "xl/sharedStrings.xml"),
    "bomb.xlsb": _bomb(XLSB, "xl/worksheets/sheet1.bin"),
    "bomb.odt": _bomb(ODT, "content.xml"),
    "bomb.odp": _bomb(ODP, "content.xml"),
    "bomb.ods": _bomb(ODS, "content.xml"),
    "bomb.epub": _bomb(EPUB, "OEBPS/text/one.xhtml"),
    "lying.docx": _lying(DOCX, "word/document.xml"),
    "lying.odt": _lying(ODT, "content.xml"),
    "lying.xlsx": _lying(XLSX, "xl/worksheets/sheet1.xml"),
    "overlapping.docx": refused("unpack to", lambda _: overlapping(DOCX, "word/document.xml")),
    "many parts.docx": refused("30001 parts", lambda _: many_parts()),
    "steep.docx": Hostile(lambda _: making.docx(making.paragraph(SAFE, " " * (60 << 20))), PARTIAL, "very large"),
    "nested.docx": harmless(lambda _: nested(DOCX)),
    "nested.zip": Hostile(lambda _: zipped({"inner.zip": zipped({"a.txt": SAFE})}), SKIPPED, "not read"),
}
GREEDY = {
    "notes.docx": harmless(lambda _: notes_without_end()),
    "cells.ods": Hostile(lambda _: cells_without_end(), PARTIAL, "very large"),
    "diagrams.pptx": harmless(lambda _: diagrams_without_end()),
    "chapters.epub": harmless(lambda _: same_chapter()),
    "attributes.xml": harmless(lambda _: ATTRIBUTES.encode()),
    "empty rows.xlsx": harmless(lambda _: empty_rows()),
    "wide.xlsx": harmless(lambda _: wide_sheet(), "Column 15999: 15999"),
    "far.xlsx": refused("too far apart", lambda _: far_cells()),
    "table.html": harmless(lambda _: b"<table><tr>" + b"<td>x" * 100_000 + b"<td>" + SAFE.encode() + b"</table>"),
    "spaces.md": harmless(lambda _: b"# a" + b" " * 200_000 + b"b\n\n" + SAFE.encode()),
    "five metres.pdf": harmless(lambda _: drawn_pdf(14_173, lambda page: page.drawString(7_000, 7_000, SAFE))),
    "outlines.pdf": refused("No text", lambda _: drawn_pdf(595, _outlines)),
    "million pages.pdf": refused("damaged", lambda _: claiming_pdf()),
    "mail in mail in mail.eml": harmless(lambda _: nested_mail(), f"{SAFE} 1"),
}
PROTECTED = {
    **dict.fromkeys(
        ("protected.docx", "protected.xlsx", "protected.pptx"), refused("password", lambda _: protected_office())
    ),
    "protected.xls": refused("password", lambda _: making_office.xls(password=True)),
    "protected.odt": refused("password", lambda _: making_office.odf("odt", "", encrypted=True)),
    "protected.ods": refused("password", lambda _: making_office.odf("ods", "", encrypted=True)),
    "protected.pdf": refused("password", lambda _: making.pdf([SAFE], user="a", owner="b")),
    "locked.docx": refused("password", lambda _: making_office.locked(DOCX)),
    "drm.epub": refused("protected", lambda _: drm("OEBPS/text/one.xhtml")),
    "fonts.epub": harmless(lambda _: drm("OEBPS/fonts/a.otf")),
}
ENTITIES = {
    "laughs.xml": refused("declares entities", lambda _: f"{LAUGHS}<x>{SAFE}&j;</x>".encode()),
    "laughs.docx": refused("document type", _laughing(DOCX, "word/document.xml")),
    "laughs.odt": refused("document type", _laughing(ODT, "content.xml")),
    "laughs.epub": harmless(_laughing(EPUB, "OEBPS/text/one.xhtml")),
    "laughs.svg": Hostile(lambda _: f"{LAUGHS}<svg><text>{SAFE}&j;</text></svg>".encode(), SKIPPED, "not read"),
    "laughs.html": harmless(lambda _: f"{LAUGHS}<html><p>{SAFE}&j;</p></html>".encode()),
    "thief.xml": refused("declares entities", lambda secret: f"{thief(secret)}<x>{SAFE}&a;</x>".encode()),
    "thief outside.xml": harmless(
        lambda secret: f'<!DOCTYPE x SYSTEM "{secret.as_uri()}"><x>{SAFE}</x>'.encode()
    ),
    "thief.docx": refused("document type", _stealing(DOCX, "word/document.xml")),
    "thief.pptx": refused("document type", _stealing(PPTX, "ppt/slides/s1.xml")),
    "thief.odt": refused("document type", _stealing(ODT, "content.xml")),
    "thief.epub": harmless(_stealing(EPUB, "OEBPS/text/one.xhtml")),
    "thief list.epub": refused("declares entities", _stealing(EPUB, "OEBPS/book.opf")),
    "thief.svg": Hostile(lambda secret: f"{thief(secret)}<svg><text>&a;</text></svg>".encode(), SKIPPED, "not read"),
    "thief.html": harmless(
        lambda secret: f'{thief(secret)}<p>{SAFE}&a;</p><object data="{secret.as_uri()}"></object>'.encode()
    ),
}  # fmt: skip
HOSTILE = {**ZIPS, **GREEDY, **PROTECTED, **ENTITIES}
