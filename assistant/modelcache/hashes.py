"""SHA-256 of model files, and what the default models hashed to when they were made."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant import settings
from assistant.errors import ModelFileMissing

_PIECE_BYTES = 4 << 20
_RECORD = "made.json"


class Hashing:
    """The hash of some files' bytes, one after the other: iterate to the end, then take `hexdigest`."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self._digest = hashlib.sha256()

    @property
    def hexdigest(self) -> str:
        """Of what was read so far."""
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[float]:
        """Read the files; yields the share read so far, 0 to 1.

        Raises:
            ModelFileMissing: one is not there or cannot be read.
        """
        read, current = 0, self._files[0]
        try:
            size = sum(path.stat().st_size for path in self._files)
            for current in self._files:
                # Without O_NONBLOCK a pipe put in the model's place would hold us for ever.
                flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
                with os.fdopen(os.open(current, flags), "rb", buffering=0) as stream:
                    while piece := stream.read(_PIECE_BYTES):
                        self._digest.update(piece)
                        read += len(piece)
                        yield min(1.0, read / max(size, 1))
        except OSError as error:
            raise ModelFileMissing(path=str(current)) from error


def recorded(models_dir: Path) -> Mapping[str, str]:
    """What the default models hashed to when they were made, by id; a record that cannot be read is none."""
    try:
        found = json.loads((models_dir / _RECORD).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def record(models_dir: Path, model_id: str, digest: str) -> None:
    """Remember what a default model hashes to.

    Raises:
        DiskFull: no space is left.
        DataFolderUnusable: the folder cannot be written.
    """
    settings.write_json({**recorded(models_dir), model_id: digest}, models_dir / _RECORD)
