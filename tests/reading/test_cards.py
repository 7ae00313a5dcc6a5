import time

import pytest

from assistant.errors import TookTooLong
from assistant.records import Reason
from tests.reading import making

CALENDAR = """BEGIN:VCALENDAR
PRODID:-//Someone//
BEGIN:VTIMEZONE
DTSTART:19701025T030000
END:VTIMEZONE
BEGIN:VEVENT
UID:1234
DTSTART;TZID=Europe/Lisbon:20240501T100000
DTEND:20240501T113000Z
SUMMARY;LANGUAGE=en:The boiler is inspec
 ted\\, then cleaned
LOCATION:Cellar
ORGANIZER;CN="Lee; Ann":mailto:ann@example.org
DESCRIPTION:Bring keys.\\nRing twice.
BEGIN:VALARM
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20240502
SUMMARY:Choir
END:VEVENT
END:VCALENDAR
"""
CONTACTS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BC;Jo
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=
=C3=BCller
item1.TEL;TYPE=CELL:+49 123
ADR;HOME:;;High Street 1;Ghent;;9000;Belgium
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ
 SkZJRgABAQ

END:VCARD
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_event_is_a_few_lines_and_folded_words_are_whole(line_end):
    data = CALENDAR.replace("\n", line_end).encode()
    name, _, (page,), reasons = making.read(data, "a.ics")
    assert (name, reasons) == ("calendar", [])
    assert page.text == (
        "Start: 2024-05-01 10:00\nEnd: 2024-05-01 11:30 UTC\nSummary: The boiler is inspected, then cleaned\n"
        "Place: Cellar\nOrganiser: Lee; Ann <ann@example.org>\nDescription: Bring keys.\nRing twice.\n\n"
        "Start: 2024-05-02\nSummary: Choir"
    )


def test_contact_is_read_and_its_picture_is_not():
    name, _, (page,), _ = making.read(CONTACTS.encode(), "people")
    assert name == "contacts"
    assert page.text == "Name: Jörg Müller\nPhone: +49 123\nAddress: High Street 1, Ghent, 9000, Belgium"


def test_contact_that_is_cut_off_keeps_what_there_is():
    assert making.text_of(b"BEGIN:VCARD\nFN:Ann\nTEL:12", "a.vcf") == "Name: Ann\nPhone: 12"


def test_large_file_says_so_and_time_is_limited():
    data = CALENDAR.encode() * 100
    assert making.read(data, "a.ics", limit_bytes=10_000)[3] == [Reason("TooLarge", {"limit_mb": 0})]
    with pytest.raises(TookTooLong):
        making.read(data, "a.ics", limit_s=-1.0)


@pytest.mark.parametrize(
    "line", ["A;" + "b;" * 200_000, 'A;"' * 100_000, "QUOTED-PRINTABLE=\n" * 50_000, "\\" * 300_000], ids=range(4)
)
def test_hostile_lines_take_no_time(line):
    began = time.process_time()
    making.read(f"BEGIN:VCARD\nFN:Ann\n{line}\nNOTE:{line}".encode(), "a.vcf")
    assert time.process_time() - began < 2
