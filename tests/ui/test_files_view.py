"""Every file of a library with its state and reason, found, sorted, and what can be done with one."""

import os
import threading

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtWidgets import QWidget

from assistant.records import FileEntry, FileStatus, Reason
from assistant.services import ingest, libraries
from assistant.services.cancel import Cancel
from assistant.ui.libraries.files import Files
from assistant.ui.libraries.files_dialog import FilesDialog
from assistant.ui.libraries.files_model import Column, FilesModel, Group, Wanted, arranged, rows
from assistant.ui.tasks import Task
from tests.ui.conftest import idle
from tests.ui.making_libraries import write_notes

_ROWS = QItemSelectionModel.SelectionFlag.Rows
PROTECTED = Reason("DocumentProtected")


def entry(path, status=FileStatus.INDEXED, reason=None, size_bytes=1000, document_id=1):
    return FileEntry(1, path, size_bytes, 0, status, reason, document_id, 1, 1)


ENTRIES = [
    entry(b"/home/ana/b.pdf", size_bytes=3000),
    entry(b"/home/ana/A.txt", size_bytes=5000),
    entry(b"/home/zoe/c.docx", FileStatus.FAILED, PROTECTED, document_id=None),
    entry(b"/home/zoe/caf\xe9.txt", FileStatus.WAITING, document_id=None),
    entry(b"/home/zoe/old.txt", FileStatus.REMOVED, Reason("FileGone"), size_bytes=10),
]


def names(wanted):
    return [row.name for row in arranged(rows(ENTRIES), wanted).rows]


# --- rows


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["A.txt", "b.pdf", "c.docx", "caf\ufffd.txt", "old.txt"]),
        (Wanted(is_descending=True), ["old.txt", "caf\ufffd.txt", "c.docx", "b.pdf", "A.txt"]),
        (Wanted(column=Column.SIZE), ["old.txt", "c.docx", "caf\ufffd.txt", "b.pdf", "A.txt"]),
        (Wanted(column=Column.FOLDER), ["A.txt", "b.pdf", "c.docx", "caf\ufffd.txt", "old.txt"]),
        (Wanted(column=Column.STATE), ["A.txt", "b.pdf", "c.docx", "caf\ufffd.txt", "old.txt"]),
        (Wanted("ZOE txt"), ["caf\ufffd.txt", "old.txt"]),
        (Wanted("ana", Group.UNREAD), []),
        (Wanted(group=Group.UNREAD), ["c.docx"]),
        (Wanted(group=Group.GONE), ["old.txt"]),
    ],
)
def test_files_are_found_and_sorted(wanted, expected):
    assert names(wanted) == expected


def test_groups_are_counted_within_what_is_searched_for():
    counts = arranged(rows(ENTRIES), Wanted("zoe", Group.UNREAD)).counts
    assert counts == {Group.UNREAD: 1, Group.WAITING: 1, Group.GONE: 1}


def test_cell_says_state_and_reason_and_no_markup(qapp):
    hostile = entry(b"/home/<img src=/dev/zero>/a\nb\xe2\x80\xae.txt")
    model = FilesModel()
    model.show(rows([ENTRIES[2], hostile]))
    state = model.index(0, Column.STATE.value).data()
    assert state.startswith("not read · It is protected by a password.")
    for column in Column:
        tip = model.index(1, column.value).data(Qt.ItemDataRole.ToolTipRole)
        shown = model.index(1, column.value).data()
        assert "<img" not in tip
        assert not {"\n", "\u202e"} & set(shown)


# --- the dialog


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def filled(words_program, tmp_path):
    """(program, folder) of a library of three files, one of them not read."""
    folder = write_notes(tmp_path / "papers", 2)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    read(words_program, folder)
    return words_program, folder


def read(program, folder):
    library = libraries.ensure(program, "Work")
    for _ in ingest.add(program, library, [os.fsencode(folder)], words_only=True, cancel=Cancel()):
        pass


@pytest.fixture
def files(qtbot, theme, filled, parent):
    files = Files(filled[0], theme, "Work", parent)
    files.show()
    qtbot.waitUntil(lambda: shown(files) == ["cut.pdf", "note 0.txt", "note 1.txt"])
    return files


def shown(files):
    model = files.dialog.model
    return [model.row(number).name for number in range(model.rowCount())]


def choose(files, name):
    files.dialog.table.selectRow(shown(files).index(name))


def test_dialog_filters_by_name_and_by_state(qtbot, files):
    dialog = files.dialog
    qtbot.keyClicks(dialog.filter, "note")
    qtbot.waitUntil(lambda: shown(files) == ["note 0.txt", "note 1.txt"])
    dialog.filter.clear()
    qtbot.mouseClick(dialog.groups[Group.UNREAD], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(files) == ["cut.pdf"])
    assert dialog.groups[Group.UNREAD].text().endswith("1")
    assert not dialog.groups[Group.GONE].isVisible()
    qtbot.keyClicks(dialog.filter, "nothing has this name")
    qtbot.waitUntil(lambda: not dialog.table.isVisible())


def test_title_of_a_column_sorts(qtbot, files):
    header = files.dialog.table.horizontalHeader()
    header.setSortIndicator(Column.NAME.value, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: shown(files) == ["note 1.txt", "note 0.txt", "cut.pdf"])


def test_chosen_file_says_why_and_offers_what_can_be_done(qtbot, files):
    dialog = files.dialog
    choose(files, "cut.pdf")
    assert "It is damaged" in dialog._about.text()
    assert not dialog.ask.isEnabled()
    assert dialog.again.isEnabled()
    choose(files, "note 1.txt")
    assert dialog.ask.isEnabled()
    acts = {dialog.ask: dialog.ask_wanted, dialog.show_text: dialog.open_wanted, dialog.folder: dialog.folder_wanted}
    for button, signal in acts.items():
        with qtbot.waitSignal(signal) as told:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert told.args[0].endswith(b"note 1.txt")
    dialog.table.setFocus()
    with qtbot.waitSignal(dialog.open_wanted):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)


def test_several_files_can_be_read_again_at_once(qtbot, files):
    files.dialog.table.selectAll()
    assert not files.dialog.ask.isEnabled()
    with qtbot.waitSignal(files.dialog.again_wanted) as told:
        qtbot.mouseClick(files.dialog.again, Qt.MouseButton.LeftButton)
    assert len(told.args[0]) == 3


def test_dialog_follows_what_happens_and_keeps_what_is_chosen(qtbot, files, filled):
    program, folder = filled
    choose(files, "note 1.txt")
    (folder / "added.txt").write_text("The ferry runs again.", encoding="utf-8")
    read(program, folder)
    files.follow()
    qtbot.waitUntil(lambda: shown(files)[0] == "added.txt")
    assert [row.name for row in files.dialog.chosen()] == ["note 1.txt"]


def test_dialog_can_be_closed_while_its_files_are_listed(qtbot, qapp, theme, filled, parent, monkeypatch):
    gate, begun, real = threading.Event(), threading.Event(), libraries.files

    def files_behind_a_gate(*about):
        begun.set()
        gate.wait(10)
        return real(*about)

    monkeypatch.setattr(libraries, "files", files_behind_a_gate)
    files = Files(filled[0], theme, "Work", parent)
    files.show()
    qtbot.waitUntil(begun.is_set)
    files.dialog.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not parent.findChildren(FilesDialog)
    names = {task._thread.name for task in parent.findChildren(Task)}
    assert "listing files" in names, "its thread will still speak to it"
    gate.set()
    idle(qtbot, parent)


def test_many_marked_files_stay_marked_at_once(qtbot, theme, parent):
    dialog = FilesDialog(theme, "Work", parent)
    every = rows([entry(b"/home/ana/%03d.txt" % number) for number in range(300)])
    dialog.show_rows(arranged(every, Wanted()))
    dialog.table.selectAll()
    for place in (10, 200):
        dialog.table.selectionModel().select(
            dialog.model.index(place, 0), QItemSelectionModel.SelectionFlag.Deselect | _ROWS
        )
    changes = []
    dialog.table.selectionModel().selectionChanged.connect(lambda _on, _off: changes.append(1))
    added = rows([entry(b"/home/ana/005a.txt")])
    dialog.show_rows(arranged([*every, *added], Wanted()))
    left_out = {"010.txt", "200.txt", "005a.txt"}
    assert {row.name for row in dialog.chosen()} == {row.name for row in (*every, *added)} - left_out
    assert len(changes) == 1
    assert dialog.table.selectionModel().selection().count() == 4, "few ranges: every cell that is painted asks each"


def test_library_that_is_gone_is_told(qtbot, files, filled):
    program, _folder = filled
    libraries.remove(program, libraries.named(program, "Work"))
    with qtbot.waitSignal(files.failed) as failed:
        files.follow()
    assert "no library called Work" in str(failed.args[0])
