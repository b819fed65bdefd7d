"""The engine: what the search asks of a database, and which database answers.

`sqlite.py` (FTS5) and `postgres.py` (tsvector) offer the functions of `Engine` with the same
meaning; nothing else in the project knows which of them is at work. Their tables are made after
every `migrate` rather than in a migration: no model stands for them, and a table that is there is
left as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from importlib import import_module
from typing import Any, NamedTuple, Protocol, cast

from django.db import connections

from articles.models import SearchEntry
from articles.search.query import Expression

# How many entries are looked at; nobody reads page 26.
MOST = 500


class Within(IntEnum):
    """How much of a page is searched; each includes the ones before it."""

    TITLE = 1
    SUMMARY = 2
    HEADINGS = 3
    BODY = 4


@dataclass(frozen=True)
class Level:
    """One way to match, and how much of the page must do so. Better levels are asked first."""

    within: Within
    expression: Expression


@dataclass
class Hits:
    """What the index found.

    `levels` holds the ranks that each level matches, the best first and not all of many; an
    entry may be in several. `counts` says how many entries of each kind match in all, whatever
    kind was asked for. `is_more` says that there are more than were counted.
    """

    levels: list[list[int]]
    counts: Counter[str] = field(default_factory=Counter)
    is_more: bool = False

    @property
    def total(self) -> int:
        return self.counts.total()


class Fields(NamedTuple):
    """The words of one entry, stemmed, a blank between two."""

    title: str
    summary: str
    headings: str
    body: str


class Engine(Protocol):
    """What both databases offer."""

    def install(self, using: str) -> bool:
        """Make the tables of the index where they are missing or of an older shape.

        Return whether they are new, and so empty.
        """

    def clear(self) -> None:
        """Forget all entries and words."""

    def add(self, rank: int, fields: Fields) -> None:
        """Put an entry into the index; its rank is free."""

    def remove(self, ranks: Sequence[int]) -> None:
        """Take entries out of the index."""

    def ranks(self) -> set[int]:
        """Return the ranks of all entries in the index."""

    def forget_words(self) -> None:
        """Forget all words that readers may have meant."""

    def tidy(self) -> None:
        """Do what makes the index quicker after many changes."""

    def find(
        self,
        levels: Sequence[Level],
        *,
        otherwise: Sequence[Level] = (),
        ranks: tuple[int, int] | None = None,
        most: int = MOST,
    ) -> Hits:
        """Return what matches; the last of `levels` is the widest, and what it matches counts.

        Of each level the first `most` are returned. `otherwise` is asked only when nothing
        matches that; its levels follow the others. `ranks` are the first and the last rank that
        are wanted. One query to the database.
        """

    def learn(self, words: Iterable[str], names: Iterable[str] = ()) -> None:
        """Remember words that readers may have meant; names are such that no page need hold."""

    def words_like(self, keys: Sequence[str]) -> dict[str, bool]:
        """Return the known words that share one of `keys`, and whether each is a name."""

    def pages_with(self, stems: Sequence[str]) -> dict[str, int]:
        """Return how many entries hold each of `stems`."""

    def do_not_wait(self) -> Any:
        """Return a context in which a write that would have to wait fails at once instead."""


def engine(using: str = "default") -> Engine:
    """Return the engine of a database."""
    name = {"postgresql": "postgres"}.get(connections[using].vendor, "sqlite")
    return cast(Engine, import_module(f"articles.search.{name}"))


def install(*, using: str, **kwargs: Any) -> None:
    """Make the index in the database `using`; a receiver of Django's post_migrate.

    Where there are no entries (a new database, or a test's that was emptied) the index is empty
    as well, and where the index had to be made there are no entries until `reindex`.
    """
    present = connections[using].introspection.table_names()
    if SearchEntry._meta.db_table not in present:  # migrated back to before the search
        return
    if engine(using).install(using):
        SearchEntry.objects.using(using).all().delete()
    elif not SearchEntry.objects.using(using).exists():
        engine(using).clear()
