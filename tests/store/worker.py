"""A process of its own for the tests of kills, full disks and two programs: `worker.py WHAT DATA_DIR ...`."""

import os
import signal
import sys
from pathlib import Path

from assistant.errors import DiskFull
from assistant.records import Scope
from assistant.store import IndexLock, Store
from tests.store.samples import DONE, add_vectors, entry, found_paths, page


def texts(number):
    return [f"The lighthouse keeper {part} of document{number}. " for part in range(40)]


def say(line):
    print(line, flush=True)  # noqa: T201 - the pipe to the test


def add_until_killed(data_dir, statement, count):
    """Add and remove without end, say what is committed, die just before the `count`th statement of that kind."""
    left = int(count)

    def die_at_the_moment(sql):
        nonlocal left
        left -= statement in sql
        if left == 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    with Store.open(data_dir) as store:
        with store._index.plain() as connection:
            connection.set_trace_callback(die_at_the_moment)
        library = store.library.ensure_library("Documents")
        number = 1
        while True:
            path = b"/%d" % number
            store.library.add_with_file(entry(library.id, path), path, DONE, [page(*texts(number))])
            say(f"added {number}")
            add_vectors(store)
            if number > 1:
                store.library.remove_files(library.id, [b"/%d" % (number - 1)])
                say(f"removed {number - 1}")
            number += 1


def hold_lock(data_dir):
    with IndexLock(data_dir):
        say("held")
        sys.stdin.read()


def add_some(data_dir, name):
    with Store.open(data_dir) as store:
        library = store.library.ensure_library("Documents")
        for number in range(20):
            path = f"/{name}/{number}".encode()
            store.library.add_with_file(entry(library.id, path), path, DONE, [page(*texts(number))])
        assert len(found_paths(store, "lighthouse", Scope())) == 50


def fill_up(data_dir):
    """Add until nothing more fits under the process's limit for the size of a file."""
    import resource

    with Store.open(data_dir) as store:
        library = store.library.ensure_library("Documents")
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
        for number in range(10_000):
            path = b"/%d" % number
            try:
                store.library.add_with_file(entry(library.id, path), path, DONE, [page(*texts(number))])
            except DiskFull:
                say(f"full {number}")
                say(f"found {len(store.library.files(library.id))}")
                return
            say(f"added {number}")


if __name__ == "__main__":
    tasks = {task.__name__: task for task in (add_until_killed, hold_lock, add_some, fill_up)}
    tasks[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
