"""JSON, lines of JSON, notebooks: readable lines with paths; what is broken is kept as it is written."""

import json
from collections.abc import Iterator

from assistant.reading import encoding, plain
from assistant.reading.source import Content, Source
from assistant.reading.tree import Tree
from assistant.records import Label, Page, Reason

_PARSED_CHARACTERS = 16 << 20
"""A parsed value takes about ten times the memory of its text; what is longer is read as text."""
_DEPTH = 100
_LIST_CHARACTERS = 160
_WORDS = {True: "true", False: "false"}


def read(source: Source) -> Content:
    """A JSON file as one page.

    Raises:
        FileUnreadable: the system reports an error.
        TookTooLong: the limit is passed.
    """
    text, whole = encoding.text_of(source)
    return Content(title="", pages=1, parts=_parts(source, text, whole=whole))


def _parts(source: Source, text: str, *, whole: bool) -> Iterator[Page | Reason]:
    values = _values(text) if len(text) <= _PARSED_CHARACTERS else None
    if values is None:
        yield Page(1, Label("file"), text, code=True)
        if not whole:
            yield plain.too_large(source)
        return
    tree = Tree(source.clock)
    for value in values:
        if isinstance(value, dict) and "nbformat" in value and isinstance(value.get("cells"), list):
            _notebook(tree, value["cells"])
        else:
            _grow(tree, "", value)
        if tree.length > source.limit_bytes:
            break
    yield Page(1, Label("file"), tree.result())


def _values(text: str) -> list[object] | None:
    """The value, or the one of each line; None when it is no JSON. Numbers stay as they are written."""
    try:
        return [_parsed(text)]
    except ValueError:
        pass
    except RecursionError:
        return None
    try:
        return [_parsed(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError):
        return None


def _parsed(text: str) -> object:
    """One value.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested too deeply for the parser.
    """
    value: object = json.loads(text.lstrip("\ufeff"), parse_float=str, parse_int=str, parse_constant=str)
    return value


def _grow(tree: Tree, name: str, value: object) -> None:
    """Add a value to the tree.

    Raises:
        TookTooLong: the limit is passed.
    """
    if tree.depth >= _DEPTH:
        tree.value(name, ", ".join(_scalars(value)))
    elif isinstance(value, dict):
        tree.begin(name)
        for key, inner in value.items():
            _grow(tree, key, inner)
        tree.end()
    elif isinstance(value, list):
        _grow_list(tree, name, value)
    else:
        tree.value(name, _shown(value))


def _grow_list(tree: Tree, name: str, values: list[object]) -> None:
    """A short list of plain values is one value; else each item is one, objects as branches of the same name."""
    if not any(isinstance(value, dict | list) for value in values):
        joined = ", ".join(filter(None, map(_shown, values)))
        if len(joined) <= _LIST_CHARACTERS:
            tree.value(name, joined)
            return
    for value in values:
        _grow(tree, name, value) if not isinstance(value, list) else _grow_inner(tree, name, value)


def _grow_inner(tree: Tree, name: str, values: list[object]) -> None:
    """A list within a list: a branch, so that the depth is counted."""
    tree.begin(name)
    _grow_list(tree, "", values) if tree.depth < _DEPTH else tree.value("", ", ".join(_scalars(values)))
    tree.end()


def _shown(value: object) -> str:
    """A plain value in words, "" for null."""
    if isinstance(value, bool):
        return _WORDS[value]
    return value if isinstance(value, str) else ""


def _scalars(value: object) -> Iterator[str]:
    """The plain values of a branch, however deep it is."""
    waiting = [value]
    while waiting:
        now = waiting.pop()
        if isinstance(now, dict):
            waiting.extend(reversed(now.values()))
        elif isinstance(now, list):
            waiting.extend(reversed(now))
        elif shown := _shown(now):
            yield shown


def _notebook(tree: Tree, cells: list[object]) -> None:
    """Text and code of a Jupyter notebook, and what the code printed. Source: nbformat 4, "Cell types"."""
    for cell in cells:
        if not isinstance(cell, dict):
            continue
        tree.text(_lines(cell.get("source")))
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) else ():
            if isinstance(output, dict):
                data = output.get("data")
                tree.text(_lines(output.get("text")))
                tree.text(_lines(data.get("text/plain")) if isinstance(data, dict) else "")


def _lines(source: object) -> str:
    """Text that is written as one string or as a list of lines."""
    return "".join(_scalars(source)) if isinstance(source, list | str) else ""
