
import pytest

from assistant.reading import html
from assistant.reading.source import Clock
from tests.reading import making


def text(markup):
    return making.text_of(markup.encode() if isinstance(markup, str) else markup, "a.html")


def test_page_is_what_a_person_sees():
    markup = """<!DOCTYPE html><html><head><title>Leave &amp; pay</title><style>b{}</style>
    <script>var a = '<p>no</p>';</script></head><body><nav><a href=x>Home</a></nav>
    <h1>Head <em>one</em></h1><p>Hello   <b>bold</b>&nbsp;R&amp;D a*b 5 &lt; 6<br>line two</p>
    <!-- no <b>comment</b> -->
    <ul><li>one<li><p>two <a href="http://a.b/c">link</a></p></ul>
    <table><tr><th>A<th>B<tr><td>1<td><p>2</p></table><pre>  code\n    x = 1\n</pre>
    <noscript>no</noscript><template>no</template><div hidden>no<div>no</div></div><div style="display: none">no</div>
    <svg><title>no</title></svg><h2>Two</h2><img alt="no" src="http://x/y.png"></body></html>"""
    _, title, (page,), _ = making.read(markup.encode(), "a.html")
    assert title == "Leave & pay"
    assert page.text == (
        "Head one\n\nHello bold\xa0R&D a*b 5 < 6\nline two\n\n- one\n- two link\n\n| A | B |\n| 1 | 2 |\n\n"
        "  code\n    x = 1\n\nTwo"
    )
    assert [(page.text[heading.start : heading.end], heading.level) for heading in page.headings] == [
        ("Head one", 1),
        ("Two", 2),
    ]


def test_hidden_part_that_is_never_closed_does_not_swallow_the_page():
    assert text("<nav>Home<p>The text.") == "Home\n\nThe text."


def test_script_closed_with_attributes_does_not_swallow_the_page():
    assert text("<script>x</script language><p>The text.") == "The text."


def test_comment_that_never_ends_does_not_swallow_the_page():
    assert text("<p>before<!-- after") == "before after"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<meta charset=windows-1251><p>Отпуск".encode("cp1251"), "Отпуск"),
        ('<meta http-equiv=x content="text/html; charset=Shift_JIS"><p>休暇の申請'.encode("cp932"), "休暇の申請"),
        ("<meta charset=iso-8859-1><p>5 € — “so”".encode("cp1252"), "5 € — “so”"),
        ("<meta charset=utf-16><p>größe".encode(), "größe"),
        ("<p>größe".encode("utf-16"), "größe"),
        ("<meta charset=windows-1252><p>größe".encode(), "größe"),
        ("<meta charset=nonsense><p>größe".encode(), "größe"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html><p>' + "źródło".encode("iso8859-2"), "źródło"),
    ],
)
def test_declared_encoding_is_believed_where_it_fits(data, words):
    assert text(data) == words


def test_table_that_lays_out_the_page_is_no_table():
    inner = "<h2>Leave</h2><p>One.</p><p>Two.</p><table><tr><td>x</td><td><p>y</p><p>z</p></td></tr></table>"
    markup = f"<table><tr><td>Menu</td><td>{inner}</td></tr><tr><td>Foot</td></tr></table><p>End"
    _, _, (page,), _ = making.read(markup.encode(), "a.html")
    assert page.text == "Menu\n\nLeave\n\nOne.\n\nTwo.\n\n| x | y z |\n\nFoot\n\nEnd"
    assert len(page.headings) == 1


def test_row_of_one_cell_is_running_text_with_its_paragraphs():
    assert text("<table><tr><td><p>One.</p><p>Two<br>three.</p></td><td></td></tr></table>") == "One.\n\nTwo\nthree."


def test_preformatted_text_keeps_its_lines_and_spaces():
    found = text("<p>Run</p><pre>if x:\n    <b>y</b>\n\n    z</pre><p>now</p>")
    assert found == "Run\n\nif x:\n    y\n\n    z\n\nnow"


@pytest.mark.timeout(120)  # a parser that builds a tree never returns
def test_three_hundred_thousand_nested_tags_are_read():
    depth = 300_000
    assert text("<div>" * depth + "deep text" + "</div>" * depth) == "deep text"


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<![CDATA[", "<", "<?", "</a ", "&#", "<p x='", "<table><tr><td>"])
@pytest.mark.timeout(60)  # quadratic: minutes
def test_broken_markup_takes_no_quadratic_time(piece):
    html.visible_text(piece * 20_000, Clock(60))


def test_nothing_that_a_page_names_is_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    named = f'<object data="{secret.as_uri()}">o</object><img src="{secret}"><link href="{secret}">'
    assert text(f"<p>a</p>{named}") == "a"
