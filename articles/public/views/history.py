"""What has changed on a page."""

from django.http import Http404, HttpRequest, HttpResponse


def history(request: HttpRequest, section_slug: str, slug: str) -> HttpResponse:
    """Every edition."""
    raise Http404


def changes(request: HttpRequest, section_slug: str, slug: str, number: int) -> HttpResponse:
    """What an edition changed."""
    raise Http404


def edition(request: HttpRequest, section_slug: str, slug: str, number: int) -> HttpResponse:
    """An older edition."""
    raise Http404
