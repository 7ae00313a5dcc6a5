"""Libraries in the window: one job after the other, nothing lost when it stops, nothing said when nothing is new."""

import dataclasses
import os
import threading
import time

import pytest
from PySide6.QtCore import QObject

from assistant.errors import DiskFull, DocumentNotRead, PathUnknown
from assistant.records import FileStatus
from assistant.services import find, ingest, libraries
from assistant.store.lock import IndexLock
from assistant.ui.libraries import shelf as shelf_module
from assistant.ui.libraries.shelf import Shelf
from tests.ui.conftest import idle
from tests.ui.making_libraries import GatedEmbedding, GatedReader, entries, write_notes


class Watched:
    """A shelf and all that it told."""

    def __init__(self, qtbot, program):
        self.qtbot, self.program = qtbot, program
        self.owner = QObject()
        self.shelf = Shelf(program, self.owner)
        self.told, self.failures = [], []
        self.shelf.changed.connect(self.told.append)
        self.shelf.failed.connect(self.failures.append)

    def until(self, condition, timeout=20_000):
        self.qtbot.waitUntil(condition, timeout=timeout)

    def idle(self):
        self.until(lambda: not self.shelf.is_busy)

    def state(self, library="Documents"):
        return {state.name: state for state in self.shelf.states()}[library]

    def doings(self, library="Documents"):
        """What was said of it, each once, in order."""
        said = [state.doing for states in self.told for state in states if state.name == library]
        return list(dict.fromkeys(said))


@pytest.fixture
def make_shelf(qtbot):
    made = []

    def make(program):
        made.append(Watched(qtbot, program))
        return made[-1]

    yield make
    for one in made:
        one.shelf.stop(10)


@pytest.fixture
def watched(make_shelf, words_program):
    return make_shelf(words_program)


def add(watched, *paths, library="Documents"):
    watched.shelf.add([os.fsencode(path) for path in paths], library)
    watched.idle()


# --- reading


def test_dropped_folder_is_read_and_counted(watched, tmp_path):
    add(watched, write_notes(tmp_path / "notes", 5))
    assert (watched.state().read, watched.state().files, watched.state().share) == (5, 5, None)
    assert not watched.failures


def test_many_files_are_told_ten_times_a_second_at_most(watched, tmp_path):
    began = time.monotonic()
    add(watched, write_notes(tmp_path / "notes", 150))
    assert watched.state().read == 150
    assert len(watched.told) <= 10 * (time.monotonic() - began) + 3


def test_odd_names_and_a_folder_that_contains_itself_are_read(watched, tmp_path):
    folder = os.fsencode(write_notes(tmp_path / "odd", 1))
    turned = "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe".encode()
    for name in (b"caf\xe9.txt", b"two\nlines.txt", b"a" * 251 + b".txt", "שלום.txt".encode(), turned):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(b"The secret word is pineapple: " + name[:9])
    os.symlink(folder, os.path.join(folder, b"itself"))
    add(watched, os.fsdecode(folder))
    assert not watched.failures
    assert (watched.state().read, watched.state().failed) == (6, 0)
    assert entries(watched.program, "Documents")["itself"].reason.kind == "LinkLoop"


def test_dropped_file_that_vanished_is_told_and_no_library_is_made_of_it(watched, tmp_path):
    add(watched, tmp_path / "gone.txt")
    assert [type(error) for error in watched.failures] == [PathUnknown]
    assert libraries.everything(watched.program) == ()
    assert watched.shelf.states() == []


def test_files_that_could_not_be_read_are_counted(watched, tmp_path):
    folder = write_notes(tmp_path / "notes", 1)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    add(watched, folder)
    assert (watched.state().read, watched.state().files, watched.state().failed) == (1, 2, 1)


# --- stopping and going on


def test_paused_library_keeps_what_was_read_and_goes_on_from_there(make_shelf, words_program, tmp_path):
    gate = GatedReader(words_program.reader, free=3)
    watched = make_shelf(dataclasses.replace(words_program, reader=gate))
    watched.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 9))])
    watched.until(lambda: watched.state().doing == "Reading 3 of 9 · search by words is ready")
    watched.shelf.pause("Documents")
    gate.let.set()
    watched.idle()
    paused = watched.state()
    assert paused.is_paused
    assert paused.doing == "Paused. What was read can be asked about."
    assert (paused.read, paused.files) == (3, 9)
    watched.shelf.resume("Documents")
    watched.idle()
    assert (watched.state().read, watched.state().is_paused) == (9, False)
    assert watched.state().doing == "by words: ready · by meaning: in a moment"


def test_pause_holds_over_a_restart_until_it_is_ended(make_shelf, words_program, tmp_path):
    gate = GatedReader(words_program.reader, free=3)
    first = make_shelf(dataclasses.replace(words_program, reader=gate))
    first.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 9))])
    first.until(lambda: first.state().read == 3)
    first.shelf.pause("Documents")
    gate.let.set()
    first.until(lambda: libraries.named(words_program, "Documents").is_paused)
    first.shelf.stop(10)
    second = make_shelf(words_program)
    second.shelf.start()
    second.idle()
    assert (second.state().read, second.state().is_paused) == (3, True)
    assert second.state().doing == "Paused. What was read can be asked about."
    second.shelf.resume("Documents")
    second.until(lambda: second.state().read == 9)
    second.until(lambda: not libraries.named(words_program, "Documents").is_paused)


def test_pause_that_is_ended_while_it_is_being_kept_does_not_hold_at_the_next_start(watched, tmp_path, monkeypatch):
    add(watched, write_notes(tmp_path / "notes", 1))
    begun, other_wrote, real = threading.Event(), threading.Event(), libraries.pause

    def slow(program, library, *, is_paused):
        if is_paused:
            begun.set()
            other_wrote.wait(0.5)  # one that does not wait for its turn is quicker
        real(program, library, is_paused=is_paused)
        if not is_paused:
            other_wrote.set()

    monkeypatch.setattr(libraries, "pause", slow)
    watched.shelf.pause("Documents")
    watched.until(begun.is_set)
    watched.shelf.resume("Documents")
    idle(watched.qtbot, watched.shelf)
    (kept,) = libraries.everything(watched.program)
    assert not kept.is_paused


def test_closing_before_a_folder_had_its_turn_does_not_forget_it(make_shelf, words_program, tmp_path):
    first = make_shelf(dataclasses.replace(words_program, reader=GatedReader(words_program.reader, free=3)))
    first.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 9))])
    first.until(lambda: first.state().read == 3)
    first.shelf.add([os.fsencode(write_notes(tmp_path / "more", 2))], "Later")
    first.shelf.add([os.fsencode(write_notes(tmp_path / "held", 1))], "Held")
    first.shelf.pause("Held")
    first.shelf.stop(10)
    second = make_shelf(words_program)
    second.shelf.start()
    second.idle()
    assert (second.state().read, second.state("Later").read) == (9, 2)
    assert second.state("Held").is_paused
    second.shelf.resume("Held")
    second.until(lambda: second.state("Held").read == 1)


def test_closing_in_the_middle_loses_nothing_and_the_next_start_goes_on(make_shelf, words_program, tmp_path):
    first = make_shelf(dataclasses.replace(words_program, reader=GatedReader(words_program.reader, free=3)))
    first.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 9))])
    first.until(lambda: first.state().read == 3)
    first.shelf.stop(10)
    second = make_shelf(words_program)
    second.shelf.start()
    second.idle()
    assert second.state().read == 9
    assert {entry.status for entry in entries(words_program, "Documents").values()} == {FileStatus.INDEXED}


def test_reading_that_failed_says_why_and_can_go_on(watched, tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise DiskFull(path="/data")
        yield

    folder = write_notes(tmp_path / "notes", 2)
    add(watched, folder)
    write_notes(folder, 4)
    with monkeypatch.context() as patch:
        patch.setattr(ingest, "add", full)
        watched.shelf.rescan("Documents")
        watched.idle()
    assert [type(error) for error in watched.failures] == [DiskFull]
    assert watched.state().is_paused
    assert watched.state().doing.startswith("The disk is full: /data.")
    watched.shelf.resume("Documents")
    watched.idle()
    assert watched.state().read == 4


def test_another_program_that_adds_files_is_waited_for(watched, tmp_path):
    watched.shelf._waiting.setInterval(50)
    with IndexLock(watched.program.data_dir):
        watched.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 2))])
        watched.until(lambda: any("Another Footnote is adding files" in doing for doing in watched.doings()))
    watched.idle()
    assert watched.state().read == 2
    assert not watched.failures


def test_new_folder_is_read_before_another_library_gets_the_rest(make_shelf, program, tmp_path):
    gate = GatedEmbedding(program.embedding)
    watched = make_shelf(dataclasses.replace(program, embedding=gate))
    watched.shelf.start()
    watched.shelf.add([os.fsencode(write_notes(tmp_path / "old", 3))], "Old")
    watched.until(lambda: watched.state("Old").read == 3)
    watched.shelf.add([os.fsencode(write_notes(tmp_path / "new", 2, "The gate is red."))], "New")
    watched.until(lambda: watched.state("New").read == 2)
    assert program.store.library.count_without_vectors(program.vectors_id) == 5
    gate.let.set()
    watched.idle()
    assert program.store.library.count_without_vectors(program.vectors_id) == 0, "and then both"
    assert {watched.state(name).doing for name in ("Old", "New")} == {""}


def test_models_that_come_later_complete_what_was_read_by_words(make_shelf, program, tmp_path, monkeypatch):
    watched = make_shelf(program)
    with monkeypatch.context() as patch:
        patch.setattr("assistant.services.vectors.can_be_made", lambda _program: False)
        add(watched, write_notes(tmp_path / "notes", 2))
        assert watched.state().doing == "by words: ready · by meaning: in a moment"
    watched.shelf.start()
    watched.idle()
    assert program.store.library.count_without_vectors(program.vectors_id) == 0
    assert watched.state().doing == ""


# --- looking by itself


def test_look_reads_what_changed_and_marks_what_is_gone(watched, tmp_path, monkeypatch):
    monkeypatch.setattr(shelf_module, "_LOOK_S", 0)
    folder = write_notes(tmp_path / "notes", 3)
    add(watched, folder)
    watched.shelf.start()
    watched.idle()
    (folder / "note 0.txt").write_text("The harbour froze in 1947.", encoding="utf-8")
    (folder / "note 1.txt").unlink()
    (folder / "new.txt").write_text("The ferry runs again.", encoding="utf-8")
    watched.shelf.look()
    watched.idle()
    found = entries(watched.program, "Documents")
    assert found["new.txt"].status is FileStatus.INDEXED
    assert found["note 1.txt"].status is FileStatus.REMOVED
    store = watched.program.store.library
    assert store.page_text(found["note 1.txt"].document_id, 1).endswith("Note 1."), "its text stays"
    assert store.page_text(found["note 0.txt"].document_id, 1) == "The harbour froze in 1947."
    assert watched.state().doing.startswith("1 of its files is gone.")
    watched.shelf.rescan("Documents")
    watched.idle()
    assert "note 1.txt" not in entries(watched.program, "Documents"), "the person has asked for it"


def test_look_that_finds_nothing_new_shows_nothing(watched, tmp_path, monkeypatch):
    monkeypatch.setattr(shelf_module, "_LOOK_S", 0)
    folder = write_notes(tmp_path / "notes", 3)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    add(watched, folder)
    watched.shelf.start()
    watched.idle()
    watched.told.clear()
    with watched.qtbot.waitSignal(watched.shelf.read):
        watched.shelf.look()
    watched.idle()
    watched.until(lambda: bool(watched.told))
    assert all(state.share is None and not state.is_waiting for states in watched.told for state in states)
    assert len(watched.doings()) == 1


def test_window_that_gets_the_focus_often_looks_twice_a_minute_at_most(watched, tmp_path):
    folder = write_notes(tmp_path / "notes", 1)
    add(watched, folder)
    watched.shelf.start()
    watched.idle()
    write_notes(folder, 2)
    watched.shelf.look()
    watched.idle()
    assert watched.state().read == 1


@pytest.mark.parametrize("how", ["moved away", "emptied"])
def test_library_whose_disk_is_away_says_so_keeps_its_text_and_comes_back(watched, tmp_path, monkeypatch, how):
    monkeypatch.setattr(shelf_module, "_LOOK_S", 0)
    folder, away = write_notes(tmp_path / "disk", 3), tmp_path / "elsewhere"
    add(watched, folder)
    watched.shelf.start()
    watched.idle()
    folder.rename(away)
    if how == "emptied":
        folder.mkdir()
    watched.shelf.look()
    watched.idle()
    assert watched.state().is_away
    assert watched.state().doing.startswith("Its folder is not there now.")
    assert watched.state().read == 3
    if how == "emptied":
        folder.rmdir()
    away.rename(folder)
    watched.shelf.look()
    watched.idle()
    assert (watched.state().is_away, watched.state().read) == (False, 3)
    assert {entry.status for entry in entries(watched.program, "Documents").values()} == {FileStatus.INDEXED}


# --- making, naming, removing


def test_library_is_made_renamed_and_filled(watched, tmp_path):
    with watched.qtbot.waitSignal(watched.shelf.made) as made:
        watched.shelf.make("Work")
    watched.until(lambda: "Work" in {state.name for state in watched.shelf.states()})
    assert made.args == ["Work"]
    assert watched.state("Work").doing.startswith("Empty.")
    with watched.qtbot.waitSignal(watched.shelf.renamed) as renamed:
        watched.shelf.rename("Work", "Office")
    watched.until(lambda: [state.name for state in watched.shelf.states()] == ["Office"])
    assert renamed.args == ["Work", "Office"]
    add(watched, write_notes(tmp_path / "notes", 1), library="Office")
    assert [(state.name, state.read) for state in watched.shelf.states()] == [("Office", 1)]


def test_name_that_is_taken_is_refused_with_a_sentence(watched):
    with watched.qtbot.waitSignal(watched.shelf.made):
        watched.shelf.make("Work")
    for number, name in enumerate((libraries.ASKED, "Work"), start=1):
        watched.shelf.make(name)
        watched.until(lambda number=number: len(watched.failures) == number)
        assert str(watched.failures[-1]) == f"There is a library called {name} already. Choose another name."


def test_library_is_removed_while_it_is_read_and_another_one_goes_on(watched, tmp_path):
    watched.shelf.add([os.fsencode(write_notes(tmp_path / "first", 30))], "First")
    watched.shelf.add([os.fsencode(write_notes(tmp_path / "second", 3, "The gate is red."))], "Second")
    watched.until(lambda: "First" in {library.name for library in libraries.everything(watched.program)})
    with watched.qtbot.waitSignal(watched.shelf.removed) as removed:
        watched.shelf.remove("First")
    assert removed.args == ["First"]
    watched.idle()
    assert [(state.name, state.read) for state in watched.shelf.states()] == [("Second", 3)]
    assert [library.name for library in libraries.everything(watched.program)] == ["Second"]
    assert not watched.failures


def test_library_removed_behind_another_one_does_not_come_back(make_shelf, words_program, tmp_path):
    gate = GatedReader(words_program.reader, free=1)
    watched = make_shelf(dataclasses.replace(words_program, reader=gate))
    libraries.ensure(words_program, "Old")
    watched.shelf.add([os.fsencode(write_notes(tmp_path / "first", 3))], "First")
    watched.until(lambda: watched.state("First").read == 1)
    for name in ("Old", "First"):
        watched.shelf.remove(name)
    watched.idle()
    assert libraries.everything(words_program) == ()
    assert watched.shelf.states() == []


def test_library_that_is_being_removed_cannot_be_paused(watched, tmp_path, monkeypatch):
    add(watched, write_notes(tmp_path / "notes", 1))
    gate, real = threading.Event(), libraries.remove

    def remove_behind_a_gate(*about):
        real(*about)
        gate.wait(10)

    monkeypatch.setattr(libraries, "remove", remove_behind_a_gate)
    watched.shelf.remove("Documents")
    watched.until(lambda: libraries.everything(watched.program) == ())
    assert watched.state().is_leaving
    watched.shelf.pause("Documents")
    watched.shelf.remove("Documents")
    gate.set()
    watched.idle()
    assert libraries.everything(watched.program) == ()
    assert watched.shelf.states() == []
    assert not watched.failures


def test_closing_before_a_library_is_removed_does_not_bring_it_back(make_shelf, words_program, tmp_path, monkeypatch):
    gate, begun, real = threading.Event(), threading.Event(), ingest.add

    def add_that_ends_slowly(*about, **how):
        yield from real(*about, **how)
        begun.set()
        gate.wait(10)

    monkeypatch.setattr(ingest, "add", add_that_ends_slowly)
    first = make_shelf(words_program)
    first.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 2))])
    first.until(begun.is_set)
    first.shelf.remove("Documents")
    first.shelf.stop(0.5)
    (left,) = libraries.everything(words_program)
    assert left.is_leaving
    gate.set()
    first.shelf.stop(10)
    second = make_shelf(words_program)
    with second.qtbot.waitSignal(second.shelf.removed):
        second.shelf.start()
    second.idle()
    assert libraries.everything(words_program) == ()
    assert second.shelf.states() == []
    assert not second.failures


def test_what_was_added_after_the_removal_that_did_not_come_about_is_read_at_the_next_start(
    make_shelf, words_program, tmp_path
):
    first = make_shelf(words_program)
    add(first, write_notes(tmp_path / "notes", 2))
    with IndexLock(words_program.data_dir):  # another program adds files
        first.shelf.remove("Documents")
        first.shelf.add([os.fsencode(write_notes(tmp_path / "others", 1))])
        first.until(lambda: first.shelf._waiting.isActive())
        first.shelf.stop(10)
    (kept,) = libraries.everything(words_program)
    assert not kept.is_leaving
    second = make_shelf(words_program)
    second.shelf.start()
    second.until(lambda: second.shelf.state("Documents").read == 3)


def test_library_that_waits_for_a_look_can_be_renamed(watched, tmp_path, monkeypatch):
    for name in ("First", "Second"):
        add(watched, write_notes(tmp_path / name, 1, f"The {name} one."), library=name)
    write_notes(tmp_path / "Second", 2, "The Second one.")
    gate, looked_at, told, real = threading.Event(), [], [], ingest.add
    watched.shelf.read.connect(told.append)

    def add_behind_a_gate(program, library, *about, **how):
        looked_at.append(library.name)
        gate.wait(10)
        yield from real(program, library, *about, **how)

    monkeypatch.setattr(ingest, "add", add_behind_a_gate)
    watched.shelf.start()
    watched.until(lambda: looked_at == ["First"])
    watched.until(lambda: bool(watched.shelf._queue))
    for before, name in (("First", "One"), ("Second", "Two")):
        with watched.qtbot.waitSignal(watched.shelf.renamed):
            watched.shelf.rename(before, name)
    gate.set()
    watched.idle()
    assert not watched.failures
    assert looked_at == ["First", "Two"]
    assert told == ["One", "Two"]
    assert [(state.name, state.read) for state in watched.shelf.states()] == [("One", 1), ("Two", 2)]


def test_file_is_read_again_from_its_beginning(watched, tmp_path):
    folder = write_notes(tmp_path / "notes", 2)
    add(watched, folder)
    before = entries(watched.program, "Documents")
    watched.shelf.read_again("Documents", [before["note 0.txt"].path])
    watched.idle()
    after = entries(watched.program, "Documents")
    assert after["note 0.txt"].document_id != before["note 0.txt"].document_id
    assert after["note 1.txt"] == before["note 1.txt"]


def test_file_that_is_gone_cannot_be_read_again_keeps_its_text_and_holds_up_nothing(watched, tmp_path):
    folder = write_notes(tmp_path / "notes", 2)
    add(watched, folder)
    before = entries(watched.program, "Documents")
    (folder / "note 0.txt").unlink()
    watched.shelf.read_again("Documents", [before[name].path for name in ("note 0.txt", "note 1.txt")])
    watched.idle()
    assert [type(error) for error in watched.failures] == [DocumentNotRead]
    after = entries(watched.program, "Documents")
    assert after["note 0.txt"].document_id == before["note 0.txt"].document_id
    assert after["note 1.txt"].document_id not in (None, before["note 1.txt"].document_id), "the other one was read"
    assert not watched.state().is_paused
    write_notes(folder, 4)
    watched.shelf.rescan("Documents")
    watched.idle()
    assert watched.state().read == 4
    assert len(watched.failures) == 1


def test_question_finds_by_words_while_the_rest_is_being_made(make_shelf, program, tmp_path):
    gate = GatedEmbedding(program.embedding)
    watched = make_shelf(dataclasses.replace(program, embedding=gate))
    watched.shelf.add([os.fsencode(write_notes(tmp_path / "notes", 3))])
    watched.until(lambda: "by meaning: 0 %" in watched.state().doing)
    found = find.passages(watched.program, "On which day is the lamp checked?", libraries.scope(program, None))
    assert "The lamp is checked on Fridays." in found.passages[0].stored.chunk.text
    assert found.coverage.without_vectors == 3
