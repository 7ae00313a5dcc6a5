"""A folder with everything that can be wrong in one: each file a status and a reason, the good ones are found."""

import ctypes
import json
import os
import socket
import sys
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from tests.command import Footnote

pytestmark = [
    pytest.mark.usefixtures("shared_models"),
    pytest.mark.skipif(sys.platform != "linux", reason="pipes, devices, links and names of bytes"),
]

GOOD = "The lighthouse keeper is called Ingrid."
GERMAN = "Der Schlüssel für die Hütte hängt über der Tür. Größe: übergroß."
JAPANESE = "会議は月曜日の午後三時に始まります。資料は前日までに送ってください。"


def by_name(report):
    return {os.fsencode(file["path"]).rsplit(b"/", 1)[-1]: file for file in report["files"]}


def obey_permissions():
    """Root may read everything: take that away from the command (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP; fails where there is nothing to drop


@pytest.fixture
def hostile(tmp_path):
    folder = tmp_path / "hostile"
    folder.mkdir()
    raw = os.fsencode(folder)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "empty.txt").touch()
    os.mkfifo(folder / "pipe.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "nothing.txt").symlink_to(folder / "not there.txt")
    Path(os.fsdecode(raw + b"/caf\xe9 \n menu.txt")).write_text("The soup of the day is borscht.", encoding="utf-8")
    (folder / ("n" * 251 + ".txt")).write_text("A long name.", encoding="utf-8")
    (folder / "utf16.txt").write_text("The ferry leaves at dawn, says Søren.", encoding="utf-16")
    (folder / "japanese.txt").write_bytes(JAPANESE.encode("shift_jis"))
    (folder / "german.txt").write_bytes(GERMAN.encode("cp1252"))
    (folder / "nested.html").write_text("<div>" * 300_000 + "deep" + "</div>" * 300_000, encoding="utf-8")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (folder / "cut.docx").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    (folder / "program.bin").write_bytes(bytes(range(256)) * 64)
    page = canvas.Canvas(str(folder / "secret.pdf"), encrypt=StandardEncryption("open sesame", canPrint=0))
    page.drawString(72, 700, "The salary list.")
    page.save()
    closed = folder / "closed"
    closed.mkdir()
    (closed / "inside.txt").write_text("never read", encoding="utf-8")
    closed.chmod(0)
    denied = folder / "denied.txt"
    denied.write_text("never read either", encoding="utf-8")
    denied.chmod(0)
    # A socket's address may have 108 bytes at most: bound under a short name, then moved here.
    with socket.socket(socket.AF_UNIX) as listening:
        short = f"/tmp/footnote-{os.getpid()}"
        listening.bind(short)
        os.rename(short, folder / "socket.txt")
    yield folder
    closed.chmod(0o700)


def test_every_file_gets_a_status_and_a_reason_and_good_ones_are_found(hostile, tmp_path):
    footnote = Footnote(tmp_path / "data")
    report = footnote.json("index", str(hostile), "--words-only", preexec_fn=obey_permissions)
    files = by_name(report)
    expected = {
        b"good.txt": ("indexed", None),
        b"empty.txt": ("skipped", "empty"),
        b"pipe.txt": ("skipped", "a pipe"),
        b"device.txt": ("skipped", "a device"),
        b"socket.txt": ("skipped", "a socket"),
        b"loop": ("skipped", "leads back"),
        b"self.txt": ("skipped", "leads back"),
        b"nothing.txt": ("failed", "no longer there"),
        b"caf\xe9 \n menu.txt": ("indexed", None),
        b"n" * 251 + b".txt": ("indexed", None),
        b"utf16.txt": ("indexed", None),
        b"japanese.txt": ("indexed", None),
        b"german.txt": ("indexed", None),
        b"cut.pdf": ("failed", "damaged"),
        b"cut.docx": ("failed", "damaged"),
        b"program.bin": ("skipped", "not read"),
        b"secret.pdf": ("failed", "password"),
        b"closed": ("failed", "permission"),
        b"denied.txt": ("failed", "permission"),
    }
    for name, (status, reason) in expected.items():
        assert files[name]["status"] == status, (name, files[name])
        assert (reason is None) == (files[name]["reason"] is None), (name, files[name])
        assert reason is None or reason in files[name]["reason"]
    assert files[b"nested.html"]["status"] in ("indexed", "partial", "failed")
    assert b"inside.txt" not in files


def test_words_of_odd_encodings_and_names_can_be_found(hostile, tmp_path):
    footnote = Footnote(tmp_path / "data")
    footnote("index", str(hostile), "--words-only", preexec_fn=obey_permissions)
    for words, name in (
        ("soup borscht", b"caf\xe9 \n menu.txt"),
        ("ferry dawn", b"utf16.txt"),
        ("会議 月曜日", b"japanese.txt"),
        ("Schlüssel Hütte", b"german.txt"),
    ):
        results = footnote.json("search", words, "-k", "1")["results"]
        assert os.fsencode(results[0]["path"]).endswith(b"/" + name), (words, results)
    shown = footnote.json("text", os.fsdecode(os.fsencode(hostile) + b"/caf\xe9 \n menu.txt"))
    assert shown["text"].strip() == "The soup of the day is borscht."


def test_folder_that_became_unreadable_keeps_what_was_read(tmp_path):
    footnote = Footnote(tmp_path / "data")
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "good.txt").write_text(GOOD, encoding="utf-8")
    footnote("index", str(folder), "--words-only")
    (folder / "below").chmod(0)
    try:
        report = footnote.json("index", str(folder), "--words-only", preexec_fn=obey_permissions)
    finally:
        (folder / "below").chmod(0o700)
    assert by_name(report)[b"below"]["status"] == "failed"
    assert b"good.txt" not in by_name(report)
    assert footnote.json("search", "lighthouse Ingrid")["results"]


def test_text_beyond_the_limit_is_partial_and_findable(tmp_path):
    footnote = Footnote(tmp_path / "data")
    footnote.data_dir.mkdir()
    (footnote.data_dir / "settings.json").write_text(json.dumps({"text_limit_mb": 1}), encoding="utf-8")
    large = tmp_path / "large.txt"
    with large.open("w", encoding="utf-8") as stream:
        stream.write(GOOD + "\n\n")
        line = "A line of an endless log that nobody reads, number 7.\n" * 20_000
        for _ in range(300):
            stream.write(line)
    assert large.stat().st_size > 300_000_000
    report = footnote.json("index", str(large), "--words-only")
    assert report["files"][0]["status"] == "partial"
    assert "first 1 MB" in report["files"][0]["reason"]
    assert footnote.json("search", "lighthouse Ingrid", "-k", "1")["results"][0]["text"].startswith(GOOD)
