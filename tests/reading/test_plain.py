import codecs
import dataclasses
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import TookTooLong
from assistant.reading import encoding, guards
from assistant.reading.source import Clock
from assistant.records import Reason
from tests.reading import making

GERMAN = "Der Antrag auf Urlaub ist schriftlich zu stellen. Für Rückfragen wenden Sie sich an die Geschäftsführung."
FRENCH = "La demande de congé doit être faite par écrit. Où êtes-vous allé ? Ça ne coûte que 5 €, c\u2019est réglé."
RUSSIAN = "Заявление на отпуск подаётся в письменной форме за две недели до начала отпуска."
JAPANESE = "休暇の申請は二週間前までに書面で提出してください。担当者は総務部の田中さんです。"
CHINESE = "请假申请必须提前两周以书面形式提交。负责人是人力资源部的王先生。谢谢大家的合作。"
KOREAN = "휴가 신청은 두 주 전에 서면으로 제출해야 합니다. 담당자는 총무부 김철수 씨입니다."
POLISH = "Wniosek o urlop należy złożyć na piśmie. Źródło światła jest już wyłączone, proszę pamiętać o ćwiczeniach."
MARKED = ("utf-8-sig", "utf-16")  # a mark of UTF-16 and a NUL behind it is the mark of UTF-32
POUND = "The caf\u00e9 \u2013 it\u2019s open from 9 to 5, and costs \u00a35 per head."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GERMAN, "utf-8"), (GERMAN, "utf-8-sig"), (GERMAN, "utf-16"), (GERMAN, "utf-16-le"), (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"), (GERMAN, "utf-32-le"), (GERMAN, "utf-32-be"), (GERMAN, "cp1252"), (FRENCH, "cp1252"),
        (POUND, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "utf-16-le"), (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"), (JAPANESE, "utf-16-be"), (CHINESE, "gb18030"), (KOREAN, "euc_kr"),
        (POLISH, "cp1250"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("repeats", [1, 400])
def test_text_is_read_in_the_encoding_it_was_written_in(text, name, repeats):
    text = "\n".join([text] * repeats) + "\n"
    assert making.text_of(text.encode(name), "a.txt") == text


def test_text_that_stops_being_ascii_far_down_is_read():
    text = "plain words\n" * 20_000 + GERMAN
    assert making.text_of(text.encode("cp1252"), "a.txt") == text
    assert making.text_of(text.encode(), "a.txt") == text


def test_broken_byte_among_good_ones_costs_that_byte_alone():
    data = (RUSSIAN * 20).encode()
    found = making.text_of(data[:1000] + b"\xff" + data[1000:], "a.log")
    assert found.count("\ufffd") <= 2
    assert len(found) >= len(RUSSIAN) * 20


def test_line_breaks_become_line_feeds_and_control_characters_spaces():
    data = b"one\r\ntwo\rthree\x0cfour\x1b[31mred\x07\x85"
    assert making.text_of(data, "a.txt") == "one\ntwo\nthree\nfour [31mred …"


@pytest.mark.parametrize(("name", "code"), [("a.py", True), ("a.SQL", True), ("a.txt", False), ("a", False)])
def test_source_code_is_marked_as_such(name, code):
    (page,) = making.read(b"x = 1\n", name)[2]
    assert page.code is code


def test_text_over_the_limit_says_so_and_no_more_is_read():
    data = b"word " * 60_000
    reads = []

    class Counting(io.BytesIO):
        def read(self, size=-1):
            reads.append(size)
            return super().read(size)

    source = dataclasses.replace(making.source(data, "a.txt", limit_bytes=100_000), file=Counting(data))
    text, whole = encoding.text_of(source)
    assert not whole
    assert 100_000 <= len(text) <= 100_004
    assert sum(reads) < 200_000
    assert making.read(data, "a.txt", limit_bytes=100_000)[3] == [Reason("TooLarge", {"limit_mb": 0})]


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(min_codepoint=1, exclude_categories=("Cs",)), min_size=1), st.sampled_from(MARKED))
def test_marked_text_comes_back_whole(text, name):
    data = text.encode(name)
    expected = guards.clean(guards.line_breaks(text))
    assert encoding.text_of(making.source(data, "a.txt"))[0] == expected


@settings(max_examples=100, deadline=None)
@given(st.binary())
def test_any_bytes_give_clean_text(data):
    text, _ = encoding.text_of(making.source(data, "a.txt"))
    assert guards.clean(text) == text
    codecs.encode(text, "utf-8")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters()))
def test_cleaning_moves_no_character(text):
    cleaned = guards.clean(text)
    assert len(cleaned) == len(text)
    assert all(new == old or new == " " for new, old in zip(cleaned, text, strict=True))


def test_clock_stands_still_while_nobody_asks():
    clock = Clock(0.0)
    clock.stop()
    before = clock.spent_s
    assert clock.spent_s == before
    clock = Clock(-1.0)
    with pytest.raises(TookTooLong):
        clock.check()
