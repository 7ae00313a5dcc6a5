"""The worker that the children of these tests run; imported there alone, after the lock.

A request's header names what to do ("do"); `attacks` holds the attempts to escape.
"""
import ctypes
import gc
import os
import re
import signal
import socket
import sys
import threading
import time
from multiprocessing.connection import Connection

from assistant.errors import Cancelled, DatabaseDamaged, DocumentDamaged, ModelFileInvalid
from assistant.isolation.messages import Frame, Reply, pack
from tests.isolation import attacks

_PATIENCE_S = 20


def open_worker(options):
    if options.get("refuse"):
        raise ModelFileInvalid(name="a.gguf", reason=options["refuse"])
    if options.get("defect"):
        raise ZeroDivisionError("on purpose")
    if options.get("never"):
        threading.Event().wait()
    return Worker()


class Worker:
    def handle(self, header, blobs, file, cancel):
        yield from getattr(self, header["do"])(header, blobs, file, cancel)

    def echo(self, header, blobs, file, cancel):
        for turn in range(header.get("times", 1)):
            yield Reply({"given": header, "turn": turn, "pid": os.getpid()}, tuple(blobs))

    def attack(self, header, blobs, file, cancel):
        yield Reply(attacks.outcome(header["name"], header["given"]))

    def facts(self, header, blobs, file, cancel):
        targets = {}
        for number in os.listdir("/proc/self/fd"):
            try:
                targets[number] = os.readlink(f"/proc/self/fd/{number}")
            except FileNotFoundError:
                continue  # the one that listed the folder
        with open("/proc/self/environ", "rb") as stream:
            at_start = stream.read().decode()
        yield Reply({
            "descriptors": targets, "environment": dict(os.environ), "environment_at_start": at_start,
            "main": sys.modules["__main__"].__name__, "interrupt": signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
            "nice": os.getpriority(os.PRIO_PROCESS, 0), "standard_input": os.read(0, 10).decode(),
        })

    # --- files ------------------------------------------------------------------------------------------------

    def read(self, header, blobs, file, cancel):
        with os.fdopen(file, "rb", closefd=header["close"]) as stream:
            yield Reply({"number": file}, (stream.read(),))

    def is_open(self, header, blobs, file, cancel):
        try:
            os.fstat(header["number"])
        except OSError:
            yield Reply({"open": False})
        else:
            yield Reply({"open": True})

    def write_to_handed(self, header, blobs, file, cancel):
        try:
            os.write(file, b"spoiled")
        except OSError as error:
            yield Reply({"errno": error.errno})

    def reopen_handed(self, header, blobs, file, cancel):
        try:
            os.close(os.open(f"/proc/self/fd/{file}", header["flags"]))
        except OSError as error:
            yield Reply({"errno": error.errno})

    # --- stopping ---------------------------------------------------------------------------------------------

    def until_cancelled(self, header, blobs, file, cancel):
        length = ctypes.CDLL(None).strlen
        yield Reply({"set": cancel.is_set, "length": length(ctypes.c_void_p(cancel.address))})
        until = time.monotonic() + _PATIENCE_S
        while not cancel.is_set and time.monotonic() < until:
            time.sleep(0.001)
        if header.get("raise"):
            raise Cancelled
        yield Reply({"set": cancel.is_set, "length": length(ctypes.c_void_p(cancel.address))})

    def endless(self, header, blobs, file, cancel):
        turn = 0
        while not (cancel.is_set and header["obeys"]):
            yield Reply({"turn": turn})
            turn += 1

    def busy(self, header, blobs, file, cancel):
        yield Reply({"pid": os.getpid()})
        if header["how"] == "python":
            while True:
                pass
        if header["how"] == "C":
            ctypes.CDLL(None).sleep(600)
        if header["how"] == "C with the interpreter's lock":
            ctypes.PyDLL(None).sleep(600)
        if header["how"] == "regular expression":
            re.match(r"(a+)+$", "a" * 60 + "b")

    # --- dying ------------------------------------------------------------------------------------------------

    def die(self, header, blobs, file, cancel):
        os.write(2, header.get("last_words", "").encode())
        how = header["how"]
        if how == "exit":
            os._exit(3)
        if how == "segfault":
            ctypes.string_at(0)
        if how == "abort":
            os.abort()
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "close the pipe":
            _connection().close()
            threading.Event().wait()
        yield Reply({})

    def fail(self, header, blobs, file, cancel):
        yield Reply({})
        if header["how"] == "document":
            raise DocumentDamaged(reason="on\x1b[31m pur\npose")
        if header["how"] == "database":
            raise DatabaseDamaged(path="app.db", kept="nothing")
        if header["how"] == "memory":
            raise MemoryError
        if header["how"] == "defect":
            raise ZeroDivisionError("on purpose")
        if header["how"] == "exit":
            raise SystemExit(0)
        if header["how"] == "reply":
            yield Reply({"object": object()})

    def take(self, header, blobs, file, cancel):
        taken = bytearray(header["size"])
        for place in range(0, len(taken), 4096):
            taken[place] = 1
        yield Reply({"taken": len(taken)})
        threading.Event().wait()

    # --- nonsense ---------------------------------------------------------------------------------------------

    def send_raw(self, header, blobs, file, cancel):
        os.write(_connection().fileno(), blobs[0])
        threading.Event().wait()

    def send_bytes(self, header, blobs, file, cancel):
        _connection().send_bytes(blobs[0])
        threading.Event().wait()

    def send_frame(self, header, blobs, file, cancel):
        _connection().send_bytes(pack(Frame(header["event"], header["number"], header["body"])))
        if not header["goes_on"]:
            threading.Event().wait()
        yield from ()

    def send_pickle(self, header, blobs, file, cancel):
        _connection().send(_Hostile(header["marker"]))
        yield Reply({})

    def send_descriptor(self, header, blobs, file, cancel):
        with socket.socket(fileno=os.dup(_connection().fileno())) as pipe:
            socket.send_fds(pipe, [b"\0"], [2])
        threading.Event().wait()


class _Hostile:
    """Unpickling it would run a command."""

    def __init__(self, marker):
        self._marker = marker

    def __reduce__(self):
        return os.system, (f"touch {self._marker}",)


def _connection():
    """The child's own pipe to the program, as code that took the child over would find it."""
    (found,) = [thing for thing in gc.get_objects() if isinstance(thing, Connection)]
    return found
