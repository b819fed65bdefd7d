"""An article's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date

from articles.models import Article, neighbours_of, standing_of, with_neighbours
from articles.public import linked_data
from articles.public.frame import frame_of
from articles.public.share_card import ShareCard
from articles.public.views.withdrawn import withdrawn


def article(request: HttpRequest, section_slug: str, slug: str) -> HttpResponse:
    """The live text of one article, whoever asks, or what became of a page that was taken back."""
    section = frame_of(request).section_at(section_slug)
    articles = Article.objects.public().with_live_text().filter(section=section, slug=slug)
    article = with_neighbours(articles, section).first() if section else None
    if article is None:
        return withdrawn(request, section_slug, slug)
    revision = article.live_revision
    standing = standing_of(article, revision, frame_of(request).site.today())
    response = render(
        request,
        "pages/article.html",
        {
            "article": article,
            "revision": revision,
            "standing": standing,
            "neighbours": neighbours_of(article),
            "share_card": ShareCard.of_article(frame_of(request).site, article),
            "graph": linked_data.of_article(frame_of(request), article, revision, standing),
        },
    )
    response["Last-Modified"] = http_date(frame_of(request).site.begin_of(article.last_updated_on))
    return response
