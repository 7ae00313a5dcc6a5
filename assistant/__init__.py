"""Footnote: answers questions over your own files, on your own computer, and points at the words that say so."""
