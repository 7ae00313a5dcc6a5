"""Makes presentations, workbooks and OpenDocument files, part by part."""

import base64
import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
URN = "urn:oasis:names:tc:opendocument:xmlns"
ODF = "".join(
    f' xmlns:{prefix}="{URN}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("presentation", "presentation"), ("svg", "svg-compatible"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
MANIFEST = f"{URN}:manifest:1.0"
KINDS = {"odt": "text", "odp": "presentation", "ods": "spreadsheet"}

_XLS = (
    "eNrtWE1oE0EU/maTbX5o0k1NhVYoodCqtRfx4qXdqmhPxtYeFBF0a1MMTROJudSL/cuxIHhSvBR68VL10ip60FsFoaIHQRASPXoSFDy0Wd+8"
    "zEqqPTSgpcp8y3zz9s2bmZedNzOZeb0WKy08aivjF/TBh4obQkONTlAKeS8WqNx1pejlQUquxj+FUJAGssHE08irgBxDOd5lGHjof0EMfKR0"
    "EdeQzGVTiR3EcfbBEdKHXmKBe6SJopW9ama+wryH+QFbPmPuZ808cy/ZlsQFrNnJ7qMqis8bHVwWhWx3heu8Z81htGBVRvHNW6Jqa+JYPu1k"
    "dmdBu78Ri6BxG0hlU3knU0KcBnAR39wE8NWbqc8TWr+zegHSf9+sD2yhv234gSm4lznAi4jgpU+WmBguOGNj6+gEGXgp6UykKDuRLkyawPBE"
    "unCVXs9cz+TCcmHmiWxtmsgRDvBG4lE0sRzjMLdoqV6//+XN6ZFB+xJrpnjxri7xndIruJiWNahylEuMn9zNfIh5hlvdx3Ibc5y8p7xrsEUJ"
    "p2bZZo5Lu6ifI4y39v4a+QDJxc9Dj9uLn+yDJC8NlG/El97ZC+igLWeU6stnFj2iR9y9I/HE9nKhloMPzK2/LQ1Bw1K+u2ofa8IGwizGmKtv"
    "8usIZS+2sBdsbyh7wfZyuPqMZizz5+mv2SzD0NDQ0NDQ0NDQ0Nh1EOpPvU+dM0x1dAioe50NShV9TfLf4ixy9BToYHoSWcrzmKwrfvbCFF5b"
    "Ypt1vPtCiXPUex7jGGE/xuuOXzr6idrfs+2K1p+bQvX2X6nHz7/c/w+sjsKt"
)
"""A workbook by xlwt 1.3.0 with one sheet "Staff": "Name", "City"; "Smith", "Oslo"."""


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    """A zip with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def relations(*targets):
    """A part with relations r1, r2, ... given as (type, target)."""
    items = "".join(
        f'<Relationship Id="r{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def shape(*texts, kind=None, hidden=False):
    """A shape with a paragraph for each text, in a placeholder of this kind."""
    place = "" if kind is None else f'<p:ph type="{kind}"/>' if kind else "<p:ph/>"
    paragraphs = "".join(f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>" for text in texts)
    name = f'<p:cNvPr id="1" name="x" hidden="{int(hidden)}"/>'
    return f"<p:sp><p:nvSpPr>{name}<p:nvPr>{place}</p:nvPr></p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"


def slide(*shapes, root="sld"):
    """The XML of a slide or of a notes page."""
    return f'<p:{root} xmlns:p="{P}" xmlns:a="{A}"><p:cSld><p:spTree>{"".join(shapes)}</p:spTree></p:cSld></p:{root}>'


def pptx(*slides, **parts):
    """A presentation of these slides; the first one stands last in the package. Further parts have "/" as "__"."""
    numbers = range(1, len(slides) + 1)
    ids = "".join(f'<p:sldId id="{255 + number}" r:id="r{number}"/>' for number in numbers)
    return zipped(
        {
            "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst>{ids}</p:sldIdLst>'
            "</p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(*(("slide", f"slides/s{number}.xml") for number in numbers)),
            **{f"ppt/slides/s{number}.xml": slides[number - 1] for number in reversed(numbers)},
            **{name.replace("__", "/"): content for name, content in parts.items()},
        }
    )


def odf(kind, body, *, styles="", title="", compression=zipfile.ZIP_DEFLATED, doctype="", encrypted=False):
    """An ODT, ODP or ODS file with this body."""
    content = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body>"
    secret = f'<m:file-entry m:full-path="content.xml">{encrypted * "<m:encryption-data/>"}</m:file-entry>'
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{KINDS[kind]}",
        "content.xml": f"{doctype}<office:document-content{ODF}>{content}</office:document-content>",
        "meta.xml": f"<office:document-meta{ODF}><office:meta><dc:title>{title}</dc:title></office:meta>"
        "</office:document-meta>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{MANIFEST}">{secret}</m:manifest>',
    }
    return zipped(parts, compression)


def ods(**sheets):
    """An ODS of sheets given as the XML of their rows."""
    tables = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items())
    return odf("ods", f"<office:spreadsheet>{tables}</office:spreadsheet>")


def xlsx(sheets, *, states=(), compression=zipfile.ZIP_DEFLATED, styles="", doctype=""):
    """A workbook of sheets given as name -> the XML of their rows."""
    names = list(sheets)
    entries = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}" {dict(states).get(name, "")}/>'
        for number, name in enumerate(names, start=1)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{doctype}<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *(("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(names) + 1)),
            ("styles", "styles.xml"),
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{S}">{styles}</styleSheet>',
    }
    for number, rows in enumerate(sheets.values(), start=1):
        body = f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{number}.xml"] = body
    return zipped(parts, compression)


def cell(place, shown):
    """A cell with text, or with a number."""
    if isinstance(shown, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(shown)}</t></is></c>'
    return f'<c r="{place}"><v>{shown}</v></c>'


def sheet_rows(*rows):
    """Rows of an XLSX sheet, from the first one on."""
    written = ""
    for number, row in enumerate(rows, start=1):
        cells = "".join(cell(f"{chr(65 + column)}{number}", shown) for column, shown in enumerate(row))
        written += f'<row r="{number}">{cells}</row>'
    return written


def xls(*, password=False):
    """An XLS by another library; with a password its second record says that the rest is encrypted."""
    data = zlib.decompress(base64.b64decode(_XLS))
    if password:
        start = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
        length = int.from_bytes(data[start + 2 : start + 4], "little")
        data = data[:start] + struct.pack("<HH", 0x2F, length) + data[start + 4 :]
    return data


def xlsb(name, *rows, last=None):
    """An XLSB of one sheet with texts, record by record, the last row moved to the corner of row `last`.

    Source: MS-XLSB, 2.1.4 and 2.4.
    """
    cells = b""
    for number, row in enumerate(rows):
        far = last is not None and number == len(rows) - 1
        cells += record(0, struct.pack("<IIHBBBI", last if far else number, 0, 300, 0, 0, 0, 0))
        for column, text in enumerate(row, start=16_383 if far else 0):
            cells += record(6, struct.pack("<II", column, 0) + wide(text))
    reach = struct.pack("<IIII", 0, len(rows), 0, max(map(len, rows)))
    return zipped({
        "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": record(143, b"") + record(156, struct.pack("<II", 0, 1) + wide("r1") + wide(name))
        + record(144, b"") + record(132, b""),
        "xl/_rels/workbook.bin.rels": relations(("worksheet", "worksheets/sheet1.bin")),
        "xl/worksheets/sheet1.bin": record(129, b"") + record(148, reach) + record(145, b"") + cells
        + record(146, b"") + record(130, b""),
    })  # fmt: skip


def record(kind, data):
    """A record of XLSB: kind and length in seven bits a byte."""
    return seven(kind) + seven(len(data)) + data


def seven(number):
    """A number in groups of seven bits, the lowest first."""
    out = b""
    while number > 0x7F:
        out += bytes((number & 0x7F | 0x80,))
        number >>= 7
    return out + bytes((number,))


def wide(text):
    """A text with its length."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def locked(data):
    """The zip with every part marked as encrypted."""
    data = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + offset] |= 1
            start += 4
    return bytes(data)
