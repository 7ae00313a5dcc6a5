"""A child process as the rest of the program sees it: ask, and get replies or an error in words."""

import itertools
import logging
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from types import MappingProxyType

from assistant.errors import (
    AssistantError,
    Cancelled,
    ChildDied,
    ChildOutOfMemory,
    ChildProtocolBroken,
    DataFolderUnusable,
    DiskFull,
    DocumentError,
    Field,
    ModelError,
    RequestError,
    from_kind,
)
from assistant.isolation.cancel import Cancel
from assistant.isolation.endings import printable
from assistant.isolation.idle import Idle
from assistant.isolation.messages import Frame, Reply
from assistant.isolation.policy import Policy
from assistant.isolation.session import Session
from assistant.isolation.turns import Turns

_LOG = logging.getLogger("assistant.isolation")

_DRAIN_S = 2.0
"""How long a child may take to end a request that nobody waits for any more, before it is killed."""

_REPORTABLE = (ModelError, DocumentError, RequestError, DiskFull, DataFolderUnusable)
"""What a child may report; a hostile one must not be able to say that our database is damaged."""

_LONGEST_FIELD = 4096
"""Characters; the longest field is a path."""


class Child:
    """One helper process, started on the first request and again after it died.

    Thread-safe; one request at a time, others wait, urgent ones first. `name` is for people ("chat engine").
    `module` is the name of the module that the child imports and that this side never does; it has
    `open_worker(options)`. The child's current folder is not ours: paths in options and headers are absolute.
    `idle_s` without a request end the process, which gives its memory back; None keeps it.
    """

    def __init__(
        self,
        module: str,
        *,
        name: str,
        options: Mapping[str, object] = MappingProxyType({}),
        policy: Policy | None = None,
        start_timeout_s: float = 60,
        idle_s: float | None = None,
    ) -> None:
        self._module = module
        self._name = name
        self._options = dict(options)
        self._policy = policy or Policy()
        self._start_timeout_s = start_timeout_s
        self._turns = Turns()
        self._idle = Idle(idle_s, self._end_if_free)
        self._numbers = itertools.count(1)
        self._changing = threading.Lock()
        self._session: Session | None = None
        self._is_stale = False
        self._is_closed = False
        self._lockdown: Mapping[str, str] = {}

    @property
    def alive(self) -> bool:
        """True while the process runs."""
        session = self._session
        return session is not None and session.alive

    @property
    def pid(self) -> int | None:
        """Of the running process; None when there is none."""
        session = self._session
        return session.pid if session is not None and session.alive else None

    @property
    def lockdown(self) -> Mapping[str, str]:
        """What the child gave up, each part in words, as it was last started; empty before."""
        return self._lockdown

    def request(
        self,
        header: Mapping[str, object],
        blobs: Sequence[bytes] = (),
        *,
        file: int | None = None,
        timeout_s: float,
        cancel: Cancel | None = None,
        urgent: bool = True,
    ) -> Iterator[Reply]:
        """Ask for something; yields the replies as they come and ends when the child says that it is done.

        Nothing happens before the first `next`. Closing the generator, or an exception where it stands (Ctrl-C),
        cancels in the child; what the child still sends is thrown away, and one that goes on for more than two
        seconds is killed. Whoever keeps the generator in a variable closes it (`contextlib.closing`): until then the
        child is taken, and the next request waits. `cancel` tells the child at once; the request then ends as the
        worker ends it, and only while it waits behind another request does it end by itself, with `Cancelled`.

        Args:
            header: JSON values.
            blobs: raw bytes that go with it.
            file: an open file that the child may read; stays open here.
            timeout_s: longest silence between replies, seconds; the start of the process has its own limit.
            cancel: set by whoever wants it to stop.
            urgent: goes before waiting requests that are not.

        Raises:
            AssistantError: what the child reported, while it started or on this request.
            ChildDied: it ended by itself, or its code has a defect (which is logged with its traceback).
            ChildOutOfMemory: it ran out of memory.
            ChildTimedOut: it was silent for too long and was killed.
            ChildProtocolBroken: what it sent is not an answer; it was killed.
            Cancelled: by `cancel`, or because `close` was called.
        """
        with self._turns.mine(urgent=urgent, cancel=cancel):
            try:
                session = self._started()
                number = next(self._numbers)
                with cancel.calling(lambda: session.cancel(number)) if cancel else nullcontext():
                    yield from self._replies(session, number, (header, blobs, file), timeout_s)
            finally:
                self._idle.used()
                if self._is_stale:
                    self._end()

    def start(self) -> None:
        """Start the process now if it does not run.

        Raises:
            AssistantError: what kept it from starting; see `request`.
            Cancelled: `close` was called.
        """
        with self._turns.mine(urgent=True, cancel=None):
            self._started()
            self._idle.used()

    def restart_after(self) -> None:
        """End the process once the running request is over, at once when there is none; the next one starts anew."""
        self._is_stale = True
        self._end_if_free()

    def close(self) -> None:
        """End the process for good; a running request ends with `Cancelled`, and so does every later one."""
        self._idle.stop()
        with self._changing:
            self._is_closed = True
            if self._session is not None:
                self._session.end()

    def _started(self) -> Session:
        """The running process; starts one when there is none. Called with the turn taken.

        Raises:
            AssistantError: what kept it from starting.
            Cancelled: `close` was called.
        """
        if self._is_stale:
            self._end()
        with self._changing:
            if self._is_closed:
                raise Cancelled
            if self._session is not None and self._session.alive:
                return self._session
            if self._session is not None:
                self._session.end()
            session = self._session = Session(self._name, self._policy)
        is_ready = False
        try:
            session.start(self._module, self._options)
            frame = session.receive(self._start_timeout_s)
            if frame.event != "ready":
                self._finish(session, frame)
                raise self._broken(session)
            self._lockdown = _words(frame.body.get("lockdown"))
            is_ready = True
        finally:
            if not is_ready:
                session.end()
        return session

    def _end_if_free(self) -> None:
        if self._turns.take_if_free():
            try:
                self._end()
            finally:
                self._turns.release()

    def _end(self) -> None:
        with self._changing:
            self._is_stale = False
            if self._session is not None:
                self._session.end()

    def _replies(
        self,
        session: Session,
        number: int,
        asked: tuple[Mapping[str, object], Sequence[bytes], int | None],
        timeout_s: float,
    ) -> Iterator[Reply]:
        header, blobs, file = asked
        body: dict[str, object] = {"header": dict(header)}
        if file is not None:
            body["file"] = "next"
        is_sent = is_over = False
        try:
            session.send(Frame("request", number, body, tuple(blobs)), file)
            is_sent = True
            while True:
                frame = session.receive(timeout_s)
                if frame.number != number:
                    raise self._broken(session)
                if frame.event != "reply":
                    is_over = True
                    self._finish(session, frame)
                    return
                yield Reply(frame.body, frame.blobs)
        finally:
            if not is_over:
                self._abandon(session, number, is_sent=is_sent)

    def _finish(self, session: Session, frame: Frame) -> None:
        """Take the last word on a request.

        Raises:
            AssistantError: what the child reported.
            ChildOutOfMemory: it ran out of memory; it was ended.
            ChildDied: its code has a defect; it goes on.
            Cancelled: the worker obeyed a cancel.
        """
        if frame.event == "done":
            return
        if frame.event == "cancelled":
            raise Cancelled
        if frame.event == "failed":
            raise self._reported(session, frame)
        if frame.event == "out_of_memory":
            session.end()
            raise ChildOutOfMemory(name=self._name)
        if frame.event == "broken":
            reason = printable(str(frame.body.get("reason")))
            _LOG.error("%s: %s\n%s", self._name, reason, frame.body.get("traceback"))
            raise ChildDied(name=self._name, reason=reason)
        raise self._broken(session)

    def _reported(self, session: Session, frame: Frame) -> AssistantError:
        """The error a child reported, checked."""
        kind, fields = frame.body.get("kind"), frame.body.get("fields")
        if not isinstance(kind, str) or not isinstance(fields, dict):
            return self._broken(session)
        known: dict[str, Field] = {}
        for name, value in fields.items():
            if not name.isidentifier() or name == "self" or not isinstance(value, str | int | float):
                return self._broken(session)
            known[name] = printable(value, longest=_LONGEST_FIELD) if isinstance(value, str) else value
        error = from_kind(kind, known)
        return error if isinstance(error, _REPORTABLE) else self._broken(session)

    def _broken(self, session: Session) -> ChildProtocolBroken:
        session.end()
        return ChildProtocolBroken(name=self._name)

    def _abandon(self, session: Session, number: int, *, is_sent: bool) -> None:
        """End a request that nobody waits for: the child is told, and what it still sends is thrown away."""
        if not session.alive or not is_sent:
            session.end()
            return
        session.cancel(number)
        deadline = time.monotonic() + _DRAIN_S
        try:
            while session.receive(max(deadline - time.monotonic(), 0)).event == "reply":
                pass
        except (AssistantError, Cancelled) as error:
            _LOG.info("%s: ended after a request that was given up (%s)", self._name, error)


def _words(reached: object) -> Mapping[str, str]:
    """What the child says it gave up: for people only, nothing is decided by it."""
    if not isinstance(reached, dict):
        return {}
    return {printable(name): printable(str(value)) for name, value in reached.items()}
