"""People: who writes here and who reviews."""

from django.http import Http404, HttpRequest, HttpResponse


def people(request: HttpRequest) -> HttpResponse:
    """All of them."""
    raise Http404


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person."""
    raise Http404
