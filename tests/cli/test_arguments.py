"""What the words of a command line come to, and which are wrong usage."""

import os

import pytest

from assistant.cli.arguments import parse


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["nonsense"],
        ["index"],
        ["index", ""],
        ["index", "h", "--library", ""],
        ["index", "h", "--library", " "],
        ["index", "h", "--data-dir", ""],
        ["index", "h", "--bogus", "i"],
        ["search"],
        ["search", "words", "--batch", "file"],
        ["search", "words", "-k", "0"],
        ["search", "words", "-k", "many"],
        ["search", "words", "--json", "more"],
        ["ask"],
        ["ask", "question", ""],
        ["ask", "no such file", "--batch", "file"],
        ["ask", "", "--batch", "file"],
        ["ask", "question", "--library", os.fsdecode(b"\xff")],
        ["text", "file", "--page", "0"],
        ["text", "file", "--page", "9" * 5000],
        ["chat", "hello", "--conversation", "first"],
        ["chat", "hello", "--conversation", "9" * 19],
        ["ask", "--batch", "file", "--conversation", "1"],
        ["conversations"],
        ["conversations", "show"],
        ["conversations", "show", "-1"],
        ["conversations", "export", "1", "--format", "pdf"],
        ["libraries"],
        ["libraries", "show", ""],
        ["libraries", "show", "two\nlines"],
    ],
)
def test_wrong_usage_ends_with_two_and_names_the_command(argv, capsys):
    with pytest.raises(SystemExit) as ended:
        parse(argv)
    assert ended.value.code == 2
    shown = capsys.readouterr().err
    assert shown.startswith("usage: footnote")
    assert "invalid _" not in shown


def test_json_and_data_dir_count_on_both_sides_of_the_command():
    for argv in (
        ["--json", "--data-dir", "d", "search", "words"],
        ["search", "words", "--json", "--data-dir", "d"],
        ["--json", "search", "words", "--data-dir", "d"],
    ):
        options = parse(argv)
        assert (options.json, options.data_dir, options.words) == (True, "d", "words")


def test_paths_may_stand_on_both_sides_of_an_option():
    assert parse(["index", "a", "--words-only", "b", "c"]).paths == ["a", "b", "c"]
    options = parse(["ask", "question", "--quotes-only", "a", "--library", "Work", "b"])
    assert (options.question, options.paths, options.library) == ("question", ["a", "b"], "Work")


def test_with_a_batch_every_positional_is_a_path(tmp_path):
    options = parse(["ask", str(tmp_path), "--batch", "file", "other"])
    assert (options.question, options.paths) == (None, [str(tmp_path), "other"])


def test_bytes_that_are_not_utf8_are_replaced_in_texts_and_kept_in_paths():
    broken = os.fsdecode(b"\xff boiler")
    options = parse(["ask", broken, broken])
    assert (options.question, options.paths) == ("\ufffd boiler", [broken])
    assert parse(["search", broken]).words == "\ufffd boiler"


def test_a_conversation_is_a_number_or_the_last_one():
    assert parse(["chat", "hello", "--conversation", "12"]).conversation == 12
    assert parse(["ask", "question", "--conversation", "last"]).conversation == "last"
    assert parse(["conversations", "show", "last"]).conversation == "last"
    assert parse(["chat"]).message is None


def test_the_number_of_passages_is_capped():
    assert parse(["search", "words", "-k", "99999999999999999999"]).k == 1000
    assert parse(["search", "words", "-k", "7"]).k == 7


def test_only_what_goes_on_after_ctrl_c_says_so():
    assert "goes on" in parse(["index", "a"]).stopped
    assert "goes on" in parse(["libraries", "rescan", "Work"]).stopped
    assert parse(["ask", "question"]).stopped == "Stopped."
    assert parse(["libraries", "show", "Work"]).stopped == "Stopped."
