"""MSG (a mail or note as Outlook keeps it): sender, date and subject, the text, what is attached.

A mail within the mail becomes an EML: what is attached can then be read like any other file.

Source: MS-OXMSG for the container, MS-OXPROPS for the numbers of the properties.
"""

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from itertools import islice

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.reading import compressed_rtf, guards, html, rtf
from assistant.reading.letter import Enclosure, Letter, one_line
from assistant.reading.mail import letter, words
from assistant.reading.ole import Container
from assistant.reading.rtf_words import code_page
from assistant.reading.source import HEAD_BYTES, Content, Source
from assistant.records import Page

_PROPERTIES = "__properties_version1.0"
_ATTACHMENT, _RECIPIENT = "__attach_version1.0_#", "__recip_version1.0_#"
_MAIL_INSIDE = "__substg1.0_3701000D"
_OWN_HEADER, _INNER_HEADER, _OTHER_HEADER = 32, 24, 8
"""Bytes before the properties: of the mail, of one within it, of what belongs to one. Source: "Property Stream"."""
_ENTRY = struct.Struct("<HHI8s")
_WIDE, _NARROW, _BINARY = "001F", "001E", "0102"

_CLASS, _SUBJECT, _SENT, _ARRIVED, _BODY, _HTML, _RTF = 0x001A, 0x0037, 0x0039, 0x0E06, 0x1000, 0x1013, 0x1009
_SENDERS = ((0x0042, 0x5D02, 0x0065), (0x0C1A, 0x5D01, 0x0C1F))
"""Name, address and address of whatever kind: of who wrote it, of who sent it."""
_NAME, _ADDRESS, _SMTP, _KIND = 0x3001, 0x3003, 0x39FE, 0x0C15
_SHOWN_TO, _SHOWN_CC = 0x0E04, 0x0E03
_PAGES = (0x3FFD, 0x3FDE)
"""Code pages: of the properties, of the text in the Internet."""
_DATA, _LONG_NAME, _SHORT_NAME, _METHOD, _FLAGS, _CID, _HIDDEN = (
    0x3701, 0x3707, 0x3704, 0x3705, 0x3714, 0x3712, 0x7FFE,
)  # fmt: skip
_EMBEDDED = 5
_IN_TEXT = 4
_TO, _CC = 1, 2
_RECIPIENTS = 100
_EML = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_SIGNED, _SECURE = "multipartsigned", "smime"
_SIGNATURE_NAMES = ("smime.p7s", "smime.p7m", "signature.asc")


def read(source: Source) -> Content:
    """A mail as one page, then the files in it.

    Raises:
        DocumentDamaged: its container is broken.
        DocumentProtected: its text is encrypted.
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    found = _letter(_Properties(Container(source.read(source.size)), ()), source)
    return Content(found.title, 1, found.parts(source))


class _Properties:
    """The properties of a mail, of a recipient or of an attachment: a storage of the container."""

    def __init__(self, container: Container, path: tuple[str, ...]) -> None:
        self._container = container
        self._path = path
        data = container.stream(*path, _PROPERTIES)
        start = _INNER_HEADER if path[-1:] == (_MAIL_INSIDE,) else _OTHER_HEADER if path else _OWN_HEADER
        usable = data[start : len(data) - (len(data) - start) % _ENTRY.size]
        self._fixed = {number: value for _, number, _, value in _ENTRY.iter_unpack(usable)}

    def number(self, number: int) -> int:
        """A property of fixed size; 0 when there is none."""
        return int.from_bytes(self._fixed.get(number, b"")[:4], "little")

    def time(self, number: int) -> str:
        """A time as mails write it; "" when there is none."""
        ticks = int.from_bytes(self._fixed.get(number, b""), "little")
        try:
            return format_datetime(_EPOCH + timedelta(microseconds=ticks // 10)) if ticks else ""
        except OverflowError:
            return ""  # a time beyond the year 9999

    def binary(self, number: int) -> bytes:
        """A property of bytes; empty when there is none."""
        return self._stream(number, _BINARY)

    def text(self, number: int) -> str:
        """A property of text; "" when there is none."""
        wide = self._stream(number, _WIDE)
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._stream(number, _NARROW).rstrip(b"\0")
        return words(narrow, self.codec()) if narrow else ""

    def line(self, number: int) -> str:
        """A property of text on one line."""
        return one_line(self.text(number))

    def codec(self) -> str:
        """The codec of its texts; "" when it does not say."""
        return next((codec for page in _PAGES if (codec := code_page(self.number(page)))), "")

    def inner(self, name: str) -> Iterator["_Properties"]:
        """The storages within it whose names begin like this, in order."""
        found = sorted(one for one in self._container.names(*self._path) if one.startswith(name))
        return (_Properties(self._container, (*self._path, one)) for one in found)

    def _stream(self, number: int, kind: str) -> bytes:
        return self._container.stream(*self._path, f"__substg1.0_{number:04X}{kind}")


def _letter(mail: _Properties, source: Source) -> Letter:
    """The mail that these properties are.

    Raises:
        DocumentDamaged: a stream of it cannot be read.
        DocumentProtected: its text is encrypted.
        TookTooLong: the limit is passed.
    """
    kind = mail.text(_CLASS).lower()
    if _SIGNED in kind:
        return _signed(mail, source)
    if _SECURE in kind:
        raise DocumentProtected
    to, copies = _recipients(mail)
    headers = {
        "From": _sender(mail),
        "To": to or mail.line(_SHOWN_TO),
        "Cc": copies or mail.line(_SHOWN_CC),
        "Date": mail.time(_SENT) or mail.time(_ARRIVED),
        "Subject": mail.line(_SUBJECT),
    }
    text, markup = _texts(mail, source)
    enclosures: list[Enclosure] = []
    for attached in mail.inner(_ATTACHMENT):
        source.clock.check()
        if not _is_in_text(attached, markup):
            enclosures.append(_enclosure(attached, source))
    return Letter(headers, [text], enclosures)


def _signed(mail: _Properties, source: Source) -> Letter:
    """A signed mail: Outlook keeps it as it came, in an attachment. Source: MS-OXOSMIME.

    Raises:
        DocumentProtected: there is no readable mail in it.
        TookTooLong: the limit is passed.
    """
    whole = next(mail.inner(_ATTACHMENT), mail)
    outer = f"From: {_sender(mail)}\nSubject: {mail.line(_SUBJECT)}\nDate: {mail.time(_SENT)}\n".encode()
    try:
        return letter(outer + whole.binary(_DATA), source.clock)
    except DocumentDamaged as error:
        raise DocumentProtected from error


def _sender(mail: _Properties) -> str:
    for name, smtp, address in _SENDERS:
        found = _person(mail.line(name), mail.line(smtp) or mail.line(address))
        if found:
            return found
    return ""


def _person(name: str, address: str) -> str:
    """A name and its address as mails write them; addresses that only Exchange knows are left out."""
    address = address if "@" in address and not address.startswith("/") else ""
    return f"{name} <{address}>" if name and address and name != address else name or address


def _recipients(mail: _Properties) -> tuple[str, str]:
    """Who it went to, and who got a copy."""
    found: dict[int, list[str]] = {_TO: [], _CC: []}
    for one in islice(mail.inner(_RECIPIENT), _RECIPIENTS):
        person = _person(one.line(_NAME), one.line(_SMTP) or one.line(_ADDRESS))
        found.setdefault(one.number(_KIND), []).append(person)
    return ", ".join(filter(None, found[_TO])), ", ".join(filter(None, found[_CC]))


# --- text ---------------------------------------------------------------------------------------------------


def _texts(mail: _Properties, source: Source) -> tuple[str, str]:
    """The text, and the markup that it stands in, "" when it stands in none.

    Raises:
        DocumentDamaged: it is packed in no known way.
        TookTooLong: the limit is passed.
    """
    plain = guards.clean(guards.line_breaks(mail.text(_BODY)))
    page = code_page(mail.number(_PAGES[1]))
    markup = words(mail.binary(_HTML), page) if mail.binary(_HTML) else mail.text(_HTML)
    if plain.strip():
        return plain, markup
    if markup.strip():
        return html.visible_text(guards.clean(guards.line_breaks(markup)), source.clock)[1], markup
    packed = mail.binary(_RTF)
    return _rtf_text(compressed_rtf.unpacked(packed, source.clock), source) if packed else "", ""


def _rtf_text(data: bytes, source: Source) -> str:
    """The text of an RTF. Where it stands for HTML, the marks of the HTML are groups that no reader of RTF shows.

    Source: MS-OXRTFEX.

    Raises:
        DocumentDamaged: it is no RTF.
        TookTooLong: the limit is passed.
    """
    inner = Source(io.BytesIO(data), "rtf", data[:HEAD_BYTES], len(data), source.limit_bytes, source.clock)
    return "\n\n".join(part.text for part in rtf.read(inner).parts if isinstance(part, Page))


# --- attachments --------------------------------------------------------------------------------------------


def _is_in_text(attached: _Properties, markup: str) -> bool:
    """A picture that the text shows, or a signature. Source: MS-OXCMSG, "Attachment Object Properties"."""
    name = (attached.line(_LONG_NAME) or attached.line(_SHORT_NAME)).lower()
    cid = attached.line(_CID)
    shown = bool(cid) and (f"cid:{cid}" in markup or bool(attached.number(_FLAGS) & _IN_TEXT))
    return shown or name in _SIGNATURE_NAMES or bool(cid and attached.number(_HIDDEN) & 1)


def _enclosure(attached: _Properties, source: Source) -> Enclosure:
    """A file and how to get it."""
    name = attached.line(_LONG_NAME) or attached.line(_SHORT_NAME) or attached.line(_NAME)
    if attached.number(_METHOD) != _EMBEDDED:
        return Enclosure(name, partial(attached.binary, _DATA))
    mail = next(attached.inner(_MAIL_INSIDE), attached)
    name = mail.line(_SUBJECT) or name or "message"
    return Enclosure(f"{name}.eml", partial(_as_eml, mail, source))


def _as_eml(mail: _Properties, source: Source) -> bytes:
    """A mail within the mail as an EML; what is attached to it is named in its text.

    Raises:
        DocumentDamaged: it cannot be read.
        TookTooLong: the limit is passed.
    """
    try:
        inner = _letter(mail, source)
    except DocumentProtected as error:
        raise DocumentDamaged(reason="a mail within it is encrypted") from error
    headers = "".join(f"{name}: {value}\n" for name, value in inner.headers.items() if value)
    return f"{headers}{_EML}\n{inner.body()}\n".encode()
