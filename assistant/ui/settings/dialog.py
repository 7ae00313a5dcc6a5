"""The settings: a list of sections at the side, one of them beside it; what is changed holds at once."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assistant.ui.controls.inputs import button, line

_SIZE = (900, 640)
_SMALLEST = (720, 420)
_SIDE_PX = 220


class SettingsDialog(QDialog):
    """Shows one section after the other.

    Signals:
        section_shown(str): its name; what takes time to find out is found out now.
        reset_wanted(): all settings as they came.
    """

    section_shown = Signal(str)
    reset_wanted = Signal()

    def __init__(
        self, sections: Sequence[tuple[str, str, QWidget]], parent: QWidget, *, scale: float = 1.0
    ) -> None:
        """Each section has a name for the program, a title for people, and what is in it; `scale` is that of text."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumSize(*_SMALLEST)
        self.resize((QSize(*_SIZE) * scale).boundedTo(parent.size()))
        self._buttons: dict[str, QPushButton] = {}
        self._pages = QStackedWidget()
        side = QFrame()
        side.setProperty("look", "side")
        side.setMinimumWidth(_SIDE_PX)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 16, 12, 16)
        column.setSpacing(4)
        group = QButtonGroup(self)
        for name, title, content in sections:
            opener = self._buttons[name] = self._opener(name, title)
            group.addButton(opener)
            column.addWidget(opener)
            self._pages.addWidget(self._page(title, content))
        column.addStretch(1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._pages, 1)
        right.addWidget(line())
        right.addLayout(self._foot())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side)
        whole.addLayout(right, 1)

    def show_section(self, name: str) -> None:
        """Show this section, and the dialog when it is not open."""
        self._buttons[name].setChecked(True)
        self._pages.setCurrentIndex(list(self._buttons).index(name))
        if not self.isVisible():
            self.open()
            self._buttons[name].setFocus()
        self.section_shown.emit(name)

    def _opener(self, name: str, title: str) -> QPushButton:
        opener = QPushButton(title)
        opener.setProperty("look", "row")
        opener.setCheckable(True)
        opener.clicked.connect(lambda: self.show_section(name))
        return opener

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 12)
        foot.addWidget(button(self.tr("Reset the settings"), "quiet", self.reset_wanted.emit))
        foot.addStretch(1)
        done = button(self.tr("Done"), "primary", self.accept)
        done.setDefault(True)
        foot.addWidget(done)
        return foot

    def _page(self, title: str, content: QWidget) -> QScrollArea:
        heading = QLabel(title)
        heading.setProperty("look", "title")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(content, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll
