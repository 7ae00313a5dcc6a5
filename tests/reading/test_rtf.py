import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import DocumentDamaged, DocumentError, FileEmpty, TookTooLong
from assistant.reading import rtf
from assistant.records import Reason
from tests.reading import making

FONTS = (
    r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset128 MS Mincho;}"
    r"{\f3\fcharset204{\*\falt Other}Cyr;}}"
)
STYLES = r"{\stylesheet{\ql Normal;}{\s1\outlinelevel0 heading 1;}{\s7\sbasedon1 Heading 2;}{\*\cs9 Link;}}"


def document(body, head=r"\ansi\ansicpg1252\deff0"):
    return (r"{\rtf1" + head + FONTS + STYLES + "\n" + body + "}").encode("latin-1")


def text_of(body, **head):
    return making.text_of(document(body, **head), "a.rtf")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"One\par Two \b bold\b0  word.\par", "One\n\nTwo bold word."),
        ("split\nover\r\n lines", "splitover lines"),
        (r"R\{D\} \\ x\~y a\_b re\-peat", "R{D} \\ x\u00a0y a-b repeat"),
        (r"\ldblquote Yes\rdblquote\emdash no\rquote s", "\u201cYes\u201d\u2014no\u2019s"),
        (r"a\line b\tab c", "a\nb\tc"),
        ("a\\\nb", "a\n\nb"),
        (r"{\v hidden}seen{\deleted gone} \v x\v0 y", "seen y"),
        (r"{\header Top}{\footer \chpgn}Body{\*\unknown odd {deep} x}{\pict\wmetafile8 0102ff}", "Body"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt the link}} end", "the link end"),
        (r"{\info{\title My plan}{\author A. B.}}Body", "Body"),
        ("a\\bin5 {{\\}}b", "ab"),
        (r"{\upr{plain}{\*\ud{better}}}", "better"),
        (r"Before{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt In a box\par}}} after\par End", "Before after\n\n"
         "In a box\n\nEnd"),
    ],
)  # fmt: skip
def test_only_what_a_person_sees_is_text(body, expected):
    assert text_of(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"Gr\'f6\'dfe", "Größe"),
        (r"{\f1 \'b3\'f3d\'9f} \'f6", "łódź ö"),
        (r"\f3\'ee\'f2\plain\'e4", "отä"),
        (r"{\f2\'8bx\'89\'c9 A\'83A}", "休暇 Aア"),
        (r"\u322?\u243\'f3d\u378\'9f", "łódź"),
        (r"\uc0\u8217 s {\uc2\u8364\'80\'80x}", "\u2019s €x"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"\u8217\rquote x \u8217\par y", "\u2019x \u2019\n\ny"),
        (r"\u55357?x", "\ufffdx"),
    ],
)
def test_letters_come_in_code_pages_and_in_unicode(body, expected):
    assert text_of(body) == expected


def test_code_page_of_the_document_is_used():
    assert text_of(r"\'e5\'ea", head=r"\ansi\ansicpg1251") == "ек"
    assert text_of(r"\'8a", head=r"\mac") == "ä"
    assert text_of(r"\'84", head=r"\ansi\ansicpg437") == "ä"
    assert text_of(r"\'e4", head=r"\ansi\ansicpg99999") == "ä"
    assert making.text_of(b"{\\rtf1\\ansi\\deff1{\\fonttbl{\\f1\\fcharset238 A;}}\\'b3}", "a.rtf") == "ł"
    assert making.text_of("{\\rtf1\\ansi Größe}".encode("cp1252"), "a.rtf") == "Größe"


def test_headings_are_known_by_style_or_level():
    body = (
        r"\pard\s1 Leave\par\pard\s0 Text.\par\pard\s7 Apply\par\pard\plain words\par"
        r"\pard\outlinelevel2 Third\par\pard\outlinelevel9 Body\par"
    )
    _, _, (page,), _ = making.read(document(body), "a.rtf")
    assert page.text == "Leave\n\nText.\n\nApply\n\nwords\n\nThird\n\nBody"
    found = [(page.text[heading.start : heading.end], heading.level) for heading in page.headings]
    assert found == [("Leave", 1), ("Apply", 2), ("Third", 3)]


def test_title_of_the_document_is_its_own():
    assert making.read(document(r"{\info{\title Der Pl\u228?n}{\author X}}Body"), "a.rtf")[1] == "Der Plän"


def test_table_is_rows_and_list_items():
    body = (
        r"\trowd\cellx1\cellx2\pard\intbl Name\cell City\cell\row\trowd\pard\intbl Smith\par Jr.\cell Oslo\cell\row"
        r"\pard After\par{\listtext\'b7\tab}one\par{\pntext 2.\tab}two\par\pard three\par"
    )
    assert text_of(body) == "| Name | City |\n| Smith Jr. | Oslo |\n\nAfter\n\n- one\n- two\n\nthree"
    assert text_of(r"\trowd\pard\intbl a\cell b\cell\pard no row\par") == "| a | b |\n\nno row"


def test_footnote_stands_behind_its_paragraph():
    body = r"Leave{\super\chftn}{\footnote\pard\plain{\super\chftn} Only with pay.} is granted.\par Next\par"
    assert text_of(body) == "Leave is granted.\n\nOnly with pay.\n\nNext"


@pytest.mark.parametrize("end", ["", "}}}} more", "{{{{", "\\", "\\'", "\\'zz", "\\u", "\\bin999999999 x", "{\\*"])
def test_file_that_breaks_off_keeps_its_text(end):
    assert making.text_of(b"{\\rtf1 One\\par Two" + end.encode(), "a.rtf").startswith("One\n\nTwo")


@pytest.mark.parametrize("data", [b"just words", b"{\\rt", b"{}"])
def test_what_is_no_rtf_is_damaged(data):
    with pytest.raises(DocumentDamaged):
        making.read(data, "a.rtf")


def test_file_without_words_has_no_text_and_one_without_bytes_is_empty():
    assert text_of(r"{\pict 00}\par\par") == ""
    with pytest.raises(FileEmpty):
        making.read(b"", "a.rtf")


def test_depth_and_size_and_time_are_limited():
    assert making.text_of(b"{\\rtf1 a" + b"{" * 200_000 + b"b", "a.rtf") == "ab"
    data = document(r"Some words.\par" * 5_000)
    assert making.read(data, "a.rtf", limit_bytes=9_000)[3] == [Reason("TooLarge", {"limit_mb": 0})]
    with pytest.raises(TookTooLong):
        making.read(data, "a.rtf", limit_s=-1.0)


WORDS = st.sampled_from([
    r"\par ", r"\cell ", r"\row ", r"\intbl ", r"\pard ", r"\s1 ", "{", "}", r"{\footnote ", r"{\*\x ", r"\u300?",
    r"\'e4", r"\f2 ", r"\v ", r"{\shptxt ", r"{\stylesheet ", r"{\fonttbl ", "words", r"\uc3 ", r"\fcharset255 ",
    r"\outlinelevel1 ", r"\nestcell ", r"{\listtext ",
])  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, max_size=30), st.binary(max_size=40))
def test_any_rtf_gives_clean_text_and_headings_within_it(words, data):
    with contextlib.suppress(DocumentError):
        for page in rtf.read(making.source(b"{\\rtf1 " + "".join(words).encode() + data)).parts:
            page.text.encode()
            assert "\0" not in page.text
            assert all(0 <= heading.start < heading.end <= len(page.text) for heading in page.headings)
