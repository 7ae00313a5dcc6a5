"""`footnote libraries`: what there is, what became of every file, forgetting, reading again."""

import argparse
from collections import Counter
from time import monotonic

from assistant.cli import indexing
from assistant.cli.output import Output, path_text, shown_path
from assistant.services import libraries, walk
from assistant.services.program import Program


def list_all(program: Program, options: argparse.Namespace, output: Output) -> int:
    """The libraries, each with its folders and counts."""
    del options
    found = libraries.everything(program)
    for library in found:
        counts = Counter(entry.status.value for entry in libraries.files(program, library))
        if output.as_json:
            roots = [path_text(root) for root in library.roots]
            output.record({"name": library.name, "roots": roots, "files": dict(counts)})
            continue
        told = ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "empty"
        output.line(f"{library.name}: {told}")
        for root in library.roots:
            output.line(f"    {shown_path(root)}")
    if not found and not output.as_json:
        output.line("There are no libraries yet. Add a folder: footnote index FOLDER")
    return 0


def show(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Every file of a library and what became of it."""
    entries = libraries.files(program, libraries.named(program, options.name))
    if output.as_json:
        output.record({"name": options.name, "files": [indexing.file_fields(entry) for entry in entries]})
        return 0
    for entry in entries:
        output.line(indexing.file_line(entry))
    return 0


def remove(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Forget a library and erase its texts; the files themselves are not touched."""
    libraries.remove(program, libraries.named(program, options.name))
    if output.as_json:
        output.record({"removed": options.name})
    else:
        output.line(f"Forgot {options.name}. Your files were not touched.")
    return 0


def rescan(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Read again what changed in the folders of a library; one that is not there, or empty, keeps its texts."""
    started = monotonic()
    library = libraries.named(program, options.name)
    emptied = libraries.emptied(program, library)
    roots = [root for root in library.roots if not any(walk.is_under(root, entry.path) for entry in emptied)]
    entries = indexing.add(program, library.name, roots, output)
    indexing.report([*emptied, *entries], monotonic() - started, output)
    return 0
