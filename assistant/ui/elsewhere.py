"""What is opened outside of the window: links, files in their own program, the folder of a file."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from assistant.services.outside import Outside
from assistant.ui.tasks import short_task


class Elsewhere(QObject):
    """Hands what a person clicked to other programs; a link only after the person said yes to it.

    Signals:
        failed(object): an error to be shown.
    """

    failed = Signal(object)

    def __init__(self, outside: Outside, parent: QObject) -> None:
        super().__init__(parent)
        self._outside = outside

    def open_link(self, link: str) -> None:
        """Show a web page in the browser, or begin a mail."""
        self._begin(lambda: self._outside.open_link(link))

    def open_file(self, path: bytes) -> None:
        """Open a document in its own program."""
        self._begin(lambda: self._outside.open_file(path))

    def show_in_folder(self, path: bytes) -> None:
        """Show a file in the file manager."""
        self._begin(lambda: self._outside.show_in_folder(path))

    def _begin(self, act: Callable[[], None]) -> None:
        short_task("opening elsewhere", act, self, failed=self.failed).start()
