"""Open forms: who is writing in which article, and what they have not saved yet."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A form that has not been heard of for so long is not open any more.
SILENT_AFTER = datetime.timedelta(minutes=2)
# Unsaved text is not kept for ever: it is nobody's draft.
FORGOTTEN_AFTER = datetime.timedelta(days=30)


class OpenFormQuerySet(models.QuerySet):
    def of(self, user: Any, article: Any | None) -> OpenFormQuerySet:
        """The forms of one person for one article; None is an article that is not there yet."""
        return self.filter(user=user, article=article and article.pk)

    def with_unsaved_text(self) -> OpenFormQuerySet:
        """Those in which something was typed that is not saved, newest first."""
        return self.filter(typed__isnull=False).order_by("-kept_at", "-pk")

    def heard_of_lately(self) -> OpenFormQuerySet:
        """Those that are open now, as far as anybody can tell, the longest first."""
        return self.filter(seen_at__gte=timezone.now() - SILENT_AFTER).order_by("opened_at", "pk")

    def forget_old(self) -> int:
        """Delete those that nobody will come back to; return how many had unsaved text."""
        now = timezone.now()
        self.filter(typed__isnull=True, seen_at__lt=now - SILENT_AFTER).delete()
        old = self.filter(kept_at__lt=now - FORGOTTEN_AFTER)
        return old.delete()[1].get("articles.OpenForm", 0)


class OpenForm(models.Model):
    """One article form that somebody opened. An ordinary row, gone when it is saved.

    `typed` holds the fields of the form as they stand there, unsaved; None when they are as saved.
    Nobody but that person ever sees them. `based_on` is the number of the revision that they
    started from: whoever takes the text up again goes on from there.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_forms"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="open_forms"
    )
    key = models.CharField(max_length=40, help_text=_("Made up by the browser that opened it."))
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    based_on = models.PositiveIntegerField(null=True)
    typed = models.JSONField(null=True)
    kept_at = models.DateTimeField(null=True)

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="open_form_is_known_by_its_key"),
            models.CheckConstraint(
                condition=Q(typed__isnull=True) | Q(kept_at__isnull=False),
                name="open_form_knows_when_it_was_kept",
            ),
        ]
        indexes = [models.Index(fields=["article", "seen_at"], name="open_form_now")]

    def __str__(self) -> str:
        return f"{self.user} in {self.article_id or 'a new article'}"

    @property
    def has_unsaved_text(self) -> bool:
        return self.typed is not None
