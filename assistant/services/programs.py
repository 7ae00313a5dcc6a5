"""Starting programs outside of Footnote: what may be asked for, and how each system does it.

On Linux this runs in the supervisor, because the window's process has a filter that every program it started would
inherit. What is asked for is not trusted, also because the window shows hostile text: a link is a web page or a mail
address, a file is a document and never a program, and no shell ever sees either.
"""

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from assistant.errors import FileGone, LinkRefused, NoProgramForIt, ProgramRefused
from assistant.services.opening import as_file_error, opened

_WAIT_S = 2.0
"""A starter that has not ended by then has become the program itself (`xdg-open` without a desktop does)."""

_LONGEST_LINK = 4096  # characters; longer ones than browsers take from each other are not meant for people
_LINK = re.compile(r"(?:https?://[^\s/?#@]|mailto:[^\s@?]+@)\S+", re.IGNORECASE)
_ATTACHES = re.compile(r"mailto:.*[?&]attach", re.IGNORECASE)
"""Some mail programs would take a file of the person's along."""
_KEPT_IN_LINKS = "%/:=&?~#+!$,;'@()*[]-._"
"""What has a meaning in an address; all else is percent-encoded, letters beyond ASCII as well. Source: RFC 3986."""

_PROGRAM_ENDINGS = (
    ".appimage", ".application", ".bat", ".cmd", ".com", ".command", ".cpl", ".desktop", ".exe", ".flatpakref",
    ".hta", ".jar", ".jnlp", ".lnk", ".msc", ".msi", ".msp", ".pif", ".reg", ".run", ".scf", ".scpt", ".scr",
    ".settingcontent-ms", ".terminal", ".tool", ".url", ".website", ".workflow",
)  # fmt: skip
"""Run, or lead to what is run, when they are opened."""
_SCRIPT_ENDINGS = (".js", ".jse", ".pl", ".ps1", ".py", ".pyw", ".rb", ".sh", ".vbe", ".vbs", ".wsf", ".wsh")
"""Run when they are opened on Windows, shown in an editor elsewhere."""

_FILE_MANAGER = (
    "dbus-send", "--session", "--print-reply", "--reply-timeout=1500", "--dest=org.freedesktop.FileManager1",
    "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1.ShowItems",
)  # fmt: skip
"""Source: the File Manager D-Bus Interface of freedesktop.org."""


def open_link(link: str) -> None:
    """Show a web page in the browser, or begin a mail to an address.

    Raises:
        LinkRefused: it is neither, or would attach a file.
        NoProgramForIt: nothing on this computer opens it.
    """
    if len(link) > _LONGEST_LINK or not _LINK.fullmatch(link) or _ATTACHES.match(link) or not link.isprintable():
        raise LinkRefused(link=link[:200])
    _open(quote(link, safe=_KEPT_IN_LINKS), name=link[:200])


def open_file(path: Path) -> None:
    """Open a document in its own program; one that came in a mail is opened as that mail.

    Raises:
        FileError: it is not there, is no file, or cannot be read.
        ProgramRefused: it would be run.
        NoProgramForIt: nothing on this computer opens it.
    """
    found = _on_disk(path)
    if _is_program(found):
        raise ProgramRefused(name=found.name)
    _open(str(found), name=found.name)


def show_in_folder(path: Path) -> None:
    """Show the file in the file manager, or its folder where the file manager cannot point at a file; open a folder.

    Raises:
        FileError: it is not there.
        NoProgramForIt: there is no file manager.
    """
    found = _on_disk(path)
    if sys.platform == "darwin":
        _start(["open", "-R", str(found)], name=found.name)
    elif sys.platform == "win32":
        # One text: explorer reads its line by itself. No name holds a quotation mark there. It always ends with 1.
        with suppress(NoProgramForIt):
            _start(f'explorer.exe /select,"{found}"', name=found.name)
    elif found.is_dir():
        _open(str(found), name=found.name)
    else:
        address = "file://" + quote(os.fsencode(found))
        try:
            _start([*_FILE_MANAGER, f"array:string:{address}", "string:"], name=found.name)
        except NoProgramForIt:  # no such service on this desktop
            _open(str(found.parent), name=found.parent.name)


def _on_disk(path: Path) -> Path:
    """The file, or the mail that it came in.

    Raises:
        FileError: it is not there or there is no permission to look.
        FileGone: no file can have this name.
    """
    if not path.is_absolute():
        raise FileGone
    try:
        if path.parent.is_file():
            path = path.parent
        path.stat()
    except OSError as error:
        problem = as_file_error(error)
        raise problem from error
    except ValueError as error:  # a zero byte, or half of a character
        raise FileGone from error
    return path


def _is_program(path: Path) -> bool:
    """True for what a desktop would run. A program's permission alone says nothing: on a stick every file has it.

    Raises:
        FileError: it is no file or cannot be read.
    """
    endings: tuple[str, ...] = _PROGRAM_ENDINGS
    if sys.platform == "win32":
        endings += (*_SCRIPT_ENDINGS, *filter(None, os.environ.get("PATHEXT", "").lower().split(";")))
    # Windows drops spaces and dots from the end of a name.
    if path.name.rstrip(" .").lower().endswith(endings):
        return True
    with opened(os.fsencode(path)) as file:
        head = os.read(file.descriptor, 4)
    is_binary = head == b"\x7fELF" or (head[:2] == b"MZ" and head[3:] in (b"\0", b"\1"))
    return is_binary or (head[:2] == b"#!" and os.access(path, os.X_OK))


def _open(target: str, *, name: str) -> None:
    """Hand an address or an absolute path to the desktop, which knows the program for it.

    Raises:
        NoProgramForIt: it does not, or that program failed.
    """
    if sys.platform == "win32":
        try:
            os.startfile(target)
        except OSError as error:
            raise NoProgramForIt(name=name) from error
    else:
        _start(["open" if sys.platform == "darwin" else "xdg-open", target], name=name)


def _start(command: list[str] | str, *, name: str) -> None:
    """Start a program that goes on by itself, and wait shortly for it to say that it failed.

    Raises:
        NoProgramForIt: there is no such program, or it failed.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor,
            env=_environment(),
            start_new_session=True,
        )
        code = process.wait(_WAIT_S)
    except subprocess.TimeoutExpired:
        return  # the next Popen collects it when it has ended
    except OSError as error:
        raise NoProgramForIt(name=name) from error
    if code:
        raise NoProgramForIt(name=name)


def _environment() -> dict[str, str]:
    """Ours as it was before a frozen Footnote put its own libraries first: they are not for other programs."""
    before = {name: value for name, value in os.environ.items() if not name.startswith("_PYI_")}
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        original = before.pop(f"{name}_ORIG", None)
        if original:
            before[name] = original
        elif getattr(sys, "frozen", False):
            before.pop(name, None)
    return before
