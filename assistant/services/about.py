"""What is shipped with the program, and under which licences."""

import json
from dataclasses import dataclass

from assistant import paths
from assistant.errors import SelfTestFailed


@dataclass(frozen=True, slots=True)
class Licence:
    """A part of what is shipped.

    Attributes:
        what: what it is needed for.
        licence: the licence's short name.
        text: all of its licence texts.
    """

    name: str
    what: str
    licence: str
    text: str


def licences() -> tuple[Licence, ...]:
    """Everything shipped that others made, by name; reads about a megabyte.

    Raises:
        SelfTestFailed: the files are not there; the installation is not whole.
    """
    folder = paths.resources() / "licences"
    try:
        entries = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        return tuple(
            Licence(
                entry["name"],
                entry["what"],
                entry["licence"],
                "\n\n".join((folder / name).read_text(encoding="utf-8") for name in entry["files"]),
            )
            for entry in entries
        )
    except (OSError, ValueError, KeyError) as error:
        raise SelfTestFailed(what="The licences of what is shipped are missing") from error
