"""An unpublished text, for whoever holds a link to it."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.models import PreviewLink, Standing
from articles.public.frame import frame_of
from articles.public.middleware import ROBOTS
from articles.public.shared_page import for_one_reader, pictures_of
from articles.public.views.media import stored_picture
from articles.publishing import in_site_time, note_visit, review_of

# Those that draw a card of an address that somebody sends; ROBOTS knows the rest. Whoever is taken
# for one by mistake has a button to press.
CARD_DRAWERS = re.compile(
    r"whatsapp|facebook|preview|embed|iframely|slack|telegram|viber|mastodon|signal|okhttp|\bjava\b",
    re.IGNORECASE,
)


def for_nobody_else(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What holds for every answer at such an address: it is kept, found and passed on by nobody."""

    @csrf_exempt
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        response = view(request, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return answer


@for_nobody_else
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The text through the readers' own template, under a notice; 410 once the link is over.

    A program that draws a card of every address sent in a chat gets no word of the text and is not
    counted; a person whom we take for one has a button. A HEAD request is not counted either.
    """
    link = get_object_or_404(PreviewLink.objects.leading_in(token).with_text())
    if not link.is_open:
        return render(request, "pages/preview-over.html", {"noindex": True}, status=410)
    if "read" not in request.GET and _is_program(request):
        return render(request, "pages/preview-door.html", {"noindex": True})
    html = render_to_string("pages/article.html", _shared(request, link), request)
    folder = reverse("preview-picture", args=[token, "-"]).removesuffix("-")
    html = for_one_reader(html, pictures=pictures_of(link.revision), folder=folder)
    if request.method == "GET":
        note_visit(link)
    return HttpResponse(html)


@for_nobody_else
def picture(request: HttpRequest, token: str, name: str) -> FileResponse:
    """A picture of that text, as long as the link shows it."""
    link = get_object_or_404(PreviewLink.objects.leading_in(token).with_text())
    if not link.is_open or name not in pictures_of(link.revision):
        raise Http404
    return stored_picture(name)


def _shared(request: HttpRequest, link: PreviewLink) -> dict[str, Any]:
    article, revision, site = link.article, link.revision, frame_of(request).site
    # Not what the page says of another text: this one has no date and no history yet.
    article.first_published_on = article.last_updated_on = None
    standing = Standing(
        editions=(), today=site.today(), review=review_of(revision), revision=revision
    )
    return {
        "article": article,
        "revision": revision,
        "standing": standing,
        "shared_until": in_site_time(link.expires_at, site.zone),
        "is_older_draft": link.is_of_older_text,
        "noindex": True,
    }


def _is_program(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    return not agent or any(kind.search(agent) for kind in (ROBOTS, CARD_DRAWERS))
