"""What is known of a file from before, and whether reading it again could give anything else."""

from dataclasses import dataclass

from assistant import identity, paths
from assistant.errors import (
    DocumentError,
    FileError,
    ScanLanguageMissing,
    ScansUnread,
    TookTooLong,
    TooLarge,
    TooMuchMemory,
    from_kind,
)
from assistant.records import FileEntry, FileStatus, Reason
from assistant.services.opening import OpenFile
from assistant.settings import Settings
from assistant.store import Store

VERSION = "version"
"""Among the fields of a reason: who met the fault. A later version may read what this one cannot."""

_SCANS_LEFT = (ScansUnread.__name__, ScanLanguageMissing.__name__)
"""Of these another look can read more: scans are wanted now, or language data was installed or chosen."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How pages that are pictures are to be dealt with.

    Attributes:
        scans: read them.
        language: language data to read them with ("deu"); "" chooses by the document.
    """

    scans: bool = True
    language: str = ""

    @classmethod
    def of(cls, settings: Settings) -> "Wishes":
        """What the settings say."""
        return cls(settings.read_scans, settings.scan_language)


def is_unchanged(entry: FileEntry, file: OpenFile) -> bool:
    """True when size and time are those of the last look."""
    return (entry.size_bytes, entry.modified_ns) == (file.size_bytes, file.changed_ns)


def is_settled(entry: FileEntry, store: Store, settings: Settings, wishes: Wishes) -> bool:
    """True when reading the same content again would give what is known of it."""
    if entry.status in (FileStatus.WAITING, FileStatus.REMOVED) or wants_scans(entry, store, wishes):
        return False
    if entry.document_id is not None:
        return limits_stand(entry.reason, settings)
    return entry.reason is not None and _stays(entry.reason, settings)


def limits_stand(reason: Reason | None, settings: Settings) -> bool:
    """True unless something is missing because of a limit that is another one now."""
    fields = {} if reason is None else reason.fields
    today = {
        TookTooLong.__name__: ("seconds", round(settings.reading_timeout_s)),
        TooMuchMemory.__name__: ("limit_mb", settings.reading_memory_mb),
        TooLarge.__name__: ("limit_mb", settings.text_limit_mb),
    }
    name, limit = today.get("" if reason is None else reason.kind, ("", 0))
    return not name or fields.get(name) == limit


def wants_scans(entry: FileEntry, store: Store, wishes: Wishes) -> bool:
    """True when it has pages that are pictures and that are to be read, or to be read in another language."""
    if not wishes.scans:
        return False
    if entry.reason is not None and entry.reason.kind in _SCANS_LEFT:
        return True
    return is_in_another_language(entry.document_id, store, wishes)


def is_in_another_language(document_id: int | None, store: Store, wishes: Wishes) -> bool:
    """True when scans of the document were read with other language data than is wanted now."""
    if not wishes.scans or not wishes.language or document_id is None:
        return False
    return bool(store.library.scan_languages(document_id) - {wishes.language})


def has_data(language: str) -> bool:
    """True when scans can be read in this language here."""
    return any((folder / f"{language}.traineddata").is_file() for folder in paths.scan_language_dirs())


def _stays(reason: Reason, settings: Settings) -> bool:
    """True for a fault of the content, met by this version of the program under the limits of today."""
    error = from_kind(reason.kind, reason.fields)
    if not isinstance(error, DocumentError) or isinstance(error, FileError):
        return False
    if isinstance(error, TookTooLong) and reason.fields.get("seconds") != round(settings.reading_timeout_s):
        return False
    return limits_stand(reason, settings) and reason.fields.get(VERSION) == identity.VERSION
