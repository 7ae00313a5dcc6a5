import random
import time

import pytest

from assistant.errors import DocumentDamaged, DocumentError, DocumentProtected, TookTooLong
from assistant.records import Label, Reason
from tests.reading import making, making_ole
from tests.reading.making_show import BODY, OTHER, TITLE, atom, ppt, record, shape, table, text

PLAN = [shape(text(OTHER, "Drawn first")), shape(text(TITLE, "The\vplan")), shape(text(BODY, "Größe\r中文 𐌲"))]


def pages_of(*slides, **parts):
    return making.read(ppt(*slides, **parts), "a.ppt")[2]


def test_slide_begins_with_its_title_and_outlines_are_lists():
    name, title, (page,), reasons = making.read(ppt(PLAN, title="Plan for März"), "a.ppt")
    assert (name, title, reasons) == ("ppt", "Plan for März", [])
    assert page.label == Label("slide", 1, "The plan")
    assert page.text == "The plan\n\nDrawn first\n\n- Größe\n- 中文 𐌲"
    assert [page.text[one.start : one.end] for one in page.headings] == ["The plan"]


def test_notes_come_last_under_their_heading_and_only_with_their_slide():
    first, second = pages_of([shape(text(OTHER, "one"))], PLAN, notes={1: "Say it\rslowly"})
    assert first.text == "one"
    assert second.text.endswith("中文 𐌲\n\nNotes\n\nSay it\n\nslowly")
    assert (first.number, second.number) == (1, 2)


def test_text_may_stand_in_the_list_of_slides():
    listed = text(TITLE, "Listed title") + text(OTHER, "Listed words")
    place = [shape(atom(3998, bytes((number, 0, 0, 0)))) for number in (1, 0, 7)]
    (page,) = pages_of(place, listed={0: listed})
    assert page.text == "Listed title\n\nListed words"


def test_newest_saving_counts():
    newer = {0: [shape(text(OTHER, "new words"))]}
    first, second = pages_of(PLAN, [shape(text(OTHER, "untouched"))], saved_again=newer)
    assert (first.text, second.text) == ("new words", "untouched")
    (page,) = pages_of(PLAN, saved_again=newer, mark=None)
    assert page.text == "new words"


def test_table_gives_rows():
    (page,) = pages_of([shape(text(OTHER, "before")), table(("Name", "City"), ("Smith", "Os\rlo"))])
    assert page.text == "before\n\n| Name | City |\n| Smith | Os lo |"


def test_what_stands_on_every_slide_and_deleted_shapes_are_left_out():
    number = atom(4056, b"\5\0\0\0")
    footer, deleted = shape(text(OTHER, "footer"), placeholder=9), shape(text(OTHER, "gone"), flags=8)
    newer = shape(text(OTHER, "*"), properties=record(0xF011, atom(1056, b"\x08")))
    (page,) = pages_of([footer, deleted, shape(text(OTHER, "page * of 9"), number), newer])
    assert page.text == "page   of 9"


def test_slide_without_text_is_no_page_and_keeps_its_number():
    empty, page = PLAN[:0], PLAN
    pages = pages_of(empty, page)
    assert [page.number for page in pages] == [2]


@pytest.mark.parametrize(
    "parts", [{"mark": 0xF3D1C4DF}, {"session": True}, {"extra": {"EncryptedSummary": b"x"}}], ids=str
)
def test_encrypted_presentation_is_protected(parts):
    with pytest.raises(DocumentProtected):
        pages_of(PLAN, **parts)


def test_broken_slide_does_not_hide_the_others():
    data = ppt(PLAN, [shape(text(OTHER, "whole"))])
    broken = data.replace(atom(4008, b"Drawn first"), b"\xff" * 19)
    assert broken != data
    _, _, pages, reasons = making.read(broken, "a.ppt")
    assert [page.text for page in pages] == ["whole"]
    assert reasons == [Reason("DocumentIncomplete", {"failed": 1, "pages": 2})]


def test_stream_without_a_directory_is_damaged():
    for stream in (b"", atom(1000, b"xx"), b"x" * 40):
        with pytest.raises(DocumentDamaged):
            making.read(making_ole.container({"PowerPoint Document": stream}), "a.ppt")


def test_time_is_limited():
    with pytest.raises(TookTooLong):
        making.read(ppt(PLAN), "a.ppt", limit_s=-1.0)


def test_random_faults_in_the_streams_give_clean_text_or_an_error_of_ours():
    sample = ppt(PLAN, [table(("a", "b"))], notes={0: "x"}, saved_again={1: PLAN})
    chance = random.Random("ppt")
    began = time.process_time()
    outcomes = set()
    for _ in range(200):
        data = bytearray(sample)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(1536, len(data))] = chance.choice((0, 1, 0x7F, 0xFF, chance.randrange(256)))
        try:
            for page in making.read(bytes(data), "a.ppt")[2]:
                assert "\0" not in page.text
            outcomes.add("text")
        except DocumentError as error:
            outcomes.add(type(error).__name__)
    assert outcomes >= {"text", "DocumentDamaged"}
    assert time.process_time() - began < 10
