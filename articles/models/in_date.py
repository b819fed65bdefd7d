"""In date: how many of the pages that are reviewed again and again had a review that held."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.models.publication import Publication
from articles.models.review import Review, review_is_expected
from articles.models.withdrawal import Withdrawal


@dataclass(frozen=True)
class InDate:
    """How it stood on one day: so many pages that expect a review, so many with one that held."""

    day: datetime.date
    pages: int
    in_date: int

    @property
    def share(self) -> int | None:
        """The pages in date among a hundred, rounded down; None without pages."""
        return 100 * self.in_date // self.pages if self.pages else None


def in_date_on(days: Sequence[datetime.date], zone: datetime.tzinfo) -> list[InDate]:
    """How it stood at the end of each of `days` where the site is.

    Derived from what happened: publications, withdrawals and reviews of whole texts. How a page is
    filed is not kept, so that is as it is today. Three queries, and one more if any page was ever
    taken back.
    """
    ends = {day: _end_of(day, zone) for day in days}
    taken_back = _taken_back()
    public = _first_publications(ends)
    holding = _reviews_that_hold(ends)
    gone = {page for page, _when, _back in taken_back}
    reviews = list(_reviews().filter(article__in=gone)) if gone else []
    found = []
    for day in days:
        closed = {page for page, when, back in taken_back if when <= ends[day] < (back or _NEVER)}
        held = sum(1 for review in reviews if review.article_id in closed and _holds(review, day))
        found.append(InDate(day, public[day] - len(closed), holding[day] - held))
    return found


_NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)


def _end_of(day: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max), zone)


def _taken_back() -> list[tuple[int, datetime.datetime, datetime.datetime | None]]:
    """Of each withdrawal: the page, when it was taken back, and when it came back if it did."""
    after = Publication.objects.filter(
        article=OuterRef("article"), published_at__gt=OuterRef("withdrawn_at")
    )
    came_back = after.order_by().values("article").annotate(first=Min("published_at"))
    rows = Withdrawal.objects.filter(review_is_expected("article__"))
    rows = rows.annotate(back_at=Subquery(came_back.values("first")))
    return list(rows.order_by().values_list("article", "withdrawn_at", "back_at"))


def _first_publications(
    ends: Mapping[datetime.date, datetime.datetime],
) -> dict[datetime.date, int]:
    """How many pages had been published at each of `ends`."""
    first = Publication.objects.filter(review_is_expected("article__"), number=1)
    return _counted(first, {day: Q(published_at__lte=end) for day, end in ends.items()})


def _reviews() -> QuerySet:
    """The reviews of whole texts that readers have seen, each with the day of the next as `until`.

    And with the moment from which readers could see the page at all as `public_at`.
    """
    reviews = Review.objects.filter(review_is_expected("article__"), scope=Review.Scope.WHOLE)
    seen = Publication.objects.filter(revision=OuterRef("revision"))
    seen_reviews = reviews.filter(Exists(seen)).exclude(
        revision__withdrawals__outcome=Withdrawal.Outcome.IN_ERROR
    )
    later = Review.objects.filter(
        Exists(seen),
        Q(reviewed_on__gt=OuterRef("reviewed_on"))
        | Q(reviewed_on=OuterRef("reviewed_on"), pk__gt=OuterRef("pk")),
        article=OuterRef("article"),
        scope=Review.Scope.WHOLE,
    )
    first = Publication.objects.filter(article=OuterRef("article"), number=1)
    return seen_reviews.order_by().annotate(
        until=Subquery(later.order_by("reviewed_on").values("reviewed_on")[:1]),
        public_at=Subquery(first.values("published_at")[:1]),
    )


def _reviews_that_hold(
    ends: Mapping[datetime.date, datetime.datetime],
) -> dict[datetime.date, int]:
    """How many reviews held at each of `ends`, of pages that had been published."""
    conditions = {
        day: Q(reviewed_on__lte=day, public_at__lte=end)
        & (Q(until__isnull=True) | Q(until__gt=day))
        & (Q(next_due__isnull=True) | Q(next_due__gte=day))
        for day, end in ends.items()
    }
    return _counted(_reviews(), conditions)


def _holds(review: Review, day: datetime.date) -> bool:
    """Whether a review with its `until` is the one of its page on `day`, and not overdue."""
    is_the_last = review.reviewed_on <= day and (review.until is None or review.until > day)
    return is_the_last and not review.is_overdue(day)


def _counted(rows: QuerySet, conditions: Mapping[datetime.date, Q]) -> dict[datetime.date, int]:
    """How many of `rows` meet each condition, in one query."""
    names = {f"on_{day:%Y%m%d}": day for day in conditions}
    found = rows.aggregate(
        **{name: Count("pk", filter=conditions[day]) for name, day in names.items()}
    )
    return {day: found[name] for name, day in names.items()}
