"""The program's entry: builds every object once, hands it down and dispatches to the command line."""

import os
import sys

TYPE_CHECKING = False  # importing typing takes 10 ms, in which Ctrl-C would show a traceback
if TYPE_CHECKING:
    from pathlib import Path

    from assistant.services.program import Program

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
        embedding=EmbeddingChild(embedding, chosen),
        embedding_model=embedding,
        chat=ChatChild(chat, chosen),
        chat_model=chat,
        notices=(*store.notices, *filter(None, (notice, lost, *notices, *more))),
        network=network,
        earlier=Embedding(earlier, EmbeddingChild(earlier, chosen)) if earlier is not None else None,
    )


def main() -> int:
    """Run the command that the arguments name; the value is the exit code."""
    try:
        # Imported here: an interrupt while half of the program is loaded ends like any other.
        import multiprocessing

        multiprocessing.freeze_support()
        _keep_standard_descriptors()
        from assistant import cli

        return cli.run(sys.argv[1:], build)
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("Stopped.\n")
        return 130


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
