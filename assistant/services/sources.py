"""The sources of an answer: which words of which file it shows or rests on, and how they are kept."""

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.pipeline import quote as quoting
from assistant.pipeline.language import language_of
from assistant.pipeline.sentences import sentence_spans
from assistant.pipeline.words import question_words
from assistant.records import Citation, KeptSpan, Label, Passage, Quote
from assistant.services.program import Program

_NEAREST = 3
_LONGEST_AFTER = 160
"""Characters of the sentence behind the first quote; a longer one would be more than the quote itself."""
_ALL = 1 << 31


def of_quote(question: str, quote: Quote, *, is_first: bool = False) -> KeptSpan:
    """A quote as it is shown: the decisive words are those of the question; the first one goes on a sentence."""
    stored = quote.passage.stored
    language = stored.chunk.language
    words = question_words(question, (language_of(question), language))
    same = [one.passage for one in (quote, *quote.also)]
    return _made(
        quote.passage, quote.start, quote.end, quote.text,
        quoting.decisive(quote.text, words, language),
        len({path for one in same for path in (one.stored.path, *one.stored.copies)} - {stored.path}),
        _after(quote) if is_first else "",
    )  # fmt: skip


def of_citation(citation: Citation) -> KeptSpan:
    """The span that a sentence rests on."""
    others = len(citation.passage.stored.copies)
    return _made(citation.passage, citation.start, citation.end, citation.quote, (), others, "")


def nearest(question: str, passages: tuple[Passage, ...]) -> tuple[Quote, ...]:
    """What comes nearest to a question that is not answered: the best sentence of each of the best passages."""
    best = passages[:_NEAREST]
    words = question_words(question, (language_of(question), *(one.stored.chunk.language for one in best)))
    return tuple(quote for one in best for quote in quoting.select((one,), question_words=words, limit=1))


def fields(span: KeptSpan) -> dict[str, Any]:
    """A span as it is kept: its words stay in the documents, here is where they stand and a hash to know them by."""
    assert span.text is not None, "it was just found"
    kept: dict[str, Any] = {
        "path": span.path.hex(), "page": span.page, "start": span.start, "end": span.end, "hash": _hash(span.text),
        "decisive": span.decisive, "others": span.others,
    }  # fmt: skip
    if span.after:
        kept["after"] = [len(span.after), _hash(span.after)]
    return kept


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page, and under which heading path from where on."""

    text: str
    starts: list[int]
    headings: list[str]
    scan_confidence: float | None

    def heading(self, at: int) -> str:
        place = bisect_right(self.starts, at) - 1
        return self.headings[place] if place >= 0 else ""


class Texts:
    """The stored texts of documents, each read once: which pages a file has now, and what stands on them."""

    def __init__(self, program: Program) -> None:
        self._library = program.store.library
        self._documents: dict[bytes, int | None] = {}
        self._labels: dict[bytes, Mapping[int, Label]] = {}
        self._pages: dict[tuple[bytes, int], _Page] = {}

    def span(self, kept: Mapping[str, Any]) -> KeptSpan:
        """A span with its words, if they are what they were when the answer was given."""
        path, page, start, end = bytes.fromhex(kept["path"]), kept["page"], kept["start"], kept["end"]
        label = self._labels_of(path).get(page)
        there = self._page(path, page)
        if label is None or _hash(there.text[start:end]) != kept["hash"]:
            return KeptSpan(path, page, start, end, None, None, 1)
        return KeptSpan(
            path, page, start, end, there.text[start:end], label, 1 + there.text.count("\n", 0, start),
            heading=there.heading(start),
            decisive=tuple((first, last) for first, last in kept.get("decisive", ())),
            others=kept.get("others", 0),
            scan_confidence=there.scan_confidence,
            after=_behind(there.text[end : end + 2 * _LONGEST_AFTER], *kept.get("after", (0, ""))),
        )  # fmt: skip

    def _labels_of(self, path: bytes) -> Mapping[int, Label]:
        if path not in self._labels:
            document = self._document(path)
            pages = [] if document is None else self._library.pages(document)
            self._labels[path] = {number: label for number, label, _ in pages}
        return self._labels[path]

    def _page(self, path: bytes, page: int) -> "_Page":
        if (path, page) not in self._pages:
            document = self._document(path)
            parts = [] if document is None else self._library.page_parts(document, page, 0, _ALL)
            scan = None if document is None else self._library.scan(document, page)
            self._pages[path, page] = _Page(
                "".join(text for _, text, _ in parts),
                [start for start, _, _ in parts],
                [heading for _, _, heading in parts],
                None if scan is None else scan.confidence,
            )
        return self._pages[path, page]

    def _document(self, path: bytes) -> int | None:
        if path not in self._documents:
            entry = self._library.file_of_path(path)
            self._documents[path] = None if entry is None else entry.document_id
        return self._documents[path]


def _made(
    passage: Passage, start: int, end: int, text: str, decisive: tuple[tuple[int, int], ...], others: int, after: str
) -> KeptSpan:
    stored = passage.stored
    chunk = stored.chunk
    line = chunk.line + chunk.text[: start - chunk.start].count("\n")
    return KeptSpan(
        stored.path, chunk.page, start, end, text, stored.label, line,
        chunk.heading, decisive, others, stored.scan_confidence, after,
    )  # fmt: skip


def _after(quote: Quote) -> str:
    """The sentence behind a quote, "" when there is none that is short.

    It stands on the same line: what begins one may be a heading, or the next row of a table.
    """
    chunk = quote.passage.stored.chunk
    rest = chunk.text[quote.end - chunk.start :][: 2 * _LONGEST_AFTER]
    start, end = next(iter(sentence_spans(rest)), (0, 0))
    is_whole = end < len(rest) or quote.end + len(rest) == chunk.end
    sentence = rest[start:end].strip()
    begins_line = "\n" in rest[: len(rest) - len(rest.lstrip())]
    return "" if begins_line or len(sentence) > _LONGEST_AFTER or not is_whole else sentence


def _behind(rest: str, length: int, known_by: str) -> str:
    """The sentence of this length that follows, if it is what it was."""
    words = rest.lstrip()[:length]
    return words if words and _hash(words) == known_by else ""


def _hash(text: str) -> str:
    """What words are known by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
