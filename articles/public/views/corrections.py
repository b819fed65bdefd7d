"""Corrections."""

from django.http import Http404, HttpRequest, HttpResponse


def corrections(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    raise Http404
