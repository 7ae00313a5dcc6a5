"""A picture for the screen: sizes of its frames, parts of them as pixels. Child side.

Large pictures are decoded once and kept at a size that fits into memory; what is larger than can be read says so.
"""

from time import monotonic
from typing import BinaryIO

from PIL import Image, ImageOps

from assistant.errors import PageNotShown, PictureTooLarge
from assistant.reading import pictures

_FRAMES = 2_000
_FRAMES_S = 3.0
"""Frames are counted so long; a made file may claim any number."""
_MOST_PIXELS = 24_000_000
"""A frame is kept with at most so many pixels: 96 MB."""
_ORIENTATION = 0x0112
_SIDEWAYS = (5, 6, 7, 8)
"""Orientations that swap width and height. Source: Exif 2.3, tag 0x0112."""


class PictureView:
    """An open picture; the frame that was asked for last stays decoded."""

    def __init__(self, file: BinaryIO) -> None:
        """Open it.

        Raises:
            DocumentDamaged: Pillow cannot.
        """
        self._file = file
        with pictures.fence():
            self._image = Image.open(file, formats=pictures.FORMATS)
        self._open: tuple[int, Image.Image] | None = None

    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of every frame in pixels, as it is shown."""
        until = monotonic() + _FRAMES_S
        sizes: list[tuple[float, float]] = []
        with pictures.fence():
            while len(sizes) < _FRAMES and monotonic() < until:
                try:
                    self._image.seek(len(sizes))
                except EOFError:
                    break
                width, height = self._image.size
                is_sideways = self._image.getexif().get(_ORIENTATION) in _SIDEWAYS
                sizes.append((float(height), float(width)) if is_sideways else (float(width), float(height)))
                if self._image.format != "TIFF":  # of an animation the first picture is shown
                    break
        return sizes

    def tile(self, page: int, whole: tuple[int, int], place: tuple[int, int, int, int]) -> bytes:
        """A part of a frame that is shown `whole` pixels wide and high, as BGRA rows without gaps.

        Args:
            page: number of the frame, from 1.
            whole: width and height of the whole frame.
            place: left, top, width and height of the part.

        Raises:
            PictureTooLarge: it has too many pixels.
            PageNotShown: it cannot be decoded.
        """
        decoded = self._decoded(page)
        left, top, width, height = place
        across, down = decoded.width / whole[0], decoded.height / whole[1]
        box = (left * across, top * down, (left + width) * across, (top + height) * down)
        box = (box[0], box[1], min(box[2], decoded.width), min(box[3], decoded.height))
        part = decoded.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
        return part.convert("RGBA").tobytes("raw", "BGRA")

    def boxes(self, page: int, start: int, end: int) -> list[tuple[int, int, int, int]]:
        """Never asked for: where the words of a picture stand is stored with them.

        Raises:
            PageNotShown: always.
        """
        raise PageNotShown(reason=f"a picture has no characters {start} to {end} on page {page}")

    def close(self) -> None:
        """Give everything back."""
        self._image.close()
        self._file.close()

    def _decoded(self, page: int) -> Image.Image:
        if self._open is None or self._open[0] != page:
            self._open = None
            self._open = page, self._decode(page)
        return self._open[1]

    def _decode(self, page: int) -> Image.Image:
        """A frame as programs show it, on white.

        Raises:
            PictureTooLarge: it has too many pixels.
            PageNotShown: there is no such frame.
        """
        image = self._image
        with pictures.fence():
            try:
                image.seek(page - 1)
            except EOFError as error:
                raise PageNotShown(reason="it is damaged") from error
            if pictures.is_too_large(image):
                raise PictureTooLarge(width=image.width, height=image.height)
            factor = min(1.0, (_MOST_PIXELS / (image.width * image.height)) ** 0.5)
            size = max(1, round(factor * image.width)), max(1, round(factor * image.height))
            image.draft("RGB", size)  # only JPEG: a half, a quarter, an eighth
            shown = _on_white(image)
            if shown.width * shown.height > _MOST_PIXELS:
                shown = shown.resize(size, Image.Resampling.BOX)
            return ImageOps.exif_transpose(shown)


def _on_white(image: Image.Image) -> Image.Image:
    """In colours; what is transparent is white."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGB", image.size, (255, 255, 255))
    white.paste(clear, mask=clear.getchannel("A"))
    return white
