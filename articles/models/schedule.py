"""Schedules: when the text in work goes out, and what readers are told of it then."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.publication import Publication, Words
from articles.models.revision import FactQuerySet, Immutable


class Schedule(models.Model):
    """What somebody decided about one publication to come. Never changed; the article points at it.

    It names no text: an article that is edited and approved again may keep its schedule.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="schedules"
    )
    due_at = models.DateTimeField(_("goes out at"))
    kind = models.CharField(_("kind"), max_length=20, choices=Publication.Kind)
    note = models.CharField(
        _("what changed, for readers"), max_length=Publication.MAX_NOTE, blank=True
    )
    was_wrong = models.CharField(_("what was wrong"), max_length=Publication.MAX_NOTE, blank=True)
    is_right = models.CharField(_("what is right"), max_length=Publication.MAX_NOTE, blank=True)
    alone = models.CharField(
        _("why without a second pair of eyes"), max_length=Publication.MAX_NOTE, blank=True
    )
    override = models.CharField(
        _("why in spite of the checks"), max_length=Publication.MAX_NOTE, blank=True
    )
    overridden = models.JSONField(_("what the checks said"), default=list)
    made_at = models.DateTimeField(_("scheduled at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_by_name = models.CharField(_("scheduled by"), max_length=200)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "pk")
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["first", "minor", "significant", "correction"]),
                name="schedule_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d %H:%M} UTC"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A schedule is never changed; make another one instead.")
        super().save(*args, **kwargs)

    @property
    def words(self) -> Words:
        return Words(note=self.note, was_wrong=self.was_wrong, is_right=self.is_right)
