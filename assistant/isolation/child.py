"""The child's side: give up what is not needed, then answer requests one after the other until the program is gone.

The order at the start matters: pipes, interrupts, first message, lock, and only then a second thread and the module
that does the work.
"""

import ctypes
import faulthandler
import importlib
import os
import signal
import struct
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing import connection as pipes
from multiprocessing import reduction
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, cast

from assistant.errors import AssistantError, Cancelled
from assistant.isolation import lockdown
from assistant.isolation.messages import LARGEST_MESSAGE, Frame, Reply, pack, unpack
from assistant.isolation.policy import Policy

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_ENOMEM = 12

_LONGEST_TRACEBACK = 16_000
"""Characters; the end of it says where it happened."""

_CONTROL_STACK = 256 << 10
"""Bytes; the default of 8 MB would count against the limit on address space."""


class CancelFlag:
    """Says whether somebody asked to stop the running request; one object and one address for the child's life."""

    def __init__(self) -> None:
        self._byte = ctypes.create_string_buffer(2)

    @property
    def is_set(self) -> bool:
        """True once the program asked to stop the running request."""
        return self._byte[0] != b"\0"

    @property
    def address(self) -> int:
        """Of a C string that is empty until then: `strlen` on it is an abort callback that needs no Python."""
        return ctypes.addressof(self._byte)

    def write(self, *, cancelled: bool) -> None:
        """Set or clear it; the child's loop and its control thread do."""
        self._byte[0] = b"\1" if cancelled else b"\0"


class Worker(Protocol):
    """What `open_worker(options)` of a child's module gives."""

    def handle(
        self, header: Mapping[str, object], blobs: Sequence[bytes], file: int | None, cancel: CancelFlag
    ) -> Iterator[Reply]:
        """Answer one request, piece by piece.

        `file` is open for reading at its start; the loop closes it when the request is over, unless the worker did.
        A worker that sees the cancel may end early or raise `Cancelled`.
        """
        ...


class _Control:
    """Hears, beside the work, that a request is cancelled or that the program is gone."""

    def __init__(self, descriptor: int, flag: CancelFlag) -> None:
        self._descriptor = descriptor
        self._flag = flag
        self._lock = threading.Lock()
        self._running: int | None = None
        self._cancelled: int | None = None

    def start(self) -> None:
        """Listen in a thread of its own; after the lock, which must find one thread."""
        threading.stack_size(_CONTROL_STACK)
        threading.Thread(target=self._listen, name="control", daemon=True).start()
        threading.stack_size(0)

    def begin(self, number: int) -> None:
        """A request begins; it may have been cancelled before it was read."""
        with self._lock:
            self._running = number
            self._flag.write(cancelled=self._cancelled == number)

    def finish(self) -> None:
        """The request is over; a cancel that comes now is too late for it and must not meet the next one."""
        with self._lock:
            self._running = None
            self._flag.write(cancelled=False)

    def _listen(self) -> None:
        """Thread: until the end of the pipe, which is the end of the process, whatever it does just then."""
        while len(number := os.read(self._descriptor, 8)) == 8:
            with self._lock:
                (self._cancelled,) = struct.unpack("<Q", number)
                if self._cancelled == self._running:
                    self._flag.write(cancelled=True)
        os._exit(0)


def main(arguments: Sequence[str]) -> NoReturn:
    """Be a child; never returns.

    Args:
        arguments: number of the connection (a handle on Windows), number of the pipe that the kernel watches.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    flag = CancelFlag()
    control = _Control(_standard_input(), flag)
    lockdown.die_with(int(arguments[1]))
    program = _connection(int(arguments[0]))
    try:
        _serve(program, control, flag)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # the program is gone: nothing is left to do for anybody
    except BaseException:  # noqa: BLE001 - border: the program reads the reason from the error output
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    finally:
        # Not by the interpreter's end: it would wait for threads of libraries and run their destructors.
        os._exit(0)


def _serve(program: "Connection[Any, Any]", control: _Control, flag: CancelFlag) -> None:
    """Lock, open the worker, answer requests; returns when the child should not go on."""
    start = unpack(program.recv_bytes(LARGEST_MESSAGE))
    try:
        reached = _locked(_policy(start.body))
        control.start()
        worker = _worker(start.body)
    except BaseException as error:  # noqa: BLE001 - border: the program tells why it could not start
        program.send_bytes(pack(_told(0, error)))
        return
    program.send_bytes(pack(Frame("ready", 0, {"lockdown": dict(reached)})))
    last = Frame("done", 0)
    while last.event != "out_of_memory":  # what failed half-way for lack of memory is not trusted to go on
        request = unpack(program.recv_bytes(LARGEST_MESSAGE))
        control.begin(request.number)
        last = _answer(program, worker, request, flag)
        control.finish()
        program.send_bytes(pack(last))


def _answer(
    program: "Connection[Any, Any]", worker: Worker, request: Frame, flag: CancelFlag
) -> Frame:
    """Do one request, send its replies; the value is the last word on it.

    Raises:
        BrokenPipeError: the program is gone.
        ConnectionResetError: the program is gone.
    """
    file = _handed_file(program, request.body)
    identity = None if file is None else os.fstat(file)
    try:
        header = cast("Mapping[str, object]", request.body["header"])
        for reply in worker.handle(header, request.blobs, file, flag):
            program.send_bytes(pack(Frame("reply", request.number, reply.header, reply.blobs)))
        return Frame("done", request.number)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except BaseException as error:  # noqa: BLE001 - border: one bad request must not end the child (Rust panics too)
        return _told(request.number, error)
    finally:
        if file is not None and identity is not None:
            _close(file, identity)


def _told(number: int, error: BaseException) -> Frame:
    """The last word on a request that ended with this error."""
    if isinstance(error, AssistantError):
        return Frame("failed", number, {"kind": error.kind, "fields": error.fields})
    if isinstance(error, Cancelled):
        return Frame("cancelled", number)
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == _ENOMEM):
        return Frame("out_of_memory", number)
    text = "".join(traceback.format_exception(error))
    reason = f"{type(error).__name__}: {error}"
    return Frame("broken", number, {"reason": reason[:1000], "traceback": text[-_LONGEST_TRACEBACK:]})


def _locked(policy: Policy) -> Mapping[str, str]:
    if policy.nice and sys.platform != "win32":
        os.nice(policy.nice)
    return lockdown.lock(policy)


def _worker(body: Mapping[str, object]) -> Worker:
    module = importlib.import_module(str(body["module"]))
    return cast("Worker", module.open_worker(body["options"]))


def _policy(body: Mapping[str, object]) -> Policy:
    values = cast("dict[str, Any]", body["policy"])
    values.update({name: tuple(values[name]) for name in ("read_paths", "write_paths")})
    return Policy(**values)


def _standard_input() -> int:
    """Take the control pipe from standard input, so that no library reads what is not for it."""
    control = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return control


def _connection(number: int) -> "Connection[Any, Any]":
    if sys.platform == "win32":
        made = cast("Connection[Any, Any]", pipes.PipeConnection(number))
    else:
        os.set_inheritable(number, False)
        made = pipes.Connection(number)
    return made


def _handed_file(program: "Connection[Any, Any]", body: Mapping[str, object]) -> int | None:
    """The descriptor that came with the request, at its start."""
    handed = body.get("file")
    if handed is None:
        return None
    if sys.platform == "win32":
        import msvcrt

        file = msvcrt.open_osfhandle(int(str(handed)), os.O_RDONLY)
    else:
        file = reduction.recv_handle(program)
    # The program may have read it (to hash it), and both share one position.
    os.lseek(file, 0, os.SEEK_SET)
    return file


def _close(file: int, identity: os.stat_result) -> None:
    """Close the handed file unless the worker did, in which case the number may be another file by now."""
    try:
        now = os.fstat(file)
    except OSError:
        return  # closed by the worker, which is its right
    if os.path.samestat(now, identity):
        os.close(file)
