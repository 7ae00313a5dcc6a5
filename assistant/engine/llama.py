"""llama.cpp itself, in the child: started once, its log kept, a model loaded and freed."""

import ctypes
import os
import re
import sys
import threading
from collections import deque
from functools import cache
from pathlib import Path
from typing import NoReturn

from llama_cpp import llama_cpp as low

from assistant.errors import ModelFileInvalid

KEPT_LOG_CHARACTERS = 8192
"""How much of the log is kept for the reason of an error; the same as isolation keeps of stderr."""

_NO_MEMORY = re.compile("allocate|insufficient memory|bad_alloc")
"""llama.cpp's "insufficient memory (attempted to allocate ...)", the system's "Cannot allocate memory", C++."""

_WARNING, _ERROR, _CONTINUED = 3, 4, 5  # enum ggml_log_level: NONE 0, DEBUG 1, INFO 2, WARN 3, ERROR 4, CONT 5


class _Log:
    """The last warnings and errors of llama.cpp, which has one log callback for the whole process."""

    def __init__(self) -> None:
        self._lines: deque[tuple[int, str]] = deque()
        self._size = 0
        self._level = 0
        self._lock = threading.Lock()
        # The callback object must live as long as llama.cpp may call it.
        self.callback = low.llama_log_callback(self._hear)

    def _hear(self, level: int, text: bytes | None, _data: object) -> None:
        if level != _CONTINUED:
            self._level = level
        if self._level not in (_WARNING, _ERROR) or not text:
            return
        line = text.decode("utf-8", "replace")[-KEPT_LOG_CHARACTERS:]
        with self._lock:
            self._lines.append((self._level, line))
            self._size += len(line)
            while self._size > KEPT_LOG_CHARACTERS:
                self._size -= len(self._lines.popleft()[1])

    def text(self, least: int = _WARNING) -> str:
        with self._lock:
            return "".join(line for level, line in self._lines if level >= least)

    def clear(self) -> None:
        with self._lock:
            self._lines.clear()
            self._size = 0


@cache
def _log() -> _Log:
    # Cached because llama.cpp's backend and log callback are global to the process: made once, never undone.
    log = _Log()
    low.llama_log_set(log.callback, ctypes.c_void_p(None))
    _load_processors(low._base_path)  # noqa: SLF001 - where the binding opened the libraries
    low.llama_backend_init()
    return log


def _load_processors(folder: Path) -> None:
    """In a build for many processors, have llama.cpp open the library for this one; any other build has it in.

    It is told the folder: by itself it would search the current one, where anybody could have put a library. It is
    told through the library that is open already: another copy would keep what it opens to itself.
    """
    if any(folder.glob("*ggml-cpu-*")):
        on_windows = sys.platform == "win32"
        library = ctypes.CDLL(str(folder / "ggml.dll")) if on_windows else low._lib  # noqa: SLF001
        library.ggml_backend_load_all_from_path(os.fsencode(folder))


def initialise() -> None:
    """Start llama.cpp in this process and keep its warnings; calling it again does nothing."""
    _log()


def last_errors() -> str:
    """The last warnings and errors of llama.cpp, `KEPT_LOG_CHARACTERS` at most, oldest first; "" without any."""
    return _log().text()


def first_error() -> str:
    """The first line of an error without the function's name in front, "" without any; later lines pass it on."""
    lines = [line.strip() for line in _log().text(_ERROR).splitlines() if line.strip()]
    return lines[0].split(": ", 1)[-1] if lines else ""


def refuse(name: str) -> NoReturn:
    """Tell why llama.cpp gave no model or context for a file: it says so only in its log.

    Raises:
        MemoryError: there is not enough.
        ModelFileInvalid: anything else.
    """
    if _NO_MEMORY.search(last_errors()):
        raise MemoryError(first_error())
    raise ModelFileInvalid(name=name, reason=first_error() or "the engine cannot use it")


class Model:
    """A loaded GGUF file.

    Attributes:
        pointer: `llama_model *`; false once closed.
        vocab: `const llama_vocab *`, valid as long as the model.
        name: for sentences; the file's unless another is given.
    """

    def __init__(self, path: Path, *, name: str = "", mmap: bool = True, check_tensors: bool = False) -> None:
        """Load the file; with `check_tensors` every block of weights is looked at for NaN and infinity.

        That check starts a thread for each tensor, which does not fit under a limit on address space.

        Raises:
            ModelFileInvalid: llama.cpp refuses it.
            MemoryError: there is not enough for it.
        """
        initialise()
        _log().clear()
        self.name = name or path.name
        parameters = low.llama_model_default_params()
        parameters.n_gpu_layers = 0
        # `use_mmap` is gone, and ctypes would accept it silently.
        parameters.load_mode = low.LLAMA_LOAD_MODE_MMAP if mmap else low.LLAMA_LOAD_MODE_NONE
        parameters.check_tensors = check_tensors
        self.pointer = low.llama_model_load_from_file(os.fsencode(path), parameters)
        if not self.pointer:  # NULL comes back as a false ctypes pointer or as None
            refuse(self.name)
        self.vocab = low.llama_model_get_vocab(self.pointer)

    def close(self) -> None:
        """Free the model; contexts made from it must be freed before. Calling it again does nothing."""
        if self.pointer:
            low.llama_model_free(self.pointer)
            self.pointer = None
