"""Makes MSG files as Outlook lays them out. Source: MS-OXMSG, MS-OXRTFCP."""

import struct

from tests.reading import making_ole

SUBJECT, BODY, HTML, RTF, CLASS = 0x0037, 0x1000, 0x1013, 0x1009, 0x001A
NAME, ADDRESS, SENDER, SENDER_ADDRESS, SENT, CODE_PAGE, INTERNET_PAGE = (
    0x3001, 0x3003, 0x0C1A, 0x0C1F, 0x0039, 0x3FFD, 0x3FDE,
)  # fmt: skip
KIND, METHOD, DATA, LONG_NAME, CID, FLAGS = 0x0C15, 0x3705, 0x3701, 0x3707, 0x3712, 0x3714
TUESDAY = 132_277_045_200_000_000
"""3 March 2020, 10:22 UTC, in 100 nanoseconds since 1601."""


def storage(properties, head=8, codec=None, **inner):
    """The streams of a storage: text and bytes by their number, numbers among the fixed ones, and inner storages."""
    streams, fixed = {}, b""
    for number, value in properties.items():
        if isinstance(value, int):
            fixed += struct.pack("<HHIQ", 0x40 if value > 1 << 32 else 3, number, 0, value)
        elif isinstance(value, bytes):
            streams[f"__substg1.0_{number:04X}0102"] = value
        elif codec:
            streams[f"__substg1.0_{number:04X}001E"] = value.encode(codec)
        else:
            streams[f"__substg1.0_{number:04X}001F"] = value.encode("utf-16-le")
    streams["__properties_version1.0"] = bytes(head) + fixed
    for name, content in inner.items():
        streams |= {f"{name}/{path}": data for path, data in content.items()}
    return streams


def letter(properties, recipients=(), attachments=(), *, head=32, codec=None):
    """The streams of a mail with what belongs to it; an attachment is its properties, or streams of its own."""
    inner = {f"__recip_version1.0_#{number:08X}": storage(one) for number, one in enumerate(recipients)}
    for number, one in enumerate(attachments):
        is_made = all(isinstance(key, str) for key in one)
        inner[f"__attach_version1.0_#{number:08X}"] = one if is_made else storage({METHOD: 1} | one)
    return storage(properties, head, codec, **inner)


def mail_inside(properties, **parts):
    """An attachment that is a mail."""
    return storage({METHOD: 5, NAME: "shown"}, **{"__substg1.0_3701000D": letter(properties, head=24, **parts)})


def msg(properties, recipients=(), attachments=(), codec=None):
    """An MSG."""
    return making_ole.container(letter(properties, recipients, attachments, codec=codec))


def packed_rtf(text, *, repeats=()):
    """Compressed RTF of single bytes; `repeats`: a place in the window and a length, appended at the end."""
    tokens = [(0, bytes((byte,))) for byte in text]
    tokens += [(1, struct.pack(">H", place << 4 | length - 2)) for place, length in repeats]
    size = len(text) + sum(length for _, length in repeats)
    written = 207 + size
    tokens.append((1, struct.pack(">H", written % 4096 << 4)))
    data = b""
    for start in range(0, len(tokens), 8):
        eight = tokens[start : start + 8]
        data += bytes((sum(bit << place for place, (bit, _) in enumerate(eight)),))
        data += b"".join(one for _, one in eight)
    return struct.pack("<IIII", len(data) + 12, size, 0x75465A4C, 0) + data
