"""Rows of articles in the order of readers' lists: by date, by month, or as the editors chose."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Self

from django.db import models

from articles.models.publication import Publication
from articles.models.section import Section


class DatedRows(models.QuerySet):
    """What the queryset of articles knows of dates and of places in a list."""

    def news_since(self, moment: datetime.datetime) -> Self:
        """Those in sections of dated pages that were first published after `moment`, newest first.

        What an import published with a date of long ago is not among them.
        """
        day = moment.date() - datetime.timedelta(days=1)
        return self.filter(
            section__kind__in=Section.DATED_KINDS,
            first_published_on__gte=day,
            publications__kind=Publication.Kind.FIRST,
            publications__published_at__gte=moment,
        ).order_by("-publications__published_at", "-pk")

    def last_updated(self, count: int) -> Self:
        """The `count` of them that readers were told of last, newest first."""
        return self._first(count, "-last_updated_on", "-first_published_on", "-pk")

    def newest_in(self, sections: Collection[Section], count: int) -> Self:
        """The `count` newest of those in any of `sections`, newest first."""
        return self.filter(section__in=sections)._first(count, "-first_published_on", "-pk")

    def _first(self, count: int, *order: str) -> Self:
        """The first `count` of them in an order.

        Chosen by their keys alone, so that no long text is read of those that are left out.
        """
        return self.model.objects.filter(
            pk__in=self.order_by(*order).values("pk")[:count]
        ).order_by(*order)

    def in_order_of(self, section: Section) -> Self:
        """Those of one section: newest first where pages are dated, else in the editors' order."""
        if section.is_dated:
            return self.filter(section=section).order_by("-first_published_on", "-pk")
        return self.filter(section=section).order_by("position", "live_revision__title", "pk")

    def of(self, section: Section, year: int, month: int | None = None) -> Self:
        """Those of one section that were published in a year, or in one month of it; newest first.

        None in a section whose pages are not dated, and none in the year 0.
        """
        if not section.is_dated or not year:
            return self.none()
        found = self.filter(first_published_on__year=year)
        if month is not None:
            found = found.filter(first_published_on__month=month)
        return found.in_order_of(section)

    def years_of(self, section: Section) -> list[datetime.date]:
        """The years in which pages of one section were published, newest first, each as a day."""
        dated = self.filter(section=section) if section.is_dated else self.none()
        years = {day.year for day in dated.days()}
        return [datetime.date(year, 1, 1) for year in sorted(years, reverse=True)]

    def months_of(self, section: Section, year: int) -> list[datetime.date]:
        """The months of one year in which such pages were published, newest first."""
        months = {day.month for day in self.of(section, year).days()}
        return [datetime.date(year, month, 1) for month in sorted(months, reverse=True)]

    def days(self) -> models.QuerySet:
        """The days on which they were published, each once. Django's dates() is slow on SQLite."""
        return self.order_by().values_list("first_published_on", flat=True).distinct()

    def to_start_with(self) -> Self:
        """Those that the home page offers to somebody newly diagnosed, in the editors' order."""
        return self.filter(start_here__isnull=False).order_by("start_here", "pk")
