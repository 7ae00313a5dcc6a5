"""Text of scanned pages: light, size, turn and language are found out, every word keeps its place.

Imported when the first scan comes: the import takes 0.1 s, and most files hold no scan.

Measured on 200 dpi pages of the evaluation set and made ones: a page upside down or in a foreign script has a mean
confidence of 20 to 35, a good one 85 to 97, a poor copy 45 to 75.
"""

import re
import struct
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp, log1p, sqrt
from statistics import median
from types import MappingProxyType

from PIL import Image, ImageChops, ImageFilter, ImageStat

from assistant.errors import ScanLanguageMissing
from assistant.pipeline import scripts
from assistant.pipeline.language import language_of
from assistant.reading.source import Scans
from assistant.reading.tesseract import FIRST, UNSPACED, Engine, Reading, Word
from assistant.records import SCAN_WORD, Label, Page, Scan

_LARGEST_SIDE = 6_000
_MOST_PIXELS = 24_000_000
"""Largest bitmap that is read: 144 megapixels took 647 MB, this takes some 200."""

_NONSENSE = 40.0
"""Below this confidence, after all tries, what was read is no text but stains, handwriting or a photo."""
_MANY_WORDS = 20
"""So many words of nonsense mean that there is something to read all the same; a photo gives a handful."""
_CLEAR = 75.0
"""A try that reads as well as this is right; the others are spared."""
_BETTER_BY = 10.0
_FEW_CHARACTERS = 8
"""A try that reads less proves nothing: a stain is an "l" with great confidence."""
_DENSER = 5
"""So many letters say no more than one Chinese character may."""
_SURE_CHARACTERS = 200
"""So much text tells the language of a document; a cover page may not."""

_PIECE_PIXELS = 600
"""Least width and height of the piece that other turns and scripts are tried on."""

_SMALL_PIXELS = 13
"""Height of words below which twice the size is read better: F1 at 75 dpi .83, doubled .99; at 100 dpi .981, .994; at
150 dpi .994 both ways. Three times the size is no better than twice."""
_EVEN = 0.7
_PAPER = 225
"""Paper in shadow is darker than 0.7 of the brightest; evenly lit, a page has a mean gray of 230 to 250, pictures and
light letters on dark less. Measured: half in shadow F1 .60, evened .998; dark screens and photos as before."""
_LOGARITHM = tuple(round(255 * log1p(gray) / log1p(255)) for gray in range(256))
_EXPONENTIAL = tuple(round(255 * exp(-log1p(255) * difference / 255)) for difference in range(256))
"""Tables that make a division of grays out of a subtraction."""

_OTHER_SCRIPTS = (
    "jpn", "chi_sim", "chi_tra", "kor", "rus", "ell", "ara", "heb", "hin", "tha", "ben", "tam", "tel", "kat", "hye",
)  # fmt: skip
"""Data for a script that other data cannot read, the ones with most readers first. Latin data reads any Latin text
well enough to tell its language."""
_LANGUAGES: Mapping[str, str] = MappingProxyType({
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es":
    "spa", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hu": "hun", "id": "ind", "it": "ita",
    "ja": "jpn", "ko": "kor", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sv":
    "swe", "th": "tha", "tr": "tur", "uk": "ukr", "zh": "chi_sim",
})  # fmt: skip
"""What Tesseract calls the data of a language. Source: the list of languages in its manual."""

_FOREIGN = re.compile(f"[^\\W\\d_{scripts.LATIN}]")
"""A letter that is not Latin."""






class Recogniser:
    """Reads the scanned pages of one document, and remembers from page to page how that went best.

    Not thread-safe.

    Attributes:
        doubtful: how many of the pages so far were read with doubt, or not wholly.
    """

    def __init__(self, scans: Scans) -> None:
        """Find the language data.

        Raises:
            ScanLanguageMissing: there is none of the language asked for, or none at all.
        """
        self.doubtful = 0
        self._timeout_s = scans.page_timeout_s
        self._engine = Engine(scans.data_dirs)
        self._is_settled = bool(scans.language)
        self._languages = [scans.language] if scans.language else self._engine.languages()
        self._engine.load(self._languages[0] if self._languages else FIRST)
        self._language, self._turned = self._languages[0], 0

    def page(self, label: Label, number: int, picture: Image.Image, size: tuple[float, float]) -> Page:
        """The page that a picture shows; its text is empty when nothing in it can be read.

        Args:
            label: what the page is called.
            number: of the page, from 1.
            picture: gray, one byte a pixel, best at 200 to 300 dpi.
            size: width and height of the page as its own program shows it, in its own unit.
        """
        deadline = time.monotonic() + self._timeout_s
        picture, reading = self._begun(_evenly_lit(picture), deadline)
        if reading.words and not reading.is_good:
            reading = self._searched(picture, reading, deadline)
        if reading.is_good and not self._is_settled:
            reading = self._in_its_language(picture, reading, deadline)
        if reading.is_good:
            self._language, self._turned = reading.language, reading.turned
        is_text = reading.confidence >= _NONSENSE
        if not reading.is_whole or (not reading.is_good if is_text else len(reading.words) >= _MANY_WORDS):
            self.doubtful += 1
        return _page(label, number, reading if is_text else replace(reading, words=()), picture.size, size)

    def _begun(self, picture: Image.Image, deadline: float) -> tuple[Image.Image, Reading]:
        """The page read as the one before it; with small letters at twice its size. The picture that was read too."""
        reading = self._attempt(picture, self._language, self._turned, deadline)
        if not _has_small_letters(reading.words):
            return picture, reading
        double = scaled(picture, 2.0)
        again = self._attempt(double, self._language, self._turned, deadline)
        return (double, again) if again.is_better_than(reading) else (picture, reading)

    def _searched(self, picture: Image.Image, first: Reading, deadline: float) -> Reading:
        """The page in the turn and script that suit it better, by trying them on a piece; else the first reading."""
        piece, best = _piece(picture, first.words), first
        for language, turned in self._tries(first):
            tried = self._attempt(piece, language, turned, deadline)
            if _proves_something(tried, first) and tried.confidence > best.confidence + _BETTER_BY:
                best = tried
            if best.confidence >= _CLEAR:
                break
        if best is first:
            return first
        whole = self._attempt(picture, best.language, best.turned, deadline)
        has_as_much = whole.characters >= max(_FEW_CHARACTERS, first.characters // _DENSER)
        return whole if has_as_much and whole.confidence > first.confidence else first

    def _tries(self, first: Reading) -> Iterator[tuple[str, int]]:
        """Languages and turns that may suit a page better. Lines from top to bottom are read in any turn."""
        for turn in (180, 90, 270):
            yield first.language, (first.turned + turn) % 360
        for language in (FIRST, *_OTHER_SCRIPTS):
            if language in self._languages and language != first.language:
                yield language, 0
                yield language, 180

    def _in_its_language(self, picture: Image.Image, reading: Reading, deadline: float) -> Reading:
        """The page read with the data of the language it is in, when that is better; long pages settle it for all."""
        text = _laid_out(reading.words)[0]
        self._is_settled = reading.characters >= _SURE_CHARACTERS
        language = _LANGUAGES.get(language_of(text), reading.language)
        if language == reading.language or language not in self._languages:
            return reading
        again = self._attempt(picture, language, reading.turned, deadline)
        return again if again.is_better_than(reading) else reading

    def _attempt(self, picture: Image.Image, language: str, turned: int, deadline: float) -> Reading:
        """One try. Past the deadline and with broken data, which somebody else has put there, nothing is read."""
        if time.monotonic() >= deadline:
            return Reading(language, turned)
        try:
            return self._engine.read(picture, language, turned, deadline)
        except ScanLanguageMissing:
            return Reading(language, turned)


def _proves_something(tried: Reading, first: Reading) -> bool:
    """True when it read more than a stain, and a foreign script as such: its data guesses at Latin letters too."""
    if tried.characters < _FEW_CHARACTERS:
        return False
    foreign = sum(len(_FOREIGN.findall(word.text)) for word in tried.words)
    return tried.language in (first.language, FIRST) or 2 * foreign > tried.characters


def scale(width: float, height: float, wanted: float) -> float:
    """The wanted factor, or a smaller one where a picture of this size would become too large to read."""
    return min(wanted, _LARGEST_SIDE / max(width, height), sqrt(_MOST_PIXELS / (width * height)))


def scaled(picture: Image.Image, wanted: float) -> Image.Image:
    """The picture at so many times its size, or at less where it would become too large to read."""
    factor = scale(*picture.size, wanted)
    size = (max(1, round(factor * picture.width)), max(1, round(factor * picture.height)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _evenly_lit(picture: Image.Image) -> Image.Image:
    """A page in half shadow as if the light fell evenly; any other picture as it is.

    Tesseract parts ink from paper at one gray for the whole page, and takes what lies in shadow for ink.
    """
    if min(picture.size) < _PIECE_PIXELS:
        return picture
    paper = picture.reduce(8).filter(ImageFilter.MedianFilter(3))  # stains go, then letters
    paper = paper.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))
    ((darkest, brightest),) = ImageStat.Stat(paper).extrema
    if darkest > _EVEN * brightest:
        return picture
    paper = paper.resize(picture.size, Image.Resampling.BILINEAR)
    even = ImageChops.subtract(paper.point(_LOGARITHM), picture.point(_LOGARITHM)).point(_EXPONENTIAL)
    return even if ImageStat.Stat(even).mean[0] >= _PAPER else picture


def _has_small_letters(words: Sequence[Word]) -> bool:
    heights = [min(right - left, bottom - top) for left, top, right, bottom in (word.box for word in words)]
    return bool(heights) and median(heights) < _SMALL_PIXELS


def _piece(picture: Image.Image, words: Sequence[Word]) -> Image.Image:
    """A third of the picture each way, from the midst of what looks like words; a small picture whole."""
    width, height = max(picture.width // 3, _PIECE_PIXELS), max(picture.height // 3, _PIECE_PIXELS)
    left = median((word.box[0] + word.box[2]) // 2 for word in words) - width // 2
    top = median((word.box[1] + word.box[3]) // 2 for word in words) - height // 2
    left, top = max(0, min(int(left), picture.width - width)), max(0, min(int(top), picture.height - height))
    return picture.crop((left, top, min(left + width, picture.width), min(top + height, picture.height)))


def _laid_out(words: Sequence[Word]) -> tuple[str, list[tuple[int, int]]]:
    """The text, one line feed a line and an empty line between paragraphs, and where in it each word stands."""
    text, spans = "", []
    last: Word | None = None
    for word in words:
        if last is not None:
            text += _between(last, word)
        spans.append((len(text), len(text) + len(word.text)))
        text += word.text
        last = word
    return text, spans


def _between(word: Word, following: Word) -> str:
    if word.line[:2] != following.line[:2]:
        return "\n\n"
    if word.line != following.line:
        return "\n"
    return "" if UNSPACED.match(word.text[-1]) or UNSPACED.match(following.text[0]) else " "


def _page(label: Label, number: int, reading: Reading, pixels: tuple[int, int], size: tuple[float, float]) -> Page:
    text, spans = _laid_out(reading.words)
    hundredths = [100 * of / pixel for of, pixel in zip(size * 2, pixels * 2, strict=True)]
    rows = (
        struct.pack(SCAN_WORD, *span, *(round(one * each) for one, each in zip(word.box, hundredths, strict=True)))
        for span, word in zip(spans, reading.words, strict=True)
    )
    scan = Scan(reading.language, reading.confidence, reading.turned, *size, b"".join(rows))
    return Page(number, label, text, scan=scan)
