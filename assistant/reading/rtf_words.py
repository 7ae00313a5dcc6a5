"""Tables of RTF: characters with a name, code pages of fonts, groups that hold no text of the document.

Source: Rich Text Format (RTF) Specification, version 1.9.1, "Special Characters", "Font Table", "Destinations".
"""

import codecs

SIGNS = {
    "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c",
    "rdblquote": "\u201d", "bullet": "\u2022", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c", "tab": "\t", "line": "\n", "softline": "\n", "lbr": "\n",
    "~": "\u00a0", "_": "-",
}  # fmt: skip
"""What a control word or sign stands for in the text."""

SKIPPED = frozenset((
    "colortbl", "info", "pict", "nonshppict", "objdata", "objclass", "fldinst", "header", "headerl", "headerr",
    "headerf", "footer", "footerl", "footerr", "footerf", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc",
    "aftncn", "listtext", "pntext", "upr", "sp", "xe", "tc", "tcn", "rxe", "bkmkstart", "bkmkend", "listtable",
    "revtbl", "listoverridetable", "rsidtbl", "themedata", "datastore", "latentstyles", "annotation", "filetbl",
    "template",
))  # fmt: skip
"""Groups whose text is not the document's, or stands in it twice."""

KNOWN_IGNORABLE = frozenset(("shpinst", "ud"))
"""Groups that a reader may leave out by their mark, and that hold text all the same."""

_CHARSETS = {
    77: "mac_roman", 78: "cp932", 79: "cp949", 80: "gb18030", 81: "big5", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES = {10000: "mac_roman", 10001: "cp932", 708: "iso8859_6", 936: "gb18030", 1361: "johab", 65001: "utf-8"}


def charset_page(number: int) -> str:
    """The codec of a font's character set; "" for those that say nothing (0: the document's own, 2: symbols)."""
    return _CHARSETS.get(number, "")


def code_page(number: int) -> str:
    """The codec of a Windows code page; "" when there is none."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
