"""What the window leaves in its data folder: the lock that makes it the only one there, and how it stood."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant import paths, settings
from assistant.store.lock import WindowLock

__all__ = ["WindowLock", "WindowState", "keep", "kept"]

_LONGEST = 10_000  # bytes of the file


@dataclass(frozen=True, slots=True)
class WindowState:
    """How the window stood when it was closed.

    Attributes:
        geometry: the toolkit's own description of size, place and screen, in base64; "" for none.
        panes: widths of the list and of the page, in pixels of the window; empty for none.
        has_sidebar: the list at the side was not folded away.
        has_begun: the first minute was over: there was something in the list.
        conversation: the one on screen; 0 for none.
    """

    geometry: str = ""
    panes: tuple[int, ...] = ()
    has_sidebar: bool = True
    has_begun: bool = False
    conversation: int = 0


def kept(data_dir: Path) -> WindowState:
    """How the window stood; as new when nothing that can be used was kept: nobody would miss it."""
    try:
        with paths.window_file(data_dir).open("rb") as file:
            values = json.loads(file.read(_LONGEST))
        geometry, panes = str(values["geometry"]), tuple(int(width) for width in values["panes"])
        begun, conversation = bool(values.get("has_begun")), int(values.get("conversation", 0))
        return WindowState(geometry, panes, bool(values["has_sidebar"]), begun, conversation)
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return WindowState()


def keep(data_dir: Path, state: WindowState) -> None:
    """Write down how the window stands; errors are those of `settings.write_json`."""
    settings.write_json(asdict(state), paths.window_file(data_dir))
