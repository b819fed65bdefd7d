"""Digests: the weekly e-mail about what is due, and who does not want it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """One e-mail about what is due, to one account on one day. No address and no text is kept.

    The row is written before the mail is sent, so that a second run of the same day, or one after
    a crash, sends nothing twice. `sent_at` says that the mail server took it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )
    day = models.DateField(_("day"), help_text=_("The site's local date."))
    # How many rows of which list it told of: {"overdue": 3}.
    told = models.JSONField(_("what it told of"), default=dict)
    claimed_at = models.DateTimeField(_("begun at"))
    sent_at = models.DateTimeField(_("sent at"), null=True)

    class Meta:
        ordering = ("-day", "pk")
        verbose_name = _("e-mail about what is due")
        verbose_name_plural = _("e-mails about what is due")
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="digest_goes_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.day}"


class DigestChoice(models.Model):
    """What one account has chosen about the weekly e-mail. Without a row it gets it.

    `stand_in` is told of what is overdue while the account is away; without one the editors are.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_choice"
    )
    wants_none = models.BooleanField(
        _("send me no weekly e-mail"),
        default=False,
        help_text=_("The desk says at any time what waits for you."),
    )
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who sees to your pages while you are away"),
        help_text=_(
            "Is told when a review of your pages is overdue and you have not signed in for 30 "
            "days. Leave empty to have the editors told."
        ),
    )

    class Meta:
        verbose_name = _("choice about the weekly e-mail")
        verbose_name_plural = _("choices about the weekly e-mail")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.wants_none}"

    @classmethod
    def of(cls, user: Any) -> DigestChoice:
        """Return what `user` has chosen, or the default."""
        return cls.objects.filter(user=user).first() or cls(user=user)
