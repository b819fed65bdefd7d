"""What editors keep for a query: words that mean the same, and pages that come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

# Written by hand, and one for both: every search asks it first, and Django takes ten times longer
# to write it than a database to answer it.
_SYNONYMS = """
    SELECT id, key, set_id, term_id FROM articles_synonym
    WHERE set_id IN (SELECT set_id FROM articles_synonym WHERE key IN ({keys}))
    OR term_id IN (SELECT term_id FROM articles_synonym WHERE key IN ({keys}))
"""
_PICKS = """
    SELECT NULL, NULL, entry.rank, picked.position FROM articles_pickedpage AS picked
    JOIN articles_pick AS pick ON pick.id = picked.pick_id
    JOIN articles_searchentry AS entry ON entry.article_id = picked.article_id
    WHERE pick.key = %s
"""


class Kept(NamedTuple):
    """`sets` are keys that mean the same, `picks` the ranks of entries with their places."""

    sets: list[list[str]]
    picks: dict[int, int]


def kept_for(keys: Sequence[str], query_key: str) -> Kept:
    """Return the synonyms of `keys`, themselves among them, and the picks of a query."""
    placeholders = ", ".join(["%s"] * len(keys)) or "NULL"
    sql = f"{_SYNONYMS.format(keys=placeholders)} UNION ALL {_PICKS}"
    sets: dict[tuple[int | None, int | None], list[str]] = {}
    picks = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [*keys, *keys, query_key])
        rows = cursor.fetchall()
    # In the order in which editors listed them.
    for _id, key, first, second in sorted(rows, key=lambda row: row[0] or 0):
        if key is None:
            picks[first] = second
        else:
            sets.setdefault((first, second), []).append(key)
    return Kept(list(sets.values()), picks)
