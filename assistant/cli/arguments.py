"""The words of the command line. `--data-dir` and `--json` may stand before or after the command."""

import argparse
import os
import re
from collections.abc import Callable, Sequence

from assistant import identity
from assistant.cli import asking, chat, conversations, indexing, libraries, models, searching, self_test, text
from assistant.services.conversations import LAST

_EPILOG = """first steps:
  footnote ask "How do I apply for leave?" FOLDER     read the folder, then answer from it
  footnote index FOLDER                               keep a folder for all later questions
  footnote ask "How do I apply for leave?"

A file named like a command is given as ./index."""
_MOST_PASSAGES = 1000
"""More than anybody reads; a larger number would only make the search slow."""
_DIGITS = 18
"""Of the number of a conversation: as many as a database holds."""
_GO_ON = 'go on with this conversation; "last" is the latest one'
_GOES_ON = "Stopped. What was done is kept; the same command goes on from here."


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The options of a command; `command` is the function to call, `stopped` the sentence after Ctrl-C.

    Wrong usage ends the program with 2.
    """
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
    index.add_argument("paths", nargs="+", type=_path, metavar="PATH")
    index.add_argument(
        "--library", type=_name, default="Documents", metavar="NAME", help="where to add them (Documents)"
    )
    index.add_argument("--words-only", action="store_true", help="stop when everything is findable by words")
    index.add_argument("--no-ocr", action="store_true", help="do not read scans and pictures")
    index.add_argument(
        "--ocr-language", type=_ocr_language, metavar="LANG",
        help="the language scans are written in, such as deu; otherwise it is found out for each file",
    )
    index.set_defaults(stopped=_GOES_ON)

    search = _command(commands, "search", "find passages", searching.search)
    search.add_argument("words", nargs="?", help="what to look for")
    search.add_argument(
        "-k", type=_passages, default=10, metavar="N", help=f"how many passages (10; at most {_MOST_PASSAGES})"
    )
    _scope(search)

    ask = _command(commands, "ask", "answer a question from the documents", asking.ask)
    ask.add_argument("question", nargs="?")
    ask.add_argument("paths", nargs="*", type=_path, metavar="PATH", help="search these files and folders alone")
    ask.add_argument("--model", type=_path, metavar="ID", help="a model's id, or the path of a GGUF file")
    ask.add_argument("--conversation", type=_conversation, metavar="ID", help=_GO_ON)
    ask.add_argument("--quotes-only", action="store_true", help="sentences of the files, no written answer")
    _scope(ask)

    talk = _command(commands, "chat", "talk with the model alone; nothing of your files is looked at", chat.chat)
    talk.add_argument("message", nargs="?", help="without it: a conversation, or what standard input holds")
    talk.add_argument("--conversation", type=_conversation, metavar="ID", help=_GO_ON)
    talk.add_argument("--model", type=_path, metavar="ID", help="a model's id, or the path of a GGUF file")
    _conversations(_command(commands, "conversations", "list, show, export, remove", None))

    shown = _command(commands, "text", "show the stored text of a document", text.text)
    shown.add_argument("path", type=_path, metavar="PATH")
    shown.add_argument("--page", type=_positive, metavar="N")

    _libraries(_command(commands, "libraries", "list, show, remove, rescan", None))
    _models(_command(commands, "models", "list, add, remove, use, verify, info", None))
    _command(commands, "self-test", "check the engine, reading, storage and lock-down", self_test.self_test)
    return _checked(*parser.parse_known_args(argv))


def _conversations(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    _command(actions, "list", "the conversations there are", conversations.list_all)
    for name, what, function in (
        ("show", "the messages and their sources", conversations.show),
        ("export", "as Markdown, HTML or JSON, sources included", conversations.export),
        ("remove", "forget a conversation; no trace of it is left", conversations.remove),
    ):
        action = _command(actions, name, what, function)
        action.add_argument("conversation", type=_conversation, metavar="ID", help='its number, or "last"')
        if function is conversations.export:
            action.add_argument("--format", choices=("markdown", "html", "json"), help="(markdown)")
            action.add_argument("--output", type=_path, metavar="FILE", help="a file that is not there yet")


def _libraries(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    _command(actions, "list", "the libraries there are", libraries.list_all)
    for name, what, function in (
        ("show", "every file and what became of it", libraries.show),
        ("remove", "forget a library; its texts are erased, your files stay", libraries.remove),
        ("rescan", "read again what changed", libraries.rescan),
    ):
        action = _command(actions, name, what, function)
        action.add_argument("name", type=_name, metavar="NAME")
        if function is libraries.rescan:
            action.set_defaults(stopped=_GOES_ON)


def _models(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    _command(actions, "list", "the models there are", models.list_all)
    added = _command(actions, "add", "check a GGUF file and remember it; it stays where it is", models.add)
    added.add_argument("file", type=_path, metavar="FILE")
    for name, what, function in (
        ("remove", "forget a model that was added; its file stays", models.remove),
        ("use", "use a model from now on; an embedding model makes search by meaning anew", models.use),
    ):
        action = _command(actions, name, what, function)
        action.add_argument("id", metavar="ID")
        if function is models.use:
            action.set_defaults(stopped=_GOES_ON)
    checked = _command(actions, "verify", "read every byte of the models and compare", models.verify)
    checked.add_argument("id", nargs="?", metavar="ID")
    told = _command(actions, "info", "what is known of a model", models.info)
    told.add_argument("model_or_path", type=_path, metavar="ID|FILE")


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    what: str,
    function: Callable[..., int] | None,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=what, description=what, parents=[_everywhere(at_start=False)])
    parser.set_defaults(parser=parser, stopped="Stopped.")
    if function:
        parser.set_defaults(command=function)
    return parser


def _everywhere(*, at_start: bool) -> argparse.ArgumentParser:
    """Options of every command; what was given before the command must not be reset by a default after it."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data-dir", type=_path, metavar="DIR", default=None if at_start else argparse.SUPPRESS,
        help="where the library, settings and models live",
    )
    common.add_argument(
        "--json", action="store_true", default=False if at_start else argparse.SUPPRESS,
        help="one JSON object a line on standard output",
    )
    return common


def _scope(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--library", type=_name, metavar="NAME", help="search this library alone")
    parser.add_argument(
        "--batch", type=_path, metavar="FILE",
        help='one question a line: text, or JSON with "question" and "id"; - reads them from standard input',
    )


def _checked(options: argparse.Namespace, left: Sequence[str]) -> argparse.Namespace:
    """What argparse cannot see for itself: paths after an option, words beside a batch, neither of both."""
    if left and (not hasattr(options, "paths") or any(word.startswith("-") for word in left)):
        options.parser.error(f"unrecognized arguments: {' '.join(left)}")
    if hasattr(options, "paths"):  # Python 3.11 leaves paths over that follow an option
        options.paths = [*options.paths, *map(_path, left)]
    if options.command is asking.ask:
        _check_question(options)
    elif options.command is searching.search:
        _check_words(options)
    elif options.command is chat.chat and options.message is not None:
        options.message = _readable(options.message)
    return options


def _check_question(options: argparse.Namespace) -> None:
    if options.batch is not None and options.conversation is not None:
        options.parser.error("the questions of a batch stand alone: leave out --conversation")
    if options.batch is None and options.question is None:
        options.parser.error("a question or --batch FILE is needed")
    elif options.batch is None:
        options.question = _readable(options.question)
    elif options.question is not None:  # with --batch every positional is a path
        if not os.path.lexists(options.question):
            options.parser.error(
                f"with --batch the questions stand in the file; {options.question!r} is no file or folder to search"
            )
        options.paths, options.question = [options.question, *options.paths], None


def _check_words(options: argparse.Namespace) -> None:
    if (options.batch is None) == (options.words is None):
        options.parser.error("either words or --batch FILE is needed, not both")
    if options.words is not None:
        options.words = _readable(options.words)


def _readable(text: str) -> str:
    """The text with a replacement character for whatever is not Unicode: no engine takes a lone surrogate."""
    return text.encode("utf-8", "surrogateescape" if os.name != "nt" else "replace").decode("utf-8", "replace")


def _path(value: str) -> str:
    """A path as it was given: a name that is not UTF-8 is a file too, but an empty one would mean this folder.

    Raises:
        ArgumentTypeError: it is empty.
    """
    if not value:
        raise argparse.ArgumentTypeError("a path cannot be empty")
    return value


def _name(value: str) -> str:
    if not value.strip():
        raise argparse.ArgumentTypeError("a library's name cannot be empty")
    if not value.isprintable():  # surrogates (bytes that are not UTF-8), control characters
        raise argparse.ArgumentTypeError(f"{value!r} cannot be a library's name")
    return value


def _ocr_language(value: str) -> str:
    """The name of language data, such as "deu" or "chi_sim".

    Raises:
        ArgumentTypeError: it cannot be one.
    """
    if not re.fullmatch(r"[a-z]{3}(?:_[a-z]{3,8}){0,2}", value):
        raise argparse.ArgumentTypeError("a language is named by three letters, such as eng, deu or jpn")
    return value


def _conversation(value: str) -> int | str:
    """The number of a conversation, or "last".

    Raises:
        ArgumentTypeError: it is neither.
    """
    if value == LAST:
        return value
    if not value.isascii() or not value.isdecimal() or len(value) > _DIGITS:
        raise argparse.ArgumentTypeError('the number of a conversation, or "last"')
    return int(value)


def _passages(value: str) -> int:
    return min(_positive(value), _MOST_PASSAGES)


def _positive(value: str) -> int:
    """A whole number from 1 up.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        number = int(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a number from 1 up") from error
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 up")
    return number
