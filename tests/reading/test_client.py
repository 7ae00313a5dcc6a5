import itertools
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from assistant.errors import (
    AssistantError,
    Cancelled,
    DocumentDamaged,
    NoTextFound,
    ReaderDied,
    TookTooLong,
    TooMuchMemory,
    Unsupported,
)
from assistant.isolation import Cancel, Child, Policy
from assistant.reading import client
from assistant.reading.client import Reader
from assistant.records import Label, PageChunks, ReadingBegun, ReadingDone, Reason
from assistant.settings import Settings
from tests.reading import making, workers

TESTS = str(Path(__file__).parent.parent)


class MisledReader(Reader):
    """The real reader with a child that misbehaves when a file's name says so."""

    def _fresh_child(self):
        options = {
            "text_limit_bytes": 1_000_000,
            "timeout_s": self._settings.reading_timeout_s,
            "scan_timeout_s": self._settings.scan_timeout_s,
            "scan_dirs": [],
        }
        policy = Policy(read_paths=(TESTS,), memory_bytes=self._settings.reading_memory_mb << 20)
        return Child("tests.reading.workers", name="reader", options=options, policy=policy)


@pytest.fixture(scope="module")
def reader():
    made = Reader(Settings())
    yield made
    made.close()


@pytest.fixture(scope="module")
def misled():
    made = MisledReader(Settings())
    yield made
    made.close()


@pytest.fixture
def read(tmp_path):
    """Reads these bytes; the parts, and the last word."""

    def parts_and_done(reader, data, name="file.txt", cancel=None):
        path = tmp_path / "content"
        path.write_bytes(data)
        with path.open("rb") as file:
            begun, *parts, done = reader.read(file.fileno(), name, cancel=cancel)
        assert isinstance(begun, ReadingBegun)
        assert all(isinstance(part, PageChunks) for part in parts)
        assert isinstance(done, ReadingDone)
        return parts, done

    return parts_and_done


def text_of(parts):
    return "".join(chunk.text for part in parts if isinstance(part, PageChunks) for chunk in part.chunks)


def test_file_comes_back_as_pages_and_a_last_word(reader, read):
    data = making.pdf(["Leave is granted by the manager."], [], ["Ask in writing."], title="Handbook")
    parts, done = read(reader, data, "handbook.pdf")
    assert done == ReadingDone("pdf", "Handbook", 3, None)
    assert [(part.number, part.label, text_of([part])) for part in parts] == [
        (1, Label("page", 1), "Leave is granted by the manager."),
        (3, Label("page", 3), "Ask in writing."),
    ]
    assert parts[0].chunks[0].heading == "Handbook"


def test_text_larger_than_a_message_comes_in_parts_that_touch(reader, read):
    text = "".join(f"Sentence number {number} is about otters.\n\n" for number in range(40_000))
    parts, done = read(reader, text.encode())
    assert len(parts) > 1
    assert {part.number for part in parts} == {1}
    assert text_of(parts) == text
    ends = [(chunk.start, chunk.end) for part in parts for chunk in part.chunks]
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(ends))
    assert done.reason is None


def test_heading_that_repeats_the_title_stands_once_in_front_of_a_chunk(reader, read):
    html = "<title>Leave</title><h1>Leave</h1><p>Ask in writing.</p><h2>When</h2><p>Two weeks before.</p>"
    parts, _ = read(reader, html.encode(), "a.html")
    assert {chunk.heading for part in parts for chunk in part.chunks} <= {"Leave", "Leave > When"}


def test_name_that_is_not_utf8_is_no_obstacle(reader, read):
    parts, done = read(reader, b"# Otters\n\nThey swim.\n", os.fsdecode(b"ott\xe9r \xff.md"))
    assert done.format == "markdown"
    assert "They swim." in text_of(parts)


def test_file_that_was_read_before_is_read_from_its_beginning(reader, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"otters")
    with path.open("rb") as file:
        file.read()
        assert text_of(reader.read(file.fileno(), "a.txt")) == "otters"


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"%PDF-1.7 rubbish", "a.pdf", DocumentDamaged),
        (b"\x1f\x8b\x08\0", "a.gz", Unsupported),
        (b" \n\n ", "a.txt", NoTextFound),
        (making.pdf([]), "a.pdf", NoTextFound),
    ],
)
def test_file_that_cannot_be_read_says_why_and_the_next_one_is_read(reader, read, data, name, error):
    pid = reader._child.pid
    with pytest.raises(error):
        read(reader, data, name)
    assert text_of(read(reader, b"otters")[0]) == "otters"
    assert reader._child.pid == pid or pid is None


def test_text_over_the_limit_is_kept_up_to_there(read):
    reader = Reader(Settings(text_limit_mb=1))
    parts, done = read(reader, "größe wörter\n".encode() * 150_000)
    reader.close()
    assert done.reason == Reason("TooLarge", {"limit_mb": 1})
    assert 990_000 < len(text_of(parts).encode()) <= 1_000_000


def test_page_that_hangs_the_parser_is_given_up_and_the_pages_before_are_kept(read):
    reader = Reader(Settings(reading_timeout_s=1))
    parts, done = read(reader, making.hanging_pdf(), "a.pdf")
    assert text_of(parts) == "The first page is fine."
    assert done == ReadingDone("pdf", "", 2, Reason("TookTooLong", {"seconds": 1}))
    assert text_of(read(reader, b"otters")[0]) == "otters"
    reader.close()


def test_file_that_takes_too_long_before_its_first_page_is_an_error(read, monkeypatch):
    monkeypatch.setattr(client, "_GRACE_S", -0.999)
    reader = Reader(Settings(reading_timeout_s=1))
    with pytest.raises(TookTooLong):
        read(reader, b"<p>" + b"<b>words " * 300_000, "a.html")
    reader.close()


def test_cancel_ends_a_reading_between_two_parts(reader, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"A sentence about otters.\n\n" * 200_000)
    cancel = Cancel()
    with path.open("rb") as file:
        parts = reader.read(file.fileno(), "a.txt", cancel=cancel)
        next(parts)
        cancel.set()
        with pytest.raises(Cancelled):
            list(parts)


@pytest.mark.timeout(60)  # by itself it hangs for ever
def test_cancel_ends_even_a_parser_that_hangs(reader, read):
    cancel = Cancel()
    timer = threading.Timer(0.2, cancel.set)
    timer.start()
    with pytest.raises(Cancelled):
        read(reader, making.hanging_pdf(), "a.pdf", cancel)
    timer.join()
    assert text_of(read(reader, b"otters")[0]) == "otters"


def test_reading_that_nobody_listens_to_any_more_leaves_the_reader_usable(reader, read, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"A sentence about otters.\n\n" * 100_000)
    with path.open("rb") as file:
        parts = reader.read(file.fileno(), "a.txt")
        next(parts)
        parts.close()
    assert text_of(read(reader, b"badgers")[0]) == "badgers"


def test_child_is_fresh_after_so_many_files(read, monkeypatch):
    monkeypatch.setattr(client, "FILES_PER_CHILD", 3)
    reader = Reader(Settings())
    pids = []
    for _ in range(7):
        read(reader, b"otters")
        pids.append(reader._child.pid)
    reader.close()
    ran = [pid for pid in pids if pid is not None]
    assert len(set(ran)) == 3
    assert pids.count(None) == 2


@pytest.mark.log_expected
@pytest.mark.parametrize(
    ("act", "error"), [("crash", ReaderDied), ("memory", TooMuchMemory), ("defect", ReaderDied)]
)
def test_death_before_the_first_page_is_an_error_of_this_file_alone(misled, read, act, error):
    with pytest.raises(error) as raised:
        read(misled, b"otters", f"{act} page")
    assert "{" not in str(raised.value)
    assert text_of(read(misled, b"otters")[0]) == "otters"


@pytest.mark.log_expected
@pytest.mark.parametrize(("act", "kind"), [("crash", "ReaderDied"), ("memory", "TooMuchMemory")])
def test_death_after_some_pages_keeps_them(misled, read, act, kind):
    parts, done = read(misled, b"otters", f"{act} done")
    assert text_of(parts) == "otters"
    assert done.reason.kind == kind


@pytest.mark.log_expected
@pytest.mark.parametrize("lie", sorted(workers.LIES))
def test_child_that_lies_is_not_believed(misled, read, lie):
    try:
        _, done = read(misled, b"otters", f"lie {lie}")
    except ReaderDied:
        pass
    else:
        assert done.reason.kind == "ReaderDied"
    assert text_of(read(misled, b"badgers")[0]) == "badgers"


@pytest.mark.log_expected
def test_child_that_is_killed_is_started_again(reader, read):
    read(reader, b"otters")
    os.kill(reader._child.pid, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while reader._child.alive:
        assert time.monotonic() < deadline
    assert text_of(read(reader, b"badgers")[0]) == "badgers"


def test_reader_is_locked_down(reader, read):
    read(reader, b"otters")
    assert reader._child.lockdown
    reader.close()
    with pytest.raises((Cancelled, AssistantError)):
        read(reader, b"otters")
