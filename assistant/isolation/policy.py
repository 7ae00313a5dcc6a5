"""What a child process may touch; given by whoever starts it, enforced by `lockdown` as far as the system can."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Policy:
    """What a child may touch besides the interpreter, its libraries and the system's libraries.

    Attributes:
        read_paths: files and folders that can be read.
        write_paths: folders that can be written (a child that makes files; all others write nothing).
        gpu: the device nodes and driver files of a GPU can be used.
        memory_bytes: most memory; address space on Linux, resident memory where that is not enforced and with a GPU,
            whose drivers reserve far more addresses than they use.
        socketpair: an unnamed pair of connected sockets can be made (a runtime that wakes itself through one).
        nice: how far the child steps back behind other processes, 0 to 19.
        environment: variables that are set before the child imports anything.
    """

    read_paths: tuple[str, ...] = ()
    write_paths: tuple[str, ...] = ()
    gpu: bool = False
    memory_bytes: int | None = None
    socketpair: bool = False
    nice: int = 0
    environment: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, object]:
        """What the child has to know of it, as JSON values."""
        return {
            "read_paths": [os.path.abspath(path) for path in self.read_paths],  # noqa: PTH100 - links stay as they are
            "write_paths": [os.path.abspath(path) for path in self.write_paths],  # noqa: PTH100
            "gpu": self.gpu,
            "memory_bytes": self.memory_bytes,
            "socketpair": self.socketpair,
            "nice": self.nice,
        }
