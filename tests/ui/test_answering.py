"""Questions and messages from the composer to the transcript: real window, store and search, a scripted model."""

import os
import threading

import pytest
from PySide6.QtWidgets import QApplication

from assistant.errors import EngineDied
from assistant.services import conversations
from assistant.ui.chat.exchange import Stage
from assistant.ui.chat.scope import ScopeKind
from tests.scripted_engine import ScriptedChat
from tests.ui.conftest import idle

LEAVE = "Employees apply for leave with form H-417. The head of the section signs it.\n"


class Person:
    """What a person does, and sees."""

    def __init__(self, qtbot, window, desk):
        self.qtbot, self.window, self.desk = qtbot, window, desk

    def ask(self, text):
        """Send a text and wait for the answer; the exchange as it is then."""
        self.write(text)
        return self.answer()

    def write(self, text):
        self.window.composer.text.setPlainText(text)
        self.window.composer.button.click()

    def answer(self):
        self.qtbot.waitUntil(lambda: not self.desk.answering.is_running, timeout=30_000)
        return self.exchanges[-1]

    def press(self, action):
        """A button below the last answer."""
        self.window.transcript.action_wanted.emit(action, len(self.exchanges) - 1)

    @property
    def exchanges(self):
        return self.window.transcript.exchanges

    def stored(self):
        """The messages of the conversation on screen, as they are kept."""
        program = self.desk._program
        turns = conversations.turns(program, conversations.chosen(program, conversations.LAST))
        return [(turn.role, turn.text) for turn in turns]


@pytest.fixture
def person(make_desk, window, qtbot, tmp_path):
    """Sits in front of a window with these files in it, and a model that says what the test says."""

    def make(chat, **files):
        desk = make_desk(chat=chat)
        if files:
            folder = tmp_path / "files"
            folder.mkdir()
            for name, text in files.items():
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            window.files_given.emit([os.fsencode(folder)])
            idle(qtbot, desk)
            qtbot.waitUntil(lambda: desk.choice.has_documents)
        return Person(qtbot, window, desk)

    return make


class Paused:
    """Lets a model wait in the middle of its answer."""

    def __init__(self, after):
        self._after, self._written = after, 0
        self.reached, self.go_on = threading.Event(), threading.Event()

    def __call__(self):
        self._written += 1
        if self._written == self._after:
            self.reached.set()
            self.go_on.wait(20)


def test_without_documents_a_message_goes_to_the_model_and_says_so(person):
    someone = person(ScriptedChat("Good day."))
    one = someone.ask("Hello")
    assert (one.from_documents, one.text, one.stage) == (False, "Good day.", Stage.DONE)
    assert someone.desk.choice.kind is ScopeKind.CHAT


def test_a_question_is_answered_from_the_documents_each_sentence_checked(person):
    someone = person(ScriptedChat("Employees apply for leave with form H-417. It is blue."), handbook=LEAVE)
    one = someone.ask("How do employees apply for leave?")
    assert one.found
    assert one.sources[0].text == "Employees apply for leave with form H-417."
    assert one.sources[0].after == "The head of the section signs it."
    assert [numbers for _, numbers in one.sentences] == [(1,), ()]
    assert one.timings_ms["quotes"] > 0


def test_what_is_not_in_the_documents_shows_the_nearest_and_can_be_asked_of_the_model(person):
    someone = person(ScriptedChat("Five coins."), handbook=LEAVE)
    one = someone.ask("What does the planet Jupiter weigh?")
    assert one.found is False
    assert [source.text for source in one.nearest]
    someone.press("model")
    again = someone.answer()
    assert (again.question, again.from_documents, again.text) == (one.question, False, "Five coins.")
    assert someone.desk.choice.kind is ScopeKind.DOCUMENTS, "the choice for the next question stays"


def test_a_library_that_does_not_hold_it_is_left_for_all_documents(person):
    someone = person(ScriptedChat("x"), handbook=LEAVE)
    someone.desk.choice.choose(ScopeKind.LIBRARY, library="Documents")
    one = someone.ask("What does the planet Jupiter weigh?")
    assert one.searched_in == "Documents"
    someone.press("everywhere")
    assert someone.answer().searched_in == ""


def test_a_request_about_the_last_answer_goes_to_the_model_with_what_was_said(person):
    chat = ScriptedChat("Employees apply for leave with form H-417.")
    someone = person(chat, handbook=LEAVE)
    someone.ask("How do employees apply for leave?")
    one = someone.ask("Shorter, please")
    assert one.is_about_answer
    assert not one.from_documents
    told = [message.text for message in chat.prompts[-1].messages]
    assert "How do employees apply for leave?" in told
    assert "Employees apply for leave with form H-417." in told


def test_the_same_words_without_an_answer_before_them_ask_the_documents(person):
    someone = person(ScriptedChat("x"), handbook=LEAVE)
    one = someone.ask("Shorter, please")
    assert one.from_documents
    assert not one.is_about_answer


def test_an_edited_question_takes_the_place_on_screen_and_both_are_kept(person):
    someone = person(ScriptedChat(lambda prompt: f"You said {prompt.messages[-1].text}."))
    someone.ask("first")
    someone.ask("secnod")
    someone.press("edit")
    assert someone.window.composer.text.toPlainText() == "secnod"
    one = someone.ask("second")
    assert [each.question for each in someone.exchanges] == ["first", "second"]
    assert one.text == "You said second."
    assert [text for role, text in someone.stored() if role == "user"] == ["first", "secnod", "second"]


def test_asking_again_leaves_the_first_answer_where_it_is(person):
    someone = person(ScriptedChat("Good day."))
    someone.ask("Hello")
    someone.press("again")
    someone.answer()
    assert [one.question for one in someone.exchanges] == ["Hello", "Hello"]


def test_stop_keeps_what_was_written(person):
    pause = Paused(after=4)
    someone = person(ScriptedChat("one two three four five six", before_piece=pause))
    someone.write("Count")
    someone.qtbot.waitUntil(pause.reached.is_set)
    someone.window.composer.button.click()
    pause.go_on.set()
    one = someone.answer()
    assert one.stopped == "cancelled"
    assert one.text.startswith("one two three")
    assert "six" not in one.text
    assert someone.stored()[-1] == ("assistant", one.text)


def test_an_engine_that_dies_leaves_its_words_and_the_next_question_works(person):
    chat = ScriptedChat("one two three", failure=EngineDied(reason="it crashed"))
    someone = person(chat)
    one = someone.ask("Count")
    assert one.text == "one two three"
    assert "it crashed" in one.stopped
    chat._failure = None
    assert someone.ask("Again").stopped == ""


def test_another_conversation_leaves_the_running_answer_behind(person):
    pause = Paused(after=2)
    someone = person(ScriptedChat("one two three", before_piece=pause))
    someone.write("Count")
    someone.qtbot.waitUntil(pause.reached.is_set)
    someone.window.sidebar.new_wanted.emit()
    pause.go_on.set()
    idle(someone.qtbot, someone.desk)
    assert list(someone.exchanges) == []
    assert not someone.window.composer.is_running
    assert someone.stored()[0] == ("user", "Count")


def test_copied_is_the_answer_with_its_sources(person):
    someone = person(ScriptedChat("Employees apply for leave with form H-417."), handbook=LEAVE)
    someone.ask("How do employees apply for leave?")
    someone.press("copy")
    copied = QApplication.clipboard().text()
    assert "Employees apply for leave with form H-417. [1]" in copied
    assert "[1] “Employees apply for leave with form H-417.” handbook.txt, line 1" in copied


def test_a_long_pasted_text_becomes_a_document_that_can_be_asked(person, tmp_path):
    someone = person(ScriptedChat("x"))
    path = tmp_path / "Pasted text.txt"
    someone.desk.conversing.write_document(path, LEAVE * 400)
    someone.qtbot.waitUntil(lambda: someone.desk.choice.has_documents, timeout=30_000)
    idle(someone.qtbot, someone.desk)
    assert path.read_text(encoding="utf-8") == LEAVE * 400
    someone.desk.choice.choose(ScopeKind.DOCUMENTS)
    assert someone.ask("How do employees apply for leave?").found


def test_a_file_that_is_there_is_never_written_over(person, tmp_path):
    someone = person(ScriptedChat("x"))
    path = tmp_path / "Pasted text.txt"
    path.write_text("mine", encoding="utf-8")
    with someone.qtbot.waitSignal(someone.desk.conversing.failed) as failed:
        someone.desk.conversing.write_document(path, LEAVE)
    assert "there already" in str(failed.args[0])
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_choice_made_while_a_question_is_on_its_way_changes_nothing_in_it(person):
    someone = person(ScriptedChat("x"), handbook=LEAVE)
    someone.write("How do employees apply for leave?")
    someone.desk.choice.choose(ScopeKind.LIBRARY, library="No such library")
    one = someone.answer()
    assert one.found
    assert one.error is None
