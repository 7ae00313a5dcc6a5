"""The window as a person starts it, telling on standard output when it is painted and when it is ready.

    python -P -m benchmarks.window_start [--data-dir DIR] [FILE ...]

The program knows nothing of this: what is measured is put in place from outside, when its module is imported.
"""

import importlib.util
import sys
import time
from importlib.machinery import ModuleSpec
from types import ModuleType

from assistant.__main__ import main

_WATCHED = "assistant.ui.app"
_POLL_MS = 5


class _Finder:
    """Lends a hand while one module is imported."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        if name != _WATCHED:
            return None
        sys.meta_path.remove(_Finder)
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.loader is not None
        execute = spec.loader.exec_module

        def watched(module: ModuleType) -> None:
            execute(module)
            _watch(module)

        spec.loader.exec_module = watched  # type: ignore[method-assign]
        return spec


def _watch(app: ModuleType) -> None:
    """Tell of the first painting, and of the moment at which the models are there."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent

    class Told(app.Window):  # type: ignore[misc, name-defined, attr-defined, unused-ignore]
        is_told = False

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt
            super().paintEvent(event)
            if not self.is_told:
                self.is_told = True
                QTimer.singleShot(0, self, lambda: _tell("painted"))

    opened = app.Starting._opened  # noqa: SLF001 - looked at from outside

    def told(self: object, program: object) -> None:
        opened(self, program)
        desk = self.desk  # type: ignore[attr-defined]
        timer = QTimer(desk)

        def look() -> None:
            if desk.header.models.working is None:
                timer.stop()
                _tell("ready")

        timer.timeout.connect(look)
        timer.start(_POLL_MS)

    app.Window, app.Starting._opened = Told, told  # type: ignore[attr-defined]  # noqa: SLF001


def _tell(mark: str) -> None:
    sys.stdout.write(f"{mark} {time.time()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.meta_path.insert(0, _Finder)
    sys.exit(main())
