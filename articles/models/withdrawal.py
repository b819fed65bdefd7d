"""Withdrawals: why a page was taken back."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.revision import FactQuerySet, Immutable, Revision


class Withdrawal(models.Model):
    """One moment at which a page was taken back, and why. Never changed.

    `revision` is the text that readers saw until then. The article points at its withdrawal as
    long as the page is not published again.
    """

    class Outcome(models.TextChoices):
        OUTDATED = "outdated", _("Outdated: the old text stays readable under a notice")
        IN_ERROR = "in_error", _("Published in error: only the explanation remains")
        MERGED = "merged", _("Merged: readers are led to the page that replaces it")

    MAX_REASON = 500

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="withdrawals"
    )
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="withdrawals")
    outcome = models.CharField(_("what readers find"), max_length=20, choices=Outcome)
    reason = models.CharField(
        _("reason, for readers"),
        max_length=MAX_REASON,
        help_text=_("One or two sentences: why the page was taken back."),
    )
    replacement = models.ForeignKey(
        "articles.Article",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("read instead"),
    )
    dated_on = models.DateField(_("date shown"))
    carried_from = models.CharField(_("date carried from"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_by_name = models.CharField(_("withdrawn by"), max_length=200)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("article", "-withdrawn_at", "-pk")
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["outdated", "in_error", "merged"]),
                name="withdrawal_outcome_is_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_gives_its_reason"),
            models.CheckConstraint(
                condition=~Q(outcome="merged") | Q(replacement__isnull=False),
                name="withdrawal_by_merging_names_the_other_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.dated_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A withdrawal is never changed; publish or withdraw again instead.")
        super().save(*args, **kwargs)
