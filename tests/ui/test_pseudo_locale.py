"""Texts that are 40 % longer than the English ones still fit: so do those of most languages."""

import contextlib

import pytest
from PySide6.QtWidgets import QLabel

from assistant.ui.window import Window
from tests.ui.looking import cut, problems
from tests.ui.pseudo_locale import longer
from tests.ui.states import STATES


@pytest.fixture
def longer_window(pseudo, theme, qtbot):
    window = Window(theme)
    qtbot.addWidget(window)
    return window


def test_the_pseudo_language_is_longer_and_keeps_the_fields():
    assert longer("Searched {files} of {known} files.").startswith("Séárçhéd {files} óf {known} fílés. lór")
    assert len(longer("Ask your documents")) >= 1.4 * len("Ask your documents")


def test_what_is_cut_is_found(qtbot):
    label = QLabel("a text that is longer than that")
    qtbot.addWidget(label)
    label.setFixedWidth(40)
    label.show()
    assert cut(label)


@pytest.mark.parametrize(
    ("size", "scale"), [((1440, 900), 1.0), ((1024, 700), 1.0), ((640, 480), 1.0), ((1440, 900), 1.5)], ids=str
)
def test_nothing_is_cut_when_texts_are_longer(longer_window, theme, qtbot, size, scale):
    theme.set_text_scale(scale)
    longer_window.resize(*size)
    longer_window.show()
    qtbot.waitExposed(longer_window)
    found = {}
    for name, show in STATES.items():
        show(longer_window)
        qtbot.wait(20)  # for the events that lay it out
        with contextlib.suppress(qtbot.TimeoutError):  # layouts and slides come to rest
            qtbot.waitUntil(lambda: not problems(longer_window), timeout=1500)
        found[name] = problems(longer_window)
    theme.set_text_scale(1.0)
    assert {name: said for name, said in found.items() if said} == {}
