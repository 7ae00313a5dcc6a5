"""A page beside an answer, on a program of its own: files that can be cited, and what is shown of them."""

import os

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

from assistant.services import ingest, libraries, pages
from assistant.services.cancel import Cancel
from assistant.ui.chat.exchange import Exchange, Stage
from assistant.ui.chat.transcript import Transcript
from assistant.ui.desks.pages import Pages
from assistant.ui.page.pane import PagePane
from assistant.ui.source import Source
from tests.ui.conftest import idle

QUOTE = "Otters hold hands while they sleep."


class Beside:
    """A pane on a program of its own, files that can be cited, and what is shown of them."""

    def __init__(self, program, theme, folder, qtbot):
        self.program, self.folder, self.qtbot = program, folder, qtbot
        self.pane, self.transcript = PagePane(theme), Transcript(theme)
        self.pages = Pages(program, self.pane, self.transcript, self.pane)
        for widget in (self.pane, self.transcript):
            qtbot.addWidget(widget)
        self.pane.resize(500, 700)
        self.pane.show()
        qtbot.waitExposed(self.pane)

    def add(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        library = libraries.ensure(self.program, "Documents")
        for _ in ingest.add(self.program, library, [os.fsencode(path)], words_only=True, cancel=Cancel()):
            pass
        return os.fsencode(path)

    def source(self, path, words, which=0):
        """A citation of these words."""
        view = pages.view(self.program, path)
        places = [one for batch in pages.found(self.program, view, words, cancel=Cancel()) for one in batch]
        place = places[which]
        text = pages.page_text(self.program, view, place.page)[place.start : place.end]
        return Source(path, place.page, place.start, place.end, text, view.sheet(place.page).label)

    def cite(self, *sources):
        """An answer with these sources; the first one is shown."""
        exchange = Exchange("Who?", stage=Stage.DONE, found=True, sources=list(sources), quotes=len(sources))
        self.transcript.show_exchanges([exchange])
        self.pages.show(sources[0], 0)
        self.settle()

    def show(self, name, data, words, which=0):
        """Add a file, and show these words of it."""
        path = self.add(name, data)
        self.cite(self.source(path, words, which))
        return path

    def settle(self):
        """Until nothing is on its way, nor asked for by what came last."""
        for _ in range(3):
            idle(self.qtbot, self.pages)
            with self.qtbot.waitCallback() as turn:
                QTimer.singleShot(0, turn)
        idle(self.qtbot, self.pages)

    def press(self, name):
        """Click the button of that name."""
        (button,) = [one for one in self.pane.findChildren(QPushButton) if name in (one.text(), one.accessibleName())]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def colour_at(widget, point):
    return widget.grab().toImage().pixelColor(point * widget.devicePixelRatioF())


def near(colour, name, by=12):
    other = QColor(name)
    pairs = zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True)
    return all(abs(one - two) <= by for one, two in pairs)
