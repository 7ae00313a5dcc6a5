"""Finding the files under what a person dropped: every path once, what is left out with its reason."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.errors import FileError, FileGone, FileHidden, FolderDenied, LinkLoop
from assistant.services.opening import as_file_error

_HIDDEN_ATTRIBUTE = 0x2
"""FILE_ATTRIBUTE_HIDDEN. Source: Windows file attribute constants."""


@dataclass(frozen=True, slots=True)
class Found:
    """A path: a file to look at, or what cannot or should not be entered, with its reason."""

    path: bytes
    problem: FileError | None = None


def absolute(path: str | bytes) -> bytes:
    """The absolute path as bytes, links left as they are, no trailing separator."""
    return os.path.abspath(os.fsencode(path))


def files(paths: Iterable[bytes]) -> Iterator[Found]:
    """Everything under the absolute `paths`, in a stable order; hidden files below a folder are left out.

    Links to folders are followed; a folder reached a second time is reported as `LinkLoop`.
    """
    visited: set[tuple[int, int]] = set()
    seen: set[bytes] = set()
    for path in paths:
        for found in _under(path, visited):
            if found.path not in seen:
                seen.add(found.path)
                yield found


def _under(root: bytes, visited: set[tuple[int, int]]) -> Iterator[Found]:
    pending = [root]
    while pending:
        path = pending.pop()
        try:
            status = os.stat(path)
        except OSError as error:
            yield Found(path, _problem(path, error))
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield Found(path)
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in visited:
            # The same folder dropped twice is no fault; a link that leads back is worth a word.
            if os.path.islink(path):
                yield Found(path, LinkLoop())
            continue
        visited.add(identity)
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            denied = error.errno in (errno.EACCES, errno.EPERM)
            yield Found(path, FolderDenied() if denied else as_file_error(error))
            continue
        # A stack: what is pushed last is looked at first, so the order is that of the names.
        for entry in entries:
            if _is_hidden(entry):
                yield Found(entry.path, FileHidden())
            else:
                pending.append(entry.path)


def _is_hidden(entry: "os.DirEntry[bytes]") -> bool:
    if entry.name.startswith((b".", b"~$")):
        return True
    if os.name != "nt":
        return False
    attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & _HIDDEN_ATTRIBUTE)


def _problem(path: bytes, error: OSError) -> FileError:
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return FileGone()  # a link to nothing
    return as_file_error(error)
