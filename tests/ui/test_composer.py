"""Where a person writes: keys, pasting, and what the question is put to."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from assistant.ui.chat.scope import ScopeKind


@pytest.fixture
def composer(window):
    window.show_conversation()
    window.composer.text.setFocus()
    return window.composer


def paste(composer, **given):
    data = QMimeData()
    if "text" in given:
        data.setText(given["text"])
    if "urls" in given:
        data.setUrls(given["urls"])
    composer.text.insertFromMimeData(data)


def test_enter_sends_and_shift_enter_begins_a_line(composer, qtbot):
    QTest.keyClicks(composer.text, "one")
    QTest.keyClick(composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(composer.text, "two")
    with qtbot.waitSignal(composer.sent) as sent:
        QTest.keyClick(composer.text, Qt.Key.Key_Return)
    assert sent.args == ["one\ntwo"]
    assert composer.text.toPlainText() == ""


def test_nothing_but_spaces_is_not_sent(composer, qtbot):
    QTest.keyClicks(composer.text, "   ")
    with qtbot.assertNotEmitted(composer.sent):
        QTest.keyClick(composer.text, Qt.Key.Key_Return)
    assert not composer.button.isEnabled()


def test_enter_that_ends_an_input_method_does_not_send(composer, qtbot):
    QTest.keyClicks(composer.text, "ni")
    QApplication.sendEvent(composer.text, QInputMethodEvent("hao", []))
    with qtbot.assertNotEmitted(composer.sent):
        QTest.keyClick(composer.text, Qt.Key.Key_Return)
    done = QInputMethodEvent()
    done.setCommitString("\u597d")
    QApplication.sendEvent(composer.text, done)
    with qtbot.waitSignal(composer.sent) as sent:
        QTest.keyClick(composer.text, Qt.Key.Key_Return)
    assert "\u597d" in sent.args[0]


def test_while_an_answer_is_made_the_button_stops_and_the_text_stays(composer, qtbot):
    composer.set_running(True)
    QTest.keyClicks(composer.text, "next")
    with qtbot.assertNotEmitted(composer.sent):
        QTest.keyClick(composer.text, Qt.Key.Key_Return)
    assert composer.text.toPlainText() == "next"
    with qtbot.waitSignal(composer.stopped):
        composer.button.click()
    assert composer.button.accessibleName() == "Stop"


def test_escape_stops_from_anywhere_in_the_window(composer, window, qtbot):
    composer.set_running(True)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(composer.stopped):
        QTest.keyClick(window.sidebar.search, Qt.Key.Key_Escape)


def test_it_grows_with_its_text_to_a_limit(composer):
    heights = []
    for lines in (1, 3, 8, 40):
        composer.text.setPlainText("x\n" * (lines - 1) + "x")
        heights.append(composer.text.height())
    assert heights[0] < heights[1] < heights[2]
    assert heights[3] == heights[2]


def test_larger_text_makes_it_higher(composer, window):
    before = composer.text.height()
    window.theme.set_text_scale(2.0)
    assert composer.text.height() > 1.5 * before


def test_pasted_files_are_given_and_not_written_out(composer, window, qtbot, tmp_path):
    with qtbot.waitSignal(window.files_given) as given:
        paste(composer, urls=[QUrl.fromLocalFile(str(tmp_path / "a b.txt"))], text="file:///a b.txt")
    assert given.args == [[bytes(tmp_path / "a b.txt")]]
    assert composer.text.toPlainText() == ""


def test_formatted_text_is_pasted_as_plain_text(composer):
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='/etc/passwd'>")
    data.setText("bold")
    composer.text.insertFromMimeData(data)
    assert composer.text.toPlainText() == "bold"


def test_a_pasted_text_of_5_mb_is_offered_as_a_document(composer, qtbot):
    text = "word " * 1_000_000
    paste(composer, text=text)
    assert composer.text.toPlainText() == ""
    assert not composer.strip.isHidden()
    assert "5,000,000 characters" in composer.strip._text.text()
    with qtbot.waitSignal(composer.long_text_given) as given:
        composer.strip._agree.click()
    assert given.args == [text]
    assert not composer.strip.isHidden(), "it is kept until it is written"
    composer.forget_long_text(text)
    assert composer.strip.isHidden()


def test_a_long_text_that_is_left_is_gone(composer, window, qtbot):
    paste(composer, text="word " * 10_000)
    with qtbot.assertNotEmitted(composer.long_text_given):
        composer.strip._leave.click()
    assert composer.strip.isHidden()


def test_an_edited_question_is_told_apart_from_a_new_one(composer, qtbot):
    composer.begin_edit("Who is it?")
    assert composer.text.toPlainText() == "Who is it?"
    assert not composer.strip.isHidden()
    composer.text.setPlainText("Who was it?")
    with qtbot.assertNotEmitted(composer.sent), qtbot.waitSignal(composer.edited) as edited:
        QTest.keyClick(composer.text, Qt.Key.Key_Return)
    assert edited.args == ["Who was it?"]
    assert composer.strip.isHidden()
    QTest.keyClicks(composer.text, "new")
    with qtbot.waitSignal(composer.sent):
        QTest.keyClick(composer.text, Qt.Key.Key_Return)


def test_what_was_being_written_comes_back_after_an_edit(composer, window):
    for leave in (window._escape, lambda: QTest.keyClick(composer.text, Qt.Key.Key_Return)):
        composer.text.setPlainText("A new ques")
        composer.begin_edit("Who is it?")
        composer.begin_edit("Who is it?")
        leave()
        assert composer.text.toPlainText() == "A new ques"


def test_a_long_text_pasted_while_editing_takes_nothing_away(composer):
    composer.begin_edit("Who is it?")
    composer.text.setPlainText("Who was it?")
    paste(composer, text="word " * 10_000)
    composer.strip._leave.click()
    assert composer.text.toPlainText() == "Who was it?"
    assert composer.shows_edit


def test_a_second_long_text_joins_the_first_and_waits_while_that_is_written(composer, qtbot):
    first, second = "one " * 10_000, "two " * 10_000
    for text in (first, second):
        paste(composer, text=text)
    with qtbot.waitSignal(composer.long_text_given) as given:
        composer.strip._agree.click()
    assert given.args == [f"{first}\n\n{second}"]
    paste(composer, text=first)
    composer.forget_long_text(given.args[0])
    with qtbot.waitSignal(composer.long_text_given) as given:
        composer.strip._agree.click()
    assert given.args == [first]


def test_escape_does_not_throw_away_what_was_pasted(composer, window, qtbot):
    composer.begin_edit("Who is it?")
    paste(composer, text="word " * 10_000)
    window._escape()
    with qtbot.waitSignal(composer.long_text_given) as given:
        composer.strip._agree.click()
    assert given.args == ["word " * 10_000]
    assert composer.text.toPlainText() == "Who is it?", "the strip does not speak of it now"


def test_escape_leaves_the_editing(composer, window, qtbot):
    composer.begin_edit("Who is it?")
    window._escape()
    assert composer.strip.isHidden()
    assert composer.text.toPlainText() == ""


# --- what the question is put to


def checked(composer):
    pills = (composer.scope, composer.this_file, composer.chat)
    return [pill.text().rstrip(" ▾") for pill in pills if pill.isChecked()]


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        (ScopeKind.DOCUMENTS, "", "My documents"),
        (ScopeKind.LIBRARY, "Contracts", "Contracts"),
        (ScopeKind.FILE, "a.pdf", "a.pdf"),
        (ScopeKind.CHAT, "", "Just chat"),
    ],
)
def test_what_is_asked_can_always_be_seen(composer, kind, name, shown):
    composer.set_scope(kind, name, has_documents=True, has_file=True)
    assert checked(composer) == [shown]
    assert all(pill.isVisible() for pill in (composer.scope, composer.this_file, composer.chat))


def test_without_documents_it_is_a_chat_and_says_so(composer):
    composer.set_scope(ScopeKind.CHAT, "", has_documents=False, has_file=False)
    assert checked(composer) == ["Just chat"]
    assert not composer.scope.isVisible()
    assert "documents" not in composer.text.placeholderText()


def test_the_chip_opens_a_menu_with_all_libraries(composer, qtbot):
    composer.set_libraries(["Contracts", "R&D"])
    composer.set_scope(ScopeKind.LIBRARY, "R&D", has_documents=True, has_file=False)
    composer.scope.click()
    assert checked(composer) == ["R&&D"], "nothing is chosen by opening the menu"
    (menu,) = composer.findChildren(QMenu)
    entries = {action.text(): action for action in menu.actions()}
    assert list(entries) == ["My documents", "Contracts", "R&&D"]
    assert [text for text, action in entries.items() if action.isChecked()] == ["R&&D"]
    for text, wanted in (
        ("My documents", [ScopeKind.DOCUMENTS, ""]), ("Contracts", [ScopeKind.LIBRARY, "Contracts"]),
    ):  # fmt: skip
        with qtbot.waitSignal(composer.scope_wanted) as told:
            entries[text].trigger()
        assert told.args == wanted
    menu.close()
