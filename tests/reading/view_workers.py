"""A view child that lies when the name of the file says so; every other file it shows as it should."""

import struct

from assistant.isolation import Reply
from assistant.reading import view_worker

LIES = {
    "nothing": [],
    "twice": [Reply({}, (b"",)), Reply({}, (b"",))],
    "no-blob": [Reply({})],
    "two-blobs": [Reply({}, (b"", b""))],
    "short": [Reply({}, (b"\0" * 7,))],
    "endless": [Reply({}, (struct.pack("<2f", float("inf"), 1.0),))],
    "negative": [Reply({}, (struct.pack("<2f", -1.0, 1.0),))],
    "no-number": [Reply({}, (struct.pack("<2f", float("nan"), 1.0),))],
    "no-pages": [Reply({}, (b"",))],
    "too-many-pages": [Reply({}, (struct.pack("<2f", 1.0, 1.0) * 100_001,))],
}
"""Answers to the question for sizes."""

BOX_LIES = {
    "backwards": [Reply({}, (struct.pack("<4i", 9, 0, 0, 9),))],
    "upside-down": [Reply({}, (struct.pack("<4i", 0, 9, 9, 0),))],
    "short": [Reply({}, (b"\0" * 15,))],
    "too-many": [Reply({}, (struct.pack("<4i", 0, 0, 1, 1) * 11,))],
}
"""Answers to the question for ten boxes."""


class Lying:
    def __init__(self, real):
        self.real = real

    def handle(self, header, blobs, file, cancel):
        act, _, what = str(header["name"]).partition(" ")
        if act == "lie":
            yield from (LIES if header["what"] == "sizes" else BOX_LIES)[what]
        else:
            yield from self.real.handle(header, blobs, file, cancel)


def open_worker(options):
    return Lying(view_worker.open_worker(options))
