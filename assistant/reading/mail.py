"""Mail (EML): sender, date and subject, the text as a person sees it, what is attached.

The standard library's parser, with its old policy: the newer one raises whatever it likes on broken headers.
"""

import codecs
import io
import re
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.generator import BytesGenerator
from email.header import Header, decode_header
from email.message import Message
from email.parser import BytesFeedParser
from functools import partial

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.reading import encoding, guards, html
from assistant.reading.letter import SHOWN, Enclosure, Letter, one_line
from assistant.reading.source import Clock, Content, Source

_SLICE_BYTES = 1 << 18
_DECODED_CHARACTERS = 10_000
"""`decode_header` takes quadratic time: 700 KB of encoded words take 5 s."""
_SAMPLE_BYTES = 65_536
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
"""Source: RFC 1847, section 2.2; RFC 8551, section 3.2."""
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
"""Source: RFC 3156, section 5; RFC 8551, section 3.5."""
_STYLES = ("css", "javascript")
_MAIL = "message/rfc822"
_PICTURE_IN_TEXT = re.compile(rb"""cid:([^"'\s)>]{1,500})""", re.IGNORECASE)
_NOT_WRITABLE = (MessageError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What the standard library raises when it writes a mail whose headers or parts are broken."""
_BEGINNING = re.compile(
    rb"(?:return-path|received|delivered-to|mime-version|message-id|from|to|subject|date|x-[\w-]+):[ \t]",
    re.IGNORECASE,
)
_TELLING = re.compile(rb"^(?:from|date|message-id|mime-version|received):[ \t]", re.IGNORECASE | re.MULTILINE)
_LEAST_TELLING = 3


def is_mail(head: bytes) -> bool:
    """True when a text begins with the headers of a mail (mail programs keep them in files without an ending)."""
    lines = head.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    top = lines.split(b"\n\n", 1)[0]
    return bool(_BEGINNING.match(top)) and len({name.lower() for name in _TELLING.findall(top)}) >= _LEAST_TELLING


def read(source: Source) -> Content:
    """A mail as one page, then the files in it.

    Raises:
        DocumentDamaged: it has no headers of a mail, or parts within parts without end.
        DocumentProtected: its text is encrypted.
        TookTooLong: the limit is passed.
    """
    taken = 2 * source.limit_bytes  # attachments are a third longer than what they hold
    found = letter(source.read(taken), source.clock, whole=source.size <= taken)
    if not any(found.headers.values()):
        raise DocumentDamaged(reason="it has no sender, date or subject")
    return Content(found.title, 1, found.parts(source))


def letter(data: bytes, clock: Clock, *, whole: bool = True) -> Letter:
    """The mail that these bytes are; `whole`: they are all of it.

    Raises:
        DocumentDamaged: parts within parts without end.
        DocumentProtected: its text is encrypted.
        TookTooLong: the limit is passed.
    """
    message = _parsed(data, clock)
    headers = {name: _header(message, name) for name in SHOWN}
    if _is_encrypted(message):
        raise DocumentProtected
    leaves = list(_leaves(message, clock))
    texts = [_text(part, clock) for part, seen in leaves if seen and _is_text(part)]
    pictures = {
        cid.decode("latin-1")
        for part, _ in leaves
        if part.get_content_type() == "text/html"
        for cid in _PICTURE_IN_TEXT.findall(_data(part))
    }
    enclosures = [_enclosure(part) for part, seen in leaves if _is_enclosed(part, pictures, seen=seen)]
    return Letter(headers, texts, enclosures if whole else enclosures[:-1], whole)


def _parsed(data: bytes, clock: Clock) -> Message:
    """The mail in parts.

    Raises:
        DocumentDamaged: parts within parts without end.
        TookTooLong: the limit is passed.
    """
    parser = BytesFeedParser()
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        for start in range(0, len(data), _SLICE_BYTES):
            clock.check()
            parser.feed(data[start : start + _SLICE_BYTES])
        return parser.close()
    except RecursionError as error:
        raise DocumentDamaged(reason="its parts are nested too deeply") from error


def _is_encrypted(message: Message) -> bool:
    kind = message.get_content_type()
    return kind in _ENCRYPTED and str(message.get_param("smime-type", "")).lower() != "signed-data"


# --- parts --------------------------------------------------------------------------------------------------


def _leaves(message: Message, clock: Clock) -> Iterator[tuple[Message, bool]]:
    """The parts that hold something, in order, each with whether it is seen: of alternatives only one is.

    A mail within the mail is one part.

    Raises:
        TookTooLong: the limit is passed.
    """
    waiting = [(message, True)]
    while waiting:
        clock.check()
        part, seen = waiting.pop()
        inner = _inner(part) if part.get_content_maintype() == "multipart" else []
        if not inner:
            yield part, seen
        elif part.get_content_subtype() == "alternative":
            best = _best_alternative(inner, clock)
            waiting += [(one, seen and one is best) for one in reversed(inner)]
        else:
            waiting += [(one, seen) for one in reversed(inner)]


def _inner(part: Message) -> list[Message]:
    """The parts of a part, none when it holds text or data."""
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def _best_alternative(parts: list[Message], clock: Clock) -> Message | None:
    """The plain text when it says anything, else the last one that is text at all (senders put the best last)."""
    for part in parts:
        if part.get_content_type() == "text/plain" and _text(part, clock).strip():
            return part
    texts = [part for part in parts if part.get_content_maintype() in ("text", "multipart")]
    return texts[-1] if texts else None


def _is_text(part: Message) -> bool:
    """A part of the text, not a file and not the style of a web page."""
    named = part.get_filename() or part.get_content_disposition() == "attachment"
    return part.get_content_maintype() == "text" and part.get_content_subtype() not in _STYLES and not named


def _is_enclosed(part: Message, pictures: set[str], *, seen: bool) -> bool:
    """A file for the reader: no text, no picture within the text, no signature, no report of a mail server."""
    kind = part.get_content_type()
    if _is_text(part) or kind in _SIGNATURES or (part.get_content_maintype() == "message" and kind != _MAIL):
        return False
    disposition = part.get_content_disposition()
    if disposition != "attachment" and part.get("Content-Location"):
        return False  # of a web page that was saved as a mail
    cid = str(part.get("Content-ID", "")).strip(" <>\r\n\t")
    if cid and part.get_content_maintype() == "image" and (disposition == "inline" or cid in pictures):
        return False
    return seen or disposition == "attachment" or bool(part.get_filename())


def _enclosure(part: Message) -> Enclosure:
    """A file and how to get it."""
    name = one_line(_decoded(part.get_filename() or ""))
    inner = _inner(part)
    if part.get_content_type() != _MAIL or not inner:
        return Enclosure(name or part.get_content_type(), partial(_data, part))
    name = name or _header(inner[0], "Subject") or "message"
    return Enclosure(name if name.lower().endswith(".eml") else f"{name}.eml", partial(_written, inner[0]))


def _data(part: Message) -> bytes:
    """What a part holds, decoded."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _written(message: Message) -> bytes:
    """A mail within a mail, as a file of its own.

    Raises:
        DocumentDamaged: the standard library cannot write it.
    """
    out = io.BytesIO()
    try:
        BytesGenerator(out, mangle_from_=False, maxheaderlen=0).flatten(message)
    except _NOT_WRITABLE as error:
        raise DocumentDamaged(reason="a mail within it is broken") from error
    return out.getvalue()


def _text(part: Message, clock: Clock) -> str:
    """The text of a part; of HTML what can be seen.

    Raises:
        TookTooLong: the limit is passed.
    """
    text = guards.clean(guards.line_breaks(words(_data(part), _charset(part))))
    if part.get_content_subtype() == "html":
        return html.visible_text(text, clock)[1]
    return text


def _charset(part: Message) -> str:
    """The encoding that the part says it is in; "" when it says none or nonsense."""
    try:
        return part.get_content_charset("") or ""
    except (LookupError, ValueError, TypeError):
        return ""


# --- headers ------------------------------------------------------------------------------------------------


def _header(message: Message, name: str) -> str:
    """A header as one line of text, "" when it is not there."""
    return one_line(_decoded(message.get(name, "")))


def _decoded(value: str | Header) -> str:
    """The text of a header's value, encoded words resolved; bytes that no rule explains (a `Header`) are guessed.

    Source: RFC 2047.
    """
    try:
        pieces = decode_header(value[:_DECODED_CHARACTERS] if isinstance(value, str) else value)
    except (HeaderParseError, ValueError):
        return str(value)
    text = "".join(piece if isinstance(piece, str) else words(piece, charset or "") for piece, charset in pieces)
    return text or str(value)


def words(data: bytes, charset: str) -> str:
    """The text of bytes in an encoding, or in the one that fits them.

    The space behind them shows that a last character which has no end is none.
    """
    name = encoding.encoding_of(data[:_SAMPLE_BYTES] + b" ", charset)
    return data.decode(name, "replace")
