"""What goes into the frozen folder; making it takes a minute and is not part of the tests (packaging/freeze.py)."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6 import QtCore

sys.path.append(str(Path(__file__).parents[2] / "packaging"))

import freeze
import frozen_files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the lists are those of Linux")
QT = Path(QtCore.__file__).parent
CORE = ("PySide6/QtCore.abi3.so", QtCore.__file__, "EXTENSION")


def names(entries):
    return {name for name, _, _ in entries}


def test_libraries_that_only_the_rest_of_qt_asks_for_are_left_out():
    core = ("PySide6/Qt/lib/libQt6Core.so.6", str(QT / "Qt/lib/libQt6Core.so.6"), "BINARY")
    network = ("PySide6/Qt/lib/libQt6Network.so.6", str(QT / "Qt/lib/libQt6Network.so.6"), "BINARY")
    tls = ("PySide6/Qt/plugins/tls/libqopensslbackend.so", str(QT / "Qt/plugins/tls/libqopensslbackend.so"), "BINARY")
    link = ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")
    assert names(frozen_files.needed([CORE, core, network, tls, link])) == names([CORE, core, link])


def test_only_the_languages_of_the_window_go_along():
    qt = [(f"PySide6/Qt/translations/{name}.qm", "", "DATA") for name in ("qtbase_de", "qtbase_fr", "qt_de")]
    ours = ("resources/translations/footnote_de.qm", "", "DATA")
    assert names(frozen_files.needed([*qt, ours])) == names([qt[0], ours])


@pytest.mark.skipif(not shutil.which("dpkg"), reason="the system is not Debian")
def test_licences_of_the_systems_libraries_stand_in_the_index(tmp_path):
    index = tmp_path / "own.json"
    index.write_text('[{"name": "zstd of ours", "what": "w", "licence": "l", "files": []}]')
    loaded = Path("/proc/self/maps").read_text()
    library = next(line.split()[-1] for line in loaded.splitlines() if line.endswith("libc.so.6"))
    python = tmp_path / "LICENSE"
    python.write_text("PSF")
    entries = [("resources/licences/index.json", str(index), "DATA"), ("libc.so.6", library, "BINARY")]
    made = {name: Path(source) for name, source, _ in frozen_files.with_notices(entries, python, tmp_path / "new")}
    listed = json.loads(made["resources/licences/index.json"].read_text())
    assert [entry["name"] for entry in listed] == ["libc6", "Python", "zstd of ours"]
    assert "GNU" in made["resources/licences/libc6.txt"].read_text()
    assert all(f"resources/licences/{name}" in made for entry in listed for name in entry["files"])


@pytest.mark.skipif(not shutil.which("dpkg"), reason="the system is not Debian")
def test_library_of_unknown_licence_ends_the_freezing(tmp_path):
    index = tmp_path / "own.json"
    index.write_text("[]")
    entries = [("resources/licences/index.json", str(index), "DATA"), ("libx.so.1", "/usr/lib/libx.so.1", "BINARY")]
    with pytest.raises(SystemExit, match=r"/usr/lib/libx\.so\.1: its licence is not known"):
        frozen_files.with_notices(entries, index, tmp_path / "new")


@pytest.mark.skipif(not shutil.which("strip"), reason="binutils are not installed")
def test_what_a_debugger_reads_is_cut_off_but_not_in_libraries_of_a_wheel(tmp_path):
    source = tmp_path / "with.so"
    shutil.copy(QT / "QtSvg.abi3.so", source)
    notes = tmp_path / "notes"
    notes.write_text("x" * 100_000)
    subprocess.run(["objcopy", "--add-section", f".debug_info={notes}", source], check=True)
    entries = [("with.so", str(source), "EXTENSION"), ("some.libs/with.so", str(source), "BINARY")]
    cut, kept = frozen_files.without_debugging(entries, tmp_path / "stripped")
    assert Path(cut[1]).stat().st_size < source.stat().st_size - 100_000
    assert kept == entries[1]


def test_program_that_dies_ends_the_trial_with_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="FAILED  self-test, first start: exit code 1"):
        freeze.check(Path("/bin/false"), {})
    with pytest.raises(SystemExit, match="FAILED  the window was not painted"):
        freeze.paint(Path("/bin/true"), {}, tmp_path / "window.png")
    with pytest.raises(SystemExit, match="FAILED  the window ended with 1"):
        freeze.start_and_end(Path("/bin/false"), {"HOME": str(tmp_path)})
