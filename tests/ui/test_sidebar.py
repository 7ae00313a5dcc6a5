"""The sidebar: libraries with their state; conversations found, renamed, deleted, brought back; the first minute."""

import dataclasses
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from assistant.records import Conversation
from assistant.services import conversations, libraries
from assistant.services.window_state import WindowState
from assistant.ui.chat.limits import Limits
from assistant.ui.chat.scope import ScopeChoice, ScopeKind
from assistant.ui.controls.question import Question
from assistant.ui.desks.desk import Desk
from assistant.ui.desks.sidebar import SidebarDesk, file_name_for
from assistant.ui.libraries.files_dialog import FilesDialog
from assistant.ui.libraries.shelf import Shelf
from assistant.ui.libraries.state import LibraryState
from assistant.ui.sidebar.archive import Archive
from assistant.ui.window import Window
from assistant.ui.window_place import place_of, put_back
from tests.scripted_engine import ScriptedChat
from tests.ui.conftest import idle
from tests.ui.making_libraries import write_notes


class Side:
    """The window's sidebar at work, without anything that answers."""

    def __init__(self, qtbot, window, program):
        self.qtbot, self.window, self.program = qtbot, window, program
        self.owner = QObject()
        self.choice = ScopeChoice(self.owner)
        self.shelf = Shelf(program, self.owner)
        self.archive = Archive(program, window.sidebar, self.owner)
        self.desk = SidebarDesk(window, program, self.shelf, self.archive, self.choice, self.owner)
        self.failures = []
        for one in (self.shelf, self.archive, self.desk):
            one.failed.connect(self.failures.append)
        self.sidebar = window.sidebar
        window.show_conversation()

    def idle(self):
        self.qtbot.waitUntil(lambda: not self.shelf.is_busy, timeout=20_000)

    def listed(self):
        """The titles that are shown, from top to bottom."""
        rows = sorted(self.sidebar._conversation_rows.values(), key=lambda row: row.y())
        return [row.name.button.toolTip().removeprefix("<qt>").removesuffix("</qt>") for row in rows]

    def until_listed(self, titles):
        def is_so():
            assert self.listed() == titles

        self.qtbot.waitUntil(is_so)

    def act(self, row, text):
        """Choose an entry of a row's menu."""
        row._show_menu(QPoint(0, 0))
        menu = row.findChildren(QMenu)[-1]
        next(action for action in menu.actions() if action.text() == text).trigger()
        menu.close()


@pytest.fixture
def side(qtbot, window, words_program):
    side = Side(qtbot, window, words_program)
    yield side
    side.shelf.stop(10)
    side.archive.end(10)


@pytest.fixture
def talked(side):
    """Three conversations; gives their ids by title."""
    store = side.program.store.conversations
    ids = {}
    for title, answer in (("Leave", "By form H-417."), ("Depot", "At the harbour."), ("Budget", "Two million.")):
        ids[title] = store.start(title)
        store.add_message(ids[title], "user", f"What about it: {title}?")
        store.add_message(ids[title], "assistant", answer)
    side.archive.refresh()
    side.until_listed(["Budget", "Depot", "Leave"])
    return ids


# --- libraries


def test_row_says_in_words_what_its_bar_shows(side):
    reading = LibraryState("Work", read=3, files=9, share=0.3, doing="Reading 3 of 9")
    side.sidebar.show_libraries([reading], "Work")
    row = side.sidebar.library_row("Work")
    assert row.name.button.accessibleName() == "Work, 3 of 9. Reading 3 of 9"
    assert not row.hold.isHidden()
    assert row.hold.accessibleName() == "Pause reading Work"
    side.sidebar.show_libraries([LibraryState("Work", 3, 9, doing="Paused.", is_paused=True)], "")
    assert row.hold.accessibleName() == "Go on reading Work"
    side.sidebar.show_libraries([LibraryState("Work", 8, 9, failed=1)], "")
    assert row.hold.isHidden()
    assert row.problems.text() == "1 could not be read"


def test_library_that_is_being_removed_offers_no_pause_and_no_menu(side):
    leaving = LibraryState("Work", 3, 9, share=0.0, doing="Removing…", is_leaving=True)
    side.sidebar.show_libraries([leaving], "")
    row = side.sidebar.library_row("Work")
    assert row.hold.isHidden()
    assert not row.more.isEnabled()
    row._show_menu(QPoint(0, 0))
    assert not row.findChildren(QMenu)


def test_menu_of_a_row_is_gone_when_it_is_closed(side, talked):
    side.sidebar.show_libraries([LibraryState("Work", 3, 9)], "")
    for row in (side.sidebar.library_row("Work"), side.sidebar.conversation_row(talked["Depot"])):
        row._show_menu(QPoint(0, 0))
        (menu,) = row.findChildren(QMenu)
        menu.close()
        side.qtbot.waitUntil(lambda row=row: not row.findChildren(QMenu))


def test_library_that_is_away_can_still_be_asked(side):
    side.sidebar.show_libraries([LibraryState("Disk", 3, 3, doing="Its folder is not there now.", is_away=True)], "")
    button = side.sidebar.library_row("Disk").name.button
    assert button.isEnabled()
    with side.qtbot.waitSignal(side.sidebar.library_chosen) as chosen:
        side.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["Disk"]


def test_library_is_made_by_its_name_and_becomes_what_is_asked_with_its_first_file(side, tmp_path):
    sidebar = side.sidebar
    side.qtbot.mouseClick(sidebar.new_library, Qt.MouseButton.LeftButton)
    side.qtbot.keyClicks(sidebar.library_name, "  Work  ")
    with side.qtbot.waitSignal(side.shelf.made):
        side.qtbot.keyClick(sidebar.library_name, Qt.Key.Key_Return)
    assert not sidebar.library_name.isVisible()
    side.qtbot.waitUntil(lambda: [state.name for state in side.shelf.states()] == ["Work"])
    assert (side.choice.kind, side.choice.library) == (ScopeKind.CHAT, "Work"), "an empty library means chat"
    side.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 1))], "Work")
    side.idle()
    side.qtbot.waitUntil(lambda: side.choice.kind is ScopeKind.LIBRARY)


def test_escape_makes_no_library(side):
    side.qtbot.mouseClick(side.sidebar.new_library, Qt.MouseButton.LeftButton)
    side.qtbot.keyClicks(side.sidebar.library_name, "Work")
    side.qtbot.keyClick(side.sidebar.library_name, Qt.Key.Key_Escape)
    assert not side.sidebar.library_name.isVisible()
    assert libraries.everything(side.program) == ()


def test_library_is_renamed_in_place_and_stays_the_one_that_is_asked(side):
    side.shelf.make("Work")
    side.qtbot.waitUntil(lambda: "Work" in side.sidebar._library_rows)
    row = side.sidebar.library_row("Work")
    row.name.button.setFocus()
    side.qtbot.keyClick(row.name.button, Qt.Key.Key_F2)
    side.qtbot.keyClicks(row.name.field, "Office")
    with side.qtbot.waitSignal(side.shelf.renamed):
        side.qtbot.keyClick(row.name.field, Qt.Key.Key_Return)
    side.qtbot.waitUntil(lambda: list(side.sidebar._library_rows) == ["Office"])
    assert side.choice.library == "Office"


def test_clicking_the_library_that_is_asked_asks_all_again(side, tmp_path):
    side.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 1))], "Work")
    side.qtbot.waitUntil(lambda: side.choice.kind is ScopeKind.DOCUMENTS)
    side.sidebar.library_chosen.emit("Work")
    assert (side.choice.kind, side.choice.library) == (ScopeKind.LIBRARY, "Work")
    side.sidebar.library_chosen.emit("Work")
    assert (side.choice.kind, side.choice.library) == (ScopeKind.DOCUMENTS, "")


def test_removing_asks_says_what_is_erased_and_leaves_the_files(side, tmp_path):
    folder = write_notes(tmp_path / "notes", 2)
    side.shelf.add([os.fsencode(folder)], "Work")
    side.idle()
    row = side.sidebar.library_row("Work")
    side.act(row, "Remove it…")
    question = side.window.findChild(Question)
    side.qtbot.keyClick(question, Qt.Key.Key_Return)  # the harmless button is the default one
    assert [library.name for library in libraries.everything(side.program)] == ["Work"]
    side.act(row, "Remove it…")
    question = side.window.findChildren(Question)[-1]
    assert "2 files is erased" in question.accessibleDescription()
    assert "The files themselves stay" in question.accessibleDescription()
    with side.qtbot.waitSignal(side.shelf.removed):
        side.qtbot.mouseClick(question.act, Qt.MouseButton.LeftButton)
    side.idle()
    side.qtbot.waitUntil(lambda: side.sidebar._library_rows == {})
    assert len(list(folder.iterdir())) == 2
    assert not side.failures


def test_first_documents_become_what_is_asked(side, tmp_path):
    assert side.choice.kind is ScopeKind.CHAT
    side.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 1))])
    side.idle()
    side.qtbot.waitUntil(lambda: side.choice.kind is ScopeKind.DOCUMENTS)


# --- conversations


def test_conversations_are_found_by_their_texts_and_the_current_one_is_marked(side, talked):
    side.archive.show_current(talked["Depot"])
    side.qtbot.keyClicks(side.sidebar.search, "HARBOUR")
    side.until_listed(["Depot"])
    assert side.sidebar.conversation_row(talked["Depot"]).name.button.isChecked()
    side.sidebar.search.setText("no such words")
    side.until_listed([])
    assert side.sidebar._none.text() == "No conversation holds these words."
    side.sidebar.search.clear()
    side.until_listed(["Budget", "Depot", "Leave"])


def test_search_waits_for_the_last_letter(side, talked):
    searched = []
    side.sidebar.searched.connect(searched.append)
    side.qtbot.keyClicks(side.sidebar.search, "HARBOUR")
    side.qtbot.waitUntil(lambda: bool(searched))
    assert searched == ["HARBOUR"]


def test_many_conversations_are_put_into_the_list_little_by_little(side):
    every = [Conversation(number, f"Talk {number}", 0, 2) for number in range(200)]
    side.sidebar.show_conversations(every, 150)
    assert len(side.sidebar._conversation_rows) < 50
    side.until_listed([one.title for one in every])
    assert side.sidebar.conversation_row(150).name.button.isChecked()
    side.sidebar.show_conversations(every[5:9], None)
    side.until_listed([one.title for one in every[5:9]])


def test_conversation_in_which_something_is_said_comes_first(side, talked):
    side.program.store.conversations.add_message(talked["Leave"], "user", "And without the form?")
    side.archive.refresh()
    side.until_listed(["Leave", "Budget", "Depot"])


def test_conversation_is_renamed_in_place_and_escape_leaves_it(side, talked):
    row = side.sidebar.conversation_row(talked["Depot"])
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        side.qtbot.keyClick(row.name.button, Qt.Key.Key_F2)
        side.qtbot.keyClicks(row.name.field, "Warehouse")
        side.qtbot.keyClick(row.name.field, key)
        expected = "Warehouse" if key == Qt.Key.Key_Return else "Depot"
        side.until_listed(["Budget", expected, "Leave"])


def test_deleted_conversation_can_be_brought_back(side, talked):
    side.archive.show_current(talked["Depot"])
    with side.qtbot.waitSignal(side.archive.closed):
        side.act(side.sidebar.conversation_row(talked["Depot"]), "Delete")
    side.until_listed(["Budget", "Leave"])
    assert side.sidebar.undo.isVisible()
    assert len(conversations.everything(side.program)) == 3, "nothing is erased yet"
    with side.qtbot.waitSignal(side.archive.opened) as opened:
        side.qtbot.mouseClick(side.sidebar.undo.button, Qt.MouseButton.LeftButton)
    assert opened.args[0] == talked["Depot"]
    side.until_listed(["Budget", "Depot", "Leave"])
    assert not side.sidebar.undo.isVisible()


def test_deleted_conversation_is_erased_when_the_time_is_over(side, talked):
    side.sidebar.undo._timer.setInterval(1)
    side.act(side.sidebar.conversation_row(talked["Depot"]), "Delete")
    side.qtbot.waitUntil(lambda: len(conversations.everything(side.program)) == 2)
    side.until_listed(["Budget", "Leave"])
    assert not side.sidebar.undo.isVisible()


def test_second_deletion_and_closing_erase_what_waits(side, talked):
    for title in ("Depot", "Leave"):
        side.qtbot.keyClick(side.sidebar.conversation_row(talked[title]).name.button, Qt.Key.Key_Delete)
    side.qtbot.waitUntil(lambda: len(conversations.everything(side.program)) == 2)
    side.until_listed(["Budget"])
    side.archive.end(10)
    assert [one.title for one in conversations.everything(side.program)] == ["Budget"]


@pytest.mark.parametrize(
    ("kind", "begins"), [("Markdown (*.md)", "# Leave"), ("Web page (*.html)", "<!doctype html>")]
)
def test_conversation_is_exported_where_the_person_says(side, talked, tmp_path, monkeypatch, kind, begins):
    asked = []

    def choose(_parent, _title, name, _kinds, _kind):
        asked.append(name)
        return str(tmp_path / "talk"), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with side.qtbot.waitSignal(side.archive.exported) as exported:
        side.act(side.sidebar.conversation_row(talked["Leave"]), "Export…")
    assert asked == [str(Path.home() / "Leave.md")]
    written = (tmp_path / exported.args[0]).read_text(encoding="utf-8")
    assert written.startswith(begins)
    assert "H-417" in written.replace("\\", "")


def test_hostile_title_is_never_markup_and_never_a_path(side):
    hostile = Conversation(1, '<img src="/dev/zero">\u202e..\\evil/../x', 0, 1)
    side.sidebar.show_conversations([hostile], None)
    button = side.sidebar.conversation_row(1).name.button
    assert "<img" not in button.toolTip()
    assert "\u202e" not in button.toolTip() + button.text() + button.accessibleName()
    assert not set('<>:"/\\|?*') & set(file_name_for(hostile.title))
    assert file_name_for("\n/") == ""


# --- the first minute


def test_sample_folder_is_added_where_it_is_and_a_question_stands_ready(side):
    side.window.show_welcome()
    side.window.welcome.sample_wanted.emit()
    side.idle()
    assert [(state.name, state.read, state.failed) for state in side.shelf.states()] == [("Sample", 5, 0)]
    assert not side.window.welcome.isVisible()
    assert side.window.composer.text.toPlainText() == "How many days of leave do I have?"


def test_conversations_end_the_first_minute_too(side, talked):
    side.window.show_welcome()
    side.archive.refresh()
    side.qtbot.waitUntil(lambda: not side.window.welcome.isVisible())
    assert side.sidebar.isVisible()


@pytest.fixture
def begun_again(side, theme, qtbot):
    """Closes the window; gives a new one as it was left, with its archive."""
    windows = []

    def begin():
        state = place_of(side.window)
        window = Window(theme)
        qtbot.addWidget(window)
        put_back(window, state)
        window.show()
        windows.append(window)
        return window, Archive(side.program, window.sidebar, window)

    return begin


def test_second_start_shows_the_conversation_that_was_on_screen(side, talked, begun_again):
    side.archive.show_current(talked["Depot"])
    side.until_listed(["Budget", "Depot", "Leave"])
    window, archive = begun_again()
    assert not window.welcome.isVisible()
    with side.qtbot.waitSignal(archive.opened) as opened:
        archive.refresh()
    assert opened.args[0] == talked["Depot"]
    assert [one.question for one in opened.args[1]] == ["What about it: Depot?"]


def test_second_start_without_the_conversation_closes_it_and_complains_of_nothing(side, talked, begun_again):
    side.archive.show_current(talked["Depot"])
    side.until_listed(["Budget", "Depot", "Leave"])
    _window, archive = begun_again()
    store = side.program.store.conversations
    store.remove(talked["Depot"])
    failures, opened = [], []
    archive.failed.connect(failures.append)
    archive.opened.connect(lambda number, _exchanges: opened.append(number))
    with side.qtbot.waitSignal(archive.closed):
        archive.refresh()
    idle(side.qtbot, archive)
    assert (failures, opened) == ([], [])


def test_second_start_without_the_conversation_says_what_to_do_here(window, program, qtbot):
    put_back(window, WindowState(has_begun=True, conversation=77))
    desk = Desk(window, dataclasses.replace(program, chat=ScriptedChat()))
    qtbot.waitUntil(window.transcript._empty.isVisible)
    assert window.sidebar.current is None
    assert not window.has_begun, "there is nothing in the list"
    desk.close()


def test_question_asked_before_the_old_conversation_came_keeps_it_away(window, program, qtbot):
    store = program.store.conversations
    number = store.start("Depot")
    store.add_message(number, "user", "Where is it?")
    store.add_message(number, "assistant", "At the harbour.")
    put_back(window, WindowState(has_begun=True, conversation=number))
    desk = Desk(window, dataclasses.replace(program, chat=ScriptedChat("Yes.")))
    window.composer.text.setPlainText("Is anybody there?")
    window.composer.button.click()
    idle(qtbot, desk)
    assert [one.question for one in window.transcript.exchanges] == ["Is anybody there?"]
    assert desk.answering.conversation != number
    desk.close()


def test_question_keeps_away_what_was_being_opened(side, talked):
    opened = []
    side.archive.opened.connect(lambda number, _exchanges: opened.append(number))
    side.archive.open(talked["Depot"])
    side.archive.stay()
    idle(side.qtbot, side.archive)
    assert opened == []


def test_second_start_with_nothing_is_the_first_minute(side, begun_again):
    window, _archive = begun_again()
    assert window.welcome.isVisible()


def test_what_it_can_and_cannot_do_is_a_page_to_read(side):
    side.window.welcome.limits_wanted.emit()
    limits = side.window.findChild(Limits)
    assert limits.isVisible()
    side.qtbot.keyClick(limits, Qt.Key.Key_Escape)
    assert not limits.isVisible()


# --- files


def test_what_could_not_be_read_leads_to_its_files_and_one_file_can_be_asked(side, tmp_path):
    folder = write_notes(tmp_path / "papers", 1)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    side.shelf.add([os.fsencode(folder)])
    side.idle()
    row = side.sidebar.library_row("Documents")
    side.qtbot.waitUntil(lambda: not row.problems.isHidden())
    side.qtbot.mouseClick(row.problems, Qt.MouseButton.LeftButton)
    dialog = side.window.findChild(FilesDialog)
    side.qtbot.waitUntil(lambda: [row.name for row in dialog.model._rows] == ["cut.pdf"])
    dialog.choose_group(None)
    side.qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    dialog.table.selectRow(1)
    side.qtbot.mouseClick(dialog.ask, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert (side.choice.kind, side.choice.file) == (ScopeKind.FILE, os.fsencode(folder / "note 0.txt"))


def test_files_that_no_library_was_named_for_are_those_with_the_most_problems(side, tmp_path):
    folder = write_notes(tmp_path / "papers", 1)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    side.shelf.add([os.fsencode(folder)], "Papers")
    side.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 1))], "Notes")
    side.idle()
    side.sidebar.library_action.emit("problems", "")
    assert side.window.findChild(FilesDialog).library == "Papers"
    assert side.failures == []


def test_list_of_files_follows_what_happens_to_its_library(side, tmp_path):
    folder = write_notes(tmp_path / "papers", 1)
    side.shelf.add([os.fsencode(folder)])
    side.idle()
    side.act(side.sidebar.library_row("Documents"), "Show its files…")
    dialog = side.window.findChild(FilesDialog)
    side.qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    write_notes(folder, 3)
    side.shelf.rescan("Documents")
    side.qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)


def test_file_of_the_list_is_shown_in_the_window(side, tmp_path):
    side.shelf.add([os.fsencode(write_notes(tmp_path / "papers", 1))])
    side.idle()
    side.act(side.sidebar.library_row("Documents"), "Show its files…")
    dialog = side.window.findChild(FilesDialog)
    side.qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.table.selectRow(0)
    with side.qtbot.waitSignal(side.desk.file_wanted) as wanted:
        side.qtbot.mouseClick(dialog.show_text, Qt.MouseButton.LeftButton)
    assert wanted.args == [os.fsencode(tmp_path / "papers" / "note 0.txt")]
