"""Does this installation work: engine, reading, storage, models, lock-down; used on every build."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant import identity, paths
from assistant.errors import AssistantError, SelfTestFailed
from assistant.isolation import Cancel
from assistant.records import Generated, Message, PassageText, Prompt, ReadingDone, Sampling, TextPiece
from assistant.services import models
from assistant.services.program import Program

_SAMPLE = b"# Leave\n\nEmployees apply for leave in the staff portal two weeks ahead.\n"


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
        ("search by meaning", _embedding),
        ("writing", _writing),
    )
    for name, part in parts:
        try:
            yield Check(name, True, part(program))
        except AssistantError as error:
            yield Check(name, False, str(error))


def lockdown(program: Program) -> Mapping[str, Mapping[str, str]]:
    """What each process gave up, in words; children that have not run yet are left out."""
    reached: dict[str, Mapping[str, str]] = {"program": {"network": program.network}}
    for name, part in (("reading", program.reader), ("embedding", program.embedding), ("chat", program.chat)):
        if part.lockdown:
            reached[name] = part.lockdown
    return reached


def _resources(program: Program) -> str:
    del program
    missing = [name for name in ("licences/index.json", "tokens") if not (paths.resources() / name).exists()]
    if missing:
        raise SelfTestFailed(what="Files of the program are missing")
    return f"{identity.NAME} {identity.VERSION}, Python {sys.version.split()[0]}"


def _storage(program: Program) -> str:
    return f"{len(program.store.library.libraries())} libraries in {program.data_dir}"


def _models(program: Program) -> str:
    for _ in models.prepare(program.models_dir):
        pass
    return f"{program.embedding_model.name}, {program.chat_model.name}"


def _reading(program: Program) -> str:
    with tempfile.TemporaryFile() as sample:
        sample.write(_SAMPLE)
        sample.seek(0)
        items = list(program.reader.read(sample.fileno(), "sample.md"))
    done = items[-1]
    if not isinstance(done, ReadingDone) or len(items) < 2:
        raise SelfTestFailed(what="The reader gave no text")
    return f"{done.format}: {len(items) - 1} page"


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
