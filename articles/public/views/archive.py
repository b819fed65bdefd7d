"""Archives: what a section published in a year, and in a month of it."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format

from articles.models import Article, Section
from articles.public import linked_data
from articles.public.frame import frame_of
from articles.public.linked_data import Hub
from articles.public.pagination import numbers_around, page_of
from articles.public.views.article import article

ARTICLES_A_PAGE = 20


def year(request: HttpRequest, section_slug: str, year: int) -> HttpResponse:
    """What was published in one year. A page of before years had addresses keeps its own."""
    section = frame_of(request).section_at(section_slug)
    months = Article.objects.public().months_of(section, year) if section else []
    slug = f"{year:04}"
    if not months or Article.objects.ever_public().filter(section=section, slug=slug).exists():
        return article(request, section_slug, slug)
    return _archive(request, section, months)


def month(request: HttpRequest, section_slug: str, year: int, month: int) -> HttpResponse:
    """What was published in one month."""
    section = frame_of(request).section_at(section_slug)
    months = Article.objects.public().months_of(section, year) if section else []
    chosen = next((day for day in months if day.month == month), None)
    if chosen is None:
        raise Http404
    return _archive(request, section, months, chosen)


def period(section: Section, year: datetime.date, month: datetime.date | None = None) -> Hub:
    """One archive as others link to it; the days stand for the year and the month they lie in."""
    if month is None:
        return Hub(title=str(year.year), url=reverse("year", args=[section.slug, year.year]))
    return Hub(
        title=date_format(month, "F Y"),
        url=reverse("month", args=[section.slug, month.year, month.month]),
    )


def years_of(section: Section) -> list[Hub]:
    """The archives of a section, newest first; none where its pages are not dated."""
    return [period(section, day) for day in Article.objects.public().years_of(section)]


def _archive(
    request: HttpRequest,
    section: Section,
    months: list[datetime.date],
    month: datetime.date | None = None,
) -> HttpResponse:
    whole = period(section, months[0])
    here = period(section, months[0], month)
    articles = (
        Article.objects.public().as_cards().of(section, months[0].year, month and month.month)
    )
    page = page_of(request, articles, ARTICLES_A_PAGE)
    title = f"{section.title}: {here.title}"
    trail = [whole] if month else []
    context: dict[str, Any] = {
        "section": section,
        "title": title,
        "here": here,
        "trail": trail,
        "year": whole,
        "months": [period(section, day, day) for day in months],
        "page_obj": page,
        "page_numbers": numbers_around(page),
        "graph": linked_data.of_list(
            frame_of(request),
            here.url,
            title,
            [(one.title, one.url) for one in page],
            parents=[section, *trail],
        ),
    }
    return render(request, "pages/archive.html", context)
