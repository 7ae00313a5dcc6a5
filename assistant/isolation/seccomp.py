"""Linux: filters of system calls (seccomp), written as the small programs the kernel runs before each call."""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Mapping

_DENIED_EVERYWHERE = {
    "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202), "accept4": (288, 242),
    "execve": (59, 221), "execveat": (322, 281), "setpgid": (109, 154), "setsid": (112, 157),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "kcmp": (312, 272), "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "setpriority": (141, 140), "ioprio_set": (251, 30),
    "sched_setscheduler": (144, 119), "sched_setparam": (142, 118), "sched_setattr": (314, 274),
    "migrate_pages": (256, 238), "move_pages": (279, 239),
    "bpf": (321, 280), "userfaultfd": (323, 282), "perf_event_open": (298, 241), "syslog": (103, 116),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "move_mount": (429, 429), "open_tree": (428, 428), "open_tree_attr": (467, 467), "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265), "quotactl": (179, 60), "quotactl_fd": (443, 443), "acct": (163, 89),
    "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "sethostname": (170, 161), "setdomainname": (171, 162), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "clock_adjtime": (305, 266), "adjtimex": (159, 171), "personality": (135, 92), "vhangup": (153, 58),
    "setuid": (105, 146), "setgid": (106, 144), "setreuid": (113, 145), "setregid": (114, 143),
    "setresuid": (117, 147), "setresgid": (119, 149), "setfsuid": (122, 151), "setfsgid": (123, 152),
    "setgroups": (116, 159), "capset": (126, 91),
    "truncate": (76, 45), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "fchown": (93, 55),
    "fchownat": (260, 54), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "setxattrat": (463, 463), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "removexattrat": (466, 466), "file_setattr": (469, 469),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "msgget": (68, 186), "msgsnd": (69, 189),
    "msgrcv": (70, 188), "msgctl": (71, 187), "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191),
    "semtimedop": (220, 192), "mq_open": (240, 180), "mq_unlink": (241, 181),
    "inotify_init1": (294, 26), "inotify_add_watch": (254, 27), "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263),
}  # fmt: skip
"""Numbers on x86-64 and on 64-bit ARM of what no child needs: reaching other processes, the network, the system's
settings, and a file's attributes (Landlock covers contents and names, not modes, times or owners; `truncate` only in
newer kernels). Source: asm/unistd_64.h and asm-generic/unistd.h of Linux 6.1; from 452 on syscall_64.tbl of 6.17."""

_DENIED_ON_X86_64 = {
    "fork": 57, "vfork": 58, "chmod": 90, "chown": 92, "lchown": 94, "utime": 132, "utimes": 235, "futimesat": 261,
    "inotify_init": 253, "modify_ldt": 154, "iopl": 172, "ioperm": 173, "uselib": 134,
}  # fmt: skip
"""Older forms of the above that only this processor has."""

_BY_ARGUMENT = {
    "socket": (41, 198), "socketpair": (53, 199), "clone": (56, 220), "clone3": (435, 435), "kill": (62, 129),
    "tgkill": (234, 131), "prlimit64": (302, 261), "ioctl": (16, 29), "io_uring_setup": (425, 425),
    "seccomp": (317, 277),
}  # fmt: skip

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Column in the tables above, and AUDIT_ARCH. Source: linux/audit.h."""

_X32 = 0x40000000
"""Numbers from here on are the x32 ABI's: the same calls under other numbers, which would pass a list of numbers."""

_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_DENY = _ERROR | errno.EPERM
_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_IF_EQUAL, _IF_AT_LEAST = 0x15, 0x35
_NUMBER, _ARCHITECTURE = 0, 4
"""Offsets in seccomp_data."""

_AF_UNIX, _SOCK_STREAM, _TYPE_MASK = 1, 1, 0xF
_CLONE_THREAD = 0x00010000
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C
_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER, _TO_ALL_THREADS = 1, 1


def system_call(number: int, *arguments: object) -> int:
    """Make a system call by its number.

    Raises:
        OSError: the kernel refused it.
    """
    library = ctypes.CDLL(None, use_errno=True)
    result = int(library.syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def no_new_privileges() -> None:
    """Never gain rights again by starting a setuid program; the condition for everything else.

    Raises:
        OSError: the kernel refused it.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0))):
        raise OSError(ctypes.get_errno(), "no_new_privs was refused")


def lock(*, socketpair: bool) -> Mapping[str, str]:
    """A helper process's filter, for good.

    No sockets (but an unnamed connected pair, when asked for), no other program, no other process, no signal to one,
    nothing of the list above. A call with another processor's numbers ends the process.

    Returns:
        What was reached, in words: "network", "exec", "signals".

    Raises:
        OSError: the kernel knows filters and refuses this one.
    """
    machine = _machine()
    if machine not in _MACHINES:
        return dict.fromkeys(("network", "exec", "signals"), f"not limited: no list of calls for {machine}")
    column, _ = _MACHINES[machine]
    number = {name: both[column] for name, both in _BY_ARGUMENT.items()}
    pid = os.getpid()
    program = [
        *_of_this_machine(machine, otherwise=_KILL),
        *_when(number["socket"], _return(_DENY)),
        *_when(number["socketpair"], _stream_pair() if socketpair else _return(_DENY)),
        *_when(number["clone"], _masked_argument(0, _CLONE_THREAD, {0: _DENY}, otherwise=_ALLOW)),
        # Its flags stand in memory, where a filter cannot look; told that there is none, the C library uses clone.
        *_when(number["clone3"], _return(_ERROR | errno.ENOSYS)),
        *_when(number["kill"], _argument(0, {pid: _ALLOW}, otherwise=_DENY)),
        *_when(number["tgkill"], _argument(0, {pid: _ALLOW}, otherwise=_DENY)),
        *_when(number["prlimit64"], _argument(0, {0: _ALLOW, pid: _ALLOW}, otherwise=_DENY)),
        # Typing on the terminal the program was started from.
        *_when(number["ioctl"], _argument(1, {_TIOCSTI: _DENY, _TIOCLINUX: _DENY}, otherwise=_ALLOW)),
    ]
    for denied in (*(both[column] for both in _DENIED_EVERYWHERE.values()), *_older(machine)):
        program += _when(denied, _return(_DENY))
    if not _install([*program, *_return(_ALLOW)]):
        return dict.fromkeys(("network", "exec", "signals"), "not limited: this kernel has no seccomp filters")
    sockets = "no sockets but an unnamed pair (seccomp)" if socketpair else "no sockets of any kind (seccomp)"
    return {
        "network": sockets,
        "exec": "starts no program and no process (seccomp)",
        "signals": "none to other processes (seccomp)",
    }


def deny_network() -> str:
    """A filter for the program itself and all it starts: local sockets only. What was reached, in words.

    Raises:
        OSError: the kernel knows filters and refuses this one.
    """
    machine = _machine()
    if machine not in _MACHINES:
        return f"not limited: no list of calls for {machine}"
    column, _ = _MACHINES[machine]
    no_new_privileges()
    program = [
        *_of_this_machine(machine, otherwise=_DENY),
        *_when(_BY_ARGUMENT["socket"][column], _argument(0, {_AF_UNIX: _ALLOW}, otherwise=_DENY)),
        # A ring of requests can make sockets without the call.
        *_when(_BY_ARGUMENT["io_uring_setup"][column], _return(_DENY)),
        *_return(_ALLOW),
    ]
    if not _install(program):
        return "not limited: this kernel has no seccomp filters"
    return "no internet sockets (seccomp)"


def _machine() -> str:
    """The processor as the calls of this process see it; a 32-bit interpreter makes others than its kernel's."""
    return platform.machine() if struct.calcsize("P") == 8 else "a 32-bit interpreter"


def _older(machine: str) -> tuple[int, ...]:
    return tuple(_DENIED_ON_X86_64.values()) if machine == "x86_64" else ()


def _step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    """One instruction; `then` and `otherwise` count the instructions that a comparison skips."""
    return struct.pack("=HBBI", code, then, otherwise, value & 0xFFFFFFFF)


def _return(action: int) -> list[bytes]:
    return [_step(_RETURN, action)]


def _of_this_machine(machine: str, *, otherwise: int) -> list[bytes]:
    """Refuse calls with another processor's numbers; leaves the call's number loaded."""
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_IF_EQUAL, _MACHINES[machine][1], then=1),
        *_return(otherwise),
        _step(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":
        steps += [_step(_IF_AT_LEAST, _X32, otherwise=1), *_return(_DENY)]
    return steps


def _when(number: int, steps: list[bytes]) -> list[bytes]:
    """Run the steps, which must return, for this call; expects the number loaded and leaves it loaded."""
    return [_step(_IF_EQUAL, number, otherwise=len(steps)), *steps]


def _argument(index: int, actions: Mapping[int, int], *, otherwise: int) -> list[bytes]:
    """Act by the low half of an argument: all those looked at are 32 bits wide, and the kernel drops the rest."""
    steps = [_step(_LOAD, 16 + 8 * index)]
    for value, action in actions.items():
        steps += [_step(_IF_EQUAL, value, otherwise=1), *_return(action)]
    return [*steps, *_return(otherwise)]


def _masked_argument(index: int, mask: int, actions: Mapping[int, int], *, otherwise: int) -> list[bytes]:
    first, *rest = _argument(index, actions, otherwise=otherwise)
    return [first, _step(_AND, mask), *rest]


def _stream_pair() -> list[bytes]:
    """Of stream sockets only: one of datagrams could send to any socket that has a name."""
    by_type = _masked_argument(1, _TYPE_MASK, {_SOCK_STREAM: _ALLOW}, otherwise=_DENY)
    return [_step(_LOAD, 16), _step(_IF_EQUAL, _AF_UNIX, then=1), *_return(_DENY), *by_type]


def _install(program: list[bytes]) -> bool:
    """Put the filter in force for all threads; False when this kernel has no filters at all.

    Raises:
        OSError: the kernel refused it.
    """
    code = ctypes.create_string_buffer(b"".join(program))
    described = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code))
    column, _ = _MACHINES[platform.machine()]
    try:
        result = system_call(_BY_ARGUMENT["seccomp"][column], _SET_MODE_FILTER, _TO_ALL_THREADS, described)
    except OSError as error:
        if error.errno in (errno.ENOSYS, errno.EINVAL):
            return False
        raise
    if result:
        raise OSError(errno.EBUSY, f"thread {result} did not take the filter")
    return True
