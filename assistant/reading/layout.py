"""Paragraphs, headings, table rows and preformatted lines -> one readable text with the places of its headings."""

from assistant.records import Heading

_BLANK_LINE = "\n\n"


class Layout:
    """The text of a page while it grows: paragraphs stand apart by a blank line, rows and list items by a line break.

    Text is kept as written; only the space between the parts is ours.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._headings: list[Heading] = []
        self._last = ""

    @property
    def length(self) -> int:
        """Code points so far."""
        return self._length

    def paragraph(self, text: str) -> None:
        """Add running text; nothing happens when it is only white space."""
        self._add(text, "paragraph")

    def heading(self, text: str, level: int) -> None:
        """Add a heading of level 1 (outermost) to 9; its lines become one."""
        text = " ".join(text.split())
        if text:
            self._add(text, "heading")
            self._headings.append(Heading(self._length - len(text), self._length, min(max(level, 1), 9)))

    def item(self, text: str) -> None:
        """Add an item of a list, with a bullet in front: the sign that a sentence does not run on."""
        if text.strip():
            self._add(f"- {text.strip()}", "item")

    def row(self, cells: list[str]) -> None:
        """Add a row of a table, "| a | b |": the bars tell `pipeline.sentences` that it is one.

        A row with text in one cell alone is running text (tables that only lay out a page), an empty one nothing.
        """
        full = [cell for cell in cells if cell.strip()]
        if len(full) == 1:
            self.paragraph(full[0])
        elif full:
            self._add("| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |", "row")

    def lines(self, text: str) -> None:
        """Add preformatted text: its spaces and line breaks are kept."""
        if text.strip():
            self._add(text.strip("\n").rstrip(), "lines", strip=False)

    def result(self) -> tuple[str, tuple[Heading, ...]]:
        """The text and its headings."""
        return "".join(self._pieces), tuple(self._headings)

    def _add(self, text: str, kind: str, *, strip: bool = True) -> None:
        if strip:
            text = text.strip()
        if not text:
            return
        if self._pieces:
            close = kind == self._last and kind in ("item", "row")
            self._append("\n" if close else _BLANK_LINE)
        self._append(text)
        self._last = kind

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
