"""What embedding models were trained to see in front of a question and of a passage, by the model's name.

A GGUF does not say it. Without the right one the vectors of questions and passages meet less well, and with a wrong
one worse than with none, so a name that is not known gets none.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prefixes:
    """The texts in front of a question and of a passage."""

    question: str = ""
    passage: str = ""


_SEARCH = "Represent this sentence for searching relevant passages: "
_TASK = "Given a web search query, retrieve relevant passages that answer the query"

_KNOWN = (
    ("qwen3-embedding", Prefixes(f"Instruct: {_TASK}\nQuery:")),
    ("e5.*instruct|e5-mistral", Prefixes(f"Instruct: {_TASK}\nQuery: ")),
    ("(^|-)e5-", Prefixes("query: ", "passage: ")),
    ("nomic-embed", Prefixes("search_query: ", "search_document: ")),
    ("embedding-?gemma", Prefixes("task: search result | query: ", "title: none | text: ")),
    ("arctic-embed.*v2", Prefixes("query: ")),
    ("arctic-embed|mxbai-embed|bge-.*-en", Prefixes(_SEARCH)),
    ("bge-.*-zh", Prefixes("为这个句子生成表示以用于检索相关文章\uff1a")),
)
"""The first pattern that is found in the name counts. Source: the model cards of these models."""


def of_model(*names: str) -> Prefixes:
    """The prefixes of the model that one of these names is known for: its own, or its file's."""
    for name in names:
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower())
        for pattern, prefixes in _KNOWN:
            if re.search(pattern, plain):
                return prefixes
    return Prefixes()
