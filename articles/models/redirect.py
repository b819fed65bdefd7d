"""Redirects: where an address of the past leads today."""

from __future__ import annotations

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.section import Section
from articles.models.shown import is_public


def tidy_path(path: str) -> str:
    """Return `path` as addresses are written here: lower case, single slashes, one at its end."""
    return re.sub(r"/+", "/", f"/{path}/".lower())


class RedirectQuerySet(models.QuerySet):
    def public(self) -> RedirectQuerySet:
        """Those that lead to a page which readers may see."""
        return self.filter(Q(section__isnull=False) | is_public("article__"))

    def leading_from(self, path: str) -> Redirect | None:
        """Return the one of the old `path` ("/news/old-name/"), or None.

        A page that was taken back still tells why; an article that readers could never see has no
        address for them.
        """
        withdrawn = Q(article__withdrawal__isnull=False)
        found = self.filter(Q(section__isnull=False) | is_public("article__") | withdrawn)
        return (
            found.filter(old_path=path)
            .select_related("section", "article__section", "article__withdrawal")
            .first()
        )


class Redirect(models.Model):
    """One old path and the article or section that lived there.

    It names the row and not the new path, so a page that moves twice makes no chain.
    """

    old_path = models.CharField(_("old address"), max_length=300, unique=True)
    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="redirects",
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="redirects",
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by_name = models.CharField(_("made by"), max_length=200, blank=True)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ("old_path",)
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, section__isnull=True)
                | Q(article__isnull=True, section__isnull=False),
                name="redirect_has_one_target",
            )
        ]

    def __str__(self) -> str:
        return self.old_path

    @property
    def target(self) -> Article | Section:
        """The article or the section that it leads to."""
        return self.article or self.section
