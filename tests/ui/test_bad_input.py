"""Bad input and killed children in the whole window: a sentence, nothing lost, and the window goes on."""

import os
import shutil
import signal
import struct
import sys
import zlib
from urllib.parse import quote

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from assistant.records import FileStatus
from assistant.services import libraries
from assistant.ui.chat.quote_card import QuoteCard
from assistant.ui.controls.complaint import Complaint
from tests.ui.test_e2e import answer, state, write

linux = pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
NAMES = (
    b"caf\xe9 \xff.txt", b"two\nlines\x1b[31m.txt", "\u202egnp.fdp.txt".encode(), b"n" * 251 + b".txt",
    b'<img src="x"> #1?%41&.txt',
)  # fmt: skip
FRUITS = ("mango", "quince", "papaya", "cherry", "lychee")


def drop(window, *paths):
    """What a file manager does, whatever bytes the names are of."""
    data = QMimeData()
    data.setUrls([QUrl.fromEncoded(f"file://{quote(os.fsencode(path))}".encode()) for path in paths])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), *how))


def entries(program):
    """Every file of every library, by its path."""
    return {
        entry.path: entry
        for library in libraries.everything(program)
        for entry in libraries.files(program, library)
    }


def notes(folder, count):
    """So many small files, each with a fact of its own."""
    folder.mkdir()
    for number in range(count):
        text = f"The keeper of tower {number} is called Ana {number}."
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def wait_until_read(desk, qtbot):
    """Until nothing is left to do and the documents can be asked."""
    qtbot.waitUntil(lambda: not desk.shelf.is_busy and desk.choice.has_documents, timeout=60_000)


def complaint(window):
    """What is said over the conversation; "" for nothing."""
    said = window.findChild(Complaint)
    return "" if said.isHidden() else said.text.text()


@linux
def test_files_of_any_name_are_dropped_read_asked_and_shown(desk, window, qtbot, tmp_path):
    folder = os.fsencode(tmp_path)
    for number, name in enumerate(NAMES):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(f"The secret of {FRUITS[number]} is kept in room {number}.")
    drop(window, *(os.path.join(folder, name) for name in NAMES))
    wait_until_read(desk, qtbot)
    read = {path: entry.status for path, entry in entries(desk._program).items()}
    assert read == {os.path.join(folder, name): FileStatus.INDEXED for name in NAMES}
    for number, name in enumerate(NAMES):
        write(window, f"In which room is the secret of {FRUITS[number]} kept?")
        one = answer(window, desk, qtbot)
        assert one.sources[0].path == os.path.join(folder, name)
        row = window.transcript.row(number)
        card = next(card for card in row.findChildren(QuoteCard) if card.number == 1)
        with qtbot.waitSignal(desk.pages.shown) as shown:
            QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        assert shown.args == [os.path.join(folder, name)]
        qtbot.waitUntil(lambda number=number: f"room {number}" in window.page.text.lit_text(), timeout=10_000)


def png(path, side):
    """A white picture of one bit a pixel."""

    def chunk(kind, data):
        return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))

    packed = zlib.compressobj(1)
    row = b"\0" + b"\xff" * (side // 8)
    data = b"".join([*(packed.compress(row) for _ in range(side)), packed.flush()])
    header = struct.pack("!IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def test_a_picture_of_20000_by_20000_pixels_costs_nothing_but_itself(desk, window, qtbot, tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    png(folder / "huge.png", 20_000)
    text = "# Harbour\n\nThe harbour lamp is green.\n\n![plan](huge.png)\n\nThe crane is red.\n"
    (folder / "plan.md").write_text(text, encoding="utf-8")
    drop(window, folder)
    wait_until_read(desk, qtbot)
    after = entries(desk._program)
    assert after[os.fsencode(folder / "plan.md")].status is FileStatus.INDEXED
    assert after[os.fsencode(folder / "huge.png")].reason.kind == "PictureTooLarge"
    write(window, "Which colour is the crane in the harbour?")
    one = answer(window, desk, qtbot)
    source = (one.sources or one.nearest)[0]
    assert source.path == os.fsencode(folder / "plan.md")
    desk.pages.show(source, 0)
    qtbot.waitUntil(lambda: "The crane is red." in window.page.text.lit_text(), timeout=10_000)
    desk.pages.show_file(os.fsencode(folder / "huge.png"))
    qtbot.waitUntil(lambda: "20000 by 20000 pixels" in said_by(window.page), timeout=10_000)


def said_by(pane):
    """All words of a pane that can be seen."""
    return " ".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def test_a_folder_that_vanishes_while_it_is_read_is_told_file_by_file(desk, window, qtbot, tmp_path):
    folder = notes(tmp_path / "notes", 300)
    drop(window, folder)
    qtbot.waitUntil(lambda: state(desk).read > 0, timeout=30_000)
    shutil.rmtree(folder)
    wait_until_read(desk, qtbot)
    after = state(desk)
    assert after.read
    assert after.failed
    assert after.read + after.failed == 300
    write(window, "Who is the keeper of tower 0?")
    assert "Ana 0" in answer(window, desk, qtbot).sources[0].text


@linux
@pytest.mark.log_expected
def test_a_reading_child_that_is_killed_costs_one_file(desk, window, program, qtbot, tmp_path):
    drop(window, notes(tmp_path / "notes", 300))
    qtbot.waitUntil(lambda: state(desk).read > 0, timeout=30_000)
    os.kill(program.reader._child.pid, signal.SIGKILL)
    wait_until_read(desk, qtbot)
    failed = [entry for entry in entries(program).values() if entry.status is FileStatus.FAILED]
    assert len(failed) <= 1, "none when it was killed between two files"
    assert [entry.reason.kind for entry in failed] in ([], ["ReaderDied"])
    assert state(desk).read == 300 - len(failed)
    assert not state(desk).is_paused


@linux
@pytest.mark.log_expected
def test_an_embedding_child_that_is_killed_is_started_again_and_nobody_notices(
    desk, window, program, qtbot, tmp_path
):
    drop(window, notes(tmp_path / "notes", 40))
    qtbot.waitUntil(lambda: "by meaning" in state(desk).doing, timeout=30_000)
    killed = program.embedding._child.pid
    os.kill(killed, signal.SIGKILL)
    wait_until_read(desk, qtbot)
    assert program.embedding._child.pid != killed
    assert complaint(window) == ""
    assert (state(desk).read, state(desk).is_paused, state(desk).doing) == (40, False, "")
