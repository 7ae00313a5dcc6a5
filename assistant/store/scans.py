"""How the text of pages that are pictures was read, and where each word stands on them."""

import sqlite3
from collections.abc import Mapping

from assistant.records import Scan


def put(connection: sqlite3.Connection, document_id: int | None, scans: Mapping[int, Scan]) -> None:
    """Remember how pages were read, by their number."""
    connection.executemany(
        "INSERT OR REPLACE INTO scans VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (document_id, page, one.language, one.confidence, one.turned, one.width, one.height, one.words)
            for page, one in scans.items()
        ),
    )


def pages(connection: sqlite3.Connection, document_id: int) -> list[int]:
    """The numbers of the pages that were read from pictures."""
    found = connection.execute("SELECT page FROM scans WHERE document_id = ? ORDER BY page", (document_id,))
    return [page for (page,) in found.fetchall()]


def of_page(connection: sqlite3.Connection, document_id: int, page: int) -> Scan | None:
    """How a page was read; None when its text is text."""
    found = connection.execute(
        "SELECT language, confidence, turned, width, height, words FROM scans WHERE document_id = ? AND page = ?",
        (document_id, page),
    ).fetchone()
    return None if found is None else Scan(*found)


def languages(connection: sqlite3.Connection, document_id: int) -> set[str]:
    """The language data that the pages were read with."""
    found = connection.execute("SELECT DISTINCT language FROM scans WHERE document_id = ?", (document_id,))
    return {language for (language,) in found.fetchall()}
