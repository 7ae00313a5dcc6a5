"""The look: colours that can be read, icons and styles that exist, pills that do not jump."""

import ast
import dataclasses
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from assistant import ui
from assistant.ui.controls.pill import Pill
from assistant.ui.look import icons, style, tokens

SOURCES = sorted(Path(ui.__file__).parent.rglob("*.py"))

TEXT_ON = {
    "ink": ("ground", "panel", "card", "accent_soft", "mark", "decisive", "warn_soft", "page"),
    "soft": ("ground", "panel", "card", "accent_soft", "line", "page"),
    "accent": ("ground", "panel", "card", "accent_soft", "page"),
    "on_accent": ("accent",),
    "warn": ("ground", "panel", "card", "warn_soft"),
    "good": ("ground", "panel", "card"),
    "danger": ("ground", "panel", "card"),
}
"""What is written in which colour on which ground."""
FOCUS_ON = {"accent": ("ground", "panel", "card", "accent_soft", "page"), "danger": ("card",)}


def pairs(table):
    return [(over, under) for over, grounds in table.items() for under in grounds]


def luminance(colour):
    """Source: WCAG 2.2, relative luminance."""
    parts = [part / 255 for part in (colour.red(), colour.green(), colour.blue())]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", pairs(TEXT_ON), ids="-on-".join)
def test_text_can_be_read_on_its_ground(colours, pair):
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 4.5


@pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", pairs(FOCUS_ON), ids="-on-".join)
def test_the_ring_of_the_focus_can_be_seen(colours, pair):
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 3


@pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_a_pressed_button_can_be_read(colours):
    assert contrast(colours.on_accent, style.mixed(colours.accent, colours.ink, 0.15)) >= 4.5


def test_every_colour_is_one_of_the_tokens():
    for source in SOURCES:
        if source.name != "tokens.py":
            assert not re.findall(r"#[0-9a-fA-F]{6}\b", source.read_text()), source.name


def test_every_colour_is_used():
    text = "".join(source.read_text() for source in SOURCES if source.name != "tokens.py")
    for field in dataclasses.fields(tokens.Colours):
        assert re.search(rf"\.{field.name}\b", text), field.name


def strings():
    """Every text constant of the window's code."""
    return {
        node.value
        for source in SOURCES
        if source.name not in ("style.py", "icons.py")
        for node in ast.walk(ast.parse(source.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_look_of_the_style_is_worn_by_something():
    looks = set(re.findall(r'\[look="(\w+)"\]', style.sheet(tokens.LIGHT, "serif")))
    assert looks - strings() == set()


def test_every_look_that_is_worn_is_in_the_style():
    looks = set(re.findall(r'\[look="(\w+)"\]', style.sheet(tokens.LIGHT, "serif")))
    worn = {
        look for source in SOURCES for look in re.findall(r'setProperty\("look", "(\w+)"\)', source.read_text())
    }
    assert worn - looks == set()


def test_every_icon_is_drawn_and_every_drawing_is_used():
    assert set(icons._DRAWINGS) - strings() == set()
    wanted = {name for source in SOURCES for name in re.findall(r'theme\.icon\(\s*"(\w+)"', source.read_text())}
    assert wanted - set(icons._DRAWINGS) == set()


@pytest.mark.parametrize("name", sorted(icons._DRAWINGS))
def test_an_icon_shows_something_in_the_colour_it_was_asked_for(qapp, name):
    picture = icons.icon(name, "#2b5c8a").pixmap(20, 20).toImage()
    shown = [picture.pixelColor(x, y) for x in range(20) for y in range(20)]
    solid = [colour for colour in shown if colour.alpha() > 200]
    assert len(solid) >= 5
    assert all(contrast(colour, "#2b5c8a") < 1.3 for colour in solid)


def test_a_pill_is_as_wide_chosen_as_not_and_shows_all_its_text(theme, qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    pill = Pill("Personnel and their contracts", is_choice=True)
    QVBoxLayout(box).addWidget(pill)
    before = pill.sizeHint()
    pill.setChecked(True)
    assert pill.sizeHint() == before
    pill.ensurePolished()
    strong = QFontMetrics(theme.sans(tokens.SMALL_PX, strong=True))
    assert strong.horizontalAdvance(pill.text()) + 2 * 14 <= before.width()


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 1.75, 2.0])
def test_a_pill_is_round_at_every_size_of_text(theme, qtbot, scale):
    theme.set_text_scale(scale)
    box = QWidget()
    box.setObjectName("ground")
    qtbot.addWidget(box)
    pill = Pill("Just chat", is_choice=True)
    pill.setChecked(True)
    line = QVBoxLayout(box)
    line.addWidget(pill)
    box.resize(box.sizeHint())
    picture = box.grab().toImage()
    corner, middle = pill.geometry().topLeft(), pill.geometry().center()
    assert picture.pixelColor(corner.x() + 1, corner.y() + 1) == QColor(theme.colours.ground)
    assert picture.pixelColor(pill.geometry().left() + 5, middle.y()) == QColor(theme.colours.accent_soft)
    theme.set_text_scale(1.0)


@pytest.mark.parametrize("look", ["", "primary", "plain", "danger", "quiet", "link", "pill", "icon", "send", "row"])
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_every_kind_of_button_is_large_enough_to_be_hit(theme, qtbot, look, scale):
    theme.set_text_scale(scale)
    box = QWidget()
    qtbot.addWidget(box)
    button = QPushButton("" if look in ("icon", "send") else "Ask")
    button.setProperty("look", look)
    QVBoxLayout(box).addWidget(button)
    button.ensurePolished()
    hint = button.sizeHint().expandedTo(button.minimumSize())
    assert hint.height() >= tokens.TARGET_PX
    assert hint.width() >= tokens.TARGET_PX
    theme.set_text_scale(1.0)


def test_the_style_is_understood_by_qt(theme, qtbot):
    """Qt says on its log what it cannot parse, and a message on the log fails a test."""
    for choice in ("dark", "light"):
        theme.choose(choice)
        box = QLabel("words")
        qtbot.addWidget(box)
        box.ensurePolished()
