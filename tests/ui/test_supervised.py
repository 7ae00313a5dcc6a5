"""The program as it is started without a command: a window behind a filter, a supervisor in front of it."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.__main__ import COMMANDS, _for_window
from assistant.cli import arguments
from assistant.errors import SelfTestFailed
from assistant.services import self_test
from tests.command import Footnote

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a supervisor")


class Started:
    """A running program on a data folder of its own."""

    def __init__(self, qtbot, data_dir, *paths):
        self._qtbot = qtbot
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "assistant", "--data-dir", str(data_dir), *paths],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.wait(lambda: (data_dir / "index.db").exists())

    def wait(self, is_so):
        self._qtbot.waitUntil(lambda: self.process.poll() is not None or is_so(), timeout=60_000)
        assert self.process.poll() is None, self.process.communicate()

    @property
    def window(self):
        """The number of the window's process."""
        number = self.process.pid
        return int(Path(f"/proc/{number}/task/{number}/children").read_text().split()[0])

    def ended(self):
        """Exit code and what was said."""
        out, errors = self.process.communicate(timeout=60)
        return self.process.returncode, out, errors


def status(pid, field):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{field}:"))


@pytest.fixture
def started(qtbot, shared_models, tmp_path):
    started = Started(qtbot, tmp_path / "data")
    yield started
    started.process.kill()
    started.process.communicate()


def test_window_has_the_filter_and_the_supervisor_has_not(started):
    assert (status(started.window, "Seccomp"), status(started.window, "NoNewPrivs")) == ("2", "1")
    assert (status(started.process.pid, "Seccomp"), status(started.process.pid, "NoNewPrivs")) == ("0", "0")
    assert status(started.process.pid, "Threads") == "1"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_window_closes_in_order_when_the_program_is_told_to_end(started, number):
    started.process.send_signal(number)
    assert started.ended() == (0, "", "")


def test_window_and_its_children_end_with_a_supervisor_that_is_killed(started):
    started.process.kill()
    # Window and children hold the same output: its end is theirs.
    assert started.ended() == (-signal.SIGKILL, "", "")


def test_killed_window_ends_the_program_with_a_sentence(started):
    os.kill(started.window, signal.SIGKILL)
    code, _, errors = started.ended()
    assert code == 128 + signal.SIGKILL
    assert errors == "The window of Footnote ended unexpectedly (SIGKILL). What you made is kept.\n"


def test_self_test_tries_every_part(shared_models, tmp_path):
    told = Footnote(tmp_path / "data").json("self-test")
    assert told["ok"]
    names = [check["name"] for check in told["checks"]]
    assert names == [
        "resources", "storage", "models", "reading", "view of a page", "reading of scans", "search by meaning",
        "writing", "window",
    ]  # fmt: skip
    assert set(told["lockdown"]) == {"program", "reading", "view", "embedding", "chat"}


def test_self_test_says_when_the_window_is_not_painted(monkeypatch):
    monkeypatch.setattr("assistant.identity.PICTURE_OF_WINDOW", "--unheard-of")
    with pytest.raises(SelfTestFailed, match="The window was not painted"):
        self_test._window(None)


def test_commands_of_the_command_line_are_known_without_loading_it(capsys):
    with pytest.raises(SystemExit):
        arguments.parse(["--help"])
    assert set(re.findall(r"^    ([a-z-]+)", capsys.readouterr().out, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ([], ("", [])),
        (["report.pdf", "index"], ("", ["report.pdf", "index"])),
        (["./index"], ("", ["./index"])),
        (["--data-dir", "there"], ("there", [])),
        (["--data-dir", "there", "report.pdf"], ("there", ["report.pdf"])),
        (["index"], None),
        (["index", "report.pdf"], None),
        (["--data-dir", "there", "index", "report.pdf"], None),
        (["gone.pdf"], None),
        (["--help"], None),
        (["--data-dir"], None),
        ([""], None),
    ],
)
def test_files_and_folders_are_for_the_window_and_commands_are_not(tmp_path, monkeypatch, given, meant):
    monkeypatch.chdir(tmp_path)
    for name in ("report.pdf", "index"):
        Path(name).write_text("x")
    assert _for_window(given) == meant
