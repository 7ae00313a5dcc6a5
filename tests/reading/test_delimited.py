import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import FileEmpty, TookTooLong
from assistant.pipeline.chunk import chunks
from assistant.pipeline.sentences import sentence_spans
from assistant.reading import delimited, rows
from assistant.records import Reason
from tests.reading import making

PEOPLE = [["Name", "City", "Born"], ["Smith", "Oslo", "1970"], ["Müller", "Köln", ""], ["Łoś", "Łódź", "1999"]]
READ = "| Name | City | Born |\n| Name: Smith | City: Oslo | Born: 1970 |\n| Name: Müller | City: Köln |\n"


def written(records, **dialect):
    stream = io.StringIO()
    csv.writer(stream, **dialect).writerows(records)
    return stream.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_row_is_read_with_the_names_of_its_columns(separator, name, quoting):
    data = written(PEOPLE, delimiter=separator, quoting=quoting).encode(name)
    text = making.text_of(data, "a.csv")
    assert text.startswith(READ)
    assert text.splitlines()[3] == "| Name: Łoś | City: Łódź | Born: 1999 |"


def test_old_western_encoding_is_guessed():
    assert making.text_of(written(PEOPLE[:3], delimiter=";").encode("cp1252"), "a.csv") == READ.rstrip()


def test_line_of_a_record_is_its_number_and_each_is_a_sentence_of_its_own():
    records = [["Item", "Note"], ["Fridge", "two\nlines; here"], ["Oven", "hot"], [], ["Bell", "loud"]]
    (page,) = making.read(written(records).encode(), "a.csv")[2]
    assert page.code
    assert page.text.split("\n")[1] == "| Item: Fridge | Note: two lines; here |"
    assert page.text.split("\n")[4] == "| Item: Bell | Note: loud |"
    assert [page.text[start:end] for start, end in sentence_spans(page.text)] == [
        line for line in page.text.split("\n") if line
    ]
    assert [chunk.line for chunk in chunks(page, "")] == [1]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([["Name", "City"], ["Smith", "Oslo"]], 0),
        ([["Country", "2019", "2020"], ["Chile", "4", "5"]], 0),
        ([["Report of the year", "", ""], [], ["Name", "City", "Age"], ["Smith", "Oslo", "4"]], 2),
        ([["Name", "City"], ["Smith", "Oslo"], ["Name", "City"], ["Jones", "Rome"]], 0),
        ([["Smith", "12"], ["Jones", "13"]], None),
        ([["spam", "Call now."], ["ham", "See you."]], None),
        ([["ham", "text one"], ["spam", "text two"], ["ham", "text three"]], None),
        ([["a", "a"], ["b", "c"]], None),
        ([["Name", "City"]], None),
        ([["only"], ["one"]], None),
        ([], None),
    ],
)
def test_header_is_told_from_the_first_rows(records, expected):
    assert rows.header_index(records) == expected


def test_table_without_header_keeps_its_cells():
    assert making.text_of(b"Smith,,12\nJones,x,13\n", "a.csv") == "| Smith |  | 12 |\n| Jones | x | 13 |"


def test_long_name_of_a_column_is_whole_in_its_own_line_alone():
    question = "How satisfied were you with the service of the person at the desk that day"
    first, second = making.text_of(f"Name,{question}\nSmith,very\n".encode(), "a.csv").split("\n")
    assert question in first
    assert "…: very" in second


def test_separator_may_be_declared_and_is_not_text():
    assert making.text_of(b"sep=^\nName^City\nSmith^Oslo\n", "a.csv").endswith("| Name: Smith | City: Oslo |")


def test_commas_in_numbers_do_not_part_cells():
    text = making.text_of(b"Ware;Preis\nBrot;1,50\nMilch;2,10\n", "a.csv")
    assert text.endswith("| Ware: Brot | Preis: 1,50 |\n| Ware: Milch | Preis: 2,10 |")


def test_text_that_is_no_table_is_kept_as_it_is():
    prose = "Dear all, hello.\nNo table is here\nThis, however, and that, and more.\n"
    assert making.text_of(prose.encode(), "a.csv") == prose


def test_quote_that_is_never_closed_swallows_nothing():
    lines = ["Name,City", 'Smith,"Oslo', *(f"Person {number},Town {number}" for number in range(1000))]
    text = making.text_of("\n".join(lines).encode(), "a.csv")
    assert text.count("\n") == 1001
    assert text.endswith("| Name: Person 999 | City: Town 999 |")


def test_huge_cell_and_odd_bytes_are_read():
    text = making.text_of(b'Name,Note\nSmith,"' + b"word " * 40_000 + b'"\nJones,\x00\xff\n', "a.csv")
    assert "| Name: Jones |" in text
    assert text.count("word") == 40_000


def test_many_columns_cost_no_more_than_what_they_hold():
    header = ",".join(f"c{number}" for number in range(16_000))
    text = making.text_of(f"{header}\n{',' * 15_999}\n1{',' * 15_998},2\n".encode(), "a.csv")
    assert text.endswith("\n\n| c0: 1 | c15999: 2 |")


def test_table_over_the_limit_says_so():
    data = b"Name of the person,Name of the town\n" + b"Smith,Oslo\n" * 500
    _, _, (page,), reasons = making.read(data, "a.csv", limit_bytes=7_000)
    assert reasons == [Reason("TooLarge", {"limit_mb": 0})]
    assert 7_000 <= len(page.text) < 7_100
    with pytest.raises(TookTooLong):
        making.read(data, "a.csv", limit_s=-1.0)


def test_empty_table_is_empty():
    with pytest.raises(FileEmpty):
        making.read(b"", "a.csv")
    assert making.text_of(b"\n\n \n", "a.csv").strip() == ""


CELL = st.text(st.characters(categories=("L", "N", "P", "S", "Z")) | st.just("\n"), max_size=8)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(CELL, CELL), max_size=8))
def test_no_cell_is_lost(records):
    (page,) = delimited.read(making.source(written([["Name", "City"], *records]).encode())).parts
    for record in records:
        for cell in record:
            assert all(word in page.text for word in cell.split())
