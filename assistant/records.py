"""The frozen records that cross a module border, in the order a question meets them.

Offsets (`start`, `end`) count code points in the stored text of a page; pages count from 1.
Arrays are numpy in the code that makes and uses them; here they are named, never copied.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


# --- documents ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Label:
    """What a page is called, for people: kind ("page", "slide", "sheet", "chapter", "file"), number, title.

    It is put into words by `cli` and `ui`. `number` is None for formats without parts.
    """

    kind: str
    number: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page's text: `text[start:end]`, level 1 for the outermost.

    In source code the name of a class or function; an empty one ends what stands at its level and inside it.
    """

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Scan:
    """How the text of a page that is a picture was read.

    Attributes:
        language: the language data it was read with, as Tesseract names it ("eng").
        confidence: how sure it is, mean over the characters, 0 to 100.
        turned: degrees the page has to be turned clockwise to stand upright: 0, 90, 180 or 270.
        width, height: of the page as its own program shows it, in points (PDF) or pixels (picture).
        words: the words with their places, `SCAN_WORD` rows one after the other: start and end in the page's text,
            left, top, right, bottom on the page as its own program shows it, in hundredths of the unit of `width`,
            from the upper left corner.
    """

    language: str
    confidence: float
    turned: int
    width: float
    height: float
    words: bytes


SCAN_WORD = "<6i"
"""A row of `Scan.words`, for `struct`: start, end, left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a parser gives it, before it is cut into chunks.

    Attributes:
        code: True when line breaks are the structure (source code, tables): never reflowed, cut at lines.
        scan: how its text was read from a picture; None for text that is text.
    """

    number: int
    label: Label
    text: str
    headings: tuple[Heading, ...] = ()
    code: bool = False
    scan: Scan | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels in a mail: read as a document of its own."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stored piece of a page: `text == page_text[start:end]`; the chunks of a page cover it without loss.

    Attributes:
        page: number of the page, from 1.
        start: first code point in the page's text.
        end: one past the last.
        text: the text itself, verbatim.
        heading: title and heading path in front of it ("Handbook > Leave > Applying"), "" when there is none.
        language: ISO 639-1 code, or "und".
        rule: version of the rules (sentences, words) it was made with; the same words can be made again from it.
        line: number of the line of the page that `start` lies on, from 1.
    """

    page: int
    start: int
    end: int
    text: str
    heading: str
    language: str
    rule: int
    line: int = 1


@dataclass(frozen=True, slots=True)
class PageChunks:
    """A page, or the next part of one (same `number` again), as it comes out of the reading child."""

    number: int
    label: Label
    chunks: tuple[Chunk, ...]
    scan: Scan | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a file was not read, or not wholly: kind and fields of an error of `errors`."""

    kind: str
    fields: Mapping[str, str | int | float] = field(default_factory=dict)


class FileStatus(StrEnum):
    """What became of a file; the words of `index --json` (WAITING: known, not read yet, counted as unread)."""

    WAITING = "waiting"
    INDEXED = "indexed"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    FAILED = "failed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ReadingBegun:
    """The first thing the reading child says of a file it could open: fields as in `ReadingDone`."""

    format: str
    title: str
    pages: int


@dataclass(frozen=True, slots=True)
class ReadingDone:
    """The last thing the reading child says of a file.

    Attributes:
        format: name of the format ("pdf", "docx", ...).
        title: the document's own title, "" when it has none.
        pages: number of pages it has (1 for formats without parts).
        reason: why it is only partly there; None when all of it was read.
    """

    format: str
    title: str
    pages: int
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it is stored, once, however many files hold it."""

    id: int
    content_hash: bytes
    format: str
    title: str
    pages: int
    chunks: int
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A path in a library and what became of it; `document_id` is None when nothing of it is stored."""

    library_id: int
    path: bytes
    size_bytes: int
    modified_ns: int
    status: FileStatus
    reason: Reason | None
    document_id: int | None
    pages: int
    chunks: int


@dataclass(frozen=True, slots=True)
class Library:
    """A named set of folders and files.

    Attributes:
        is_paused: nothing of it is read for now.
        is_leaving: the person wants it removed, and that is not done yet.
    """

    id: int
    name: str
    roots: tuple[bytes, ...]
    is_paused: bool = False
    is_leaving: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What is searched: files of these libraries, with these documents, at or below these paths.

    None does not restrict; what is given must all hold.
    """

    libraries: tuple[int, ...] | None = None
    documents: tuple[int, ...] | None = None
    paths: tuple[bytes, ...] | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the scope has been searched."""

    files: int
    """Files that are read and searchable."""
    unread: int
    """Files that are known and not (yet) read."""
    failed: int
    """Files that could not be read."""
    without_vectors: int
    """Chunks that have no vectors yet."""
    partly: int = 0
    """Files of which something is not searchable: scans that were not read, what is damaged or beyond a limit."""


# --- search -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk found by one way of searching; a larger score is better."""

    chunk_id: int
    score: float


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk as the library gives it back, with all that ranking, quoting and showing need.

    Attributes:
        token_codes: coded token vectors (see `pipeline.tokens`), None when they were not computed yet.
        path: one path of the document (the first in the scope by sequence).
        copies: other paths of the same text in the scope.
        scan_confidence: how surely its page was read from a picture, 0 to 100; None for text that is text.
    """

    id: int
    document_id: int
    chunk: Chunk
    label: Label
    path: bytes
    copies: tuple[bytes, ...]
    token_codes: bytes | None
    scan_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk chosen for a question, best first.

    Attributes:
        score: the ranking score, 0 to 1, larger is better; comparable within one question.
        confidence: MaxSim of the question to the passage, -1 to 1, comparable across questions and languages;
            None while its token vectors are not computed.
        sentence_scores: MaxSim of the question to each sentence of the chunk (empty without token vectors).
        also: passages that say the same and stand behind it (versions of a file), best first.
    """

    stored: StoredChunk
    score: float
    confidence: float | None
    sentence_scores: tuple[float, ...] = ()
    also: tuple["Passage", ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence shown from a passage, verbatim: `text == page_text[start:end]`.

    Attributes:
        also: the same sentence in other passages.
    """

    passage: Passage
    start: int
    end: int
    text: str
    score: float
    also: tuple["Quote", ...] = ()


@dataclass(frozen=True, slots=True)
class PassageText:
    """What the embedding engine gets of a chunk: heading, text, and the spans of its sentences in the text."""

    heading: str
    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class PassageVectors:
    """What the embedding engine makes of chunks.

    Attributes:
        vectors: float32 (chunks, dim), length 1.
        token_codes: coded token vectors of each chunk (see `pipeline.tokens`).
    """

    vectors: "NDArray[np.float32]"
    token_codes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, eq=False)
class QuestionVectors:
    """What the embedding engine makes of a question.

    Attributes:
        vector: float32 (dim,), length 1.
        tokens: float32 (tokens, dim), centred and rotated, length 1 each.
    """

    vector: "NDArray[np.float32]"
    tokens: "NDArray[np.float32]"


# --- answers ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation: role "system", "user" or "assistant"."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What goes to the chat engine, within its budget.

    Attributes:
        messages: in order; what repeats from turn to turn stands first.
        passages: the passages that are in it, in the order of their numbers.
        left_out: passages that did not fit.
        answer_tokens: how long the answer may be.
        turns_left_out: how many of the first messages of the history did not fit.
    """

    messages: tuple[Message, ...]
    passages: tuple[Passage, ...]
    left_out: tuple[Passage, ...]
    answer_tokens: int
    turns_left_out: int = 0


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is chosen; temperature 0 takes the likeliest."""

    temperature: float = 0.0
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Text as the chat engine writes it: whole code points; `thinking` is no part of the answer."""

    text: str
    thinking: bool = False


class FinishReason(StrEnum):
    """Why the chat engine stopped (THINKING: it did not come to an answer)."""

    END = "end"
    LENGTH = "length"
    CONTEXT = "context"
    THINKING = "thinking"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Generated:
    """The last thing the chat engine says of a request."""

    finish: FinishReason
    prompt_tokens: int
    reused_tokens: int
    answer_tokens: int


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model as its engine sees it after loading."""

    name: str
    context_tokens: int
    dim: int


@dataclass(frozen=True, slots=True)
class Citation:
    """The span of a passage that a sentence rests on: `quote == page_text[start:end]`."""

    passage: Passage
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a written answer; without citations it is not in the documents."""

    text: str
    citations: tuple[Citation, ...]

    @property
    def supported(self) -> bool:
        """True when a span of a source says it."""
        return bool(self.citations)


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a question gave.

    Attributes:
        text: the written answer; None when only quotes were asked for or nothing was found.
        found: True; False: not in the documents; None: the program cannot tell.
        confidence: largest MaxSim of the best passages, None when it could not be computed.
        stopped: why the written answer is not whole ("cancelled", "length", or a sentence), "" when it is.
    """

    question: str
    text: str | None
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    passages: tuple[Passage, ...]
    found: bool | None
    confidence: float | None
    coverage: Coverage
    model: str | None
    left_out: tuple[Passage, ...]
    timings_ms: Mapping[str, float]
    stopped: str = ""


# --- conversations ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation in the list: `started_s` is for people (seconds since 1970), its place is its id's."""

    id: int
    title: str
    started_s: int
    messages: int


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A turn of a conversation as it is kept.

    Attributes:
        extra: what else belongs to it (sources, model), JSON values.
        state: "complete", "stopped" (also while it is being written) or "erased".
        intact: False when the stored bytes are not the ones that were written (a hash is kept beside them).
    """

    id: int
    conversation_id: int
    role: str
    text: str
    extra: Mapping[str, object]
    state: str
    intact: bool


@dataclass(frozen=True, slots=True)
class KeptSpan:
    """A span of a document that an answer shows or rests on, as it is kept.

    Attributes:
        text: the words, None when they are no longer in the documents.
        label: what their page is called, None likewise.
        line: of the page that the span begins on, from 1.
        heading: the heading path it stands under.
        decisive: spans of `text` that hold the question's words.
        others: how many other files say the same.
        scan_confidence: as in `StoredChunk`.
        after: the sentence that follows, "" where it is not shown.
    """

    path: bytes
    page: int
    start: int
    end: int
    text: str | None
    label: Label | None
    line: int
    heading: str = ""
    decisive: tuple[tuple[int, int], ...] = ()
    others: int = 0
    scan_confidence: float | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A message of a conversation with all that is needed to show it.

    Attributes:
        role: "user" or "assistant".
        state: see `StoredMessage`.
        understood: the question as it was made to stand alone, "" when it was taken as it is.
        model: id of the model that wrote, "" when none did.
        model_name: what the model is called that was chosen then, whether it wrote or not.
        from_documents: True for an answer that was made from the documents.
        found: of such an answer: see `Answer`.
        spans: quotes first, then what else sentences rest on; number n of the answer is the n-th.
        quotes: how many of the spans are quotes.
        sentences: of a checked answer, each with the numbers of the spans that say it.
        nearest: what comes near, of an answer without quotes.
        is_about_answer: it was asked about the answer before.
        searched_in: the library or file that was searched alone, "" for all documents.
        coverage, timings_ms, stopped: of an answer: see `Answer`.
        error: why there is no answer, or not all of it.
        passages_left_out, turns_left_out: passages and messages that did not fit the model.
        writes_language: False when the model does not write the language of the message.
    """

    role: str
    text: str
    state: str
    intact: bool
    understood: str = ""
    model: str = ""
    model_name: str = ""
    from_documents: bool = False
    found: bool | None = None
    spans: tuple[KeptSpan, ...] = ()
    quotes: int = 0
    sentences: tuple[tuple[str, tuple[int, ...]], ...] = ()
    nearest: tuple[KeptSpan, ...] = ()
    is_about_answer: bool = False
    searched_in: str = ""
    coverage: Coverage | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    stopped: str = ""
    error: Reason | None = None
    passages_left_out: int = 0
    turns_left_out: int = 0
    writes_language: bool = True


# --- models -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model on disk.

    Attributes:
        id: what `--model` takes.
        kind: "chat" or "embedding".
        path: the GGUF file, or the folder of a split embedding model.
        languages: ISO 639-1 codes it writes or knows well; empty: not restricted.
        drafts_only: too small to find the answer in whole passages: it is given the quotes alone.
        sha256: of the file, hexadecimal; "" for the models that come with the program, whose id says it all.
    """

    id: str
    kind: str
    name: str
    path: str
    languages: tuple[str, ...]
    drafts_only: bool = False
    sha256: str = ""
