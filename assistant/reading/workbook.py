"""XLSX, XLS and XLSB by python-calamine: each sheet with its rows.

Numbers are the stored ones (0.125, not "12.5 %"); dates are written as ISO 8601. Left out: sheets that no menu shows
("very hidden"), charts, macros, comments, text boxes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import BinaryIO, TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from assistant.errors import DocumentDamaged, DocumentProtected
from assistant.reading import guards, ole, ooxml, plain
from assistant.reading.sheets import SheetText
from assistant.reading.source import Content, Source
from assistant.reading.sparse import Rows, check_binary, packed
from assistant.records import Label, Page, Reason

_Cell = int | float | str | bool | time | date | datetime | timedelta
_Result = TypeVar("_Result")
_CHECK_EVERY = 1_000
_ENCRYPTED = re.compile(rb"\x09\x08(?:\x08\0.{8}|\x10\0.{16})(?:\x86\0\0\0)?\x2f\0", re.DOTALL)
"""The beginning of an XLS's stream that says that the rest is encrypted: BOF, WriteProtect, FilePass. The library
says of such a file only that it does not know it. Source: MS-XLS, 2.1.7.20.3, 2.4.21, 2.4.117, 2.4.349."""


def read_xlsx(source: Source) -> Content:
    """An XLSX file, a page for each sheet.

    Raises:
        DocumentDamaged: its container or a part of it is broken, or it would unpack beyond all measure.
        DocumentProtected: it is protected by a password.
        TookTooLong: the limit is passed.
    """
    archive = guards.open_zip(source.file)
    title = ooxml.core_title(archive, source.clock)
    file, rows = packed(archive, source)
    return _content(source, _opened(file or source.file), title, rows)


def read_xlsb(source: Source) -> Content:
    """An XLSB file, a page for each sheet.

    Raises:
        DocumentDamaged: its container or a part of it is broken, or it would unpack beyond all measure.
        DocumentProtected: it is protected by a password.
        TookTooLong: the limit is passed.
    """
    archive = guards.open_zip(source.file)
    title = ooxml.core_title(archive, source.clock)
    check_binary(archive, source)
    return _content(source, _opened(source.file), title, {})


def read_xls(source: Source) -> Content:
    """An XLS file, a page for each sheet.

    Raises:
        DocumentDamaged: its container or a part of it is broken.
        DocumentProtected: it is protected by a password.
        TookTooLong: the limit is passed.
    """
    data = source.read(source.size)
    if _ENCRYPTED.search(data):
        raise DocumentProtected
    ole.check(data)
    book = _opened(source.file)
    return _content(source, book, "", {})


def _content(source: Source, book: CalamineWorkbook, title: str, rows: Mapping[str, Rows]) -> Content:
    """The sheets that a menu can show, numbered as they are seen.

    `rows` says for sheets that were drawn together which row each of theirs stands for.
    """
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible != SheetVisibleEnum.VeryHidden
    ]
    return Content(title, max(1, len(names)), _parts(book, names, rows, source))


def _parts(
    book: CalamineWorkbook, names: list[str], rows: Mapping[str, Rows], source: Source
) -> Iterator[Page | Reason]:
    """The sheets; one that is broken does not hide the others.

    Raises:
        DocumentDamaged: none of them can be read.
    """
    failed = 0
    left = source.limit_bytes
    for number, name in enumerate(names, start=1):
        source.clock.check()
        try:
            sheet = _guarded(lambda name=name: book.get_sheet_by_name(name))  # type: ignore[misc]
            text, whole = _sheet_text(sheet, rows.get(name), left, source)
        except DocumentDamaged:
            failed += 1
            if failed == len(names):
                raise
            continue
        if text:
            shown = " ".join(guards.clean(name).split())
            yield Page(number, Label("sheet", number, shown), text, code=True)
        if not whole:
            yield plain.too_large(source)
            return
        left -= len(text)
    if failed:
        yield Reason("DocumentIncomplete", {"failed": failed, "pages": len(names)})


def _sheet_text(sheet: CalamineSheet, rows: Rows | None, limit: int, source: Source) -> tuple[str, bool]:
    """The text of a sheet, and True when all of it fits the limit.

    Raises:
        TookTooLong: the limit is passed.
    """
    text = SheetText()
    for index, row in enumerate(sheet.iter_rows() if sheet.start else ()):
        if index % _CHECK_EVERY == 0:
            source.clock.check()
        cells = [cell if isinstance(cell, str) else _shown(cell) for cell in row]
        if any(cells):
            text.row(index if rows is None else rows[index], cells)
        if text.length > limit:
            return text.result(), False
    return text.result(), True


def _shown(cell: _Cell) -> str:
    """A cell as text: numbers with the 15 digits that count, dates as ISO 8601, truth in capitals as it is shown."""
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _opened(file: BinaryIO) -> CalamineWorkbook:
    """The workbook.

    Raises:
        DocumentDamaged: it cannot be read.
        DocumentProtected: it is protected by a password.
    """
    file.seek(0)
    return _guarded(lambda: CalamineWorkbook.from_filelike(file))


def _guarded(act: Callable[[], _Result]) -> _Result:
    """What the library gives, its faults as ours.

    Raises:
        DocumentDamaged: it cannot be read.
        DocumentProtected: it is protected by a password.
    """
    try:
        return act()
    except PasswordError as error:
        raise DocumentProtected from error
    except (CalamineError, OSError, ValueError) as error:
        raise DocumentDamaged(reason="its workbook cannot be read") from error
    except BaseException as error:  # a panic of the library: its class cannot be imported
        if type(error).__name__ != "PanicException":
            raise
        raise DocumentDamaged(reason="its workbook cannot be read") from error
