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
    frame = frame_of(request)
    public = Article.objects.public()
    news = public.newest_in(frame.sections_of(Section.Kind.NEWS), NEWS_ON_HOME)
    column = public.newest_in(frame.sections_of(Section.Kind.COLUMNS), 1)
    lately = frame.site.today() - datetime.timedelta(days=DAYS_ON_TOP)
    corrections = Publication.objects.corrections().since(lately).with_pages()
    return render(
        request,
        "pages/home.html",
        {
            "start_here": public.as_cards().to_start_with(),
            "news": news.as_cards(),
            "information_sections": frame.sections_of(Section.Kind.INFORMATION),
            "graph": linked_data.of_home(frame),
            "corrections": corrections[:CORRECTIONS_ON_HOME],
            "feed": FeedAddress.of_everything(frame.site.name),
            "column": column.as_cards().first(),
        },
    )
