"""Markdown of a model taken apart: what is meant comes out, and nothing that acts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ui.render.code_colours import Ink, coloured
from assistant.ui.render.markdown import Markdown, leads_somewhere
from assistant.ui.render.prose import Code, Look, Paragraph, Table, Words

EVERYTHING = """# Fees

Here is **what** you *asked* for, ~~not~~ `code`.

1. First
2. Second
   - inner

> quoted

| Item | Fee |
|------|----:|
| Parking | 12.50 |

```python
print(1)
```

Last words.
"""


def parts(text):
    return Markdown().parts(text)


def said(part):
    """The words of a part, as they are read."""
    if isinstance(part, Code):
        return part.text
    rows = part.rows if isinstance(part, Table) else ((part.words,),)
    return "".join(words.text for row in rows for cell in row for words in cell)


def test_everything_a_model_writes_comes_out_as_it_is_meant():
    heading, line, first, second, inner, quoted, table, code, last = parts(EVERYTHING)
    assert heading == Paragraph((Words("Fees"),), heading=1)
    looks = {words.text: words.look for words in line.words}
    assert looks["what"] is Look.STRONG
    assert looks["asked"] is Look.EMPHASIS
    assert looks["not"] is Look.STRUCK
    assert looks["code"] is Look.CODE
    assert [said(one) for one in (first, second, inner)] == ["1.\tFirst", "2.\tSecond", "•\tinner"]
    assert (second.indent, inner.indent, quoted.indent) == (1, 2, 1)
    assert [[said(Paragraph(cell)) for cell in row] for row in table.rows] == [["Item", "Fee"], ["Parking", "12.50"]]
    assert table.right == {1}
    assert code == Code("print(1)", "python")
    assert last == Paragraph((Words("Last words."),))


@pytest.mark.parametrize(
    "text",
    [
        '<img src="/etc/passwd">',
        "<script>alert(1)</script>",
        '<table background="//host/share/x.png"><tr><td>x</td></tr></table>',
        "<!-- nothing -->",
        '<a href="file:///etc/passwd">x</a>',
        "&lt;b&gt;",
    ],
)
def test_html_is_words_like_any_other(text):
    assert "".join(said(part) for part in parts(text)) == text.replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "vbscript:x", "//host/share", "/etc/passwd",
        "../x", "smb://host/x", "ftp://host/x", "https:", "x",
    ],
)  # fmt: skip
def test_a_link_that_leads_to_no_web_page_or_mail_is_words(address):
    assert not leads_somewhere(address)
    links = [words.link for part in parts(f"[see]({address}) <{address}>") for words in part.words]
    assert not any(links)


def test_a_link_says_where_it_leads():
    (paragraph,) = parts("[see **this**](https://example.org/a) and <mailto:a@example.org>")
    links = {words.text: words.link for words in paragraph.words}
    assert links["see "] == links["this"] == "https://example.org/a"
    assert links["mailto:a@example.org"] == "mailto:a@example.org"


def test_a_picture_is_a_link_at_most():
    (paragraph,) = parts("![a picture](https://example.org/a.png) ![x](/dev/zero)")
    assert {words.link for words in paragraph.words} == {"", "https://example.org/a.png"}


def test_a_text_that_grows_ends_as_it_would_have_at_once():
    growing = Markdown()
    for end in range(1, len(EVERYTHING)):
        growing.parts(EVERYTHING[:end], is_whole=False)
    assert growing.parts(EVERYTHING) == parts(EVERYTHING)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["# a", "b", "- c", "  - d", "1. e", "", "```", "    f", "> g", "| h | i |", "|---|---|", "===", "***"]
        ),
        max_size=14,
    ),
    st.integers(1, 7),
)
def test_however_it_grows_it_ends_as_it_would_have_at_once(lines, step):
    text = "\n".join(lines)
    growing = Markdown()
    for end in range(0, len(text), step):
        growing.parts(text[:end], is_whole=False)
    assert growing.parts(text) == parts(text)


def test_what_cannot_change_any_more_is_not_taken_apart_again():
    growing = Markdown()
    before = growing.parts("# One\n\nTwo\n\nThr", is_whole=False)
    after = growing.parts("# One\n\nTwo\n\nThree", is_whole=False)
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, True, False]


def test_another_text_begins_anew():
    growing = Markdown()
    growing.parts("# One\n\nTwo\n\nThree")
    assert growing.parts("Four") == parts("Four")


def test_a_paragraph_without_end_goes_on_in_another_and_loses_nothing():
    text = "word " * 20_000
    found = parts(text)
    assert len(found) > 10
    assert max(len(said(part)) for part in found) <= 5_000
    assert " ".join(map(said, found)).split() == text.split()


def test_deep_nesting_ends_somewhere():
    assert parts("> " * 5_000 + "x")
    assert parts("- " * 5_000 + "x")
    assert "".join(map(said, parts("*" * 20_000 + "[" * 20_000))).count("[") == 20_000


def test_a_block_that_still_grows_says_so():
    (code,) = Markdown().parts("```python\nprint(1)", is_whole=False)
    assert not code.is_whole


def test_code_in_colours_is_the_same_code():
    code = 'def fee(days):\n    """The fee."""\n    return 12.5 * days  # every day\n'
    pieces = coloured(code, "Python")
    assert "".join(text for text, _ in pieces) == code
    inks = {text.strip(): ink for text, ink in pieces}
    assert (inks["def"], inks["fee"], inks["# every day"]) == (Ink.KEYWORD, Ink.NAME, Ink.NOTE)
    assert (inks["12.5"], inks['"""The fee."""']) == (Ink.NUMBER, Ink.TEXT)


@pytest.mark.parametrize("language", ["", "klingon", "python"])
def test_what_is_unknown_or_too_long_stays_plain(language):
    code = "x = 1\n" * (5_000 if language == "python" else 1)
    assert coloured(code, language) == [(code, Ink.PLAIN)]


def test_every_language_that_is_named_can_be_coloured():
    from assistant.ui.render.code_colours import _KNOWN

    for language in _KNOWN:
        assert "".join(text for text, _ in coloured("x = 1\n", language)) == "x = 1\n"
