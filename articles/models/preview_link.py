"""Preview links: unpublished texts shown to somebody outside, each for some days."""

from __future__ import annotations

import datetime
import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.roles import Right, may

# For so long somebody outside may read a text.
LASTS = datetime.timedelta(days=7)
# What is over is kept for so long, so that its address can say that it is over.
DAYS_KEPT = 90


def digest_of(token: str) -> str:
    """Return what is stored of a link's secret. It is drawn at random, so nothing need slow it."""
    return hashlib.sha256(token.encode()).hexdigest()


class PreviewLinkQuerySet(models.QuerySet):
    def with_text(self) -> PreviewLinkQuerySet:
        """Each with all that its page prints of its text, and with whoever answers for it."""
        return self.select_related(
            "made_by", "article__section", "revision__lead_image"
        ).prefetch_related("article__bylines__person")

    def with_visits(self) -> PreviewLinkQuerySet:
        """Each with its visits, newest first, for the desk."""
        return self.select_related("made_by", "article", "revision").prefetch_related("visits")

    def leading_in(self, token: str) -> PreviewLinkQuerySet:
        """The one whose address holds `token`, or none."""
        return self.filter(digest=digest_of(token))

    def not_ended(self) -> PreviewLinkQuerySet:
        """Those that nobody and nothing has ended; time may have."""
        return self.filter(ended_at__isnull=True)

    def forget_old(self) -> int:
        """Forget, with their visits, those that were over 90 days ago; returns how many."""
        long_ago = timezone.now() - datetime.timedelta(days=DAYS_KEPT)
        old = self.filter(Q(ended_at__lt=long_ago) | Q(expires_at__lt=long_ago))
        return old.delete()[1].get("articles.PreviewLink", 0)


class PreviewLink(models.Model):
    """One address at which somebody without an account may read one exact text for some days.

    Of its secret only a digest is stored. It ends once and for good: when it is revoked, when a
    text of the article is published, and when the draft is discarded or deleted. It is over, too,
    when its time is, when its text is gone, and when whoever made it may not share texts any more;
    an embargo shuts it as long as it lasts.
    """

    class Ending(models.TextChoices):
        REVOKED = "revoked", _("Revoked")
        PUBLISHED = "published", _("Ended when the page was published")
        DISCARDED = "discarded", _("Ended when the draft was discarded")
        BINNED = "binned", _("Ended when the article was deleted")

    # SET_NULL: a link whose article was deleted still says that it is over.
    article = models.ForeignKey(
        "articles.Article", on_delete=models.SET_NULL, null=True, related_name="preview_links"
    )
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.SET_NULL, null=True, related_name="preview_links"
    )
    digest = models.CharField(max_length=64, unique=True)
    for_whom = models.CharField(_("for whom"), max_length=120, blank=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_by_name = models.CharField(_("made by"), max_length=200)
    expires_at = models.DateTimeField(_("works until"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    ending = models.CharField(_("how it ended"), max_length=20, choices=Ending, blank=True)
    ended_by_name = models.CharField(_("ended by"), max_length=200, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="", ended_by_name="")
                | Q(
                    ended_at__isnull=False,
                    ending__in=["revoked", "published", "discarded", "binned"],
                ),
                name="preview_link_says_how_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")),
                name="preview_link_expires_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_by_name}, {self.made_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether it shows its text now."""
        return not (
            self.is_over or self.article.is_embargoed or self.article.draft_revision_id is None
        )

    @property
    def is_over(self) -> bool:
        """Whether it will never show its text again."""
        return (
            self.ended_at is not None
            or self.expires_at <= timezone.now()
            or self.revision_id is None
            or self.has_lost_its_maker
        )

    @property
    def has_lost_its_maker(self) -> bool:
        """Whether nobody answers for it: the account is gone, or may not share texts any more."""
        return self.made_by is None or not may(self.made_by, Right.SHARE)

    @property
    def is_of_older_text(self) -> bool:
        """Whether somebody has saved a newer draft since it was made."""
        return self.article is not None and self.revision_id != self.article.draft_revision_id


class PreviewVisit(models.Model):
    """One time at which a preview link was opened. Nothing is kept of who did. Never changed."""

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="visits")
    visited_at = models.DateTimeField(_("opened"))

    class Meta:
        ordering = ("-visited_at", "-pk")
        verbose_name = _("visit of a preview link")
        verbose_name_plural = _("visits of preview links")

    def __str__(self) -> str:
        return f"{self.visited_at:%Y-%m-%d %H:%M} UTC"
