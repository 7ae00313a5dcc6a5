"""Why a child ended, in words: from its exit code and from the last it wrote to its error output."""

import re
import signal

from assistant.errors import ChildDied, ChildOutOfMemory

_NO_MEMORY = re.compile(
    r"std::bad_alloc|Cannot allocate memory|MemoryError|memory allocation of \d+ bytes failed|out of memory",
    re.IGNORECASE,
)
"""C++, the C library, Python and Rust, in this order."""

_ASSERTION = re.compile(r"GGML_ASSERT\([^\n]{1,160}|Assertion [^\n]{1,160} failed|panicked at [^\n]{1,160}")

_CRASHES = frozenset({"SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT", "SIGTRAP"})

_WINDOWS_CRASH = 0xC0000000
"""Exit codes from here on are NTSTATUS errors. Source: [MS-ERREF] section 2.3."""

_WINDOWS_NO_MEMORY = 0xC0000017


def death(name: str, exit_code: int, last_words: str) -> ChildDied | ChildOutOfMemory:
    """The error for a child that ended by itself.

    Args:
        name: of the child, for people.
        exit_code: as `subprocess` gives it: negative for a signal.
        last_words: the end of its error output.
    """
    if _NO_MEMORY.search(last_words) or exit_code & 0xFFFFFFFF == _WINDOWS_NO_MEMORY:
        return ChildOutOfMemory(name=name)
    return ChildDied(name=name, reason=_reason(exit_code, last_words))


def _reason(exit_code: int, last_words: str) -> str:
    asserted = _ASSERTION.search(last_words)
    if asserted:
        return "a check of its own failed: " + printable(asserted.group())
    if exit_code < 0:
        return _signal(-exit_code)
    if exit_code >= _WINDOWS_CRASH:
        return f"it crashed (0x{exit_code:08X})"
    return f"it ended with code {exit_code}"


def _signal(number: int) -> str:
    try:
        name = signal.Signals(number).name
    except ValueError:
        return f"it was ended by signal {number}"
    if name == "SIGKILL":
        return "it was killed by the system, often for lack of memory, or by another program"
    if name == "SIGSYS":
        return "it tried something that is forbidden to it (SIGSYS)"
    return f"it crashed ({name})" if name in _CRASHES else f"it was ended ({name})"


def printable(text: str, *, longest: int = 300) -> str:
    """Text from a child that may stand in a sentence: no control characters, not too long.

    Lone surrogates stay: a path whose bytes are no UTF-8 is written with them.
    """
    kept = "".join(letter if letter.isprintable() or "\ud800" <= letter <= "\udfff" else " " for letter in text)
    return kept.strip()[:longest]
