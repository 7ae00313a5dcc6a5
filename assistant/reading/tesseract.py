"""Tesseract behind one narrow fence: a gray picture in, words with their places and confidence out.

It reads a page whose lines run from top to bottom as it is; of a page that lies otherwise it makes nonsense.
"""

import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads cost more than they bring; read when it is loaded

import tesserocr
from PIL import Image

from assistant.errors import ScanLanguageMissing
from assistant.pipeline import scripts
from assistant.reading import guards

FIRST = "eng"
"""The data that a document is begun with when nothing is known of it."""
DPI = 200
"""What pages are drawn at: 1.04 s a page with F1 .987, at 300 dpi 1.23 s with .986."""
_DOUBTFUL = 65.0
"""Below it a page is said to be read with doubt, and its other turns and scripts are tried."""
_NO_PAGES = frozenset(("osd", "equ"))  # data that finds turns and formulas, and reads no text

_TURNS: Mapping[int, Image.Transpose] = MappingProxyType({
    90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90,
})  # fmt: skip
"""Clockwise; Pillow counts the other way round."""

UNSPACED = re.compile(
    f"[{scripts.HAN}{scripts.KANA}{scripts.BOPOMOFO}{scripts.THAI}{scripts.LAO}{scripts.KHMER}{scripts.BURMESE}"
    "\u3000-\u303f\uff00-\uffef]"
)
"""A character that has no space beside it: scripts without spaces, and their punctuation."""

tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)  # it tells of every box outside a picture

_Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word: confidence 0 to 100, the line it is in (block, paragraph, line), its box in pixels."""

    text: str
    confidence: float
    line: tuple[int, int, int]
    box: _Box


@dataclass(frozen=True, slots=True)
class Reading:
    """What one try gave; the boxes are those of the picture as it was given, before it was turned."""

    language: str
    turned: int
    words: tuple[Word, ...] = ()
    is_whole: bool = False

    @property
    def characters(self) -> int:
        """How many there are, without spaces."""
        return sum(len(word.text) for word in self.words)

    @property
    def confidence(self) -> float:
        """Mean over the characters, 0 to 100."""
        return sum(word.confidence * len(word.text) for word in self.words) / max(1, self.characters)

    @property
    def is_good(self) -> bool:
        """True when it can be relied on."""
        return self.confidence >= _DOUBTFUL

    def is_better_than(self, other: "Reading") -> bool:
        """True when it is surer; a beginning is no better than the whole."""
        return self.confidence > other.confidence and self.is_whole >= other.is_whole


class Engine:
    """Tesseract with the data of one language at a time: two at once are slower and worse."""

    def __init__(self, data_dirs: Sequence[str]) -> None:
        self._files: dict[str, Path] = {}
        for folder in data_dirs:
            for file in sorted(Path(folder).glob("*.traineddata")):
                if file.stem not in _NO_PAGES:
                    self._files.setdefault(file.stem, file)
        self._api = tesserocr.PyTessBaseAPI(init=False)
        self._loaded = ""

    def languages(self) -> list[str]:
        """Names of the data that is there, the one to begin with first."""
        return sorted(self._files, key=lambda name: (name != FIRST, name))

    def load(self, language: str) -> None:
        """Make ready to read with this data.

        Raises:
            ScanLanguageMissing: it is not there, or broken.
        """
        if language == self._loaded:
            return
        if language not in self._files:
            raise ScanLanguageMissing(language=language)
        try:
            self._api.Init(f"{self._files[language].parent}/", language, tesserocr.OEM.LSTM_ONLY)
        except RuntimeError as error:
            raise ScanLanguageMissing(language=language) from error
        self._loaded = language
        self._api.SetVariable("debug_file", os.devnull)  # or it writes of every empty page

    def read(self, picture: Image.Image, language: str, turned: int, deadline: float) -> Reading:
        """One try; what was read until the deadline (by `time.monotonic`) is kept.

        Raises:
            ScanLanguageMissing: the data is not there, or broken.
        """
        self.load(language)
        upright = picture.transpose(_TURNS[turned]) if turned else picture
        left_ms = max(1, int(1000 * (deadline - time.monotonic())))
        self._api.SetImageBytes(upright.tobytes(), upright.width, upright.height, 1, upright.width)
        self._api.SetSourceResolution(DPI)
        is_whole = bool(self._api.Recognize(left_ms))
        words = tuple(words_of(self._api.GetTSVText(0)))
        self._api.Clear()
        placed = tuple(replace(word, box=_turned_back(word.box, turned, picture.size)) for word in words)
        return Reading(language, (turned + 270 * _is_sideways(words)) % 360, placed, is_whole)


def words_of(table: str) -> Iterator[Word]:
    """The words of Tesseract's table. Source: tesseract, `TessBaseAPI::GetTSVText`: level 5 is a word."""
    for row in table.splitlines():
        level, _, block, paragraph, line, _, left, top, width, height, confidence, text = row.split("\t", 11)
        text = guards.clean(text).strip()
        if level == "5" and text:
            box = (int(left), int(top), int(left) + int(width), int(top) + int(height))
            yield Word(text, float(confidence), (int(block), int(paragraph), int(line)), box)


def _is_sideways(words: Sequence[Word]) -> bool:
    """True when lines run from top to bottom, in a script that is never written so."""
    tall = [
        bottom - top > right - left
        for text, (left, top, right, bottom) in ((word.text, word.box) for word in words)
        if len(text) > 2 and not UNSPACED.search(text)
    ]
    return 2 * sum(tall) > len(tall)


def _turned_back(box: _Box, turned: int, size: tuple[int, int]) -> _Box:
    """A box of the turned picture as one of the picture of this size that it was made from."""
    left, top, right, bottom = box
    width, height = size
    if turned == 90:
        return top, height - right, bottom, height - left
    if turned == 180:
        return width - right, height - bottom, width - left, height - top
    if turned == 270:
        return width - bottom, left, width - top, right
    return box
