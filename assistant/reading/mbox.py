"""mbox: a mail folder in one file, each mail a page.

The file is looked through for the lines that begin a mail, then read mail by mail: a folder of some gigabytes costs
the memory of its largest mail. What is attached is named, not read.
"""

import re
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from assistant.errors import DocumentDamaged, DocumentProtected, FileUnreadable
from assistant.reading.mail import letter
from assistant.reading.source import Clock, Content, Part, Source
from assistant.records import Label, Page, Reason

_BEGINNING = re.compile(rb"From [^\r\n]{0,200}?\d\d:\d\d[^\r\n]{0,100}\r?\n")
"""The line in front of each mail: a sender and a time, after a blank line. Source: RFC 4155, appendix A."""
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
"""A line of the text that looks like one. Source: the variant "mboxrd"."""
_BLOCK_BYTES = 4 << 20
_OVERLAP_BYTES = 512
_MAIL_BYTES = 32 << 20
"""More of one mail is not read: what is larger is its attachments."""
_MAILS = 1_000_000
_TITLE_CHARACTERS = 200


def is_mbox(head: bytes) -> bool:
    """True when a file begins with the line in front of a mail."""
    return _BEGINNING.match(head) is not None


def read(source: Source) -> Content:
    """A mail folder, a page for each mail.

    Raises:
        DocumentDamaged: it does not begin like one.
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    if not is_mbox(source.head):
        raise DocumentDamaged(reason="it does not begin like a mail folder")
    starts = _starts(source.file, source.clock)
    return Content("", len(starts), _parts(source, starts))


def _starts(file: BinaryIO, clock: Clock) -> "array[int]":
    """Where the mails begin.

    Raises:
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    starts = array("Q", [0])
    place = 0  # in the file, of the first byte of the block
    block = _bytes(file, 0, _BLOCK_BYTES)
    while block and len(starts) < _MAILS:
        clock.check()
        at = 0
        while (at := block.find(b"\nFrom ", at) + 1) > 0:
            blank = block[max(0, at - 3) : at].endswith((b"\n\n", b"\n\r\n"))
            if blank and place + at > starts[-1] and _BEGINNING.match(block, at):
                starts.append(place + at)
        if len(block) < _BLOCK_BYTES:
            break
        place += _BLOCK_BYTES - _OVERLAP_BYTES
        block = _bytes(file, place, _BLOCK_BYTES)
    return starts


def _parts(source: Source, starts: "array[int]") -> Iterator[Part]:
    """The mails; one that is broken or encrypted does not hide the others.

    Raises:
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    failed = 0
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], source.size], strict=True), start=1):
        source.clock.check()
        data = _bytes(source.file, start, min(end - start, _MAIL_BYTES))
        data = _QUOTED.sub(rb"\1", data[data.find(b"\n") + 1 :])
        try:
            mail = letter(data, source.clock)
        except (DocumentDamaged, DocumentProtected):
            failed += 1
            continue
        yield Page(number, Label("message", number, mail.title[:_TITLE_CHARACTERS]), mail.text())
    if failed:
        yield Reason("DocumentIncomplete", {"failed": failed, "pages": len(starts)})


def _bytes(file: BinaryIO, start: int, count: int) -> bytes:
    """A stretch of the file.

    Raises:
        FileUnreadable: the system reports an error.
    """
    try:
        file.seek(start)
        return file.read(count)
    except OSError as error:
        raise FileUnreadable(reason=error.strerror or "input error") from error
