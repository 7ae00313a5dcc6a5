"""Steps between text and answer: pure functions from texts and records to records, without state or files."""
