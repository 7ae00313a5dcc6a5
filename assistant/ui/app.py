"""Starts the window: painted first, everything else while it can be seen."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QFileDialog

from assistant import identity, settings
from assistant import paths as places
from assistant.errors import AssistantError, NoDisplay, SettingsInvalid
from assistant.services import data_folder, walk, window_state
from assistant.services.cancel import Cancel
from assistant.services.outside import Outside
from assistant.ui import language, wording
from assistant.ui.defects import Defects
from assistant.ui.interrupts import Interrupts
from assistant.ui.look.theme import SYSTEM, Theme
from assistant.ui.single_instance import SingleInstance
from assistant.ui.tasks import Task
from assistant.ui.trouble import Trouble
from assistant.ui.window import Window
from assistant.ui.window_place import begin_as_left, place_of, put_back

Build = Callable[[Path], object]
"""Makes the `Program` on a data folder; slow, for it opens databases."""

_KEEPS_WITHIN_S = 1.0
_STARTED_WITHIN_S = 5.0
"""A window that is open on the folder may be starting or busy for a moment; one that hangs is not waited for."""
_ANSWERS_WITHIN_S = 0.5
"""The same when our own window is shown already: it stands still meanwhile."""

_LOG = logging.getLogger("assistant.ui")


def run(build: Build, data_dir: Path, paths: list[bytes], outside: Outside) -> int:
    """Show the window until it is closed; files and folders given at the start are added. Gives the exit code.

    When a window is open on the data folder already, that one gets them and comes to the front.
    """
    application = _application()
    application.setApplicationName(identity.NAME)
    application.setApplicationVersion(identity.VERSION)
    application.setDesktopFileName(identity.APPLICATION_ID)
    opening = Opening(application, build, outside)
    if not opening.claim(data_dir, paths):
        return 0
    window = opening.show()
    defects = Defects(window)
    sys.excepthook = defects.caught
    window.defect_found.connect(defects.show)
    Interrupts(window).came.connect(window.close)
    return application.exec()


def save_picture(file: str) -> int:
    """Paint the window where nobody sees it and save the picture; 1 when nothing came of that (`self-test`)."""
    application = QApplication([*sys.argv[:1], "-platform", "offscreen"])
    theme = Theme(application)
    theme.choose(SYSTEM)
    window = Window(theme)
    window.show()
    picture = window.grab()
    window.close()
    return 0 if picture.save(file, "PNG") else 1


class Opening:
    """The way of one window onto a data folder: the right to it, its looks, then the program behind it."""

    def __init__(self, application: QApplication, build: Build, outside: Outside) -> None:
        self._application, self._build, self._outside = application, build, outside
        self._theme = Theme(application)
        self._window: Window | None = None
        self._instance: SingleInstance | None = None
        self._data_dir = Path()
        self._paths: list[bytes] = []
        self._notice: SettingsInvalid | None = None
        self._trouble: AssistantError | None = None
        self.starting: Starting | None = None

    def claim(self, data_dir: Path, paths: list[bytes]) -> bool:
        """Get the right to be the window on this folder; False when another window took the paths."""
        if self._instance is not None:
            self._instance.let_go()  # first: it may be the same folder
        absolute = [walk.absolute(path) for path in paths]
        instance = SingleInstance(data_dir)
        within_s = _STARTED_WITHIN_S if self._window is None else _ANSWERS_WITHIN_S
        self._trouble = None
        try:
            if not instance.claim(absolute, within_s=within_s):
                return False
        except AssistantError as error:
            self._trouble = error  # said in the window, with the ways out
        self._instance, self._data_dir, self._paths = instance, data_dir, absolute
        instance.called.connect(self._called)
        return True

    def show(self) -> Window:
        """Paint the window as the person left it, then open the data folder."""
        chosen, self._notice = settings.load(places.settings_file(self._data_dir))
        language.speak(self._application, chosen.language)
        self._theme.set_text_scale(chosen.text_scale)
        self._theme.choose(chosen.theme)
        window = self._window = Window(self._theme)
        window.closing.connect(self._keep_state)
        window.files_given.connect(self._hold)
        put_back(window, window_state.kept(self._data_dir))
        window.show()
        QTimer.singleShot(0, window, self._begin)
        return window

    def _hold(self, paths: list[bytes]) -> None:
        """Dropped before there is anything to put them in."""
        if self.starting is None or self.starting.desk is None:
            self._paths += paths

    def _begin(self) -> None:
        assert self._window is not None
        if self._trouble is not None:
            self._explain(self._trouble)
            return
        self.starting = Starting(self._window, partial(self._build, self._data_dir), self._paths, self._outside)
        self.starting.failed = self._explain
        self.starting.begin()
        if self._notice is not None:
            self._window.complain(wording.sentence(self._notice))

    def _explain(self, error: BaseException) -> None:
        """The data folder cannot be opened."""
        assert self._window is not None
        trouble = Trouble(wording.sentence(error))
        trouble.again_wanted.connect(lambda: self._try(self._data_dir))
        trouble.another_wanted.connect(self._choose_folder)
        trouble.quit_wanted.connect(self._window.close)
        self._window.show_instead(trouble)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._window, self._window.tr("Choose a folder for what Footnote keeps") if self._window else ""
        )
        if folder:
            self._try(Path(folder))

    def _try(self, data_dir: Path) -> None:
        """Begin anew, maybe in another folder, which is the one of the next start too."""
        assert self._window is not None
        try:
            if data_dir != self._data_dir:
                data_folder.choose(data_dir)
            if self.claim(data_dir, self._paths):
                begin_as_left(self._window, window_state.kept(data_dir))
                self._begin()
            else:
                self._window.close()  # there is a window on that folder, in front by now
        except AssistantError as error:
            self._explain(error)

    def _called(self, paths: list[bytes]) -> None:
        """Somebody started the program again."""
        assert self._window is not None
        self._window.call_up()
        if paths:
            self._window.files_given.emit(paths)

    def _keep_state(self) -> None:
        assert self._window is not None
        state = place_of(self._window)

        def work(_cancel: Cancel) -> Iterator[object]:
            if self._trouble is None:
                window_state.keep(self._data_dir, state)
            yield from ()

        task = Task(work, name="keeping the window's place", parent=self._window)
        task.start()
        task.wait(_KEEPS_WITHIN_S)


class Starting:
    """Builds the program beside the painted window, then puts it to work on what is in `paths` by then."""

    def __init__(
        self, window: Window, build: Callable[[], object], paths: list[bytes], outside: Outside | None = None
    ) -> None:
        self._window, self._build, self._paths = window, build, paths
        self._outside = outside or Outside()
        self.desk: object = None
        self.failed: Callable[[BaseException], None] = lambda error: window.complain(wording.sentence(error))
        """Called with what kept the program from opening its data folder."""
        self._task: Task | None = None

    def begin(self) -> None:
        """Open the data folder in a thread."""
        self._task = Task(self._work, name="starting", parent=self._window)
        self._task.item.connect(self._opened)
        self._task.failed.connect(self._fail)
        self._task.start()

    def _work(self, _cancel: Cancel) -> Iterator[object]:
        yield self._build()

    def _opened(self, program: object) -> None:
        from assistant.services.program import Program
        from assistant.ui.desks.desk import Desk

        assert isinstance(program, Program)
        self.desk = desk = Desk(self._window, program, self._outside)
        if program.notices:
            self._window.complain(" ".join(map(wording.sentence, program.notices)))
        if self._paths:
            desk.add(self._paths)

    def _fail(self, error: object) -> None:
        assert isinstance(error, BaseException)
        if not isinstance(error, AssistantError):
            self._window.defect_found.emit(error)
        self.failed(error)


def _application() -> QApplication:
    """Qt, connected to the display; where there is none the program ends here, with a sentence.

    Qt would end it with an abort: what it says before that is the last that can be heard.
    """
    said: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        said.append(message)
        if kind is QtMsgType.QtFatalMsg:
            os._exit(_refused(NoDisplay(), f"Qt: {said[0]}"))  # no such display, or a library that is missing

    qInstallMessageHandler(hear)
    application = QApplication(sys.argv[:1])
    qInstallMessageHandler(None)
    for message in said:
        _LOG.warning("Qt: %s", message)
    return application


def _refused(error: AssistantError, *details: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write("\n".join([wording.sentence(error), *details, ""]))
        sys.stderr.flush()
    return 1
