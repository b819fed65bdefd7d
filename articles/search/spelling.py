"""Spelling: a query with its mistyped words put right."""

from __future__ import annotations

from collections.abc import Sequence

from articles.search.engine import engine
from articles.search.query import Group, Query
from articles.search.typos import edits_allowed, keys_for, nearest
from articles.search.words import stem

# A word on so many pages is meant as it is typed.
KNOWN = 3
# A word on fewer pages is itself a mistake when another is on so many times more.
TIMES_MORE = 10
# How many words are looked up more closely for each that was typed.
CANDIDATES = 8


def put_right(query: Query, groups: Sequence[Group]) -> Query | None:
    """Return `query` with the words that nobody writes replaced by ones that the site knows.

    Words that stand for something together, or in quotation marks, are left alone. None when
    there is nothing to put right. Two queries to the database.
    """
    known = {stem for group in groups if len(group.ways) > 1 for stem in group.ways[0]}
    doubtful = [
        part.words[0]
        for part in query.parts
        if not part.is_quoted and part.stems[0] not in known and edits_allowed(part.words[0])
    ]
    found = engine().words_like([key for word in doubtful for key in keys_for(word)])
    candidates = {
        word: sorted(near for near in nearest(word, found) if near[1] != word)[:CANDIDATES]
        for word in doubtful
    }
    stems = {stem(word) for word in doubtful}
    stems |= {stem(word) for near in candidates.values() for _edits, word in near}
    pages = engine().pages_with(sorted(stems)) if any(candidates.values()) else {}
    better = {}
    for word, near in candidates.items():
        has = pages.get(stem(word), 0)
        if has >= KNOWN:
            continue
        worth = [
            (edits, not found[other], -pages[stem(other)], other)
            for edits, other in near
            if stem(other) != stem(word)
            and (pages[stem(other)] > has * TIMES_MORE or (not has and found[other]))
        ]
        if worth:
            better[word] = min(worth)[-1]
    return query.with_words(better) if better else None
