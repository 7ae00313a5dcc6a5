"""A mistake of ours: said once, with a report that can be copied; the window goes on."""

import logging
import os
import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from assistant import identity
from assistant.ui.controls.inputs import button, plain

_MOST = 5
"""So many stand in a report; a mistake that repeats itself says nothing new."""
_SIZE = (640, 440)

_LOG = logging.getLogger("assistant.ui")


class Defects(QObject):
    """Collects them, and shows the report."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._found: list[str] = []
        self._dialog: _Report | None = None

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log and show an exception that nobody caught: to be `sys.excepthook`."""
        _LOG.error("a defect in the window", exc_info=(kind, error, trace))
        self.show(error)

    def show(self, error: object) -> None:
        """Show the report, with this exception in it."""
        assert isinstance(error, BaseException)
        self._found = [*self._found[1 - _MOST :], "".join(traceback.format_exception(error))]
        if self._dialog is None:
            self._dialog = _Report(self._window)
        self._dialog.show_text(report(self._found))


class _Report(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(*_SIZE)
        happened = self.tr("Something went wrong inside Footnote. What you made is safe, and the window goes on.")
        said = plain(happened, "")
        what = plain(
            self.tr(
                "The report below helps to mend it. It was sent to nobody. Names of your files can stand in it: read "
                "it before you pass it on."
            )
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.text.setTabChangesFocus(True)
        self.copy = button(self.tr("Copy the report"), "primary", self._copy)
        close = button(self.tr("Close"), "plain", self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.copy)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(10)
        whole.addWidget(said)
        whole.addWidget(what)
        whole.addWidget(self.text, 1)
        whole.addLayout(foot)

    def show_text(self, text: str) -> None:
        self.text.setPlainText(text)
        self.copy.setText(self.tr("Copy the report"))
        if not self.isVisible():
            self.open()
            self.copy.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(self.tr("Copied"))


def report(found: list[str]) -> str:
    """What is to be known of mistakes: versions, and the tracebacks without the name of the home folder."""
    python = platform.python_version()
    head = f"{identity.NAME} {identity.VERSION}, {platform.platform()}, Python {python}, Qt {qVersion()}"
    if getattr(sys, "frozen", False):
        head += ", frozen"
    text = "\n".join([head, "", *found])
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > len(os.sep) else text
