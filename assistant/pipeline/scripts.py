"""Which code points belong to which script, as the inside of a regular expression's character class.

Ranges are those of the Unicode blocks, without their digits and punctuation. Source: Unicode 15.1, Blocks.txt.
"""

import unicodedata

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
KANA = "\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
BOPOMOFO = "\u3105-\u312f\u31a0-\u31bf"
HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uffa1-\uffdc"
THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
LAO = "\u0e81-\u0ece\u0edc-\u0edf"
BURMESE = "\u1000-\u103f\u1050-\u108f\u109a-\u109d"
KHMER = "\u1780-\u17d3\u17d7\u17dc\u17dd"

CYRILLIC = "\u0400-\u052f"
GREEK = "\u0370-\u03ff\u1f00-\u1fff"
ARABIC = "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
HEBREW = "\u0591-\u05f2\ufb1d-\ufb4f"
DEVANAGARI = "\u0900-\u0963\u0971-\u097f"
LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"

SPACELESS = HAN + KANA + BOPOMOFO + HANGUL + THAI + LAO + BURMESE + KHMER
"""Scripts indexed by pairs of characters: most write no spaces, and no stemmer knows the endings of Korean."""

# Combining marks are letters of their word to us and to FTS5, but not to `\w`. These blocks hold those of the scripts
# in use; a mark of another block parts words, which costs nothing but that word.
_MARK_BLOCKS = (
    (0x0300, 0x1E00),
    (0x20D0, 0x2100),
    (0x302A, 0x3030),
    (0x3099, 0x309B),
    (0xA670, 0xAC00),
    (0xFE20, 0xFE30),
)


def _marks() -> str:
    ranges: list[list[int]] = []
    for first, end in _MARK_BLOCKS:
        for code in range(first, end):
            if unicodedata.category(chr(code)) in ("Mn", "Mc"):
                if ranges and ranges[-1][1] == code - 1:
                    ranges[-1][1] = code
                else:
                    ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


MARKS = _marks()
"""Combining marks, with and without width of their own."""
