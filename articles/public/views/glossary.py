"""The glossary."""

from django.http import Http404, HttpRequest, HttpResponse


def glossary(request: HttpRequest) -> HttpResponse:
    """A to Z."""
    raise Http404


def term(request: HttpRequest, slug: str) -> HttpResponse:
    """One term."""
    raise Http404
