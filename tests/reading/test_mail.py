import contextlib
import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import DocumentDamaged, DocumentError, DocumentProtected, FileEmpty, TookTooLong
from assistant.reading import mail
from assistant.records import Attachment, Label, Reason
from tests.reading import making

BODY = "Dear Ms. Müller,\n\nthe boiler is inspected on 12 March.\n\nRegards\n"


def message(**headers):
    made = EmailMessage()
    given_headers = {"From": "Jörg Groß <jg@example.org>", "To": "k@example.org", "Subject": "Der Kessel für März"}
    for name, value in (given_headers | {"Date": "Tue, 03 Mar 2020 10:22:00 +0100"} | headers).items():
        made[name] = value
    return made


@pytest.mark.parametrize("transfer", ["8bit", "base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_sender_date_and_subject_come_first_then_the_text(transfer, charset):
    made = message()
    made.set_content(BODY, cte=transfer, charset=charset)
    name, title, (page,), reasons = making.read(made.as_bytes(), "a.eml")
    assert (name, title, reasons, page.label) == ("eml", "Der Kessel für März", [], Label("file"))
    assert page.text == (
        "From: Jörg Groß <jg@example.org>\nTo: k@example.org\nDate: Tue, 03 Mar 2020 10:22:00 +0100\n"
        "Subject: Der Kessel für März\n\n" + BODY.rstrip()
    )


def test_plain_text_is_taken_before_html_and_html_when_there_is_no_other():
    made = message()
    made.set_content("Plain words.")
    made.add_alternative("<p>Marked <b>words</b>.</p><script>x</script>", subtype="html")
    assert making.text_of(made.as_bytes(), "a.eml").endswith("\n\nPlain words.")
    only = message()
    only.set_content("<style>p{}</style><h1>Big</h1><p>Marked <b>w&ouml;rds</b>.</p>", subtype="html")
    assert making.text_of(only.as_bytes(), "a.eml").endswith("\n\nBig\n\nMarked wörds.")
    blank = message()
    blank.set_content(" \n")
    blank.add_alternative("<p>Marked.</p>", subtype="html")
    blank.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="plan.pdf")
    assert making.text_of(blank.as_bytes(), "a.eml").endswith("\n\nMarked.\n\nAttachments: plan.pdf")


def parts_of(data):
    return list(mail.read(making.source(data, "a.eml")).parts)


def test_attachments_are_named_and_handed_over():
    made = message()
    made.set_content(BODY)
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="Übersicht 2020.pdf")
    made.add_attachment("secret words", filename="notes.txt")
    inner = message(Subject="Fwd: Ofen")
    inner.set_content("inner words")
    deep = message(Subject="deeper")
    deep.add_attachment(inner)
    made.add_attachment(deep)
    page, pdf, notes, attached = parts_of(made.as_bytes())
    assert page.text.endswith("Regards\n\nAttachments: Übersicht 2020.pdf, notes.txt, deeper.eml")
    assert "secret" not in page.text
    assert "inner" not in page.text
    assert pdf == Attachment("Übersicht 2020.pdf", b"x")
    assert notes == Attachment("notes.txt", b"secret words\n")
    _, title, (read_again,), _ = making.read(attached.data, attached.name)
    assert (attached.name, title) == ("deeper.eml", "deeper")
    assert read_again.text.endswith("Subject: deeper\n\nAttachments: Fwd: Ofen.eml")


def test_names_of_attachments_are_short_and_unlike_each_other():
    made = message()
    made.set_content(BODY)
    for name in ("a.pdf", "A.pdf", "../../a.pdf", "C:\\x\\a.pdf", "ü" * 200 + ".pdf", "..", None):
        made.add_attachment(b"x", maintype="application", subtype="pdf", filename=name)
    names = [part.name for part in parts_of(made.as_bytes())[1:]]
    assert names[:4] == ["a.pdf", "A (2).pdf", "-..-a.pdf", "a (3).pdf"]
    assert names[4] == "ü" * 73 + ".pdf"
    assert names[5:] == ["attachment", "application-pdf"]


def test_attachment_beside_the_text_that_is_not_shown_is_kept():
    data = (
        b"From: a\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nPlain.\n"
        b"--a\nContent-Type: multipart/mixed; boundary=m\n\n"
        b"--m\nContent-Type: text/html\n\n<p>Marked<img src=cid:p>\n"
        b"--m\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nx\n"
        b"--m\nContent-Type: image/png; name=p.png\nContent-ID: <p>\n\nx\n--m--\n--a--\n"
    )
    page, attachment = parts_of(data)
    assert page.text == "From: a\n\nPlain.\n\nAttachments: a.pdf"
    assert attachment == Attachment("a.pdf", b"x")


def test_signatures_and_reports_of_servers_are_no_attachments():
    data = (
        b"From: a\nContent-Type: multipart/signed; boundary=a\n\n--a\n\nWords.\n"
        b"--a\nContent-Type: application/pgp-signature; name=signature.asc\n\nx\n"
        b"--a\nContent-Type: message/delivery-status\n\nStatus: 5.0.0\n--a--\n"
    )
    (page,) = parts_of(data)
    assert page.text == "From: a\n\nWords."


def test_attachments_over_the_limits_are_counted(monkeypatch):
    made = message()
    made.set_content(BODY)
    for size in (900, 1_100, 800, 700):
        made.add_attachment(bytes(size), maintype="application", subtype="pdf", filename=f"{size}.pdf")
    monkeypatch.setattr("assistant.reading.letter._ATTACHMENT_BYTES", 1_000)
    monkeypatch.setattr("assistant.reading.letter._ALL_BYTES", 2_000)
    _, first, second, reason = parts_of(made.as_bytes())
    assert (first.name, second.name, reason) == ("900.pdf", "800.pdf", Reason("AttachmentsLeftOut", {"count": 2}))
    monkeypatch.setattr("assistant.reading.letter._ATTACHMENTS", 1)
    assert parts_of(made.as_bytes())[2:] == [Reason("AttachmentsLeftOut", {"count": 3})]


def test_saved_web_page_is_its_text():
    data = (
        b"From: <Saved by X>\nSubject: Page\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
        b"--a\nContent-Type: text/html\nContent-Location: http://x/\n\n<h1>Head</h1><p>Words.\n"
        b"--a\nContent-Type: text/css\nContent-Location: http://x/a.css\n\np{}\n"
        b"--a\nContent-Type: image/png\nContent-Location: http://x/a.png\n\nx\n--a--\n"
    )
    (page,) = parts_of(data)
    assert page.text == "From: <Saved by X>\nSubject: Page\n\nHead\n\nWords."


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_mark_of_utf_8_and_any_line_ends_are_read(line_end):
    lines = (b"From: a", "Subject: Maß".encode(), b"Date: x", b"Message-ID: y", b"", b"one", b"two")
    data = b"\xef\xbb\xbf" + line_end.join(lines)
    name, _, (page,), _ = making.read(data, "inbox.1")
    assert (name, page.text) == ("eml", "From: a\nDate: x\nSubject: Maß\n\none\ntwo")


def test_picture_within_the_text_is_no_text():
    made = message()
    made.set_content("<p>See</p><img src='cid:1'>", subtype="html")
    made.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<1>")
    made.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<2>")
    assert making.text_of(made.as_bytes(), "a.eml").endswith("\n\nSee")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Subject: =?utf-8?q?caf=C3=A9?= =?utf-8?b?IG9wZW4=?=", "Subject: café open"),
        (b"Subject: Re: =?iso-8859-1?q?caf=E9?= is", "Subject: Re: café is"),
        (b"Subject: caf\xc3\xa9", "Subject: café"),
        (b"Subject: =?nonsense?q?abc?=", "Subject: abc"),
        (b"Subject: =?utf-8?b?!!!?=", "Subject: =?utf-8?b?!!!?="),
        (b"Subject: folded\r\n over two lines", "Subject: folded over two lines"),
    ],
)
def test_subject_is_decoded_however_it_is_written(raw, expected):
    text = making.text_of(b"From: a\r\n" + raw + b"\r\n\r\nwords", "a.eml")
    assert text == f"From: a\n{expected}\n\nwords"


@pytest.mark.parametrize("charset", ["no-such-thing", "utf-8", "", "hex"])
def test_wrong_encoding_is_recognised(charset):
    data = f"From: a\nContent-Type: text/plain; charset={charset}\n\n".encode() + "Größe für Füße".encode("cp1252")
    assert making.text_of(data, "a.eml").endswith("Größe für Füße")


@pytest.mark.parametrize(
    "kind",
    [
        'multipart/encrypted; boundary="b"; protocol="application/pgp-encrypted"',
        'application/pkcs7-mime; smime-type="enveloped-data"; name="smime.p7m"',
    ],
)
def test_encrypted_mail_is_protected(kind):
    with pytest.raises(DocumentProtected):
        making.read(f"From: a\nContent-Type: {kind}\n\n--b\n\nx\n--b--\n".encode(), "a.eml")


def test_text_without_headers_is_damaged_and_one_without_bytes_empty():
    with pytest.raises(DocumentDamaged):
        making.read(b"just words\n", "a.eml")
    with pytest.raises(FileEmpty):
        making.read(b"", "a.eml")


MULTIPART = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"


@pytest.mark.parametrize("level", [MULTIPART, b"Subject: s%d\nContent-Type: message/rfc822; x=%d\n\n"])
@pytest.mark.parametrize("depth", [100, 300, 10_000])
def test_parts_within_parts_without_end_take_no_time(level, depth):
    nested = b"".join(level % (number, number) for number in range(depth))
    began = time.process_time()
    try:
        outcome = making.read(b"From: a\n" + nested + b"\nwords", "a.eml")[0]
    except DocumentDamaged as error:
        outcome = error.fields["reason"]
    assert outcome == ("its parts are nested too deeply" if depth == 10_000 else "eml")
    assert time.process_time() - began < 1


def test_endless_headers_and_parts_take_no_time():
    began = time.process_time()
    data = b"From: a\nSubject: " + b"=?utf-8?q?a?= " * 50_000 + b"\nContent-Type: multipart/mixed; boundary=b\n\n"
    text = making.text_of(data + b"--b\n\nx\n" * 3_000 + b"--b\n\nlast\n--b--\n", "a.eml")
    assert text.endswith("\n\nlast")
    assert time.process_time() - began < 3


def test_large_mail_says_so_and_time_is_limited():
    data = b"From: a\n\n" + b"words and words\n" * 2_000
    assert making.read(data, "a.eml", limit_bytes=10_000)[3] == [Reason("TooLarge", {"limit_mb": 0})]
    with pytest.raises(TookTooLong):
        making.read(data, "a.eml", limit_s=-1.0)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_mail_gives_clean_text_or_an_error_of_ours(headers, body):
    with contextlib.suppress(DocumentError):
        for part in mail.read(making.source(b"From: a\n" + headers + b"\n\n" + body)).parts:
            assert isinstance(part, Attachment) or "\0" not in part.text
