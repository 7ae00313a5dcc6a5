"""What every presentation is: slides in order, each with its title, the broken ones counted."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from assistant.errors import DocumentDamaged
from assistant.reading.layout import Layout
from assistant.records import Label, Page, Reason

TITLE_CHARACTERS = 200

Slide = TypeVar("Slide")


def parts(slides: Sequence[Slide], read: Callable[[Slide], tuple[str, Layout]]) -> Iterator[Page | Reason]:
    """The slides with text; one that is broken does not hide the others.

    Args:
        slides: in the order they are shown.
        read: gives title and text of one.

    Raises:
        DocumentDamaged: none of them can be read.
        TookTooLong: what `read` says.
    """
    failed = 0
    for number, slide in enumerate(slides, start=1):
        try:
            title, layout = read(slide)
        except DocumentDamaged:
            failed += 1
            if failed == len(slides):
                raise
            continue
        text, headings = layout.result()
        if text:
            yield Page(number, Label("slide", number, title[:TITLE_CHARACTERS]), text, headings)
    if failed:
        yield Reason("DocumentIncomplete", {"failed": failed, "pages": len(slides)})
