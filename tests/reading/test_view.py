"""The view child: what it draws and measures, what it refuses, and that its word is checked."""

import io
import time
from contextlib import contextmanager

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from assistant.errors import (
    Cancelled,
    DocumentDamaged,
    DocumentProtected,
    FileChanged,
    PageNotShown,
    PictureTooLarge,
)
from assistant.isolation import Child, Policy
from assistant.reading.view_client import TILE_PX, Tile, Viewed, Viewer, ViewKind
from assistant.settings import Settings
from tests.reading import making, view_workers
from tests.reading import making_scans as scans
from tests.reading.test_client import TESTS

MM = 72 / 25.4


class Misled(Viewer):
    """The real viewer with a child that lies when a file's name says so."""

    def _fresh_child(self):
        policy = Policy(read_paths=(TESTS,), memory_bytes=self._settings.reading_memory_mb << 20)
        return Child("tests.reading.view_workers", name="viewer", options={"timeout_s": 5}, policy=policy)


@pytest.fixture(scope="module")
def viewer():
    made = Viewer(Settings())
    yield made
    made.close()


@pytest.fixture(scope="module")
def misled():
    made = Misled(Settings())
    yield made
    made.close()


@pytest.fixture
def viewed(tmp_path):
    """These bytes as an open file."""

    @contextmanager
    def opened(data, kind=ViewKind.PDF, name="file.pdf", inside=""):
        path = tmp_path / "content"
        path.write_bytes(data)
        with path.open("rb") as file:
            yield Viewed(file.fileno(), kind, name, inside)

    return opened


def whole(page, width, height):
    """The whole of a page that is so many pixels large."""
    return Tile(page, (width, height), 0, 0, width, height)


def image(pixels, tile):
    return Image.frombytes("RGBA", (tile.width, tile.height), pixels, "raw", "BGRA").convert("L")


def ink(drawn):
    """Left, top, right, bottom of what is dark."""
    return drawn.point(lambda gray: 255 * (gray < 128)).getbbox()


def drawn_at(size, across, up, text="Otter", *, rotate=0, crop=None):
    """A PDF of one page with a word at a place, in points from the lower left."""
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=size)
    page.setPageRotation(rotate)
    if crop:
        page.setCropBox(crop)
    page.setFont("Helvetica", 20)
    page.drawString(across, up, text)
    page.save()
    return stream.getvalue()


def test_page_is_drawn_with_its_words_where_they_stand(viewer, viewed):
    with viewed(drawn_at((400, 200), 100, 150)) as file:
        assert viewer.sizes(file) == [(400, 200)]
        tile = whole(1, 800, 400)
        left, top, right, bottom = ink(image(viewer.tile(file, tile), tile))
    assert (left / 2, bottom / 2) == pytest.approx((101, 50), abs=1.5)
    assert right / 2 < 150
    assert top / 2 == pytest.approx(50 - 0.72 * 20, abs=1.5)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_lie_on_the_ink_however_the_page_is_turned_and_cropped(viewer, viewed, rotate):
    with viewed(drawn_at((200, 200), 60, 150, rotate=rotate, crop=(20, 10, 190, 190))) as file:
        ((width, height),) = viewer.sizes(file)
        assert (width, height) == ((170, 180) if rotate % 180 == 0 else (180, 170))
        tile = whole(1, 2 * int(width), 2 * int(height))
        seen = [side / 2 for side in ink(image(viewer.tile(file, tile), tile))]
        boxes = [[side / 100 for side in box] for box in viewer.boxes(file, 1, 0, 5)]
    assert len(boxes) == 5
    around = [choose(box[side] for box in boxes) for side, choose in enumerate((min, min, max, max))]
    inside = zip(around[:2] + seen[2:], seen[:2] + around[2:], strict=True)
    assert all(outer <= inner + 0.6 for outer, inner in inside)
    assert max(around[2] - around[0], around[3] - around[1]) == pytest.approx(47, abs=4)


def test_tiles_together_are_the_page(viewer, viewed):
    with viewed(making.pdf(["The otter sleeps on its back."])) as file:
        tile = whole(1, 600, 800)
        page = image(viewer.tile(file, tile), tile)
        parts = [Tile(1, (600, 800), left, top, 300, 400) for left in (0, 300) for top in (0, 400)]
        for part in parts:
            box = (part.left, part.top, part.left + 300, part.top + 400)
            assert image(viewer.tile(file, part), part).tobytes() == page.crop(box).tobytes()


def test_page_of_five_metres_and_one_of_a_point_can_be_drawn(viewer, viewed):
    with viewed(drawn_at((5000 * MM, 5000 * MM), 7000, 7000)) as file:
        assert viewer.sizes(file)[0] == pytest.approx((5000 * MM, 5000 * MM))
        near = Tile(1, (56_700, 56_700), 7000 * 4 - 500, 56_700 - 7000 * 4 - 500, TILE_PX, 1000)
        assert ink(image(viewer.tile(file, near), near)) is not None
    with viewed(drawn_at((1, 1), 0, 0)) as file:
        assert viewer.sizes(file) == [(1, 1)]
        assert len(viewer.tile(file, whole(1, 40, 40))) == 4 * 40 * 40


def test_form_that_was_filled_in_shows_what_was_typed(viewer, viewed):
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(300, 100))
    page.acroForm.textfield(value="otters", x=20, y=40, width=200, height=30, borderWidth=0, fillColor=None)
    page.showPage()
    page.save()
    with viewed(stream.getvalue()) as file:
        tile = whole(1, 600, 200)
        assert ink(image(viewer.tile(file, tile), tile)) is not None


def test_same_file_is_not_opened_twice_and_a_changed_one_is(viewer, viewed):
    with viewed(making.pdf(["one"])) as file:
        assert len(viewer.sizes(file)) == 1
    with viewed(making.pdf(["one"], ["two"])) as file:
        assert len(viewer.sizes(file)) == 2


def test_picture_is_drawn_in_its_colours_on_white(viewer, viewed):
    picture = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    picture.paste((255, 0, 0, 255), (0, 0, 20, 20))
    with viewed(scans.encoded(picture), ViewKind.PICTURE) as file:
        assert viewer.sizes(file) == [(40, 20)]
        pixels = viewer.tile(file, whole(1, 80, 40))
    assert (pixels[:4], pixels[-4:]) == (b"\0\0\xff\xff", b"\xff\xff\xff\xff")


def test_every_frame_of_a_tiff_is_a_page(viewer, viewed):
    frames = [Image.new("L", (30 + number, 20), 40 * number) for number in range(3)]
    data = scans.encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    with viewed(data, ViewKind.PICTURE) as file:
        assert viewer.sizes(file) == [(30, 20), (31, 20), (32, 20)]
        assert viewer.tile(file, whole(3, 8, 8))[:4] == b"\x50\x50\x50\xff"
        with pytest.raises(PageNotShown):
            viewer.tile(file, whole(4, 8, 8))


def test_picture_of_a_camera_held_sideways_stands_upright(viewer, viewed):
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = Image.new("L", (40, 20), 255)
    picture.paste(0, (0, 0, 10, 20))  # its left becomes the top
    with viewed(scans.encoded(picture, "PNG", exif=exif), ViewKind.PICTURE) as file:
        assert viewer.sizes(file) == [(20, 40)]
        tile = whole(1, 20, 40)
        assert ink(image(viewer.tile(file, tile), tile))[3] <= 12


def test_huge_picture_is_refused_with_its_size(viewer, viewed):
    huge = scans.encoded(Image.new("1", (20_000, 20_000)))
    with viewed(huge, ViewKind.PICTURE) as file, pytest.raises(PictureTooLarge, match=r"20000 by 20000"):
        viewer.tile(file, whole(1, 100, 100))


def test_what_travels_in_a_mail_is_taken_out_of_it(viewer, viewed):
    from tests.services.test_attachments import mail

    letter = bytes(mail(("contract.pdf", making.pdf(["first"], ["second"])), ("other.pdf", making.pdf(["only"]))))
    with viewed(letter, name="letter.eml", inside="contract.pdf") as file:
        assert len(viewer.sizes(file)) == 2
    with viewed(letter, name="letter.eml", inside="gone.pdf") as file, pytest.raises(FileChanged):
        viewer.sizes(file)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"%PDF-1.7 and nothing else", DocumentDamaged),
        (making.pdf(["secret"], user="otter", owner="otter"), DocumentProtected),
        (making.raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), DocumentDamaged),
    ],
    ids=["damaged", "protected", "without pages"],
)  # fmt: skip
def test_file_that_cannot_be_shown_says_why(viewer, viewed, data, error):
    with viewed(data) as file, pytest.raises(error):
        viewer.sizes(file)


def test_page_that_does_not_exist_says_so_and_the_next_request_works(viewer, viewed):
    with viewed(making.pdf(["otter"])) as file:
        for ask in (lambda: viewer.tile(file, whole(7, 10, 10)), lambda: viewer.boxes(file, 7, 0, 5)):
            with pytest.raises(PageNotShown):
                ask()
        assert len(viewer.boxes(file, 1, 0, 5)) == 5


def test_page_that_is_never_done_costs_its_time_limit_and_no_more(viewed):
    viewer = Viewer(Settings(), timeout_s=0.5)
    with viewed(making.hanging_pdf()) as file:
        assert len(viewer.sizes(file)) == 2
        with pytest.raises(PageNotShown, match="too long"):
            viewer.tile(file, whole(2, 600, 800))
        assert len(viewer.tile(file, whole(1, 60, 80))) == 4 * 60 * 80
    viewer.close()


def test_file_that_is_damaged_anywhere_never_takes_the_program_along(viewer, viewed):
    data = bytearray(making.pdf(["The otter sleeps on its back."], ["And dives."]))
    for number in range(0, len(data), 97):
        damaged = bytearray(data)
        damaged[number] ^= 0x55
        with viewed(bytes(damaged)) as file:
            try:
                for page in range(1, min(3, 1 + len(viewer.sizes(file)))):
                    viewer.tile(file, whole(page, 50, 70))
            except (DocumentDamaged, DocumentProtected, PageNotShown):
                continue


@pytest.mark.parametrize("lie", sorted(view_workers.LIES))
def test_child_that_lies_about_sizes_is_not_believed(misled, viewed, lie):
    with viewed(making.pdf(["otter"]), name=f"lie {lie}") as file, pytest.raises(PageNotShown, match="unreadable"):
        misled.sizes(file)
    with viewed(making.pdf(["otter"])) as file:
        assert len(misled.sizes(file)) == 1


@pytest.mark.parametrize("lie", sorted(view_workers.BOX_LIES))
def test_child_that_lies_about_boxes_is_not_believed(misled, viewed, lie):
    with viewed(making.pdf(["otter"]), name=f"lie {lie}") as file, pytest.raises(PageNotShown, match="unreadable"):
        misled.boxes(file, 1, 0, 10)


def test_child_ends_when_nothing_is_asked_for_and_is_started_again(viewed):
    viewer = Viewer(Settings(), idle_s=0.05)
    with viewed(making.pdf(["otter"])) as file:
        assert len(viewer.sizes(file)) == 1
        deadline = time.monotonic() + 30
        while viewer.is_running:
            assert time.monotonic() < deadline
        assert len(viewer.sizes(file)) == 1
    viewer.close()


def test_child_is_locked_down_and_closed_for_good(viewed):
    viewer = Viewer(Settings())
    with viewed(making.pdf(["otter"])) as file:
        viewer.sizes(file)
        assert viewer.lockdown
        viewer.close()
        with pytest.raises(Cancelled):
            viewer.sizes(file)
