"""llama.cpp built for many processors (packaging/freeze.py --portable) has to be told where its libraries are."""

import os
import sys
from types import SimpleNamespace

import pytest

from assistant.engine import llama


@pytest.mark.skipif(sys.platform == "win32", reason="another library is asked there")
@pytest.mark.parametrize(("file", "told"), [("libggml-cpu-haswell.so", True), ("libggml-cpu.so", False)])
def test_libraries_for_processors_are_opened_where_there_are_any(tmp_path, monkeypatch, file, told):
    calls = []
    monkeypatch.setattr(llama.low, "_lib", SimpleNamespace(ggml_backend_load_all_from_path=calls.append))
    (tmp_path / file).touch()
    llama._load_processors(tmp_path)
    assert calls == [os.fsencode(tmp_path)] * told
