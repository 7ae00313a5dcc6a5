"""The paths a person gave: which of them are there, which were there once, and which never were."""

import errno
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import FileError, PathUnknown, RootMissing
from assistant.records import FileEntry, Library
from assistant.services.walk import Found, is_under

_NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)


@dataclass(frozen=True, slots=True)
class Given:
    """The paths, sorted out.

    Attributes:
        present: there now; to be walked.
        missing: not there, each with what to say of it. Deleted ones below a folder that is there need no word:
            their files are reported as removed.
    """

    present: tuple[bytes, ...]
    missing: tuple[Found, ...]

    @property
    def kept(self) -> tuple[bytes, ...]:
        """Paths whose stored texts stay, though nothing can be seen there."""
        return tuple(item.path for item in self.missing if isinstance(item.problem, RootMissing))


def file_of(path: bytes) -> bytes:
    """The path itself; the mail's when it names what travels in a mail, which is read with it."""
    mail = os.path.dirname(path)
    return mail if os.path.isfile(mail) else path


def sorted_out(library: Library, paths: Sequence[bytes], known: Mapping[bytes, FileEntry]) -> Given:
    """Sort the absolute paths; `known` are the library's files at or below them.

    Raises:
        PathUnknown: none of them leads anywhere, now or before.
    """
    present = [path for path in paths if _is_there(path)]
    folders = [root for root in library.roots if _is_there(root)] + present
    missing: list[Found] = []
    for path in paths:
        problem = None if path in present else _problem(library, path, known, folders)
        if problem is not None:
            missing.append(Found(path, problem))
    unknown = [item.problem for item in missing if isinstance(item.problem, PathUnknown)]
    if unknown and len(unknown) == len(paths):
        raise unknown[0]
    return Given(tuple(present), tuple(missing))


def _problem(
    library: Library, path: bytes, known: Mapping[bytes, FileEntry], folders: Sequence[bytes]
) -> FileError | None:
    """What to say of a path that is not there; None when it was simply deleted from a folder that is."""
    was_known = any(is_under(one, path) for one in known)
    if not was_known and path not in library.roots:
        return PathUnknown(path=os.fsdecode(path).encode("utf-8", "replace").decode())
    return None if any(is_under(path, folder) for folder in folders) else RootMissing()


def _is_there(path: bytes) -> bool:
    """False only when the system says so; what cannot be looked at is there, and its reason is found later."""
    try:
        os.lstat(path)
    except OSError as error:
        return error.errno not in _NOWHERE
    return True
