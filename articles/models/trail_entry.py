"""The audit trail: who did what, to what, when and why; one row for each thing that was done."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.revision import FactQuerySet, Immutable

# Who signed in and out is not kept for ever: it is about people and not about the site.
SIGN_INS_KEPT = datetime.timedelta(days=365)


class Change(NamedTuple):
    """One thing that is other than before, in words: a field, what it said and what it says."""

    field: str
    before: str
    after: str


class TrailEntryQuerySet(FactQuerySet):
    def seen_by(self, user: AbstractBaseUser) -> TrailEntryQuerySet:
        """Those that `user` may read: what was done to accounts is for superusers alone."""
        if user.is_superuser:
            return self
        return self.filter(realm=TrailEntry.Realm.CONTENT)

    def about(self, row: models.Model) -> TrailEntryQuerySet:
        """Those about one row, newest first; it may be gone by now."""
        return self.filter(object_type=row._meta.label_lower, object_key=str(row.pk)).order_by(
            "-pk"
        )

    def forget_old(self) -> int:
        """Forget who signed in and out more than a year ago; returns how many entries went."""
        old = self.filter(
            realm=TrailEntry.Realm.SIGN_INS, done_at__lt=timezone.now() - SIGN_INS_KEPT
        )
        return models.QuerySet.delete(old)[0]


class TrailEntry(models.Model):
    """One thing that somebody did. Never changed; all but sign-ins are kept for ever.

    What it was done to is named as it was then: the row, and the account, may be gone by now. No
    network address is kept, and of a password only that there is another one.
    """

    class Realm(models.TextChoices):
        """Whose business it is; see TrailEntryQuerySet.seen_by."""

        CONTENT = "content", _("Articles and all beside them")
        ACCOUNTS = "accounts", _("Accounts and groups")
        EXPORTS = "exports", _("Exports")
        SIGN_INS = "sign_ins", _("Sign-ins")

    class Kind(models.TextChoices):
        STARTED = "started", _("Article started")
        SAVED = "saved", _("Draft saved")
        SET_ASIDE = "set_aside", _("Text set aside, somebody was faster")
        RESTORED = "restored", _("Earlier text restored")
        # The same names as in Step.Kind.
        SUBMITTED = "submitted", _("Handed in for review")
        SENT_BACK = "sent_back", _("Sent back")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        UNSCHEDULED = "unscheduled", _("Taken off the schedule")
        HELD_BACK = "held_back", _("Did not go out")
        DISCARDED = "discarded", _("Draft discarded")
        EMBARGOED = "embargoed", _("Embargo set")
        RELEASED = "released", _("Embargo lifted")
        PUBLISHED = "published", _("Published")
        AMENDED = "amended", _("Note to readers amended")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REVIEWED = "reviewed", _("Review recorded")
        # The same names as in Opinion.Kind.
        NEEDS_CHANGE = "needs_change", _("Change asked for by a reviewer")
        DECLINED = "declined", _("Reviewer stepped aside")
        AVAILABLE = "available", _("Reviewer is there again")
        MOVED = "moved", _("Moved to another address")
        FILED = "filed", _("Filed otherwise")
        SHARED = "shared", _("Preview link made")
        REVOKED = "revoked", _("Preview link revoked")
        BINNED = "binned", _("Put into the bin")
        TAKEN_OUT = "taken_out", _("Taken out of the bin")
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")
        DELETED = "deleted", _("Deleted for good")
        PASSWORD = "password", _("Password changed")
        EXPORTED = "exported", _("Exported")
        SIGNED_IN = "signed_in", _("Signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("Sign-in failed")
        SIGNED_OUT = "signed_out", _("Signed out")

    MAX_NAME = 200

    done_at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Kept beside the account so that a deleted one is still named.
    by_name = models.CharField(_("who"), max_length=MAX_NAME)
    realm = models.CharField(_("about"), max_length=20, choices=Realm, default=Realm.CONTENT)
    kind = models.CharField(_("what was done"), max_length=20, choices=Kind)
    object_type = models.CharField(_("kind of row"), max_length=100, blank=True)
    object_key = models.CharField(_("key"), max_length=64, blank=True)
    object_name = models.CharField(_("to what"), max_length=MAX_NAME, blank=True)
    changes = models.JSONField(_("from – to"), default=list, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = TrailEntryQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("entry of the audit trail")
        verbose_name_plural = _("audit trail")
        indexes = [
            models.Index(fields=["realm", "-id"], name="trail_of_realm"),
            models.Index(fields=["kind", "-id"], name="trail_of_kind"),
            models.Index(fields=["by_name", "-id"], name="trail_of_person"),
            models.Index(fields=["object_type", "object_key", "-id"], name="trail_of_row"),
            models.Index(fields=["done_at"], name="trail_of_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.object_name}, {self.by_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("An entry of the audit trail is never changed.")
        super().save(*args, **kwargs)

    @property
    def changed(self) -> list[Change]:
        """What is other than before, in words."""
        return [Change(*change) for change in self.changes]
