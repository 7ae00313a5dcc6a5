"""`--batch FILE`: one question a line in, one JSON object a line out; a line that fails does not stop the others."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from assistant.cli.output import Output
from assistant.errors import AssistantError, BatchFileUnreadable, BatchLineInvalid

_STDIN = "-"


def run(path: str, output: Output, answer: Callable[[str], Mapping[str, object]]) -> int:
    """Answer every line of the file, or of standard input for "-".

    The id of a JSON line is echoed, a text line's id is its number.

    Raises:
        BatchFileUnreadable: the batch file itself cannot be read.
        OutputUnwritable: the results cannot be written.
    """
    with _opened(path) as stream:
        for number, line in enumerate(_lines(stream, path), start=1):
            if line.strip():
                output.record(_result(line, number, answer))
    return 0


def _result(line: bytes, number: int, answer: Callable[[str], Mapping[str, object]]) -> Mapping[str, object]:
    asked_id: object = number
    try:
        fields = _parsed(line)
        asked_id = _id(fields, number)
        return {"id": asked_id, **answer(_question(fields))}
    except AssistantError as error:
        return {"id": asked_id, "error": {"kind": error.kind, "sentence": str(error)}}


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == _STDIN:
        if sys.stdin is None:
            raise BatchFileUnreadable(path="standard input", reason="it is closed")
        yield sys.stdin.buffer
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - closed below; only opening it is translated
    except OSError as error:
        raise BatchFileUnreadable(path=path, reason=error.strerror or "unknown") from error
    with stream:
        yield stream


def _lines(stream: BinaryIO, path: str) -> Iterator[bytes]:
    """The lines, each as soon as it is there: whoever writes into our pipe may wait for the answer to each.

    Raises:
        BatchFileUnreadable: the system reports an error while reading.
    """
    while True:
        try:
            line = stream.readline()
        except OSError as error:
            raise BatchFileUnreadable(path=path, reason=error.strerror or "unknown") from error
        if not line:
            return
        yield line


def _parsed(raw: bytes) -> Mapping[str, object]:
    """The fields of a line; text that begins with "{" has to be the JSON that is expected.

    Raises:
        BatchLineInvalid: it is not.
    """
    try:
        line = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise BatchLineInvalid(reason="it is not UTF-8") from error
    if not line.startswith("{"):
        return {"question": line}
    try:
        fields: Mapping[str, object] = json.loads(line, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise BatchLineInvalid(reason="the JSON is damaged") from error
    return fields


def _refused(constant: str) -> None:
    """NaN and Infinity are not JSON: echoed as an id they would spoil our own line.

    Raises:
        ValueError: always.
    """
    raise ValueError(constant)


def _id(fields: Mapping[str, object], number: int) -> object:
    given = fields.get("id", number)
    if isinstance(given, dict | list):
        raise BatchLineInvalid(reason='the "id" is neither text nor a number')
    return given


def _question(fields: Mapping[str, object]) -> str:
    question = fields.get("question")
    if not isinstance(question, str):
        raise BatchLineInvalid(reason='there is no "question"')
    return question.encode("utf-8", "replace").decode()  # JSON can hold halves of characters; no engine takes them
