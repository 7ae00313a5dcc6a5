"""What travels in a mail is a document of its own, at a path behind that of the mail."""

import os
from email.message import EmailMessage

import pytest

from assistant.records import FileStatus, Scope
from assistant.services import documents
from tests.reading import making


def mail(*attached, text="The minutes are attached.", subject="Minutes"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ada <ada@example.org>", "Bo <bo@example.org>", subject
    message["Date"] = "Mon, 02 Mar 2026 10:00:00 +0000"
    message.set_content(text)
    for name, data in attached:
        if isinstance(data, EmailMessage):
            message.add_attachment(data)
        else:
            message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


@pytest.fixture
def letter(folder):
    path = folder / "letter.eml"
    contract = making.pdf(["The notice period is nine weeks."])
    path.write_bytes(bytes(mail(("contract.pdf", contract), ("notes.txt", b"The badger digs at night."))))
    return path


def statuses(told, folder):
    return {os.path.relpath(path, folder): entry.status for path, entry in told.items()}


def found(adding, word, path=None):
    store = adding.program.store.library
    scope = Scope(paths=(os.fsencode(path),) if path else None)
    hits = store.match_words([word], scope, 10)
    return {os.fsdecode(one.path) for one in store.stored_chunks([hit.chunk_id for hit in hits], scope, "none")}


def test_attachments_are_read_and_found_at_their_own_path(adding, folder, letter):
    told = statuses(adding(letter), folder)
    assert told == {
        "letter.eml": FileStatus.INDEXED,
        "letter.eml/contract.pdf": FileStatus.INDEXED,
        "letter.eml/notes.txt": FileStatus.INDEXED,
    }
    assert found(adding, "badger") == {str(letter / "notes.txt")}
    assert found(adding, "badger", letter) == {str(letter / "notes.txt")}
    assert found(adding, "minut", letter / "notes.txt") == set()
    document = documents.stored(adding.program, os.fsencode(letter / "contract.pdf"))
    assert (document.format, document.pages) == ("pdf", 1)


def test_unchanged_mail_is_not_read_again_and_its_attachments_stay(adding, folder, letter):
    adding(folder)
    adding.reader.names.clear()
    told = statuses(adding(folder), folder)
    assert set(told.values()) == {FileStatus.UNCHANGED}
    assert len(told) == 4
    assert adding.reader.names == []


def test_attachment_that_is_also_a_file_is_stored_once(adding, folder, letter):
    (folder / "badger.txt").write_bytes(b"The badger digs at night.")
    adding(folder)
    entries = [adding.stored(path) for path in (folder / "badger.txt", letter / "notes.txt")]
    assert entries[0].document_id == entries[1].document_id is not None
    (folder / "badger.txt").unlink()
    assert adding(folder)[str(folder / "badger.txt")].status is FileStatus.REMOVED
    assert found(adding, "badger") == {str(letter / "notes.txt")}


def test_attachments_that_left_the_mail_are_removed(adding, folder, letter):
    adding(folder)
    letter.write_bytes(bytes(mail(("notes.txt", b"The heron waits."))))
    told = statuses(adding(folder), folder)
    assert told["letter.eml/contract.pdf"] is FileStatus.REMOVED
    assert told["letter.eml/notes.txt"] is FileStatus.INDEXED
    assert not found(adding, "badger")
    assert found(adding, "heron") == {str(letter / "notes.txt")}
    letter.unlink()
    told = statuses(adding(folder), folder)
    assert told["letter.eml"] is told["letter.eml/notes.txt"] is FileStatus.REMOVED
    assert not found(adding, "heron")


def test_mail_with_the_same_bytes_as_another_has_its_attachments_too(adding, folder, letter):
    (folder / "copy.eml").write_bytes(letter.read_bytes())
    told = statuses(adding(folder), folder)
    assert told["copy.eml/contract.pdf"] is told["letter.eml/contract.pdf"] is FileStatus.INDEXED


def test_only_one_level_is_taken_out(adding, folder):
    inner = mail(("deep.txt", b"The walrus is deep."), text="The inner letter is about otters.", subject="Inner")
    (folder / "outer.eml").write_bytes(bytes(mail(("", inner))))
    told = statuses(adding(folder / "outer.eml"), folder)
    (name,) = (path for path in told if path != "outer.eml")
    assert told[name] is FileStatus.INDEXED
    assert found(adding, "otter") == {str(folder / name)}
    assert not found(adding, "walru")


def test_mail_within_a_mail_is_settled_after_one_look(adding, folder):
    path = folder / "outer.eml"
    path.write_bytes(bytes(mail(("", mail(("deep.txt", b"The newt sleeps."), subject="Inner")), subject="Outer")))
    adding(path)
    assert adding.stored(path / "Inner.eml").status is FileStatus.INDEXED
    assert set(statuses(adding(path), folder).values()) == {FileStatus.UNCHANGED}


def test_attachment_that_is_not_read_has_its_reason_and_does_not_read_the_mail_again(adding, folder):
    path = folder / "odd.eml"
    path.write_bytes(bytes(mail(("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(99)), ("cut.pdf", b"%PDF-1.7\n1 0 obj"))))
    told = statuses(adding(path), folder)
    assert told["odd.eml/film.mp4"] is FileStatus.SKIPPED
    assert told["odd.eml/cut.pdf"] is FileStatus.FAILED
    adding.reader.names.clear()
    adding(path)
    assert adding.reader.names == []


def test_killed_between_mail_and_attachment_it_is_read_again(adding, folder, letter, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("assistant.services.filing.in_memory", None)
        with pytest.raises(TypeError):
            adding(letter)
    assert adding.stored(letter).status is FileStatus.WAITING
    assert len(adding(letter)) == 3
    assert adding.stored(letter).status is FileStatus.INDEXED


def test_path_of_an_attachment_stands_for_its_mail(adding, folder, letter):
    adding(letter)
    assert statuses(adding(letter / "notes.txt"), folder)["letter.eml/notes.txt"] is FileStatus.UNCHANGED
    assert found(adding, "badger")
