"""The copy of a page that readers keep on their own device."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.http import http_date

from articles.models import Article, standing_of
from articles.public.frame import frame_of
from articles.public.offline import self_contained, stylesheet
from articles.public.views.withdrawn import answer_for


def offline(request: HttpRequest, section_slug: str, slug: str) -> HttpResponse:
    """The live text of one article as a single file to save; of no page that was taken back."""
    pages = Article.objects.ever_public().with_live_text().select_related("withdrawal")
    article = get_object_or_404(pages, section__slug=section_slug, slug=slug)
    if article.is_withdrawn:
        return answer_for(request, article, leads_to="offline") or redirect(article.url)
    frame = frame_of(request)
    revision = article.live_revision
    context = {
        "frame": frame,
        "article": article,
        "revision": revision,
        "standing": standing_of(article, revision, frame.site.today()),
        "stylesheet": stylesheet(),
    }
    html = self_contained(render_to_string("offline.html", context), frame.origin + article.url)
    response = HttpResponse(html)
    # Saved and not shown: here the site's policy would refuse the style that the file carries.
    response["Content-Disposition"] = f'attachment; filename="{article.slug}.html"'
    response["X-Robots-Tag"] = "noindex"
    response["Last-Modified"] = http_date(frame.site.begin_of(article.last_updated_on))
    return response
