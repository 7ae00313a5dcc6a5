"""Choosing another data folder: remembered outside of it, in the place where the system keeps settings."""

import os
from pathlib import Path

from assistant import paths
from assistant.errors import DataFolderUnusable


def choose(folder: Path) -> None:
    """Use this data folder from the next start on; nothing is moved.

    Raises:
        DataFolderUnusable: it cannot be written, or the choice cannot be kept.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise DataFolderUnusable(path=str(folder), reason="it cannot be written")
        choice = paths.data_dir_choice()
        choice.parent.mkdir(parents=True, exist_ok=True)
        choice.write_bytes(os.fsencode(folder))
    except OSError as error:
        raise DataFolderUnusable(path=str(folder), reason=error.strerror or "unknown") from error
