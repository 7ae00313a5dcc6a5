from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline.paragraphs import MOST_COLUMNS, Cell, Kind, Paragraph, Table, flowing, paragraphs


def parts_of(text, heading="", start=0):
    return [(start, text, heading)]


def kinds(made):
    return [(part.kind, part.text) for part in made]


def rows(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_paragraphs_are_parted_by_blank_lines_and_keep_their_line_breaks():
    made = paragraphs(parts_of("One  \n two.\n\n\nThree."), "", code=False)
    assert kinds(made) == [(Kind.TEXT, "One  \n two."), (Kind.TEXT, "Three.")]


def test_headings_are_known_by_the_path_of_their_chunk():
    made = paragraphs(parts_of("Absence\n\n## Leave ##\n\nLeave\n\nis free.", "Absence > Leave"), "", code=False)
    assert [(part.kind, part.level) for part in made] == [
        (Kind.HEADING, 1), (Kind.HEADING, 2), (Kind.HEADING, 2), (Kind.TEXT, 0),
    ]  # fmt: skip


def test_heading_is_no_heading_again_in_the_middle_of_its_section():
    parts = [(0, "Leave\n\nAsk early.\n\n", "Leave"), (19, "Leave\n\nis free.", "Leave")]
    assert [part.kind for part in paragraphs(parts, "", code=False)] == [Kind.HEADING, *[Kind.TEXT] * 3]
    assert [part.kind for part in paragraphs(parts[1:], "Leave", code=False)] == [Kind.TEXT, Kind.TEXT]


def test_items_of_a_list_stand_alone():
    made = paragraphs(parts_of("Take:\n- one\n- two\n  more\n3. three"), "", code=False)
    assert kinds(made) == [
        (Kind.TEXT, "Take:"), (Kind.ITEM, "- one"), (Kind.ITEM, "- two\n  more"), (Kind.ITEM, "3. three"),
    ]  # fmt: skip


def test_rows_with_names_become_a_table_in_which_the_names_stand_once():
    text = "| Name | City |\n| Name: Ada | City: Oslo |\n| Name: Bo |"
    (table,) = paragraphs(parts_of(text), "", code=False)
    assert table.has_names
    assert rows(table) == [["Name", "City"], ["Ada", "Oslo"], ["Bo", ""]]
    assert table.rows[1][1] == Cell(text.index("Oslo"), text.index("Oslo") + 4, "Oslo")


def test_rows_from_the_middle_of_a_table_have_their_names_too():
    (table,) = paragraphs(parts_of("| Name: Ada | City: Oslo |\n| City: Rome |"), "", code=False)
    assert rows(table) == [["Name", "City"], ["Ada", "Oslo"], ["", "Rome"]]


def test_rows_of_unlike_length_become_a_table_without_names():
    (table,) = paragraphs(parts_of("| a | b |\n| 1 | 2 | 3 |"), "", code=False)
    assert (table.has_names, rows(table)) == (False, [["a", "b", ""], ["1", "2", "3"]])


def test_table_of_markdown_has_no_row_of_dashes():
    (table,) = paragraphs(parts_of("|a|b|\n|---|:-:|\n|1|2|"), "", code=False)
    assert rows(table) == [["a", "b"], ["1", "2"]]


def test_bar_inside_a_cell_stays_in_it():
    (table,) = paragraphs(parts_of("| a|b | c |\n| d | e |"), "", code=False)
    assert rows(table) == [["a|b", "c"], ["d", "e"]]


def test_row_that_is_too_wide_is_a_line():
    wide = "| " + " | ".join(f"c{n}" for n in range(MOST_COLUMNS + 1)) + " |"
    (line,) = paragraphs(parts_of(wide), "", code=False)
    assert isinstance(line, Paragraph)
    assert line.text == wide[2:-2]


LETTER = """thank you for the order. The board cutter leaves our works on 18 May and
reaches you on 20 May between eight and ten. The driver has a lift, but we
need two of your people."""


def test_lines_that_were_broken_to_be_short_flow():
    assert flowing(LETTER) == LETTER.replace("\n", " ")


def test_lines_that_end_for_a_reason_stay():
    for text in (
        "From: Willem Oudekerk <willem@oudekerk.example>\nTo: Ines\nSubject: The board cutter and its installation",
        "Kind regards\nWillem",
        "",
    ):
        assert flowing(text) == text


def test_a_heading_between_broken_lines_stays_alone():
    text = f"2 Rent\n{LETTER}\n3 Term and notice"
    assert flowing(text) == f"2 Rent\n{LETTER.replace(chr(10), ' ')}\n3 Term and notice"


@given(st.text(alphabet="ab .\n", max_size=200))
def test_flowing_changes_nothing_but_line_ends(text):
    made = flowing(text)
    assert len(made) == len(text)
    assert all(one == other or (one, other) == ("\n", " ") for one, other in zip(text, made, strict=True))


def test_code_keeps_its_indents_and_has_no_lists_or_tables():
    made = paragraphs(parts_of("def a():\n    - 1\n\n| x |\n"), "", code=True)
    assert kinds(made) == [(Kind.CODE, "def a():\n    - 1"), (Kind.CODE, "| x |")]


@given(st.lists(st.text(alphabet="a |:-#\n.é🦦\t", max_size=40), max_size=6), st.booleans())
def test_all_words_are_shown_each_at_its_place(texts, code):
    parts, at = [], 7
    for text in texts:
        parts.append((at, text, "a > b"))
        at += len(text)
    whole = "".join(texts)
    shown = set()
    for part in paragraphs(parts, "", code=code):
        for cell in [cell for row in part.rows for cell in row] if isinstance(part, Table) else [part]:
            if cell.end:
                assert cell.text == whole[cell.start - 7 : cell.end - 7]
                shown |= set(range(cell.start - 7, cell.end - 7))
    assert all(index in shown for index, character in enumerate(whole) if character in "aé🦦.") or _has_names(parts)


def _has_names(parts):
    """Names of columns are shown once, not in every row."""
    return any("|" in text for _, text, _ in parts)
