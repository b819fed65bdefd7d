"""The engine on SQLite: FTS5.

FTS5 walks through the entries of a word in the order of their numbers, and an entry's number is
its rank, so that the first ones are found without looking at the rest. Its own ranking (bm25)
looks at all of them, which for a word that every page has costs ten times as much as the page.

It could also be asked for a word in one column, but then it walks through all entries that have
the word anywhere. So the words of titles, summaries and headings are there once more, each with a
sign before it that makes it a word of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, connections
from django.db.backends.utils import CursorWrapper

from articles.models import SearchEntry, ranks_of
from articles.search.engine import MOST, Fields, Hits, Level, Within
from articles.search.query import Every, Expression, Phrase, Some, Word
from articles.search.typos import keys_of

# The words come folded and stemmed, with one blank between two: the plainest tokenizer leaves
# them as they are.
SHAPE = """fts5(
    title, summary, headings, body, in_title, in_summary, in_headings, tokenize = 'ascii'
)"""
TABLES = f"""
    CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING {SHAPE};
    CREATE VIRTUAL TABLE IF NOT EXISTS search_vocabulary USING fts5vocab('search_text', 'row');
    CREATE TABLE IF NOT EXISTS search_word (
        id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, is_name INTEGER NOT NULL
    );
    CREATE VIRTUAL TABLE IF NOT EXISTS search_word_keys
        USING fts5(keys, content = '', detail = none, tokenize = 'ascii');
"""
# No stem has such a sign in it: folding makes it a plain figure.
SIGNS = {Within.TITLE: "¹", Within.SUMMARY: "²", Within.HEADINGS: "³", Within.BODY: ""}
FOUND = """
    SELECT * FROM (
        SELECT %s AS level, rowid, 0 FROM search_text
        WHERE search_text MATCH %s AND rowid BETWEEN %s AND %s {only} ORDER BY rowid LIMIT %s
    )
"""
ONLY_IF_NOTHING = "AND NOT EXISTS (SELECT 1 FROM search_text WHERE search_text MATCH %s)"
COUNTED = """
    SELECT -1, %s, count(*) FROM search_text
    WHERE search_text MATCH %s AND rowid BETWEEN %s AND %s
"""
ALL = (0, (1 << 63) - 1)


def install(using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'search_text'")
        is_current = SHAPE in (cursor.fetchone() or [""])[0]
        if not is_current:
            for table in ("vocabulary", "text", "word_keys", "word"):
                cursor.execute(f"DROP TABLE IF EXISTS search_{table}")
        for statement in TABLES.split(";"):
            if statement.strip():
                cursor.execute(statement)
    return not is_current


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text")
    forget_words()


def add(rank: int, fields: Fields) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_text(rowid, title, summary, headings, body,"
            " in_title, in_summary, in_headings) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [rank, *fields, *(signed(fields, within) for within in list(Within)[:-1])],
        )


def signed(fields: Fields, within: Within) -> str:
    """Return the words of the first fields once more, each with the sign of that part."""
    sign = SIGNS[within]
    texts = fields[: within.value]
    # A bare sign between two fields, so that no phrase reaches from one into the next.
    return f" {sign} ".join(" ".join(sign + word for word in text.split()) for text in texts)


def remove(ranks: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_text WHERE rowid = %s", [[rank] for rank in ranks])


def ranks() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM search_text")
        return {rank for (rank,) in cursor.fetchall()}


def forget_words() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_word")
        cursor.execute("INSERT INTO search_word_keys(search_word_keys) VALUES ('delete-all')")


def tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_text(search_text) VALUES ('optimize')")
        cursor.execute("INSERT INTO search_word_keys(search_word_keys) VALUES ('optimize')")


def find(
    levels: Sequence[Level],
    *,
    otherwise: Sequence[Level] = (),
    ranks: tuple[int, int] | None = None,
    most: int = MOST,
) -> Hits:
    widest = written(levels[-1].expression)
    kinds = list(SearchEntry.Kind)
    selects, values = [], []
    for number, level in enumerate([*levels, *otherwise]):
        is_spare = number >= len(levels)
        selects.append(FOUND.format(only=ONLY_IF_NOTHING if is_spare else ""))
        match = written(level.expression, SIGNS[level.within])
        values += [number, match, *(ranks or ALL), *([widest] if is_spare else []), most]
    for number, kind in enumerate(kinds):
        selects.append(COUNTED)
        values += [number, widest, *ranks_of(kind)]
    hits = Hits(levels=[[] for _ in (*levels, *otherwise)])
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        for level, found, count in cursor.fetchall():
            if level < 0:
                hits.counts[kinds[found]] = count
            else:
                hits.levels[level].append(found)
    return hits


def written(expression: Expression, sign: str = "") -> str:
    """Return `expression` as FTS5 reads it, with `sign` before each word.

    Every word is quoted, so that none is an operator.
    """
    match expression:
        case Word(stem):
            return quoted(sign + stem)
        case Phrase(stems):
            return quoted(" ".join(sign + stem for stem in stems))
        case Every(parts):
            return "(" + " AND ".join(written(part, sign) for part in parts) + ")"
        case Some(parts):
            return "(" + " OR ".join(written(part, sign) for part in parts) + ")"


def quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def learn(words: Iterable[str], names: Iterable[str] = ()) -> None:
    names = set(names)
    keys = {word: keys_of(word) for word in {*words, *names}}
    keys = {word: " ".join(its_keys) for word, its_keys in keys.items() if its_keys}
    with connection.cursor() as cursor:
        known = _known(cursor, list(keys))
        new = [word for word in keys if word not in known]
        cursor.executemany(
            "INSERT INTO search_word(word, is_name) VALUES (%s, %s)",
            [[word, word in names] for word in new],
        )
        cursor.executemany(
            "INSERT INTO search_word_keys(rowid, keys)"
            " SELECT id, %s FROM search_word WHERE word = %s",
            [[keys[word], word] for word in new],
        )
        cursor.executemany(
            "UPDATE search_word SET is_name = 1 WHERE word = %s",
            [[word] for word in names if known.get(word) is False],
        )


def _known(cursor: CursorWrapper, words: list[str]) -> dict[str, bool]:
    """Those of `words` that are known, and whether each is a name."""
    known: dict[str, bool] = {}
    for start in range(0, len(words), 500):
        some = words[start : start + 500]
        placeholders = ", ".join(["%s"] * len(some))
        cursor.execute(
            f"SELECT word, is_name FROM search_word WHERE word IN ({placeholders})",  # noqa: S608
            some,
        )
        known.update((word, bool(is_name)) for word, is_name in cursor.fetchall())
    return known


def words_like(keys: Sequence[str]) -> dict[str, bool]:
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, is_name FROM search_word WHERE id IN"
            " (SELECT rowid FROM search_word_keys WHERE search_word_keys MATCH %s)",
            [" OR ".join(map(quoted, keys))],
        )
        return {word: bool(is_name) for word, is_name in cursor.fetchall()}


def pages_with(stems: Sequence[str]) -> dict[str, int]:
    if not stems:
        return {}
    with connection.cursor() as cursor:
        # The vocabulary is searched by a word that it is given, and read through for a list.
        one = "SELECT term, doc FROM search_vocabulary WHERE term = %s"
        cursor.execute(" UNION ALL ".join([one] * len(stems)), list(stems))
        return dict.fromkeys(stems, 0) | dict(cursor.fetchall())


@contextmanager
def do_not_wait() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (patience,) = cursor.fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
