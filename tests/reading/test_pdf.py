import io
import time

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from assistant.errors import DocumentDamaged, DocumentError, DocumentProtected, TookTooLong
from assistant.reading import pdf
from assistant.records import Label, Reason
from tests.reading import making
from tests.reading import making_scans as scans

SOFT_HYPHEN = "\u00ad"


def boxes(data, page, start, end):
    return pdf.character_boxes(io.BytesIO(data), page, start, end)


def test_pages_come_in_order_with_their_numbers_and_blank_ones_are_left_out():
    name, _, pages, reasons = making.read(making.pdf(["First page."], [], ["Third page."]))
    assert (name, reasons) == ("pdf", [])
    assert [(page.number, page.label, page.text) for page in pages] == [
        (1, Label("page", 1), "First page."),
        (3, Label("page", 3), "Third page."),
    ]


def test_pages_are_titled_by_the_outline():
    bookmarks = [(1, 0, "Handbook"), (2, 1, "Leave"), (3, 1, "Pay")]
    data = making.pdf(["one"], ["two"], ["three"], ["four"], bookmarks=bookmarks)
    titles = [page.label.title for page in making.read(data)[2]]
    assert titles == ["Handbook", "Handbook > Leave", "Handbook > Pay", "Handbook > Pay"]


def test_printed_page_number_is_the_title_where_it_differs():
    data = making.pdf(["preface"], ["preface"], labels=[(0, "ROMAN_LOWER")])
    assert [page.label.title for page in making.read(data)[2]] == ["i", "ii"]


@pytest.mark.parametrize(
    ("given", "title"),
    [("Leave in 2024", "Leave in 2024"), ("Microsoft Word - leave.doc", ""), ("untitled", ""), ("", "")],
)
def test_title_is_taken_when_somebody_gave_one(given, title):
    assert making.read(making.pdf(["text"], title=given))[1] == title


def test_word_broken_at_a_line_end_holds_a_soft_hyphen_and_no_control_character():
    data = making.pdf(["Please read the infor-", "mation sheet."])
    text = making.text_of(data, "a.pdf")
    assert text == f"Please read the infor{SOFT_HYPHEN}mation sheet."
    assert len(boxes(data, 1, 0, len(text))) == len(text)


def test_lines_are_parted_by_a_line_feed_and_no_carriage_return():
    assert making.text_of(making.pdf(["First line.", "Second line."]), "a.pdf") == "First line. \nSecond line."


def test_every_character_of_a_quote_has_its_box_on_the_page():
    data = making.pdf(["Leave is granted", "by the manager."])
    text = making.text_of(data, "a.pdf")
    start = text.index("manager")
    found = boxes(data, 1, start, start + len("manager"))
    assert len(found) == len("manager")
    lefts = [left for left, *_ in found]
    assert lefts == sorted(lefts)
    assert all(left >= 72 and bottom < 685 and 680 < top < 700 for left, bottom, _, top in found)
    (first,) = boxes(data, 1, 0, 1)
    assert first[0] == pytest.approx(72, abs=2)
    assert first[1] < 700 < first[3]


def test_letters_beyond_the_basic_plane_are_one_character_each_and_the_boxes_count_along():
    to_unicode = (
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/A def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfchar <41> <D835DC49> endbfchar\n"
        b"1 beginbfrange <42> <5A> <0042> endbfrange endcmap end end"
    )
    data = making.raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 6 0 R>>",
        making.stream(b"BT /F 10 Tf 72 700 Td (BAAC) Tj ET"), making.stream(to_unicode),
    )  # fmt: skip
    text = making.text_of(data, "a.pdf")
    assert text == "B\U0001d449\U0001d449C"
    lefts = [left for left, *_ in boxes(data, 1, 0, 4)]
    assert lefts == pytest.approx([72, 78, 84, 90], abs=2)


def test_password_is_recognised():
    with pytest.raises(DocumentProtected):
        making.read(making.pdf(["secret"], user="open sesame", owner="owner"))


def test_file_that_only_forbids_printing_is_read():
    assert making.text_of(making.pdf(["readable"], user="", owner="owner"), "a.pdf") == "readable"


def test_page_that_cannot_be_read_is_counted_and_the_others_are_kept():
    data = making.raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 99 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>", making.stream(b"BT /F 10 Tf 72 700 Td (Here) Tj ET"),
    )  # fmt: skip
    _, _, pages, reasons = making.read(data)
    assert [page.text for page in pages] == ["Here"]
    assert reasons == [Reason("DocumentIncomplete", {"failed": 1, "pages": 2})]


@pytest.mark.timeout(60)  # it would take hours
def test_file_that_claims_a_million_pages_is_given_up_soon():
    data = making.raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
    )  # fmt: skip
    pages = making.read(data)[2]
    assert pages == []


def test_file_without_pages_is_damaged_even_after_one_with_a_password():
    with pytest.raises(DocumentProtected):
        making.read(making.pdf(["secret"], user="open sesame", owner="owner"))
    data = making.raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
    with pytest.raises(DocumentDamaged):
        making.read(data)


def test_truncated_file_gives_what_it_holds_or_says_that_it_is_damaged():
    data = making.pdf(*[[f"Page {number}."] for number in range(20)])
    for size in range(20, len(data), len(data) // 20):
        try:
            _, _, pages, _ = making.read(data[:size], "a.pdf")
        except DocumentDamaged:
            continue
        assert all(page.text == f"Page {page.number - 1}." for page in pages)


def test_no_pdf_at_all_is_damaged():
    with pytest.raises(DocumentDamaged):
        making.read(b"%PDF-1.7 and nothing else")


def test_page_that_is_not_there_has_no_boxes():
    with pytest.raises(DocumentError):
        boxes(making.pdf(["text"]), 7, 0, 1)


def test_time_limit_is_looked_at_between_pages():
    with pytest.raises(TookTooLong):
        making.read(making.pdf(["one"], ["two"]), limit_s=-1.0)


def test_scanned_page_is_left_for_later_and_the_text_is_given_at_once():
    data = scans.pdf(["A page of text, long enough."], scans.picture(scans.LEAVE))
    _, _, pages, reasons = making.read(data)
    assert [(page.number, page.text) for page in pages] == [(1, "A page of text, long enough.")]
    assert reasons == [Reason("ScansUnread", {"scans": 1, "pages": 2})]


def test_scanned_page_alone_is_given_when_scans_are_asked_for():
    data = scans.pdf(["A page of text, long enough."], scans.picture(scans.LEAVE), scans.picture(scans.LEAVE[:1]))
    pages, reasons = scans.read(data)
    assert [(page.number, page.label, page.text) for page in pages] == [
        (2, Label("page", 2), "\n".join(scans.LEAVE)),
        (3, Label("page", 3), scans.LEAVE[0]),
    ]
    assert reasons == []
    assert [page.number for page in scans.read(data, done={2})[0]] == [3]


def test_words_of_a_scan_are_placed_in_points_on_the_page_as_it_is_shown():
    image = scans.picture(scans.LEAVE)
    for rotate, shown in ((0, (500, 200)), (90, (200, 500)), (180, (500, 200))):
        (page,), _ = scans.read(scans.pdf(image, rotate=rotate))
        assert page.text == "\n".join(scans.LEAVE)
        assert (page.scan.width, page.scan.height) == shown
        left, top, right, bottom = 30, 34, 88, 48  # of "Annual" on the page before it is turned
        expected = {
            0: (left, top, right, bottom),
            90: (200 - bottom, left, 200 - top, right),
            180: (500 - right, 200 - bottom, 500 - left, 200 - top),
        }[rotate]
        assert scans.place(page, "Annual") == pytest.approx(expected, abs=2)
        assert page.scan.turned == (360 - rotate) % 360


def test_number_stamped_on_a_scan_does_not_make_it_a_page_of_text():
    image = scans.picture(scans.LEAVE)
    stamped = io.BytesIO()
    drawn = canvas.Canvas(stamped, pagesize=(500, 200))
    drawn.drawImage(ImageReader(image), 0, 0, 500, 200)
    drawn.drawString(440, 10, "Page 17")
    drawn.save()
    _, _, pages, reasons = making.read(stamped.getvalue())
    assert pages == []
    assert reasons == [Reason("ScansUnread", {"scans": 1, "pages": 1})]
    (page,), _ = scans.read(stamped.getvalue())
    assert page.text.startswith("\n".join(scans.LEAVE))


def test_small_picture_on_a_short_page_makes_no_scan():
    logo = io.BytesIO()
    drawn = canvas.Canvas(logo, pagesize=(500, 500))
    drawn.drawImage(ImageReader(scans.picture(["Logo"])), 0, 0, 300, 300)
    drawn.drawString(30, 450, "Short.")
    drawn.save()
    _, _, pages, reasons = making.read(logo.getvalue())
    assert ([page.text for page in pages], reasons) == (["Short."], [])
    assert scans.read(logo.getvalue()) == ([], [])


@pytest.mark.parametrize(("width", "scanned"), [(250, 1), (80, 0)])
def test_receipt_on_an_empty_sheet_is_a_scan_and_a_logo_is_none(width, scanned):
    sheet = io.BytesIO()
    drawn = canvas.Canvas(sheet, pagesize=(600, 800))
    drawn.drawImage(ImageReader(scans.picture(scans.LEAVE)), 100, 500, width, width * 0.4)
    drawn.save()
    assert len(scans.read(sheet.getvalue())[0]) == scanned


def test_picture_inside_a_form_is_seen():
    stream = io.BytesIO()
    drawn = canvas.Canvas(stream, pagesize=(500, 200))
    drawn.beginForm("scan")
    drawn.drawImage(ImageReader(scans.picture(scans.LEAVE)), 0, 0, 1, 1)
    drawn.endForm()
    drawn.saveState()
    drawn.scale(500, 200)
    drawn.doForm("scan")
    drawn.restoreState()
    drawn.save()
    (page,), _ = scans.read(stream.getvalue())
    assert page.text == "\n".join(scans.LEAVE)


def test_text_drawn_as_outlines_is_read_like_a_scan():
    letters = scans.picture(scans.LEAVE)
    stream = io.BytesIO()
    drawn = canvas.Canvas(stream, pagesize=(500, 200))
    for y in range(letters.height):
        dark = [x for x in range(letters.width) if letters.getpixel((x, y)) < 128]
        for x in dark:
            drawn.rect(x / 2, 200 - y / 2, 0.5, 0.5, stroke=0, fill=1)
    drawn.save()
    assert making.read(stream.getvalue())[3] == [Reason("ScansUnread", {"scans": 1, "pages": 1})]
    (page,), _ = scans.read(stream.getvalue())
    assert page.text == "\n".join(scans.LEAVE)


def test_page_of_five_by_five_metres_is_read():
    side = 5 / 0.0254 * 72
    (page,), _ = scans.read(scans.pdf(scans.picture(scans.LEAVE, height=1000), size=(side, side)))
    assert page.text == "\n".join(scans.LEAVE)
    assert page.scan.width == pytest.approx(side, abs=1)
    assert scans.place(page, "Annual")[0] == pytest.approx(0.06 * side, rel=0.05)


def test_time_of_reading_scans_is_not_that_of_the_file():
    given = scans.wanting(scans.pdf(*[scans.picture(scans.LEAVE * 4, height=600)] * 2))
    began = time.monotonic()
    assert len(list(pdf.read(given).parts)) == 2
    assert given.clock.spent_s < (time.monotonic() - began) / 2


def test_scans_that_cannot_be_read_are_given_blank_and_nothing_is_said_of_photos():
    photo = Image.linear_gradient("L").resize((500, 200))
    given = scans.wanting(scans.pdf(photo, scans.picture(scans.LEAVE)))
    first, second = list(pdf.read(given).parts)
    assert (first.number, first.text, first.scan.words) == (1, "", b"")
    assert second.number == 2
