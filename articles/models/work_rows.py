"""Rows of articles by the work on them: which texts wait, for what, for whom and until when."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from articles.models.public_rows import PublicRows
from articles.models.publication import Publication, texts_in_hand
from articles.models.section import Section
from articles.models.step import Step
from articles.models.thread import Thread
from articles.models.verdict import Verdict

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def _last_step() -> models.QuerySet:
    """The steps of the outer article's text in work, the last one first."""
    steps = Step.objects.filter(revision=OuterRef("draft_revision"))
    return steps.exclude(kind__in=Step.ABOUT_EMBARGO).order_by("-taken_at", "-pk")


def _in_hand(pointer: str) -> models.QuerySet:
    """The texts of the outer article up to one of its pointers that nobody else has read."""
    return texts_in_hand(OuterRef("pk"), OuterRef(f"{pointer}__number"))


class WorkRows(PublicRows):
    """What the queryset of articles knows of work at the desk; each rule is stated here once."""

    def due(self, moment: datetime.datetime) -> Self:
        """Those whose scheduled text should be with the readers at `moment`, earliest first."""
        scheduled = self.filter(state="scheduled", schedule__due_at__lte=moment)
        return scheduled.order_by("schedule__due_at", "pk")

    def scheduled(self) -> Self:
        """Those whose text in work goes out by itself, in the order of time."""
        return self.filter(state="scheduled").order_by("schedule__due_at", "pk")

    def planned(self) -> Self:
        """Those with a schedule, in the order of time; an edited text may have kept one."""
        return (
            self.filter(schedule__isnull=False)
            .select_related("schedule")
            .order_by("schedule__due_at", "pk")
        )

    def embargoed(self, moment: datetime.datetime) -> Self:
        """Those whose text in work may not leave the desk at `moment`, in the order of time."""
        return self.filter(embargo_until__gt=moment).order_by("embargo_until", "pk")

    def held_back(self) -> Self:
        """Those whose text could not go out at its time, each with `held_reason` and `held_at`.

        As long as nothing was decided about that text since; a newer text has a new chance.
        """
        return self._whose_last_step(Step.Kind.HELD_BACK).annotate(
            held_reason=models.Subquery(_last_step().values("reason")[:1]),
            held_at=models.Subquery(_last_step().values("taken_at")[:1]),
        )

    def sent_back(self) -> Self:
        """Those whose text in work was sent back, and nobody has written in it since."""
        return self.filter(state="draft")._whose_last_step(Step.Kind.SENT_BACK)

    def _whose_last_step(self, kind: str) -> Self:
        """Those of which the last thing that was done with the text in work is `kind`."""
        last = models.Subquery(_last_step().values("kind")[:1])
        # Asked only of those of which it was done at all, which are few.
        ever = Step.objects.filter(kind=kind).values("revision")
        return self.filter(draft_revision__in=ever).annotate(last_step=last).filter(last_step=kind)

    def in_review(self) -> Self:
        """Those whose text in work was handed in and waits for approval."""
        return self.filter(state="in_review")

    def approved(self) -> Self:
        """Those whose text in work is approved and has no time at which it goes out."""
        return self.filter(state="approved", schedule__isnull=True)

    def drafts_over_live(self) -> Self:
        """Those that readers see while somebody is at work on them."""
        return self.public().filter(draft_revision__isnull=False)

    def written_by_account(self, user: AbstractBaseUser) -> Self:
        """Those whose text in work `user` has written in, as far as nobody else has read it."""
        return self.filter(Exists(_in_hand("draft_revision").filter(created_by=user)))

    def for_second_pair(self, user: AbstractBaseUser) -> Self:
        """Those whose text in work `user` has not written, or that need no second pair of eyes."""
        is_writer = Exists(_in_hand("draft_revision").filter(created_by=user))
        return self.filter(Q(section__kind=Section.Kind.ABOUT) | ~is_writer)

    def unread_by(self, user: AbstractBaseUser) -> Self:
        """Those that wait for a second pair of eyes which `user` can be.

        They wrote none of it, and did not send it out: whoever did, with a fact that they wrote,
        is no writer of the page.
        """
        is_writer = Exists(_in_hand("live_revision").filter(created_by=user))
        waiting = self._whose_edition(Publication.objects.unread().exclude(published_by=user))
        return waiting.filter(Q(section__kind=Section.Kind.ABOUT) | ~is_writer)

    def awaiting_second_pair(self) -> Self:
        """Those whose readers see a text that only its writers have read."""
        return self._whose_edition(Publication.objects.unread())

    def published_in_spite(self) -> Self:
        """Those whose readers see a text that the checks would have stopped."""
        return self._whose_edition(Publication.objects.in_spite())

    def with_open_threads(self) -> Self:
        """Those about which colleagues have something to settle; `threads_open` says how much."""
        threads = Thread.objects.open().filter(article=OuterRef("pk")).order_by()
        number = threads.values("article").annotate(number=models.Count("pk")).values("number")
        return self.annotate(threads_open=models.Subquery(number)).filter(threads_open__gte=1)

    def _whose_edition(self, editions: models.QuerySet) -> Self:
        """The public ones of which the last publication is one of `editions`."""
        # From the editions, which are few; the last publication of each of all pages is dear.
        later = Publication.objects.filter(
            article=OuterRef("article"), number__gt=OuterRef("number")
        )
        return self.public().filter(pk__in=editions.filter(~Exists(later)).values("article"))

    def failing(self) -> Self:
        """The public pages that the checks would stop, as far as they were looked at."""
        return self.public().filter(verdict__blocks__gt=0)

    def not_looked_at(self) -> Self:
        """The public pages of which the checks have not said yet what they say today."""
        holds = Verdict.objects.filter(
            Q(doubted_at__isnull=True) | Q(doubted_at__lt=F("looked_at")),
            revision=F("article__live_revision"),
        )
        return self.public().filter(~Q(pk__in=holds.values("article")))

    def owned_by(self, user: AbstractBaseUser) -> Self:
        """Those that `user` answers for."""
        return self.filter(owner=user)

    def without_owner(self) -> Self:
        """Those that nobody answers for, apart from what was taken back."""
        return self.filter(owner__isnull=True, withdrawal__isnull=True)

    def of_leavers(self) -> Self:
        """Those that somebody answers for whose account was closed."""
        return self.filter(owner__is_active=False)
