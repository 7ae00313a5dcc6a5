"""The settings: frozen, each field with default, unit and limits, in one JSON file that is written atomically."""

import json
import os
import tempfile
from dataclasses import Field, asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import DataFolderUnusable, DiskFull, SettingsInvalid

_ENOSPC = (28, 122)  # ENOSPC, EDQUOT
_LONGEST_TEXT = 1024  # characters
_LARGEST_BYTES = 1 << 20  # of the file; ours has about 1,000
_MOST_DAMAGED = 100  # files kept aside; nobody meets so many

N = TypeVar("N", int, float)


def _limited(default: N, low: float, high: float, what: str) -> N:
    return field(default=default, metadata={"low": low, "high": high, "what": what})


def _one_of(choices: tuple[str, ...], what: str) -> str:
    return field(default=choices[0], metadata={"choices": choices, "what": what})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can change; values outside their limits are refused when the file is read."""

    reading_timeout_s: float = _limited(60.0, 1, 3600, "time limit for reading one file, seconds")
    reading_memory_mb: int = _limited(1536, 256, 65536, "memory limit of the reading process, MB of address space")
    text_limit_mb: int = _limited(50, 1, 1000, "text read from one file, MB of UTF-8")
    scan_timeout_s: float = _limited(30.0, 1, 600, "time limit for reading one scanned page, seconds")
    context_tokens: int = _limited(4096, 512, 131072, "context of the chat model")
    answer_tokens: int = _limited(400, 16, 8192, "longest written answer")
    thinking_tokens: int = _limited(1024, 16, 32768, "longest thinking of a reasoning model before its answer")
    temperature: float = _limited(0.0, 0, 2, "creativity; 0 takes the likeliest word")
    chat_model: str = field(default="", metadata={"what": "id of the chat model; empty: the default one"})
    embedding_model: str = field(default="", metadata={"what": "id of the embedding model; empty: the default one"})
    chat_threads: int = _limited(0, 0, 256, "threads of the chat model; 0: one fewer than cores")
    embedding_threads: int = _limited(0, 0, 256, "threads of the embedding model; 0: all cores")
    model_rest_minutes: int = _limited(10, 0, 1440, "minutes unused after which a model leaves memory; 0: never")
    read_scans: bool = field(default=True, metadata={"what": "pages that are pictures are read"})
    scan_language: str = field(default="", metadata={"what": "language data for scans (\"deu\"); empty: by document"})
    theme: str = _one_of(("system", "light", "dark"), "colours of the window")
    text_scale: float = _limited(1.0, 0.8, 2, "size of the window's text, times the usual one")
    language: str = field(default="", metadata={"what": "language of the window (\"de\"); empty: the system's"})


def load(path: Path) -> tuple[Settings, SettingsInvalid | None]:
    """The settings in the file; the defaults when there is none.

    What is no settings file is kept aside (never overwritten) and the defaults are used; the second value is then the
    notice to show. A file that could not be read just now may be a good one: it stays where it is, and is not to be
    saved over (`kept` of the notice is its path).
    """
    try:
        with path.open("rb") as stream:
            return _checked(json.loads(stream.read(_LARGEST_BYTES))), None
    except FileNotFoundError:
        return Settings(), None
    except (OSError, ValueError, TypeError, RecursionError) as error:
        is_in_the_way = not isinstance(error, OSError) or isinstance(error, IsADirectoryError | PermissionError)
        kept = _put_aside(path) if is_in_the_way else path
        reason = error.strerror if isinstance(error, OSError) else None
        return Settings(), SettingsInvalid(path=str(path), reason=reason or str(error), kept=str(kept))


def _put_aside(path: Path) -> Path:
    """Where the file is from now on; where it was when it cannot be moved."""
    first = path.with_name(f"{path.name}.damaged")
    places = (first, *(path.with_name(f"{first.name}.{number}") for number in range(2, _MOST_DAMAGED)))
    kept = next((place for place in places if not os.path.lexists(place)), path)
    try:
        path.replace(kept)
    except OSError:
        return path
    return kept


def _checked(values: object) -> Settings:
    if not isinstance(values, dict):
        raise TypeError("not a JSON object")
    known = {setting.name: setting for setting in fields(Settings)}
    given: dict[str, Any] = {}
    for name, value in values.items():
        setting = known.get(name)
        if setting is None:
            continue  # written by another version: kept out, not an error
        given[name] = _value(setting, value)
    return _fitting(replace(Settings(), **given), given_answer="answer_tokens" in given)


def changed(settings: Settings, **values: object) -> Settings:
    """The settings with other values; an answer too long for another context gives way.

    Raises:
        KeyError: there is no such setting.
        TypeError: a value is of another type.
        ValueError: a value lies outside its limits.
    """
    known = {setting.name: setting for setting in fields(Settings)}
    given = {name: _value(known[name], value) for name, value in values.items()}
    return _fitting(replace(settings, **given), given_answer=False)


def _value(setting: "Field[Any]", value: object) -> Any:  # noqa: ANN401 - of the setting's own type
    if isinstance(setting.default, bool):
        return _yes_or_no(setting, value)
    return _text(setting, value) if isinstance(setting.default, str) else _number(setting, value)


def _yes_or_no(setting: "Field[Any]", value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{setting.name} is neither true nor false")
    return value


def _text(setting: "Field[Any]", value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise TypeError(f"{setting.name} is not a short text")
    choices = setting.metadata.get("choices")
    if choices is not None and value not in choices:
        raise ValueError(f"{setting.name} must be one of {', '.join(choices)}")
    return value


def _number(setting: "Field[Any]", value: object) -> int | float:
    limits = setting.metadata
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{setting.name} is not a number")
    if not limits["low"] <= value <= limits["high"]:
        raise ValueError(f"{setting.name} must lie between {limits['low']} and {limits['high']}")
    return int(value) if isinstance(setting.default, int) else float(value)


def _fitting(settings: Settings, *, given_answer: bool) -> Settings:
    """The settings with an answer that leaves at least half of the context to the question and its passages.

    Raises:
        ValueError: somebody asked for a longer one.
    """
    longest = settings.context_tokens // 2
    if settings.answer_tokens <= longest:
        return settings
    if given_answer:
        raise ValueError(f"answer_tokens must be at most {longest}, half of context_tokens")
    return replace(settings, answer_tokens=longest)  # only the context was chosen, the default gives way


def save(settings: Settings, path: Path) -> None:
    """Write the settings; errors are those of `write_json`."""
    write_json(asdict(settings), path)


def write_json(value: object, path: Path) -> None:
    """Write a JSON file aside, flush it to the disk and put it in place.

    Raises:
        DiskFull: no space; the old file stands.
        DataFolderUnusable: the folder cannot be written; the old file stands.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(value, stream, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        if error.errno in _ENOSPC:
            raise DiskFull(path=str(path.parent)) from error
        raise DataFolderUnusable(path=str(path.parent), reason=error.strerror or "unknown") from error
