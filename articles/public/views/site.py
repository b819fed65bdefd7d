"""Small files and answers about the site itself."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

ROBOTS = f"""\
User-agent: *
Disallow: /admin/

Sitemap: {settings.ORIGIN}/sitemap.xml
Sitemap: {settings.ORIGIN}/sitemap-news.xml
"""


def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: everything but the editors' door."""
    return HttpResponse(ROBOTS, content_type="text/plain")


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
