"""Mail (EML): sender, date and subject, the text as a person sees it, the names of what is attached.

The standard library's parser, with its old policy: the newer one raises whatever it likes on broken headers.
Attachments are named, not opened.
"""

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import Header, decode_header
from email.message import Message
from email.parser import BytesFeedParser

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.reading import encoding, guards, html, plain
from assistant.reading.layout import Layout
from assistant.reading.source import Content, Source
from assistant.records import Label, Page, Reason

_SLICE_BYTES = 1 << 18
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_HEADER_CHARACTERS = 500
"""Of a header in the text: some mails go to thousands."""
_DECODED_CHARACTERS = 10_000
"""`decode_header` takes quadratic time: 700 KB of encoded words take 5 s."""
_SAMPLE_BYTES = 65_536
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
"""Source: RFC 1847, section 2.2; RFC 8551, section 3.2."""
_FOLDED = re.compile(r"\s*\n\s*")
_BEGINNING = re.compile(
    rb"(?:return-path|received|delivered-to|mime-version|message-id|from|to|subject|date|x-[\w-]+):[ \t]",
    re.IGNORECASE,
)
_TELLING = re.compile(rb"^(?:from|date|message-id|mime-version|received):[ \t]", re.IGNORECASE | re.MULTILINE)
_LEAST_TELLING = 3


def is_mail(head: bytes) -> bool:
    """True when a text begins with the headers of a mail (mail programs keep them in files without an ending)."""
    top = head.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return bool(_BEGINNING.match(top)) and len({name.lower() for name in _TELLING.findall(top)}) >= _LEAST_TELLING


def read(source: Source) -> Content:
    """A mail as one page.

    Raises:
        DocumentDamaged: it has no headers of a mail, or parts within parts without end.
        DocumentProtected: its text is encrypted.
        TookTooLong: the limit is passed.
    """
    message = _parsed(source)
    if not any(message.get(name) for name in _SHOWN):
        raise DocumentDamaged(reason="it has no sender, date or subject")
    if _is_encrypted(message):
        raise DocumentProtected
    subject = _header(message, "Subject")
    return Content(guards.title(subject), 1, _parts(message, source))


def _parsed(source: Source) -> Message:
    """The mail, what is over twice the limit of text left out (attachments are a third longer than what they hold).

    Raises:
        DocumentDamaged: parts within parts without end.
        TookTooLong: the limit is passed.
    """
    parser = BytesFeedParser()
    data = source.read(2 * source.limit_bytes)
    try:
        for start in range(0, len(data), _SLICE_BYTES):
            source.clock.check()
            parser.feed(data[start : start + _SLICE_BYTES])
        return parser.close()
    except RecursionError as error:
        raise DocumentDamaged(reason="its parts are nested too deeply") from error


def _is_encrypted(message: Message) -> bool:
    kind = message.get_content_type()
    return kind in _ENCRYPTED and str(message.get_param("smime-type", "")).lower() != "signed-data"


def _parts(message: Message, source: Source) -> Iterator[Page | Reason]:
    layout = Layout()
    lines = [f"{name}: {value}" for name in _SHOWN if (value := _header(message, name)[:_HEADER_CHARACTERS])]
    layout.lines("\n".join(lines))
    attached: list[str] = []
    for part in _leaves(message, source):
        name = _attachment_name(part)
        if name:
            attached.append(name)
        elif part.get_content_maintype() == "text":
            layout.lines(_text(part, source))
    if attached:
        layout.paragraph(f"Attachments: {', '.join(attached)}")
    text, _ = layout.result()
    yield Page(1, Label("file"), text)
    if source.size > 2 * source.limit_bytes:
        yield plain.too_large(source)


# --- parts --------------------------------------------------------------------------------------------------


def _leaves(message: Message, source: Source) -> Iterator[Message]:
    """The parts that hold something, in order; of alternatives the plain one, of a mail within the mail the whole.

    Raises:
        TookTooLong: the limit is passed.
    """
    waiting = [message]
    while waiting:
        source.clock.check()
        part = waiting.pop()
        inner = _inner(part) if part.get_content_maintype() == "multipart" else []
        if not inner:
            yield part
        elif part.get_content_subtype() == "alternative":
            waiting.extend(_best_alternative(inner, source))
        else:
            waiting.extend(reversed(inner))


def _inner(part: Message) -> list[Message]:
    """The parts of a part, none when it holds text or data."""
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def _best_alternative(parts: list[Message], source: Source) -> list[Message]:
    """The plain text when it says anything, else the last one that is text at all (senders put the best last)."""
    for part in parts:
        if part.get_content_type() == "text/plain" and _text(part, source).strip():
            return [part]
    texts = [part for part in parts if part.get_content_maintype() in ("text", "multipart")]
    return texts[-1:]


def _attachment_name(part: Message) -> str:
    """What an attachment is called; "" for a part of the text."""
    named = _clean(_decoded(part.get_filename() or ""))
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = _inner(part)
        return named or (_header(inner[0], "Subject") if inner else "") or "message"
    if named or part.get_content_disposition() == "attachment":
        return named or kind
    return "" if part.get_content_maintype() == "text" else kind


def _text(part: Message, source: Source) -> str:
    """The text of a part; of HTML what can be seen.

    Raises:
        TookTooLong: the limit is passed.
    """
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    text = guards.clean(guards.line_breaks(_words(data, _charset(part))))
    if part.get_content_subtype() == "html":
        return html.visible_text(text, source.clock)[1]
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
    return _clean(_decoded(message.get(name, "")))


def _clean(text: str) -> str:
    return " ".join(guards.clean(_FOLDED.sub(" ", text)).split())


def _decoded(value: str | Header) -> str:
    """The text of a header's value, encoded words resolved; bytes that no rule explains (a `Header`) are guessed.

    Source: RFC 2047.
    """
    try:
        pieces = decode_header(value[:_DECODED_CHARACTERS] if isinstance(value, str) else value)
    except (HeaderParseError, ValueError):
        return str(value)
    text = "".join(piece if isinstance(piece, str) else _words(piece, charset or "") for piece, charset in pieces)
    return text or str(value)


def _words(data: bytes, charset: str) -> str:
    """The text of bytes; the space behind them shows that a last character which has no end is none."""
    name = encoding.encoding_of(data[:_SAMPLE_BYTES] + b" ", charset)
    return data.decode(name, "replace")
