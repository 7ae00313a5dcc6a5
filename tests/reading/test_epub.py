import io
import zipfile

import pytest

from assistant.errors import DocumentDamaged, DocumentProtected, FileEmpty, TookTooLong
from assistant.records import Label, Reason
from tests.reading import making

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
DRM = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherReference URI="{part}"/></CipherData>'
    "</EncryptedData></encryption>"
)
CHAPTERS = {
    "one.xhtml": "<p>The whale is <b>white</b>.</p>",
    "two three.xhtml": "<h1>Going ashore</h1><p>The inn is called Spouter &amp; Son.</p>",
}
NCX = (
    '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><docTitle><text>Whales</text></docTitle><navMap><navPoint>'
    '<navLabel><text>Loomings</text></navLabel><content src="text/one.xhtml#top"/></navPoint></navMap></ncx>'
)


def package(chapters, more="", title="Whales &amp; men"):
    items = "".join(
        f'<item id="c{place}" href="text/{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for place, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{place}"/>' for place in range(len(chapters)))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{title}</dc:title><dc:title>A second title</dc:title></metadata>"
        f'<manifest>{items}{more}<item id="css" href="a.css" media-type="text/css"/></manifest>'
        f'<spine toc="ncx"><itemref idref="css"/>{spine}<itemref idref="nowhere"/></spine></package>'
    )


def book(chapters=None, *, opf=None, compression=zipfile.ZIP_DEFLATED, **parts):
    chapters = CHAPTERS if chapters is None else chapters
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OEBPS/book.opf", package(chapters) if opf is None else opf)
        for name, body in chapters.items():
            page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'
            archive.writestr(f"OEBPS/text/{name}", page)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def test_chapters_are_pages_in_reading_order():
    name, title, pages, reasons = making.read(book(), "a.epub")
    assert (name, title, reasons) == ("epub", "Whales & men", [])
    assert [(page.number, page.label, page.text) for page in pages] == [
        (1, Label("chapter", 1, ""), "The whale is white."),
        (2, Label("chapter", 2, "Going ashore"), "Going ashore\n\nThe inn is called Spouter & Son."),
    ]
    (heading,) = pages[1].headings
    assert pages[1].text[heading.start : heading.end] == "Going ashore"


@pytest.mark.parametrize(
    ("item", "part"),
    [
        ('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>', NCX),
        (
            '<item id="nav" href="toc.ncx" media-type="application/xhtml+xml" properties="nav"/>',
            '<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><h1>Contents</h1><ol><li>'
            '<a href="text/one.xhtml#a">Loom<b>ings</b></a></li></ol></nav></body></html>',
        ),
    ],
)
def test_titles_come_from_the_table_of_contents(item, part):
    data = book(opf=package(CHAPTERS, item), **{"OEBPS__toc.ncx": part})
    pages = making.read(data, "a.epub")[2]
    assert [page.label.title for page in pages] == ["Loomings", "Going ashore"]
    broken = book(opf=package(CHAPTERS, item), **{"OEBPS__toc.ncx": part[:-60] + "<<"})
    assert [page.label.title for page in making.read(broken, "a.epub")[2]] == ["", "Going ashore"]


def test_missing_chapter_costs_that_chapter_alone():
    opf = package({**CHAPTERS, "three.xhtml": "", "../../../etc/passwd": ""})
    _, _, pages, reasons = making.read(book(opf=opf), "a.epub")
    assert len(pages) == 2
    assert reasons == [Reason("DocumentIncomplete", {"failed": 2, "pages": 4})]


def test_book_is_protected_when_its_chapters_are_and_not_when_its_fonts_are():
    encryption = "META-INF__encryption.xml"
    with pytest.raises(DocumentProtected):
        making.read(book(**{encryption: DRM.format(part="OEBPS/text/two%20three.xhtml")}), "a.epub")
    assert len(making.read(book(**{encryption: DRM.format(part="OEBPS/fonts/a.otf")}), "a.epub")[2]) == 2


@pytest.mark.parametrize(
    "data",
    [
        book()[:-40],
        book(opf="<package"),
        book(opf="<package xmlns='x'/>"),
        book(opf="<!DOCTYPE p [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + package(CHAPTERS, title="&b;")[21:]),
        book({"one.xhtml": " " * (80 << 20)}),
        b"PK\x03\x04 not a zip",
        b"plain text",
        bytes(500),
    ],
)
def test_broken_book_or_bomb_is_damaged(data):
    with pytest.raises(DocumentDamaged):
        making.read(data, "a.epub")


def test_book_without_words_has_no_pages_and_without_bytes_is_empty():
    assert making.read(book({"one.xhtml": "<img src='http://example.org/a.png'/>"}), "a.epub")[2:] == ([], [])
    with pytest.raises(FileEmpty):
        making.read(b"", "a.epub")


def test_size_and_time_are_limited():
    data = book({"one.xhtml": "<p>words</p>" * 50_000})
    _, _, (page,), reasons = making.read(data, "a.epub", limit_bytes=100_000)
    assert 40_000 < len(page.text) < 100_000
    assert reasons == [Reason("TooLarge", {"limit_mb": 0})]
    with pytest.raises(TookTooLong):
        making.read(data, "a.epub", limit_s=-1.0)
