"""Articles: addresses with pointers to the texts behind them."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import rendering
from articles.models.article_rows import ArticleQuerySet, OutsideBin
from articles.models.filing import Filing
from articles.models.review import Review
from articles.models.revision import Revision
from articles.models.roles import OWN_RIGHTS
from articles.models.schedule import Schedule
from articles.models.withdrawal import Withdrawal

# For so long what was deleted can be brought back.
DAYS_IN_BIN = datetime.timedelta(days=30)


class Article(Filing):
    """One address on the site, with pointers to the text in work and the text readers see.

    `draft_revision` and `live_revision` point at revisions of this article; both are set while a
    live page is being edited. The pointers, the dates and `state` are moved by the verbs in
    `articles.publishing` only. How the page is filed (section, order, people) acts at once.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")

    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    # RESTRICT: PROTECT would make an article undeletable even together with its revisions.
    draft_revision = models.ForeignKey(
        "articles.Revision",
        on_delete=models.RESTRICT,
        null=True,
        editable=False,
        related_name="+",
    )
    live_revision = models.ForeignKey(
        "articles.Revision",
        on_delete=models.RESTRICT,
        null=True,
        editable=False,
        related_name="+",
    )
    # The last review of a whole text that readers have seen.
    last_review = models.ForeignKey(
        Review, on_delete=models.RESTRICT, null=True, editable=False, related_name="+"
    )
    withdrawal = models.ForeignKey(
        Withdrawal, on_delete=models.RESTRICT, null=True, editable=False, related_name="+"
    )
    # When the text in work goes out. A text that is edited may keep it until it is approved again.
    schedule = models.ForeignKey(
        Schedule, on_delete=models.RESTRICT, null=True, editable=False, related_name="+"
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, editable=False)
    first_published_on = models.DateField(_("published"), null=True, editable=False)
    last_updated_on = models.DateField(_("last updated"), null=True, editable=False)

    # NULL, not "": many articles were never imported, and a unique column holds "" only once.
    import_key = models.CharField(  # noqa: DJ001
        max_length=200, unique=True, null=True, editable=False
    )
    import_digest = models.CharField(max_length=64, blank=True, editable=False)

    # When it was deleted, and by whom; only what readers never saw is, and for 30 days.
    binned_at = models.DateTimeField(_("deleted"), null=True, editable=False)
    binned_by_name = models.CharField(_("deleted by"), max_length=200, blank=True, editable=False)

    # The first is the one that lists, forms and related managers use: it leaves out the bin.
    objects = OutsideBin()
    # With what is in the bin, whose addresses and keys are still taken.
    everything = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = OWN_RIGHTS
        indexes = [
            models.Index(
                fields=["section", "-first_published_on", "-id"], name="article_newest_first"
            ),
            models.Index(fields=["section", "position"], name="article_in_order"),
            models.Index(
                fields=["start_here"],
                condition=Q(start_here__isnull=False),
                name="article_start_here",
            ),
            # Every page asks whether something is due, and hardly ever is there anything.
            models.Index(
                fields=["schedule"], condition=Q(state="scheduled"), name="article_scheduled"
            ),
            models.Index(
                fields=["binned_at"], condition=Q(binned_at__isnull=False), name="article_in_bin"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["draft", "in_review", "approved"], draft_revision__isnull=False
                )
                | Q(state="scheduled", draft_revision__isnull=False, schedule__isnull=False)
                | Q(
                    state="published",
                    draft_revision__isnull=True,
                    live_revision__isnull=False,
                    schedule__isnull=True,
                ),
                name="article_state_agrees_with_its_pointers",
            ),
            models.CheckConstraint(
                condition=Q(live_revision__isnull=True)
                | Q(first_published_on__isnull=False, last_updated_on__isnull=False),
                name="article_live_has_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(first_published_on__isnull=True)
                | Q(last_updated_on__gte=F("first_published_on")),
                name="article_updated_after_published",
            ),
            models.CheckConstraint(
                condition=Q(draft_revision__isnull=True)
                | Q(live_revision__isnull=True)
                | ~Q(draft_revision=F("live_revision")),
                name="article_draft_is_not_live",
            ),
            models.CheckConstraint(
                condition=Q(live_revision__isnull=True) | Q(withdrawal__isnull=True),
                name="article_is_live_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(binned_at__isnull=True, binned_by_name="")
                | Q(binned_at__isnull=False, first_published_on=None, schedule=None),
                name="article_in_bin_was_never_seen",
            ),
        ]

    def __str__(self) -> str:
        return self.working_revision.title

    @property
    def is_public(self) -> bool:
        return self.live_revision_id is not None

    @property
    def is_draft_over_live(self) -> bool:
        """Whether somebody is at work on a page that readers can see."""
        return self.draft_revision_id is not None and self.live_revision_id is not None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back and has not been published again."""
        return self.withdrawal_id is not None

    def replaced_by(self, outcomes: Collection[str] = Withdrawal.Outcome.values) -> Article | None:
        """The public page that stands in for this withdrawn one, or None.

        A replacement may have been taken back in its turn: its own is followed then, as long as
        each was taken back in one of `outcomes`, and never in a circle.
        """
        page, seen = self, set()
        while page is not None and not page.is_public:
            if page.pk in seen or page.withdrawal is None:
                return None
            if page.withdrawal.outcome not in outcomes:
                return None
            seen.add(page.pk)
            page = page.withdrawal.replacement
        return page

    @property
    def leads_to(self) -> Article:
        """The page that readers who ask for this one are led to: itself, or what took it in."""
        return self.replaced_by([Withdrawal.Outcome.MERGED]) or self

    def as_linked_page(self, slug: str) -> rendering.LinkedPage:
        """Return what a text that has `slug` for it needs to link to it; read `as_linked()`."""
        title = self.live_revision.title if self.live_revision else ""
        taken_back = self.withdrawal
        # Of what was published in error readers are told no more.
        if taken_back and taken_back.outcome != Withdrawal.Outcome.IN_ERROR:
            title = taken_back.revision.title
        return rendering.LinkedPage(slug, title, self.url if self.is_public else "")

    @property
    def is_in_bin(self) -> bool:
        """Whether it was deleted and can still be brought back."""
        return self.binned_at is not None

    @property
    def leaves_bin_at(self) -> datetime.datetime | None:
        """When the site deletes it for good; None where it is not in the bin."""
        return self.binned_at + DAYS_IN_BIN if self.binned_at else None

    @property
    def working_revision(self) -> Revision:
        """The text an editor has before them: the draft, or the live text without one."""
        return self.draft_revision or self.live_revision

    @property
    def publish_at(self) -> datetime.datetime | None:
        """When its text in work goes out by itself, or was to go out before it was edited."""
        return self.schedule.due_at if self.schedule else None

    @property
    def is_scheduled(self) -> bool:
        return self.state == self.State.SCHEDULED

    @property
    def is_embargoed(self) -> bool:
        """Whether nobody outside the desk may see its text in work yet."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    # What a card in a list prints.

    @property
    def title(self) -> str:
        return self.live_revision.title

    @property
    def summary(self) -> str:
        return self.live_revision.summary

    @property
    def minutes(self) -> int:
        return self.live_revision.minutes

    @property
    def lead(self) -> rendering.Picture | None:
        return self.live_revision.lead
