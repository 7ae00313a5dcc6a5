"""What a mail looks like, whichever program kept it: its headers, its text, the names of what is attached, the files.

The readers of EML, MSG and mbox fill a `Letter`; here it becomes a page and attachments.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.errors import DocumentDamaged
from assistant.reading import guards, plain
from assistant.reading.layout import Layout
from assistant.reading.source import Part, Source
from assistant.records import Attachment, Label, Page, Reason

SHOWN = ("From", "To", "Cc", "Date", "Subject")
"""The headers that are shown, in this order."""
_HEADER_CHARACTERS = 500
"""Of a header in the text: some mails go to thousands."""

_ATTACHMENT_BYTES = 30_000_000
"""Of one file: a message out of the reading child holds no more than 32 MiB."""
_ATTACHMENTS, _ALL_BYTES = 200, 200_000_000
_NAME_BYTES, _ENDING_BYTES = 150, 20
_ENDING = re.compile(r"\.[^.\s]+$")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file in a mail; `read` gives its bytes, or raises `DocumentDamaged`."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as its reader found it.

    Attributes:
        headers: those of `SHOWN` that it has, in readable text of one line.
        texts: the parts of its text, clean.
        enclosures: what is attached to it.
        whole: False when the end of the file was not read.
    """

    headers: Mapping[str, str]
    texts: Sequence[str] = ()
    enclosures: Sequence[Enclosure] = field(default=())
    whole: bool = True

    @property
    def title(self) -> str:
        """Its subject, fit to be a title."""
        return guards.title(self.headers.get("Subject"))

    def text(self) -> str:
        """Headers, text and the names of what is attached."""
        shown = ((name, self.headers.get(name, "")[:_HEADER_CHARACTERS]) for name in SHOWN)
        layout = Layout()
        layout.lines("\n".join(f"{name}: {value}" for name, value in shown if value))
        layout.lines(self.body())
        return layout.result()[0]

    def body(self) -> str:
        """Text and the names of what is attached."""
        layout = Layout()
        for text in self.texts:
            layout.lines(text)
        if self.enclosures:
            layout.paragraph(f"Attachments: {', '.join(self._names())}")
        return layout.result()[0]

    def parts(self, source: Source) -> Iterator[Part]:
        """The mail as one page, then the files in it, then what is missing.

        Raises:
            TookTooLong: the limit is passed.
        """
        yield Page(1, Label("file"), self.text())
        left_out, taken = 0, 0
        for count, (name, enclosure) in enumerate(zip(self._names(), self.enclosures, strict=True)):
            source.clock.check()
            data = _data(enclosure) if count < _ATTACHMENTS and taken < _ALL_BYTES else None
            if data is None or taken + len(data) > _ALL_BYTES:
                left_out += 1
            elif data:
                taken += len(data)
                yield Attachment(name, data)
        if not self.whole:
            yield plain.too_large(source)
        if left_out:
            yield Reason("AttachmentsLeftOut", {"count": left_out})

    def _names(self) -> list[str]:
        """The names of the enclosures, no two alike."""
        names: dict[str, str] = {}
        for enclosure in self.enclosures:
            stem, ending = _cut(enclosure.name)
            name, count = stem + ending, 1
            while name.casefold() in names:
                count += 1
                name = f"{stem} ({count}){ending}"
            names[name.casefold()] = name
        return list(names.values())


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    return " ".join(guards.clean(text).split())


def _data(enclosure: Enclosure) -> bytes | None:
    """The bytes of a file; None when they are too many or cannot be read."""
    try:
        data = enclosure.read()
    except DocumentDamaged:
        return None
    return data if len(data) <= _ATTACHMENT_BYTES else None


def _cut(name: str) -> tuple[str, str]:
    """A name without folders and not too long, in two parts: stem and ending with its dot."""
    name = one_line(name.rsplit("\\", 1)[-1].replace("/", "-")).strip(". ") or "attachment"
    found = _ENDING.search(name)
    ending = found.group() if found and len(found.group().encode()) <= _ENDING_BYTES else ""
    stem = name.removesuffix(ending).encode()[: _NAME_BYTES - len(ending.encode())].decode("utf-8", "ignore")
    return stem.rstrip(), ending
