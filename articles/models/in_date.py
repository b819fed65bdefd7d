"""In date: how many of the pages that are reviewed again and again had a review that held."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
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
    """How it stood at the end of each of `days`, in their order, where the site is.

    Derived from what happened: publications, withdrawals and reviews of whole texts. How a page is
    filed is not kept, so that is as it is today. Four queries.
    """
    ends = [_end_of(day, zone) for day in days]
    before, newer = _first_publications(ends[0])
    taken_back = _taken_back()
    moving = newer.keys() | {page for page, _when, _back in taken_back}
    reviews = [review for review in _reviews() if review[-1] >= days[0]]
    # Many pages were reviewed on one day until another: those are compared with each day once.
    alike = Counter(review[1:] for review in reviews if review[0] not in moving)
    others = [review for review in reviews if review[0] in moving]
    found = []
    for day, end in zip(days, ends, strict=True):
        to_come = {page for page, moment in newer.items() if moment > end}
        closed = {page for page, when, back in taken_back if when <= end < (back or _NEVER)}
        hidden = to_come | closed
        held = sum(
            number
            for (since, until, due), number in alike.items()
            if since <= day < until and due >= day
        )
        held += sum(
            1
            for page, since, until, due in others
            if since <= day < until and due >= day and page not in hidden
        )
        found.append(InDate(day, before + len(newer) - len(hidden), held))
    return found


_NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)


def _end_of(day: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max), zone)


def _first_publications(moment: datetime.datetime) -> tuple[int, dict[int, datetime.datetime]]:
    """How many pages had been published at `moment`, and when each of the others was."""
    first = Publication.objects.filter(review_is_expected("article__"), number=1).order_by()
    newer = first.filter(published_at__gt=moment).values_list("article", "published_at")
    return first.filter(published_at__lte=moment).count(), dict(newer)


def _taken_back() -> list[tuple[int, datetime.datetime, datetime.datetime | None]]:
    """Of each withdrawal: the page, when it was taken back, and when it came back if it did."""
    after = Publication.objects.filter(
        article=OuterRef("article"), published_at__gt=OuterRef("withdrawn_at")
    )
    came_back = after.order_by("published_at").values("published_at")
    rows = Withdrawal.objects.filter(review_is_expected("article__"))
    rows = rows.annotate(back_at=Subquery(came_back[:1]))
    return list(rows.order_by().values_list("article", "withdrawn_at", "back_at"))


def _reviews() -> list[tuple[int, datetime.date, datetime.date, datetime.date]]:
    """Of each review of a whole text that readers have seen: the page, from which day until which
    it was the last one, and when the next was due.

    That of a text which was published in error has lost its worth.
    """
    seen = Publication.objects.filter(revision=OuterRef("revision"))
    wrong = Withdrawal.objects.filter(outcome=Withdrawal.Outcome.IN_ERROR)
    rows = (
        Review.objects.filter(review_is_expected("article__"), scope=Review.Scope.WHOLE)
        .filter(Exists(seen))
        .exclude(revision__in=wrong.values("revision"))
        .order_by("article", "reviewed_on", "pk")
        .values_list("article", "reviewed_on", "next_due")
    )
    found = []
    # From the newest to the oldest, so that each knows the one after it.
    later_page, later_day = None, datetime.date.max
    for page, since, due in reversed(list(rows)):
        until = later_day if page == later_page else datetime.date.max
        found.append((page, since, until, due or datetime.date.max))
        later_page, later_day = page, since
    return found
