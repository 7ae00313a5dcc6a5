"""Attempts to get out of a locked child, each a function that raises OSError when it is refused.

They run in a locked child, where each must be refused, and in a free process, which shows that it is the lock that
refuses them.
"""
import ctypes
import errno
import fcntl
import mmap
import multiprocessing
import os
import platform
import resource
import signal
import socket
import subprocess
import time
from pathlib import Path

_C = ctypes.CDLL(None, use_errno=True)
_ON_X86_64 = platform.machine() == "x86_64"
_BUFFER = ctypes.create_string_buffer(256)
ATTACKS = {}


def outcome(name, given):
    """What came of an attack: {"errno": number} when refused, {"errno": null, "value": text} when it worked."""
    try:
        value = ATTACKS[name](given)
    except OSError as error:
        code = errno.EPERM if isinstance(error, socket.gaierror) else error.errno
        return {"errno": code, "value": str(error)}
    return {"errno": None, "value": repr(value)[:80]}


def attack(function):
    ATTACKS[function.__name__] = function
    return function


def _call(number, *arguments):
    result = _C.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def _number(on_x86_64, on_arm):
    return on_x86_64 if _ON_X86_64 else on_arm


def _checked(result):
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


# --- network ----------------------------------------------------------------------------------------------------


@attack
def tcp_4(given):
    socket.create_connection(("127.0.0.1", given["port"]), 1).close()


@attack
def tcp_6(given):
    socket.socket(socket.AF_INET6).close()


@attack
def udp(given):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()


@attack
def name_lookup(given):
    socket.getaddrinfo("localhost", 80)


@attack
def local_socket(given):
    socket.socket(socket.AF_UNIX).close()


@attack
def netlink(given):
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()


@attack
def virtual_machine_socket(given):
    socket.socket(socket.AF_VSOCK).close()


@attack
def pair_of_sockets(given):
    for end in socket.socketpair():
        end.close()


@attack
def pair_of_datagram_sockets(given):
    for end in socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM):
        end.close()


@attack
def pair_of_packet_sockets(given):
    for end in socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET):
        end.close()


@attack
def socket_by_the_c_library(given):
    os.close(_checked(_C.socket(2, 1, 0)))


@attack
def socket_by_the_x32_numbers(given):
    os.close(_call(0x40000000 + 41, 2, 1, 0))


@attack
def ring_of_requests(given):
    os.close(_call(425, 8, ctypes.create_string_buffer(120)))


# --- files ------------------------------------------------------------------------------------------------------


@attack
def read_a_file(given):
    return Path(given["secret"]).read_bytes()


@attack
def read_a_file_through_proc(given):
    return Path("/proc/self/root" + given["secret"]).read_bytes()


@attack
def read_through_a_link_in_a_readable_folder(given):
    return Path(given["link"]).read_bytes()


@attack
def read_the_users(given):
    return Path("/etc/passwd").read_bytes()


@attack
def list_the_homes(given):
    return os.listdir("/home")


@attack
def list_the_home(given):
    return os.listdir(given["home"])


@attack
def list_a_folder(given):
    return os.listdir(given["folder"])


@attack
def list_the_temporary_folder(given):
    return os.listdir("/tmp")


@attack
def list_the_processes(given):
    return os.listdir("/proc")


@attack
def write_to_the_temporary_folder(given):
    Path("/tmp", f"footnote-attack-{os.getpid()}").write_bytes(b"x")
    Path("/tmp", f"footnote-attack-{os.getpid()}").unlink()


@attack
def write_beside_a_readable_file(given):
    Path(given["readable"], "new").write_bytes(b"x")


@attack
def append_to_a_readable_file(given):
    with open(given["model"], "ab") as stream:
        stream.write(b"x")


@attack
def append_to_the_program(given):
    with open(__file__, "ab"):
        pass


@attack
def truncate_a_readable_file(given):
    os.truncate(given["model"], os.stat(given["model"]).st_size)


@attack
def rename_a_readable_file(given):
    os.rename(given["model"], given["model"] + "2")
    os.rename(given["model"] + "2", given["model"])


@attack
def delete_a_file(given):
    os.unlink(given["victim"])


@attack
def make_a_symbolic_link(given):
    os.symlink("/etc/shadow", os.path.join(given["folder"], f"symbolic-{os.getpid()}"))


@attack
def make_a_hard_link(given):
    os.link(given["model"], os.path.join(given["folder"], f"hard-{os.getpid()}"))


@attack
def make_a_folder(given):
    os.mkdir(os.path.join(given["folder"], f"made-{os.getpid()}"))


@attack
def make_a_pipe_with_a_name(given):
    os.mkfifo(os.path.join(given["folder"], f"fifo-{os.getpid()}"))


@attack
def change_a_mode(given):
    os.chmod(given["model"], 0o644)


@attack
def change_an_owner(given):
    os.chown(given["model"], os.getuid(), os.getgid())


@attack
def change_a_time(given):
    os.utime(given["readable"])


@attack
def change_an_attribute(given):
    os.setxattr(given["model"], "user.footnote", b"x")


@attack
def write_shared_memory(given):
    with open(f"/dev/shm/footnote-{os.getpid()}", "wb"):
        os.unlink(f"/dev/shm/footnote-{os.getpid()}")


@attack
def make_a_queue_of_multiprocessing(given):
    multiprocessing.get_context("fork").Queue().close()


@attack
def make_shared_memory_of_system_v(given):
    made = _call(_number(29, 194), 0, 4096, 0o1600)
    _call(_number(31, 195), made, 0, 0)


@attack
def watch_a_folder(given):
    watch = _call(_number(294, 26), 0)
    try:
        _call(_number(254, 27), watch, os.fsencode(given["folder"]), 0xFFF)
    finally:
        os.close(watch)


# --- programs and processes -------------------------------------------------------------------------------------


@attack
def run_a_program(given):
    return subprocess.run(["/bin/sh", "-c", "id"], capture_output=True, check=True).stdout


@attack
def run_a_command(given):
    if os.system("true"):
        raise PermissionError(errno.EPERM, "no command")


@attack
def replace_the_process(given):
    missing = os.path.join(given["folder"], "no-such-program")
    try:
        os.execv(missing, [missing])
    except FileNotFoundError:
        return "the call went through"


@attack
def replace_the_process_by_memory(given):
    program = os.memfd_create("x")
    try:
        _call(_number(322, 281), program, b"", None, None, 0x1000)
    except OSError as error:
        if error.errno == errno.ENOEXEC:
            return "the call went through"
        raise
    finally:
        os.close(program)


@attack
def fork(given):
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


@attack
def fork_by_the_newest_call(given):
    pid = _call(435, (ctypes.c_uint64 * 11)(0, 0, 0, 0, signal.SIGCHLD), 88)
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


@attack
def find_the_parent(given):
    os.kill(os.getppid(), 0)


@attack
def signal_the_parent(given):
    os.kill(os.getppid(), signal.SIGCONT)


@attack
def signal_everybody(given):
    # Number 0: nobody would be hurt.
    os.kill(-1, 0)


@attack
def signal_a_thread_of_the_parent(given):
    _call(_number(234, 131), os.getppid(), os.getppid(), 0)


@attack
def signal_the_parent_by_descriptor(given):
    parent = _call(434, os.getppid(), 0)
    try:
        _call(424, parent, 0, None, 0)
    finally:
        os.close(parent)


@attack
def signal_the_parent_by_a_queue(given):
    _call(_number(129, 138), os.getppid(), 0, ctypes.create_string_buffer(128))


@attack
def limit_the_parent(given):
    resource.prlimit(os.getppid(), resource.RLIMIT_CORE, resource.prlimit(os.getppid(), resource.RLIMIT_CORE))


@attack
def slow_the_parent(given):
    os.setpriority(os.PRIO_PROCESS, os.getppid(), os.getpriority(os.PRIO_PROCESS, os.getppid()))


@attack
def trace_the_parent(given):
    _call(_number(101, 117), 16, os.getppid(), 0, 0)
    _call(_number(101, 117), 17, os.getppid(), 0, 0)


@attack
def read_the_parents_environment(given):
    return Path(f"/proc/{os.getppid()}/environ").read_bytes()


@attack
def read_the_parents_command(given):
    return Path(f"/proc/{os.getppid()}/cmdline").read_bytes()


@attack
def list_the_parents_files(given):
    return os.listdir(f"/proc/{os.getppid()}/fd")


@attack
def open_the_parents_memory(given):
    os.close(os.open(f"/proc/{os.getppid()}/mem", os.O_RDONLY))


@attack
def read_the_parents_memory(given):
    _call(_number(310, 270), os.getppid(), None, 0, None, 0, 0)


@attack
def take_the_parents_descriptor(given):
    parent = _call(434, os.getppid(), 0)
    try:
        os.close(_call(438, parent, 0, 0))
    finally:
        os.close(parent)


@attack
def type_on_the_terminal(given):
    # Refused by the filter before the kernel finds out that this is no terminal.
    try:
        fcntl.ioctl(2, 0x5412, b"x")
    except OSError as error:
        if error.errno == errno.ENOTTY:
            return "the call went through"
        raise


# --- the system -------------------------------------------------------------------------------------------------


@attack
def leave_the_name_space(given):
    _call(_number(272, 97), 0x10000000)


@attack
def load_a_kernel_program(given):
    _call(_number(321, 280), 0, _BUFFER, ctypes.sizeof(_BUFFER))


@attack
def mount(given):
    _call(_number(165, 40), b"x", os.fsencode(given["folder"]), b"tmpfs", 0, None)
    _call(_number(166, 39), os.fsencode(given["folder"]), 0)


@attack
def change_the_root(given):
    os.chroot("/")


@attack
def become_root(given):
    os.setuid(os.getuid())


@attack
def handle_page_faults(given):
    os.close(_call(_number(323, 282), 0))


@attack
def count_the_processors_events(given):
    attributes = ctypes.create_string_buffer(bytes([1, 0, 0, 0, 112]) + bytes(107))
    os.close(_call(_number(298, 241), attributes, 0, -1, -1, 0))


@attack
def add_a_key(given):
    _call(_number(248, 217), b"user", b"footnote", b"x", 1, -3)


@attack
def set_the_clock(given):
    time.clock_settime(time.CLOCK_REALTIME, time.clock_gettime(time.CLOCK_REALTIME))


@attack
def raise_the_memory_limit(given):
    try:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except ValueError as error:
        raise PermissionError(errno.EPERM, str(error)) from error


# --- what stays allowed -----------------------------------------------------------------------------------------


def allowed(given):
    """What a child needs, done for real; raises when the lock took too much."""
    import threading

    thread = threading.Thread(target=time.monotonic)
    thread.start()
    thread.join()
    for end in os.pipe():
        os.close(end)
    os.close(os.memfd_create("x"))
    mmap.mmap(-1, 4096).close()
    with open(os.devnull, "r+b") as nothing:
        nothing.write(b"x")
    os.urandom(8)
    os.getcwd()
    os.kill(os.getpid(), 0)
    signal.pthread_kill(threading.get_ident(), 0)
    resource.getrlimit(resource.RLIMIT_AS)
    Path("/proc/self/status").read_text()
    Path("/proc/meminfo").read_text()
    import decimal
    import sqlite3
    import xml.dom.minidom

    del decimal, sqlite3, xml
    return Path(given["model"]).read_text()


ATTACKS["allowed"] = allowed
