"""Documents, their pages and chunks: stored once each, whatever number of files hold the same text."""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.errors import DocumentDamaged, DocumentUnknown, PageUnknown
from assistant.pipeline.words import Words
from assistant.records import Chunk, Document, Label, PageChunks, ReadingDone, Reason, Scan, Scope, StoredChunk
from assistant.store import scans, scoping, vector_index, vector_slots, word_index
from assistant.store.state import check_rule

_COLUMNS = "id, content_hash, format, title, pages, chunks, reason"


@dataclass(slots=True)
class Prepared:
    """Pages with their words, made before the transaction begins, so that others need not wait for it.

    Attributes:
        stored: lengths of the pages that are there already: what lies within them is passed over.
        made: remembers the words of earlier pages of the same document.
    """

    stored: Mapping[int, int] = field(default_factory=dict)
    made: Words = field(default_factory=Words)
    pages: dict[int, tuple[Label, int]] = field(default_factory=dict)
    chunks: list[tuple[Chunk, tuple[str, str]]] = field(default_factory=list)
    scans: dict[int, Scan] = field(default_factory=dict)

    def take(self, part: PageChunks) -> None:
        """Check a part as it comes out of the reading child, and make its words.

        Raises:
            DocumentDamaged: its chunks do not follow each other, or a text is not Unicode.
        """
        before = self.stored.get(part.number, 0)
        label, length = self.pages.get(part.number, (part.label, before))
        for chunk in part.chunks:
            if chunk.text and chunk.end <= before:
                continue
            # What a page says is the chunks' texts one after the other: nothing else is stored of it.
            follows = (chunk.page, chunk.start) == (part.number, length)
            if not follows or not chunk.text or chunk.end - chunk.start != len(chunk.text):
                raise DocumentDamaged(reason="its parts do not follow each other")
            length = chunk.end
            self.chunks.append((chunk, self._words(chunk)))
        if length > before:
            self.pages[part.number] = label, length
            if part.scan is not None:
                self.scans[part.number] = part.scan

    def _words(self, chunk: Chunk) -> tuple[str, str]:
        try:
            chunk.text.encode()
        except UnicodeEncodeError as error:
            raise DocumentDamaged(reason="its text is not Unicode") from error
        return word_index.words_of(chunk.text, chunk.heading, chunk.language, self.made)


def prepared(pages: Iterable[PageChunks] | Prepared, stored: Mapping[int, int] | None = None) -> Prepared:
    """The pages, prepared unless they are.

    Raises:
        DocumentDamaged: they do not fit together.
    """
    if isinstance(pages, Prepared):
        return pages
    whole = Prepared(stored or {})
    for part in pages:
        whole.take(part)
    return whole


def add(connection: sqlite3.Connection, content_hash: bytes, done: ReadingDone, whole: Prepared) -> Document:
    """Store document, pages, chunks and words in the caller's transaction; the one with the same hash if it is there.

    Raises:
        DatabaseTooNew: a newer program has taken over the index.
    """
    there = by_hash(connection, content_hash)
    if there is not None:
        return there
    check_rule(connection)
    document_id = connection.execute(
        "INSERT INTO documents (content_hash, format, title, pages, chunks, reason) VALUES (?, ?, ?, ?, ?, ?)",
        (content_hash, done.format, _clean(done.title), done.pages, len(whole.chunks), reason_json(done.reason)),
    ).lastrowid
    _add_pages(connection, document_id, whole)
    return document(connection, document_id)


def append(connection: sqlite3.Connection, document_id: int, done: ReadingDone, whole: Prepared) -> Document:
    """Add pages, or more of a page, to a stored document, in the caller's transaction.

    Raises:
        DocumentUnknown: it was removed.
        DatabaseTooNew: a newer program has taken over the index.
    """
    check_rule(connection)
    document(connection, document_id)
    connection.execute(
        "UPDATE documents SET title = ?, pages = ?, chunks = chunks + ?, reason = ? WHERE id = ?",
        (_clean(done.title), done.pages, len(whole.chunks), reason_json(done.reason), document_id),
    )
    _add_pages(connection, document_id, whole)
    return document(connection, document_id)


def lengths(connection: sqlite3.Connection, document_id: int) -> dict[int, int]:
    """Length in code points of every page that is stored, by its number."""
    return dict(
        connection.execute("SELECT number, length FROM pages WHERE document_id = ?", (document_id,)).fetchall()
    )


def _add_pages(connection: sqlite3.Connection, document_id: int | None, whole: Prepared) -> None:
    connection.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (document_id, number) DO UPDATE SET length = excluded.length",
        (
            (document_id, number, _clean(label.kind), label.number, _clean(label.title), length)
            for number, (label, length) in whole.pages.items()
        ),
    )
    scans.put(connection, document_id, whole.scans)
    _add_chunks(connection, document_id, whole)


def _add_chunks(connection: sqlite3.Connection, document_id: int | None, whole: Prepared) -> None:
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'chunks'").fetchone()
    first = 1 if last is None else last[0] + 1
    numbered = [(first + offset, chunk, words) for offset, (chunk, words) in enumerate(whole.chunks)]
    connection.executemany(
        "INSERT INTO chunks (id, document_id, page, start, end, language, rule, line, model)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            (
                chunk_id,
                document_id,
                chunk.page,
                chunk.start,
                chunk.end,
                _clean(chunk.language),
                chunk.rule,
                chunk.line,
            )
            for chunk_id, chunk, _words in numbered
        ),
    )
    connection.executemany(
        "INSERT INTO texts VALUES (?, ?, ?)",
        ((chunk_id, chunk.text, _clean(chunk.heading)) for chunk_id, chunk, _words in numbered),
    )
    word_index.put_in(connection, ((chunk_id, *words) for chunk_id, _chunk, words in numbered))
    _count_languages(connection, document_id)


def _count_languages(connection: sqlite3.Connection, document_id: int | None) -> None:
    connection.execute("DELETE FROM languages WHERE document_id = ?", (document_id,))
    connection.execute(
        "INSERT INTO languages SELECT document_id, language, count(*) FROM chunks WHERE document_id = ?"
        " GROUP BY language",
        (document_id,),
    )


def _clean(text: str) -> str:
    """Text of a label or title: made from a file name it may hold half characters, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode()


def remove(connection: sqlite3.Connection, document_ids: Iterable[int]) -> None:
    """Remove those of these documents that no file holds any more, with all that was made of them.

    Raises:
        DatabaseTooNew: a newer program has taken over the index.
    """
    orphans = [
        one
        for (one,) in connection.execute(
            "SELECT id FROM documents WHERE id IN (SELECT value FROM json_each(?))"
            " AND NOT EXISTS (SELECT 1 FROM files WHERE document_id = documents.id)",
            (scoping.json_list(document_ids),),
        ).fetchall()
    ]
    if not orphans:
        return
    check_rule(connection)
    (everything,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    whole = len(orphans) == everything
    for one in orphans:
        _remove_one(connection, one, words_too=not whole)
    if whole:  # quicker by far than taking every word out
        word_index.make_anew(connection)


def _remove_one(connection: sqlite3.Connection, document_id: int, *, words_too: bool) -> None:
    found = connection.execute("SELECT id FROM chunks WHERE document_id = ?", (document_id,)).fetchall()
    _remove_chunks(connection, [one for (one,) in found], words_too=words_too)
    for table in ("languages", "scans", "pages"):
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def _remove_chunks(connection: sqlite3.Connection, ids: Sequence[int], *, words_too: bool) -> None:
    if words_too:
        word_index.take_out(connection, ids)
    vector_index.take_out(connection, ids)
    for table, column in (("texts", "chunk_id"), ("chunks", "id")):
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", ((one,) for one in ids))


def forget_pages(connection: sqlite3.Connection, document_id: int, numbers: Sequence[int]) -> int:
    """Remove pages, so that they can be read anew; how many they were.

    Raises:
        DatabaseTooNew: a newer program has taken over the index.
    """
    check_rule(connection)
    found = connection.execute(
        "SELECT id FROM chunks WHERE document_id = ? AND page IN (SELECT value FROM json_each(?))",
        (document_id, scoping.json_list(numbers)),
    ).fetchall()
    _remove_chunks(connection, [one for (one,) in found], words_too=True)
    for table, column in (("scans", "page"), ("pages", "number")):
        connection.executemany(
            f"DELETE FROM {table} WHERE document_id = ? AND {column} = ?", ((document_id, one) for one in numbers)
        )
    connection.execute("UPDATE documents SET chunks = chunks - ? WHERE id = ?", (len(found), document_id))
    _count_languages(connection, document_id)
    return len(numbers)


def document(connection: sqlite3.Connection, document_id: int | None) -> Document:
    """The document of that id.

    Raises:
        DocumentUnknown: it was removed.
    """
    found = connection.execute(f"SELECT {_COLUMNS} FROM documents WHERE id = ?", (document_id,)).fetchone()
    if found is None:
        raise DocumentUnknown(path=f"document {document_id}")
    return _document(found)


def by_hash(connection: sqlite3.Connection, content_hash: bytes) -> Document | None:
    """The document made from these very bytes, None when there is none."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM documents WHERE content_hash = ?", (content_hash,)).fetchone()
    return None if found is None else _document(found)


def _document(row: tuple[int, bytes, str, str, int, int, str | None]) -> Document:
    document_id, content_hash, form, title, page_count, chunk_count, reason = row
    return Document(document_id, content_hash, form, title, page_count, chunk_count, reason_of(reason))


def pages(connection: sqlite3.Connection, document_id: int) -> list[tuple[int, Label, int]]:
    """Number, label and length in code points of every page that was read."""
    found = connection.execute(
        "SELECT number, label_kind, label_number, label_title, length FROM pages WHERE document_id = ?"
        " ORDER BY number",
        (document_id,),
    ).fetchall()
    return [(number, Label(*label), length) for number, *label, length in found]


def page_text(connection: sqlite3.Connection, document_id: int, page: int) -> str:
    """The stored text of a page; "" for one without text.

    Raises:
        DocumentUnknown: the document was removed.
        PageUnknown: it has no such page.
    """
    found = connection.execute(
        "SELECT t.text FROM chunks c JOIN texts t ON t.chunk_id = c.id WHERE c.document_id = ? AND c.page = ?"
        " ORDER BY c.start",
        (document_id, page),
    ).fetchall()
    if not found and not 1 <= page <= (last := document(connection, document_id).pages):
        path = connection.execute(
            "SELECT path FROM files WHERE document_id = ? ORDER BY id LIMIT 1", (document_id,)
        ).fetchone()
        raise PageUnknown(path=os.fsdecode(path[0]) if path else "it", page=page, pages=last)
    return "".join(text for (text,) in found)


def page_parts(
    connection: sqlite3.Connection, document_id: int, page: int, at: int, limit: int, *, is_before: bool
) -> list[tuple[int, str, str]]:
    """Start, text, heading path of chunks of a page in order: from the one that holds `at` on, or those before it."""
    first = (
        "c.start >= coalesce((SELECT max(start) FROM chunks WHERE document_id = c.document_id AND page = c.page"
        " AND start <= ?), 0) ORDER BY c.start"
    )
    condition = "c.start < ? ORDER BY c.start DESC" if is_before else first
    found = connection.execute(
        "SELECT c.start, t.text, t.heading FROM chunks c JOIN texts t ON t.chunk_id = c.id"
        f" WHERE c.document_id = ? AND c.page = ? AND {condition} LIMIT ?",
        (document_id, page, at, limit),
    ).fetchall()
    return found[::-1] if is_before else found


def stored_chunks(
    connection: sqlite3.Connection, ids: Sequence[int], scope: Scope, model_id: str
) -> list[StoredChunk]:
    """The chunks of these ids that lie in the scope, in the order asked for."""
    model, slot = vector_slots.of_model(connection, model_id)
    rows = connection.execute(
        "SELECT c.id, c.document_id, c.page, c.start, c.end, t.text, t.heading, c.language, c.rule, c.line,"
        " p.label_kind, p.label_number, p.label_title, k.codes,"
        " s.confidence"
        " FROM chunks c JOIN texts t ON t.chunk_id = c.id"
        " JOIN pages p ON p.document_id = c.document_id AND p.number = c.page"
        " LEFT JOIN scans s ON s.document_id = c.document_id AND s.page = c.page"
        f" LEFT JOIN {slot.codes} k ON k.chunk_id = c.id AND c.{slot.column} = ?"
        " WHERE c.id IN (SELECT value FROM json_each(?))",
        (model, scoping.json_list(ids)),
    ).fetchall()
    paths = _paths(connection, {row[1] for row in rows}, scope)
    found = {
        row[0]: StoredChunk(
            row[0],
            row[1],
            Chunk(*row[2:10]),
            Label(*row[10:13]),
            paths[row[1]][0],
            tuple(paths[row[1]][1:]),
            token_codes=row[13],
            scan_confidence=row[14],
        )
        for row in rows
        if row[1] in paths
    }
    return [found[one] for one in ids if one in found]


def _paths(connection: sqlite3.Connection, document_ids: Iterable[int], scope: Scope) -> Mapping[int, list[bytes]]:
    condition, parameters = scoping.of_files(scope)
    found: dict[int, list[bytes]] = {}
    for document_id, path in connection.execute(
        "SELECT document_id, path FROM files WHERE document_id IN (SELECT value FROM json_each(?))"
        f" AND {condition} ORDER BY id",
        (scoping.json_list(document_ids), *parameters),
    ).fetchall():
        known = found.setdefault(document_id, [])
        if path not in known:  # the same file in two libraries
            known.append(path)
    return found


def languages(connection: sqlite3.Connection, scope: Scope) -> tuple[str, ...]:
    """Languages of the chunks in the scope, most frequent first."""
    inside = scoping.documents(connection, scope)
    condition = "" if inside is None else " WHERE document_id IN (SELECT value FROM json_each(?))"
    found = connection.execute(
        f"SELECT language FROM languages{condition} GROUP BY language ORDER BY sum(chunks) DESC, language",
        () if inside is None else (scoping.json_list(inside),),
    ).fetchall()
    return tuple(one for (one,) in found)


def reason_json(reason: Reason | None) -> str | None:
    """How a reason is stored."""
    return None if reason is None else json.dumps({"kind": reason.kind, "fields": dict(reason.fields)})


def reason_of(stored: str | None) -> Reason | None:
    """The reason that was stored so."""
    if stored is None:
        return None
    parts = json.loads(stored)
    return Reason(parts["kind"], parts["fields"])
