import pytest

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.records import Label, Reason
from tests.reading import making
from tests.reading.making_office import odf, ods


def odt(body, **more):
    return odf("odt", f"<office:text>{body}</office:text>", **more)


def odp(body, **more):
    return odf("odp", f"<office:presentation>{body}</office:presentation>", **more)


def text(body, **more):
    return making.text_of(odt(body, **more), "a.odt")


def frame(kind, *paragraphs):
    texts = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    return f'<draw:frame presentation:class="{kind}"><draw:text-box>{texts}</draw:text-box></draw:frame>'


def row(*cells, times=1, kind="table:table-cell"):
    inside = "".join(cell if cell.startswith("<") else f"<{kind}><text:p>{cell}</text:p></{kind}>" for cell in cells)
    return f'<table:table-row table:number-rows-repeated="{times}">{inside}</table:table-row>'


# --- text ---------------------------------------------------------------------------------------------------


def test_headings_title_lists_and_tables_are_read():
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = (
        '<text:p text:style-name="P1">The book</text:p><text:h text:outline-level="2">Leave</text:h>'
        "<text:p>Apply &lt;now&gt;.</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item>"
        "<text:list-item><text:p>two</text:p></text:list-item></text:list>"
        f"<table:table>{row('Name', 'City')}{row('Ann', 'Oslo')}</table:table><text:p>End.</text:p>"
    )
    name, title, (page,), reasons = making.read(odt(body, styles=styles, title="Handbook"), "a.odt")
    assert (name, title, reasons, page.label) == ("odt", "Handbook", [], Label("file"))
    assert page.text == (
        "The book\n\nLeave\n\nApply <now>.\n\n- one\n- two\n\n| Name | City |\n| Ann | Oslo |\n\nEnd."
    )
    found = [(page.text[one.start : one.end], one.level) for one in page.headings]
    assert found == [("The book", 1), ("Leave", 2)]


def test_white_space_means_what_its_elements_say():
    body = "<text:p>\n  a\n  b<text:s text:c='3'/>c<text:tab/>d <text:span> e</text:span><text:line-break/>f</text:p>"
    assert text(body) == "a b   c\td e\nf"


def test_notes_and_comments_follow_the_paragraph_they_hang_on():
    body = (
        "<text:p>A claim<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See</text:p>"
        "<text:p>page 2.</text:p></text:note-body></text:note>, or<office:annotation><dc:creator>Ann</dc:creator>"
        "<dc:date>2020-01-01</dc:date><text:p>Really?</text:p></office:annotation> not.</text:p>"
        "<text:p>Next.</text:p>"
    )
    assert text(body).split("\n\n") == ["A claim, or not.", "See page 2.", "Comment by Ann: Really?", "Next."]


def test_deleted_text_and_alternative_texts_are_left_out_and_inserted_text_is_kept():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>keep <text:change-start/>new<text:change-end/>"
        "<draw:frame><svg:title>alt</svg:title><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"
        " all</text:p>"
    )
    assert text(body) == "boxed\n\nkeep new all"


def test_nested_table_stays_in_its_cell():
    nested = f"<table:table-cell><table:table>{row('x', 'y')}</table:table></table:table-cell>"
    assert text(f"<table:table>{row('a', nested)}{row('c', 'd')}</table:table>") == "| a | x y |\n| c | d |"


def test_cell_repeated_without_end_costs_little():
    cell = "<table:table-cell table:number-columns-repeated='999999999'><text:p>x</text:p></table:table-cell>"
    assert len(text(f"<table:table>{row(cell)}</table:table>")) < 1_000


def test_deep_nesting_is_read():
    assert text("<text:section>" * 50_000 + "<text:p>deep</text:p>" + "</text:section>" * 50_000) == "deep"


def test_text_over_the_limit_is_given_up_to_there():
    _, _, (page,), reasons = making.read(odt("<text:p>some words</text:p>" * 50_000), "a.odt", limit_bytes=100_000)
    assert 100_000 < len(page.text) < 300_000
    assert reasons == [Reason("TooLarge", {"limit_mb": 0})]


# --- slides -------------------------------------------------------------------------------------------------


def test_slides_have_their_title_first_and_their_notes_last():
    first = (
        f"<draw:page>{frame('outline', 'Hire two')}{frame('title', 'Plans', '&amp; budget')}"
        f"{frame('page-number', '7')}<presentation:notes><draw:page-thumbnail presentation:class='page'/>"
        f"{frame('notes', 'Mention the lease.', 'And the car.')}</presentation:notes></draw:page>"
    )
    second = "<draw:page/>"
    drawn = "<draw:custom-shape><text:p>free</text:p></draw:custom-shape>"
    third = f"<draw:page>{drawn}{frame('title', 'Three')}</draw:page>"
    name, _, pages, reasons = making.read(odp(first + second + third), "a.odp")
    assert (name, reasons) == ("odp", [])
    assert [page.text for page in pages] == [
        "Plans & budget\n\nHire two\n\nNotes\n\nMention the lease.\n\nAnd the car.",
        "Three\n\nfree",
    ]
    assert [page.label for page in pages] == [Label("slide", 1, "Plans & budget"), Label("slide", 3, "Three")]
    found = [[page.text[one.start : one.end] for one in page.headings] for page in pages]
    assert found == [["Plans & budget", "Notes"], ["Three"]]


def test_table_on_a_slide_is_read_in_rows():
    table = f"<draw:frame><table:table>{row('Name', 'City')}{row('Ann', 'Oslo')}</table:table></draw:frame>"
    assert making.text_of(odp(f"<draw:page>{table}</draw:page>"), "a.odp") == "| Name | City |\n| Ann | Oslo |"


# --- sheets -------------------------------------------------------------------------------------------------


def test_sheet_is_read_as_it_is_shown_a_row_with_the_names_of_its_columns():
    share = '<table:table-cell office:value="0.125"><text:p>12.5<text:s/>%</text:p></table:table-cell>'
    bare = '<table:table-cell office:value="7"/>'
    rows = row("Name", "Share", "Rank") + row("Ann", share, bare) + row("", times=2) + row("Bob", "3 %", "8")
    name, _, (page,), reasons = making.read(ods(Staff=rows), "a.ods")
    assert (name, reasons, page.label, page.code) == ("ods", [], Label("sheet", 1, "Staff"), True)
    assert page.text.split("\n") == [
        "| Name | Share | Rank |",
        "| Name: Ann | Share: 12.5 % | Rank: 7 |",
        "",
        "",
        "| Name: Bob | Share: 3 % | Rank: 8 |",
    ]


def test_empty_sheet_keeps_its_number_and_comments_are_no_cells():
    aside = "<office:annotation><text:p>aside</text:p></office:annotation>"
    note = f"<table:table-cell>{aside}<text:p>x</text:p></table:table-cell>"
    pages = making.read(ods(One=row(""), Two=row(note)), "a.ods")[2]
    assert [(page.number, page.label.title, page.text) for page in pages] == [(2, "Two", "x")]


def test_million_empty_rows_and_columns_cost_nothing():
    wide = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = row("a", "b", wide) + row(wide, times=1_048_000) + row("c", "d", wide)
    assert making.text_of(ods(S=rows), "a.ods", limit_s=1) == "| a | b |\n\n| a: c | b: d |"


def test_full_cells_repeated_without_end_cost_little():
    bomb = '<table:table-cell table:number-columns-repeated="16384"><text:p>ha</text:p></table:table-cell>'
    _, _, (page,), _ = making.read(ods(S=row("x", "y") + row(bomb, times=1_048_000)), "a.ods", limit_s=10)
    assert len(page.text) < 10_000_000


# --- any ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "body"), [("odt", "<office:text/>"), ("odp", ""), ("ods", "")])
def test_encrypted_package_is_protected(kind, body):
    with pytest.raises(DocumentProtected):
        making.read(odf(kind, body, encrypted=True), f"a.{kind}")


@pytest.mark.parametrize("kind", ["odt", "odp", "ods"])
def test_empty_document_has_no_text(kind):
    assert not any(page.text for page in making.read(odf(kind, ""), f"a.{kind}")[2])


@pytest.mark.parametrize("kind", ["odt", "odp", "ods"])
def test_entities_are_refused(kind):
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(DocumentDamaged, match="document type"):
        making.read(odf(kind, "<text:p>&b;&c;</text:p>", doctype=laughs), f"a.{kind}")


@pytest.mark.parametrize("kind", ["odt", "odp", "ods"])
@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_truncated_document_is_damaged(kind, cut):
    data = odf(kind, "<text:p>words</text:p>")
    with pytest.raises(DocumentDamaged):
        making.read(data[: int(len(data) * cut)], f"a.{kind}")


@pytest.mark.parametrize("kind", ["odt", "odp", "ods"])
def test_bomb_of_spaces_is_refused_by_the_directory_alone(kind):
    with pytest.raises(DocumentDamaged, match="unpack to 80 MB"):
        making.read(odf(kind, " " * (80 << 20)), f"a.{kind}")
