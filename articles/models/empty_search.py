"""Empty searches: what readers looked for and the site does not have."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _


class EmptySearchQuerySet(models.QuerySet):
    def by_query(self) -> EmptySearchQuerySet:
        """One row a query, its newest, with how often it was asked in all as `times`."""
        same = EmptySearch.objects.filter(query=OuterRef("query")).order_by()
        total = same.values("query").annotate(total=Sum("count")).values("total")
        return self.exclude(Exists(same.filter(day__gt=OuterRef("day")))).annotate(
            times=Subquery(total)
        )


class EmptySearch(models.Model):
    """How often one query found nothing on one day. Who asked is not known and cannot be found out.

    Rows go after `KEPT_DAYS`; queries that look personal are never stored.
    """

    KEPT_DAYS = 90

    query = models.CharField(_("query"), max_length=80)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("times"), default=1)

    objects = EmptySearchQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "query")
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        constraints = [
            models.UniqueConstraint(fields=["query", "day"], name="empty_search_is_counted_once")
        ]

    def __str__(self) -> str:
        return self.query
