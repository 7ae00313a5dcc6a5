"""The words of the command line. `--data-dir` and `--json` may stand before or after the command."""

import argparse
from collections.abc import Callable, Sequence

from assistant import identity
from assistant.cli import asking, indexing, libraries, searching, self_test, text

_EPILOG = """first steps:
  footnote ask "How do I apply for leave?" FOLDER     read the folder, then answer from it
  footnote index FOLDER                               keep a folder for all later questions
  footnote ask "How do I apply for leave?"

A file named like a command is given as ./index."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The options of a command; `command` is the function to call. Wrong usage ends the program with 2."""
    parser = argparse.ArgumentParser(
        prog=identity.COMMAND,
        description=f"{identity.NAME} answers questions over your own files, on this computer.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_everywhere(at_start=True)],
    )
    parser.add_argument("--version", action="version", version=f"{identity.NAME} {identity.VERSION}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    index = _command(commands, "index", "add files and folders", indexing.index)
    index.add_argument("paths", nargs="+", metavar="PATH")
    index.add_argument("--library", default="Documents", metavar="NAME", help="where to add them (Documents)")
    index.add_argument("--words-only", action="store_true", help="stop when everything is findable by words")
    index.add_argument("--no-ocr", action="store_true", help="do not read scans")

    search = _command(commands, "search", "find passages", searching.search)
    search.add_argument("words", nargs="?", help="what to look for")
    search.add_argument("-k", type=_positive, default=10, metavar="N", help="how many passages (10)")
    _scope(search)

    ask = _command(commands, "ask", "answer a question from the documents", asking.ask)
    ask.add_argument("question", nargs="?")
    ask.add_argument("paths", nargs="*", metavar="PATH", help="search these files and folders alone")
    ask.add_argument("--model", metavar="ID", help="a model's id, or the path of a GGUF file")
    ask.add_argument("--quotes-only", action="store_true", help="sentences of the files, no written answer")
    _scope(ask)

    shown = _command(commands, "text", "show the stored text of a document", text.text)
    shown.add_argument("path", metavar="PATH")
    shown.add_argument("--page", type=_positive, metavar="N")

    _libraries(_command(commands, "libraries", "list, show, remove, rescan", None))
    _command(commands, "self-test", "check the engine, reading, storage and lock-down", self_test.self_test)
    return parser.parse_args(argv)


def _libraries(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    _command(actions, "list", "the libraries there are", libraries.list_all)
    for name, what, function in (
        ("show", "every file and what became of it", libraries.show),
        ("remove", "forget a library; its texts are erased, your files stay", libraries.remove),
        ("rescan", "read again what changed", libraries.rescan),
    ):
        _command(actions, name, what, function).add_argument("name", metavar="NAME")


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    what: str,
    function: Callable[..., int] | None,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=what, description=what, parents=[_everywhere(at_start=False)])
    if function:
        parser.set_defaults(command=function)
    return parser


def _everywhere(*, at_start: bool) -> argparse.ArgumentParser:
    """Options of every command; what was given before the command must not be reset by a default after it."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data-dir", metavar="DIR", default=None if at_start else argparse.SUPPRESS,
        help="where the library, settings and models live",
    )
    common.add_argument(
        "--json", action="store_true", default=False if at_start else argparse.SUPPRESS,
        help="one JSON object a line on standard output",
    )
    return common


def _scope(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--library", metavar="NAME", help="search this library alone")
    parser.add_argument("--batch", metavar="FILE", help='one question a line: text, or JSON with "question" and "id"')


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return number
