import struct

import pytest

from assistant.errors import DocumentDamaged
from assistant.reading import ole
from tests.reading import making_office


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
