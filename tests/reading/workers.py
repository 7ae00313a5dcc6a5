"""A reading child that misbehaves when the name of the file says so; every other file it reads as it should."""

import ctypes
import json
import os
import signal
import struct

from assistant.isolation import Reply
from assistant.reading import worker
from assistant.records import SCAN_WORD

OPENED = Reply({"what": "opened", "format": "text", "title": "", "pages": 2}, ())


def page(number=1, chunks=((0, "word", "", "en", 1, 1),), label=("file", None, "")):
    return Reply({"what": "page", "number": number, "label": label}, (json.dumps(chunks).encode(),))


def scan(confidence=90.0, turned=0, words=b""):
    header = {**page().header, "scan": ["eng", confidence, turned, 100.0, 100.0]}
    return Reply(header, (*page().blobs, words))


LIES = {
    "no-opened": [page()],
    "opened-twice": [OPENED, OPENED],
    "done-without-text": [OPENED, Reply({"what": "done", "reason": None})],
    "unknown": [OPENED, Reply({"what": "dance"})],
    "no-blob": [OPENED, Reply({"what": "page", "number": 1, "label": ["file", None, ""]})],
    "not-json": [OPENED, Reply({"what": "page", "number": 1, "label": ["file", None, ""]}, (b"[",))],
    "nested": [OPENED, Reply({"what": "page", "number": 1, "label": ["file", None, ""]}, (b"[" * 100_000,))],
    "no-chunks": [OPENED, page(chunks=())],
    "gap": [OPENED, page(chunks=((0, "word", "", "en", 1, 1), (5, "word", "", "en", 1, 1)))],
    "empty-chunk": [OPENED, page(chunks=((0, "", "", "en", 1, 1),))],
    "page-zero": [OPENED, page(0)],
    "page-beyond": [OPENED, page(3)],
    "page-back": [OPENED, page(2), page(1)],
    "label-changes": [OPENED, page(), page(chunks=((4, "w", "", "en", 1, 1),), label=("page", 1, ""))],
    "label-kind": [OPENED, page(label=(["file"], None, ""))],
    "surrogate": [OPENED, page(chunks=((0, "wo\ud800d", "", "en", 1, 1),))],
    "zero-character": [OPENED, page(chunks=((0, "wo\0d", "", "en", 1, 1),))],
    "language": [OPENED, page(chunks=((0, "word", "", "../x", 1, 1),))],
    "boolean": [OPENED, page(chunks=((False, "word", "", "en", 1, 1),))],
    "huge-number": [OPENED, page(chunks=((0, "word", "", "en", 1 << 40, 1),))],
    "format": [Reply({"what": "opened", "format": "\x1b[31m", "title": "", "pages": 1})],
    "reason": [OPENED, page(), Reply({"what": "done", "reason": ["DatabaseDamaged", {}]})],
    "ends-early": [OPENED, page()],
    "attachment-path": [OPENED, Reply({"what": "attachment", "name": "../a"}, (b"x",))],
    "attachment-name": [OPENED, Reply({"what": "attachment", "name": ""}, (b"x",))],
    "scan-short": [OPENED, scan(words=b"\0" * 23)],
    "scan-beyond": [OPENED, scan(words=struct.pack(SCAN_WORD, 0, 5, 0, 0, 9, 9))],
    "scan-backwards": [OPENED, scan(words=struct.pack(SCAN_WORD, 0, 4, 9, 0, 0, 9))],
    "scan-turned": [OPENED, scan(turned=45)],
    "scan-number": [OPENED, scan(confidence=float("nan"))],
}


class Misbehaving:
    def __init__(self, real):
        self.real = real

    def handle(self, header, blobs, file, cancel):
        act, _, what = str(header["name"]).partition(" ")
        if act == "lie":
            yield from LIES[what]
            return
        for reply in self.real.handle(header, blobs, file, cancel):
            if act in ("crash", "memory", "defect") and reply.header["what"] == what:
                fail(act)
            yield reply


def fail(act):
    if act == "crash":
        signal.signal(signal.SIGSEGV, signal.SIG_DFL)
        ctypes.string_at(0)
    if act == "memory":
        bytearray(64 << 30)
    raise RuntimeError(f"a defect in process {os.getpid()}")


def open_worker(options):
    return Misbehaving(worker.open_worker(options))
