"""Where things are on disk: the only module that knows about platform folders and frozen builds."""

import os
import sys
import sysconfig
import warnings
from pathlib import Path

import platformdirs

from assistant import identity

_SYSTEM_TESSDATA = tuple(
    Path(place)
    for place in (
        "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata",
        "/opt/homebrew/share/tessdata", "C:/Program Files/Tesseract-OCR/tessdata",
    )
)  # fmt: skip
"""Where Debian, Fedora, a build from source, Homebrew and the Windows installer put it."""


def resources() -> Path:
    """The folder with catalogue, licences and the files of the token coding."""
    return Path(__file__).parent.parent / "resources"  # of a frozen build as well


def shipped_models() -> Path:
    """The folder with the wheels that the default models are made from (see resources/default-models.lock)."""
    return Path(sys.prefix) / "share" / "footnote"  # the prefix of a frozen build is the folder of all its files


def fonts() -> Path:
    """The folder with the serif for words of files."""
    packages = sys.prefix if getattr(sys, "frozen", False) else sysconfig.get_path("purelib")
    return Path(packages) / "font_source_serif_pro" / "files"


def scan_language_dirs() -> tuple[Path, ...]:
    """The folders with language data for reading scans that are there: the shipped one, then the system's."""
    shipped = Path(sys.prefix) / "share" / "tessdata"
    chosen = os.environ.get("TESSDATA_PREFIX")
    places = [shipped, *([Path(chosen), Path(chosen) / "tessdata"] if chosen else []), *_SYSTEM_TESSDATA]
    return tuple(place for place in places if place.is_dir())


def default_data_dir() -> Path:
    """Where the library, the settings and the models live unless `--data-dir` says otherwise.

    The folder that was chosen in the window, or the usual one.
    """
    try:
        chosen = Path(os.fsdecode(data_dir_choice().read_bytes()))
    except (OSError, ValueError):
        return usual_data_dir()
    return chosen if chosen.is_absolute() and "\0" not in str(chosen) else usual_data_dir()


def usual_data_dir() -> Path:
    """The data folder when nobody chose one."""
    return Path(platformdirs.user_data_dir(identity.NAME, appauthor=False))


def data_dir_choice() -> Path:
    """The file that holds the path of the data folder that was chosen, as bytes."""
    return Path(platformdirs.user_config_dir(identity.NAME, appauthor=False)) / "data-folder"


def runtime_dir() -> Path:
    """A folder for sockets that this user alone can enter.

    Raises:
        PermissionError: there is none: another user took its place.
    """
    with warnings.catch_warnings():
        # It says where it fell back to when the session has no such folder; the fallback is checked just as well.
        warnings.simplefilter("ignore", platformdirs.RuntimeDirWarning)
        return Path(platformdirs.user_runtime_dir(identity.NAME, appauthor=False, ensure_exists=True))


def models_dir(data_dir: Path) -> Path:
    """Where model files are kept; `ASSISTANT_MODELS` shares converted models between data folders (tests)."""
    shared = os.environ.get("ASSISTANT_MODELS")
    return Path(shared) if shared else data_dir / "models"


def app_database(data_dir: Path) -> Path:
    """Conversations, libraries, what the user made: cannot be made again."""
    return data_dir / "app.db"


def index_database(data_dir: Path) -> Path:
    """Texts, words and vectors of the documents: can be made again from the files."""
    return data_dir / "index.db"


def settings_file(data_dir: Path) -> Path:
    """The settings, one JSON file."""
    return data_dir / "settings.json"


def models_file(data_dir: Path) -> Path:
    """The models that were added, one JSON file; the model files themselves stay where they are."""
    return data_dir / "models.json"


def window_file(data_dir: Path) -> Path:
    """How the window stood when it was closed, one JSON file."""
    return data_dir / "window.json"


def window_lock(data_dir: Path) -> Path:
    """Held by the one window that is open on this data folder."""
    return data_dir / "window.lock"


def index_lock(data_dir: Path) -> Path:
    """Held by the one process that indexes into this data folder."""
    return data_dir / "index.lock"
