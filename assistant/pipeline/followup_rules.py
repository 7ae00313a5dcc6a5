"""The words by which `followup` knows a question that leans on another, by language."""

# ruff: noqa: RUF001
# The letters of other scripts are meant.

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Rules:
    """The words of a language that tell a follow-up.

    Attributes:
        joining: begin a question that goes on with the last one.
        about: the same in several words ("what about").
        asking: question words.
        auxiliary: verbs after which the subject stands.
        prepositions, determiners: begin a part that may replace another.
        empty: content words that ask for nothing alone ("how long?").
        personal, possessive, other: pronouns; `other` stand for a thing or place and are never bound.
        pointing: "that", a pronoun or not.
        predicates: may stand behind a pointing pronoun without being its noun ("does that apply").
        clauses: words that begin another clause.
        fronted: those among them that may begin a question ("if the tenant leaves, ...").
        starting: pronouns that begin a clause unless a verb stands before ("the people he knew").
        weak: begin a shorter one, in which "it" may be a noun with a determiner before ("open the box to empty it").
        standing: what looks like a pronoun and stands for nothing ("is it allowed to").
        leaning: what needs another question and is none of these ("which one").
    """

    joining: frozenset[str]
    about: re.Pattern[str]
    asking: frozenset[str]
    auxiliary: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    empty: frozenset[str]
    personal: frozenset[str]
    possessive: frozenset[str]
    other: frozenset[str]
    pointing: frozenset[str]
    predicates: frozenset[str]
    clauses: frozenset[str]
    fronted: frozenset[str]
    starting: frozenset[str]
    weak: frozenset[str]
    standing: re.Pattern[str]
    leaning: re.Pattern[str]


_EN = Rules(
    joining=_set("and but or also then plus so"),
    about=re.compile(r"(?:(?:what|how) about|what of|what if|(?:the )?same (?:question )?for)\b"),
    asking=_set("who whom whose what which when where why how"),
    auxiliary=_set("is are was were am be do does did has have had can could will would shall should may might must"),
    prepositions=_set(
        "about after against at before behind below between by during for from in into near of on outside over since"
        " through to under until up with within without"
    ),
    determiners=_set("the a an my our your every each this that these those some any no all both"),
    empty=_set(
        "big come deep detail details exactly example examples expensive far fast happened heavy high large late long"
        " many mean often old precisely reason reasons small soon sure tall true wide right"
    ),
    personal=_set("it they them he him she"),
    possessive=_set("its their theirs his her hers"),
    other=_set("there"),
    pointing=_set("this that these those"),
    predicates=_set(
        "affect allowed apply change correct cost count cover depend happen hold include included legal matter mean"
        " possible required right true work"
    ),
    clauses=_set(
        "and or but if when while before after because since until once unless that which who where whether as than"
    ),
    fronted=_set("if when while before after because since until once unless as"),
    starting=_set("he she they"),
    weak=_set("to without by"),
    standing=re.compile(
        r"\bit\b.*\b(?:allowed|better|common|compulsory|cost|costs|difficult|easy|enough|forbidden|good|hard|important"
        r"|legal|mandatory|mean|means|necessary|normal|ok|okay|permitted|possible|required|safe|say|says|take|takes"
        r"|true|worth)\b.*\b(?:to|that|if|whether|when)\s+\w"
        r"|\b(?:is|was) it (?:\w+(?:ed|wn|id|ght) (?:that|how|whether|when|the|a)|when)\b|\bmakes? it to\b"
        r"|\b(?:is|are|was|were|be|been) there\b|\bthere (?:ever )?(?:is|are|was|were|be|been|will|would|can)\b"
        r"|\bit (?:the|a|an)\b.*\b(?:who|that)\b|\b(?:bring|take|carry|have) .*\bwith (?:them|him|her)\b"
        r"|\b(?:this|that|these|those) (?:year|month|week|weekend|day|morning|afternoon|evening|spring|summer|autumn"
        r"|fall|winter|season|quarter|decade|century|time|moment)s?\b"
    ),
    leaning=re.compile(
        r"\bwhich ones?\b(?! of)|\ba (?:new|different|second|third) one\b(?! of)"
        r"|\b(?:another|the (?:first|second|third|last|next|other|new|old|previous)) ones?(?=\W*$)"
        r"|\bthe (?:former|latter|others?)\b(?=\W*$)|\bthe same (?:appl|true|for|goe?s?\b|holds?\b)"
    ),
)

_DE = Rules(
    joining=_set("und aber oder auch dann sowie"),
    about=re.compile(
        r"(?:was|wie) (?:ist|sieht es|steht es|verhält es sich)(?: denn)? (?:mit|bei)\b"
        r"|das ?(?:selbe|gleiche) für\b"
    ),
    asking=_set(
        "wer wem wen wessen was wann wo wohin woher warum wieso weshalb wie wieviel welche welcher welches welchen"
        " welchem wofür womit wozu worüber wovon"
    ),
    auxiliary=_set(
        "ist sind war waren hat haben hatte kann können darf dürfen muss müssen soll sollen wird werden wurde wurden"
    ),
    prepositions=_set(
        "ab am an auf aus außerhalb bei beim bis durch für gegen hinter im in innerhalb mit nach neben ohne seit"
        " über um unter vom von vor während zu zum zur zwischen"
    ),
    determiners=_set(
        "der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner unser unsere"
        " unserem unseren jede jeder jedes jeden jedem dieser diese dieses diesen diesem alle kein keine"
    ),
    empty=_set(
        "alt beispiel beispiele details genau groß grund gründe hoch klein lang lange oft schnell spät teuer tief"
        " weit"
    ),
    personal=_set("er sie es ihn ihm ihnen"),
    possessive=_set("sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres"),
    other=_set(
        "dort dorthin dabei dadurch dafür dagegen daran darauf daraus darin darüber darunter davon davor dazu"
    ),
    pointing=_set("das dies diese dieser dieses diesen diesem"),
    predicates=_set(
        "ab auch bei denn eigentlich für genau immer jetzt mit nicht noch nur schon seit so überhaupt zu"
    ),
    clauses=_set("und oder aber wenn als bevor nachdem weil während bis falls sobald dass ob"),
    fronted=_set("wenn als bevor nachdem weil während falls sobald"),
    starting=frozenset(),
    weak=_set("um ohne"),
    standing=re.compile(
        r"\b(?:gibt|gab|geht|ging|handelt|regnet|heißt) es\b|\bes (?:gibt|gab|geht|ging|handelt|heißt)\b"
        r"|\bes\b.*(?:,|\b(?:zu|dass|wenn|ob)\b)\s*\w"
        r"|\bda(?:bei|durch|für|gegen|mit|r?an|rauf|rin|rüber|von|vor|zu)\b.*,"
        r"|\b(?:können|könnten|würden|haben|wissen|kennen) sie\b"
        r"|\bdiese[nmrs]? (?:jahr|monat|woche|tag|sommer|winter|quartal|mal)e?s?\b"
    ),
    leaning=re.compile(
        r"\b(?:der|die|das|den) (?:erste|zweite|dritte|letzte|nächste|andere|neue|alte|vorige)n?(?=\W*$)"
        r"|\bdas(?: ?selbe| gleiche) (?:für|in|bei|auch)\b"
    ),
)

KNOWN: Mapping[str, Rules] = MappingProxyType({"en": _EN, "de": _DE})

AND: Mapping[str, frozenset[str]] = MappingProxyType({
    "fr": _set("et mais ou"), "es": _set("y e pero o"), "it": _set("e ed ma o"), "pt": _set("e mas ou"),
    "nl": _set("en maar of"), "sv": _set("och men eller"), "da": _set("og men eller"), "no": _set("og men eller"),
    "fi": _set("ja mutta tai"), "pl": _set("a i ale lub"), "cs": _set("a ale nebo"), "tr": _set("ve peki ama"),
    "ro": _set("și dar sau"), "hu": _set("és de vagy"), "id": _set("dan tapi atau"), "ca": _set("i però o"),
    "ru": _set("а и но или"), "uk": _set("а і й але або"),
    "bg": _set("а и но или"), "el": _set("και αλλά ή"),
})  # fmt: skip
"""Words for "and", "but" and "or"."""

SPACELESS: Mapping[str, re.Pattern[str]] = MappingProxyType({
    "zh": re.compile(r"(?!.*(?:什么|谁|哪|几|多少|怎|为何)).+呢[？?]?$"),
    "ja": re.compile(r"(?!.*(?:何|誰|いつ|どこ|なぜ|どう|いくら)).+は[？?]$"),
})  # fmt: skip
"""A part alone with the particle that asks about it, and no question word."""
