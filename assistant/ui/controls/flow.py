"""A layout that sets widgets beside each other and goes on in the next line where there is no room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class Flow(QLayout):
    """Widgets in lines, as words are."""

    def __init__(self, *, across: int, down: int, is_centred: bool = False) -> None:
        super().__init__()
        self._across, self._down, self._is_centred = across, down, is_centred
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt
        """One more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt
        """The one at this place, None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt
        """The one at this place, no longer laid out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt
        """None: it takes what it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt
        """Less width means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt
        """The height of the lines at this width."""
        return self._lay_out(QRect(0, 0, width, 0), is_meant=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt
        """Place them."""
        super().setGeometry(rect)
        self._lay_out(rect, is_meant=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt
        """As wide as the widest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt
        """As wide as the widest."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, rect: QRect, *, is_meant: bool) -> int:
        """Go through them line by line; gives the height of all lines."""
        y = rect.y()
        for line in self._lines(rect.width()):
            width = sum(item.sizeHint().width() for item in line) + self._across * (len(line) - 1)
            x = rect.x() + (max(0, rect.width() - width) // 2 if self._is_centred else 0)
            height = max(item.sizeHint().height() for item in line)
            for item in line if is_meant else ():
                size = item.sizeHint()
                item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self._across
            y += height + self._down
        return max(0, y - self._down - rect.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = -1
        for item in self._shown():
            needed = item.sizeHint().width()
            if needed > left:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= needed + self._across
        return lines
