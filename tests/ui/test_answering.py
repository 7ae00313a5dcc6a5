"""Questions and messages from the composer to the transcript: real window, store and search, a scripted model."""

import dataclasses
import os
import threading

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QFileDialog

from assistant.errors import DocumentUnknown, EngineDied, LibraryUnknown
from assistant.services import conversations
from assistant.ui.chat.exchange import Stage
from assistant.ui.chat.scope import Chosen, ScopeKind
from assistant.ui.libraries.state import LibraryState
from tests.scripted_engine import ScriptedChat
from tests.ui.conftest import idle
from tests.ui.states import answered, chatted

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
    told = chat.prompts[-1].messages[-1].text
    assert told.startswith("Rewrite this text. Shorter, please.")
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
    assert [text for role, text in someone.stored() if role == "user"] == ["first", "second"], "opened again"
    kept = someone.desk._program.store.conversations.messages(someone.desk.answering.conversation)
    assert [one.text for one in kept if one.role == "user"] == ["first", "secnod", "second"]


def test_what_was_edited_is_not_told_to_the_model(person):
    chat = ScriptedChat("Aha.")
    someone = person(chat)
    for text in ("first", "secnod"):
        someone.ask(text)
    someone.press("edit")
    someone.ask("second")
    told = [message.text for message in chat.prompts[-1].messages]
    assert told[-3:] == ["first", "Aha.", "second"]


def test_an_edited_question_that_was_never_kept_takes_no_other_place(person):
    someone = person(ScriptedChat("Aha."))
    someone.ask("first")
    someone.desk.choice.choose(ScopeKind.DOCUMENTS)  # there are none: it is not even stored
    someone.ask("Where is it?")
    someone.desk.choice.choose(ScopeKind.CHAT)
    someone.press("edit")
    someone.ask("second")
    assert [text for role, text in someone.stored() if role == "user"] == ["first", "second"]


def test_asking_again_leaves_the_first_answer_where_it_is(person):
    someone = person(ScriptedChat("Good day."))
    someone.ask("Hello")
    someone.press("again")
    someone.answer()
    assert [one.question for one in someone.exchanges] == ["Hello", "Hello"]


def test_asked_again_the_model_chooses_other_words_and_does_not_see_its_own(person):
    chat = ScriptedChat("Good day.")
    someone = person(chat)
    someone.ask("Hello")
    someone.press("again")
    someone.answer()
    first, second = chat.samplings
    assert first.temperature == 0
    assert second.temperature > 0.5
    assert second.seed != first.seed
    assert [message.text for message in chat.prompts[1].messages].count("Hello") == 1
    assert "Good day." not in [message.text for message in chat.prompts[1].messages]


def test_a_draft_asked_for_again_is_another_one_and_a_broken_one_is_not(person):
    chat = ScriptedChat("Use form H-417.")
    someone = person(chat, handbook=LEAVE)
    someone.ask("How do employees apply for leave?")
    someone.press("again")
    someone.answer()
    assert [one.temperature > 0 for one in chat.samplings] == [False, True]
    chat._failure = EngineDied(name="x", reason="out of memory")
    someone.ask("How is leave applied for?")
    someone.press("again")
    someone.answer()
    assert not chat.samplings[-1].temperature, "it never came to an answer"


def test_a_request_about_an_answer_is_asked_of_that_answer_alone(person):
    chat = ScriptedChat("One.")
    someone = person(chat)
    program = someone.desk._program
    program.chat_model = dataclasses.replace(program.chat_model, drafts_only=False)
    for text in ("What is a lighthouse?", "What is a ferry?", "Shorter, please"):
        someone.ask(text)
    told = [message.text for message in chat.prompts[-1].messages if message.role != "system"]
    assert told == ["What is a ferry?", "One.", "Shorter, please"]


def test_a_stopped_request_about_an_answer_is_asked_of_that_answer_again(person):
    pause = Paused(after=9)  # the first answer is of seven pieces
    answers = iter(["Employees apply for leave with form H-417.", "Half of it and never more", "By form."])
    chat = ScriptedChat(lambda _prompt: next(answers), before_piece=pause)
    someone = person(chat, handbook=LEAVE)
    someone.ask("How do employees apply for leave?")
    someone.write("Shorter, please")
    someone.qtbot.waitUntil(pause.reached.is_set)
    someone.desk.answering.stop()
    pause.go_on.set()
    assert someone.answer().text
    someone.press("again")
    someone.answer()
    told = chat.prompts[-1].messages[-1].text
    assert "form H-417" in told
    assert "Half" not in told
    assert not chat.samplings[-1].temperature, "it never came to an answer"


def test_a_question_edited_again_after_an_edit_that_failed_takes_the_place_of_the_stored_one(person, monkeypatch):
    def fail(*_args):
        raise LibraryUnknown(name="Documents")

    someone = person(ScriptedChat("Use form H-417."), handbook=LEAVE)
    someone.ask("How do employees apply for leave?")
    someone.press("edit")
    with monkeypatch.context() as patch:
        patch.setattr(Chosen, "scope", fail)
        assert someone.ask("How is leave applied for?").stage is Stage.FAILED
    someone.press("edit")
    someone.ask("Who signs the form?")
    assert [text for role, text in someone.stored() if role == "user"] == ["Who signs the form?"]


def test_a_pasted_text_of_5_mb_becomes_a_document_that_can_be_asked(person, tmp_path):
    someone = person(ScriptedChat("x"))
    data = QMimeData()
    data.setText((LEAVE * 70_000)[:5_000_000])
    someone.window.composer.text.insertFromMimeData(data)
    assert not someone.window.composer.strip.isHidden()
    someone.window.composer.strip._agree.click()
    dialog = someone.window.findChild(QFileDialog)
    path = tmp_path / "Pasted text.txt"
    dialog.selectFile(str(path))
    dialog.accept()
    someone.qtbot.waitUntil(lambda: someone.desk.choice.has_documents, timeout=60_000)
    assert path.read_text(encoding="utf-8") == data.text()
    assert someone.desk.choice.kind is not ScopeKind.CHAT, "the next question goes there"
    someone.qtbot.waitUntil(lambda: someone.desk.shelf.states()[0].read == 1, timeout=60_000)
    assert "H-417" in someone.ask("How do employees apply for leave?").sources[0].text


def test_a_conversation_goes_on_where_its_last_question_went(person):
    someone = person(ScriptedChat("One."), handbook=LEAVE)
    choice = someone.desk.choice
    choice.choose(ScopeKind.LIBRARY, library="Documents")
    for text in ("How do employees apply for leave?", "Shorter, please"):
        someone.ask(text)
    number = someone.desk.answering.conversation
    someone.window.sidebar.new_wanted.emit()
    choice.choose(ScopeKind.CHAT)
    someone.desk.archive.open(number)
    idle(someone.qtbot, someone.desk)
    assert (choice.kind, choice.library) == (ScopeKind.LIBRARY, "Documents")


def test_answers_that_went_with_their_library_say_so_and_choose_nothing(person, tmp_path):
    someone = person(ScriptedChat("One."), handbook=LEAVE)
    other = tmp_path / "other.txt"
    other.write_text("Cars are parked behind the depot.", encoding="utf-8")
    someone.desk.shelf.add([os.fsencode(other)], "Depot")
    idle(someone.qtbot, someone.desk)
    someone.ask("How do employees apply for leave?")
    someone.desk.shelf.remove("Documents")
    idle(someone.qtbot, someone.desk)
    someone.qtbot.waitUntil(lambda: someone.exchanges[0].is_erased)
    assert someone.exchanges[0].from_documents, "it says where its words went"
    assert someone.desk.choice.kind is ScopeKind.DOCUMENTS


LETTERS = f"{LEAVE}\n# Parking\n\nCars are parked behind the depot. The gate closes at nine.\n"


def test_a_conversation_that_is_opened_again_looks_as_it_did(person, tmp_path):
    someone = person(ScriptedChat("Use form H-417. It takes a week."), letters=LETTERS, copy=LETTERS, one=LEAVE)
    for text in ("How do employees apply for leave?", "Shorter, please", "Who is the king of Norway?"):
        someone.ask(text)
    someone.desk.choice.choose(ScopeKind.LIBRARY, library="Documents")
    someone.press("again")
    someone.answer()
    someone.desk.choice.choose(ScopeKind.CHAT)
    someone.desk._program.chat._failure = EngineDied(name="x", reason="out of memory")
    someone.ask("Hello")
    seen = list(someone.exchanges)
    first = seen[0].sources[0]
    assert first.after
    assert first.decisive
    assert first.others
    assert seen[2].nearest
    assert seen[3].searched_in
    someone.desk.archive.open(someone.desk.answering.conversation)
    idle(someone.qtbot, someone.desk)
    for before, now in zip(seen, someone.exchanges, strict=True):
        assert before is not now
        for shown in (before, now):
            shown.nearest = [dataclasses.replace(one, decisive=()) for one in shown.nearest]  # they are not marked
        assert now == before


def test_what_did_not_fit_the_model_is_said_when_the_conversation_is_opened_again(person):
    rule = "Rule {number} tells how employees apply for leave: " + "form {number} " * 70
    files = {f"rule{number}": rule.format(number=number) for number in range(4)}
    someone = person(ScriptedChat("Use form H-417.", context_tokens=800), **files)
    program = someone.desk._program
    program.chat_model = dataclasses.replace(program.chat_model, drafts_only=False)
    left_out = someone.ask("How do employees apply for leave?").passages_left_out
    assert left_out
    someone.desk.archive.open(someone.desk.answering.conversation)
    idle(someone.qtbot, someone.desk)
    assert someone.exchanges[0].passages_left_out == left_out


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


def test_editing_ends_with_the_conversation_it_is_about(person):
    someone = person(ScriptedChat("Good day."))
    someone.ask("Hello")
    someone.press("edit")
    someone.window.sidebar.new_wanted.emit()
    assert [one.question for one in (someone.ask("Good morning"),)] == ["Good morning"]
    someone.press("edit")
    someone.press("again")
    someone.answer()
    someone.ask("Good evening")
    assert [one.question for one in someone.exchanges] == ["Good morning", "Good morning", "Good evening"]


def test_a_conversation_that_comes_back_takes_no_running_answer_away(person):
    pause = Paused(after=2)
    someone = person(ScriptedChat("One two three."))
    someone.ask("Hello")
    archive = someone.desk.archive
    idle(someone.qtbot, someone.desk)
    archive.delete(archive.current)
    someone.desk._program.chat = ScriptedChat("One two three.", before_piece=pause)
    someone.write("Count.")
    someone.qtbot.waitUntil(pause.reached.is_set)
    someone.window.sidebar.undo.button.click()
    someone.qtbot.waitUntil(lambda: len(someone.window.sidebar._conversation_rows) == 2)
    pause.go_on.set()
    assert someone.answer().text == "One two three."
    assert [one.question for one in someone.exchanges] == ["Count."]


def test_a_removed_library_leaves_the_page_and_the_choice(person):
    someone = person(ScriptedChat("Ask early."), handbook=LEAVE)
    choice, window = someone.desk.choice, someone.window
    one = someone.ask("How do employees apply for leave?")
    window.transcript.source_wanted.emit(one.sources[0], 0)
    someone.qtbot.waitUntil(lambda: "H-417" in window.page.text.toPlainText())
    choice.choose(ScopeKind.FILE)
    file = choice.now()
    someone.desk.shelf.remove("Documents")
    someone.qtbot.waitUntil(lambda: not window.page.isVisible())
    someone.qtbot.waitUntil(lambda: choice.kind is ScopeKind.CHAT)
    assert choice.file is None
    with pytest.raises(DocumentUnknown):
        file.scope(someone.desk._program)


@pytest.mark.log_expected
def test_a_mistake_of_ours_in_an_answer_can_be_reported(person):
    def broken():
        raise ZeroDivisionError("on purpose")

    someone = person(ScriptedChat("One two.", before_piece=broken))
    with someone.qtbot.waitSignal(someone.window.defect_found) as found:
        someone.ask("Hello")
    assert isinstance(found.args[0], ZeroDivisionError)
    assert someone.exchanges[-1].stage is Stage.FAILED


def test_after_a_talk_with_the_model_the_first_documents_are_what_is_asked(person, tmp_path):
    someone = person(ScriptedChat("Good day."))
    assert not someone.ask("Hello").from_documents
    someone.desk.choice.choose(ScopeKind.CHAT)
    (tmp_path / "leave.txt").write_text(LEAVE, encoding="utf-8")
    someone.window.files_given.emit([os.fsencode(tmp_path / "leave.txt")])
    someone.qtbot.waitUntil(lambda: someone.desk.choice.kind is ScopeKind.DOCUMENTS)
    idle(someone.qtbot, someone.desk)
    assert "H-417" in someone.ask("How do employees apply for leave?").sources[0].text


@pytest.mark.parametrize(("exchange", "kind"), [(answered, ScopeKind.DOCUMENTS), (chatted, ScopeKind.CHAT)])
def test_conversation_that_is_there_before_the_libraries_says_what_is_asked_next(person, exchange, kind):
    someone = person(ScriptedChat("Good day."))
    someone.desk.archive.opened.emit(1, [exchange()])
    someone.desk.choice.offer_documents(["Documents"])
    assert someone.desk.choice.kind is kind


def test_library_of_the_last_conversation_is_asked_once_the_libraries_are_counted(person):
    someone = person(ScriptedChat("Good day."))
    desk, asked = someone.desk, answered()
    asked.searched_in = "Rules"
    desk.archive.opened.emit(1, [asked])
    desk.shelf.changed.emit([LibraryState("Rules", 1, 1), LibraryState("Other", 1, 1)])
    assert (desk.choice.kind, desk.choice.library) == (ScopeKind.LIBRARY, "Rules")


def test_file_of_a_library_that_stays_can_still_be_asked(person, tmp_path):
    someone = person(ScriptedChat("Ask early."), handbook=LEAVE)
    desk, file = someone.desk, os.fsencode(tmp_path / "files" / "handbook.txt")
    desk.shelf.make("Other")
    someone.qtbot.waitUntil(lambda: len(desk.shelf.states()) == 2)
    desk.choice.offer_file(file)
    desk.choice.choose(ScopeKind.FILE)
    desk.shelf.remove("Other")
    someone.qtbot.waitUntil(lambda: len(desk.shelf.states()) == 1)
    idle(someone.qtbot, desk)
    assert (desk.choice.kind, desk.choice.file) == (ScopeKind.FILE, file)


def test_a_question_to_documents_is_asked_again_of_documents(person):
    someone = person(ScriptedChat("Ask early."), handbook=LEAVE)
    someone.ask("How do employees apply for leave?")
    someone.desk.choice.choose(ScopeKind.CHAT)
    someone.press("again")
    assert someone.answer().from_documents


def test_an_edit_goes_on_while_a_library_is_removed(person):
    someone = person(ScriptedChat("Good day."), handbook=LEAVE)
    someone.desk.choice.choose(ScopeKind.CHAT)
    someone.ask("Hello")
    someone.press("edit")
    someone.window.composer.text.setPlainText("Hello again")
    someone.desk.shelf.remove("Documents")
    someone.qtbot.waitUntil(lambda: someone.desk.shelf.states() == [])
    idle(someone.qtbot, someone.desk)
    assert someone.window.composer.text.toPlainText() == "Hello again"
