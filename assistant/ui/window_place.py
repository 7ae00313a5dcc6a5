"""Where the window stands, how wide its panes are, what it shows: told when it closes, put back when it opens."""

import binascii

from PySide6.QtCore import QByteArray

from assistant.services.window_state import WindowState
from assistant.ui.window import Window

_WIDEST_PX = 10_000


def place_of(window: Window) -> WindowState:
    """How the window stands."""
    return WindowState(
        geometry=binascii.b2a_base64(window.saveGeometry().data(), newline=False).decode("ascii"),
        panes=(window.splitter.sidebar_px, window.splitter.page_px),
        has_sidebar=window.wants_sidebar,
        has_begun=window.has_begun,
        conversation=window.sidebar.current or 0,
    )


def put_back(window: Window, state: WindowState) -> None:
    """Place the window as it stood; on a screen that is not there any more Qt moves it to one that is."""
    try:
        geometry = binascii.a2b_base64(state.geometry)
    except ValueError:
        geometry = b""
    if geometry:
        window.restoreGeometry(QByteArray(geometry))
    window.wants_sidebar = state.has_sidebar
    if len(state.panes) == 2 and all(0 <= width <= _WIDEST_PX for width in state.panes):
        window.splitter.sidebar_px, window.splitter.page_px = state.panes
    begin_as_left(window, state)


def begin_as_left(window: Window, state: WindowState) -> None:
    """What the window shows until the data folder is open; the conversation comes then."""
    if state.has_begun:
        window.show_conversation()
        window.sidebar.current, window.sidebar.is_awaited = state.conversation or None, True
    else:
        window.show_welcome()
