"""Makes scans and pictures of text, and reads them in this process."""

import io
import struct
from dataclasses import replace

import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from assistant import paths
from assistant.reading import formats
from assistant.reading.source import Scans
from assistant.records import SCAN_WORD, Page, Reason
from tests.reading import making

DATA_DIRS = tuple(str(place) for place in paths.scan_language_dirs())
LEAVE = ["Annual leave is twenty-five days a year.", "Ask for it two weeks ahead, in writing."]
URLAUB = ["Für jedes Geschäftsjahr müssen die Überstunden", "größerer Abteilungen schriftlich geprüft werden,",
          "und über den Urlaub entscheidet die Geschäftsführung."]  # fmt: skip


def wanting(data, name="", *, language="", done=(), page_timeout_s=60.0, data_dirs=DATA_DIRS):
    """The bytes as a reader is given them when scans are to be read."""
    scans = Scans(language, frozenset(done), data_dirs, page_timeout_s)
    return replace(making.source(data, name), scans=scans)


def read(data, name="", **wanted):
    """Pages and reasons when scans are read; pages that hold nothing are left out."""
    given = wanting(data, name, **wanted)
    parts = list(formats.recognised(given).read(given).parts)
    return [part for part in parts if isinstance(part, Page) and part.text], reasons_of(parts)


def reasons_of(parts):
    """The reasons among the parts of a document."""
    return [part for part in parts if isinstance(part, Reason)]


def words(page):
    """(text, (left, top, right, bottom)) of each word, in the unit of the page."""
    rows = struct.iter_unpack(SCAN_WORD, page.scan.words)
    return [(page.text[start:end], tuple(place / 100 for place in box)) for start, end, *box in rows]


def place(page, word):
    """The box of the first such word."""
    return next(box for text, box in words(page) if text == word)


def picture(lines, *, width=1000, height=400, size=36, mode="L", paper=255, ink=0):
    """Lines of text, the first 60 pixels from the left and the top, two and a half sizes apart."""
    image = Image.new(mode, (width, height), paper)
    drawn = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        drawn.text((60, 60 + 1.5 * size * number), line, fill=ink, font=ImageFont.load_default(size))
    return image


def german():
    """A scan of the German lines (the font of `picture` has no umlauts)."""
    document = pypdfium2.PdfDocument(making.pdf(URLAUB))
    whole = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    scan = whole.crop((0, whole.height // 9, whole.width, whole.height // 3)).copy()
    document.close()
    return scan


def encoded(image, form="PNG", **options):
    """The bytes of a picture."""
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def pdf(*pages, size=(500, 200), rotate=0):
    """A PDF of pictures over the whole page, and of pages of text (lists of lines)."""
    stream = io.BytesIO()
    drawn = canvas.Canvas(stream, pagesize=size[::-1] if rotate % 180 else size)  # it swaps them for such a page
    for page in pages:
        drawn.setPageRotation(rotate)
        if isinstance(page, Image.Image):
            drawn.drawImage(ImageReader(page), 0, 0, *size)
        else:
            for number, line in enumerate(page):
                drawn.drawString(30, size[1] - 40 - 20 * number, line)
        drawn.showPage()
    drawn.save()
    return stream.getvalue()
