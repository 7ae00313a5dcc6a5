"""A block of code in an answer: as it is written, in colours, with a button that copies it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QSizePolicy, QVBoxLayout

from assistant.ui import wording
from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme
from assistant.ui.render.code_colours import Ink, coloured
from assistant.ui.render.prose import Code

_MOST_LINES = 200
"""So many lines stand in an answer until all of them are asked for."""
_MOST_IN_LINE = 500
"""Characters of a line that are set: beyond them nobody reads, and Qt shapes a line as a whole (1 MB: seconds)."""


class CodeView(QFrame):
    """Code; what is too long to be set is cut.

    Signals:
        copy_wanted(): the code is to be copied, all of it, however much of it is shown.
    """

    copy_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._code: Code | None = None
        self._most_lines = _MOST_LINES
        self.setProperty("look", "code")
        self._language = QLabel()
        self._language.setProperty("look", "smallest")
        self._language.setTextFormat(Qt.TextFormat.PlainText)
        self._copy = QPushButton(self.tr("Copy the code"))
        self._copy.setProperty("look", "quiet")
        self._copy.clicked.connect(self.copy_wanted)
        self._text = _Lines(theme)
        self._text.setAccessibleName(self.tr("Code"))
        self._rest = QPushButton()
        self._rest.setProperty("look", "quiet")
        self._rest.clicked.connect(self._show_all)
        self._cut = QLabel(self.tr("Long lines are cut here. Copying takes all of them."))
        self._cut.setProperty("look", "smallest")
        head = QHBoxLayout()
        head.addWidget(self._language, 1)
        head.addWidget(self._copy)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 2, 8, 8)
        whole.setSpacing(2)
        whole.addLayout(head)
        whole.addWidget(self._text)
        whole.addWidget(self._rest, alignment=Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._cut)

    def show_code(self, code: Code) -> None:
        """Show this code; colours come when it does not grow any more."""
        if code == self._code:
            return
        self._code = code
        # At most one more line than are shown is looked for: the rest may be millions.
        lines = code.text.split("\n", self._most_lines)
        shown = lines[: self._most_lines]
        is_cut = any(len(line) > _MOST_IN_LINE for line in shown)
        text = "\n".join(line if len(line) <= _MOST_IN_LINE else line[:_MOST_IN_LINE] + "…" for line in shown)
        self._text.show_pieces(coloured(text, code.language) if code.is_whole else [(text, Ink.PLAIN)])
        self._language.setText(code.language)
        self._cut.setVisible(is_cut)
        self._rest.setVisible(len(lines) > self._most_lines)
        if len(lines) > self._most_lines:
            count = code.text.count("\n") + 1
            self._rest.setText(self.tr("Show all {count} lines").format(count=wording.number(count)))

    def _show_all(self) -> None:
        code, self._code = self._code, None
        if code is not None:
            self._most_lines = code.text.count("\n") + 1
            self.show_code(code)

    def say_copied(self) -> None:
        """Say that it was done."""
        self._copy.setText(self.tr("Copied"))


class _Lines(QPlainTextEdit):
    """Lines that are not broken; as high as they need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = ""
        self.setProperty("look", "bare")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.document().setDocumentMargin(0)
        self._letters = theme.sans(tokens.SMALL_PX)
        self._letters.setFamilies(["monospace"])
        self._letters.setFixedPitch(True)

    def show_pieces(self, pieces: list[tuple[str, Ink]]) -> None:
        """Show these; where they only go on from what is there, the rest is added."""
        text = "".join(piece for piece, _ in pieces)
        is_plain = len(pieces) == 1 and pieces[0][1] is Ink.PLAIN
        cursor = QTextCursor(self.document())
        if is_plain and self._shown and text.startswith(self._shown):
            cursor.movePosition(QTextCursor.MoveOperation.End)
            pieces = [(text[len(self._shown) :], Ink.PLAIN)]
        else:
            self.clear()
        cursor.beginEditBlock()
        for piece, ink in pieces:
            cursor.insertText(piece, self._format(ink))
        cursor.endEditBlock()
        self._shown = text
        self.updateGeometry()

    def _format(self, ink: Ink) -> QTextCharFormat:
        colours, form = self._theme.colours, QTextCharFormat()
        named = {
            Ink.PLAIN: colours.ink,
            Ink.KEYWORD: colours.accent,
            Ink.TEXT: colours.good,
            Ink.NUMBER: colours.warn,
            Ink.NOTE: colours.soft,
            Ink.NAME: colours.ink,
        }
        form.setFont(self._letters)  # that of the document is whatever the style says
        form.setForeground(QColor(named[ink]))
        form.setFontItalic(ink is Ink.NOTE)
        form.setFontWeight(600 if ink is Ink.NAME else 400)
        return form

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt
        """Lines that are too long need a bar below them."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt
        """The height of the lines, and of the bar where one of them is longer than this."""
        metrics = QFontMetrics(self._letters)
        longest = metrics.horizontalAdvance("0") * max(map(len, self._shown.split("\n")))
        bar = self.horizontalScrollBar().sizeHint().height() if longest > width else 0
        return self.blockCount() * metrics.lineSpacing() + bar + 2

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt
        """As high as its lines."""
        return QSize(200, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt
        """As narrow as need be."""
        return QSize(40, 20)
