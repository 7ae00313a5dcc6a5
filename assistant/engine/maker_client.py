"""Makes the default models in the maker child: written aside, flushed, and put in place only when all of it is there.

A program killed in between leaves a folder `.making-...` beside the target; it is never taken for a model and goes
with the next call of anything here. One process at a time makes models in a folder, others wait.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from assistant import gguf_header
from assistant.engine import split_model
from assistant.errors import Cancelled, ConversionFailed, DataFolderUnusable, DiskFull, ModelFileInvalid
from assistant.isolation import Cancel, Child, Policy

_ASIDE = ".making-"
_LOCK = ".making.lock"

_NEEDED_BYTES = {"embedding": 80 << 20, "chat": 260 << 20}
"""What making takes on the disk: 73 MB; 98 MB unpacked and 145 MB made of it."""

_MEMORY_BYTES = 2 << 30
"""Address space of the child, with room to spare. Measured: 365 MB (embedding), 542 MB (chat)."""

_TIMEOUT_S = 120.0
"""Silence that means it hangs; progress comes at least every 0.1 s but for a second of flushing and packing."""


def make_embedding_model(
    source: Path, target: Path, *, member: str, sha256: str, cancel: Cancel | None = None
) -> Iterator[float]:
    """Make the folder of the default embedding model, in its split form; about 3 s.

    Yields how much is done, 0 to 1; nothing when it is there and whole.

    Args:
        source: the wheel, read as a zip archive.
        target: the folder to make; beside it there must be room for 73 MB.
        member: name of the packed model in the archive.
        sha256: what its bytes must hash to, hexadecimal.
        cancel: ends it within a moment.

    Raises:
        ConversionFailed: the source is missing, damaged or another one.
        DiskFull: no space is left.
        DataFolderUnusable: the folder around the target cannot be written.
        Cancelled: somebody asked to stop.
        ChildError: the child died.
    """
    with _alone(target.parent, cancel):
        if not split_model.is_whole(target):
            yield from _make("embedding", source, target, _Origin(member, sha256), cancel)


def requantise(
    source: Path, target: Path, *, member: str, sha256: str, cancel: Cancel | None = None
) -> Iterator[float]:
    """Make the GGUF file of the default chat model: Q8_0 from the Q4_1 that is shipped; about 2 s.

    Nothing is done when it is there. Arguments and errors are those of `make_embedding_model`; it takes 145 MB.
    """
    with _alone(target.parent, cancel):
        if not target.is_file():
            yield from _make("chat", source, target, _Origin(member, sha256), cancel)


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed program left in the folder of the models; nothing happens while another one makes."""
    if folder.is_dir() and any(folder.glob(f"{_ASIDE}*")):
        with _locked(folder) as held:
            if held:
                _remove_asides(folder)


class _Origin:
    """A member of the source and the hash of its bytes."""

    def __init__(self, member: str, sha256: str) -> None:
        self.member = member
        self.sha256 = sha256


def _make(
    what: str, source: Path, target: Path, origin: _Origin, cancel: Cancel | None
) -> Iterator[float]:
    """Make it aside in the child, check it, and put it in place.

    Raises:
        ConversionFailed: the source is missing, damaged or another one.
        DiskFull: there is not enough space.
    """
    if not source.is_file():
        raise ConversionFailed(name=target.name, reason=f"{source.name} is missing from the installation")
    if shutil.disk_usage(target.parent).free < _NEEDED_BYTES[what]:
        raise DiskFull(path=str(target.parent))
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=target.parent)).absolute()
    child = Child(
        "assistant.engine.worker",
        name="maker",
        options={"kind": "maker"},
        policy=Policy(read_paths=(str(source),), write_paths=(str(aside),), memory_bytes=_MEMORY_BYTES),
    )
    header: dict[str, object] = {
        "make": what,
        "source": str(source.absolute()),
        "member": origin.member,
        "sha256": origin.sha256,
        "target": str(aside / target.name),
    }
    try:
        for reply in child.request(header, timeout_s=_TIMEOUT_S, cancel=cancel):
            done = reply.header.get("done")
            if isinstance(done, int | float):
                yield min(1.0, max(0.0, float(done)))
        child.close()
        _check(what, aside / target.name)
        _put_in_place(aside / target.name, target)
    except DiskFull as error:
        raise DiskFull(path=str(target.parent)) from error  # the child knows only the folder that goes away
    finally:
        child.close()  # before its folder goes: llama.cpp may still be writing
        shutil.rmtree(aside, ignore_errors=True)


def _check(what: str, made: Path) -> None:
    """Look at what the child made before it gets its name.

    Raises:
        ConversionFailed: something is missing, or it is no model.
    """
    try:
        if what == "embedding" and not split_model.is_whole(made):
            raise ConversionFailed(name=made.name, reason="some of its files were not made")
        gguf_header.check(made / split_model.ENCODER if what == "embedding" else made)
    except (ModelFileInvalid, OSError) as error:
        raise ConversionFailed(name=made.name, reason=str(error)) from error


def _put_in_place(made: Path, target: Path) -> None:
    """Rename it, and flush the folders so that the name outlives a power cut; what stood there half goes first.

    Raises:
        DataFolderUnusable: the system refuses.
    """
    try:
        if target.is_dir():
            target.rename(made.with_name("replaced"))
        made.replace(target)
        if target.is_dir():
            _flush_folder(target)
        _flush_folder(target.parent)
    except OSError as error:
        raise DataFolderUnusable(path=str(target.parent), reason=error.strerror or "unknown") from error


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows flushes no folders; its file systems keep a journal of names
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_asides(folder: Path) -> None:
    for left in folder.glob(f"{_ASIDE}*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _alone(folder: Path, cancel: Cancel | None) -> Iterator[None]:
    """Hold the folder's lock, waiting for another process that makes models in it; leftovers are gone then.

    Raises:
        DataFolderUnusable: the folder cannot be made or written.
        Cancelled: somebody asked to stop while it waited.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFolderUnusable(path=str(folder), reason=error.strerror or "unknown") from error
    while True:
        with _locked(folder) as held:
            if held:
                _remove_asides(folder)
                yield
                return
        if cancel is not None and cancel.is_set:
            raise Cancelled
        time.sleep(0.1)


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Try to hold the folder's lock; True when it is ours. It goes with the process, however that ends.

    Raises:
        DataFolderUnusable: the lock file cannot be written.
    """
    try:
        stream = (folder / _LOCK).open("ab")
    except OSError as error:
        raise DataFolderUnusable(path=str(folder), reason=error.strerror or "unknown") from error
    with stream:
        yield _lock(stream)


def _lock(stream: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
