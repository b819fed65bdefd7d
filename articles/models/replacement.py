"""Replacements: when a better file took a picture's place."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.image import Image
from articles.models.revision import FactQuerySet, Immutable

MAX_REASON = 280


class Replacement(models.Model):
    """One moment at which a better file took the place of a picture's. Never changed.

    It names the files that were shown until then. They stay stored: texts and other sites may
    lead to them.
    """

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="replacements")
    file = models.CharField(_("former file"), max_length=200)
    files = models.JSONField(_("former files"), help_text=_("All sizes of the former file."))
    width = models.PositiveIntegerField(_("former width"))
    height = models.PositiveIntegerField(_("former height"))
    original_name = models.CharField(_("name of the former file"), max_length=255, blank=True)
    reason = models.CharField(
        _("why"),
        max_length=MAX_REASON,
        help_text=_("For colleagues, e.g. “The same drawing, sharper”."),
    )
    replaced_at = models.DateTimeField(_("replaced at"))
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    replaced_by_name = models.CharField(_("replaced by"), max_length=200)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("image", "-pk")
        verbose_name = _("replacement of a picture")
        verbose_name_plural = _("replacements of pictures")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="replacement_gives_its_reason")
        ]

    def __str__(self) -> str:
        return f"{self.replaced_by_name}, {self.replaced_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A replacement is never changed; replace the picture again instead.")
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """Where the former file is asked for."""
        return default_storage.url(self.file)
