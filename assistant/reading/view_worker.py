"""The view child: the page that is on screen, as pixels and boxes of characters. Runs behind the wall.

The document asked for last stays open: turning its pages does not parse it again. What travels in a mail is taken
out of it here, so that it never comes into the program.
"""

import io
import os
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from assistant.errors import FileChanged, FileUnreadable
from assistant.isolation import Reply
from assistant.isolation.child import CancelFlag
from assistant.reading.view_client import BOX, SIZE
from assistant.reading.view_pdf import PdfView
from assistant.records import Attachment

if TYPE_CHECKING:
    from assistant.reading.source import Part

_TEXT_BYTES = 50_000_000
"""Most text of a mail that is gone through on the way to what travels in it."""


class View(Protocol):
    """A document that can be shown; see `view_pdf.PdfView`."""

    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of every page."""
        ...

    def tile(self, page: int, whole: tuple[int, int], place: tuple[int, int, int, int]) -> bytes:
        """A part of a page as pixels."""
        ...

    def boxes(self, page: int, start: int, end: int) -> list[tuple[int, int, int, int]]:
        """Boxes of characters."""
        ...

    def close(self) -> None:
        """Give everything back."""
        ...


def open_worker(options: Mapping[str, object]) -> "ViewWorker":
    """The worker. Options: `timeout_s`, the time limit for finding something in a mail."""
    return ViewWorker(float(str(options["timeout_s"])))


class ViewWorker:
    """Answers for one document at a time."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._key: object = None
        self._view: View | None = None

    def handle(
        self, header: Mapping[str, object], blobs: Sequence[bytes], file: int | None, cancel: CancelFlag
    ) -> Iterator[Reply]:
        """Answer one request about a file; there is one reply.

        Args:
            header: `kind` of the document ("pdf" or "picture"), `name` of the file, `inside`, the name of what
                travels in it when it is a mail, else "", and what is wanted: `what` is "sizes"; "tile" with `page`,
                `whole` (width, height of the page in pixels) and `place` (left, top, width, height); or "boxes"
                with `page`, `start`, `end`.
            blobs: none.
            file: its descriptor.
            cancel: not looked at: nothing here can be stopped half-way.

        Yields:
            The reply: sizes as `SIZE`, boxes as `BOX`, one after the other; a tile as BGRA rows.

        Raises:
            DocumentError: it cannot be shown.
        """
        assert file is not None
        view = self._opened(file, *(str(header[part]) for part in ("kind", "name", "inside")))
        match header["what"]:
            case "sizes":
                yield Reply({}, (b"".join(SIZE.pack(*size) for size in view.sizes()),))
            case "tile":
                whole = cast("tuple[int, int]", tuple(_numbers(header["whole"])))
                place = cast("tuple[int, int, int, int]", tuple(_numbers(header["place"])))
                yield Reply({}, (view.tile(_number(header["page"]), whole, place),))
            case "boxes":
                span = _number(header["start"]), _number(header["end"])
                found = view.boxes(_number(header["page"]), *span)
                yield Reply({}, (b"".join(BOX.pack(*box) for box in found),))

    def _opened(self, file: int, kind: str, name: str, inside: str) -> View:
        """The document in this file; the one that is open when it is the same."""
        status = os.fstat(file)
        key = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns, kind, inside)
        if self._view is None or key != self._key:
            if self._view is not None:
                self._view.close()
            self._view = None
            self._view, self._key = self._open(file, kind, name, inside), key
        return self._view

    def _open(self, file: int, kind: str, name: str, inside: str) -> View:
        # The loop closes the descriptor that was handed over, and the document stays open.
        stream: BinaryIO = os.fdopen(os.dup(file), "rb")
        try:
            if inside:
                with stream:
                    stream = io.BytesIO(self._taken_out(stream, name=name, inside=inside))
            size = stream.seek(0, os.SEEK_END)
            stream.seek(0)
            if kind == "pdf":
                return PdfView(stream, size)
            from assistant.reading.view_pictures import PictureView  # Pillow and Tesseract take 0.2 s

            return PictureView(stream)
        except OSError as error:
            stream.close()
            raise FileUnreadable(reason=error.strerror or "input error") from error
        except BaseException:
            with suppress(OSError):
                stream.close()
            raise

    def _taken_out(self, mail: BinaryIO, *, name: str, inside: str) -> bytes:
        """The bytes of what travels in a mail.

        Raises:
            FileChanged: nothing of that name does.
        """
        from assistant.reading import formats  # all the parsers
        from assistant.reading.source import HEAD_BYTES, Clock, Source

        head = mail.read(HEAD_BYTES)
        size = mail.seek(0, os.SEEK_END)
        source = Source(mail, formats.extension_of(name), head, size, _TEXT_BYTES, Clock(self._timeout_s))
        with closing(cast("Generator[Part]", formats.recognised(source).read(source).parts)) as parts:
            for part in parts:
                source.clock.check()
                if isinstance(part, Attachment) and part.name == inside:
                    return part.data
        raise FileChanged


def _number(value: object) -> int:
    return int(str(value))


def _numbers(value: object) -> list[int]:
    return [int(str(one)) for one in cast("list[object]", value)]
