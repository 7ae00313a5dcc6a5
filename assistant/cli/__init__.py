"""The command line: the same services as the window's, each command with `--json`; one file a group of commands.

Results go to stdout, progress and notices to stderr. Exit code 0, also when nothing was found; 1 for an
`AssistantError`, its sentence on stderr; 2 for wrong usage; 130 after Ctrl-C.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant import paths
from assistant.cli import arguments
from assistant.cli.output import Output
from assistant.errors import AssistantError, Cancelled
from assistant.services.program import Program

Build = Callable[[Path, str | None], Program]


def run(argv: Sequence[str], build: Build) -> int:
    """Parse the arguments, build the program, run the command; gives the exit code."""
    options = arguments.parse(argv)
    output = Output(as_json=options.json)
    try:
        data_dir = Path(options.data_dir or paths.default_data_dir()).absolute()
        program = build(data_dir, getattr(options, "model", None))
        try:
            for notice in program.notices:
                output.note(str(notice))
            code: int = options.command(program, options, output)
            return code
        finally:
            program.close()
    except AssistantError as error:
        output.note(str(error))
        return 1
    except (KeyboardInterrupt, Cancelled):
        output.note("Stopped. What was done is kept; the same command goes on from here.")
        return 130
    except BrokenPipeError:
        # The reader of our output went away (| head): nothing is left to be said to anybody.
        sys.stdout = None  # the interpreter must not flush into the closed pipe
        return 0
