"""Brings resources/translations up to date with the texts of the window, and compiles it.

    .venv/bin/python packaging/translations.py

Texts are `self.tr("...")`, `wording.tr("...")`, the sentences of the errors and the words in them. What is new
stands in the .ts files as unfinished; translate it there (by hand or with Qt Linguist) and run this again. A text
that moved to another class takes its translation along; one that nothing shows any more goes.

A new language: one more entry in `LANGUAGES`, one in `ui.language`, one in the settings' list of languages.
English has a file too, for sentences that are about the command line where there is one, and about the window here.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))

from assistant.errors import FIELDS_OF_WORDS, AssistantError  # noqa: E402 - found by the line above

LANGUAGES = ("de", "zh_CN")
ENGLISH = "en"
FOLDER = _ROOT / "resources" / "translations"

_NEVER_IN_A_WINDOW = ("SelfTestFailed", "BatchLineInvalid", "OutputUnwritable", "Reason")
_WORDING = "wording"
_ERRORS = "errors"

Text = tuple[str, str]
"""Where it is looked up (the class, "wording" or "errors"), and the English text."""


def texts() -> list[Text]:
    """All texts that a person can see in the window, each once, in order."""
    found = {(_ERRORS, text) for text in _sentences(AssistantError)}
    for file in (_ROOT / "assistant").rglob("*.py"):
        if file.relative_to(_ROOT / "assistant").parts[0] not in ("ui", "cli"):
            found.update((_ERRORS, text) for text in _words_in_errors(file))
    for file in sorted((_ROOT / "assistant" / "ui").rglob("*.py")):
        found.update(_of_module(file))
    return sorted(found)


def _sentences(error: type[AssistantError]) -> Iterator[str]:
    yield from filter(None, (error.happened, error.advice))
    for leaf in error.__subclasses__():
        yield from _sentences(leaf)


def _words_in_errors(file: Path) -> Iterator[str]:
    """What is told in words in a field of an error: `reason="it is cut off"`, or what a function `_reason` gives."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        words: list[ast.expr | None] = []
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refused":
            words = list(node.args)  # by the check of a model's header; becomes the reason of an error
        elif isinstance(node, ast.Call) and ast.unparse(node.func) not in _NEVER_IN_A_WINDOW:
            words = [one.value for one in node.keywords if one.arg in FIELDS_OF_WORDS]
        elif isinstance(node, ast.FunctionDef) and node.name in ("_reason", "_signal"):
            words = [one.value for one in ast.walk(node) if isinstance(one, ast.Return)]
        for one in words:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def _of_module(file: Path) -> Iterator[Text]:
    module = ast.parse(file.read_text(encoding="utf-8"))
    for scope, call in _calls(module, ""):
        context = scope if ast.unparse(call.func) == "self.tr" else _WORDING
        text = call.args[0]
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield context, text.value
        else:
            raise SystemExit(f"{file}:{call.lineno}: what is translated must be a text, not an expression")


def _calls(node: ast.AST, scope: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a `tr`, with the class it stands in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and ast.unparse(child.func) in ("self.tr", "wording.tr", "tr"):
            yield scope, child
        yield from _calls(child, child.name if isinstance(child, ast.ClassDef) else scope)


def translations(language: str) -> dict[Text, str]:
    """What is translated so far, finished or not."""
    file = _file(language)
    if not file.is_file():
        return {}
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in ElementTree.parse(file).getroot().iter("context")
        for message in context.iter("message")
    }


def write(language: str, translated: dict[Text, str]) -> list[Text]:
    """Write the file of a language; gives the texts that it lacks."""
    anywhere = {text: words for (_, text), words in translated.items() if words}
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    missing = []
    for context, text in texts():
        words = translated.get((context, text)) or anywhere.get(text, "")
        if not words and language == ENGLISH:
            continue
        if context not in contexts:
            contexts[context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[context], "name").text = context
        message = ElementTree.SubElement(contexts[context], "message")
        ElementTree.SubElement(message, "source").text = text
        ElementTree.SubElement(message, "translation", {} if words else {"type": "unfinished"}).text = words
        if not words:
            missing.append((context, text))
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    _file(language).write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    return missing


def _file(language: str) -> Path:
    return FOLDER / f"footnote_{language}.ts"


def main() -> int:
    """Bring every language up to date; 1 when one of them lacks texts."""
    FOLDER.mkdir(exist_ok=True)
    is_complete = True
    for language in (ENGLISH, *LANGUAGES):
        missing = write(language, translations(language))
        for context, text in missing:
            print(f"{language}: {context}: {text}")  # noqa: T201 - a command
            is_complete = False
        compiler = Path(sys.executable).with_name("pyside6-lrelease")
        subprocess.run([compiler, "-silent", _file(language)], check=True)
    return 0 if is_complete else 1


if __name__ == "__main__":
    sys.exit(main())
