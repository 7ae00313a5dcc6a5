import random
import struct
import time

import pytest

from assistant.errors import DocumentDamaged, DocumentError, DocumentProtected, TookTooLong
from assistant.records import Label, Reason
from tests.reading import making, making_ole, making_word
from tests.reading.making_word import DELETED, HIDDEN, IN_TABLE, ROW_END

PLAIN = (0, b"")


def text_of(*texts, **parts):
    return making.text_of(making_word.doc(*texts, **parts), "a.doc")


def test_pieces_in_either_width_and_any_order_become_one_text():
    name, title, (page,), reasons = making.read(
        making_word.doc("Größe\rMore ", "Größe in 中文 and 𐌲.\rNext", " piece\r", title="Leave of März"), "a.doc"
    )
    assert (name, title, reasons, page.label) == ("doc", "Leave of März", [], Label("file"))
    assert page.text == "Größe\n\nMore Größe in 中文 and 𐌲.\n\nNext piece"


def test_headings_come_from_styles_their_bases_and_outline_levels():
    text = "Handbook\rLeave\rAsk early.\rTravel\rOwn\rNot one\r"
    looks = ((1, b""), (2, b""), PLAIN, (3, b""), (0, b"\x40\x26\x02"), (1, b"\x40\x26\x09"))
    (page,) = making.read(making_word.doc(text, looks=looks), "a.doc")[2]
    found = [(page.text[one.start : one.end], one.level) for one in page.headings]
    assert found == [("Handbook", 1), ("Leave", 2), ("Travel", 2), ("Own", 3)]
    assert page.text.endswith("Own\n\nNot one")


def test_table_gives_rows_and_list_gives_items():
    cell, end = (0, IN_TABLE), (0, IN_TABLE + ROW_END)
    text = "Before\rName\x07City\x07\x07Smith\rJunior\x07Oslo\x07\x07After\rone\rtwo\r"
    listed = (0, b"\x0b\x46\x01\x00")
    looks = (PLAIN, cell, cell, end, cell, cell, cell, end, PLAIN, listed, listed)
    assert text_of(text, looks=looks) == (
        "Before\n\n| Name | City |\n| Smith Junior | Oslo |\n\nAfter\n\n- one\n- two"
    )


def test_end_of_a_wide_row_is_found_in_the_stream_of_large_properties():
    large = IN_TABLE + ROW_END
    data = b"--" + struct.pack("<H", len(large)) + large
    end = (0, b"\x46\x66" + struct.pack("<I", 2))
    looks = ((0, IN_TABLE), (0, IN_TABLE), end, PLAIN)
    assert text_of("a\x07b\x07\x07after\r", looks=looks, data=data) == "| a | b |\n\nafter"


def test_fields_show_their_result():
    text = (
        'See \x13 HYPERLINK "http://x" \x14the \x13 REF a \x14rules\x15\x15 and \x13 PAGE \x15here.\r'
        "Marks \x14that \x15stand alone\r"
    )
    assert text_of(text) == "See the rules and here.\n\nMarks that stand alone"


def test_mark_that_begins_a_field_and_never_ends_hides_nothing():
    assert text_of("One \x13 two\rthree\r") == "One  two\n\nthree"


def test_hidden_and_deleted_text_is_left_out_and_symbols_are_letters():
    text = "Take 5 (g now, not later or never."
    symbol = b"\x09\x6a" + struct.pack("<HH", 1, 0xF06D)
    runs = ((7, 7, symbol), (13, 23, DELETED), (24, 32, HIDDEN))
    assert text_of(text + "\r", runs=runs, fonts=("Arial", "Symbol")) == "Take 5 μg now."
    assert text_of(text + "\r", runs=runs[:1], fonts=("Arial", "Wingdings")) == "Take 5 g now, not later or never."


def test_notes_follow_the_paragraph_they_hang_on_and_boxes_come_last():
    text = "First\x02 words\x05.\rSecond\x02.\r"
    made = text_of(
        text, notes=((5, "On the first."), (21, "On the\rsecond.")), comments=((12, "Ann", "Really?"),),
        boxes="In a box\r", headers="On every page\r",
    )  # fmt: skip
    assert made == (
        "First words.\n\nOn the first.\n\nComment by Ann: Really?\n\nSecond.\n\nOn the second.\n\nIn a box"
    )


def test_signs_with_a_meaning_become_what_is_seen():
    assert text_of("A\x0bB non\x1ebreaking soft\x1fer\x01\x08 tab\tx\x0cNext page\r") == (
        "A\nB non-breaking softer tab\tx\n\nNext page"
    )


def test_encrypted_document_is_protected():
    with pytest.raises(DocumentProtected):
        text_of("x\r", flags=0x100)
    managed = {"WordDocument": b"x" * 5000, "\tDRMContent": b"y"}
    with pytest.raises(DocumentProtected):
        making.read(making_ole.container(managed), "a.doc")


@pytest.mark.parametrize("quick", [False, True])
def test_word_6_is_read_in_the_code_page_of_its_fonts(quick):
    text = "Четыре балла\rИмя\x07Дым\x07\x07и семь\r"
    made = making_word.word_6(text, codec="cp1251", charset=204, quick=quick)
    assert making.text_of(made, "a.doc") == "Четыре балла\n\n| Имя | Дым |\n\nи семь"
    assert making.text_of(making_word.word_6("Größe\r", quick=quick), "a.doc") == "Größe"


def test_broken_tables_are_told_in_words():
    whole = making_word.doc("Some words.\r")
    container = {"WordDocument": b"\xec\xa5\xc1" + bytes(2000), "1Table": b""}
    for data in (making_ole.container(container), making_ole.container({"WordDocument": b"x" * 5000})):
        with pytest.raises(DocumentDamaged):
            making.read(data, "a.doc")
    plc = whole.index(b"\x01\x02\0ab\x02") + 10
    with pytest.raises(DocumentDamaged, match="outside the file"):
        making.read(whole[: plc + 14] + struct.pack("<I", 1 << 29) + whole[plc + 18 :], "a.doc")
    with pytest.raises(DocumentDamaged, match="table of its text"):
        making.read(whole[: plc + 4] + struct.pack("<I", 1 << 29) + whole[plc + 8 :], "a.doc")


def test_large_document_says_so_and_time_is_limited():
    made = making_word.doc("words and words\r" * 2_000)
    assert making.read(made, "a.doc", limit_bytes=10_000)[3] == [Reason("TooLarge", {"limit_mb": 0})]
    with pytest.raises(TookTooLong):
        making.read(made, "a.doc", limit_s=-1.0)


def test_random_faults_in_the_streams_give_clean_text_or_an_error_of_ours():
    sample = making_word.doc(
        "Handbook\rName\x07City\x07\x07", "Größe \x13 A \x14b\x15\x02 c\r", looks=((1, b""), (0, IN_TABLE)),
        runs=((2, 4, HIDDEN),), notes=((22, "note"),), comments=((22, "Ann", "x"),), fonts=("Symbol",),
    )  # fmt: skip
    chance = random.Random("doc")
    began = time.process_time()
    outcomes = set()
    for _ in range(200):
        data = bytearray(sample)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(1536, len(data))] = chance.choice((0, 1, 0x7F, 0xFF, chance.randrange(256)))
        try:
            making.text_of(bytes(data), "a.doc").encode()
            outcomes.add("text")
        except DocumentError as error:
            outcomes.add(type(error).__name__)
    assert outcomes >= {"text", "DocumentDamaged"}
    assert time.process_time() - began < 10
