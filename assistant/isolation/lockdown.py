"""What a process gives up, as far as this system offers it, and in words how far that went."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.isolation.policy import Policy

if TYPE_CHECKING:
    import subprocess

_NOTHING = "not limited on this system"


def lock(policy: Policy) -> Mapping[str, str]:
    """Give up, for good, all that the policy does not name; called in the child before its second thread.

    Returns:
        What was reached, in words, under "network", "files", "exec", "signals", "memory" and "threads".

    Raises:
        OSError: the system offers a part and refuses it.
        RuntimeError: there is a second thread already, which would not be locked.
    """
    reached: Mapping[str, str]
    if sys.platform == "linux":
        from assistant.isolation import linux

        reached = linux.lock(policy)
    elif sys.platform == "darwin":
        from assistant.isolation import macos

        reached = macos.lock(policy)
    elif sys.platform == "win32":
        from assistant.isolation import windows

        reached = windows.reached(policy)
    else:
        reached = dict.fromkeys(("network", "files", "exec", "signals", "memory"), _NOTHING)
    return reached


def deny_network() -> str:
    """Give up internet sockets in this process, its threads and all it starts, for good; what was reached, in words.

    Local sockets (AF_UNIX) stay, since pipes between processes are made of them. A local service could be asked to
    use the network through one; nothing in this program does.
    """
    if sys.platform == "linux":
        from assistant.isolation import seccomp

        reached = seccomp.deny_network()
    elif sys.platform == "darwin":
        # A sandbox passes to every child, and a process inside one cannot enter another: the children would lose
        # theirs, which is the stricter one. Source: sandbox_init(3), and what nested sandbox-exec says.
        reached = "not limited: macOS allows one sandbox, and the helper processes need theirs"
    else:
        reached = _NOTHING
    return reached


def die_with(pipe: int) -> None:
    """Linux: have the kernel kill this process when the other end of that pipe closes.

    A thread that waits for the end of a pipe cannot run while a library computes with the interpreter's lock held;
    the kernel can. Elsewhere that thread has to do.
    """
    if sys.platform == "linux":
        from assistant.isolation import linux

        linux.die_with(pipe)


def limits_memory(policy: Policy) -> bool:
    """True where the system enforces `memory_bytes`; otherwise the program has to look at it."""
    return sys.platform == "win32" or (sys.platform == "linux" and not policy.gpu)


def resident_bytes(pid: int) -> int:
    """Memory that a child of ours holds, bytes; 0 when it is gone."""
    resident = 0
    if sys.platform == "darwin":
        from assistant.isolation import macos

        resident = macos.resident_bytes(pid)
    elif sys.platform == "linux":
        # It may end while we look; its pipe will say so.
        with suppress(OSError, IndexError):
            pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
            resident = int(pages) * os.sysconf("SC_PAGE_SIZE")
    return resident


def confine(process: "subprocess.Popen[bytes]", policy: Policy) -> object:
    """Limit a process that was just started from outside, where that is how the system does it (Windows).

    Returns:
        What to hand to `release` when the process has ended.
    """
    job: object = None
    if sys.platform == "win32":
        from assistant.isolation import windows

        job = windows.confine(process, policy)
    return job


def release(job: object) -> None:
    """Give back what `confine` gave."""
    if sys.platform == "win32":
        from assistant.isolation import windows

        windows.release(job)
