"""Colours, type and spacing of the window. Every pair of text on ground in use has a contrast of 4.5 : 1 or more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as "#rrggbb".

    Attributes:
        ground, panel, card, line: surfaces from back to front, and the hairlines between them.
        ink, soft: text, and text of second rank.
        accent, on_accent, accent_soft: the one accent, text on it, its quiet ground.
        mark, decisive: the highlighter on words of a file, and on the words that matter.
        warn, warn_soft, good: what is not supported or needs a decision; what is well.
        danger: deleting, nothing else.
        page: the paper of a document.
    """

    ground: str
    panel: str
    card: str
    line: str
    ink: str
    soft: str
    accent: str
    on_accent: str
    accent_soft: str
    mark: str
    decisive: str
    warn: str
    warn_soft: str
    good: str
    danger: str
    page: str


LIGHT = Colours(
    ground="#f6f4ef", panel="#fbfaf7", card="#ffffff", line="#e4e0d6", ink="#23211d", soft="#5f5a50",
    accent="#2b5c8a", on_accent="#ffffff", accent_soft="#e3edf6", mark="#ffe49a", decisive="#ffd257",
    warn="#8a4b12", warn_soft="#fbeedd", good="#2f6b45", danger="#a3262a", page="#fffefb",
)  # fmt: skip

DARK = Colours(
    ground="#1b1b1d", panel="#212124", card="#29292d", line="#3a3a40", ink="#eceae5", soft="#a9a6a0",
    accent="#8ab8e6", on_accent="#10202f", accent_soft="#243444", mark="#5b4a12", decisive="#7d6415",
    warn="#e8b27a", warn_soft="#3a2d1e", good="#8cc9a2", danger="#f0a0a0", page="#2c2b29",
)  # fmt: skip

TEXT_PX, ROW_PX, SMALL_PX, SMALLEST_PX, QUOTE_PX = 15, 14, 13, 12, 16
HEADING_PX, TITLE_PX, BRAND_PX = 30, 20, 17
LINE_HEIGHT = 1.55

CONTROL_RADIUS, CARD_RADIUS, COMPOSER_RADIUS = 10, 12, 16
TARGET_PX = 32
"""Least height and width of anything that can be clicked."""
ICON_PX = 20

COLUMN_PX = 640
"""Widest column of text: longer lines are hard to read."""
SIDEBAR_PX = (220, 248)
PAGE_PX = 420
"""Least width of the page beside the answer."""
SLIDES_OVER_PX = 1180
"""Under this width the page lies over the answer instead of squeezing it."""
FOLDS_PX = 900
"""Under this width the sidebar folds."""
MOTION_MS = 120
