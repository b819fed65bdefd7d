"""Small files and answers about the site itself."""

import datetime
import json
from urllib.parse import quote

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.public.frame import frame_of

ROBOTS = f"""\
User-agent: *
Disallow: /admin/

Sitemap: {settings.ORIGIN}/sitemap.xml
Sitemap: {settings.ORIGIN}/sitemap-news.xml
"""
# RFC 9116 recommends less than a year.
GOOD_FOR = datetime.timedelta(days=180)
# Made by `manage.py draw_icons`.
ICONS = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("icon-maskable-512", 512, "maskable"))
# As in tokens.css, in light.
PAPER = "#fbf8f1"


def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: everything but the editors' door."""
    return HttpResponse(ROBOTS, content_type="text/plain")


def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness of the site (RFC 9116); not found while there is no address."""
    frame = frame_of(request)
    contact = frame.policy(Article.Policy.CONTACT)
    ways = []
    if frame.site.contact_email:
        ways.append(f"mailto:{quote(frame.site.contact_email, safe='@+')}")
    if contact:
        ways.append(f"{frame.origin}{contact.url}")
    if not ways:
        raise Http404
    # Counted from the day, not the moment, so that the file stays the same for a day.
    expires = frame.site.today() + GOOD_FOR
    lines = [
        *(f"Contact: {way}" for way in ways),
        f"Expires: {expires.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {get_language()}",
        f"Canonical: {frame.origin}{reverse('security')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def manifest(request: HttpRequest) -> HttpResponse:
    """What the site is called and looks like on a phone's home screen."""
    site = frame_of(request).site
    facts = {
        "name": site.name,
        "short_name": site.name,
        "description": f"{site.tagline} – {site.disclaimer_short}".lstrip(" –"),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": "/",
        "scope": "/",
        # In the browser, where readers have their own zoom, search and print.
        "display": "browser",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": staticfiles_storage.url(f"img/{name}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, size, purpose in ICONS
        ],
    }
    return HttpResponse(
        json.dumps(facts, ensure_ascii=False), content_type="application/manifest+json"
    )


def favicon(request: HttpRequest) -> HttpResponse:
    """The address that browsers try without being told."""
    return HttpResponsePermanentRedirect(staticfiles_storage.url("img/favicon.ico"))


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, 503 when it does not. For machines."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
