"""The home page."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article, Publication, Section
from articles.models.standing import DAYS_ON_TOP
from articles.public import linked_data
from articles.public.feeds import FeedAddress
from articles.public.frame import frame_of

NEWS_ON_HOME = 5
CORRECTIONS_ON_HOME = 5


def home(request: HttpRequest) -> HttpResponse:
    """Where to start, what is new, a column, and what was put right lately."""
    public = Article.objects.public().as_cards()
    lately = frame_of(request).site.today() - datetime.timedelta(days=DAYS_ON_TOP)
    corrections = Publication.objects.corrections().since(lately).with_pages()
    return render(
        request,
        "pages/home.html",
        {
            "start_here": public.to_start_with(),
            "news": public.newest_of(Section.Kind.NEWS)[:NEWS_ON_HOME],
            "information_sections": frame_of(request).information_sections,
            "graph": linked_data.of_home(frame_of(request)),
            "corrections": corrections[:CORRECTIONS_ON_HOME],
            "feed": FeedAddress.of_everything(frame_of(request).site.name),
            "column": public.newest_of(Section.Kind.COLUMNS).first(),
        },
    )
