"""Rows of articles by whether readers may see them: the one rule, and who had a past."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from articles.models.shown import is_in_bin, is_public


class PublicRows(models.QuerySet):
    """Where everything that leaves the site starts."""

    def public(self) -> Self:
        """The articles that readers may see: those with a live revision. The one rule.

        Pages, lists, redirects and everything else that leaves the site start here.
        """
        return self.filter(is_public())

    def in_bin(self) -> Self:
        """Those that were deleted and can be brought back, of `Article.everything`."""
        return self.filter(is_in_bin()).order_by("-binned_at", "-pk")

    def withdrawn(self) -> Self:
        """The articles that were taken back and have not been published again."""
        return self.filter(withdrawal__isnull=False)

    def ever_public(self) -> Self:
        """Those that readers may see, or could until they were taken back: they have a past."""
        return self.filter(is_public() | Q(withdrawal__isnull=False))
