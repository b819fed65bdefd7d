"""Citations: which source stands under which number in which text."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.revision import FactQuerySet, Immutable, Revision


class Citation(models.Model):
    """One source that the body of one revision cites. Rows are added, never changed.

    The number follows from the text alone (the first use of each key, known or not), so a source
    that comes into the register later finds its number kept free.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="citations")
    reference = models.ForeignKey(
        "articles.Reference",
        on_delete=models.RESTRICT,
        related_name="citations",
        verbose_name=_("source"),
    )
    number = models.PositiveIntegerField(_("number"))

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("revision", "number")
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "reference"], name="citation_names_a_source_once"
            ),
            models.UniqueConstraint(
                fields=["revision", "number"], name="citation_number_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} in {self.revision_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable("A citation is never changed; save a new draft instead.")
        super().save(*args, **kwargs)
