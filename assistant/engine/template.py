"""The chat template of a GGUF: a program in Jinja by somebody unknown, run in the child and under a deadline.

Jinja's sandbox keeps a template from reaching Python's insides, not from looping: `2 ** (10 ** 9)` and
`'%1000000000d' % 1` never leave C code, so no signal handler and no Python thread can end them. `faulthandler` can:
its watchdog is a C thread that needs no lock of Python's. It ends the process, and our side, which was told that a
template is running, says so. Memory is limited by the address space of the child.
"""

import faulthandler
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NoReturn

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.errors import ChatTemplateRefused
from assistant.records import Message

DEADLINE_S = 3.0
"""A long template of a published model takes 40 ms, compiling included; a busy machine may need ten times that."""

_MOST_ADDED = 1 << 18
"""Characters that a template may add to the messages; published ones add some hundred, tools left out."""

_PLAIN_STOPS = ("\nUser:", "\nSystem:")

# What a template's own faults come out as: its operators and filters run real Python.
_FAULTS = (
    jinja2.TemplateError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NameError,
    RuntimeError, StopIteration, SyntaxError, TypeError, ValueError,
)  # fmt: skip


class ChatTemplate:
    """Turns messages into the text of a prompt.

    Attributes:
        stops: texts that end an answer, beside the model's own end tokens.
    """

    def __init__(
        self, source: str | None, *, name: str, begin: str = "", end: str = "", deadline_s: float = DEADLINE_S
    ) -> None:
        """Remember the template; it is compiled with the first prompt, because compiling computes constants.

        Args:
            source: the Jinja text; None for a model without one, which gets a plain format.
            name: the model's name for sentences.
            begin: what templates call `bos_token`.
            end: what templates call `eos_token`.
            deadline_s: after that many seconds of one rendering the process ends.
        """
        self._source = source
        self._name = name
        self._tokens = {"bos_token": begin, "eos_token": end}
        self._deadline_s = deadline_s
        self._compiled: jinja2.Template | None = None
        self._takes_system = True
        self.stops: tuple[str, ...] = () if source else _PLAIN_STOPS

    def text(self, messages: Sequence[Message]) -> str:
        """The prompt, with the beginning of the answer's turn at its end.

        A template that refuses or drops a system message gets its text in front of the first user message.

        Raises:
            ChatTemplateRefused: it fails, asks for too much memory or writes far more than it was given.
        """
        if self._source is None:
            return _plain(messages)
        with _deadline(self._deadline_s):
            try:
                return self._rendered(self._source, messages)
            except _FAULTS as error:
                raise ChatTemplateRefused(name=self._name, reason=_reason(error)) from error

    def _rendered(self, source: str, messages: Sequence[Message]) -> str:
        if self._compiled is None:
            self._compiled = _environment().from_string(source)
            self._takes_system = self._shows_system(self._compiled)
        text = self._render(self._compiled, messages if self._takes_system else _folded(messages))
        if len(text) > sum(len(message.text) for message in messages) * 2 + _MOST_ADDED:
            raise ValueError("it writes far more than the messages")
        return text

    def _shows_system(self, template: jinja2.Template) -> bool:
        trial = (Message("system", "Be brief 4711."), Message("user", "Hello."))
        try:
            return trial[0].text in self._render(template, trial)
        except jinja2.TemplateError:
            return False

    def _render(self, template: jinja2.Template, messages: Sequence[Message]) -> str:
        return template.render(
            messages=[{"role": message.role, "content": message.text} for message in messages],
            add_generation_prompt=True,
            enable_thinking=False,  # models that can think aloud: the answer is wanted, and soon
            tools=None,
            documents=None,
            **self._tokens,
        )


def _plain(messages: Sequence[Message]) -> str:
    names = {"system": "System", "user": "User", "assistant": "Assistant"}
    turns = [f"{names.get(message.role, 'User')}: {message.text.strip()}\n" for message in messages]
    return "".join(turns) + "Assistant:"


def _folded(messages: Sequence[Message]) -> list[Message]:
    system = "\n\n".join(message.text for message in messages if message.role == "system")
    rest = [message for message in messages if message.role != "system"]
    if not system:
        return rest
    for place, message in enumerate(rest):
        if message.role == "user":
            return [*rest[:place], Message("user", f"{system}\n\n{message.text}"), *rest[place + 1 :]]
    return [Message("user", system), *rest]


def _reason(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "it asks for too much memory"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    said = " ".join(str(error).split())[:200].rstrip(".")
    return said or type(error).__name__


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    try:
        faulthandler.dump_traceback_later(seconds, exit=True, file=sys.__stderr__ or 2)
    except RuntimeError as error:  # no room for the watchdog's stack; without it nothing is rendered
        raise MemoryError(str(error)) from error
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


class _Generation(Extension):
    """`{% generation %}`: marks the assistant's text for training; here its content alone counts."""

    tags = {"generation"}  # noqa: RUF012 - jinja2 declares it so

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _environment() -> ImmutableSandboxedEnvironment:
    # Source of the settings and names: transformers, utils/chat_template_utils.py, which templates are written for.
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols, _Generation]
    )
    environment.filters["tojson"] = _to_json
    environment.globals["raise_exception"] = _raise_exception
    environment.globals["strftime_now"] = _strftime_now
    return environment


def _to_json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _raise_exception(message: object) -> NoReturn:
    raise jinja2.TemplateError(str(message))


def _strftime_now(layout: str) -> str:
    return datetime.now().astimezone().strftime(layout)
