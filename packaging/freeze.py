"""Freeze Footnote into dist/footnote and try it the way a computer without Python would. Not part of the tests.

    .venv/bin/python packaging/freeze.py [--portable]

Needs the dependency group `package`, binutils, and on Linux the libraries that Qt's window asks for (`python3 dev.py
run` names them): PyInstaller leaves out what the building computer lacks, and this script says so afterwards. With
Xvfb the window is started on a screen of its own.

A plain set-up compiles llama.cpp for the processor it runs on. With `--portable` it is compiled once more, for every
kind of processor, and kept in build/: 14 minutes of work. engine/llama.py has the right one loaded.

What a release needs besides:
- A building computer as old as the oldest system to run on: what is frozen on Debian 12 needs glibc 2.36. It has to
  be Debian or Ubuntu, whose packages know the licences of the system's libraries that go along.
- On the computer that it runs on, libraries that come with every desktop and belong to its drivers; without one,
  Debian and Ubuntu: `apt install libgl1 libegl1 libxcb1 libwayland-client0 libwayland-cursor0 fonts-dejavu-core`.
- Signatures: signtool on Windows, codesign inside-out and notarytool on macOS, SHA256SUMS with a signature on Linux.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LIMIT_S = 180  # for each try; on a calm machine the slowest takes 10
_CHILDREN = {"reading", "view", "embedding", "chat"}
_EVERY_PROCESSOR = (
    # `-DGGML_NATIVE=OFF` alone dies on processors without AVX2.
    "-DGGML_NATIVE=OFF -DGGML_BACKEND_DL=ON -DGGML_CPU_ALL_VARIANTS=ON -DLLAVA_BUILD=OFF "
    "-DCMAKE_INSTALL_BINDIR=llama_cpp/lib -DCMAKE_INSTALL_LIBDIR=llama_cpp/lib"
)


def main() -> None:
    """Freeze, look for missing libraries, run the self-test, paint and start the window; ends at what fails."""
    options = argparse.ArgumentParser(description="Freeze Footnote and try it.")
    options.add_argument("--to", type=Path, default=ROOT / "dist", help="where the folder `footnote` is made (dist)")
    options.add_argument("--portable", action="store_true", help="for every kind of processor, not this one alone")
    options.add_argument("--only-try", action="store_true", help="try what was frozen before")
    given = options.parse_args()
    to = given.to.absolute()
    began = time.monotonic()
    if not given.only_try:
        freeze(to, engine_for_every_processor() if given.portable else None)
    folder, picture = to / "footnote", to / "window.png"
    if missing := missing_libraries(folder):
        sys.exit(f"FAILED  not on this computer, and so left out: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": home, "HOME": home, "LANG": "C.UTF-8"}
        check(folder / "footnote", environment)
        paint(folder / "footnote", environment, picture)
        with screen() as display:
            start_and_end(folder / "footnote", {**environment, **display})
    say(f"{folder}: {size_mb(folder)} MB, made and tried in {time.monotonic() - began:.0f} s")
    say(f"Its window: {picture}")


def freeze(to: Path, llama: Path | None) -> None:
    """Run PyInstaller on build.spec, with these libraries of llama.cpp or those of the set-up."""
    if find_spec("PyInstaller") is None:
        sys.exit("PyInstaller is not installed: it is in the dependency group `package` of pyproject.toml.")
    if sys.platform.startswith("linux") and shutil.which("strip") is None:
        sys.exit("strip is not installed (Debian and Ubuntu: apt install binutils).")
    chosen: list[str | Path] = ["--", "--llama", llama] if llama else []
    with tempfile.TemporaryDirectory() as work:
        done = subprocess.run(
            [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--distpath", to,
             "--workpath", work, ROOT / "build.spec", *chosen],
            cwd=ROOT, check=False,
        )  # fmt: skip
    if done.returncode:
        sys.exit("FAILED  PyInstaller: its words are above.")


def engine_for_every_processor() -> Path:
    """The libraries of llama.cpp in the version of the lock, compiled once and kept in build/."""
    locked = re.search(r"^llama-cpp-python==(?:.*\\\n)+.*\n", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    if locked is None:
        sys.exit("FAILED  requirements.lock names no llama-cpp-python.")
    wanted = hashlib.sha256((locked[0] + _EVERY_PROCESSOR).encode()).hexdigest()
    folder = ROOT / "build" / f"llama-{wanted[:12]}"
    if not folder.exists():
        folder.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as work:
            Path(work, "locked.txt").write_text(locked[0])
            # Without the cache: pip would give back what it compiled before with other flags.
            done = subprocess.run(
                [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-cache-dir", "--require-hashes",
                 "-r", "locked.txt"],
                cwd=work, env={**os.environ, "CMAKE_ARGS": _EVERY_PROCESSOR}, check=False,
            )  # fmt: skip
            if done.returncode:
                sys.exit("FAILED  compiling llama.cpp: the words of pip are above.")
            for wheel in Path(work).glob("*.whl"):
                zipfile.ZipFile(wheel).extractall(Path(work, "wheel"))
            Path(work, "wheel").rename(folder)
    return folder / "llama_cpp" / "lib"


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


def check(program: Path, environment: Mapping[str, str]) -> None:
    """Run the self-test twice: the first start converts the models."""
    for start in ("first", "second"):
        began = time.monotonic()
        done = run([program, "self-test", "--json"], environment)
        if not done.stdout:
            sys.exit(f"FAILED  self-test, {start} start: exit code {done.returncode}, its words are above.")
        result = json.loads(done.stdout)
        for one in result["checks"]:
            if start == "second" or not one["ok"]:
                say(f"{'ok    ' if one['ok'] else 'FAILED'}  {one['name']}: {one['detail']}")
        say(f"self-test, {start} start: {time.monotonic() - began:.1f} s, {len(result['checks'])} checks")
        if not result["ok"]:
            sys.exit("FAILED  self-test.")
        if unlocked := _CHILDREN - set(result["lockdown"]):
            sys.exit(f"FAILED  not locked down: {', '.join(sorted(unlocked))}.")


def paint(program: Path, environment: Mapping[str, str], picture: Path) -> None:
    """Have the window painted where nobody sees it."""
    picture.unlink(missing_ok=True)
    if run([program, "--picture-of-window", picture], environment).returncode or not picture.exists():
        sys.exit("FAILED  the window was not painted.")


@contextmanager
def screen() -> Iterator[Mapping[str, str]]:
    """The variable that names a screen: of an Xvfb, where there is one, otherwise one that nobody sees."""
    server = shutil.which("Xvfb")
    if server is None:
        say("No Xvfb here: the window is started without a screen.")
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    with subprocess.Popen(
        [server, "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            yield {"DISPLAY": f":{process.stdout.readline().strip()}"}
        finally:
            process.terminate()


def start_and_end(program: Path, environment: Mapping[str, str]) -> None:
    """Start the window under its supervisor; it opens its data folder, and ends in order when told to."""
    database = Path(environment["HOME"]) / "window" / "app.db"
    process = subprocess.Popen([program, "--data-dir", database.parent], env=environment, stdin=subprocess.DEVNULL)
    began = time.monotonic()
    while not database.exists() and process.poll() is None and time.monotonic() < began + _LIMIT_S:
        time.sleep(0.01)
    opened = time.monotonic() - began
    process.terminate()
    try:
        code = process.wait(_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        sys.exit(f"FAILED  the window does not end: {_LIMIT_S} s after it was told to.")
    if code or not database.exists():
        sys.exit(f"FAILED  the window ended with {code}, its words are above.")
    say(f"window: data folder open {opened:.1f} s after the start, ended {time.monotonic() - began:.1f} s after it")


def run(command: list[str | Path], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the program; its error output goes to ours."""
    try:
        return subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, timeout=_LIMIT_S,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        sys.exit(f"FAILED  {command[1]}: not done within {_LIMIT_S} s.")
    except OSError as error:
        sys.exit(f"FAILED  {command[0]}: {error.strerror}.")


def say(sentence: str) -> None:
    """Tell what came of it."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
