"""Opening a file that a person dropped: regular files only, without ever waiting for one, and knowing its content."""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.errors import (
    FileChanged,
    FileDenied,
    FileEmpty,
    FileError,
    FileGone,
    FileNotRegular,
    FileOnlineOnly,
    FileUnreadable,
    LinkLoop,
)

_BLOCK = 1 << 20
_ONLINE_ONLY = 0x00400000 | 0x00001000
"""FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS, FILE_ATTRIBUTE_OFFLINE. Source: Windows file attribute constants."""
_DATALESS = 0x40000000
"""SF_DATALESS of macOS: the content is in the cloud. Source: sys/stat.h."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file under our descriptor.

    Attributes:
        changed_ns: the later of the times of content and of status change: a copy that keeps its old time is
            still seen as new.
    """

    descriptor: int
    size_bytes: int
    changed_ns: int


@contextmanager
def opened(path: bytes) -> Iterator[OpenFile]:
    """The file at `path`, open for reading inside the `with` block.

    Raises:
        FileError: gone, denied, not regular, kept online only, or unreadable.
        FileEmpty: zero bytes.
    """
    try:
        before = os.stat(path)
        _require_readable_kind(before)
        # O_NONBLOCK: should a pipe take the file's place meanwhile, opening it must not wait for a writer.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        problem = as_file_error(error)
        raise problem from error
    try:
        status = os.fstat(descriptor)
        _require_readable_kind(status)
        if status.st_size == 0:
            raise FileEmpty
        yield OpenFile(descriptor, status.st_size, changed_ns(status))
    finally:
        os.close(descriptor)


@contextmanager
def in_memory(data: bytes) -> Iterator[OpenFile]:
    """These bytes as an open file that has no name anywhere; gone after the `with` block."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("attachment")
    else:
        with tempfile.TemporaryFile() as unnamed:
            descriptor = os.dup(unnamed.fileno())
    try:
        with os.fdopen(descriptor, "wb", closefd=False) as file:
            file.write(data)
        os.lseek(descriptor, 0, os.SEEK_SET)
        status = os.fstat(descriptor)
        yield OpenFile(descriptor, status.st_size, changed_ns(status))
    finally:
        os.close(descriptor)


def changed_ns(status: os.stat_result) -> int:
    """The later of the two times of a file, nanoseconds since the epoch."""
    return max(status.st_mtime_ns, status.st_ctime_ns)


def content_hash(file: OpenFile) -> bytes:
    """SHA-256 of the content; the descriptor stands at the start again afterwards.

    Raises:
        FileUnreadable: the system reports an error.
    """
    digest = hashlib.sha256()
    try:
        os.lseek(file.descriptor, 0, os.SEEK_SET)
        while block := os.read(file.descriptor, _BLOCK):
            digest.update(block)
        os.lseek(file.descriptor, 0, os.SEEK_SET)
    except OSError as error:
        problem = as_file_error(error)
        raise problem from error
    return digest.digest()


def require_unchanged(file: OpenFile) -> None:
    """Make sure that what was read is what was hashed.

    Raises:
        FileChanged: size or time are others than when the file was opened.
    """
    now = os.fstat(file.descriptor)
    if (now.st_size, changed_ns(now)) != (file.size_bytes, file.changed_ns):
        raise FileChanged


def as_file_error(error: OSError) -> FileError:
    """What the system says, in our words."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ESTALE):
        return FileGone()
    if error.errno in (errno.EACCES, errno.EPERM):
        return FileDenied()
    if error.errno == errno.ELOOP:
        return LinkLoop()
    if error.errno in (errno.ENXIO, errno.ENODEV):
        return FileNotRegular(what="a device or a socket")
    return FileUnreadable(reason=error.strerror or "unknown error")


def _require_readable_kind(status: os.stat_result) -> None:
    kinds = (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISDIR, "a folder"),
    )
    for is_kind, what in kinds:
        if is_kind(status.st_mode):
            raise FileNotRegular(what=what)
    attributes = getattr(status, "st_file_attributes", 0)
    flags = getattr(status, "st_flags", 0)
    if attributes & _ONLINE_ONLY or flags & _DATALESS:
        raise FileOnlineOnly
