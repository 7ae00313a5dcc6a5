"""Asking from the window: one question at a time, its events put into the transcript as they come."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from assistant.errors import AssistantError
from assistant.pipeline.about_answer import is_about_answer
from assistant.records import Passage, Quote
from assistant.services import chat, keep, models, sources
from assistant.services.ask import AnswerReady, PassagesFound, QuotesFound
from assistant.services.cancel import Cancel
from assistant.services.draft import TextArrived, ThoughtArrived
from assistant.services.keep import Manner, Understood
from assistant.services.program import Program
from assistant.ui import wording
from assistant.ui.chat.exchange import Exchange, Stage
from assistant.ui.chat.scope import Chosen, ScopeChoice, ScopeKind
from assistant.ui.chat.transcript import Transcript
from assistant.ui.tasks import Task


@dataclass(frozen=True, slots=True)
class NearestFound:
    """The sentences that come nearest to a question that the documents do not answer."""

    quotes: tuple[Quote, ...]


class Answering(QObject):
    """Runs questions and messages of the conversation on screen.

    Signals:
        running(bool): an answer is being made, or no longer.
        kept(int): the conversation on screen has this id now.
        failed(object): a mistake of ours ended the answer; errors of the world are shown in it.
    """

    running = Signal(bool)
    kept = Signal(int)
    failed = Signal(object)

    def __init__(self, program: Program, transcript: Transcript, choice: ScopeChoice, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._transcript, self._choice = program, transcript, choice
        self._task: Task | None = None
        self.conversation: int | None = None

    @property
    def is_running(self) -> bool:
        """True while an answer is being made."""
        return self._task is not None

    def send(self, text: str, *, in_place_of_last: bool = False) -> None:
        """Put a question to what is chosen, or a message to the model.

        Args:
            text: as the person wrote it.
            in_place_of_last: the last question was edited: this takes its place. What is stored stays.
        """
        if self._task is not None:
            return
        chosen = self._choice.now()
        exchange = self._begun(text, chosen, before=-2 if in_place_of_last else -1)
        if in_place_of_last:
            exchange.is_kept = self._transcript.exchanges[-1].is_kept
        add = self._transcript.replace_last if in_place_of_last else self._transcript.add
        self._answer(exchange, add(exchange), chosen, Manner(is_edited=exchange.is_kept))

    def again(self, place: int) -> None:
        """Ask the same once more, as a new exchange: the first answer stays, and another one is wanted."""
        before = self._transcript.exchanges[place]
        chosen = self._choice.now() if before.from_documents else Chosen(ScopeKind.CHAT)
        if before.from_documents and chosen.kind is ScopeKind.CHAT:
            chosen = Chosen(ScopeKind.DOCUMENTS)  # chosen since: that is for another question
        self._ask_anew(before, chosen)

    def everywhere(self, place: int) -> None:
        """Ask the same of all documents."""
        self._ask_anew(self._transcript.exchanges[place], Chosen(ScopeKind.DOCUMENTS))

    def of_model(self, place: int) -> None:
        """Ask the model the same, without documents."""
        self._ask_anew(self._transcript.exchanges[place], Chosen(ScopeKind.CHAT))

    def stop(self) -> None:
        """Stop what is being written; it stays as far as it came."""
        if self._task is not None:
            self._task.cancel()

    def end(self, timeout_s: float) -> None:
        """Stop and wait, for closing the program."""
        if self._task is not None:
            self._task.cancel()
            self._task.wait(timeout_s)

    def leave(self) -> None:
        """Another conversation comes on screen: what is being written is kept, and not shown any more."""
        if self._task is not None:
            self._task.drop()
            self._task = None
            self.running.emit(False)
        self.conversation = None

    # --- one answer

    def _begun(self, text: str, chosen: Chosen, *, before: int) -> Exchange:
        """The exchange for a message: a request about the answer `before` goes to the model, and says so."""
        exchanges = self._transcript.exchanges
        last = exchanges[before] if len(exchanges) >= -before else None
        is_about = last is not None and last.has_answer and not last.is_erased and is_about_answer(text)
        from_documents = chosen.kind is not ScopeKind.CHAT and not is_about
        return Exchange(
            text,
            from_documents,
            is_about_answer=is_about,
            searched_in=chosen.name if from_documents else "",
            model=self._program.chat_model.name,
        )

    def _ask_anew(self, before: Exchange, chosen: Chosen) -> None:
        if self._task is not None:
            return
        exchange = Exchange(
            before.question,
            chosen.kind is not ScopeKind.CHAT,
            is_about_answer=before.is_about_answer,
            searched_in=chosen.name,
            model=self._program.chat_model.name,
        )
        # What was not answered is not to be answered in other words.
        is_again = before.has_answer and not before.stopped and before.from_documents == exchange.from_documents
        self._answer(exchange, self._transcript.add(exchange), chosen, Manner(is_repeat=True, is_again=is_again))

    def _answer(self, exchange: Exchange, place: int, chosen: Chosen, manner: Manner) -> None:
        manner = replace(manner, is_about_answer=exchange.is_about_answer, searched_in=exchange.searched_in)
        about = exchange.question, self.conversation, manner
        if exchange.from_documents:
            task = Task(partial(self._asked, *about, chosen), name="answering", parent=self)
        else:
            task = Task(partial(self._chatted, *about), name="chatting", parent=self)
        self._task = task
        task.item.connect(partial(self._take, exchange, place))
        task.failed.connect(partial(self._fail, exchange, place))
        task.ended.connect(partial(self._ended, exchange, place, task))
        self.running.emit(True)
        task.start()

    def _asked(
        self, question: str, conversation: int | None, manner: Manner, chosen: Chosen, cancel: Cancel
    ) -> Iterator[object]:
        """In the thread."""
        program = self._program
        models.wait_until_made(program, cancel=cancel)
        passages: tuple[Passage, ...] = ()
        scope = chosen.scope(program)
        events = keep.ask_kept(
            program, question, scope, conversation=conversation, manner=manner, cancel=cancel
        )
        with closing(events):
            for event in events:
                if isinstance(event, PassagesFound):
                    passages = event.passages
                yield event
                if isinstance(event, QuotesFound) and not event.quotes:
                    yield NearestFound(sources.nearest(question, passages))

    def _chatted(
        self, message: str, conversation: int | None, manner: Manner, cancel: Cancel
    ) -> Iterator[object]:
        """In the thread."""
        models.wait_until_made(self._program, cancel=cancel)
        with closing(chat.reply(self._program, message, conversation, manner=manner, cancel=cancel)) as events:
            yield from events

    def _take(self, exchange: Exchange, place: int, event: object) -> None:
        match event:
            case Understood():
                self._keep(exchange, event.conversation)
                exchange.understood = event.question if event.question != exchange.question else ""
            case PassagesFound():
                exchange.take_passages(event.coverage, found=event.found)
            case QuotesFound():
                exchange.take_quotes(event.quotes)
                self._announce_quotes(exchange)
            case NearestFound():
                exchange.take_nearest(event.quotes)
            case TextArrived():
                exchange.take_text(event.text, event.checked)
            case ThoughtArrived():
                exchange.thoughts += 1
            case AnswerReady():
                exchange.take_answer(event.answer)
                self._transcript.announce(exchange.text)
            case _:
                self._take_reply(exchange, event)
        self._transcript.changed(place, at_once=not isinstance(event, TextArrived | ThoughtArrived))

    def _take_reply(self, exchange: Exchange, event: object) -> None:
        match event:
            case chat.Started():
                self._keep(exchange, event.conversation)
                exchange.writes_language = event.writes_language
            case chat.HistoryTrimmed():
                exchange.turns_left_out = event.left_out
            case chat.ReplyReady():
                exchange.text, exchange.tail, exchange.stopped = event.text, "", event.stopped
                exchange.stage = Stage.DONE
                self._transcript.announce(event.text)

    def _announce_quotes(self, exchange: Exchange) -> None:
        found = self.tr("Not in your documents.") if exchange.found is False else self.tr("Nothing found yet.")
        if exchange.quotes:
            found = self.tr("Found in your documents")
        self._transcript.announce(" ".join([found, *(source.text or "" for source in exchange.sources[:1])]))

    def _keep(self, exchange: Exchange, conversation: int | None) -> None:
        exchange.is_kept = conversation is not None
        if conversation is not None and self.conversation is None:
            self.conversation = conversation
            self.kept.emit(conversation)

    def _fail(self, exchange: Exchange, place: int, error: object) -> None:
        assert isinstance(error, BaseException)
        if isinstance(error, AssistantError):
            exchange.fail(error)
        else:
            exchange.fail(AssistantError())
            self.failed.emit(error)
        self._transcript.changed(place)
        self._transcript.announce(wording.sentence(error))

    def _ended(self, exchange: Exchange, place: int, task: Task) -> None:
        if self._task is not task:
            return  # left meanwhile
        if not exchange.is_over:
            exchange.stage, exchange.stopped = Stage.DONE, "cancelled"
        self._transcript.changed(place, at_once=True)
        self._task = None
        self.running.emit(False)
