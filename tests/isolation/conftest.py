"""Real children of the tests' worker."""
from pathlib import Path

import pytest

from assistant.isolation import Child, Policy

TESTS = str(Path(__file__).parent.parent)


@pytest.fixture
def make_child():
    """Makes children of `workers`, each ended after the test."""
    made = []

    def make(*, options=None, start_timeout_s=20, idle_s=None, **policy):
        readable = (TESTS, *policy.pop("read_paths", ()))
        child = Child(
            "tests.isolation.workers", name="tested", options=options or {},
            policy=Policy(read_paths=readable, **policy), start_timeout_s=start_timeout_s,
            idle_s=idle_s,
        )
        made.append(child)
        return child

    yield make
    for child in made:
        child.close()


@pytest.fixture
def child(make_child):
    return make_child()


@pytest.fixture
def ask():
    """Asks and returns all the replies."""

    def replies(child, do, blobs=(), *, timeout_s=20, file=None, cancel=None, urgent=True, **header):
        return list(
            child.request(
                {"do": do, **header}, blobs, timeout_s=timeout_s, file=file, cancel=cancel, urgent=urgent,
            )
        )

    return replies


@pytest.fixture
def until():
    """Waits for something that another process or thread does; fails when it does not come."""
    import threading
    import time

    pause = threading.Event()

    def wait(happened, *, timeout_s=20):
        deadline = time.monotonic() + timeout_s
        while not happened():
            assert time.monotonic() < deadline, "it did not happen"
            pause.wait(0.005)

    return wait
