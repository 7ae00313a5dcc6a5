"""The keys: what the table says is what the window does, and nothing else."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel

from assistant.ui.shortcuts import groups
from assistant.ui.shortcuts_dialog import ShortcutsDialog


def table():
    return [shortcut for _, shortcuts in groups() for shortcut in shortcuts]


def test_no_key_stands_for_two_things():
    keys = Counter(QKeySequence(key).toString() for shortcut in table() for key in shortcut.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_key_is_one_that_qt_knows():
    for shortcut in table():
        for key in shortcut.keys:
            assert QKeySequence(key).count() == 1, key


def test_the_window_obeys_all_keys_of_the_table_and_no_others(window):
    obeyed = sorted(one.key().toString() for one in window.findChildren(QShortcut) if one.parent() is window)
    promised = sorted(QKeySequence(key).toString() for one in table() if one.does for key in one.keys)
    assert obeyed == promised


def test_the_keys_of_every_part_of_the_window_are_in_the_table(window):
    """A key that is not in it would not be in the list that people see."""
    promised = {QKeySequence(key).toString() for one in table() for key in one.keys}
    assert {one.key().toString() for one in window.findChildren(QShortcut)} <= promised


def press(qtbot, window, key):
    combination = QKeySequence(key)[0]
    qtbot.keyClick(window, combination.key(), combination.keyboardModifiers())


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        ("Ctrl+N", lambda window: window.sidebar.new_wanted),
        ("Ctrl+O", lambda window: window.sidebar.add_wanted),
        ("Ctrl+M", lambda window: window.header.models_wanted),
        ("Ctrl+,", lambda window: window.header.settings_wanted),
        ("Alt+Right", lambda window: window.page.stepped),
        ("F7", lambda window: window.page.stepped),
    ],
)
def test_a_key_says_what_is_wanted(window, qtbot, key, signal):
    window.show_conversation()
    with qtbot.waitSignal(signal(window)):
        press(qtbot, window, key)


def test_the_list_at_the_side_is_folded_and_searched_by_key(window, qtbot):
    window.show_conversation()
    press(qtbot, window, "Ctrl+B")
    assert window.sidebar.isHidden()
    press(qtbot, window, "Ctrl+K")
    assert window.sidebar.search.hasFocus()
    press(qtbot, window, "Ctrl+L")
    assert window.composer.text.hasFocus()


def test_text_grows_and_shrinks_by_key(window, theme, qtbot):
    press(qtbot, window, "Ctrl++")
    assert theme.text_scale > 1
    press(qtbot, window, "Ctrl+0")
    assert theme.text_scale == 1
    press(qtbot, window, "Ctrl+-")
    assert theme.text_scale < 1
    press(qtbot, window, "Ctrl+0")


@pytest.mark.parametrize("key", ["F1", "Ctrl+/"])
def test_the_list_of_keys_names_every_one_of_them(window, qtbot, key):
    press(qtbot, window, key)
    dialog = window.findChild(ShortcutsDialog)
    qtbot.waitUntil(dialog.isVisible)
    said = {label.text() for label in dialog.findChildren(QLabel)}
    for shortcut in table():
        assert shortcut.text in said
        for one in shortcut.keys:
            assert QKeySequence(one).toString(QKeySequence.SequenceFormat.NativeText) in said
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ShortcutsDialog) is None)
