"""The first minute: what to do, in one sentence, and a place to drop a folder on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from assistant.ui.controls.flow import Flow
from assistant.ui.controls.inputs import plain
from assistant.ui.look.theme import Theme

_WIDEST = 600


class Welcome(QWidget):
    """What stands in place of the transcript while there is nothing yet.

    Signals:
        folder_wanted(): choose a folder to add.
        sample_wanted(): try it with the sample folder.
        limits_wanted(): what Footnote can and cannot do.
    """

    folder_wanted = Signal()
    sample_wanted = Signal()
    limits_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        heading = plain(self.tr("Ask your own files."), "heading")
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        leads = QVBoxLayout()
        leads.setSpacing(5)
        for sentence in (
            self.tr("Drop a folder here. Every answer shows the words it comes from."),
            self.tr("Nothing leaves this computer: it has been made unable to."),
        ):
            lead = plain(sentence, "lead")
            lead.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            leads.addWidget(lead)
        self.place = QVBoxLayout()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(3)
        column.addWidget(heading)
        column.addSpacing(12)
        column.addLayout(leads)
        column.addSpacing(24)
        column.addWidget(self._drop())
        column.addSpacing(20)
        column.addLayout(self.place)
        column.addSpacing(16)
        column.addLayout(self._links())
        column.addStretch(4)
        middle = QWidget()
        middle.setLayout(column)
        theme.changed.connect(lambda: middle.setMaximumWidth(theme.scaled(_WIDEST)))
        middle.setMaximumWidth(theme.scaled(_WIDEST))
        inside = QWidget()
        line = QHBoxLayout(inside)
        line.setContentsMargins(24, 16, 24, 16)
        line.addWidget(middle)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _drop(self) -> QFrame:
        self.drop = QFrame()
        self.drop.setProperty("look", "drop")
        button = QPushButton(self.tr("Choose a folder…"))
        button.setProperty("look", "primary")
        button.setMinimumSize(210, 40)
        button.clicked.connect(self.folder_wanted)
        kinds = QLabel(self.tr("PDF, Word, Excel, PowerPoint, OpenDocument, e-mail, e-books, scans, text"))
        kinds.setProperty("look", "soft")
        kinds.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        kinds.setWordWrap(True)
        inside = QVBoxLayout(self.drop)
        inside.setContentsMargins(24, 32, 24, 32)
        inside.setSpacing(12)
        inside.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(kinds)
        self.button = button
        return self.drop

    def _links(self) -> Flow:
        line = Flow(across=8, down=0, is_centred=True)
        for text, signal in (
            (self.tr("Try it with the sample folder"), self.sample_wanted),
            (self.tr("What Footnote can and cannot do"), self.limits_wanted),
        ):
            button = QPushButton(text)
            button.setProperty("look", "quiet")
            button.clicked.connect(signal)
            line.addWidget(button)
        return line
