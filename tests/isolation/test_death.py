"""How a child dies, hangs or talks nonsense, and what the program makes of it."""
import os
import signal
import struct

import pytest

from assistant.errors import ChildDied, ChildOutOfMemory, ChildProtocolBroken, ChildTimedOut
from assistant.isolation.endings import death


@pytest.mark.parametrize(("how", "words"), [
    ("segfault", r"it crashed \(SIGSEGV\)"),
    ("abort", r"it crashed \(SIGABRT\)"),
    ("exit", r"it ended with code 3"),
    ("kill", r"it was killed by the system"),
])
def test_death_is_told_in_words_and_the_next_request_works(child, ask, how, words):
    child.start()
    pid = child.pid
    with pytest.raises(ChildDied, match=words):
        ask(child, "die", how=how)
    assert not child.alive
    assert ask(child, "echo")[0].header["pid"] != pid


def test_child_killed_from_outside_in_the_middle_of_an_answer_is_told(child, ask):
    answers = child.request({"do": "until_cancelled"}, timeout_s=20)
    next(answers)
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(ChildDied, match="killed"):
        next(answers)
    assert ask(child, "echo")


def test_child_killed_between_requests_is_started_again_without_an_error(child, ask, until):
    child.start()
    pid = child.pid
    os.kill(pid, signal.SIGKILL)
    until(lambda: not child.alive)
    assert ask(child, "echo")[0].header["pid"] != pid


@pytest.mark.parametrize(("last_words", "error", "words"), [
    ("GGML_ASSERT(n > 0) failed\n", ChildDied, r"a check of its own failed: GGML_ASSERT\(n > 0\) failed"),
    ("thread '<unnamed>' panicked at src/lib.rs:3:1:\noops", ChildDied, "panicked at src/lib.rs:3:1"),
    ("terminate called after throwing an instance of 'std::bad_alloc'\n", ChildOutOfMemory, "ran out of memory"),
    ("memory allocation of 4096 bytes failed\n", ChildOutOfMemory, "ran out of memory"),
])
def test_last_words_before_an_abort_give_the_reason(child, ask, last_words, error, words):
    with pytest.raises(error, match=words):
        ask(child, "die", how="abort", last_words="x" * 100_000 + "\n" + last_words)


def test_memory_error_in_a_worker_ends_the_child(child, ask):
    with pytest.raises(ChildOutOfMemory):
        ask(child, "fail", how="memory")
    assert not child.alive
    assert ask(child, "echo")


def test_more_address_space_than_allowed_is_out_of_memory(make_child, ask):
    child = make_child(memory_bytes=400 << 20)
    assert child.start() is None
    with pytest.raises(ChildOutOfMemory):
        ask(child, "take", size=500 << 20)
    assert "400 MB" in child.lockdown["memory"]


def test_more_resident_memory_than_allowed_is_out_of_memory_where_addresses_are_free(make_child, ask):
    child = make_child(memory_bytes=150 << 20, gpu=True)
    with pytest.raises(ChildOutOfMemory):
        ask(child, "take", size=200 << 20)
    assert not child.alive
    assert "watched" in child.lockdown["memory"]


def test_silent_child_is_killed(child, ask):
    with pytest.raises(ChildTimedOut, match=r"0\.3 seconds"):
        ask(child, "until_cancelled", timeout_s=0.3)
    assert not child.alive
    assert ask(child, "echo")


def test_child_that_closes_its_pipe_and_lives_on_is_killed(child, ask):
    with pytest.raises(ChildDied, match="it closed its pipe"):
        ask(child, "die", how="close the pipe")
    assert not child.alive


def test_half_a_message_does_not_hang_the_program(child, ask):
    with pytest.raises(ChildTimedOut):
        ask(child, "send_raw", (struct.pack("!i", 1000) + b"half",), timeout_s=0.3)
    assert not child.alive


# --- nonsense ---------------------------------------------------------------------------------------------------

_HEADER = b'{"event":"reply","number":1,"blobs":[],"body":{}}'


@pytest.mark.parametrize("sent", [
    b"", b"\0\0", b"garbage that is no message at all",
    struct.pack("<I", 5 << 20) + bytes(5 << 20),
    struct.pack("<I", 2_000_000_000) + b"{}",
    struct.pack("<I", len(_HEADER)) + _HEADER + b"more than was announced",
    struct.pack("<I", 2) + b"[]",
    struct.pack("<I", 100_000) + b"[" * 100_000,
], ids=["empty", "short", "garbage", "long header", "header past the end", "long blobs", "list", "deep"])
def test_what_is_not_a_message_ends_the_child(child, ask, sent):
    with pytest.raises(ChildProtocolBroken):
        ask(child, "send_bytes", (sent,))
    assert not child.alive
    assert ask(child, "echo")


@pytest.mark.parametrize("length", [
    struct.pack("!iQ", -1, 1 << 40), struct.pack("!i", (256 << 20) + 1), struct.pack("!i", -7),
], ids=["a terabyte", "one byte too many", "negative"])
def test_message_that_claims_a_wrong_length_ends_the_child(child, ask, length):
    with pytest.raises(ChildProtocolBroken):
        ask(child, "send_raw", (length,))
    assert not child.alive


@pytest.mark.parametrize(("event", "number", "body"), [
    ("reply", 77, {}),
    ("ready", 1, {}),
    ("request", 1, {}),
    ("failed", 1, {"kind": "DatabaseDamaged", "fields": {"path": "app.db", "kept": "x"}}),
    ("failed", 1, {"kind": "NoSuchError", "fields": {}}),
    ("failed", 1, {"kind": "DocumentDamaged", "fields": {"self": "x"}}),
    ("failed", 1, {"kind": "DocumentDamaged", "fields": {"reason": ["x"]}}),
    ("failed", 1, {"kind": ["DocumentDamaged"], "fields": {}}),
], ids=["number", "event", "of ours", "not its business", "unknown", "field name", "field value", "kind"])
def test_answer_that_no_child_may_give_ends_it(child, ask, event, number, body):
    with pytest.raises(ChildProtocolBroken):
        ask(child, "send_frame", event=event, number=number, body=body, goes_on=False)
    assert not child.alive


def test_child_that_says_more_after_its_last_word_is_ended_with_the_next_request(child, ask):
    assert ask(child, "send_frame", event="done", number=1, body={}, goes_on=True) == []
    with pytest.raises(ChildProtocolBroken):
        ask(child, "echo")
    assert not child.alive
    assert ask(child, "echo")


def test_pickle_from_a_child_is_not_executed(child, ask, tmp_path):
    marker = tmp_path / "executed"
    with pytest.raises(ChildProtocolBroken):
        ask(child, "send_pickle", marker=str(marker))
    assert not marker.exists()
    assert not child.alive


def test_child_that_does_not_take_its_request_is_ended(child, monkeypatch):
    monkeypatch.setattr("assistant.isolation.session._SEND_TIMEOUT_S", 1)
    child.start()
    os.kill(child.pid, signal.SIGSTOP)
    with pytest.raises(ChildTimedOut):
        list(child.request({"do": "echo"}, (bytes(16 << 20),), timeout_s=20))
    assert not child.alive


# --- words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "words"), [
    (-signal.SIGSYS, "forbidden"), (-signal.SIGTERM, "SIGTERM"), (-63, "signal 63"), (0xC0000005, "0xC0000005"),
    (1, "code 1"),
])
def test_every_exit_code_has_words(code, words):
    assert words in str(death("tested", code, ""))


def test_windows_out_of_memory_is_out_of_memory():
    assert isinstance(death("tested", 0xC0000017, ""), ChildOutOfMemory)
