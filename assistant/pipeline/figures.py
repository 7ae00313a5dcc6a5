"""Numbers and dates in a text as values, so that "1,000", "1000" and "1.000" or "3 May 2024" and "2024-05-03" agree.

A number that can be read in two ways ("1.500" where the language is not known, "3/4/2024") keeps both readings.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

_NUMBER_WORDS = MappingProxyType({
    "en": "zero one two three four five six seven eight nine ten eleven twelve",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici",
})
"""From nought to twelve. Italian "sei" and French "neuf" are also other words: one reading more is only stricter."""

_TENS = MappingProxyType({
    "en": "twenty thirty forty fifty sixty seventy eighty ninety hundred",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento",
})

_MULTIPLIERS = MappingProxyType({
    "hundred": 10**2, "thousand": 10**3, "tausend": 10**3, "mil": 10**3, "mille": 10**3, "million": 10**6,
    "millions": 10**6, "millionen": 10**6, "mio": 10**6, "millón": 10**6, "millones": 10**6, "milioni": 10**6,
    "billion": 10**9, "billions": 10**9, "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9, "milliard": 10**9,
    "milliards": 10**9, "trillion": 10**12, "billionen": 10**12, "billones": 10**12,
})
"""A German "Billion" in the singular is left as the English one: it hardly ever stands behind a figure."""

_UNITS: Mapping[str, str] = MappingProxyType({
    word: unit
    for unit, known in {
        "%": "% percent prozent pct porcentaje pourcent",
        "$": "$ dollar dollars usd dólar dólares",
        "€": "€ euro euros eur",
        "£": "£ pound pounds gbp pfund libra libras",
        "¥": "¥ yen",
        "second": "s sec second seconds sekunde sekunden segundo segundos seconde secondes 秒",
        "minute": "min minute minutes minuten minuto minutos 分钟",
        "hour": "h hour hours hr hrs stunde stunden hora horas heure heures 小时",
        "day": "day days tag tage tagen día días jour jours giorno giorni 天 日",
        "week": "week weeks woche wochen semana semanas semaine semaines settimana settimane 周",
        "month": "month months monat monate monaten mes meses mois mese mesi 个月",
        "year": "year years jahr jahre jahren año años an ans année années anno anni 年",
        "mm": "mm millimetre millimeter millimetres millimeters",
        "cm": "cm centimetre centimeter centimetres centimeters zentimeter",
        "m": "m metre meter metres meters metern metro metros mètre mètres 米",
        "km": "km kilometre kilometer kilometres kilometers kilometern kilómetro kilómetros 公里",
        "mile": "mile miles mi meile meilen milla millas",
        "foot": "ft foot feet",
        "inch": "inch inches zoll",
        "g": "g gram grams gramm gramo gramos",
        "kg": "kg kilo kilos kilogram kilograms kilogramm kilogramo kilogramos 公斤",
        "lb": "lb lbs",
        "tonne": "t tonne tonnes ton tons tonnen tonelada toneladas 吨",
        "l": "l litre liter litres liters litro litros",
        "°C": "°c celsius",
        "°F": "°f fahrenheit",
        "kB": "kb kib",
        "MB": "mb mib",
        "GB": "gb gib",
        "TB": "tb tib",
        "W": "w watt watts",
        "kW": "kw",
        "kWh": "kwh",
        "V": "v volt volts",
        "Hz": "hz",
    }.items()
    for word in known.split()
})
"""Units that a number must keep: 30 days are not 30 months. Words that are no unit are left to the words."""

_MONTH_NAMES = (
    "january jan januar enero janvier gennaio",
    "february feb februar febrero février febbraio",
    "march mar märz mär marzo mars",
    "april apr abril avril aprile",
    "may mai mayo maggio",
    "june jun juni junio juin giugno",
    "july jul juli julio juillet luglio",
    "august aug agosto août",
    "september sep sept septiembre septembre settembre",
    "october oct oktober okt octubre octobre ottobre",
    "november nov noviembre novembre",
    "december dec dezember dez diciembre décembre dicembre",
)
_MONTHS: Mapping[str, int] = MappingProxyType(
    {name: month for month, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
)

_NOT_MONTHS = frozenset({"may", "march", "mar"})
"""Other words when they are not capitalised: "may 30 days pass"."""

_COMMA_LANGUAGES = frozenset({"en", "zh", "ja", "ko", "th", "he", "hi"})
"""Languages that write 1,000.5; the others of Europe write 1.000,5 or 1 000,5.

Source: Unicode CLDR 46, number symbols of these locales.
"""

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year>[12]\d{3})"
_OF = r"(?:\s+(?:of|de|del))?\s+"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.-]){_YEAR}[-/](?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
        rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月(?:\s*(?P<day>\d{{1,2}})\s*[日号號])?",
        rf"(?<![\w.,/]){_DAY}{_OF}{_MONTH}(?:(?:,|{_OF}|\s)\s*{_YEAR})?(?!\w)",
        rf"(?<!\w){_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?(?![\w.,]\d|\w)",
        rf"(?<!\w){_MONTH}(?:,|{_OF}|\s)\s*{_YEAR}(?!\w)",
        r"(?<![\w./])(?P<one>\d{1,2})(?P<mark>[./])(?P<two>\d{1,2})(?P=mark)(?P<year>[12]\d{3})(?!\w)",
    )
)
"""ISO 8601; East Asian; 3 May 2024; May 3, 2024; May 2024; 3.5.2024 and 3/5/2024 (day or month first)."""

_NUMBER = re.compile(
    r"(?P<sign>(?<![^\s(])[-\u2212](?=\d))?"
    r"(?P<before>[$€£¥]\s?)?"
    r"(?<![^\W\d_])(?<!\d[.,])(?<!\d)(?P<digits>\d{1,3}(?:\x20\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'\u2019\u00a0\u202f]\d+)*)"
    r"(?P<suffix>st|nd|rd|th|s|er|º|ª)?(?![^\W\d_]*\d)"
    r"(?P<after>[\s\u00a0\u202f-]?(?:%|°[CF]|[$€£¥]|[^\W\d_]+\.?))?"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PER_CENT = re.compile(r"[\s-]+(?:per|por|pour)\s+(?:cent|ciento)\b", re.IGNORECASE)
_COUNTED = re.compile(r"[\s-]+(?:de\s+)?([^\W\d_]+|[$€£¥%])")


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or part of one: `text[start:end]`; `readings` are (year, month, day), 0 for what is not said."""

    readings: frozenset[tuple[int, int, int]]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: `text[start:end]`, with "million" and a unit where there is one.

    Attributes:
        values: its readings.
        unit: what it counts, "" when that is no unit; "s" of a decade ("1990s").
        spelled_one: True for "uno", "eins", "one": often a pronoun, so it is offered but never demanded.
    """

    values: frozenset[Decimal]
    unit: str
    start: int
    end: int
    spelled_one: bool = False


def dates(text: str) -> tuple[Date, ...]:
    """The dates in a text, in order; a year alone is a number, a month alone a word."""
    found: list[Date] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if not any(match.start() < date.end and date.start < match.end() for date in found):
                readings = _readings(match.groupdict())
                if readings:
                    found.append(Date(readings, match.start(), match.end()))
    return tuple(sorted(found, key=lambda date: date.start))


def figures(text: str, language: str, *, without: Sequence[Date] = ()) -> tuple[Figure, ...]:
    """The numbers in a text, written in digits or as a word, in order.

    Args:
        text: any text.
        language: ISO 639-1 or "und": which of point and comma is the decimal mark, and which words are numbers.
        without: dates whose digits are not numbers of their own.
    """
    found = [*_in_digits(text, language), *_in_words(text, language)]
    free = (one for one in found if not any(one.start < date.end and date.start < one.end for date in without))
    kept: list[Figure] = []
    for figure in sorted(free, key=lambda figure: (figure.start, -figure.end)):
        if not kept or figure.start >= kept[-1].end:  # "hundred" in "five hundred" is no number of its own
            kept.append(figure)
    return tuple(kept)


def years(all_dates: Sequence[Date]) -> frozenset[Decimal]:
    """The years of the dates: a sentence that says "in 2024" rests on "3 May 2024"."""
    return frozenset(Decimal(year) for date in all_dates for year, _, _ in date.readings if year)


def agrees(wanted: Date, offered: Date) -> bool:
    """True when everything that `wanted` says of its day, `offered` says too."""
    return any(
        all(mine in (0, theirs) for mine, theirs in zip(want, offer, strict=True))
        for want in wanted.readings
        for offer in offered.readings
    )


def _readings(groups: Mapping[str, str | None]) -> frozenset[tuple[int, int, int]]:
    year = int(groups.get("year") or 0)
    one, two = groups.get("one"), groups.get("two")
    if one and two:
        pairs = {(int(two), int(one)), (int(one), int(two))} if groups["mark"] == "/" else {(int(two), int(one))}
        return frozenset((year, month, day) for month, day in pairs if 1 <= month <= 12 and 1 <= day <= 31)
    name = groups.get("month") or ""
    if name in _NOT_MONTHS:
        return frozenset()
    month = int(name) if name.isdecimal() else _MONTHS.get(name.casefold(), 0)
    day = int(groups.get("day") or 0)
    return frozenset({(year, month, day)}) if 1 <= month <= 12 and day <= 31 else frozenset()


def _in_digits(text: str, language: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        factor, unit, end = _around(text, match)
        sign = -1 if match["sign"] else 1
        values = frozenset(sign * factor * value for value in _values(match["digits"], language))
        if values:
            yield Figure(values, unit, match.start(), end)


def _around(text: str, match: re.Match[str]) -> tuple[int, str, int]:
    """What stands around the digits: factor of "million", unit before or after, and where all of it ends."""
    before = _UNITS.get((match["before"] or "").strip(), "")
    if match["suffix"] == "s":
        return 1, "s" if match["digits"].endswith("0") else "second", match.end("suffix")
    after = _word(match["after"])
    factor = _MULTIPLIERS.get(after)
    if factor is None:
        percent = _PER_CENT.match(text, match.end("digits"))
        if percent:
            return 1, "%", percent.end()
        unit = _unit(after)
        return 1, before or unit, match.end("after") if unit else match.end("digits")
    following = _COUNTED.match(text, match.end("after"))
    unit = _unit(following[1].casefold()) if following else ""
    return factor, before or unit, following.end() if following and unit else match.end("after")


def _unit(word: str) -> str:
    """The unit that a word is, or with which a run of Chinese begins."""
    starts = (word, word[:2], word[:1]) if word[:1] > "\u3000" else (word,)
    return next((_UNITS[start] for start in starts if start in _UNITS), "")


def _word(text: str | None) -> str:
    return (text or "").strip().strip("-.").strip().casefold()


def _values(digits: str, language: str) -> frozenset[Decimal]:
    plain = unicodedata.normalize("NFKC", digits)
    plain = re.sub(r"['\u2019\s]", "", plain)
    marks = [mark for mark in plain if mark in ".,"]
    forms: set[str] = set()
    if not marks:
        forms = {plain}
    elif len(set(marks)) == 2:
        point = plain[max(plain.rfind("."), plain.rfind(","))]
        group = "," if point == "." else "."
        forms = {plain.replace(group, "").replace(point, ".")} if marks.count(point) == 1 else set()
    elif len(marks) > 1:
        grouped = all(len(part) == 3 for part in re.split("[.,]", plain)[1:])
        forms = {re.sub("[.,]", "", plain)} if grouped else set()
    else:
        forms = _one_mark(plain, marks[0], language)
    values: set[Decimal] = set()
    for form in forms:
        try:
            values.add(Decimal(form))
        except InvalidOperation:
            continue
    return frozenset(values)


def _one_mark(plain: str, mark: str, language: str) -> set[str]:
    """Readings of digits with one point or comma: a group of three may be thousands, anything else is a fraction."""
    whole, _, rest = plain.partition(mark)
    fraction, thousands = f"{whole}.{rest}", whole + rest
    if len(rest) != 3 or len(whole) > 3 or whole == "0":
        return {fraction}
    if language == "und":
        return {fraction, thousands}
    groups_by_comma = language in _COMMA_LANGUAGES
    return {thousands} if (mark == ",") == groups_by_comma else {fraction}


def _in_words(text: str, language: str) -> Iterator[Figure]:
    known = _number_words(language)
    for match in _WORD.finditer(text):
        first, _, rest = match[0].casefold().partition("-")
        value = known.get(match[0].casefold(), known.get(first))
        if value is None:
            continue
        if value in range(20, 100) and known.get(rest, 10) < 10:  # twenty-five
            value, rest = value + known[rest], ""
        factor, unit, end = _behind(text, rest, match.end())
        yield Figure(frozenset({Decimal(value * factor)}), unit, match.start(), end, spelled_one=value == 1)


def _behind(text: str, hyphenated: str, end: int) -> tuple[int, str, int]:
    """Factor and unit behind a number word that ends at `end`, and where they end."""
    percent = _PER_CENT.match(text, end)
    if percent:
        return 1, "%", percent.end()
    if hyphenated:  # three-day
        return 1, _unit(hyphenated), end
    following = _COUNTED.match(text, end)
    after = following[1].casefold() if following else ""
    factor, unit = _MULTIPLIERS.get(after, 1), _unit(after)
    if following is None or (factor == 1 and not unit):
        return 1, "", end
    if factor > 1:
        counted = _COUNTED.match(text, following.end())
        unit = _unit(counted[1].casefold()) if counted else ""
        return factor, unit, counted.end() if counted and unit else following.end()
    return 1, unit, following.end()


def _number_words(language: str) -> dict[str, int]:
    """Number words of the language; of all of them for a language without a list of its own."""
    languages = (language,) if language in _NUMBER_WORDS else tuple(_NUMBER_WORDS) if language == "und" else ()
    found: dict[str, int] = {}
    for known in languages:
        found |= {word: value for value, word in enumerate(_NUMBER_WORDS[known].casefold().split())}
        found |= {word: 10 * value for value, word in enumerate(_TENS[known].casefold().split(), start=2)}
    return found
