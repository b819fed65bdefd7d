"""Reviews: who vouched for which text, and until when."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from articles.models.person import Person
from articles.models.publication import Publication
from articles.models.revision import FactQuerySet, Immutable, Revision
from articles.models.section import Section
from articles.models.shown import is_public
from articles.models.withdrawal import Withdrawal

# So many days before a review is due, editors are reminded of it.
DAYS_SOON = 30


class ReviewState(models.TextChoices):
    """How a page stands with its reviews on one day, for the lists of those who see to them."""

    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("Due within 30 days")
    NEVER = "never", _("Never reviewed")
    HOLDS = "holds", _("Reviewed")
    NOT_NEEDED = "not_needed", _("Needs none")


def review_is_expected(through: str = "") -> Q:
    """Whether an article is reviewed again and again; `through` is the way from the rows to it."""
    return Q(**{f"{through}review_interval__isnull": False}) | Q(
        **{f"{through}section__kind__in": Section.REVIEW_MONTHS}
    )


def _review_states(day: datetime.date) -> list[tuple[ReviewState, Q]]:
    """How an article may stand with its reviews on `day`, in order: the first that holds counts.

    Overdue is what `Review.is_overdue` says. Pages that readers cannot see need no review, nor do
    those of a kind that is not reviewed again.
    """
    soon = day + datetime.timedelta(days=DAYS_SOON)
    return [
        (ReviewState.NOT_NEEDED, Q(live_revision__isnull=True)),
        (ReviewState.OVERDUE, Q(last_review__next_due__lt=day)),
        (ReviewState.SOON, Q(last_review__next_due__lte=soon, last_review__next_due__gte=day)),
        (ReviewState.HOLDS, Q(last_review__isnull=False)),
        (ReviewState.NEVER, review_is_expected()),
    ]


def review_state_on(day: datetime.date) -> Case:
    """Return how an article stands with its reviews on `day`, as an expression of the database."""
    return Case(
        *(When(holds, then=Value(state)) for state, holds in _review_states(day)),
        default=Value(ReviewState.NOT_NEEDED),
        output_field=models.CharField(),
    )


def is_in_review_state(state: str, day: datetime.date) -> Q:
    """Whether an article stands so on `day`: overdue, due soon or never reviewed.

    The same as to ask for what `review_state_on` returns, in a way that a database finds fast.
    """
    conditions = dict(_review_states(day))
    found = ~conditions[ReviewState.NOT_NEEDED] & conditions[ReviewState(state)]
    if state == ReviewState.NEVER:
        return found & ~conditions[ReviewState.HOLDS]
    if state in (ReviewState.OVERDUE, ReviewState.SOON):
        return found
    raise ValueError(f"{state} is no state that somebody has to do something about")


class ReviewQuerySet(FactQuerySet):
    def vouching_for(self, article: models.Model) -> ReviewQuerySet:
        """Those of a whole text that the page of `article` shows, or will with its draft."""
        texts = (article.live_revision_id, article.draft_revision_id)
        return self.filter(
            Q(pk=article.last_review_id) | Q(revision__in=[text for text in texts if text]),
            article=article,
            scope=Review.Scope.WHOLE,
        )

    def seen(self) -> ReviewQuerySet:
        """Those of public pages, of a text that readers could see.

        A text that was published in error stays closed, and so does the review of it.
        """
        return self.filter(
            is_public("article__"),
            models.Exists(Publication.objects.filter(revision=models.OuterRef("revision"))),
        ).exclude(revision__withdrawals__outcome=Withdrawal.Outcome.IN_ERROR)

    def latest_of_each_page(self) -> ReviewQuerySet:
        """The newest that each public page had of what readers could see, newest first."""
        seen = self.seen()
        newest = seen.filter(article=models.OuterRef("article")).order_by("-reviewed_on", "-pk")
        return seen.filter(pk=models.Subquery(newest.values("pk")[:1])).order_by(
            "-reviewed_on", "-pk"
        )


class Review(models.Model):
    """One person's word that one exact text, or some of its sections, is right. Never changed."""

    class Scope(models.TextChoices):
        WHOLE = "whole", _("The whole text")
        SECTIONS = "sections", _("Some sections of it")

    class Checked(models.TextChoices):
        FACTS = "facts", _("The facts agree with the sources")
        DOSES = "doses", _("Doses, limits and warnings are right")
        SOURCES = "sources", _("No newer source says otherwise")
        URGENT = "urgent", _("It says when to get help at once")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="reviews"
    )
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(
        Person, on_delete=models.RESTRICT, related_name="reviews", verbose_name=_("reviewer")
    )
    # As it was then: a title that somebody earns later vouched for nothing today.
    reviewer_name = models.CharField(_("name at the time"), max_length=250)
    scope = models.CharField(_("what was reviewed"), max_length=20, choices=Scope)
    sections = models.JSONField(
        _("sections"), default=list, blank=True, help_text=_("Their headings, as reviewed.")
    )
    checked = models.JSONField(
        _("checked"), default=list, blank=True, help_text=_("What the reviewer ticked, by name.")
    )
    reviewed_on = models.DateField(_("reviewed on"))
    next_due = models.DateField(_("next review due"), null=True)
    carried_from = models.CharField(_("date carried from"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recorded_by_name = models.CharField(_("recorded by"), max_length=200)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("article", "-reviewed_on", "-pk")
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="whole", sections=[])
                | (Q(scope="sections", next_due__isnull=True) & ~Q(sections=[])),
                name="review_scope_is_clear",
            ),
            models.CheckConstraint(
                condition=Q(next_due__isnull=True) | Q(next_due__gt=F("reviewed_on")),
                name="review_is_due_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_name}, {self.reviewed_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A review is never changed; record a new one instead.")
        super().save(*args, **kwargs)

    @property
    def checked_words(self) -> list[str]:
        """What the reviewer ticked, in words."""
        return [str(self.Checked(name).label) for name in self.checked if name in self.Checked]

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether the next review should have been made before `today`."""
        return self.next_due is not None and self.next_due < today
