"""Steps: what happened to a text on its way to readers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.revision import FactQuerySet, Immutable


class Step(models.Model):
    """One step of one exact text between a saved draft and the page. Never changed.

    What went out, and what was taken back, are facts of their own: Publication and Withdrawal.
    An embargo is a step of the article, whatever its text.
    """

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("Handed in for review")
        SENT_BACK = "sent_back", _("Sent back")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        UNSCHEDULED = "unscheduled", _("Taken off the schedule")
        HELD_BACK = "held_back", _("Did not go out")
        DISCARDED = "discarded", _("Discarded")
        EMBARGOED = "embargoed", _("Embargo set")
        RELEASED = "released", _("Embargo lifted")

    # These are about the article, whatever its text.
    ABOUT_EMBARGO = (Kind.EMBARGOED, Kind.RELEASED)
    MAX_REASON = 500

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="steps")
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.CASCADE, related_name="steps"
    )
    kind = models.CharField(_("step"), max_length=20, choices=Kind)
    # TextField: what kept a scheduled text from going out can be a list of sentences.
    reason = models.TextField(_("reason, for colleagues"), blank=True)
    due_at = models.DateTimeField(
        _("when"), null=True, help_text=_("The moment of a schedule or of the end of an embargo.")
    )
    taken_at = models.DateTimeField(_("taken at"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    taken_by_name = models.CharField(_("taken by"), max_length=200)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("article", "-taken_at", "-pk")
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["sent_back", "held_back"]) | ~Q(reason=""),
                name="step_back_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["scheduled", "embargoed"]) | Q(due_at__isnull=False),
                name="step_in_time_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.taken_by_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A step is never changed; take another one instead.")
        super().save(*args, **kwargs)
