"""`footnote text`: the stored text of a document, to check offsets against."""

import argparse

from assistant.cli.output import Output, path_text
from assistant.services import documents, walk
from assistant.services.program import Program


def text(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Print the stored pages of the document, or one of them, verbatim."""
    path = walk.absolute(options.path)
    document = documents.stored(program, path)
    numbers = [options.page] if options.page else [page for page, _, _ in documents.pages(program, document)]
    for number in numbers:
        content = documents.page_text(program, document, number, path)
        if output.as_json:
            output.record({"path": path_text(path), "page": number, "text": content})
        elif options.page:
            output.piece(content)
        else:
            output.line(f"--- page {number} of {document.pages}")
            output.line(content)
    return 0
