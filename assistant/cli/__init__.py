"""The command line: the same services as the window's, each command with `--json`; one file a group of commands.

Results go to stdout, progress and notices to stderr. Exit code 0, also when nothing was found; 1 for an
`AssistantError`, its sentence on stderr; 2 for wrong usage; 130 after Ctrl-C.
"""

import argparse
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
    stopped = "Stopped."
    output = Output(as_json=False)
    try:
        options = _parsed(argv, output)
        stopped, output = options.stopped, Output(as_json=options.json)
        return _done(options, output, build)
    except AssistantError as error:
        output.note(str(error))
        return 1
    except (KeyboardInterrupt, Cancelled):
        output.note(stopped)
        return 130
    except BrokenPipeError:
        # The reader of our output went away (| head): nothing is left to be said to anybody.
        return 0


def _parsed(argv: Sequence[str], output: Output) -> argparse.Namespace:
    try:
        return arguments.parse(argv)
    except SystemExit as ended:
        if not ended.code:
            output.piece("")  # --help and --version end here: say so if what they printed could not be written
        raise


def _done(options: argparse.Namespace, output: Output, build: Build) -> int:
    """Build the program and run the command; whatever happens, its children and databases are closed."""
    data_dir = Path(options.data_dir or paths.default_data_dir()).absolute()
    program = build(data_dir, getattr(options, "model", None))
    try:
        for notice in program.notices:
            output.note(str(notice))
        code: int = options.command(program, options, output)
        return code
    finally:
        program.close()
