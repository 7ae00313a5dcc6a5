"""Puts the text of a document into one of Qt: headings, paragraphs, tables, and where each character came to stand.

Text is put in word by word, as in `rich_text`: nothing of it is ever interpreted.
"""

from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from assistant.pipeline.paragraphs import Kind, Paragraph, Table, flowing
from assistant.services.pages import Piece
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme

_LARGER = (5, 3, 1, 1)
"""How much larger headings are, by their level, in pixels."""
_CODE_SMALLER = 2
_LINE_HEIGHT = 128
"""Per cent of the type's own."""
_CELL_PADDING = 5
_FITTING_COLUMNS = 8
"""A table with more does not fit beside an answer: it is scrolled."""
_LONGEST_IN_LINE = 40
"""Characters of a cell of such a table that stand in one line."""
_SPARE_PX = 6
"""Lines of the table, and letters that measure a little more when they are laid out."""


@dataclass(slots=True)
class Span:
    """Text of a page from `start` on, `length` code points, that stands in the document from `at` on."""

    start: int
    length: int
    at: int
    text: str


class Writer:
    """Puts a piece into the document and remembers where each character of the page stands."""

    def __init__(self, cursor: QTextCursor, theme: Theme, size_px: int) -> None:
        self._cursor, self._theme, self._size_px = cursor, theme, size_px
        self._base = cursor.position()
        self._spans: list[Span] = []
        self._is_first = True

    def write(self, piece: Piece, caption: str) -> list[Span]:
        """All of the piece, the caption of its page in front."""
        if caption:
            self._block(QTextBlockFormat(), top=20)
            self._cursor.insertText(caption, self._format(self._theme.sans(tokens.SMALL_PX), soft=True))
        for part in piece.parts:
            if isinstance(part, Table):
                self._table(part)
            else:
                self._paragraph(part)
        return self._spans

    def _paragraph(self, part: Paragraph) -> None:
        form = QTextBlockFormat()
        font = self._theme.serif(self._size_px)
        top = 10
        match part.kind:
            case Kind.HEADING:
                font = self._theme.serif(self._size_px + _LARGER[part.level - 1], strong=True)
                top = 18
            case Kind.ITEM:
                form.setLeftMargin(14)
                top = 4
            case Kind.CODE:
                font = _mono(self._size_px - _CODE_SMALLER)
        self._block(form, top=top)
        self._text(part.text if part.kind is Kind.CODE else flowing(part.text), part.start, font)

    def _block(self, form: QTextBlockFormat, *, top: int) -> None:
        form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(top)
        if self._is_first:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._is_first = False

    def _text(self, text: str, start: int, font: QFont) -> None:
        at = self._cursor.position() - self._base
        self._spans.append(Span(start, len(text), at, text))
        self._cursor.insertText(text.replace("\r", " ").replace("\n", "\u2028"), self._format(font))

    def _table(self, table: Table) -> None:
        form = QTextTableFormat()
        form.setCellPadding(_CELL_PADDING)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QColor(self._theme.colours.line))
        form.setTopMargin(10)
        form.setBottomMargin(10)
        if len(table.rows[0]) > _FITTING_COLUMNS:
            form.setColumnWidthConstraints(self._widths(table))
        else:
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setHeaderRowCount(int(table.has_names))
        made = self._cursor.insertTable(len(table.rows), len(table.rows[0]), form)
        for number, row in enumerate(table.rows):
            font = self._theme.serif(self._size_px - 1, strong=number == 0 and table.has_names)
            for column, cell in enumerate(row):
                self._cursor = made.cellAt(number, column).firstCursorPosition()
                if cell.text:
                    self._text(cell.text, cell.start, font)
        self._cursor = made.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._is_first = True  # the empty paragraph behind a table is used

    def _widths(self, table: Table) -> list[QTextLength]:
        """Of the columns of a table that is scrolled: as wide as their longest cell, within reason."""
        metrics = QFontMetricsF(self._theme.serif(self._size_px - 1, strong=True))
        longest = (max((cell.text for cell in column), key=len) for column in zip(*table.rows, strict=True))
        widths = (metrics.horizontalAdvance(text[:_LONGEST_IN_LINE]) for text in longest)
        beside = 2 * _CELL_PADDING + _SPARE_PX
        return [QTextLength(QTextLength.Type.FixedLength, width + beside) for width in widths]

    def _format(self, font: QFont, *, soft: bool = False) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(QColor(self._theme.colours.soft if soft else self._theme.colours.ink))
        return form


def units(text: str) -> int:
    """How many units of UTF-16 a text has: that is what Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _mono(size_px: int) -> QFont:
    font = QFont(["monospace"])
    font.setPixelSize(size_px)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font
