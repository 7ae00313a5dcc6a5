"""What Footnote can and cannot do, in plain words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from assistant.ui.controls.inputs import button, plain

_SIZE = (560, 620)
_BUTTON_PX = 140


class Limits(QDialog):
    """A page to read, and a button to close it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What Footnote can and cannot do"))
        self.resize(*_SIZE)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 24, 28, 16)
        column.setSpacing(6)
        column.addWidget(plain(self.windowTitle(), "title"))
        for heading, text in self._words():
            column.addSpacing(10)
            column.addWidget(plain(heading, "strong"))
            column.addWidget(plain(text, "lead"))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.windowTitle())
        scroll.setWidget(inside)
        close = button(self.tr("Close"), "primary", self.accept)
        close.setMinimumWidth(_BUTTON_PX)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 20)
        whole.addWidget(scroll, 1)
        whole.addWidget(close, alignment=Qt.AlignmentFlag.AlignHCenter)
        close.setFocus()
        self.finished.connect(self.deleteLater)

    def _words(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                self.tr("Finding is what it does best"),
                self.tr(
                    "It finds the sentences in your files that answer a question and shows where they stand. These"
                    " are the words of your files, letter by letter."
                ),
            ),
            (
                self.tr("The draft under them is written by a small model"),
                self.tr(
                    "Every sentence of it is compared with your files. One that no file says is marked “not in your"
                    " documents”. The model that comes along is small and often wrong: rely on the quotes. You can"
                    " add a larger model in the header."
                ),
            ),
            (
                self.tr("When nothing fits, it says so"),
                self.tr(
                    "“Not in your documents” means that nothing in the files that were read comes near. It can still"
                    " be there in other words, or in a file that could not be read. Those are counted beside the"
                    " sentence, and every library lists its files with the reason."
                ),
            ),
            (
                self.tr("What is read"),
                self.tr(
                    "PDF, Word, Excel, PowerPoint, OpenDocument, web pages, Markdown, plain text, e-books, e-mail"
                    " with its attachments, tables, subtitles and source code. Scans and pictures of text are read"
                    " too, more slowly and with mistakes."
                ),
            ),
            (
                self.tr("What is not read"),
                self.tr(
                    "Handwriting, drawings, diagrams, sound and film. Files that are protected by a password, and"
                    " files that a cloud drive keeps online only. Hidden files, unless you add them by themselves."
                ),
            ),
            (
                self.tr("It does not add up"),
                self.tr(
                    "It finds what is written. “How many contracts end in June?” has no sentence that answers it,"
                    " and then the answer is a guess. Ask for the sentence instead: “Which contracts end in June?”"
                ),
            ),
            (
                self.tr("Languages"),
                self.tr(
                    "Questions and files can be in different languages; finding works in about a hundred. The model"
                    " that comes along writes English only. Scans are read in English, German and Japanese, and in"
                    " the languages whose Tesseract data is on this computer."
                ),
            ),
            (
                self.tr("Your files stay yours"),
                self.tr(
                    "They are read and never changed, moved or copied to another place. What was read of them is kept"
                    " in a folder of its own on this computer, and goes when you remove the library."
                ),
            ),
        )
