"""Kinds of work: what a line of the table of worklists says, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from articles.models import Article

if TYPE_CHECKING:
    from articles.publishing.desks import Desk


class Part(StrEnum):
    """Where on the desk a list stands."""

    MINE = "mine"  # each row by its title, on top
    AGE = "age"
    WORK = "work"
    READERS = "readers"
    PEOPLE = "people"


@dataclass(frozen=True)
class Worklist:
    """One kind of work that waits.

    `rows` narrows all rows of `model` to those on the list, for one desk. `empty` is what is said
    when there are none, `right` what somebody needs to see the list. `opens` is the page that a row
    leads to, by the end of its name. `query` narrows the list of `model` to the same rows; articles
    know each list by its key. `is_told` says that the weekly e-mail tells of it: whoever answers
    for the page, so `model` must be Article.
    """

    key: str
    title: str | Promise
    explained: str | Promise
    empty: str | Promise
    rows: Callable[[Any, Desk], QuerySet]
    part: Part
    right: str = "view_article"
    model: type[Model] = Article
    opens: str = "change"
    query: str = ""
    is_told: bool = False

    def on(self, desk: Desk) -> QuerySet:
        """Return the rows that stand on it for `desk`."""
        return self.rows(self.model._default_manager.all(), desk)

    @property
    def url(self) -> str:
        """The address of the list with its rows alone."""
        return f"{self._page('changelist')}?{self.query or f'desk={self.key}'}"

    def url_of(self, pk: Any) -> str:
        """The address at which one of its rows is dealt with."""
        return self._page(self.opens, pk)

    def _page(self, name: str, *args: Any) -> str:
        opts = self.model._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=args)
