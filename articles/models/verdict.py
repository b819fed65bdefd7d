"""Verdicts: what the checks said of the text that readers see, kept so that lists can count."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.Model):
    """What the checks said of one public page when they last looked. Written over by the next look.

    It is derived: whoever deletes all rows loses nothing but the time to look again. It holds for
    exactly `revision`, as the site was at `looked_at`, and no longer once something that the checks
    look at has changed (`doubted_at`).
    """

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, related_name="verdict"
    )
    revision = models.ForeignKey("articles.Revision", on_delete=models.CASCADE, related_name="+")
    blocks = models.PositiveIntegerField(_("findings that would stop it"))
    looked_at = models.DateTimeField(_("looked at"))
    # Not a flag: what was doubted while a long look was going on must be looked at again.
    doubted_at = models.DateTimeField(_("doubted at"), null=True)

    class Meta:
        verbose_name = _("verdict of the checks")
        verbose_name_plural = _("verdicts of the checks")
        indexes = [
            models.Index(
                fields=["article"], condition=models.Q(blocks__gt=0), name="verdict_that_stops"
            )
        ]

    def __str__(self) -> str:
        return f"{self.blocks} ({self.looked_at:%Y-%m-%d})"
