import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import FileEmpty, TookTooLong, Unsupported
from assistant.pipeline.chunk import chunks
from assistant.records import Reason
from tests.reading import making


def clock(seconds, *, comma=True):
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{',' if comma else '.'}500"


def srt(*cues, between="\n\n"):
    """Cues of (start, text), two seconds each."""
    return between.join(
        f"{number}\n{clock(start)} --> {clock(start + 2)}\n{text}" for number, (start, text) in enumerate(cues, 1)
    )


def read(text, name="a.srt"):
    form, _, (page,), reasons = making.read(text.encode(), name)
    assert form == "subtitles"
    assert reasons == []
    return page.text, [page.text[heading.start : heading.end] for heading in page.headings]


def test_sentence_over_several_cues_is_one():
    text, times = read(srt((1, "The key lies\nunder the"), (3, "<i>third</i> {\\an8}stone.")))
    assert (text, times) == ("00:00:01\n\nThe key lies under the third stone.", ["00:00:01"])


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", ["\n\n", "\n", "\n \n\n"])
def test_numbers_and_blank_lines_are_no_text(line_break, between):
    cues = srt((1, "One."), (3, "Two."), (5, "In 1999"), (7, "42"), between=between)
    assert read(cues.replace("\n", line_break))[0].endswith("One. Two. In 1999 42")


def test_time_stands_over_each_minute_and_is_the_place():
    text, times = read(srt(*((second, f"Word {second}.") for second in range(0, 200, 3))))
    assert times == ["00:00:00", "00:01:00", "00:02:00", "00:03:00"]
    (page,) = making.read(srt((0, "First."), (4000, "Second one. " * 60)).encode(), "a.srt")[2]
    assert [chunk.heading for chunk in chunks(page, "")][-1] == "01:06:40"
    assert "Word 198." in text


def test_silence_and_speakers_begin_new_lines():
    cues = srt((1, "One."), (20, "Two."), (22, "- Who?\n- Me."), (24, "ANNA: It is I."))
    assert read(cues)[0] == "00:00:01\n\nOne.\n\nTwo.\n- Who?\n- Me.\nANNA: It is I."


def test_webvtt_is_read_without_its_notes_and_styles():
    vtt = (
        "WEBVTT - Talk\nKind: captions\n\nNOTE not said\n\nSTYLE\n::cue {color: red}\n\nintro\n"
        "00:01.000 --> 00:04.000 align:start position:0%\n<v.loud Anna Berg>Tom &amp; I &lt;3 tea.</v>\n\n"
        "NOTE\nnor this\n\n00:00:05.000 --> 00:00:06.000\n<c.yellow>We<00:00:05.500> do.</c>\n"
    )
    assert read(vtt, "a.vtt")[0] == "00:00:01\n\nAnna Berg: Tom & I <3 tea. We do."


def test_captions_that_roll_say_each_line_once():
    assert read(srt((1, "the whale"), (3, "the whale\nis white"), (5, "is white\nand old")))[0].endswith(
        "\n\nthe whale is white and old"
    )
    assert read(srt((1, "No."), (4, "No.")))[0].endswith("\n\nNo. No.")


def test_old_encoding_is_guessed():
    data = srt((1, "Größe für Füße, naïve café.")).encode("cp1252")
    assert making.text_of(data, "a.srt").endswith("Größe für Füße, naïve café.")


def test_text_without_times_is_kept_as_it_is():
    assert making.text_of(b"Just words --> here\n", "a.srt") == "Just words --> here\n"


def test_arrows_without_times_take_no_time():
    began = time.process_time()
    assert making.text_of(b"-->" * 700_000, "a.srt") == "-->" * 700_000
    assert time.process_time() - began < 3


def test_what_is_no_text_is_refused_and_no_bytes_are_empty():
    with pytest.raises(Unsupported):
        making.read(bytes(range(256)), "a.srt")
    with pytest.raises(FileEmpty):
        making.read(b"", "a.srt")


def test_size_and_time_are_limited():
    data = srt(*((second, "Some words.") for second in range(2_000))).encode()
    assert making.read(data, "a.srt", limit_bytes=20_000)[3] == [Reason("TooLarge", {"limit_mb": 0})]
    with pytest.raises(TookTooLong):
        making.read(data, "a.srt", limit_s=-1.0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9000), st.text("abc .!<>{}-:\n1", max_size=20)), min_size=1, max_size=9))
def test_any_cues_give_headings_within_the_text(cues):
    (page,) = making.read(srt(*cues).encode(), "a.srt")[2]
    assert page.headings
    for heading in page.headings:
        assert page.text[heading.start : heading.end].count(":") == 2
