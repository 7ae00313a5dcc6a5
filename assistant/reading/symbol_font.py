"""The letters of the font "Symbol": Greek and mathematics at the places of the Latin letters.

Source: Adobe, "Symbol Set and Encoding" (PostScript Language Reference, third edition, E.12).
"""

_FIRST_HALF = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?"  # noqa: RUF001 (these signs are meant, not their likes)
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"  # noqa: RUF001
)  # from 0x20
_SECOND_HALF = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ"  # noqa: RUF001
    "℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"  # noqa: RUF001
)  # from 0xA0


def letter(code: int) -> str:
    """What a code of the font shows, with or without the 0xF000 that Windows adds to it; "" for mere ornaments."""
    code &= 0xFF
    if 0x20 <= code < 0x20 + len(_FIRST_HALF):
        return _FIRST_HALF[code - 0x20]
    return _SECOND_HALF[code - 0xA0] if 0xA0 <= code < 0xA0 + len(_SECOND_HALF) else ""
