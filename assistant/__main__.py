"""The program's entry: builds every object once, hands it down and dispatches to the window or the command line.

Nothing heavy is imported before it is known what is to be done: on Linux this process may be the supervisor.
"""

import os
import sys

from assistant import identity

TYPE_CHECKING = False  # importing typing takes 10 ms, in which Ctrl-C would show a traceback
if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from assistant.services.program import Program

COMMANDS = (
    "index", "search", "ask", "chat", "conversations", "text", "libraries", "models", "self-test",
)  # fmt: skip
"""Of the command line; other words are files and folders for the window. `cli.arguments` is too slow to ask first."""

# Before anything imports numpy: its linear algebra would start threads that this program never uses.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def build(data_dir: "Path", chat_model: str | None) -> "Program":
    """Everything the services need; children are started when they are first asked for something.

    Args:
        data_dir: where the library, the settings and the models live; made when it is not there.
        chat_model: id of a model or path of a GGUF file; None: the one that the settings name.

    Raises:
        StorageError: the data folder cannot be used, or a database is newer than this program.
        ModelError: there is no such model, or its file is not usable.
    """
    from assistant import isolation, paths, settings
    from assistant.engine.chat_client import ChatChild
    from assistant.engine.embedding_client import EmbeddingChild
    from assistant.modelcache import added
    from assistant.reading.client import Reader
    from assistant.reading.view_client import Viewer
    from assistant.services import models
    from assistant.services.program import Embedding, Program
    from assistant.store import Store

    network = isolation.deny_network()
    store = Store.open(data_dir)
    chosen, notice = settings.load(paths.settings_file(data_dir))
    models_dir = paths.models_dir(data_dir)
    _, lost = added.load(data_dir)
    chat, *notices = models.chat_model(chat_model, chosen, data_dir, models_dir)
    embedding, *more = models.embedding_model(chosen, data_dir, models_dir)
    earlier = models.earlier_model(store.library.vector_models(), embedding, data_dir, models_dir)
    return Program(
        data_dir=data_dir,
        models_dir=models_dir,
        settings=chosen,
        store=store,
        reader=Reader(chosen),
        viewer=Viewer(chosen),
        embedding=EmbeddingChild(embedding, chosen),
        embedding_model=embedding,
        chat=ChatChild(chat, chosen),
        chat_model=chat,
        notices=(*store.notices, *filter(None, (notice, lost, *notices, *more))),
        network=network,
        earlier=Embedding(earlier, EmbeddingChild(earlier, chosen)) if earlier is not None else None,
    )


def main() -> int:
    """Show the window or run the command that the arguments name; the value is the exit code."""
    arguments = sys.argv[1:]
    try:
        if getattr(sys, "frozen", False) and arguments and arguments[0].startswith("--"):
            _be_child_of_frozen(arguments)
        _keep_standard_descriptors()
        for_window = _for_window(arguments)
        if for_window is not None:
            return _supervised(*for_window)
        if arguments[:1] == [identity.PICTURE_OF_WINDOW]:
            from assistant.ui import app

            return app.save_picture(arguments[1])
        # Imported here: an interrupt while half of the program is loaded ends like any other.
        from assistant import cli

        return cli.run(arguments, build)
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("Stopped.\n")
        return 130


def _be_child_of_frozen(arguments: list[str]) -> None:
    """In a frozen build every process is this program: do not return when this one is a child."""
    import multiprocessing

    from assistant.isolation import child
    from assistant.isolation.session import CHILD_ARGUMENT

    if arguments[0] == CHILD_ARGUMENT:
        child.main(arguments[1:])
    multiprocessing.freeze_support()


def _for_window(arguments: list[str]) -> tuple[str, list[str]] | None:
    """The data folder ("" for the usual one) and the paths to add; None when the command line is meant."""
    data_dir, paths = "", arguments
    if arguments[:1] == ["--data-dir"] and len(arguments) > 1:
        data_dir, *paths = arguments[1:]
    if paths and (paths[0] in COMMANDS or not all(os.path.lexists(path) for path in paths)):
        return None
    return data_dir, paths


def _supervised(data_dir: str, paths: list[str]) -> int:
    """The window, until it is closed for good; on Linux in a process of its own."""
    if sys.platform == "linux":
        from assistant import supervisor

        code = supervisor.run(
            # The paths are for the first one: what was removed since is not to come back.
            lambda channel, before: _window(data_dir, [] if before else paths, channel)
        )
    else:
        code = _window(data_dir, paths, None)
        if code == identity.START_AGAIN:
            without_paths = sys.orig_argv[1 : len(sys.orig_argv) - len(paths)]  # they were added by this window
            os.execv(sys.executable, [sys.executable, *without_paths])
    return code


def _window(data_dir: str, paths: list[str], channel: "socket.socket | None") -> int:
    """The window, in this process, which gives up the network before anything of Qt is there."""
    from pathlib import Path

    from assistant import isolation
    from assistant.paths import default_data_dir

    # A display of another computer (ssh -X) is reached by an IP socket; `build` gives them up right after that one.
    if os.environ.get("DISPLAY", ":").startswith((":", "unix:", "/")):
        isolation.deny_network()
    from assistant.services.outside import Outside
    from assistant.ui import app

    folder = Path(data_dir or default_data_dir()).absolute()
    return app.run(lambda place: build(place, None), folder, [os.fsencode(path) for path in paths], Outside(channel))


def _keep_standard_descriptors() -> None:
    """Put the null device where standard input, output or errors are closed.

    Otherwise the next file that is opened gets that number, and what a library prints is written into it: into a
    database, at worst. `sys.stdout` and its kin stay None, which is how the command line knows.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


if __name__ == "__main__":
    sys.exit(main())
