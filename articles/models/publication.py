"""Publications: what went live, when and why."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.revision import FactQuerySet, Immutable


class Publication(models.Model):
    """One moment at which a revision became what readers see. Never changed.

    It keeps its article from being deleted.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("First publication")
        MINOR = "minor", _("Minor edit")
        SIGNIFICANT = "significant", _("Significant change")
        CORRECTION = "correction", _("Correction")

    NOTED_KINDS = (Kind.SIGNIFICANT, Kind.CORRECTION)
    MAX_NOTE = 280

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="publications"
    )
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.PROTECT, related_name="publications"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    note = models.CharField(_("what changed, for readers"), max_length=MAX_NOTE, blank=True)
    dated_on = models.DateField(
        _("date shown"),
        help_text=_("The site's local date of that moment, or the one an import carried."),
    )
    carried_from = models.CharField(
        _("date carried from"),
        max_length=200,
        blank=True,
        help_text=_("The import whose source gave the date; empty when it is our own."),
    )
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_by_name = models.CharField(_("published by"), max_length=200)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("article", "-published_at", "-pk")
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(kind="first"), name="one_first_publication"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["significant", "correction"]) | ~Q(note=""),
                name="publication_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["first", "minor", "significant", "correction"]),
                name="publication_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.dated_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A publication is never changed; publish again instead.")
        super().save(*args, **kwargs)
