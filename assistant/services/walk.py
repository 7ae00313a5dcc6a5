"""Finding the files under what a person dropped: every path once, what is left out with its reason."""

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from assistant.errors import DocumentError, FileError, FileHidden, FolderDenied, LinkLoop, OwnFolder
from assistant.services.opening import as_file_error

_HIDDEN_ATTRIBUTE = 0x2
"""FILE_ATTRIBUTE_HIDDEN. Source: Windows file attribute constants."""

_Identity = tuple[int, int]
"""Device and inode: the same folder, whatever path leads to it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A path: a file to look at, or what cannot or should not be entered, with its reason."""

    path: bytes
    problem: DocumentError | None = None


@dataclass(frozen=True, slots=True)
class _Walk:
    """What holds for all paths of a walk."""

    wanted: frozenset[bytes]
    own: tuple[bytes, ...]
    own_identities: frozenset[_Identity]
    visited: set[_Identity] = field(default_factory=set)


def absolute(path: str | bytes) -> bytes:
    """The absolute path as bytes, links left as they are, no trailing separator."""
    return os.path.abspath(os.fsencode(path))


def is_under(path: bytes, folder: bytes) -> bool:
    """True when the absolute `path` is `folder` or lies below it."""
    return path == folder or path.startswith(os.path.join(folder, b""))


def files(
    paths: Iterable[bytes], *, wanted: Collection[bytes] = (), own: Iterable[bytes] = ()
) -> Iterator[Found]:
    """Everything under the absolute `paths`, in a stable order; hidden files below a folder are left out.

    Links to folders are followed; a folder reached a second time is reported as `LinkLoop`.

    Args:
        paths: files and folders, in the order in which they are looked at.
        wanted: paths that somebody added by themselves: not left out for being hidden.
        own: folders of the program itself, absolute: each is one path with `OwnFolder`, what is in it is not shown.
    """
    starts, own_folders = list(paths), tuple(os.path.realpath(folder) for folder in own)
    identities = (_identity(folder) for folder in own_folders)
    walk = _Walk(
        frozenset(wanted) | frozenset(starts), own_folders, frozenset(one for one in identities if one is not None)
    )
    seen: set[bytes] = set()
    for path in starts:
        for found in _under(path, walk):
            if found.path not in seen:
                seen.add(found.path)
                yield found


def _under(root: bytes, walk: _Walk) -> Iterator[Found]:
    if any(is_under(os.path.realpath(root), folder) for folder in walk.own):
        yield Found(root, OwnFolder())
        return
    pending = [root]
    while pending:
        path = pending.pop()
        try:
            status = os.stat(path)
        except OSError as error:
            yield Found(path, as_file_error(error))
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield Found(path)
            continue
        problem = _why_not_entered(path, (status.st_dev, status.st_ino), walk)
        if problem is not None:
            yield Found(path, problem)
            continue
        if (status.st_dev, status.st_ino) in walk.visited:
            continue
        walk.visited.add((status.st_dev, status.st_ino))
        yield from _enter(path, walk, pending)


def _why_not_entered(folder: bytes, identity: _Identity, walk: _Walk) -> FileError | None:
    if identity in walk.own_identities:
        return OwnFolder()
    # The same folder dropped twice is no fault; a link that leads back is worth a word.
    return LinkLoop() if identity in walk.visited and os.path.islink(folder) else None


def _enter(folder: bytes, walk: _Walk, pending: list[bytes]) -> Iterator[Found]:
    """Put what the folder holds on the stack; yields what is left out of it."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name, reverse=True)
    except OSError as error:
        denied = error.errno in (errno.EACCES, errno.EPERM)
        yield Found(folder, FolderDenied() if denied else as_file_error(error))
        return
    # A stack: what is pushed last is looked at first, so the order is that of the names.
    for entry in entries:
        if entry.path not in walk.wanted and _is_hidden(entry):
            yield Found(entry.path, FileHidden())
        else:
            pending.append(entry.path)


def _identity(folder: bytes) -> _Identity | None:
    try:
        status = os.stat(folder)
    except OSError:
        return None  # not made yet
    return status.st_dev, status.st_ino


def _is_hidden(entry: "os.DirEntry[bytes]") -> bool:
    if entry.name.startswith((b".", b"~$")):
        return True
    if os.name != "nt":
        return False
    attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & _HIDDEN_ATTRIBUTE)
