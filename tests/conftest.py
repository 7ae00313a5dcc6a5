"""What every test lives with: unexpected log lines fail it, default models are made once a session."""

import logging
from pathlib import Path

import pytest

from assistant import paths
from assistant.services import models


class _Unexpected(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log_lines(request):
    """A test that expects warnings in the log says so: `@pytest.mark.log_expected`."""
    handler = _Unexpected()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.lines and not request.node.get_closest_marker("log_expected"):
        pytest.fail("unexpected log lines:\n" + "\n".join(handler.lines))


@pytest.fixture(scope="session")
def default_models(tmp_path_factory) -> Path:
    """The folder with the converted default models, made by the real maker child."""
    folder = tmp_path_factory.mktemp("models")
    for _ in models.prepare(folder):
        pass
    return folder


@pytest.fixture
def shared_models(default_models, monkeypatch) -> Path:
    """`ASSISTANT_MODELS` points at them, for this process and for the commands it starts."""
    monkeypatch.setenv("ASSISTANT_MODELS", str(default_models))
    assert paths.models_dir(Path("elsewhere")) == default_models
    return default_models
