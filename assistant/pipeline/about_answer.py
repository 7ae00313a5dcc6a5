"""Tells a request about the last answer ("shorter, please", "translate that") from a question to the documents.

    "Shorter, please"           a way to say it again, and nothing else
    "Translate that"            something to be done with a text, and "that" for the text
    "In German"                 a language or a form, and nothing else
    "As a list, please"         the same
    "Summarise the contract"    names something: a question to the documents
    "What is the list price?"   asks something: likewise

Precision comes first: a question that is taken for such a request is answered from what the model wrote and not from
the files; a request that is taken for a question finds nothing, says so, and can be asked of the model by a button.
So every word of the request must be known here. English and German.
Measured: none of the 5,035 questions of SQuAD and the 3 x 1,190 of XQuAD (de, es, zh) is taken for a request, with or
without its question mark.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

_MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LANGUAGES = _set(
    "english german french spanish italian portuguese dutch swedish danish norwegian finnish polish czech turkish"
    " russian ukrainian greek hungarian romanian chinese japanese korean arabic hindi"
    " englisch deutsch französisch spanisch italienisch portugiesisch niederländisch schwedisch dänisch norwegisch"
    " finnisch polnisch tschechisch türkisch russisch ukrainisch griechisch ungarisch rumänisch chinesisch japanisch"
    " koreanisch arabisch englische deutsche französische spanische italienische polnische türkische russische"
)
_FORMS = _set(
    "list table bullets bullet points point summary sentence sentences paragraph paragraphs word words steps email"
    " e-mail letter poem headline"
    " liste tabelle stichpunkte stichpunkten stichworte stichworten aufzählung zusammenfassung satz sätze sätzen"
    " absatz absätze absätzen wort worte wörter wörtern schritte schritten e-mail brief gedicht überschrift"
)
_WAYS = _set(
    "shorter longer simpler clearer briefer friendlier politer easier again rephrased"
    " kürzer länger einfacher klarer knapper ausführlicher formeller förmlicher höflicher freundlicher lockerer"
    " verständlicher nochmal nochmals"
)
"""Ways to say it again that mean nothing else, even alone."""
_MANNERS = _set(
    "formal formally informal polite politely brief briefly concise concisely detailed detail details simple simply"
    " plain plainly differently easily"
    " kurz knapp einfach ausführlich anders erneut genauer formell höflich"
)
_DOING = _set(
    "translate summarise summarize shorten rephrase reword rewrite simplify expand elaborate continue paraphrase"
    " condense"
    " übersetze übersetz übersetzen fasse fass zusammenfassen zusammen kürze kürzen umformulieren formuliere"
    " formulieren vereinfache vereinfachen erweitere ergänze fortfahren weiter schreibe schreib schreiben sage sag"
    " write say make put give turn explain format erkläre erklär erklären mach mache machen gib geben formatiere"
    " sagen um"
)
_ALONE = _set(
    "translate summarise summarize shorten rephrase reword rewrite simplify elaborate continue paraphrase"
    " übersetzen zusammenfassen kürzen umformulieren vereinfachen fortfahren"
)
"""What is a request without any other word: nothing but a text can be meant."""
_TEXT = _set("that this it answer reply response text das dies es antwort text")
"""What stands for the last answer."""
_JOINING = _set("as in into to with more less als in auf ins im mit mehr weniger")
"""A form, a language or a manner needs one of these, or something to be done: "list" alone is searched for."""
_FILLING = _set(
    "please pls thanks thank now just can could would you me a an the as in to into with of for and more less much"
    " bit little very only one two three four five six your last previous above first same even from my so way use"
    " using most important main key"
    " bitte danke jetzt mal kannst könntest würdest du mir uns ein eine einen einem einer als auf in ins mit von zu"
    " die der den dem und mehr weniger viel etwas bisschen nur zwei drei vier fünf deine deiner letzte letzten obige"
    " noch doch gleiche selbe so sehr wichtigsten"
)
_NUMBER = re.compile(r"\d{1,3}")

_GROUPS: Mapping[str, frozenset[str]] = MappingProxyType({
    "how": _LANGUAGES | _FORMS | _MANNERS, "way": _WAYS, "doing": _DOING, "text": _TEXT, "joining": _JOINING,
    "filling": _FILLING,
})  # fmt: skip


def is_about_answer(message: str) -> bool:
    """True for a request that can only mean the answer before it; the caller knows that there is one."""
    words = [word.casefold() for word in _WORD.findall(message)]
    if not words or len(words) > _MOST_WORDS or ("?" in message and not _is_asked_politely(words)):
        return False
    kinds = [set(_kinds(word)) for word in words]
    if not all(kinds):
        return False
    told = set().union(*kinds)
    if "way" in told or ("how" in told and told & {"joining", "doing"}):
        return True
    return "doing" in told and ("text" in told or all(word in _ALONE or word in _FILLING for word in words))


def _kinds(word: str) -> Iterator[str]:
    if _NUMBER.fullmatch(word):
        yield "filling"
    for kind, words in _GROUPS.items():
        if word in words:
            yield kind


def _is_asked_politely(words: list[str]) -> bool:
    """"Can you say that in German?" asks for something to be done; "In German?" and "The list?" ask for something."""
    return words[0] in ("can", "could", "would", "kannst", "könntest", "würdest") and words[1:2] in (["you"], ["du"])
