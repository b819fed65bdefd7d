"""The pictures that stand beside a shared link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.public.frame import frame_of
from articles.public.share_card import ShareCard, png_of

for_good = cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)


@require_safe
@for_good
def of_site(request: HttpRequest, digest: str) -> HttpResponse:
    """The card of the front page, and of every page that has none of its own."""
    return _answer(ShareCard.of_site(frame_of(request).site), digest)


@require_safe
@for_good
def of_section(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """The card of a section."""
    frame = frame_of(request)
    section = next((one for one in frame.sections if one.slug == slug), None)
    if section is None:
        raise Http404
    return _answer(ShareCard.of_section(frame.site, section), digest)


@require_safe
@for_good
def of_article(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """The card of a public article."""
    article = get_object_or_404(Article.objects.public().as_cards(), slug=slug)
    return _answer(ShareCard.of_article(frame_of(request).site, article), digest)


def _answer(card: ShareCard, digest: str) -> HttpResponse:
    # Only what a page says today is drawn: nobody can order pictures by making up addresses.
    if digest != card.digest:
        raise Http404
    return HttpResponse(png_of(card), content_type="image/png")
