"""Before a link of an answer is opened: where it leads, as the person has to see it, and whether they want that."""

import textwrap
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from assistant.ui.controls.inputs import button
from assistant.ui.controls.question import Question
from assistant.ui.render.markdown import leads_somewhere

_LINE, _LINES = 52, 4
"""How much of an address is shown; the host is shown by itself and whole."""


class LinkQuestion(QObject):
    """Asks; opens nothing.

    Signals:
        agreed(str): the person wants this address opened.
    """

    agreed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def ask(self, address: str) -> None:
        """Show where the address leads; returns at once."""
        if not leads_somewhere(address):
            return
        said = self.tr("The model wrote this link, and it may be wrong. Opening it leaves Footnote.")
        shown = "\n".join(textwrap.wrap(address, _LINE, max_lines=_LINES, placeholder="…"))
        question = Question(
            self._window,
            self.tr("This link leads to {host}.").format(host=host_of(address)),
            f"{said}\n\n{shown}",
            act=self.tr("Open it"),
            leave=self.tr("Leave it"),
        )
        question.act.setProperty("look", "plain")
        copy = button(self.tr("Copy the address"), "plain", lambda: QGuiApplication.clipboard().setText(address))
        question.buttons.insertWidget(0, copy)
        question.accepted.connect(lambda: self.agreed.emit(address))
        question.open()


def host_of(address: str) -> str:
    """Who an address really leads to: without what stands before "@", letters of other scripts as they are sent."""
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return parts.path.rpartition("@")[2]
    try:
        return (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError:
        return ascii(parts.hostname or "")[1:-1]
