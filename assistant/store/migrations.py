"""The schemas, as numbered steps: oldest first, never edited once released; `user_version` counts the applied ones.

Rules for a new step: append a tuple of statements, store a database of the step before it in `tests/store/data`.
Rowids that other tables or other processes remember are AUTOINCREMENT, so that an id is never used twice.
"""

APP: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE libraries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE
        ) STRICT""",
        """CREATE TABLE roots (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            path BLOB NOT NULL,
            UNIQUE (library_id, path)
        ) STRICT""",
        """CREATE TABLE conversations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            title TEXT NOT NULL,
            started_s INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            text TEXT NOT NULL,
            extra TEXT NOT NULL,
            state TEXT NOT NULL,
            hash BLOB NOT NULL
        ) STRICT""",
        "CREATE INDEX messages_of_conversation ON messages (conversation_id)",
    ),
    (
        "ALTER TABLE libraries ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE libraries ADD COLUMN is_leaving INTEGER NOT NULL DEFAULT 0",
    ),
)
"""`app.db`: what the user made. `messages.hash` finds a flipped bit, which SQLite's own check hardly ever does."""

INDEX: tuple[tuple[str, ...], ...] = (
    (
        # Numbers the whole index has: "rule", "sign_revision", "erase_pending".
        "CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
        "INSERT INTO state VALUES ('sign_revision', 0), ('erase_pending', 0)",
        """CREATE TABLE documents (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            content_hash BLOB NOT NULL UNIQUE,
            format TEXT NOT NULL,
            title TEXT NOT NULL,
            pages INTEGER NOT NULL,
            chunks INTEGER NOT NULL,
            reason TEXT
        ) STRICT""",
        """CREATE TABLE files (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            library_id INTEGER NOT NULL,
            path BLOB NOT NULL,
            size_bytes INTEGER NOT NULL,
            modified_ns INTEGER NOT NULL,
            status TEXT NOT NULL,
            reason TEXT,
            document_id INTEGER REFERENCES documents (id),
            UNIQUE (library_id, path)
        ) STRICT""",
        "CREATE INDEX files_by_path ON files (path)",
        "CREATE INDEX files_of_document ON files (document_id)",
        """CREATE TABLE pages (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            number INTEGER NOT NULL,
            label_kind TEXT NOT NULL,
            label_number INTEGER,
            label_title TEXT NOT NULL,
            length INTEGER NOT NULL,
            PRIMARY KEY (document_id, number)
        ) STRICT, WITHOUT ROWID""",
        # One row a language, so that the languages of a library are known without looking at its chunks.
        """CREATE TABLE languages (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            language TEXT NOT NULL,
            chunks INTEGER NOT NULL,
            PRIMARY KEY (document_id, language)
        ) STRICT, WITHOUT ROWID""",
        # Model 0 stands for "no vectors yet".
        """CREATE TABLE models (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            dim INTEGER NOT NULL,
            mean BLOB,
            mean_rows INTEGER NOT NULL
        ) STRICT""",
        "INSERT INTO models VALUES (0, '', 0, NULL, 0)",
        # Chunks are narrow and their texts, vectors and codes stand in tables of their own: choosing among many
        # chunks then reads some 30 bytes for each and not its 6 KB.
        """CREATE TABLE chunks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            page INTEGER NOT NULL,
            start INTEGER NOT NULL,
            end INTEGER NOT NULL,
            language TEXT NOT NULL,
            rule INTEGER NOT NULL,
            line INTEGER NOT NULL,
            model INTEGER NOT NULL REFERENCES models (id)
        ) STRICT""",
        "CREATE UNIQUE INDEX chunks_of_document ON chunks (document_id, page, start)",
        "CREATE INDEX chunks_by_model ON chunks (model)",
        """CREATE TABLE texts (
            chunk_id INTEGER PRIMARY KEY REFERENCES chunks (id),
            text TEXT NOT NULL,
            heading TEXT NOT NULL
        ) STRICT""",
        "CREATE TABLE vectors (chunk_id INTEGER PRIMARY KEY REFERENCES chunks (id), vector BLOB NOT NULL) STRICT",
        "CREATE TABLE token_codes (chunk_id INTEGER PRIMARY KEY REFERENCES chunks (id), codes BLOB NOT NULL) STRICT",
        """CREATE TABLE sign_blocks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model INTEGER NOT NULL REFERENCES models (id),
            lowest INTEGER NOT NULL,
            highest INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            chunk_ids BLOB NOT NULL,
            document_ids BLOB NOT NULL,
            bits BLOB NOT NULL
        ) STRICT""",
        # Plain unicode61 splits Hindi and Thai words at their combining marks; accents are folded by our own code.
        """CREATE VIRTUAL TABLE words USING fts5 (
            text, heading, content = '',
            tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
        )""",
        "CREATE VIRTUAL TABLE word_counts USING fts5vocab (words, row)",
    ),
    (
        # Pages whose text was read from a picture; `words` as in `records.Scan`.
        """CREATE TABLE scans (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            page INTEGER NOT NULL,
            language TEXT NOT NULL,
            confidence REAL NOT NULL,
            turned INTEGER NOT NULL,
            width REAL NOT NULL,
            height REAL NOT NULL,
            words BLOB NOT NULL,
            UNIQUE (document_id, page)
        ) STRICT""",
    ),
    (
        # A second place for vectors (`vector_slots`): a chunk has those of two models while the model is changed.
        "ALTER TABLE models ADD COLUMN slot INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE chunks ADD COLUMN model_2 INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX chunks_by_model_2 ON chunks (model_2)",
        "CREATE TABLE vectors_2 (chunk_id INTEGER PRIMARY KEY REFERENCES chunks (id), vector BLOB NOT NULL) STRICT",
        """CREATE TABLE token_codes_2 (
            chunk_id INTEGER PRIMARY KEY REFERENCES chunks (id),
            codes BLOB NOT NULL
        ) STRICT""",
    ),
)
"""`index.db`: what is read from the user's files, and can be read again."""
