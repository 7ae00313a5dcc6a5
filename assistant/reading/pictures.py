"""PNG, JPEG, TIFF, BMP, WEBP and GIF by Pillow: pictures that may show text. Every frame of a TIFF is a page.

Sizes are known from the headers before anything is decoded. Of an animation the first picture is read.
"""

import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

# The two plugins are named, or Pillow imports all of its seventy when it meets a TIFF.
from PIL import Image, ImageOps, TiffImagePlugin, WebPImagePlugin  # noqa: F401

from assistant.errors import DocumentDamaged, PictureTooLarge
from assistant.reading import ocr
from assistant.reading.source import Clock, Content, Part, Scans, Source
from assistant.records import Label, Reason

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")
_MOST_PIXELS = 100_000_000
"""Decoded in colour it takes 400 MB; a scan of A0 at 200 dpi has 62 million."""
_MOST_JPEG_PIXELS = 250_000_000
"""A JPEG can be decoded at half its size and less; cameras of telephones make up to 200 million."""
_LEAST_SIDE = 32
_LEAST_PIXELS = 2_000
"""A smaller picture is an icon."""
_FRAMES = 10_000
_REDUCED_COPY = 1
"""The frame is a smaller copy of another one. Source: TIFF 6.0, tag 254, bit 0."""
_SUBFILE_TYPE = 254

_PILLOW_ERRORS = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, AssertionError,
    RuntimeError, MemoryError, EOFError, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow raises on damaged files. Source: its plugins and fuzzing."""

logging.getLogger("PIL").setLevel(logging.CRITICAL)  # it tells of odd tags; nobody reads that here
Image.MAX_IMAGE_PIXELS = None  # it would refuse without telling the size; the limits are kept here


def read(source: Source) -> Content:
    """A picture; its text is read when that is asked for, a page for each frame.

    Raises:
        DocumentDamaged: Pillow cannot open it.
        PictureTooLarge: too many pixels to decode.
        TookTooLong: it claims so many frames that counting them takes longer than the limit.
    """
    with fence():
        image = Image.open(source.file, formats=FORMATS)
        frames = _frames(image, source.clock)
    return Content("", frames.total, _parts(image, frames, source))


@dataclass(slots=True)
class _Frames:
    """How many frames there are, the numbers of those that may show text, and how many cannot be read."""

    total: int
    readable: list[int]
    failed: int


def _frames(image: Image.Image, clock: Clock) -> _Frames:
    """The frames by their headers.

    Raises:
        PictureTooLarge: the only frame is.
        TookTooLong: the limit is passed.
    """
    frames = _Frames(0, [], 0)
    while frames.total < _FRAMES:
        clock.check()
        if frames.total:
            try:
                image.seek(frames.total)
            except EOFError:
                break
        frames.total += 1
        if is_too_large(image):
            frames.failed += 1
        elif _may_show_text(image):
            frames.readable.append(frames.total)
        if image.format != "TIFF":
            break
    if frames.total == frames.failed == 1:
        raise PictureTooLarge(width=image.width, height=image.height)
    return frames


def is_too_large(image: Image.Image) -> bool:
    """True for a frame with more pixels than can be decoded in the memory there is."""
    most = _MOST_JPEG_PIXELS if image.format in ("JPEG", "MPO") else _MOST_PIXELS
    return image.width * image.height > most


def _may_show_text(image: Image.Image) -> bool:
    if isinstance(image, TiffImagePlugin.TiffImageFile) and image.tag_v2.get(_SUBFILE_TYPE, 0) & _REDUCED_COPY:
        return False
    return min(image.size) >= _LEAST_SIDE and image.width * image.height >= _LEAST_PIXELS


def _parts(image: Image.Image, frames: _Frames, source: Source) -> Iterator[Part]:
    """The frames, or how many there are to read; last why something is missing.

    Raises:
        DocumentDamaged: none of them can be read.
        ScanLanguageMissing: they are to be read in a language whose data is not there.
        TookTooLong: the limit is passed between two frames; reading one has its own.
    """
    if source.scans is not None:
        yield from _scanned(image, frames, source, source.scans)
    elif frames.readable:
        yield Reason("ScansUnread", {"scans": len(frames.readable), "pages": frames.total})
    if frames.failed == frames.total:
        raise DocumentDamaged(reason="it is not a readable picture")
    if frames.failed:
        yield Reason("DocumentIncomplete", {"failed": frames.failed, "pages": frames.total})


def _scanned(image: Image.Image, frames: _Frames, source: Source, scans: Scans) -> Iterator[Part]:
    """The frames that are not done; last how many of them were read with doubt.

    Raises:
        ScanLanguageMissing: there is no data of the language asked for.
        TookTooLong: the limit is passed.
    """
    recogniser = ocr.Recogniser(scans)
    for number in frames.readable:
        if number in scans.done:
            continue
        source.clock.check()
        source.clock.stop()
        try:
            picture, size = _decoded(image, number - 1)
            page = recogniser.page(_label(frames, number), number, picture, size)
        except DocumentDamaged:
            frames.failed += 1
            continue
        finally:
            source.clock.go()
        yield page
    if recogniser.doubtful:
        yield Reason("ReadWithDoubt", {"doubtful": recogniser.doubtful, "pages": frames.total})


def _label(frames: _Frames, number: int) -> Label:
    return Label("page", number) if frames.total > 1 else Label("file")


def _decoded(image: Image.Image, index: int) -> tuple[Image.Image, tuple[int, int]]:
    """A frame as programs show it, gray and of a size that can be read, and its own width and height in pixels.

    Raises:
        DocumentDamaged: it cannot be decoded.
    """
    with fence():
        image.seek(index)
        width, height = image.size
        factor = ocr.scale(width, height, 1.0)
        image.draft("L", (int(factor * width), int(factor * height)))  # only JPEG: a half, a quarter, an eighth
        gray = ImageOps.exif_transpose(_gray(image))
        if (gray.width < gray.height) != (width < height):  # a camera that was held sideways
            width, height = height, width
        return ocr.scaled(gray, 1.0), (width, height)


def _gray(image: Image.Image) -> Image.Image:
    """One byte a pixel, what is transparent white."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("L")
    if "A" not in image.getbands():
        image = image.convert("RGBA")
    white = Image.new("L", image.size, 255)
    white.paste(image.convert("L"), mask=image.getchannel("A"))
    return white


@contextmanager
def fence() -> Iterator[None]:
    """Errors of Pillow become ours, its warnings are not shown.

    Raises:
        DocumentDamaged: Pillow gives up.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except _PILLOW_ERRORS as error:
            raise DocumentDamaged(reason="it is not a readable picture") from error
