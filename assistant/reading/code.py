"""Source code by class and function: which lines begin one, told by their look, so that a place has a name.

Nothing is parsed. A line that begins a class or function gives a heading, its name; what is indented less than its
inside ends it. Wrong guesses cost a name, never text. The names follow the language references of the families below.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from assistant.records import Heading

_LINE = 400
"""Characters of a line that are looked at: what begins a function stands at its front."""

_DEEPEST = 6
"""Functions nested deeper than this get no heading of their own."""

_TAB = 8

# Nothing below can read a line more than a few times: what repeats is possessive, or parted by what it cannot hold.
_GENERIC = r"<[^<>()=;]*+(?:<[^<>()=;]*+>[^<>()=;]*+)*+>"
_ANNOTATIONS = r"(?:@[\w.]+(?:\([^()]*\))?\s+)*+"
_MODIFIER = (
    "public|private|protected|internal|fileprivate|static|final|abstract|sealed|open|override|virtual|async|partial"
    "|readonly|export|default|declare|inline|unsafe|extern|external|synchronized|native|suspend|data|inner|companion"
    "|case|implicit|operator|infix|mutating|convenience|required|ref|annotation|value|base|mixin|indirect"
)
_MODIFIERS = rf"{_ANNOTATIONS}(?:(?:{_MODIFIER})\s+)*+"
_STATEMENT_WORD = (
    r"(?!(?:if|for|foreach|while|switch|catch|return|new|else|throw|throws|await|yield|case|delete|goto|using|import"
    r"|package|typedef|do|try|with|function|lock|co_return|sizeof|assert|in|is|as|not|and|or)\b)"
)
_ARGUMENTS = r"\s*\([^;{]*+(?:\{|$)"  # of a definition: a call ends with a semicolon

_PYTHON = r"(?:async\s+)?(?:def|class)\s+(\w+)\s*[(:\[]"
_SCRIPT = (
    rf"{_MODIFIERS}function\b\s*\*?\s*([\w$]+)"
    rf"|{_MODIFIERS}(?:class|interface|enum|namespace)\s+([\w$]+)"
    r"|(?:export\s+)?(?:const|let|var)\s+([\w$]+)\s*(?::[^=]*+)?=\s*(?:async\s*)?"
    r"(?:function\b|\([^()]*\)[^=]*+=>|[\w$]+\s*=>)"
    r"|([\w$.]+)\s*[=:]\s*(?:async\s+)?function\b"
    rf"|{_MODIFIERS}(?:(?:get|set)\s+|\*\s*)?{_STATEMENT_WORD}([\w$#]+)\s*\([^()]*\)\s*(?::[^{{;=]*+)?\{{"
)
_JAVA = (
    rf"{_MODIFIERS}(?:class|interface|enum|record|struct|object|trait|namespace|@interface|extension)\s+(\w[\w.]*)"
    rf"|{_MODIFIERS}(?:fun|def)\s+(?:{_GENERIC}\s*)?(?:[\w<>?]+\.)*+([\w`]+)"
    rf"|{_ANNOTATIONS}{_STATEMENT_WORD}(?:(?:[\w.]+(?:{_GENERIC})?(?:\[\])*+\??|{_GENERIC})\s+){{1,6}}{_STATEMENT_WORD}"
    rf"(\w+){_ARGUMENTS}"
)
_C_TYPE = rf"(?:[\w:]+(?:{_GENERIC})?[\s*&]+)"
_C = (
    r"@(?:interface|implementation|protocol)\s+(?P<top>\w+)"
    r"|[-+]\s*\([^()]*\)\s*(\w+)"
    r"|(?:typedef\s+)?(?:class|struct|union|enum(?:\s+class)?|namespace)\s+([\w:]+)\s*(?:final\s*)?"
    r"(?::(?!:)[^;{]*+)?\{?\s*$"
    rf"|{_STATEMENT_WORD}{_C_TYPE}{{1,6}}+{_STATEMENT_WORD}(~?\w+){_ARGUMENTS}"
    rf"|{_STATEMENT_WORD}{_C_TYPE}{{0,6}}(\w+)(?:{_GENERIC})?::(~?\w+){_ARGUMENTS}"
)
_GO = r"func\s+(?:\(\s*(?:\w+\s+)?\*?(\w+)[^()]*\)\s*)?(\w+)|type\s+(\w+)\s+(?:struct|interface)\b"
_RUST = (
    r"(?:pub(?:\([^()]*\))?\s+)?(?:(?:default|async|const|unsafe|extern(?:\s+\"[^\"]*\")?)\s+)*+"
    r"(?:fn\s+(\w+)|(?:struct|enum|trait|union|mod|macro_rules!)\s+(\w+)[^;]*$"
    rf"|impl\b\s*(?:{_GENERIC})?\s*(?:[^{{]*\bfor\s+)?[&\s]*(\w[\w:]*))"
)
_RUBY = r"(?:class|module)\s+([A-Z][\w:]*)|def\s+(?:self\.)?([^\s(;]+)"
_PHP = rf"{_MODIFIERS}(?:class|interface|trait|enum)\s+(\w+)|{_MODIFIERS}function\s+&?\s*(\w+)\s*\("
_SWIFT = (
    rf"{_MODIFIERS}(?:class\s+)?func\s+([^\s(<]+)"
    rf"|{_MODIFIERS}(?:class|struct|enum|protocol|extension|actor)\s+(\w[\w.]*)"
    rf"|{_MODIFIERS}(init|deinit)\b[?!]?\s*[({{<]"
)
_SHELL = r"function\s+([\w:.-]+)|([\w:.-]+)\s*\(\s*\)"
_POWERSHELL = r"(?i:function|filter|class)\s+([\w:-]+)"
_SQL = (
    r"(?i:create\s+(?:or\s+(?:replace|alter)\s+)?(?:\w+\s+){0,2}?"
    r"(?:function|procedure|trigger|view|table|package(?:\s+body)?|type)\s+(?:if\s+not\s+exists\s+)?)(?P<top>[^\s(;]+)"
)
_LUA = r"(?:local\s+)?function\s+([\w.:!]+)|(?:local\s+)?([\w.]+)\s*=\s*function\b"
_R = r"([\w.]+)\s*(?:<-|=)\s*function\b"
_PERL = r"package\s+(?P<top>[\w:]+)|sub\s+(\w+)"
_SETTINGS = r"\[{1,2}\s*(?P<top>[^\[\]]*[^\[\]\s])\s*\]{1,2}\s*$"

_C_UNINDENTED = r"(?![A-Z\d_]+\b)([a-z_]\w*)\s*\([^;{]*$"
"""The type stands on the line above (GNU, BSD)."""


def _family(lines: str, unindented: str = "(?!)") -> re.Pattern[str]:
    return re.compile(rf"[ \t]*+(?:{lines})|{unindented}")


_FAMILIES: Mapping[str, re.Pattern[str]] = MappingProxyType({
    extension: family
    for extensions, family in (
        ("py pyi pyw pyx pxd pxi wsgi star sage bzl bazel gyp", _family(_PYTHON)),
        ("js mjs cjs jsx ts tsx mts cts vue svelte astro", _family(_SCRIPT)),
        ("java cs csx kt kts scala sbt groovy gradle dart vala", _family(_JAVA)),
        ("c h cc cpp cxx hh hpp hxx inl ipp tpp cu cuh ino pde m mm d hlsl glsl metal", _family(_C, _C_UNINDENTED)),
        ("go", _family(_GO)),
        ("rs", _family(_RUST)),
        ("rb rake gemspec podspec rakefile gemfile cr", _family(_RUBY)),
        ("php", _family(_PHP)),
        ("swift", _family(_SWIFT)),
        ("sh bash zsh ksh bats", _family(_SHELL)),
        ("ps1 psm1", _family(_POWERSHELL)),
        ("sql ddl pks pkb", _family(_SQL)),
        ("lua jl vim", _family(_LUA)),
        ("r", _family(_R)),
        ("pl pm", _family(_PERL)),
        ("ini cfg conf toml reg", _family(_SETTINGS)),
    )
    for extension in extensions.split()
})
"""By extension, what begins a class or function; each group that matched is a name, the later inside the earlier.

A name in the group `top` stands for all that follows until the next of its kind, whatever is indented how.
"""

_STATEMENT = re.compile(
    r"(?!(?:end|else|elsif|elif|except|finally|rescue|ensure|done|fi|esac|then|do|where|begin)\b)"
    r"(?!(?!try\b)\w+\s*:\s*$)[\w@$\"'(]"
)
"""A line that is no longer inside what is indented like it; not one that goes on with it, nor a label ("public:")."""


def headings(text: str, extension: str) -> Iterator[Heading]:
    """The names of classes and functions in order, nested as their lines are indented.

    Where one ends without another to begin, an empty heading says so. Nothing for a language that is not known.
    """
    family = _FAMILIES.get(extension)
    if family is None:
        return
    open_at: list[int] = []  # the columns of the classes and functions that the line lies in
    for begin, line in _lines(text):
        words = line.lstrip(" \t")
        column = len(line[: len(line) - len(words)].expandtabs(_TAB))
        match = family.match(line)
        depth = len(open_at)
        if match or _STATEMENT.match(words):
            column -= match is not None and match.lastgroup == "top"
            while open_at and column <= open_at[-1]:
                open_at.pop()
        if match:
            spans = [match.span(group) for group in range(1, match.re.groups + 1) if match[group] is not None]
            if len(open_at) + len(spans) <= _DEEPEST:
                for level, (start, end) in enumerate(spans, start=len(open_at) + 1):
                    yield Heading(begin + start, begin + end, level)
                open_at += [column] * len(spans)
        elif len(open_at) < depth:
            yield Heading(begin, begin, len(open_at) + 1)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """(start, first characters) of the lines that hold something."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + _LINE)]
        if line and not line.isspace():
            yield start, line
        start = end + 1
