"""One file of a library brought up to date: looked at, read when its content is new, and so is what travels in it.

What travels in a mail is a file of its own in the library: its path is that of the mail, a separator and its name.
"""

import os
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from assistant import identity
from assistant.errors import (
    DocumentError,
    FileChanged,
    FileError,
    FileGone,
    NoWordsSeen,
    ScanLanguageMissing,
    ScansUnread,
    Unsupported,
)
from assistant.isolation import Cancel
from assistant.reading.client import ScansWanted
from assistant.records import Attachment, Document, FileEntry, FileStatus, Library, ReadingDone, Reason
from assistant.services import known, storing
from assistant.services.known import Wishes
from assistant.services.opening import OpenFile, content_hash, in_memory, opened
from assistant.services.program import Program
from assistant.services.storing import PagesRead

_SKIPPED = (
    "FileHidden", "FileEmpty", "FileNotRegular", "FileOnlineOnly", "LinkLoop", "OwnFolder", Unsupported.__name__,
    NoWordsSeen.__name__, ScansUnread.__name__,
)  # fmt: skip
"""Left out on purpose: nothing went wrong with them."""

_MAILS = ("eml", "msg")
"""Formats of documents that may hold others."""

Told = Generator[FileEntry | PagesRead, None, None]
"""What became of a file and of what travels in it; progress of a long one in between."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A file with pages that are pictures, to be read after all the others.

    Attributes:
        digest: of its content.
        mail: the path of the mail it travels in, None for a file of its own.
    """

    entry: FileEntry
    digest: bytes
    mail: bytes | None


def left_out(library: Library, path: bytes, problem: DocumentError) -> FileEntry:
    """A path of which nothing is stored, and why."""
    fields = dict(problem.fields)
    if not isinstance(problem, FileError):
        fields[known.VERSION] = identity.VERSION
    status = FileStatus.SKIPPED if problem.kind in _SKIPPED else FileStatus.FAILED
    return FileEntry(library.id, path, 0, 0, status, Reason(problem.kind, fields), None, 0, 0)


def removed(library: Library, path: bytes) -> FileEntry:
    """A path that is no longer in the library."""
    return replace(left_out(library, path, FileGone()), status=FileStatus.REMOVED)


@dataclass(slots=True)
class Filing:
    """Brings files of one library up to date; `pictured` collects those whose scans are still to be read."""

    program: Program
    library: Library
    wishes: Wishes
    cancel: Cancel
    pictured: list[Pictured] = field(default_factory=list)

    def bring_up_to_date(self, path: bytes, before: FileEntry | None, inside: Sequence[FileEntry]) -> Told:
        """Read the file when that can give anything new; `inside` are the files known to travel in it.

        Raises:
            Cancelled: somebody asked to stop.
        """
        attached: tuple[Attachment, ...] = ()
        try:
            with opened(path) as file:
                if before and known.is_unchanged(before, file) and self._is_settled(before, *inside):
                    for entry in (before, *inside):
                        yield entry if entry.document_id is None else replace(entry, status=FileStatus.UNCHANGED)
                    return
                entry, attached = yield from self._read(path, file)
        except FileError as error:
            entry = self._stored(left_out(self.library, path, error), before)
        yield entry
        yield from self._attachments(path, attached, inside)
        if attached:
            self.program.store.library.set_file(entry)  # it waited until now, lest they be forgotten

    def read_scans(self, pictured: Pictured) -> Generator[PagesRead, None, FileEntry]:
        """Read the pages of a file that are pictures; gives what the file is now.

        Raises:
            Cancelled: somebody asked to stop.
        """
        try:
            if pictured.mail is None:
                with opened(pictured.entry.path) as file:
                    return (yield from self._scanned(pictured, file))
            with in_memory(self._taken_out(pictured.mail, pictured.entry.path)) as file:
                return (yield from self._scanned(pictured, file))
        except DocumentError:
            return pictured.entry  # gone or changed meanwhile, or its mail is: it waits for the next look

    def _is_settled(self, *entries: FileEntry) -> bool:
        store, settings = self.program.store, self.program.settings
        return all(known.is_settled(entry, store, settings, self.wishes) for entry in entries)

    def _stored(self, entry: FileEntry, before: FileEntry | None = None) -> FileEntry:
        if entry != before:
            self.program.store.library.set_file(entry)
        return entry

    # --- text

    def _read(
        self, path: bytes, file: OpenFile, mail: bytes | None = None
    ) -> Generator[PagesRead, None, tuple[FileEntry, tuple[Attachment, ...]]]:
        """The file as it is now, and what travels in it; when anything does, it still waits in the store.

        Raises:
            FileChanged: it was written to meanwhile.
        """
        store = self.program.store.library
        entry = FileEntry(
            self.library.id, path, file.size_bytes, file.changed_ns, FileStatus.WAITING, None, None, 0, 0
        )
        try:
            digest = content_hash(file)
            document = store.document_by_hash(digest)
            if document is not None and self._is_whole(document, mail):
                return self._held(entry, document, digest, mail), ()
            if document is not None and not known.limits_stand(document.reason, self.program.settings):
                store.forget_last_page(document.id)  # it ends where the limit was, in the middle of a sentence
            outcome = yield from storing.read_in(
                self.program, entry, file, digest, known=document, cancel=self.cancel
            )
        except FileChanged:
            raise
        except DocumentError as error:
            failed = left_out(self.library, path, error)
            failed = replace(failed, size_bytes=file.size_bytes, modified_ns=file.changed_ns)
            return self._stored(failed), ()
        entry = self._waiting(outcome.entry, digest, mail)
        return entry, outcome.attachments

    def _waiting(self, entry: FileEntry, digest: bytes, mail: bytes | None) -> FileEntry:
        """The file, waiting when pages of it are pictures that are to be read."""
        if not (self.wishes.scans and storing.scans_left(entry.reason)):
            return entry
        waiting = self._stored(replace(entry, status=FileStatus.WAITING))
        self.pictured.append(Pictured(waiting, digest, mail))
        return waiting

    def _is_whole(self, document: Document, mail: bytes | None) -> bool:
        """True when the stored document is all there is: a mail is read again for what travels in it."""
        if storing.is_unfinished(document) or not known.limits_stand(document.reason, self.program.settings):
            return False
        return mail is not None or document.format not in _MAILS

    def _held(self, entry: FileEntry, document: Document, digest: bytes, mail: bytes | None) -> FileEntry:
        """The file with a document that is stored already; its scans are read when they were not, or not so."""
        store = self.program.store.library
        is_other = known.is_in_another_language(document.id, self.program.store, self.wishes)
        if is_other and known.has_data(self.wishes.language):  # or what was read would be lost
            scans = store.forget_scans(document.id)
            reason = Reason(ScansUnread.__name__, {"scans": scans, "pages": document.pages})
            document = store.add_pages(document.id, _last_word(document, reason), ())
        now = self._stored(storing.stored_entry(entry, document))
        return self._waiting(now, digest, mail)

    def _attachments(self, mail: bytes, attached: Sequence[Attachment], inside: Sequence[FileEntry]) -> Told:
        """What travels in a mail now; what did so before is removed."""
        present: set[bytes] = set()
        for attachment in attached:
            path = _path_of(mail, attachment)
            present.add(path)
            with in_memory(attachment.data) as file:
                entry, deeper = yield from self._read(path, file, mail)
            if deeper:  # of a mail within the mail: named in its text, not read
                self.program.store.library.set_file(entry)
            yield entry
        gone = [entry.path for entry in inside if entry.path not in present]
        self.program.store.library.remove_files(self.library.id, gone)
        yield from (removed(self.library, path) for path in gone)

    # --- scans

    def _scanned(self, pictured: Pictured, file: OpenFile) -> Generator[PagesRead, None, FileEntry]:
        store = self.program.store.library
        if content_hash(file) != pictured.digest:
            return pictured.entry
        document = store.document_by_hash(pictured.digest)
        if document is not None and not storing.is_unfinished(document) and not storing.scans_left(document.reason):
            return self._stored(storing.stored_entry(pictured.entry, document))  # the same text under another path
        read_before = store.scan_pages(document.id) if document else ()
        wanted = ScansWanted(self.wishes.language, frozenset(read_before))
        try:
            outcome = yield from storing.read_in(
                self.program, pictured.entry, file, pictured.digest, known=document, scans=wanted, cancel=self.cancel
            )
        except FileError:
            raise
        except DocumentError as error:
            if document is not None and isinstance(error, ScanLanguageMissing):
                return self._stored(self._without_language(pictured.entry, document, error))
            if document is None:
                failed = left_out(self.library, pictured.entry.path, error)
                place = replace(pictured.entry, status=failed.status, reason=failed.reason)
                return self._stored(place)
            reason = Reason(error.kind, error.fields)
            kept = store.add_pages(document.id, _last_word(document, reason), ())
            return self._stored(storing.stored_entry(pictured.entry, kept))  # its text stays
        return outcome.entry

    def _without_language(self, entry: FileEntry, document: Document, error: ScanLanguageMissing) -> FileEntry:
        """The file says it, its document stays as it is."""
        reason = Reason(error.kind, error.fields)
        return replace(storing.stored_entry(entry, document), status=FileStatus.PARTIAL, reason=reason)

    def _taken_out(self, mail: bytes, path: bytes) -> bytes:
        """The bytes of what travels in a mail under this path.

        Raises:
            FileChanged: it does so no more.
            DocumentError: the mail can no longer be read.
        """
        with opened(mail) as file:
            name = os.fsdecode(os.path.basename(mail))
            with closing(self.program.reader.read(file.descriptor, name, cancel=self.cancel)) as parts:
                for part in parts:
                    if isinstance(part, Attachment) and _path_of(mail, part) == path:
                        return part.data
        raise FileChanged


def _path_of(mail: bytes, attachment: Attachment) -> bytes:
    return os.path.join(mail, os.fsencode(attachment.name))


def _last_word(document: Document, reason: Reason) -> ReadingDone:
    return ReadingDone(document.format, document.title, document.pages, reason)
