"""Where things are on disk: the only module that knows about platform folders and frozen builds."""

import os
import sys
import sysconfig
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
    if getattr(sys, "frozen", False):
        return Path(sys.executable).parent / "resources"
    return Path(__file__).parent.parent / "resources"


def shipped_models() -> Path:
    """The folder with the wheels that the default models are made from (see resources/default-models.lock)."""
    if getattr(sys, "frozen", False):
        return resources() / "models"
    return Path(sys.prefix) / "share" / "footnote"


def fonts() -> Path:
    """The folder with the serif for words of files."""
    if getattr(sys, "frozen", False):
        return resources() / "fonts"
    return Path(sysconfig.get_path("purelib")) / "font_source_serif_pro" / "files"


def scan_language_dirs() -> tuple[Path, ...]:
    """The folders with language data for reading scans that are there: the shipped one, then the system's."""
    shipped = resources() if getattr(sys, "frozen", False) else Path(sys.prefix) / "share"
    chosen = os.environ.get("TESSDATA_PREFIX")
    places = [shipped / "tessdata", *([Path(chosen), Path(chosen) / "tessdata"] if chosen else []), *_SYSTEM_TESSDATA]
    return tuple(place for place in places if place.is_dir())


def default_data_dir() -> Path:
    """Where the library, the settings and the models live unless `--data-dir` says otherwise."""
    return Path(platformdirs.user_data_dir(identity.NAME, appauthor=False))


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


def index_lock(data_dir: Path) -> Path:
    """Held by the one process that indexes into this data folder."""
    return data_dir / "index.lock"
