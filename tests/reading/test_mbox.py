import io
import time
from dataclasses import replace

import pytest

from assistant.errors import DocumentDamaged, TookTooLong
from assistant.reading import mbox
from assistant.records import Label, Page, Reason
from tests.reading import making

BETWEEN = b"From ann@example.org Mon Jun 01 10:00:00 2009\n"


def folder(*mails, between=BETWEEN):
    return b"\n".join(between + mail + b"\n" for mail in mails)


FIRST = b"From: Ann <ann@example.org>\nSubject: =?utf-8?q?Gr=C3=B6=C3=9Fe?=\n\nHello.\n"
SECOND = (
    b"Subject: Second\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nWords.\n"
    b"--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n--b--\n"
)


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_each_mail_is_a_page_with_its_subject_and_attachments_are_named_only(line_end):
    data = folder(FIRST, SECOND).replace(b"\n", line_end)
    name, title, pages, reasons = making.read(data, "Inbox")
    assert (name, title, reasons) == ("mbox", "", [])
    assert [page.label for page in pages] == [Label("message", 1, "Größe"), Label("message", 2, "Second")]
    assert pages[0].text == "From: Ann <ann@example.org>\nSubject: Größe\n\nHello."
    assert pages[1].text == "Subject: Second\n\nWords.\n\nAttachments: a.pdf"
    assert mbox.read(making.source(data, "Inbox")).pages == 2
    assert all(isinstance(part, Page) for part in mbox.read(making.source(data, "Inbox")).parts)


def test_lines_of_the_text_that_begin_alike_do_not_begin_a_mail():
    text = b"Subject: s\n\nDear all,\nFrom Monday on at 10:00\n\nFrom the desk of Ann\n\n>From here\n>>From there\n"
    (page,) = making.read(folder(text), "a.mbox")[2]
    assert page.text.endswith(
        "Dear all,\nFrom Monday on at 10:00\n\nFrom the desk of Ann\n\nFrom here\n>From there"
    )


def test_mail_without_the_usual_headers_is_read_and_broken_or_encrypted_ones_are_counted():
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000))
    locked = b"From: a\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n"
    _, _, pages, reasons = making.read(folder(b"Received: x\n\nwords\n", nested, locked, FIRST), "a.mbox")
    assert [(page.number, page.text[:5]) for page in pages] == [(1, "words"), (4, "From:")]
    assert reasons == [Reason("DocumentIncomplete", {"failed": 2, "pages": 4})]


def test_what_does_not_begin_like_a_folder_is_damaged():
    with pytest.raises(DocumentDamaged):
        mbox.read(making.source(b"From the desk of\n\nx", "a.mbox"))


class Endless(io.RawIOBase):
    """A folder of many equal mails that is never in memory as a whole, and counts what is read at once."""

    MAIL = folder(FIRST.ljust(100_000 - len(BETWEEN) - 2, b"x")) + b"\n"

    def __init__(self, count):
        self._size = count * len(self.MAIL)
        self._place = 0
        self.most = 0

    def seek(self, place, whence=0):
        assert whence == 0
        self._place = place
        return place

    def read(self, count=-1):
        self.most = max(self.most, count)
        count = min(count, self._size - self._place)
        first = self._place % len(self.MAIL)
        data = (self.MAIL * (2 + count // len(self.MAIL)))[first : first + count]
        self._place += count
        return data


def test_large_folder_is_read_mail_by_mail():
    file = Endless(3_000)
    source = replace(making.source(folder(FIRST), "a.mbox"), file=file, size=3_000 * len(Endless.MAIL))
    content = mbox.read(source)
    assert content.pages == 3_000
    first = next(content.parts)
    assert first.text.startswith("From: Ann <ann@example.org>\nSubject: Größe\n\nHello.")
    assert file.most <= 4 << 20


def test_time_is_limited_and_many_beginnings_take_little():
    with pytest.raises(TookTooLong):
        mbox.read(making.source(folder(FIRST), "a.mbox", limit_s=-1.0))
    began = time.process_time()
    assert mbox.read(making.source((BETWEEN + b"\n") * 100_000, "a.mbox")).pages == 100_000
    mbox.read(making.source(BETWEEN + b"From " * 2_000_000, "a.mbox"))
    mbox.read(making.source(BETWEEN + b"\n\nFrom 1:" * 1_000_000, "a.mbox"))
    assert time.process_time() - began < 5
