"""Sees whether a file was opened, by whomever in this process: asked of the kernel (inotify), not of Python."""

import ctypes
import os
import struct
from pathlib import Path

_OPENED = 0x20  # IN_OPEN
_WITHOUT_WAITING = 0o4000  # IN_NONBLOCK
_EVENT = struct.Struct("iIII")


class Watch:
    """Remembers which files of a folder are opened from now on."""

    def __init__(self, folder: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._descriptor = libc.inotify_init1(_WITHOUT_WAITING)
        assert self._descriptor >= 0
        assert libc.inotify_add_watch(self._descriptor, os.fsencode(folder), _OPENED) >= 0

    def opened(self) -> list[str]:
        """The names of the files that were opened since the last time this was asked."""
        try:
            told = os.read(self._descriptor, 1 << 16)
        except BlockingIOError:
            return []
        names, at = [], 0
        while at < len(told):
            *_, length = _EVENT.unpack_from(told, at)
            at += _EVENT.size
            names.append(told[at : at + length].rstrip(b"\0").decode())
            at += length
        return names

    def close(self) -> None:
        os.close(self._descriptor)
