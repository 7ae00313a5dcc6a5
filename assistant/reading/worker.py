"""The reading child: a descriptor in, pages cut into chunks out. Runs behind the wall; imports the parsers."""

import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from assistant.errors import Cancelled, DocumentError, FileUnreadable, NoTextFound, ScansUnread
from assistant.isolation import Reply
from assistant.isolation.child import CancelFlag
from assistant.pipeline.chunk import chunks
from assistant.reading import formats
from assistant.reading.source import HEAD_BYTES, Clock, Content, Scans, Source
from assistant.records import Attachment, Page, Reason

BATCH_BYTES = 1_000_000
"""A message holds at most about this much text, so that the other side never holds a whole document."""


def open_worker(options: Mapping[str, object]) -> "ReadingWorker":
    """The worker with the limits of the settings.

    Options: `text_limit_bytes`, `timeout_s`, `scan_timeout_s` (one page), `scan_dirs` (folders with language data).
    """
    dirs = options["scan_dirs"]
    return ReadingWorker(
        int(str(options["text_limit_bytes"])),
        float(str(options["timeout_s"])),
        float(str(options["scan_timeout_s"])),
        tuple(str(one) for one in dirs) if isinstance(dirs, list | tuple) else (),
    )


class ReadingWorker:
    """Reads one file after the other; keeps nothing between them."""

    def __init__(
        self, limit_bytes: int, timeout_s: float, scan_timeout_s: float = 30.0, scan_dirs: tuple[str, ...] = ()
    ) -> None:
        self._limit_bytes = limit_bytes
        self._timeout_s = timeout_s
        self._scan_timeout_s = scan_timeout_s
        self._scan_dirs = scan_dirs

    def handle(
        self, header: Mapping[str, object], blobs: Sequence[bytes], file: int | None, cancel: CancelFlag
    ) -> Iterator[Reply]:
        """Read the file: "opened" first, each "page" and "attachment", "done" last with why something is missing.

        Args:
            header: `name`, only for the guess at its format; `scans`, null or how pages that are pictures are to be
                read: `language`, and `done`, the numbers of those that need not be read again.
            blobs: the file's bytes as the last one, where no descriptor can be handed over (Windows).
            file: its descriptor.
            cancel: looked at between pages.

        Yields:
            The replies; each "page" has one blob of JSON with its chunks, for a scan a second one with the places
            of its words; each "attachment" has its bytes.

        Raises:
            DocumentError: nothing could be read; otherwise what was read is kept and "done" has the reason.
            Cancelled: somebody asked to stop.
        """
        with _stream(blobs, file) as stream:
            scans = self._scans(header.get("scans"))
            source = _source(stream, str(header.get("name", "")), self._limit_bytes, Clock(self._timeout_s), scans)
            form = formats.recognised(source)
            content = form.read(source)
            yield Reply({"what": "opened", "format": form.name, "title": content.title, "pages": content.pages}, ())
            yield from _replies(source, content, cancel)

    def _scans(self, wanted: object) -> Scans | None:
        if not isinstance(wanted, dict):
            return None
        done = frozenset(int(number) for number in wanted["done"])
        return Scans(str(wanted["language"]), done, self._scan_dirs, self._scan_timeout_s)


def _stream(blobs: Sequence[bytes], file: int | None) -> BinaryIO:
    """The file to read; a descriptor stays open, for it belongs to the caller."""
    return io.BytesIO(blobs[-1]) if file is None else os.fdopen(file, "rb", closefd=False)


def _source(stream: BinaryIO, name: str, limit_bytes: int, clock: Clock, scans: Scans | None) -> Source:
    try:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise FileUnreadable(reason=error.strerror or "input error") from error
    return Source(stream, formats.extension_of(name), head, size, limit_bytes, clock, scans)


def _replies(source: Source, content: Content, cancel: CancelFlag) -> Iterator[Reply]:
    """The pages and attachments, then "done".

    A document without text is no failure when it has scans that may be read later, or attachments, or when only
    its scans were asked for.

    Raises:
        DocumentError: nothing could be read.
        NoTextFound: there is no text in it.
        Cancelled: somebody asked to stop.
    """
    reasons: list[Reason] = []
    anything = source.scans is not None
    try:
        for part in _pages(source, content, reasons):
            for reply in _part_replies(part, content.title, source, cancel):
                anything = True
                # Time counts only while we work, not while the other side takes its time.
                source.clock.stop()
                yield reply
                source.clock.go()
    except DocumentError as error:
        if not anything:
            raise
        reasons.append(Reason(error.kind, error.fields))
    # What can still be read comes before what cannot.
    reasons.sort(key=lambda one: one.kind != ScansUnread.__name__)
    if not anything and not (reasons and reasons[0].kind == ScansUnread.__name__):
        raise NoTextFound
    reason = [reasons[0].kind, dict(reasons[0].fields)] if reasons else None
    yield Reply({"what": "done", "reason": reason}, ())


def _pages(source: Source, content: Content, reasons: list[Reason]) -> Iterator[Page | Attachment]:
    """The pages up to the limit of text; why something is missing goes to `reasons`.

    Raises:
        DocumentError: what the parser or the clock says.
    """
    left = source.limit_bytes
    for part in content.parts:
        source.clock.check()
        if isinstance(part, Reason):
            reasons.append(part)
            continue
        if isinstance(part, Attachment):
            yield part
            continue
        page, size = _within(part, left)
        yield page
        left -= size
        if page is not part:
            reasons.append(Reason("TooLarge", {"limit_mb": source.limit_bytes // 1_000_000}))
            return


def _part_replies(part: Page | Attachment, title: str, source: Source, cancel: CancelFlag) -> Iterator[Reply]:
    """The messages for a page or an attachment.

    Raises:
        TookTooLong: the limit is passed.
        Cancelled: somebody asked to stop.
    """
    if isinstance(part, Page):
        yield from _page_replies(part, title, source, cancel)
        if part.scan is not None and not part.text.strip():
            yield Reply({"what": "blank"}, ())  # a sign of life: the next page has its own time
    elif part.data:
        yield Reply({"what": "attachment", "name": part.name}, (part.data,))


def _page_replies(page: Page, title: str, source: Source, cancel: CancelFlag) -> Iterator[Reply]:
    """A page's chunks. It leaves as soon as it is made: what was read before a crash or a hang is then not lost.

    Raises:
        TookTooLong: the limit is passed.
        Cancelled: somebody asked to stop.
    """
    batch: list[list[object]] = []
    size = 0
    for chunk in chunks(page, _title_for(page, title)) if page.text.strip() else ():
        source.clock.check()
        if cancel.is_set:
            raise Cancelled
        batch.append([chunk.start, chunk.text, chunk.heading, chunk.language, chunk.rule, chunk.line])
        size += (1 if chunk.text.isascii() else 3) * len(chunk.text) + len(chunk.heading)
        if size >= BATCH_BYTES:
            yield _page_reply(page, batch)
            batch, size = [], 0
    if batch:
        yield _page_reply(page, batch)


def _page_reply(page: Page, batch: list[list[object]]) -> Reply:
    """The message for a page or the next part of one; a chunk is `[start, text, heading, language, rule, line]`."""
    label = [page.label.kind, page.label.number, page.label.title]
    encoded = json.dumps(batch, ensure_ascii=False).encode()
    header: dict[str, object] = {"what": "page", "number": page.number, "label": label}
    if page.scan is None:
        return Reply(header, (encoded,))
    scan = page.scan
    header["scan"] = [scan.language, scan.confidence, scan.turned, scan.width, scan.height]
    return Reply(header, (encoded, scan.words))


def _title_for(page: Page, title: str) -> str:
    """The title that stands in front of the heading path, unless the first heading of the page says the same."""
    if page.headings:
        first = page.headings[0]
        if page.text[first.start : first.end].split() == title.split():
            return ""
    return title


def _within(page: Page, limit_bytes: int) -> tuple[Page, int]:
    """The page itself, or what of it fits the limit, and its size in bytes of UTF-8."""
    encoded = page.text.encode() if not page.text.isascii() or len(page.text) > limit_bytes else b""
    size = len(encoded) or len(page.text)
    if size <= limit_bytes:
        return page, size
    text = encoded[:limit_bytes].decode("utf-8", "ignore")
    kept = tuple(heading for heading in page.headings if heading.end <= len(text))
    return replace(page, text=text, headings=kept), limit_bytes
