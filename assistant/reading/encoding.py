"""Bytes to text: byte order marks, UTF-8, UTF-16 and UTF-32 without a mark, what the file declares, then a guess."""

import codecs
import re

from charset_normalizer import from_bytes

from assistant.reading import guards
from assistant.reading.source import Source

_SAMPLE_BYTES = 65_536
"""Enough for a guess; charset_normalizer takes 1 to 60 ms for as much."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the one of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_ESCAPED = ("iso2022_jp",)
"""Old Japanese mail: ASCII bytes that an escape sequence makes Japanese, so that it would pass for UTF-8."""

_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "iso-8859-9": "cp1254", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "x-sjis": "cp932", "windows-31j": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs", "tis-620": "cp874", "x-mac-roman": "mac-roman",
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "unicode": "utf-8",
}  # fmt: skip
"""What a declared name means in practice. Source: WHATWG Encoding Standard, "Names and labels", and HTML Standard,
"prescan a byte stream": a declaration that could be read byte by byte cannot be in UTF-16."""

_WESTERN = frozenset(
    "äöüßÄÖÜéèêëÉÈÊàâáãåÀÂÁÅçÇíìîïÍóòôõöøÓÔØúùûñÑæÆœŒ¿¡ºª«»„“”\u201a\u2018\u2019\u2013—…•·€£¢§©®™°²½¼\u00d7\u00a0"
)
"""Letters and signs that Western European text is made of, as windows-1252 writes them."""

_HIGH = re.compile(rb"[\x80-\xff]")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_LATIN_GUESSES = re.compile(r"cp125[0247]|iso8859_\d+|latin_1|mac_.*|cp(?:437|775|8\d\d)|hp_roman8|ptcp154|kz1048")


def text_of(source: Source, declared: str = "") -> tuple[str, bool]:
    """The text of a file, and True when that is all of it.

    Line breaks come out as line feeds, other control characters as spaces. No more of the file is read than the
    limit of text needs: a 300 MB file costs the memory of the limit.

    Args:
        source: the file.
        declared: the encoding that the file says it is in; a wrong one is recognised by what does not fit.

    Raises:
        FileUnreadable: the system reports an error.
    """
    sample = source.read(_SAMPLE_BYTES)
    name = encoding_of(sample, declared)
    width = 4 if name.startswith("utf-32") else 2 if name.startswith("utf-16") else 1
    taken = source.limit_bytes * width + 4
    data = sample if source.size <= _SAMPLE_BYTES else source.read(taken)
    whole = len(data) <= source.limit_bytes * width
    return guards.clean(guards.line_breaks(_decoded(data, name, whole=whole))), whole


def encoding_of(sample: bytes, declared: str = "") -> str:
    """The name of the codec that the beginning of a file (up to 64 KiB) is written in; never fails."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    wide = wide_encoding(sample)
    if wide:
        return wide
    declared = _LABELS.get(declared.strip().lower(), declared.strip().lower())
    for name in (*_ESCAPED[: b"\x1b$" in sample], "utf-8", declared):
        if _fits(sample, name):
            return name
    return _guessed(sample)


def wide_encoding(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of its spaces and line feeds stand; "" if not.

    Text of any script has line breaks, spaces or digits, whose upper byte is zero; binary data has zeros at even
    and odd places alike.
    """
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if not even and not odd:
        return ""
    if even and odd:
        return next((name for name in ("utf-32-le", "utf-32-be") if _is_wide_text(sample, name, 4)), "")
    name = "utf-16-le" if odd else "utf-16-be"
    return name if _is_wide_text(sample, name, 2) else ""


def _is_wide_text(sample: bytes, name: str, width: int) -> bool:
    try:
        text = sample[: len(sample) // width * width].decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 2 * width:  # else: the sample ends within a character
            return False
        text = sample[: error.start].decode(name)
    strange = sum(not (character.isprintable() or character in "\t\n\r\f\ufeff") for character in text[:4096])
    return bool(text) and strange * 50 <= min(len(text), 4096)


def _fits(sample: bytes, name: str) -> bool:
    """True when the sample is valid in that encoding; for UTF-8 a few bad bytes among many good ones are forgiven."""
    try:
        decoder = codecs.getincrementaldecoder(name)()
    except LookupError:
        return False
    try:
        return "\x00" not in decoder.decode(sample)
    except UnicodeDecodeError:
        pass
    except (ValueError, TypeError, AttributeError):
        return False  # a codec that is none for text ("hex", "rot13")
    if name != "utf-8":
        return False
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    return good >= 20 * bad


def _guessed(sample: bytes) -> str:
    best = from_bytes(sample).best()
    guess = best.encoding if best is not None else "cp1252"
    neighbour = _LATIN_GUESSES.fullmatch(guess) or 2 * len(_ALONE.findall(sample)) > len(_HIGH.findall(sample))
    return "cp1252" if neighbour and _is_western(sample) else guess


def _is_western(sample: bytes) -> bool:
    """True when windows-1252 reads it as letters of Western Europe alone.

    The guess often falls on a neighbour (windows-1257 for French, 1250 for English with a pound sign), where these
    bytes are letters too, or on Chinese, though umlauts stand alone between letters and halves of ideographs do not.
    """
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return all(character in _WESTERN for character in set(text) if character > "\x7f")


def _decoded(data: bytes, name: str, *, whole: bool) -> str:
    if name == "utf-8":
        try:
            return codecs.getincrementaldecoder(name)().decode(data, final=whole)
        except UnicodeDecodeError as error:  # plain ASCII in the sample, something else further down
            half = _SAMPLE_BYTES // 2
            around = data[max(0, error.start - half) : error.start + half]
            name = name if _fits(around, name) else _guessed(around)
    return codecs.getincrementaldecoder(name)("replace").decode(data, final=whole)
