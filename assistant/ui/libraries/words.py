"""What is said of a library: what runs, how far it is, how long it takes, and what is to be known at rest."""

from dataclasses import dataclass
from time import monotonic

from assistant.services.ingest import FileDone, FilesFound, IngestEvent, ScansFound, VectorsMade
from assistant.services.libraries import Overview
from assistant.services.storing import PagesRead
from assistant.ui import wording
from assistant.ui.wording import tr

_ESTIMATE_S = 3.0
"""After so long it can be said how long the rest takes."""
_MINUTE_S = 60


@dataclass(slots=True)
class Progress:
    """What a job says of itself, event by event.

    Attributes:
        is_watch: nobody asked for it: how many files are looked at is of no interest.
        is_read: the text of its files is there; what follows can wait for other files.
        share: how far the present step is, 0 to 1.
        doing: what it does, in words.
    """

    is_watch: bool
    is_read: bool = False
    share: float = 0.0
    doing: str = ""
    _since: float = 0.0
    _first: int = -1

    def take(self, event: IngestEvent) -> None:
        """Go on with what happened."""
        match event:
            case FilesFound():
                self.share, self.doing = 0.0, tr("Reading…")
            case FileDone():
                self.share = event.done / max(1, event.files)
                self.doing = self._reading(event)
            case PagesRead():
                file = wording.file_name(event.path)
                self.doing = tr("{file}: page {page} of {pages}", file=file, page=event.page, pages=event.pages)
            case ScansFound():
                self.is_read, self.share, self.doing = True, 0.0, tr("Reading scans…")
            case VectorsMade():
                self.is_read, self.share = True, event.done / max(1, event.chunks)
                self.doing = self._meaning(event)

    def _reading(self, event: FileDone) -> str:
        if self.is_watch:
            return tr("Reading what changed…")
        if self.is_read:
            return tr("Reading scans: {done} of {files}", done=event.done, files=event.files)
        return tr("Reading {done} of {files} · search by words is ready", done=event.done, files=event.files)

    def _meaning(self, event: VectorsMade) -> str:
        now = monotonic()
        if not 0 <= self._first <= event.done:
            self._since, self._first = now, event.done  # the first of this run
        percent = int(100 * self.share)
        if now - self._since < _ESTIMATE_S or event.done == self._first:
            return tr("by words: ready · by meaning: {percent} %", percent=percent)
        left = (event.chunks - event.done) * (now - self._since) / (event.done - self._first)
        time = wording.duration(left) if left >= _MINUTE_S else tr("less than a minute")
        return tr("by words: ready · by meaning: {percent} % · {time} left", percent=percent, time=time)


def at_rest(one: Overview, *, is_started: bool) -> str:
    """What is to be said of a library that nothing is being done with; "" for nothing.

    Until the shelf is started the models are being prepared.
    """
    if one.is_away:
        return tr("Its folder is not there now. What was read of it can be asked about.")
    if not one.library.roots:
        return tr("Empty. Drop a folder on the window to fill it.")
    if one.gone == 1:
        return tr("1 of its files is gone. “Look for changes” takes it out.")
    if one.gone:
        return tr("{count} of its files are gone. “Look for changes” takes them out.", count=one.gone)
    if one.coverage.without_vectors and not is_started:
        return tr("by words: ready · by meaning: in a moment")
    if one.coverage.without_vectors:
        return tr("by words: ready · by meaning: not complete")
    return ""
