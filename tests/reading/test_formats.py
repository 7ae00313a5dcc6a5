import io
import zipfile

import pytest

from assistant.errors import DocumentDamaged, DocumentProtected, FileEmpty, Unsupported
from assistant.reading import formats
from tests.reading import making, making_ole

OLE = making_ole.container({"Something": b"else"})
PROSE = b"Plain words, nothing else in here.\n"


def zipped(*names, **contents):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in (dict.fromkeys(names, "x") | contents).items():
            archive.writestr(name, content)
    return stream.getvalue()


def name_of(data, name):
    return formats.recognised(making.source(data, name)).name


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (PROSE, "a.txt", "text"),
        (PROSE, "noextension", "text"),
        (PROSE, "a.unheard", "text"),
        (PROSE, "Makefile", "text"),
        (PROSE, "a.", "text"),
        (PROSE, "a.\ufffd\u202e", "text"),
        (PROSE, "a.md", "markdown"),
        (b"a,b\n1,2\n", "a.csv", "csv"),
        (b"<?xml version='1.0'?><!-- <html> --><rss><d><![CDATA[<html>]]></d></rss>", "a.xml", "xml"),
        (b"{\\rtf1 words}", "a.doc", "rtf"),
        (b'{"a": 1}', "a.json", "json"),
        (b"<?xml version='1.0'?><a/>", "a", "xml"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", "a", "subtitles"),
        (zipped(mimetype="application/epub+zip"), "a", "epub"),
        (b"From: a\nSubject: b\n\nc", "a.eml", "eml"),
        (b"Received: x\nFrom: a\nDate: b\nMessage-ID: <c>\n\nd", "1718.host:2,S", "eml"),
        (b"From: the desk of\nDate: today\n\nDear all", "a", "text"),
        (zipped("ppt/presentation.xml"), "a.pptx", "pptx"),
        (zipped("xl/workbook.xml"), "a", "xlsx"),
        (zipped("xl/workbook.bin"), "a", "xlsb"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "a", "odt"),
        (zipped(mimetype="application/vnd.oasis.opendocument.presentation"), "a", "odp"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet-template"), "a", "ods"),
        (making_ole.container({"Workbook": b"x"}), "a", "xls"),
        (making_ole.container({"BOOK": b"x"}), "a.doc", "xls"),
        (making_ole.container({"WordDocument": b"x", "ObjectPool/_1/Workbook": b"x"}), "a", "doc"),
        (making_ole.container({"PowerPoint Document": b"x"}), "a.doc", "ppt"),
        (making_ole.container({"__properties_version1.0": b"x", "__attach/x/WordDocument": b"x"}), "a", "msg"),
        (making.docx(""), "a.doc", "docx"),
        (zipped("xl/workbook.xml"), "a.xls", "xlsx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.txt", "png"),
        (b"\xff\xd8\xff\xe0\x00", "a.jpg", "jpg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a", "webp"),
        (b"<html><p>x", "a.docx", "html"),
        (b"<meta charset='utf-8'><table>", "a.xls", "html"),
        (b"\n{\\rtf1 words}", "a.docx", "rtf"),
        (PROSE, "a.doc", "text"),
        (PROSE, "a.pptx", "text"),
        (b"Date: x\nMessage-ID: <c>\nSubject: Export\nMIME-Version: 1.0\n\nd", "a.doc", "eml"),
        (b"From a@b Mon Jun 01 10:00:00 2009\nSubject: x\n\nd", "Inbox", "mbox"),
        (b"From the desk of Ann\n\nd", "a.mbox", "text"),
        (b"<html><table><tr><td>x", "export.xls", "html"),
        (b"<table><tr><td>x", "export.xls", "html"),
        (b"a\tb\n1\t2\n", "export.xls", "csv"),
        (b"<p>x", "a.htm", "html"),
        (b"\n<!DOCTYPE html><p>x", "page", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html/>', "a.xml", "html"),
        (making.pdf(["x"]), "a.txt", "pdf"),
        (b"junk before\n" + making.pdf(["x"]), "a", "pdf"),
        (making.docx(""), "a.zip", "docx"),
        ("größe".encode("utf-16"), "a.txt", "text"),
        ("plain\nwords".encode("utf-16-le"), "a.txt", "text"),
        (b"\x1b[31mcoloured log\x1b[0m\n" * 9, "a.log", "text"),
    ],
)
def test_content_decides_and_the_name_helps(data, name, expected):
    assert name_of(data, name) == expected


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"\x7fELF\x00\x00\x01", "program", "binary"),
        (bytes(range(256)) * 8, "a.dat", "dat"),
        (b"\x01\x02\x03\x04\x05\x06" * 50, "a.txt", "binary"),
        (zipped("a.txt"), "a.zip", "zip"),
        (zipped("a.txt")[:40], "a.zip", "zip"),
        (zipped("Index/Document.iwa"), "a.pages", "pages"),
        (b"\x1f\x8b\x08\x00", "a.tgz", "gz"),
        (b"<svg xmlns='x'><text>t</text></svg>", "a.svg", "svg"),
        (OLE, "a.bin", "bin"),
    ],
)
def test_what_holds_no_text_is_named(data, name, expected):
    with pytest.raises(Unsupported) as raised:
        name_of(data, name)
    assert raised.value.fields == {"format": expected}


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a"])
def test_encrypted_office_file_is_protected(name):
    with pytest.raises(DocumentProtected):
        name_of(making_ole.container({"EncryptedPackage": b"x"}), name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PROSE, "a.pdf"),
        (PROSE, "a.epub"),
        (bytes(99), "a.pdf"),
        (bytes(99), "a.doc"),
        (OLE[:300], "a.doc"),
        (OLE, "a.doc"),
        (bytes(99), "a.xls"),
        (OLE, "a.docx"),
        (OLE, "a.xls"),
        (OLE, "a.ods"),
        (zipped("a.txt"), "a.docx"),
        (zipped("a.txt"), "a.xlsx"),
        (zipped("a.txt")[:40], "a.odt"),
    ],
)
def test_file_that_is_not_what_its_name_says_is_damaged(data, name):
    with pytest.raises(DocumentDamaged):
        name_of(data, name)


def test_file_without_bytes_is_empty():
    with pytest.raises(FileEmpty):
        name_of(b"", "a.txt")


def test_no_extension_belongs_to_two_formats():
    extensions = [extension for form in formats.FORMATS for extension in form.extensions]
    assert len(extensions) == len(set(extensions))
