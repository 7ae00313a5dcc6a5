"""`footnote chat`: a conversation with the model alone; one message, or a loop on a terminal."""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from types import FrameType

from assistant.cli.asking import stopped_text
from assistant.cli.indexing import prepare_models
from assistant.cli.output import Output, counted
from assistant.errors import ChildError, ModelError, StorageError
from assistant.pipeline.transcript import FROM_MODEL
from assistant.services import chat as chatting
from assistant.services import conversations
from assistant.services.cancel import Cancel
from assistant.services.chat import ChatEvent, HistoryTrimmed, ReplyReady, Started
from assistant.services.draft import TextArrived, ThoughtArrived
from assistant.services.program import Program

_MESSAGE_BYTES = 4_000_000
"""More than any model's context holds; what is longer is not worth counting to the last word."""


def chat(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Answer the message, or those that are typed until an empty line or the end of the input."""
    wanted = options.conversation
    conversation = None if wanted is None else conversations.chosen(program, wanted).id
    talk = _Talk(program, output, conversation)
    if options.message is None and not output.as_json and _is_terminal():
        prepare_models(program, output)
        talk.loop()
        return 0
    message = _from_input() if options.message is None else options.message
    chatting.require_text(message)  # said before anything is prepared for nothing
    prepare_models(program, output)
    talk.say(message, Cancel())
    return 0


class _Talk:
    """One conversation, shown as it goes on."""

    def __init__(self, program: Program, output: Output, conversation: int | None) -> None:
        self._program, self._output = program, output
        self._conversation = conversation
        self._thought = 0

    def loop(self) -> None:
        """Ask for messages; Ctrl-C stops the answer, at the prompt the loop."""
        self._output.aside(f"{self._program.chat_model.name}. An empty line ends the conversation.")
        while message := self._typed():
            cancel = Cancel()
            try:
                with _stopping(cancel):
                    self.say(message, cancel)
            except (ChildError, ModelError, StorageError) as error:
                self._output.note(str(error))  # the next message may fare better

    def _typed(self) -> str:
        """What the user types at the prompt; "" for an empty line, the end of the input and Ctrl-C."""
        try:
            typed = input("> ")
        except (EOFError, KeyboardInterrupt):
            self._output.line()
            return ""
        return typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()

    def say(self, message: str, cancel: Cancel) -> None:
        """Send a message and show the answer."""
        events = chatting.reply(self._program, message, self._conversation, cancel=cancel)
        with closing(events):  # ended before the databases are: a reader that goes away (| head) loses nothing
            for event in events:
                self._show(event)

    def _show(self, event: ChatEvent) -> None:
        output, name = self._output, self._program.chat_model.name
        match event:
            case Started():
                self._conversation = event.conversation
                if not event.writes_language:
                    output.note(f"{name} does not write the language of this message well.")
            case HistoryTrimmed():
                said = counted(event.left_out, "message")
                output.note(f"The first {said} of this conversation no longer fit this model and were left out.")
            case ThoughtArrived():
                self._thought += 1
                output.progress(f"{name} is thinking", self._thought, self._program.settings.thinking_tokens)
            case TextArrived() if not output.as_json:
                output.written(event.text)
            case ReplyReady():
                self._finish(event)

    def _finish(self, event: ReplyReady) -> None:
        output, self._thought = self._output, 0
        stopped = stopped_text(event.stopped)
        if output.as_json:
            output.record({
                "conversation": self._conversation,
                "answer": event.text,
                "stopped": stopped or None,
                "model": self._program.chat_model.id,
                "left_out_turns": event.left_out,
                "source": "model",
            })
            return
        if event.text:
            output.line()
        if stopped:
            output.note(stopped)
        if event.text:
            output.aside(FROM_MODEL)


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()


def _from_input() -> str:
    if sys.stdin is None:
        return ""
    return sys.stdin.buffer.read(_MESSAGE_BYTES).decode("utf-8-sig", "replace")


@contextmanager
def _stopping(cancel: Cancel) -> Iterator[None]:
    """Ctrl-C stops the answer that is being written; the second one everything, as elsewhere."""

    def stop(number: int, frame: FrameType | None) -> None:
        if cancel.is_set:
            signal.default_int_handler(number, frame)
        cancel.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
