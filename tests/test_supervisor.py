"""The first process: it starts the window and, outside of its filter, what the window asks for. Real processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from assistant import identity, supervisor
from assistant.errors import FileGone, FileNotRegular, LinkRefused, NoProgramForIt, ProgramRefused
from assistant.services import outside, programs

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a supervisor")
pytestmark = linux

STARTER = """\
#!{python}
import json, os, socket, sys
try:
    socket.socket(socket.AF_INET).close()
    has_network = True
except PermissionError:
    has_network = False
told = {{"arguments": [os.fsencode(one).hex() for one in sys.argv[1:]], "has_network": has_network,
         "leads_session": os.getsid(0) == os.getpid(), "folder": os.getcwd(),
         "variables": sorted(os.environ)}}
open(os.environ["TOLD"], "a").write(json.dumps(told) + "\\n")
sys.exit({code})
"""


@pytest.fixture
def starter(tmp_path, monkeypatch):
    """Puts a program called `xdg-open`, and no other, in the path; gives what it was started with."""
    return made_starter(tmp_path, monkeypatch, "xdg-open", 0)


def made_starter(tmp_path, monkeypatch, name, code):
    folder, told = tmp_path / "bin", tmp_path / "told"
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(STARTER.format(python=sys.executable, code=code))
    file.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("TOLD", str(told))
    return lambda: [json.loads(line) for line in told.read_text().splitlines()] if told.exists() else []


def opened(starts):
    return [[bytes.fromhex(one) for one in start["arguments"]] for start in starts()]


def supervised(tmp_path, window, **options):
    """A process that is a supervisor, with this window (the body of a function of `channel` and `before`)."""
    script = tmp_path / "supervised.py"
    script.write_text(
        "import os, signal, socket, sys, time\n"
        "from assistant import supervisor\n"
        "def window(channel, before):\n"
        f"{textwrap.indent(textwrap.dedent(window), '    ')}\n"
        "sys.exit(supervisor.run(window))\n"
    )
    return subprocess.Popen(
        [sys.executable, "-P", str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


def test_program_opened_through_it_has_the_network_that_the_window_gave_up(tmp_path, starter):
    window = """\
        from assistant import isolation
        from assistant.services.outside import Outside
        isolation.deny_network()
        try:
            socket.socket(socket.AF_INET)
        except PermissionError:
            print("no socket here", flush=True)
        Outside(channel).open_link("https://example.org/leave?days=2")
        return 0
        """
    process = supervised(tmp_path, window)
    out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors) == (0, "no socket here\n", "")
    (start,) = starter()
    assert start["has_network"]
    assert start["leads_session"]  # Ctrl-C in our terminal must not end it
    assert opened(starter) == [[b"https://example.org/leave?days=2"]]


def test_refusal_comes_back_as_the_same_error(tmp_path, starter):
    window = """\
        from assistant.errors import LinkRefused
        from assistant.services.outside import Outside
        try:
            Outside(channel).open_link("file:///etc/passwd")
        except LinkRefused as error:
            print(error)
        return 7
        """
    process = supervised(tmp_path, window)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 7  # the window's exit code is ours
    assert out == str(LinkRefused(link="file:///etc/passwd")) + "\n"
    assert starter() == []


def test_window_that_asks_for_it_is_started_again(tmp_path):
    window = f"""\
        with open({str(tmp_path / "starts")!r}, "a") as starts:
            starts.write(str(before))
        return {identity.START_AGAIN} if before < 2 else 0
        """
    process = supervised(tmp_path, window)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 0
    assert (tmp_path / "starts").read_text() == "012"


def test_signal_is_handed_on_and_the_window_ends_in_its_own_way(tmp_path):
    window = """\
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(5))
        print("ready", flush=True)
        signal.pause()
        """
    process = supervised(tmp_path, window)
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 5


def test_window_that_is_stopped_before_it_listens_ends_without_a_word(tmp_path):
    process = supervised(tmp_path, 'print("ready", flush=True)\nsignal.pause()')
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 128 + signal.SIGTERM


def test_window_ends_when_the_supervisor_is_killed(tmp_path):
    process = supervised(tmp_path, 'print("ready", flush=True)\nsignal.pause()')
    assert process.stdout.readline() == "ready\n"
    process.kill()
    # The end of its output is the end of the last process that holds it.
    assert process.communicate(timeout=30) == ("", "")


def test_crash_of_the_window_is_told_in_a_sentence(tmp_path):
    process = supervised(tmp_path, "os.kill(os.getpid(), signal.SIGSEGV)\ntime.sleep(30)")
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGSEGV
    assert errors == "The window of Footnote ended unexpectedly (SIGSEGV). What you made is kept.\n"


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"{", b"[]", b'{"do": "open_link"}', b'{"do": "system", "target": "id"}',
        b'{"do": ["open_link"], "target": ""}', b'{"do": "open_link", "target": 7}', b"[" * 30_000,
        b"x" * (outside.LARGEST + 1), b"\xff\xfe",
    ],
)  # fmt: skip
def test_nonsense_is_neither_done_nor_answered(tmp_path, starter, request_bytes):
    (tmp_path / "request").write_bytes(request_bytes)
    window = f"""\
        channel.send(open({str(tmp_path / "request")!r}, "rb").read())
        print(channel.recv(100), flush=True)
        return 3
        """
    process = supervised(tmp_path, window)
    out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors) == (3, "b''\n", "")
    assert starter() == []


def test_largest_request_is_the_same_on_both_sides():
    assert supervisor._LARGEST_REQUEST == outside.LARGEST


def test_supervisor_imports_next_to_nothing():
    script = "import assistant.supervisor, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True).stdout
    ours = {name for name in loaded.split() if name.startswith("assistant")}
    assert ours == {"assistant", "assistant.identity", "assistant.supervisor"}
    assert not {"json", "subprocess", "asyncio", "numpy", "typing", "threading"} & set(loaded.split())


def test_supervisor_that_is_gone_is_a_sentence():
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    here.close()
    with there, pytest.raises(NoProgramForIt):
        outside.Outside(there).open_link("https://example.org")


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "--help", "", "https://",
        "http:///etc", "https:example.org", "smb://host/share", "mailto:", "mailto:x@example.org?attach=/etc/passwd",
        "mailto:x@example.org?subject=a&ATTACHMENT=/etc/passwd", "https://example.org/\n--new", "https://e.org/a b",
        "https://example.org/\u202egpj.exe", "https://example.org/" + "a" * 5000, "vscode://file/etc", "x-apple:x",
    ],
)  # fmt: skip
def test_link_that_is_no_page_and_no_address_is_refused(starter, link):
    with pytest.raises(LinkRefused):
        programs.open_link(link)
    assert starter() == []


def test_link_reaches_the_browser_in_ascii_and_as_one_argument(starter):
    for link in ("https://example.org/Käse;$(id)?a=%20&b='x'", "MAILTO:ada@example.org?subject=Hi"):
        programs.open_link(link)
    assert opened(starter) == [
        [b"https://example.org/K%C3%A4se;$(id)?a=%20&b='x'"], [b"MAILTO:ada@example.org?subject=Hi"]
    ]  # fmt: skip


def test_file_is_opened_under_its_name_whatever_bytes_that_has(tmp_path, starter):
    name = os.fsencode(tmp_path) + b"/-rf \xff\n$(id).pdf"
    Path(os.fsdecode(name)).write_bytes(b"%PDF-1.7")
    outside.Outside().open_file(name)
    assert opened(starter) == [[name]]
    assert starter()[0]["folder"] == "/"


def test_file_of_a_mail_is_opened_as_that_mail(tmp_path, starter):
    mail = tmp_path / "letter.eml"
    mail.write_text("From: ada")
    outside.Outside().open_file(os.fsencode(mail) + b"/invoice.pdf")
    assert opened(starter) == [[os.fsencode(mail)]]


@pytest.mark.parametrize(
    ("name", "content", "mode"),
    [
        ("app.desktop", "[Desktop Entry]\nExec=id", 0o644), ("set-up.EXE", "x", 0o644), ("page.url", "x", 0o644),
        ("tool", "\x7fELF", 0o644), ("tool.pdf", "MZ\x90\x00\x03", 0o644), ("script.txt", "#!/bin/sh\nid", 0o755),
        ("report.pdf.lnk. ", "x", 0o644), ("start.jar", "PK", 0o644),
    ],
)  # fmt: skip
def test_file_that_would_be_run_is_refused(tmp_path, starter, name, content, mode):
    file = tmp_path / name
    file.write_text(content, encoding="latin-1")
    file.chmod(mode)
    with pytest.raises(ProgramRefused):
        programs.open_file(file)
    link = tmp_path / "innocent.pdf"
    link.symlink_to(file)
    if mode == 0o755 or "." not in name:  # told by its content, whatever the link is called
        with pytest.raises(ProgramRefused):
            programs.open_file(link)
    assert starter() == []


def test_document_on_a_stick_where_every_file_may_be_run_is_opened(tmp_path, starter):
    file = tmp_path / "plan.txt"
    file.write_text("Plan")
    file.chmod(0o777)
    programs.open_file(file)
    assert opened(starter) == [[os.fsencode(file)]]


def test_what_is_no_file_is_refused_without_waiting_for_it(tmp_path, starter):
    os.mkfifo(tmp_path / "pipe")
    for path, error in (
        (tmp_path / "pipe", FileNotRegular), (tmp_path, FileNotRegular), (tmp_path / "gone.pdf", FileGone),
        (Path("relative.pdf"), FileGone), (Path("/a\0b"), FileGone), (Path("/a\ud800"), FileGone),
    ):  # fmt: skip
        with pytest.raises(error):
            programs.open_file(path)
    assert starter() == []


def test_folder_is_opened_where_no_file_manager_can_point_at_a_file(tmp_path, starter):
    (tmp_path / "a,b ü.pdf").write_text("x")
    programs.show_in_folder(tmp_path / "a,b ü.pdf")
    assert opened(starter) == [[os.fsencode(tmp_path)]]


def test_folder_is_opened_itself(tmp_path, starter):
    programs.show_in_folder(tmp_path)
    assert opened(starter) == [[os.fsencode(tmp_path)]]


def test_file_manager_is_told_the_address_of_the_file(tmp_path, monkeypatch):
    starts = made_starter(tmp_path, monkeypatch, "dbus-send", 0)
    file = tmp_path / "a,b ü.pdf"
    file.write_text("x")
    programs.show_in_folder(file)
    (arguments,) = opened(starts)
    # A comma would begin another address.
    assert arguments[-2:] == [f"array:string:file://{tmp_path}/a%2Cb%20%C3%BC.pdf".encode(), b"string:"]


def test_failing_or_missing_starter_is_a_sentence(tmp_path, monkeypatch):
    made_starter(tmp_path, monkeypatch, "xdg-open", 3)
    with pytest.raises(NoProgramForIt, match="opened https"):
        programs.open_link("https://example.org/")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoProgramForIt):
        programs.open_link("https://example.org/")


def test_program_gets_the_libraries_of_its_own_system_from_a_frozen_build(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/ours")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/theirs")
    monkeypatch.setenv("_PYI_APPLICATION_HOME_DIR", "/ours")
    given = programs._environment()
    assert given["LD_LIBRARY_PATH"] == "/theirs"
    assert not [name for name in given if name.startswith("_PYI") or name.endswith("_ORIG")]
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG")
    assert "LD_LIBRARY_PATH" not in programs._environment()
