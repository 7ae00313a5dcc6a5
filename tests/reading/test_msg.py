import random
import struct
import time

import pytest

from assistant.errors import DocumentDamaged, DocumentError, DocumentProtected, TookTooLong
from assistant.reading import compressed_rtf, msg
from assistant.records import Attachment, Label, Page, Reason
from tests.reading import making, making_msg
from tests.reading.making_msg import (
    ADDRESS,
    BODY,
    CID,
    CLASS,
    CODE_PAGE,
    DATA,
    FLAGS,
    HTML,
    INTERNET_PAGE,
    KIND,
    LONG_NAME,
    NAME,
    RTF,
    SENDER,
    SENDER_ADDRESS,
    SENT,
    SUBJECT,
    TUESDAY,
)  # fmt: skip

HEADERS = {SENDER: "Jörg Groß", SENDER_ADDRESS: "jg@example.org", SENT: TUESDAY, SUBJECT: "Der Kessel für März"}
PEOPLE = (
    {NAME: "Ann Lee", ADDRESS: "ann@example.org", KIND: 1},
    {NAME: "Bo", ADDRESS: "/O=ORG/CN=BO", KIND: 1},
    {NAME: "cc@example.org", ADDRESS: "cc@example.org", KIND: 2},
)


def parts_of(data):
    return list(msg.read(making.source(data, "a.msg")).parts)


def text_of(properties, **parts):
    return making.text_of(making_msg.msg(properties, **parts), "a.msg")


def test_headers_stand_as_in_other_mails_then_the_text():
    data = making_msg.msg(HEADERS | {BODY: "Dear all,\r\n\r\nit burns.\r\n"}, PEOPLE)
    name, title, (page,), reasons = making.read(data, "a.msg")
    assert (name, title, reasons, page.label) == ("msg", "Der Kessel für März", [], Label("file"))
    assert page.text == (
        "From: Jörg Groß <jg@example.org>\nTo: Ann Lee <ann@example.org>, Bo\nCc: cc@example.org\n"
        "Date: Tue, 03 Mar 2020 10:22:00 +0000\nSubject: Der Kessel für März\n\nDear all,\n\nit burns."
    )


def test_text_in_one_byte_is_read_in_its_code_page():
    made = {SUBJECT: "Котёл", BODY: "Дым", CODE_PAGE: 1251}
    assert text_of(made, codec="cp1251") == "Subject: Котёл\n\nДым"


@pytest.mark.parametrize(
    "body",
    [
        {BODY: "Plain wörds.", HTML: b"<p>Marked</p>"},
        {BODY: " ", HTML: "<style>p{}</style><p>Plain <b>wörds</b>.".encode("cp1252"), INTERNET_PAGE: 1252},
        {HTML: "<p>Plain w\u00f6rds."},
        {RTF: making_msg.packed_rtf(rb"{\rtf1\ansi Plain w\'f6rds.\par}")},
        {
            RTF: making_msg.packed_rtf(
                rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf{\htmlrtf0 Plain w{\*\htmltag84 &ouml;}"
                rb"\htmlrtf\'f6\htmlrtf0 rds.{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0}"
            )
        },
    ],
    ids=["plain", "html bytes", "html text", "rtf", "html in rtf"],
)
def test_text_is_taken_from_the_first_form_that_has_any(body):
    assert text_of({SUBJECT: "x"} | body) == "Subject: x\n\nPlain wörds."


def test_attached_files_are_handed_over_with_clean_names_of_their_own():
    files = [
        {LONG_NAME: "plan.pdf", DATA: b"%PDF-1"},
        {LONG_NAME: "C:\\Temp\\plan.pdf", DATA: b"%PDF-2"},
        {LONG_NAME: "a/b\tc.txt", DATA: b"three"},
        {LONG_NAME: "photo.png", DATA: b"\x89PNG", CID: "one@x"},
        {LONG_NAME: "shown.png", DATA: b"\x89PNG", CID: "two@x", FLAGS: 4},
        {LONG_NAME: "smime.p7s", DATA: b"sign"},
    ]
    page, *found = parts_of(making_msg.msg({SUBJECT: "s", BODY: "b", HTML: b"<img src='cid:one@x'>"}, (), files))
    assert page.text.endswith("b\n\nAttachments: plan.pdf, plan (2).pdf, a-b c.txt")
    assert found == [
        Attachment("plan.pdf", b"%PDF-1"), Attachment("plan (2).pdf", b"%PDF-2"), Attachment("a-b c.txt", b"three")
    ]  # fmt: skip


def test_mail_within_the_mail_is_handed_over_as_a_mail():
    deepest = making_msg.mail_inside({SUBJECT: "deepest", BODY: "never read"})
    inner = making_msg.mail_inside(HEADERS | {BODY: "Größe in 中文\n\nend"}, attachments=[deepest])
    page, attachment = parts_of(making_msg.msg({SUBJECT: "outer"}, (), [inner]))
    assert page.text == "Subject: outer\n\nAttachments: Der Kessel für März.eml"
    name, title, (read_again,), _ = making.read(attachment.data, attachment.name)
    assert (name, title) == ("eml", "Der Kessel für März")
    assert read_again.text == (
        "From: Jörg Groß <jg@example.org>\nDate: Tue, 03 Mar 2020 10:22:00 +0000\nSubject: Der Kessel für März\n\n"
        "Größe in 中文\n\nend\n\nAttachments: deepest.eml"
    )


def test_too_large_attachments_are_counted(monkeypatch):
    files = [{LONG_NAME: f"{number}.bin", DATA: bytes(1_000)} for number in range(4)]
    monkeypatch.setattr("assistant.reading.letter._ALL_BYTES", 2_500)
    page, *found, reason = parts_of(making_msg.msg({SUBJECT: "s"}, (), [*files[:2], {DATA: bytes(9_000)}, files[2]]))
    assert isinstance(page, Page)
    assert [one.name for one in found] == ["0.bin", "1.bin"]
    assert reason == Reason("AttachmentsLeftOut", {"count": 2})


def test_encrypted_mail_is_protected_and_a_signed_one_is_read():
    with pytest.raises(DocumentProtected):
        text_of({CLASS: "IPM.Note.SMIME", SUBJECT: "s"})
    signed = (
        b"MIME-Version: 1.0\nContent-Type: multipart/signed; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nSigned words.\n"
        b"--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nx\n--b--\n"
    )
    properties = HEADERS | {CLASS: "IPM.Note.SMIME.MultipartSigned"}
    made = text_of(properties, attachments=[{LONG_NAME: "smime.p7m", DATA: signed}])
    assert made.endswith("Subject: Der Kessel für März\n\nSigned words.")


def test_repeats_in_compressed_rtf_may_run_into_what_they_write():
    data = making_msg.packed_rtf(b"ab", repeats=((207, 9), (0, 6)))
    assert compressed_rtf.unpacked(data, making.source(b"x").clock) == b"abababababa{\\rtf1"
    as_it_is = struct.pack("<IIII", 20, 5, 0x414C454D, 0) + b"plain rest"
    assert compressed_rtf.unpacked(as_it_is, making.source(b"x").clock) == b"plain"


@pytest.mark.parametrize(
    "data",
    [b"", b"x" * 15, struct.pack("<IIII", 9, 9, 1, 0), struct.pack("<IIII", 9, 1 << 31, 0x75465A4C, 0)],
    ids=["empty", "short", "unknown", "large"],
)
def test_what_is_no_compressed_rtf_is_damaged(data):
    with pytest.raises(DocumentDamaged):
        compressed_rtf.unpacked(data, making.source(b"x").clock)


def test_time_is_limited():
    source = making.source(making_msg.msg({SUBJECT: "s"}, (), [{LONG_NAME: "a", DATA: b"x"}]), "a.msg", limit_s=-1.0)
    with pytest.raises(TookTooLong):
        list(msg.read(source).parts)


def test_random_faults_in_the_streams_give_clean_text_or_an_error_of_ours():
    inner = making_msg.mail_inside(HEADERS | {BODY: "x"})
    rtf = making_msg.packed_rtf(rb"{\rtf1\ansi Some words.\par}", repeats=((9, 9),))
    sample = making_msg.msg(HEADERS | {RTF: rtf}, PEOPLE, [inner, {LONG_NAME: "a.txt", DATA: b"words"}])
    chance = random.Random("msg")
    began = time.process_time()
    outcomes = set()
    for _ in range(200):
        data = bytearray(sample)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(512, len(data))] = chance.choice((0, 1, 0x7F, 0xFF, chance.randrange(256)))
        try:
            for part in parts_of(bytes(data)):
                assert isinstance(part, (Attachment, Reason)) or "\0" not in part.text
            outcomes.add("text")
        except DocumentError as error:
            outcomes.add(type(error).__name__)
    assert outcomes >= {"text", "DocumentDamaged"}
    assert time.process_time() - began < 10
