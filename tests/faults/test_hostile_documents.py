"""Documents made to do harm: each costs no more than its limits, and a person is told what it is."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

from assistant.errors import DocumentError, TooMuchMemory, from_kind
from assistant.reading.client import Reader
from assistant.records import PageChunks, ReadingDone
from assistant.settings import Settings
from tests.command import Footnote
from tests.faults import hostile_files
from tests.faults.hostile_files import FAILED, HOSTILE, OK, PARTIAL, SECRET
from tests.reading import making

GOOD = {
    "good.txt": b"The lighthouse keeper is called Ingrid.",
    "good.docx": making.docx(making.paragraph("The ferry to Utsira leaves at dawn.")),
    "good.pdf": making.pdf(["The brewery in Malmo closes on Mondays."]),
}
ASKED = {"lighthouse keeper": "good.txt", "ferry Utsira": "good.docx", "brewery Malmo": "good.pdf"}
NO_OCR = ("--words-only", "--no-ocr")


@pytest.fixture(scope="module")
def secret(tmp_path_factory):
    """A file that some documents name."""
    path = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    path.write_text(f"The word is {SECRET}.", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def reader():
    made = Reader(Settings(text_limit_mb=2))
    yield made
    made.close()


@pytest.fixture
def read(tmp_path):
    """Text and reason of a document, read in the locked child; the reason is "" when nothing is missing."""

    def outcome(reader, data, name):
        path = tmp_path / "content"
        path.write_bytes(data)
        text, reason = [], None
        try:
            with path.open("rb") as file:
                for item in reader.read(file.fileno(), name):
                    text += [chunk.text for chunk in item.chunks] if isinstance(item, PageChunks) else []
                    reason = item.reason if isinstance(item, ReadingDone) else reason
        except DocumentError as error:
            return "", str(error)
        return "".join(text), str(from_kind(reason.kind, reason.fields)) if reason else ""

    return outcome


def in_words(reason):
    return reason.endswith(".") and "{" not in reason and "\n" not in reason and "Error" not in reason


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_document_is_read_safely_or_refused_in_words(reader, read, secret, name):
    hostile = HOSTILE[name]
    text, reason = read(reader, hostile.make(secret), name)
    pid = reader._child.pid
    assert hostile.words in (reason if hostile.status != OK else text), (text[:200], reason)
    assert (hostile.status == OK) == (not reason)
    assert not reason or in_words(reason)
    assert SECRET not in text
    assert read(reader, GOOD["good.txt"], "good.txt") == (GOOD["good.txt"].decode(), "")
    assert reader._child.pid == pid is not None, "it killed the reader"


@pytest.mark.log_expected
def test_text_that_ten_thousand_cells_refer_to_costs_its_own_file_alone(read):
    reader = Reader(Settings(reading_memory_mb=512))
    text, reason = read(reader, hostile_files.strings_without_end(), "strings.xlsx")
    assert (text, reason) == ("", str(TooMuchMemory(limit_mb=512)))
    assert read(reader, GOOD["good.txt"], "good.txt")[0] == GOOD["good.txt"].decode()
    reader.close()


def test_first_pages_of_a_long_document_come_while_the_last_are_still_unread(reader, tmp_path):
    path = tmp_path / "long.pdf"
    path.write_bytes(hostile_files.long_pdf(10_000))
    with path.open("rb") as file:
        parts = reader.read(file.fileno(), "long.pdf")
        first = next(part for part in parts if isinstance(part, PageChunks))
        assert (first.number, first.chunks[0].text) == (1, "Page 1 of ten thousand.")
        parts.close()  # were all pages read before the first is given, the child would be long in obeying
    assert reader._child.alive


def by_name(report):
    return {Path(file["path"]).name: file for file in report["files"]}


@pytest.mark.usefixtures("shared_models")
def test_folder_of_hostile_documents_gives_each_a_reason_and_the_good_ones_are_found(tmp_path, secret):
    footnote = Footnote(tmp_path / "data")
    footnote.data_dir.mkdir()
    (footnote.data_dir / "settings.json").write_text(json.dumps({"text_limit_mb": 1}), encoding="utf-8")
    folder = tmp_path / "hostile"
    folder.mkdir()
    for name, hostile in HOSTILE.items():
        (folder / name).write_bytes(hostile.make(secret))
    for name, data in GOOD.items():
        (folder / name).write_bytes(data)
    report = footnote.json("index", str(folder), *NO_OCR)
    files = by_name(report)
    assert set(files) >= {*HOSTILE, *GOOD}
    for name, hostile in HOSTILE.items():
        shown = files[name]
        assert shown["status"] == hostile.status, shown
        if hostile.status != OK:
            assert hostile.words in shown["reason"], shown
            assert in_words(shown["reason"]), shown
    for words, name in ASKED.items():
        assert files[name]["status"] == OK
        assert footnote.json("search", words, "-k", "1")["results"][0]["path"] == str(folder / name)
    assert not footnote.json("search", SECRET)["results"]
    assert all(SECRET.encode() not in path.read_bytes() for path in footnote.data_dir.glob("index.db*"))


@pytest.mark.usefixtures("shared_models")
@pytest.mark.skipif(sys.platform != "linux", reason="the memory limit of the child")
def test_documents_that_hang_or_eat_memory_cost_their_limits_and_no_more(tmp_path):
    footnote = Footnote(tmp_path / "data")
    footnote.data_dir.mkdir()
    limits = {"reading_timeout_s": 2, "reading_memory_mb": 1024}
    (footnote.data_dir / "settings.json").write_text(json.dumps(limits), encoding="utf-8")
    folder = tmp_path / "greedy"
    folder.mkdir()
    (folder / "a hang.pdf").write_bytes(making.hanging_pdf())
    (folder / "b strings.xlsx").write_bytes(hostile_files.strings_without_end())
    (folder / "good.txt").write_bytes(GOOD["good.txt"])
    files = by_name(footnote.json("index", str(folder), *NO_OCR))
    assert files["a hang.pdf"]["status"] == PARTIAL
    # Whichever comes first: the PDF hangs, and eats memory while it does; pdfium then gives up without a word.
    assert re.search("longer than 2 seconds|stopped while reading", files["a hang.pdf"]["reason"])
    assert files["b strings.xlsx"]["status"] == FAILED
    assert "1024 MB" in files["b strings.xlsx"]["reason"]
    assert files["good.txt"]["status"] == OK
    assert footnote.json("search", "lighthouse keeper")["results"][0]["path"].endswith(os.sep + "good.txt")
