"""A section's page: its introduction and its articles."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article
from articles.public import linked_data
from articles.public.feeds import FeedAddress
from articles.public.frame import frame_of
from articles.public.pagination import numbers_around, page_of
from articles.public.share_card import ShareCard
from articles.public.views.archive import years_of

ARTICLES_A_PAGE = 20


def section(request: HttpRequest, section_slug: str) -> HttpResponse:
    """One page of the section's list; a page number that does not exist is not found."""
    section = frame_of(request).section_at(section_slug)
    if section is None:
        raise Http404
    articles = Article.objects.public().as_cards().in_order_of(section)
    page = page_of(request, articles, ARTICLES_A_PAGE)
    return render(
        request,
        "pages/section.html",
        {
            "section": section,
            "page_obj": page,
            "page_numbers": numbers_around(page),
            "years": years_of(section) if section.is_dated else [],
            "share_card": ShareCard.of_section(frame_of(request).site, section),
            "feed": FeedAddress.of_section(section),
            "graph": linked_data.of_section(frame_of(request), section, page.object_list),
        },
    )
