"""The time line of one article: everything that was done with it, from the facts themselves.

Texts, steps, publications, notes, withdrawals and reviews are facts of their own; only what has
none (moved, filed, shared, deleted) is read from the audit trail. Nothing is written for it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Case, CharField, DateTimeField, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.publication import Amendment, Publication
from articles.models.review import Review
from articles.models.revision import LONG_COLUMNS, Revision
from articles.models.trail_entry import TrailEntry
from articles.models.withdrawal import Withdrawal

Kind = TrailEntry.Kind

# What of the trail is told nowhere else.
ONLY_IN_TRAIL = (
    Kind.MOVED,
    Kind.FILED,
    Kind.SHARED,
    Kind.REVOKED,
    Kind.BINNED,
    Kind.TAKEN_OUT,
)


class About(models.TextChoices):
    """What a time line can be narrowed to."""

    TEXTS = "texts", _("Saved texts")
    DECISIONS = "decisions", _("Decisions on the way to readers")
    READERS = "readers", _("What readers were shown and told")
    REVIEWS = "reviews", _("Reviews")
    FILING = "filing", _("Address, filing, previews, bin")


@dataclass
class Doing:
    """One thing that was done with an article, as the database lists it.

    `kind` is one of TrailEntry.Kind or Publication.Kind, `number` that of the text or the edition,
    `fact` the row behind it, with all that a page tells of it.
    """

    at: datetime.datetime
    source: str
    key: str
    kind: str
    name: str
    number: int | None
    reason: str
    due_at: datetime.datetime | None
    fact: Any = field(default=None)

    @property
    def label(self) -> str:
        """What was done, in words."""
        if self.source == "publication":
            return Publication.Kind(self.kind).label
        return Kind(self.kind).label


@dataclass(frozen=True)
class Timeline:
    """One page of a time line, newest first; `people` are all who have a part in the whole."""

    doings: list[Doing]
    people: list[str]
    has_more: bool


def timeline_of(
    article: Article, *, about: str = "", by_name: str = "", start: int = 0, count: int = 50
) -> Timeline:
    """Return `count` things that were done with `article`, from the `start`th on, newest first.

    `about` is one of About and `by_name` the name of a person; "" is all. The number of queries
    does not grow with the history.
    """
    everything = _sources(article)
    wanted = [rows for kind, rows in everything if about in ("", kind)]
    if by_name:
        wanted = [rows.filter(t_name=by_name) for rows in wanted]
    listed = wanted[0].union(*wanted[1:], all=True) if wanted[1:] else wanted[0]
    rows = list(listed.order_by("-t_at", "t_source", "-t_number")[start : start + count + 1])
    doings = [Doing(*row.values()) for row in rows[:count]]
    _with_facts(article, doings)
    names = [rows.values_list("t_name").order_by().distinct() for _kind, rows in everything]
    people = names[0].union(*names[1:])
    return Timeline(doings, sorted(name for (name,) in people), has_more=len(rows) > count)


def _sources(article: Article) -> list[tuple[str, models.QuerySet]]:
    """The rows of each table about `article`, all with the same columns, so that they unite."""
    text_kind = Case(
        When(was_set_aside=True, then=Value(Kind.SET_ASIDE)),
        When(restored_from__isnull=False, then=Value(Kind.RESTORED)),
        When(based_on__isnull=True, number=1, then=Value(Kind.STARTED)),
        default=Value(Kind.SAVED),
    )
    trail = TrailEntry.objects.about(article).filter(kind__in=ONLY_IN_TRAIL)
    notes = Amendment.objects.filter(publication__article=article)
    return [
        (
            About.TEXTS,
            _columns(
                article.revisions,
                at="created_at",
                kind=text_kind,
                name="created_by_name",
                number="number",
                reason="source_name",
            ),
        ),
        (
            About.DECISIONS,
            _columns(
                article.steps,
                at="taken_at",
                name="taken_by_name",
                number="revision__number",
                reason="reason",
                due_at="due_at",
            ),
        ),
        (
            About.READERS,
            _columns(
                article.publications,
                at="published_at",
                name="published_by_name",
                number="number",
                reason="note",
            ),
        ),
        (
            About.READERS,
            _columns(
                notes,
                at="amended_at",
                kind=Value(Kind.AMENDED),
                name="amended_by_name",
                number="publication__number",
                reason="reason",
            ),
        ),
        (
            About.READERS,
            _columns(
                article.withdrawals,
                at="withdrawn_at",
                kind=Value(Kind.WITHDRAWN),
                name="withdrawn_by_name",
                number="revision__number",
                reason="reason",
            ),
        ),
        (
            About.REVIEWS,
            _columns(
                article.reviews,
                at="recorded_at",
                kind=Value(Kind.REVIEWED),
                name="recorded_by_name",
                number="revision__number",
            ),
        ),
        (About.FILING, _columns(trail, at="done_at", name="by_name", reason="reason")),
    ]


def _columns(
    rows: Any,
    *,
    at: str,
    name: str,
    kind: Any = "kind",
    number: str = "",
    reason: str = "",
    due_at: str = "",
) -> models.QuerySet:
    """The rows of one table with the columns of a `Doing`, in its order."""
    rows = rows.all()
    text = models.TextField()
    columns = {
        "t_at": F(at),
        "t_source": Value(rows.model._meta.model_name, output_field=text),
        "t_key": Cast("pk", CharField(max_length=40)),
        "t_kind": Cast(kind, text),
        "t_name": Cast(name, text),
        "t_number": F(number) if number else Cast(Value(None), IntegerField()),
        "t_reason": Cast(reason, text) if reason else Value("", output_field=text),
        "t_due_at": F(due_at) if due_at else Cast(Value(None), DateTimeField()),
    }
    return rows.order_by().annotate(**columns).values(*columns)


def _with_facts(article: Article, doings: Iterable[Doing]) -> None:
    """Put the row behind each thing beside it, where a page tells more than the list has."""
    by_source: dict[str, list[Doing]] = {}
    for doing in doings:
        by_source.setdefault(doing.source, []).append(doing)
    for source, rows in _FACTS.items():
        if doings_of_it := by_source.get(source):
            found = rows(article, [doing.key for doing in doings_of_it])
            for doing in doings_of_it:
                doing.fact = found[doing.key]


def _revisions(article: Article, keys: list[str]) -> dict[str, Revision]:
    rows = article.revisions.filter(pk__in=keys).select_related("restored_from")
    columns = (*LONG_COLUMNS, *(f"restored_from__{column}" for column in LONG_COLUMNS))
    found = {row.pk.hex: row for row in rows.defer(*columns)}
    # PostgreSQL writes a key with hyphens and SQLite without.
    return {key: found[key.replace("-", "")] for key in keys}


def _publications(article: Article, keys: list[str]) -> dict[str, Publication]:
    rows = article.publications.as_told().filter(pk__in=keys)
    rows = rows.select_related("revision").defer(*(f"revision__{name}" for name in LONG_COLUMNS))
    return {str(row.pk): row for row in rows.prefetch_related("amendments")}


def _amendments(article: Article, keys: list[str]) -> dict[str, Amendment]:
    rows = Amendment.objects.filter(Q(publication__article=article), pk__in=keys)
    rows = rows.select_related("publication").prefetch_related("publication__amendments")
    return {str(row.pk): row for row in rows}


def _rows_of(model: type[models.Model]) -> Any:
    return lambda _article, keys: {str(row.pk): row for row in model.objects.filter(pk__in=keys)}


_FACTS = {
    "revision": _revisions,
    "publication": _publications,
    "amendment": _amendments,
    "withdrawal": _rows_of(Withdrawal),
    "review": _rows_of(Review),
    "trailentry": _rows_of(TrailEntry),
}
