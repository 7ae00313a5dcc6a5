"""Our side of reading: hands an open file to the reading child and checks every byte that comes back."""

import os
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import cast

from assistant import paths
from assistant.errors import (
    Cancelled,
    ChildDied,
    ChildError,
    ChildOutOfMemory,
    ChildProtocolBroken,
    ChildTimedOut,
    DocumentError,
    ReaderDied,
    TookTooLong,
    TookTooLongUnread,
    TooMuchMemory,
)
from assistant.isolation import Cancel, Child, Policy, Reply
from assistant.reading.replies import Nonsense, Seen
from assistant.records import Attachment, PageChunks, ReadingBegun, ReadingDone, Reason
from assistant.settings import Settings

FILES_PER_CHILD = 200
"""A parser that leaks, or was taken over, is gone after so many files; a start costs 0.4 s."""

_GRACE_S = 1.0
"""The child keeps to the time limit by itself between two pages; this much later it hangs and is killed."""
_IDLE_S = 60.0
"""A child that nothing was asked of for so long gives its memory back: 100 MB once it has read PDF and scans."""
_OBEY_S = 0.5
"""A child that is told to stop looks at it between two chunks; one that does not for so long is killed."""

@dataclass(frozen=True, slots=True)
class ScansWanted:
    """How pages that are pictures are to be read.

    Attributes:
        language: language data as Tesseract names it ("deu"); "" chooses by the document.
        done: numbers of the pages that need not be read again.
    """

    language: str = ""
    done: frozenset[int] = frozenset()


Read = ReadingBegun | PageChunks | Attachment | ReadingDone


class Reader:
    """Reads files, one after the other, in a child of its own. Not thread-safe: one reader for one thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._files = 0
        self._child = self._fresh_child()

    def read(
        self, file: int, name: str, *, scans: ScansWanted | None = None, cancel: Cancel | None = None
    ) -> Generator[Read, None, None]:
        """Read an open file: `ReadingBegun`, parts of pages in order as they come, `ReadingDone` last, exactly once.

        Pages that are pictures are left out (`ReadingDone.reason` then says so), unless `scans` asks for them: then
        they are all that is read. What travels in a mail comes after its text.

        What is read before the limits of time, memory or text, or before a crash, is kept: `ReadingDone.reason` then
        says what is missing. Closing the generator stops the child's work. Blocks; any thread, one at a time.

        Args:
            file: descriptor of a regular file, open for reading; it stays open.
            name: the file's name, only to guess its format.
            scans: read the pages that are pictures, and those alone; there may be none of them.
            cancel: ends the reading with `Cancelled`.

        Raises:
            DocumentError: nothing of it could be read, and why.
            ReaderDied: it crashed the parser, before anything was read.
            ChildError: the child cannot even be started; no file can be read.
            Cancelled: by `cancel`.
        """
        self._child.start()
        seen = Seen(only_scans=scans is not None)
        limit_s = self._settings.reading_timeout_s + (self._settings.scan_timeout_s if scans else 0)
        watch = _Watch(self._child, limit_s + _GRACE_S, is_for_each=scans is not None)
        header: dict[str, object] = {"name": os.fsencode(name).decode("utf-8", "replace"), "scans": None}
        if scans is not None:
            header["scans"] = {"language": scans.language, "done": sorted(scans.done)}
        timeout_s = 2 * limit_s + _GRACE_S  # the watch comes first
        request = cast("Generator[Reply]", self._child.request(header, file=file, timeout_s=timeout_s, cancel=cancel))
        try:
            while (reply := watch.next_of(request, cancel)) is not None:
                part = self._checked(seen, reply)
                if part is not None:
                    yield part
            if seen.done is None:
                raise ReaderDied(reason="it ended without an answer")
        except (ChildError, DocumentError, Cancelled) as error:
            reason = self._in_words(error, is_late=watch.is_late)
            if reason is None:
                raise
            if not seen.anything:
                nothing = TookTooLongUnread(**reason.fields) if isinstance(reason, TookTooLong) else reason
                raise nothing from error
            seen.done = ReadingDone(seen.format, seen.title, seen.pages, Reason(reason.kind, reason.fields))
        finally:
            request.close()
            self._count(is_spent=watch.has_ended_it)
        yield seen.done

    @property
    def lockdown(self) -> Mapping[str, str]:
        """What the child gave up, each part in words; empty before its first start."""
        return self._child.lockdown

    def start(self) -> None:
        """Start the child now, so that the first file need not wait for it."""
        self._child.start()

    def close(self) -> None:
        """End the child."""
        self._child.close()

    def _fresh_child(self) -> Child:
        dirs = [str(place) for place in paths.scan_language_dirs()]
        return Child(
            "assistant.reading.worker",
            name="reader",
            options={
                "text_limit_bytes": self._settings.text_limit_mb * 1_000_000,
                "timeout_s": self._settings.reading_timeout_s,
                "scan_timeout_s": self._settings.scan_timeout_s,
                "scan_dirs": dirs,
            },
            policy=Policy(
                nice=10,
                memory_bytes=self._settings.reading_memory_mb << 20,
                read_paths=tuple(dirs),
                environment={"OMP_THREAD_LIMIT": "1"},  # Tesseract's threads cost more than they bring
            ),
            idle_s=_IDLE_S,
        )

    def _count(self, *, is_spent: bool) -> None:
        """A file is over: the child is replaced when it was killed for time, or has read enough files."""
        self._files += 1
        if is_spent:
            self._child = self._fresh_child()
            self._files = 0
        elif self._files >= FILES_PER_CHILD:
            self._child.restart_after()
            self._files = 0

    def _in_words(self, error: ChildError | DocumentError | Cancelled, *, is_late: bool) -> DocumentError | None:
        """What to say of a reading that failed; None when the error is to go on as it is."""
        if is_late or isinstance(error, ChildTimedOut):
            return TookTooLong(seconds=round(self._settings.reading_timeout_s))
        if isinstance(error, ChildOutOfMemory):
            return TooMuchMemory(limit_mb=self._settings.reading_memory_mb)
        if isinstance(error, ChildDied):
            return ReaderDied(reason=str(error.fields.get("reason", "")))
        if isinstance(error, ChildProtocolBroken):
            return ReaderDied(reason="it sent something unreadable")
        return error if isinstance(error, DocumentError) else None

    def _checked(self, seen: Seen, reply: Reply) -> ReadingBegun | PageChunks | Attachment | None:
        """What a reply says, if it says anything that is for others.

        Raises:
            ReaderDied: the reply is not what an honest child sends; the child is replaced.
        """
        try:
            return seen.take(reply)
        except Nonsense as error:
            self._child.restart_after()
            raise ReaderDied(reason="it sent something unreadable") from error


class _Watch:
    """Ends a child that hangs: its replies take too long altogether, or it does not obey a cancel.

    The time between asking for replies does not count. With `is_for_each` the limit holds for each reply.
    """

    def __init__(self, child: Child, limit_s: float, *, is_for_each: bool) -> None:
        self._child = child
        self._left_s = limit_s
        self._is_for_each = is_for_each
        self.is_late = False
        self.has_ended_it = False

    def next_of(self, replies: Iterator[Reply], cancel: Cancel | None) -> Reply | None:
        """The next reply; None when there is no further one.

        Raises:
            Cancelled: `cancel` is set; what the child has sent by then waits in vain.
        """
        if cancel is not None and cancel.is_set:
            raise Cancelled
        late = threading.Timer(max(self._left_s, 0), self._end, (True,))
        disobedient = threading.Timer(_OBEY_S, self._end, (False,))
        late.daemon = disobedient.daemon = True
        began = time.monotonic()
        late.start()
        try:
            with cancel.calling(disobedient.start) if cancel else nullcontext():
                return next(replies, None)
        finally:
            late.cancel()
            disobedient.cancel()
            self._left_s -= 0.0 if self._is_for_each else time.monotonic() - began

    def _end(self, is_late: bool) -> None:
        self.is_late = is_late
        self.has_ended_it = True
        self._child.close()
