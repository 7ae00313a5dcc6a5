import time
import xml.etree.ElementTree as ET

import pytest

from assistant.errors import DocumentDamaged, FileEmpty, TookTooLong
from assistant.records import Reason
from tests.reading import making


def text_of(markup, name="a.xml", **limits):
    return making.text_of(markup.encode(), name, **limits)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p><name>Smith</name><city>Oslo</city></p>", "| name: Smith | city: Oslo |"),
        (
            "<all><p id='1'><n>Smith</n><home><city>Oslo</city></home></p><p id='2'><n>Jones</n></p></all>",
            "| p | id: 1 | n: Smith | home.city: Oslo |\n| p | id: 2 | n: Jones |",
        ),
        ("<all><p n='Smith' c='Oslo'/><p n='Jones' c='Rome'/></all>", "| p | n: Smith | c: Oslo |\n"
         "| p | n: Jones | c: Rome |"),
        ("<a><price cur='EUR'>5</price></a>", "| price.cur: EUR | price: 5 |"),
        ("<a><b>Bold</b> words <i>and</i> more.</a>", "Bold words and more."),
        ("<a xmlns='urn:x' xmlns:y='urn:y' y:z='1'><y:b>c</y:b></a>", "| z: 1 | b: c |"),
        ("<a><![CDATA[1 < 2]]> &amp; &#x142;</a>", "1 < 2 & ł"),
        ("<a x='1' y='2'>words</a>", "| x: 1 | y: 2 | words |"),
        ("<a x='1'/>", "x: 1"),
        ("<a/>", ""),
    ],
)  # fmt: skip
def test_what_belongs_together_is_a_row_with_paths(markup, expected):
    assert text_of(markup) == expected


def test_running_text_is_a_paragraph():
    words = "The boiler in the cellar was last inspected in spring, said the janitor of the house. " * 3
    text = text_of(f"<book><title>House</title><s><para>{words}<b>Not</b> since.</para><para>x</para></s></book>")
    assert text == f"title: House\n\n{words}Not since.\n\n| s | para: x |"


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "iso-8859-1", "windows-1251", "shift_jis"])
def test_text_is_read_in_the_encoding_it_declares(name):
    words = {"windows-1251": "отпуск", "shift_jis": "休暇"}.get(name, "Größe")
    root = ET.Element("a")
    ET.SubElement(root, "b").text = words
    data = ET.tostring(root, encoding=name, xml_declaration=True)
    assert making.text_of(data, "a.xml") == f"b: {words}"


@pytest.mark.parametrize(
    "markup",
    [
        "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><a>&c;</a>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://example.org/a.dtd'> %b;]><a>x</a>",
        "<a",
        "just words",
        "<a>&unknown;</a>",
    ],
)
def test_entities_are_refused_and_broken_xml_is_damaged(markup):
    with pytest.raises(DocumentDamaged):
        text_of(markup)


def test_document_type_alone_is_no_harm_and_nothing_it_names_is_opened():
    markup = '<!DOCTYPE plist PUBLIC "-//A//DTD P//EN" "file:///etc/passwd"><plist><key>city</key><v>Oslo</v></plist>'
    assert text_of(markup, "a.plist") == "| key: city | v: Oslo |"


@pytest.mark.parametrize("end", ["", "<c></a>", "<<<"])
def test_what_stands_before_a_fault_is_kept(end):
    parts = []
    given = making.source(("<a><b>one</b><b>two</b>" + end).encode(), "a.xml")
    with pytest.raises(DocumentDamaged):
        parts.extend(making.formats.recognised(given).read(given).parts)
    given = making.source(("<a><b>one</b><b>two</b>" + end).encode(), "a.xml")
    first = next(making.formats.recognised(given).read(given).parts)
    assert first.text == "| b: one | b: two |"


def test_depth_costs_neither_memory_nor_time():
    began = time.process_time()
    text = text_of("<a>" * 200_000 + "deep words" + "</a>" * 200_000)
    assert text.endswith("deep words")
    assert len(text) < 1_000
    assert time.process_time() - began < 5


def test_size_and_time_are_limited():
    markup = "<a>" + "<b><c>words</c><d>words</d></b>" * 5_000 + "</a>"
    assert making.read(markup.encode(), "a.xml", limit_bytes=70_000)[3] == [Reason("TooLarge", {"limit_mb": 0})]
    with pytest.raises(TookTooLong):
        text_of(markup, limit_s=-1.0)


def test_file_without_bytes_is_empty():
    with pytest.raises(FileEmpty):
        making.read(b"", "a.xml")
