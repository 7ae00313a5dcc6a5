"""Everything that is shipped has its licence in resources/licences."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "licences"
INDEX = json.loads((FOLDER / "index.json").read_text())


def plain(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


def test_every_entry_has_its_files_and_every_file_its_entry():
    named = {name for entry in INDEX for name in entry["files"]}
    assert named == {path.name for path in FOLDER.glob("*.txt")}
    assert all(len((FOLDER / name).read_text()) > 400 for name in named)
    assert all(entry["licence"] and entry["what"] for entry in INDEX)


def test_every_dependency_and_every_default_model_has_an_entry():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    known = {plain(entry["name"]) for entry in INDEX}
    for dependency in project["dependencies"]:
        assert plain(dependency.split("==")[0]).removesuffix("essentials") in known, dependency
    assert {plain("SmolLM2-135M-Instruct"), plain("multilingual-e5-small"), plain("llama.cpp")} <= known


def test_own_licence_is_apache():
    text = (ROOT / "LICENSE").read_text()
    assert "Apache License" in text
    assert text.rstrip() == (FOLDER / "apache-2.0.txt").read_text().rstrip()
