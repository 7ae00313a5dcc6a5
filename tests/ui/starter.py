"""Starts as the program does, as far as being the only window: says what became of it, then what it hears.

`python -m tests.ui.starter DATA_DIR [PATH...]`: "first" and then each call as a line of JSON, or "handed over".
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from assistant import isolation
from assistant.ui.single_instance import SingleInstance


def main():
    isolation.deny_network()
    application = QCoreApplication(sys.argv[:1])
    instance = SingleInstance(Path(sys.argv[1]))
    if not instance.claim([os.fsencode(path) for path in sys.argv[2:]], within_s=5.0):
        say("handed over")
        return 0
    instance.called.connect(lambda paths: say(json.dumps([os.fsdecode(path) for path in paths])))
    say("first")
    return application.exec()


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
