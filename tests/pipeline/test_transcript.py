"""Exports: every word is shown as it is, nothing in it is obeyed, and it is plain what an answer rests on."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline import html, transcript
from assistant.records import KeptSpan, Label, Turn

QUOTE = KeptSpan(b"/docs/pension.pdf", 2, 4, 30, "administered by Alder Trust", Label("page", 2), 3)
GONE = KeptSpan(b"/docs/old.txt", 1, 0, 9, None, None, 1)
ANSWER = Turn(
    "assistant", "It is Alder Trust. It is rich.", "complete", intact=True, model="small", from_documents=True,
    found=True, spans=(QUOTE, GONE), quotes=1, sentences=(("It is Alder Trust.", (1, 2)), ("It is rich.", ())),
)  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=http://x.example/a.png onerror=alert(1)>',
    "![a](http://x.example/a.png)",
    "<style>@import url(http://x.example)</style>",
    "</title></style></p></body>",
    "[a](javascript:alert(1)) <http://x.example> www.x.example http://x.example",
    "&lt;b&gt; `code` ~~~ *a* _b_ | $x$",
    "# Title\n- item\n1. item\n===\n> quote\n---\n\tcode\n    code",
    "a\u202eb\x00c\x1b[31md\ud800e",
]


def place(span):
    return f"{span.path.decode()}, page {span.page}"


def user(text, **given):
    return Turn("user", text, "complete", intact=True, **given)


def rendered(write, *turns, title="Title"):
    return write(title, "2026-11-21, conversation 1", turns, place)


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attributes}

    def handle_data(self, data):
        self.text.append(data)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_a_page_is_obeyed(hostile):
    span = KeptSpan(hostile.encode("utf-8", "replace"), 1, 0, 1, hostile, Label("page", 1), 1)
    answer = Turn("assistant", hostile, "complete", intact=True, model=hostile, spans=(span,), quotes=1,
                  sentences=((hostile, (1,)),))
    asked = user(hostile, understood=hostile)
    whole = rendered(html.page, asked, answer, Turn("assistant", hostile, "stopped", intact=False), title=hostile)
    page = Page(whole)
    assert set(page.tags) == {"html", "head", "meta", "title", "style", "body", "h1", "p", "section", "blockquote"}
    assert page.attributes == {"charset", "http-equiv", "content", "name", "class", "dir"}
    assert page.tags.count("style") == 1
    assert "".join(page.text).count("".join(transcript.harmless(hostile).split("\n")[:1]).strip()) >= 6
    whole.encode()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_a_markdown_text_is_obeyed(hostile):
    answer = Turn("assistant", hostile, "complete", intact=True)
    whole = rendered(transcript.markdown, user(hostile), answer, title=hostile)
    whole.encode()
    bare = re.sub(r"\\.", "x", whole)
    assert not re.search(r"<|\]\(|`|://|www\.|&|~|\$|\x1b|\x00|\u202e", bare)
    assert not re.search(r"^(?:[ \t]|[-+=#>]|\d+[.)])", bare.partition("\n---\n")[2], re.MULTILINE)


@given(st.text())
def test_any_text_survives_markdown_letter_by_letter(text):
    shown = rendered(transcript.markdown, Turn("assistant", text, "complete", intact=True))
    body = shown.partition("*2026-11-21, conversation 1*\n\n")[2].rpartition("*From the model")[0]
    assert re.sub(r"\\([\W_])", r"\1", body).split() == transcript.harmless(text).split()


@pytest.mark.parametrize("write", [transcript.markdown, html.page])
def test_an_answer_is_shown_with_its_quotes_places_and_unsupported_sentences(write):
    shown = rendered(write, user("Who?", understood="Who, the fund?"), ANSWER).replace("\\", "")
    for words in (
        "Who?", "Understood as: Who, the fund?", "[1] “administered by Alder Trust”", "/docs/pension.pdf, page 2",
        "It is Alder Trust. [1][2]", "It is rich. [not in your documents]", "(no longer in your documents)",
        "/docs/old.txt, page 1",
    ):
        assert words in shown, words
    assert "From the model" not in shown
    assert shown.index("Alder Trust”") < shown.index("It is Alder") < shown.index("no longer")


@pytest.mark.parametrize("write", [transcript.markdown, html.page])
def test_what_comes_from_the_model_alone_says_so(write):
    assert "From the model, not from your files" in rendered(write, Turn("assistant", "Hi", "complete", intact=True))


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (Turn("assistant", "Hi", "stopped", intact=True), "Stopped before its end."),
        (Turn("assistant", "", "erased", intact=True), "was erased together with the documents"),
        (Turn("assistant", "", "complete", intact=True, from_documents=True, found=False), "Not in your documents."),
        (Turn("assistant", "Hi", "complete", intact=False), "is damaged"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(turn, said):
    assert any(said in note for note in transcript.notes(turn))


def test_a_page_loads_nothing_and_is_readable_in_the_dark():
    page = rendered(html.page, user("Hello"))
    assert "default-src 'none'" in page
    assert "color-scheme: light dark" in page
    assert not re.search(r"https?:|url\(|@import|src=|href=", page)
