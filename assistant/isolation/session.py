"""One life of a child process, our side: start it, write to it, read from it, notice its death, end it.

The process is started by `subprocess` with an environment of its own and nothing inherited but its pipes, and not by
`multiprocessing`, whose spawn hands the child the whole environment (it can be read in /proc/self/environ whatever
the child clears later), imports from the current folder before our first line runs, runs the main script again
before the lock, and keeps one more process for resources of which we have none. Its connections are used still.

Four ways lead to the child: a duplex connection (messages, descriptors), its standard input (numbers of requests to
cancel; its end means that the program is gone), its error output (kept for the reason of a death) and on Linux a
pipe that nothing is ever written to: the kernel kills the child when its other end closes.
"""

import json
import logging
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from multiprocessing import Pipe, reduction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import Cancelled, ChildDied, ChildError, ChildOutOfMemory, ChildProtocolBroken, ChildTimedOut
from assistant.isolation import lockdown
from assistant.isolation.endings import death
from assistant.isolation.inbox import Inbox
from assistant.isolation.messages import LARGEST_MESSAGE, Frame, MessageBroken, pack, unpack
from assistant.isolation.policy import Policy

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_LOG = logging.getLogger("assistant.isolation")

CHILD_ARGUMENT = "--isolated-child"
"""First argument of a frozen program that is to be a child; `child.main` takes those behind it."""

_KEPT_VARIABLES = ("LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR")
"""The language (how file names are coded), and what the interpreter itself may need to start; nothing else passes."""

_SET_VARIABLES = {
    # Importing numpy would start threads before the lock otherwise.
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    # Waiting threads sleep: on a busy machine spinning ones cost far more than they gain.
    "OMP_WAIT_POLICY": "PASSIVE",
    # On an abort llama.cpp would start a debugger to print where it was.
    "GGML_NO_BACKTRACE": "1",
    "HF_HUB_OFFLINE": "1",
}

_LAST_WORDS = 8 << 10
"""Bytes of the error output that are kept."""

_SEND_TIMEOUT_S = 30
"""A child takes a request at once, it has nothing else to do; one that does not take it for so long is ended."""

_DYING_S = 2.0
"""From the end of the pipe to the end of the process; a child that keeps on living without its pipe is killed."""

_WATCH_S = 0.25
"""How often resident memory is looked at where the system does not limit it; also how soon Ctrl-C is seen on Windows,
where waiting for a lock cannot be interrupted."""

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from assistant.isolation.child import main; main(sys.argv[2:])"
)


class Session:
    """A running child process. One thread uses it at a time, except for `cancel`, `end` and `alive`."""

    def __init__(self, name: str, policy: Policy) -> None:
        """Start the process; it waits for its "start" message then.

        Raises:
            ChildDied: the system could not start it.
        """
        self._name = name
        self._policy = policy
        self._inbox = Inbox()
        self._last_words = b""
        self._overlong = False
        self._ended_by_us = False
        self._ending = threading.Lock()
        self._writing = threading.RLock()
        self._is_watched = policy.memory_bytes is not None and not lockdown.limits_memory(policy)
        self._watched_at = time.monotonic()
        self._connection, theirs = Pipe(duplex=True)
        lifeline, self._lifeline = os.pipe()
        try:
            self._process = _process(theirs, lifeline, policy)
            self._job = lockdown.confine(self._process, policy)
        except OSError as error:
            self._connection.close()
            os.close(self._lifeline)
            raise ChildDied(name=name, reason=error.strerror or "it could not be started") from error
        finally:
            # The end of a pipe is seen only when nobody else holds that end.
            theirs.close()
            os.close(lifeline)
        _do_not_wait(self._connection, self._process)
        self._reader = threading.Thread(target=self._receive, name=f"{name}: answers", daemon=True)
        self._listener = threading.Thread(target=self._listen, name=f"{name}: error output", daemon=True)
        self._reader.start()
        self._listener.start()

    @property
    def pid(self) -> int:
        """Of the process, also after it ended."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """False once the process has ended or was told to."""
        return not self._ended_by_us and self._process.poll() is None

    @property
    def last_words(self) -> str:
        """The end of what it wrote to its error output so far."""
        return self._last_words.decode("utf-8", "replace")

    def start(self, module: str, options: Mapping[str, object]) -> None:
        """Send the first message: what to be and what to give up.

        Raises:
            ChildError: see `send`.
        """
        self.send(Frame("start", 0, {"module": module, "options": dict(options), "policy": self._policy.body()}))

    def send(self, frame: Frame, file: int | None = None) -> None:
        """Write a message, and after it the descriptor that goes with it; the caller keeps its own.

        When anything interrupts it, the child holds half a message and must be ended.

        Raises:
            ChildDied: it ended.
            ChildOutOfMemory: it ended for lack of memory.
            ChildTimedOut: it does not read; it was ended.
            Cancelled: `end` was called meanwhile.
        """
        try:
            # Held so that `end` in another thread cannot close the connection under a write.
            with self._writing:
                self._write(frame, file)
        except BlockingIOError as error:
            self.end()
            raise ChildTimedOut(name=self._name, seconds=_SEND_TIMEOUT_S) from error
        except OSError as error:
            if self._ended_by_us:
                raise Cancelled from error
            raise self._death() from error

    def receive(self, timeout_s: float) -> Frame:
        """The next message, waiting for it.

        Raises:
            ChildDied: it ended.
            ChildOutOfMemory: it ended for lack of memory, or was ended for taking too much.
            ChildTimedOut: nothing came in that time; it was ended.
            ChildProtocolBroken: what came is not a message; it was ended.
            Cancelled: `end` was called meanwhile.
        """
        message = self._next(timeout_s)
        if message is None:
            if self._ended_by_us:
                raise Cancelled
            raise self._death()
        try:
            return unpack(message)
        except MessageBroken as error:
            self.end()
            raise ChildProtocolBroken(name=self._name) from error

    def cancel(self, number: int) -> None:
        """Tell the child that nobody waits for this request any more; never waits, from any thread."""
        with self._ending:
            if self._ended_by_us or self._process.stdin is None:
                return
            # A child that is gone is noticed by whoever reads; one that lets 8,000 cancels lie is about to be killed.
            with suppress(BrokenPipeError, BlockingIOError):
                os.write(self._process.stdin.fileno(), struct.pack("<Q", number))

    def end(self) -> None:
        """End the process now and give everything back; calling it again changes nothing."""
        with self._ending:
            if self._ended_by_us:
                return
            self._ended_by_us = True
            self._process.kill()
            self._inbox.end()
            # A process that hangs in the kernel cannot be waited for; it goes when the kernel lets it.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_DYING_S)
            self._reader.join(_DYING_S)
            self._listener.join(_DYING_S)
            self._close()

    def _close(self) -> None:
        """Give the pipes back; one that a thread still reads stays open: its number could become another file."""
        os.close(self._lifeline)
        lockdown.release(self._job)
        if self._process.stdin is not None:
            self._process.stdin.close()
        if self._process.stderr is not None and not self._listener.is_alive():
            self._process.stderr.close()
        if not self._reader.is_alive():
            with self._writing:
                self._connection.close()

    def _write(self, frame: Frame, file: int | None) -> None:
        if file is None:
            self._connection.send_bytes(pack(frame))
        elif sys.platform == "win32":
            from assistant.isolation import windows

            handle = windows.handed_over(self._process, file)
            self._connection.send_bytes(pack(replace(frame, body={**frame.body, "file": handle})))
        else:
            self._connection.send_bytes(pack(frame))
            reduction.send_handle(self._connection, file, self._process.pid)

    def _next(self, timeout_s: float) -> bytes | None:
        slice_s = _WATCH_S if self._is_watched or sys.platform == "win32" else timeout_s
        deadline = time.monotonic() + timeout_s
        while True:
            self._watch()
            left = deadline - time.monotonic()
            try:
                return self._inbox.take(min(slice_s, max(left, 0)))
            except TimeoutError:
                if left > slice_s:
                    continue
            self.end()
            raise ChildTimedOut(name=self._name, seconds=f"{timeout_s:.4g}")

    def _watch(self) -> None:
        """Look at the memory, where that is ours to do.

        Raises:
            ChildOutOfMemory: it takes more than it may; it was ended.
        """
        now = time.monotonic()
        if not self._is_watched or now < self._watched_at + _WATCH_S:
            return
        self._watched_at = now
        if lockdown.resident_bytes(self._process.pid) > (self._policy.memory_bytes or 0):
            self.end()
            raise ChildOutOfMemory(name=self._name)

    def _death(self) -> ChildError:
        """Why it ended, once the end of its pipe was seen; ends it when it lives on without one."""
        if self._overlong:
            self.end()
            return ChildProtocolBroken(name=self._name)
        try:
            code = self._process.wait(_DYING_S)
        except subprocess.TimeoutExpired:
            self.end()
            return ChildDied(name=self._name, reason="it closed its pipe")
        self._listener.join(_DYING_S)  # the last words before an abort are still on their way
        # Whoever asked gets the error; this is for the report that a person may send us.
        _LOG.info("The %s process ended with code %d. Its last words:\n%s", self._name, code, self.last_words)
        return death(self._name, code, self.last_words)

    def _receive(self) -> None:
        """Thread: put what comes into the inbox until the end of the pipe."""
        try:
            while True:
                self._inbox.put(self._connection.recv_bytes(LARGEST_MESSAGE))
        except (EOFError, OSError):
            # A closed pipe is how every child ends, and the reason is found in `_death`. A message that claims to be
            # too long leaves the connection unreadable: only that is told apart here.
            self._overlong = not self._connection.readable
        finally:
            self._inbox.end()

    def _listen(self) -> None:
        """Thread: keep the end of the error output; a full pipe would stop the child."""
        assert self._process.stderr is not None
        while text := os.read(self._process.stderr.fileno(), _LAST_WORDS):
            self._last_words = (self._last_words + text)[-_LAST_WORDS:]


def _process(theirs: "Connection[Any, Any]", lifeline: int, policy: Policy) -> "subprocess.Popen[bytes]":
    """Start the interpreter with our boot line, a clean environment and its ends of the pipes."""
    arguments = [str(theirs.fileno()), str(lifeline)]
    frozen = getattr(sys, "frozen", False)
    # -I: neither the environment nor the current folder say what is imported; -B: nothing is written.
    started = [CHILD_ARGUMENT] if frozen else ["-I", "-B", "-X", f"utf8={sys.flags.utf8_mode}", "-c", _BOOT]
    more: dict[str, Any] = {}
    executable = sys.executable
    environment = _environment(policy)
    if sys.platform == "win32":
        from assistant.isolation import windows

        more = windows.start_settings(theirs.fileno(), background=policy.nice > 0)
        executable = windows.interpreter(environment)
    else:
        # A group of its own: Ctrl-C on the terminal is for the program alone, which then cancels.
        more = {"pass_fds": (theirs.fileno(), lifeline), "process_group": 0}
    command = [executable, *started, *([] if frozen else [json.dumps(_import_path())]), *arguments]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        bufsize=0,
        cwd=sys.prefix,
        env=environment,
        **more,
    )


def _import_path() -> list[str]:
    """Where the child imports from: as we do, without the current folder, with the folder that holds this package."""
    entries = [os.path.abspath(entry) for entry in sys.path if entry]  # noqa: PTH100 - entries may be zip files
    ours = str(Path(__file__).parent.parent.parent)
    return entries if ours in entries else [*entries, ours]


def _environment(policy: Policy) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name in _KEPT_VARIABLES or name.startswith("LC_")
    }
    return {**kept, **_SET_VARIABLES, **policy.environment}


def _do_not_wait(connection: "Connection[Any, Any]", process: "subprocess.Popen[bytes]") -> None:
    """Let no write wait for a child that does not read: cancels not at all, requests for a limited time."""
    if sys.platform != "win32":
        assert process.stdin is not None
        os.set_blocking(process.stdin.fileno(), False)
        with socket.fromfd(connection.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as end:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("@ll", _SEND_TIMEOUT_S, 0))
