import time

import pytest
from PIL import Image, ImageFilter

from assistant.errors import ScanLanguageMissing
from assistant.reading import ocr, tesseract
from assistant.reading.client import Reader, ScansWanted
from assistant.records import PageChunks, Reason
from assistant.settings import Settings
from tests.reading import making_scans as making

DOUBT = [Reason("ReadWithDoubt", {"doubtful": 1, "pages": 1})]
TEXT = "\n".join(making.LEAVE)


def read(image, **wanted):
    """The only page of a picture, and the reasons."""
    (page,), reasons = making.read(making.encoded(image), **wanted)
    return page, reasons


def tall(*lines, **options):
    return making.picture(lines, width=1000, height=1000, **options)


def test_scan_is_read_line_by_line_and_says_how():
    page, reasons = read(making.picture(making.LEAVE))
    assert page.text == TEXT
    assert reasons == []
    assert (page.scan.language, page.scan.turned) == ("eng", 0)
    assert (page.scan.width, page.scan.height) == (1000, 400)
    assert 85 < page.scan.confidence <= 100


def test_every_word_has_its_span_in_the_text_and_its_box_on_the_page():
    page, _ = read(making.picture(making.LEAVE))
    assert [word for word, _ in making.words(page)] == TEXT.split()
    left, top, right, bottom = making.place(page, "Ask")
    assert left == pytest.approx(60, abs=5)
    assert 60 + 54 < top < bottom < 60 + 54 + 50
    assert right < making.place(page, "for")[0]


def test_paragraphs_are_parted_by_an_empty_line():
    page, _ = read(tall(*making.LEAVE, "", "", "", "", "Pensions are paid on the first of each month."))
    assert page.text == TEXT + "\n\nPensions are paid on the first of each month."


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_page_that_lies_on_its_side_or_head_is_read_and_its_words_keep_their_places(turned):
    upright = making.picture(making.LEAVE)
    left, top, right, bottom = making.place(read(upright)[0], "weeks")
    page, reasons = read(upright.rotate(turned, expand=True))  # counterclockwise
    assert page.text == TEXT
    assert page.scan.turned == turned
    assert reasons == []
    expected = {
        90: (top, 1000 - right, bottom, 1000 - left),
        180: (1000 - right, 400 - bottom, 1000 - left, 400 - top),
        270: (400 - bottom, left, 400 - top, right),
    }[turned]
    assert making.place(page, "weeks") == pytest.approx(expected, abs=3)


def test_language_is_told_from_the_first_page_and_kept_for_the_next():
    pages, _ = making.read(making.pdf(making.german(), making.german()))
    assert [page.scan.language for page in pages] == ["deu", "deu"]
    assert "größerer" in pages[0].text
    assert "Für" in pages[1].text
    assert pages[0].text == pages[1].text


def test_language_that_was_set_is_used_for_whatever_stands_there():
    page, _ = read(making.german(), language="eng")
    assert page.scan.language == "eng"
    assert "größerer" not in page.text


@pytest.mark.parametrize("language", ["tlh", "deu+eng", "../eng"])
def test_language_without_data_is_named(language):
    with pytest.raises(ScanLanguageMissing, match=language.replace("+", r"\+")):
        read(making.picture(making.LEAVE), language=language)


def test_without_any_data_nothing_can_be_read_and_that_is_said(tmp_path):
    with pytest.raises(ScanLanguageMissing, match="eng"):
        read(making.picture(making.LEAVE), data_dirs=(str(tmp_path),))


def test_broken_data_of_another_language_costs_nothing(tmp_path):
    (tmp_path / "rus.traineddata").write_bytes(b"nonsense")
    upside_down = making.picture(making.LEAVE).rotate(180)
    page, _ = read(upside_down, data_dirs=(*making.DATA_DIRS, str(tmp_path)))
    assert page.text == TEXT
    with pytest.raises(ScanLanguageMissing, match="rus"):
        read(upside_down, data_dirs=(str(tmp_path),), language="rus")


def test_small_letters_of_a_screen_are_read():
    page, reasons = read(making.picture(making.LEAVE, width=400, height=120, size=12))
    assert page.text == TEXT
    assert reasons == []


def test_page_half_in_shadow_is_read_wholly():
    lines = ["The quick brown fox jumps over the lazy dog and runs."] * 8
    shadow = Image.linear_gradient("L").resize((1000, 1000)).rotate(90).point(lambda value: 60 + value * 195 // 255)
    lit = tall(*lines, size=34)
    shaded = Image.composite(shadow, Image.new("L", lit.size, 0), lit)
    page, _ = read(shaded)
    assert page.text.split() == " ".join(lines).split()


def test_light_letters_on_dark_are_read():
    page, _ = read(making.picture(making.LEAVE, paper=20, ink=235))
    assert page.text == TEXT


def coarse(factor):
    """The lines as they are left when only every so many pixels of a fax or a thumbnail are there."""
    small = making.picture(making.LEAVE).resize((1000 // factor, 400 // factor), Image.Resampling.BOX)
    return small.resize((1000, 400), Image.Resampling.BICUBIC)


def test_poor_copy_is_read_with_doubt():
    page, reasons = read(coarse(6))
    assert "ahead" in page.text or "ahoed" in page.text
    assert 40 <= page.scan.confidence < 65
    assert reasons == DOUBT


def test_letters_that_nobody_can_read_give_no_nonsense():
    blurred = making.picture(making.LEAVE).filter(ImageFilter.GaussianBlur(4))
    assert making.read(making.encoded(blurred)) == ([], [])


def test_page_full_of_unreadable_words_is_counted_as_doubtful():
    lines = making.LEAVE * 4
    blurred = making.picture(lines, height=600).filter(ImageFilter.GaussianBlur(4))
    assert making.read(making.encoded(blurred)) == ([], DOUBT)


def test_page_that_takes_too_long_keeps_what_was_read_until_then():
    lines = ["The quick brown fox jumps over the lazy dog."] * 60
    image = making.encoded(making.picture(lines, height=2200, size=24))
    began = time.monotonic()
    (whole,), _ = making.read(image)
    took = time.monotonic() - began
    for tenths in range(3, 10):  # laying out comes first and takes its time; the machine has others to serve
        pages, reasons = making.read(image, page_timeout_s=took * tenths / 10)
        if pages and len(pages[0].text) < len(whole.text):
            break
    else:
        pytest.fail("it was read wholly or not at all")
    assert reasons == DOUBT
    assert "quick brown fox" in pages[0].text


def test_scripts_without_spaces_are_joined_without_them():
    words = [
        tesseract.Word(text, 90.0, (1, 1, line), (0, 0, 9, 9))
        for line, found in enumerate((["有給", "休暇", "は", "Tanaka", "Corporation", "。"], ["二"]))
        for text in found
    ]
    text, spans = ocr._laid_out(words)
    assert text == "有給休暇はTanaka Corporation。\n二"
    assert [text[start:end] for start, end in spans] == [word.text for word in words]


def test_no_control_character_comes_out_of_a_table():
    table = "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\tbell\x07\n5\t1\t1\t1\t1\t2\t9\t0\t9\t9\t90\t\x1b\n"
    assert [word.text for word in tesseract.words_of(table)] == ["bell"]


def test_child_behind_the_wall_reads_scans_of_a_file(tmp_path):
    (tmp_path / "leave.png").write_bytes(making.encoded(making.picture(making.LEAVE)))
    reader = Reader(Settings())
    try:
        with (tmp_path / "leave.png").open("rb") as file:
            parts = list(reader.read(file.fileno(), "leave.png", scans=ScansWanted()))
    finally:
        reader.close()
    (page,) = (part for part in parts if isinstance(part, PageChunks))
    assert "".join(chunk.text for chunk in page.chunks) == TEXT
    assert page.scan.language == "eng"
    assert parts[-1].reason is None
