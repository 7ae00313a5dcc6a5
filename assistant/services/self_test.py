"""Does this installation work: engine, reading, storage, models, lock-down; used on every build."""

import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import identity, paths
from assistant.errors import AssistantError, SelfTestFailed
from assistant.isolation import Cancel
from assistant.reading.client import ScansWanted
from assistant.reading.view_client import Tile, Viewed, ViewKind
from assistant.records import Generated, Message, PageChunks, PassageText, Prompt, ReadingDone, Sampling, TextPiece
from assistant.services import about, models
from assistant.services.opening import in_memory
from assistant.services.program import Program

_SAMPLE = b"# Leave\n\nEmployees apply for leave in the staff portal two weeks ahead.\n"
_WORDS = "Apply for leave two weeks ahead."
_DRAWING = f"BT /F1 24 Tf 20 40 Td ({_WORDS}) Tj ET".encode("ascii")
_PDF = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 100]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>endobj
4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
5 0 obj<</Length %d>>stream
%s
endstream endobj
trailer<</Root 1 0 R>>
""" % (len(_DRAWING), _DRAWING)
_WIDTH, _HEIGHT = 1200, 300  # pixels of its one page
_DARK = 100
_WINDOW_TIMEOUT_S = 30


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried: what came of it, in words."""

    name: str
    ok: bool
    detail: str


def checks(program: Program) -> Iterator[Check]:
    """Try every part once, with real children and real models; yields as it goes, about ten seconds."""
    parts: Sequence[tuple[str, Callable[[Program], str]]] = (
        ("resources", _resources),
        ("storage", _storage),
        ("models", _models),
        ("reading", _reading),
        ("view of a page", _view),
        ("reading of scans", _scans),
        ("search by meaning", _embedding),
        ("writing", _writing),
        ("window", _window),
    )
    for name, part in parts:
        try:
            yield Check(name, True, part(program))
        except AssistantError as error:
            yield Check(name, False, str(error))


def lockdown(program: Program) -> Mapping[str, Mapping[str, str]]:
    """What each process gave up, in words; children that have not run yet are left out."""
    reached: dict[str, Mapping[str, str]] = {"program": {"network": program.network}}
    children = (
        ("reading", program.reader), ("view", program.viewer),
        ("embedding", program.embedding), ("chat", program.chat),
    )  # fmt: skip
    for name, part in children:
        if part.lockdown:
            reached[name] = part.lockdown
    return reached


def _resources(program: Program) -> str:
    del program
    if not (paths.resources() / "tokens").is_dir():
        raise SelfTestFailed(what="Files of the program are missing")
    licences = len(about.licences())
    return f"{identity.NAME} {identity.VERSION}, Python {sys.version.split()[0]}, {licences} licences"


def _storage(program: Program) -> str:
    return f"{len(program.store.library.libraries())} libraries in {program.data_dir}"


def _models(program: Program) -> str:
    for _ in models.prepare(program.models_dir):
        pass
    return f"{program.embedding_model.name}, {program.chat_model.name}"


def _reading(program: Program) -> str:
    with in_memory(_SAMPLE) as sample:
        parts = list(program.reader.read(sample.descriptor, "sample.md"))
    done = parts[-1]
    if not isinstance(done, ReadingDone) or not any(isinstance(part, PageChunks) for part in parts):
        raise SelfTestFailed(what="The reader gave no text")
    return f"{done.format}, {len(_SAMPLE)} bytes"


def _view(program: Program) -> str:
    if min(_drawn(program)) > _DARK:
        raise SelfTestFailed(what="The page of a PDF came out empty")
    return f"PDF: {_WIDTH} x {_HEIGHT} pixels"


def _scans(program: Program) -> str:
    with in_memory(_png(_drawn(program))) as picture:
        parts = list(program.reader.read(picture.descriptor, "page.png", scans=ScansWanted("eng")))
    words = [chunk.text for part in parts if isinstance(part, PageChunks) for chunk in part.chunks]
    if _WORDS not in " ".join(words):
        raise SelfTestFailed(what="The words of a picture were not read")
    return f"{len(_WORDS.split())} words of a picture"


def _drawn(program: Program) -> bytes:
    """The page of `_PDF` in shades of grey, rows without gaps."""
    with in_memory(_PDF) as file:
        page = Tile(page=1, whole=(_WIDTH, _HEIGHT), left=0, top=0, width=_WIDTH, height=_HEIGHT)
        return program.viewer.tile(Viewed(file.descriptor, ViewKind.PDF, "page.pdf"), page)[::4]


def _png(grey: bytes) -> bytes:
    """A picture file of it. Source: W3C, Portable Network Graphics, sections 5 and 11."""
    rows = b"".join(b"\0" + grey[start : start + _WIDTH] for start in range(0, len(grey), _WIDTH))
    header = struct.pack(">2I5B", _WIDTH, _HEIGHT, 8, 0, 0, 0, 0)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _embedding(program: Program) -> str:
    made = program.embedding.embed_passages(
        [
            PassageText("", "Employees apply for leave in the portal.", ((0, 40),)),
            PassageText("", "Cats sleep.", ((0, 11),)),
        ]
    )
    question = program.embedding.embed_question("How do I request holidays?")
    near, far = made.vectors @ question.vector
    if near <= far:
        raise SelfTestFailed(what="Search by meaning ranks a far passage above a near one")
    return f"{len(question.vector)} numbers a passage"


def _writing(program: Program) -> str:
    asked = Prompt((Message("user", "Name the capital of France."),), (), (), 24)
    text, tokens = "", 0
    for item in program.chat.generate(asked, Sampling(), Cancel()):
        if isinstance(item, TextPiece):
            text += item.text
        elif isinstance(item, Generated):
            tokens = item.answer_tokens
    if not text.strip():
        raise SelfTestFailed(what="The model wrote nothing")
    return f"{tokens} tokens: {' '.join(text.split())[:60]}"


def _window(program: Program) -> str:
    """Have the window painted by a process like the one that shows it, on a screen that nobody sees.

    Raises:
        SelfTestFailed: no picture came of it.
    """
    del program
    started = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "assistant"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "window.png"
        try:
            done = subprocess.run(
                [*started, identity.PICTURE_OF_WINDOW, str(file)],
                stdin=subprocess.DEVNULL, capture_output=True, timeout=_WINDOW_TIMEOUT_S, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise SelfTestFailed(what=f"The window was not painted within {_WINDOW_TIMEOUT_S} seconds") from error
        if done.returncode or not file.exists():
            last_words = " ".join(done.stderr.decode("utf-8", "replace").split())[-300:]
            raise SelfTestFailed(what=f"The window was not painted: {last_words}")
        return f"painted, {file.stat().st_size >> 10} KB as a picture"
