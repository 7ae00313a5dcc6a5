"""A table in an answer, with lines between its cells; one that is too wide can be scrolled."""

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextOption,
    QTextTableFormat,
)

from assistant.ui.look.theme import Theme
from assistant.ui.render.prose import Paragraph, Table
from assistant.ui.render.rich_text import RichText

_NAMES = Paragraph((), heading=4)
"""How the names of the columns are set: strong and no larger."""
_CELL = Paragraph(())
_PADDING_PX = 6


class TableView(RichText):
    """One table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._table: Table | None = None
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_table(self, table: Table) -> None:
        """Show this table and nothing else."""
        if table == self._table:
            return
        self._table = table
        self.clear()
        columns = max((len(row) for row in table.rows), default=0)
        if not columns:
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        made = cursor.insertTable(len(table.rows), columns, self._table_format())
        for row, cells in enumerate(table.rows):
            for column, words in enumerate(cells):
                inside = made.cellAt(row, column).firstCursorPosition()
                if column in table.right:
                    form = QTextBlockFormat()
                    form.setAlignment(Qt.AlignmentFlag.AlignRight)
                    inside.setBlockFormat(form)
                for one in words:
                    self._insert(inside, one, _CELL if row else _NAMES)
        cursor.endEditBlock()
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt
        """The height of the rows, and of the bar that scrolls them when they are too wide."""
        height = super().heightForWidth(width)
        is_too_wide = self.document().size().width() > width + 1
        return height + (self.horizontalScrollBar().sizeHint().height() if is_too_wide else 0)

    def _table_format(self) -> QTextTableFormat:
        form = QTextTableFormat()
        form.setCellPadding(_PADDING_PX)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QColor(self._theme.colours.line))
        form.setHeaderRowCount(1)
        return form
