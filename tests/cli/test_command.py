"""The command as a person starts it: streams that fail, interrupts, odd arguments, other indexing beside it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant import __main__ as entry
from assistant import cli
from assistant.store.lock import IndexLock
from tests.command import COMMAND, Footnote

posix = pytest.mark.skipif(os.name == "nt", reason="streams and signals of POSIX")
SENTENCE = "The boiler was last inspected on 12 March 2023 by Mr. Okafor."


@pytest.fixture(scope="module")
def footnote(default_models, tmp_path_factory):
    """The command line on a data folder that holds one file."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "boiler.txt").write_text(SENTENCE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_MODELS", str(default_models))
        command = Footnote(tmp_path_factory.mktemp("data"))
        command("index", str(folder))
        command.file = folder / "boiler.txt"
        yield command


def run(footnote, *arguments, shell, **options):
    """The command with its streams as the shell words say."""
    words = [*COMMAND, "--data-dir", str(footnote.data_dir), *arguments]
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {shell}', "sh", *words],
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, **options,
    )


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [("search", "boiler"), ("libraries", "list", "--json"), ("--help",)])
def test_a_full_disk_under_the_output_is_a_sentence(footnote, arguments):
    done = run(footnote, *arguments, shell=">/dev/full")
    assert done.returncode == 1
    assert done.stderr.startswith("The result could not be written: ")
    assert done.stderr.count("\n") == 1


@posix
def test_closed_streams_are_no_traceback_and_harm_no_database(footnote):
    done = run(footnote, "libraries", "list", shell=">&-")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "closed" in done.stderr
    done = run(footnote, "search", "boiler", shell="2>&- <&-")
    assert done.returncode == 0
    assert SENTENCE in done.stdout
    done = run(footnote, "search", "--batch", "-", shell="<&-")
    assert done.returncode == 1
    assert "standard input" in done.stderr


@posix
def test_a_reader_that_goes_away_ends_the_command_in_silence(footnote):
    words = [*COMMAND, "--data-dir", str(footnote.data_dir), "search", "--batch", "-"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdin.write(b"boiler\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1  # answered before the next line is there
        process.stdout.close()
        process.stdin.write(b"boiler\nboiler\n")
        process.stdin.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


@posix
def test_an_ascii_locale_and_bytes_that_are_not_utf8_are_understood(footnote):
    locale = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = footnote("ask", b"\xff boiler inspected\xc3\xbc?", "--quotes-only", env=locale)
    assert SENTENCE in done.stdout
    assert done.stdout.isascii()


def test_a_page_that_is_not_there_is_told_with_the_path(footnote):
    done = footnote("text", str(footnote.file), "--page", "9", code=1)
    assert f"{footnote.file} has no page 9; it has 1." in done.stderr


def test_a_folder_is_not_a_missing_model(footnote):
    done = footnote("ask", "boiler", "--model", str(footnote.file.parent), code=1)
    assert "is a folder" in done.stderr


def test_an_empty_question_is_said_before_anything_is_prepared(tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_MODELS", str(tmp_path / "models"))
    done = Footnote(tmp_path / "data")("search", "???", code=1)
    assert "empty" in done.stderr
    done = Footnote(tmp_path / "data")("search", "boiler", code=1)
    assert "no documents" in done.stderr
    assert not list((tmp_path / "models").glob("*"))


def test_asking_a_path_beside_an_index_answers_from_what_was_read(footnote):
    footnote("ask", "boiler", str(footnote.file), "--quotes-only")
    with IndexLock(footnote.data_dir):
        done = footnote("ask", "When was the boiler inspected?", "--quotes-only", str(footnote.file))
        assert SENTENCE in done.stdout
        assert "Another Footnote" in done.stderr
        assert "Another Footnote" in footnote("index", str(footnote.file), code=1).stderr


@posix
def test_ctrl_c_while_models_are_made_leaves_nothing_half_made(tmp_path, monkeypatch):
    models = tmp_path / "models"
    monkeypatch.setenv("ASSISTANT_MODELS", str(models))
    (tmp_path / "note.txt").write_text(SENTENCE, encoding="utf-8")
    footnote = Footnote(tmp_path / "data")
    process = footnote.start("index", str(tmp_path / "note.txt"))
    deadline = time.monotonic() + 60
    while not list(models.glob("*")) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert told == "Stopped. What was done is kept; the same command goes on from here.\n"
    assert "1 file: 1 indexed." in footnote("index", str(tmp_path / "note.txt"), "--words-only").stdout


def test_ctrl_c_while_the_program_loads_is_a_word(monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", interrupted)
    assert entry.main() == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_nothing_slow_is_loaded_before_interrupts_are_caught():
    code = "import sys; known = set(sys.modules); import assistant.__main__; print(*sorted(set(sys.modules) - known))"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(Path(entry.__file__).parents[1])})
    assert done.stdout.split() == ["assistant", "assistant.__main__", "assistant.identity"]
