"""Source code in colours: which words of it are names, texts, notes; by pygments, within limits of size and time."""

from enum import Enum, auto
from time import perf_counter

_MOST_CHARACTERS = 20_000
_MOST_S = 0.02
"""Code is coloured in the window's thread: where that takes longer, the rest stays plain."""

_KNOWN = {
    "bash": "BashLexer", "c": "CLexer", "c++": "CppLexer", "cpp": "CppLexer", "cs": "CSharpLexer",
    "csharp": "CSharpLexer", "css": "CssLexer", "diff": "DiffLexer", "go": "GoLexer", "html": "HtmlLexer",
    "ini": "IniLexer", "java": "JavaLexer", "javascript": "JavascriptLexer", "js": "JavascriptLexer",
    "json": "JsonLexer", "kotlin": "KotlinLexer", "lua": "LuaLexer", "php": "PhpLexer", "py": "PythonLexer",
    "python": "PythonLexer", "python3": "PythonLexer", "r": "SLexer", "rb": "RubyLexer", "ruby": "RubyLexer",
    "rs": "RustLexer", "rust": "RustLexer", "sh": "BashLexer", "shell": "BashLexer", "sql": "SqlLexer",
    "swift": "SwiftLexer", "toml": "TOMLLexer", "ts": "TypeScriptLexer", "typescript": "TypeScriptLexer",
    "xml": "XmlLexer", "yaml": "YamlLexer", "yml": "YamlLexer", "zsh": "BashLexer",
}  # fmt: skip
"""The languages that are coloured, as models name them: lexers that are in wide use, and so well tried."""


class Ink(Enum):
    """What a piece of code is."""

    PLAIN = auto()
    KEYWORD = auto()
    TEXT = auto()
    NUMBER = auto()
    NOTE = auto()
    NAME = auto()


def coloured(code: str, language: str) -> list[tuple[str, Ink]]:
    """The code in pieces, each with what it is; joined they are the code. What is unknown is one plain piece."""
    name = _KNOWN.get(language.casefold())
    if name is None or not code or len(code) > _MOST_CHARACTERS:
        return [(code, Ink.PLAIN)]
    # Imported late: an answer without code has no need of it.
    from pygments import lexers

    lexer = getattr(lexers, name)()
    until = perf_counter() + _MOST_S
    pieces: list[tuple[str, Ink]] = []
    at = 0
    for start, kind, text in lexer.get_tokens_unprocessed(code):
        if start != at or perf_counter() > until:
            break
        pieces.append((text, _ink(kind)))
        at += len(text)
    if at < len(code):
        pieces.append((code[at:], Ink.PLAIN))
    return pieces


def _ink(kind: object) -> Ink:
    from pygments import token

    for group, ink in (
        (token.Comment, Ink.NOTE), (token.Keyword, Ink.KEYWORD), (token.Operator.Word, Ink.KEYWORD),
        (token.String, Ink.TEXT), (token.Number, Ink.NUMBER), (token.Name.Function, Ink.NAME),
        (token.Name.Class, Ink.NAME), (token.Name.Tag, Ink.KEYWORD), (token.Generic.Inserted, Ink.TEXT),
        (token.Generic.Deleted, Ink.NUMBER),
    ):  # fmt: skip
        if kind in group:
            return ink
    return Ink.PLAIN
