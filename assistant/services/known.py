"""What is known of a file from before, and whether reading it again could give anything else."""

from dataclasses import dataclass

from assistant import identity
from assistant.errors import DocumentError, FileError, ScansUnread, TookTooLong, TooMuchMemory, from_kind
from assistant.records import FileEntry, FileStatus, Reason
from assistant.services.opening import OpenFile
from assistant.settings import Settings
from assistant.store import Store

VERSION = "version"
"""Among the fields of a reason: who met the fault. A later version may read what this one cannot."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How pages that are pictures are to be dealt with.

    Attributes:
        scans: read them.
        language: language data to read them with ("deu"); "" chooses by the document.
    """

    scans: bool = True
    language: str = ""


def is_unchanged(entry: FileEntry, file: OpenFile) -> bool:
    """True when size and time are those of the last look."""
    return (entry.size_bytes, entry.modified_ns) == (file.size_bytes, file.changed_ns)


def is_settled(entry: FileEntry, store: Store, settings: Settings, wishes: Wishes) -> bool:
    """True when reading the same content again would give what is known of it."""
    if entry.status is FileStatus.WAITING or wants_scans(entry, store, wishes):
        return False
    if entry.document_id is not None:
        return True
    return entry.reason is not None and _stays(entry.reason, settings)


def wants_scans(entry: FileEntry, store: Store, wishes: Wishes) -> bool:
    """True when it has pages that are pictures and that are to be read, or to be read in another language."""
    if not wishes.scans:
        return False
    if entry.reason is not None and entry.reason.kind == ScansUnread.__name__:
        return True
    return is_in_another_language(entry.document_id, store, wishes)


def is_in_another_language(document_id: int | None, store: Store, wishes: Wishes) -> bool:
    """True when scans of the document were read with other language data than is wanted now."""
    if not wishes.scans or not wishes.language or document_id is None:
        return False
    return bool(store.library.scan_languages(document_id) - {wishes.language})


def _stays(reason: Reason, settings: Settings) -> bool:
    """True for a fault of the content, met by this version of the program under the limits of today."""
    error = from_kind(reason.kind, reason.fields)
    if not isinstance(error, DocumentError) or isinstance(error, FileError):
        return False
    if isinstance(error, TookTooLong) and reason.fields.get("seconds") != round(settings.reading_timeout_s):
        return False
    if isinstance(error, TooMuchMemory) and reason.fields.get("limit_mb") != settings.reading_memory_mb:
        return False
    return reason.fields.get(VERSION) == identity.VERSION
