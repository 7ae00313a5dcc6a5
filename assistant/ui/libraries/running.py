"""The job that runs, as the shelf keeps it."""

from dataclasses import dataclass

from assistant.ui.libraries.jobs import Job
from assistant.ui.libraries.words import Progress
from assistant.ui.tasks import Task


@dataclass(slots=True, weakref_slot=True)  # its method is connected to a signal, which refers to it weakly
class Running:
    """A job and what is known of it.

    Attributes:
        is_stopped: it was asked to stop; what it still says is of no interest.
        then: what is to be done in its place once it has stopped.
        problem: why it failed.
    """

    job: Job
    task: Task
    progress: Progress
    is_stopped: bool = False
    then: Job | None = None
    problem: BaseException | None = None

    def keep_problem(self, problem: object) -> None:
        """It failed, and will end now."""
        assert isinstance(problem, BaseException)
        self.problem = problem
