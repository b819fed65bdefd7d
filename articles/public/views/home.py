"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article, Section
from articles.public import linked_data
from articles.public.feeds import FeedAddress
from articles.public.frame import frame_of

NEWS_ON_HOME = 5


def home(request: HttpRequest) -> HttpResponse:
    """Where to start, what is new, and a column."""
    public = Article.objects.public().as_cards()
    return render(
        request,
        "pages/home.html",
        {
            "start_here": public.to_start_with(),
            "news": public.newest_of(Section.Kind.NEWS)[:NEWS_ON_HOME],
            "information_sections": frame_of(request).information_sections,
            "graph": linked_data.of_home(frame_of(request)),
            "feed": FeedAddress.of_everything(frame_of(request).site.name),
            "column": public.newest_of(Section.Kind.COLUMNS).first(),
        },
    )
