"""The search: one interface over two databases.

What a reader typed becomes a query (`query.py`) of words as the index knows them (`words.py`); an
engine finds what matches (`engine.py`, `sqlite.py`, `postgres.py`), and ranking, spelling and
snippets are ours, so that both databases give the same answer. The verbs keep the index
(`index.py`): an entry changes in the transaction that changes what readers see.
"""

from articles.search.finding import Found, Result, find
from articles.search.index import (
    forget_term,
    index_article,
    index_people,
    index_section,
    index_term,
    reindex,
)
from articles.search.query import clean
from articles.search.snippets import Piece
from articles.search.suggestions import suggest
from articles.search.synonyms import know_set
from articles.search.unanswered import count_unanswered
from articles.search.words import key_of

__all__ = [
    "Found",
    "Piece",
    "Result",
    "clean",
    "count_unanswered",
    "find",
    "forget_term",
    "index_article",
    "index_people",
    "index_section",
    "index_term",
    "key_of",
    "know_set",
    "reindex",
    "suggest",
]
