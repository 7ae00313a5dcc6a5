import pytest

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.records import Label, Reason
from tests.reading import making, making_office
from tests.reading.making_office import A, P, R, pptx, shape, slide


def texts(*slides, **parts):
    return [page.text for page in making.read(pptx(*slides, **parts), "a.pptx")[2]]


def test_slides_come_in_the_order_they_are_shown_with_title_text_and_place():
    first = slide(shape("Hire two", "Move office", kind=""), shape("Plans", "& budget", kind="title"))
    second = slide(shape("Just <one> line"))
    name, _, pages, reasons = making.read(pptx(first, second), "deck.pptx")
    assert (name, reasons) == ("pptx", [])
    assert [page.text for page in pages] == ["Plans & budget\n\n- Hire two\n- Move office", "Just <one> line"]
    assert [page.label for page in pages] == [Label("slide", 1, "Plans & budget"), Label("slide", 2)]
    heading = pages[0].headings[0]
    assert (heading.start, heading.end, heading.level) == (0, 14, 1)


def test_slide_without_text_keeps_its_number():
    pages = making.read(pptx(slide(), slide(shape("Two"))), "a.pptx")[2]
    assert [page.number for page in pages] == [2]


def test_notes_follow_under_their_own_heading():
    notes = slide(
        shape("Mention the lease.", kind="body"), shape("7", kind="sldNum"), shape("Date", kind="dt"), root="notes"
    )
    parts = {
        "ppt__slides___rels__s1.xml.rels": making_office.relations(("notesSlide", "../notesSlides/n1.xml")),
        "ppt__notesSlides__n1.xml": notes,
    }
    (page,) = making.read(pptx(slide(shape("Plans", kind="ctrTitle")), **parts), "a.pptx")[2]
    assert page.text == "Plans\n\nNotes\n\nMention the lease."
    assert [(page.text[one.start : one.end], one.level) for one in page.headings] == [("Plans", 1), ("Notes", 2)]


def test_what_stands_on_every_slide_or_is_hidden_is_left_out():
    assert texts(
        slide(shape("Footer", kind="ftr"), shape("3", kind="sldNum"), shape("secret", hidden=True), shape("x"))
    ) == ["x"]


def test_table_is_read_in_rows_and_line_breaks_are_kept():
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    rows = "".join(f"<a:tr>{cell.format(a)}{cell.format(b)}</a:tr>" for a, b in (("Name", "City"), ("Ann", "Oslo")))
    table = f"<p:graphicFrame><a:graphic><a:tbl>{rows}</a:tbl></a:graphic></p:graphicFrame>"
    broken = "<p:sp><p:txBody><a:p><a:r><a:t>one</a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r></a:p></p:txBody></p:sp>"
    assert texts(slide(table, broken)) == ["| Name | City |\n| Ann | Oslo |\n\none\ntwo"]


def test_diagram_is_read_and_a_fallback_is_not():
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = (
        f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice>{shape("once")}</mc:Choice>'
        f"<mc:Fallback>{shape('twice')}</mc:Fallback></mc:AlternateContent>"
    )
    diagram = f'<d:dataModel xmlns:d="d" xmlns:a="{A}"><d:t><a:p><a:r><a:t>step</a:t></a:r></a:p></d:t></d:dataModel>'
    parts = {
        "ppt__slides___rels__s1.xml.rels": making_office.relations(("diagramData", "/ppt/diagrams/data1.xml")),
        "ppt__diagrams__data1.xml": diagram,
    }
    assert texts(slide(both), **parts) == ["once\n\nstep"]


def test_broken_slide_does_not_hide_the_others():
    _, _, pages, reasons = making.read(pptx("</p>", slide(shape("Two"))), "a.pptx")
    assert [page.text for page in pages] == ["Two"]
    assert reasons == [Reason("DocumentIncomplete", {"failed": 1, "pages": 2})]


def test_presentation_with_broken_slides_alone_is_damaged():
    with pytest.raises(DocumentDamaged):
        texts("</p>", "</p>")


def test_presentation_without_slides_has_no_pages():
    assert texts() == []


def test_document_type_is_refused():
    body = f'<p:sld xmlns:p="{P}" xmlns:a="{A}"><p:sp><a:p><a:r><a:t>&a;</a:t></a:r></a:p></p:sp></p:sld>'
    with pytest.raises(DocumentDamaged, match="document type"):
        texts(f'<!DOCTYPE d [<!ENTITY a "ha">]>{body}')


def test_encrypted_part_is_protected():
    with pytest.raises(DocumentProtected):
        making.read(making_office.locked(pptx(slide(shape("secret")))), "a.pptx")


def test_slide_outside_the_package_is_never_opened():
    ids = '<p:sldIdLst><p:sldId r:id="r1"/></p:sldIdLst>'
    data = making_office.zipped({
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{R}">{ids}</p:presentation>',
        "ppt/_rels/presentation.xml.rels": making_office.relations(("slide", "../../../../etc/hostname")),
    })
    with pytest.raises(DocumentDamaged, match="etc/hostname cannot be unpacked"):
        making.read(data, "a.pptx")


def test_file_without_any_bytes_left_is_damaged():
    data = pptx(slide(shape("Two")))
    with pytest.raises(DocumentDamaged):
        making.read(data[: len(data) // 2], "a.pptx")
