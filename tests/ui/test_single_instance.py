"""One window on a data folder: who stays, what the others hand over, what a killed one leaves behind."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import DataFolderUnusable, WindowElsewhere
from assistant.services.window_state import WindowLock
from assistant.ui.single_instance import SingleInstance, server_name

ROOT = Path(__file__).parents[2]


@pytest.fixture
def start(tmp_path, monkeypatch):
    """Starts another process on the data folder; every one that is left is ended."""
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    begun = []

    def begin(*files):
        command = [sys.executable, "-m", "tests.ui.starter", str(tmp_path / "data"), *files]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        process.wait()
        process.stdout.close()


def said(process):
    return process.stdout.readline().decode().strip()


@pytest.fixture
def first(start, tmp_path, qapp):
    """This process has the data folder."""
    instance = SingleInstance(tmp_path / "data")
    assert instance.claim([], within_s=0.1)
    yield instance
    instance.let_go()


def test_second_start_hands_over_its_files_as_they_are_named(first, start, qtbot):
    files = [b"/home/\xff\xfe not UTF-8", b"/home/two\nlines", "/home/übung.pdf".encode(), b"/" + b"x" * 255]
    with qtbot.waitSignal(first.called) as call:
        second = start(*files)
    assert call.args == [files]
    assert said(second) == "handed over"
    assert second.wait() == 0


def test_five_thousand_files_are_handed_over(first, start, qtbot):
    files = [b"/home/a folder with a long name/%d/%s" % (number, b"y" * 200) for number in range(5000)]
    with qtbot.waitSignal(first.called) as call:
        start(*files)
    assert call.args == [files]


def test_another_data_folder_has_its_own_window(first, tmp_path):
    other = SingleInstance(tmp_path / "other")
    assert other.claim([], within_s=0.1)
    other.let_go()


def test_one_that_does_not_answer_is_said(tmp_path):
    with WindowLock(tmp_path), pytest.raises(WindowElsewhere, match="does not answer"):
        SingleInstance(tmp_path).claim([], within_s=0.1)


def test_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderUnusable):
        SingleInstance(tmp_path / "file" / "data").claim([], within_s=0.1)


def test_rubbish_of_a_caller_is_not_believed(first, start, tmp_path, qtbot):
    heard = []
    first.called.connect(heard.append)
    for rubbish in (b"\xff\xff\xff\xff" + b"x" * 1000, b"\0\0", b""):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(server_name(tmp_path / "data"))
            caller.sendall(rubbish)
    with qtbot.waitSignal(first.called):
        start("/a", "relative")
    assert heard == [[b"/a"]]


def test_of_eight_starters_exactly_one_stays_and_hears_the_others(start):
    starters = [start(f"/file {number}") for number in range(8)]
    outcomes = [said(process) for process in starters]
    assert sorted(outcomes) == ["first", *["handed over"] * 7]
    (winner,) = (place for place, outcome in enumerate(outcomes) if outcome == "first")
    heard = {path for _ in range(7) for path in json.loads(said(starters[winner]))}
    assert heard == {f"/file {number}" for number in range(8) if number != winner}
    assert [process.wait() for place, process in enumerate(starters) if place != winner] == [0] * 7


def test_one_that_was_killed_leaves_its_place_to_the_next(start):
    killed = start()
    assert said(killed) == "first"
    killed.kill()
    killed.wait()
    following = start()
    assert said(following) == "first"
    assert said(start("/late")) == "handed over"
    assert json.loads(said(following)) == ["/late"]
