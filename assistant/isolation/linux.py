"""Linux: a process gives up files (Landlock), calls to the kernel (seccomp), memory and privileges, by ctypes."""

import ctypes
import fcntl
import os
import resource
import signal
import stat
import struct
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import assistant
from assistant import paths
from assistant.isolation import seccomp
from assistant.isolation.policy import Policy
from assistant.isolation.seccomp import system_call

# Rights of Landlock. Source: linux/landlock.h; the number behind is the ABI that brought them.
_WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_DIR, _REMOVE_FILE = 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5
_MAKE_DIR, _MAKE_REG = 1 << 7, 1 << 8
_REFER = 1 << 13  # 2
_TRUNCATE = 1 << 14  # 3
_IOCTL_DEV = 1 << 15  # 5
_RIGHTS_BY_ABI = (0, 13, 14, 15, 15, 16)
"""How many of the rights, from the lowest bit on, an ABI knows."""

_OF_FILES = _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
"""The only rights that may be given for something that is not a folder."""

_READ = _READ_FILE | _READ_DIR
_WRITE = _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER | _TRUNCATE
_DEVICE = _READ_FILE | _WRITE_FILE | _IOCTL_DEV

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""Numbers of the system calls, the same on every processor."""

_BENEATH, _VERSION = 1, 1
_TCP_BIND_AND_CONNECT = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3
_ABI_OF_NETWORK, _ABI_OF_SCOPES = 4, 6

_SYSTEM = (
    "/usr", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store", "/etc/ld.so.cache",
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system", "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip
"""What libraries read: themselves, and how many processors and how much memory there are. Of /proc only the process's
own part: all of it would show the program's environment."""

_GPU_FILES = (
    "/sys/devices", "/sys/class/drm", "/sys/bus/pci", "/sys/module", "/proc/driver/nvidia", "/proc/devices",
    "/etc/vulkan", "/etc/OpenCL",
)  # fmt: skip
_GPU_NODES = ("nvidia*", "dri", "kfd")

_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2
"""Capabilities that are kept when the program runs as root (a container): files it was given may belong to others."""

_CAPABILITY_CALLS = {"x86_64": (125, 126), "aarch64": (90, 91)}
"""Numbers of capget and capset."""

_CAPABILITY_VERSION = 0x20080522
"""Two 32-bit words a set. Source: linux/capability.h."""


def lock(policy: Policy) -> Mapping[str, str]:
    """Give up all that the policy does not name; see `lockdown.lock`.

    Raises:
        OSError: the kernel offers a part and refuses it.
        RuntimeError: there is a second thread, which Landlock would not hold.
    """
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads != 1:
        raise RuntimeError(f"{threads} threads exist before the lock")
    seccomp.no_new_privileges()
    memory = _limits(policy)
    abi = _landlock(policy)
    _drop_capabilities()
    calls = seccomp.lock(socketpair=policy.socketpair)
    writing = "writes only to the folder it was given" if policy.write_paths else "writes nothing"
    files = f"reads only the program and what it was handed, {writing} (Landlock {abi})"
    return {
        "network": calls["network"],
        "files": files if abi else "reading is not limited: this kernel has no Landlock; " + _size_words(policy),
        "exec": calls["exec"],
        "signals": calls["signals"],
        "memory": memory,
        "threads": str(threads),
    }


def die_with(pipe: int) -> None:
    """Have the kernel send SIGKILL when the other end of this pipe closes.

    PR_SET_PDEATHSIG would not do: it fires when the *thread* that started the process ends.
    """
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    os.set_inheritable(pipe, False)


def landlock_abi() -> int:
    """The version of Landlock that this kernel offers; 0 for none."""
    try:
        return system_call(_CREATE_RULESET, None, 0, _VERSION)
    except OSError:
        return 0  # not built in, or switched off at the start of the system


def _size_words(policy: Policy) -> str:
    return "writing is not limited" if policy.write_paths else "files cannot grow (RLIMIT_FSIZE)"


def _limits(policy: Policy) -> str:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not policy.write_paths:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if policy.memory_bytes is None:
        return "not limited"
    megabytes = f"{policy.memory_bytes >> 20} MB"
    if policy.gpu:
        return f"{megabytes} resident, watched by the program"
    resource.setrlimit(resource.RLIMIT_AS, (policy.memory_bytes, policy.memory_bytes))
    return f"{megabytes} of address space (RLIMIT_AS)"


def _landlock(policy: Policy) -> int:
    """Limit files, TCP, abstract sockets and signals as far as the kernel's Landlock goes; the value is its ABI."""
    abi = landlock_abi()
    if not abi:
        return 0
    rights = (1 << _RIGHTS_BY_ABI[min(abi, len(_RIGHTS_BY_ABI) - 1)]) - 1
    handled = [rights]
    if abi >= _ABI_OF_NETWORK:
        handled.append(_TCP_BIND_AND_CONNECT)
    if abi >= _ABI_OF_SCOPES:
        handled.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    attributes = struct.pack(f"={len(handled)}Q", *handled)
    ruleset = system_call(_CREATE_RULESET, attributes, len(attributes), 0)
    try:
        _allow(ruleset, _readable(policy), _READ & rights)
        _allow(ruleset, policy.write_paths, _WRITE & rights)
        _allow(ruleset, _devices(policy), _DEVICE & rights)
        system_call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return abi


def _allow(ruleset: int, names: Iterable[str], rights: int) -> None:
    for name in names:
        try:
            descriptor = os.open(name, os.O_PATH | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            continue  # not on this system
        try:
            is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
            given = rights if is_folder else rights & _OF_FILES
            system_call(_ADD_RULE, ruleset, _BENEATH, struct.pack("=Qi", given, descriptor), 0)
        finally:
            os.close(descriptor)


def _readable(policy: Policy) -> list[str]:
    packages = [entry for entry in sys.path if Path(entry).name in ("site-packages", "dist-packages")]
    libraries = [entry for entry in os.environ.get("LD_LIBRARY_PATH", "").split(":") if entry.startswith("/")]
    # A frozen program holds its modules in its executable.
    interpreter = [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, sys.executable]
    ours = [str(Path(assistant.__file__).parent), str(paths.resources())]
    found = [*_SYSTEM, *packages, *libraries, *interpreter, *ours, *policy.read_paths]
    if policy.gpu:
        found.extend(_GPU_FILES)
    return [name for name in found if name != "/"]


def _devices(policy: Policy) -> list[str]:
    nodes = [str(node) for pattern in _GPU_NODES for node in Path("/dev").glob(pattern)] if policy.gpu else []
    return [os.devnull, *nodes]


def _drop_capabilities() -> None:
    """A program run as root gives up what makes root root; for others this changes nothing."""
    numbers = _CAPABILITY_CALLS.get(os.uname().machine)
    if numbers is None:
        return
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION, 0))
    sets = ctypes.create_string_buffer(24)
    system_call(numbers[0], header, sets)
    effective, permitted, _, *_ = struct.unpack("=6I", sets.raw)
    kept = 1 << _DAC_OVERRIDE | 1 << _DAC_READ_SEARCH
    system_call(numbers[1], header, struct.pack("=6I", effective & kept, permitted & kept, 0, 0, 0, 0))
