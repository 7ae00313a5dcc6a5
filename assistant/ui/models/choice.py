"""The models in the window: made at the first start, loaded, exchanged between two answers, added, forgotten."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from assistant.errors import AssistantError, ChildError, ModelError
from assistant.services import choices, models
from assistant.services.cancel import Cancel
from assistant.services.choices import Loaded
from assistant.services.models import Listed, Preparing, State
from assistant.services.program import Program
from assistant.ui import wording
from assistant.ui.tasks import Task, short_task

_ENDS_WITHIN_S = 0.2
"""All of it obeys within this."""


@dataclass(frozen=True, slots=True)
class Working:
    """What is being done with a model.

    Attributes:
        doing: in words: "loading…", "checking 40 %".
        share: how far it is, 0 to 1; None when nobody can say.
        can_stop: `ModelChoice.stop` ends it without harm.
    """

    name: str
    doing: str
    share: float | None = None
    can_stop: bool = False


@dataclass(frozen=True, slots=True)
class _Job:
    """Work that waits for its turn; what `loads` a model is not done when another one is chosen."""

    begin: Callable[[], None]
    loads: str


class ModelChoice(QObject):
    """Runs one piece of work on models at a time; the model that worked stays until another one works.

    Signals:
        changed(): `listed`, `working`, `problem` or the model in use are others now.
        failed(object): an error to be shown; it stands in `problem` too.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, program: Program, is_answering: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._is_answering = program, is_answering
        self.listed: tuple[Listed, ...] = ()
        self.working: Working | None = None
        self.is_ready = False
        """The model in use was loaded and answers."""
        self.problem = ""
        self.try_again: Callable[[], None] | None = None
        """Does once more what failed; None where that would be of no use."""
        self._waiting: Loaded | None = None
        self._task: Task | None = None
        self._made: frozenset[str] = frozenset()
        self._wanted = ""
        self._loading, self._is_renewed = "", False
        self._jobs: list[_Job] = []

    # --- what a person wants

    def prepare(self) -> None:
        """Make the default models that are missing, and load what answers need; questions wait for it."""
        name, self._made = self._program.chat_model.name, frozenset()

        def work(cancel: Cancel) -> Iterator[object]:
            yield from models.prepare(self._program.models_dir, cancel=cancel)
            yield Working(name, self.tr("loading…"), can_stop=True)
            with ThreadPoolExecutor(1, "loading for the search") as beside:  # both at once: ready sooner
                searching = beside.submit(self._program.embedding.info)
                try:
                    choices.load(self._program.chat, cancel=cancel)
                except (ModelError, ChildError) as error:
                    yield from choices.default_instead(self._program, error, cancel=cancel)
                searching.result()
            yield None

        begun, loads = Working(name, self.tr("loading…")), self._program.chat_model.id
        self._start(work, begun, self._take_prepared, again=self.prepare, loads=loads)

    def choose(self, model_id: str) -> None:
        """Load this model and let it write from the next answer on; what is just being loaded gives way to it."""
        self._wanted = model_id
        self._jobs = [job for job in self._jobs if not job.loads]
        is_loading = self._loading == model_id
        if self._loading and not is_loading and self.working is not None and self.working.can_stop:
            self.stop()
        in_use = self._program.chat_model if self._waiting is None else self._waiting.model
        if in_use.id == model_id and (self.is_ready or is_loading):
            self._keep(model_id)
            return
        if is_loading:
            return

        def work(cancel: Cancel) -> Iterator[object]:
            yield choices.loaded(self._program, model_id, cancel=cancel)

        begun = Working(self._name(model_id), self.tr("loading…"), can_stop=True)
        self._start(work, begun, self._take_chosen, again=partial(self.choose, model_id), loads=model_id)

    def choose_embedding(self, model_id: str) -> None:
        """Search by this model from the next start on; what it needs of the documents is made now."""
        name = self._name(model_id)

        def work(cancel: Cancel) -> Iterator[object]:
            for done, chunks in models.use(self._program, model_id, cancel=cancel):
                share = done / max(1, chunks)
                words = self.tr("getting to know your documents, {percent} %").format(percent=int(100 * share))
                yield Working(name, words, share, can_stop=True)

        begun = Working(name, self.tr("getting to know your documents…"), can_stop=True)
        self._start(work, begun, self._show, again=partial(self.choose_embedding, model_id))

    def add(self, file: bytes) -> None:
        """Check a model file in a child; one that writes is used from then on."""
        name = wording.file_name(file)

        def work(cancel: Cancel) -> Iterator[object]:
            yield from models.add(self._program, os.fsdecode(file), cancel=cancel)

        begun = Working(name, self.tr("trying it out…"), can_stop=True)
        self._start(work, begun, self._take_added, again=partial(self.add, file))

    def forget(self, model_id: str) -> None:
        """Take a model off the list; its file stays. When it was in use the default one writes again."""
        name = self._name(model_id)

        def work(cancel: Cancel) -> Iterator[object]:
            gone = models.remove(self._program, model_id)
            if gone.in_use and gone.model.kind == "chat":
                yield choices.loaded(self._program, models.default_chat_id(), cancel=cancel)

        self._start(work, Working(name, self.tr("forgetting…")), self._replace)

    def wake(self) -> None:
        """Load again what was given back for want of use: somebody begins to write a question."""
        if self._task is not None or not self.is_ready or self._is_answering():
            return

        def load() -> None:
            self._program.embedding.start()
            self._program.chat.start()

        short_task("loading models again", load, self).start()  # the question says what goes wrong

    def stop(self) -> None:
        """End what is being done; nothing is changed by it."""
        if self._task is not None:
            self._loading = ""
            self._task.cancel()

    def renew(self) -> None:
        """Start the engine with other settings, with the next answer; one that is being loaded is loaded first."""
        if self._loading:
            self._is_renewed = True
            return
        model = self._program.chat_model if self._waiting is None else self._waiting.model
        self._replace(choices.unloaded(self._program, model), is_loaded=False)

    def answer_ended(self) -> None:
        """No answer is being written now: what waited for that takes its place."""
        if not self.is_ready and self._program.chat.lockdown:  # loading was stopped, and a question did it
            self.is_ready, self.try_again = True, None
            self.changed.emit()
        if self._waiting is None or self._is_answering():
            return
        fresh, self._waiting = self._waiting, None
        self._close(choices.exchange(self._program, fresh).close)
        self.changed.emit()

    def refresh(self) -> None:
        """List the models anew."""
        task = short_task("listing models", lambda: models.listed(self._program), self, failed=self.failed)
        task.item.connect(self._take_listed)
        task.start()

    def end(self) -> None:
        """Stop what runs, for closing the program; an engine that is just being loaded goes with it."""
        self._jobs.clear()
        if self._task is not None:
            self._task.drop()
            self._task.wait(_ENDS_WITHIN_S)
        if self._waiting is not None:
            self._waiting.engine.close()

    # --- one piece of work

    def _start(
        self,
        work: Callable[[Cancel], Iterator[object]],
        begun: Working,
        take: Callable[[object], None],
        *,
        again: Callable[[], None] | None = None,
        loads: str = "",
    ) -> None:
        """Do it now, or when what runs is done; what `loads` a model is not done when another one is chosen."""

        def begin() -> None:
            self.problem, self.try_again, self.working, self._loading = "", None, begun, loads
            task = Task(work, name=begun.doing, parent=self)
            task.item.connect(take)
            task.failed.connect(lambda error: self._fail(error, again))
            task.ended.connect(self._ended)
            self._task = task
            task.start()
            self.changed.emit()

        self._jobs.append(_Job(begin, loads))
        if self._task is None:
            self._jobs.pop(0).begin()

    def _ended(self) -> None:
        self._task, self.working, self._loading = None, None, ""
        if not self.is_ready and not self.problem:
            self.try_again = self.prepare  # it was stopped
        if self._is_renewed:
            self._is_renewed = False
            self.renew()
        self.refresh()
        self.changed.emit()
        if self._jobs:
            self._jobs.pop(0).begin()

    def _fail(self, error: object, again: Callable[[], None] | None) -> None:
        assert isinstance(error, BaseException)
        self.problem, self.try_again = wording.sentence(error), again
        self.failed.emit(error)

    def _show(self, step: object) -> None:
        if isinstance(step, Working):
            self.working = step
            self.changed.emit()

    def _take_prepared(self, step: object) -> None:
        if isinstance(step, Preparing):
            self._made |= {step.name}
            every = max(len(self._made), sum(one.state is State.NOT_MADE for one in self.listed))
            share = (len(self._made) - 1 + step.share) / every
            words = self.tr("getting ready, {percent} %").format(percent=int(100 * share))
            self._show(Working(self._program.chat_model.name, words, share))
        elif isinstance(step, AssistantError):
            self._fail(step, self.prepare)
        elif isinstance(step, Loaded):
            self._replace(step)
        else:
            self.is_ready = self.is_ready or step is None
            self._show(step)

    def _take_chosen(self, fresh: object) -> None:
        assert isinstance(fresh, Loaded)
        if fresh.model.id != self._wanted:
            self._close(fresh.engine.close)  # another one was chosen when it was just there
            return
        self._keep(fresh.model.id)
        self._replace(fresh)

    def _keep(self, model_id: str) -> None:
        """It writes at the next start, too."""

        def work(cancel: Cancel) -> Iterator[object]:
            yield from models.use(self._program, model_id, cancel=cancel)

        task = Task(work, name="keeping the choice of a model", parent=self)
        task.failed.connect(self.failed)
        task.ended.connect(self.changed)
        task.start()

    def _replace(self, fresh: object, *, is_loaded: bool = True) -> None:
        assert isinstance(fresh, Loaded)
        if choices.needs_another_engine(fresh.settings, self._program.settings):  # changed while it was loaded
            self._close(fresh.engine.close)
            fresh = choices.unloaded(self._program, fresh.model)
        if self._waiting is not None:
            self._close(self._waiting.engine.close)
        self._waiting, self.is_ready = fresh, self.is_ready or is_loaded
        self.answer_ended()

    def _close(self, close: Callable[[], None]) -> None:
        """End an engine, which may take a moment."""
        short_task("closing a model", close, self).start()

    def _take_added(self, step: object) -> None:
        if isinstance(step, Preparing):
            words = self.tr("checking, {percent} %").format(percent=int(100 * step.share))
            self._show(Working(step.name, words, step.share or None, can_stop=True))
        elif isinstance(step, Listed) and step.model.kind == "chat":
            self.listed = (*(one for one in self.listed if one.model.id != step.model.id), step)
            self.choose(step.model.id)

    def _take_listed(self, listed: object) -> None:
        assert isinstance(listed, tuple)
        self.listed = listed
        self.changed.emit()

    def _name(self, model_id: str) -> str:
        return next((one.model.name for one in self.listed if one.model.id == model_id), model_id)
