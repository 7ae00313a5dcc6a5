"""Files with random faults: an error in words or clean text, never anything else."""

import io
import random
import zipfile
from collections import Counter

import pytest
from PIL import Image

from assistant.errors import DocumentError
from assistant.reading.client import Reader
from assistant.records import PageChunks, ReadingDone
from assistant.settings import Settings
from tests.reading import (
    making,
    making_msg,
    making_office,
    making_scans,
    making_show,
    making_word,
    test_epub,
    test_mbox,
    test_rtf,
)  # fmt: skip

ROUNDS = 200
DEATHS = ("ReaderDied", "TooMuchMemory", "TookTooLong", "TookTooLongUnread")


def rezipped(data, change):
    """The DOCX with `change` applied to each unpacked part: faults in the XML, not in the zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)))
    return out.getvalue()


PICTURE = Image.new("L", (60, 40), 200)
SAMPLES = {
    "a.pdf": making.pdf(["Leave is granted.", "Ask in writ-", "ing."], ["Two"], title="T", bookmarks=[(1, 0, "One")]),
    "a.docx": making.docx(
        making.paragraph("Leave") + f"<w:tbl><w:tr><w:tc>{making.paragraph('a')}</w:tc></w:tr></w:tbl>",
        styles='<w:style w:styleId="x"><w:name w:val="heading 1"/></w:style>',
    ),
    "a.odp": making_office.odf("odp", "<draw:page><draw:frame><text:p>Leave</text:p></draw:frame></draw:page>"),
    "a.ods": making_office.ods(
        S="<table:table-row><table:table-cell><text:p>Leave</text:p></table:table-cell></table:table-row>"
    ),
    "a.odt": making_office.odf(
        "odt", "<text:h>Leave</text:h><text:p>a<text:s/>b<text:note><text:p>n</text:p></text:note></text:p>"
    ),
    "a.pptx": making_office.pptx(making_office.slide(making_office.shape("Leave", "now", kind="body"))),
    "a.xls": making_office.xls(),
    "a.xlsb": making_office.xlsb("S", ("Name", "City"), ("Smith", "Oslo")),
    "a.xlsx": making_office.xlsx({"S": making_office.sheet_rows(("Name", "Age"), ("Smith", 7))}),
    "a.html": b"<title>T</title><h1>Leave</h1><ul><li>one<li>two</ul><table><tr><td>a<td>b</table><pre>x\ny</pre>end",
    "a.md": b"---\ntitle: T\n---\n# Leave\n\nWords\n===\n\n```\ncode\n```\n- item\n",
    "a.txt": "Größe und Länge.\nEnde.".encode("utf-16"),
    "a.csv": 'Name;City\nSmith;"Oslo; north"\nMüller;"two\nlines"\n'.encode("cp1252"),
    "a.eml": (
        b"From: =?utf-8?q?M=C3=BC?= <a@b>\nSubject: Leave\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+TGVhdmU8L3A+\n"
        b"--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''a%20b\n\nx\n--x--\n"
    ),
    "a.doc": making_word.doc("Größe\rMore ", "Größe in 中文.\rNext", " piece\r", title="Leave"),
    "a.epub": test_epub.book(),
    "a.ics": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Leave\nDTSTART:20240102T100000Z\nEND:VEVENT\nEND:VCALENDAR\n",
    "a.ipynb": b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["leave"], "outputs": [{"text": "x"}]}]}',
    "a.jpg": making_scans.encoded(PICTURE, "JPEG"),
    "a.mbox": test_mbox.folder(test_mbox.FIRST, test_mbox.SECOND),
    "a.msg": making_msg.msg({making_msg.SUBJECT: "Leave", making_msg.BODY: "Hi."}, [], [{making_msg.DATA: b"x"}]),
    "a.png": making_scans.encoded(PICTURE),
    "a.ppt": making_show.ppt([making_show.shape(making_show.text(making_show.TITLE, "Leave"))], notes={0: "Ask"}),
    "a.py": b"import os\n\n\nclass Leave:\n    def ask(self):\n        return 1\n",
    "a.tiff": making_scans.encoded(PICTURE, "TIFF"),
    "a.tsv": b"Name\tCity\nSmith\tOslo\n",
    "a.vcf": b"BEGIN:VCARD\nVERSION:3.0\nFN:J=C3=B6rg Smith\nEMAIL:a@example.org\nEND:VCARD\n",
    "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Leave\n",
    "a.json": b'{"people": [{"name": "Smith", "home": {"c": "Oslo"}}, {"name": "J\\u00f6"}], "n": [1.5, true, null]}',
    "a.rtf": test_rtf.document(r"\s1 Leave\par{\f1 \'b3}{\footnote x}\intbl a\cell b\cell\row\bin2 ab{\v c}d"),
    "a.srt": b"1\n00:00:01,000 --> 00:00:02,000\n<i>Leave</i>\n\n2\n00:01:03,000 --> 00:01:04,000\n- Two\n",
    "a.xml": b"<?xml version='1.0'?><a x='1'><b>Leave</b><p>Some <i>words</i> here.</p><b c='d' e='f'/></a>",
}


def mutated(data, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(data))
        act = chance.randrange(4)
        if act == 0:
            data[place] = chance.randrange(256)
        elif act == 1:
            del data[place : place + chance.randrange(1, 9)]
        elif act == 2:
            data[place:place] = bytes(chance.randrange(256) for _ in range(4))
        else:
            data[place:place] = data[place : place + chance.randrange(1, 40)]
        data = data or bytearray(b"x")
    return bytes(data)


def mutations(name):
    """The sample with random faults, always the same ones; of a zip half of them in its parts, not in the zip."""
    chance = random.Random(name)
    data = SAMPLES[name]
    for place in range(ROUNDS):
        if place % 2 and zipfile.is_zipfile(io.BytesIO(data)):
            yield rezipped(data, lambda part: mutated(part, chance))
        else:
            yield mutated(data, chance)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_faulty_file_gives_clean_text_or_an_error_in_words(name):
    sentences = []
    for data in mutations(name):
        try:
            _, title, pages, _ = making.read(data, name)
        except DocumentError as error:
            sentences.append(str(error))
            continue
        for page in pages:
            page.text.encode()
            assert "\0" not in page.text + title
            for heading in page.headings:
                assert 0 <= heading.start <= heading.end <= len(page.text)  # an empty one ends a section
                assert "\n" not in page.text[heading.start : heading.end]
    assert not any("{" in sentence for sentence in sentences)


@pytest.mark.log_expected  # a child that dies says so
def test_reader_survives_every_fault_or_is_replaced(tmp_path):
    reader = Reader(Settings(reading_timeout_s=2, reading_memory_mb=512))
    path = tmp_path / "content"
    told = Counter()
    for name in sorted(SAMPLES):
        for data in mutations(name):
            path.write_bytes(data)
            with path.open("rb") as file:
                try:
                    *_, done = reader.read(file.fileno(), name)
                except DocumentError as error:
                    told[error.kind] += 1
                    continue
            assert isinstance(done, ReadingDone)
            told[done.reason.kind if done.reason else "whole"] += 1
    path.write_bytes(SAMPLES["a.txt"])
    with path.open("rb") as file:
        assert any(isinstance(part, PageChunks) for part in reader.read(file.fileno(), "a.txt"))
    reader.close()
    assert told.total() == ROUNDS * len(SAMPLES)
    assert told["whole"] > 0 < told["DocumentDamaged"]
    assert sum(told[kind] for kind in DEATHS) <= told.total() // 100, told
