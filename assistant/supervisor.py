"""Linux: the first process, which keeps what the window gives up.

The window's process gives up IP sockets for good, and all that it starts inherits that: a browser started from it
would have no network. So this process stays outside of the filter, starts the window, and starts other programs when
the window asks (`services.outside`). It parses nothing but those requests and imports next to nothing, because the
window waits for it: the window is a fork of it, which costs a millisecond where a new interpreter costs twenty.
"""

import ctypes
import os
import signal
import socket
import sys
from collections.abc import Callable

from assistant import identity

_HANDED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1
_LARGEST_REQUEST = 32 << 10  # bytes, `services.outside.LARGEST`: importing that here would cost 40 ms


def run(window: Callable[[socket.socket, int], int]) -> int:
    """Run the window in a process of its own until it ends, and again when it asks for that; gives its exit code.

    Args:
        window: called in the new process, with its end of a channel for `services.outside.Outside` and how many
            windows there were before it. In that process this function returns what it returns.
    """
    before = 0
    while True:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        supervisor = os.getpid()
        signal.pthread_sigmask(signal.SIG_BLOCK, _HANDED_ON)  # until both know what to do with them
        process = os.fork()
        if process == 0:
            here.close()
            _end_with(supervisor)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _HANDED_ON)
            return window(there, before)
        there.close()
        code = _watched(process, here)
        if code != identity.START_AGAIN:
            return code
        before += 1


def _end_with(supervisor: int) -> None:
    """End this process when the supervisor ends: in order, as when the person logs out."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != supervisor:  # it ended before the line above
        sys.exit(1)


def _watched(process: int, channel: socket.socket) -> int:
    """Serve the window and hand signals on to it until it has ended; gives its exit code."""
    handed: set[int] = set()

    def hand_on(number: int, _frame: object) -> None:
        handed.add(number)
        os.kill(process, number)

    earlier = {number: signal.signal(number, hand_on) for number in _HANDED_ON}
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HANDED_ON)
    with channel:
        _serve(channel)
    _, status = os.waitpid(process, 0)
    for number, handler in earlier.items():
        signal.signal(number, handler)
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return code
    if -code not in handed:  # somebody who stops the program before it listens for that gets what they want
        name = signal.Signals(-code).name
        sys.stderr.write(f"The window of {identity.NAME} ended unexpectedly ({name}). What you made is kept.\n")
    return 128 - code


def _serve(channel: socket.socket) -> None:
    """Do what the window asks for, until it has ended or says something that is no request."""
    while 0 < len(request := channel.recv(_LARGEST_REQUEST + 1)) <= _LARGEST_REQUEST:
        from assistant.services import outside  # with the first request: most windows never ask

        try:
            channel.send(outside.answer(request))
        except (ValueError, ConnectionError):
            return
