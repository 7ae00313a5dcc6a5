"""The style of every control, made from the tokens: nothing of the toolkit's own look is left."""

from PySide6.QtGui import QColor, QPalette

from assistant import paths
from assistant.ui.look import tokens
from assistant.ui.look.tokens import Colours


def palette(colours: Colours) -> QPalette:
    """The colours for what is painted without the style sheet."""
    made = QPalette()
    for roles, colour in (
        ((QPalette.ColorRole.Window,), colours.ground),
        ((QPalette.ColorRole.Base, QPalette.ColorRole.Button), colours.card),
        ((QPalette.ColorRole.AlternateBase, QPalette.ColorRole.ToolTipBase), colours.panel),
        (
            (
                QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText,
                QPalette.ColorRole.ToolTipText,
            ),
            colours.ink,
        ),
        ((QPalette.ColorRole.PlaceholderText,), colours.soft),
        ((QPalette.ColorRole.Highlight, QPalette.ColorRole.Link, QPalette.ColorRole.Accent), colours.accent),
        ((QPalette.ColorRole.HighlightedText,), colours.on_accent),
        ((QPalette.ColorRole.Mid, QPalette.ColorRole.Dark), colours.line),
    ):  # fmt: skip
        for role in roles:
            made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.soft))
    return made


def sheet(colours: Colours, serif: str, scale: float = 1.0) -> str:
    """The style sheet of the application.

    A widget says what it is by its property `look`; what holds for the moment by `on`.

    Args:
        colours: those of the theme.
        serif: the families of the serif, as a style sheet writes them.
        scale: how much larger than usual the text is.
    """
    c, t = colours, tokens
    text, row, small, smallest = (round(px * scale) for px in (t.TEXT_PX, t.ROW_PX, t.SMALL_PX, t.SMALLEST_PX))
    brand, heading, title = (round(px * scale) for px in (t.BRAND_PX, t.HEADING_PX, t.TITLE_PX))
    target = round(t.TARGET_PX * max(1.0, scale))
    icon = round(t.ICON_PX * max(1.0, scale))
    pressed = mixed(c.accent, c.ink, 0.15)
    down = (paths.resources() / "icons" / "down.svg").as_posix()
    handle = mixed(c.line, c.soft, 0.35)
    return f"""
* {{ font-size: {text}px; color: {c.ink}; outline: 0; }}
QWidget#ground, QMainWindow, QDialog {{ background: {c.ground}; }}
QToolTip {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.line}; padding: 5px 8px;
    font-size: {small}px; }}

QLabel {{ background: transparent; }}
QLabel[look="soft"] {{ color: {c.soft}; font-size: {small}px; }}
QLabel[look="smallest"] {{ color: {c.soft}; font-size: {smallest}px; }}
QLabel[look="caption"] {{ color: {c.soft}; font-size: {smallest}px; letter-spacing: 0.5px; }}
QLabel[look="lead"] {{ color: {c.soft}; }}
QLabel[look="strong"] {{ font-weight: 600; }}
QLabel[look="link"] {{ color: {c.accent}; font-size: {small}px; }}
QLabel[look="note"] {{ font-size: {small}px; }}
QLabel[look="warn"] {{ color: {c.warn}; font-size: {small}px; }}
QLabel[look="key"] {{ background: {c.card}; border: 1px solid {c.line}; border-bottom: 2px solid {c.line};
    border-radius: 5px; padding: 2px 7px; font-size: {small}px; }}
QLabel[look="brand"] {{ font-family: {serif}; font-size: {brand}px; font-weight: 600; }}
QLabel[look="heading"] {{ font-family: {serif}; font-size: {heading}px; font-weight: 600; }}
QLabel[look="title"] {{ font-family: {serif}; font-size: {title}px; font-weight: 600; }}

QFrame[look="header"] {{ background: {c.panel}; border: 0; border-bottom: 1px solid {c.line};
    min-height: {target + 15}px; }}
QFrame[look="side"] {{ background: {c.panel}; border: 0; border-right: 1px solid {c.line}; }}
QFrame[look="paper"] {{ background: {c.panel}; border: 0; border-left: 1px solid {c.line}; }}
QFrame[look="card"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {t.CARD_RADIUS}px; }}
QFrame[look="card"][on="true"], QFrame[look="card"]:focus {{ border: 2px solid {c.accent}; }}
QFrame[look="composer"] {{ background: {c.card}; border: 1px solid {c.line};
    border-radius: {t.COMPOSER_RADIUS}px; }}
QFrame[look="composer"][on="true"] {{ border: 2px solid {c.accent}; }}
QFrame[look="drop"] {{ background: {c.panel}; border: 2px dashed {c.line}; border-radius: {t.COMPOSER_RADIUS}px; }}
QFrame[look="drop"][on="true"] {{ border: 2px dashed {c.accent}; background: {c.accent_soft}; }}
QFrame[look="notice"] {{ background: {c.warn_soft}; border: 1px solid {c.warn}; border-radius: {t.CARD_RADIUS}px; }}
QFrame[look="bar"] {{ background: {c.card}; border: 1px solid {c.soft}; border-radius: {t.CARD_RADIUS}px; }}
QFrame[look="question"] {{ background: {c.accent_soft}; border: 0; border-radius: 14px;
    border-bottom-right-radius: 4px; }}
QFrame[look="line"] {{ background: {c.line}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame[look="code"] {{ background: {c.panel}; border: 1px solid {c.line};
    border-radius: {t.CONTROL_RADIUS}px; }}

QPushButton {{ background: transparent; border: 2px solid transparent; border-radius: {t.CONTROL_RADIUS}px;
    padding: 0 8px; min-height: {target - 4}px; icon-size: {icon}px; }}
QPushButton:hover {{ background: {c.accent_soft}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; }}
QPushButton:disabled {{ color: {c.soft}; }}
QPushButton[look="primary"] {{ background: {c.accent}; color: {c.on_accent}; font-weight: 600; padding: 0 18px;
    min-height: {target + 2}px; }}
QPushButton[look="primary"]:hover {{ background: {pressed}; }}
QPushButton[look="primary"]:focus {{ border: 2px solid {c.accent}; padding: 2px; background-clip: content; }}
QPushButton[look="primary"]:disabled {{ background: {c.line}; color: {c.soft}; }}
QPushButton[look="plain"] {{ background: {c.card}; border: 1px solid {c.line}; padding: 0 14px;
    min-height: {target}px; }}
QPushButton[look="plain"]:hover {{ border-color: {c.accent}; }}
QPushButton[look="plain"]:focus {{ border: 2px solid {c.accent}; padding: 0 13px; }}
QPushButton[look="danger"] {{ color: {c.danger}; background: {c.card}; border: 1px solid {c.line}; padding: 0 14px;
    min-height: {target}px; }}
QPushButton[look="danger"]:hover {{ border-color: {c.danger}; }}
QPushButton[look="danger"]:focus {{ border: 2px solid {c.danger}; padding: 0 13px; }}
QPushButton[look="quiet"] {{ color: {c.soft}; font-size: {small}px; padding: 0 2px; min-width: {target - 8}px;
    border-radius: 6px; }}
QPushButton[look="quiet"]:hover {{ color: {c.ink}; background: transparent; text-decoration: underline; }}
QPushButton[look="link"] {{ color: {c.accent}; font-size: {small}px; padding: 0 2px; min-width: {target - 8}px;
    border-radius: 6px; text-align: left; }}
QPushButton[look="link"]:hover {{ background: transparent; text-decoration: underline; }}
QPushButton[look="card"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {t.CARD_RADIUS}px;
    padding: 0; min-height: 0; text-align: left; }}
QPushButton[look="card"]:hover {{ border-color: {c.accent}; }}
QPushButton[look="card"][on="true"], QPushButton[look="card"]:focus {{ border: 2px solid {c.accent}; }}
QPushButton[look="pill"] {{ background: {c.card}; border: 1px solid {c.line}; padding: 0 13px;
    font-size: {small}px; min-height: {target - 2}px; max-height: {target - 2}px; border-radius: {target // 2}px; }}
QPushButton[look="pill"]:hover {{ border-color: {c.accent}; }}
QPushButton[look="pill"]:checked {{ background: {c.accent_soft}; border-color: {c.accent_soft}; color: {c.accent};
    font-weight: 600; }}
QPushButton[look="pill"]:checked:hover {{ border-color: {c.accent}; }}
QPushButton[look="pill"]:focus {{ border: 2px solid {c.accent}; padding: 0 12px; }}
QPushButton[look="icon"] {{ padding: 0; min-width: {target - 4}px; min-height: {target - 4}px; }}
QPushButton[look="send"] {{ background: {c.accent}; padding: 0; min-width: {target - 2}px;
    min-height: {target - 2}px; }}
QPushButton[look="send"]:hover {{ background: {pressed}; }}
QPushButton[look="send"]:focus {{ border: 2px solid {c.accent}; padding: 2px; background-clip: content; }}
QPushButton[look="send"]:disabled {{ background: {c.line}; }}
QPushButton[look="row"] {{ text-align: left; padding: 0 8px; font-size: {row}px; border-radius: 9px; }}
QPushButton[look="row"]:checked {{ background: {c.accent_soft}; }}
QPushButton[look="row"][away="true"] {{ color: {c.soft}; }}
QFrame[look="siderow"] {{ border: 0; border-radius: 9px; }}
QFrame[look="siderow"][on="true"] {{ background: {c.accent_soft}; }}
QFrame[look="siderow"] QPushButton[look="row"]:checked {{ background: transparent; }}
QFrame[look="undo"] {{ background: {c.card}; border: 0; border-top: 1px solid {c.line}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}

QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser {{ background: {c.card}; border: 1px solid {c.line};
    border-radius: {t.CONTROL_RADIUS}px; padding: 5px 8px; selection-background-color: {c.accent};
    selection-color: {c.on_accent}; placeholder-text-color: {c.soft}; }}
QPlainTextEdit[look="small"] {{ font-size: {smallest}px; }}
QLineEdit {{ min-height: {target - 12}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus {{ border: 2px solid {c.accent};
    padding: 4px 7px; }}
QPlainTextEdit[look="bare"], QTextBrowser[look="bare"], QPlainTextEdit[look="bare"]:focus,
QTextBrowser[look="bare"]:focus {{ background: transparent; border: 0; padding: 0; }}

QScrollArea, QAbstractScrollArea[look="ground"], QListView, QTreeView, QTableView {{ background: transparent;
    border: 2px solid transparent; }}
QScrollArea:focus, QAbstractScrollArea[look="ground"]:focus, QListView:focus, QTreeView:focus, QTableView:focus {{
    border: 2px solid {c.accent}; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {handle}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c.soft}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page, QAbstractScrollArea::corner {{ background: transparent; }}

QProgressBar {{ background: {c.line}; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}
QSlider {{ min-height: {target}px; }}
QSlider::groove:horizontal {{ background: {c.line}; height: 4px; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {c.accent}; width: 16px; height: 16px; margin: -6px 0;
    border-radius: 8px; }}
QSlider::handle:horizontal:focus {{ background: {c.card}; border: 4px solid {c.accent}; width: 12px; height: 12px;
    margin: -8px 0; border-radius: 10px; }}
QSplitter::handle {{ background: transparent; }}
QMenu {{ background: {c.card}; border: 1px solid {c.line}; padding: 4px; }}
QMenu::item {{ padding: 0 24px 0 12px; min-height: {target}px; border-radius: 6px; }}
QMenu::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
QMenu::item:disabled {{ color: {c.soft}; }}
QMenu::indicator {{ width: 8px; height: 8px; left: 6px; border-radius: 4px; }}
QMenu::indicator:checked {{ background: {c.accent}; }}
QMenu::separator {{ background: {c.line}; height: 1px; margin: 4px 8px; }}
QTableView {{ gridline-color: {c.line}; alternate-background-color: {c.panel}; }}
QListView::item, QTreeView::item {{ min-height: {target}px; border-radius: 9px; padding: 0 8px; }}
QTableView::item {{ padding: 0 8px; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{ background: {c.accent_soft};
    color: {c.ink}; }}

QComboBox {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {t.CONTROL_RADIUS}px; padding: 0 8px;
    min-height: {target - 2}px; }}
QComboBox:focus {{ border: 2px solid {c.accent}; padding: 0 7px; min-height: {target - 4}px; }}
QComboBox::drop-down {{ border: 0; width: {target - 4}px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: {icon}px; height: {icon}px; }}
QComboBox QAbstractItemView {{ background: {c.card}; border: 1px solid {c.line}; }}
QFileDialog QToolButton {{ border: 2px solid transparent; border-radius: {t.CONTROL_RADIUS}px;
    min-width: {target - 4}px; min-height: {target - 4}px; }}
QFileDialog QToolButton:hover, QFileDialog QToolButton:checked {{ background: {c.accent_soft}; }}
QFileDialog QToolButton:focus {{ border: 2px solid {c.accent}; }}
QFileDialog QTreeView {{ font-size: {small}px; }}
QFileDialog QTreeView::item {{ padding: 0; border-radius: 0; }}
QFileDialog QHeaderView::section {{ padding: 0 3px; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QDialogButtonBox QPushButton {{ background: {c.card}; border: 1px solid {c.line}; padding: 0 14px;
    min-height: {target}px; min-width: 80px; }}
QDialogButtonBox QPushButton:hover {{ border-color: {c.accent}; }}
QDialogButtonBox QPushButton:focus {{ border: 2px solid {c.accent}; padding: 0 13px; }}
QDialogButtonBox QPushButton:default {{ background: {c.accent}; color: {c.on_accent}; font-weight: 600; }}
QDialogButtonBox QPushButton:default:disabled {{ background: {c.line}; color: {c.soft}; }}
QHeaderView::section {{ background: {c.panel}; color: {c.soft}; font-size: {smallest}px; border: 0;
    border-bottom: 1px solid {c.line}; padding: 0 11px; min-height: {target}px; }}
"""


def mixed(first: str, second: str, share: float) -> str:
    """A colour between two: `share` of the second."""
    one, other = QColor(first), QColor(second)
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in parts)).name()
