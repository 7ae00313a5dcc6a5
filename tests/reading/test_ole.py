import random
import struct
import time

import pytest

from assistant.errors import DocumentDamaged
from assistant.reading import ole
from tests.reading import making_office, making_ole


def changed(offset, kind, *numbers):
    data = bytearray(making_office.xls())
    struct.pack_into(kind, data, offset, *numbers)
    return bytes(data)


def table_of(data):
    """Where the sector table stands."""
    return (struct.unpack_from("<I", data, 76)[0] + 1) * 512


def test_honest_container_is_accepted():
    ole.check(making_office.xls())


def test_chain_that_leads_back_into_itself_is_refused():
    start = table_of(making_office.xls())
    for loop in ((0,), (1, 2, 0)):
        with pytest.raises(DocumentDamaged, match="circles"):
            ole.check(changed(start, f"<{len(loop)}I", *loop))


@pytest.mark.parametrize("offset", [40, 44, 64, 72])
def test_table_longer_than_the_file_is_refused(offset):
    with pytest.raises(DocumentDamaged, match="longer than the file"):
        ole.check(changed(offset, "<I", 1 << 30))


def test_stream_longer_than_the_file_is_refused():
    data = making_office.xls()
    directory = (struct.unpack_from("<I", data, 48)[0] + 1) * 512
    with pytest.raises(DocumentDamaged, match="longer than the file"):
        ole.check(changed(directory + 120, "<I", 1 << 30))


def test_sectors_of_an_unknown_size_and_a_header_alone_are_refused():
    with pytest.raises(DocumentDamaged, match="size"):
        ole.check(changed(30, "<H", 40))
    with pytest.raises(DocumentDamaged, match="cut off"):
        ole.check(making_office.xls()[:300])


def test_streams_are_found_by_their_path():
    streams = {f"mails/m{number}/text": bytes([number]) * number * 60 for number in range(100)}
    streams["Big"] = b"x" * 9_000
    container = ole.Container(making_ole.container(streams))
    assert container.names() == {"mails", "Big"}
    assert len(container.names("mails")) == 100
    assert all(container.stream(*path.split("/")) == data for path, data in streams.items())
    assert container.stream("mails", "nothing") == b""


@pytest.mark.parametrize(("page", "title"), [(65001, "Größe 中文"), (1251, "Отпуск"), (1252, "Größe")])
def test_title_is_read_in_its_code_page(page, title):
    made = making_ole.container({"\x05SummaryInformation": making_ole.summary(title, page)})
    assert ole.Container(made).title() == title


@pytest.mark.parametrize("data", [b"", b"x" * 10, b"\xff" * 200])
def test_broken_title_is_none(data):
    assert ole.Container(making_ole.container({"\x05SummaryInformation": data})).title() == ""


def test_title_that_is_cut_off_is_what_there_is_of_it():
    whole = making_ole.summary("Leave")
    cut = [making_ole.container({"\x05SummaryInformation": whole[:end]}) for end in range(len(whole))]
    titles = [ole.Container(data).title() for data in cut]
    assert set(titles) == {"", "L", "Le", "Lea", "Leav", "Leave"}


def test_many_streams_take_no_time():
    made = making_ole.container({f"s{number}": b"x" for number in range(3_000)})
    began = time.process_time()
    assert len(ole.Container(made).names()) == 3_000
    assert time.process_time() - began < 2


def test_random_faults_in_the_directory_are_told_in_words():
    sample = making_ole.container({f"a/s{number}": bytes(100 * number) for number in range(60)})
    chance = random.Random("ole")
    began = time.process_time()
    outcomes = set()
    for _ in range(300):
        data = bytearray(sample)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(24, 9_000)] = chance.choice((0, 1, 0xFE, 0xFF, chance.randrange(256)))
        try:
            container = ole.Container(bytes(data))
            for name in container.names("a"):
                container.stream("a", name)
            outcomes.add("read")
        except DocumentDamaged as error:
            outcomes.add(error.fields["reason"])
    assert outcomes > {"read", "its container cannot be opened"}
    assert time.process_time() - began < 10
