"""What of the collected files goes into the frozen folder, and the licences of what the system gives to it.

Used by build.spec. An entry is PyInstaller's: place in the folder, file on this computer ("" for none), kind.
"""

import json
import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from PyInstaller.depend.bindepend import get_imports

Entry = tuple[str, str, str]

_NOT_NEEDED = re.compile(
    # Of Qt: QML, TLS (there is no network), screens without a desktop, drawing by the graphics card (the window never
    # does, and drivers of the system do not get on with libraries of another one), the theme that drags in GTK, rare
    # pictures, other languages than ours.
    r"/(qml|tls|networkinformation|egldeviceintegrations|generic|xcbglintegrations)/"
    r"|platforms/libq(eglfs|linuxfb|minimal|vnc|vkkhr)|platformthemes/libqgtk3|libqtvirtualkeyboard"
    r"|imageformats/libq(tiff|tga|wbmp|icns|pdf|gif)|PySide6/.*/translations/(?!qtbase_(de|zh_CN)\.qm)"
    # Of Pillow: writing on pictures, colour profiles, AVIF. Of numpy: what its own tests are made of.
    r"|PIL/_(imagingft|imagingcms|avif)\.|numpy/_core/_\w+_tests\."
)
_LIBRARY = re.compile(r"lib(?!python)[^/]*|.*\.libs/.*|PySide6/Qt/lib/.*")
"""What is there only because something else asks for it. Python's own is opened by the program itself."""

_BINARY = ("BINARY", "EXTENSION")
_INDEX = "resources/licences/index.json"
_SYSTEM = ("/usr/lib", "/lib")
_DOCUMENTS = Path("/usr/share/doc")
_COMMON = Path("/usr/share/common-licenses")


def needed(entries: Iterable[Entry]) -> list[Entry]:
    """What the program needs: without the rest of Qt and Pillow, and the libraries that only the rest asked for."""
    kept = [entry for entry in entries if not _NOT_NEEDED.search(Path(entry[0]).as_posix())]
    libraries = {name for name, _, _ in kept if _LIBRARY.fullmatch(Path(name).as_posix())}
    openers = [source for name, source, kind in kept if kind in _BINARY and name not in libraries]
    asked_for = {Path(name).name for source in openers for name, _ in get_imports(source)}
    return [entry for entry in kept if entry[0] not in libraries or Path(entry[0]).name in asked_for]


def without_debugging(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The same with smaller copies, made in the folder, of files that carry what only a debugger reads.

    Libraries that were moved into a wheel stay as they are: `strip` breaks those of numpy ("ELF load command address
    not page-aligned").
    """
    made = []
    for name, source, kind in entries:
        if kind in _BINARY and ".libs/" not in name and b"\0.debug_info\0" in Path(source).read_bytes():
            small = folder / name
            small.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["strip", "--strip-debug", "-o", small, source], check=True)
            made.append((name, str(small), kind))
        else:
            made.append((name, source, kind))
    return made


def with_notices(entries: Sequence[Entry], python: Path, folder: Path) -> list[Entry]:
    """The same with the licences of Python and of the system's libraries beside our own, and all in their index.

    Args:
        entries: our own licences, and libraries that are the system's, among others.
        python: its licence, where it brought one.
        folder: where the new files are made.

    Raises:
        SystemExit: a library whose licence is not known to this system.
    """
    (own,) = (source for name, source, _ in entries if name == _INDEX)
    index = json.loads(Path(own).read_text(encoding="utf-8"))
    texts = {}
    if python.is_file():  # one that is a package of the system is among these
        texts["python.txt"] = python.read_text(encoding="utf-8")
        index.append({"name": "Python", "what": "runs the program", "licence": "PSF-2.0", "files": ["python.txt"]})
    for package in _packages([Path(source).resolve() for _, source, _ in entries if source.startswith(_SYSTEM)]):
        notice = (_DOCUMENTS / package / "copyright").read_text(encoding="utf-8")
        common = sorted(set(re.findall(rf"{_COMMON}/([\w.-]*\w)", notice)))
        texts |= {f"{package}.txt": notice, **{f"{name}.txt": (_COMMON / name).read_text() for name in common}}
        files = [f"{name}.txt" for name in (package, *common)]
        # No short name: what a package says of all its files is often not true for the library among them.
        index.append({"name": package, "what": "part of Debian or Ubuntu", "licence": "see its text", "files": files})
    texts[Path(_INDEX).name] = json.dumps(sorted(index, key=lambda entry: str(entry["name"]).casefold()))
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        made.append((str(Path(_INDEX).with_name(name)), str(folder / name), "DATA"))
    return [*(entry for entry in entries if entry[0] != _INDEX), *made]


def _packages(files: Sequence[Path]) -> list[str]:
    """The packages of Debian that these files came with.

    Raises:
        SystemExit: there is one that no package brought.
    """
    if not files:
        return []
    places = [place for file in files for place in (str(file), str(file).removeprefix("/usr"))]
    found = subprocess.run(["dpkg", "-S", *places], capture_output=True, text=True, check=False).stdout
    of_file = {line.rpartition(": ")[2]: line.partition(":")[0] for line in found.splitlines()}
    packages = {of_file.get(str(file)) or of_file.get(str(file).removeprefix("/usr")) or file for file in files}
    unknown = [str(file) for file in packages if isinstance(file, Path)]
    if unknown:
        raise SystemExit(f"No package of this system brought {', '.join(unknown)}: its licence is not known.")
    return sorted(str(package) for package in packages)
