"""What the window may have done outside of its own process: by the supervisor where there is one, else by itself."""

import json
import os
import socket
import threading
from pathlib import Path

from assistant.errors import AssistantError, NoProgramForIt, from_kind
from assistant.services import programs

LARGEST = 32 << 10
"""Bytes of a request or an answer: the longest path is 4,096 bytes, each written as six characters at worst."""
_ANSWERS_WITHIN_S = 10.0
"""Far more than the supervisor waits for a program to fail."""


class Outside:
    """Opens links and files in other programs; blocking, from any thread but the window's."""

    def __init__(self, channel: socket.socket | None = None) -> None:
        """`channel` leads to the supervisor; without one this process starts the programs."""
        self._channel = channel
        self._turn = threading.Lock()
        if channel is not None:
            channel.settimeout(_ANSWERS_WITHIN_S)

    def open_link(self, link: str) -> None:
        """Show a web page in the browser, or begin a mail; the errors are those of `programs.open_link`."""
        self._do("open_link", link)

    def open_file(self, path: bytes) -> None:
        """Open a document in its own program; the errors are those of `programs.open_file`."""
        self._do("open_file", os.fsdecode(path))

    def show_in_folder(self, path: bytes) -> None:
        """Show a file in the file manager; the errors are those of `programs.show_in_folder`."""
        self._do("show_in_folder", os.fsdecode(path))

    def _do(self, what: str, target: str) -> None:
        """Have it done.

        Raises:
            NoProgramForIt: the supervisor does not answer.
            AssistantError: what went wrong on its side.
        """
        if self._channel is None:
            _done(what, target)
            return
        with self._turn:
            try:
                self._channel.send(json.dumps({"do": what, "target": target}).encode("ascii"))
                outcome = json.loads(self._channel.recv(LARGEST))
            except (OSError, ValueError) as error:
                self._channel.close()  # an answer that comes too late must not be taken for the next one's
                raise NoProgramForIt(name=target[:200]) from error
        if outcome:
            failure = from_kind(outcome["kind"], outcome["fields"])
            raise failure


def answer(request: bytes) -> bytes:
    """In the supervisor: do what the window asks for; the value is what to send back.

    Raises:
        ValueError: it is not a request.
    """
    what, target = _checked(request)
    outcome: dict[str, object] = {}
    try:
        _done(what, target)
    except AssistantError as error:
        outcome = {"kind": error.kind, "fields": error.fields}
    return json.dumps(outcome).encode("ascii")


def _checked(request: bytes) -> tuple[str, str]:
    """What to do and with what.

    Raises:
        ValueError: it is not a request.
    """
    try:
        body = json.loads(request)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(body, dict) or set(body) != {"do", "target"}:
        raise ValueError("not a request")
    what, target = body["do"], body["target"]
    if not isinstance(what, str) or not isinstance(target, str):
        raise ValueError("not texts")
    return what, target


def _done(what: str, target: str) -> None:
    """Do it here.

    Raises:
        AssistantError: it could not be done.
        ValueError: there is no such thing to do.
    """
    if what == "open_link":
        programs.open_link(target)
    elif what == "open_file":
        programs.open_file(Path(target))
    elif what == "show_in_folder":
        programs.show_in_folder(Path(target))
    else:
        raise ValueError("nothing that is done")
