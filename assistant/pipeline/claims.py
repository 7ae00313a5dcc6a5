"""What a sentence claims, taken apart: its words, names, numbers, dates, what it denies and which way it points.

`cite` compares a sentence of an answer with sentences of a source by these parts. All of it is a matter of form; no
model is asked. Languages: numbers in words, denials and opposites are known for en de es fr it; the rest is general.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from assistant.pipeline import figures
from assistant.pipeline.figures import Date, Figure
from assistant.pipeline.words import content_words

_DENIALS = MappingProxyType({
    "en": r"not(?!\s+only)|no(?!\.?\s*\d)|never|none|nobody|nothing|neither|nor|without|cannot|nowhere",
    "de": r"nicht(?!\s+nur)|kein(?:e[mnrs]?)?|nie|niemals|niemand|nichts|ohne|weder",
    "es": r"no(?!\s+(?:solo|sólo))|nunca|ning[uú]n[oa]?|nadie|nada|sin|jamás|tampoco|ni",
    "fr": r"ne|pas|jamais|aucune?|sans|rien|ni|non",
    "it": r"non(?!\s+solo)|mai|nessun[oa]?|niente|nulla|senza|né",
})


def _denial(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|n['\u2019]t(?!\w)|[不没沒無无未别別]", re.IGNORECASE)


_DENIAL = MappingProxyType({language: _denial(words) for language, words in _DENIALS.items()})
_ANY_DENIAL = _denial("|".join(_DENIALS.values()))
"""For a language without a list of its own: the denials of all."""

_CLAUSE_END = re.compile(
    r"[,;:.!?()\uff0c\uff1b\u3002\uff1a\uff01\uff1f\u3001]"
    r"|\s(?:but|aber|sondern|pero|sino|mais|ma)\s",
    re.IGNORECASE,
)

_OPPOSITES = tuple(
    tuple(re.compile(rf"(?<!\w)(?:{side})(?!\w)", re.IGNORECASE) for side in pair)
    for pair in (
        (
            r"more than|at least|minimum|over(?=\s[\d$€£])|mehr als|mindestens|más de|al menos|mínimo",
            r"(?:less|fewer) than|at most|up to|maximum|under(?=\s[\d$€£])|weniger als|höchstens|bis zu|menos de"
            r"|como máximo|máximo",
        ),
        (r"before|until|bevor|vor|antes|avant|prima", r"after|since|nachdem|nach|después|tras|après|dopo"),
        (
            r"increas\w*|rises?|rose|grew|grow\w*|higher|gestiegen|steigt|stieg|wuchs|höher\w*|aument\w+|subi\w+|mayor",
            r"decreas\w*|falls?|fell|declin\w*|dropp?\w*|lower|gesunken|sinkt|sank|fiel|niedriger\w*|disminu\w+|baj\w+"
            r"|menor",
        ),
        (r"highest|largest|biggest|most|höchste\w*|größte\w*", r"lowest|smallest|least|niedrigste\w*|kleinste\w*"),
        (r"first|erste\w*|primer\w*", r"last|final|letzte\w*|últim\w*"),
        (r"allowed|permitted|may|erlaubt|permitido", r"forbidden|prohibited|banned|verboten|untersagt|prohibido"),
        (r"north\w*|nord\w*|norte", r"south\w*|süd\w*|sur"),
        (r"east\w*|ost\w*|oriental", r"west\w*|oeste|occidental"),
        (r"early|earlier|earliest|früh\w*", r"late|later|latest|spät\w*"),
        (r"won|wins?|gewann|gewonnen|ganó", r"lost|loses?|verlor|verloren|perdió"),
        (r"opens?|opened|öffnet\w*|abre|abierto", r"closes?|closed|schließt|geschlossen|cierra|cerrado"),
    )
)
"""Words that turn a sentence into its opposite while all others stay."""

_CODE = re.compile(
    r"(?<!\w)(?=\w*\d)(?=\w*[^\W\d_])\w+(?!\w)|(?<![\w.])\d+(?:[.:]\d+){2,}(?![\w.]*\d)|(?<!\d)\d+:\d+(?!\d)"
)
"""Letters with digits (A380), versions (3.11.7), times of day (14:30): they must stand letter by letter."""

_BEFORE_NOUNS = """
der die das den dem des ein eine einen einem einer eines im am zum zur beim vom ins ans mein dein sein ihr unser kein
keine jede jeder jedes diese dieser dieses alle viele
"""
_DETERMINERS = frozenset(_BEFORE_NOUNS.split())
"""Before a German noun; a name has hardly ever one of the articles, and every noun is written with a capital."""

_WINDOW = 2
"""A denial reaches over so many content words behind it, in its clause; with none behind it, over the one before."""


@dataclass(frozen=True, slots=True)
class Claims:
    """A sentence taken apart.

    Attributes:
        words: content words (stems) that are no part of a number or date.
        lower: those among them that are written without a capital.
        spoken: all content words in order, those of numbers and dates too.
        names: runs of words with a capital that is not there because a sentence begins ("Nikola Tesla" is one).
        first: stem of the word that the sentence begins with when it has a capital, "" otherwise.
        opening: that word and the words with a capital right behind it ("Nikola Tesla was born").
        codes: letters with digits, versions, times of day, case folded.
        denied: for each denial the words it reaches.
        sides: (pair, side) of the words that have an opposite.
    """

    words: frozenset[str]
    lower: frozenset[str]
    spoken: tuple[str, ...]
    names: tuple[frozenset[str], ...]
    first: str
    opening: frozenset[str]
    codes: frozenset[str]
    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]
    denied: tuple[frozenset[str], ...]
    sides: frozenset[tuple[int, int]]

    @property
    def size(self) -> int:
        """Words, numbers, dates and codes: how much it says."""
        return len(self.words) + len(self.figures) + len(self.dates) + len(self.codes)


def claims(text: str, language: str) -> Claims:
    """What one sentence claims; `language` (ISO 639-1 or "und") decides stems, number words and denials."""
    found_dates = figures.dates(text)
    found_figures = figures.figures(text, language, without=found_dates)
    taken = [(date.start, date.end) for date in found_dates] + [(one.start, one.end) for one in found_figures]
    codes = [(match.start(), match.end(), match[0].casefold()) for match in _CODE.finditer(text)]
    all_words = content_words(text, language)
    free = [word for word in all_words if not _inside(word[1], word[2], taken)]
    start = next((place for place, character in enumerate(text) if character.isalnum()), 0)
    capitals = [word for word in free if _capital(text, word, language)]
    first = next((word for word, begin, _ in capitals if begin == start), "")
    return Claims(
        words=frozenset(word for word, _, _ in free),
        lower=frozenset(word for word, begin, _ in free if not text[begin].isupper()),
        spoken=tuple(word for word, _, _ in all_words),
        names=_runs(text, [word for word in capitals if word[1] != start]),
        first=first,
        opening=_runs(text, capitals)[0] if first else frozenset(),
        codes=frozenset(code for begin, end, code in codes if not _inside(begin, end, taken)),
        figures=found_figures,
        dates=found_dates,
        denied=_denied(text, all_words, language),
        sides=frozenset(
            (pair, side)
            for pair, both in enumerate(_OPPOSITES)
            for side, pattern in enumerate(both)
            if pattern.search(text)
        ),
    )


def together(parts: Sequence[Claims]) -> Claims:
    """What neighbouring sentences claim as one."""
    if len(parts) == 1:
        return parts[0]
    return Claims(
        words=_union(part.words for part in parts),
        lower=_union(part.lower for part in parts),
        spoken=tuple(word for part in parts for word in part.spoken),
        names=tuple(name for part in parts for name in part.names),
        first=parts[0].first,
        opening=parts[0].opening,
        codes=_union(part.codes for part in parts),
        figures=tuple(figure for part in parts for figure in part.figures),
        dates=tuple(date for part in parts for date in part.dates),
        denied=tuple(reach for part in parts for reach in part.denied),
        sides=frozenset(side for part in parts for side in part.sides),
    )


def contradicts(sentence: Claims, source: Claims) -> bool:
    """True when one of the two denies or turns round what the other says; only what both speak of counts."""
    if sentence.denied:
        if not all(any(mine & theirs for theirs in source.denied) for mine in sentence.denied):
            return True
    elif any(not reach.isdisjoint(sentence.spoken) for reach in source.denied):
        return True
    turned = {(pair, 1 - side) for pair, side in sentence.sides} - sentence.sides
    return any((pair, 1 - side) not in source.sides for pair, side in turned & source.sides)


def holds_facts(sentence: Claims, source: Claims) -> bool:
    """True when every number, date and code of the sentence stands in the source, with its unit."""
    offered_years = figures.years(source.dates)
    return (
        sentence.codes <= source.codes
        and all(_offered(figure, source.figures, offered_years) for figure in sentence.figures)
        and all(_dated(date, source) for date in sentence.dates)
    )


def closeness(sentence: Claims, source: Claims) -> float:
    """How close together the words of the sentence stand in the source, 0 to 1.

    It is their number by that of all content words in the shortest stretch that holds them all: words gathered from
    the ends of a list seldom say what the sentence makes of them. 1.0 when they share no word.
    """
    shared = set(sentence.spoken) & set(source.spoken)
    held: Counter[str] = Counter()
    shortest, begin = len(source.spoken), 0
    for end, word in enumerate(source.spoken, start=1):
        held[word] += word in shared
        while begin < end and (source.spoken[begin] not in shared or held[source.spoken[begin]] > 1):
            held[source.spoken[begin]] -= source.spoken[begin] in shared
            begin += 1
        if all(held[one] for one in shared):
            shortest = min(shortest, end - begin)
    return len(shared) / shortest if shared else 1.0


def _offered(wanted: Figure, offered: Sequence[Figure], years: frozenset[Decimal]) -> bool:
    if wanted.spelled_one or (not wanted.unit and wanted.values & years):
        return True
    return any(
        wanted.values & one.values and (wanted.unit == one.unit or (not wanted.unit and one.unit not in ("%", "s")))
        for one in offered
    )


def _dated(wanted: Date, source: Claims) -> bool:
    """The day stands there, or day and month do and the year beside them."""
    if any(figures.agrees(wanted, date) for date in source.dates):
        return True
    said = {value for figure in source.figures for value in figure.values} | figures.years(source.dates)
    without_year = Date(frozenset((0, m, d) for y, m, d in wanted.readings if y in said), wanted.start, wanted.end)
    yearless = [date for date in source.dates if all(not year for year, _, _ in date.readings)]
    return any(figures.agrees(without_year, date) for date in yearless)


def _denied(
    text: str, all_words: Sequence[tuple[str, int, int]], language: str
) -> tuple[frozenset[str], ...]:
    reached: list[frozenset[str]] = []
    for match in _DENIAL.get(language, _ANY_DENIAL).finditer(text):
        end = _CLAUSE_END.search(text, match.end())
        limit = end.start() if end else len(text)
        behind = [word for word, start, _ in all_words if match.end() <= start < limit][:_WINDOW]
        before = [word for word, _, stop in all_words if stop <= match.start()][-1:]
        reached.append(frozenset(behind or before))
    return tuple(reached)


def _capital(text: str, word: tuple[str, int, int], language: str) -> bool:
    """True for a name or acronym; a German noun behind an article is none."""
    _, start, end = word
    if not text[start].isupper():
        return False
    if language != "de" or text[start:end].isupper():
        return True
    before = text[:start].split()
    return not before or before[-1].casefold() not in _DETERMINERS


def _runs(text: str, capitals: Sequence[tuple[str, int, int]]) -> tuple[frozenset[str], ...]:
    """Neighbouring words with capitals as one name."""
    runs: list[list[str]] = []
    last = -1
    for word, start, end in capitals:
        if runs and (start <= last or text[last:start].isspace() or text[last:start] in ("-", ". ")):
            runs[-1].append(word)
        else:
            runs.append([word])
        last = end
    return tuple(frozenset(run) for run in runs)


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
