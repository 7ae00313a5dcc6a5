"""The libraries in the window: adding, reading with progress, pausing, looking for changes, removing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from threading import Lock
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from assistant.errors import DocumentNotRead, IndexingElsewhere, LibraryUnknown, PathUnknown
from assistant.records import Library
from assistant.services import libraries
from assistant.services.ingest import IngestEvent
from assistant.services.program import Program
from assistant.ui import wording
from assistant.ui.libraries.jobs import Job, Kind, remember, remember_pause, work
from assistant.ui.libraries.running import Running
from assistant.ui.libraries.state import LibraryState
from assistant.ui.libraries.words import Progress, at_rest
from assistant.ui.tasks import Task, short_task

DOCUMENTS = "Documents"
_TELL_MS = 100
"""What changed is told so often at most: five thousand files must not keep the window busy."""
_COUNT_MS = 500
"""While files are read the store is asked for the counts so often."""
_LOOK_S = 30.0
"""When the window gets the focus, changes are looked for at most so often."""
_AGAIN_MS = 5000
"""Another program indexes: it is tried again so much later."""


class Shelf(QObject):
    """Runs one job after the other, and knows how every library is.

    Signals:
        changed(list): the `LibraryState`s, in their order; at most ten times a second.
        failed(object): an error to be shown.
        read(str): what was to be done with the library is done: its files may hold other texts now.
        removed(str): the library is no more.
        renamed(str, str): the library has another name: the old one, the new one.
        made(str): the library is there now, empty.

    Attributes:
        is_started: changes are looked for.
    """

    changed = Signal(list)
    failed = Signal(object)
    read = Signal(str)
    removed = Signal(str)
    renamed = Signal(str, str)
    made = Signal(str)

    def __init__(self, program: Program, parent: QObject) -> None:
        super().__init__(parent)
        self._program = program
        self._states: dict[str, LibraryState] = {}
        self._queue: list[Job] = []
        self._paused: dict[str, list[Job]] = {}
        self._writing_pause = Lock()
        self._running: Running | None = None
        self._counting: Task | None = None
        self._is_counted = self._is_miscounted = False
        self.is_started = False
        self._looks_when_counted = False
        self._looked_at = 0.0
        self._is_stale = False
        self._telling = _timer(self, _TELL_MS, self._tell_rest)
        self._waiting = _timer(self, _AGAIN_MS, self._next)
        self._recount = _timer(self, _COUNT_MS, self._count)

    # --- what a person wants

    def add(self, paths: Sequence[bytes], library: str = DOCUMENTS) -> None:
        """Bring files and folders into a library; one job runs at a time."""
        self._push(Job(Kind.ADD, library, tuple(paths)))

    def rescan(self, library: str) -> None:
        """Look for changes in all that was ever added to it."""
        self._push(Job(Kind.LOOK, library))

    def read_again(self, library: str, paths: Sequence[bytes]) -> None:
        """Read files from their beginning, whatever is known of them."""
        self._push(Job(Kind.AGAIN, library, tuple(paths)))

    def pause(self, library: str) -> None:
        """Stop reading; what was read stays, and `resume` goes on from there. A removal cannot be paused."""
        if self.state(library).is_leaving:
            return
        self._paused[library] = [job for job in self._queue if job.library == library]
        self._queue = [job for job in self._queue if job.library != library]
        running = self._running
        if running is not None and running.job.library == library:
            self._paused[library].insert(0, running.job)
            running.is_stopped, running.then = True, None
            running.task.cancel()
        self._show_paused(library)
        self._keep_pause(library)

    def resume(self, library: str) -> None:
        """Go on where it was paused."""
        self._set(library, is_paused=False, doing="")
        jobs = self._paused.pop(library, [])
        self._keep_pause(library)
        for job in jobs:
            self._push(job)

    def remove(self, library: str) -> None:
        """Forget the library; the files themselves stay where they are."""
        if self.state(library).is_leaving:
            return
        self._queue = [job for job in self._queue if job.library != library]
        self._paused.pop(library, None)
        if self._running is not None and self._running.job.library == library:
            self._running.then = None
        self._set(library, is_leaving=True, is_paused=False, doing="")
        self._push(Job(Kind.REMOVE, library))

    def make(self, library: str) -> None:
        """A new library without anything in it."""
        self._aside(
            "making a library", lambda: libraries.make(self._program, library), lambda: self.made.emit(library)
        )

    def rename(self, library: str, name: str) -> None:
        """Give a library that nothing is being done with another name."""
        program = self._program
        self._aside(
            "renaming a library",
            lambda: libraries.rename(program, libraries.named(program, library), name),
            lambda: self._take_name(library, name),
        )

    # --- by itself

    def start(self) -> None:
        """Look for changes in every library and go on with what was not finished, now that the models are there."""
        self.is_started = True
        for library in self._expected():
            self._push(Job(Kind.WATCH, library))
        self._looks_when_counted = True
        self._count()

    def look(self) -> None:
        """The window got the focus: files may have changed meanwhile."""
        is_idle = self.is_started and self._running is None and not self._queue
        if is_idle and monotonic() - self._looked_at > _LOOK_S:
            self._looks_when_counted = True
            self._count()

    def stop(self, timeout_s: float) -> None:
        """End what runs, for closing the program; the next start goes on with it."""
        running = [self._running.job] if self._running else []
        keep = partial(remember, self._program, [*running, *self._queue, *chain(*self._paused.values())])
        keeping = short_task("keeping what is to be done", keep, self, failed=self.failed)
        keeping.start()
        self._queue.clear()
        for timer in (self._waiting, self._recount):
            timer.stop()
        for task in (self._running.task if self._running else None, self._counting):
            if task is not None:
                task.drop()
                task.wait(timeout_s)
        keeping.wait(timeout_s)

    @property
    def is_busy(self) -> bool:
        """True while there is something to do."""
        is_counting = self._counting is not None or self._recount.isActive()
        return self._running is not None or bool(self._queue) or is_counting

    def states(self) -> list[LibraryState]:
        """How the libraries are, by name."""
        shown = (state for name, state in self._states.items() if name != libraries.ASKED)
        return sorted(shown, key=lambda state: (state.name.casefold(), state.name))

    @property
    def usual(self) -> str:
        """The library that gets what nobody wants in another one; named in the language of the first time."""
        return DOCUMENTS if DOCUMENTS in self._states else self.tr("Documents")

    def state(self, library: str) -> LibraryState:
        """How one of them is."""
        return self._states.get(library, LibraryState(library))

    # --- one job after the other

    def _push(self, job: Job) -> None:
        same = [one for one in self._queue if (one.kind, one.library) == (job.kind, job.library)]
        if same:
            job = replace(job, paths=tuple(dict.fromkeys((*same[0].paths, *job.paths))))
            self._queue.remove(same[0])
        self._queue.append(job)
        if job.library in self._paused and job.kind is not Kind.WATCH:
            self.resume(job.library)
        if job.kind is not Kind.WATCH:
            self._set(job.library, is_waiting=True)
        self._next()

    def _next(self) -> None:
        self._give_way()
        ready = [job for job in self._queue if job.library not in self._paused]
        if self._running is not None or not ready or self._waiting.isActive():
            return
        job = min(ready, key=lambda one: one.kind.value)
        self._queue.remove(job)
        task = Task(partial(work, self._program, job), name=f"reading {job.library}", parent=self)
        running = self._running = Running(job, task, Progress(is_watch=job.kind is Kind.WATCH))
        task.item.connect(partial(self._progress, running))
        task.failed.connect(partial(Running.keep_problem, running))
        task.ended.connect(partial(self._ended, running))
        if job.kind is not Kind.WATCH:
            doing = self.tr("Removing…") if job.kind is Kind.REMOVE else self.tr("Looking for files…")
            self._set(job.library, share=0.0, doing=doing, is_waiting=False)
        task.start()

    def _give_way(self) -> None:
        """Stop what can wait for what a person wants now: reading files comes before the rest of other libraries."""
        running = self._running
        if running is None or running.is_stopped or running.job.kind is Kind.REMOVE:
            return
        library = running.job.library
        removing = [job.library for job in self._queue if job.kind is Kind.REMOVE]
        can_wait = running.progress.is_read or running.job.kind is Kind.WATCH
        if removing or (can_wait and any(job.kind is not Kind.WATCH for job in self._queue)):
            running.is_stopped = True
            if library not in removing:
                running.then = Job(Kind.WATCH, library) if can_wait else running.job
            running.task.cancel()

    def _ended(self, running: Running) -> None:
        job = running.job
        self._running = None
        self._set(job.library, share=None, doing=self.state(job.library).doing if self._is_paused(job) else "")
        is_superseded = self.state(job.library).is_leaving and job.kind is not Kind.REMOVE
        if running.problem is not None and not is_superseded:
            self._take_problem(job, running.problem)
        elif job.kind is Kind.REMOVE:
            self._states.pop(job.library, None)
            self.removed.emit(job.library)
        else:
            self.read.emit(job.library)
        if running.then is not None:
            self._push(running.then)
        self._tell()
        self._count()
        self._next()

    def _is_paused(self, job: Job) -> bool:
        return job.library in self._paused

    def _take_problem(self, job: Job, problem: BaseException) -> None:
        if isinstance(problem, IndexingElsewhere):
            self._queue.insert(0, job)
            self._waiting.start()
            if job.kind is not Kind.WATCH:
                doing = self.tr("Another Footnote is adding files right now. This goes on when it is done.")
                self._set(job.library, is_waiting=True, doing=doing)
            return
        is_unknown = isinstance(problem, LibraryUnknown | PathUnknown)
        if not (is_unknown and job.kind is Kind.WATCH):  # nobody asked for it, and there is nothing to look at
            self.failed.emit(problem)
        if is_unknown or job.kind is Kind.REMOVE:
            self._states.pop(job.library, None)  # counted anew in a moment, if it is there at all
        elif isinstance(problem, DocumentNotRead):
            self.read.emit(job.library)  # all but that file
        else:
            self._paused.setdefault(job.library, []).append(job)
            self._set(job.library, is_paused=True, doing=wording.sentence(problem))

    def _progress(self, running: Running, event: IngestEvent) -> None:
        if running.is_stopped:
            return
        running.progress.take(event)
        self._set(running.job.library, share=running.progress.share, doing=running.progress.doing)
        self._give_way()
        self._count_soon()

    # --- how they are

    def refresh(self) -> None:
        """Ask the store how the libraries are."""
        self._count()

    def _set(self, name: str, **fields: object) -> None:
        self._states[name] = replace(self.state(name), **fields)  # type: ignore[arg-type]
        self._tell()

    def _tell(self) -> None:
        if self._telling.isActive():
            self._is_stale = True
        else:
            self._telling.start()
            self.changed.emit(self.states())

    def _tell_rest(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._tell()

    def _count_soon(self) -> None:
        """Once for all that happens until then."""
        if not self._recount.isActive():
            self._recount.start()

    def _count(self) -> None:
        if self._counting is not None:
            self._is_miscounted = True
            return
        self._recount.stop()
        count = partial(libraries.overview, self._program)
        self._counting = short_task("counting", count, self, failed=self.failed)
        self._counting.item.connect(self._take_overview)
        self._counting.ended.connect(self._counted)
        self._counting.start()

    def _counted(self) -> None:
        self._counting = None
        if self._is_miscounted:
            self._is_miscounted = False
            QTimer.singleShot(0, self, self._count)

    def _take_overview(self, overview: object) -> None:
        assert isinstance(overview, tuple)
        if not self._is_counted:
            self._is_counted = True
            self._go_on_as_left([one.library for one in overview])
        counted = {one.library.name: self._counted_state(one) for one in overview}
        self._states = {name: self.state(name) for name in self._expected()} | counted
        self._tell()
        if self._looks_when_counted and not self._is_miscounted:
            self._looks_when_counted, self._looked_at = False, monotonic()
            for name in counted:
                if name != libraries.ASKED and name not in self._paused and not self.state(name).is_leaving:
                    self._push(Job(Kind.WATCH, name))

    def _go_on_as_left(self, every: Sequence[Library]) -> None:
        """As it was when the window was closed; a paused library that something has been added to since goes on."""
        expected = self._expected()
        for library in every:
            name = library.name
            if library.is_leaving:
                self.remove(name)
            elif library.is_paused and name in expected:
                self._keep_pause(name)
            elif library.is_paused:
                self._paused[name] = [Job(Kind.WATCH, name)]
                self._show_paused(name)

    def _show_paused(self, library: str) -> None:
        doing = self.tr("Paused. What was read can be asked about.")
        self._set(library, is_paused=True, is_waiting=False, doing=doing)

    def _keep_pause(self, library: str) -> None:
        keep = partial(remember_pause, self._program, library, lambda: library in self._paused, self._writing_pause)
        short_task("keeping a pause", keep, self, failed=self.failed).start()

    def _take_name(self, before: str, name: str) -> None:
        """A look that nobody has to wait for does not keep a library from getting another name."""
        self._queue = [replace(job, library=name) if job.library == before else job for job in self._queue]
        if self._running is not None and self._running.job.library == before:
            self._running.job = replace(self._running.job, library=name)
        if before in self._states:
            self._states[name] = replace(self._states.pop(before), name=name)
        self.renamed.emit(before, name)

    def _expected(self) -> set[str]:
        """Libraries that there are jobs for: they may not be in the store yet."""
        running = [self._running.job] if self._running else []
        return {job.library for job in (*running, *self._queue)}

    def _counted_state(self, one: libraries.Overview) -> LibraryState:
        before, coverage = self.state(one.library.name), one.coverage
        files = coverage.files + coverage.unread + coverage.failed
        counted = replace(before, read=coverage.files, files=files, failed=coverage.failed, is_away=one.is_away)
        return counted if before.is_busy else replace(counted, doing=at_rest(one, is_started=self.is_started))

    # --- beside the jobs

    def _aside(self, name: str, act: Callable[[], object], done: Callable[[], None]) -> None:
        """Something short that does not wait for the jobs."""
        task = short_task(name, act, self, failed=self.failed)
        task.item.connect(lambda _result: done())
        task.ended.connect(self.refresh)
        task.start()


def _timer(parent: QObject, interval_ms: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=interval_ms)
    timer.timeout.connect(act)
    return timer
