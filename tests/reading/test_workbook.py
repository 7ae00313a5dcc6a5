import io
import zipfile

import pytest

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.reading import sheets, sparse, workbook
from assistant.records import Label, Reason
from tests.reading import making, making_office
from tests.reading.making_office import cell, sheet_rows, xls, xlsb, xlsx

STAFF = sheet_rows(("Name", "City", "Share"), ("Smith", "Oslo & Rome", 0.125), ("Ann", "Bonn", 3))
DATES = (
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs>'
)


def text(rows, styles="", **limits):
    return making.text_of(xlsx({"S": rows}, styles=styles), "a.xlsx", **limits)


def row(number, **cells):
    return f'<row r="{number}">{"".join(cell(f"{column}{number}", shown) for column, shown in cells.items())}</row>'


def test_row_is_read_with_the_names_of_its_columns_and_a_sheet_with_its_own():
    name, _, pages, reasons = making.read(xlsx({"Staff": STAFF, "R&D": sheet_rows(("only",))}), "a.xlsx")
    assert (name, reasons) == ("xlsx", [])
    assert [page.label for page in pages] == [Label("sheet", 1, "Staff"), Label("sheet", 2, "R&D")]
    assert pages[0].text.split("\n") == [
        "| Name | City | Share |",
        "| Name: Smith | City: Oslo & Rome | Share: 0.125 |",
        "| Name: Ann | City: Bonn | Share: 3 |",
    ]
    assert (pages[1].text, pages[1].code) == ("only", True)


def test_older_and_binary_workbooks_say_the_same():
    expected = "| Name | City |\n| Name: Smith | City: Oslo |"
    assert making.text_of(xls(), "a.xls") == expected
    assert making.text_of(xls(), "a") == expected
    assert making.text_of(xlsb("Staff", ("Name", "City"), ("Smith", "Oslo")), "a.xlsb") == expected
    assert making.read(xlsb("Staff", ("x",)), "a")[2][0].label == Label("sheet", 1, "Staff")


def test_numbers_dates_and_truth_are_text_that_people_know():
    row = (
        '<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>1e21</v></c><c r="C1" s="1"><v>43952</v></c>'
        '<c r="D1" s="2"><v>43952.5</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#N/A</v></c>'
        '<c r="G1" t="str"><f>1</f><v>calculated</v></c></row>'
    )
    assert text(row, styles=DATES) == "| 0.3 | 1e+21 | 2020-05-01 | 2020-05-01 12:00:00 | TRUE |  | calculated |"


def test_line_of_a_row_is_its_number_in_the_sheet():
    rows = row(3, B="Name", C="City") + row(6, B="Ann", C="Bonn")
    assert text(rows).split("\n") == ["", "", "| Name | City |", "", "", "| Name: Ann | City: Bonn |"]


def test_sheet_that_can_be_shown_again_is_read_and_one_that_no_menu_shows_is_not():
    states = {"B": 'state="hidden"', "C": 'state="veryHidden"'}
    book = xlsx({name: sheet_rows((f"text {name}",)) for name in "ABC"}, states=states)
    assert [page.text for page in making.read(book, "a.xlsx")[2]] == ["text A", "text B"]


def test_million_empty_rows_are_cheap():
    rows = "".join(f'<row r="{number}"><c r="A{number}"/></row>' for number in range(1, 200_000))
    assert text(rows + row(1_048_576, A="last"), limit_s=10) == "last"


def test_sixteen_thousand_columns_are_cheap():
    places = [sparse._letters(number).decode() for number in range(1, 16_001)]
    rows = row(1, **{place: f"h{place}" for place in places}) + row(2, **{place: f"v{place}" for place in places})
    first, second = text(rows, limit_s=10).split("\n")
    assert first.endswith("| hWQJ |")
    assert second.endswith("| hWQJ: vWQJ |")


def test_cells_in_opposite_corners_do_not_ask_for_half_a_terabyte():
    rows = row(1, A="Name", C="City") + row(2, A="Ann", C="Bonn")
    assert text(rows + row(1_048_576, XFD="stray")) == "| Name | City |\n| Name: Ann | City: Bonn |\n\n| stray |"


def test_diagonal_of_cells_is_refused_in_words():
    rows = (row(number, **{sparse._letters(number).decode(): "x"}) for number in range(1, 5_000))
    with pytest.raises(DocumentDamaged, match="too far apart"):
        text("".join(rows))


def test_binary_workbook_with_cells_in_opposite_corners_is_refused_in_words():
    far = making_office.xlsb("S", *([("x",)] * 3), last=1_048_575)
    with pytest.raises(DocumentDamaged, match="too far apart"):
        making.read(far, "a.xlsb")


@pytest.mark.parametrize("number", [1, 26, 27, 52, 703, 16_384])
def test_letters_of_a_column_are_its_number(number):
    assert sparse._number(sparse._letters(number)) == number


def test_place_is_found_across_the_border_of_two_slices():
    piece = b'<row r="1"><c s="1" r="AB12"><v>1</v></c></row>'
    for cut in range(len(piece)):
        found = sparse._cells([piece[:cut], piece[cut:]], making.source(b"x").clock)
        assert (found.rows, found.columns) == ([12], [28])


def test_long_gaps_do_not_become_lines():
    gathered = sheets.SheetText()
    for index in (0, 9_000, 18_000, 1_000_000):
        gathered.row(index, ["x", str(index)])
    lines = gathered.result().split("\n")
    assert lines[9_000] == "| x | 9000 |"
    assert lines[9_001:] == ["", "| x | 18000 |", "", "| x | 1000000 |"]


def test_text_over_the_limit_is_given_up_to_there():
    rows = sheet_rows(("Name", "City"), *(("Smith", "Oslo"),) * 5_000)
    _, _, (page,), reasons = making.read(xlsx({"S": rows, "T": rows}), "a.xlsx", limit_bytes=50_000)
    assert 50_000 <= len(page.text) < 60_000
    assert reasons == [Reason("TooLarge", {"limit_mb": 0})]


def test_broken_sheet_does_not_hide_the_others():
    _, _, pages, reasons = making.read(xlsx({"A": "<row", "B": sheet_rows(("fine",))}), "a.xlsx")
    assert [page.text for page in pages] == ["fine"]
    assert reasons == [Reason("DocumentIncomplete", {"failed": 1, "pages": 2})]


def test_password_is_said():
    with pytest.raises(DocumentProtected):
        making.read(xls(password=True), "a.xls")
    with pytest.raises(DocumentProtected):
        making.read(making_office.locked(xlsx({"S": STAFF})), "a.xlsx")


@pytest.mark.parametrize("cut", [0.3, 0.9])
@pytest.mark.parametrize("name", ["a.xls", "a.xlsb", "a.xlsx"])
def test_truncated_workbook_is_damaged(name, cut):
    data = {"a.xls": xls(), "a.xlsb": xlsb("S", ("a",)), "a.xlsx": xlsx({"S": STAFF})}[name]
    with pytest.raises(DocumentDamaged):
        making.read(data[: int(len(data) * cut)], name)


def test_empty_workbook_has_no_pages():
    assert making.read(xlsx({"S": ""}), "a.xlsx")[2] == []


def test_bomb_of_spaces_is_refused_by_the_directory_alone():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", b" " * (80 << 20))
    with pytest.raises(DocumentDamaged, match="unpack to 80 MB"):
        making.read(data.getvalue(), "a.xlsx")


def test_entities_are_refused():
    with pytest.raises(DocumentDamaged):
        making.read(xlsx({"S": STAFF}, doctype='<!DOCTYPE d [<!ENTITY a "ha">]>'), "a.xlsx")


def test_panic_of_the_library_is_a_damaged_file_and_other_faults_go_on():
    class PanicException(BaseException):
        pass

    def fail(error):
        raise error

    with pytest.raises(DocumentDamaged):
        workbook._guarded(lambda: fail(PanicException("index out of bounds")))
    with pytest.raises(KeyboardInterrupt):
        workbook._guarded(lambda: fail(KeyboardInterrupt()))
