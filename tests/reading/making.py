"""Makes the files that are read: by the libraries people use, or byte by byte where a fault is wanted."""

import io
import zipfile
from xml.sax.saxutils import escape

from reportlab.lib import pdfencrypt
from reportlab.pdfgen import canvas

from assistant.reading import formats
from assistant.reading.source import HEAD_BYTES, Clock, Source
from assistant.records import Page, Reason

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def source(data, name="", *, limit_bytes=50_000_000, limit_s=60.0):
    """The bytes as a reader is given them."""
    extension = formats.extension_of(name)
    return Source(io.BytesIO(data), extension, data[:HEAD_BYTES], len(data), limit_bytes, Clock(limit_s))


def read(data, name="", **limits):
    """Format, title, pages and reasons of a file, in this process."""
    given = source(data, name, **limits)
    form = formats.recognised(given)
    content = form.read(given)
    parts = list(content.parts)
    pages = [part for part in parts if isinstance(part, Page)]
    return form.name, content.title, pages, [part for part in parts if isinstance(part, Reason)]


def text_of(data, name, **limits):
    """The text of a file with one page."""
    (page,) = read(data, name, **limits)[2]
    return page.text


def pdf(*pages, title="", user="", owner=None, bookmarks=(), labels=()):
    """A PDF by reportlab: a page is a list of lines, 72 points from the left, 20 points apart, the first at 700."""
    stream = io.BytesIO()
    encryption = pdfencrypt.StandardEncryption(user, ownerPassword=owner) if owner else None
    drawn = canvas.Canvas(stream, encrypt=encryption, pageCompression=0)
    drawn.setTitle(title)
    for number, style in labels:
        drawn.addPageLabel(number, style=style)
    for number, lines in enumerate(pages, start=1):
        for page, level, name in bookmarks:
            if page == number:
                drawn.bookmarkPage(name)
                drawn.addOutlineEntry(name, name, level)
        drawn.setFont("Helvetica", 12)
        for place, line in enumerate(lines):
            drawn.drawString(72, 700 - 20 * place, line)
        drawn.showPage()
    drawn.save()
    return stream.getvalue()


def raw_pdf(*objects):
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )  # fmt: skip


def stream(body, entries=b""):
    """A stream object of a PDF."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(body), body)


def hanging_pdf(levels=12, fan=10):
    """Page 1 is fine; page 2 draws a form that draws the next ten times, and so on: pdfium never comes back."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<<%s/Font<</F 5 0 R>>>>>>"
    forms = []
    for level in range(levels):
        last = level == levels - 1
        inner = b"/Font<</F 5 0 R>>" if last else b"/XObject<</X %d 0 R>>" % (9 + level)
        body = b"BT /F 1 Tf (boom) Tj ET" if last else b"/X Do " * fan
        forms.append(stream(body, b"/Type/XObject/Subtype/Form/BBox[0 0 600 700]/Resources<<%s>>" % inner))
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        page % (6, b""),
        page % (7, b"/XObject<</X 8 0 R>>"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(b"BT /F 12 Tf 72 700 Td (The first page is fine.) Tj ET"),
        stream(b"/X Do"),
        *forms,
    )


def docx(body, *, compression=zipfile.ZIP_DEFLATED, **parts):
    """A DOCX of this WordprocessingML; `parts` are further ones ("styles", "footnotes") without their root."""
    stream = io.BytesIO()
    space = f'xmlns:w="{WORD}"'
    with zipfile.ZipFile(stream, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {space}>{content}</w:{name}>")
    return stream.getvalue()


def paragraph(*texts, properties=""):
    """A paragraph with a run for each text."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' for text in texts)
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{runs}</w:p>"
