"""Pages that are pictures: read after everything else, found, and told apart from what was not read."""

import dataclasses
import io
import os

import pypdfium2
import pytest
from PIL import Image

from assistant import settings
from assistant.records import FileStatus, Scope
from assistant.services import documents, ingest
from assistant.services.cancel import Cancel
from assistant.services.known import Wishes
from tests.reading import making

LINES = ["The lighthouse keeper is called Ingrid.", "She has kept the lamp burning since the great storm."]


def picture_of(*lines, scale=200 / 72):
    """A page with these lines, drawn."""
    with pypdfium2.PdfDocument(making.pdf(list(lines))) as document:
        return document[0].render(scale=scale, grayscale=True).to_pil()


def scanned(*pages):
    """A PDF whose pages are nothing but pictures."""
    stream = io.BytesIO()
    first, *others = pages
    first.save(stream, "PDF", resolution=200, save_all=True, append_images=others)
    return stream.getvalue()


def mixed():
    """A PDF with a page of text and a scanned one."""
    with (
        pypdfium2.PdfDocument(making.pdf(["The ferry leaves at dawn from the northern pier."])) as whole,
        pypdfium2.PdfDocument(scanned(picture_of(*LINES))) as other,
    ):
        whole.import_pages(other)
        stream = io.BytesIO()
        whole.save(stream)
        return stream.getvalue()


def add(adding, path, **wishes):
    given = [os.fsencode(path)]
    return list(
        ingest.add(
            adding.program, adding.library(), given, words_only=True, wishes=Wishes(**wishes), cancel=Cancel()
        )
    )


def entries(events):
    return [(os.path.basename(os.fsdecode(one.entry.path)), one.entry) for one in events if hasattr(one, "entry")]


def text(adding, path, page=1):
    document = documents.stored(adding.program, os.fsencode(path))
    return " ".join(documents.page_text(adding.program, document, page, os.fsencode(path)).split())


def test_scans_are_read_after_all_other_files(adding, folder):
    (folder / "a scan.pdf").write_bytes(scanned(picture_of(*LINES)))
    told = entries(add(adding, folder))
    assert [(name, entry.status) for name, entry in told] == [
        ("a scan.pdf", FileStatus.WAITING),
        ("otter.txt", FileStatus.INDEXED),
        ("a scan.pdf", FileStatus.INDEXED),
    ]
    assert text(adding, folder / "a scan.pdf") == " ".join(LINES)
    entry = adding.stored(folder / "a scan.pdf")
    scan = adding.program.store.library.scan(entry.document_id, 1)
    assert scan.language == "eng"
    assert scan.confidence > 80
    assert [entry.status for _, entry in entries(add(adding, folder))] == [FileStatus.UNCHANGED] * 2


def test_page_of_text_is_found_before_the_scanned_one_is_read(adding, folder):
    path = folder / "mixed.pdf"
    path.write_bytes(mixed())
    running = ingest.add(adding.program, adding.library(), [os.fsencode(path)], words_only=True, cancel=Cancel())
    for event in running:
        if isinstance(event, ingest.ScansFound):
            assert "ferry" in text(adding, path, 1)
            entry = adding.stored(path)
            assert (entry.status, entry.reason.kind) == (FileStatus.WAITING, "ScansUnread")
            break
    running.close()
    assert [entry.status for _, entry in entries(add(adding, path))] == [FileStatus.WAITING, FileStatus.INDEXED]
    assert text(adding, path, 2) == " ".join(LINES)
    assert adding.stored(path).reason is None


def test_without_reading_of_scans_they_are_told_and_read_when_it_is_wanted(adding, folder):
    (folder / "mixed.pdf").write_bytes(mixed())
    (folder / "scan.png").write_bytes(png(picture_of(*LINES)))
    told = dict(entries(add(adding, folder, scans=False)))
    assert (told["mixed.pdf"].status, told["mixed.pdf"].reason.kind) == (FileStatus.PARTIAL, "ScansUnread")
    assert dict(told["mixed.pdf"].reason.fields) == {"scans": 1, "pages": 2}
    assert (told["scan.png"].status, told["scan.png"].reason.kind) == (FileStatus.SKIPPED, "ScansUnread")
    coverage = adding.program.store.library.coverage(Scope(), "none")
    assert (coverage.files, coverage.unread, coverage.failed, coverage.partly) == (2, 0, 0, 2)
    again = dict(entries(add(adding, folder, scans=False)))
    assert again["mixed.pdf"].status is FileStatus.UNCHANGED
    told = dict(entries(add(adding, folder)))
    assert told["mixed.pdf"].status is told["scan.png"].status is FileStatus.INDEXED
    assert adding.program.store.library.coverage(Scope(), "none").partly == 0
    assert text(adding, folder / "scan.png") == " ".join(LINES)


def png(picture):
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def test_reading_of_scans_that_was_broken_off_goes_on(adding, folder, monkeypatch):
    monkeypatch.setattr("assistant.services.storing._EVERY_S", 0.0)
    path = folder / "scan.pdf"
    path.write_bytes(scanned(*(picture_of(f"This is page number {word}.") for word in ("one", "two", "three"))))
    running = ingest.add(adding.program, adding.library(), [os.fsencode(path)], words_only=True, cancel=Cancel())
    read = 0
    while read < 1:
        read += isinstance(next(running), ingest.PagesRead)
    running.close()
    assert "number one" in text(adding, path, 1)
    first = adding.program.store.library.pages(adding.stored(path).document_id)
    add(adding, path)
    assert "number three" in text(adding, path, 3)
    assert adding.program.store.library.pages(adding.stored(path).document_id)[: len(first)] == first


def test_another_language_reads_the_scans_anew(adding, folder):
    path = folder / "scan.pdf"
    path.write_bytes(scanned(picture_of(*LINES)))
    add(adding, path)
    add(adding, path, language="deu")
    store = adding.program.store.library
    entry = adding.stored(path)
    assert store.scan_languages(entry.document_id) == {"deu"}
    assert entry.status is FileStatus.INDEXED
    assert "Ingrid" in text(adding, path)
    assert [entry.status for _, entry in entries(add(adding, path, language="deu"))] == [FileStatus.UNCHANGED]


def test_language_without_data_costs_nothing_that_was_read(adding, folder):
    path = folder / "scan.pdf"
    path.write_bytes(scanned(picture_of(*LINES)))
    add(adding, path)
    add(adding, path, language="xyz")
    assert text(adding, path) == " ".join(LINES)


@pytest.mark.parametrize("content", [lambda: mixed(), lambda: png(picture_of(*LINES))], ids=["mixed", "picture"])
def test_scans_in_a_language_without_data_are_read_when_another_is_wanted(adding, folder, content):
    path = folder / "scan"
    path.write_bytes(content())
    entry = entries(add(adding, path, language="xyz"))[-1][1]
    assert entry.reason.kind == "ScanLanguageMissing"
    entry = entries(add(adding, path))[-1][1]
    assert (entry.status, entry.reason) == (FileStatus.INDEXED, None)
    assert text(adding, path, entry.pages) == " ".join(LINES)


def test_settings_say_whether_scans_are_read_unless_somebody_wishes_otherwise(adding, folder):
    adding.program = dataclasses.replace(adding.program, settings=settings.Settings(read_scans=False))
    path = folder / "scan.png"
    path.write_bytes(png(picture_of(*LINES)))
    assert adding(path)[str(path)].reason.kind == "ScansUnread"
    assert entries(add(adding, path))[-1][1].status is FileStatus.INDEXED


def test_mail_that_breaks_before_its_scans_are_read_stops_nothing(adding, folder):
    from tests.services.test_attachments import mail

    path = folder / "letter.eml"
    path.write_bytes(bytes(mail(("scan.pdf", scanned(picture_of(*LINES))))))
    told = []
    for event in ingest.add(
        adding.program, adding.library(), [os.fsencode(folder)], words_only=True, cancel=Cancel()
    ):
        told.append(event)
        if isinstance(event, ingest.ScansFound):
            path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert entries(told)[-1][1].status is FileStatus.WAITING


def test_picture_without_words_is_skipped_and_not_read_again(adding, folder):
    path = folder / "photo.png"
    path.write_bytes(png(Image.effect_noise((640, 480), 80)))
    entry = entries(add(adding, path))[-1][1]
    assert (entry.status, entry.reason.kind) == (FileStatus.SKIPPED, "NoWordsSeen")
    adding.reader.names.clear()
    assert entries(add(adding, path))[-1][1] == entry
    assert adding.reader.names == []


@pytest.mark.parametrize("times", [1, 2])
def test_scan_that_travels_in_a_mail_is_read(adding, folder, times):
    from tests.services.test_attachments import mail

    path = folder / "letter.eml"
    path.write_bytes(bytes(mail(("scan.pdf", scanned(picture_of(*LINES))))))
    for _ in range(times):
        add(adding, folder)
    assert text(adding, path / "scan.pdf") == " ".join(LINES)
    assert adding.stored(path / "scan.pdf").status is FileStatus.INDEXED
