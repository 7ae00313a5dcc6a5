"""Windows: a child is held in a job object, which ends it with the program and limits its memory and its processes.

Network and files are not limited: that takes an AppContainer, which is not done yet. None of this has been tried on
Windows by us; the self-test prints what was reached there.
"""

import ctypes
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from assistant.isolation.policy import Policy

# Source: winnt.h.
_ACTIVE_PROCESS, _PROCESS_MEMORY, _NO_CRASH_DIALOG, _KILL_ON_CLOSE = 0x8, 0x100, 0x400, 0x2000
_EXTENDED_LIMITS, _UI_LIMITS = 9, 4
_ALL_UI_LIMITS = 0xFF
_CREATE_NO_WINDOW, _NEW_PROCESS_GROUP, _BELOW_NORMAL = 0x08000000, 0x00000200, 0x00004000


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("smallest_working_set", ctypes.c_size_t),
        ("largest_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def reached(policy: Policy) -> Mapping[str, str]:
    """What `confine` gives, in words; the child reports it as its own."""
    limited = policy.memory_bytes is not None
    return {
        "network": "not limited",
        "files": "not limited",
        "exec": "starts no process (job object)",
        "signals": "not limited",
        "memory": f"{(policy.memory_bytes or 0) >> 20} MB (job object)" if limited else "not limited",
    }


if sys.platform == "win32":
    import msvcrt
    from multiprocessing import reduction

    def start_settings(handle: int, *, background: bool) -> dict[str, Any]:
        """What `subprocess` needs so that the child inherits this handle alone, and no window appears."""
        os.set_handle_inheritable(handle, True)
        flags = _CREATE_NO_WINDOW | _NEW_PROCESS_GROUP | (_BELOW_NORMAL if background else 0)
        return {
            "startupinfo": subprocess.STARTUPINFO(lpAttributeList={"handle_list": [handle]}),
            "creationflags": flags,
        }

    def interpreter(environment: dict[str, str]) -> str:
        """The interpreter itself; the one in a virtual environment starts another process, with other handles."""
        base = getattr(sys, "_base_executable", sys.executable)
        if os.path.normcase(base) != os.path.normcase(sys.executable):
            environment["__PYVENV_LAUNCHER__"] = sys.executable
        return str(base)

    def handed_over(process: "subprocess.Popen[bytes]", file: int) -> int:
        """The child's own handle to an open file of ours."""
        return reduction.duplicate(msvcrt.get_osfhandle(file), _handle(process))

    def confine(process: "subprocess.Popen[bytes]", policy: Policy) -> int:
        """Put the child into a job of its own; the value is the job, whose end ends the child; no job, no child.

        Raises:
            WinError: the system refused it (an OSError).
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        limits = _ExtendedLimits()
        limits.basic.flags = _ACTIVE_PROCESS | _NO_CRASH_DIALOG | _KILL_ON_CLOSE
        limits.basic.active_processes = 1
        if policy.memory_bytes is not None:
            limits.basic.flags |= _PROCESS_MEMORY
            limits.process_memory = policy.memory_bytes
        job = kernel.CreateJobObjectW(None, None)
        handle, screen = ctypes.c_void_p(job), ctypes.c_uint32(_ALL_UI_LIMITS)
        done = (
            job
            and kernel.SetInformationJobObject(handle, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
            and kernel.SetInformationJobObject(handle, _UI_LIMITS, ctypes.byref(screen), ctypes.sizeof(screen))
            and kernel.AssignProcessToJobObject(handle, ctypes.c_void_p(_handle(process)))
        )
        if not done:
            process.kill()
            raise ctypes.WinError(ctypes.get_last_error())
        return int(job)

    def release(job: object) -> None:
        """Close the job; a process that is still in it ends."""
        ctypes.WinDLL("kernel32").CloseHandle(ctypes.c_void_p(int(str(job))))

    def _handle(process: "subprocess.Popen[bytes]") -> int:
        return int(process._handle)  # noqa: SLF001 - the only way to the handle that subprocess holds
