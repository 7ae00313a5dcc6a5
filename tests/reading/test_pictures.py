import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageOps, TiffImagePlugin

from assistant.errors import DocumentDamaged, DocumentError, PictureTooLarge
from assistant.reading import formats
from assistant.records import Label, Reason
from tests.reading import making as files
from tests.reading import making_scans as making

TEXT = "\n".join(making.LEAVE)
FORMATS = [("PNG", "png"), ("JPEG", "jpg"), ("TIFF", "tiff"), ("BMP", "bmp"), ("WEBP", "webp"), ("GIF", "gif")]
ORIENTATION = 0x0112


def text_of(data, name=""):
    """The text of a picture with one page."""
    (page,), _ = making.read(data, name)
    return page.text


def turned(image, orientation, form):
    """A picture as a camera stores it that was held so."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    stored = ImageOps.exif_transpose(_with(image, exif))
    inverse = {5: 5, 6: 8, 7: 7, 8: 6}.get(orientation, orientation)
    exif[ORIENTATION] = inverse
    return making.encoded(stored, form, exif=exif)


def _with(image, exif):
    return Image.open(io.BytesIO(making.encoded(image, "PNG", exif=exif)))


@pytest.mark.parametrize(("form", "name"), FORMATS)
def test_every_kind_of_picture_is_read_whatever_its_name(form, name):
    data = making.encoded(making.picture(making.LEAVE), form)
    assert files.read(data)[0] == name
    (page,), reasons = making.read(data, "leave.dat")
    assert page.text == TEXT
    assert (page.number, page.label) == (1, Label("file"))
    assert reasons == []


def test_unasked_a_picture_is_left_for_later():
    data = making.encoded(making.picture(making.LEAVE))
    assert files.read(data) == ("png", "", [], [Reason("ScansUnread", {"scans": 1, "pages": 1})])


def test_every_frame_of_a_tiff_is_a_page():
    first, second = making.picture(making.LEAVE[:1]), making.picture(making.LEAVE[1:])
    data = making.encoded(first, "TIFF", save_all=True, append_images=[second])
    assert files.read(data)[3] == [Reason("ScansUnread", {"scans": 2, "pages": 2})]
    pages, reasons = making.read(data)
    assert [(page.number, page.label, page.text) for page in pages] == [
        (1, Label("page", 1), making.LEAVE[0]),
        (2, Label("page", 2), making.LEAVE[1]),
    ]
    assert reasons == []
    assert [page.number for page in making.read(data, done={1})[0]] == [2]


def test_smaller_copy_inside_a_tiff_is_no_page():
    copy = making.picture(making.LEAVE).reduce(2)
    copy.encoderinfo = {"tiffinfo": TiffImagePlugin.ImageFileDirectory_v2()}
    copy.encoderinfo["tiffinfo"][254] = 1
    data = making.encoded(making.picture(making.LEAVE), "TIFF", save_all=True, append_images=[copy])
    assert [page.number for page in making.read(data)[0]] == [1]


def test_second_frame_that_is_broken_is_counted_and_the_first_is_read():
    frames = [making.picture(making.LEAVE[:1]), making.picture(making.LEAVE[1:])]
    data = making.encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:], compression="tiff_lzw")
    with Image.open(io.BytesIO(data)) as image:
        image.seek(1)
        offset = image.tag_v2[TiffImagePlugin.STRIPOFFSETS][0]
    pages, reasons = making.read(data[:offset] + bytes(200) + data[offset + 200 :])
    assert [page.text for page in pages] == [making.LEAVE[0]]
    assert reasons == [Reason("DocumentIncomplete", {"failed": 1, "pages": 2})]


@pytest.mark.parametrize("form", ["JPEG", "TIFF", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_picture_of_a_camera_held_askew_has_its_words_where_it_is_shown(form, orientation):
    upright = making.picture(making.LEAVE)
    (page,), _ = making.read(turned(upright, orientation, form))
    assert page.text == TEXT
    assert (page.scan.width, page.scan.height, page.scan.turned) == (1000, 400, 0)
    left, top, _, _ = making.place(page, "Annual")
    assert (left, top) == pytest.approx((60, 68), abs=8)


def test_transparent_background_counts_as_white():
    see_through = making.picture(making.LEAVE, mode="RGBA", paper=(0, 0, 0, 0), ink=(0, 0, 0, 255))
    assert text_of(making.encoded(see_through)) == TEXT
    assert text_of(making.encoded(see_through.convert("LA"))) == TEXT
    palette = making.picture(making.LEAVE, mode="P", paper=3, ink=0)
    palette.putpalette([0, 0, 0, 9, 9, 9, 99, 99, 99, 0, 0, 0])
    assert text_of(making.encoded(palette, transparency=3)) == TEXT


def test_two_bytes_and_one_bit_a_pixel_are_read():
    image = making.picture(making.LEAVE)
    deep = Image.frombytes("I;16", image.size, b"".join(bytes((0, gray)) for gray in image.tobytes()))
    assert text_of(making.encoded(deep)) == TEXT
    assert text_of(making.encoded(image.convert("1"), "TIFF", compression="group4")) == TEXT


def test_cmyk_of_a_print_shop_is_read():
    image = making.picture(making.LEAVE, mode="CMYK", paper=0, ink=(0, 0, 0, 255))
    assert text_of(making.encoded(image, "JPEG")) == TEXT


def test_large_photo_is_read_at_a_size_that_can_be_and_its_words_keep_their_places():
    small = making.picture(making.LEAVE)
    data = making.encoded(small.resize((13_000, 5_200)), "JPEG")
    (page,), _ = making.read(data)
    assert page.text == TEXT
    assert (page.scan.width, page.scan.height) == (13_000, 5_200)
    left, _, right, _ = making.place(page, "Annual")
    assert (left, right) == pytest.approx((13 * 61, 13 * 175), abs=60)


def png_header(width, height):
    """A PNG of one bit a pixel that claims this size and holds one row of it."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1 + (width + 7) // 8))), (b"IEND", b""))
    packed = (struct.pack(">I", len(body)) + kind + body for kind, body in chunks)
    sums = (struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(part + check for part, check in zip(packed, sums, strict=True))


def test_thirty_thousand_pixels_each_way_are_refused_by_the_header():
    with pytest.raises(PictureTooLarge) as refused:
        files.read(png_header(30_000, 30_000))
    assert refused.value.fields == {"width": 30_000, "height": 30_000}


@pytest.mark.parametrize("size", [(16, 16), (31, 500), (40, 45)])
def test_icon_holds_no_text(size):
    data = making.encoded(Image.new("L", size, 255))
    assert files.read(data)[3] == []
    assert making.read(data) == ([], [])


def test_picture_without_text_gives_none():
    gradient = Image.linear_gradient("L").resize((800, 800))
    assert making.read(making.encoded(gradient)) == ([], [])


def test_only_the_first_picture_of_an_animation_is_read():
    frames = [making.picture(making.LEAVE[:1]), making.picture(making.LEAVE[1:])]
    for form in ("GIF", "WEBP", "PNG"):
        data = making.encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=100)
        assert text_of(data) == making.LEAVE[0], form


@pytest.mark.parametrize("name", ["a.png", "a.jpeg", "a.tif", "a.bmp", "a.webp", "a.gif"])
def test_other_data_named_like_a_picture_is_damaged(name):
    for data in (b"Just text.", bytes(range(256))):
        with pytest.raises(DocumentDamaged):
            files.read(data, name)


def test_text_that_begins_like_a_bitmap_is_text():
    assert files.read(b"BM is short for bitmap, among other things.")[0] == "text"


@pytest.mark.parametrize("form", [form for form, _ in FORMATS])
def test_half_a_picture_is_damaged(form):
    data = making.encoded(making.picture(making.LEAVE), form)
    with pytest.raises(DocumentDamaged):
        making.read(data[: len(data) // 2])


@pytest.mark.parametrize("form", [form for form, _ in FORMATS])
def test_faulty_bytes_cost_at_most_the_picture(form):
    random_ = random.Random(form)
    frames = [making.picture([line], width=400, height=80, size=12) for line in making.LEAVE]
    options = {"save_all": True, "append_images": frames[1:]} if form in ("TIFF", "GIF", "WEBP", "PNG") else {}
    data = making.encoded(frames[0], form, **options)
    for _ in range(40):
        broken = bytearray(data)
        for _ in range(random_.randint(1, 6)):
            most = random_.choice((120, len(broken)))  # in the header more often than by chance
            broken[random_.randrange(min(most, len(broken)))] = random_.randrange(256)
        given = making.wanting(bytes(broken), page_timeout_s=5.0)
        try:
            parts = list(formats._picture(given).parts)
        except DocumentError:
            continue
        assert len(parts) <= 4
