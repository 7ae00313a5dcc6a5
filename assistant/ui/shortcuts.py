"""The keys of the program, all of them in one table: the window obeys it, and the dialog shows it."""

from dataclasses import dataclass

from assistant.ui.wording import tr


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys and what they do.

    Attributes:
        keys: as Qt names them ("Ctrl+N"); each of them does it.
        text: what happens, in the person's language.
        does: the window's name for it; "" where the part that has the focus obeys by itself.
    """

    keys: tuple[str, ...]
    text: str
    does: str = ""


def groups() -> tuple[tuple[str, tuple[Shortcut, ...]], ...]:
    """All keys by what they are about, in the order they are shown."""
    return (
        (
            tr("Asking"),
            (
                Shortcut(("Return",), tr("Send the question")),
                Shortcut(("Shift+Return",), tr("Begin a new line")),
                Shortcut(("Esc",), tr("Stop the answer; close the page; go to the question"), "escape"),
                Shortcut(("Ctrl+N",), tr("Begin a new question"), "new"),
                Shortcut(("Ctrl+L",), tr("Go to the question"), "write"),
            ),
        ),
        (
            tr("The page beside the answer"),
            (
                Shortcut(("Alt+Right", "F8"), tr("Next citation"), "next_citation"),
                Shortcut(("Alt+Left", "F7"), tr("Previous citation"), "previous_citation"),
                Shortcut(("Ctrl+F",), tr("Search in the document"), "find"),
                Shortcut(("F3",), tr("Next place found")),
                Shortcut(("Shift+F3",), tr("Previous place found")),
            ),
        ),
        (
            tr("Files and conversations"),
            (
                Shortcut(("Ctrl+O",), tr("Add a folder"), "add"),
                Shortcut(("Ctrl+K",), tr("Search conversations"), "search"),
                Shortcut(("F2",), tr("Rename the library or conversation that has the focus")),
                Shortcut(("Del",), tr("Remove the library or conversation that has the focus")),
            ),
        ),
        (
            tr("The window"),
            (
                Shortcut(("Ctrl+B",), tr("Show or fold the list at the side"), "fold"),
                Shortcut(("Ctrl+M",), tr("Choose a model"), "models"),
                Shortcut(("Ctrl+,",), tr("Settings"), "settings"),
                Shortcut(("Ctrl++", "Ctrl+="), tr("Larger: the text, or the page that has the focus"), "larger"),
                Shortcut(("Ctrl+-",), tr("Smaller"), "smaller"),
                Shortcut(("Ctrl+0",), tr("The usual size"), "usual_size"),
                Shortcut(("F1", "Ctrl+/"), tr("Show these keys"), "shortcuts"),
            ),
        ),
    )
