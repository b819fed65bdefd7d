"""An article's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Article, standing_of
from articles.public.frame import frame_of


def article(request: HttpRequest, section_slug: str, slug: str) -> HttpResponse:
    """The live text of one article, whoever asks."""
    article = get_object_or_404(
        Article.objects.public().with_live_text(), section__slug=section_slug, slug=slug
    )
    revision = article.live_revision
    standing = standing_of(article, revision, frame_of(request).site.today())
    return render(
        request,
        "pages/article.html",
        {"article": article, "revision": revision, "standing": standing},
    )
