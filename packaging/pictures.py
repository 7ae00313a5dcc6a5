"""Makes the README's pictures from the real window, its real children and the sample folder.

    .venv/bin/python packaging/pictures.py [--to FOLDER]

Nothing is seen on the screen: Qt paints into memory. The letters are those of the system's sans serif.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image  # noqa: E402 - likewise
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - after the platform is chosen
from PySide6.QtWidgets import QApplication  # noqa: E402

from assistant import paths  # noqa: E402
from assistant.__main__ import build  # noqa: E402
from assistant.ui import language  # noqa: E402
from assistant.ui.chat.exchange import Exchange  # noqa: E402
from assistant.ui.desks.desk import Desk  # noqa: E402
from assistant.ui.look.theme import Theme  # noqa: E402
from assistant.ui.tasks import Task  # noqa: E402
from assistant.ui.window import Window  # noqa: E402

LARGE, SMALL = (1440, 900), (1024, 700)
_LIMIT_MS = 120_000
_LOOK_MS = 20
_REST_MS = 400  # more than any motion of the window takes

RENT, OPEN_DAY, PARKING = "What is the rent?", "When is the open day?", "Where can I park my car?"
_COLOURS = 256
"""So many in a picture: letters stay smooth, and it takes a third of the room."""


class Studio:
    """The window with a photographer in front of it."""

    def __init__(self, folder: Path, data_dir: Path) -> None:
        self.folder = folder
        application = QApplication([])
        language.speak(application, language.ENGLISH)
        self.theme = Theme(application)
        self.theme.choose("light")
        self.window = Window(self.theme)
        self.window.show()
        self.desk = Desk(self.window, build(data_dir, None))
        self.wait(lambda: not any(task.is_running for task in self.desk.findChildren(Task)))

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Let the window work until it is so, and come to rest.

        Raises:
            SystemExit: it does not become so.
        """
        loop, look, limit = QEventLoop(), QTimer(), QTimer(singleShot=True)
        look.timeout.connect(lambda: loop.quit() if is_so() else None)
        limit.timeout.connect(loop.quit)
        look.start(_LOOK_MS)
        limit.start(_LIMIT_MS)
        loop.exec()
        if not is_so():
            raise SystemExit("The window did not come to what was to be seen.")
        look.stop()
        QTimer.singleShot(_REST_MS, loop.quit)
        loop.exec()

    def ask(self, question: str) -> Exchange:
        """Ask and wait for the whole answer, in a conversation of its own."""
        self.window.sidebar.new_wanted.emit()
        self.window.composer.text.setPlainText(question)
        self.window.composer.text.entered.emit()
        self.wait(lambda: not self.desk.answering.is_running)
        return self.window.transcript.exchanges[-1]

    def take(self, name: str, size: tuple[int, int]) -> None:
        """Take a picture of the window in this size."""
        self.window.resize(*size)
        self.wait(lambda: True)
        file = self.folder / f"{name}.png"
        self.window.grab().save(str(file))
        with Image.open(file) as picture:
            # By coverage: the green of a small dot counts as much as all the white.
            few = picture.convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(file, optimize=True)


def main() -> int:
    """Take every picture; the value is the exit code."""
    options = argparse.ArgumentParser(description="Makes the README's pictures.")
    options.add_argument("--to", type=Path, default=_ROOT / "resources" / "pictures", help="where they are put")
    folder = options.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        studio = Studio(folder, Path(data))
        studio.take("first-minute", SMALL)
        studio.desk.shelf.add([os.fsencode(paths.resources() / "sample")], "Sample")
        studio.window.show_conversation()
        studio.wait(lambda: not studio.desk.shelf.is_busy)
        studio.ask(OPEN_DAY)
        studio.ask(PARKING)
        studio.take("not-found", SMALL)
        cited = studio.ask(RENT).sentences[0][1][0]
        studio.desk.pages.show(studio.window.transcript.exchanges[0].sources[cited - 1], 0)
        studio.take("page-over-answer", SMALL)
        studio.take("answer-light", LARGE)
        studio.theme.choose("dark")
        studio.take("answer-dark", LARGE)
        studio.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
