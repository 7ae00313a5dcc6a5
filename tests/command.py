"""The command line as a subprocess, the way a person starts it."""

import json
import subprocess
import sys

COMMAND = [sys.executable, "-P", "-m", "assistant"]


class Footnote:
    """Commands on one data folder."""

    def __init__(self, data_dir):
        self.data_dir = data_dir

    def __call__(self, *arguments, code=0, **options):
        """Run it; the finished process, whose exit code has to be `code` and which never shows a traceback."""
        done = subprocess.run(
            [*COMMAND, *arguments, "--data-dir", str(self.data_dir)],
            capture_output=True, text=True, encoding="utf-8", timeout=240, check=False, **options,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
        return done

    def json(self, *arguments, **options):
        """The one object a command prints."""
        lines = self.lines(*arguments, **options)
        assert len(lines) == 1, lines
        return lines[0]

    def lines(self, *arguments, **options):
        """Every object a command prints, each on one ASCII line."""
        done = self(*arguments, "--json", **options)
        assert done.stdout.isascii()
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start(self, *arguments, **options):
        """Start it and go on; the caller ends it."""
        return subprocess.Popen(
            [*COMMAND, *arguments, "--data-dir", str(self.data_dir)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            **options,
        )
