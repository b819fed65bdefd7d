"""Bylines: who wrote an article."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.person import Person
from articles.models.place import PlaceField


class Byline(models.Model):
    """One author of one article, in the order in which the page names them."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="bylines"
    )
    person = models.ForeignKey(
        Person, on_delete=models.RESTRICT, related_name="bylines", verbose_name=_("author")
    )
    position = PlaceField(
        _("order"), default=0, help_text=_("Smaller numbers stand first in the byline, e.g. 1.")
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("author")
        verbose_name_plural = _("authors (none means “Editorial team”)")
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="byline_is_unique")
        ]

    def __str__(self) -> str:
        return str(self.person)
