"""The compressed RTF that Outlook keeps the text of a mail in. Source: MS-OXRTFCP."""

import struct

from assistant.errors import DocumentDamaged
from assistant.reading.source import Clock

_HEADER = struct.Struct("<IIII")
_COMPRESSED, _AS_IT_IS = 0x75465A4C, 0x414C454D
_WINDOW = 4096
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What the window holds at first. Source: "Dictionary"."""
_MOST_BYTES = 32 << 20
"""Of the text: a mail's is some kilobytes, with pictures in it some megabytes."""
_CHECK_EVERY = 1 << 10


def unpacked(data: bytes, clock: Clock) -> bytes:
    """The RTF. Source: "Compressed RTF Header", "Decompressing".

    Raises:
        DocumentDamaged: it is no compressed RTF, or too large.
        TookTooLong: the limit is passed.
    """
    if len(data) < _HEADER.size:
        raise DocumentDamaged(reason="its text is cut off")
    _, size, kind, _ = _HEADER.unpack_from(data)
    if kind not in (_COMPRESSED, _AS_IT_IS) or size > _MOST_BYTES:
        raise DocumentDamaged(reason="its text is in no known form")
    if kind == _AS_IT_IS:
        return data[_HEADER.size : _HEADER.size + size]
    made = bytearray(_BEGINNING)
    at, end = _HEADER.size, size + len(_BEGINNING)
    runs = 0
    while at < len(data) and len(made) < end:
        if runs % _CHECK_EVERY == 0:
            clock.check()
        runs += 1
        control = data[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                made += data[at : at + 1]
                at += 1
            elif not _repeat(made, data[at : at + 2]):
                return bytes(made[len(_BEGINNING) : end])
            else:
                at += 2
    return bytes(made[len(_BEGINNING) : end])


def _repeat(made: bytearray, reference: bytes) -> bool:
    """Append what stood in the window before; False at the end of the text."""
    if len(reference) < 2:
        return False
    place, length = reference[0] << 4 | reference[1] >> 4, (reference[1] & 0xF) + 2
    back = (len(made) - place) % _WINDOW
    if not back:
        return False
    for _ in range(length):  # byte by byte: it may run into what it writes
        made.append(made[-back] if back <= len(made) else 0x20)
    return True
