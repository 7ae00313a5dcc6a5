"""A store in a folder of its own."""

import pytest

from assistant.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data") as opened:
        assert opened.notices == ()
        yield opened


@pytest.fixture
def library(store):
    return store.library.ensure_library("Documents")
