"""The words a text is found by: case folded, stemmed, accents folded, function words left out.

They are made by our code and not by the index, so that a deletion can make exactly the same words again and a
question is cut like the text it is to find. How each thing is cut:

    running text            words without function words, stemmed for the language, then without accents
    well-known, O'Brien     the parts, and the parts joined ("well", "known", "wellknown")
    l'eau, Smith's          the parts that are not function words
    infor-(new line)mation  joined; with an ordinary hyphen the parts too, for nobody knows which it was
    1,200.50                "1200" and "50", and all digits joined ("120050")
    A380, 50kg, 1990s       whole; digits that lead also alone ("50", "1990")
    U.S.                    "us", though that is a function word
    Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese: overlapping pairs of characters; one alone stays alone

Measured, BM25 over these words alone, first hit right / among three: SQuAD 80.2/91.3 % (without stems and stop words
77.7/89.4), XQuAD de 89.3/96.1, es 92.5/98.2, zh 93.1/97.6. Text of unknown language is not stemmed: it has no
function words, so it is names, numbers and code.
"""

# ruff: noqa: RUF001
# The letters and quotation marks that look like others are meant.

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import Stemmer

from assistant.pipeline.language import language_of
from assistant.pipeline.scripts import MARKS, SPACELESS
from assistant.pipeline.stopwords import STOP_WORDS

RULE = 1
"""Version of the rules by which sentences and words are cut; the index is made again when it changes.

Raise it when any text would be cut otherwise: also when a function word or an abbreviation comes or goes, and when
PyStemmer is pinned anew and a stem changes.
"""

LONGEST_WORD = 64
"""Characters of a word that count. Holds a SHA-256 and the words of all languages; longer ones are data."""

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fa": "persian", "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian",
    "id": "indonesian", "it": "italian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip

_MOST_REMEMBERED = 50_000
"""Tokens of a language that `Words` remembers before it begins anew: about 20 MB."""

_GROUP = 3  # digits between two thousands separators
_LOWLY_INITIALS = frozenset(("eg", "ie", "zb", "dh", "ua", "oä", "uä", "vs"))  # e.g., i.e., z.B., d.h. and their kin

# Marks of a word broken at the end of a line: the soft hyphen, and what PDF libraries give for a hyphen there.
_BROKEN = "\xad\x02\ufffe"
# The same without a line break, and the invisible joiners inside words of Persian and Indic scripts.
_SILENT = _BROKEN + "\u200c\u200d\u2060"
_HYPHENS = "\\-\u2010\u2011"
_APOSTROPHES = "'\u2019"

_LETTERS = rf"[^\W_{SPACELESS}]"
_WORD = rf"{_LETTERS}+(?:[{MARKS}]+{_LETTERS}*)*"
_NEW_LINE = r"[ \t]{0,80}(?:\r\n?|[\n\x0b\x0c\x85\u2028])[ \t]{0,80}"
_HYPHEN = rf"[{_HYPHENS}](?:{_NEW_LINE})?"
_SILENT_JOINT = rf"[{_BROKEN}]{_NEW_LINE}|[{_SILENT}]+"
_JOINT = rf"(?:{_SILENT_JOINT}|{_HYPHEN}|[{_APOSTROPHES}]|(?<=\d)[.,](?=\d))"
_INITIALS = r"\b[^\W\d_](?:\.[^\W\d_])+\b(?![^\W_])"

_TOKEN = re.compile(rf"[{SPACELESS}]+|{_INITIALS}|{_WORD}(?:{_JOINT}{_WORD})*")
_IS_RUN = re.compile(f"[{SPACELESS}]")
_IS_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_PLAIN = re.compile(_WORD)
_CLUSTER = re.compile(
    "[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?"  # a Korean syllable written letter by letter
    rf"|[{SPACELESS}][{MARKS}\uff9e\uff9f]*"
)
_HYPHEN_JOINT = re.compile(_HYPHEN)
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_SEPARATOR = re.compile(f"[.,{_APOSTROPHES}]")
_HYPHEN_BEFORE_SMALL = re.compile(rf"[{_HYPHENS}]{_NEW_LINE}(.)")
_SILENCE = re.compile(_SILENT_JOINT)
_NUMBER = re.compile(rf"\d[.,{_APOSTROPHES}]\d")
_LEADING_DIGITS = re.compile(r"\d+(?=[^\W\d])")
_DIGIT = re.compile(r"\d")
_DECIMAL = re.compile(r"([0-9]{1,30})[.,]([0-9]{1,30})")

# Marks that people leave out when they type. Not the vowels of Indic and Thai scripts, nor the breve that makes of a
# Cyrillic i another letter.
_ACCENT = re.compile(
    "(?<!\u0438)[\u0300-\u036f]"
    "|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_UNDECOMPOSED = str.maketrans({
    "ø": "o", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n",
    "\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643",  # Persian and Arabic shapes of yeh and kaf
})  # fmt: skip

# An index word, where it stands in its token, and whether other words of the same token say it again.
_Form = tuple[str, int, int, bool]


def words(text: str, language: str) -> list[str]:
    """The index words of a text in order, with repeats; `language` is ISO 639-1, or "und": nothing is stemmed.

    Every word is letters, digits and combining marks only, and stays one token under FTS5's
    `unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'`. Same text and language, same words, for one `RULE`.
    """
    return Words().of(text, language)


class Words:
    """The same for many texts: what a word becomes is remembered, for texts of one document share most words.

    One thread: a stemmer must not be shared.
    """

    def __init__(self) -> None:
        self._forms: dict[str, _Forms] = {}

    def of(self, text: str, language: str) -> list[str]:
        """The index words of a text, as by `words`."""
        forms = self._forms.get(language)
        if forms is None or len(forms) > _MOST_REMEMBERED:
            forms = self._forms[language] = _Forms(language)
        return [form[0] for token in _TOKEN.findall(text) for form in forms[token]]


def content_words(text: str, language: str) -> list[tuple[str, int, int]]:
    """(word, start, end) of the words that are not function words, in order; offsets are code points of `text`.

    The words are those of `words` without the forms that are there twice ("wellknown" beside "well" and "known").
    """
    forms = _Forms(language)
    return [
        (word, token.start() + start, token.start() + end)
        for token in _TOKEN.finditer(text)
        for word, start, end, derived in forms[token.group()]
        if not derived
    ]


def question_words(text: str, languages: Iterable[str]) -> list[str]:
    """The index words of a question, each once, made for every one of `languages` (those of the library searched).

    A function word of the question's own language is left out for all of them: "the" says nothing in a German text
    either, where it is rare and would weigh much.
    """
    own = STOP_WORDS.get(language_of(text), frozenset())
    tokens = _TOKEN.findall(text)
    found: dict[str, None] = {}
    for language in dict.fromkeys(languages):
        forms = _Forms(language, own)
        found.update((form[0], None) for token in tokens for form in forms[token])
    return list(found)


class _Forms(dict[str, tuple[_Form, ...]]):
    """Token as it stands in the text -> the words it is found by, made when first asked for.

    One thread: a stemmer must not be shared.
    """

    def __init__(self, language: str, more_stop_words: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._stop = STOP_WORDS.get(language, frozenset()) | more_stop_words
        self._turkish = language == "tr"
        algorithm = _ALGORITHMS.get(language)
        self._stem: Callable[[str], str] = Stemmer.Stemmer(algorithm, 0).stemWord if algorithm else str

    def __missing__(self, token: str) -> tuple[_Form, ...]:
        decimal = _DECIMAL.fullmatch(token)
        forms = self[token] = _decimal_forms(*decimal.groups()) if decimal else tuple(self._forms(token))
        return forms

    def _forms(self, token: str) -> Iterator[_Form]:
        if _IS_RUN.match(token):
            return self._pairs(token)
        if token.isalnum():
            return self._word(token, 0, len(token))
        if _IS_INITIALS.fullmatch(token):
            return self._initials(token)
        return self._compound(token)

    def _word(self, raw: str, start: int, end: int, *, derived: bool = False) -> Iterator[_Form]:
        """A word without joints; nothing for a function word."""
        normal = self._normal(raw)
        if normal not in self._stop:
            yield from self._stemmed(normal, start, end, derived=derived)

    def _stemmed(self, normal: str, start: int, end: int, *, derived: bool) -> Iterator[_Form]:
        # A compatible form can hold spaces and signs: one half as one sign is 1 and 2.
        for part in (normal,) if normal.isalnum() else _PLAIN.findall(normal):
            leading = _LEADING_DIGITS.match(part)
            if leading is not None:
                yield leading.group()[:LONGEST_WORD], start, end, True
            known = part[:LONGEST_WORD]
            yield _folded(known if _DIGIT.search(known) else self._stem(known)), start, end, derived

    def _initials(self, token: str) -> Iterator[_Form]:
        normal = self._normal(token.replace(".", ""))
        if normal not in _LOWLY_INITIALS:
            yield from self._stemmed(normal, 0, len(token), derived=False)

    def _compound(self, token: str) -> Iterator[_Form]:
        """Words joined by hyphens, apostrophes or the end of a line, and numbers with separators."""
        pieces = _split(_HYPHEN_JOINT, token, 0)
        if len(pieces) == 1:
            yield from self._piece(token, 0, derived=False)
            return
        broken = _HYPHEN_BEFORE_SMALL.search(token)
        one_word = broken is not None and broken[1].islower()
        for piece, start, _ in pieces:
            yield from self._piece(piece, start, derived=one_word)
        joined = "".join(_PLAIN.findall(_SILENCE.sub("", "".join(piece for piece, _, _ in pieces))))
        if len(joined) <= LONGEST_WORD:
            yield from self._word(joined, 0, len(token), derived=not one_word)

    def _piece(self, raw: str, start: int, *, derived: bool) -> Iterator[_Form]:
        """What stands between hyphens: a number, or a word with its elided neighbours."""
        if _NUMBER.search(raw):
            yield from self._number(raw, start)
            return
        parts = [(_SILENCE.sub("", part), first, last) for part, first, last in _split(_APOSTROPHE, raw, start)]
        for part, first, last in parts:
            yield from self._word(part, first, last, derived=derived)
        joined = "".join(part for part, _, _ in parts)
        whole = len(parts) > 1 and not any(self._normal(part) in self._stop for part, _, _ in parts)
        if whole and len(joined) <= LONGEST_WORD:
            yield from self._word(joined, start, start + len(raw), derived=True)

    def _number(self, raw: str, start: int) -> Iterator[_Form]:
        """Groups of three digits are one number; what follows stands alone; all digits together are the whole."""
        parts = [_SILENCE.sub("", part) for part, _, _ in _split(_SEPARATOR, raw, start)]
        end = start + len(raw)
        groups = 1
        if len(parts[0]) <= _GROUP:
            while groups < len(parts) and len(parts[groups]) == _GROUP and parts[groups].isdecimal():
                groups += 1
        for part in ("".join(parts[:groups]), *parts[groups:]):
            yield from self._word(part[:LONGEST_WORD], start, end)
        joined = "".join(parts)
        if groups < len(parts) and len(joined) <= LONGEST_WORD:
            yield from self._word(joined, start, end, derived=True)

    def _pairs(self, run: str) -> Iterator[_Form]:
        """Overlapping pairs of characters, each with its marks; a run of one character gives that character."""
        clusters = [
            (unicodedata.normalize("NFKC", cluster.group()), cluster.start(), cluster.end())
            for cluster in _CLUSTER.finditer(run)
        ]
        if len(clusters) == 1:
            clusters.append(("", 0, len(run)))
        for (first, start, _), (second, _, end) in pairwise(clusters):
            if first + second not in self._stop:
                yield first + second, start, end, False

    def _normal(self, raw: str) -> str:
        """Case folded, compatible forms made equal, digits of every script as ASCII."""
        if self._turkish:
            raw = raw.replace("I", "ı").replace("İ", "i")
        if raw.isascii():
            return raw.lower()
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", raw).casefold())
        return _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), folded)


def _decimal_forms(whole: str, fraction: str) -> tuple[_Form, ...]:
    """What `_number` gives for two groups of digits, in a third of the time: sheets are full of them."""
    end = len(whole) + 1 + len(fraction)
    joined = (whole + fraction, 0, end)
    if len(whole) <= _GROUP == len(fraction):
        return ((*joined, False),)
    return (whole, 0, end, False), (fraction, 0, end, False), (*joined, True)


def _split(joint: re.Pattern[str], raw: str, start: int) -> list[tuple[str, int, int]]:
    """The parts between the joints, each with its start and end; `start` is where `raw` begins."""
    parts = []
    at = 0
    for match in joint.finditer(raw):
        parts.append((raw[at : match.start()], start + at, start + match.start()))
        at = match.end()
    parts.append((raw[at:], start + at, start + len(raw)))
    return parts


def _folded(word: str) -> str:
    """Without the accents that people leave out when they type."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", word.translate(_UNDECOMPOSED))))
