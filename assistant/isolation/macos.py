"""macOS: a process gives up network, files and programs through `sandbox_init`.

The call is marked deprecated since 10.8 and is what the system itself and browsers use; it is shipped with every
version. The profile follows public ones (Chromium's `common.sb`). It has not been tried on a Mac by us: the self-test
prints what it says there.
"""

import ctypes
import os
import resource
import struct
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import assistant
from assistant import paths
from assistant.isolation.policy import Policy

_PRIVATE = ("/Users", "/Volumes", "/Network", "/private/tmp", "/private/var/folders", "/private/var/root", "/home")
"""Where people's files are; the rest of the system is needed by libraries and holds nothing of theirs."""

_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")

_RUSAGE_BYTES = 96
_FOOTPRINT_AT = 72
"""Size of rusage_info_v0 and place of ri_phys_footprint in it. Source: sys/resource.h."""


def lock(policy: Policy) -> Mapping[str, str]:
    """Give up all that the policy does not name; see `lockdown.lock`.

    Raises:
        OSError: the system refused the profile.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not policy.write_paths:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    library = ctypes.CDLL(None, use_errno=True)
    message = ctypes.c_char_p()
    if library.sandbox_init(os.fsencode(profile(policy)), ctypes.c_uint64(0), ctypes.byref(message)):
        raise OSError(ctypes.get_errno(), f"the sandbox was refused: {message.value!r}")
    writing = "writes only to the folder it was given" if policy.write_paths else "writes nothing"
    limit = policy.memory_bytes
    memory = "not limited" if limit is None else f"{limit >> 20} MB resident, watched by the program"
    return {
        "network": "none (sandbox)",
        "files": f"reads no personal folders but what it was handed, {writing} (sandbox)",
        "exec": "starts no program and no process (sandbox)",
        "signals": "none to other processes (sandbox)",
        "memory": memory,
    }


def profile(policy: Policy) -> str:
    """The sandbox's rules; the last one that fits decides."""
    ours = [str(Path(assistant.__file__ or "").parent), str(paths.resources())]
    interpreter = [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, sys.executable]
    readable = [*interpreter, *sys.path, *ours, *policy.read_paths, *policy.write_paths]
    rules = [
        "(version 1)",
        "(allow default)",
        "(deny network*)",
        "(deny process-exec*)",
        "(deny process-fork)",
        "(deny signal (target others))",
        "(deny appleevent-send)",
        f"(deny file-read-data {_subpaths(_PRIVATE)})",
        f"(allow file-read-data {_subpaths(readable)})",
        "(deny file-write*)",
        f"(allow file-write-data {_subpaths(_DEVICES)})",
    ]
    if policy.write_paths:
        rules.append(f"(allow file-write* {_subpaths(policy.write_paths)})")
    return "\n".join(rules)


def _subpaths(names: Iterable[str]) -> str:
    """The names as terms of a rule, as the kernel sees them: absolute, links followed."""
    real = (os.path.realpath(name) for name in names if name not in ("", "/"))
    quoted = (name.replace("\\", "\\\\").replace('"', '\\"') for name in real)
    return " ".join(f'(subpath "{name}")' for name in quoted)


def resident_bytes(pid: int) -> int:
    """Memory that a process holds, bytes; 0 when it is gone."""
    buffer = ctypes.create_string_buffer(2 * _RUSAGE_BYTES)
    if ctypes.CDLL(None).proc_pid_rusage(pid, 0, buffer):
        return 0
    (footprint,) = struct.unpack_from("<Q", buffer, _FOOTPRINT_AT)
    return int(footprint)
