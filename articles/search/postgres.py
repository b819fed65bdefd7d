"""The engine on PostgreSQL: tsvector, with a GIN index for each part of a page.

Two things keep a word that every page has quick. The columns are cumulative (title; title and
summary; …), so that the index alone knows what matches and no page need be read again. And the
planner must not read the table instead: it does not know that the words lie outside of it and
would have to be fetched and unpacked, page by page. Functions can forbid it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from django.db import connection, connections, transaction

from articles.models import kind_of
from articles.search.engine import MOST, Fields, Hits, Level, Within
from articles.search.query import Every, Expression, Phrase, Some, Word
from articles.search.typos import keys_of

# A phrase is found by reading each page that has all its words; more than this are not read.
MOST_READ = 1000
# What a tsvector can hold: a position is below 16,384, and a word keeps 256 of them.
LAST_POSITION, MOST_POSITIONS = 16_383, 255

COLUMNS = {
    Within.TITLE: "in_title",
    Within.SUMMARY: "in_summary",
    Within.HEADINGS: "in_headings",
    Within.BODY: "in_body",
}
# Raise it when the tables change: an index of another shape is made anew.
SHAPE = "mgnews search 1"
TABLES = f"""
    CREATE TABLE IF NOT EXISTS search_text (
        rowid bigint PRIMARY KEY,
        title text NOT NULL, summary text NOT NULL, headings text NOT NULL, body text NOT NULL,
        in_title tsvector NOT NULL, in_summary tsvector NOT NULL,
        in_headings tsvector NOT NULL, in_body tsvector NOT NULL
    ) WITH (toast_tuple_target = 128);
    COMMENT ON TABLE search_text IS '{SHAPE}';
    CREATE TABLE IF NOT EXISTS search_word (
        word text PRIMARY KEY, is_name boolean NOT NULL, keys text[] NOT NULL
    );
    CREATE INDEX IF NOT EXISTS search_word_keys ON search_word USING gin (keys);
"""
INDEX = "CREATE INDEX IF NOT EXISTS search_text_{column} ON search_text USING gin ({column})"
LIKE = """
    CREATE OR REPLACE FUNCTION search_words_like(asked text[])
    RETURNS TABLE (word text, is_name boolean) LANGUAGE sql STABLE SET enable_seqscan = off
    AS 'SELECT word, is_name FROM search_word WHERE keys && asked'
"""
FUNCTION = """
    CREATE OR REPLACE FUNCTION search_{column}(asked tsquery, most integer) RETURNS SETOF bigint
    LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off
    AS 'SELECT rowid FROM search_text WHERE {column} @@ asked LIMIT most'
"""


def install(using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass('search_text'), 'pg_class')")
        is_current = cursor.fetchone() == (SHAPE,)
        if not is_current:
            cursor.execute("DROP TABLE IF EXISTS search_text, search_word")
        for statement in TABLES.split(";"):
            if statement.strip():
                cursor.execute(statement)
        cursor.execute(LIKE)
        for column in COLUMNS.values():
            cursor.execute(INDEX.format(column=column))
            cursor.execute(FUNCTION.format(column=column))
    return not is_current


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text")
    forget_words()


def add(rank: int, fields: Fields) -> None:
    vectors = [vector(fields[: within.value]) for within in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_text VALUES"
            " (%s, %s, %s, %s, %s, %s::tsvector, %s::tsvector, %s::tsvector, %s::tsvector)",
            [rank, *fields, *vectors],
        )


def vector(texts: Sequence[str]) -> str:
    """Return the words of `texts` with their places, as PostgreSQL writes a tsvector."""
    places: dict[str, list[str]] = {}
    place = 0
    for text in texts:
        for word in text.split():
            place += 1
            its_places = places.setdefault(word, [])
            if len(its_places) < MOST_POSITIONS and place <= LAST_POSITION:
                its_places.append(str(place))
        place += 1  # no phrase reaches from one field into the next
    return " ".join(
        f"{quoted(word)}:{','.join(its_places)}" if its_places else quoted(word)
        for word, its_places in places.items()
    )


def remove(ranks: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text WHERE rowid = ANY(%s)", [list(ranks)])


def ranks() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM search_text")
        return {rank for (rank,) in cursor.fetchall()}


def forget_words() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_word")


def tidy() -> None:
    with connection.cursor() as cursor:
        for column in COLUMNS.values():
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"search_text_{column}"])
        cursor.execute("SELECT gin_clean_pending_list('search_word_keys'::regclass)")
        cursor.execute("ANALYZE search_text")
        cursor.execute("ANALYZE search_word")


def find(
    levels: Sequence[Level],
    *,
    otherwise: Sequence[Level] = (),
    ranks: tuple[int, int] | None = None,
    most: int = MOST,
) -> Hits:
    most_read = MOST_READ if has_phrase(levels[-1].expression) else None
    tables, selects = [], []
    values: list[object] = []
    for number, level in enumerate([*levels, *otherwise]):
        is_spare = number >= len(levels)
        column = COLUMNS[level.within]
        where = f"WHERE NOT EXISTS (SELECT FROM found{len(levels) - 1})" if is_spare else ""
        tables.append(
            f"found{number} AS MATERIALIZED"  # noqa: S608 numbers and names of ours
            f" (SELECT rank FROM search_{column}(%s::tsquery, %s) AS rank {where})"
        )
        values += [written(level.expression), most_read]
    for number in range(len(levels) + len(otherwise)):
        between = "WHERE rank BETWEEN %s AND %s" if ranks else ""
        selects.append(
            f"(SELECT {number} AS level, rank, 0 AS number"  # noqa: S608 numbers of ours
            f" FROM found{number} {between} ORDER BY rank LIMIT {most:d})"
        )
        values += ranks or ()
    selects.append(
        f"SELECT -1, min(rank), count(*) FROM found{len(levels) - 1}"  # noqa: S608 a number
        " GROUP BY rank >> 52"
    )
    hits = Hits(levels=[[] for _ in (*levels, *otherwise)])
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {' UNION ALL '.join(selects)}", values)
        for level, rank, number in cursor.fetchall():
            if level < 0:
                hits.counts[kind_of(rank)] += number
            else:
                hits.levels[level].append(rank)
    hits.is_more = hits.total == most_read
    return hits


def has_phrase(expression: Expression) -> bool:
    match expression:
        case Every(parts) | Some(parts):
            return any(map(has_phrase, parts))
    return isinstance(expression, Phrase)


def written(expression: Expression) -> str:
    """Return `expression` as PostgreSQL writes a tsquery, every word quoted."""
    match expression:
        case Word(stem):
            return quoted(stem)
        case Phrase(stems):
            return "(" + " <-> ".join(map(quoted, stems)) + ")"
        case Every(parts):
            return "(" + " & ".join(map(written, parts)) + ")"
        case Some(parts):
            return "(" + " | ".join(map(written, parts)) + ")"


def quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def learn(words: Iterable[str], names: Iterable[str] = ()) -> None:
    names = set(names)
    keys = {word: list(keys_of(word)) for word in {*words, *names}}
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, is_name FROM search_word WHERE word = ANY(%s)", [list(keys)])
        known = dict(cursor.fetchall())
        # In order, so that two who learn the same words wait for each other and not both at once.
        rows = [
            (word, word in names, keys[word])
            for word in sorted(keys)
            if keys[word] and (word not in known or (word in names and not known[word]))
        ]
        if rows:
            cursor.execute(
                "INSERT INTO search_word VALUES "  # noqa: S608 only placeholders
                + ", ".join(["(%s, %s, %s)"] * len(rows))
                + " ON CONFLICT (word) DO UPDATE SET is_name = true"
                " WHERE EXCLUDED.is_name AND NOT search_word.is_name",
                list(chain.from_iterable(rows)),
            )


def words_like(keys: Sequence[str]) -> dict[str, bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, is_name FROM search_words_like(%s)", [list(keys)])
        return dict(cursor.fetchall())


def pages_with(stems: Sequence[str]) -> dict[str, int]:
    if not stems:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stem, (SELECT count(*) FROM search_in_body(asked::tsquery, NULL))"
            " FROM unnest(%s::text[], %s::text[]) AS words(stem, asked)",
            [list(stems), [quoted(stem) for stem in stems]],
        )
        return dict(cursor.fetchall())


@contextmanager
def do_not_wait() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50ms'")
        yield
