"""Text that is shown, never interpreted: words with a style each, put in one by one.

No HTML and no Markdown is ever given to Qt, which would open files and shares that hostile text names; the only
pictures are the badges drawn here. A link is a name of ours, told by a signal and opened by nobody.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSignalBlocker, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextBrowser, QWidget

from assistant.ui.look import tokens
from assistant.ui.look.theme import Theme
from assistant.ui.render.prose import Look, Paragraph, Words

_BADGE_PX = 18
_CITE = "cite:"
_INKS = {Look.SOFT: "soft", Look.TAG: "warn", Look.LINK: "accent"}
_GROUNDS = {Look.MARKED: "mark", Look.DECISIVE: "decisive", Look.TAG: "warn_soft", Look.CODE: "card"}
_SIZES = {Look.TAG: tokens.SMALLEST_PX, Look.CODE: tokens.SMALL_PX}
"""Which colour of the theme and which size words have, where they differ from plain ones."""
_RING_PX = 2
_INDENT_PX = 26
"""Room for the mark of an entry: two digits and a stop."""


class RichText(QTextBrowser):
    """Read-only text that is as high as its words need.

    Signals:
        cited(int): a badge was clicked, or chosen by key.
        pointed_at(int): the pointer is over a badge; 0 when it left.
        link_wanted(str): the address of a link was clicked; nobody has opened it.
    """

    cited = Signal(int)
    pointed_at = Signal(int)
    link_wanted = Signal(str)

    def __init__(self, theme: Theme, *, serif: bool = False, size_px: int = tokens.TEXT_PX) -> None:
        super().__init__()
        self._theme, self._is_serif, self._size_px = theme, serif, size_px
        self._pointed = self._lit = 0
        self._has_ring = False
        self._shown: list[Paragraph] = []
        self._ends: list[list[int]] = []  # for every paragraph: its start, then where each of its words ends
        self.setProperty("look", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.document().setDocumentMargin(0)
        self.document().setUndoRedoEnabled(False)
        self.document().setDefaultFont(self._font())
        self.document().setTextWidth(tokens.COLUMN_PX)  # most likely what it will be: laid out once
        self.viewport().setMouseTracking(True)
        self.anchorClicked.connect(self._clicked)

    # --- what is shown

    def show_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show these and nothing else; what was shown already and is the same stays untouched."""
        at = _first_other(self._shown, paragraphs)
        if at == len(paragraphs) == len(self._shown):
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        begun = self._kept_words(at, paragraphs)
        if more := self._more_of_last(at, begun, paragraphs):
            # Only added to: what is selected in it stays so.
            cursor.movePosition(QTextCursor.MoveOperation.End)
            self._insert(cursor, replace(paragraphs[at].words[begun], text=more), paragraphs[at])
            self._ends[at][-1] = cursor.position()
            begun += 1
        self._remove_from(cursor, at, begun)
        del self._ends[at + bool(begun) :]
        for number in range(at, len(paragraphs)):
            paragraph = paragraphs[number]
            if number == at and begun:
                ends = self._ends[at] = self._ends[at][: begun + 1]
            else:
                ends = self._begin(cursor, paragraph, is_first=number == 0)
            for words in paragraph.words[len(ends) - 1 :]:
                self._insert(cursor, words, paragraph)
                ends.append(cursor.position())
        cursor.endEditBlock()
        self._shown = list(paragraphs)
        self.updateGeometry()

    def show_words(self, words: Sequence[Words]) -> None:
        """Show one paragraph."""
        self.show_paragraphs([Paragraph(tuple(words))])

    def _kept_words(self, at: int, paragraphs: Sequence[Paragraph]) -> int:
        """How many words of the first paragraph that is another now stay: a text that grows is set once."""
        if at >= min(len(self._shown), len(paragraphs)):
            return 0
        before, now = self._shown[at], paragraphs[at]
        return _first_other(before.words, now.words) if _same_form(before, now) else 0

    def _more_of_last(self, at: int, begun: int, paragraphs: Sequence[Paragraph]) -> str:
        """What the very last words that are shown are followed by now, "" when they are others."""
        if at + 1 != len(self._shown) or at >= len(paragraphs) or not _same_form(self._shown[at], paragraphs[at]):
            return ""
        before, now = self._shown[at].words, paragraphs[at].words
        if begun + 1 != len(before) or begun >= len(now):
            return ""
        last, longer = before[begun], now[begun]
        is_longer = longer.text.startswith(last.text) and replace(longer, text=last.text) == last
        return longer.text[len(last.text) :] if is_longer else ""

    def _remove_from(self, cursor: QTextCursor, at: int, begun: int) -> None:
        """Take away what stands behind so many paragraphs and so many words of the next one."""
        before = self._ends[at - 1][-1] if at else 0
        cursor.setPosition(self._ends[at][begun] if begun else before)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def _begin(self, cursor: QTextCursor, paragraph: Paragraph, *, is_first: bool) -> list[int]:
        """Begin a paragraph; gives the list for the ends of its words, in which its own start is the first."""
        form = self._block(paragraph, is_first=is_first)
        if is_first:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)
        ends = [cursor.position()]
        self._ends.append(ends)
        return ends

    def _insert(self, cursor: QTextCursor, words: Words, paragraph: Paragraph) -> None:
        if words.badge is not None:
            self._insert_badge(cursor, words.badge)
            return
        form = self._format(words, paragraph)
        # A line end in a text stays one: Qt would begin a paragraph with another look.
        cursor.insertText(words.text.replace("\r", "").replace("\n", "\u2028"), form)

    def light(self, number: int) -> None:
        """Show that this source is pointed at; 0 for none."""
        for changed in {self._lit, number} - {0}:
            self._draw_badge(changed, is_on=changed == number)
        self._lit = number
        self.viewport().update()

    def _draw_badge(self, number: int, *, is_on: bool) -> None:
        image = badge(number, self._theme, self.devicePixelRatioF(), is_on=is_on)
        kind = QTextDocument.ResourceType.ImageResource.value
        self.document().addResource(kind, QUrl(f"badge:{number}"), image)

    def _insert_badge(self, cursor: QTextCursor, number: int) -> None:
        self._draw_badge(number, is_on=number == self._lit)
        form, size = QTextImageFormat(), _badge_size(number, self._theme)
        form.setName(f"badge:{number}")
        form.setWidth(size.width())
        form.setHeight(size.height())
        form.setAnchor(True)
        form.setAnchorHref(f"{_CITE}{number}")
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        form.setToolTip(self.tr("Source {number}").format(number=number))
        cursor.insertImage(form)

    def _format(self, words: Words, paragraph: Paragraph) -> QTextCharFormat:
        colours, form = self._theme.colours, QTextCharFormat()
        form.setFont(self._font())
        form.setForeground(QColor(colours.ink))
        if paragraph.heading:
            form.setFontWeight(QFont.Weight.DemiBold)
            larger = max(0, 4 - paragraph.heading) * 2
            form.setProperty(QTextFormat.Property.FontPixelSize, self._px(self._size_px + larger))
        if words.look in _INKS:
            form.setForeground(QColor(getattr(colours, _INKS[words.look])))
        if words.look in _GROUNDS:
            form.setBackground(QColor(getattr(colours, _GROUNDS[words.look])))
        if words.look in _SIZES:
            form.setProperty(QTextFormat.Property.FontPixelSize, self._px(_SIZES[words.look]))
        if words.look in (Look.STRONG, Look.DECISIVE):
            form.setFontWeight(QFont.Weight.DemiBold)
        form.setFontItalic(words.look is Look.EMPHASIS)
        form.setFontStrikeOut(words.look is Look.STRUCK)
        form.setFontUnderline(words.look is Look.LINK)
        if words.look is Look.UNSUPPORTED:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            form.setUnderlineColor(QColor(colours.warn))
        if words.look is Look.CODE:
            form.setFontFamilies(["monospace"])
            form.setFontFixedPitch(True)
        if words.link:
            form.setAnchor(True)
            form.setAnchorHref(words.link)
        return form

    def _block(self, paragraph: Paragraph, *, is_first: bool) -> QTextBlockFormat:
        form = QTextBlockFormat()
        # Proportional heights are of the font's own spacing, which is about 1.2 of its size.
        height = 100 * tokens.LINE_HEIGHT / 1.2
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if not is_first:
            form.setTopMargin(2 if paragraph.is_close else 16 if paragraph.heading else 8)
        indent = float(self._px(_INDENT_PX))
        form.setLeftMargin(indent * paragraph.indent)
        if paragraph.is_close:
            # The mark hangs in front; a tab leads from it to where the other lines begin.
            form.setTextIndent(-indent)
            form.setTabPositions([QTextOption.Tab(indent, QTextOption.TabType.LeftTab)])
        return form

    def _px(self, size: int) -> int:
        return round(size * self._theme.text_scale)

    def _font(self) -> QFont:
        make = self._theme.serif if self._is_serif else self._theme.sans
        return make(self._size_px)

    # --- size

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt
        """The words need more lines where there is less room."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt
        """The height of the words at this width."""
        # Qt would lay it out for the width it still has as soon as it is told of another height.
        with QSignalBlocker(self.document().documentLayout()):
            self.document().setTextWidth(max(1, width))
            return int(self.document().size().height()) + 2

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt
        """The width of a column; the height follows from the width there is, and is laid out for that alone."""
        return QSize(tokens.COLUMN_PX, self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt
        """One line."""
        return QSize(40, self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt
        """Lines break anew."""
        super().resizeEvent(event)
        self.document().setTextWidth(max(1, event.size().width()))

    # --- what the person does

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt
        """Tell which badge is pointed at: the quote and the lit place show themselves too."""
        super().mouseMoveEvent(event)
        self._point_at(_number(self.anchorAt(event.position().toPoint())))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt
        """No badge is pointed at any more."""
        super().leaveEvent(event)
        self._point_at(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt
        """Nothing is ever loaded: the badges are there, anything else is a dot.

        An empty value would make Qt open the file of that name.
        """
        if QUrl(name).scheme() == "badge":
            return super().loadResource(kind, name)
        return QImage(1, 1, QImage.Format.Format_ARGB32)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt
        """Copied is the text alone, without the badges."""
        cursor = self.textCursor()
        text = cursor.selection().toPlainText().replace("\u2028", "\n").replace("\ufffc", "")
        data = QMimeData()
        data.setText(text)
        return data

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt
        """What can be done with the text, in words of ours: Qt's own menu speaks another language."""
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        address = self.anchorAt(event.pos())
        if address and not _number(address):
            link = menu.addAction(self.tr("Copy the address"))
            link.triggered.connect(lambda: QGuiApplication.clipboard().setText(address))
        menu.addAction(self.tr("Select all")).triggered.connect(self.selectAll)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt
        """Who came by key sees where they are."""
        super().focusInEvent(event)
        self._has_ring = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt
        """No longer."""
        super().focusOutEvent(event)
        self._has_ring = False
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt
        """The text, and a ring around it when the focus came by key."""
        super().paintEvent(event)
        if self._has_ring:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.colours.accent), _RING_PX))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 4, 4)
            painter.end()

    def _point_at(self, number: int) -> None:
        if number != self._pointed:
            self._pointed = number
            self.pointed_at.emit(number)

    def _clicked(self, url: QUrl) -> None:
        address = bytes(url.toEncoded().data()).decode("ascii")  # as it is sent: a space is not one there
        if number := _number(address):
            self.cited.emit(number)
        else:
            self.link_wanted.emit(address)


def _badge_size(number: int, theme: Theme) -> QSize:
    return QSize(theme.scaled(max(_BADGE_PX, 10 + 7 * len(str(number)))), theme.scaled(_BADGE_PX))


def badge(number: int, theme: Theme, ratio: float, *, is_on: bool = False) -> QImage:
    """A number in a circle, as it stands at a sentence, at its quote and at the lit place; lit when pointed at."""
    text, size = str(number), _badge_size(number, theme)
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colours.decisive if is_on else theme.colours.accent))
    whole = QRectF(0, 0, size.width(), size.height())
    painter.drawRoundedRect(whole, size.height() / 2, size.height() / 2)
    painter.setPen(QColor(theme.colours.ink if is_on else theme.colours.on_accent))
    painter.setFont(theme.sans(11, strong=True))
    painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return image


def _same_form(one: Paragraph, other: Paragraph) -> bool:
    return (one.heading, one.indent, one.is_close) == (other.heading, other.indent, other.is_close)


def _first_other(before: Sequence[object], now: Sequence[object]) -> int:
    """How many of the first ones are the same."""
    for place, (one, other) in enumerate(zip(before, now, strict=False)):
        if one != other:
            return place
    return min(len(before), len(now))


def _number(address: str) -> int:
    """The number of a badge, 0 for any other address."""
    rest = address.removeprefix(_CITE)
    return int(rest) if address.startswith(_CITE) and rest.isdecimal() else 0


class Badge(QWidget):
    """A number in a circle."""

    def __init__(self, number: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._theme = number, theme
        self.setFixedSize(_badge_size(number, theme))
        self.setAccessibleName(self.tr("Source {number}").format(number=number))

    def paintEvent(self, _event: QEvent) -> None:  # noqa: N802 - Qt
        """Draw it."""
        painter = QPainter(self)
        painter.drawImage(0, 0, badge(self._number, self._theme, self.devicePixelRatioF()))
        painter.end()
