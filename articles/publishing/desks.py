"""Desks: which lists somebody may see, and what stands on them for them today."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Model, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from articles.models import Article, SiteSettings, Thread, may
from articles.publishing.kinds_of_work import Worklist
from articles.publishing.worklists import WORKLISTS


@dataclass(frozen=True)
class Desk:
    """Whose desk it is, and on which day of the site it is looked at."""

    user: AbstractBaseUser
    today: datetime.date
    now: datetime.datetime = field(default_factory=timezone.now)

    @classmethod
    def of(cls, user: AbstractBaseUser) -> Desk:
        """Return the desk of `user` as it is now."""
        return cls(user, SiteSettings.current().today())

    @cached_property
    def lists(self) -> list[Worklist]:
        """The lists that its owner may see, in the order of the table."""
        return [each for each in WORKLISTS if may(self.user, each.right)]


def worklist(key: str) -> Worklist | None:
    """Return the list called `key`, or None when there is none."""
    return next((each for each in WORKLISTS if each.key == key), None)


def worklists_of(model: type[Model], user: AbstractBaseUser) -> list[Worklist]:
    """The lists of rows of `model` that `user` may see, in the order of the table."""
    return [each for each in WORKLISTS if each.model is model and may(user, each.right)]


def counts(desk: Desk, lists: Iterable[Worklist]) -> dict[str, int]:
    """How many rows stand on each of `lists`, by key; one query for all of them."""
    lists = list(lists)
    queries = [_count_of(each, desk) for each in lists]
    found = dict.fromkeys((each.key for each in lists), 0)
    if queries:
        first, *others = queries
        found |= dict(first.union(*others, all=True) if others else first)
    return found


@dataclass(frozen=True)
class Waiting:
    """One row that waits for the person at the desk: its title, where it is dealt with, and why."""

    title: str
    url: str
    worklist: Worklist


def waiting(
    desk: Desk, lists: Iterable[Worklist], numbers: Mapping[str, int], most: int
) -> list[Waiting]:
    """The first `most` rows that stand on any of `lists`, in the order of the lists.

    Each row once, under the first list that it stands on and in its order; one query for the keys,
    and one for the titles of each kind of rows. `numbers` are those of `counts`: no list is asked
    for its rows that has none, or that stands behind one which fills all places.
    """
    keyed = [_ranked(each, desk) for each in _until_filled(lists, numbers, most)]
    if not keyed:
        return []
    first, *others = keyed
    rows = (first.union(*others, all=True) if others else first).order_by("place", "rank")
    places: dict[tuple[type[Model], Any], Worklist] = {}
    # A row may stand on every one of them.
    for place, _rank, pk in rows[: most * len(keyed)]:
        places.setdefault((WORKLISTS[place].model, pk), WORKLISTS[place])
    chosen = list(places.items())[:most]
    found = _found({key for key, _each in chosen})
    return [
        Waiting(str(found[key]), each.url_of(key[1]), each) for key, each in chosen if key in found
    ]


def _until_filled(
    lists: Iterable[Worklist], numbers: Mapping[str, int], most: int
) -> Iterator[Worklist]:
    for each in lists:
        if numbers[each.key]:
            yield each
        if numbers[each.key] >= most:
            return


def _ranked(each: Worklist, desk: Desk) -> QuerySet:
    """The place of a list among all, and the rank and key of each of its rows.

    As a column, because the parts of a union have no order of their own.
    """
    rows = each.on(desk)
    rank = Window(RowNumber(), order_by=[*rows.query.order_by, "pk"])
    ranked = rows.order_by().annotate(place=Value(WORKLISTS.index(each)), rank=rank)
    return ranked.values_list("place", "rank", "pk")


def _found(keys: set[tuple[type[Model], Any]]) -> dict[tuple[type[Model], Any], Model]:
    """The rows with these keys, by kind and key; one query for each kind."""
    found = {}
    for model in {model for model, _pk in keys}:
        rows = model._default_manager.all()
        if model is Article:
            rows = rows.with_working_text()
        elif model is Thread:
            rows = rows.with_pages()
        some = rows.in_bulk([pk for kind, pk in keys if kind is model])
        found |= {(model, pk): row for pk, row in some.items()}
    return found


def _count_of(each: Worklist, desk: Desk) -> QuerySet:
    """The key of a list and how many rows it has, as one row; no row when it is empty."""
    # An order would be part of the grouping.
    keyed = each.on(desk).order_by().annotate(worklist=Value(each.key)).values("worklist")
    return keyed.annotate(rows_on_it=Count("pk")).values_list("worklist", "rows_on_it")
