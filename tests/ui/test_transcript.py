"""The conversation on screen: every state of an exchange, its sources, its buttons."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from assistant.errors import ModelFileMissing, NothingToAsk
from assistant.records import Coverage, Label
from assistant.ui.chat.exchange import Exchange, Stage
from assistant.ui.chat.quote_card import QuoteCard, quote_words
from assistant.ui.render.code_view import CodeView
from assistant.ui.render.prose import Look, Words
from assistant.ui.render.rich_text import RichText
from assistant.ui.render.table_view import TableView
from assistant.ui.source import Source

COVERAGE = Coverage(files=388, unread=0, failed=12, without_vectors=0)


def source(number=1, text="Leave is applied for with form H-417.", **others):
    return Source(b"/files/handbook.pdf", number, 0, len(text), text, Label("page", number), **others)


def answered(**others):
    """A question that the documents answer."""
    given = {
        "stage": Stage.DONE, "found": True, "sources": [source(1), source(2)], "quotes": 2, "model": "Small",
        "sentences": [("Use form H-417.", (1,)), ("It takes a week.", ())], "coverage": COVERAGE,
        "timings_ms": {"quotes": 180.0, "first_text": 900.0, "total": 2_100.0},
    }  # fmt: skip
    return Exchange("How do I apply for leave?", **given | others)


def missing(**others):
    """A question that they do not answer."""
    given = {"stage": Stage.DONE, "found": False, "nearest": [source(3)], "coverage": COVERAGE}
    return Exchange("What is the parking fee?", **given | others)


def chatted(text, **others):
    """A message that the model answered."""
    return Exchange("Hello", False, **{"stage": Stage.DONE, "text": text, "model": "Small"} | others)


@pytest.fixture
def transcript(window):
    window.show_conversation()
    return window.transcript


@pytest.fixture
def shown(transcript):
    """Puts exchanges on screen; the widget of the last one."""

    def show(*exchanges):
        transcript.show_exchanges(exchanges)
        return transcript.row(len(exchanges) - 1)

    return show


def said(row):
    """All words of an exchange that can be seen."""
    labels = [label.text() for label in row.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels + [text.toPlainText() for text in row.findChildren(RichText) if text.isVisible()])


def offered(row):
    """What its visible buttons do."""
    buttons = row.findChildren(QPushButton)
    return [one.text() for one in buttons if one.isVisible() and not isinstance(one, QuoteCard)]


def press(row, text):
    next(one for one in row.findChildren(QPushButton) if one.isVisible() and text in one.text()).click()


def cards(row):
    return [card for card in row.findChildren(QuoteCard) if card.isVisible()]


# --- states


def test_an_answer_shows_quotes_the_draft_and_what_no_file_says(shown):
    row = shown(answered())
    assert "Found in your documents" in said(row)
    assert [card.number for card in cards(row)] == [1, 2]
    assert "handbook.pdf" in said(cards(row)[0])
    assert "page 1" in said(cards(row)[0])
    assert "Draft by Small, checked sentence by sentence" in said(row)
    assert "It takes a week." in said(row)
    assert "not\u00a0in" not in said(row)
    assert said(row).count("not in your documents") == 1


def test_not_found_says_how_much_was_searched_and_what_can_be_done(shown, transcript, qtbot):
    row = shown(missing(searched_in="Personnel"))
    assert "Not in your documents." in said(row)
    assert "Searched 388 of 400 files in Personnel. 12 could not be read." in said(row)
    assert "Nearest passages" in said(row)
    assert [card.number for card in cards(row)] == [0], "what only comes near has no number"
    for text, action in (("could not be read", "files"), ("everywhere", "everywhere"), ("Ask the model", "model")):
        with qtbot.waitSignal(transcript.action_wanted) as wanted:
            press(row, text)
        assert wanted.args == [action, 0]


def test_what_was_searched_everywhere_is_not_offered_to_be_searched_everywhere(shown):
    row = shown(missing(coverage=Coverage(3, 0, 0, 0)))
    assert not {"Search everywhere", "Show the files that could not be read"} & set(offered(row))
    assert "Ask the model without documents" in offered(row)


def test_what_the_program_cannot_tell_is_said_to_be_unsure(shown):
    row = shown(answered(found=None, coverage=Coverage(3, 5, 0, 0)))
    assert "Perhaps in your documents." in said(row)
    assert "5 are still being read." in said(row)


def test_what_is_not_read_yet_is_not_said_to_be_missing(shown):
    row = shown(missing(found=None, nearest=[], coverage=Coverage(0, 5, 0, 0)))
    assert "Nothing found yet." in said(row)
    assert "Not in your documents" not in said(row)


def test_an_error_says_what_to_do_and_has_the_button_that_does_it(shown, transcript, qtbot):
    row = shown(chatted("", stage=Stage.FAILED, error=ModelFileMissing(path="/x/y.gguf")))
    assert str(ModelFileMissing(path="/x/y.gguf")) in said(row)
    with qtbot.waitSignal(transcript.action_wanted) as wanted:
        press(row, "Choose a model")
    assert wanted.args == ["models", 0]


def test_where_there_is_nothing_to_ask_a_folder_can_be_added(shown, transcript, qtbot):
    row = shown(Exchange("Who?", stage=Stage.FAILED, error=NothingToAsk()))
    assert "Not in your documents" not in said(row)
    with qtbot.waitSignal(transcript.action_wanted) as wanted:
        press(row, "Add a folder")
    assert wanted.args == ["add", 0]


def test_an_answer_that_the_engine_left_keeps_its_words_and_says_why(shown):
    row = shown(chatted("So far", stopped="The model stopped because the computer ran out of memory."))
    assert "So far" in said(row)
    assert "ran out of memory" in said(row)
    assert "Choose another model" in offered(row)


@pytest.mark.parametrize(
    ("stopped", "words"), [("cancelled", "Stopped."), ("length", "longest allowed"), ("thinking", "thinking")]
)
def test_why_an_answer_is_not_whole_is_said_in_words(shown, stopped, words):
    row = shown(chatted("So far", stopped=stopped))
    assert words in said(row)
    assert not row._notice.isVisible(), "nothing is to be decided"
    assert "Choose another model" not in offered(row)


def test_what_has_no_sources_is_not_copied_with_them(shown):
    assert "Copy with sources" in offered(shown(answered()))
    assert {"Copy the answer", "Copy with sources"} & set(offered(shown(chatted("Hi.")))) == {"Copy the answer"}


def test_a_request_about_the_last_answer_says_whom_it_went_to(shown):
    assert "From the model, about its last answer" in said(shown(chatted("Shorter.", is_about_answer=True)))
    assert "From the model, not from your files" in said(shown(chatted("Hi.")))


def test_who_waits_sees_what_is_going_on(shown):
    assert "Looking through your documents…" in said(shown(Exchange("Who?")))
    assert "Small is thinking…" in said(shown(chatted("", stage=Stage.WAITING)))
    row = shown(answered(sentences=[], stage=Stage.SEARCHED, thoughts=3))
    assert "Small is thinking…" in said(row)
    assert offered(row) == [], "nothing can be done with an answer that is not there"


def test_how_it_was_answered_is_told_when_it_is_asked_for(shown, transcript):
    row = shown(answered(passages_left_out=2))
    assert "after 0.2 s" not in said(row)
    press(row, "How was this answered?")
    told = said(row)
    assert "Searched 388 of 400 files." in told
    assert "The quotes were there after 0.2 s, the first words of the draft after 0.9 s" in told
    assert "They say 1 of 2" in told
    assert "2 more passages did not fit" in told


def test_only_the_last_question_can_be_edited(shown, transcript):
    row = shown(answered())
    assert "Edit" in offered(row)
    transcript.add(missing())
    assert "Edit" not in offered(transcript.row(0))
    assert "Edit" in offered(transcript.row(1))


# --- sources


def test_a_quote_is_marked_its_decisive_words_stronger_and_what_follows_is_not(shown):
    words = quote_words(source(decisive=((0, 5),), after="The head signs it."), is_marked=True)
    assert [(one.text, one.look) for one in words] == [
        ("Leave", Look.DECISIVE),
        (" is applied for with form H-417.", Look.MARKED),
        (" The head signs it.", Look.PLAIN),
    ]


def test_words_that_are_gone_from_the_documents_say_so(shown):
    row = shown(answered(sources=[Source(b"/x/y.pdf", 1, 0, 5, None, None)], quotes=1, sentences=[]))
    assert "no longer in your documents" in said(cards(row)[0])


def test_a_card_is_chosen_by_click_and_by_enter(shown, transcript, qtbot):
    row = shown(answered())
    for act in (
        lambda card: QTest.mouseClick(card, Qt.MouseButton.LeftButton),
        lambda card: QTest.keyClick(card, Qt.Key.Key_Return),
        lambda card: QTest.keyClick(card, Qt.Key.Key_Space),
    ):
        with qtbot.waitSignal(transcript.source_wanted) as wanted:
            act(cards(row)[1])
        assert wanted.args[0] is transcript.exchanges[0].sources[1]
        assert wanted.args[1] == 0


def badge_place(row, number):
    """Where a badge stands in the written answer."""
    text = next(one for one in row.findChildren(RichText) if "Use form" in one.toPlainText())
    for x in range(0, text.width(), 4):
        for y in range(4, text.height(), 8):
            if text.anchorAt(QPoint(x, y)) == f"cite:{number}":
                return text, QPoint(x + 2, y)
    raise AssertionError("there is no such badge")


def test_a_badge_that_is_pointed_at_lights_its_card_and_is_told(shown, transcript, qtbot):
    row = shown(answered())
    text, place = badge_place(row, 1)
    with qtbot.waitSignal(transcript.pointed_at) as pointed:
        QTest.mouseMove(text.viewport(), place)
    assert pointed.args == [1, 0]
    assert [bool(card.property("on")) for card in cards(row)] == [True, False]
    QApplication.sendEvent(text, QEvent(QEvent.Type.Leave))
    assert not any(card.property("on") for card in cards(row))


def test_a_badge_that_is_clicked_shows_its_source(shown, transcript, qtbot):
    row = shown(answered())
    text, place = badge_place(row, 1)
    with qtbot.waitSignal(transcript.source_wanted) as wanted:
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [transcript.exchanges[0].sources[0], 0]


def test_a_card_that_is_pointed_at_is_told_and_the_one_on_the_page_stays_lit(shown, transcript, qtbot):
    row = shown(answered())
    row.light(2)
    first, second = cards(row)
    inside = QPointF(5, 5)
    with qtbot.waitSignal(transcript.pointed_at) as pointed:
        QApplication.sendEvent(first, QEnterEvent(inside, inside, inside))
    assert pointed.args == [1, 0]
    assert first.property("on")
    QApplication.sendEvent(first, QEvent(QEvent.Type.Leave))
    assert second.property("on")
    assert not first.property("on")


def test_a_place_on_the_page_that_is_pointed_at_lights_its_card_and_its_badge(shown, transcript):
    row = shown(answered())
    text, _ = badge_place(row, 1)
    before = text.grab().toImage()
    transcript.point(0, 1)
    assert [bool(card.property("on")) for card in cards(row)] == [True, False]
    assert text.grab().toImage() != before
    transcript.point(0, 0)
    assert not any(card.property("on") for card in cards(row))
    assert text.grab().toImage() == before


def test_what_only_comes_near_is_shown_to_be_on_the_page(shown, transcript):
    row = shown(missing(nearest=[source(3), source(4)]))
    transcript.light(0, 2)
    assert [bool(card.property("on")) for card in cards(row)] == [False, True]


def test_a_row_of_a_table_is_quoted_without_its_bars():
    row = "| Work: Gold tooling | Price: 3.20 |"
    words = quote_words(source(text=row, decisive=((8, 12),)), is_marked=True)
    assert [one.text for one in words] == ["Work: ", "Gold", " tooling · Price: 3.20"]
    assert quote_words(source(text=row), is_marked=False)[0].text == "Work: Gold tooling · Price: 3.20"


def test_what_is_joined_to_a_row_keeps_its_letters_and_its_marks():
    text = "| Fee | 5 |\n|---|---|\n|\n\nThe fee for bees | wasps is due.\n\nBees sleep."
    start = text.index("bees")
    words = quote_words(source(text=text, decisive=((start, start + 4),)), is_marked=True)
    assert words[1] == Words("bees", Look.DECISIVE)
    assert words[0].text.startswith("Fee · 5 ")
    assert words[0].text.endswith(" The fee for ")
    assert words[2].text == " | wasps is due. Bees sleep."


# --- text


def test_code_is_set_in_letters_of_one_width(shown):
    row = shown(chatted("```python\nprint(1)\n```\n"))
    (code,) = (one for one in row.findChildren(CodeView) if one.isVisible())
    form = code._text.document().firstBlock().begin().fragment().charFormat()
    assert form.font().families() == ["monospace"]


def test_text_that_streams_in_leaves_what_stands_there_untouched(shown, transcript):
    one = chatted("", stage=Stage.WRITING)
    row = shown(one)
    for end in range(1, 60):
        one.tail = ("# Head\n\nFirst paragraph of it.\n\nSecond **one**, of more words.")[:end]
        transcript.changed(0, at_once=True)
        (text,) = (one for one in row.findChildren(RichText) if one.isVisible())
        if end == 20:
            before, block = text, text.document().firstBlock()
    assert text is before
    assert text.document().firstBlock() == block
    assert text.toPlainText() == "Head\nFirst paragraph of it.\nSecond one, of more wor"


def test_what_is_selected_stays_selected_while_text_streams_in(shown, transcript):
    one = chatted("", stage=Stage.WRITING, tail="In the year 1850")
    row = shown(one)
    (text,) = (one for one in row.findChildren(RichText) if one.isVisible())
    cursor = text.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(11, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    for more in (" a keeper", " came, and *stayed*", " for ever.\n\nThe end", "."):
        one.tail += more
        transcript.changed(0, at_once=True)
        assert text.textCursor().selectedText() == "the year"
    assert text.toPlainText() == "In the year 1850 a keeper came, and stayed for ever.\nThe end."


def test_tables_and_code_stand_between_the_paragraphs(shown):
    row = shown(chatted("Before\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nprint(1)\n```\n\nAfter"))
    (table,) = (one for one in row.findChildren(TableView) if one.isVisible())
    (code,) = (one for one in row.findChildren(CodeView) if one.isVisible())
    assert table.document().rootFrame().childFrames(), "a real table"
    assert table.y() < code.y()
    press(code, "Copy")
    assert QApplication.clipboard().text() == "print(1)"


def test_a_line_of_a_megabyte_is_cut_on_screen_and_copied_whole(shown):
    line = "x" * 1_000_000
    row = shown(chatted(f"```\n{line}\n```\n"))
    (code,) = (one for one in row.findChildren(CodeView) if one.isVisible())
    assert "Long lines are cut here" in said(code)
    assert len(code._text.toPlainText()) < 1_000
    press(code, "Copy")
    assert QApplication.clipboard().text() == line


def test_code_of_many_lines_is_shown_when_it_is_asked_for(shown, qtbot):
    row = shown(chatted("```\n" + "x = 1\n" * 900 + "```\n"))
    (code,) = (one for one in row.findChildren(CodeView) if one.isVisible())
    qtbot.waitUntil(lambda: not row._body._timer.isActive())
    assert code._text.blockCount() == 200
    press(code, "Show all 900 lines")
    assert code._text.blockCount() == 900


def test_an_answer_of_100_000_characters_is_shown_in_parts(shown, qtbot):
    text = "\n\n".join(f"Paragraph {number} of a very long answer." for number in range(2_600))
    row = shown(chatted(text[:100_000]))
    body = row._body
    qtbot.waitUntil(lambda: not body._timer.isActive())
    assert 0 < len("".join(one.toPlainText() for one in body.findChildren(RichText))) <= 40_000
    press(row, "Show more")
    qtbot.waitUntil(lambda: not body._timer.isActive(), timeout=30_000)
    shown_text = "".join(one.toPlainText() for one in body.findChildren(RichText))
    assert "Paragraph 2000 of" in shown_text


def test_of_a_thousand_exchanges_only_a_few_are_laid_out(shown, transcript, qtbot):
    shown(*[answered() if number % 2 else chatted("Words " * 80) for number in range(1_000)])
    qtbot.waitUntil(lambda: not transcript.column._beyond.isActive())
    assert 1 < len(transcript.column._rows) < 20


def test_larger_text_is_shown_at_once_where_it_stands(shown, transcript, window):
    def size():
        texts = transcript.row(11).findChildren(RichText)
        return next(one for one in texts if one.isVisible()).document().defaultFont().pixelSize()

    shown(*[chatted("Words " * 80) for _ in range(12)])
    before = size()
    window.theme.step_text_scale(1)
    assert size() > before


def test_what_comes_up_is_announced(shown, transcript, monkeypatch):
    told = []
    monkeypatch.setattr(
        "assistant.ui.chat.transcript.QAccessible.updateAccessibility", lambda event: told.append(event.message())
    )
    transcript.announce("Found in your documents")
    transcript.announce("")
    assert told == ["Found in your documents"]
