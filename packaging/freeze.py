"""Freeze Footnote into dist/footnote and try it the way a computer without Python would. Not part of the tests.

    .venv/bin/python packaging/freeze.py

Needs the dependency group `package`, binutils, and on Linux the libraries that Qt's window asks for (`python3 dev.py
run` names them): PyInstaller leaves out what the building computer lacks, and this script says so afterwards.

What a release needs besides:
- A building computer as old as the oldest system to run on: what is frozen on Debian 12 needs glibc 2.36.
- llama.cpp for more processors than the builder's own, which is what a plain set-up compiles. With
  `-DGGML_NATIVE=OFF -DGGML_BACKEND_DL=ON -DGGML_CPU_ALL_VARIANTS=ON` (and CMAKE_INSTALL_BINDIR and
  CMAKE_INSTALL_LIBDIR set to llama_cpp/lib) it is built once for each kind of processor, 14 minutes of work; the
  engine's child must then load them by one call, `ggml_backend_load_all_from_path`, on the folder of the libraries.
  `-DGGML_NATIVE=OFF` alone is as fast and dies on processors without AVX2. pip does not see that CMAKE_ARGS changed:
  `--no-cache-dir`.
- Signatures: signtool on Windows, codesign inside-out and notarytool on macOS, SHA256SUMS with a signature on Linux.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LIMIT_S = 180  # for each try; on a calm machine the slowest takes 10


def main() -> int:
    """Freeze, look for missing libraries, run the self-test, paint and start the window; 1 when anything fails."""
    options = argparse.ArgumentParser(description="Freeze Footnote and try it.")
    options.add_argument("--to", type=Path, default=ROOT / "dist", help="where the folder `footnote` is made (dist)")
    options.add_argument("--only-try", action="store_true", help="try what was frozen before")
    given = options.parse_args()
    folder = given.to.absolute() / "footnote"
    if not given.only_try:
        freeze(given.to.absolute())
    say(f"{folder}: {size_mb(folder)} MB")
    missing = missing_libraries(folder)
    for name in missing:
        say(f"FAILED  not on this computer, and so left out: {name}")
    with tempfile.TemporaryDirectory() as home:
        works = tried(folder / "footnote", Path(home), given.to.absolute() / "window.png")
    return 0 if works and not missing else 1


def freeze(to: Path) -> None:
    """Run PyInstaller on build.spec; ends the script with its words when that fails."""
    if find_spec("PyInstaller") is None:
        sys.exit("PyInstaller is not installed: it is in the dependency group `package` of pyproject.toml.")
    with tempfile.TemporaryDirectory() as work:
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
             "--distpath", to, "--workpath", work, ROOT / "build.spec"],
            cwd=ROOT, check=False,
        )  # fmt: skip
    if done.returncode:
        sys.exit("PyInstaller failed; its words are above.")
    say(f"frozen in {time.monotonic() - began:.0f} s")


def size_mb(folder: Path) -> int:
    """What the folder takes on the disk, MB; links count nothing."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_symlink()) >> 20


def missing_libraries(folder: Path) -> list[str]:
    """Libraries that something in the folder asks for and that neither it nor this computer has (Linux)."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = [file for file in folder.rglob("*.so*") if not file.is_symlink()]
    found = subprocess.run(
        ["ldd", *libraries], capture_output=True, text=True, check=False,
        env={**os.environ, "LD_LIBRARY_PATH": str(folder / "_internal")},
    ).stdout  # fmt: skip
    return sorted({line.split()[0] for line in found.splitlines() if line.endswith("=> not found")})


def tried(program: Path, home: Path, picture: Path) -> bool:
    """Run it with an empty home and nothing in the path; True when everything did what it should."""
    environment = {"PATH": str(home), "HOME": str(home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    works = True
    for start in ("first", "second"):  # the first one converts the models
        began = time.monotonic()
        done = run([program, "self-test", "--json"], environment)
        result = json.loads(done.stdout or '{"ok": false, "checks": [], "lockdown": {}}')
        say(f"self-test, {start} start: {time.monotonic() - began:.1f} s, exit code {done.returncode}")
        works = works and result["ok"] and {"reading", "view", "embedding", "chat"} <= set(result["lockdown"])
    for check in result["checks"]:
        say(f"{'ok    ' if check['ok'] else 'FAILED'}  {check['name']}: {check['detail']}")
    began = time.monotonic()
    painted = run([program, "--picture-of-window", picture], environment).returncode == 0
    say(f"window: painted and saved as {picture} in {time.monotonic() - began:.1f} s")
    return bool(works and painted and starts_and_ends(program, environment))


def starts_and_ends(program: Path, environment: Mapping[str, str]) -> bool:
    """True when the window starts under its supervisor, opens its data folder and ends in order when told to."""
    database = Path(environment["HOME"]) / "window" / "app.db"
    process = subprocess.Popen([program, "--data-dir", database.parent], env=environment, stdin=subprocess.DEVNULL)
    began = time.monotonic()
    while not database.exists() and process.poll() is None and time.monotonic() < began + _LIMIT_S:
        time.sleep(0.01)
    say(f"window: data folder open {time.monotonic() - began:.2f} s after the start")
    process.terminate()
    code = process.wait(_LIMIT_S)
    say(f"window: ended with {code}, {time.monotonic() - began:.2f} s after the start")
    return code == 0


def run(command: list[str | Path], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the program; its error output goes to ours."""
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, timeout=_LIMIT_S,
        check=False,
    )  # fmt: skip


def say(sentence: str) -> None:
    """Tell what came of it."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
