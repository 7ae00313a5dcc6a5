"""How a library is, as the window shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LibraryState:
    """A library in the sidebar.

    Attributes:
        read, files: files that can be searched, and all that are known.
        failed: files that could not be read.
        share: how far what runs is, 0 to 1; None when nothing runs.
        doing: what runs, or what is to be known, in words; "" for nothing to say.
        is_away: its disk or folder is not there.
        is_paused: reading was stopped and can go on.
        is_waiting: its turn comes.
        is_leaving: it is being removed, or will be.
    """

    name: str
    read: int = 0
    files: int = 0
    failed: int = 0
    share: float | None = None
    doing: str = ""
    is_away: bool = False
    is_paused: bool = False
    is_waiting: bool = False
    is_leaving: bool = False

    @property
    def is_busy(self) -> bool:
        """True while something is done with it, or will be."""
        return self.share is not None or self.is_waiting or self.is_paused
