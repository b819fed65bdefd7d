"""Finding: from what a reader typed to the pages that they get, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from django.db.models import OuterRef, Q, Subquery

from articles.models import PickedPage, SearchEntry, kind_of, ranks_of
from articles.search import query, spelling, synonyms
from articles.search.engine import MOST, Hits, Level, Within, engine
from articles.search.entries import whole
from articles.search.query import Group, Query, Word, every, some
from articles.search.ranking import ranked
from articles.search.snippets import Marks, Piece

PAGE = 20
# Below this, somebody may have mistyped a word.
FEW = 3
# On a level with more entries than this, the words do not tell which is best.
TOLD_APART = 60
# When no page has all the words, pages with most of them are added up to here.
ENOUGH = 5
MOST_PARTIAL = 240
# Of a long question the first words are enough to find pages with most of them.
MOST_GROUPS = 6


@dataclass(frozen=True)
class Result:
    """One page that was found."""

    entry: SearchEntry
    snippet: list[Piece]


@dataclass(frozen=True)
class Found:
    """What is found for one query. `results` are those of one page of the list.

    `query` is what was searched; where that is not what the reader typed, `typed` is.
    `is_partial` says that no page has all the words and these have most. `counts` says how many
    there are of each kind, `total` how many of the kind that was asked for, and `is_more` that
    there are more. `pages` is how many pages of the list can be turned.
    """

    query: Query
    typed: str
    results: list[Result] = field(default_factory=list)
    picks: list[Result] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    total: int = 0
    number: int = 1
    pages: int = 1
    is_partial: bool = False
    is_more: bool = False

    @property
    def is_corrected(self) -> bool:
        return self.query.typed != self.typed

    @property
    def is_unanswered(self) -> bool:
        """Whether no page has what was typed, put right or not; editors want to know."""
        return bool(self.query) and not self.picks and (self.is_partial or not self.counts.total())


@dataclass(frozen=True)
class _Asked:
    """A query, what it looks for, and what the index found for it."""

    query: Query
    groups: list[Group]
    hits: Hits
    partial: list[list[int]]

    @property
    def worth(self) -> tuple[int, int]:
        """How good the hits are: how many have everything, else how many most."""
        return self.hits.total, sum(map(len, self.partial))


def find(typed: str, *, kind: str = "", number: int = 1, exact: bool = False) -> Found:
    """Return page `number` of what there is for `typed`, the best first.

    `kind` is one of SearchEntry.Kind, or empty for all. Unless `exact`, mistyped words are put
    right when little or nothing is found. A number beyond the last page gives the last page.
    Three queries to the database; up to eight when something was mistyped.
    """
    wanted = query.read(typed)
    if not wanted:
        return Found(wanted, typed=wanted.typed)
    ranks = ranks_of(kind) if kind else None
    # So many of each level decide what stands on this page of the list.
    most = min(max(number, 1) * PAGE + TOLD_APART + 1, MOST)
    asked = _ask(wanted, ranks, most)
    if (
        not exact
        and asked.hits.total < FEW
        and (better := spelling.put_right(wanted, asked.groups))
    ):
        again = _ask(better, ranks, most)
        if again.worth > asked.worth:
            asked = again
    return _page_of(asked, wanted, kind, number)


def _ask(wanted: Query, ranks: tuple[int, int] | None, most: int) -> _Asked:
    groups = synonyms.groups_of(wanted)
    levels, spare = levels_of(wanted, groups), spare_levels_of(groups)
    hits = engine().find(levels, otherwise=spare, ranks=ranks, most=most)
    partial = hits.levels[len(levels) :]
    return _Asked(wanted, groups, replace(hits, levels=hits.levels[: len(levels)]), partial)


def levels_of(wanted: Query, groups: Sequence[Group]) -> list[Level]:
    """Return how a page can have everything that is looked for, the best first."""
    everything = every(groups)
    words = [word for part in wanted.parts for word in part.words]
    return [
        Level(Within.TITLE, Word(whole(words))),
        *(Level(within, everything) for within in Within),
    ]


def spare_levels_of(groups: Sequence[Group]) -> list[Level]:
    """Return how a page can have most of what is looked for: all but one of it, all but two, …"""
    groups = groups[:MOST_GROUPS]
    return [
        Level(Within.BODY, some([every(most) for most in combinations(groups, count)]))
        for count in range(len(groups) - 1, 0, -1)
    ]


def _page_of(asked: _Asked, wanted: Query, kind: str, number: int) -> Found:
    hits = asked.hits
    is_partial = not hits.total
    levels = _without_repeats(hits.levels)
    counts = hits.counts
    if is_partial:
        # With few pages on a small site, the ranking is better than the level at telling which
        # words are missed least.
        levels = [_enough(asked.partial)[:MOST_PARTIAL]]
        counts = Counter(kind_of(rank) for rank in levels[0])
    total = counts[kind] if kind else counts.total()
    order = [rank for level in levels for rank in level]
    pages = max(1, -(-min(total, MOST) // PAGE))
    number = min(max(number, 1), pages)
    shown = slice((number - 1) * PAGE, number * PAGE)

    told_apart = _to_tell_apart(levels, shown, is_partial)
    rows = _read({*order[shown], *told_apart}, asked.query if number == 1 and not kind else None)
    for level in levels:
        if told_apart.issuperset(level):
            entries = [rows[rank] for rank in level if rank in rows]
            level[:] = [entry.pk for entry in ranked(entries, asked.groups)]
    order = [rank for level in levels for rank in level]
    picked = [entry for entry in rows.values() if entry.place is not None]
    picked.sort(key=lambda entry: (entry.place, entry.pk))
    results = [rows[rank] for rank in order[shown] if rank in rows and rows[rank] not in picked]
    marks = Marks(asked.groups)
    return Found(
        query=asked.query,
        typed=wanted.typed,
        results=[Result(entry, marks.snippet_of(entry)) for entry in results],
        picks=[Result(entry, marks.snippet_of(entry)) for entry in picked],
        counts=counts,
        total=max(total, len(picked)),
        number=number,
        pages=pages,
        is_partial=is_partial and bool(results),
        is_more=hits.is_more,
    )


def _without_repeats(levels: Sequence[Sequence[int]]) -> list[list[int]]:
    """The levels, each without what a better one has."""
    seen: set[int] = set()
    kept = []
    for level in levels:
        kept.append([rank for rank in level if rank not in seen])
        seen.update(level)
    return kept


def _enough(levels: Sequence[Sequence[int]]) -> list[int]:
    """The entries with most of the words; those with fewer only while there are not enough."""
    found: dict[int, None] = {}
    for level in levels:
        if len(found) < ENOUGH:
            found.update(dict.fromkeys(level))
    return list(found)


def _to_tell_apart(levels: Sequence[Sequence[int]], shown: slice, is_partial: bool) -> set[int]:
    """The entries whose words decide what stands on this page of the list."""
    start, found = 0, set()
    for level in levels:
        on_page = start < shown.stop and start + len(level) > shown.start
        if on_page and len(level) > 1 and (is_partial or len(level) <= TOLD_APART):
            found.update(level)
        start += len(level)
    return found


def _read(ranks: set[int], picked_for: Query | None) -> dict[int, SearchEntry]:
    """The entries of `ranks` and those that editors picked for a query, in one query.

    Each has its `place` among the picks, or None.
    """
    picked = PickedPage.objects.filter(pick__key=picked_for.key if picked_for else "")
    place = picked.filter(article=OuterRef("article")).values("position")
    found = SearchEntry.objects.filter(
        Q(pk__in=ranks) | Q(article__in=picked.values("article"))
    ).annotate(place=Subquery(place[:1]))
    return {entry.pk: entry for entry in found.as_results().with_words()}
