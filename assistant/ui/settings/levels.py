"""What a process gave up, in the person's language: `isolation` tells it in English, for the self-test."""

import re

from assistant.ui.wording import tr

_NUMBER = re.compile(r"\d+(?= MB)|(?<=Landlock )\d+")


def in_words(reached: str) -> str:
    """The same in the person's language; what is not known here stands as it is."""
    found = _NUMBER.search(reached)
    number = found.group() if found else ""
    return _known(number).get(reached.replace(number, "{number}") if number else reached, reached)


def _known(number: str) -> dict[str, str]:
    """Every text of `isolation` with its translation."""
    return {
        "no internet sockets (seccomp)": tr("no internet sockets (seccomp)"),
        "no sockets of any kind (seccomp)": tr("no sockets of any kind (seccomp)"),
        "no sockets but an unnamed pair (seccomp)": tr("no sockets but an unnamed pair (seccomp)"),
        "none (sandbox)": tr("none (sandbox)"),
        "reads only the program and what it was handed, writes nothing (Landlock {number})": tr(
            "reads only the program and what it was handed, writes nothing (Landlock {number})", number=number
        ),
        "reading is not limited: this kernel has no Landlock; files cannot grow (RLIMIT_FSIZE)": tr(
            "reading is not limited: this kernel has no Landlock; files cannot grow (RLIMIT_FSIZE)"
        ),
        "reads no personal folders but what it was handed, writes nothing (sandbox)": tr(
            "reads no personal folders but what it was handed, writes nothing (sandbox)"
        ),
        "starts no program and no process (seccomp)": tr("starts no program and no process (seccomp)"),
        "starts no program and no process (sandbox)": tr("starts no program and no process (sandbox)"),
        "starts no process (job object)": tr("starts no process (job object)"),
        "none to other processes (seccomp)": tr("none to other processes (seccomp)"),
        "none to other processes (sandbox)": tr("none to other processes (sandbox)"),
        "{number} MB of address space (RLIMIT_AS)": tr("{number} MB of address space (RLIMIT_AS)", number=number),
        "{number} MB resident, watched by the program": tr(
            "{number} MB resident, watched by the program", number=number
        ),
        "{number} MB (job object)": tr("{number} MB (job object)", number=number),
        "not limited": tr("not limited"),
        "not limited on this system": tr("not limited on this system"),
        "not limited: this kernel has no seccomp filters": tr("not limited: this kernel has no seccomp filters"),
        "not limited: macOS allows one sandbox, and the helper processes need theirs": tr(
            "not limited: macOS allows one sandbox, and the helper processes need theirs"
        ),
    }
