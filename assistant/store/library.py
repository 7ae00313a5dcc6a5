"""The library: files, documents, chunks, words and vectors, each method one transaction (or none, where it says so).

Thread-safe; any thread may call any method, and none of them belongs into the UI thread. Every method raises what
`database.fence` raises: DiskFull, DatabaseBusy, DatabaseUnreadable, DataFolderUnusable.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.pipeline.words import Words
from assistant.records import (
    Chunk,
    Coverage,
    Document,
    FileEntry,
    Hit,
    Label,
    Library,
    PageChunks,
    PassageVectors,
    ReadingDone,
    Reason,
    Scan,
    Scope,
    StoredChunk,
)
from assistant.store import (
    conversations,
    documents,
    erasing,
    files,
    libraries,
    scans,
    scoping,
    sign_bits,
    vector_index,
    word_index,
)
from assistant.store.database import Database
from assistant.store.documents import Prepared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class LibraryStore:
    """What is known of the user's files: `app` holds the libraries and their roots, `index` all the rest."""

    def __init__(self, app: Database, index: Database) -> None:
        self._app = app
        self._index = index
        self._signs = sign_bits.Memory()

    # --- libraries

    def libraries(self) -> list[Library]:
        """Every library, in the order they were made."""
        with self._app.reading() as connection:
            return libraries.all_of_them(connection)

    def library(self, name: str) -> Library:
        """The library of that name.

        Raises:
            LibraryUnknown: there is none.
        """
        with self._app.reading() as connection:
            return libraries.named(connection, name)

    def ensure_library(self, name: str) -> Library:
        """The library of that name, made when it is not there."""
        with self._app.writing() as connection:
            return libraries.ensure(connection, name)

    def rename_library(self, library_id: int, name: str) -> None:
        """Give a library another name.

        Raises:
            LibraryNameTaken: another one has it.
        """
        with self._app.writing() as connection:
            libraries.rename(connection, library_id, name)

    def pause_library(self, library_id: int, *, is_paused: bool) -> None:
        """Remember that the person stopped reading a library, or that it goes on."""
        with self._app.writing() as connection:
            libraries.pause(connection, library_id, is_paused=is_paused)

    def leave_library(self, library_id: int, *, is_leaving: bool) -> None:
        """Remember that a library is to be removed, or stays after all."""
        with self._app.writing() as connection:
            libraries.leave(connection, library_id, is_leaving=is_leaving)

    def add_roots(self, library_id: int, paths: Iterable[bytes]) -> None:
        """Remember folders and files the user added; adding them again changes nothing."""
        with self._app.writing() as connection:
            for path in paths:
                libraries.add_root(connection, library_id, path)

    def remove_library(self, library_id: int) -> None:
        """Remove a library, the texts that no other library holds, and every trace of them in the data folder.

        Answers that may hold words of its files lose their text; what the user asked stays.

        Killed in between, the next start of the program goes on with it.

        Raises:
            DatabaseBusy: another program reads, so traces are left; the next start erases them.
        """
        every = [entry.path for entry in self.files(library_id)]
        with self._app.writing() as connection:
            roots = next((one.roots for one in libraries.all_of_them(connection) if one.id == library_id), ())
            conversations.erase_answers(connection, every, roots)
        with self._index.writing() as connection:
            files.remove(connection, library_id, every)
            erasing.remember(connection)
        with self._app.writing() as connection:
            libraries.remove(connection, library_id)
        erasing.erase_index(self._index)
        erasing.erase_roots(self._app)

    # --- files and documents

    def files(self, library_id: int, under: bytes | None = None) -> list[FileEntry]:
        """The files of a library in the order they were added; `under`: that path itself and what lies below it."""
        with self._index.reading() as connection:
            return files.of_library(connection, library_id, under)

    def file(self, library_id: int, path: bytes) -> FileEntry | None:
        """The file at this path in the library, None when it was never added."""
        with self._index.reading() as connection:
            return files.at(connection, path, library_id)

    def file_of_path(self, path: bytes) -> FileEntry | None:
        """The file at this path in any library, one that was read when there is one."""
        with self._index.reading() as connection:
            return files.at(connection, path, None)

    def set_file(self, entry: FileEntry) -> None:
        """Insert or update a file; `pages` and `chunks` of the entry are not looked at, its document says them.

        The document that the path held before is removed when no other file holds it.
        """
        with self._index.writing() as connection:
            files.put(connection, entry)

    def add_waiting(self, library_id: int, paths: Iterable[bytes]) -> None:
        """Add files that are known and not read yet; a path that is there already stays as it is."""
        with self._index.writing() as connection:
            files.add_waiting(connection, library_id, paths)

    def remove_files(self, library_id: int, paths: Iterable[bytes]) -> None:
        """Remove files and the documents that no file holds then, with chunks, words and vectors.

        For a deletion the user asked for, call `erase_traces` after it.
        """
        with self._index.writing() as connection:
            files.remove(connection, library_id, paths)

    def erase_traces(self) -> None:
        """Rewrite the index so that no byte of what was removed is left in any file of the data folder.

        Takes about as long as copying the index. Interrupted or failed, the next start of the program does it.

        Raises:
            DatabaseBusy: another program is reading.
        """
        with self._index.writing() as connection:
            erasing.remember(connection)
        erasing.erase_index(self._index)

    def mark_gone(self, library_id: int, paths: Iterable[bytes], reason: Reason) -> None:
        """Keep what was read of files that are gone, and say so; one whose text another file holds is forgotten."""
        with self._index.writing() as connection:
            files.mark_gone(connection, library_id, paths, reason)

    def count_gone(self, library_id: int) -> int:
        """How many files of a library are marked as gone."""
        with self._index.reading() as connection:
            return files.count_gone(connection, library_id)

    def forget_text(self, library_id: int, path: bytes) -> None:
        """Remove the document of a file; the file and all that hold the same text wait to be read."""
        with self._index.writing() as connection:
            files.forget_text(connection, library_id, path)

    def document_by_hash(self, content_hash: bytes) -> Document | None:
        """The document made from these very bytes, None when there is none."""
        with self._index.reading() as connection:
            return documents.by_hash(connection, content_hash)

    def add(self, content_hash: bytes, done: ReadingDone, pages: Iterable[PageChunks]) -> Document:
        """Store a document with its chunks and words; the one that is there when the hash is known.

        Until a file refers to it, it is found by nobody, and the next start of the program removes it:
        `add_with_file` does both at once.

        Raises:
            DocumentDamaged: its parts do not fit together.
        """
        there = self.document_by_hash(content_hash)
        if there is not None:
            return there
        whole = documents.prepared(pages)
        with self._index.writing() as connection:
            return documents.add(connection, content_hash, done, whole)

    def add_with_file(
        self, entry: FileEntry, content_hash: bytes, done: ReadingDone, pages: Iterable[PageChunks] | Prepared
    ) -> Document:
        """`add` and `set_file` at once; the entry's `document_id` is not looked at.

        Pages can be prepared while they come: `preparing`.

        Raises:
            DocumentDamaged: its parts do not fit together.
        """
        whole = documents.prepared(pages)
        with self._index.writing() as connection:
            document = documents.add(connection, content_hash, done, whole)
            files.put(connection, files.holding(entry, document.id))
        return document

    def preparing(self, document_id: int | None, made: Words) -> Prepared:
        """An empty `Prepared` for pages of a new document (None), or for more of one that is stored."""
        if document_id is None:
            return Prepared(made=made)
        with self._index.reading() as connection:
            return Prepared(documents.lengths(connection, document_id), made)

    def add_pages(
        self, document_id: int, done: ReadingDone, pages: Iterable[PageChunks] | Prepared
    ) -> Document:
        """Add what is not stored yet of a document's pages, and what `done` says of it now.

        Raises:
            DocumentUnknown: it was removed.
            DocumentDamaged: its parts do not fit together.
        """
        with self._index.reading() as connection:
            there = documents.lengths(connection, document_id)
        whole = documents.prepared(pages, there)
        with self._index.writing() as connection:
            return documents.append(connection, document_id, done, whole)

    def forget_scans(self, document_id: int) -> int:
        """Remove the pages of a document that were read from pictures, so that they can be added again; how many."""
        with self._index.writing() as connection:
            return documents.forget_pages(connection, document_id, scans.pages(connection, document_id))

    def forget_last_page(self, document_id: int) -> int:
        """Remove the last page of a document, at which its reading was cut off; 1, or 0 when there is none."""
        with self._index.writing() as connection:
            last = max(documents.lengths(connection, document_id), default=0)
            return documents.forget_pages(connection, document_id, [last] if last else [])

    def scan_pages(self, document_id: int) -> list[int]:
        """The numbers of the pages that were read from pictures."""
        with self._index.reading() as connection:
            return scans.pages(connection, document_id)

    def scan(self, document_id: int, page: int) -> Scan | None:
        """How a page was read from a picture, and where its words stand; None when its text is text."""
        with self._index.reading() as connection:
            return scans.of_page(connection, document_id, page)

    def scan_languages(self, document_id: int) -> set[str]:
        """The language data that pages of the document were read with; empty when none is a scan."""
        with self._index.reading() as connection:
            return scans.languages(connection, document_id)

    def document(self, document_id: int) -> Document:
        """The document of that id.

        Raises:
            DocumentUnknown: it was removed.
        """
        with self._index.reading() as connection:
            return documents.document(connection, document_id)

    def pages(self, document_id: int) -> list[tuple[int, Label, int]]:
        """Number, label and length in code points of the pages that were read."""
        with self._index.reading() as connection:
            return documents.pages(connection, document_id)

    def page_text(self, document_id: int, page: int) -> str:
        """The stored text of a page, "" for one without text.

        Raises:
            DocumentUnknown: the document was removed.
            PageUnknown: it has no such page.
        """
        with self._index.reading() as connection:
            return documents.page_text(connection, document_id, page)

    def page_parts(
        self, document_id: int, page: int, at: int, limit: int, *, is_before: bool = False
    ) -> list[tuple[int, str, str]]:
        """Start, text and heading path of at most `limit` chunks of a page, in order.

        They begin with the chunk that holds the code point `at`; with `is_before` they are the last ones before it.
        """
        with self._index.reading() as connection:
            return documents.page_parts(connection, document_id, page, at, limit, is_before=is_before)

    # --- what the scope holds

    def coverage(self, scope: Scope, model_id: str) -> Coverage:
        """How much of the scope can be found; with `documents` given, only files that hold one of them count."""
        with self._index.reading() as connection:
            return files.coverage(connection, scope, model_id)

    def failed_files(self, scope: Scope) -> list[FileEntry]:
        """The files of the scope's libraries that could not be read."""
        with self._index.reading() as connection:
            return files.failed(connection, scope)

    def languages(self, scope: Scope) -> tuple[str, ...]:
        """Languages of the chunks in the scope, most frequent first."""
        with self._index.reading() as connection:
            return documents.languages(connection, scope)

    # --- search

    def match_words(self, words: Sequence[str], scope: Scope, limit: int) -> list[Hit]:
        """Chunks with any of the words (as `pipeline.words.question_words` makes them), best first, by BM25."""
        with self._index.reading() as connection:
            return word_index.matched(connection, words, scoping.documents(connection, scope), limit)

    def match_vector(self, vector: "NDArray[np.float32]", model_id: str, scope: Scope, limit: int) -> list[Hit]:
        """Chunks nearest to the vector, float32 (dim,) of length 1, best first, by cosine (-1 to 1).

        Exact below 2,000 chunks, in the scope or at all; above, the best 400 (or `limit`) by signs are compared
        exactly.
        """
        with self._index.reading() as connection:
            inside = scoping.documents(connection, scope)
            return vector_index.matched(connection, self._signs, vector, model_id, inside, limit)

    def stored_chunks(self, ids: Sequence[int], scope: Scope, model_id: str) -> list[StoredChunk]:
        """The chunks of these ids in the order asked for; ones that were removed or lie outside are left out."""
        with self._index.reading() as connection:
            return documents.stored_chunks(connection, ids, scope, model_id)

    # --- vectors

    def chunks_without_vectors(
        self, model_id: str, limit: int, scope: Scope | None = None
    ) -> list[tuple[int, Chunk]]:
        """Ids and chunks that have no vectors of the model: the first `limit` by sequence, shortest first."""
        with self._index.reading() as connection:
            return vector_index.without_vectors(connection, model_id, limit, scope)

    def count_without_vectors(self, model_id: str, scope: Scope | None = None) -> int:
        """How many chunks have no vectors of the model."""
        with self._index.reading() as connection:
            return vector_index.count_without_vectors(connection, model_id, scope)

    def vector_models(self) -> list[str]:
        """The models that chunks have vectors of: one, and two while the model is being changed."""
        with self._index.reading() as connection:
            return vector_index.models(connection)

    def drop_vectors(self, model_id: str, limit: int) -> int:
        """Remove a model's vectors from at most `limit` chunks; gives from how many, 0 when none are left."""
        with self._index.writing() as connection:
            return vector_index.drop(connection, model_id, limit)

    def add_vectors(self, model_id: str, chunk_ids: Sequence[int], vectors: PassageVectors) -> None:
        """Store vectors and token codes of chunks, in place of older ones; chunks that were removed are passed over.

        Those of one other model stay beside them until `drop_vectors`.

        Raises:
            ValueError: counts or the dimension do not fit.
        """
        with self._index.writing() as connection:
            vector_index.put_in(connection, model_id, chunk_ids, vectors)
