"""The reading child: a descriptor in, pages cut into chunks out. Runs behind the wall; imports the parsers."""

import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from assistant.errors import Cancelled, DocumentError, FileUnreadable, NoTextFound
from assistant.isolation import Reply
from assistant.isolation.child import CancelFlag
from assistant.pipeline.chunk import chunks
from assistant.reading import formats
from assistant.reading.source import HEAD_BYTES, Clock, Content, Source
from assistant.records import Page, Reason

BATCH_BYTES = 1_000_000
"""A message holds at most about this much text, so that the other side never holds a whole document."""


def open_worker(options: Mapping[str, object]) -> "ReadingWorker":
    """The worker with the limits of the settings: `text_limit_bytes`, `timeout_s`."""
    return ReadingWorker(int(str(options["text_limit_bytes"])), float(str(options["timeout_s"])))


class ReadingWorker:
    """Reads one file after the other; keeps nothing between them."""

    def __init__(self, limit_bytes: int, timeout_s: float) -> None:
        self._limit_bytes = limit_bytes
        self._timeout_s = timeout_s

    def handle(
        self, header: Mapping[str, object], blobs: Sequence[bytes], file: int | None, cancel: CancelFlag
    ) -> Iterator[Reply]:
        """Read the file: "opened" first, then each "page", then "done" with the reason of what is missing.

        Args:
            header: `name`, only for the guess at its format.
            blobs: the file's bytes as the last one, where no descriptor can be handed over (Windows).
            file: its descriptor.
            cancel: looked at between pages.

        Yields:
            The replies; each "page" has one blob of JSON with its chunks.

        Raises:
            DocumentError: nothing could be read; otherwise what was read is kept and "done" has the reason.
            Cancelled: somebody asked to stop.
        """
        with _stream(blobs, file) as stream:
            source = _source(stream, str(header.get("name", "")), self._limit_bytes, Clock(self._timeout_s))
            form = formats.recognised(source)
            content = form.read(source)
            yield Reply({"what": "opened", "format": form.name, "title": content.title, "pages": content.pages}, ())
            yield from _replies(source, content, cancel)


def _stream(blobs: Sequence[bytes], file: int | None) -> BinaryIO:
    """The file to read; a descriptor stays open, for it belongs to the caller."""
    return io.BytesIO(blobs[-1]) if file is None else os.fdopen(file, "rb", closefd=False)


def _source(stream: BinaryIO, name: str, limit_bytes: int, clock: Clock) -> Source:
    try:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise FileUnreadable(reason=error.strerror or "input error") from error
    return Source(stream, formats.extension_of(name), head, size, limit_bytes, clock)


def _replies(source: Source, content: Content, cancel: CancelFlag) -> Iterator[Reply]:
    """The pages, then "done".

    Raises:
        DocumentError: nothing could be read.
        NoTextFound: there is no text in it.
        Cancelled: somebody asked to stop.
    """
    reasons: list[Reason] = []
    any_text = False
    try:
        for page in _pages(source, content, reasons):
            for reply in _page_replies(page, content.title, source, cancel):
                any_text = True
                # Time counts only while we work, not while the other side takes its time.
                source.clock.stop()
                yield reply
                source.clock.go()
    except DocumentError as error:
        if not any_text:
            raise
        reasons.append(Reason(error.kind, error.fields))
    if not any_text:
        raise NoTextFound
    reason = [reasons[0].kind, dict(reasons[0].fields)] if reasons else None
    yield Reply({"what": "done", "reason": reason}, ())


def _pages(source: Source, content: Content, reasons: list[Reason]) -> Iterator[Page]:
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
        page, size = _within(part, left)
        yield page
        left -= size
        if page is not part:
            reasons.append(Reason("TooLarge", {"limit_mb": source.limit_bytes // 1_000_000}))
            return


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
    return Reply({"what": "page", "number": page.number, "label": label}, (encoded,))


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
