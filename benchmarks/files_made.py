"""Files of every format with a hundred kilobytes of made-up text: what the speed of reading is measured on."""

import csv
import io
import json
import random
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from benchmarks.main_job_speed import PROSE, sentences
from tests.reading import making_office, test_epub

COPIES = 3
"""Files of each format: a single one would measure the start and the end of the work."""
PARAGRAPHS = 250
ROWS = 3_000
HEADER = ("Number", "Name", "Town", "Amount", "Day", "Remark")
OFFICE: Any = making_office  # the tests are not typed
BOOK: Any = test_epub
Make = Callable[[random.Random], bytes]


def write(folder: Path) -> dict[str, list[Path]]:
    """Write the files; their paths by format."""
    files: dict[str, list[Path]] = {}
    for name, make in MAKERS.items():
        for copy in range(COPIES):
            path = folder / f"{copy}.{name}"
            path.write_bytes(make(random.Random(f"{name} {copy}")))
            files.setdefault(name, []).append(path)
    return files


def paragraphs(random_: random.Random, count: int = PARAGRAPHS) -> list[str]:
    """Paragraphs of prose."""
    return [sentences(4, random_) for _ in range(count)]


def rows(random_: random.Random) -> list[tuple[str | float, ...]]:
    """A table with its header."""
    words = PROSE.split()
    found: list[tuple[str | float, ...]] = [HEADER]
    for number in range(ROWS):
        remark = " ".join(random_.choices(words, k=6))
        amount = round(random_.random() * 1_000, 2)
        day = f"2024-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}"
        found.append((number, random_.choice(words).title(), random_.choice(words), amount, day, remark))
    return found


def _pdf(random_: random.Random) -> bytes:
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=A4)
    for _ in range(30):
        text = page.beginText(50, 780)
        for _ in range(45):
            text.textLine(sentences(1, random_)[:95])
        page.drawText(text)
        page.showPage()
    page.save()
    return stream.getvalue()


def _docx(random_: random.Random) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    for place, text in enumerate(paragraphs(random_)):
        if place % 10 == 0:
            document.add_heading(text[:40], 1)
        document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def _odt(random_: random.Random) -> bytes:
    return bytes(OFFICE.odf("odt", "".join(f"<text:p>{text}</text:p>" for text in paragraphs(random_))))


def _odp(random_: random.Random) -> bytes:
    texts = [f"<text:p>{text}</text:p>" for text in paragraphs(random_)]
    slides = ("".join(texts[at : at + 5]) for at in range(0, len(texts), 5))
    body = "".join(f"<draw:page><draw:frame>{slide}</draw:frame></draw:page>" for slide in slides)
    return bytes(OFFICE.odf("odp", body))


def _pptx(random_: random.Random) -> bytes:
    texts = paragraphs(random_)
    shapes = (OFFICE.shape(*texts[at : at + 5]) for at in range(0, len(texts), 5))
    return bytes(OFFICE.pptx(*(OFFICE.slide(shape) for shape in shapes)))


def _xlsx(random_: random.Random) -> bytes:
    return bytes(OFFICE.xlsx({"Sheet": OFFICE.sheet_rows(*rows(random_))}))


def _xlsb(random_: random.Random) -> bytes:
    return bytes(OFFICE.xlsb("Sheet", *(tuple(map(str, row)) for row in rows(random_))))


def _ods(random_: random.Random) -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    lines = (f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows(random_))
    return bytes(OFFICE.ods(Sheet="".join(lines)))


def _epub(random_: random.Random) -> bytes:
    texts = paragraphs(random_)
    chapters = {
        f"{at}.xhtml": f"<h1>Chapter {at}</h1>" + "".join(f"<p>{text}</p>" for text in texts[at : at + 25])
        for at in range(0, len(texts), 25)
    }
    return bytes(BOOK.book(chapters))


def _html(random_: random.Random) -> bytes:
    body = "".join(f"<p>{text.replace(' ', ' <b>', 1)}</b></p>\n" for text in paragraphs(random_))
    return f"<!DOCTYPE html><html><head><title>Report</title></head><body>{body}</body></html>".encode()


def _csv(random_: random.Random) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows(random_))
    return stream.getvalue().encode()


def _json(random_: random.Random) -> bytes:
    header, *others = rows(random_)
    return json.dumps([dict(zip(map(str, header), row, strict=True)) for row in others]).encode()


def _xml(random_: random.Random) -> bytes:
    header, *others = rows(random_)
    found = ("".join(f"<{name}>{cell}</{name}>" for name, cell in zip(header, row, strict=True)) for row in others)
    return f"<table>{''.join(f'<row>{one}</row>' for one in found)}</table>".encode()


def _eml(random_: random.Random) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Report"
    message.set_content("\n\n".join(paragraphs(random_)))
    return message.as_bytes()


def _rtf(random_: random.Random) -> bytes:
    return b"{\\rtf1\\ansi " + "".join(f"\\pard {text}\\par\n" for text in paragraphs(random_)).encode() + b"}"


def _markdown(random_: random.Random) -> bytes:
    texts = paragraphs(random_)
    return "\n\n".join(f"# {text[:40]}" if at % 10 == 0 else text for at, text in enumerate(texts)).encode()


def _text(random_: random.Random) -> bytes:
    return "\n\n".join(paragraphs(random_)).encode()


def _subtitles(random_: random.Random) -> bytes:
    cues = []
    for at, text in enumerate(paragraphs(random_)):
        start = f"{at * 5 // 3600:02}:{at * 5 // 60 % 60:02}:{at * 5 % 60:02}"
        cues.append(f"{at + 1}\n{start},000 --> {start},900\n{text}\n")
    return "\n".join(cues).encode()


def _code(random_: random.Random) -> bytes:
    words = PROSE.split()
    functions = []
    for number in range(500):
        name = "_".join(random_.choices(words, k=3))
        body = f'    """{sentences(1, random_)}"""\n    return value * {number}\n'
        functions.append(f"def {name}_{number}(value):\n{body}")
    return "\n\n".join(functions).encode()


MAKERS: dict[str, Make] = {
    "pdf": _pdf, "docx": _docx, "pptx": _pptx, "odt": _odt, "odp": _odp, "xlsx": _xlsx, "xlsb": _xlsb,
    "ods": _ods, "epub": _epub, "html": _html, "csv": _csv, "json": _json, "xml": _xml, "eml": _eml, "rtf": _rtf,
    "srt": _subtitles, "md": _markdown, "txt": _text, "py": _code,
}  # fmt: skip
