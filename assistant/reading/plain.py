"""Plain text and source code, in any encoding: one page, the text as written."""

from collections.abc import Iterator

from assistant.reading import code, encoding
from assistant.reading.source import Content, Source
from assistant.records import Label, Page, Reason

CODE_EXTENSIONS = frozenset((
    "py", "pyi", "pyx", "js", "mjs", "cjs", "jsx", "ts", "tsx", "c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx",
    "cs", "java", "kt", "kts", "scala", "groovy", "rs", "go", "swift", "m", "mm", "rb", "pl", "pm", "php", "lua",
    "r", "jl", "hs", "ml", "mli", "fs", "fsx", "clj", "cljs", "ex", "exs", "erl", "elm", "dart", "zig", "nim",
    "pas", "d", "f", "f90", "f95", "ada", "vb", "vbs", "bas", "asm", "s", "cl", "cu", "glsl", "sh", "bash", "zsh",
    "fish", "ps1", "psm1", "bat", "cmd", "awk", "sed", "sql", "ini", "cfg", "conf", "toml", "yaml", "yml",
    "properties", "env", "css", "scss", "sass", "less", "mk", "cmake", "make", "dockerfile", "makefile", "gradle",
    "bazel", "bzl", "nix", "tf", "proto", "thrift", "graphql", "diff", "patch", "v", "sv", "vhd", "vhdl", "tcl",
    "lisp", "el", "scm", "rkt",
    "pyw", "pxd", "pxi", "wsgi", "star", "sage", "mts", "cts", "vue", "svelte", "astro", "coffee", "ino", "pde",
    "inl", "ipp", "tpp", "cuh", "hlsl", "wgsl", "frag", "vert", "metal", "csx", "sbt", "vala", "cr", "sol", "purs",
    "re", "rei", "res", "cljc", "edn", "hrl", "eex", "heex", "leex", "erb", "haml", "pug", "hbs", "j2", "jinja",
    "ejs", "twig", "rake", "gemspec", "podspec", "for", "f77", "f03", "f08", "cob", "cbl", "cpy", "adb", "ads",
    "pks", "pkb", "ddl", "lsp", "hcl", "tfvars", "gn", "gyp", "ninja", "just", "vim", "ahk", "applescript", "nsi",
    "iss", "reg", "sas", "stan", "ado", "csproj", "vcxproj", "fsproj", "vbproj", "sln", "props", "targets", "xaml",
    "resx", "bib", "rakefile", "gemfile", "vagrantfile", "jenkinsfile", "procfile", "justfile", "csh", "ksh",
    "hxml", "hx", "nu", "bats", "psd1", "gql", "containerfile", "json5", "jsonc", "hjson",
))  # fmt: skip
"""Extensions whose line breaks are the structure: such text is cut at lines and never reflowed."""

MARKUP_EXTENSIONS = frozenset(("tex", "latex", "rst", "org", "adoc", "asciidoc", "textile", "wiki"))
"""Running text with a few marks in it."""


def read(source: Source) -> Content:
    """A text file as one page; a file over the limit gives what fits and a reason."""
    return Content(title="", pages=1, parts=_parts(source))


def _parts(source: Source) -> Iterator[Page | Reason]:
    text, whole = encoding.text_of(source)
    headings = tuple(code.headings(text, source.extension))
    yield Page(1, Label("file"), text, headings, code=source.extension in CODE_EXTENSIONS)
    if not whole:
        yield too_large(source)


def too_large(source: Source) -> Reason:
    """Why the end of a text is missing."""
    return Reason("TooLarge", {"limit_mb": source.limit_bytes // 1_000_000})
