"""Talking to a child: requests, files, cancels, turns, start and end."""
import os
import threading
from contextlib import closing

import pytest

from assistant.errors import Cancelled, ChildDied, ChildTimedOut, DocumentDamaged, ModelFileInvalid
from assistant.isolation import Cancel, Child


def test_request_gives_its_replies_in_order_and_ends(child, ask):
    replies = ask(child, "echo", (b"one", b""), times=3, text="ä \ud83d")
    assert [reply.header["turn"] for reply in replies] == [0, 1, 2]
    assert all(reply.blobs == (b"one", b"") for reply in replies)
    assert replies[0].header["given"]["text"] == "ä \ud83d"


def test_blobs_of_many_megabytes_arrive_whole(child, ask):
    blob = os.urandom(1 << 20) * 20
    (reply,) = ask(child, "echo", (blob, b"x"))
    assert reply.blobs == (blob, b"x")


def test_nothing_is_started_before_it_is_needed(child, ask):
    assert not child.alive
    assert child.pid is None
    assert not child.lockdown
    child.start()
    started = child.pid
    assert ask(child, "echo")[0].header["pid"] == started == child.pid
    assert child.alive


def test_what_loading_raises_comes_out_of_start_and_of_request(make_child, ask):
    child = make_child(options={"refuse": "it is too short"})
    with pytest.raises(ModelFileInvalid, match="it is too short"):
        child.start()
    assert not child.alive
    with pytest.raises(ModelFileInvalid, match="it is too short"):
        ask(child, "echo")


@pytest.mark.log_expected
def test_defect_while_loading_is_told_and_logged(make_child, caplog):
    child = make_child(options={"defect": True})
    with pytest.raises(ChildDied, match="ZeroDivisionError: on purpose"):
        child.start()
    assert "in open_worker" in caplog.text


@pytest.mark.log_expected
def test_module_that_is_not_there_is_told():
    child = Child("assistant.nothing", name="tested")
    with pytest.raises(ChildDied, match="ModuleNotFoundError"):
        child.start()


def test_child_that_never_gets_ready_is_ended(make_child):
    child = make_child(options={"never": True}, start_timeout_s=0.5)
    with pytest.raises(ChildTimedOut):
        child.start()
    assert not child.alive


def test_reported_error_keeps_its_kind_and_loses_its_control_characters(child, ask):
    with pytest.raises(DocumentDamaged) as caught:
        ask(child, "fail", how="document")
    assert caught.value.fields == {"reason": "on [31m pur pose"}
    assert ask(child, "echo")


@pytest.mark.log_expected
@pytest.mark.parametrize(("how", "reason"), [
    ("defect", "ZeroDivisionError: on purpose"), ("exit", "SystemExit: 0"), ("reply", "TypeError: Object of type"),
])
def test_defect_in_a_worker_is_logged_and_the_child_goes_on(child, ask, caplog, how, reason):
    child.start()
    pid = child.pid
    with pytest.raises(ChildDied, match=reason):
        ask(child, "fail", how=how)
    assert "Traceback" in caplog.text
    assert ask(child, "echo")[0].header["pid"] == pid


# --- files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("closed_by_worker", [True, False])
def test_handed_file_is_read_from_its_start_and_closed_after(child, ask, tmp_path, closed_by_worker):
    path = tmp_path / "secret.txt"
    path.write_bytes(b"what was handed over")
    with path.open("rb") as stream:
        stream.read()
        (reply,) = ask(child, "read", file=stream.fileno(), close=closed_by_worker)
        assert os.fstat(stream.fileno())
    assert reply.blobs == (b"what was handed over",)
    assert ask(child, "is_open", number=reply.header["number"])[0].header == {"open": False}


def test_handed_file_can_neither_be_written_nor_opened_again(child, ask, tmp_path):
    path = tmp_path / "secret.txt"
    path.write_bytes(b"as it was")
    with path.open("rb") as stream:
        (written,) = ask(child, "write_to_handed", file=stream.fileno())
        reopened = [
            ask(child, "reopen_handed", file=stream.fileno(), flags=flags) for flags in (os.O_RDONLY, os.O_RDWR)
        ]
    assert written.header == {"errno": 9}  # EBADF: not open for writing
    assert [replies[0].header for replies in reopened] == [{"errno": 13}] * 2
    assert path.read_bytes() == b"as it was"


def test_many_files_one_after_the_other_leave_nothing_open(child, ask, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a")
    before = len(ask(child, "facts")[0].header["descriptors"])
    for _ in range(20):
        with path.open("rb") as stream:
            ask(child, "read", file=stream.fileno(), close=False)
    assert len(ask(child, "facts")[0].header["descriptors"]) == before


# --- stopping ---------------------------------------------------------------------------------------------------


def test_cancel_is_seen_by_the_worker_while_it_works(child):
    cancel = Cancel()
    seen = []
    for reply in child.request({"do": "until_cancelled"}, timeout_s=20, cancel=cancel):
        seen.append(reply.header)
        cancel.set()
    assert seen == [{"set": False, "length": 0}, {"set": True, "length": 1}]


def test_worker_that_raises_cancelled_is_cancelled_here(child, ask):
    cancel = Cancel()
    answers = child.request({"do": "until_cancelled", "raise": True}, timeout_s=20, cancel=cancel)
    next(answers)
    cancel.set()
    with pytest.raises(Cancelled):
        next(answers)
    assert ask(child, "echo")


def test_cancel_before_the_request_still_lets_the_worker_end_it(child, ask):
    cancel = Cancel()
    cancel.set()
    assert [reply.header["set"] for reply in ask(child, "until_cancelled", cancel=cancel)][-1] is True


def test_cancel_of_an_old_request_does_not_meet_the_next_one(child, ask):
    ask(child, "echo")
    child._session.cancel(1)
    stop = Cancel()
    answers = child.request({"do": "until_cancelled"}, timeout_s=20, cancel=stop)
    assert next(answers).header["set"] is False
    stop.set()
    assert next(answers).header["set"] is True


def test_cancel_that_was_heard_is_forgotten_with_its_request(child, ask):
    cancel = Cancel()
    cancel.set()
    ask(child, "until_cancelled", cancel=cancel)
    with closing(child.request({"do": "until_cancelled"}, timeout_s=20)) as answers:
        assert next(answers).header["set"] is False


def test_generator_closed_early_leaves_no_stale_replies(child, ask):
    child.start()
    pid = child.pid
    with closing(child.request({"do": "endless", "obeys": True}, timeout_s=20)) as answers:
        assert [next(answers).header["turn"] for _ in range(3)] == [0, 1, 2]
    (reply,) = ask(child, "echo", text="next")
    assert reply.header["given"]["text"] == "next"
    assert reply.header["pid"] == pid


def test_child_that_goes_on_after_its_request_was_closed_is_killed(child, ask, monkeypatch):
    monkeypatch.setattr("assistant.isolation.process._DRAIN_S", 0.3)
    child.start()
    pid = child.pid
    with closing(child.request({"do": "endless", "obeys": False}, timeout_s=20)) as answers:
        next(answers)
    assert not child.alive
    assert ask(child, "echo")[0].header["pid"] != pid


def test_interrupt_in_the_consumer_cancels_in_the_child(child, ask):
    child.start()
    pid = child.pid
    def consume():
        for _ in child.request({"do": "until_cancelled"}, timeout_s=20):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        consume()
    assert ask(child, "echo")[0].header["pid"] == pid


def test_slow_consumer_holds_a_fast_child_back_and_misses_nothing(child):
    taken = []
    with closing(child.request({"do": "endless", "obeys": True}, timeout_s=20)) as answers:
        for reply in answers:
            taken.append(reply.header["turn"])
            assert len(child._session._inbox._messages) <= 8
            if len(taken) == 500:
                break
    assert taken == list(range(500))


# --- several at once --------------------------------------------------------------------------------------------


def test_urgent_request_goes_before_one_that_waited_longer(child, ask, until):
    order = []

    def later(name, *, urgent):
        ask(child, "echo", urgent=urgent)
        order.append(name)

    cancel = Cancel()
    answers = child.request({"do": "until_cancelled"}, timeout_s=20, cancel=cancel)
    next(answers)
    threads = []
    for count, (name, urgent) in enumerate((("indexing", False), ("more indexing", False), ("question", True)), 1):
        threads.append(threading.Thread(target=later, args=(name,), kwargs={"urgent": urgent}))
        threads[-1].start()
        until(lambda count=count: child._turns.waiting == count)
    cancel.set()
    list(answers)
    for thread in threads:
        thread.join(20)
    assert order == ["question", "indexing", "more indexing"]


def test_request_cancelled_while_it_waits_behind_another_ends_at_once(child, ask, until):
    ended = []

    def waiting(cancel):
        with pytest.raises(Cancelled):
            ask(child, "echo", cancel=cancel)
        ended.append(True)

    with closing(child.request({"do": "until_cancelled"}, timeout_s=20)) as answers:
        next(answers)
        cancel = Cancel()
        thread = threading.Thread(target=waiting, args=(cancel,))
        thread.start()
        until(lambda: child._turns.waiting == 1)
        cancel.set()
        thread.join(20)
        assert ended == [True]
    assert child._turns.waiting == 0


# --- the end ----------------------------------------------------------------------------------------------------


def test_restart_after_lets_the_running_request_finish(child, ask):
    answers = child.request({"do": "echo", "times": 3}, timeout_s=20)
    pid = next(answers).header["pid"]
    child.restart_after()
    assert len(list(answers)) == 2
    assert not child.alive
    assert ask(child, "echo")[0].header["pid"] != pid


def test_restart_after_without_a_request_ends_the_process_at_once(child):
    child.start()
    child.restart_after()
    assert child.pid is None


def test_close_ends_a_running_request_and_every_later_one(child, ask, until):
    ended = threading.Event()

    def running():
        with pytest.raises(Cancelled):
            ask(child, "until_cancelled")
        ended.set()

    thread = threading.Thread(target=running)
    thread.start()
    until(lambda: child.alive and child.lockdown)
    child.close()
    thread.join(20)
    assert ended.is_set()
    assert not child.alive
    with pytest.raises(Cancelled):
        ask(child, "echo")
    with pytest.raises(Cancelled):
        child.start()


def test_ended_children_leave_no_descriptor_and_no_thread(make_child, ask):
    ask(make_child(), "echo")
    before = len(os.listdir("/proc/self/fd")), threading.active_count()
    child = make_child()
    ask(child, "echo")
    child.close()
    assert (len(os.listdir("/proc/self/fd")), threading.active_count()) == before


def test_child_that_nothing_is_asked_of_ends_and_the_next_request_starts_another(make_child, ask, until):
    child = make_child(idle_s=0.05)
    first = ask(child, "echo")[0].header["pid"]
    until(lambda: not child.alive)
    assert ask(child, "echo")[0].header["pid"] != first
    child.start()
    until(lambda: not child.alive)


def test_child_is_not_idle_while_it_answers(make_child, ask, until):
    child, clock = make_child(idle_s=0.05), make_child(idle_s=0.05)
    pid = ask(child, "echo")[0].header["pid"]
    with closing(child.request({"do": "echo", "times": 2}, timeout_s=20)) as replies:
        next(replies)
        clock.start()
        until(lambda: not clock.alive)
        assert child.pid == pid
        assert [reply.header["pid"] for reply in replies] == [pid]
    until(lambda: not child.alive)
