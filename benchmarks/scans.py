"""Reading of scans: how right, how fast, in how much memory, and whether words lie where they are said to lie.

    ASSISTANT_EVAL=DIR .venv/bin/python -m benchmarks.scans

Twenty pages of text PDFs are drawn at 200 dpi and put into a PDF of pictures, which goes the way of any scan: those
of the evaluation set that hold 1,000 plain characters and more, and made pages of its prose.
"""

import io
import json
import os
import random
import re
import struct
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen import canvas

from assistant.errors import DocumentError
from assistant.reading import pdf
from assistant.reading.client import Reader, ScansWanted
from assistant.reading.source import HEAD_BYTES, Clock, Source
from assistant.records import SCAN_WORD, Page, PageChunks
from assistant.settings import Settings
from benchmarks.command_line import on_one_core, tree
from benchmarks.main_job_speed import sentences

Row = Callable[[str, str, str], None]
Box = tuple[float, float, float, float]
PAGES = 20
DPI = 200
CHARACTERS = 1_000  # running text: below stand forms, and text that is drawn askew or beside the page
PLAIN = 0.97  # share of characters of Latin text; dingbats are drawn as no reader of letters knows them
FONTS = (("Times-Roman", 11), ("Helvetica", 10), ("Courier", 10), ("Times-Bold", 9))
BROKEN = re.compile("\u00ad|-\\s*\n")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Original:
    """A page of text: its picture, width and height in points, text, and each word with its box on the page."""

    picture: Image.Image
    size: tuple[float, float]
    text: str
    words: tuple[tuple[str, Box], ...]


def run(row: Row, source: Path | None) -> None:
    """Read the pages on one core and print the figures."""
    pages = list(islice(originals(source), PAGES))
    cores = os.sched_getaffinity(0)
    on_one_core()
    reader = Reader(Settings())
    try:
        reader.start()
        with tempfile.TemporaryFile() as file:
            file.write(as_scans(pages))
            file.flush()
            started = time.perf_counter()
            found = list(reader.read(file.fileno(), "scans.pdf", scans=ScansWanted()))
            took = time.perf_counter() - started
        peak = peak_mb()
    finally:
        reader.close()
        os.sched_setaffinity(0, cores)
    read = {part.number: part for part in found if isinstance(part, PageChunks)}
    texts = {number: "".join(chunk.text for chunk in part.chunks) for number, part in read.items()}
    scores = [f1(page.text, texts.get(number, "")) for number, page in enumerate(pages, start=1)]
    inside = [in_place(pages[number - 1], part, texts[number]) for number, part in read.items()]
    right, known = (sum(counts) for counts in zip(*inside, strict=True))
    row(f"scans, {len(pages)} pages at {DPI} dpi: word F1", f"{sum(scores) / len(scores):.3f}", ">= 0.97")
    row("  the worst page", f"{min(scores):.3f}", "-")
    row("  on one core", f"{took / len(pages):.2f} s/page", "<= 1.6")
    row("  largest resident memory of the child", f"{peak:.0f} MB", "<= 250 MB")
    row("  centres of words in the right word's box", f"{100 * right / known:.1f} % of {known}", ">= 98 %")


def originals(source: Path | None) -> Iterator[Original]:
    """Pages of the evaluation set that hold enough plain text, then made ones."""
    for file in sorted((source / "docs" / "pdf").glob("*.pdf")) if source else ():
        try:
            yield from pages_of(file.read_bytes())
        except (DocumentError, pypdfium2.PdfiumError):
            continue  # damaged on purpose
    yield from pages_of(made(source))


def made(source: Path | None) -> bytes:
    """Pages of prose in the fonts that every reader of PDFs has."""
    random_, stream = random.Random(4), io.BytesIO()
    paragraphs = [sentences(6, random_) for _ in range(6 * PAGES)]
    if source:
        data = json.loads((source / "squad-dev-half.json").read_text(encoding="utf-8"))["data"]
        paragraphs = [paragraph["context"] for article in data for paragraph in article["paragraphs"]]
        random_.shuffle(paragraphs)
    drawn = canvas.Canvas(stream, pagesize=A4)
    for number in range(PAGES):
        font, size = FONTS[number % len(FONTS)]
        text = drawn.beginText(60, 770)
        text.setFont(font, size, leading=1.3 * size)
        for paragraph in paragraphs[6 * number : 6 * number + 6]:
            for line in simpleSplit(paragraph, font, size, A4[0] - 120):
                if text.getY() > 60:
                    text.textLine(line)
            text.textLine("")
        drawn.drawText(text)
        drawn.showPage()
    drawn.save()
    return stream.getvalue()


def pages_of(data: bytes) -> Iterator[Original]:
    """The upright pages of a PDF that hold enough plain text."""
    given = Source(io.BytesIO(data), "pdf", data[:HEAD_BYTES], len(data), len(data) * 100, Clock(60))
    for page in list(pdf.read(given).parts):
        if not isinstance(page, Page) or len(page.text) < CHARACTERS:
            continue
        plain = sum(ord(character) < 0x250 for character in page.text)
        shown = pypdfium2.PdfDocument(data)[page.number - 1]
        if plain > PLAIN * len(page.text) and not shown.get_rotation():
            picture = shown.render(scale=DPI / 72, grayscale=True).to_pil().copy()
            yield Original(picture, shown.get_size(), page.text, tuple(words_of(data, page, shown.get_height())))


def words_of(data: bytes, page: Page, height: float) -> Iterator[tuple[str, Box]]:
    """Each word with its box, from the upper left corner."""
    boxes = pdf.character_boxes(io.BytesIO(data), page.number, 0, len(page.text))
    for match in re.finditer(r"\S+", page.text):
        lefts, bottoms, rights, tops = zip(*boxes[match.start() : match.end()], strict=True)
        yield match[0], (min(lefts), height - max(tops), max(rights), height - min(bottoms))


def as_scans(pages: list[Original]) -> bytes:
    """A PDF whose pages are pictures."""
    stream = io.BytesIO()
    drawn = canvas.Canvas(stream)
    for page in pages:
        drawn.setPageSize(page.size)
        drawn.drawImage(ImageReader(page.picture), 0, 0, *page.size)
        drawn.showPage()
    drawn.save()
    return stream.getvalue()


def f1(text: str, found: str) -> float:
    """Harmonic mean of precision and recall of the words, each counted as often as it stands there."""
    right, read = (Counter(WORD.findall(BROKEN.sub("", each))) for each in (text, found))
    return 2 * (right & read).total() / max(1, right.total() + read.total())


def in_place(page: Original, part: PageChunks, text: str) -> tuple[int, int]:
    """How many words have their centre in the box of such a word of the page, and how many such words there are."""
    assert part.scan is not None
    right = known = 0
    for start, end, *places in struct.iter_unpack(SCAN_WORD, part.scan.words):
        left, top, right_, bottom = (place / 100 for place in places)
        across, down = (left + right_) / 2, (top + bottom) / 2
        boxes = [box for word, box in page.words if word == text[start:end]]
        known += bool(boxes)
        right += any(box[0] <= across <= box[2] and box[1] <= down <= box[3] for box in boxes)
    return right, known


def peak_mb() -> float:
    """Largest resident memory that one of our children has had."""
    peaks = []
    for child in tree(os.getpid())[1:]:
        status = Path(f"/proc/{child}/status").read_text(encoding="utf-8").splitlines()
        peaks += [int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM:")]
    return max(peaks)


if __name__ == "__main__":
    from benchmarks.main_job import row as printed

    given = os.environ.get("ASSISTANT_EVAL")
    run(printed, Path(given) if given else None)
