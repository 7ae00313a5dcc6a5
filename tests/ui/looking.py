"""What is looked for in every state of the window and in every dialog: text that is cut, controls without a name."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget

from assistant.ui.controls.elided import Elided
from assistant.ui.look import tokens

NO_ROLE = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)


def stops(root):
    """Every widget that can have the focus by key and is on screen."""
    every = [root, *root.findChildren(QWidget)]
    shown = [one for one in every if one.isVisible() and one.isEnabled() and one.focusProxy() is None]
    return [one for one in shown if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def described(widget):
    told = QAccessible.queryAccessibleInterface(widget)
    name = told.text(QAccessible.Text.Name)
    return f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}, {name!r}, {told.role().name}"


def tree(told):
    """An object of the accessibility tree and all below it."""
    yield told
    for at in range(told.childCount()):
        child = told.child(at)
        if child is not None and child.isValid():
            yield from tree(child)


def unnamed(root):
    """What can have the focus and says nothing of itself, or not what it is."""
    found = []
    for told in tree(QAccessible.queryAccessibleInterface(root)):
        widget = told.object()
        if not isinstance(widget, QWidget) or widget not in stops(root):
            continue
        # Qt knows nothing better to say of a view that scrolls.
        has_role = told.role() not in NO_ROLE or isinstance(widget, QAbstractScrollArea)
        if not told.text(QAccessible.Text.Name).strip() or not has_role:
            found.append(described(widget))
    return found


def reached(qtbot, key=Qt.Key.Key_Tab):
    """What the Tab key comes to, until it is where it began; inside a text it goes from link to link."""
    first = QApplication.focusWidget()
    found = [first]
    for _ in range(400):
        qtbot.keyClick(found[-1], key)
        now = QApplication.focusWidget()
        if now is first:
            return found
        if now is not found[-1]:
            found.append(now)
    pytest.fail(f"Tab does not come back, it ends in {described(found[-1])}")


def unseen(root):
    """What looks the same with the focus as without it."""
    found = []
    for widget in stops(root):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        around = widget.rect().translated(widget.mapTo(root, QPoint())).adjusted(-60, -60, 60, 60) & root.rect()
        with_focus = root.grab(around).toImage()
        widget.clearFocus()
        if root.grab(around).toImage() == with_focus:
            found.append(described(widget))
    return found


def too_small(root):
    """What can be clicked and is hard to hit."""
    return [
        f"{described(one)} is {one.width()} x {one.height()}"
        for one in root.findChildren(QAbstractButton)
        if one.isVisible() and min(one.width(), one.height()) < tokens.TARGET_PX
    ]


def cut(widget):
    """Why the text of a widget is not all to be seen, "" when it is."""
    if not widget.text() or isinstance(widget, Elided):
        return ""
    needed, has = widget.sizeHint(), widget.size()
    if isinstance(widget, QLabel) and widget.wordWrap():
        metrics = QFontMetrics(widget.font())
        needed.setHeight(widget.heightForWidth(has.width()))
        needed.setWidth(max(metrics.horizontalAdvance(word) for word in widget.text().split()))
    if needed.width() > has.width() or needed.height() > has.height():
        return f"{widget.text()!r} needs {needed.toTuple()}, has {has.toTuple()}"
    return ""


def outside(widget):
    """What a widget hangs over the edge of, "" when it does not; what can be scrolled to is no matter."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if parent.parentWidget().inherits("QAbstractScrollArea"):
            return ""
        if not parent.rect().contains(QRect(widget.mapTo(parent, QPoint()), widget.size())):
            return f"{widget.text()!r} hangs over the edge of {type(parent).__name__}"
        parent = parent.parentWidget()
    return ""


def problems(window):
    shown = [one for kind in (QLabel, QAbstractButton) for one in window.findChildren(kind) if one.isVisible()]
    return [said for one in shown if (said := cut(one) or outside(one))]
