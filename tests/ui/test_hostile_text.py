"""What models and documents say is shown and never acted upon: no file is opened, no link followed."""

import os
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from assistant.records import Conversation, Label
from assistant.ui import wording
from assistant.ui.chat.answer_body import AnswerBody
from assistant.ui.chat.exchange import Exchange, Stage
from assistant.ui.chat.link_question import LinkQuestion, host_of
from assistant.ui.chat.quote_card import QuoteCard
from assistant.ui.controls.question import Question
from assistant.ui.libraries.state import LibraryState
from assistant.ui.render.prose import Paragraph, Words
from assistant.ui.render.rich_text import RichText
from assistant.ui.source import Source
from tests.ui.watching import Watch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify is the kernel's of Linux")

TRAPS = (
    '<img src="{path}">',
    '<img src="file://{path}">',
    "![x]({path})",
    "![x](file://{path})",
    "[![x]({path})]({path})",
    '<table background="{path}"><tr><td>x</td></tr></table>',
    '<link rel="stylesheet" href="{path}">',
    '<style>@import url("{path}"); body {{ background: url({path}) }}</style>',
    "<object data='{path}'></object><iframe src='{path}'></iframe>",
    "[x][1]\n\n[1]: {path}",
    "```html\n<img src='{path}'>\n```",
    "| ![x]({path}) | <img src='{path}'> |\n|---|---|\n| ![x]({path}) | x |",
    "<{path}>",
)


@pytest.fixture
def bait(tmp_path):
    """A picture and a pipe that would freeze who opens it; and what of them was opened."""
    folder = tmp_path / "bait"
    folder.mkdir()
    (folder / "x.png").write_bytes(b"no picture")
    os.mkfifo(folder / "pipe")
    watch = Watch(folder)
    yield folder, watch
    watch.close()


def painted(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(640, 400)
    widget.show()
    qtbot.waitExposed(widget)
    widget.grab()


def test_the_trap_would_snap(qapp, qtbot, bait):
    folder, watch = bait
    browser = QTextBrowser()
    browser.setHtml(f'<img src="{folder / "x.png"}">')
    painted(qtbot, browser)
    assert "x.png" in watch.opened()


@pytest.mark.parametrize("name", ["x.png", "pipe"])
def test_an_answer_opens_nothing(theme, qtbot, bait, name):
    folder, watch = bait
    text = "\n\n".join(trap.format(path=folder / name) for trap in TRAPS)
    body = AnswerBody(theme)
    body.show_markdown(text, is_whole=True)
    painted(qtbot, body)
    body.show_words([Words(text)])
    painted(qtbot, body)
    assert watch.opened() == []


@pytest.mark.parametrize("name", ["x.png", "pipe"])
def test_a_quote_a_question_and_a_conversation_open_nothing(window, qtbot, bait, name):
    folder, watch = bait
    text = "\n\n".join(trap.format(path=folder / name) for trap in TRAPS)
    source = Source(os.fsencode(folder / name), 1, 0, len(text), text, None, heading=text, after=text)
    card = QuoteCard(window.theme, source, 1)
    painted(qtbot, card)
    one = Exchange(text, stage=Stage.DONE, found=True, sources=[source], quotes=1, sentences=[(text, (1,))])
    window.show_conversation()
    window.transcript.show_exchanges([one, Exchange(text, False, stage=Stage.DONE, text=text)])
    window.grab()
    assert watch.opened() == []


def test_a_link_is_told_and_not_followed(theme, qtbot, bait):
    folder, watch = bait
    text = RichText(theme)
    text.show_paragraphs([Paragraph((Words("here", link=f"file://{folder / 'x.png'}"),))])
    painted(qtbot, text)
    with qtbot.waitSignal(text.link_wanted) as told:
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert told.args == [f"file://{folder / 'x.png'}"]
    assert watch.opened() == []
    assert text.toPlainText() == "here"


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("mailto:a@example.org?subject=two%20words", "mailto:a@example.org?subject=two%20words"),
        ("https://example.org/\u202egpj.exe", "https://example.org/%E2%80%AEgpj.exe"),
    ],
)
def test_a_link_is_told_as_it_is_sent(theme, qtbot, link, told):
    text = RichText(theme)
    text.show_paragraphs([Paragraph((Words("here", link=link),))])
    painted(qtbot, text)
    with qtbot.waitSignal(text.link_wanted) as wanted:
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert wanted.args == [told]


def test_no_tool_tip_is_markup_of_somebody_else(window):
    hostile = '<img src="/dev/zero">'
    path = os.fsencode(f"/home/{hostile}/a.pdf")
    source = Source(path, 1, 0, 5, "otter", Label("sheet", 2, hostile), heading=hostile)
    window.header.show_model(hostile, hostile)
    window.sidebar.show_libraries([LibraryState(hostile, 1, 1)], hostile)
    window.sidebar.show_conversations([Conversation(1, hostile, 0, 1)], 1)
    window.show_conversation()
    window.transcript.show_exchanges([Exchange(hostile, stage=Stage.DONE, found=True, sources=[source], quotes=1)])
    window.page.show_loading(source, 1, 1)
    tips = [widget.toolTip() for widget in window.findChildren(QWidget)]
    assert sum("&lt;img" in tip for tip in tips) >= 5, "the model, the card, the file, the place, the conversation"
    assert not [tip for tip in tips if "<img" in tip]


def test_names_from_files_stay_in_their_line_and_direction(qapp):
    assert wording.place(Label("sheet", 2, "a\nb\u202ec"), "", 1) == "sheet 2: a b\ufffdc"
    assert wording.place(None, "A\x00\nB > C", 1) == "A\ufffd B › C"


@pytest.mark.parametrize("word", ["نیم\u200cبرگ", "क्\u200dष", "Arbeits\u00adrecht"])
def test_words_keep_what_holds_their_letters_together(word):
    assert wording.file_name(os.fsencode(f"/home/{word}.pdf")) == f"{word}.pdf"


def test_selected_text_is_copied_as_plain_text(theme, qtbot):
    text = RichText(theme)
    text.show_words([Words("<b>said</b>\nhere"), Words(" "), Words("", badge=3)])
    text.selectAll()
    text.copy()
    data = QApplication.clipboard().mimeData()
    assert data.text() == "<b>said</b>\nhere "
    assert not data.hasHtml()


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org/a", "example.org"),
        ("https://bank.example@evil.example/login", "evil.example"),
        ("https://bank.example:x@evil.example:8080/", "evil.example"),
        ("https://EXAMPLE.org", "example.org"),
        ("https://\u0430pple.com/", "xn--pple-43d.com"),
        ("mailto:someone@example.org", "example.org"),
        ("https://[::1]/", "::1"),
    ],
)
def test_the_question_names_who_the_link_really_leads_to(address, host):
    assert host_of(address) == host


def asked(window):
    """The question that stands in front of the window."""
    (question,) = window.findChildren(Question)
    return question


def test_a_link_is_opened_after_the_person_agreed(window, qtbot):
    link = LinkQuestion(window)
    link.ask("https://bank.example@evil.example/")
    assert asked(window).windowTitle() == "This link leads to evil.example."
    with qtbot.waitSignal(link.agreed) as agreed:
        asked(window).act.click()
    assert agreed.args == ["https://bank.example@evil.example/"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_leaving_a_link_is_what_a_hasty_key_does(window, qtbot, key):
    link = LinkQuestion(window)
    link.ask("https://example.org/")
    question = asked(window)
    with qtbot.assertNotEmitted(link.agreed), qtbot.waitSignal(question.finished):
        QTest.keyClick(question, key)


def test_of_an_address_that_is_none_nothing_is_asked(window):
    LinkQuestion(window).ask("file:///etc/passwd")
    assert not window.findChildren(Question)
