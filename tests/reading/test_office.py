import io
import zipfile

import docx
import pytest

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.records import Reason
from tests.reading import making
from tests.reading.making import paragraph

OFFICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def text(body, **parts):
    return making.text_of(making.docx(body, **parts), "a.docx")


def headings(body, **parts):
    (page,) = making.read(making.docx(body, **parts), "a.docx")[2]
    return [(page.text[heading.start : heading.end], heading.level) for heading in page.headings]


def test_document_by_another_library_is_read_with_headings_lists_and_tables():
    document = docx.Document()
    document.core_properties.title = "Staff handbook"
    document.add_heading("Leave", 1)
    document.add_paragraph("Apply for *leave* in writing: R&D < 5 > 3.")
    document.add_heading("How to apply", 2)
    document.add_paragraph("First item", "List Bullet")
    table = document.add_table(2, 2)
    for row, cells in enumerate((("Name", "Days"), ("Ann", "24"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    stream = io.BytesIO()
    document.save(stream)
    name, title, (page,), reasons = making.read(stream.getvalue(), "a.docx")
    assert (name, title, reasons) == ("docx", "Staff handbook", [])
    assert page.text == (
        "Leave\n\nApply for *leave* in writing: R&D < 5 > 3.\n\nHow to apply\n\nFirst item\n\n"
        "| Name | Days |\n| Ann | 24 |"
    )
    found = [(page.text[heading.start : heading.end], heading.level) for heading in page.headings]
    assert found == [("Leave", 1), ("How to apply", 2)]


def test_signs_written_as_elements_are_kept():
    run = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
    assert text(f"<w:p>{stops}<w:r>{run}</w:r></w:p>") == "a\tb\nc-d"


def test_deleted_hidden_and_field_code_text_is_left_out():
    body = (
        '<w:p><w:r><w:t xml:space="preserve">keep </w:t></w:r>'
        '<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>'
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGEREF</w:instrText></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>, seen</w:t></w:r></w:p>'
    )
    assert text(body) == "keep new, seen"


def test_text_box_is_read_once_and_the_paragraph_around_it_is_whole():
    box = f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent>"
    body = (
        f'<w:p><w:r><w:t>before</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="{OFFICE}">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t> after</w:t></w:r></w:p>"
    )
    assert text(body) == "boxed\n\nbefore after"


def test_notes_follow_the_paragraph_that_refers_to_them():
    body = (
        '<w:p><w:r><w:t>A claim.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
        + paragraph("Next.")
        + '<w:p><w:r><w:t>Last.</w:t><w:endnoteReference w:id="2"/></w:r></w:p>'
    )
    separator = '<w:footnote w:id="0"><w:p/></w:footnote>'
    footnotes = f'{separator}<w:footnote w:id="2">{paragraph("The source.")}</w:footnote>'
    endnotes = f'<w:endnote w:id="2">{paragraph("The end.")}</w:endnote>'
    found = text(body, footnotes=footnotes, endnotes=endnotes)
    assert found.split("\n\n") == ["A claim.", "The source.", "Next.", "Last.", "The end."]


def test_comment_follows_the_paragraph_it_hangs_on_with_its_author():
    run = '<w:r><w:t>{}</w:t></w:r><w:r><w:commentReference w:id="{}"/></w:r>'
    body = f"<w:p>{run.format('A claim.', 1)}</w:p><w:p>{run.format('Next.', 2)}{run.format(' Last.', 3)}</w:p>"
    comments = (
        f'<w:comment w:id="1" w:author="Ann Lee">{paragraph("Says")}{paragraph("who?")}</w:comment>'
        f'<w:comment w:id="2">{paragraph("Good.")}</w:comment><w:comment w:id="3" w:author="Ann"><w:p/></w:comment>'
    )
    found = text(body, comments=comments)
    assert found.split("\n\n") == ["A claim.", "Comment by Ann Lee: Says who?", "Next. Last.", "Comment: Good."]


def test_heading_is_known_by_its_style_in_any_language_by_inheritance_or_by_its_own_level():
    styles = (
        '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Clause"/></w:style>'
        '<w:style w:styleId="Clause"><w:name w:val="Clause"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    )
    body = (
        paragraph("Kapitel", properties='<w:pStyle w:val="berschrift1"/>')
        + paragraph("Clause", properties='<w:pStyle w:val="Mine"/>')
        + paragraph("Own", properties='<w:outlineLvl w:val="1"/>')
        + paragraph("Body", properties='<w:outlineLvl w:val="9"/>')
        + paragraph("Loop", properties='<w:pStyle w:val="Loop"/>')
    )
    assert headings(body, styles=styles) == [("Kapitel", 1), ("Clause", 3), ("Own", 2)]


def test_letters_of_the_symbol_font_are_what_they_show():
    symbol = '<w:p><w:r><w:t>5 </w:t><w:sym w:font="{}" w:char="{}"/><w:t>g</w:t></w:r></w:p>'
    assert text(symbol.format("Symbol", "F06D")) == "5 \u03bcg"
    assert text(symbol.format("Wingdings", "F06D")) == "5 g"
    assert text(symbol.format("Symbol", "zz")) == "5 g"


def test_list_items_have_a_bullet_and_a_nested_table_stays_in_its_cell():
    item = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    nested = f"<w:tbl><w:tr><w:tc>{paragraph('x')}</w:tc><w:tc>{paragraph('y')}</w:tc></w:tr></w:tbl>"
    body = (
        paragraph("one", properties=item) + paragraph("two", properties=item)
        + f"<w:tbl><w:tr><w:tc>{paragraph('a')}{paragraph('b')}</w:tc><w:tc>{nested}</w:tc></w:tr>"
        + f"<w:tr><w:tc>{paragraph('c')}{paragraph('d')}</w:tc><w:tc>{paragraph('')}</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    assert text(body) == "- one\n- two\n\n| a b | x y |\n\nc\n\nd"


def test_strict_documents_have_another_namespace():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        body = f'<w:document xmlns:w="{space}"><w:body>{paragraph("Strict.")}</w:body></w:document>'
        archive.writestr("word/document.xml", body)
    assert making.text_of(data.getvalue(), "a.docx") == "Strict."


def test_bomb_of_spaces_is_refused_by_the_directory_alone():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", b" " * (80 << 20))
    with pytest.raises(DocumentDamaged, match="unpack to 80 MB"):
        making.read(data.getvalue(), "a.docx")


def test_document_type_is_refused_before_its_entities_grow():
    entities = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        body = f'{entities}<w:document xmlns:w="{making.WORD}"><w:p>&b;</w:p></w:document>'
        archive.writestr("word/document.xml", body)
    with pytest.raises(DocumentDamaged):
        making.read(data.getvalue(), "a.docx")


def test_deep_nesting_is_read():
    body = "<w:sdt><w:sdtContent>" * 50_000 + paragraph("deep") + "</w:sdtContent></w:sdt>" * 50_000
    assert text(body, compression=zipfile.ZIP_STORED) == "deep"


def test_text_over_the_limit_is_given_up_to_there():
    body = "".join(paragraph("word " * 100) for _ in range(3000))
    _, _, (page,), reasons = making.read(making.docx(body), "a.docx", limit_bytes=100_000)
    assert 100_000 < len(page.text) < 600_000
    assert reasons == [Reason("TooLarge", {"limit_mb": 0})]


def test_paragraph_in_which_the_limit_is_reached_is_given_up_to_there():
    body = f"<w:tbl><w:tr><w:tc>{making.paragraph('in a cell ' * 30_000)}</w:tc></w:tr></w:tbl>"
    for document in (making.docx(making.paragraph("words " * 50_000)), making.docx(body)):
        (page,), reasons = making.read(document, "a.docx", limit_bytes=1_000)[2:]
        assert page.text.startswith(("words words", "in a cell in a cell"))
        assert reasons == [Reason("TooLarge", {"limit_mb": 0})]


def test_encrypted_part_is_protected():
    data = bytearray(making.docx(paragraph("secret")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + offset] |= 1
            start += 4
    with pytest.raises(DocumentProtected):
        making.read(bytes(data), "a.docx")


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_truncated_document_is_damaged(cut):
    data = making.docx(paragraph("some text"))
    with pytest.raises(DocumentDamaged):
        making.read(data[: int(len(data) * cut)], "a.docx")


def test_broken_xml_is_damaged():
    with pytest.raises(DocumentDamaged):
        text("<w:p><w:r></w:p>")


def test_zip_of_something_else_is_no_document():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(DocumentDamaged):
        making.read(data.getvalue(), "a.docx")
