"""Corrections: what was wrong on the site, and what is right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Publication
from articles.public import linked_data
from articles.public.feeds import FeedAddress
from articles.public.frame import frame_of
from articles.public.pagination import numbers_around, page_of

CORRECTIONS_A_PAGE = 20


def corrections(request: HttpRequest) -> HttpResponse:
    """The corrections of public pages, newest first."""
    frame = frame_of(request)
    title, url = _("Corrections"), reverse("corrections")
    told = Publication.objects.as_told().corrections().with_pages()
    page = page_of(request, told, CORRECTIONS_A_PAGE)
    return render(
        request,
        "pages/corrections.html",
        {
            "title": title,
            "url": url,
            "page_obj": page,
            "page_numbers": numbers_around(page),
            "feed": FeedAddress.of_corrections(title),
            "policy": frame.policy(Article.Policy.CORRECTIONS),
            "graph": linked_data.of_list(frame, url, title),
        },
    )
