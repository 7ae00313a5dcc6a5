"""One file from the reading child into the store: at once when that is quick, part by part when it takes longer."""

import os
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from time import monotonic

from assistant.errors import (
    AssistantError,
    NoTextFound,
    NoWordsSeen,
    ReadWithDoubt,
    ScanLanguageMissing,
    ScansUnread,
    StillBeingRead,
    from_kind,
)
from assistant.isolation import Cancel
from assistant.pipeline.words import Words
from assistant.reading.client import ScansWanted
from assistant.records import (
    Attachment,
    Document,
    FileEntry,
    FileStatus,
    PageChunks,
    ReadingBegun,
    ReadingDone,
    Reason,
)
from assistant.services.opening import OpenFile, require_unchanged
from assistant.services.program import Program
from assistant.store import LibraryStore
from assistant.store.documents import Prepared

_EVERY_S = 1.0
"""What was read for so long is stored, so that the first pages of a book are found while its last are read."""

PICTURES = frozenset(("png", "jpg", "tiff", "bmp", "webp", "gif"))
"""Formats whose files mostly hold no words, which is no fault."""

_STILL = Reason(StillBeingRead.__name__)


@dataclass(frozen=True, slots=True)
class PagesRead:
    """A document that takes long: so far it was read, pages of it."""

    path: bytes
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reading gave.

    Attributes:
        entry: what the file is now. It stands so in the store, unless there are attachments: then it still waits
            there, so that they are not forgotten when the program is killed between it and them.
        attachments: what travels in it.
    """

    entry: FileEntry
    attachments: tuple[Attachment, ...]


def status_of(reason: Reason | None) -> FileStatus:
    """What a file that was read is, by the reason of what is missing."""
    is_whole = reason is None or reason.kind == ReadWithDoubt.__name__
    return FileStatus.INDEXED if is_whole else FileStatus.PARTIAL


def stored_entry(entry: FileEntry, document: Document) -> FileEntry:
    """The file with this document in it."""
    status, reason = status_of(document.reason), document.reason
    held = replace(entry, status=status, reason=reason, document_id=document.id)
    return replace(held, pages=document.pages, chunks=document.chunks)


def scans_left(reason: Reason | None) -> int:
    """How many pages that are pictures were left out."""
    return int(reason.fields["scans"]) if reason is not None and reason.kind == ScansUnread.__name__ else 0


def is_unfinished(document: Document) -> bool:
    """True when the reading of the document was broken off."""
    return document.reason == _STILL


def read_in(
    program: Program,
    entry: FileEntry,
    file: OpenFile,
    digest: bytes,
    *,
    known: Document | None = None,
    scans: ScansWanted | None = None,
    cancel: Cancel,
) -> Generator[PagesRead, None, Outcome]:
    """Read the file and store its text, adding to the `known` document if there is one; gives an `Outcome`.

    With `scans` its pictures alone are read.

    Yields progress, about once a second. Until it is done, the file stands in its library as waiting.

    Raises:
        DocumentError: nothing of it could be read.
        FileChanged: it was written to meanwhile.
        Cancelled: `cancel` was set; what was stored stays, and reading it again goes on from there.
    """
    growing = _Growing(program.store.library, entry, digest, known)
    attachments: list[Attachment] = []
    done: ReadingDone | None = None
    name = os.fsdecode(os.path.basename(entry.path))
    for item in program.reader.read(file.descriptor, name, scans=scans, cancel=cancel):
        match item:
            case ReadingBegun():
                growing.begun = item
            case Attachment():
                attachments.append(item)
            case ReadingDone():
                done = item  # the last one
            case PageChunks():
                if growing.take(item):
                    yield PagesRead(entry.path, item.number, growing.begun.pages)
    assert done is not None, "the reader's promise: ReadingDone comes last, exactly once"
    require_unchanged(file)
    if done.reason is not None and done.reason.kind == ScanLanguageMissing.__name__:
        nothing = from_kind(done.reason.kind, done.reason.fields)
        raise nothing  # the document stays as it is: in another language its scans can be read
    now = growing.finish(done, waits=bool(attachments))
    if now.document_id is None and scans is not None:
        nothing = _why_no_text(done)
        raise nothing
    return Outcome(now, tuple(attachments))


def _why_no_text(done: ReadingDone) -> AssistantError:
    if done.reason is not None and done.reason.kind != ReadWithDoubt.__name__:
        return from_kind(done.reason.kind, done.reason.fields)
    return NoWordsSeen() if done.format in PICTURES else NoTextFound()


@dataclass(slots=True)
class _Growing:
    """A document that is stored while it is read."""

    store: LibraryStore
    entry: FileEntry
    digest: bytes
    document: Document | None
    begun: ReadingBegun = field(default_factory=lambda: ReadingBegun("", "", 0))
    made: Words = field(default_factory=Words)
    pages: Prepared | None = None
    stored_at: float = field(default_factory=monotonic)

    def take(self, page: PageChunks) -> bool:
        """Keep a page, its words made while the child reads the next; True when what was kept so far was stored."""
        if self.pages is None:
            self.pages = self.store.preparing(self.document.id if self.document else None, self.made)
        self.pages.take(page)
        if monotonic() - self.stored_at < _EVERY_S:
            return False
        still = ReadingDone(self.begun.format, self.begun.title, self.begun.pages, _STILL)
        self._write(still, replace(self.entry, status=FileStatus.WAITING, reason=_STILL))
        return True

    def finish(self, done: ReadingDone, *, waits: bool) -> FileEntry:
        """Store the rest with the last word; the entry has no document when there is no text at all."""
        now = replace(self.entry, status=status_of(done.reason), reason=done.reason)
        if not self.pages and self.document is None:
            now = replace(now, status=FileStatus.SKIPPED)
            self.store.set_file(now)
            return now
        stored = replace(now, status=FileStatus.WAITING) if waits else now
        is_first = self.document is None
        document = self._write(done, stored)
        now = replace(now, document_id=document.id, pages=document.pages, chunks=document.chunks)
        if not is_first:
            self.store.set_file(replace(now, status=stored.status))
        return now

    def _write(self, done: ReadingDone, entry: FileEntry) -> Document:
        """Store what was kept; the file becomes `entry` when it is the first time."""
        if self.document is None:
            self.document = self.store.add_with_file(entry, self.digest, done, self.pages or ())
        else:
            self.document = self.store.add_pages(self.document.id, done, self.pages or ())
        self.pages = None
        self.stored_at = monotonic()
        return self.document
