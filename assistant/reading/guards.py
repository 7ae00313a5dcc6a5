"""Guards against hostile or broken input that all readers share: zip bombs, control characters, useless titles."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import SEEK_END
from typing import BinaryIO

from assistant.errors import DocumentDamaged, DocumentProtected

_MEMBERS = 20_000
"""Most members of a zip. The largest office file of the evaluation set has 61; a bomb of empty members has 65,535."""
_UNPACKED_BYTES = 2 << 30
_RATIO = 150
_RATIO_FROM_BYTES = 64 << 20
"""Beyond 64 MiB unpacked, a zip may grow by 150 at most: deflate reaches 230 to 1,030 on a bomb, 10 to 40 on office
XML."""
_SLICE_BYTES = 1 << 16

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, OSError)
"""What `zipfile` raises on damaged input (Source: Lib/zipfile.py and fuzzing); `RuntimeError` means a password."""

# C0 and C1 controls but tab and line feed, and lone surrogates (they cannot be written as UTF-8).
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_EMPTY_TITLES = re.compile(
    r"(?:untitled|unbenannt|sans titre|document|dokument|template|normal|slide|folie|powerpoint presentation|"
    r"\(?anonymous\)?|unspecified)?"
    r"[\s._-]*\d*",
    re.IGNORECASE,
)
_PROGRAM_IN_TITLE = re.compile(r"^microsoft (?:office )?(?:word|powerpoint|excel)\s*-\s*", re.IGNORECASE)
_FILE_NAME_TITLE = re.compile(r"\.(?:docx?|pdf|rtf|odt|pptx?|xlsx?|tex|dvi|indd|qxd|html?)$", re.IGNORECASE)
_TITLE_CHARACTERS = 200


def clean(text: str) -> str:
    """The text with every control character and lone surrogate replaced by one space: offsets stay as they are.

    An escape character in a quote would talk to the terminal, a NUL would end the text in a C library.
    """
    return _CONTROLS.sub(" ", text)


def line_breaks(text: str) -> str:
    """The text with line feeds alone, whichever of CRLF, CR, form feed it was written with."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\f", "\n").replace("\v", "\n")


def title(found: str | None) -> str:
    """A title fit to stand in front of every chunk: one line, at most 200 characters; "" for names that say nothing.

    "Microsoft Word - leave.doc", "untitled" and "Document1" are what programs write when nobody gave a title.
    """
    if not found:
        return ""
    line = " ".join(clean(found).split())[:_TITLE_CHARACTERS]
    line = _PROGRAM_IN_TITLE.sub("", line)
    if _EMPTY_TITLES.fullmatch(line) or _FILE_NAME_TITLE.search(line):
        return ""
    return line


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """The zip, once its directory says that unpacking it is safe. `zipfile` unpacks no more than it says there.

    Raises:
        DocumentDamaged: it is no zip, or it would grow beyond all measure.
    """
    try:
        file.seek(0)
        archive = zipfile.ZipFile(file)
    except ZIP_ERRORS as error:
        raise DocumentDamaged(reason="its container cannot be opened") from error
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    # Members that overlap are counted in the directory again and again, and stand in the file once.
    packed = min(sum(member.compress_size for member in members), file.seek(0, SEEK_END))
    if len(members) > _MEMBERS:
        raise DocumentDamaged(reason=f"its container has {len(members)} parts")
    if unpacked > _UNPACKED_BYTES or (unpacked > _RATIO_FROM_BYTES and unpacked > _RATIO * packed):
        raise DocumentDamaged(reason=f"it would unpack to {unpacked >> 20} MB")
    return archive


def member_slices(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The unpacked content of a member, in slices of 64 KiB.

    Raises:
        DocumentDamaged: it cannot be unpacked, or is not there.
        DocumentProtected: it is encrypted.
    """
    try:
        with archive.open(name) as stream:
            while piece := stream.read(_SLICE_BYTES):
                yield piece
    except ZIP_ERRORS as error:
        raise DocumentDamaged(reason=f"its part {name} cannot be unpacked") from error
    except RuntimeError as error:
        raise DocumentProtected from error
