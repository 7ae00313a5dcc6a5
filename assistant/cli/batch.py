"""`--batch FILE`: one question a line in, one JSON object a line out; a line that fails does not stop the others."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from assistant.cli.output import Output
from assistant.errors import AssistantError, BatchLineInvalid, FileDenied, FileGone, FileUnreadable


def run(path: str, output: Output, answer: Callable[[str], Mapping[str, object]]) -> int:
    """Answer every line of the file; the id of a JSON line is echoed, a text line's id is its number.

    Raises:
        FileError: the batch file itself cannot be read.
    """
    with _lines(path) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            asked_id: object = number
            try:
                fields = _parsed(line)
                asked_id = fields.get("id", number)
                output.record({"id": asked_id, **answer(_question(fields))})
            except AssistantError as error:
                output.record({"id": asked_id, "error": {"kind": error.kind, "sentence": str(error)}})
    return 0


@contextmanager
def _lines(path: str) -> Iterator[BinaryIO]:
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - closed below; only opening it is translated
    except FileNotFoundError as error:
        raise FileGone from error
    except PermissionError as error:
        raise FileDenied from error
    except OSError as error:
        raise FileUnreadable(reason=error.strerror or path) from error
    with stream:
        yield stream


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
        fields: Mapping[str, object] = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BatchLineInvalid(reason="the JSON is damaged") from error
    return fields


def _question(fields: Mapping[str, object]) -> str:
    question = fields.get("question")
    if not isinstance(question, str):
        raise BatchLineInvalid(reason='there is no "question"')
    return question
