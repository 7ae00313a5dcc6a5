"""The words of the chunks: put in, taken out, matched.

The table is contentless: FTS5 keeps no text, and an entry is only taken out rightly by giving it the very words it
was put in with. So words are always made by `words_of`, from what is stored, by the one rule the index was made with.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from assistant.pipeline import words
from assistant.records import Hit
from assistant.store import scoping
from assistant.store.state import number, set_number

_HEADING_WEIGHT = 2.0
"""A title column of double weight gave +0.9 R@1 on SQuAD (one half of its development set)."""

_FREQUENT = 0.2
"""A word in more than this part of the chunks is left out of the scan when a rarer one is there: it hardly tells
chunks apart, and reading its long list is where the time goes (OR of all words over 400,000 chunks: 149 ms p50)."""

_FREQUENT_ROWS = 5_000
"""Below this many chunks nothing is left out: the scan takes about a millisecond, and every word helps."""

_MOST_WORDS = 64
"""Longest question, in words; of a longer one the rarest words are taken."""

_BATCH = 500
"""Chunks read at once while the index is made anew."""


def words_of(text: str, heading: str, language: str, made: words.Words | None = None) -> tuple[str, str]:
    """What is put into the two columns for a chunk; one `made` for all chunks of a document halves the time."""
    made = made or words.Words()
    return " ".join(made.of(text, language)), " ".join(made.of(heading, language))


def put_in(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Add (chunk id, text words, heading words)."""
    connection.executemany("INSERT INTO words (rowid, text, heading) VALUES (?, ?, ?)", rows)


def take_out(connection: sqlite3.Connection, chunk_ids: Iterable[int]) -> None:
    """Remove the words of these chunks, whose texts must still be there."""
    found = connection.execute(
        "SELECT c.id, t.text, t.heading, c.language FROM chunks c JOIN texts t ON t.chunk_id = c.id"
        " WHERE c.id IN (SELECT value FROM json_each(?))",
        (scoping.json_list(chunk_ids),),
    ).fetchall()
    made = words.Words()
    connection.executemany(
        "INSERT INTO words (words, rowid, text, heading) VALUES ('delete', ?, ?, ?)",
        ((chunk_id, *words_of(text, heading, language, made)) for chunk_id, text, heading, language in found),
    )


def make_anew(connection: sqlite3.Connection) -> None:
    """Empty the index and fill it from the stored chunks, inside the caller's transaction."""
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    last = 0
    made = words.Words()
    while True:
        found = connection.execute(
            "SELECT c.id, t.text, t.heading, c.language FROM chunks c JOIN texts t ON t.chunk_id = c.id"
            " WHERE c.id > ? ORDER BY c.id LIMIT ?",
            (last, _BATCH),
        ).fetchall()
        if not found:
            break
        put_in(
            connection,
            ((chunk_id, *words_of(text, heading, language, made)) for chunk_id, text, heading, language in found),
        )
        last = found[-1][0]
    set_number(connection, "rule", words.RULE)


def rule_is_current(connection: sqlite3.Connection) -> bool:
    """True when the stored words were made by the rule of this program."""
    return number(connection, "rule") == words.RULE


def matched(
    connection: sqlite3.Connection, wanted: Sequence[str], documents: list[int] | None, limit: int
) -> list[Hit]:
    """Chunks that hold any of the words, best first by BM25, at most `limit`; `documents` None does not restrict."""
    searched = _worth_searching(connection, wanted)
    if not searched or limit < 1:
        return []
    condition = (
        ""
        if documents is None
        else (" AND +rowid IN (SELECT id FROM chunks WHERE document_id IN (SELECT value FROM json_each(?)))")
    )
    found = connection.execute(
        f"SELECT rowid, bm25(words, 1.0, {_HEADING_WEIGHT}) AS score FROM words WHERE words MATCH ?{condition}"
        " ORDER BY score, rowid LIMIT ?",
        (_expression(searched), *([] if documents is None else [scoping.json_list(documents)]), limit),
    ).fetchall()
    return [Hit(chunk_id, -score) for chunk_id, score in found]  # FTS5 counts downwards: -3.2 is better than -1.1


def _expression(wanted: Sequence[str]) -> str:
    return " OR ".join('"' + word.replace('"', '""') + '"' for word in wanted)


def _worth_searching(connection: sqlite3.Connection, wanted: Sequence[str]) -> list[str]:
    """The words once each, rarest first, without the very frequent ones when there are rarer ones."""
    counts = dict.fromkeys((word for word in wanted if "\0" not in word), 0)  # FTS5 would end its query there
    for word in counts:
        found = connection.execute("SELECT doc FROM word_counts WHERE term = ?", (word,)).fetchone()
        counts[word] = 0 if found is None else int(found[0])
    (rows,) = connection.execute("SELECT total(chunks) FROM documents").fetchone()
    kept = [word for word, count in counts.items() if count <= rows * _FREQUENT]
    if rows < _FREQUENT_ROWS or not any(counts[word] for word in kept):
        kept = list(counts)
    # A count of 0 stays in, last: FTS5 folds letters by its own table and may know the word after all.
    return sorted(kept, key=lambda word: (counts[word] == 0, counts[word]))[:_MOST_WORDS]
