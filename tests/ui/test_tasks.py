"""The contract of `Task`: what is yielded arrives in order, `ended` is the last and comes once."""

import logging
import sys
import threading
from time import perf_counter

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from assistant.errors import Cancelled, DiskFull
from assistant.ui.tasks import Task


class Heard:
    """Everything a task says, in order."""

    def __init__(self, task):
        self.told = []
        task.item.connect(lambda item: self.told.append(("item", item)))
        task.failed.connect(lambda error: self.told.append(("failed", error)))
        task.ended.connect(lambda: self.told.append(("ended", None)))

    @property
    def kinds(self):
        return [kind for kind, _ in self.told]

    @property
    def items(self):
        return [item for kind, item in self.told if kind == "item"]


@pytest.fixture
def run(qapp, qtbot):
    """Runs work to its end; what was heard of it."""

    def running(work):
        task = Task(work, name="a test")
        heard = Heard(task)
        with qtbot.waitSignal(task.ended, timeout=10_000):
            task.start()
        qtbot.wait(1)  # one more round: nothing may come behind the last one
        return heard

    return running


def test_items_arrive_in_order_and_ended_is_the_last_and_comes_once(run):
    heard = run(lambda _cancel: iter(range(500)))
    assert heard.items == list(range(500))
    assert heard.kinds[-1] == "ended"
    assert heard.kinds.count("ended") == 1


def test_an_error_of_the_world_is_told_before_the_end(run):
    def work(_cancel):
        yield 1
        raise DiskFull(path="there")

    heard = run(work)
    assert heard.kinds == ["item", "failed", "ended"]
    assert isinstance(heard.told[1][1], DiskFull)


@pytest.mark.log_expected
def test_a_defect_is_told_and_logged_with_its_traceback(run, caplog):
    def work(_cancel):
        raise ZeroDivisionError
        yield

    with caplog.at_level(logging.ERROR):
        heard = run(work)
    assert heard.kinds == ["failed", "ended"]
    assert isinstance(heard.told[0][1], ZeroDivisionError)
    assert caplog.records[0].exc_info is not None


def test_work_that_says_it_was_cancelled_did_not_fail(run):
    def work(_cancel):
        yield 1
        raise Cancelled

    assert run(work).kinds == ["item", "ended"]


def test_work_that_cannot_even_begin_fails_and_ends(run):
    def work(_cancel):
        raise DiskFull(path="there")

    assert run(work).kinds == ["failed", "ended"]


def test_a_cancelled_task_still_says_what_it_has_to_say(qapp, qtbot):
    begun = threading.Event()

    def work(cancel):
        begun.set()
        while not cancel.is_set:
            pass
        yield "kept"

    task = Task(work, name="a test")
    heard = Heard(task)
    with qtbot.waitSignal(task.ended, timeout=10_000):
        task.start()
        begun.wait(5)
        task.cancel()
    assert heard.items == ["kept"]


def test_a_dropped_task_says_nothing_any_more_but_that_it_ended(qapp, qtbot):
    written = threading.Event()

    def work(_cancel):
        yield "stale"
        written.set()
        raise DiskFull(path="there")

    task = Task(work, name="a test")
    heard = Heard(task)
    with qtbot.waitSignal(task.ended, timeout=10_000):
        task.start()
        written.wait(5)
        task.drop()
    assert heard.kinds == ["ended"]


def test_an_ended_task_is_gone_from_its_owner_and_can_still_be_asked(qapp, qtbot):
    owner = QObject()
    task = Task(lambda _cancel: iter([1]), name="a test", parent=owner)
    with qtbot.waitSignal(task.ended):
        task.start()
    qtbot.waitUntil(lambda: not owner.findChildren(Task))
    task.cancel()
    task.drop()
    assert task.wait(1)
    assert not task.is_running


def test_ten_thousand_results_leave_the_window_its_turn(qapp, qtbot):
    ticks = []
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: ticks.append(perf_counter()))
    task = Task(lambda _cancel: iter(range(10_000)), name="a test")
    taken = []
    task.item.connect(lambda item: taken.append(sum(range(200)) and item))
    timer.start()
    with qtbot.waitSignal(task.ended, timeout=20_000):
        task.start()
    assert taken == list(range(10_000))
    # They take a good deal longer than one slice, and the window had its turn between the slices.
    assert len(ticks) >= 3


def test_results_that_wait_are_handed_out_in_slices(qapp, qtbot, monkeypatch):
    monkeypatch.setattr("assistant.ui.tasks._SLICE_S", 0.0)  # each result is a slice of its own, however quick
    ticks, seen = [], []
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: ticks.append(1))
    task = Task(lambda _cancel: iter(range(100)), name="a test")
    task.item.connect(lambda _item: seen.append(len(ticks)))
    task.start()
    assert task.wait(10), "all of them are there before the window looks"
    timer.start()
    with qtbot.waitSignal(task.ended, timeout=20_000):
        pass
    assert len(seen) == 100
    assert seen[-1] - seen[0] >= 3, "the window had its turn in between"


def test_a_thousand_signals_cost_no_reference_of_true(qapp):
    class Sender(QObject):
        told = Signal(bool)

    sender, heard = Sender(), []
    sender.told.connect(heard.append)
    before = sys.getrefcount(True)
    for _ in range(1_000):
        sender.told.emit(True)
    heard.clear()
    assert abs(sys.getrefcount(True) - before) < 100
