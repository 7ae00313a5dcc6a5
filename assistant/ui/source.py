"""A source of an answer as the window shows it: which words, in which file, where."""

from dataclasses import dataclass

from assistant.records import Label


@dataclass(frozen=True, slots=True)
class Source:
    """A span of a document that is shown.

    Attributes:
        text: its words, None when they are no longer in the documents.
        after: the sentence that follows, "" where it is not shown.
        heading: the heading path it stands under.
        decisive: spans of `text` that hold the question's words.
        others: how many other files say the same.
        is_doubtful: read from a picture, with doubt.
    """

    path: bytes
    page: int
    start: int
    end: int
    text: str | None
    label: Label | None
    heading: str = ""
    line: int = 1
    decisive: tuple[tuple[int, int], ...] = ()
    others: int = 0
    is_doubtful: bool = False
    after: str = ""

    def overlaps(self, path: bytes, page: int, start: int, end: int) -> bool:
        """True for a span of the same page that shares a character with this one."""
        return (self.path, self.page) == (path, page) and start < self.end and self.start < end
