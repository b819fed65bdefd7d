"""An article's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Article


def article(request: HttpRequest, section_slug: str, slug: str) -> HttpResponse:
    """The live text of one article, whoever asks."""
    article = get_object_or_404(
        Article.objects.public().with_live_text(), section__slug=section_slug, slug=slug
    )
    return render(
        request, "pages/article.html", {"article": article, "revision": article.live_revision}
    )
